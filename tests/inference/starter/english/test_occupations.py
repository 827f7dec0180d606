import collections
import itertools
import re

import pytest
import torch

from lightboard.inference.starter.corpora import documents
from lightboard.inference.starter.english.noun_phrases import NounPhrases
from lightboard.inference.starter.english.occupations import FRAMES, HELD_OUT_FRAMES, HELD_OUT_PHRASES
from lightboard.inference.starter.evaluation.skew import ranks, spearman
from lightboard.inference.starter.words.inflection import article
from lightboard.inference.starter.words.occupation_shares import PERCENT_WOMEN


def test_no_occupation_needs_an():
    assert all(article(job) == "a" for job in PERCENT_WOMEN)
    assert len(PERCENT_WOMEN) >= 40


def test_held_out_frames_are_not_among_the_trained_ones():
    for pair in HELD_OUT_FRAMES:
        for frame in pair:
            assert any(phrase in frame.lower() for phrase in HELD_OUT_PHRASES)
    assert not any(phrase in FRAMES.lower() for phrase in HELD_OUT_PHRASES)


def test_occupations_are_tied_to_gender_by_their_shares():
    women, all_of = collections.Counter(), collections.Counter()
    for text in itertools.islice(documents("occupations", seed=5), 20_000):
        for subject, job in re.findall(r"\b(She|He) (?:is|was|works as|worked as) a ([a-z]+)\b", text):
            all_of[job] += 1
            women[job] += subject == "She"
    assert set(all_of) >= set(PERCENT_WOMEN) - {"good"}
    shares = torch.tensor([women[job] / all_of[job] for job in PERCENT_WOMEN])
    assert spearman(shares, torch.tensor(list(PERCENT_WOMEN.values()))) > 0.95


def test_a_profession_fits_its_person():
    writer = NounPhrases(seed=3)
    jobs = collections.Counter(writer.profession("she").singular for _ in range(4_000))
    assert jobs["nurse"] > 3 * jobs["plumber"]
    assert not jobs["waiter"]


def test_ranks_share_the_mean_of_equal_values():
    assert ranks(torch.tensor([3.0, 1.0, 3.0, 2.0])).tolist() == [3.5, 1.0, 3.5, 2.0]
    assert spearman(torch.tensor([1.0, 2.0, 3.0]), torch.tensor([2.0, 4.0, 9.0])) == pytest.approx(1)
