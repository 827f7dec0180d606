"""Every replay ends with the pieces of the tokenizer itself, and its steps are the algorithm's."""

from __future__ import annotations

import functools
from itertools import pairwise

import pytest
from hard_texts import HARD, texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_tokenizers import FAST, build

from lightboard.inference.errors import MissingCapability
from lightboard.inference.messages import (
    LookupReplay,
    MatchReplay,
    MergeReplay,
    SegmentationReplay,
    TokenizeRequest,
)
from lightboard.inference.tokenization import inspect
from lightboard.inference.tokenization.byte_pair_encoding import BytePairEncoding
from lightboard.inference.tokenization.components import settings as settings_of
from lightboard.inference.tokenization.replay import replay_pretoken
from lightboard.inference.tokenization.stages import observe
from lightboard.inference.tokenization.unigram import Unigram
from lightboard.inference.tokenization.wordpiece import WordPiece

MANY = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@functools.cache
def merges_of(kind):
    return settings_of(build(kind).backend_tokenizer.model)["merges"]


def replays(kind, text):
    """Every pre-token's replay with the ids that the tokenizer made of it."""
    tokenizer = build(kind)
    observation = observe(tokenizer.backend_tokenizer, text)
    for number, pretoken in enumerate(observation.pretokens):
        if not pretoken.added:
            ids = [token.id for token in observation.tokens if token.pretoken == number]
            yield replay_pretoken(tokenizer, observation.pretokens, number), ids


def check(kind, text):
    tokenizer = build(kind)
    own = tokenizer(text, add_special_tokens=False)["input_ids"]
    assert [token.id for token in observe(tokenizer.backend_tokenizer, text).tokens] == own
    for replay, ids in replays(kind, text):
        assert tokenizer.convert_tokens_to_ids(list(replay.pieces)) == ids
        match replay:
            case MergeReplay():
                check_merges(kind, replay)
            case MatchReplay():
                check_matches(replay)
            case SegmentationReplay():
                check_segmentations(replay)


def check_merges(kind, replay):
    ranks = merges_of(kind)
    assert replay.after(len(replay.steps)) == replay.pieces
    for number, step in enumerate(replay.steps):
        pieces = replay.after(number)
        assert pieces[step.position : step.position + 2] == (step.left, step.right)
        assert tuple(ranks[step.rank]) == (step.left, step.right)
        assert replay.after(number + 1)[step.position] == step.merged


def check_matches(replay):
    for step in replay.steps:
        lengths = [len(candidate) for candidate in step.tried]
        assert lengths == sorted(lengths, reverse=True)
        assert step.piece is None or step.piece == step.tried[-1]
    if replay.steps and replay.steps[-1].piece is not None:
        assert replay.pieces == tuple(step.piece for step in replay.steps)


def check_segmentations(replay):
    totals = [one.log_probability for one in replay.segmentations]
    assert totals == sorted(totals, reverse=True)
    assert len({tuple(piece.piece for piece in one.pieces) for one in replay.segmentations}) == len(totals)
    for one in replay.segmentations:
        assert "".join(piece.piece for piece in one.pieces) == replay.pretoken
        assert sum(piece.log_probability for piece in one.pieces) == pytest.approx(one.log_probability)


@pytest.mark.parametrize("kind", FAST)
@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_b5_a_replay_ends_with_the_tokens_of_hard_texts(kind, text):
    check(kind, text)


@pytest.mark.parametrize("kind", FAST)
@MANY
@given(text=texts)
def test_a_replay_ends_with_the_tokens_of_any_text(kind, text):
    check(kind, text)


def brute_force_merges(replay, ranks):
    """The textbook loop: the best pair of all neighbours, again and again."""
    pieces = list(replay.start)
    while pairs := [(ranks[pair], place) for place, pair in enumerate(pairwise(pieces)) if pair in ranks]:
        rank, place = min(pairs)
        yield rank, place
        pieces[place : place + 2] = ["".join(pieces[place : place + 2])]


@MANY
@given(text=texts)
def test_merges_come_in_the_order_of_the_textbook(text):
    merges = merges_of("starter/gpt")
    ranks = {tuple(merge): rank for rank, merge in enumerate(merges)}
    for replay, _ in replays("starter/gpt", text):
        assert [(step.rank, step.position) for step in replay.steps] == list(brute_force_merges(replay, ranks))


def settings_bpe(**changes):
    found = {
        "vocab": {piece: number for number, piece in enumerate(["<unk>", "a", "b", "c", "ab", "bc", "abc", "<0xC3>"])},
        "merges": ["b c", "a b", "a bc"],
        "unk_token": "<unk>",
        "fuse_unk": False,
        "byte_fallback": False,
        "ignore_merges": False,
        "continuing_subword_prefix": None,
        "end_of_word_suffix": None,
        "dropout": None,
    }
    return found | changes


def test_the_steps_of_a_merge():
    replay = BytePairEncoding(settings_bpe()).replay("abcab")
    assert [(step.left, step.right, step.rank, step.position) for step in replay.steps] == [
        ("b", "c", 0, 1),
        ("a", "b", 1, 2),
        ("a", "bc", 2, 0),
    ]
    assert [replay.after(count) for count in range(4)] == [
        ("a", "b", "c", "a", "b"),
        ("a", "bc", "a", "b"),
        ("a", "bc", "ab"),
        ("abc", "ab"),
    ]


def test_a_known_pretoken_skips_merges_where_the_model_says_so():
    replay = BytePairEncoding(settings_bpe(ignore_merges=True)).replay("ab")
    assert (replay.whole, replay.steps, replay.pieces) == (True, (), ("ab",))
    (replay, ids), *_ = replays("byte-level, ignore_merges", " unmerged")
    assert replay.whole
    assert ids == [build("byte-level, ignore_merges").convert_tokens_to_ids("Ġunmerged")]
    whole = build("byte-level, trimmed")
    assert len(whole.tokenize(" unmerged")) > 1


@pytest.mark.parametrize(("fuse", "pieces"), [(False, ("a", "<unk>", "<unk>", "b")), (True, ("a", "<unk>", "b"))])
def test_unknown_characters_are_fused_where_the_model_says_so(fuse, pieces):
    assert BytePairEncoding(settings_bpe(fuse_unk=fuse)).replay("axyb").pieces == pieces


def test_characters_fall_back_to_bytes_only_if_all_of_them_are_there():
    vocabulary = settings_bpe()["vocab"]
    incomplete = BytePairEncoding(settings_bpe(byte_fallback=True))
    complete = BytePairEncoding(settings_bpe(byte_fallback=True, vocab=vocabulary | {"<0xA9>": 8}))
    assert incomplete.replay("aé").pieces == ("a", "<unk>")
    assert complete.replay("aé").pieces == ("a", "<0xC3>", "<0xA9>")


def test_merges_drawn_at_random_are_not_replayed():
    with pytest.raises(MissingCapability, match=r"dropout 0\.1.*without dropout"):
        BytePairEncoding(settings_bpe(dropout=0.1)).replay("ab")


def wordpiece(limit=100):
    vocabulary = ["[UNK]", "un", "##aff", "##able", "##a", "u"]
    return WordPiece(
        {
            "vocab": {piece: number for number, piece in enumerate(vocabulary)},
            "unk_token": "[UNK]",
            "continuing_subword_prefix": "##",
            "max_input_chars_per_word": limit,
        }
    )


def test_every_candidate_from_the_longest_is_tried():
    replay = wordpiece().replay("unaffable")
    assert [(step.start, len(step.tried), step.piece) for step in replay.steps] == [
        (0, 8, "un"),
        (2, 5, "##aff"),
        (5, 1, "##able"),
    ]
    assert replay.steps[1].tried == ("##affable", "##affabl", "##affab", "##affa", "##aff")


def test_one_place_without_a_piece_makes_the_whole_word_unknown():
    replay = wordpiece().replay("unaffx")
    assert [step.piece for step in replay.steps] == ["un", "##aff", None]
    assert replay.steps[-1].tried == ("##x",)
    assert replay.pieces == ("[UNK]",)


def test_a_word_above_the_limit_is_not_looked_at():
    replay = wordpiece(limit=8).replay("unaffable")
    assert (replay.steps, replay.pieces, replay.limit) == ((), ("[UNK]",), 8)
    (long, ids), *_ = replays("starter/bert", "a" * 101)
    assert (long.steps, ids) == ((), [build("starter/bert").unk_token_id])


def unigram(**changes):
    vocabulary = [["<unk>", 0.0], ["a", -1.0], ["b", -2.0], ["ab", -2.5], ["ba", -4.0]]
    return Unigram({"vocab": vocabulary, "unk_id": 0, "byte_fallback": False} | changes)


def test_the_best_segmentation_and_its_alternatives():
    replay = unigram().replay("aba")
    found = [([piece.piece for piece in one.pieces], one.log_probability) for one in replay.segmentations]
    assert found == [(["ab", "a"], -3.5), (["a", "b", "a"], -4.0), (["a", "ba"], -5.0)]
    assert replay.pieces == ("ab", "a")


def test_an_unknown_character_costs_ten_nats_more_than_the_rarest_piece():
    (piece,) = unigram().replay("x").segmentations[0].pieces
    assert (piece.known, piece.log_probability) == (False, -14.0)
    assert unigram().replay("axya").pieces == ("a", "<unk>", "a")


@MANY
@given(word=st.text("abx", max_size=7))
def test_segmentations_are_the_best_of_all(word):
    model, scores = unigram(), {"a": -1.0, "b": -2.0, "ab": -2.5, "ba": -4.0, "x": -14.0}

    def every(rest):
        if not rest:
            yield 0.0
        for size in (1, 2):
            if rest[:size] in scores and len(rest) >= size:
                yield from (scores[rest[:size]] + more for more in every(rest[size:]))

    best = sorted(every(word), reverse=True)[:5]
    assert [one.log_probability for one in model.replay(word).segmentations] == pytest.approx(best)


def test_a_word_level_model_looks_up():
    found = [replay for replay, _ in replays("word-level", "The teacher xyz")]
    assert [(one.found, one.pieces) for one in found] == [
        (True, ("The",)),
        (True, ("teacher",)),
        (False, ("<unk>",)),
    ]
    assert all(isinstance(one, LookupReplay) for one in found)


def test_a_model_of_another_type_is_refused(monkeypatch):
    from lightboard.inference.tokenization import replay

    tokenizer = build("word-level")
    monkeypatch.setattr(replay, "_MODELS", {"BPE": BytePairEncoding})
    monkeypatch.delitem(replay._replays, tokenizer, raising=False)
    with pytest.raises(MissingCapability, match="of the type WordLevel are not known here, only those of BPE"):
        inspect(tokenizer, TokenizeRequest(text="The", replay=0), model="m", vocabulary_size=1)


def test_a_long_pretoken_is_replayed_in_time():
    import time

    request = TokenizeRequest(text="the teacher " * 416, replay=0)
    began = time.perf_counter()
    found = inspect(build("llama"), request, model="llama", vocabulary_size=1)
    assert time.perf_counter() - began < 5
    assert list(found.replay.pieces) == [token.piece for token in found.tokens if not token.inserted]
    assert len(found.replay.steps) > 2000
