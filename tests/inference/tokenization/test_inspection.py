from __future__ import annotations

import unicodedata

import pytest
from hard_texts import HARD, texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_tokenizers import FAST, KINDS, build

from lightboard.inference.errors import InvalidInput, InvalidOption, MissingCapability
from lightboard.inference.messages import TokenizeRequest
from lightboard.inference.tokenization import inspect
from lightboard.inference.tokenization.grapheme_groups import grapheme_ends

MANY = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
WITHOUT_LOSS = [kind for kind in FAST if kind.startswith(("starter/gpt", "byte-level"))]
INVISIBLE = {"Cc", "Cf", "Cn", "Co", "Zs", "Zl", "Zp", "Mn"}


def inspected(kind, text="", *, rows=0, **more):
    tokenizer = build(kind)
    return inspect(tokenizer, TokenizeRequest(text=text, **more), model=kind, vocabulary_size=rows or len(tokenizer))


def check_groups(kind, found):
    """What holds for every tokenizer and every text: D10."""
    tokenizer, ids = build(kind), [token.id for token in found.tokens]
    if not tokenizer.is_fast:  # what is made up for other ids is not text
        ids = [id_ for id_ in ids if id_ < len(tokenizer)]
    assert "".join(group.text for group in found.groups) == found.decoded == tokenizer.decode(ids)
    assert [number for group in found.groups for number in group.tokens] == list(range(len(found.tokens)))
    position = 0
    for group in found.groups:
        assert position <= group.start <= group.end <= len(found.text)
        position = group.end
    ends = {0, *grapheme_ends(found.text)}
    shared = [group for group in found.groups if group.start not in ends or group.end not in ends]
    assert not shared, "a group ends inside a grapheme cluster"


def gaps(found):
    """The characters of the text that no group stands for."""
    edges = [0, *(edge for group in found.groups for edge in (group.start, group.end)), len(found.text)]
    return "".join(found.text[end:start] for end, start in zip(edges[::2], edges[1::2], strict=True))


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
@pytest.mark.parametrize("kind", KINDS)
def test_d10_displayed_text_joins_to_the_decoded_text(kind, text):
    found = inspected(kind, text)
    check_groups(kind, found)
    assert [token.id for token in found.tokens] == build(kind)(text)["input_ids"]


@pytest.mark.parametrize("kind", KINDS)
@MANY
@given(text=texts)
def test_d10_holds_for_any_text(kind, text):
    check_groups(kind, inspected(kind, text))


@pytest.mark.parametrize("kind", KINDS)
@MANY
@given(data=st.data())
def test_d10_holds_for_any_ids(kind, data):
    tokenizer = build(kind)
    ids = data.draw(st.lists(st.integers(0, len(tokenizer) - 1), max_size=24))
    found = inspected(kind, ids=tuple(ids))
    check_groups(kind, found)
    assert found.text == found.decoded
    assert [token.id for token in found.tokens] == ids


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_d10_the_original_text_comes_back_from_the_spans(kind, text):
    found = inspected(kind, text)
    left_out = gaps(found)
    assert all(unicodedata.category(character) in INVISIBLE or character == "\ufffd" for character in left_out)
    if kind in WITHOUT_LOSS or kind == "llama":
        assert left_out == ""
    own = [token for token in found.tokens if not token.inserted]
    if kind in WITHOUT_LOSS or (kind == "byt5" and "<unk>" not in text):  # it strips around special tokens
        assert b"".join(token.bytes for token in own).decode() == text


@pytest.mark.parametrize("kind", [*WITHOUT_LOSS, "llama", "unigram, bytes", "byt5"])
@pytest.mark.parametrize("name", ["emoji families", "flags", "devanagari", "thai", "combining marks"])
def test_b5_no_character_is_shown_broken(kind, name):
    found = inspected(kind, HARD[name])
    assert "\ufffd" not in found.decoded
    clusters = {0, *grapheme_ends(found.decoded)}
    position = 0
    for group in found.groups:
        position += len(group.text)
        assert position in clusters


@pytest.mark.parametrize("kind", ["starter/gpt", "byte-level, trimmed", "llama", "unigram, bytes", "byt5"])
def test_b5_an_emoji_family_is_one_group_of_its_bytes(kind):
    family = "👩\u200d👩\u200d👦"  # 5 code points, 18 bytes
    found = inspected(kind, f"a{family}b", special_tokens=False)
    (group,) = [group for group in found.groups if family in found.text[group.start : group.end]]
    assert (group.start, group.end, group.text) == (1, 6, family)
    tokens = [found.tokens[number] for number in group.tokens]
    assert b"".join(token.bytes for token in tokens) == family.encode()
    assert len(tokens) > 5
    assert any(len(token.bytes) == 1 for token in tokens)


def test_b5_each_flag_is_a_group():
    found = inspected("byte-level, trimmed", "🇫🇷🇩🇪", special_tokens=False)
    assert [group.text for group in found.groups] == ["🇫🇷", "🇩🇪"]


def test_b5_a_joined_consonant_cluster_stays_together():
    found = inspected("llama", "क्षि", special_tokens=False)
    assert [group.text for group in found.groups] == ["क्षि"]


def test_b5_thai_is_split_at_what_a_reader_sees():
    found = inspected("byt5", "ที่นี่", special_tokens=False)
    assert [group.text for group in found.groups] == ["ที่", "นี่"]


def test_b5_tokens_of_arabic_and_english_keep_their_logical_order():
    text = HARD["arabic with english"]
    found = inspected("starter/gpt", text, special_tokens=False)
    assert "".join(text[group.start : group.end] for group in found.groups) == text


def test_b5_a_combining_mark_stays_with_its_letter():
    found = inspected("byte-level, trimmed", "e\u0301x", special_tokens=False)
    assert [(group.text, len(group.tokens)) for group in found.groups] == [("e\u0301", 3), ("x", 1)]


def test_b5_right_to_left_override_and_nul_are_tokens_like_others():
    found = inspected("starter/gpt", "a\u202eb\x00c", special_tokens=False)
    assert [group.text for group in found.groups] == ["a", "\u202e", "b", "\x00", "c"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("text", "where"), [("a\ud83d", "U\\+D83D.* character 1"), ("\udc00", "U\\+DC00.* character 0")]
)
def test_b5_lone_surrogates_are_refused(kind, text, where):
    with pytest.raises(InvalidInput, match=where):
        inspected(kind, text)


@pytest.mark.parametrize("kind", KINDS)
def test_b5_ids_without_a_token_are_shown(kind):
    size = len(build(kind))
    found = inspected(kind, ids=(5, size, 6, size + 3), rows=size + 4)
    assert [token.piece for token in found.tokens][1::2] == [f"[unused id {size}]", f"[unused id {size + 3}]"]
    assert [token.unused for token in found.tokens] == [False, True, False, True]
    assert found.vocabulary == size
    check_groups(kind, found)


@pytest.mark.parametrize("wrong", [-1, 2**32])
def test_ids_that_the_model_does_not_have_are_refused(wrong):
    with pytest.raises(InvalidInput, match=f"has no id {wrong}: its ids go from 0 to"):
        inspected("starter/bert", ids=(5, wrong))


def test_text_from_ids():
    ids = build("starter/gpt")("The teacher's café 👩\u200d👧")["input_ids"]
    found = inspected("starter/gpt", ids=tuple(ids))
    assert found.text == "<s>The teacher's café 👩\u200d👧"
    assert "".join(found.text[group.start : group.end] for group in found.groups) == found.text
    assert found.tokens[0].special
    assert not found.tokens[0].inserted


def test_half_a_character_among_ids_is_one_group_with_what_is_left_of_it():
    first = build("byt5")("é", add_special_tokens=False)["input_ids"][0]
    found = inspected("starter/gpt", ids=tuple(build("starter/gpt").convert_tokens_to_ids(["a", "Ã", "b"])))
    assert found.text == "a\ufffdb"
    check_groups("starter/gpt", found)
    assert inspected("byt5", ids=(first,)).tokens[0].bytes == b"\xc3"


@pytest.mark.parametrize(
    "kind", ["starter/gpt", "byte-level, trimmed", "byt5", "llama", "unigram", "clip", "python words"]
)
def test_flags(kind):
    found = inspected(kind, "the </s> ☃")
    special = next(token for token in found.tokens if token.piece == "</s>")
    assert special.special
    assert special.added
    assert not special.inserted
    assert found.text[special.start : special.end] == "</s>"
    around = build(kind)("the </s> ☃", return_special_tokens_mask=True)["special_tokens_mask"]
    assert [token.inserted for token in found.tokens] == [bool(mark) for mark in around]
    if kind in ("unigram", "clip", "python words"):
        unknown = [token for token in found.tokens if token.unknown]
        assert [found.text[token.start : token.end] for token in unknown][-1] == "☃"
        assert not any(token.special for token in unknown)
    else:
        assert not any(token.unknown for token in found.tokens)


@pytest.mark.parametrize("kind", FAST)
def test_tokens_know_the_pretoken_they_come_from(kind):
    found = inspected(kind, "The teacher's 東京 soup", stages=True)
    *_, last = [stage for stage in found.stages if stage.component == "pre-tokenizer"] or [None]
    for token in found.tokens:
        assert (token.pretoken is None) == token.inserted
        if not token.inserted and last is not None:
            piece = last.pieces[token.pretoken]
            assert piece.start <= token.start <= token.end <= piece.end


def test_counts():
    counts = inspected("starter/bert", "The café, it\nis ☃ 👩\u200d👧").counts
    assert (counts.words, counts.graphemes, counts.characters, counts.bytes) == (6, 19, 21, 32)
    tokens = build("starter/bert").tokenize("The café, it\nis ☃ 👩\u200d👧")
    assert (counts.tokens, counts.inserted, counts.unknown) == (len(tokens), 2, tokens.count("[UNK]"))
    assert counts.tokens_per_word == len(tokens) / 6
    assert counts.tokens_per_character == len(tokens) / 21
    assert counts.tokens_per_byte == len(tokens) / 32
    empty = inspected("starter/bert", "").counts
    assert (empty.tokens_per_word, empty.tokens_per_character, empty.tokens_per_byte) == (None, None, None)


BAD = {
    "text and ids": ({"text": "a", "ids": (1,)}, InvalidOption, "cannot both be given"),
    "stages of ids": ({"ids": (1,), "stages": True}, InvalidOption, "not for ids"),
    "replay of ids": ({"ids": (1,), "replay": 0}, InvalidOption, "not for ids"),
    "pre-token out of range": ({"text": "the soup", "replay": 2}, InvalidOption, "they go from 0 to 1"),
    "negative pre-token": ({"text": "the soup", "replay": -1}, InvalidOption, "they go from 0 to 1"),
    "no pre-token": ({"text": "", "replay": 0}, InvalidOption, "there are none"),
    "added token": ({"text": "the [MASK]", "replay": 1}, InvalidInput, "is the added token '\\[MASK\\]'"),
    "over-long": ({"text": "a" * 5001, "replay": 0}, InvalidInput, "has 5,001 characters; up to 5,000"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_a_sentence(case):
    request, error, words = BAD[case]
    with pytest.raises(error, match=words) as caught:
        inspected("starter/bert", **request)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("kind", ["byt5", "python words"])
def test_a_tokenizer_written_in_python_has_stages_but_no_replay(kind):
    found = inspected(kind, "the soup", stages=True)
    assert [stage.component for stage in found.stages] == ["python", "post-processor"]
    assert [piece.id for piece in found.stages[-1].pieces] == [token.id for token in found.tokens]
    with pytest.raises(MissingCapability, match="is written in Python"):
        inspected(kind, "the soup", replay=0)


def test_a_vocabulary_that_cannot_spell_a_text_gets_a_sentence():
    from tokenizers import Tokenizer, models
    from transformers import PreTrainedTokenizerFast

    tokenizer = PreTrainedTokenizerFast(tokenizer_object=Tokenizer(models.Unigram([("a", -1.0)], None, False)))
    with pytest.raises(InvalidInput, match=r"The tokenizer of tiny cannot read this: .*unk"):
        inspect(tokenizer, TokenizeRequest(text="ab"), model="tiny", vocabulary_size=1)
