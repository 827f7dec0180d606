"""Markup in which every text is escaped: the only place where HTML is put together."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping

_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*")
_SPECIAL = re.compile("[&<>\"'\r\0\ud800-\udfff]")
VOID = frozenset({"br", "hr", "input", "meta", "wbr"})
_FOR_PANELS = re.compile(' data-(?:facts|span)="[^"]*"')  # no text can look like it: quotes are escaped everywhere
_SEPARATORS = {ord("\t"): " ", ord("\n"): " "}
_ESCAPES = {character: f"&#{ord(character)};" for character in "&<>\"'\r"}


class Html(str):
    """Text that already is markup."""

    __slots__ = ()


Child = str | int | None | Iterable["Child"]
Attributes = Mapping[str, str | int | bool | None]


def escape(text: str) -> Html:
    r"""Return a text as markup that shows exactly this text, in an element or a quoted attribute.

    NUL and lone surrogates, which HTML cannot hold, become U+FFFD.

    >>> escape("<b> & \"'")
    '&#60;b&#62; &#38; &#34;&#39;'
    """
    return Html(_SPECIAL.sub(_escaped, text))


def _escaped(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0], "\N{REPLACEMENT CHARACTER}")


def join(children: Iterable[Child]) -> Html:
    """Return the markup of children in order; None is left out, `Html` is kept, anything else is escaped."""
    return Html("".join(map(_markup, children)))


def element(tag: str, attributes: Attributes | None = None, /, *children: Child) -> Html:
    """Return an element; attributes that are None or False are left out, True stands for a bare attribute.

    >>> element("p", {"class": "note", "hidden": True}, "a < b")
    '<p class="note" hidden>a &#60; b</p>'
    """
    opening = tag + "".join([_attribute(name, value) for name, value in attributes.items()]) if attributes else tag
    if not _is_name(tag):
        raise ValueError(f"{tag!r} is no name of an element.")
    return Html(f"<{opening}>" if tag in VOID else f"<{opening}>{join(children)}</{tag}>")


@functools.cache
def _is_name(name: str) -> bool:
    return _NAME.fullmatch(name) is not None


def _attribute(name: str, value: str | int | bool | None) -> str:  # noqa: FBT001
    if value is None or value is False:
        return ""
    if not _is_name(name) or name.startswith("on"):
        raise ValueError(f"{name!r} is no attribute that may be written.")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def _markup(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, str):
        return child if isinstance(child, Html) else escape(child)
    return escape(str(child)) if isinstance(child, int) else join(child)


def facts(*pairs: tuple[str, str], span: tuple[int, int] | None = None) -> dict[str, str | int | bool | None]:
    r"""Return the attributes that tell a panel what to read out at an element: terms with values, the first its name.

    A single term without a value stands for a cell of a map: its row and column name it, and its text is the value.
    `span` are the characters of the text that it stands for.

    >>> facts(("label", "PER"), ("score", "0.998"), span=(3, 10))
    {'data-facts': 'label\tPER\nscore\t0.998', 'data-span': '3 10'}
    """
    lines = "\n".join("\t".join(part.translate(_SEPARATORS) for part in pair) for pair in pairs)
    return {"data-facts": lines, "data-span": f"{span[0]} {span[1]}" if span else None}


def without_facts(html: Html) -> Html:
    """Return markup without what only a panel can use."""
    return Html(_FOR_PANELS.sub("", html))
