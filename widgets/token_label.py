"""How one token, or a group that cannot be shown apart, is labelled: always something that can be seen."""

from __future__ import annotations

from ..inference.messages import Token, TokenGroup, Tokenization
from .visible import visible


def token_label(token: Token) -> str:
    r"""Return a token's label: its text with invisible characters marked, bytes of a broken character as `<F0 9F>`.

    Special tokens, unknown ones and ids without a token show the piece.

    >>> token_label(Token(id=7, piece="Ġtea", start=0, end=4, bytes=b" tea"))
    '·tea'
    >>> token_label(Token(id=8, piece="Ã", start=0, end=1, bytes=b"\xc3"))
    '<C3>'
    """
    if token.added or token.special or token.unknown or not token.bytes:
        return visible(token.piece) or f"[id {token.id}]"
    return bytes_label(token.bytes)


def group_label(tokenization: Tokenization, group: TokenGroup) -> str:
    """Return a group's label: the label of its only token, or the text that its tokens are together."""
    if len(group.tokens) == 1:
        return token_label(tokenization.tokens[group.tokens[0]])
    tokens = [tokenization.tokens[token] for token in group.tokens]
    return bytes_label(b"".join(token.bytes for token in tokens)) or "".join(map(token_label, tokens))


def bytes_label(data: bytes) -> str:
    r"""Return bytes as text with invisible characters marked; runs of bytes that are no character become chips.

    >>> bytes_label("é".encode() + b"\xf0\x9f s")
    'é<F0 9F>·s'
    """
    label, position = "", 0
    while position < len(data):
        try:
            return label + visible(data[position:].decode())
        except UnicodeDecodeError as error:
            start, end = position + error.start, position + error.end
            label += visible(data[position:start].decode())
            chip = data[start:end].hex(" ").upper()
            label = f"{label[:-1]} {chip}>" if label.endswith(">") and start == position else f"{label}<{chip}>"
            position = end
    return label
