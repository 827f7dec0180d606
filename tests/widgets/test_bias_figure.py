"""The figures of bias scores show the numbers of the scores, and which way they point."""

import math

import pytest

from lightboard.inference import connect
from lightboard.inference.errors import InvalidInput
from lightboard.inference.messages import BiasRequest, ModelChoice, RealWorldFigures
from lightboard.widgets.bias_figure import real_world_figure, template_figure

WORLD = RealWorldFigures(name="share <made up>", values={"soup": 20.0, "zebra": 50.0, "bread": 90.0})
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


def test_percentages_stand_on_the_axis_of_log_odds_beside_a_line_of_slope_one(score):
    scores = score(real_world=WORLD)
    line, points = real_world_figure(scores).data
    assert list(points.x) == pytest.approx([math.log(p / (100 - p)) for p in (20, 50, 90)], abs=1e-3)
    assert list(points.y) == pytest.approx([row.mean for row in scores.summaries], abs=1e-3)
    assert line.y[1] - line.y[0] == pytest.approx(line.x[1] - line.x[0], abs=2e-3)
    figure = real_world_figure(scores)
    assert figure.layout.xaxis.title.text == "share &#60;made up&#62;"
    assert figure.layout.title.text.startswith("Association in this model under these prompts")


def test_plain_figures_have_a_plain_axis_and_no_line(score):
    world = RealWorldFigures(name="letters", values={"soup": 4.0, "zebra": 5.0, "bread": 50.0}, scale="plain")
    (points,) = real_world_figure(score(real_world=world)).data
    assert list(points.x) == [4, 5, 50]


def test_names_that_would_cover_each_other_are_left_to_the_hover_text(score):
    world = RealWorldFigures(name="same", values={"soup": 20.0, "zebra": 20.0, "bread": 90.0})
    points = real_world_figure(score(real_world=world, templates=("The {teacher|teacher} likes the [MASK].",))).data[1]
    assert sum(map(bool, points.text)) == 2
    assert [row[0] for row in points.customdata] == ["soup", "zebra", "bread"]


def test_without_figures_about_the_world_there_is_one_sentence(score):
    with pytest.raises(InvalidInput, match=r"have no figures about the world\. Give the request real_world="):
        real_world_figure(score())
