from __future__ import annotations

import pytest
from hard_texts import texts
from hypothesis import HealthCheck, given, settings
from tiny_tokenizers import FAST, build

from lightboard.inference.messages import TokenizeRequest
from lightboard.inference.tokenization import inspect
from lightboard.inference.tokenization.components import (
    describe_normalizer,
    describe_post_processor,
    describe_pre_tokenizer,
)
from lightboard.inference.tokenization.components import (
    settings as settings_of,
)

MANY = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def stages(kind, text, **more):
    request = TokenizeRequest(text=text, stages=True, **more)
    return inspect(build(kind), request, model=kind, vocabulary_size=1).stages


def shown(stage):
    return [piece.text for piece in stage.pieces]


def test_the_stages_of_wordpiece():
    found = stages("starter/bert", "The [MASK] isn't ÉTÉ")
    assert [(stage.component, stage.name) for stage in found] == [
        ("added tokens", "AddedVocabulary"),
        ("normalizer", "BertNormalizer"),
        ("pre-tokenizer", "BertPreTokenizer"),
        ("model", "WordPiece"),
        ("post-processor", "TemplateProcessing"),
    ]
    assert [shown(stage) for stage in found[:3]] == [
        ["The ", "[MASK]", " isn't ÉTÉ"],
        ["the ", "[MASK]", " isn't été"],
        ["the", "[MASK]", "isn", "'", "t", "été"],
    ]
    assert [(piece.start, piece.end) for piece in found[2].pieces] == [
        (0, 3),
        (4, 10),
        (11, 14),
        (14, 15),
        (15, 16),
        (17, 20),
    ]
    tokens = build("starter/bert").tokenize("The [MASK] isn't ÉTÉ")
    assert shown(found[3]) == tokens
    assert shown(found[4]) == ["[CLS]", *tokens, "[SEP]"]
    assert found[4].description.endswith("which is A here: [CLS] A [SEP].")


def test_each_part_of_a_sequence_is_a_stage():
    found = stages("llama", "a b")
    assert [(stage.name, shown(stage)) for stage in found[:2]] == [("Prepend", ["▁a b"]), ("Replace", ["▁a▁b"])]


def test_added_tokens_may_be_found_before_or_after_normalisation():
    found = stages("normalised added tokens", "x</s> ÄRA <gap> y")
    added = [stage for stage in found if stage.component == "added tokens"]
    assert [shown(stage) for stage in added] == [
        ["x", "</s>", " ÄRA <gap> y"],
        ["x", "</s>", " ", "ära", " <gap> ", "y"],
    ]
    tokenizer = build("normalised added tokens")
    ids = tokenizer.convert_tokens_to_ids(["</s>", "ÄRA", "<gap>"])
    assert [piece.id for piece in added[1].pieces if piece.id is not None] == ids


def test_without_special_tokens_there_is_no_post_processor():
    assert stages("starter/bert", "a", special_tokens=False)[-1].component == "model"


@pytest.mark.parametrize("kind", FAST)
@MANY
@given(text=texts)
def test_stages_are_what_the_parts_do_alone(kind, text):
    backend = build(kind).backend_tokenizer
    found = stages(kind, text)
    normalized = [stage for stage in found if stage.component in ("added tokens", "normalizer")]
    split = [stage for stage in found if stage.component == "pre-tokenizer"]
    if any(piece.id is not None for stage in normalized for piece in stage.pieces):
        return  # the parts see only what is between added tokens
    if backend.normalizer is not None and text:
        assert shown(normalized[-1]) == [backend.normalizer.normalize_str(text)]
    if backend.pre_tokenizer is not None and text:
        before = shown(normalized[-1])[0] if normalized else text
        assert shown(split[-1]) == [piece for piece, _ in backend.pre_tokenizer.pre_tokenize_str(before)]


def test_every_part_of_the_library_has_a_description():
    from tokenizers import normalizers, pre_tokenizers, processors

    pairs = ("</s>", 1), ("<s>", 0)
    described = {
        describe_normalizer: [
            normalizers.BertNormalizer(),
            normalizers.BertNormalizer(clean_text=False, handle_chinese_chars=False, lowercase=False),
            normalizers.ByteLevel(),
            normalizers.Lowercase(),
            normalizers.NFC(),
            normalizers.NFD(),
            normalizers.NFKC(),
            normalizers.NFKD(),
            normalizers.Nmt(),
            normalizers.Prepend("_"),
            normalizers.Replace(" ", "_"),
            normalizers.Strip(),
            normalizers.Strip(left=False, right=False),
            normalizers.StripAccents(),
        ],
        describe_pre_tokenizer: [
            pre_tokenizers.BertPreTokenizer(),
            pre_tokenizers.ByteLevel(),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
            pre_tokenizers.CharDelimiterSplit("-"),
            pre_tokenizers.Digits(individual_digits=True),
            pre_tokenizers.FixedLength(5),
            pre_tokenizers.Metaspace(),
            pre_tokenizers.Metaspace(prepend_scheme="never", split=False),
            pre_tokenizers.Punctuation(),
            pre_tokenizers.Split(" ", "merged_with_next"),
            pre_tokenizers.Split(" ", "removed", invert=True),
            pre_tokenizers.UnicodeScripts(),
            pre_tokenizers.Whitespace(),
            pre_tokenizers.WhitespaceSplit(),
        ],
        describe_post_processor: [
            processors.BertProcessing(*pairs),
            processors.ByteLevel(),
            processors.ByteLevel(trim_offsets=False),
            processors.RobertaProcessing(*pairs),
            processors.TemplateProcessing(single="$A"),
            processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 0)]),
        ],
    }
    for describe, parts in described.items():
        for part in parts:
            words = describe(settings_of(part))
            assert "not described" not in words, part
            assert words[0].isupper(), words
            assert words.endswith("."), words


def test_a_part_that_is_not_known_says_so():
    assert describe_normalizer({"type": "New"}) == "A part of the type New, which is not described here."


def test_a_part_written_in_python_is_a_stage():
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    class Halves:
        def pre_tokenize(self, pretokenized):
            pretokenized.split(lambda _, text: [text[:2], text[2:]])

    backend = Tokenizer(models.WordLevel({"ab": 0, "cd": 1}, unk_token="ab"))
    backend.pre_tokenizer = pre_tokenizers.PreTokenizer.custom(Halves())
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=Tokenizer(backend.model))
    tokenizer.backend_tokenizer.pre_tokenizer = backend.pre_tokenizer  # as some classes of transformers do
    request = TokenizeRequest(text="abcd", stages=True, replay=1)
    found = inspect(tokenizer, request, model="m", vocabulary_size=2)
    assert [(stage.name, shown(stage)) for stage in found.stages[:2]] == [
        ("Custom", ["ab", "cd"]),
        ("WordLevel", ["ab", "cd"]),
    ]
    assert found.replay.pieces == ("cd",)


def test_the_tokenizer_stays_as_it_was():
    backend = build("normalised added tokens").backend_tokenizer
    before = backend.to_str()
    stages("normalised added tokens", "x</s> ÄRA <gap> y")
    assert backend.to_str() == before
