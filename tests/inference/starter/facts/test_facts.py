import re

import pytest

from lightboard.inference.starter.facts.facts import (
    PERSONS,
    Facts,
    fact_values,
    fitting,
    joined,
    questions,
    relations_of,
    render,
    statements,
)
from lightboard.inference.starter.words.names import Names, is_held_out

KINDS = tuple(fact_values.RELATIONS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_template_is_filled_and_its_spans_are_its_values(kind):
    facts = Facts(seed=1)
    for template in statements(kind):
        record = facts.record(kind)
        for person in PERSONS if kind == "person" else ("name",):
            if not fitting([template], record, person=person):
                continue
            statement = render(template, record, person=person)
            assert not re.search(r"[{}<>]|\.\.|\s\s", statement.text), statement.text
            assert relations_of(template) <= {span.relation for span in statement.spans} | {record.subject}
            for span in statement.spans:
                said = statement.text[span.start : span.end]
                assert said in {record.values[span.relation], record.short}


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_has_statements_that_answer_it(kind):
    record = Facts(seed=2).record(kind)
    for relation in questions(kind):
        assert statements(kind, relation)
        assert all(render(template, record).text.endswith("?") for template in questions(kind)[relation])


def test_verbs_and_pronouns_agree_in_every_person():
    anna = Facts(seed=3).person()
    template = "{S} <be> at home, but {P} boss <call> {O}."
    said = [render(template, anna, person=person).text for person in ("I", "you", "pronoun")]
    own, them = ("his", "him") if anna.pronoun == "he" else ("her", "her")
    assert said == [
        "I am at home, but my boss calls me.",
        "You are at home, but your boss calls you.",
        f"{anna.pronoun.capitalize()} is at home, but {own} boss calls {them}.",
    ]


def test_negation_denies_the_first_verb():
    person = Facts(seed=4).person()
    text = render("{S} <work> at {employer}.", person, person="I", negated=True).text
    assert text == f"I do not work at {person.values['employer']}."
    assert " is not " in render("{P} boss <be> {boss}.", person, negated=True).text


def test_joined_texts_keep_their_spans():
    facts = Facts(seed=5)
    person = facts.person()
    both = joined([facts.state(person, "home"), facts.state(person, "employer", person="pronoun")])
    for span in both.spans:
        assert both.text[span.start : span.end] in {person.values[span.relation], person.short}


@pytest.mark.parametrize("held_out", [False, True])
def test_names_keep_to_their_pool(held_out):
    names = Names(seed=6, held_out=held_out)
    for _ in range(2_000):
        assert is_held_out(names.first_name()[0]) == held_out
        assert is_held_out(names.country().split()[-1]) == held_out
        assert is_held_out(names.city().split()[-1]) == held_out
        names.organisation()


def test_names_of_the_course_are_held_out():
    assert all(is_held_out(word) for word in ("Sylvain", "Hugging", "Brooklyn"))


def test_same_seed_same_facts():
    def write():
        facts = Facts(seed=7)
        return [
            facts.state(facts.record(kind), relation).text
            for kind in KINDS
            for relation in questions(kind)
            if relation != "name"
        ]

    assert write() == write()


def test_a_verb_beside_a_possessive_agrees_with_its_own_subject():
    record = Facts(seed=2).person()
    assert render("{S} <have> {P} keys.", record, person="you").text == "You have your keys."
    assert render("What <be> {P} job?", record, person="you").text == "What is your job?"
    assert render("What <be> the name of {P} boss?", record, person="I").text == "What is the name of my boss?"
    boss = render("{P} boss at {employer} <be> {boss}.", record, person="I").text
    assert boss == f"My boss at {record.values['employer']} is {record.values['boss']}."
