import pytest

from lightboard.inference.starter.english import everyday, pattern_tables
from lightboard.inference.starter.english.noun_phrases import Phrase
from lightboard.inference.starter.english.patterns import HABIT_PATTERNS, Patterns
from lightboard.inference.starter.english.verb_groups import TENSES

PRONOUNS = {pronoun: Phrase(pronoun, pronoun, is_pronoun=True) for pronoun in ("I", "you", "he", "she", "we", "they")}
ANNA = Phrase("Anna", "she")


def filled(pattern, *, tense="past", subject=ANNA, second=PRONOUNS["they"], seed=1):
    return Patterns(seed=seed).fill(pattern, tense=tense, subject=subject, second=second)


@pytest.mark.parametrize(
    ("pattern", "tense", "text"),
    [
        ("{S} [be] tired", "present", "Anna is tired"),
        ("{S} [go] home", "past", "Anna went home"),
        ("{S} [go] home", "perfect", "Anna has gone home"),
        ("{S} [see] {him2}", "past", "Anna saw them"),
        ("{S2} [2 see] {him}", "past", "they saw her"),
        ("{S2} [see] {him}", "past", "they saw her"),
        ("where [live?]?", "present", "where does Anna live?"),
        ("where [2 live?]?", "present", "where do they live?"),
        ("{S} [wash] {self} with {own} hands", "past", "Anna washed herself with her hands"),
        ("the books [they be] {theirs}", "past", "the books were hers"),
        ("{S} [sleep:past progressive] when {S2} [come in:past]", "past", "Anna was sleeping when they came in"),
        ("{S} is the oldest {fellow}", "present", None),
    ],
)
def test_places_agree_with_their_subject(pattern, tense, text):
    found = filled(pattern, tense=tense)
    assert found == text if text else found.split()[-1] in ("girl", "woman", "player", "student", "teacher")


def test_negation_is_written_out_or_contracted():
    found = {filled("{S} [not like] it", subject=PRONOUNS["he"], seed=seed) for seed in range(20)}
    assert found == {"he did not like it", "he didn't like it"}


def test_roles_agree_in_number():
    for seed in range(20):
        assert filled("{S} [be] {role profession}", seed=seed).startswith(("Anna was a ", "Anna was an "))
        many = filled("{S} [be] {role profession}", subject=PRONOUNS["we"], seed=seed)
        assert many.startswith("we were ")
        assert many.split()[2] not in ("a", "an")


def test_wives_and_husbands_have_one_owner():
    for seed in range(300):
        text = filled("{S} [see] {own} {one family}", subject=PRONOUNS["they"], seed=seed)
        assert not text.endswith((" wife", " husband"))


def test_bad_verbs_are_refused_in_a_sentence():
    with pytest.raises(ValueError, match=r"Not a verb of a pattern: \[\]\?\]|Not a verb of a pattern"):
        filled("[?!]")


@pytest.mark.parametrize("group", everyday.GROUPS)
def test_every_pattern_can_be_filled_in_each_of_its_tenses(group):
    writer = Patterns(seed=3)
    for tenses, text in everyday.patterns(group):
        for tense in tenses:
            assert tense in TENSES, text
            for _ in range(6):
                found = writer.fill(text, tense=tense)
                assert found, text
                assert not set("[]{}|") & set(found), (text, found)
                assert "  " not in found


def test_all_groups_are_drawn():
    groups = {name for name in vars(pattern_tables) if name.isupper()}
    assert groups == set(everyday.GROUPS)


@pytest.mark.parametrize("pronoun", PRONOUNS)
def test_habits_and_causes_can_be_filled_for_every_person(pronoun):
    writer = everyday.Everyday(seed=2)
    for pattern in HABIT_PATTERNS:
        found = writer.fill("{S} " + pattern, tense="present", subject=PRONOUNS[pronoun])
        assert not set("[]{}") & set(found), found
    for cause, effects in everyday.causes():
        assert effects, cause
        assert "[" in cause, cause
        for effect in effects:
            assert "{S}" in effect or "{he}" in effect or "{own}" in effect, effect
    assert all(len(deeds) >= 4 for deeds in everyday.sequences())
