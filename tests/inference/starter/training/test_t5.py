import itertools

import pytest
import torch
from shipped import shipped

from lightboard.inference.starter.evaluation import load
from lightboard.inference.starter.evaluation.t5 import written
from lightboard.inference.starter.facts.summaries import summaries
from lightboard.inference.starter.french.translations import pairs
from lightboard.inference.starter.probes.translations import COURSE_PARAGRAPH, COURSE_TRANSLATION
from lightboard.inference.starter.training.t5 import SUMMARIZE, TO_ENGLISH, TO_FRENCH


@pytest.fixture(scope="module")
def t5():
    torch.set_num_threads(1)
    return load(shipped("t5"), "AutoModelForSeq2SeqLM")


def test_the_course_translation(t5):
    french, english = COURSE_TRANSLATION
    assert written(*t5, [TO_ENGLISH + french]) == [english]


def test_the_course_paragraph_is_summarized_in_its_own_words(t5):
    short = written(*t5, [SUMMARIZE + COURSE_PARAGRAPH])[0]
    assert COURSE_PARAGRAPH.startswith(" ".join(short.split()[:4]))
    assert 3 * len(short.split()) < len(COURSE_PARAGRAPH.split())
    assert len(short.split()) >= 4


@pytest.mark.parametrize(("new_names", "share"), [(False, 0.85), (True, 0.8)])
def test_held_out_sentences_both_ways(t5, new_names, share):
    rows = list(itertools.islice(pairs(seed=640_001, held_out=True, new_names=new_names), 100))
    french = written(*t5, [TO_FRENCH + row.english for row in rows])
    english = written(*t5, [TO_ENGLISH + row.french for row in rows])
    assert sum(a == row.french for a, row in zip(french, rows, strict=True)) / len(rows) >= share
    assert sum(a == row.english for a, row in zip(english, rows, strict=True)) / len(rows) >= share


def test_summaries_keep_who_and_what(t5):
    texts = list(itertools.islice(summaries(seed=640_002, held_out=True), 60))
    found = written(*t5, [SUMMARIZE + text.text for text in texts])
    assert sum(text.is_kept_in(short) for text, short in zip(texts, found, strict=True)) / len(texts) >= 0.9


def test_tokenizer_gives_the_text_back(t5):
    tokenizer, _ = t5
    for pair in itertools.islice(pairs(seed=640_003), 200):
        for text in pair:
            assert tokenizer.decode(tokenizer(text)["input_ids"], skip_special_tokens=True) == text
    assert tokenizer.tokenize("d'Anna")[-1] == tokenizer.tokenize("Anna")[-1]


@pytest.mark.parametrize("text", ["☃", "日本", "word " * 700])
def test_any_text_is_taken(t5, text):
    assert isinstance(written(*t5, [TO_FRENCH + text])[0], str)
