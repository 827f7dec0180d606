"""How a text written from a text looks: the source beside it; of a summary how short it is, and which words it kept."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import cast

from ...inference.messages import PipelineOutput, WrittenTexts
from .. import numbers
from ..figure import Bars
from ..frame import heading, row, text_block
from ..html import Attributes, Child, Html, element, facts, join
from ..prompt_text import prompt_text
from ..table import Column, Table
from ..visible import one_line
from .renderer import Renderer

_SUMMARY_WIDTH = 56
_ALIKE = 0.05  # a text of nearly the length of its source is as long
_WORD = ("L", "M", "N")  # Unicode categories: letters, marks on them, numbers
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO ", "KHMER", "MYANMAR")  # no spaces between words
_WRITTEN = {"summarization": "Summary", "translation": "Translation", "text2text-generation": "Written text"}


def _outputs(output: PipelineOutput) -> tuple[WrittenTexts, ...]:
    return cast("tuple[WrittenTexts, ...]", output.outputs)


def words(text: str) -> Iterator[tuple[str, bool]]:
    """Split a text into words and what stands between them; the pieces join to the text.

    Scripts without spaces give single characters.

    >>> [piece for piece, is_word in words("It's 東京!") if is_word]
    ['It', 's', '東', '京']
    """
    for is_word, run in groupby(text, key=lambda character: unicodedata.category(character)[0] in _WORD):
        piece = ""
        for character in run:
            alone = is_word and unicodedata.name(character, "").startswith(_UNSPACED)
            if alone and piece and unicodedata.category(character)[0] != "M":
                yield piece, is_word
                piece = ""
            piece += character
        yield piece, is_word


def known_words(text: str, source: str) -> list[tuple[str, bool]]:
    """Return the pieces of a text, each with whether it is a word that the source has, too."""
    there = {word.casefold() for word, is_word in words(source) if is_word}
    return [(piece, is_word and piece.casefold() in there) for piece, is_word in words(text)]


def shared(text: str, source: str) -> tuple[int, int]:
    """Return how many words of a text the source has, and how many there are.

    >>> shared("A cat sleeps.", "The cat is asleep; it is a cat.")
    (2, 3)
    """
    kept = sum(known for _, known in known_words(text, source))
    return kept, sum(is_word for _, is_word in words(text))


def compression(text: str, source: str) -> float | None:
    """Return how many times longer the source is, in characters; None for an empty text."""
    return len(source) / len(text) if text else None


def ratio(text: str, source: str) -> str:
    """Say how a text's length compares with its source's.

    >>> ratio("a cat", "a cat that sleeps all"), ratio("a cat!", "a"), ratio("a cat", "A cat")
    ('4.20× shorter', '6.00× longer', 'as long')
    """
    found = compression(text, source)
    if found is None:
        return "empty"
    if abs(found - 1) <= _ALIKE:
        return "as long"
    return f"{numbers.three_digits(max(found, 1 / found))}× {'shorter' if found > 1 else 'longer'}"


def summary(one: WrittenTexts) -> str:
    """Return the beginning of the first text, and how many more there are."""
    first = one_line(one.texts[0], _SUMMARY_WIDTH) if one.texts else ""
    return repr(first) + (f" and {len(one.texts) - 1} more" if len(one.texts) > 1 else "")


def answer(output: PipelineOutput) -> Html:
    """Return a row per input: its text at the left, what was written at the right."""
    languages = output.settings.languages if output.settings else None
    source, target = languages or ("", "")
    rows: list[Child] = []
    for one in _outputs(output):
        text = text_block(prompt_text(one.source, what="text"))
        left = element("div", None, heading("Text", _subtitle(source, one.source)), text)
        right = element("div", None, _written(one, output.task, target))
        rows.append(row(element("div", {"class": "lb-parts"}, left, right)))
    return join([*rows, _settings(output)])


def _settings(output: PipelineOutput) -> Html | None:
    """Say what the texts were generated with."""
    if output.settings is None:
        return None
    keywords = ", ".join(f"{name}={value}" for name, value in output.settings.keywords.items())
    prefix = f"the prefix {output.settings.prefix!r}, " if output.settings.prefix else ""
    seed = f", seed {output.settings.seed}" if output.settings.seed is not None else ""
    return row(element("p", {"class": "lb-note"}, f"Generated with {prefix}{keywords}{seed}."), kind="tight")


def _subtitle(language: str, text: str, *more: str) -> str:
    return ", ".join(part for part in (language, numbers.plural(len(text), "character"), *more) if part)


def _written(one: WrittenTexts, task: str, language: str) -> list[Child]:
    """Return what was written of one text; several as a list, each with its own length."""
    if len(one.texts) == 1:
        lengths = [ratio(one.texts[0], one.source)] if task == "summarization" else []
        return [heading(_WRITTEN[task], _subtitle(language, one.texts[0], *lengths)), *_text(one.texts[0], one, task)]
    count = numbers.plural(len(one.texts), "sequence")
    items = [element("li", None, element("div", None, *_text(text, one, task))) for text in one.texts]
    title = heading(_WRITTEN[task], f"{language}, {count}" if language else count)
    return [title, element("ol", {"class": "lb-list"}, items)]


def _text(text: str, one: WrittenTexts, task: str) -> list[Child]:
    if task != "summarization":
        return [text_block(text, kind="lb-large")]
    known = known_words(text, one.source)
    often = Counter(word.casefold() for word, is_word in words(one.source) if is_word)
    pieces = [element("u", _facts(piece, often), piece) if is_known else piece for piece, is_known in known]
    kept, total = shared(text, one.source)
    note = f"{numbers.count(kept)} of {numbers.plural(total, 'word')} occur in the text: underlined."
    if len(one.texts) > 1:
        note = f"{ratio(text, one.source)}; {note}"
    return [text_block(join(pieces), kind="lb-large"), element("p", {"class": "lb-note"}, note)]


def _facts(word: str, often: Counter[str]) -> Attributes:
    return facts(("word", word), ("in the text", numbers.plural(often[word.casefold()], "time")))


def table(output: PipelineOutput) -> Table:
    """Return one row per sequence; of a summary with its compression and the words that it shares with the text."""
    summarized = output.task == "summarization"
    key = _outputs(output)[0].key if output.outputs else "generated_text"
    columns = [
        Column("input", numbers.count, number=True),
        Column("sequence", numbers.count, number=True),
        Column("text"),
        Column(key),
        Column("characters", numbers.count, number=True),
    ]
    if summarized:
        columns += [
            Column("compression", numbers.three_digits, number=True),
            Column("words", numbers.count, number=True),
            Column("words_in_text", numbers.count, number=True),
        ]
    rows: list[tuple[object, ...]] = []
    for number, one in enumerate(_outputs(output)):
        for index, text in enumerate(one.texts):
            kept, total = shared(text, one.source)
            measured: tuple[object, ...] = (compression(text, one.source), total, kept) if summarized else ()
            rows.append((number, index, one.source, text, len(text), *measured))
    return Table(tuple(columns), rows)


def figure(output: PipelineOutput) -> Bars:
    """Return the lengths of the texts: of a summary as a share of its text's, of others in characters."""
    summarized = output.task == "summarization"
    groups = [
        (
            one_line(one.source, 60),
            [
                (f"sequence {number}", len(text) / max(len(one.source), 1) if summarized else float(len(text)))
                for number, text in enumerate(one.texts, 1)
            ],
        )
        for one in _outputs(output)
    ]
    axis = "length, as a share of the text's characters" if summarized else "characters"
    return Bars(groups, title=f"{_title(output)}, {output.model.name}", axis=axis, limit=None)


def _title(output: PipelineOutput) -> str:
    titles = {"summarization": "Summarization", "translation": "Translation", "text2text-generation": "Text to text"}
    return titles[output.task]


RENDERER = Renderer(title=_title, summary=summary, answer=answer, table=table, figure=figure)
