"""Words: which tokens write one, also for texts of which only the ids are known."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ..messages import Token, Word

# An ideograph; or letters, marks and digits, with an apostrophe, underscore or joiner between them; or another sign as
# people see it, which may be several code points (a flag, a family).
WORD = regex.compile(
    r"\p{Han}|[[\p{L}\p{M}\p{N}]--\p{Han}]+(?:['\u2019_\u200c\u200d]+[[\p{L}\p{M}\p{N}]--\p{Han}]+)*|(?!\s)\X",
    regex.V1,
)


def split_words(text: str) -> list[tuple[int, int]]:
    """Return the words of a text as `[start, end)`, punctuation and other signs one by one.

    >>> text = "Don't stop, 東京!"
    >>> [text[start:end] for start, end in split_words(text)]
    ["Don't", 'stop', ',', '東', '京', '!']
    """
    return [match.span() for match in WORD.finditer(text)]


def words_of(text: str, tokens: Sequence[Token]) -> tuple[Word, ...]:
    """Group tokens into words by the characters that they stand for.

    A special token is a word by itself. A token without a character of any word (the first bytes of one, white space)
    belongs to the word of the token behind it; one over several words joins them.
    """
    numbers = _word_numbers(text)
    words: list[Word] = []
    waiting: int | None = None  # the first of the tokens that wait for their word
    previous: int | None = None  # the number of the last token's last word
    for place, token in enumerate(tokens):
        own = [character for character in range(token.start, token.end) if numbers[character] is not None]
        if not own and not token.special:
            waiting = place if waiting is None else waiting
            continue
        first, waiting = place if waiting is None else waiting, None
        if own and previous == numbers[own[0]] and not token.special and words[-1].last == first - 1:
            last = words.pop()
            words.append(Word(start=last.start, end=token.end, first=last.first, last=place))
        else:
            words.append(Word(start=own[0] if own else token.start, end=token.end, first=first, last=place))
        previous = numbers[own[-1]] if own and not token.special else None
    if waiting is not None:
        words.append(Word(start=len(text), end=len(text), first=waiting, last=len(tokens) - 1))
    return tuple(words)


def _word_numbers(text: str) -> list[int | None]:
    """Return for each character the number of its word; white space has none."""
    numbers: list[int | None] = [None] * len(text)
    for number, (start, end) in enumerate(split_words(text)):
        numbers[start:end] = [number] * (end - start)
    return numbers
