"""The figure of bias scores shows the numbers of the scores, and which way they point."""

import pytest

from lightboard.inference import connect
from lightboard.inference.messages import BiasRequest, ModelChoice
from lightboard.widgets.bias_figure import template_figure

TEMPLATES = tuple(f"The {{teacher|model}} {verb} the [MASK]." for verb in ("likes", "sees", "has", "wants", "buys"))


@pytest.fixture(scope="module")
def score(tiny_bert):
    def run(**options):
        request = {"templates": TEMPLATES, "candidates": ("soup", "zebra", "bread"), "association": False} | options
        return connect("local").bias(BiasRequest(model=ModelChoice(name=str(tiny_bert), device="cpu"), **request))

    return run


def test_each_word_has_its_templates_its_mean_and_its_interval(score):
    scores = score()
    points, means = template_figure(scores).data
    rows = sorted(scores.summaries, key=lambda row: -row.mean)
    assert list(means.y) == [scores.candidates[row.candidate].text for row in rows]
    assert list(means.x) == pytest.approx([row.mean for row in rows], abs=1e-3)
    assert list(points.x) == pytest.approx([point for row in rows for point in row.points], abs=1e-3)
    assert list(means.error_x.array) == pytest.approx([row.high - row.mean for row in rows], abs=1e-3)
    assert list(means.error_x.arrayminus) == pytest.approx([row.mean - row.low for row in rows], abs=1e-3)
    assert means.name == "mean, 95% interval"


def test_too_few_templates_have_no_interval(score):
    means = template_figure(score(templates=TEMPLATES[:1])).data[1]
    assert not any(means.error_x.array)
    assert means.name == "mean"


def test_the_axis_says_the_direction(score):
    assert template_figure(score()).layout.xaxis.title.text == "log-probability: model minus teacher, nats"
    turned = template_figure(score(reference=1))
    assert turned.layout.xaxis.title.text == "log-probability: teacher minus model, nats"
