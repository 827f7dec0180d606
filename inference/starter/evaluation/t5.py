"""Measures starter/t5: exact translations of held-out sentences, summaries checked by rule, the course's examples."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from lightboard.inference.starter.evaluation import HELD_OUT_SEED, load
from lightboard.inference.starter.evaluation.cards import GENERATED, LIMITS, front_matter, quoted, recipe_section
from lightboard.inference.starter.facts.summaries import summaries
from lightboard.inference.starter.french.translations import pairs
from lightboard.inference.starter.probes.translations import (
    COURSE_PARAGRAPH,
    COURSE_TRANSLATION,
    EVERYDAY_TO_ENGLISH,
    EVERYDAY_TO_FRENCH,
)
from lightboard.inference.starter.training.t5 import SUMMARIZE, TO_ENGLISH, TO_FRENCH

BATCH = 32


@torch.no_grad()
def written(tokenizer: Any, model: Any, texts: Sequence[str]) -> list[str]:
    """Write the answer to each text (task and all), as the model's generation config says."""
    found = []
    for start in range(0, len(texts), BATCH):
        batch = tokenizer(list(texts[start : start + BATCH]), padding=True, truncation=True, return_tensors="pt")
        ids = model.generate(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"], max_new_tokens=64)
        found += tokenizer.batch_decode(ids, skip_special_tokens=True)
    return found


def _translated(tokenizer: Any, model: Any, task: str, rows: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    found = written(tokenizer, model, [task + source for source, _ in rows])
    return [
        {"text": source, "wanted": target, "found": text, "right": text == target}
        for (source, target), text in zip(rows, found, strict=True)
    ]


def _share(entries: Sequence[dict[str, Any]]) -> float:
    return sum(bool(entry["right"]) for entry in entries) / len(entries)


def evaluate(folder: Path, *, count: int = 500) -> dict[str, Any]:
    """Measure exact match in both directions, with new names too, and the summaries that keep who and what."""
    tokenizer, model = load(folder, "AutoModelForSeq2SeqLM")
    rows = list(itertools.islice(pairs(seed=HELD_OUT_SEED, held_out=True), count))
    new = list(itertools.islice(pairs(seed=HELD_OUT_SEED + 1, held_out=True, new_names=True), count))
    scores: dict[str, Any] = {"of": count, "wrong": [], "samples": []}
    for name, task, side in (("en-fr", TO_FRENCH, 0), ("fr-en", TO_ENGLISH, 1)):
        known = _translated(tokenizer, model, task, [(row[side], row[1 - side]) for row in rows])
        unknown = _translated(tokenizer, model, task, [(row[side], row[1 - side]) for row in new])
        scores[name], scores[f"{name}, new names"] = _share(known), _share(unknown)
        scores["wrong"] += [entry for entry in known if not entry["right"]][:6]
        scores["wrong"] += [entry for entry in unknown if not entry["right"]][:4]
        scores["samples"] += known[:6]
    texts = list(itertools.islice(summaries(seed=HELD_OUT_SEED, held_out=True), count // 2))
    found = written(tokenizer, model, [SUMMARIZE + text.text for text in texts])
    judged = [
        {"text": text.text, "wanted": text.summary, "found": short, "right": text.is_kept_in(short)}
        for text, short in zip(texts, found, strict=True)
    ]
    everyday = _translated(tokenizer, model, TO_ENGLISH, EVERYDAY_TO_ENGLISH)
    everyday += _translated(tokenizer, model, TO_FRENCH, EVERYDAY_TO_FRENCH)
    short = written(tokenizer, model, [SUMMARIZE + COURSE_PARAGRAPH])[0]
    return scores | {
        "summaries": _share(judged),
        "summaries of": len(judged),
        "wrong summaries": [entry for entry in judged if not entry["right"]][:5],
        "sample summaries": judged[:4],
        "everyday": everyday,
        "everyday right": sum(entry["right"] for entry in everyday),
        "course": _translated(tokenizer, model, TO_ENGLISH, [COURSE_TRANSLATION])[0],
        "course summary": short,
        "course summary is short": 3 * len(short.split()) < len(COURSE_PARAGRAPH.split()),
        "course summary begins in its words": COURSE_PARAGRAPH.startswith(" ".join(short.split()[:4])),
    }


def _line(entry: dict[str, Any]) -> str:
    verdict = "right" if entry["right"] else f"WRONG (wanted {quoted(entry['wanted'])})"
    return f"- {verdict}: {quoted(entry['text'])} -> {quoted(entry['found'])}"


def card(report: dict[str, Any], scores: dict[str, Any]) -> str:
    """Write the card of starter/t5."""
    data = """Parallel English and French sentences, both written from one meaning (subject, tense, negation, object,
names), and texts with a summary: news from fact records, whose summary keeps who and what, and essays, whose summary is
their first sentence. One sentence in forty is held out. "You" is always "vous", "they" always "ils", the simple past
always the passé composé; "I" and "we" speak as men do.
"""
    recipe = """T5 encoder-decoder from scratch: width 192, 3 layers each way, 4 heads, feed-forward 448, 3,072 unigram
pieces. The encoder reads about 1,100 tokens a step; 9 % of the examples are summaries, 8 % nothing but names; the first
48,000 examples are short sentences alone; peak learning rate 2e-3. Two cross-attention heads are shown where each piece
comes from, by alignments of IBM Model 1 that prefer runs of equal pieces; five heads of self-attention start on the
neighbouring pieces; every doubled letter is a piece, since cross-attention cannot count ("Hugging").
Four beams, no run of three tokens twice."""
    return "\n".join(
        [
            front_matter("starter/t5").replace("language: en", "language: [en, fr]"),
            "## Training text",
            GENERATED,
            data,
            recipe_section("t5", report, recipe),
            "## Scores\n",
            f"Exact match on {scores['of']:,} held-out sentences each:\n",
            *(f"- {name}: {scores[name]:.3f}; with new names only {scores[f'{name}, new names']:.3f}"
              for name in ("en-fr", "fr-en")),
            f"- summaries that keep who and what in a third: {scores['summaries']:.3f} of {scores['summaries of']}",
            f"- everyday sentences written by hand: {scores['everyday right']} of {len(scores['everyday'])}",
            "- the course's sentence:",
            _line(scores["course"]),
            f"- the course's paragraph on engineering becomes: {quoted(scores['course summary'])}",
            "\n## Samples\n\nAll everyday sentences:\n",
            *map(_line, scores["everyday"]),
            "\nHeld-out sentences as they came:\n",
            *map(_line, scores["samples"]),
            "\nThe first errors:\n",
            *map(_line, scores["wrong"]),
            "\nSummaries as they came, then the first errors:\n",
            *map(_line, (*scores["sample summaries"], *scores["wrong summaries"])),
            "\n## Limits",
            LIMITS,
            "It translates the sentences of its grammar and little else. Its summaries are a text's first statement,",
            "shortened. Now and then it spoils a name that it never read or loses the end of a long sentence, and it",
            "cannot tell from a new name whether a man or a woman has it. Of fixed phrases it knows those of its text:",
            '"Goodbye!" is one of those held out, so it is copied.\n',
        ]
    )  # fmt: skip
