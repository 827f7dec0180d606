"""What a panel shows of a generation: tokens with their numbers as arrays, alternatives through one vocabulary."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from ...inference.messages import GeneratedSequence, GeneratedToken, GenerationResult
from .. import numbers
from ..endings import ending_line
from ..frame import model_words
from ..generation_html import new_tokens, resource_stats
from ..inspector import ALTERNATIVES
from ..prompt_text import folded
from ..sizes import beginning
from ..time_strip import preparation, time_stats
from ..token_text import pieces, token_name
from ..visible import visible
from .codec import array_state, integers_state, state_bytes, texts_state
from .pipeline_content import bounded_code

LIMIT = 176_000  # bytes: with the text and the settings less than 200 kB
_NAME, _TEXT = 32, 400  # characters
_PROMPT = 12_000  # bytes of each part
# How much of a generation fits: alternatives of each token, and tokens; what is first and fits is taken.
_LEVELS = ((10, 10**6), (5, 10**6), (3, 10**6), (1, 10**6), (0, 10**6), (0, 2048), (0, 512), (0, 64), (0, 8))


def generation_content(result: GenerationResult, code: str) -> dict[str, Any]:
    """Return the content with as many alternatives and tokens as 200 kB hold."""
    content: dict[str, Any] = {}
    for alternatives, tokens in _LEVELS:
        content = _content(result, code, alternatives=alternatives, most=tokens)
        if state_bytes(content) <= LIMIT:
            break
    return content


def _content(result: GenerationResult, code: str, *, alternatives: int, most: int) -> dict[str, Any]:
    sequences = _first_tokens(result.sequences, most)
    recorded = max((len(token.top) for one in result.sequences for token in one.tokens), default=0)
    vocabulary: dict[int, tuple[int, str]] = {}  # id: place, text
    shown = [_sequence(one, min(alternatives, recorded), vocabulary) for one in sequences]
    stops = result.request.decoding.stop
    for state, one in zip(shown, result.sequences, strict=False):
        state["ending"] = ending_line(one, stops)
    metrics = result.metrics
    return {
        "model": list(model_words(result.model, *([f"seed {result.seed}"] if result.seed is not None else []))),
        "prompt": _prompt(result.prompt),
        "sequences": shown,
        "vocabulary": {
            "ids": integers_state(list(vocabulary)),
            "names": texts_state(visible(text, limit=_NAME) for _, text in vocabulary.values()),
        },
        "words": result.model.vocabulary_size,
        "total": sum(len(one.tokens) for one in result.sequences),
        "times": {
            "prepare": preparation(metrics),
            "first": metrics.ttft,
            "gaps": array_state(_float32(metrics.itl[: max((len(one.tokens) for one in sequences), default=0)])),
        },
        "timeStats": _stats(time_stats(metrics, len(result.sequences))),
        "resources": _stats(resource_stats(result)),
        "context": {"used": metrics.context_used, "new": new_tokens(result), "limit": metrics.context_limit},
        "processors": list(result.processors),
        "ignored": list(result.ignored),
        "notes": [
            *filter(None, (result.model.reason, *result.notes)),
            *_left_out(result, sequences, recorded, alternatives),
        ],
        "code": bounded_code(code),
    }


def _left_out(
    result: GenerationResult, shown: Sequence[GeneratedSequence], recorded: int, alternatives: int
) -> Iterable[str]:
    """Say what does not fit into the notebook, and where it is."""
    tokens = [sum(len(one.tokens) for one in sequences) for sequences in (result.sequences, shown)]
    if tokens[1] < tokens[0]:
        of_all = f"{numbers.count(tokens[1])} of {numbers.plural(tokens[0], 'token')}"
        yield f"Shown are the first {of_all}; the result holds all."
    if alternatives < min(recorded, ALTERNATIVES):
        kept = numbers.plural(alternatives, "alternative")
        yield f"Shown are {kept} of {numbers.count(recorded)} of each token; .tokens and to_pandas() hold all."


def _stats(items: Iterable[tuple[str, tuple[str, str]]]) -> list[list[str]]:
    return [[term, value, unit] for term, (value, unit) in items]


def _prompt(prompt: str) -> list[str]:
    """Return the beginning, the folded middle and the end of a prompt; a very long middle is not kept."""
    start, end = folded(prompt)
    middle = beginning(prompt[start:end], _PROMPT)
    if left := end - start - len(middle):
        middle += f" … {numbers.plural(left, 'character')} left out here … "
    return [beginning(prompt[:start], _PROMPT), middle, beginning(prompt[end:], _PROMPT)]


def _first_tokens(sequences: Sequence[GeneratedSequence], most: int) -> list[GeneratedSequence]:
    kept: list[GeneratedSequence] = []
    for sequence in sequences:
        if most <= 0 and kept:
            break
        kept.append(msgspec.structs.replace(sequence, tokens=sequence.tokens[:most]))
        most -= len(sequence.tokens)
    return kept


def _sequence(sequence: GeneratedSequence, most: int, vocabulary: dict[int, tuple[int, str]]) -> dict[str, Any]:
    """Return one sequence as columns; what a stop text cut off begins at `cut`: token, and characters kept of it."""
    tokens = sequence.tokens
    shown = list(pieces(sequence))
    cut = next((place for place, piece in enumerate(shown) if piece.cut), None)
    return {
        "texts": texts_state(token.text[:_TEXT] for token in tokens),
        "names": texts_state(token_name(token)[:_NAME] for token in tokens),
        "ids": integers_state([token.id for token in tokens]),
        "logprobs": array_state(_float32(token.logprob for token in tokens)),
        "entropies": array_state(_float32(token.entropy for token in tokens)),
        "ranks": integers_state([token.rank for token in tokens]),
        "special": [place for place, token in enumerate(tokens) if token.special],
        "cut": None if cut is None else [cut, shown[cut].kept[:_TEXT]],
        "top": _top(tokens, most, vocabulary),
    }


def _top(tokens: Sequence[GeneratedToken], most: int, vocabulary: dict[int, tuple[int, str]]) -> dict[str, Any]:
    """Return alternatives as places in the vocabulary and log-probabilities, (T, K); NaN where there is none."""
    import numpy as np

    width = min(most, max((len(token.top) for token in tokens), default=0))
    places = np.zeros((len(tokens), width), dtype=np.uint32)
    logprobs = np.full((len(tokens), width), math.nan, dtype=np.float32)
    for row, token in enumerate(tokens):
        for column, other in enumerate(token.top[:width]):
            place, _ = vocabulary.setdefault(other.id, (len(vocabulary), other.text))
            places[row, column], logprobs[row, column] = place, other.logprob
    small = len(vocabulary) < 2**16
    return {"places": array_state(places.astype(np.uint16) if small else places), "logprobs": array_state(logprobs)}


def _float32(values: Iterable[float]) -> Any:
    import numpy as np

    return np.fromiter(values, dtype=np.float32)


def spans(result: GenerationResult) -> list[tuple[int, int]]:
    """Return the characters of prompt and first text that each token stands for; none for tokens of other texts."""
    found: list[tuple[int, int]] = []
    for number, sequence in enumerate(result.sequences):
        at = len(result.prompt)
        for token in sequence.tokens:
            found.append((at, at + len(token.text)) if number == 0 and not token.special else (0, 0))
            at += 0 if token.special else len(token.text)
    return found
