"""Markup as data: what the static form draws travels to a panel as a tree, which the browser draws again.

A node is a text, or `[tag, attributes, *children]`. The browser builds elements from a fixed list of tags and
attributes (`markup.js`), so that nothing that is in a text can become markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from ..html import VOID, Html
from ..sizes import beginning, json_size

Node = str | list[Any]
_NODE, _ATTRIBUTE = 9, 6  # bytes of JSON around a node and an attribute


def tree(html: Html) -> list[Node]:
    """Return markup as nodes.

    >>> tree(Html('<p class="note">a &#60; <b>b</b></p>'))
    [['p', {'class': 'note'}, 'a < ', ['b', {}, 'b']]]
    """
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.root[2:]


class _Parser(HTMLParser):
    """Builds nodes from markup of `html.element`, in which every element is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: list[Any] = ["", {}]
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node: list[Any] = [tag, {name: "" if value is None else value for name, value in attrs}]
        self._open[-1].append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if self._open.pop()[0] != tag:
            raise ValueError(f"</{tag}> closes another element.")

    def handle_data(self, data: str) -> None:
        self._open[-1].append(data)


def cut(nodes: list[Node], limit: int) -> tuple[list[Node], bool]:
    """Return nodes in their order until they take `limit` bytes, and whether anything was left out."""
    cutter = _Cutter(limit)
    return cutter.cut(nodes), cutter.full


class _Cutter:
    def __init__(self, limit: int) -> None:
        self._left = limit
        self.full = False

    def cut(self, nodes: list[Node]) -> list[Node]:
        kept: list[Node] = []
        for node in nodes:
            if self.full:
                break
            if isinstance(node, str):
                kept.append(self._text(node))
                continue
            tag, attributes, *children = node
            size = (
                _NODE + len(tag) + sum(_ATTRIBUTE + len(name) + json_size(value) for name, value in attributes.items())
            )
            if self._take(size):
                kept.append([tag, attributes, *self.cut(children)])
        return kept

    def _text(self, text: str) -> str:
        kept = beginning(text, max(self._left, 0))
        self._left -= json_size(kept)
        if len(kept) < len(text):
            kept, self.full = kept + "…", True
        return kept

    def _take(self, size: int) -> bool:
        self.full = self.full or size > self._left
        self._left -= size
        return not self.full


def marks(nodes: list[Node]) -> Iterator[dict[str, str]]:
    """Yield the attributes of what can be read out (`html.facts`), in the order of the markup."""
    for node in nodes:
        if not isinstance(node, str):
            if "data-facts" in node[1]:
                yield node[1]
            yield from marks(node[2:])


def mark_span(mark: dict[str, str]) -> tuple[int, int]:
    """Return the characters that a mark stands for; none is (0, 0)."""
    start, end = mark["data-span"].split() if "data-span" in mark else ("0", "0")
    return int(start), int(end)
