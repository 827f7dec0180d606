from __future__ import annotations

import functools
import json
import shutil
from pathlib import Path

import pytest
from shipped import shipped

from lightboard.inference.errors import InvalidInput, InvalidOption, NumericalError

TEXTS = [
    "We like the warm soup, but the cold bread was terrible.",
    "soup",
    "محمد يعمل في القاهرة",
    "Emoji 👩‍👩‍👧 and 🙂 between soup and bread",
]
LABELS = ["food", "school", "नमस्ते दुनिया", "the warm soup"]


@functools.cache
def classifier(folder):
    import torch
    import transformers

    return transformers.pipeline("zero-shot-classification", str(folder), device="cpu", dtype=torch.float32)


def oracle(folder, inputs, **options):
    """Return what transformers' pipeline returns, one entry per input."""
    return [classifier(folder)(text, **options) for text in inputs]


def assert_same(ours, theirs):
    assert len(ours) == len(theirs)
    for mine, other in zip(ours, theirs, strict=True):
        assert mine == {**other, "scores": pytest.approx(other["scores"], abs=1e-6)}
        assert all(isinstance(score, float) for score in mine["scores"])


def entries(output):
    return [one.entry() for one in output.outputs]


@pytest.mark.parametrize(
    "options",
    [
        {"candidate_labels": LABELS},
        {"candidate_labels": "food, school,,the warm soup"},
        {"candidate_labels": ["food"]},
        {"candidate_labels": "food"},
        {"candidate_labels": LABELS, "multi_label": True},
        {"candidate_labels": LABELS, "multi_label": False},
        {"candidate_labels": LABELS, "hypothesis_template": "{} is what we like."},
        {"candidate_labels": LABELS[:2], "hypothesis_template": "{0}, {0}!", "multi_label": True},
        {"candidate_labels": LABELS, "truncation": True},
    ],
    ids=str,
)
def test_equals_the_pipeline_of_transformers(tiny_nli, pipeline, options):
    theirs = oracle(tiny_nli, TEXTS, **{name: value for name, value in options.items() if name != "truncation"})
    assert_same(entries(pipeline("zero-shot-classification", tiny_nli, TEXTS, **options)), theirs)
    assert_same(entries(pipeline("zero-shot-classification", tiny_nli, TEXTS[0], **options)), theirs[:1])


@pytest.mark.parametrize(
    "names",
    [
        ["ENTAILMENT", "neutral", "contradiction"],
        ["contradiction", "Entails", "neutral"],
        ["not_entailment", "entailment"],
        ["entailment", "not_entailment"],
    ],
    ids=str,
)
@pytest.mark.parametrize("multi_label", [False, True])
def test_the_config_names_the_entailment(tiny_nli, tmp_path, pipeline, names, multi_label):
    from transformers import AutoModelForSequenceClassification

    folder = Path(shutil.copytree(tiny_nli, tmp_path / "model"))
    label2id = {name: at for at, name in enumerate(names)}
    model = AutoModelForSequenceClassification.from_pretrained(
        folder, id2label=dict(enumerate(names)), label2id=label2id, ignore_mismatched_sizes=True
    )
    model.save_pretrained(folder)
    options = {"candidate_labels": LABELS, "multi_label": multi_label}
    output = pipeline("zero-shot-classification", folder, TEXTS, **options)
    assert_same(entries(output), oracle(folder, TEXTS, **options))
    assert output.notes == ()


def test_without_a_class_for_entailment_the_last_one_stands_in_with_a_note(tiny_classifier, pipeline):
    output = pipeline("zero-shot-classification", tiny_classifier, TEXTS[:1], candidate_labels=LABELS)
    assert_same(entries(output), oracle(tiny_classifier, TEXTS[:1], candidate_labels=LABELS))
    (note,) = output.notes
    assert "its last one, GLAD, stands in" in note


def test_a_long_text_is_refused_or_cut_where_asked_never_the_hypothesis(tiny_nli, pipeline):
    long = TEXTS[0] * 9
    with pytest.raises(InvalidInput, match=r"^Text 2 with a label has \d+ tokens, but .* takes at most 64\."):
        pipeline("zero-shot-classification", tiny_nli, [TEXTS[0], long], candidate_labels=LABELS)
    output = pipeline(
        "zero-shot-classification", tiny_nli, [long], candidate_labels=LABELS, truncation=True, steps=True
    )
    assert_same(entries(output), oracle(tiny_nli, [long], candidate_labels=LABELS))
    assert len(output.steps[0].tokens) == 64


def test_many_labels_run_in_several_batches(tiny_nli, pipeline):
    labels = [f"soup {number}" for number in range(90)]
    output = pipeline("zero-shot-classification", tiny_nli, TEXTS[:2], candidate_labels=labels)
    for mine, other in zip(entries(output), oracle(tiny_nli, TEXTS[:2], candidate_labels=labels), strict=True):
        ours, theirs = (dict(zip(one["labels"], one["scores"], strict=True)) for one in (mine, other))
        assert ours == pytest.approx(theirs, abs=1e-6)
        assert mine["scores"] == sorted(mine["scores"], reverse=True)


def test_the_same_text_twice_gives_the_same_twice(tiny_nli, pipeline):
    one, other = entries(pipeline("zero-shot-classification", tiny_nli, TEXTS[:1] * 2, candidate_labels=LABELS))
    assert one == other


@pytest.mark.parametrize(("multi", "total"), [(False, 1.0), (True, None)])
def test_steps_show_a_pass_for_each_label(tiny_nli, pipeline, multi, total):
    output = pipeline(
        "zero-shot-classification", tiny_nli, TEXTS[0], candidate_labels=LABELS, multi_label=multi, steps=True
    )
    (step,) = output.steps
    assert step.shape == (4, 3)
    assert (step.passes, step.shown_pass) == (4, None)
    assert [row.label for row in step.scores] == LABELS
    assert {row.label: row.value for row in step.scores} == {
        label.label: pytest.approx(label.score) for label in output.outputs[0].labels
    }
    if total:
        assert sum(row.value for row in step.scores) == pytest.approx(total)
    assert [token.special for token in step.tokens].count(True) == 3
    assert output.outputs[0].labels[0].label in step.conclusion


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({}, r"needs labels to choose from: add --labels politics,sport to the magic, or candidate_labels="),
        ({"candidate_labels": []}, "needs labels"),
        ({"candidate_labels": ""}, "needs labels"),
        ({"candidate_labels": " , ,"}, "candidate_labels must be a text or a list of texts"),
        ({"candidate_labels": ["a", " "]}, "has an empty label"),
        ({"candidate_labels": ["a", ""]}, "must be a text or a list of texts that are not empty"),
        ({"candidate_labels": [1, 2]}, "must be a text or a list of texts"),
        ({"candidate_labels": ["a", "b", "a"]}, "has 'a' more than once. Give each label once"),
        ({"candidate_labels": "a,b,a"}, "has 'a' more than once"),
        ({"labels": "a"}, r"no option 'labels'\. Its options are: candidate_labels, "),
        ({"candidate_labels": "a", "hypothesis_template": "It is."}, r"has no place for the label\. Write \{\} where"),
        ({"candidate_labels": "a", "hypothesis_template": "It is {x}."}, "has no place for the label"),
        ({"candidate_labels": "a", "hypothesis_template": "{} is {}."}, "has no place for the label"),
        ({"candidate_labels": "a", "hypothesis_template": "{:>99999}"}, "has no place for the label"),
        ({"candidate_labels": "a", "hypothesis_template": "{0.__class__}"}, "has no place for the label"),
        ({"candidate_labels": "a", "hypothesis_template": "{"}, "has no place for the label"),
        ({"candidate_labels": "a", "hypothesis_template": 3}, "must be a sentence"),
        ({"candidate_labels": "a", "multi_label": "yes"}, "multi_label must be True or False"),
        ({"candidate_labels": ["soup " * 70]}, r"The hypothesis 'This example .*' has \d+ tokens and leaves no room"),
    ],
    ids=str,
)
def test_wrong_options_get_a_sentence(tiny_nli, pipeline, options, sentence):
    with pytest.raises(InvalidOption, match=sentence):
        pipeline("zero-shot-classification", tiny_nli, TEXTS[0], **options)


@pytest.mark.parametrize(("inputs", "sentence"), [([], "no input"), (["soup", ""], "Text 2 is empty")])
def test_wrong_inputs_get_a_sentence(tiny_nli, pipeline, inputs, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        pipeline("zero-shot-classification", tiny_nli, inputs, candidate_labels="a,b")


def test_a_model_with_one_class_is_refused(tiny_nli, tmp_path, pipeline):
    from transformers import AutoModelForSequenceClassification

    folder = Path(shutil.copytree(tiny_nli, tmp_path / "model"))
    AutoModelForSequenceClassification.from_pretrained(
        folder, num_labels=1, ignore_mismatched_sizes=True
    ).save_pretrained(folder)
    with pytest.raises(InvalidInput, match="has one class only"):
        pipeline("zero-shot-classification", folder, "soup", candidate_labels="a,b")


def test_nan_is_an_error(tiny_nli, tmp_path, pipeline):
    from safetensors.torch import load_file, save_file

    folder = Path(shutil.copytree(tiny_nli, tmp_path / "model"))
    weights = load_file(folder / "model.safetensors")
    weights["classifier.bias"][1] = float("nan")
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(NumericalError, match="NaN or infinite logits for 'soup'"):
        pipeline("zero-shot-classification", folder, "soup", candidate_labels="a,b")


def test_an_encoder_decoder_equals_the_pipeline_of_transformers(tiny_nli, tmp_path, pipeline):
    from transformers import AutoTokenizer, BartConfig, BartForSequenceClassification

    tokenizer = AutoTokenizer.from_pretrained(tiny_nli)
    names = json.loads((tiny_nli / "config.json").read_text())["id2label"]
    config = BartConfig(
        vocab_size=len(tokenizer),
        d_model=32,
        encoder_layers=1,
        decoder_layers=1,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        max_position_embeddings=64,
        pad_token_id=0,
        eos_token_id=tokenizer.sep_token_id,
        decoder_start_token_id=tokenizer.sep_token_id,
        init_std=0.3,
        id2label={int(at): name for at, name in names.items()},
        label2id={name: int(at) for at, name in names.items()},
    )
    tokenizer.model_input_names = ["input_ids", "attention_mask"]
    BartForSequenceClassification(config).save_pretrained(tmp_path)
    tokenizer.save_pretrained(tmp_path)
    options = {"candidate_labels": LABELS}
    output = pipeline("zero-shot-classification", tmp_path, TEXTS, **options)
    assert_same(entries(output), oracle(tmp_path, TEXTS, **options))


def test_the_course_example_on_the_starter_model(pipeline):
    shipped("bert-nli")
    text = "This is a course about the Transformers library"
    labels = ["education", "politics", "business"]
    (found,) = entries(pipeline("zero-shot-classification", "starter/bert-nli", text, candidate_labels=labels))
    assert found["labels"][0] == "education"
    assert sum(found["scores"]) == pytest.approx(1)
