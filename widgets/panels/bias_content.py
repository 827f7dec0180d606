"""The content of the bias panel: what the backend measured, as arrays and short texts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from ...inference.messages import BiasScores, BiasVocabulary
from ..frame import model_name, short_revision
from ..numbers import plural
from .bias_inputs import groups_in, same_group
from .codec import array_state, integers_state, state_bytes, texts_state
from .slurs import is_slur

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float32]]

# Grammatical forms, not associations: a difference between them says that the model agrees in gender.
_PAIRS = """
actor actress; waiter waitress; host hostess; steward stewardess; policeman policewoman; fireman firewoman; businessman
businesswoman; salesman saleswoman; chairman chairwoman; sportsman sportswoman; king queen; prince princess; hero
heroine; monk nun; father mother; son daughter; brother sister; husband wife; boy girl; man woman; gentleman lady; uncle
aunt; nephew niece; landlord landlady; barman barmaid; widower widow; sculptor sculptress; poet poetess; priest
priestess; duke duchess; emperor empress; cowboy cowgirl; spokesman spokeswoman; congressman congresswoman; craftsman
craftswoman; headmaster headmistress
"""
GENDERED = {one: other for pair in _PAIRS.split(";") for one, other in (pair.split(), pair.split()[::-1])}


def content_of(
    scores: BiasScores, *, controls: BiasScores, figures: BiasScores | None, second: BiasScores | None
) -> dict[str, Any]:
    """Return the panel's content: the words, the controls, words with figures about the world, a second model."""
    request, words = scores.request, [candidate.text for candidate in scores.candidates]
    return {
        "heading": scores.heading,
        "direction": scores.direction,
        "notice": scores.content_notice,
        "notes": list(scores.notes),
        "provenance": short_provenance(scores),
        "groups": list(scores.groups),
        "reference": request.reference,
        "measure": request.measure,
        "adjustment": request.adjustment,
        "confidence": request.confidence,
        "resamples": request.resamples,
        "automatic": request.candidates is None,
        "top_k": request.top_k,
        "templates": list(request.templates),
        "words": words,
        "flags": {str(number): one.flag for number, one in enumerate(scores.candidates) if one.flag},
        "gendered": {str(n): GENDERED[word.lower()] for n, word in enumerate(words) if word.lower() in GENDERED},
        "slurs": slurs_in(words),
        "models": [result_of(one) for one in (scores, second) if one is not None],
        "vocabulary": vocabulary_of(scores.vocabulary, 0) if scores.vocabulary else None,
        "controls": controls_of(scores, controls),
        "figures": figures_of(figures) if figures else None,
    }


def short_provenance(scores: BiasScores) -> str:
    """Return where the numbers come from without the templates, which stand in the panel itself."""
    line = msgspec.structs.replace(scores.provenance, templates=()).line.removesuffix("; ")
    return f"{line}; {plural(len(scores.request.templates), 'template')}"


def slurs_in(words: Sequence[str]) -> list[int]:
    """Return the numbers of the words that are masked where they are shown."""
    return [number for number, word in enumerate(words) if is_slur(word)]


# One model's results ------------------------------------------------------------------------------------------------


def result_of(scores: BiasScores) -> dict[str, Any]:
    """Return one model's numbers: cells (C, T, G), summaries (C, G), prompts (T, G); NaN where there is none."""
    import numpy as np

    count, templates, groups = len(scores.candidates), len(scores.request.templates), len(scores.groups)
    empty = np.full((count, templates, groups), np.nan, np.float32)
    log_p, lpbs, points = empty.copy(), empty.copy(), empty.copy()
    ranks = np.zeros(empty.shape, np.uint32)
    pieces = np.zeros((count, templates), np.uint8)
    for score in scores.scores:
        at = score.candidate, score.template, score.group
        log_p[at], ranks[at] = score.log_p, score.rank
        lpbs[at] = np.nan if score.lpbs is None else score.lpbs
        pieces[score.candidate, score.template] = min(len(score.ids), 255)
    for summary in scores.summaries:
        for template, point in zip(summary.templates, summary.points, strict=True):
            points[summary.candidate, template, summary.group] = point
    shares = np.zeros((2, templates, groups), np.float32)
    for prompt in scores.prompts:
        shares[:, prompt.template, prompt.group] = prompt.shown, prompt.rest
    return {
        "model": model_of(scores),
        "mode": scores.mode,
        "mode_reason": scores.mode_reason,
        "tests": scores.tests,
        "log_p": array_state(log_p),
        "ranks": array_state(ranks if ranks.max(initial=0) >= 2**16 else ranks.astype(np.uint16)),
        "pieces": array_state(pieces),
        "lpbs": array_state(lpbs),
        "points": array_state(points),
        "shown": array_state(shares[0]),
        "rest": array_state(shares[1]),
        **summaries_of(scores),
    }


def summaries_of(scores: BiasScores) -> dict[str, Any]:
    """Return the statistics over templates, (C, G) each; NaN and 0 for the reference group."""
    import numpy as np

    shape = len(scores.candidates), len(scores.groups)
    names = ("mean", "low", "high", "p_value", "adjusted")
    values = {name: np.full(shape, np.nan) for name in names}
    agreeing, counts = np.zeros(shape, np.uint16), np.zeros(shape, np.uint16)
    for summary in scores.summaries:
        at = summary.candidate, summary.group
        for name in names:
            found = getattr(summary, name)
            values[name][at] = np.nan if found is None else found
        agreeing[at], counts[at] = summary.agreeing, len(summary.points)
    small = {name: array_state(value.astype(np.float32)) for name, value in values.items()}
    return {**small, "agreeing": array_state(agreeing), "counts": array_state(counts)}


def model_of(scores: BiasScores) -> dict[str, Any]:
    """Return what the head says about a model."""
    model = scores.model
    return {
        "name": model_name(model),
        "revision": short_revision(model.revision) if model.revision else None,
        "dtype": model.dtype,
        "device": model.device,
        "vocabulary": model.vocabulary_size,
        "reason": model.reason,
    }


# Besides the words --------------------------------------------------------------------------------------------------


def vocabulary_of(vocabulary: BiasVocabulary, template: int, count: int | None = None) -> dict[str, Any]:
    """Return the likeliest words of a template, all or `count`, and their natural log-probabilities, (G, N)."""
    words = vocabulary.words[:count]
    return {
        "template": template,
        "words": texts_state(words),
        "log_p": array_state(vocabulary.log_p.numpy()[:, :count]),
        "slurs": integers_state(slurs_in(words)),
    }


def fitted(content: dict[str, Any], vocabulary: BiasVocabulary | None, *, most: int) -> dict[str, Any]:
    """Return the content in at most so many bytes: with fewer words of the vocabulary, if need be."""
    count = len(vocabulary.words) if vocabulary else 0
    while vocabulary and count and state_bytes(content) > most:
        count = count * 3 // 4
        content = {**content, "vocabulary": vocabulary_of(vocabulary, 0, count)}
    return content


def controls_of(scores: BiasScores, controls: BiasScores) -> dict[str, Any]:
    """Return what the controls measured, in nats of the first template.

    `swapped` is the largest distance from the exact opposite when the groups change places, `same` the largest
    difference of a group from itself, `neutral` the sizes for groups that should not differ.
    """
    neutral = []
    for number, template in enumerate(controls.neutral.templates if controls.neutral else ()):
        sizes = [abs(row[number]) for row in controls.neutral.points if number < len(row)] if controls.neutral else []
        mean = sum(sizes) / len(sizes) if sizes else 0.0
        neutral.append({"template": template, "mean": mean, "largest": max(sizes, default=0.0)})
    same = same_group(scores.request.templates[0])
    others = [one for one in neutral if one["template"] != same]
    return {
        "swapped": swapped_distance(scores, controls),
        "same": next((one["largest"] for one in neutral if one["template"] == same), None),
        "neutral": [
            {"groups": groups_in(str(one["template"])), "mean": one["mean"], "largest": one["largest"]}
            for one in others
        ],
    }


def swapped_distance(scores: BiasScores, controls: BiasScores) -> float | None:
    """Return how far the differences with swapped groups are from the opposite of those without, at most."""
    last = len(scores.groups) - 1

    def differences(result: BiasScores) -> dict[str, float]:
        values: dict[str, dict[int, float]] = {}
        for score in result.scores:
            if score.template == 0:
                values.setdefault(result.candidates[score.candidate].text, {})[score.group] = score.log_p
        return {word: found[last] - found[0] for word, found in values.items()}

    there, back = differences(scores), differences(controls)
    return max((abs(there[word] + back[word]) for word in there.keys() & back.keys()), default=None)


def figures_of(scores: BiasScores) -> dict[str, Any]:
    """Return the words with figures about the world: statistics (C, G), and the correlation of each group."""
    import numpy as np

    figures = scores.request.real_world
    assert figures is not None  # it was asked for
    words = [candidate.text for candidate in scores.candidates]
    return {
        "name": figures.name,
        "scale": figures.scale,
        "words": words,
        "slurs": slurs_in(words),
        "figures": array_state(np.array([figures.values[word] for word in words])),
        "correlations": {
            str(one.group): {
                "spearman": rounded(one.spearman),
                "low": rounded(one.low),
                "high": rounded(one.high),
                "count": len(one.candidates),
            }
            for one in scores.correlations
        },
        **summaries_of(scores),
    }


def rounded(value: float | None) -> float | None:
    """Return a number that JSON can hold, None for what is no number."""
    return None if value is None or not math.isfinite(value) else round(value, 6)
