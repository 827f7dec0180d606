import itertools
import re

import pytest

from lightboard.inference.starter.french import translation_words as words
from lightboard.inference.starter.french.parallel_nouns import PRONOUNS, ParallelNouns, nouns
from lightboard.inference.starter.french.parallel_verbs import contracted, english_group, french_group
from lightboard.inference.starter.french.translations import Translations, pairs
from lightboard.inference.starter.french.translations import is_held_out as sentence_is_held_out
from lightboard.inference.starter.held_out import leaks
from lightboard.inference.starter.words.names import Names, is_held_out

FIRST, YOU, HE, SHE, WE, THEY = PRONOUNS


@pytest.fixture(scope="module")
def sample():
    return list(itertools.islice(pairs(seed=1), 6_000))


def test_sentences_are_finished_and_hold_no_marks(sample):
    for english, french in sample:
        for text in (english, french):
            assert not re.search(r"[_{}<>]|  |\.\.| ,", text), text
            assert text[0].isupper()
            assert text[-1] in ".?!"


def test_french_elides_and_contracts(sample):
    wrong = re.compile(
        r"\b(?:de le|à le|de les|à les|de des|que il|je ai|ne a|le école|la école|si il)\b", re.IGNORECASE
    )
    assert not [french for _, french in sample if wrong.search(french)]


def test_names_are_copied(sample):
    for english, french in sample[:2_000]:
        first = re.match(r"My name is (.+)\.$", english)
        if first:
            assert french == f"Je m'appelle {first[1]}."


def test_one_english_sentence_has_one_french_one(sample):
    table = {}
    for english, french in sample:
        assert table.setdefault(english, french) == french


def test_held_out_sentences_and_the_course_are_not_in_the_training_text(sample):
    assert not any(sentence_is_held_out(pair) for pair in sample)
    assert not any(leaks(text) for pair in sample for text in pair)
    assert all(sentence_is_held_out(pair) for pair in itertools.islice(pairs(seed=2, held_out=True), 20))


def test_new_names_are_of_the_held_out_pool():
    names = Translations(seed=3, new_names=True).names
    assert all(is_held_out(names.first_name()[0]) for _ in range(50))


@pytest.mark.parametrize(
    ("subject", "tense", "polarity", "english", "french"),
    [
        (HE, "present", "yes", "eats", "mange"),
        (HE, "present", "not", "does not eat", "ne_ mange pas"),
        (WE, "past", "yes", "ate", "avons mangé"),
        (THEY, "past", "not", "did not eat", "ne_ ont pas mangé"),
        (SHE, "past", "never", "never ate", "ne_ a jamais mangé"),
        (YOU, "will", "yes", "will eat", "mangerez"),
        (FIRST, "going to", "not", "am not going to eat", "ne_ vais pas manger"),
        (FIRST, "was", "yes", "was eating", "mangeais"),
        (HE, "can", "not", "cannot eat", "ne_ peut pas manger"),
        (SHE, "want", "not", "does not want to eat", "ne_ veut pas manger"),
        (THEY, "must", "yes", "must eat", "doivent manger"),
    ],
)
def test_verb_groups(subject, tense, polarity, english, french):
    assert english_group("eat", subject, tense, polarity) == ("", english)
    assert french_group("manger", subject, tense, polarity) == french


def test_participles_agree_with_the_subject_of_etre_and_the_object_before_avoir():
    assert french_group("arriver", SHE, "past", "yes") == "est arrivée"
    assert french_group("arriver", THEY, "past", "not") == "ne_ sont pas arrivés"
    assert french_group("voir", HE, "past", "yes", pronoun="les", agree="s") == "les a vus"
    assert french_group("voir", HE, "can", "not", pronoun="les") == "ne_ peut pas les voir"


def test_noun_phrases_agree():
    parallel = ParallelNouns(Names(seed=4))
    parallel.chance = lambda _: False
    friend, school = nouns("friend")[0], nouns("school")[0]
    assert parallel.of_noun(friend, "this", many=False).french == "cet ami"
    assert parallel.of_noun(school, "my", many=False).french == "mon école"
    assert parallel.of_noun(school, "our", many=True) == ("our schools", "nos écoles", 5, "f")
    assert parallel.indefinite("book", denied=True).french == "de_ livre"


def test_every_verb_is_known_and_has_objects():
    for line in words.VERBS.strip().splitlines():
        types = line.split(": ")[1].split()
        assert all(nouns(kind) for kind in types), line


def test_contractions():
    assert (
        contracted("She does not know. We are late. They cannot come.")
        == "She doesn't know. We're late. They can't come."
    )
