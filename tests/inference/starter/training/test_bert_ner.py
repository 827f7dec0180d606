import itertools

import pytest
import torch
from shipped import shipped

from lightboard.inference.starter.evaluation import load
from lightboard.inference.starter.evaluation.bert_ner import recognise, recogniser, scores_of
from lightboard.inference.starter.facts.entities import LABELS, Entities, entity_texts
from lightboard.inference.starter.probes.entities import COURSE_ENTITIES


@pytest.fixture(scope="module")
def ner():
    torch.set_num_threads(1)
    return load(shipped("bert-ner"), "AutoModelForTokenClassification")


def test_labels_and_capitals(ner):
    tokenizer, model = ner
    assert [model.config.id2label[i] for i in range(len(LABELS))] == list(LABELS)
    assert tokenizer.tokenize("Paris") != tokenizer.tokenize("paris")


def test_the_course_example_by_the_pipeline_of_transformers(ner):
    text, names = COURSE_ENTITIES
    found = recogniser(*ner)(text)
    assert [(e["entity_group"], text[e["start"] : e["end"]]) for e in found] == list(names)
    assert [e["word"] for e in found] == [name for _, name in names]


def test_names_that_were_never_read(ner):
    texts = list(itertools.islice(entity_texts(seed=660_001, held_out=True), 300))
    gold = [frozenset((e.start, e.end, e.label) for e in text.entities) for text in texts]
    assert scores_of(gold, recognise(recogniser(*ner), [text.text for text in texts]))["f1"] >= 0.95


def test_texts_without_names_are_left_alone(ner):
    writer = Entities(seed=660_002)
    texts = [writer.without_names().text for _ in range(200)]
    assert sum(not spans for spans in recognise(recogniser(*ner), texts)) / len(texts) >= 0.95


@pytest.mark.parametrize("text", ["", "日本", "☃☃☃", "a" * 300, "Anna " * 60])
def test_any_text_is_taken(ner, text):
    tokenizer, model = ner
    batch = tokenizer(text, return_tensors="pt", truncation=True)
    assert model(**batch).logits.shape[-1] == len(LABELS)


def test_scores_count_whole_spans():
    gold = [frozenset({(0, 4, "PER"), (9, 13, "LOC")})]
    assert scores_of(gold, gold)["f1"] == 1
    half = scores_of(gold, [frozenset({(0, 4, "PER"), (9, 12, "LOC")})])
    assert half["precision"] == half["recall"] == 0.5
