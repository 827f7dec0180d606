"""Where the time of a generation went: a timeline of preparation, prefill and decoding steps, and its numbers."""

from __future__ import annotations

import math
from itertools import accumulate

from ..inference.messages import Metrics
from . import numbers
from .frame import heading, row, stats
from .html import Html, element, join

_WIDTH = 10_000  # of the timeline's own coordinates
_HEIGHT = 20
_MOST_GAPS = 120  # more steps than this touch each other
_TICKS = 5
_NEAR_THE_END = 0.96  # a number there ends at its tick
_PHASES = (
    ("lb-prepare", "prepare: tokenise, wait for the device "),
    ("lb-prompt", "prefill: read the prompt "),
    ("lb-new", "decode: write one token a step"),
)


def time_strip(metrics: Metrics, sequences: int) -> Html:
    """Return the timeline with the four numbers that people compare."""
    title = heading("Time", end=_legend())
    return row(title, timeline(metrics), stats(*time_stats(metrics, sequences)), kind="lb-time")


def time_stats(metrics: Metrics, sequences: int) -> list[tuple[str, tuple[str, str]]]:
    """Return the numbers below the timeline: terms with values and units."""
    speed = (numbers.three_digits(metrics.tokens_per_second), "tokens/s")
    items = [
        ("first token", numbers.seconds(metrics.ttft)),
        ("per token", numbers.seconds(metrics.tpot)),
        ("speed", speed),
        ("in all", (numbers.fixed(metrics.e2e, 3), "s")),
    ]
    if sequences > 1:
        items.insert(3, (f"all {sequences} sequences", (numbers.three_digits(metrics.throughput), "tokens/s")))
    return items


def preparation(metrics: Metrics) -> float:
    """Return the seconds before the first forward pass: splitting the prompt, waiting for the device."""
    return max(metrics.ttft - metrics.prefill, 0.0)


def _legend() -> Html:
    keys = [element("span", None, element("i", {"class": kind}), name) for kind, name in _PHASES]
    return element("span", {"class": "lb-legend"}, *keys)


def timeline(metrics: Metrics) -> Html | None:
    """Return a drawing of all phases and of each decoding step to scale; its numbers stand beside it."""
    total = metrics.ttft + math.fsum(metrics.itl)
    if not math.isfinite(total) or total <= 0:
        return None
    scale = _WIDTH / total
    prepare = preparation(metrics)
    prefill = metrics.ttft - prepare
    bars = [
        _bar("lb-prepare", 0, prepare * scale),
        _bar("lb-prefill", prepare * scale, prefill * scale),
        _steps(metrics, scale),
    ]
    drawing = element(
        "svg",
        {
            "viewBox": f"0 0 {_WIDTH} {_HEIGHT}",
            "preserveAspectRatio": "none",
            "width": "100%",
            "height": _HEIGHT,
            "y": 6,
        },
        *bars,
    )
    steps = numbers.plural(len(metrics.itl) + 1, "token")
    phases = ", ".join(
        f"{name} {numbers.with_unit(numbers.seconds(value))}"
        for name, value in (("prepare", prepare), ("prefill", prefill))
    )
    label = f"Timeline of {steps}: {phases}, then one bar a decoding step"
    return element(
        "svg",
        {"class": "lb-plot", "width": "100%", "height": 50, "role": "img", "aria-label": label},
        drawing,
        *_axis(total),
    )


def _bar(kind: str, start: float, width: float) -> Html:
    return element("rect", {"class": kind, "x": f"{start:.1f}", "y": 0, "width": f"{width:.1f}", "height": _HEIGHT})


def _steps(metrics: Metrics, scale: float) -> Html | None:
    if not metrics.itl:
        return None
    starts = accumulate(metrics.itl, initial=metrics.ttft)
    boxes = (
        f"M{start * scale:.1f} 0h{gap * scale:.1f}v{_HEIGHT}h{-gap * scale:.1f}z"
        for start, gap in zip(starts, metrics.itl, strict=False)
    )
    kind = "lb-step" if len(metrics.itl) <= _MOST_GAPS else "lb-step lb-dense"
    return element("path", {"class": kind, "d": "".join(boxes)})


def _axis(total: float) -> list[Html]:
    """Return ticks at round numbers of milliseconds or seconds."""
    marks = []
    for at, text in ticks(total):
        place = f"{100 * at:.2f}%"
        anchor = "start" if at == 0 else "middle" if at < _NEAR_THE_END else "end"
        marks.append(element("line", {"class": "lb-axis", "x1": place, "x2": place, "y1": 28, "y2": 32}))
        marks.append(element("text", {"class": "lb-m", "x": place, "y": 45, "text-anchor": anchor}, text + " "))
    return [join(marks)]


def ticks(total: float) -> list[tuple[float, str]]:
    """Return places from 0 to 1 and what stands there; the unit stands at the first.

    >>> ticks(0.42)[:2]
    [(0.0, '0 ms'), (0.23809523809523808, '100')]
    """
    unit, factor = ("ms", 1e3) if total < 1 else ("s", 1.0)
    end = total * factor
    step = _round_step(end / _TICKS)
    return [
        (index * step / end, f"{index * step:,.6g}" + (f" {unit}" if index == 0 else ""))
        for index in range(int(end / step) + 1)
    ]


def _round_step(least: float) -> float:
    """Return the smallest of 1, 2, 5, 10, ... that is not below `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= least)
