"""summarization: a long text in, a short one out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from ..messages import Array, TextKey
from .languages import Instruction, task_instruction, task_parameters
from .seq2seq import Seq2SeqTask, Source


class Summarization(Seq2SeqTask):
    """Options and settings are those of `Seq2SeqTask`; the result is `{summary_text}`."""

    name = "summarization"
    key: ClassVar[TextKey] = "summary_text"
    noun = "summary"

    def instruct(self) -> Instruction:
        """Take the config's parameters for summaries; a config that has only those of other tasks gets a note."""
        known = task_parameters(self.checkpoint)
        if known and self.name not in known:
            self.notes.append(
                f"The config of {self.checkpoint.info.name} holds {', '.join(known)} and no summarization: "
                "it may not have learned to summarize."
            )
        return task_instruction(self.checkpoint, self.name)

    def preprocess(self, inputs: Sequence[str | Array]) -> list[Source]:
        """Tokenise; a text that is shorter than its summary may become gets a note."""
        found = super().preprocess(inputs)
        longest = self.decoding.max_new_tokens + 1
        for source in found:
            if len(source.ids) < longest:
                self.notes.append(
                    f"{source.name} has {len(source.ids):,} tokens and max_length is {longest:,}: the summary may be "
                    f"longer than the text. For a short one: max_length={max(len(source.ids) // 2, 2)}."
                )
        return found
