"""Measures starter/bert-ner: held-out names, texts without any name, the course's sentence, sentences of everyday."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lightboard.inference.starter.evaluation import HELD_OUT_SEED, load
from lightboard.inference.starter.evaluation.cards import GENERATED, LIMITS, front_matter, quoted, recipe_section
from lightboard.inference.starter.facts.entities import Entities, entity_texts
from lightboard.inference.starter.probes.entities import COURSE_ENTITIES, EVERYDAY_ENTITIES
from lightboard.inference.starter.words.names import ORGANISATION, PERSON, PLACE

Found = frozenset[tuple[int, int, str]]


def recogniser(tokenizer: Any, model: Any) -> Any:
    """Make the pipeline that a learner would use."""
    from transformers import pipeline

    return pipeline("token-classification", model=model, tokenizer=tokenizer, aggregation_strategy="simple", device=-1)


def recognise(pipe: Any, texts: Sequence[str]) -> list[Found]:
    """Give the spans that the model marks in each text."""
    return [
        frozenset((e["start"], e["end"], e["entity_group"]) for e in row) for row in pipe(list(texts), batch_size=32)
    ]


def scores_of(gold: Sequence[Found], found: Sequence[Found]) -> dict[str, float]:
    """Give precision, recall and F1 of whole spans: ends and kind must all be right."""
    right = sum(len(a & b) for a, b in zip(gold, found, strict=True))
    precision = right / max(1, sum(map(len, found)))
    recall = right / max(1, sum(map(len, gold)))
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / max(1e-9, precision + recall)}


def _judged(pipe: Any, pairs: Sequence[tuple[str, tuple[tuple[str, str], ...]]]) -> list[dict[str, Any]]:
    marked = recognise(pipe, [text for text, _ in pairs])
    return [
        {
            "text": text,
            "wanted": [list(name) for name in wanted],
            "found": (names := [[label, text[start:end]] for start, end, label in sorted(spans)]),
            "right": names == [list(name) for name in wanted],
        }
        for (text, wanted), spans in zip(pairs, marked, strict=True)
    ]


def evaluate(folder: Path, *, count: int = 2_000) -> dict[str, Any]:
    """Measure the recogniser: span F1 on held-out names, precision on texts without names, sentences by hand."""
    pipe = recogniser(*load(folder, "AutoModelForTokenClassification"))
    texts = list(itertools.islice(entity_texts(seed=HELD_OUT_SEED, held_out=True), count))
    gold = [frozenset((e.start, e.end, e.label) for e in text.entities) for text in texts]
    found = recognise(pipe, [text.text for text in texts])
    writer = Entities(seed=HELD_OUT_SEED + 1, held_out=True)
    plain = [writer.without_names().text for _ in range(count // 2)]
    false_alarms = [(text, spans) for text, spans in zip(plain, recognise(pipe, plain), strict=True) if spans]
    kinds = {
        kind: scores_of(
            [frozenset(s for s in spans if s[2] == kind) for spans in gold],
            [frozenset(s for s in spans if s[2] == kind) for spans in found],
        )["f1"]
        for kind in (PERSON, ORGANISATION, PLACE)
    }
    wrong = [
        {"text": text.text, "wanted": _names(text.text, a), "found": _names(text.text, b)}
        for text, a, b in zip(texts, gold, found, strict=True)
        if a != b
    ]
    everyday = _judged(pipe, EVERYDAY_ENTITIES)
    return {
        "held-out": scores_of(gold, found),
        "by kind": kinds,
        "of": count,
        "without names": len(plain),
        "left alone": 1 - len(false_alarms) / len(plain),
        "false alarms": [{"text": text, "found": _names(text, spans)} for text, spans in false_alarms[:10]],
        "wrong": wrong[:12],
        "samples": [{"text": t.text, "found": _names(t.text, b)} for t, b in zip(texts[:10], found[:10], strict=True)],
        "course": _judged(pipe, [COURSE_ENTITIES]),
        "everyday": everyday,
        "everyday right": sum(entry["right"] for entry in everyday),
    }


def _names(text: str, spans: Found) -> list[list[str]]:
    return [[label, text[start:end]] for start, end, label in sorted(spans)]


def _said(names: Sequence[Sequence[str]]) -> str:
    return ", ".join(f"{label} {name}" for label, name in names) or "none"


def _line(entry: dict[str, Any]) -> str:
    verdict = "right" if entry["right"] else f"WRONG (it is {_said(entry['wanted'])})"
    return f"- {verdict}: {quoted(entry['text'])} -> {_said(entry['found'])}"


def card(report: dict[str, Any], scores: dict[str, Any]) -> str:
    """Write the card of starter/bert-ner."""
    data = """Statements of fact records (people, companies, events, towns), news, letters and lists, and sentences of
the English grammar whose names are exchanged. Nearly half of the names are invented. One text in five holds no name,
and half of those hold words that look like one (May, Rose, Apple, Mark). One word of a name in eight is kept out of
training; all figures below are on names of such words only.
"""
    recipe = """Cased BERT encoder from scratch: width 192, 4 layers, 4 heads, feed-forward 576, 4,096 WordPiece tokens,
256 positions, dropout 0.1, 8 % of the pieces masked. About 1,200 tokens a step, peak learning rate 1e-3. Every piece
has a label."""
    held_out, kinds = scores["held-out"], scores["by kind"]
    return "\n".join(
        [
            front_matter("starter/bert-ner"),
            "## Training text",
            GENERATED,
            data,
            recipe_section("bert-ner", report, recipe),
            "## Scores\n",
            f"- held-out names, {scores['of']:,} texts, whole spans: F1 {held_out['f1']:.3f} (precision "
            f"{held_out['precision']:.3f}, recall {held_out['recall']:.3f}); "
            + ", ".join(f"{kind} {f1:.3f}" for kind, f1 in kinds.items()),
            f"- texts without a name: {scores['left alone']:.1%} of {scores['without names']:,} left alone",
            f"- everyday sentences written by hand: {scores['everyday right']} of {len(scores['everyday'])} all right",
            "- the course's sentence:",
            *map(_line, scores["course"]),
            "\n## Samples\n\nAll everyday sentences:\n",
            *map(_line, scores["everyday"]),
            "\nTen held-out texts as they came:\n",
            *(f"- {quoted(entry['text'])} -> {_said(entry['found'])}" for entry in scores["samples"]),
            "\nThe first errors on held-out texts:\n",
            *(f"- {quoted(e['text'])} -> {_said(e['found'])}; it is {_said(e['wanted'])}" for e in scores["wrong"]),
            "\nFalse alarms in texts without names:\n",
            *([f"- {quoted(e['text'])} -> {_said(e['found'])}" for e in scores["false alarms"]] or ["none"]),
            "\n## Limits",
            LIMITS,
            "It knows three kinds of names (PER, ORG, LOC) and needs the usual capitals.\n",
        ]
    )
