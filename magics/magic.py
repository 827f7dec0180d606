"""What all magics share: the line, the text, help, handing over, errors."""

from __future__ import annotations

import abc
import argparse
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from IPython.core.magic import needs_local_scope, no_var_expand
from IPython.display import display

from ..inference.errors import LightboardError
from .expansion import expand
from .fields import fill_fields
from .one_line_errors import UsageError, in_one_line
from .option_line import split_line
from .option_parser import OptionParser, variable_name


@dataclass(frozen=True)
class Call:
    """One use of a magic."""

    options: argparse.Namespace
    words: list[str]  # of the line, without the options
    raw: str | None  # the text after ` -- `
    body: str | None  # of the cell; None in the line form
    variables: Mapping[str, Any]  # of the user


class Magic(abc.ABC):
    """One magic. A new one is a subclass and a row in `table.MAGICS`."""

    name: ClassVar[str]
    kind: ClassVar[Literal["line", "line_cell"]]

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self.parser = self.build_parser()
        self.parser.option("-o", "--output", metavar="NAME", type=variable_name, help="bind the result to this name")
        self.parser.option("-q", "--quiet", action="store_true", help="show nothing")

    @abc.abstractmethod
    def build_parser(self) -> OptionParser:
        """Return the parser of this magic's own options."""

    @abc.abstractmethod
    def run(self, call: Call) -> object:
        """Do the work and return what IPython gets."""

    @abc.abstractmethod
    def complete(self, words: list[str]) -> Iterable[str]:
        """List what may follow these words of the line, options and their values apart."""

    def __call__(self, line: str, cell: str | None, variables: dict[str, Any]) -> object:
        """Parse the line and run; an error that is meant to be read fails the cell with one line."""
        try:
            words, raw = split_line(self.expand(line, variables))
            if {"-h", "--help"} & set(words):
                print(self.parser.format_help())  # noqa: T201  (help is text)
                return None
            options, rest = self.parser.parse(words)
            body = None if cell is None else cell.removesuffix("\n")  # IPython adds it
            return self.run(Call(options, rest, raw, body, variables))
        except (LightboardError, UsageError, KeyboardInterrupt) as error:
            in_one_line(error)
            raise

    def expand(self, line: str, variables: Mapping[str, Any]) -> str:
        """Return the line with the user's variables in it."""
        return expand(line, variables)

    def function(self) -> Callable[..., object]:
        """Return the function that IPython registers and `%name?` describes."""

        @needs_local_scope
        @no_var_expand  # `expand` does it
        def magic(line: str, cell: str | None = None, local_ns: Mapping[str, Any] | None = None) -> object:
            return self(line, cell, {**self.shell.user_ns, **(local_ns or {})})

        magic.__name__ = self.name
        magic.__doc__ = self.parser.format_help()
        return magic

    def hand_over(self, call: Call, result: object, *, shown: bool = False) -> object:
        """Bind the result; then a cell shows it, unless it is on show already, and a line returns it."""
        if call.options.output:
            self.shell.push({call.options.output: result})
        if call.options.quiet:
            return None
        if call.body is None:
            return result
        if not shown:
            display(result)
        return None


class TextMagic(Magic):
    """A magic that works on a text: the body of the cell, or what the line holds beside options."""

    kind = "line_cell"
    example: ClassVar[str]  # in one line
    offers_code: ClassVar[bool] = True

    def __init__(self, shell: Any) -> None:
        super().__init__(shell)
        self.parser.option("--format", action="store_true", help="replace {name} in the body by the variable")
        if self.offers_code:
            self.parser.option("--code", action="store_true", help="print the same in plain Transformers")

    def text(self, call: Call, words: list[str]) -> str | None:
        """Return the text of a call, None when there is none; `words` are those of the line that can be text."""
        if call.body is None:
            if words and call.raw is not None:
                raise UsageError(f"Text stands before and after ` -- `. Move {' '.join(words)!r} behind it.")
            text = " ".join(words) if call.raw is None else call.raw
        elif words or call.raw:
            extra = words[0] if words else call.raw
            raise UsageError(f"{extra!r} is no option. The text goes into the body, below the line.")
        else:
            text = fill_fields(call.body, call.variables) if call.options.format else call.body
        return text if text.strip() else None

    def no_text(self) -> UsageError:
        """Return the complaint about a missing text."""
        return UsageError(f"There is no text. Write it below the first line, or in one line: {self.example}")
