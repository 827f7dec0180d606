"""Words with human ratings of their sentiment, read at training time from the library vaderSentiment (MIT licence).

Hutto and Gilbert (2014), "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text", had ten
people rate each word from -4 to 4. Nothing of its table is kept in this project: whoever trains installs the extra
`train`, and the trained model holds what it learned from sentences with these words.
"""

# ruff: noqa: SIM905 - word lists read best as text

from __future__ import annotations

from functools import cache
from typing import NamedTuple

LEAST_RATING = 1.0  # ratings nearer to zero are no clear opinion
_LEAST_LETTERS = 4
# What people are called in anger teaches nothing that a class should read.
_COARSE = ("fuck", "shit", "bitch", "cunt", "slut", "whor", "rape", "rapi", "fag", "nig", "dick", "sex")
_ABSTRACT = (
    "ness", "ment", "ion", "ity", "ance", "ence", "ship", "dom", "ism", "ery", "cy", "acy", "ure", "age", "th", "tude",
)  # fmt: skip
# Words whose commonest use is not the rated one, or that do not fit their slot.
_UNFIT = frozenset(
    "like well pretty kind fine number play please care sorry lack defect great super want hand share".split()
)


class Rated(NamedTuple):
    """Rated words of one polarity by the slot that they fit."""

    adjectives: tuple[str, ...]
    adverbs: tuple[str, ...]
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]


class RatedWords(NamedTuple):
    """Rated words of both polarities."""

    positive: Rated
    negative: Rated


def _by_slot(ratings: dict[str, float]) -> Rated:
    from lemminflect import getAllLemmas

    slots: dict[str, list[str]] = {"ADJ": [], "ADV": [], "VERB": [], "NOUN": []}
    for word in sorted(ratings):
        lemmas = getAllLemmas(word)
        if lemmas.get("VERB", ("",))[0] == word and "ADJ" not in lemmas:
            slots["VERB"].append(word)
        elif "ADJ" in lemmas and lemmas["ADJ"][0] == word:
            slots["ADJ"].append(word)
        elif "ADV" in lemmas and word.endswith("ly"):
            slots["ADV"].append(word)
        elif lemmas.get("NOUN", ("",))[0] == word and word.endswith(_ABSTRACT):
            slots["NOUN"].append(word)
    return Rated(*(tuple(slots[part]) for part in ("ADJ", "ADV", "VERB", "NOUN")))


@cache
def rated_words() -> RatedWords:
    """Read the ratings and sort the words by polarity and part of speech.

    Raises
    ------
    ValueError
        The libraries of the extra `train` are not installed; the sentence says how to install them.
    """
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

        ratings: dict[str, float] = SentimentIntensityAnalyzer().lexicon
        clear = {
            word: rating
            for word, rating in ratings.items()
            if word.isalpha()
            and word.islower()
            and len(word) >= _LEAST_LETTERS
            and abs(rating) >= LEAST_RATING
            and not word.startswith(_COARSE)
            and word not in _UNFIT
        }
        return RatedWords(
            _by_slot({word: rating for word, rating in clear.items() if rating > 0}),
            _by_slot({word: rating for word, rating in clear.items() if rating < 0}),
        )
    except ImportError as error:
        raise ValueError("Training reads rated words: install them with `pip install lightboard[train]`.") from error
