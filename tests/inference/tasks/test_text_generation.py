from __future__ import annotations

import threading

import pytest

from lightboard.inference import starter
from lightboard.inference.errors import ContextOverflow, InvalidInput, InvalidOption, RequestCancelled
from lightboard.inference.messages import Decoding

PROMPTS = ["The teacher draws", "Why", "Numbers such as 1, 22"]


def oracle(folder, inputs, **options):
    """Return the texts of transformers' pipeline, a list per input."""
    import torch
    import transformers

    generate = transformers.pipeline("text-generation", str(folder), device="cpu", dtype=torch.float32)
    return [[row["generated_text"] for row in rows] for rows in generate(list(inputs), do_sample=False, **options)]


def texts(output):
    return [[row["generated_text"] for row in entry.entry()] for entry in output.outputs]


@pytest.mark.parametrize(
    "options",
    [
        {"max_new_tokens": 12},
        {"max_new_tokens": 7, "return_full_text": False},
        {"max_length": 20},
        {"max_new_tokens": 10, "num_beams": 3},
        {
            "max_new_tokens": 10,
            "num_beams": 4,
            "num_return_sequences": 3,
            "length_penalty": 0.5,
            "early_stopping": True,
        },
        {"max_new_tokens": 10, "repetition_penalty": 1.5, "no_repeat_ngram_size": 2},
        {"max_new_tokens": 10, "min_new_tokens": 10},
    ],
    ids=str,
)
def test_equals_the_pipeline_of_transformers(tiny_gpt, pipeline, options):
    output = pipeline("text-generation", tiny_gpt, PROMPTS, **options)
    assert texts(output) == oracle(tiny_gpt, PROMPTS, **options)


def test_the_starter_model_equals_the_pipeline_of_transformers(pipeline):
    prompts = ["In this course, we will teach you how to", "The cat"]
    output = pipeline("text-generation", "starter/gpt", prompts, max_new_tokens=25)
    assert texts(output) == oracle(starter.path("starter/gpt"), prompts, max_new_tokens=25)


def decoding(store, folder, **options) -> Decoding:
    from lightboard.inference.messages import ModelChoice
    from lightboard.inference.tasks.text_generation import TextGeneration

    with store.acquire(ModelChoice(name=str(folder)), task="text-generation") as checkpoint:
        return TextGeneration(checkpoint, options).decoding


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, Decoding()),
        ({"do_sample": False}, Decoding()),
        ({"do_sample": True}, Decoding(seed=0)),
        ({"num_return_sequences": 2}, Decoding(num_return_sequences=2, seed=0)),
        ({"num_return_sequences": 2, "num_beams": 2}, Decoding(num_return_sequences=2, num_beams=2)),
        ({"temperature": 0.7, "top_k": 5, "top_p": 0.9}, Decoding(temperature=0.7, top_k=5, top_p=0.9, seed=0)),
        ({"min_p": 0.1, "seed": 7}, Decoding(min_p=0.1, seed=7)),
        ({"stop": "end"}, Decoding(stop=("end",))),
    ],
    ids=str,
)
def test_options_become_a_decoding(store, tiny_gpt, options, expected):
    assert decoding(store, tiny_gpt, **options) == expected


def test_sampling_gives_the_same_texts_again(tiny_gpt, pipeline):
    first, again = (
        pipeline("text-generation", tiny_gpt, PROMPTS, num_return_sequences=2, max_new_tokens=8) for _ in "12"
    )
    assert texts(first) == texts(again)
    assert all(one != two for one, two in texts(first))


def test_a_stop_text_ends_the_text_and_is_trimmed(tiny_gpt, pipeline):
    whole = texts(pipeline("text-generation", tiny_gpt, PROMPTS[0], return_full_text=False))[0][0]
    stop = whole[3:5]
    cut = texts(pipeline("text-generation", tiny_gpt, PROMPTS[0], return_full_text=False, stop=stop))[0][0]
    assert cut == whole[: whole.index(stop)]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"temprature": 0.5}, "Did you mean 'temperature'"),
        ({"temperature": 0}, "greedy"),
        ({"top_p": 1.5}, "top_p must be"),
        ({"num_beams": 0}, "num_beams must be"),
        ({"num_beams": "2"}, "num_beams must be a whole number"),
        ({"num_beams": 2, "num_return_sequences": 3}, "above num_beams"),
        ({"num_beams": 2, "temperature": 0.5}, "do not go with num_beams"),
        ({"num_beams": 2, "do_sample": True}, "do_sample=True does not go with num_beams"),
        ({"do_sample": False, "top_k": 3}, "do_sample=False means greedy, but top_k"),
        ({"do_sample": False, "num_return_sequences": 2}, "Greedy decoding gives one sequence"),
        ({"do_sample": "yes"}, "do_sample must be True or False"),
        ({"max_length": 10, "max_new_tokens": 5}, "not both"),
        ({"max_length": 10.5}, "max_length must be a whole number"),
        ({"stop": [""]}, "stop must be"),
    ],
    ids=str,
)
def test_wrong_options_get_a_sentence(tiny_gpt, pipeline, options, sentence):
    with pytest.raises(InvalidOption, match=sentence):
        pipeline("text-generation", tiny_gpt, PROMPTS[0], **options)


def test_a_prompt_that_fills_max_length_is_refused(tiny_gpt, pipeline):
    with pytest.raises(InvalidInput, match=r"Text 2 has \d+ tokens and max_length is 5, prompt included"):
        pipeline("text-generation", tiny_gpt, ["Why", PROMPTS[0] * 3], max_length=5)


def test_a_prompt_that_fills_the_context_is_refused(tiny_gpt, pipeline):
    with pytest.raises(ContextOverflow, match="fills the context"):
        pipeline("text-generation", tiny_gpt, "soup " * 100)


def test_steps_show_the_first_choice(tiny_gpt, pipeline):
    output = pipeline("text-generation", tiny_gpt, PROMPTS[0], max_new_tokens=3, steps=True, return_full_text=False)
    step = output.steps[0]
    assert "".join(PROMPTS[0][token.start : token.end] for token in step.tokens) == PROMPTS[0]
    assert step.shape == (1, len(step.tokens), output.model.vocabulary_size)
    assert texts(output)[0][0].startswith(step.scores[0].label)
    assert sum(row.value for row in step.scores) < 1
    assert [row.value for row in step.logits] == sorted((row.value for row in step.logits), reverse=True)


def test_an_encoder_decoder_writes_without_repeating_the_prompt(tiny_t5, pipeline):
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    model, tokenizer = AutoModelForSeq2SeqLM.from_pretrained(tiny_t5), AutoTokenizer.from_pretrained(tiny_t5)
    expected = []
    for prompt in PROMPTS:
        ids = model.generate(**tokenizer(prompt, return_tensors="pt"), do_sample=False, max_new_tokens=9)
        expected.append([tokenizer.decode(ids[0], skip_special_tokens=True)])
    assert texts(pipeline("text-generation", tiny_t5, PROMPTS, max_new_tokens=9)) == expected
    output = pipeline("text-generation", tiny_t5, PROMPTS, max_length=10, steps=True)  # the start token counts
    assert texts(output) == expected
    assert output.steps[0].shape == (1, 1, 360)


def test_cancelling_ends_with_an_error(tiny_gpt, pipeline):
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(RequestCancelled):
        pipeline("text-generation", tiny_gpt, PROMPTS, cancelled=cancelled)
