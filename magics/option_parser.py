"""The parser of a magic's options: argparse, but every complaint is one `UsageError`."""

from __future__ import annotations

import argparse
import keyword
import re
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

from ..inference.errors import near_names
from .one_line_errors import UsageError

Values = Callable[[], Iterable[str]]

_OPTION = re.compile(r"--?[A-Za-z]\S*")
_ESCAPES = {r"\n": "\n", r"\t": "\t", r"\\": "\\"}


class OptionParser(argparse.ArgumentParser):
    """Parse the options of a magic; the other words stay as they are, in their order.

    `values` maps each option to a function that lists the values to complete.
    """

    def __init__(self, prog: str, *, usage: str, description: str, epilog: str = "") -> None:
        super().__init__(
            prog=prog,
            usage=f"{prog} {usage}".replace("%", "%%"),
            description=description,
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            add_help=False,
            allow_abbrev=False,
        )
        self.color = False  # Python 3.14 colours the help for terminals
        self.flags: list[str] = []
        self.values: dict[str, Values] = {}
        self.option("-h", "--help", action="store_true", help="show this help")

    def option(self, *flags: str, values: Values | None = None, **settings: Any) -> None:
        """Declare an option as `add_argument` does, with the values that completion offers."""
        self.add_argument(*flags, **settings)
        self.flags += flags
        takes_value = "action" not in settings or settings["action"] == "append"
        if takes_value:
            self.values |= dict.fromkeys(flags, values or tuple)

    def parse(self, words: list[str]) -> tuple[argparse.Namespace, list[str]]:
        """Return the options and the words left over. Raises `UsageError` for an unknown option, with near names."""
        options, rest = self.parse_known_args(words)
        for word in rest:
            if _OPTION.fullmatch(word):
                self.error(self._unknown(word.partition("=")[0]))
        return options, rest

    def _unknown(self, flag: str) -> str:
        long_flags = [known for known in self.flags if known.startswith("--")]
        near = near_names("--" + flag.lstrip("-"), long_flags) if len(flag.lstrip("-")) > 1 else ""
        return f"unknown option {flag!r}.{near} Text that begins with a dash goes after ` -- `"

    def error(self, message: str) -> NoReturn:
        """Raise `UsageError` where argparse would print and exit."""
        raise UsageError(f"{message[0].upper()}{message[1:]}. {self.prog} -h lists the options.")


def number(text: str) -> int | float | str:
    """Return the number that a text spells, else the text: whoever uses it says what is wrong, once for all callers."""
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def boolean(text: str) -> bool | str:
    """Return True or False for `true` or `false`, else the text."""
    return {"true": True, "false": False}.get(text.lower(), text)


def escaped_text(text: str) -> str:
    r"""Return the text with `\n`, `\t` and `\\` as the characters that they stand for."""
    return re.sub(r"\\[nt\\]", lambda found: _ESCAPES[found.group()], text)


def variable_name(text: str) -> str:
    """Return the name of a Python variable. Raises `UsageError` for what cannot be one."""
    if not text.isidentifier() or keyword.iskeyword(text):
        raise UsageError(f"{text!r} cannot be the name of a variable. Use letters, digits and _.")
    return text
