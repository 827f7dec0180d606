"""Reading single tokens without a script: pointing at one, or choosing it with the arrow keys, fills a fixed place.

Each token is the label of a radio button: the browser's own group of one tab stop, arrow keys to move, a click to pin.
The numbers travel in data attributes that the style sheet prints into the readout and the list below the text.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..inference.messages import GeneratedToken
from . import numbers
from .frame import row
from .html import Attributes, Html, element, escape, join
from .token_text import Piece, parts, probability, token_name
from .visible import columns, isolated, shorten, visible

ALTERNATIVES = 10
_LEAST_LINES = 7  # the time beside them takes as much
_NAME_COLUMNS = 12
_GAP = "   "


def inspected_text(texts: Sequence[tuple[Html, Sequence[Piece]]]) -> list[Html]:
    """Return texts of inspectable tokens, each after its prompt's markup; the least likely token is chosen."""
    tokens = [piece.token for _, pieces in texts for piece in pieces if not piece.token.special]
    first = min(tokens, key=lambda token: (math.isnan(token.logprob), token.logprob), default=None)
    return [
        join(
            [
                before,
                *(
                    _choice(
                        piece,
                        f"{text}token {numbers.count(at)} of {numbers.count(len(pieces))}",
                        checked=piece.token is first,
                    )
                    for at, piece in enumerate(pieces, 1)
                ),
            ]
        )
        for text, (before, pieces) in zip(_names(len(texts)), texts, strict=True)
    ]


def _names(count: int) -> list[str]:
    """Return what tells several texts apart: the numbers before them."""
    return [f"text {number}, " for number in range(1, count + 1)] if count > 1 else [""]


def _choice(piece: Piece, place: str, *, checked: bool) -> Html:
    """Return one token; written as text for speed, everything from outside is escaped."""
    before, kind, content, after = parts(piece)
    token = piece.token
    name = escape(isolated(token_name(token)))
    return Html(
        f'{escape(before)}<label class="lb-t">'
        f'<input type="radio" name="token" data-lm-suppress-shortcuts{" checked" if checked else ""}>'
        f'{_alternatives(token)}<span class="{kind}" data-t="{name}" data-n="{_numbers(token, place)}">'
        f"{content}</span></label>{escape(after)}"
    )


def _numbers(token: GeneratedToken, place: str) -> str:
    surprise = -token.logprob
    values = (
        place,
        f"id {token.id}",
        f"p {numbers.probability(probability(token))}",
        f"log p {numbers.log_probability(token.logprob)}",
        f"rank {numbers.count(token.rank)}",
        f"surprise {numbers.bits(surprise)}",
        f"entropy {numbers.bits(token.entropy)}",
    )
    return escape(_GAP.join(value.replace(" ", "\N{NO-BREAK SPACE}") for value in values))


def _alternatives(token: GeneratedToken) -> Html:
    """Return the best alternatives, the token itself, and the rest: lines of text, and bars as custom properties."""
    if not token.top:
        return Html()
    lines = [
        (numbers.count(rank), visible(other.text), math.exp(min(other.logprob, 0.0)))
        for rank, other in enumerate(token.top[:ALTERNATIVES], 1)
    ]
    chosen = next((index for index, other in enumerate(token.top[:ALTERNATIVES]) if other.id == token.id), len(lines))
    if chosen == len(lines):
        lines.append((numbers.count(token.rank), token_name(token), probability(token)))
    more = [math.exp(min(other.logprob, 0.0)) for other in token.top[ALTERNATIVES:] if other.id != token.id]
    if more:
        lines.append(("", f"and {numbers.count(len(more))} more", math.fsum(more)))
    rest = max(1.0 - sum(p for _, _, p in lines if not math.isnan(p)), 0.0)
    text = "\n".join(_line(*line) for line in (*lines, ("", "rest", rest)))
    bars = "".join(f"--{index}:{_plain(p)};" for index, (_, _, p) in enumerate(lines, 1))
    style = f"{bars}--c:{chosen};--n:{len(lines)};--r:{_plain(rest)}"
    return Html(f'<i data-a="{escape(text)}" style="{style}"></i>')


def most_lines(tokens: Sequence[GeneratedToken]) -> int:
    """Return how many lines of alternatives there is room for: the alternatives, the token itself, and the rest."""
    recorded = max((len(token.top) for token in tokens), default=0)
    return max(min(recorded, ALTERNATIVES) + (recorded > ALTERNATIVES) + 2, _LEAST_LINES)


def _plain(p: float) -> str:
    """Return a probability for the style sheet, as short as it gets."""
    return "0" if math.isnan(p) else f"{p:.3f}".strip("0").rstrip(".") or "0"


def _line(rank: str, name: str, p: float) -> str:
    name = shorten(name, _NAME_COLUMNS)
    padding = " " * max(_NAME_COLUMNS - columns(name), 0)
    return f"{rank:>6} {isolated(name)}{padding} {numbers.probability(p):>6}"


def inspector(text_row: Html, tokens: Sequence[GeneratedToken]) -> Html:
    """Return the row of text with the readout, and the list of alternatives where there are any, below it."""
    # a form keeps the radio buttons of two outputs apart; it can never be sent: no default button is enabled
    attributes: Attributes = {"class": "lb-inspect", "method": "dialog", "autocomplete": "off"}
    never = element("button", {"type": "submit", "disabled": True, "hidden": True})
    readout = element("div", {"class": "lb-readout", "aria-hidden": "true"})
    # its title, too, comes from the style sheet: without one there is nothing below it
    place = row(kind="lb-instead") if any(token.top for token in tokens) else None
    return element("form", attributes, never, text_row, readout, place)
