"""Association of a group's word with a candidate: the log-probability bias score of Kurita et al. (2019).

association = log P(group's word | candidate) - log P(group's word); LPBS is the difference between two groups
("Measuring Bias in Contextualized Word Representations", W19-3823, section 3). The prior, with the candidate masked
too, depends on its number of pieces: there are as many masks as pieces. A causal model cannot look back at a mask:
there it is the log-probability of the whole sentence without that of its beginning up to the group's word.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..messages import BiasAssociation
from .chains import masked_chain, sentence_chain
from .prompts import Prompt, Prompts, masks_in
from .reading import Wanted
from .sequences import TokenSequence
from .templates import MASK, Template

if TYPE_CHECKING:
    from .words import Words


@dataclass(frozen=True, slots=True)
class Pair:
    """What to read for one association: the sums of both give its two log-probabilities."""

    target: tuple[Wanted, ...]
    prior: tuple[Wanted, ...]

    def score(self, values: Mapping[Wanted, float], *, masked: bool) -> BiasAssociation:
        """Return the association from what was read."""
        return BiasAssociation(
            kind="kurita" if masked else "sentence",
            log_target=sum(values[want] for want in self.target),
            log_prior=sum(values[want] for want in self.prior),
        )


class Associations:
    """Plans the associations of one template; `problem` says why it has none."""

    def __init__(self, template: Template, prompts: Prompts, words: Words, *, which: str) -> None:
        self._template = template
        self._prompts = prompts
        self._words = words
        self._which = which
        self.problem = self._find_problem()

    def _find_problem(self) -> str:
        if len(self._template.slots) > 1:
            return f"{self._which} has several slots, so no LPBS: masking one of them leaves the others to be read."
        if self._prompts.mode == "causal":
            return ""
        unknown = self._prompts.checkpoint.tokenizer.unk_token_id
        for group in range(self._template.groups):
            target = self._target(group)
            if not target or unknown in target:
                return (
                    f"{self._which}: the vocabulary cannot spell {self._template.name(group)!r}, so there is no LPBS."
                )
        return ""

    @functools.cache  # noqa: B019  (lives as long as the request)
    def _masked_text(self) -> TokenSequence:
        """Return the template with both places masked."""
        return self._prompts.encode(self._template.render(0, slot=self._prompts.mask))

    @functools.cache  # noqa: B019  (likewise)
    def _target(self, group: int) -> tuple[int, ...]:
        """Return the pieces of the group's word at its place."""
        spaced = self._template.before_slot()[-1:].isspace()
        return self._words.alone(self._template.name(group), spaced=spaced)

    def plan(self, prompt: Prompt, pieces: Sequence[int], candidate: str) -> Pair | None:
        """Return what to read for a candidate, None when the text is tokenised otherwise with it."""
        if self._prompts.mode == "masked":
            return self._masked(prompt, pieces, candidate)
        return self._causal(prompt, pieces, candidate)

    def _masked(self, prompt: Prompt, pieces: Sequence[int], candidate: str) -> Pair | None:
        target = self._target(prompt.group)
        sequence = self._masked_text()
        masks = masks_in(sequence, self._prompts.checkpoint.tokenizer.mask_token_id)
        if len(masks) != 2:  # noqa: PLR2004  (the group's and the candidate's)
            return None
        slot_first = (self._prompts.mask or MASK) not in self._template.before_slot()
        target_at, candidate_at = masks if slot_first else masks[::-1]
        # The place further back is widened first, so that the other position holds.
        for position, count in sorted([(target_at, len(target)), (candidate_at, len(pieces))], reverse=True):
            sequence = sequence.widened(position, count)
        if slot_first:
            candidate_at += len(target) - 1
        else:
            target_at += len(pieces) - 1
        self._prompts.check_length(len(sequence.ids), f"{self._which} with {candidate!r}", mask_at=None)
        known = sequence.filled(candidate_at, pieces)
        return Pair(
            target=tuple(masked_chain(known, target_at, target)), prior=tuple(masked_chain(sequence, target_at, target))
        )

    def _causal(self, prompt: Prompt, pieces: Sequence[int], candidate: str) -> Pair | None:
        begun = self._prompts.encode(self._template.before_slot() + self._template.name(prompt.group))
        sentence = self._prompts.encode(prompt.before + candidate + prompt.after)
        border, end = len(begun.ids), len(sentence.ids)
        read = (*prompt.sequence.ids, *pieces)
        if sentence.ids[:border] != begun.ids or sentence.ids[: len(read)] != read:
            return None
        self._prompts.check_length(end, f"{self._which} with {candidate!r}", mask_at=None)
        return Pair(target=tuple(sentence_chain(sentence, 0, end)), prior=tuple(sentence_chain(sentence, 0, border)))
