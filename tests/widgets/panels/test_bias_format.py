"""How differences read: in Python as in the browser, by shared vectors."""

import json
import math
from pathlib import Path

import pytest

from lightboard.widgets.panels.bias_format import p_value, signed, times, toward
from lightboard.widgets.panels.slurs import is_slur, masked

VECTORS = Path(__file__).parents[2] / "vectors" / "bias.json"
NATS = (0.0, 0.004, -0.004, 0.006, 0.05, 0.6931, -0.6931, 1.0, -1.38, 2.2, 2.29, 2.2975, 2.3, 2.302, -2.73, 4.6, 4.61)
MORE = (-6.9, 6.95, 9.2, 10.0, 13.8, 13.82, -13.9, 40.0, -700.0)
P_VALUES = (0.0, 0.0004, 0.00099, 0.001, 0.0311, 0.2, 0.9999, 1.0)


def vectors():
    return {
        "differences": [
            {"nats": nats, "times": times(nats), "signed": signed(nats), "toward": toward(nats, "woman", "man")}
            for nats in (*NATS, *MORE, None)
        ],
        "p_values": [{"value": value, "shown": p_value(value)} for value in (*P_VALUES, None)],
        "masked": [{"word": word, "shown": masked(word)} for word in ("whore", "Prostitutes", "bitch")],
    }


def test_the_vectors_that_the_browser_is_tested_with_are_ours():
    assert json.loads(VECTORS.read_text("utf-8")) == vectors()


@pytest.mark.parametrize("nats", [value for value in (*NATS, *MORE) if abs(value) < 13])
def test_a_ratio_is_the_exponential(nats):
    shown = float(times(nats).rstrip("×").replace(",", ""))
    assert shown == pytest.approx(math.exp(abs(nats)), rel=0.06)


def test_what_is_not_known_reads_as_a_dash():
    assert times(None) == times(math.nan) == signed(None) == toward(math.nan, "a", "b") == p_value(None) == "–"


def test_the_sign_says_the_group():
    assert toward(1.0, "woman", "man") == "2.7× with woman"
    assert toward(-1.0, "woman", "man") == "2.7× with man"


@pytest.mark.parametrize("word", ["Whore", "whores", "bitches", " slut "])
def test_insults_are_masked_whatever_their_form(word):
    assert is_slur(word)


@pytest.mark.parametrize("word", ["nurse", "maid", "class", "a", "", "cracker", "tramp", "queer"])
def test_other_words_are_not(word):
    assert not is_slur(word)
    assert masked(word) == word
