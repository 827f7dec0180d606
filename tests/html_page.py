"""A page as a parser sees it, to ask what a reader would find in a piece of HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "input", "wbr"}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str | None]
    children: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def classes(self) -> set[str]:
        return set((self.attributes.get("class") or "").split())

    def all(self, tag: str = "", kind: str = "") -> list[Node]:
        found = [child for child in self.children if isinstance(child, Node)]
        below = [node for child in found for node in [child, *child.all()]]
        return [node for node in below if (not tag or node.tag == tag) and (not kind or kind in node.classes)]

    def one(self, tag: str = "", kind: str = "") -> Node:
        (node,) = self.all(tag, kind)
        return node


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("#root", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs))
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    handle_comment = handle_decl = handle_pi = unknown_decl


def parse(html: str) -> Node:
    """Return the tree; an element that is not closed, a comment or a declaration is an error."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.open == [builder.root], f"<{builder.open[-1].tag}> is not closed"
    return builder.root


def skeleton(node: Node) -> list[object]:
    """Return elements and names of attributes without texts and values: what untrusted text must never change.

    Classes are left out: a long text has another one than a short one.
    """
    inner = [skeleton(child) for child in node.children if isinstance(child, Node)]
    return [node.tag, sorted(node.attributes.keys() - {"class"}), inner]
