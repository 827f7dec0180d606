from __future__ import annotations

import doctest
import math

import pytest

from lightboard.widgets import html, numbers, style, visible


@pytest.mark.parametrize("module", [html, numbers, style, visible], ids=lambda module: module.__name__)
def test_examples_in_the_documentation(module) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (numbers.probability(0.2131), "0.213"),
        (numbers.score(0.95984), "0.9598"),
        (numbers.logit(-1.5607), "−1.56"),
        (numbers.log_probability(-4.0174), "−4.017"),
        (numbers.log_probability(-0.0), "0.000"),
        (numbers.log_probability(-1e-9), "0.000"),
        (numbers.log_probability(-math.inf), "−∞"),
        (numbers.bits(2.0), "2.89 bits"),
        (numbers.count(50257), "50,257"),
        (numbers.count(999), "999"),
        (numbers.plural(1, "token"), "1 token"),
        (numbers.plural(1204, "token"), "1,204 tokens"),
        (numbers.with_unit(numbers.seconds(0.0384)), "38.4\xa0ms"),
        (numbers.with_unit(numbers.seconds(0.00981)), "9.81\xa0ms"),
        (numbers.with_unit(numbers.seconds(0.3826)), "383\xa0ms"),
        (numbers.with_unit(numbers.seconds(0.0)), "0\xa0ms"),
        (numbers.with_unit(numbers.seconds(12.34)), "12.3\xa0s"),
        (numbers.with_unit(numbers.seconds(2000)), "2,000\xa0s"),
        (numbers.with_unit(numbers.size(3_610_000)), "3.61\xa0MB"),
        (numbers.with_unit(numbers.size(812_000_000)), "812\xa0MB"),
        (numbers.with_unit(numbers.size(999_900)), "1.00\xa0MB"),
        (numbers.with_unit(numbers.size(17)), "17\xa0bytes"),
    ],
)
def test_numbers_read_as_the_look_says(shown, expected) -> None:
    assert shown == expected


@pytest.mark.parametrize("value", [None, math.nan])
def test_what_is_not_known_is_a_dash(value) -> None:
    shown = [numbers.probability(value), numbers.bits(value), numbers.three_digits(value), numbers.count(value)]
    shown += [numbers.with_unit(numbers.seconds(value)), numbers.with_unit(numbers.size(value))]
    assert set(shown) == {"–"}
