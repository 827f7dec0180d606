"""Prompts: a template with a group's word in it, as the model reads it, and where the candidate goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..errors import ContextOverflow, InvalidInput
from ..tokenization import encode
from .sequences import TokenSequence
from .templates import MASK, Template

if TYPE_CHECKING:
    from ..checkpoint import Checkpoint

Mode = Literal["masked", "causal"]


@dataclass(frozen=True, slots=True)
class Prompt:
    """One template and group. The logits at `position` are those of the candidate's (first) piece.

    Masked: the whole sentence with one mask, which is at `position`. Causal: what stands before the candidate, whose
    last token is at `position`. `before` and `after` are the texts around the candidate.
    """

    template: int
    group: int
    text: str
    sequence: TokenSequence
    position: int
    before: str
    after: str

    @property
    def spaced(self) -> bool:
        """Whether the candidate stands behind white space."""
        return self.before[-1:].isspace()


class Prompts:
    """Writes prompts for one checkpoint."""

    def __init__(self, checkpoint: Checkpoint, mode: Mode) -> None:
        self.checkpoint = checkpoint
        self.mode = mode
        self._tokenizer = checkpoint.tokenizer

    @property
    def mask(self) -> str | None:
        """The model's own mask as a text, None for a causal model."""
        return str(self._tokenizer.mask_token) if self.mode == "masked" else None

    def build(self, template: Template, group: int, *, number: int, which: str) -> Prompt:
        """Return a prompt. Raises `InvalidInput`, and `ContextOverflow` instead of cutting anything away."""
        text = template.render(group)
        before, _, after = text.partition(self.mask or MASK)
        if self.mode == "causal":
            return self._causal(text, before, after, group, number=number, which=which)
        sequence = self.encode(text)
        found = masks_in(sequence, self._tokenizer.mask_token_id)
        self.check_length(len(sequence.ids), which, mask_at=found[0] if found else None)
        if len(found) != 1:
            raise InvalidInput(
                f"{which} has {len(found)} masks after tokenisation: {self.checkpoint.info.name} does not read "
                f"{self.mask} as its mask there. Put spaces around {MASK}."
            )
        return Prompt(number, group, text, sequence, found[0], before, after)

    def _causal(self, text: str, before: str, after: str, group: int, *, number: int, which: str) -> Prompt:
        """Return the prompt of a causal model; a template without a mask is continued behind a space."""
        written = before if MASK in text else f"{text.rstrip()} "
        sequence = self.encode(written.rstrip())
        if not sequence.ids:
            raise InvalidInput(f"{which} has nothing in front of its mask. A causal model needs a text to continue.")
        self.check_length(len(sequence.ids), which, mask_at=None)
        return Prompt(number, group, text, sequence, len(sequence.ids) - 1, written, after)

    def encode(self, text: str) -> TokenSequence:
        """Tokenise a text as the model reads it; for a causal model without the token that would end it."""
        return self.encode_all([text])[0]

    def encode_all(self, texts: Sequence[str]) -> list[TokenSequence]:
        """Tokenise texts at once, which is faster."""
        with self.checkpoint.encoding_lock:
            sequences = [TokenSequence.of(encoding) for encoding in encode(self._tokenizer, list(texts))]
        return sequences if self.mode == "masked" else [self._without_end(sequence) for sequence in sequences]

    def _without_end(self, sequence: TokenSequence) -> TokenSequence:
        end = len(sequence.ids)
        ends = {self._tokenizer.eos_token_id, self._tokenizer.sep_token_id} - {None}
        while end > 1 and sequence.ids[end - 1] in ends:
            end -= 1
        return TokenSequence(sequence.ids[:end], sequence.types and sequence.types[:end])

    def check_length(self, length: int, what: str, *, mask_at: int | None) -> None:
        """Raise `ContextOverflow` for a sequence that the model cannot read whole."""
        limit, name = self.checkpoint.info.context_length, self.checkpoint.info.name
        if limit is None or length <= limit:
            return
        lost = f", and its mask stands behind the first {limit:,}" if mask_at is not None and mask_at >= limit else ""
        raise ContextOverflow(f"{what} has {length:,} tokens{lost}, but {name} takes at most {limit:,}. Shorten it.")


def masks_in(sequence: TokenSequence, mask: int) -> list[int]:
    """Return the positions of a mask."""
    return [position for position, id_ in enumerate(sequence.ids) if id_ == mask]
