from __future__ import annotations

import functools
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from lightboard.inference import starter
from lightboard.inference.errors import InvalidInput, InvalidOption, ModelLoadError, NumericalError

TEXTS = [
    "The teacher draws a bright red line on the glass board.",
    "soup",
    "محمد يعمل في القاهرة",
    "नमस्ते दुनिया 🙂",
    "We like the warm soup, but the cold bread was terrible.",
]


@functools.cache
def extractor(folder):
    import transformers

    return transformers.pipeline("feature-extraction", str(folder), device="cpu", dtype=torch.float32)


def oracle(folder, inputs, **options):
    """Return what transformers' pipeline returns, an array (T, D) per input."""
    return [np.array(extractor(folder)(text, **options)[0], dtype=np.float32) for text in inputs]


def assert_same(ours, theirs):
    assert len(ours) == len(theirs)
    for mine, other in zip(ours, theirs, strict=True):
        assert mine.dtype == np.float32
        assert mine.shape == other.shape
        # of numbers up to 4, float32 keeps 2e-7; a batch computes them in another order than one text does
        np.testing.assert_allclose(mine, other, rtol=1e-6, atol=2e-6)


def entries(output):
    return [one.entry() for one in output.outputs]


@pytest.mark.parametrize("family", ["tiny_bert", "tiny_gpt", "tiny_ner"])
def test_equals_the_pipeline_of_transformers(request, pipeline, family):
    folder = request.getfixturevalue(family)
    texts = [text for text in TEXTS if len(text.encode()) < 60]
    theirs = oracle(folder, texts)
    assert_same(entries(pipeline("feature-extraction", folder, texts)), theirs)
    (alone,) = entries(pipeline("feature-extraction", folder, texts[0]))
    np.testing.assert_allclose(alone, theirs[0], rtol=0, atol=1e-6)


def test_pooled_vectors_are_those_of_the_tokens(tiny_bert, pipeline):
    tokens = oracle(tiny_bert, TEXTS)
    mean = pipeline("feature-extraction", tiny_bert, TEXTS, pool="mean")
    assert_same(entries(mean), [vectors.mean(axis=0) for vectors in tokens])
    cls = pipeline("feature-extraction", tiny_bert, TEXTS, pool="cls")
    assert_same(entries(cls), [vectors[0] for vectors in tokens])
    assert {one.pieces for one in (*mean.outputs, *cls.outputs)} == {()}


def test_an_array_is_the_users_own(tiny_bert, pipeline):
    output = pipeline("feature-extraction", tiny_bert, TEXTS[1])
    array = output.outputs[0].entry()
    array[:] = 0
    assert output.outputs[0].entry().any()
    assert output.outputs[0].pieces == ("[CLS]", "soup", "[SEP]")


def test_an_encoder_decoder_equals_the_pipeline_of_transformers(tiny_bert, tmp_path, pipeline):
    from transformers import AutoTokenizer, BartConfig, BartModel

    tokenizer = AutoTokenizer.from_pretrained(tiny_bert)
    tokenizer.model_input_names = ["input_ids", "attention_mask"]
    sizes = dict.fromkeys(("encoder_layers", "decoder_layers"), 1) | dict.fromkeys(
        ("encoder_ffn_dim", "decoder_ffn_dim"), 64
    )
    heads = dict.fromkeys(("encoder_attention_heads", "decoder_attention_heads"), 4)
    config = BartConfig(vocab_size=len(tokenizer), d_model=32, **sizes, **heads, max_position_embeddings=64)
    BartModel(config).save_pretrained(tmp_path)
    tokenizer.save_pretrained(tmp_path)
    assert_same(entries(pipeline("feature-extraction", tmp_path, TEXTS)), oracle(tmp_path, TEXTS))


def test_a_decoder_that_needs_a_text_of_its_own_is_refused(tiny_t5, pipeline):
    with pytest.raises(InvalidInput, match=r"whose decoder needs a text of its own\. Use an encoder"):
        pipeline("feature-extraction", tiny_t5, "soup")


def test_a_long_text_is_refused_or_cut_where_asked(tiny_bert, pipeline):
    with pytest.raises(InvalidInput, match=r"^The text has \d+ tokens, but .* takes at most 64"):
        pipeline("feature-extraction", tiny_bert, TEXTS[0] * 9)
    output = pipeline("feature-extraction", tiny_bert, TEXTS[0] * 9, truncation=True)
    assert_same(entries(output), oracle(tiny_bert, [TEXTS[0] * 9], truncation=True))


@pytest.mark.parametrize("options", [{}, {"pool": "mean"}, {"pool": "cls"}], ids=str)
def test_steps_lead_from_tokens_to_the_vector(tiny_bert, pipeline, options):
    output = pipeline("feature-extraction", tiny_bert, TEXTS[0], steps=True, **options)
    (step,) = output.steps
    vectors = oracle(tiny_bert, TEXTS[:1])[0]
    assert step.shape == (1, *vectors.shape)
    lengths = np.linalg.norm(vectors, axis=-1).tolist()
    assert [row.value for row in step.logits] == pytest.approx(lengths, rel=1e-5)
    first = np.atleast_2d(entries(output)[0])[0]
    assert [row.value for row in step.scores] == first[:10].tolist()
    assert "first 10 of the 32 numbers" in step.conclusion


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"pool": "max"}, r"pool must be one of mean, cls, not 'max'"),
        ({"pooling": "mean"}, r"Did you mean 'pool'"),
        ({"truncation": 1}, "truncation must be True or False"),
    ],
)
def test_wrong_options_get_a_sentence(tiny_bert, pipeline, options, sentence):
    with pytest.raises(InvalidOption, match=sentence):
        pipeline("feature-extraction", tiny_bert, "soup", **options)


def test_a_tokenizer_without_cls_has_no_such_vector(tiny_gpt, pipeline):
    with pytest.raises(InvalidOption, match=r"has no \[CLS\] token. Use pool=mean"):
        pipeline("feature-extraction", tiny_gpt, "soup", pool="cls")


@pytest.mark.parametrize(("inputs", "sentence"), [([], "no input"), (["soup", ""], "Text 2 is empty")])
def test_wrong_inputs_get_a_sentence(tiny_bert, pipeline, inputs, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        pipeline("feature-extraction", tiny_bert, inputs)


def test_nan_is_an_error(tiny_bert, tmp_path, pipeline):
    from safetensors.torch import load_file, save_file

    folder = Path(shutil.copytree(tiny_bert, tmp_path / "model"))
    weights = load_file(folder / "model.safetensors")
    weights["bert.encoder.layer.1.output.LayerNorm.bias"][1] = float("nan")
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(NumericalError, match="NaN or infinite hidden states for 'soup'"):
        pipeline("feature-extraction", folder, "soup")


def test_weights_that_are_missing_are_never_made_up(tiny_bert, tmp_path, pipeline):
    from safetensors.torch import load_file, save_file

    folder = Path(shutil.copytree(tiny_bert, tmp_path / "model"))
    weights = load_file(folder / "model.safetensors")
    del weights["bert.encoder.layer.1.output.dense.weight"]
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelLoadError, match="no trained weights for feature-extraction"):
        pipeline("feature-extraction", folder, "soup")


def test_the_starter_model_equals_the_pipeline_of_transformers(pipeline):
    texts = ["This is a simple test.", "A cat sleeps."]
    assert_same(entries(pipeline("feature-extraction", "starter/bert", texts)), oracle(starter.path("bert"), texts))
