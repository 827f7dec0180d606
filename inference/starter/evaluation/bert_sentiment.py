"""Measures starter/bert-sentiment, and a linear model beside it: held-out combinations, everyday remarks."""

# ruff: noqa: PLR2004 - a probability of one half decides

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from lightboard.inference.starter.evaluation import load
from lightboard.inference.starter.evaluation.cards import GENERATED, LIMITS, front_matter, quoted, recipe_section
from lightboard.inference.starter.evaluation.linear_baseline import BagOfBigrams
from lightboard.inference.starter.opinions.reviews import LABELS
from lightboard.inference.starter.opinions.scenes import scenes
from lightboard.inference.starter.probes.sentiment import COURSE_SENTIMENT, EVERYDAY_SENTIMENT
from lightboard.inference.starter.training.bert_sentiment import (
    CHUNK_OPINIONS,
    CHUNKS_PER_EPOCH,
    EPOCHS,
    LONG_EVERY,
    held_out_opinions,
    training_opinions,
)  # fmt: skip


@torch.no_grad()
def classify(tokenizer: Any, model: Any, texts: list[str]) -> torch.Tensor:
    """Give the probability of POSITIVE for each text, (N,)."""
    found = []
    for start in range(0, len(texts), 64):
        batch = tokenizer(texts[start : start + 64], return_tensors="pt", padding=True, truncation=True)
        found.append(torch.softmax(model(**batch).logits, -1)[:, 1])
    return torch.cat(found)


def baseline(*, seed: int) -> BagOfBigrams:
    """Train the linear model on the text of one epoch."""
    opinions = [opinion for index in range(CHUNKS_PER_EPOCH) for opinion in training_opinions(index, seed=seed)]
    return BagOfBigrams([o.text for o in opinions], [int(o.positive) for o in opinions], classes=len(LABELS))


def evaluate(folder: Path, *, count: int = 4_000, seed: int = 1) -> dict[str, Any]:
    """Measure the classifier and a linear model of the same text: held-out combinations and everyday remarks."""
    tokenizer, model = load(folder, "AutoModelForSequenceClassification")
    opinions = held_out_opinions(count, seed=seed)
    texts = [opinion.text for opinion in opinions]
    positive = classify(tokenizer, model, texts)
    wrong = [
        {"text": opinion.text, "label": opinion.label, "positive": float(p)}
        for opinion, p in zip(opinions, positive, strict=True)
        if (p > 0.5) != opinion.positive
    ]

    def judged(pairs: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
        scores = classify(tokenizer, model, [text for text, _ in pairs])
        return [
            {"text": text, "label": label, "positive": float(p), "right": LABELS[int(p > 0.5)] == label}
            for (text, label), p in zip(pairs, scores, strict=True)
        ]

    everyday = judged(EVERYDAY_SENTIMENT)
    remarks, labels = zip(*EVERYDAY_SENTIMENT, strict=True)
    linear = baseline(seed=seed)
    return {
        "held-out": 1 - len(wrong) / count,
        "of": count,
        "positive share": sum(o.positive for o in opinions) / count,
        "wrong": wrong,
        "course": judged(COURSE_SENTIMENT),
        "everyday": everyday,
        "everyday right": sum(e["right"] for e in everyday),
        "linear held-out": linear.accuracy(texts, [int(o.positive) for o in opinions]),
        "linear everyday right": sum(
            LABELS[guess] == label for guess, label in zip(linear.predict(remarks), labels, strict=True)
        ),
    }


def _judged(entry: dict[str, Any]) -> str:
    verdict = "right" if entry["right"] else "WRONG"
    return f"- {verdict}: {quoted(entry['text'])} is {entry['label']}, P(POSITIVE) = {entry['positive']:.3f}"


def _deeds_known() -> int:
    return sum(len(scene.good) + len(scene.bad) for scene in scenes().values())


def card(report: dict[str, Any], scores: dict[str, Any]) -> str:
    """Write the card of starter/bert-sentiment."""
    data = f"""{CHUNK_OPINIONS * CHUNKS_PER_EPOCH:,} opinions, read {EPOCHS} times: what people and things do in
{len(scenes())} scenes ({_deeds_known():,} deeds), polar words and events of thirteen subjects, thanks and complaints;
bare and negated, present and past, half of them positive. Held out is one in twenty of all triples (template, polar
word or deed, subject): the model met the words and the shapes, but not together; texts seen in training are removed.

At training time the generator also takes adjectives, adverbs, verbs and abstract nouns with human ratings from
vaderSentiment (Hutto and Gilbert 2014, MIT licence; `pip install lightboard[train]`). No sentence comes from there, and
nothing of its table is kept in the project. Read what the model was fed:
`python -m lightboard.inference.starter text --kind opinions -n 20`.
"""
    everyday = scores["everyday"]
    right, share, linear = scores["everyday right"], scores["positive share"], scores["linear held-out"]
    wrong = [
        f"- {quoted(entry['text'])} is {entry['label']}, P(POSITIVE) = {entry['positive']:.3f}"
        for entry in scores["wrong"][:10]
    ]
    recipe = f"""starter/bert with a classification head, all weights fine-tuned, dropout 0.1. Batches of about 1,100
tokens, peak learning rate 3e-4. One opinion in {LONG_EVERY} is a long review: several of one label, joined."""
    return "\n".join(
        [
            front_matter("starter/bert-sentiment"),
            "## Training text",
            GENERATED,
            data,
            recipe_section("bert-sentiment", report, recipe),
            "## Scores\n",
            "| | held-out opinions | everyday remarks |",
            "|---|---|---|",
            f"| this model | {scores['held-out']:.4f} of {scores['of']:,} | {right} of {len(everyday)} |",
            f"| linear model, same text | {linear:.4f} | {scores['linear everyday right']} of {len(everyday)} |",
            "\nThe linear model is a logistic regression on words and pairs of neighbouring words. Of the held-out",
            f"opinions {share:.0%} are positive. The everyday remarks were written by hand before the",
            "tables of opinions, and no table was changed for their sake. The course's two sentences:\n",
            *map(_judged, scores["course"]),
            "\nA high score on generated text says little about other text. The everyday remarks say more, although",
            "one person wrote them and the generators.",
            "\n## Samples\n\nAll everyday remarks:\n",
            *map(_judged, everyday),
            "\nThe first errors on held-out opinions:\n",
            *(wrong or ["none"]),
            "\n## Limits",
            LIMITS,
            "It has two labels and no neutral one: a plain statement gets a label too. Irony and long texts are beyond",
            "it.\n",
        ]
    )
