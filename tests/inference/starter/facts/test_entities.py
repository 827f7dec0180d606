import itertools
import re

import pytest

from lightboard.inference.starter.facts.entities import LABELS, Entities, Entity, entity_texts, piece_labels
from lightboard.inference.starter.held_out import leaks
from lightboard.inference.starter.probes.entities import COURSE_ENTITIES, EVERYDAY_ENTITIES
from lightboard.inference.starter.words.names import COURSE_NAMES, is_held_out


@pytest.fixture(scope="module")
def texts():
    return list(itertools.islice(entity_texts(seed=1), 4_000))


def test_entities_are_names_in_order(texts):
    for text, entities in texts:
        for entity in entities:
            name = text[entity.start : entity.end]
            assert name == name.strip()
            assert name[0].isupper(), text
        assert list(entities) == sorted(entities)
        assert all(a.end <= b.start for a, b in itertools.pairwise(entities))


def test_all_kinds_occur_and_a_fifth_of_the_texts_has_no_name(texts):
    kinds = [entity.label for text in texts for entity in text.entities]
    assert all(kinds.count(kind) > 0.15 * len(kinds) for kind in ("PER", "ORG", "LOC"))
    assert 0.1 < sum(not text.entities for text in texts) / len(texts) < 0.4


def test_names_of_people_never_hold_a_word_of_the_other_pool(texts):
    for text, entities in texts:
        for entity in entities:
            words = re.findall(r"[A-Za-z]{3,}", text[entity.start : entity.end])
            if entity.label == "PER":
                assert not any(is_held_out(word) for word in words), text[entity.start : entity.end]
    held_out = Entities(seed=2, held_out=True)
    for _ in range(300):
        assert is_held_out(held_out.names.person().short)


def test_the_course_is_not_in_the_training_text(texts):
    for text, _ in texts:
        assert not leaks(text)
        assert not any(re.search(rf"\b{name.capitalize()}\b", text) for name in COURSE_NAMES)


def test_capitals_without_names_are_labelled_as_such():
    writer = Entities(seed=3)
    plain = [writer.without_names() for _ in range(300)]
    assert not any(text.entities for text in plain)
    assert any(text.text.startswith("May ") for text in plain)


def test_pieces_of_a_name_are_labelled_from_its_first_to_its_last():
    offsets = [(0, 0), (0, 2), (3, 6), (6, 9), (10, 14), (0, 0)]
    found = [LABELS[label] for label in piece_labels(offsets, [Entity(3, 14, "ORG")])]
    assert found == ["O", "O", "B-ORG", "I-ORG", "I-ORG", "O"]


@pytest.mark.parametrize(("text", "names"), [COURSE_ENTITIES, *EVERYDAY_ENTITIES])
def test_probes_hold_their_names_in_order(text, names):
    end = 0
    for _, name in names:
        end = text.index(name, end) + len(name)
