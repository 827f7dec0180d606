from __future__ import annotations

import pytest

from lightboard.inference.tokenization import encode, tokenize

TEXT = "The teacher said: naïve café 🙂 zebra!"


@pytest.fixture(params=["tiny_gpt", "tiny_bert", "tiny_t5"])
def tokenizer(request):
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(request.getfixturevalue(request.param))


@pytest.mark.parametrize("special", [True, False])
def test_ids_and_offsets_are_those_of_the_tokenizer(tokenizer, special):
    expected = tokenizer(TEXT, add_special_tokens=special, return_offsets_mapping=True)
    tokens = tokenize(tokenizer, TEXT, special_tokens=special)
    assert [token.id for token in tokens] == expected["input_ids"]
    assert [(token.start, token.end) for token in tokens] == expected["offset_mapping"]
    assert [token.piece for token in tokens] == tokenizer.convert_ids_to_tokens(expected["input_ids"])


def test_special_tokens_are_marked_wherever_they_come_from(tiny_bert):
    from transformers import AutoTokenizer

    tokens = tokenize(AutoTokenizer.from_pretrained(tiny_bert), "the [MASK] ~ soup")
    assert [(token.piece, token.special) for token in tokens] == [
        ("[CLS]", True),
        ("the", False),
        ("[MASK]", True),
        ("[UNK]", False),  # an unknown word is a word
        ("soup", False),
        ("[SEP]", True),
    ]


def test_a_text_is_cut_as_for_the_model(tiny_bert):
    from transformers import AutoTokenizer

    tokens = tokenize(AutoTokenizer.from_pretrained(tiny_bert), "the soup the bread the line", max_length=4)
    assert [token.piece for token in tokens] == ["[CLS]", "the", "soup", "[SEP]"]


def test_encode_gives_one_row_per_text_and_pads_nothing(tokenizer):
    texts = [TEXT, "soup"]
    rows = encode(tokenizer, texts)
    assert [row["input_ids"] for row in rows] == [tokenizer(text)["input_ids"] for text in texts]
    assert all(len(values) == len(row["input_ids"]) for row in rows for values in row.values())


def test_cutting_leaves_no_trace_in_the_tokenizer(tokenizer):
    encode(tokenizer, [TEXT], max_length=3)
    assert len(encode(tokenizer, [TEXT])[0]["input_ids"]) > 3


@pytest.mark.parametrize("text", ["", "plain words", TEXT])
def test_tokenizers_written_in_python_find_their_characters(text):
    from transformers import ByT5Tokenizer

    tokenizer = ByT5Tokenizer()
    assert not tokenizer.is_fast
    tokens = tokenize(tokenizer, text)
    assert [token.id for token in tokens] == tokenizer(text)["input_ids"]
    assert tokens[-1].special
    whole = [text[token.start : token.end] for token in tokens[:-1]]
    assert whole == [character for character in text for _ in character.encode()]  # a token for each byte
    assert (tokens[-1].start, tokens[-1].end) == (len(text), len(text))
