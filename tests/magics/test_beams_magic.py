"""`%beams` opens the beam panel with what its options say."""

from __future__ import annotations

import sys

import pytest
from beam_trees import Searched, a_path, a_tree

from lightboard.inference.errors import InvalidOption
from lightboard.inference.messages import Decoding


class Asked(Searched):
    def __init__(self):
        super().__init__(a_tree(beams=2, steps=3, considered=6), a_path(3))
        self.requests = []

    def beams(self, request):
        self.requests.append(request)
        return super().beams(request)


@pytest.fixture
def asked(shell, monkeypatch):
    backend = Asked()
    monkeypatch.setitem(sys.modules["lightboard.inference.connect"]._backends, "local", backend)
    return backend


def test_line(shell, asked):
    line = "-m starter/t5 --num-beams 2 -n 3 --min-new-tokens 1 --length-penalty 2 --early-stopping never"
    more = "--no-repeat-ngram 2 --repetition-penalty 1.5 --seed 5 --task translation_en_to_fr -o found"
    panel = shell.run_line_magic("beams", f"{line} {more} -- The cat sleeps")
    assert repr(panel) == "BeamPanel('The cat sleeps')"
    assert shell.user_ns["found"] is panel
    search, greedy, sampled = asked.requests
    shared = {"max_new_tokens": 3, "min_new_tokens": 1, "no_repeat_ngram": 2, "repetition_penalty": 1.5}
    beams = {"num_beams": 2, "num_return_sequences": 2, "length_penalty": 2, "early_stopping": "never"}
    assert search.decoding == Decoding(**shared, **beams)
    assert greedy.decoding == Decoding(**shared)
    assert sampled.decoding == Decoding(**shared, temperature=1.0, seed=5)
    for request in asked.requests:
        assert (request.prompt, request.model.name) == ("The cat sleeps", "starter/t5")
        assert request.task == "translation_en_to_fr"


def test_cell_and_defaults(shell, asked):
    shell.run_cell_magic("beams", "-q -o found --early-stopping", "One morning, Anna")
    assert shell.user_ns["found"].text == "One morning, Anna"
    decoding = asked.requests[0].decoding
    assert (decoding.num_beams, decoding.max_new_tokens, decoding.early_stopping) == (4, 20, True)
    assert asked.requests[0].task is None


def test_errors_are_those_of_the_panel(shell, asked):
    with pytest.raises(InvalidOption, match="at most 1,000 together"):
        shell.run_line_magic("beams", "--num-beams 50 -n 60 -- The cat")
