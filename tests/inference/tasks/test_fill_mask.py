from __future__ import annotations

import pytest

from lightboard.inference import starter
from lightboard.inference.errors import InvalidInput, InvalidOption

TEXTS = [
    "The teacher draws a [MASK] red line.",
    "[MASK]",
    "A small model [MASK] every word and guesses the next one, and the cold bread was terrible.",
    "We [MASK] the warm soup!",
]


def oracle(folder, inputs, **options):
    """Return what transformers' pipeline returns, one entry per input."""
    import torch
    import transformers

    fill = transformers.pipeline("fill-mask", str(folder), device="cpu", dtype=torch.float32)
    return [fill(text, **options) for text in inputs]


def assert_same(ours, theirs):
    assert len(ours) == len(theirs)
    for mine, other in zip(ours, theirs, strict=True):
        if isinstance(other[0], list):
            assert_same(mine, other)
            continue
        assert [row["score"] for row in mine] == pytest.approx([row["score"] for row in other], abs=1e-6)
        for key in ("token", "token_str", "sequence"):
            assert [row[key] for row in mine] == [row[key] for row in other]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"top_k": 1},
        {"top_k": 12},
        {"targets": ["soup", "bread", "line"]},
        {"targets": "soup"},
        {"top_k": 2, "targets": ["the", "word", "a"]},
    ],
    ids=str,
)
@pytest.mark.parametrize("inputs", [TEXTS[:1], TEXTS], ids=["one", "batch"])
def test_equals_the_pipeline_of_transformers(tiny_bert, pipeline, inputs, options):
    output = pipeline("fill-mask", tiny_bert, inputs, **options)
    assert_same([entry.entry() for entry in output.outputs], oracle(tiny_bert, inputs, **options))


def test_several_masks_equal_the_pipeline_of_transformers(tiny_bert, pipeline):
    inputs = ["The [MASK] draws a [MASK] line.", "[MASK] [MASK] [MASK]", "We like [MASK]."]
    output = pipeline("fill-mask", tiny_bert, inputs)
    assert [len(entry.masks) for entry in output.outputs] == [2, 3, 1]
    assert_same([entry.entry() for entry in output.outputs], oracle(tiny_bert, inputs))


def test_a_target_of_several_pieces_is_replaced_with_a_note(tiny_bert, pipeline):
    targets = ["soup", "zebra", "bread"]
    output = pipeline("fill-mask", tiny_bert, TEXTS[:1], targets=targets)
    assert_same([output.outputs[0].entry()], oracle(tiny_bert, TEXTS[:1], targets=targets))
    assert output.notes == ("The target 'zebra' is no token of this model: its first piece, 'z', stands in.",)


def test_truncation_equals_the_pipeline_of_transformers(tiny_bert, pipeline):
    text = "The [MASK] soup. " * 30
    output = pipeline("fill-mask", tiny_bert, [text], truncation=True, top_k=2)
    expected = oracle(tiny_bert, [text], tokenizer_kwargs={"truncation": True}, top_k=2)
    assert_same([output.outputs[0].entry()], expected)


def test_a_mask_that_was_cut_away_is_named(tiny_bert, pipeline):
    with pytest.raises(InvalidInput, match="behind the first 64 tokens, where it was cut"):
        pipeline("fill-mask", tiny_bert, "soup " * 100 + "[MASK]", truncation=True)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The soup is warm.", r"The text has no mask\. Write \[MASK\] where"),
        ("The soup is <mask>.", r"has <mask>, but the mask of .* is \[MASK\]\. Write \[MASK\] instead"),
        ("The soup is [mask].", r"has \[mask\], but"),
        ("soup " * 100, r"takes at most 64"),
        (" ", "is empty"),
    ],
)
def test_wrong_inputs_get_a_sentence(tiny_bert, pipeline, text, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        pipeline("fill-mask", tiny_bert, text)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"target": "soup"}, "Did you mean 'targets'"),
        ({"top_k": 2.5}, "whole number"),
        ({"top_k": None}, "whole number"),
        ({"targets": []}, "targets must be"),
        ({"targets": ["soup", 3]}, "targets must be"),
        ({"targets": [" "]}, "None of the targets"),
    ],
)
def test_wrong_options_get_a_sentence(tiny_bert, pipeline, options, sentence):
    with pytest.raises(InvalidOption, match=sentence):
        pipeline("fill-mask", tiny_bert, TEXTS[0], **options)


def test_a_model_without_a_mask_is_refused(tiny_bert, tmp_path, pipeline):
    import shutil

    from transformers import AutoTokenizer

    folder = shutil.copytree(tiny_bert, tmp_path / "model")
    tokenizer = AutoTokenizer.from_pretrained(folder)
    tokenizer.mask_token = None
    tokenizer.save_pretrained(folder)
    with pytest.raises(InvalidInput, match="has no mask token"):
        pipeline("fill-mask", folder, TEXTS[0])


def test_steps_show_the_first_mask(tiny_bert, pipeline):
    output = pipeline("fill-mask", tiny_bert, TEXTS[0], steps=True, top_k=3)
    step = output.steps[0]
    assert step.shape == (1, len(step.tokens), output.model.vocabulary_size)
    assert [token.special for token in step.tokens if token.piece == "[MASK]"] == [True]
    fills = output.outputs[0].masks[0]
    assert [row.label for row in step.scores][:3] == [fill.token_str for fill in fills]
    assert [row.value for row in step.scores][:3] == pytest.approx([fill.score for fill in fills])
    assert [row.label for row in step.logits] == [row.label for row in step.scores]
    assert step.function == "softmax"


def test_the_starter_model_equals_the_pipeline_of_transformers(pipeline):
    texts = ["The cat sat on the [MASK].", "My name is [MASK] and I like [MASK]."]
    output = pipeline("fill-mask", "starter/bert", texts)
    assert_same([entry.entry() for entry in output.outputs], oracle(starter.path("bert"), texts))
