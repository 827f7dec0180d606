"""Texts that repeat lists of words and made-up names: whoever copies what stood before guesses them."""

from __future__ import annotations

from lightboard.inference.starter.english.complex_sentences import capital
from lightboard.inference.starter.english.noun_phrases import CITIES, FEMALE, MALE, NounPhrases
from lightboard.inference.starter.words.lexicon import adjectives, listed, nouns

_ONSETS = [
    "b",
    "br",
    "c",
    "cl",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "kr",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "qu",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "w",
    "z",
    "zh",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "oo", "ou"]
_CODAS = ["", "", "", "l", "n", "r", "s", "k", "m", "x", "nd", "rt"]
_KINDS = ("food", "object", "animal", "clothing", "plant", "fruit", "vegetable", "furniture", "vehicle", "device")
# {list} is the same list each time, {word} a made-up word, {name} {name2} people, {word2} another made-up word.
_TEMPLATES = listed("""
{name} wrote a list: {list}. {name2} read the list: {list}.;
{name} needs these things: {list}. {name2} bought {list} for {name}.;
The teacher wrote on the board: {list}. The children read: "{List}.";
"{List}," said {name}. "{List}," repeated {name2}.;
In the bag there are {list}. {name} opened the bag and found {list}.;
{name} counted the words: {list}. Then {name} wrote them again: {list}. {name2} learned them, too: {list}.;
The password is {words}. Do not forget the password! It is {words}.;
{name} has a cat. The cat is called {word}. {name2} asked, "What is the name of your cat?" "Its name is {word}," said
{name}.;
{word} {word2} is a small town near {city}. {name} was born in {word} {word2}. Today {name2} lives in {word} {word2}.;
In the language of {word}, a dog is a {word2}. {name} saw a {word2} yesterday. The {word2} was {adjective}.;
"My name is {word}," said the stranger. "Good morning, {word}," said {name}. {word} smiled.;
{name} typed: {words}. The computer answered: {words}.;
{name} read the strange words: {many}. Then {name2} read them again: {many}.;
Nobody understood the old book: {many}. {name} copied it: {many}.;
The robot said: {many}. {name} repeated: {many}. The robot said again: {many}.;
The song goes like this: {words}, {words}. {name} sang: {words}, {words}.;
{name} sold {list}. {name2} asked, "What did you sell?" "{List}," answered {name}.
""")


class Memory(NounPhrases):
    """Writes texts with repetitions from a seed.

    Examples
    --------
    >>> Memory(seed=1).text() != ""
    True
    """

    def text(self) -> str:
        """Write one text."""
        words = self.listed()
        names = [self.pick(FEMALE + MALE), self.pick(FEMALE + MALE)]
        return self.pick(_TEMPLATES).format(
            list=words, List=capital(words), word=self.word(), word2=self.word(), name=names[0], name2=names[1],
            words=self.nonsense(self.pick((2, 3, 4, 6))), many=self.nonsense(10 + int(self.random() * 15)),
            city=self.pick(CITIES), adjective=self.pick(adjectives("animal")),
        )  # fmt: skip

    def nonsense(self, count: int) -> str:
        """Write so many made-up words and nouns without a meaning."""
        return " ".join(self.word().lower() if self.chance(0.7) else self._noun() for _ in range(count))

    def word(self) -> str:
        """Make up a word of one to three syllables."""
        syllables = (
            f"{self.pick(_ONSETS)}{self.pick(_VOWELS)}{self.pick(_CODAS)}" for _ in range(self.pick((1, 2, 2, 3)))
        )
        return capital("".join(syllables))

    def listed(self) -> str:
        """Write a list of three to seven words of all kinds."""
        words = [self._noun() for _ in range(self.pick((3, 4, 5, 6, 7)))]
        return f"{', '.join(words[:-1])} and {words[-1]}" if self.chance(0.6) else ", ".join(words)

    def _noun(self) -> str:
        noun = self.pick(nouns(self.pick(_KINDS)))
        return noun.singular if noun.kind == "mass" or self.chance(0.5) else noun.plural
