"""Short conversations in the chat template's format: greetings, simple tasks, questions about a given sentence."""

# ruff: noqa: PLR2004, SIM905 - shares of constructions are plain numbers; word lists read best as text

from __future__ import annotations

from collections.abc import Callable

from lightboard.inference.starter.clauses import ACTIONS, TOPICS
from lightboard.inference.starter.complex_sentences import capital
from lightboard.inference.starter.inflection import plural, verb_forms, with_article
from lightboard.inference.starter.lexicon import adjectives, nouns
from lightboard.inference.starter.noun_phrases import CITIES, COLOURS, COMPANIES
from lightboard.inference.starter.stories import Stories
from lightboard.inference.starter.vocabulary import chat_text

Turn = tuple[str, str]

# Questions and their answers; either side is a choice.
SMALL_TALK: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("Hello!", "Hello", "Hi!", "Hi", "Hi there!", "Good morning!", "Good evening!", "Hey!"),
        ("Hello! How can I help you?", "Hi! What can I do for you?", "Hello! It is nice to meet you."),
    ),
    (
        ("How are you?", "How are you today?", "How do you do?", "Are you well?"),
        ("I'm fine, thank you. How are you?", "I'm very well, thank you. And you?"),
    ),
    (
        (
            "What is your name?",
            "Who are you?",
            "What are you?",
            "Are you a person?",
            "Are you a robot?",
            "Tell me about yourself.",
        ),
        (
            "I am a small language model. I learned English from stories and sentences.",
            "I'm a small language model, and I like to write short texts.",
        ),
    ),
    (
        ("What can you do?", "How can you help me?", "What do you know?", "Can you help me?"),
        (
            "I can write short sentences and stories, and I can answer simple questions.",
            "I can tell a story, write a sentence or answer a simple question.",
        ),
    ),
    (
        ("Thank you!", "Thanks a lot!", "Thank you very much.", "Thanks!"),
        ("You're welcome!", "You're welcome. I was glad to help."),
    ),
    (("Goodbye!", "Bye!", "See you tomorrow!", "Good night!"), ("Goodbye! See you soon.", "Bye! Have a nice day.")),
    (
        ("What is a language model?", "What does a language model do?", "Explain language models."),
        (
            "A language model is a program that predicts the next word of a text.",
            "A language model reads a text and predicts the next token.",
        ),
    ),
    (("What is a token?", "What are tokens?"), ("A token is a word or a part of a word.",)),
    (
        ("What is attention?", "What does attention do?"),
        ("With attention, a model looks at the other tokens of the text.",),
    ),
    (("What is a course?",), ("A course is a number of lessons about a topic.",)),
    (
        ("I'm sad.", "I feel bad today.", "I am not happy."),
        ("I'm sorry to hear that. I hope you feel better soon.", "I'm sorry. Do you want to talk about it?"),
    ),
    (
        ("I'm happy today!", "I passed my exam!", "I got a new job!", "It is my birthday."),
        ("That's wonderful! Congratulations!", "That's great! I'm happy for you."),
    ),
    (
        ("I'm hungry.", "What should I eat?", "I am very hungry."),
        ("You could eat an apple or make a sandwich.", "You should cook some pasta."),
    ),
    (
        ("What is the weather like?", "How is the weather?", "Will it rain tomorrow?"),
        ("I don't know, because I cannot see the weather.",),
    ),
    (
        ("Who wrote you?", "Where do you come from?", "How did you learn English?"),
        ("I learned English from sentences that a program wrote.",),
    ),
    (
        ("Do you like music?", "Do you like films?", "Do you like sport?", "Do you like books?"),
        ("Yes, I like it very much. And you?",),
    ),
)
OPPOSITES = """
big small; old young; hot cold; happy sad; fast slow; good bad; long short; tall short; rich poor; easy difficult;
clean dirty; full empty; heavy light; open closed; strong weak; early late; cheap expensive; new old; loud quiet; wet
dry; dark bright; thick thin; first last; wide narrow; sweet sour; friendly unfriendly; right wrong; true false; day
night; up down; black white; left right; yes no; summer winter; hard soft; high low; love hate
"""
CAPITALS = """
France Paris; Germany Berlin; Italy Rome; Spain Madrid; Portugal Lisbon; Japan Tokyo; Ireland Dublin; Norway Oslo;
Greece Athens; Egypt Cairo; England London; Peru Lima; Poland Warsaw; Kenya Nairobi
"""
_NUMBER_WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
""".split()
_SYSTEMS = (
    "You are a helpful assistant.",
    "You are a friendly assistant.",
    "Answer in one sentence.",
    "You are a kind teacher.",
    "Be polite and short.",
)


def pairs(table: str) -> tuple[tuple[str, str], ...]:
    """Read a table of pairs."""
    rows = (entry.split() for entry in table.split(";"))
    return tuple((row[0], row[1]) for row in rows)


class Dialogues(Stories):
    """Writes conversations from a seed.

    Examples
    --------
    >>> Dialogues(seed=1).chat().count("<|end|>") >= 2
    True
    """

    def chat(self) -> str:
        """Write one conversation as the chat template writes it."""
        turns: list[Turn] = []
        if self.chance(0.2):
            turns.append(("system", self.pick(_SYSTEMS)))
        for _ in range(self.pick((1, 1, 1, 2, 2, 3, 4))):
            question, answer = self.pick(_EXCHANGES)(self)
            turns += [("user", question), ("assistant", answer)]
        return chat_text(turns)

    def small_talk(self) -> Turn:
        """Greetings and questions about the model."""
        questions, answers = self.pick(SMALL_TALK)
        return self.pick(questions), self.pick(answers)

    def writes_sentence(self) -> Turn:
        """Write a sentence, perhaps with a given word."""
        if self.chance(0.5):
            return self.pick(
                ("Write a sentence.", "Write a sentence, please.", "Can you write a sentence?", "Give me a sentence.")
            ), self.sentence()
        noun = self.pick(nouns(self.pick(("object", "food", "animal", "place", "clothing"))))
        word = noun.singular
        clause = (
            f"The {word} is {self.pick(adjectives('object')[:12])}."
            if self.chance(0.5)
            else f"{self.name().text} {self.pick(('saw', 'found', 'likes', 'wanted', 'bought'))} the {word}."
        )
        return self.pick(
            (
                f"Write a sentence about {plural(word) if noun.kind == 'count' else word}.",
                f'Write a sentence with the word "{word}".',
                f"Use the word {word} in a sentence.",
            )
        ), clause

    def tells_story(self) -> Turn:
        """Tell a story."""
        return self.pick(
            (
                "Tell me a story.",
                "Tell me a short story.",
                "Can you tell me a story?",
                "Write a short story.",
                "I want to hear a story.",
                "Write a story, please.",
            )
        ), self.story()

    def opposite(self) -> Turn:
        """Give the opposite of a word."""
        first, second = self.pick(pairs(OPPOSITES))
        return self.pick(
            (f"What is the opposite of {first}?", f'What is the opposite of "{first}"?', f"Opposite of {first}?")
        ), f"The opposite of {first} is {second}."

    def capital_city(self) -> Turn:
        """Give a country's capital."""
        country, city = self.pick(pairs(CAPITALS))
        return self.pick(
            (f"What is the capital of {country}?", f"Which city is the capital of {country}?")
        ), f"The capital of {country} is {city}."

    def about_sentence(self) -> Turn:
        """Answer a question about a given sentence."""
        who, city = self.name(), self.pick(CITIES)
        noun = self.noun("profession")
        job, company, colour = noun.singular, self.pick(COMPANIES), self.pick(COLOURS)
        thing = self.pick(("car", "house", "coat", "bag", "bike", "hat"))
        name, subject = who.text, who.pronoun
        return self.pick(
            (
                (f"{name} lives in {city}. Where does {name} live?", f"{capital(subject)} lives in {city}."),
                (
                    f"{name} works as {with_article(job)}. What does {name} do?",
                    f"{capital(subject)} works as {with_article(job)}.",
                ),
                (
                    f"{name} works for {company} in {city}. Where does {name} work?",
                    f"{capital(subject)} works for {company} in {city}.",
                ),
                (
                    f"{name} has {with_article(colour)} {thing}. What colour is the {thing}?",
                    f"The {thing} is {colour}.",
                ),
                (
                    f"{name} lives in {city} and works as {with_article(job)}. Who lives in {city}?",
                    f"{name} lives in {city}.",
                ),
            )
        )

    def lists(self) -> Turn:
        """List three things of a kind."""
        kind, many = self.pick(
            (
                ("animal", "animals"),
                ("food", "foods"),
                ("plant", "plants"),
                ("vehicle", "vehicles"),
                ("profession", "jobs"),
                ("furniture", "pieces of furniture"),
            )
        )
        chosen: dict[str, None] = {}
        while len(chosen) < 3:
            noun = self.noun(kind)
            chosen[noun.plural if kind != "food" or noun.kind == "count" else noun.singular] = None
        words = list(chosen)
        asked = self.pick((f"Name three {many}.", f"Give me three {many}.", f"List three {many}."))
        return asked, f"Three {many} are {words[0]}, {words[1]} and {words[2]}."

    def adds(self) -> Turn:
        """Add two small numbers."""
        first, second = 1 + int(self.random() * 9), 1 + int(self.random() * 9)
        one, two, both = (_NUMBER_WORDS[n] for n in (first, second, first + second))
        return self.pick(
            (f"What is {one} and {two}?", f"How much is {one} and {two}?")
        ), f"{capital(one)} and {two} is {both}."

    def past(self) -> Turn:
        """Put a short sentence into the past."""
        who = self.pick(("I", "We", "They", "She", "He", self.name().text))
        verb = verb_forms(
            self.pick("eat drink read write buy see find like visit cook open clean help watch play take".split())
        )
        thing = {
            "eat": "an apple",
            "drink": "some tea",
            "read": "a book",
            "write": "a letter",
            "cook": "dinner",
            "watch": "a film",
            "play": "football",
            "help": "a friend",
            "visit": "the museum",
            "open": "the door",
            "clean": "the room",
        }.get(verb.base, "the car")
        third = who not in ("I", "We", "They")
        return (
            f"Put this into the past: {who} {verb.third if third else verb.base} {thing}.",
            f"{who} {verb.past} {thing}.",
        )

    def learns(self) -> Turn:
        """Say what one can learn."""
        action, topic = self.pick(ACTIONS), self.pick(TOPICS)
        return self.pick(
            (
                (
                    f"I want to learn how to {action}.",
                    "That's a good idea. You should take a course and practise every day.",
                ),
                (
                    f"I would like to learn about {topic}.",
                    f"That's great! A good book or a course about {topic} can help you.",
                ),
                (f"How can I learn to {action}?", "You can take a course, read a book and practise every day."),
            )
        )


_EXCHANGES: tuple[Callable[[Dialogues], Turn], ...] = (
    *[Dialogues.small_talk] * 8,
    *[Dialogues.writes_sentence] * 2,
    *[Dialogues.tells_story] * 2,
    *[Dialogues.opposite] * 2,
    Dialogues.capital_city,
    *[Dialogues.about_sentence] * 3,
    *[Dialogues.lists] * 2,
    Dialogues.adds,
    Dialogues.past,
    Dialogues.learns,
)
