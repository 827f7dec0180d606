"""Summaries: each candidate across templates, and all candidates beside figures from the world."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from ..errors import InvalidOption
from ..messages import BiasCorrelation, BiasMeasure, BiasNeutral, BiasRequest, BiasScore, BiasSummary, RealWorldFigures
from .statistics import LEAST_TEMPLATES, adjust, agreeing, bootstrap_means, correlate, paired_test, spearman

LEAST_FIGURES = 3

_FIELDS: Mapping[BiasMeasure, str] = {
    "log-probability": "d",
    "log-odds": "d_log_odds",
    "lpbs": "lpbs",
    "exact-word": "d_exact",
}


def summarise(scores: Sequence[BiasScore], request: BiasRequest) -> list[BiasSummary]:
    """Return a summary for each candidate and group other than the reference, in this order."""
    rows: dict[tuple[int, int], list[BiasScore]] = defaultdict(list)
    for score in scores:
        if score.group != request.reference and value(score, request.measure) is not None:
            rows[score.candidate, score.group].append(score)
    return with_statistics([_summary(key, rows[key], request.measure) for key in sorted(rows)], request)


def value(score: BiasScore, measure: BiasMeasure) -> float | None:
    """Return what a score says in a measure; None where it has none."""
    found: float | None = getattr(score, _FIELDS[measure])
    return found


def _summary(key: tuple[int, int], scores: Sequence[BiasScore], measure: BiasMeasure) -> BiasSummary:
    points = tuple(value(score, measure) or 0.0 for score in scores)
    lengths = {len(score.ids) for score in scores}
    return BiasSummary(
        candidate=key[0],
        group=key[1],
        pieces=lengths.pop() if len(lengths) == 1 else None,
        templates=tuple(score.template for score in scores),
        points=points,
        mean=float(np.mean(points)),
        agreeing=agreeing(points),
    )


def with_statistics(summaries: Sequence[BiasSummary], request: BiasRequest) -> list[BiasSummary]:
    """Return the summaries with intervals and tests, for those of five templates or more."""
    found = list(summaries)
    alike: dict[tuple[int, ...], list[int]] = defaultdict(list)  # the same templates are drawn for all of these
    for index, summary in enumerate(summaries):
        if len(summary.templates) >= LEAST_TEMPLATES:
            alike[summary.templates].append(index)
    for indices in alike.values():
        points = np.array([summaries[index].points for index in indices])  # (N, T)
        low, high = bootstrap_means(
            points,
            method=request.interval,
            confidence=request.confidence,
            resamples=request.resamples,
            seed=request.seed,
        )
        p_values = paired_test(points, test=request.test, seed=request.seed)
        for row, index in enumerate(indices):
            found[index] = msgspec.structs.replace(
                summaries[index], low=float(low[row]), high=float(high[row]), p_value=float(p_values[row])
            )
    tested = [index for index, summary in enumerate(found) if summary.p_value is not None]
    adjusted = adjust([found[index].p_value or 0.0 for index in tested], method=request.adjustment)
    for index, p_value in zip(tested, adjusted, strict=True):
        found[index] = msgspec.structs.replace(found[index], adjusted=p_value)
    return found


def check_figures(figures: RealWorldFigures, words: Sequence[str]) -> None:
    """Raise `InvalidOption` when too few candidates have a figure."""
    known = sum(word in figures.values for word in words)
    if known < LEAST_FIGURES:
        raise InvalidOption(
            f"{known} of {len(words)} scored candidates have a figure in {figures.name!r}, and a correlation needs "
            f"{LEAST_FIGURES}. Spell the words of the figures as the candidates."
        )


def correlations(
    summaries: Sequence[BiasSummary], words: Mapping[int, str], request: BiasRequest
) -> list[BiasCorrelation]:
    """Return the correlation with the request's figures for each group other than the reference."""
    figures = request.real_world
    if figures is None:
        return []
    axis = {
        candidate: math.log(figures.values[word] / (100 - figures.values[word]))
        if figures.scale == "percent"
        else figures.values[word]
        for candidate, word in words.items()
        if word in figures.values
    }
    groups = sorted({summary.group for summary in summaries})
    found = (_correlation(group, summaries, axis, request) for group in groups)
    return [correlation for correlation in found if correlation is not None]


def _correlation(
    group: int, summaries: Sequence[BiasSummary], axis: Mapping[int, float], request: BiasRequest
) -> BiasCorrelation | None:
    """Return None where the values or the figures do not vary."""
    rows = [summary for summary in summaries if summary.group == group and summary.candidate in axis]
    world = np.array([axis[row.candidate] for row in rows])
    point, low, high = correlate(
        np.array([row.mean for row in rows]),
        world,
        method=request.interval,
        confidence=request.confidence,
        resamples=request.resamples,
        seed=request.seed,
    )
    if math.isnan(point):
        return None
    return BiasCorrelation(
        group=group,
        candidates=tuple(row.candidate for row in rows),
        spearman=point,
        low=low,
        high=high,
        by_template=tuple(_in_template(number, rows, axis) for number in range(len(request.templates))),
    )


def _in_template(number: int, rows: Sequence[BiasSummary], axis: Mapping[int, float]) -> float | None:
    """Return the correlation in one template; None where it has too few values."""
    pairs = [(row.points[row.templates.index(number)], axis[row.candidate]) for row in rows if number in row.templates]
    if len(pairs) < LEAST_FIGURES:
        return None
    point = float(spearman(*np.array(pairs).T))
    return None if math.isnan(point) else point


def neutral_control(scores: Sequence[BiasScore], templates: Sequence[str]) -> BiasNeutral:
    """Return what groups that should not differ measure, from their scores with the first group as the reference."""
    last = max(score.group for score in scores)
    rows: dict[int, list[float]] = defaultdict(list)
    for score in scores:
        if score.group == last:
            rows[score.candidate].append(score.d)
    sizes = np.abs([point for row in rows.values() for point in row])
    return BiasNeutral(
        templates=tuple(templates),
        candidates=tuple(rows),
        points=tuple(tuple(row) for row in rows.values()),
        mean_absolute=float(sizes.mean()),
        largest=float(sizes.max()),
    )
