"""Rows and columns of attention: which are computed, which are removed, and which are merged to words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from ..errors import InvalidOption
from ..messages import AttentionSelection, Token, Word


@dataclass(frozen=True, eq=False)
class Side:
    """The tokens along one axis, removed ones left out, each with the group (a word, or itself) that it belongs to."""

    tokens: torch.Tensor  # (R,) positions that are kept
    groups: torch.Tensor  # (R,) the index of each one's group
    labels: tuple[int, ...]  # the tokens, or words, that the groups are

    @property
    def merges(self) -> bool:
        """Whether any group has more than one token."""
        return len(self.labels) < len(self.tokens)


@dataclass(frozen=True, eq=False)
class Arrangement:
    """What is done to token maps (..., T, S) before they are returned.

    Attention that flows to a word flows to any of its tokens: columns are summed. A word has as many rows as tokens,
    and each is a distribution: they are averaged (Clark et al., "What Does BERT Look At?", 2019).
    """

    rows: Side
    columns: Side
    removed: torch.Tensor | None  # (S - C,) columns taken away
    renormalise: bool

    def __call__(self, weights: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor | None]:
        """Arrange weights (..., R, S) of the rows' tokens: (..., rows, columns), and the removed mass (..., rows)."""
        mass = None
        if self.removed is not None:
            mass = weights[..., self.removed].sum(-1)  # (..., R)
            weights = weights[..., self.columns.tokens]
            if self.renormalise:
                left = weights.sum(-1, keepdim=True)
                weights = torch.where(left > 0, weights / left, weights)
        if self.columns.merges:
            summed = weights.new_zeros(*weights.shape[:-1], len(self.columns.labels))
            weights = summed.index_add_(-1, self.columns.groups, weights)
        if self.rows.merges:
            weights = self._average(weights, -2)
            mass = mass if mass is None else self._average(mass, -1)
        return weights, mass

    def _average(self, values: torch.Tensor, axis: int) -> torch.Tensor:
        shape = list(values.shape)
        shape[axis] = len(self.rows.labels)
        counts = torch.bincount(self.rows.groups, minlength=len(self.rows.labels)).to(values)
        summed = values.new_zeros(shape).index_add_(axis, self.rows.groups, values)
        return summed / (counts[:, None] if axis == -2 else counts)  # noqa: PLR2004  (the axis of rows)


def arrange(
    selection: AttentionSelection,
    *,
    row_tokens: Sequence[Token],
    row_words: Sequence[Word],
    column_tokens: Sequence[Token],
    column_words: Sequence[Word],
    device: torch.device,
) -> Arrangement:
    """Work out the rows and columns of a selection. Raises `InvalidOption` for a row or token that does not exist."""
    square = selection.kind != "cross"
    gone = _removed(selection, column_tokens)
    rows = _side(row_tokens, row_words, gone if square else set(), words_wanted=selection.words, device=device)
    columns = _side(column_tokens, column_words, gone, words_wanted=selection.words, device=device)
    if not columns.labels or not rows.labels:
        raise InvalidOption("Every token would be removed. Leave remove_special, remove_first or remove out.")
    if selection.rows is not None:
        count, what = (len(row_words), "word") if selection.words else (len(row_tokens), "token")
        rows = _choose(rows, resolve(selection.rows, count, what, "row"))
    removed = torch.tensor(sorted(gone), device=device) if gone else None
    return Arrangement(rows, columns, removed, selection.renormalise)


def _removed(selection: AttentionSelection, tokens: Sequence[Token]) -> set[int]:
    gone = set(resolve(selection.remove, len(tokens), "token", "token to remove"))
    if selection.remove_special:
        gone |= {place for place, token in enumerate(tokens) if token.special}
    return gone | {0} if selection.remove_first else gone


def _side(
    tokens: Sequence[Token], words: Sequence[Word], gone: set[int], *, words_wanted: bool, device: torch.device
) -> Side:
    group_of = {place: place for place in range(len(tokens))}
    if words_wanted:
        group_of = {place: number for number, word in enumerate(words) for place in range(word.first, word.last + 1)}
    kept = [place for place in range(len(tokens)) if place not in gone]
    labels = sorted({group_of[place] for place in kept})
    index = {label: number for number, label in enumerate(labels)}
    groups = [index[group_of[place]] for place in kept]
    return Side(torch.tensor(kept, device=device), torch.tensor(groups, device=device), tuple(labels))


def _choose(side: Side, chosen: Sequence[int]) -> Side:
    """Keep some groups of a side, in the order given."""
    missing = [label for label in chosen if label not in side.labels]
    if missing:
        raise InvalidOption(f"Row {missing[0]} is one of the removed tokens. Choose another row, or keep that token.")
    tokens, groups = [], []
    for number, label in enumerate(chosen):
        own = side.tokens[side.groups == side.labels.index(label)]
        tokens.append(own)
        groups.append(torch.full_like(own, number))
    return Side(torch.cat(tokens), torch.cat(groups), tuple(chosen))


def resolve(indices: Sequence[int] | None, count: int, what: str, name: str) -> tuple[int, ...]:
    """Return indices counted from 0; None stands for all. Raises `InvalidOption` for one that does not exist.

    >>> resolve((0, -1), 12, "layer", "layer")
    (0, 11)
    """
    if indices is None:
        return tuple(range(count))
    for index in indices:
        if not -count <= index < count:
            only = f"there is only {what} 0" if count == 1 else f"there are {count} {what}s, 0 to {count - 1}"
            raise InvalidOption(f"There is no {name} {index}: {only}, and -1 is the last. Choose one of them.")
    return tuple(index % count for index in indices)
