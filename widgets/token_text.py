"""Generated tokens as running text: each shaded by its probability, white space and special tokens marked.

Marks that are not part of the text (line ends, special tokens, what a stop text cut off) are generated content or
cannot be selected, so that copying gives exactly the text.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from ..inference.messages import GeneratedSequence, GeneratedToken
from .html import Child, Html, element, escape, join
from .style import shade
from .visible import visible


class Piece(NamedTuple):
    """A token with the part of its text that belongs to the sequence's text and the part that was cut off."""

    token: GeneratedToken
    kept: str
    cut: str = ""


def pieces(sequence: GeneratedSequence) -> Iterator[Piece]:
    """Yield the tokens of a sequence; a stop text, and what stands behind it, is cut off."""
    whole = "".join(token.text for token in sequence.tokens)
    left = len(sequence.text) if whole.startswith(sequence.text) else len(whole)
    for token in sequence.tokens:
        yield Piece(token, token.text[:left], token.text[left:])
        left = max(left - len(token.text), 0)


def probability(token: GeneratedToken) -> float:
    """Return the model's own probability of a token; NaN stays NaN."""
    return math.nan if math.isnan(token.logprob) else math.exp(min(token.logprob, 0.0))


def token_name(token: GeneratedToken) -> str:
    """Return a readable name: the text with visible spaces; the piece of the vocabulary where there is no text."""
    return visible(token.text) if token.text and not token.special else visible(token.piece)


class Parts(NamedTuple):
    """A token in markup: white space before it, the classes and content of its shaded part, white space after it."""

    before: str
    kind: str
    content: Html
    after: str


def parts(piece: Piece) -> Parts:
    """Split a token into what is shaded and the white space around it."""
    token, kept, cut = piece
    tint = f"p{shade(probability(token))}"
    if token.special:
        return Parts("", f"{tint} lb-special", escape(visible(token.piece)), "")
    if not token.text:  # some bytes of a character that a later token completes
        return Parts("", f"{tint} lb-bytes", Html(), "")
    core = kept.strip()
    if kept and not core:
        return Parts("", f"{tint} lb-space", join([element("i", {"data-w": visible(kept)}), _cut(cut)]), kept)
    before, after = kept[: len(kept) - len(kept.lstrip())], kept[len(kept.rstrip()) :]
    return Parts(before, tint, join([core, _cut(cut)]), after)


def _cut(text: str) -> Child:
    return element("del", None, visible(text)) if text else None


def shaded(piece: Piece) -> Html:
    """Return a token as plain shaded text."""
    before, kind, content, after = parts(piece)
    return Html(f'{escape(before)}<span class="{kind}">{content}</span>{escape(after)}')
