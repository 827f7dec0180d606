"""translation: a text in one language in, the same in another out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from ..messages import TextKey
from .languages import Instruction, translation_instruction
from .options import Check, a_text
from .seq2seq import Seq2SeqTask


class Translation(Seq2SeqTask):
    """Options and settings are those of `Seq2SeqTask`; the result is `{translation_text}`.

    `src_lang` and `tgt_lang`: the languages, as the model spells them; `translation_en_to_fr` says them, too.
    """

    name = "translation"
    key: ClassVar[TextKey] = "translation_text"
    noun = "translation"
    options: ClassVar[Mapping[str, Check]] = {**Seq2SeqTask.options, "src_lang": a_text, "tgt_lang": a_text}

    def instruct(self) -> Instruction:
        """Find out how this checkpoint is told the languages."""
        return translation_instruction(self.checkpoint, self.values.get("src_lang"), self.values.get("tgt_lang"))
