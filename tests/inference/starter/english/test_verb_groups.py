import pytest

from lightboard.inference.starter.english.verb_groups import TENSES, declarative, interrogative, verb_group
from lightboard.inference.starter.words.inflection import verb_forms

GO, BE = verb_forms("go"), verb_forms("be")
PRONOUNS = ("I", "you", "he", "she", "it", "we", "they")


def say(pronoun, verb, tense, **options):
    contracted = options.pop("contracted", False)
    return declarative(
        pronoun, pronoun, verb_group(verb, pronoun, tense, **options), contracted=contracted, is_pronoun=True
    )


def test_present_agrees_for_every_person():
    assert [say(p, GO, "present") for p in PRONOUNS] == [
        "I go",
        "you go",
        "he goes",
        "she goes",
        "it goes",
        "we go",
        "they go",
    ]


def test_be_agrees_for_every_person():
    assert [say(p, BE, "present") for p in PRONOUNS] == [
        "I am",
        "you are",
        "he is",
        "she is",
        "it is",
        "we are",
        "they are",
    ]
    assert [say(p, BE, "past") for p in PRONOUNS] == [
        "I was",
        "you were",
        "he was",
        "she was",
        "it was",
        "we were",
        "they were",
    ]


@pytest.mark.parametrize(
    ("sentence", "pronoun", "tense", "options"),
    [("she does not go", "she", "present", {"negated": True}),
    ("they didn't go", "they", "past", {"negated": True, "contracted": True}),
     ("I'm not going", "I", "progressive", {"negated": True, "contracted": True}),
     ("he's gone", "he", "perfect", {"contracted": True}),
     ("we'll go", "we", "future", {"contracted": True}),
     ("it won't go", "it", "future", {"negated": True, "contracted": True}),
     ("you cannot go", "you", "can", {"negated": True}), ("she has been going", "she", "perfect progressive", {}),
     ("he has to go", "he", "have to", {}), ("he does not have to go", "he", "have to", {"negated": True}),
     ("I did not use to go", "I", "used to", {"negated": True}),
     ("they would not have gone", "they", "would have", {"negated": True}),
     ("I was going", "I", "past progressive", {}), ("they are going to go", "they", "going to", {})],
)  # fmt: skip
def test_tenses_negation_and_contractions(sentence, pronoun, tense, options):
    assert say(pronoun, GO, tense, **options) == sentence


@pytest.mark.parametrize(
    ("sentence", "pronoun", "tense"),
    [
        ("is it written", "it", "present"),
        ("were they written", "they", "past"),
        ("has it been written", "it", "perfect"),
        ("will it be written", "it", "future"),
    ],
)
def test_passive_questions(sentence, pronoun, tense):
    assert (
        interrogative(pronoun, verb_group(verb_forms("write"), pronoun, tense, question=True, passive=True)) == sentence
    )


@pytest.mark.parametrize(
    ("sentence", "verb", "pronoun", "tense", "negated"),
    [("does she go", GO, "she", "present", False), ("did I go", GO, "I", "past", False),
    ("are you", BE, "you", "present", False),
     ("haven't we gone", GO, "we", "perfect", True), ("can he go", GO, "he", "can", False),
     ("do they have to go", GO, "they", "have to", False)],
)  # fmt: skip
def test_questions(sentence, verb, pronoun, tense, negated):
    assert interrogative(pronoun, verb_group(verb, pronoun, tense, question=True, negated=negated)) == sentence


@pytest.mark.parametrize("tense", TENSES)
@pytest.mark.parametrize("pronoun", PRONOUNS)
def test_no_verb_follows_an_auxiliary_in_the_third_person(tense, pronoun):
    for negated in (False, True):
        words = say(pronoun, GO, tense, negated=negated).split()
        assert "goes" not in words or words == [pronoun, "goes"]
        assert len(words) == len(" ".join(words).split())
