from __future__ import annotations

import functools
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import shipped

from lightboard.inference.errors import InvalidInput, InvalidOption, NumericalError
from lightboard.inference.tasks.answer_spans import best_spans, span_probabilities

CONTEXTS = [
    "The teacher draws a bright red line on the glass board.",
    "soup",
    "Mr. O'Neill-Smith visits Zürich: zebras, quokkas & 333 wombats!",
    "محمد يعمل في القاهرة",
    "नमस्ते दुनिया, मेरा नाम राज है",
    "👩‍👩‍👧 eats soup 🙂 and bread",
    "Soup is soup, and warm soup is soup.",
]
QUESTION = "What does the teacher draw?"
LONG = "We like the warm soup, but the cold bread was terrible. " * 9 + "The teacher draws a red line."


@functools.cache
def loaded(folder):
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    model = AutoModelForQuestionAnswering.from_pretrained(folder, dtype=torch.float32).eval()
    return model, AutoTokenizer.from_pretrained(folder)


def oracle(  # noqa: PLR0913
    folder,
    question,
    context,
    *,
    top_k=1,
    handle_impossible_answer=False,
    max_answer_len=15,
    max_seq_len=64,
    doc_stride=None,
    align_to_words=True,
):
    """Answer as transformers 4 did: every pair of tokens tried, whole words, equal words added up within a window."""
    model, tokenizer = loaded(folder)
    part = 1 if tokenizer.padding_side == "right" else 0  # models that pad on the left read the context first
    windows = tokenizer(
        *((question, context) if part == 1 else (context, question)),
        truncation="only_second" if part == 1 else "only_first",
        max_length=max_seq_len,
        stride=min(max_seq_len // 2, 128) if doc_stride is None else doc_stride,
        return_overflowing_tokens=True,
    )
    best, no_answer = {}, 1.0
    for number, encoding in enumerate(windows.encodings):
        inputs = {name: torch.tensor([windows[name][number]]) for name in tokenizer.model_input_names}
        with torch.inference_mode():
            output = model(**inputs)
        counted = [at for at, text in enumerate(encoding.sequence_ids) if text == part]
        cls = [at for at, id_ in enumerate(encoding.ids) if id_ == tokenizer.cls_token_id]
        start, end = ({}, {})
        for chances, logits in ((start, output.start_logits[0]), (end, output.end_logits[0])):
            weights = {at: np.exp(float(logits[at])) for at in [*cls, *counted]}
            chances |= {at: weight / sum(weights.values()) for at, weight in weights.items()}
        no_answer = min(no_answer, start[cls[0]] * end[cls[0]] if cls else 0.0)
        spans = [(start[a] * end[b], a, b) for a in counted for b in counted if a <= b < a + max_answer_len]
        found = {}
        for score, a, b in sorted(spans, key=lambda span: -span[0])[: 2 * top_k + 10]:
            first, last = encoding.offsets[a][0], encoding.offsets[b][1]
            if align_to_words:
                first = encoding.word_to_chars(encoding.word_ids[a], part)[0]
                last = encoding.word_to_chars(encoding.word_ids[b], part)[1]
            text = context[first:last]
            known = found.setdefault(text.lower(), {"score": 0.0, "start": first, "end": last, "answer": text})
            known["score"] += score
        for key, answer in found.items():
            if key not in best or answer["score"] > best[key]["score"]:
                best[key] = answer
    answers = list(best.values())
    if handle_impossible_answer:
        answers.append({"score": no_answer, "start": 0, "end": 0, "answer": ""})
    answers = sorted(answers, key=lambda answer: -answer["score"])[:top_k]
    return answers if top_k > 1 else answers[0]


def assert_same(mine, other):
    if isinstance(other, list):
        assert len(mine) == len(other)
        for one, two in zip(mine, other, strict=True):
            assert_same(one, two)
        return
    assert isinstance(mine["score"], float)
    assert mine == {**other, "score": pytest.approx(other["score"], abs=1e-6)}


def entries(output):
    return [one.entry() for one in output.outputs]


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"top_k": 3},
        {"top_k": 40},
        {"handle_impossible_answer": True},
        {"handle_impossible_answer": True, "top_k": 4},
        {"max_answer_len": 1, "top_k": 5},
        {"max_answer_len": 200, "top_k": 2},
        {"align_to_words": False, "top_k": 3},
    ],
    ids=str,
)
def test_equals_the_oracle(tiny_qa, pipeline, options):
    theirs = [oracle(tiny_qa, QUESTION, context, **options) for context in CONTEXTS]
    output = pipeline("question-answering", tiny_qa, CONTEXTS, question=QUESTION, **options)
    assert_same(entries(output), theirs)
    one = pipeline("question-answering", tiny_qa, CONTEXTS[2], question=QUESTION, **options)
    assert_same(entries(one), theirs[2:3])
    assert {answers.question for answers in output.outputs} == {QUESTION}


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"top_k": 4},
        {"doc_stride": 0, "top_k": 2},
        {"doc_stride": 20, "handle_impossible_answer": True},
        {"max_seq_len": 30, "doc_stride": 5, "top_k": 3},
    ],
    ids=str,
)
def test_a_long_context_is_read_in_windows(tiny_qa, pipeline, options):
    output = pipeline("question-answering", tiny_qa, [CONTEXTS[0], LONG], question=QUESTION, steps=True, **options)
    theirs = [oracle(tiny_qa, QUESTION, context, **options) for context in (CONTEXTS[0], LONG)]
    assert_same(entries(output), theirs)
    assert output.steps[1].passes > 2
    assert all(0 <= answer.score <= 1 for answer in output.outputs[1].answers)


def test_an_answer_at_the_end_of_a_long_context_is_found(tiny_qa, pipeline):
    (one,) = pipeline("question-answering", tiny_qa, LONG, question=QUESTION, top_k=400).outputs
    assert any(answer.end > len(LONG) - 10 for answer in one.answers)


OTHERS = [{}, {"top_k": 3, "handle_impossible_answer": True}, {"align_to_words": False, "doc_stride": 9}]


@pytest.mark.parametrize("options", OTHERS, ids=str)
def test_a_model_that_reads_the_context_first(tiny_qa, tmp_path, pipeline, options):
    from transformers import AutoTokenizer

    folder = Path(shutil.copytree(tiny_qa, tmp_path / "model"))
    AutoTokenizer.from_pretrained(folder, padding_side="left").save_pretrained(folder)
    output = pipeline("question-answering", folder, [*CONTEXTS, LONG], question=QUESTION, **options)
    assert_same(entries(output), [oracle(folder, QUESTION, context, **options) for context in (*CONTEXTS, LONG)])


@pytest.mark.parametrize("options", OTHERS, ids=str)
def test_a_byte_level_tokenizer_without_a_token_for_no_answer(tiny_t5, tmp_path, pipeline, options):
    from transformers import AutoTokenizer, T5Config, T5ForQuestionAnswering

    T5ForQuestionAnswering(T5Config.from_pretrained(tiny_t5, initializer_factor=1.0)).save_pretrained(tmp_path)
    AutoTokenizer.from_pretrained(tiny_t5, model_max_length=64).save_pretrained(tmp_path)
    output = pipeline("question-answering", tmp_path, [*CONTEXTS, LONG], question="Who?", **options)
    assert_same(entries(output), [oracle(tmp_path, "Who?", context, **options) for context in (*CONTEXTS, LONG)])


def test_each_context_has_its_question(tiny_qa, pipeline):
    questions = ["Who draws?", "What is warm?", "Who is it?"]
    output = pipeline("question-answering", tiny_qa, CONTEXTS[:3], question=questions, top_k=2)
    pairs = zip(questions, CONTEXTS, strict=False)
    assert_same(entries(output), [oracle(tiny_qa, question, context, top_k=2) for question, context in pairs])


def test_the_same_context_twice_gives_the_same_twice(tiny_qa, pipeline):
    one, other = entries(pipeline("question-answering", tiny_qa, CONTEXTS[:1] * 2, question=[QUESTION] * 2))
    assert one == other


def test_answers_are_code_points_of_the_context(tiny_qa, pipeline):
    output = pipeline("question-answering", tiny_qa, CONTEXTS, question="चाय كيف 🙂?", top_k=20)
    for context, one in zip(CONTEXTS, output.outputs, strict=True):
        assert all(context[answer.start : answer.end] == answer.answer for answer in one.answers)
    assert any("🙂" in answer.answer for answer in output.outputs[5].answers)


def test_the_best_five_are_kept_for_the_picture(tiny_qa, pipeline):
    (one,) = pipeline("question-answering", tiny_qa, CONTEXTS[0], question=QUESTION).outputs
    assert len(one.answers) == 5
    assert isinstance(one.entry(), dict)
    scores = [answer.score for answer in one.answers]
    assert scores == sorted(scores, reverse=True)


def test_steps_lead_from_starts_and_ends_to_the_answer(tiny_qa, pipeline):
    output = pipeline("question-answering", tiny_qa, CONTEXTS[0], question=QUESTION, steps=True)
    (step,) = output.steps
    assert step.shape == (1, len(step.tokens), 2)
    assert [row.label.split()[0] for row in step.logits] == ["start"] * 5 + ["end"] * 5
    assert step.scores[0].label == output.outputs[0].entry()["answer"]
    assert step.scores[0].value == pytest.approx(output.outputs[0].entry()["score"], abs=1e-6)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({}, r'question-answering needs a question: add --question "Where do I work\?" to the magic'),
        ({"question": ""}, "needs a question"),
        ({"question": " "}, "needs a question"),
        ({"question": None}, "needs a question"),
        ({"question": []}, "needs a question"),
        ({"question": ["Who?", " "]}, "Question 2 is empty"),
        ({"question": 3}, "question must be a text"),
        ({"question": "Who?", "top_k": 0}, "top_k must be 1 or more"),
        ({"question": "Who?", "topk": 1}, "Did you mean 'top_k'"),
        ({"question": "Who?", "max_seq_len": 65}, "max_seq_len is 65, but .* takes at most 64"),
        ({"question": "Who?", "doc_stride": 59}, "doc_stride is 59, but beside the question 'Who.' a window has room"),
        ({"question": "Who?", "max_answer_len": 0}, "max_answer_len must be 1 or more"),
    ],
    ids=str,
)
def test_wrong_options_get_a_sentence(tiny_qa, pipeline, options, sentence):
    with pytest.raises(InvalidOption, match=sentence):
        pipeline("question-answering", tiny_qa, CONTEXTS[:2], **options)


@pytest.mark.parametrize(
    ("inputs", "options", "sentence"),
    [
        ([], {}, "no input"),
        (["soup", "\n"], {}, "Text 2 is empty"),
        (["soup", "\x00\u200b"], {}, "Text 2 has no character that the tokenizer knows"),
        (["soup", "bread"], {"question": ["a", "b", "c"]}, "There are 3 questions and 2 texts. Give one question"),
        (["soup"], {"question": "soup " * 70}, r"The question 'soup .*' has 70 tokens and leaves no room"),
    ],
)
def test_wrong_inputs_get_a_sentence(tiny_qa, pipeline, inputs, options, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        pipeline("question-answering", tiny_qa, inputs, **{"question": "Who?", **options})


def test_a_long_question_leaves_small_windows(tiny_qa, pipeline):
    (one,) = pipeline("question-answering", tiny_qa, LONG, question="soup " * 59, top_k=2).outputs
    assert all(LONG[answer.start : answer.end] == answer.answer for answer in one.answers)


def test_nan_is_an_error(tiny_qa, tmp_path, pipeline):
    from safetensors.torch import load_file, save_file

    folder = Path(shutil.copytree(tiny_qa, tmp_path / "model"))
    weights = load_file(folder / "model.safetensors")
    weights["qa_outputs.bias"][1] = float("nan")
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(NumericalError, match="NaN or infinite logits"):
        pipeline("question-answering", folder, "soup", question="What?")


def test_a_slow_tokenizer_is_refused(tmp_path, pipeline):
    from transformers import ByT5Tokenizer, T5Config, T5ForQuestionAnswering

    tokenizer = ByT5Tokenizer()
    config = T5Config(vocab_size=len(tokenizer), d_model=32, d_kv=8, d_ff=64, num_layers=1, num_heads=4)
    T5ForQuestionAnswering(config).save_pretrained(tmp_path)
    tokenizer.save_pretrained(tmp_path)
    with pytest.raises(InvalidInput, match="does not say where its tokens stand"):
        pipeline("question-answering", tmp_path, "soup", question="What?")


LOGITS = st.lists(st.floats(-9, 9, width=32), min_size=2, max_size=7)


@settings(deadline=None)
@given(LOGITS, st.data())
def test_spans_are_probabilities_that_brute_force_finds_too(starts, data):
    ends = data.draw(st.lists(st.floats(-9, 9, width=32), min_size=len(starts), max_size=len(starts)))
    allowed = torch.tensor([False] + [data.draw(st.booleans()) for _ in starts[2:]] + [True])
    longest, count = data.draw(st.integers(1, 8)), data.draw(st.integers(1, 40))
    probabilities = span_probabilities(torch.tensor([starts, ends]).T, allowed, 0)
    assert probabilities.sum(dim=0).tolist() == pytest.approx([1, 1], abs=1e-5)
    places = [at for at, yes in enumerate(allowed.tolist()) if yes]
    every = [float(probabilities[a, 0] * probabilities[b, 1]) for a in places for b in places if a <= b < a + longest]
    spans = best_spans(probabilities, allowed, count=count, longest=longest)
    assert [score for score, _, _ in spans] == pytest.approx(sorted(every, reverse=True)[:count], abs=1e-7)
    assert sum(score for score, _, _ in spans) <= 1 + 1e-5


def test_the_course_example_on_the_starter_model(pipeline):
    shipped("bert-qa")
    text = "My name is Sylvain and I work at Hugging Face in Brooklyn"
    (found,) = entries(pipeline("question-answering", "starter/bert-qa", text, question="Where do I work?"))
    assert (found["answer"], found["start"], found["end"]) == ("Hugging Face", 33, 45)
    assert found["score"] > 0.5
