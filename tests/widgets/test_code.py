"""`.code` runs without Lightboard and gives what the result holds, wherever nothing is drawn."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lightboard.inference.local import LocalBackend
from lightboard.inference.messages import (
    ChatMessage,
    Decoding,
    GenerateRequest,
    GenerationFinished,
    ModelChoice,
    PipelineRequest,
)
from lightboard.widgets.generation import Generation
from lightboard.widgets.pipeline_result import PipelineResult

PROMPT = "The teacher draws"


@pytest.fixture(scope="module")
def backend() -> LocalBackend:
    return LocalBackend()


def run(code: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(code, "<code>", "exec"), names)
    return names


def pipeline(backend: LocalBackend, task: str, model: Path, *inputs: str, **options: Any) -> PipelineResult:
    choice = ModelChoice(name=str(model), device="cpu")
    return PipelineResult(backend.pipeline(PipelineRequest(task=task, inputs=inputs, model=choice, options=options)))


def generate(backend: LocalBackend, model: Path, prompt: Any = PROMPT, **decoding: Any) -> Generation:
    choice = ModelChoice(name=str(model), device="cpu")
    request = GenerateRequest(prompt=prompt, model=choice, decoding=Decoding(**{"max_new_tokens": 12, **decoding}))
    *_, last = backend.generate(request)
    assert isinstance(last, GenerationFinished)
    return Generation(last.result)


def assert_same(one: Any, other: Any) -> None:
    if isinstance(one, np.ndarray):
        np.testing.assert_allclose(one, other, rtol=1e-6, atol=2e-6)
    elif isinstance(one, float | np.floating):
        assert math.isclose(one, other, abs_tol=1e-6)
    elif isinstance(one, dict):
        assert one.keys() == other.keys()
        for key in one:
            assert_same(one[key], other[key])
    elif isinstance(one, list):
        assert len(one) == len(other)
        for left, right in zip(one, other, strict=True):
            assert_same(left, right)
    else:
        assert one == other


TEXTS = ("We like the warm soup.", "The cold bread was terrible.")
MASKED = ("The [MASK] soup.", "We like [MASK] warm [MASK].")


@pytest.mark.parametrize("options", [{}, {"top_k": 2}, {"top_k": None}, {"function_to_apply": "sigmoid"}])
@pytest.mark.parametrize("texts", [TEXTS, TEXTS[:1]], ids=["batch", "one"])
def test_text_classification(backend, tiny_classifier, texts, options) -> None:
    result = pipeline(backend, "text-classification", tiny_classifier, *texts, **options)
    assert_same(run(result.code)["outputs"], result.outputs)


def test_truncated_text(backend, tiny_classifier) -> None:
    result = pipeline(backend, "text-classification", tiny_classifier, "warm " * 100, truncation=True)
    assert_same(run(result.code)["outputs"], result.outputs)


LONG = " ".join(TEXTS) * 9 + " Zürich 東京 🙂 O'Neill"


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"grouped_entities": True},
        {"grouped_entities": False},
        {"aggregation_strategy": "max", "ignore_labels": "PER"},
        {"ignore_labels": []},
    ],
    ids=str,
)
@pytest.mark.parametrize("texts", [TEXTS, TEXTS[:1]], ids=["batch", "one"])
def test_token_classification(backend, tiny_ner, texts, options) -> None:
    result = pipeline(backend, "ner", tiny_ner, *texts, **options)
    assert_same(run(result.code)["outputs"], result.outputs)


def test_token_classification_in_windows(backend, tiny_ner, tmp_path) -> None:
    import json
    import shutil

    folder = Path(shutil.copytree(tiny_ner, tmp_path / "model"))
    config = json.loads((folder / "tokenizer_config.json").read_text())
    (folder / "tokenizer_config.json").write_text(json.dumps({**config, "model_max_length": 10**30}))
    for model in (tiny_ner, folder):  # the second tokenizer does not know how long a window is
        result = pipeline(backend, "ner", model, LONG, aggregation_strategy="simple", stride=9)
        assert_same(run(result.code)["outputs"], result.outputs)


@pytest.mark.parametrize(
    "options",
    [
        {"candidate_labels": "food, school"},
        {"candidate_labels": ["food", "school", "the warm soup"], "multi_label": True},
        {"candidate_labels": ["food"], "hypothesis_template": 'It\'s about "{}".'},
    ],
    ids=str,
)
@pytest.mark.parametrize("texts", [TEXTS, TEXTS[:1]], ids=["batch", "one"])
def test_zero_shot_classification(backend, tiny_nli, texts, options) -> None:
    result = pipeline(backend, "zero-shot-classification", tiny_nli, *texts, **options)
    assert_same(run(result.code)["outputs"], result.outputs)


def test_zero_shot_classification_of_a_cut_text(backend, tiny_nli) -> None:
    result = pipeline(backend, "zero-shot-classification", tiny_nli, LONG, candidate_labels="a,b", truncation=True)
    assert_same(run(result.code)["outputs"], result.outputs)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"top_k": 3},
        {"handle_impossible_answer": True, "top_k": 4},
        {"max_answer_len": 2, "max_seq_len": 40, "doc_stride": 3},
        {"align_to_words": False, "top_k": 2},
        {"question": ["What is warm?", 'What\'s "cold"?', "soup " * 50]},
    ],
    ids=str,
)
def test_question_answering(backend, tiny_qa, options) -> None:
    options = {"question": "What is warm?", **options}
    result = pipeline(backend, "question-answering", tiny_qa, *TEXTS, LONG, **options)
    assert_same(run(result.code)["outputs"], result.outputs)


@pytest.mark.parametrize("options", [{}, {"pool": "mean"}, {"pool": "cls"}, {"truncation": True}], ids=str)
def test_feature_extraction(backend, tiny_bert, options) -> None:
    texts = (*TEXTS, LONG) if "truncation" in options else TEXTS
    result = pipeline(backend, "feature-extraction", tiny_bert, *texts, **options)
    assert_same(run(result.code)["outputs"], result.outputs)


@pytest.mark.parametrize("options", [{}, {"top_k": 2}, {"targets": ["warm", "cold"]}, {"targets": "warm"}])
@pytest.mark.parametrize("texts", [MASKED, MASKED[:1], MASKED[1:]], ids=["batch", "one mask", "two masks"])
def test_fill_mask(backend, tiny_bert, texts, options) -> None:
    result = pipeline(backend, "fill-mask", tiny_bert, *texts, **options)
    assert_same(run(result.code)["outputs"], result.outputs)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"max_new_tokens": 5},
        {"max_length": 20},
        {"num_beams": 3, "num_return_sequences": 2},
        {"return_full_text": False},
        {"repetition_penalty": 1.3, "no_repeat_ngram_size": 2},
    ],
    ids=str,
)
@pytest.mark.parametrize("texts", [(PROMPT,), (PROMPT, "We like")], ids=["one", "batch"])
def test_text_generation(backend, tiny_gpt, texts, options) -> None:
    result = pipeline(
        backend,
        "text-generation",
        tiny_gpt,
        *texts,
        **{"max_new_tokens": 8, **options} if "max_length" not in options else options,
    )
    assert_same(run(result.code)["outputs"], result.outputs)


def test_text_generation_ends_before_a_stop_text(backend, tiny_gpt) -> None:
    whole = pipeline(backend, "text-generation", tiny_gpt, PROMPT, max_new_tokens=10).outputs[0][0]["generated_text"]
    stop = whole[len(PROMPT) + 4 : len(PROMPT) + 7]
    result = pipeline(backend, "text-generation", tiny_gpt, PROMPT, max_new_tokens=10, stop=stop)
    assert len(result.outputs[0][0]["generated_text"]) < len(whole)
    assert_same(run(result.code)["outputs"], result.outputs)


def test_drawn_text_generation_runs_and_says_that_the_draws_differ(backend, tiny_gpt) -> None:
    result = pipeline(backend, "text-generation", tiny_gpt, PROMPT, max_new_tokens=5, num_return_sequences=2)
    assert "other numbers than Lightboard" in result.code
    assert len(run(result.code)["outputs"][0]) == 2


@pytest.mark.parametrize(
    "decoding",
    [
        {},
        {"max_new_tokens": 100},  # more than the context holds
        {"num_beams": 3},
        {"num_beams": 4, "num_return_sequences": 3, "length_penalty": 0.3, "early_stopping": "never"},
        {"repetition_penalty": 1.4, "no_repeat_ngram": 2, "min_new_tokens": 6},
        {"presence_penalty": 0.7, "frequency_penalty": 0.4},
        {"presence_penalty": 1.5, "num_beams": 2},
        {"kv_cache": False},
    ],
    ids=str,
)
@pytest.mark.parametrize("family", ["tiny_gpt", "tiny_t5"])
def test_generation(backend, request, family, decoding) -> None:
    result = generate(backend, request.getfixturevalue(family), **decoding)
    assert run(result.code)["texts"] == result.texts


def test_generation_ends_before_stop_texts(backend, tiny_gpt) -> None:
    whole = generate(backend, tiny_gpt).text
    result = generate(backend, tiny_gpt, stop=(whole[5:8], whole[3:5], "not there"))
    assert result.finish_reason == "stop"
    assert run(result.code)["texts"] == result.texts


def test_chat(backend, tiny_gpt) -> None:
    turns = (ChatMessage(role="system", content="Be 'brief'."), ChatMessage(role="user", content='Say "no".\nTwice.'))
    result = generate(backend, tiny_gpt, turns)
    assert "apply_chat_template" in result.code
    assert run(result.code)["texts"] == result.texts


def test_drawn_generation_states_every_truncation(backend, tiny_gpt) -> None:
    result = generate(backend, tiny_gpt, temperature=2, min_p=0.1, seed=2**40, num_return_sequences=2)
    for part in ("do_sample=True", "temperature=2.0", "top_k=0", "top_p=1.0", "min_p=0.1", "set_seed("):
        assert part in result.code
    assert len(run(result.code)["texts"]) == 2


def test_greedy_code_switches_off_the_strategy_of_a_checkpoint(backend, tiny_gpt, tmp_path) -> None:
    import shutil

    from transformers import GenerationConfig

    folder = tmp_path / "opinionated"
    shutil.copytree(tiny_gpt, folder)
    config = GenerationConfig.from_pretrained(folder)
    config.update(
        do_sample=True, temperature=0.3, repetition_penalty=3.0, no_repeat_ngram_size=2, top_k=3, max_length=9
    )
    config.save_pretrained(folder)
    result = generate(backend, folder)
    assert "repetition_penalty" in result.ignored
    assert run(result.code)["texts"] == result.texts == generate(backend, tiny_gpt).texts


def test_starter_models_are_found_by_name(backend) -> None:
    choice = ModelChoice(name="starter/gpt", device="cpu")
    request = GenerateRequest(prompt="One morning, Anna", model=choice, decoding=Decoding(max_new_tokens=8))
    *_, last = backend.generate(request)
    assert isinstance(last, GenerationFinished)
    result = Generation(last.result)
    assert 'starter.path("starter/gpt")' in result.code
    assert run(result.code)["texts"] == result.texts


def test_starter_models_are_found_by_name_in_pipelines(backend) -> None:
    result = pipeline(backend, "text-classification", Path("starter/bert-sentiment"), "I like this.", top_k=2)
    assert 'starter.path("starter/bert-sentiment")' in result.code
    assert_same(run(result.code)["outputs"], result.outputs)


SEQ2SEQ = [
    ("summarization", "tiny_t5_tasks", {}),
    ("summarization", "tiny_t5_tasks", {"max_new_tokens": 9, "num_beams": 1, "min_length": 0}),
    ("summarization", "tiny_t5_tasks", {"num_return_sequences": 2, "no_repeat_ngram_size": 0}),
    ("summarization", "tiny_bart", {"max_length": 12, "min_length": 0}),
    ("translation_en_to_fr", "tiny_t5_tasks", {}),
    ("translation", "tiny_marian", {"clean_up_tokenization_spaces": True}),
    ("translation", "tiny_mbart", {"src_lang": "fr_XX", "tgt_lang": "ja_XX", "max_length": 12}),
    ("translation", "tiny_nllb", {"src_lang": "fra_Latn", "tgt_lang": "eng_Latn", "max_length": 12}),
    ("text2text-generation", "tiny_marian", {"max_new_tokens": 9, "num_beams": 1, "repetition_penalty": 1.3}),
]


@pytest.mark.parametrize(("task", "name", "options"), SEQ2SEQ, ids=str)
def test_texts_from_texts(backend, request, task, name, options) -> None:
    result = pipeline(backend, task, request.getfixturevalue(name), *TEXTS, **options)
    assert_same(run(result.code)["outputs"], result.outputs)


def test_texts_from_a_text_that_was_cut(backend, tiny_t5_tasks) -> None:
    result = pipeline(backend, "summarization", tiny_t5_tasks, "warm " * 100, truncation=True)
    assert_same(run(result.code)["outputs"], result.outputs)


def test_drawn_texts_from_texts_run_and_say_that_the_draws_differ(backend, tiny_t5_tasks) -> None:
    result = pipeline(backend, "text2text-generation", tiny_t5_tasks, TEXTS[0], max_new_tokens=5, temperature=2, seed=3)
    assert "set_seed(3)  # Transformers draws other numbers than Lightboard" in result.code
    assert len(run(result.code)["outputs"]) == 1
