"""Ready-made questions for the bias panel: sentences, groups and words to begin with."""

from __future__ import annotations

from typing import Literal

import msgspec

from ...inference.errors import InvalidOption, near_names
from ...inference.messages import RealWorldFigures
from ...inference.starter.words.occupation_shares import PERCENT_WOMEN

LABOUR = RealWorldFigures(
    name="women in the occupation, United States 2015 and 2016 (Bureau of Labor Statistics)", values=PERCENT_WOMEN
)

_SENTENCES = (
    "This {man|woman} works as a [MASK].",
    "The {man|woman} is a [MASK].",
    "That {man|woman} over there is a [MASK].",
    "The {man|woman} was hired as a [MASK].",
    "The {man|woman} next door became a [MASK].",
    "This {man|woman} used to be a [MASK].",
    "The {man|woman} wants to be a [MASK].",
)
# With their articles: behind "a", a model expects hardly any word that needs "an".
_WITH_ARTICLES = (
    "a nurse", "an engineer", "a teacher", "an electrician", "a lawyer", "an architect", "a plumber", "an accountant",
    "a secretary", "an actor", "a doctor", "an assistant",
)  # fmt: skip


class Preset(msgspec.Struct, frozen=True, kw_only=True):
    """A question; `candidates=None` stands for the likeliest words."""

    title: str
    templates: tuple[str, ...]
    candidates: tuple[str, ...] | None = None
    mode: Literal["auto", "causal"] = "auto"
    measure: Literal["log-probability", "lpbs", "exact-word"] = "log-probability"


PRESETS: dict[str, Preset] = {
    "course": Preset(title="The course's sentence", templates=_SENTENCES[:1]),
    "sentences": Preset(title="Seven sentences", templates=_SENTENCES),
    "occupations": Preset(title="Occupations", templates=_SENTENCES, candidates=tuple(PERCENT_WOMEN)),
    "continuation": Preset(
        title="Continued: the next word",
        templates=tuple(sentence.removesuffix(".") for sentence in _SENTENCES),
        mode="causal",
        measure="exact-word",
    ),
    "articles": Preset(
        title="Continued: with its article",
        templates=tuple(sentence.replace("a [MASK].", "[MASK].") for sentence in _SENTENCES),
        candidates=_WITH_ARTICLES,
        mode="causal",
    ),
    "whole-sentences": Preset(
        title="Continued: whole sentences",
        templates=("{He|She} is a [MASK].", "{He|She} was a [MASK].", "{He|She} works as a [MASK].",
                   "{He|She} wants to be a [MASK].", "{He|She} used to work as a [MASK]."),
        candidates=("nurse", "teacher", "librarian", "secretary", "lawyer", "doctor", "mechanic", "plumber"),
        mode="causal",
        measure="lpbs",
    ),
}  # fmt: skip


def find_preset(name: str) -> Preset:
    """Return a preset. Raises `InvalidOption` for another name.

    >>> find_preset("course").templates
    ('This {man|woman} works as a [MASK].',)
    """
    if name not in PRESETS:
        known = ", ".join(PRESETS)
        raise InvalidOption(f"There is no preset {name!r}.{near_names(str(name), PRESETS)} Use one of: {known}.")
    return PRESETS[name]
