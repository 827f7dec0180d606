import pytest

from lightboard.inference.decoding.recorder import StepChoice
from lightboard.inference.decoding.sequences import GrowingSequence, TokenNames


def grow(gpt, ids, *, eos=(1, 2), stops=()):
    sequence = GrowingSequence(gpt.tokenizer, TokenNames(gpt.tokenizer), context=(), eos=eos, stops=stops)
    for token in ids:
        sequence.add(StepChoice(token, -1.0, 1, 0.5, [token], [-1.0]))
    return sequence


@pytest.mark.parametrize("name", ["<|system|>", "<|user|>"])
def test_a_special_token_can_be_a_stop_text(gpt, name):
    token = gpt.tokenizer.convert_tokens_to_ids(name)
    assert grow(gpt, [20, token], stops=(name,)).finish_reason == "stop"
    assert grow(gpt, [20, token], stops=("other",)).finish_reason is None


def test_every_end_id_ends(gpt):
    assert [grow(gpt, [20, token]).finish_reason for token in (1, 2, 3)] == ["eos", "eos", None]


def test_texts_of_tokens_join_also_when_the_end_is_half_a_character(gpt):
    ids = gpt.tokenizer("soup 東", add_special_tokens=False)["input_ids"][:-1]
    finished = grow(gpt, ids).finish("length")
    assert finished.text == "".join(token.text for token in finished.tokens) == gpt.tokenizer.decode(ids)
    assert finished.finish_reason == "length"


def test_special_tokens_add_no_text_and_are_marked(gpt):
    finished = grow(gpt, [1, 20]).finish("length")
    assert [(token.special, token.text != "") for token in finished.tokens] == [(True, False), (False, True)]


def test_names_of_tokens(gpt):
    names = TokenNames(gpt.tokenizer)
    byte = gpt.tokenizer("東", add_special_tokens=False)["input_ids"][0]
    assert names.text(byte) == "<E6 9D>"  # bytes of a character that is not whole
    assert names.text(1) == "<|end|>"
    space = gpt.tokenizer(" the", add_special_tokens=False)["input_ids"][0]
    assert names.text(space).startswith(" ")
    assert names.piece(10**6).startswith("[unused id")
