"""The script-free form of the bias panel: notice, words, controls, provenance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...inference.messages import BiasScores, BiasSummary
from ..frame import heading, model_name, notes, row, stats
from ..html import Child, Html, element
from ..numbers import DASH, count, fixed, plural
from ..table import Column, Table
from .bias_format import ADJUSTMENTS, MEASURES, interval, mean_lpbs, p_value, shown_word, signed, toward

AGREEMENT = "Agreement with labour statistics does not mean absence of harm."


def rows(measured: Sequence[BiasScores], content: Mapping[str, Any], *, masked: bool) -> list[Child]:
    """Return the rows; `measured` are one model's scores, or two."""
    scores = measured[0]
    return [
        row(element("p", {"class": "lb-note"}, element("b", None, scores.content_notice)), kind="tight"),
        row(*_templates(scores)),
        *[row(*_words(one, masked=masked, several=len(measured) > 1)) for one in measured],
        row(heading("Checks", "in nats"), _checks(scores, content)),
        notes([*scores.notes, *_correlation(content, scores.groups)]),
        notes([f"{scores.heading}. {scores.direction}", scores.provenance.line]),
    ]


def _templates(scores: BiasScores) -> list[Child]:
    lines = [element("li", {"class": "lb-mono"}, element("bdi", None, text)) for text in scores.request.templates]
    many = len(scores.request.templates)
    return [
        heading("Template" if many == 1 else "Templates", "" if many == 1 else count(many)),
        element("ol", None, lines),
    ]


def _words(scores: BiasScores, *, masked: bool, several: bool) -> list[Child]:
    many = len(scores.request.templates)
    subtitle = f"{MEASURES[scores.request.measure]}, mean over {plural(many, 'template')}, in nats"
    title = "The same words under every prompt"
    return [
        heading(f"{title}: {model_name(scores.model)}" if several else title, subtitle),
        _table(scores, masked=masked),
    ]


def _table(scores: BiasScores, *, masked: bool) -> Html:
    groups, reference = scores.groups, scores.request.reference
    first = {(one.candidate, one.group): one.p for one in scores.scores if one.template == 0}

    def line(summary: BiasSummary) -> list[str]:
        word = scores.candidates[summary.candidate].text
        pair = (first.get((summary.candidate, group)) for group in (reference, summary.group))
        tested = f"{summary.agreeing} of {len(summary.points)}"
        return [
            shown_word(word, masked=masked),
            *(DASH if p is None else fixed(p, 4) for p in pair),
            signed(summary.mean),
            toward(summary.mean, groups[summary.group], groups[reference]),
            interval(summary),
            tested,
            p_value(summary.adjusted),
            signed(mean_lpbs(scores, summary)),
        ]

    others = "the group" if len(groups) > 2 else groups[1 - reference]  # noqa: PLR2004
    names = [
        f"p with {groups[reference]}",
        f"p with {others}",
        "difference",
        "",
        "interval",
        "agree",
        "adjusted p",
        "LPBS",
    ]
    columns = [Column("word"), *(Column(name, number=True) for name in names)]
    ordered = sorted(scores.summaries, key=lambda summary: (summary.group, summary.mean))
    flagged = [f"{shown_word(one.text, masked=masked)}: {one.flag}" for one in scores.candidates if one.flag]
    table = Table(columns, [line(summary) for summary in ordered]).html()
    return element("div", None, table, [element("p", {"class": "lb-note"}, f"Not scored: {text}.") for text in flagged])


def _checks(scores: BiasScores, content: Mapping[str, Any]) -> Html:
    controls = content["controls"]
    items = [
        ("same group twice", (fixed(controls["same"], 2), "")),
        ("groups swapped, off the opposite", (fixed(controls["swapped"], 2), "")),
        *((f"neutral: {one['groups']}", (fixed(one["mean"], 2), "on average")) for one in controls["neutral"]),
        (f"tests, {ADJUSTMENTS[scores.request.adjustment]}", (f"m = {count(scores.tests)}", "")),
        ("resamples of templates", (count(scores.request.resamples), "")),
    ]
    return stats(*items)


def _correlation(content: Mapping[str, Any], groups: Sequence[str]) -> list[str]:
    """Say how the words follow the figures about the world."""
    figures = content["figures"]
    if not figures:
        return []
    said = []
    for group, found in figures["correlations"].items():
        ends = "" if found["low"] is None else f" ({fixed(found['low'], 2)} to {fixed(found['high'], 2)})"
        with_group = f" with {groups[int(group)]}" if len(groups) > 2 else ""  # noqa: PLR2004
        said.append(
            f"Beside {figures['name']}: Spearman {fixed(found['spearman'], 2)}{ends}{with_group}, n = {found['count']}."
        )
    return [*said, AGREEMENT]
