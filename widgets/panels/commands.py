"""What the browser may ask of a panel: typed, bounded, and checked before anything else looks at it."""

from __future__ import annotations

import contextlib
import functools
import operator
import re
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

import msgspec

I = TypeVar("I", bound="Inputs")  # noqa: E741  (inputs)

MAX_TEXT = 100_000  # characters
LARGEST = 2**31 - 1
Index = Annotated[int, msgspec.Meta(ge=0, le=LARGEST)]
Indices = Annotated[tuple[Index, ...], msgspec.Meta(max_length=4096)]
Text = Annotated[str, msgspec.Meta(max_length=MAX_TEXT)]


def _snake_case(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Inputs(msgspec.Struct, frozen=True, kw_only=True):
    """What a panel's content depends on, and nothing else; a panel adds its model and its options."""

    text: str


class Command(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag=_snake_case, tag_field="command"
):
    """Base of all commands; `number` counts them in one view, and what answers a command repeats it."""

    number: Index = 0


class Hello(Command, frozen=True):
    """A view has opened and wants to know whether the kernel answers."""


class Cancel(Command, frozen=True):
    """End what is being computed."""


class Change(Command, frozen=True):
    """A change of what the content depends on: the content is computed anew."""

    def apply(self, inputs: Any) -> Any:
        """Return the inputs after the change."""
        raise NotImplementedError


class EditText(Change, frozen=True):
    """Another text."""

    text: Text

    def apply(self, inputs: I) -> I:
        """Return the inputs with this text."""
        return msgspec.structs.replace(inputs, text=self.text)


class Fetch(Command, frozen=True):
    """A detail of the content numbered `content`; of one kind only the newest is answered."""

    content: Index


class Selection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The pinned tokens, counted from 0; a panel may add to it."""

    tokens: Indices = ()


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The positions of a panel's controls; a panel adds its own."""

    table: bool = False
    large: bool = False


S = TypeVar("S", bound=msgspec.Struct)


class CommandReader:
    """Reads messages from the browser as commands of these kinds.

    Raises `TypeError` for kinds that cannot be told apart, or whose fields msgspec cannot check.
    """

    def __init__(self, kinds: tuple[type[Command], ...]) -> None:
        self.kinds = kinds
        self._union: Any = functools.reduce(operator.or_, kinds)
        with contextlib.suppress(msgspec.ValidationError):  # it is no command, but makes msgspec look at the kinds
            msgspec.convert({}, self._union)

    def read(self, message: object) -> Command | None:
        """Return a message as a command, None when it is none of these kinds."""
        try:
            command: Command = msgspec.convert(message, self._union)
        except (msgspec.ValidationError, TypeError, RecursionError):
            return None
        return command


def read_struct(kind: type[S], values: object) -> S | None:
    """Return a trait that the browser wrote as a struct, None when it is not one."""
    try:
        return msgspec.convert(values, kind) if isinstance(values, Mapping) else None
    except (msgspec.ValidationError, TypeError, RecursionError):
        return None
