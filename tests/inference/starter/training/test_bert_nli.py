import pytest
import torch
from shipped import shipped
from transformers import pipeline

from lightboard.inference.starter.english.topic_tables import TOPICS
from lightboard.inference.starter.evaluation import load
from lightboard.inference.starter.evaluation.bert_nli import (
    hypothesis_only,
    pair_logits,
    topic_probabilities,
)
from lightboard.inference.starter.pairs.entailment import LABELS
from lightboard.inference.starter.probes.topics import COURSE_LABELS, COURSE_TEXT, TOPIC_SENTENCES
from lightboard.inference.starter.training.bert_nli import held_out_pairs


@pytest.fixture(scope="module")
def nli():
    torch.set_num_threads(1)
    return load(shipped("bert-nli"), "AutoModelForSequenceClassification")


def test_labels_are_found_by_zero_shot_classification(nli):
    _, model = nli
    assert [model.config.id2label[i] for i in range(3)] == list(LABELS)
    assert model.config.label2id["entailment"] == 0


def test_the_course_example_by_the_pipeline_of_transformers(nli):
    tokenizer, model = nli
    classifier = pipeline("zero-shot-classification", model=model, tokenizer=tokenizer, device="cpu")
    found = classifier(COURSE_TEXT, candidate_labels=list(COURSE_LABELS))
    assert found["labels"][0] == "education"
    assert found["scores"][0] > 0.5
    ours = topic_probabilities(tokenizer, model, [COURSE_TEXT], COURSE_LABELS)[0]
    assert dict(zip(found["labels"], found["scores"], strict=True))["education"] == pytest.approx(
        float(ours[0]), abs=1e-4
    )


@pytest.mark.parametrize(("kind", "share"), [("facts", 0.9), ("situations", 0.85)])
def test_held_out_names_and_hypotheses(nli, kind, share):
    pairs = held_out_pairs(600, kind=kind)
    logits = pair_logits(*nli, [p.premise for p in pairs], [p.hypothesis for p in pairs])
    assert sum(int(i) == p.label for i, p in zip(logits.argmax(-1), pairs, strict=True)) / 600 >= share


def test_zero_shot_on_sentences_written_by_hand(nli):
    texts = [(text, topic) for topic, sentences in TOPIC_SENTENCES.items() for text in sentences]
    found = topic_probabilities(*nli, [text for text, _ in texts], list(TOPICS)).argmax(-1)
    assert sum(list(TOPICS)[int(i)] == topic for i, (_, topic) in zip(found, texts, strict=True)) / len(texts) >= 0.85


def test_hypotheses_alone_say_little():
    assert hypothesis_only() <= 0.45


@pytest.mark.parametrize("text", ["", "Ж 你好 🙂", "word " * 3_000])
def test_any_text_gets_probabilities(nli, text):
    found = topic_probabilities(*nli, [text], ["sports", "music"])
    assert float(found.sum()) == pytest.approx(1, abs=1e-5)
