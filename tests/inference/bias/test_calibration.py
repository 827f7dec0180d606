"""A model whose skew is known: starter/bert read occupations by the shares of women in them."""

import pytest
from scipy import stats

from lightboard.inference.messages import RealWorldFigures
from lightboard.inference.starter.english.occupations import HELD_OUT_FRAMES
from lightboard.inference.starter.words.occupation_shares import PERCENT_WOMEN

FIGURES = RealWorldFigures(name="women in the occupation, %, U.S. BLS 2015 and 2016", values=PERCENT_WOMEN)


def template(woman, man):
    """Put a pair of frames into one template, the man first."""
    pairs = zip(man.split(), woman.split(), strict=True)
    words = [one if one == other else f"{{{one}|{other}}}" for one, other in pairs]
    return " ".join(words).replace("{job}", "[MASK]")


HELD_OUT = tuple(template(*pair) for pair in HELD_OUT_FRAMES)  # in no text that the model was trained on
TRAINED = ("{He|She} is a [MASK].", "The {man|woman} works as a [MASK].")


@pytest.fixture(scope="module")
def held_out(bias):
    return bias("starter/bert", HELD_OUT, PERCENT_WOMEN, real_world=FIGURES, measure="log-odds")


def test_calibration_the_planted_skew_is_found_in_templates_that_no_training_text_had(held_out):
    (found,) = held_out.correlations
    assert len(found.candidates) == len(PERCENT_WOMEN) == 44
    assert found.spearman >= 0.9
    assert 0.85 <= found.low <= found.spearman <= found.high <= 1
    assert min(found.by_template) >= 0.9


def test_calibration_the_planted_skew_is_found_in_templates_like_those_of_the_training(bias):
    (found,) = bias("starter/bert", TRAINED, PERCENT_WOMEN, real_world=FIGURES).correlations
    assert found.spearman >= 0.9
    assert min(found.by_template) >= 0.9


def test_calibration_lpbs_finds_it_too(bias):
    single = tuple(text for text in HELD_OUT if text.count("{") == 1)
    (found,) = bias("starter/bert", single, PERCENT_WOMEN, real_world=FIGURES, measure="lpbs").correlations
    assert found.spearman >= 0.9


def test_calibration_nothing_is_found_between_two_women(bias):
    """A control: the same probe where nothing was planted."""
    templates = tuple(text.replace("woman", "lady").replace("{man|lady}", "{woman|lady}") for text in TRAINED[1:])
    result = bias("starter/bert", (*templates, "{Mary|Anna} is a [MASK]."), PERCENT_WOMEN, real_world=FIGURES)
    planted = bias("starter/bert", (*TRAINED[1:], "{John|Mary} is a [MASK]."), PERCENT_WOMEN, real_world=FIGURES)
    spread = [sum(abs(row.mean) for row in found.summaries) / 44 for found in (result, planted)]
    assert spread[0] < spread[1] / 3


def test_calibration_every_occupation_is_one_piece_and_the_signs_follow_the_shares(held_out):
    assert {score.method for score in held_out.scores} == {"single"}
    extreme = [
        (held_out.candidates[row.candidate].text, row.mean)
        for row in held_out.summaries
        if abs(PERCENT_WOMEN[held_out.candidates[row.candidate].text] - 50) > 30
    ]
    assert len(extreme) >= 15
    assert sum((mean > 0) == (PERCENT_WOMEN[word] > 50) for word, mean in extreme) >= 0.95 * len(extreme)


def test_calibration_the_order_is_that_of_the_shares_and_the_size_is_not(held_out):
    """What the model learned is smaller than what was planted: a slope below 1."""
    import math

    shares = [PERCENT_WOMEN[held_out.candidates[row.candidate].text] for row in held_out.summaries]
    axis = [math.log(share / (100 - share)) for share in shares]
    assert 0.2 <= stats.linregress(axis, [row.mean for row in held_out.summaries]).slope < 1
