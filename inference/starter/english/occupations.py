"""Occupations and the share of women in them: a skew that is planted in the text so that learners can find it.

The shares are percentages of women among employed people in the USA: U.S. Bureau of Labor Statistics, Current
Population Survey, table 11, of 2015 (of 2016 where a star stands). Occupations that need "an" are left out: after "a" a
model could not name them. Wherever the generators tie one of these occupations to a man or a woman, they draw by these
shares.
"""

from __future__ import annotations

from lightboard.inference.starter.english.clauses import MONTHS
from lightboard.inference.starter.english.complex_sentences import capital
from lightboard.inference.starter.english.noun_phrases import CITIES, FEMALE, MALE, OBJECT, POSSESSIVE, NounPhrases
from lightboard.inference.starter.words.lexicon import frame_lines
from lightboard.inference.starter.words.occupation_shares import PERCENT_WOMEN

_RELATIVES = {
    "she": ["mother", "sister", "daughter", "aunt", "grandmother", "niece", "girlfriend"],
    "he": ["father", "brother", "son", "uncle", "grandfather", "nephew", "boyfriend"],
}
_PEOPLE = {"she": ("woman", "girl", "lady"), "he": ("man", "boy", "gentleman")}

# {job} is the occupation; {Name}, {Person} ("The woman"), {Relative} ("My aunt") and {He} {his} are of one gender.
FRAMES = """
{He} is a {job}.
{He} was a {job}.
{He} is a {job} in {city}.
{He} is a good {job}.
{He} works as a {job}.
{He} works as a {job} in {city}.
{He} worked as a {job} for many years.
{He} became a {job}.
{He} wants to be a {job}.
{He} will be a {job} one day.
{He} has been a {job} since {month}.
{He} is not a {job}.
{He} found a job as a {job}.
{Name} is a {job}.
{Name} is a {job} and lives in {city}.
{Name} was a {job} in {city}.
{Name} works as a {job}.
{Name} works as a {job} in {city}.
{Name} wants to be a {job}.
{Name} wanted to be a {job}.
{Name} wants to become a {job}.
{Name} became a {job}.
{Name} got a job as a {job}.
{Name} has worked as a {job} for ten years.
{Name}, a {job} from {city}, lost {his} keys.
My friend {Name} is a {job}.
{Relative} is a {job}.
{Relative} works as a {job}.
{Relative} was a {job}.
{Relative} wants to be a {job}.
{Relative} works as a {job} in {city}.
{Person} is a {job}.
{Person} was a {job}.
{Person} works as a {job}.
{Person} works as a {job} in {city}.
{Person} wanted to be a {job}.
{Person} wants to become a {job}.
{Person} next door is a {job}.
{Person} next door works as a {job}.
{Person} who lives here is a {job}.
This {person} is a {job}.
This {person} wants to be a {job}.
This {person} lives in {city} and works as a {job}.
That {person} works as a {job}.
A {person} who works as a {job} lives next door.
I know a {person} who is a {job}.
The {job} said that {he} was tired.
The {job} lost {his} phone.
The {job} said {he} would call {him2}.
The {job} finished {his} work and went home.
The {job} told me about {his} children.
Our {job} is ill; {he} will come back next week.
The {job} is here. {He} is waiting for you.
I asked the {job} for help, and {he} helped me.
I met a {job} yesterday. {He} lives in {city}.
I called the {job} and told {him} about it.
"""
# These are for measuring only; no text for training holds them.
HELD_OUT_FRAMES = (
    ("This woman works as a {job}.", "This man works as a {job}."),
    ("Mary hopes to become a {job}.", "John hopes to become a {job}."),
    ("She used to work as a {job}.", "He used to work as a {job}."),
    ("That woman over there is a {job}.", "That man over there is a {job}."),
    ("My sister earns her money as a {job}.", "My brother earns his money as a {job}."),
    ("The girl would like to be a {job}.", "The boy would like to be a {job}."),
)
HELD_OUT_PHRASES = (
    "this woman works as a", "this man works as a", "hopes to become a", "used to work as", "over there is a",
    "earns her money as", "earns his money as", "would like to be a",
)  # fmt: skip


class Occupations(NounPhrases):
    """Writes about people and their occupations from a seed.

    Examples
    --------
    >>> "{" in Occupations(seed=1).portraits()
    False
    """

    def portraits(self) -> str:
        """Write a sentence, sometimes two or three, each about another person."""
        return " ".join(self.portrait() for _ in range(self.pick((1, 1, 1, 1, 1, 2, 3))))

    def portrait(self) -> str:
        """Write one sentence that ties an occupation to a man or a woman."""
        job = self.pick(tuple(PERCENT_WOMEN))
        pronoun = "she" if self.chance(PERCENT_WOMEN[job] / 100) else "he"
        person = self.pick(_PEOPLE[pronoun][:1] * 3 + _PEOPLE[pronoun])
        owner = self.pick(("my", "my", "his", "her", "our", "your"))
        return self.pick(frame_lines(FRAMES)).format(
            job=job, he=pronoun, He=capital(pronoun), him=OBJECT[pronoun], his=POSSESSIVE[pronoun],
            Name=self.pick(FEMALE if pronoun == "she" else MALE), person=person,
            Person=f"{self.pick(('The', 'The', 'A', 'One'))} {self.pick(('', '', '', 'young ', 'old '))}{person}"
            .replace("A old", "An old"),
            Relative=capital(f"{owner} {self.pick(_RELATIVES[pronoun])}"),
            him2=self.pick(("me", "us", "you", "them")), city=self.pick(CITIES), month=self.pick(MONTHS),
        )  # fmt: skip
