"""What the LogitPanel shows, made of what the backend answers: pure functions, at most 200 kB together.

Of a vocabulary's logits the largest are sent as they are, with those of the tokens that penalties and rules may change;
all others are counted in bins, whose masses make every sum over the whole vocabulary come out. The browser works on
these until it has the whole vector.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from ...inference.messages import CheckpointRule, Distribution, ModelInfo, Predictions, Token, Trace
from ..frame import model_name, short_revision
from ..token_label import token_label
from ..visible import shorten
from .codec import array_state, integers_state, texts_state

if TYPE_CHECKING:
    import numpy as np

    Vector = np.ndarray[Any, np.dtype[Any]]

TOP = 1000  # tokens that are sent with their names
BINS = 512
LABELS = 32_000  # bytes of names; longer ones are shortened further when all together take more
MANY = 2048  # ids of one rule, beyond the largest: more of them are approximate until the whole vector is there
SHOWN_TEXT = 200  # characters that say which text it is
LENS_CELLS = 320  # layers times positions
LENS_WIDTH = 24  # positions, at most
LENS_TOP = 3

Labels = Callable[[Sequence[int]], list[str]]  # names ids


def model_content(model: ModelInfo) -> dict[str, Any]:
    """Return what the head of the panel says about a model."""
    revision = f"rev {short_revision(model.revision)}" if model.revision else ""
    size = f"{model.vocabulary_size:,} tokens"
    return {
        "name": model_name(model),
        "details": [part for part in (revision, size, model.dtype, model.device) if part],
    }


def choice_content(distribution: Distribution, text: str, label_all: Labels) -> dict[str, Any]:
    """Return one next-token distribution: the likeliest tokens with names, the tail in bins, and its context.

    The distribution must hold its raw logits.
    """
    import numpy as np

    logits = vector(distribution)  # (V,)
    order = np.argsort(-logits, kind="stable")[: min(TOP, int(np.isfinite(logits).sum()))]  # (K,)
    held = np.concatenate([order, _changeable(distribution, order)])  # (H,)
    return {
        "model": model_content(distribution.model),
        "text": text[-SHOWN_TEXT:],
        "vocabulary": len(logits),
        "log_normaliser": distribution.stages[0].log_normaliser,
        "ids": integers_state(held.tolist()),
        "logits": array_state(logits[held]),
        "labels": texts_state(fitted(label_all(order.tolist()))),
        "tail": _tail(logits, held),
        "prompt": integers_state(distribution.decoder_ids),
        "generated": integers_state(distribution.request.generated),
        "rules": [_rule_content(rule) for rule in distribution.rules],
        "ends": list(distribution.ends),
        "ignored": list(distribution.ignored),
    }


def vector(distribution: Distribution) -> Vector:
    """Return the raw logits of the whole vocabulary, (V,)."""
    assert distribution.logits is not None, "the request asks for them"
    logits: Vector = distribution.logits.numpy()
    return logits


def _changeable(distribution: Distribution, order: Vector) -> Vector:
    """Return the ids beyond the largest that a penalty or a rule changes: their logits have to be known, (M,)."""
    import numpy as np

    context = [*distribution.decoder_ids, *distribution.request.generated]
    ruled = [token for rule in distribution.rules for token in rule.ids[:MANY]]
    return np.setdiff1d(np.array([*context, *ruled[:MANY]], dtype=np.int64), order)


def _rule_content(rule: CheckpointRule) -> dict[str, Any]:
    content: dict[str, Any] = msgspec.to_builtins(rule)
    return {**content, "ids": integers_state(rule.ids), "bias": list(rule.bias)}


def _tail(logits: Vector, held: Vector) -> dict[str, Any]:
    """Count all other logits in bins of equal width, with the sum of exp(logit - largest) of each."""
    import numpy as np

    others = np.ones(len(logits), dtype=bool)
    others[held] = False
    rest = logits[others & np.isfinite(logits)].astype(np.float64)  # (R,)
    low, high = (float(rest.min()), float(rest.max())) if len(rest) else (0.0, 0.0)
    place = np.minimum((rest - low) / ((high - low) or 1.0) * BINS, BINS - 1).astype(np.int64)
    masses = np.bincount(place, np.exp(rest - float(logits.max())), BINS)
    counts = np.bincount(place, minlength=BINS)
    return {
        "low": low,
        "high": high,
        "counts": integers_state(counts.tolist()),
        "masses": array_state(masses),
    }


def fitted(labels: Sequence[str], room: int = LABELS) -> list[str]:
    """Return labels that fit into so many bytes together: shortened to 40 characters, and further if it takes that."""
    for limit in (40, 20, 12, 6):
        short = [shorten(label, limit) for label in labels]
        if sum(len(label.encode()) for label in short) <= room:
            break
    return short


def context_content(tokens: Sequence[Token], *, prompt: int, trace: Trace | None) -> dict[str, Any]:
    """Return the tokens of the context (T,); `prompt` of them are not appended.

    `surprise` and `entropy` (T,), in nats, are those of each token and of the prediction before it: NaN for the first.
    """
    content = {
        "ids": integers_state([token.id for token in tokens]),
        "labels": texts_state(fitted([token_label(token) for token in tokens])),
        "special": [place for place, token in enumerate(tokens) if token.special],
        "starts": integers_state([token.start for token in tokens]),
        "ends": integers_state([token.end for token in tokens]),
        "prompt": prompt,
    }
    if trace is None or trace.logits is None:
        return {**content, "surprise": None, "entropy": None}
    found = trace.logits
    return {**content, "surprise": _moved(found.surprisal.numpy()), "entropy": _moved(found.entropy.numpy())}


def _moved(values: Vector) -> dict[str, Any]:
    """Give each token what was said at the position before it, (T,)."""
    import numpy as np

    return array_state(np.concatenate([[np.nan], values[:-1]]).astype(np.float32))


def lens_window(length: int, at: int) -> tuple[int, ...]:
    """Return the positions that the lens is asked for: those up to `at`, or the first ones.

    >>> lens_window(100, 50)[0], lens_window(100, 50)[-1], len(lens_window(5, 0))
    (27, 50, 5)
    """
    last = min(max(at + 1, LENS_WIDTH), length)
    return tuple(range(max(0, last - LENS_WIDTH), last))


def lens_content(lens: Predictions, at: int, label_all: Labels) -> dict[str, Any]:
    """Return the logit lens: the likeliest tokens after each layer (L + 1, P, K), with log-probabilities.

    Of a model with many layers fewer positions are kept, `at` among them.
    """
    import numpy as np

    ids, logprobs = lens.top_ids.numpy(), lens.top_logprobs.numpy()  # (L + 1, P, K)
    width = max(4, LENS_CELLS // len(ids))
    last = min(max(lens.positions.index(at) + 1, width), len(lens.positions))
    shown = slice(max(0, last - width), last)
    distinct = np.unique(ids[:, shown])
    return {
        "positions": integers_state(lens.positions[shown]),
        "ids": array_state(ids[:, shown].astype(np.uint32)),
        "logprobs": array_state(logprobs[:, shown].astype(np.float16)),
        "named": integers_state(distinct.tolist()),
        "labels": texts_state(fitted(label_all(distinct.tolist()), LABELS // 2)),
    }


def ids_content(ids: Sequence[int], labels: Sequence[str], logits: Vector) -> dict[str, Any]:
    """Return some tokens with names and raw logits."""
    return {
        "ids": integers_state(ids),
        "labels": texts_state(fitted(labels)),
        "logits": array_state(logits[list(ids)]),
    }
