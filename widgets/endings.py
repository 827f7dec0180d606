"""Why generated texts ended, in words."""

from __future__ import annotations

from ..inference.messages import GeneratedSequence, GenerationResult
from . import numbers
from .visible import isolated, visible

_ENDED = {
    "eos": "the model ended its text",
    "stop": "a stop text was written",
    "context": "the context is full",
    "cancelled": "interrupted",
}
_STOP_WIDTH = 24


def stop_text(sequence: GeneratedSequence, stops: tuple[str, ...]) -> str | None:
    """Return the stop text that ended a sequence; None for another reason, and where it cannot be told.

    The text of a sequence ends where its stop text begins; of several that begin there, the shortest was complete
    first. A special token among the stop texts adds no text.
    """
    whole = "".join(token.text for token in sequence.tokens)
    if sequence.finish_reason != "stop" or not whole.startswith(sequence.text):
        return None
    written = [stop for stop in stops if whole.startswith(stop, len(sequence.text))]
    special = [token.piece for token in sequence.tokens[-1:] if token.piece in stops]
    return min(written or special, key=len, default=None)


def ending(sequence: GeneratedSequence, stops: tuple[str, ...]) -> str:
    """Return the reason, with the stop text where there is one: `length`, `stop: '.'`."""
    stop = stop_text(sequence, stops)
    quoted = "" if stop is None else f": '{isolated(visible(stop, limit=_STOP_WIDTH))}'"
    return sequence.finish_reason + quoted


def ending_line(sequence: GeneratedSequence, stops: tuple[str, ...]) -> str:
    """Return how one of several sequences ended."""
    score = f", score {numbers.log_probability(sequence.score)}" if sequence.score is not None else ""
    count = numbers.plural(len(sequence.tokens), "token")
    return f"ended by {ending(sequence, stops)} after {count}{score}"


def endings(result: GenerationResult) -> tuple[str, str]:
    """Return the reasons of all sequences, and what a single one means."""
    stops = result.request.decoding.stop
    reasons = list(dict.fromkeys(ending(sequence, stops) for sequence in result.sequences))
    if len(reasons) != 1:
        return ", ".join(reasons) or numbers.DASH, ""
    longest = max(len(sequence.tokens) for sequence in result.sequences)
    meanings = {**_ENDED, "length": numbers.plural(longest, "new token")}
    return reasons[0], meanings.get(reasons[0], "")
