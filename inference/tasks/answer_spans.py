"""From start and end logits to answers: the most likely spans of a window, as words of the context."""

from __future__ import annotations

import torch

from ..messages import Answer
from .windows import Window

Span = tuple[float, int, int]  # probability, first and last token


def span_probabilities(logits: torch.Tensor, allowed: torch.Tensor, cls: int | None) -> torch.Tensor:
    """Return how likely the answer starts and ends at each token, (T, 2), from logits (T, 2).

    Only tokens of the context (`allowed`, (T,)) count, and [CLS], which stands for "no answer".
    """
    counted = allowed.clone()
    if cls is not None:
        counted[cls] = True
    return logits.masked_fill(~counted[:, None], -torch.inf).softmax(dim=0)


def best_spans(probabilities: torch.Tensor, allowed: torch.Tensor, *, count: int, longest: int) -> list[Span]:
    """Return the spans of at most `longest` allowed tokens with the largest products of start and end, best first."""
    joint = probabilities[:, 0, None] * probabilities[None, :, 1]  # (T, T)
    possible = (allowed[:, None] & allowed[None, :]).triu().tril(longest - 1)
    scores, places = joint.masked_fill(~possible, -1.0).flatten().topk(min(count, int(possible.sum())))
    width = len(allowed)
    return [
        (score, place // width, place % width) for score, place in zip(scores.tolist(), places.tolist(), strict=True)
    ]


def as_answers(spans: list[Span], window: Window, context: str, *, which: int, to_words: bool) -> list[Answer]:
    """Return spans of tokens as answers in the context, which is the window's text number `which`.

    `to_words` widens a span to whole words. Spans with the same words are one answer, and their probabilities add up.
    """
    words = word_spans(window, which) if to_words else {}
    found: dict[str, Answer] = {}
    for score, first, last in spans:
        start = words.get(window.words[first], window.offsets[first])[0]
        end = words.get(window.words[last], window.offsets[last])[1]
        text = context[start:end]
        known = found.get(text.lower())
        if known is None:
            found[text.lower()] = Answer(score=score, start=start, end=end, answer=text)
        else:
            found[text.lower()] = Answer(
                score=known.score + score, start=known.start, end=known.end, answer=known.answer
            )
    return list(found.values())


def word_spans(window: Window, which: int) -> dict[int | None, tuple[int, int]]:
    """Return the characters of each word that the window holds of its text number `which`."""
    found: dict[int | None, tuple[int, int]] = {}
    for text, word, (start, end) in zip(window.texts, window.words, window.offsets, strict=True):
        if text == which and word is not None:
            found[word] = (found.get(word, (start, end))[0], end)
    return found


def best_of_windows(several: list[list[Answer]]) -> list[Answer]:
    """Return the answers of all windows, best first; of an answer that several windows give, the likeliest stays."""
    found: dict[str, Answer] = {}
    for answers in several:
        for answer in answers:
            known = found.get(answer.answer.lower())
            if known is None or answer.score > known.score:
                found[answer.answer.lower()] = answer
    return sorted(found.values(), key=lambda answer: answer.score, reverse=True)
