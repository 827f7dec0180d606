"""The grid: candidates x templates x groups, planned, read and turned into scores."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import torch

from ..errors import InvalidOption
from ..messages import Array, BiasPrompt, BiasScore, BiasVocabulary
from .association import Associations, Pair
from .chains import causal_chain, masked_chain, word_end
from .measures import Distribution, distribution, log_odds, ranks
from .prompts import Prompt, Prompts
from .reading import Reader, Reading, Wanted
from .templates import Template, which
from .words import Words


@dataclass(frozen=True, slots=True)
class Cell:
    """A candidate under a prompt, and what is to be read for it; nothing for a single piece, which has its prompt's."""

    candidate: int
    prompt: Prompt
    ids: tuple[int, ...]
    chain: tuple[Wanted, ...]
    end: Wanted | None
    pair: Pair | None

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """All of it."""
        pair = (*self.pair.target, *self.pair.prior) if self.pair else ()
        return (*self.chain, *((self.end,) if self.end else ()), *pair)


class Grid:
    """The prompts of some templates on one checkpoint; raises what building prompts raises."""

    def __init__(
        self, templates: Sequence[Template], prompts: Prompts, words: Words, reader: Reader, *, kind: str = "template"
    ) -> None:
        self._words, self._reader, self._writer, self._kind = words, reader, prompts, kind
        self.notes: list[str] = []
        self.templates = [
            template.with_mask(prompts.mask, which=which(number, templates, kind))
            for number, template in enumerate(templates)
        ]
        self.prompts = [
            [
                prompts.build(template, group, number=number, which=self._name(number))
                for group in range(template.groups)
            ]
            for number, template in enumerate(self.templates)
        ]

    def _name(self, number: int) -> str:
        return which(number, self.templates, self._kind)

    @property
    def all_prompts(self) -> list[Prompt]:
        """Every prompt, by template and group."""
        return [prompt for row in self.prompts for prompt in row]

    def likeliest(self, count: int) -> list[str]:
        """Return the union of the likeliest words under every prompt, in the order of the prompts."""
        by_sequence = {prompt.sequence: prompt for prompt in self.all_prompts}

        def take(reading: Reading, logits: torch.Tensor) -> list[str]:
            return list(self._words.likeliest(logits[0], count, [by_sequence[reading.sequence]]))

        found = self._reader.read({prompt.sequence: (prompt.position,) for prompt in self.all_prompts}, take)
        return list(dict.fromkeys(word for prompt in self.all_prompts for word in found[prompt.sequence]))

    def vocabulary(self, count: int) -> BiasVocabulary:
        """Describe the likeliest words of the first template, by their largest probability under any group."""
        prompts = self.prompts[0]
        positions = {prompt.sequence: (prompt.position,) for prompt in prompts}
        rows = self._reader.read(positions, lambda _, logits: logits[0].log_softmax(-1))
        log_p = torch.stack([rows[prompt.sequence] for prompt in prompts])  # (G, V)
        found = self._words.likeliest(log_p.amax(0), count, prompts)
        chosen = log_p[:, list(found.values())].float()  # (G, N)
        return BiasVocabulary(words=tuple(found), log_p=Array.from_numpy(chosen.numpy()))

    def score(
        self, candidates: Mapping[int, str], *, reference: int, association: bool
    ) -> tuple[list[BiasScore], list[BiasPrompt]]:
        """Score candidates, named by their number, and describe the prompts."""
        cells = self._plan(candidates, association=association)
        rows = self._distributions(cells)
        values = self._reader.log_probabilities([want for cell in cells for want in cell.wanted])
        scores = [self._score(cell, rows[cell.prompt], values) for cell in cells]
        prompts = [
            BiasPrompt(
                template=prompt.template,
                group=prompt.group,
                text=prompt.text,
                log_z=row.log_z,
                shown=row.shown,
                rest=row.rest,
            )
            for prompt in self.all_prompts
            for row in (rows[prompt][1],)
        ]
        return compared(ranked(scores), reference=reference), prompts

    # Planning ---------------------------------------------------------------------------------------------------------

    def _plan(self, candidates: Mapping[int, str], *, association: bool) -> list[Cell]:
        cells = []
        for number, template in enumerate(self.templates):
            associations = (
                Associations(template, self._writer, self._words, which=self._name(number)) if association else None
            )
            if associations and associations.problem:
                self.notes.append(associations.problem)
                associations = None
            seen: dict[tuple[int, ...], str] = {}
            for candidate, word in candidates.items():
                ids = [self._words.pieces(word, prompt) for prompt in self.prompts[number]]
                if any(not row for row in ids):
                    self.notes.append(
                        f"{self._name(number)}: {word!r} merges with the text in front of it: not scored."
                    )
                    continue
                other = seen.setdefault(ids[0] or (), word)
                if other != word:
                    raise InvalidOption(
                        f"The candidates {other!r} and {word!r} are the same tokens for this model. Leave one out."
                    )
                cells += [
                    self._cell(candidate, word, prompt, row or (), associations)
                    for prompt, row in zip(self.prompts[number], ids, strict=True)
                ]
        return cells

    def _cell(
        self, candidate: int, word: str, prompt: Prompt, ids: tuple[int, ...], associations: Associations | None
    ) -> Cell:
        masked, sequence, many = self._writer.mode == "masked", prompt.sequence, len(ids)
        length = len(sequence.ids) + many - masked
        self._writer.check_length(length, f"{self._name(prompt.template)} with {word!r}", mask_at=None)
        chain: list[Wanted] = []
        if many > 1 and masked:
            chain = masked_chain(sequence.widened(prompt.position, many), prompt.position, ids)
        elif many > 1:
            chain = causal_chain(sequence, ids)
        pair = associations.plan(prompt, ids, word) if associations else None
        return Cell(candidate, prompt, ids, tuple(chain), None if masked else word_end(sequence, ids), pair)

    # Reading ----------------------------------------------------------------------------------------------------------

    def _distributions(self, cells: Sequence[Cell]) -> dict[Prompt, tuple[dict[int, int], Distribution]]:
        """Read each prompt; returns where each candidate of one piece is listed, and the distribution."""
        listed: dict[Prompt, dict[int, int]] = {prompt: {} for prompt in self.all_prompts}
        sharing: dict[Any, list[Prompt]] = defaultdict(list)
        for prompt in self.all_prompts:
            sharing[prompt.sequence].append(prompt)
        for cell in cells:
            if len(cell.ids) == 1:
                listed[cell.prompt][cell.ids[0]] = len(listed[cell.prompt])

        def take(reading: Reading, logits: torch.Tensor) -> dict[Prompt, Distribution]:
            rows = {prompt: distribution(logits[0], list(listed[prompt])) for prompt in sharing[reading.sequence]}
            for row in rows.values():
                self._reader.finite(min(row.log_p, default=0.0), reading)
            return rows

        found = self._reader.read({sequence: (rows[0].position,) for sequence, rows in sharing.items()}, take)
        return {prompt: (listed[prompt], found[prompt.sequence][prompt]) for prompt in self.all_prompts}

    def _score(self, cell: Cell, row: tuple[dict[int, int], Distribution], values: Mapping[Wanted, float]) -> BiasScore:
        """Turn what was read into a score that is not compared yet."""
        single = row[0][cell.ids[0]] if len(cell.ids) == 1 else None
        log_p = sum(values[want] for want in cell.chain) if single is None else row[1].log_p[single]
        masked = self._writer.mode == "masked"
        return BiasScore(
            candidate=cell.candidate,
            template=cell.prompt.template,
            group=cell.prompt.group,
            ids=cell.ids,
            pieces=self._words.spelled(cell.ids),
            method="chain" if not masked else "l2r" if single is None else "single",
            p=math.exp(log_p),
            log_p=log_p,
            log_odds=log_odds(log_p),
            rank=0 if single is None else row[1].ranks[single],
            ranked_in="same length" if single is None else "vocabulary",
            d=0.0,
            d_log_odds=0.0,
            logit=None if single is None else row[1].logits[single],
            log_p_exact=None if cell.end is None else log_p + values[cell.end],
            association=cell.pair.score(values, masked=masked) if cell.pair else None,
        )


def ranked(scores: Sequence[BiasScore]) -> list[BiasScore]:
    """Return the scores with the ranks of words of several pieces, among those of as many under the same prompt."""
    rivals: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for index, score in enumerate(scores):
        if score.ranked_in == "same length":
            rivals[score.template, score.group, len(score.ids)].append(index)
    found = list(scores)
    for indices in rivals.values():
        for index, rank in zip(indices, ranks([scores[index].log_p for index in indices]), strict=True):
            found[index] = msgspec.structs.replace(scores[index], rank=rank)
    return found


def compared(scores: Sequence[BiasScore], *, reference: int) -> list[BiasScore]:
    """Return the scores with their differences from the reference group."""
    references = {(score.candidate, score.template): score for score in scores if score.group == reference}
    found = []
    for score in scores:
        other = references[score.candidate, score.template]
        exact = score.log_p_exact is not None and other.log_p_exact is not None
        lpbs = None
        if score.association and other.association:
            lpbs = _strength(score) - _strength(other)
        found.append(
            msgspec.structs.replace(
                score,
                d=score.log_p - other.log_p,
                d_log_odds=score.log_odds - other.log_odds,
                d_exact=(score.log_p_exact or 0.0) - (other.log_p_exact or 0.0) if exact else None,
                lpbs=lpbs,
            )
        )
    return found


def _strength(score: BiasScore) -> float:
    """Return the association of a score that has one."""
    assert score.association is not None
    return score.association.log_target - score.association.log_prior
