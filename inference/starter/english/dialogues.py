"""Short conversations in the chat template's format: small talk, a sentence or a story on demand."""

from __future__ import annotations

from collections.abc import Callable

from lightboard.inference.starter.english.clauses import ACTIONS, TOPICS
from lightboard.inference.starter.english.stories import Stories
from lightboard.inference.starter.training.vocabulary import chat_text
from lightboard.inference.starter.words.inflection import plural
from lightboard.inference.starter.words.lexicon import adjectives, nouns

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
CAPITALS = """
France Paris; Germany Berlin; Italy Rome; Spain Madrid; Portugal Lisbon; Japan Tokyo; Ireland Dublin; Norway Oslo;
Greece Athens; Egypt Cairo; England London; Peru Lima; Poland Warsaw; Kenya Nairobi
"""
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
            question, answer = self.exchange()
            turns += [("user", question), ("assistant", answer)]
        return chat_text(turns)

    def exchange(self) -> Turn:
        """Write a question and its answer."""
        return self.pick(_EXCHANGES)(self)

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

    def capital_city(self) -> Turn:
        """Give a country's capital."""
        country, city = self.pick(pairs(CAPITALS))
        return self.pick(
            (f"What is the capital of {country}?", f"Which city is the capital of {country}?")
        ), f"The capital of {country} is {city}."

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
    Dialogues.capital_city,
    Dialogues.learns,
)
