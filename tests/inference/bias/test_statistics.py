"""Statistics across templates (B7)."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats

from lightboard.inference.bias.statistics import adjust, agreeing, bootstrap_means, correlate, paired_test, spearman
from lightboard.inference.errors import InvalidOption
from lightboard.inference.messages import RealWorldFigures

SETTINGS = {"confidence": 0.95, "resamples": 2000, "seed": 3}
TEMPLATES = tuple(
    f"The {{teacher|model}} {verb} the [MASK]." for verb in ("likes", "reads", "draws", "sees", "guesses")
)
ROWS = hnp.arrays(
    np.float64, hnp.array_shapes(min_dims=2, max_dims=2, min_side=5, max_side=9), elements=st.floats(-5, 5)
)


def points(rows=6, columns=9, seed=0):
    return np.random.default_rng(seed).normal(0.3, 1, (rows, columns))


# Bootstrap ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_b7_the_bootstrap_is_deterministic_for_a_seed(method):
    first, second = (bootstrap_means(points(), method=method, **SETTINGS) for _ in range(2))
    assert np.array_equal(first, second)
    other = bootstrap_means(points(), method=method, **{**SETTINGS, "seed": 4})
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_b7_the_interval_is_that_of_scipy_for_each_row_alone(method):
    low, high = bootstrap_means(points(), method=method, **SETTINGS)
    for row, values in enumerate(points()):
        found = stats.bootstrap(
            (values,), np.mean, n_resamples=2000, method=method, rng=np.random.default_rng(3)
        ).confidence_interval
        # BCa counts resampled means below the mean: a drawn permutation of all templates may round to either side.
        assert (low[row], high[row]) == pytest.approx((found.low, found.high), abs=1e-12 if method != "bca" else 1e-3)


@given(ROWS)
@settings(max_examples=30, deadline=None)
def test_b7_the_interval_contains_the_mean(rows):
    low, high = bootstrap_means(rows, method="percentile", **SETTINGS)
    assert np.all(low <= rows.mean(axis=1) + 1e-12)
    assert np.all(high >= rows.mean(axis=1) - 1e-12)


def test_b7_the_bca_interval_contains_the_mean():
    low, high = bootstrap_means(points(40), method="bca", **SETTINGS)
    assert np.all((low <= points(40).mean(axis=1)) & (points(40).mean(axis=1) <= high))


@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_b7_identical_templates_have_an_interval_of_width_zero(method):
    rows = np.repeat(np.array([[0.7], [-0.1], [0.0]]), 6, axis=1)
    low, high = bootstrap_means(np.vstack([rows, points(1, 6)]), method=method, **SETTINGS)
    assert np.array_equal(low[:3], high[:3])
    assert low[:3] == pytest.approx([0.7, -0.1, 0.0])
    assert low[3] < high[3]


def test_b7_templates_that_the_model_reads_alike_have_an_interval_of_width_zero(bias, tiny_bert):
    """White space is all that tells these apart."""
    templates = [f"The {{teacher|model}}{' ' * count}likes the [MASK]." for count in range(1, 7)]
    for summary in bias(tiny_bert, templates, ("soup", "cat")).summaries:
        assert summary.low == summary.high == pytest.approx(summary.mean, abs=1e-12)
        assert len(set(summary.points)) == 1
        assert summary.agreement == "6 of 6 templates agree"


def test_b7_the_same_templates_are_drawn_for_all_candidates():
    """Rows that differ by a constant have intervals that differ by it."""
    row = points(1, 8)
    low, high = bootstrap_means(np.vstack([row, row + 5]), method="percentile", **SETTINGS)
    assert low[1] - low[0] == pytest.approx(5)
    assert high[1] - high[0] == pytest.approx(5)


def test_b7_the_interval_covers_the_truth_about_as_often_as_it_says():
    rows = np.random.default_rng(1).normal(1.0, 1, (400, 30))
    low, high = bootstrap_means(rows, method="percentile", **{**SETTINGS, "confidence": 0.9})
    assert 0.84 <= np.mean((low <= 1) & (high >= 1)) <= 0.95


# Tests and their adjustment -------------------------------------------------------------------------------------------


def test_b7_the_t_test_is_that_of_scipy():
    expected = stats.ttest_rel(points(), np.zeros_like(points()), axis=1).pvalue
    assert paired_test(points(), test="t", seed=0) == pytest.approx(expected, abs=1e-12)


def test_b7_the_sign_flip_test_tries_all_signs():
    for row in points(4, 6):
        means = [abs(np.mean(row * [1 - 2 * (flips >> bit & 1) for bit in range(6)])) for flips in range(64)]
        expected = np.mean(np.array(means) >= abs(row.mean()) - 1e-12)
        assert paired_test(row[None], test="sign-flip", seed=0)[0] == pytest.approx(expected)


def test_b7_without_a_difference_p_is_one():
    for test in ("t", "sign-flip"):
        assert paired_test(np.zeros((2, 6)), test=test, seed=0).tolist() == [1, 1]


def test_b7_the_sign_flip_test_of_many_templates_is_deterministic():
    first, second = (paired_test(points(3, 15), test="sign-flip", seed=2) for _ in range(2))
    assert np.array_equal(first, second)
    assert first == pytest.approx(paired_test(points(3, 15), test="t", seed=2), abs=0.03)


P_VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=40)


@given(P_VALUES)
def test_b7_adjusted_p_values_are_not_below_the_raw_ones_and_keep_their_order(p_values):
    for method in ("holm", "benjamini-hochberg"):
        adjusted = adjust(p_values, method=method)
        assert all(raw <= found <= 1 for raw, found in zip(p_values, adjusted, strict=True))
        order = np.argsort(p_values, kind="stable")
        assert np.all(np.diff(np.array(adjusted)[order]) >= 0)


def test_b7_holm_as_in_a_worked_example():
    adjusted = adjust([0.01, 0.04, 0.03, 0.005], method="holm")
    assert adjusted == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert adjust([], method="holm") == []


def test_b7_benjamini_hochberg_by_its_definition():
    p_values = [0.3, 0.01, 0.02, 0.04, 0.6]
    ordered = sorted(p_values)
    expected = [min(5 * p / (n + 1) for n, p in enumerate(ordered) if p >= raw) for raw in p_values]
    assert adjust(p_values, method="benjamini-hochberg") == pytest.approx(expected)


def test_b7_a_screen_without_any_effect_has_few_hits_after_adjustment():
    """60 candidates, nothing to be found: about three hits at 0.05 raw, hardly ever one after Holm."""
    screens = np.random.default_rng(5).normal(0, 1, (50, 60, 9))
    raw = [paired_test(screen, test="t", seed=0) for screen in screens]
    assert 2 <= np.mean([np.sum(p_values < 0.05) for p_values in raw]) <= 4
    assert np.mean([min(adjust(p_values.tolist(), method="holm")) < 0.05 for p_values in raw]) <= 0.1


def test_b7_agreement_counts_the_signs_of_the_mean():
    assert agreeing([1.0, 2.0, -0.5, 0.0]) == 2
    assert agreeing([-1.0, -2.0, 0.5]) == 2
    assert agreeing([0.0, 0.0]) == 2


# Through the verb -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("adjustment", ["holm", "benjamini-hochberg"])
@pytest.mark.parametrize("interval", ["percentile", "bca"])
def test_b7_the_verb_reports_interval_test_and_agreement(bias, tiny_bert, interval, adjustment):
    words = ("soup", "bread", "line", "cat")
    result = bias(tiny_bert, TEMPLATES, words, interval=interval, adjustment=adjustment)
    assert result.tests == len(result.summaries) == 4
    for summary in result.summaries:
        assert summary.templates == tuple(range(5))
        assert summary.mean == pytest.approx(np.mean(summary.points))
        assert summary.low <= summary.mean <= summary.high
        assert summary.adjusted >= summary.p_value
        assert summary.agreement == f"{agreeing(summary.points)} of 5 templates agree"
    raw = [summary.p_value for summary in result.summaries]
    assert [summary.adjusted for summary in result.summaries] == adjust(raw, method=adjustment)
    again = bias(tiny_bert, TEMPLATES, words, interval=interval, adjustment=adjustment)
    assert again.summaries == result.summaries


def test_b7_several_groups_are_each_compared_with_the_reference_and_counted(bias, tiny_bert):
    templates = [template.replace("|model", "|model|board") for template in TEMPLATES]
    result = bias(tiny_bert, templates, ("soup", "bread"), reference=1)
    assert [(summary.candidate, summary.group) for summary in result.summaries] == [(0, 0), (0, 2), (1, 0), (1, 2)]
    assert result.tests == 4


@pytest.mark.parametrize("count", [1, 2, 4])
def test_b7_too_few_templates_have_points_and_no_interval(bias, tiny_bert, count):
    result = bias(tiny_bert, TEMPLATES[:count], ("soup", "bread"))
    for summary in result.summaries:
        assert len(summary.points) == count
        assert (summary.low, summary.high, summary.p_value, summary.adjusted) == (None,) * 4
    assert result.tests == 0
    assert any("without interval and test, which need at least 5" in note for note in result.notes)


def test_b7_one_template_agrees_with_itself(bias, tiny_bert):
    assert bias(tiny_bert, TEMPLATES[0], ["soup"]).summaries[0].agreement == "1 of 1 template agrees"


def test_b7_a_sign_flip_test_that_can_find_nothing_says_so(bias, tiny_bert):
    result = bias(tiny_bert, TEMPLATES, ("soup", "bread"), test="sign-flip")
    assert all(summary.p_value >= 2 / 2**5 for summary in result.summaries)
    assert any("the sign-flip test gives 0.062 at least" in note for note in result.notes)


def test_b7_a_neutral_pair_is_measured_beside_the_groups(bias, tiny_bert, by_word):
    neutral = ("The {reader|speaker} likes the [MASK].", "Why does the {reader|speaker} see the [MASK]?")
    result = bias(tiny_bert, TEMPLATES, ("soup", "bread"), neutral=neutral)
    alone = by_word(bias(tiny_bert, neutral, ("soup", "bread"), association=False))
    expected = [[alone[word, number, 1].d for number in range(2)] for word in ("soup", "bread")]
    assert np.array(result.neutral.points) == pytest.approx(np.array(expected), abs=1e-6)
    assert result.neutral.mean_absolute == pytest.approx(np.abs(expected).mean(), abs=1e-6)
    assert result.neutral.largest == pytest.approx(np.abs(expected).max(), abs=1e-6)
    assert result.scores == bias(tiny_bert, TEMPLATES, ("soup", "bread")).scores


# Beside figures from the world ----------------------------------------------------------------------------------------


def test_b7_spearman_is_that_of_scipy_also_with_ties():
    first, second = np.array([1, 2, 2, 3, 5, 0.5]), np.array([2, 1, 4, 4, 4, 0.0])
    assert spearman(first, second) == pytest.approx(stats.spearmanr(first, second).statistic)


@pytest.mark.parametrize("method", ["percentile", "bca"])
def test_b7_the_correlation_has_a_deterministic_interval(method):
    first = points(1, 20)[0]
    second = first + points(1, 20, seed=1)[0] * 0.5
    found = correlate(first, second, method=method, **SETTINGS)
    assert found == correlate(first, second, method=method, **SETTINGS)
    point, low, high = found
    assert -1 <= low < point < high <= 1


def test_b7_the_verb_correlates_with_figures_on_the_axis_of_log_odds(bias, tiny_bert):
    words = ("soup", "bread", "line", "board", "token", "model")
    percent = dict(zip(words, (3.0, 80.0, 55.0, 12.0, 31.0, 99.0), strict=True))
    result = bias(tiny_bert, TEMPLATES, (*words, "cat"), real_world=RealWorldFigures(name="a table", values=percent))
    (found,) = result.correlations
    assert [result.candidates[number].text for number in found.candidates] == list(words)
    axis = [math.log(value / (100 - value)) for value in percent.values()]
    means = [summary.mean for summary in result.summaries][:6]
    assert found.spearman == pytest.approx(stats.spearmanr(means, axis).statistic)
    assert found.low <= found.spearman <= found.high
    by_template = [
        stats.spearmanr([summary.points[number] for summary in result.summaries[:6]], axis).statistic
        for number in range(5)
    ]
    assert found.by_template == pytest.approx(by_template)
    assert any("left out there: cat" in note for note in result.notes)
    assert any("It does not tell that they do no harm" in note for note in result.notes)


def test_b7_plain_figures_are_compared_as_they_are(bias, tiny_bert):
    figures = RealWorldFigures(name="heights", values={"soup": -3, "bread": 0, "line": 250}, scale="plain")
    (found,) = bias(tiny_bert, TEMPLATES, ("soup", "bread", "line"), real_world=figures).correlations
    assert (found.low, found.high) == (None, None)  # three words are too few


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"soup": 0}, "'soup' is 0 %, which has no log-odds"),
        ({"soup": 100.0}, "'soup' is 100 %"),
        ({"soup": 120}, "must be between 0 and 100"),
        ({"soup": math.nan}, "must be a number, not nan"),
    ],
)
def test_b7_figures_that_are_no_percentages_get_a_sentence(values, sentence):
    with pytest.raises(InvalidOption, match=sentence):
        RealWorldFigures(name="a table", values=values)
    with pytest.raises(InvalidOption, match=r"There is no scale 'log'\. Use percent, plain"):
        RealWorldFigures(name="a table", values={"soup": 3}, scale="log")


def test_b7_too_few_figures_get_a_sentence(bias, tiny_bert):
    figures = RealWorldFigures(name="a table", values={"soup": 3, "Bread": 5, "line": 9})
    with pytest.raises(InvalidOption, match="2 of 3 scored candidates have a figure in 'a table'"):
        bias(tiny_bert, TEMPLATES, ("soup", "bread", "line"), real_world=figures)
