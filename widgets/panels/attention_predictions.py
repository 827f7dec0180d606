"""What a model predicts, before and after something was knocked out, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...inference.messages import Predictions, Trace
from ..visible import visible
from .codec import array_state, integers_state, texts_state

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float64]]

CANDIDATES = 6
LABEL = 40  # characters


def prediction_state(trace: Trace) -> dict[str, Any] | None:
    """Return the likeliest candidates of P positions, ordered by the larger of both probabilities; None without logits.

    `before` and `after` (P, K) are probabilities; what is missing to 1 is all others. `moved` (P,) is the total
    variation, half the sum of absolute differences, and `divergence` (P,) the Kullback-Leibler divergence of after from
    before, in bits. Both are over the whole vocabulary.
    """
    import numpy as np

    now = trace.logits
    if now is None or now.logits is None:
        return None
    after = _probabilities(now)  # (P, V)
    changed = trace.before is not None and trace.before.logits is not None
    before = _probabilities(trace.before) if changed and trace.before else after
    count = min(CANDIDATES, after.shape[1])
    best = np.argsort(-np.maximum(before, after), axis=1, kind="stable")[:, :count]  # (P, K)
    state = {
        "positions": integers_state(now.positions),
        "vocabulary": after.shape[1],
        "changed": changed,
        "ids": array_state(best.astype(np.uint32)),
        "texts": texts_state(visible(trace.texts.get(id_, f"[id {id_}]"), limit=LABEL) for id_ in map(int, best.flat)),
        "before": array_state(np.take_along_axis(before, best, 1).astype(np.float32)),
        "top": array_state(np.stack([before.argmax(1), after.argmax(1)], axis=1).astype(np.uint32)),  # (P, 2)
    }
    if changed:
        state |= {
            "after": array_state(np.take_along_axis(after, best, 1).astype(np.float32)),
            "moved": array_state((np.abs(before - after).sum(1) / 2).astype(np.float32)),
            "divergence": array_state(_divergence(before, after).astype(np.float32)),
        }
    return state


def _probabilities(predictions: Predictions) -> Floats:
    import numpy as np

    assert predictions.logits is not None  # asked for in full
    logits = predictions.logits.numpy().astype(np.float64)
    exponentials = np.exp(logits - logits.max(1, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(1, keepdims=True))


def _divergence(before: Floats, after: Floats) -> Floats:
    """Return the Kullback-Leibler divergence of after from before, (P,) in bits."""
    import numpy as np

    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(before > 0, before * np.log2(before / np.maximum(after, np.finfo(float).tiny)), 0.0)
    return np.asarray(terms.sum(1))
