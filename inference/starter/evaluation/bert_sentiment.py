"""Measures starter/bert-sentiment: held-out combinations, the course's two sentences, everyday sentences."""

# ruff: noqa: PLR2004 - a probability of one half decides

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from lightboard.inference.starter.bert_sentiment import CHUNK_OPINIONS, CHUNKS_PER_EPOCH, EPOCHS, held_out_opinions
from lightboard.inference.starter.cards import GENERATED, LIMITS, front_matter, quoted, recipe_section
from lightboard.inference.starter.evaluation import load
from lightboard.inference.starter.probes.sentiment import COURSE_SENTIMENT, EVERYDAY_SENTIMENT


@torch.no_grad()
def classify(tokenizer: Any, model: Any, texts: list[str]) -> torch.Tensor:
    """Give the probability of POSITIVE for each text, (N,)."""
    found = []
    for start in range(0, len(texts), 64):
        batch = tokenizer(texts[start : start + 64], return_tensors="pt", padding=True, truncation=True)
        found.append(torch.softmax(model(**batch).logits, -1)[:, 1])
    return torch.cat(found)


def evaluate(folder: Path, *, count: int = 4_000, seed: int = 1) -> dict[str, Any]:
    """Measure the classifier: held-out combinations, the course's two sentences, everyday sentences written by hand."""
    tokenizer, model = load(folder, "AutoModelForSequenceClassification")
    opinions = held_out_opinions(count, seed=seed)
    positive = classify(tokenizer, model, [opinion.text for opinion in opinions])
    wrong = [
        {"text": opinion.text, "label": opinion.label, "positive": float(p)}
        for opinion, p in zip(opinions, positive, strict=True)
        if (p > 0.5) != opinion.positive
    ]

    def judged(pairs: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
        scores = classify(tokenizer, model, [text for text, _ in pairs])
        return [
            {
                "text": text,
                "label": label,
                "positive": float(p),
                "right": ("POSITIVE" if p > 0.5 else "NEGATIVE") == label,
            }
            for (text, label), p in zip(pairs, scores, strict=True)
        ]

    everyday = judged(EVERYDAY_SENTIMENT)
    return {
        "held-out": 1 - len(wrong) / count,
        "of": count,
        "positive share": sum(o.positive for o in opinions) / count,
        "wrong": wrong,
        "course": judged(COURSE_SENTIMENT),
        "everyday": everyday,
        "everyday right": sum(e["right"] for e in everyday),
    }


def _judged(entry: dict[str, Any]) -> str:
    verdict = "right" if entry["right"] else "WRONG"
    return f"- {verdict}: {quoted(entry['text'])} is {entry['label']}, P(POSITIVE) = {entry['positive']:.3f}"


def card(report: dict[str, Any], scores: dict[str, Any]) -> str:
    """Write the card of starter/bert-sentiment."""
    data = f"""{CHUNK_OPINIONS * CHUNKS_PER_EPOCH:,} opinions, read {EPOCHS} times: polar words and events of thirteen
subjects, bare and negated, present and past, half of them positive. Held out is one in twenty of all triples (template,
polar word, subject): the model met the words and the shapes, but not together; texts seen in training are removed.
"""
    everyday = scores["everyday"]
    right, share = scores["everyday right"], scores["positive share"]
    wrong = [
        f"- {quoted(entry['text'])} is {entry['label']}, P(POSITIVE) = {entry['positive']:.3f}"
        for entry in scores["wrong"][:10]
    ]
    recipe = """starter/bert with a classification head, all weights fine-tuned. Batches of about 1,100 tokens, peak
learning rate 3e-4. One opinion in forty is a long review: several of one label, joined."""
    return "\n".join(
        [
            front_matter("starter/bert-sentiment"),
            "## Training text",
            GENERATED,
            data,
            recipe_section("bert-sentiment", report, recipe),
            "## Scores\n",
            f"- held-out opinions: {scores['held-out']:.4f} of {scores['of']:,} right ({share:.0%} are positive)",
            f"- everyday sentences, written by hand before the generators' opinion words: {right} of {len(everyday)}",
            "- the course's two sentences:",
            *map(_judged, scores["course"]),
            "\nA high score on generated text says little about other text. The everyday sentences say more, although",
            "one person wrote them and the generators.",
            "\n## Samples\n\nAll everyday sentences:\n",
            *map(_judged, everyday),
            "\nThe first errors on held-out opinions:\n",
            *(wrong or ["none"]),
            "\n## Limits",
            LIMITS,
            "It has two labels and no neutral one: a plain statement gets a label too. Irony and long texts are beyond",
            "it.\n",
        ]
    )
