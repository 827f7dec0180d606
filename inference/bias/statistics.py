"""Statistics across templates: the template is the unit that is resampled and tested, not the token."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Values = NDArray[np.float64]

LEAST_TEMPLATES = 5  # below it, points are shown and no interval
LEAST_WORDS = 5  # for the interval of a correlation
_EXACT_SIGNS = 12  # templates up to which all 2 ** n signs are tried
_CELLS = 4_000_000  # resampled values at once

Interval = Literal["percentile", "bca"]


def bootstrap_means(
    points: Values, *, method: Interval, confidence: float, resamples: int, seed: int
) -> tuple[Values, Values]:
    """Return the ends of the bootstrap intervals of the means of rows, (N,) each, from points (N, T).

    The same templates are drawn for all rows. A row of equal points has an interval of width 0.

    >>> low, high = bootstrap_means(np.ones((1, 6)), method="bca", confidence=0.95, resamples=2000, seed=0)
    >>> low.tolist(), high.tolist()
    ([1.0], [1.0])
    """
    from scipy import stats

    means = points.mean(axis=1)
    low, high = means.copy(), means.copy()
    varied = np.flatnonzero(np.ptp(points, axis=1) > 0)
    chunk = max(1, _CELLS // (resamples * points.shape[1]))
    for start in range(0, len(varied), chunk):
        rows = varied[start : start + chunk]
        found = stats.bootstrap(
            (points[rows],),
            np.mean,
            axis=-1,
            vectorized=True,
            n_resamples=resamples,
            confidence_level=confidence,
            method="BCa" if method == "bca" else "percentile",
            rng=np.random.default_rng(seed),
        ).confidence_interval
        low[rows], high[rows] = found.low, found.high
    return low, high


def paired_test(points: Values, *, test: Literal["t", "sign-flip"], seed: int) -> Values:
    """Return two-sided p-values (N,) for rows of paired differences (N, T), for the mean 0.

    `t` is the paired t-test; `sign-flip` a permutation test that flips the signs of whole templates, all 2 ** T of them
    up to 12 templates: it assumes no normal distribution, and cannot fall below 2 / 2 ** T. A row of zeros gives 1.
    """
    from scipy import stats

    count = points.shape[1]
    if test == "t":
        with np.errstate(divide="ignore", invalid="ignore"):
            t = points.mean(axis=1) / (points.std(axis=1, ddof=1) / np.sqrt(count))
        return np.nan_to_num(np.asarray(2 * stats.t.sf(np.abs(t), count - 1), dtype=np.float64), nan=1.0)
    found = stats.permutation_test(
        (points,),
        np.mean,
        permutation_type="samples",
        vectorized=True,
        axis=-1,
        n_resamples=np.inf if count <= _EXACT_SIGNS else 9_999,
        batch=max(1, _CELLS // points.size),
        rng=np.random.default_rng(seed),
    )
    return np.asarray(found.pvalue, dtype=np.float64)


def adjust(p_values: Sequence[float], *, method: Literal["holm", "benjamini-hochberg"]) -> list[float]:
    """Return p-values adjusted for their number: Holm (family-wise error) or Benjamini-Hochberg (false discoveries).

    >>> adjust([0.01, 0.04, 0.03], method="holm")
    [0.03, 0.06, 0.06]
    """
    if not p_values:
        return []
    if method == "benjamini-hochberg":
        from scipy import stats

        return [float(value) for value in stats.false_discovery_control(p_values)]
    adjusted, largest = [0.0] * len(p_values), 0.0
    for place, index in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        largest = max(largest, min(1.0, (len(p_values) - place) * p_values[index]))
        adjusted[index] = largest
    return adjusted


def agreeing(points: Sequence[float]) -> int:
    """Count the points that have the sign of their mean."""
    sign = np.sign(np.mean(points))
    return int(np.sum(np.sign(points) == sign))


def spearman(first: Any, second: Any, axis: int = -1) -> Any:
    """Return Spearman's rank correlation along an axis; NaN where one side does not vary.

    >>> round(float(spearman([1.0, 2.0, 3.0], [1.0, 4.0, 9.0])), 9)
    1.0
    """
    from scipy import stats

    centred = [stats.rankdata(values, axis=axis) for values in (first, second)]
    centred = [values - values.mean(axis=axis, keepdims=True) for values in centred]
    spread = np.sqrt((centred[0] ** 2).sum(axis=axis) * (centred[1] ** 2).sum(axis=axis))
    with np.errstate(invalid="ignore"):
        return (centred[0] * centred[1]).sum(axis=axis) / spread


def correlate(
    values: Values, figures: Values, *, method: Interval, confidence: float, resamples: int, seed: int
) -> tuple[float, float | None, float | None]:
    """Return Spearman's correlation of values and figures, (N,) each, and its bootstrap interval over the N words.

    No interval below five words, or where one side hardly varies.
    """
    from scipy import stats

    point = float(spearman(values, figures))
    if len(values) < LEAST_WORDS or not np.isfinite(point):
        return point, None, None
    found = stats.bootstrap(
        (values, figures),
        spearman,
        paired=True,
        vectorized=True,
        axis=-1,
        n_resamples=resamples,
        confidence_level=confidence,
        method="BCa" if method == "bca" else "percentile",
        rng=np.random.default_rng(seed),
    ).confidence_interval
    if not (np.isfinite(found.low) and np.isfinite(found.high)):
        return point, None, None
    return point, float(found.low), float(found.high)
