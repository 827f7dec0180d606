"""What options, the config's task parameters and the generation config come to."""

from __future__ import annotations

import pytest
from transformers import GenerationConfig

from lightboard.inference.errors import InvalidOption
from lightboard.inference.messages import Decoding
from lightboard.inference.tasks.generation_settings import generation_settings

GREEDY = {"do_sample": False, "num_beams": 1}


def settle(own=None, task=None, options=None, room=None):
    return generation_settings(GenerationConfig(**(own or {})), task or {}, options or {}, room=room)


@pytest.mark.parametrize(
    ("own", "task", "options", "expected"),
    [
        ({}, {}, {}, Decoding(max_new_tokens=256)),
        ({"max_length": 20}, {}, {}, Decoding(max_new_tokens=19)),
        ({"max_length": 20}, {"max_length": 30}, {}, Decoding(max_new_tokens=29)),
        ({"max_length": 20}, {"max_length": 30}, {"max_length": 40}, Decoding(max_new_tokens=39)),
        ({"max_new_tokens": 64}, {"max_length": 30}, {}, Decoding(max_new_tokens=29)),
        ({"max_length": 20, "max_new_tokens": 9}, {}, {}, Decoding(max_new_tokens=9)),
        ({"min_length": 5}, {}, {}, Decoding(max_new_tokens=256, min_new_tokens=4)),
        ({"min_length": 5}, {"min_new_tokens": 7}, {"min_length": 0}, Decoding(max_new_tokens=256)),
        (
            {"num_beams": 4, "length_penalty": 2.0, "early_stopping": True, "no_repeat_ngram_size": 3},
            {},
            {},
            Decoding(max_new_tokens=256, num_beams=4, length_penalty=2.0, early_stopping=True, no_repeat_ngram=3),
        ),
        ({"num_beams": 4, "length_penalty": 2.0}, {}, {"num_beams": 1}, Decoding(max_new_tokens=256)),
        ({"num_beams": 4}, {"num_beams": 2}, {}, Decoding(max_new_tokens=256, num_beams=2)),
        ({"do_sample": True, "top_k": 5}, {}, {}, Decoding(max_new_tokens=256, top_k=5, seed=0)),
        ({"do_sample": True, "top_k": 0}, {}, {}, Decoding(max_new_tokens=256, seed=0)),
        ({"do_sample": True, "top_k": 5}, {}, {"do_sample": False}, Decoding(max_new_tokens=256)),
        ({"temperature": 0.5}, {}, {}, Decoding(max_new_tokens=256)),
        ({"temperature": 0.5}, {}, {"do_sample": True}, Decoding(max_new_tokens=256, temperature=0.5, seed=0)),
        ({}, {}, {"num_return_sequences": 2}, Decoding(max_new_tokens=256, num_return_sequences=2, seed=0)),
        (
            {"num_beams": 3},
            {},
            {"num_return_sequences": 2},
            Decoding(max_new_tokens=256, num_beams=3, num_return_sequences=2),
        ),
    ],
    ids=str,
)
def test_the_first_layer_that_says_something_wins(own, task, options, expected):
    found = settle(own, task, options)
    assert found.decoding == expected
    assert found.notes == ()


@pytest.mark.parametrize(
    ("own", "task", "options", "expected"),
    [
        ({}, {}, {}, {"max_new_tokens": 256, **GREEDY}),
        ({"max_length": 20}, {}, {"max_new_tokens": 9}, {"max_length": 10, **GREEDY}),  # one name for the length
        ({"max_new_tokens": 64}, {"max_length": 30}, {}, {"max_new_tokens": 29, **GREEDY}),
        ({}, {"max_length": 30, "min_length": 4}, {}, {"max_length": 30, "min_length": 4, **GREEDY}),
        ({"min_length": 9}, {}, {"min_length": 0}, {"max_new_tokens": 256, "min_length": 0, **GREEDY}),
        ({"no_repeat_ngram_size": 3}, {}, {"no_repeat_ngram_size": 0},
         {"max_new_tokens": 256, **GREEDY, "no_repeat_ngram_size": 0}),
        ({}, {}, {"temperature": 2},
         {"max_new_tokens": 256, "do_sample": True, "temperature": 2.0, "top_k": 0, "top_p": 1.0, "num_beams": 1}),
    ],
    ids=str,
)  # fmt: skip
def test_the_keywords_leave_nothing_to_the_checkpoint(own, task, options, expected):
    assert settle(own, task, options).keywords == expected


@pytest.mark.parametrize(
    ("own", "options", "note", "beams"),
    [
        ({"num_beams": 4}, {"temperature": 0.7}, "the checkpoint's 4 beams are not used", 1),
        ({"num_beams": 4}, {"do_sample": True}, "the checkpoint's 4 beams are not used", 1),
        ({"num_beams": 4, "do_sample": True}, {}, "the beams are searched", 4),
        ({"encoder_no_repeat_ngram_size": 3}, {}, "also sets encoder_no_repeat_ngram_size", 1),
        ({"min_length": 56}, {"max_length": 20}, "at least 55 new tokens, but only 19 may be written", 1),
    ],
    ids=str,
)
def test_what_is_set_aside_gets_a_note(own, options, note, beams):
    found = settle(own, {}, options)
    assert len(found.notes) == 1
    assert note in found.notes[0]
    assert found.decoding.num_beams == beams


def test_what_lightboard_leaves_out_is_switched_off_in_the_keywords():
    assert settle({"encoder_no_repeat_ngram_size": 3}).keywords["encoder_no_repeat_ngram_size"] == 0


def test_the_room_of_the_model_is_the_upper_bound():
    assert settle({"max_length": 200}, room=63).decoding.max_new_tokens == 63
    assert settle({"max_length": 200}, room=63).keywords["max_length"] == 64


@pytest.mark.parametrize(
    ("own", "options", "sentence"),
    [
        ({}, {"max_length": 10, "max_new_tokens": 5}, "Give max_length .* or max_new_tokens .*, not both"),
        ({}, {"min_length": 10, "min_new_tokens": 5}, "Give min_length .*, not both"),
        ({"max_length": 20}, {"min_length": 30}, r"min_length \(30\) is above .*\(19 new tokens\).*raise max_length"),
        ({}, {"do_sample": False, "top_k": 3}, "do_sample=False means greedy, but top_k"),
        ({}, {"do_sample": True, "num_beams": 2}, "do_sample=True does not go with num_beams"),
        ({}, {"temperature": 0.5, "num_beams": 2}, "do not go with num_beams"),
        ({}, {"num_beams": 2, "num_return_sequences": 3}, "above num_beams"),
        ({}, {"length_penalty": 2.0}, "Add num_beams above 1"),
        ({}, {"do_sample": False, "num_return_sequences": 2}, "Greedy decoding gives one sequence"),
        ({}, {"top_k": 0}, "top_k must be 1 or more"),
        ({}, {"num_beams": "2"}, "num_beams must be a whole number"),
        ({}, {"num_beams": 2, "early_stopping": "yes"}, "early_stopping must be"),
        ({}, {"no_repeat_ngram_size": -1}, "no_repeat_ngram"),
    ],
    ids=str,
)
def test_what_does_not_go_together_is_a_sentence(own, options, sentence):
    with pytest.raises(InvalidOption, match=sentence):
        settle(own, {}, options)
