from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from lightboard.inference import starter
from lightboard.inference.errors import InvalidInput, InvalidOption
from lightboard.inference.messages import Array

TEXTS = [
    "We like the warm soup!",
    "the",
    "A small model reads every word and guesses the next one, and the cold bread was terrible.",
    "Why does attention look back?",
    "zebra",
    "Numbers such as 1, 22 and 333",
]


def oracle(folder, inputs, **options):
    """Return what transformers' pipeline returns, always as a list with one entry per input."""
    import transformers

    return transformers.pipeline("text-classification", str(folder), device="cpu")(list(inputs), **options)


def assert_same(ours, theirs):
    assert len(ours) == len(theirs)
    for mine, other in zip(ours, theirs, strict=True):
        assert isinstance(mine, type(other))
        rows, others = (mine, other) if isinstance(mine, list) else ([mine], [other])
        assert [row["label"] for row in rows] == [row["label"] for row in others]
        assert [row["score"] for row in rows] == pytest.approx([row["score"] for row in others], abs=1e-6)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"top_k": None},
        {"top_k": 1},
        {"top_k": 2},
        {"top_k": 99},
        {"function_to_apply": "sigmoid"},
        {"function_to_apply": "none", "top_k": 3},
        {"function_to_apply": "softmax", "top_k": None},
        {"truncation": True},
    ],
    ids=str,
)
@pytest.mark.parametrize("inputs", [TEXTS[:1], TEXTS], ids=["one", "batch"])
def test_equals_the_pipeline_of_transformers(tiny_classifier, pipeline, inputs, options):
    output = pipeline("sentiment-analysis", tiny_classifier, inputs, **options)
    assert output.task == "text-classification"
    assert_same([entry.entry() for entry in output.outputs], oracle(tiny_classifier, inputs, **options))


@pytest.mark.parametrize(
    ("change", "function"),
    [
        ({"problem_type": "multi_label_classification"}, "sigmoid"),
        ({"problem_type": "regression"}, "none"),
        ({"problem_type": "single_label_classification"}, "softmax"),
    ],
)
def test_the_config_chooses_the_function(tiny_classifier, tmp_path, pipeline, change, function):
    folder = Path(shutil.copytree(tiny_classifier, tmp_path / "model"))
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | change))
    output = pipeline("text-classification", folder, TEXTS, top_k=None, steps=True)
    assert_same([entry.entry() for entry in output.outputs], oracle(folder, TEXTS, top_k=None))
    assert {step.function for step in output.steps} == {function}


def test_truncation_equals_the_pipeline_of_transformers(tiny_classifier, pipeline):
    long = [" ".join(TEXTS * 3), TEXTS[0]]
    output = pipeline("text-classification", tiny_classifier, long, truncation=True, top_k=None, steps=True)
    assert_same([entry.entry() for entry in output.outputs], oracle(tiny_classifier, long, truncation=True, top_k=None))
    assert len(output.steps[0].tokens) == 64
    assert output.steps[0].tokens[-1].piece == "[SEP]"


def test_a_long_text_is_refused_and_never_cut(tiny_classifier, pipeline):
    with pytest.raises(InvalidInput, match=r"^Text 2 has \d+ tokens, but .* takes at most 64\. .*truncation=True"):
        pipeline("text-classification", tiny_classifier, [TEXTS[0], " ".join(TEXTS * 3)])


def test_steps_lead_from_tokens_to_scores(tiny_classifier, pipeline):
    output = pipeline("text-classification", tiny_classifier, TEXTS[:2], steps=True)
    step = output.steps[0]
    text = TEXTS[0]
    assert [token.piece for token in step.tokens][:3] == ["[CLS]", "we", "like"]
    assert [text[token.start : token.end] for token in step.tokens][1:3] == ["We", "like"]
    assert [token.special for token in step.tokens] == [True] + [False] * (len(step.tokens) - 2) + [True]
    assert step.shape == (1, 3)
    assert [row.label for row in step.logits] == ["SAD", "CALM", "GLAD"]
    assert sum(row.value for row in step.scores) == pytest.approx(1)
    best = max(step.scores, key=lambda row: row.value)
    assert output.outputs[0].entry() == {"label": best.label, "score": best.value}


@pytest.mark.parametrize("pad", [None, 1])
def test_a_decoder_without_a_pad_token_equals_the_pipeline_of_transformers(tiny_gpt, tmp_path, pipeline, pad):
    from transformers import AutoTokenizer, LlamaConfig, LlamaForSequenceClassification

    config = LlamaConfig.from_pretrained(tiny_gpt, num_labels=3, pad_token_id=pad)
    LlamaForSequenceClassification(config).save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(tiny_gpt).save_pretrained(tmp_path)
    output = pipeline("text-classification", tmp_path, TEXTS, top_k=None)
    assert_same([entry.entry() for entry in output.outputs], oracle(tmp_path, TEXTS, top_k=None))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"topk": 2}, r"no option 'topk'\. Did you mean 'top_k'"),
        ({"top_k": 0}, r"top_k must be 1 or more, not 0"),
        ({"top_k": "2"}, r"top_k must be a whole number, not '2'"),
        ({"top_k": True}, r"top_k must be a whole number, not True"),
        ({"function_to_apply": "sofmax"}, r"function_to_apply must be one of .*Did you mean 'softmax'"),
        ({"truncation": "yes"}, r"truncation must be True or False, not 'yes'"),
    ],
)
def test_wrong_options_get_a_sentence(tiny_classifier, pipeline, options, sentence):
    with pytest.raises(InvalidOption, match=sentence):
        pipeline("text-classification", tiny_classifier, "the soup", **options)


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        ([], "no input"),
        ("", "The text is empty"),
        (["the soup", "  \n"], "Text 2 is empty"),
        ([Array(dtype="uint8", shape=(1,), data=b"a")], "The text is no text"),
    ],
)
def test_wrong_inputs_get_a_sentence(tiny_classifier, pipeline, inputs, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        pipeline("text-classification", tiny_classifier, inputs)


def test_the_starter_model_equals_the_pipeline_of_transformers(pipeline):
    texts = ["I've been waiting for a HuggingFace course my whole life.", "I hate this so much!"]
    output = pipeline("text-classification", "starter/bert-sentiment", texts)
    entries = [entry.entry() for entry in output.outputs]
    assert {entry["label"] for entry in entries} <= {"POSITIVE", "NEGATIVE"}
    import torch
    import transformers

    reference = transformers.pipeline("text-classification", str(starter.path("bert-sentiment")), dtype=torch.float32)
    assert_same(entries, reference(texts))
