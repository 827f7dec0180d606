"""text2text-generation: a text in, what the model was trained to make of it out; the text itself says the task."""

from __future__ import annotations

from typing import ClassVar

from ..messages import TextKey
from .languages import Instruction, task_instruction
from .seq2seq import Seq2SeqTask


class Text2TextGeneration(Seq2SeqTask):
    """Options and settings are those of `Seq2SeqTask`; the result is `{generated_text}`.

    No prefix of another task is added: write it into the text ("translate English to French: ...").
    """

    name = "text2text-generation"
    key: ClassVar[TextKey] = "generated_text"
    noun = "text"

    def instruct(self) -> Instruction:
        """Take the config's parameters for this task, if it has any."""
        return task_instruction(self.checkpoint, self.name)
