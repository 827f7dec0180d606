"""Templates: a sentence with `{A|B|...}` slots for the groups and one mask for the candidates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import InvalidInput, InvalidOption

MASK = "[MASK]"  # in a template; the model's own mask works, too
OTHER_MASKS = ("[mask]", "<mask>", "<MASK>")

_SLOT = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Template:
    """A template taken apart: plain texts, and for each slot the word of every group.

    >>> parse("The {man|woman} works as a [MASK].").render(1)
    'The woman works as a [MASK].'
    """

    source: str
    parts: tuple[str | tuple[str, ...], ...]

    @property
    def slots(self) -> tuple[tuple[str, ...], ...]:
        """The words of each slot, one for every group."""
        return tuple(part for part in self.parts if isinstance(part, tuple))

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return len(self.slots[0])

    def name(self, group: int) -> str:
        """Return what a group is called: its word in the first slot."""
        return self.slots[0][group]

    def render(self, group: int, *, slot: str | None = None) -> str:
        """Return the sentence of a group, with another text in its slots if given."""
        return "".join(part if isinstance(part, str) else slot or part[group] for part in self.parts)

    def before_slot(self) -> str:
        """Return the text in front of the first slot."""
        first = self.parts[0]
        return first if isinstance(first, str) else ""

    def with_mask(self, mask: str | None, *, which: str) -> Template:
        """Return the template with a model's own mask; None for a causal model, whose mask may be missing.

        Raises `InvalidInput` unless there is exactly one mask, in no slot, and behind a slot for a causal model.
        """
        names = {MASK, mask or MASK}
        pattern = re.compile("|".join(re.escape(name) for name in sorted(names)))
        if any(pattern.search(word) for slot in self.slots for word in slot):
            raise InvalidInput(f"{which} has its mask inside a slot. Put {MASK} outside of the braces.")
        plain = "".join(part for part in self.parts if isinstance(part, str))
        found = len(pattern.findall(plain))
        if found > 1:
            raise InvalidInput(f"{which} has {found} masks. Leave one {MASK}, where the candidates go.")
        if not found:
            other = next((other for other in OTHER_MASKS if other in plain), None)
            if other:
                raise InvalidInput(f"{which} has {other}, which is no mask of this model. Write {MASK} instead.")
            if mask is not None:
                raise InvalidInput(f"{which} has no mask. Write {MASK} where the candidates go.")
        parts = tuple(
            pattern.sub(lambda _: mask or MASK, part) if isinstance(part, str) else part for part in self.parts
        )
        if mask is None and not any(isinstance(part, tuple) for part in _before(parts, MASK)):
            raise InvalidInput(
                f"{which} has its mask in front of the slot, and a causal model reads only what stands before "
                "the mask. Put the slot first, or use a masked model such as starter/bert."
            )
        return Template(self.source, parts)


def _before(parts: Sequence[str | tuple[str, ...]], mask: str) -> list[str | tuple[str, ...]]:
    """Return the parts up to the one that holds the mask."""
    end = next((number for number, part in enumerate(parts) if isinstance(part, str) and mask in part), len(parts))
    return list(parts[:end])


def parse(source: str, *, which: str = "The template") -> Template:
    """Take a template apart. Raises `InvalidInput` for unbalanced braces, a missing slot or a single group."""
    if re.search(r"[{}]", _SLOT.sub("", source)):
        raise InvalidInput(f"{which} has a brace without its other half. Write slots as {{man|woman}}.")
    parts: list[str | tuple[str, ...]] = []
    for number, piece in enumerate(_SLOT.split(source)):  # texts and slots take turns
        if number % 2:
            parts.append(_slot(piece, which))
        elif piece:
            parts.append(piece)
    template = Template(source, tuple(parts))
    if not template.slots:
        raise InvalidInput(f"{which} has no slot for the groups. Write one such as {{man|woman}}.")
    counts = sorted({len(slot) for slot in template.slots})
    if len(counts) > 1:
        raise InvalidInput(
            f"{which} has slots of {counts[0]} and of {counts[-1]} groups. Give each slot the same number."
        )
    return template


def _slot(piece: str, which: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in piece.split("|"))
    if not all(words):
        raise InvalidInput(f"{which} has an empty word in {{{piece}}}. Write a word for every group.")
    if len(words) == 1:
        raise InvalidInput(f"{which} has only one group in {{{piece}}}. Write two or more, such as {{man|woman}}.")
    return words


def parse_all(sources: Sequence[str], *, reference: int, kind: str = "template") -> tuple[Template, ...]:
    """Take all templates apart; they must have the same number of groups. Raises `InvalidInput`, `InvalidOption`."""
    parsed = tuple(parse(source, which=which(number, sources, kind)) for number, source in enumerate(sources))
    for number, template in enumerate(parsed):
        if template.groups != parsed[0].groups:
            raise InvalidInput(
                f"{which(number, sources, kind)} has {template.groups} groups, and {which(0, sources, kind).lower()} "
                f"has {parsed[0].groups}. Give all the same groups, in the same order."
            )
    if parsed and reference >= parsed[0].groups:
        raise InvalidOption(
            f"reference is {reference}, but there are {parsed[0].groups} groups, counted from 0. "
            f"Choose one up to {parsed[0].groups - 1}."
        )
    return parsed


def which(number: int, sources: Sequence[object], kind: str = "template") -> str:
    """Name a template in a sentence."""
    return f"The {kind}" if len(sources) == 1 else f"{kind.capitalize()} {number + 1}"
