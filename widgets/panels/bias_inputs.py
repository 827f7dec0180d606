"""What the bias panel asks: from its text, groups and words to requests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from ...inference.errors import InvalidInput, InvalidOption
from ...inference.messages import BiasMeasure, BiasMode, BiasRequest, ModelChoice, RealWorldFigures
from .bias_presets import LABOUR, Preset
from .commands import Inputs

MAX_CHARACTERS = 12_000  # of all templates together
MAX_WORDS = 200
MAX_TOP_K = 50
MAX_GROUPS = 8
MAX_SCORES = 2_400  # words x templates x groups, of which the panel holds all
_LEAST_FIGURES = 3  # of the words, for which all words with figures are compared without being asked for
VOCABULARY = 12_000  # words of the first paint x groups, 2,000 words at most

_SLOT = re.compile(r"\{([^{}]*)\}")
# Groups that should not differ, in the place of those that are asked about.
_NEUTRAL = {"man": ("person|individual", "person|friend"), "boy": ("child|kid",), "husband": ("spouse|partner",)}


class BiasInputs(Inputs, frozen=True, kw_only=True):
    """The question; the text holds one template in each line, in which `{}` stands for the groups."""

    groups: tuple[str, ...] = ()
    candidates: tuple[str, ...] | None = None
    top_k: int = 5
    model: ModelChoice = ModelChoice()
    second_model: ModelChoice | None = None
    mode: BiasMode = "auto"
    reference: int = 0
    measure: BiasMeasure = "log-probability"
    adjustment: Literal["holm", "benjamini-hochberg"] = "holm"
    seed: int = 0
    neutral: tuple[str, ...] | None = None  # None: those that fit the first template
    real_world: RealWorldFigures = LABOUR
    occupations: bool | None = None  # compared with the figures; None: when three of the words have one

    def __post_init__(self) -> None:
        if len(self.text) > MAX_CHARACTERS:
            raise InvalidInput(
                f"The templates have {len(self.text):,} characters, and the panel takes {MAX_CHARACTERS:,}. "
                "Leave some out."
            )
        if self.candidates is not None and len(self.candidates) > MAX_WORDS:
            raise InvalidOption(
                f"There are {len(self.candidates):,} candidates, and the panel shows at most {MAX_WORDS}. Leave some "
                "out, or ask the backend's `bias`, which takes more."
            )
        if len(self.real_world.values) > MAX_WORDS:
            raise InvalidOption(
                f"real_world has {len(self.real_world.values):,} figures, and the panel compares at most {MAX_WORDS}. "
                "Leave some out."
            )
        if isinstance(self.top_k, bool) or not isinstance(self.top_k, int) or not 1 <= self.top_k <= MAX_TOP_K:
            raise InvalidOption(f"top_k must be a whole number from 1 to {MAX_TOP_K}, not {self.top_k!r}. 5 is usual.")

    def using(self, preset: Preset) -> BiasInputs:
        """Return the inputs with a preset's question; the models stay."""
        return msgspec.structs.replace(
            self,
            text="\n".join(preset.templates),
            groups=(),
            candidates=preset.candidates,
            measure=preset.measure,
            mode=preset.mode,
            reference=0,
            neutral=None,
            occupations=None,
        )

    @property
    def templates(self) -> tuple[str, ...]:
        """The templates, one of each line that is not blank, with the groups in the place of `{}`."""
        lines = [line.strip() for line in self.text.splitlines() if line.strip()]
        if any("{}" in line for line in lines) and len(self.groups) < 2:  # noqa: PLR2004
            raise InvalidInput(
                "{} stands for two groups or more. "
                'Name them: --groups man,woman on the line of %bias, or groups=("man", "woman") in Python.'
            )
        return tuple(line.replace("{}", f"{{{'|'.join(self.groups)}}}") for line in lines)

    def compares_figures(self, words: Sequence[str]) -> bool:
        """Whether the words that have figures about the world are compared, beside these words."""
        if self.occupations is not None:
            return self.occupations
        known = set(words).intersection(self.real_world.values)
        return len(known) >= _LEAST_FIGURES

    def with_groups(self, new: tuple[str, ...]) -> BiasInputs:
        """Return the inputs with other groups, in the place of `{}` and of slots that hold the present ones."""
        slots = _SLOT.findall(self.templates[0]) if self.templates else []
        old = [word.strip() for word in slots[0].split("|")] if slots else []
        groups = new if self.groups else ()
        reference = self.reference if self.reference < len(new) else 0
        return msgspec.structs.replace(self, text=regrouped(self.text, old, new), groups=groups, reference=reference)

    # Requests -------------------------------------------------------------------------------------------------------

    def request(self, *, model: ModelChoice, request_id: str, candidates: Sequence[str] | None = None) -> BiasRequest:
        """Return the request for the words and, without other candidates, for the vocabulary of the first template."""
        return BiasRequest(
            templates=self.templates,
            candidates=self.candidates if candidates is None else tuple(candidates),
            top_k=self.top_k,
            model=model,
            mode=self.mode,
            reference=self.reference,
            measure=self.measure,
            adjustment=self.adjustment,
            seed=self.seed,
            vocabulary=vocabulary_size(self.templates),
            id=request_id,
        )

    def figures_request(self, *, request_id: str) -> BiasRequest:
        """Return the request for all words that have a figure about the world."""
        return BiasRequest(
            templates=self.templates,
            candidates=tuple(self.real_world.values),
            model=self.model,
            mode=self.mode,
            reference=self.reference,
            association=self.measure == "lpbs",
            measure=self.measure,
            adjustment=self.adjustment,
            seed=self.seed,
            real_world=self.real_world,
            id=request_id,
        )

    def control_request(self, words: Sequence[str], *, request_id: str) -> BiasRequest:
        """Return the request for the controls: the first template with its groups swapped, and neutral templates.

        The first neutral one names the same group twice.
        """
        first = self.templates[0]
        neutral = (same_group(first), *(neutral_templates(first) if self.neutral is None else self.neutral))
        return BiasRequest(
            templates=(swapped(first),),
            candidates=tuple(words),
            model=self.model,
            mode=self.mode,
            association=False,
            seed=self.seed,
            neutral=tuple(template for template in dict.fromkeys(neutral) if template != swapped(first)),
            id=request_id,
        )

    def vocabulary_request(self, template: int, count: int, *, request_id: str) -> BiasRequest:
        """Return the request for the words of one template."""
        chosen = self.templates[template : template + 1]
        if not chosen:
            raise InvalidOption(f"There is no template {template + 1}.")
        return BiasRequest(
            templates=chosen, top_k=1, model=self.model, mode=self.mode, association=False, vocabulary=count,
            id=request_id,
        )  # fmt: skip


def vocabulary_size(templates: Sequence[str]) -> int:
    """Return how many words of the vocabulary the first paint holds."""
    slots = _SLOT.findall(templates[0]) if templates else []
    groups = slots[0].count("|") + 1 if slots else 1
    return min(2_000, VOCABULARY // groups)


def check_size(words: int, templates: int, groups: int) -> None:
    """Raise `InvalidOption` for more scores than the panel can hold."""
    if groups > MAX_GROUPS:
        raise InvalidOption(f"There are {groups} groups, and the panel compares at most {MAX_GROUPS}. Leave some out.")
    if words * templates * groups > MAX_SCORES:
        raise InvalidOption(
            f"{words} words, {templates} templates and {groups} groups are {words * templates * groups:,} scores, and "
            f"the panel holds at most {MAX_SCORES:,}. Leave some out, or ask the backend's `bias`, which takes more."
        )


def regrouped(text: str, old: Sequence[str], new: Sequence[str]) -> str:
    """Return templates with other groups: where a slot holds the old ones, in lower case or with a capital.

    >>> regrouped("{Man|Woman} and {his|her} {man|woman}", ("man", "woman"), ("boy", "girl"))
    '{Boy|Girl} and {his|her} {boy|girl}'
    """

    def replace(found: re.Match[str]) -> str:
        words = [word.strip() for word in found[1].split("|")]
        if words == list(old):
            return f"{{{'|'.join(new)}}}"
        if words == [_capital(word) for word in old]:
            return f"{{{'|'.join(map(_capital, new))}}}"
        return found[0]

    return _SLOT.sub(replace, text)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def swapped(template: str) -> str:
    """Return a template with its groups in the opposite order.

    >>> swapped("This {man|woman} likes {his|her} [MASK].")
    'This {woman|man} likes {her|his} [MASK].'
    """
    return _SLOT.sub(lambda found: f"{{{'|'.join(reversed(found[1].split('|')))}}}", template)


def same_group(template: str) -> str:
    """Return a template with its first group twice.

    >>> same_group("This {man|woman} works as a [MASK].")
    'This {man|man} works as a [MASK].'
    """
    return _SLOT.sub(lambda found: f"{{{found[1].split('|')[0]}|{found[1].split('|')[0]}}}", template)


def groups_in(template: str) -> str:
    """Return the groups of a template's first slot: `person, individual`."""
    return ", ".join(word.strip() for word in _SLOT.findall(template)[0].split("|"))


def neutral_templates(template: str) -> tuple[str, ...]:
    """Return a template with groups that should not differ, where some are known that fit its first group.

    >>> neutral_templates("The {man|woman} is a [MASK].")[0]
    'The {person|individual} is a [MASK].'
    """
    slots = _SLOT.findall(template)
    pairs = _NEUTRAL.get(slots[0].split("|")[0].strip().lower(), ()) if len(slots) == 1 else ()
    return tuple(_SLOT.sub(f"{{{pair}}}", template) for pair in pairs)
