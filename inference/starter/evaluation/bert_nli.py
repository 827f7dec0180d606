"""Measures starter/bert-nli: held-out pairs, hypotheses alone, topics of texts without training for them."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import torch

from lightboard.inference.starter.english.topic_tables import TOPICS
from lightboard.inference.starter.english.topics import TopicTexts
from lightboard.inference.starter.evaluation import load
from lightboard.inference.starter.evaluation.cards import GENERATED, LIMITS, front_matter, quoted, recipe_section
from lightboard.inference.starter.evaluation.linear_baseline import BagOfBigrams
from lightboard.inference.starter.pairs.entailment import ENTAILMENT, LABELS
from lightboard.inference.starter.pairs.inference_pairs import SHARES
from lightboard.inference.starter.probes.topics import COURSE_LABELS, COURSE_TEXT, COURSE_TOPIC, TOPIC_SENTENCES
from lightboard.inference.starter.training.adaptation import MASKED_HYPOTHESIS, REPLACED
from lightboard.inference.starter.training.bert_nli import (
    CHUNK_PAIRS,
    CHUNKS_PER_EPOCH,
    EPOCHS,
    held_out_pairs,
    premises_read,
    training_pairs,
)

WORDINGS = ("This example is {}.", "This text is about {}.", "The topic is {}.")
_TEXTS_PER_TOPIC = 40
_TOPIC_SEED = 960_001
_BASELINE_CHUNKS = 8
_FRESH_CHUNK = 100_001  # of a number that no training reaches


@torch.no_grad()
def pair_logits(tokenizer: Any, model: Any, premises: Sequence[str], hypotheses: Sequence[str]) -> torch.Tensor:
    """Give the logits of entailment, neutral and contradiction of each pair, (N, 3)."""
    found = []
    for start in range(0, len(premises), 64):
        part = slice(start, start + 64)
        batch = tokenizer(premises[part], hypotheses[part], return_tensors="pt", padding=True, truncation=True)
        found.append(model(**batch).logits)
    return torch.cat(found)


def topic_probabilities(
    tokenizer: Any, model: Any, texts: Sequence[str], labels: Sequence[str], *, wording: str = WORDINGS[0]
) -> torch.Tensor:
    """Give the probability of each label for each text, (N, labels): a softmax of the logits of entailment.

    So does Transformers' zero-shot-classification pipeline (Yin et al. 2019, "Benchmarking Zero-shot Text
    Classification").
    """
    pairs = [(text, wording.format(label)) for text in texts for label in labels]
    logits = pair_logits(tokenizer, model, [text for text, _ in pairs], [hypothesis for _, hypothesis in pairs])
    return logits[:, ENTAILMENT].view(len(texts), len(labels)).softmax(-1)


def held_out_texts(*, read: Collection[str] = (), new_nouns: bool = False) -> list[tuple[str, str]]:
    """Write texts with their topics that are not in `read`; with `new_nouns`, of nouns that training never reads."""
    writer = TopicTexts(seed=_TOPIC_SEED)
    found = []
    for topic in TOPICS:
        texts = (writer.text(topic, held_out=new_nouns) for _ in itertools.count())
        fresh = (text for text in texts if text not in read)
        found += [(text, topic) for text in itertools.islice(fresh, _TEXTS_PER_TOPIC)]
    return found


def hypothesis_only(*, seed: int = 1) -> float:
    """Give the accuracy of a linear model that reads hypotheses alone, on pairs of training's kind."""
    read = [pair for index in range(_BASELINE_CHUNKS) for pair in training_pairs(index, seed=seed)]
    fresh = training_pairs(_FRESH_CHUNK, seed=seed)
    model = BagOfBigrams([pair.hypothesis for pair in read], [pair.label for pair in read], classes=len(LABELS))
    return model.accuracy([pair.hypothesis for pair in fresh], [pair.label for pair in fresh])


def evaluate(folder: Path, *, count: int = 4_000, seed: int = 1) -> dict[str, Any]:
    """Measure the classifier; its score on fresh pairs of training's kind stands beside the held-out one."""
    tokenizer, model = load(folder, "AutoModelForSequenceClassification")
    read = premises_read(seed=seed)
    pairs = held_out_pairs(count, read=read)
    guesses = pair_logits(tokenizer, model, [p.premise for p in pairs], [p.hypothesis for p in pairs]).argmax(-1)
    right = [int(guess) == pair.label for guess, pair in zip(guesses, pairs, strict=True)]
    by_kind = {}
    for kind in SHARES:
        some = held_out_pairs(count // 4, read=read, kind=kind)
        logits = pair_logits(tokenizer, model, [p.premise for p in some], [p.hypothesis for p in some])
        by_kind[kind] = sum(int(g) == p.label for g, p in zip(logits.argmax(-1), some, strict=True)) / len(some)

    def topics_right(texts: list[tuple[str, str]], wording: str) -> list[tuple[str, str, str]]:
        """Give text, topic and guess of each text."""
        found = topic_probabilities(tokenizer, model, [text for text, _ in texts], list(TOPICS), wording=wording)
        names = list(TOPICS)
        return [(text, topic, names[int(i)]) for (text, topic), i in zip(texts, found.argmax(-1), strict=True)]

    texts = held_out_texts(read=read)
    new_nouns = topics_right(held_out_texts(new_nouns=True), WORDINGS[0])
    by_hand = [(text, topic) for topic, sentences in TOPIC_SENTENCES.items() for text in sentences]
    course = topic_probabilities(tokenizer, model, [COURSE_TEXT], COURSE_LABELS)[0]
    return {
        "held-out": sum(right) / count,
        "of": count,
        "held-out by kind": by_kind,
        "hypothesis only": hypothesis_only(seed=seed),
        "topics": len(TOPICS),
        "texts": len(texts),
        "zero-shot": {
            wording: sum(topic == guess for _, topic, guess in topics_right(texts, wording)) / len(texts)
            for wording in WORDINGS
        },
        "zero-shot of new nouns": sum(topic == guess for _, topic, guess in new_nouns) / len(new_nouns),
        "by hand": topics_right(by_hand, WORDINGS[0]),
        "course": {label: float(p) for label, p in zip(COURSE_LABELS, course, strict=True)},
        "samples": [
            {"premise": pair.premise, "hypothesis": pair.hypothesis, "label": LABELS[pair.label],
             "guess": LABELS[int(guess)]}
            for pair, guess in zip(pairs, guesses, strict=True)
        ],
    }  # fmt: skip


def _sample(entry: dict[str, Any]) -> str:
    verdict = "right" if entry["label"] == entry["guess"] else "WRONG"
    guess = "" if verdict == "right" else f", the model says {entry['guess']}"
    return f"- {verdict}: {quoted(entry['premise'])} -> {quoted(entry['hypothesis'])} is {entry['label']}{guess}"


def card(report: dict[str, Any], scores: dict[str, Any]) -> str:
    """Write the card of starter/bert-nli."""
    shares = ", ".join(f"{kind} {share:.0%}" for kind, share in SHARES.items())
    data = f"""{CHUNK_PAIRS * CHUNKS_PER_EPOCH:,} pairs, read {"once" if EPOCHS == 1 else f"{EPOCHS} times"}: {shares};
each label as often. Facts are records of people, companies, events and towns; situations are who does what, where and
when, counts, comparisons, "all" and "some", "before" and "after"; topics are short texts of {scores["topics"]} topics
and sentences of none, with hypotheses such as "This example is sports." in twelve wordings. The hypothesis is drawn
before its label. Held out are names, one in twenty of the hypotheses about facts and situations, texts of topics
that training did not write, and, measured apart, a tenth of each topic's nouns with wordings of their own. Read what
the model was fed: `python -m lightboard.inference.starter text --kind pairs -n 20`.
"""
    adaptation = report["adaptation"]
    recipe = f"""First starter/bert reads pairs that follow, with {MASKED_HYPOTHESIS:.0%} of the hypothesis's words
masked and {REPLACED:.0%} replaced; it guesses the masked ones, detects the replaced ones and tells which words stand
in both texts, and so learns to compare one with the other; two heads of the first two layers begin by looking for equal
words: {adaptation["step"]:,} steps, {adaptation["tokens"]:,} tokens,
{adaptation["seconds"] / 60:.0f} minutes, peak learning rate 1e-3. Then a classification head, all weights fine-tuned,
dropout 0.1, batches of 1,100 tokens, peak learning rate 5e-4."""
    by_hand = scores["by hand"]
    hits = sum(topic == guess for _, topic, guess in by_hand)
    course = max(scores["course"], key=lambda label: scores["course"][label])
    wrong = [entry for entry in scores["samples"] if entry["label"] != entry["guess"]]
    right = [entry for entry in scores["samples"] if entry["label"] == entry["guess"]]
    return "\n".join(
        [
            front_matter("starter/bert-nli"),
            "## Training text",
            GENERATED,
            data,
            recipe_section("bert-nli", report, recipe),
            "## Scores\n",
            f"- held-out pairs: {scores['held-out']:.4f} of {scores['of']:,} right",
            *(f"- held-out pairs, {kind}: {share:.4f}" for kind, share in scores["held-out by kind"].items()),
            f"- a linear model of words and bigrams that reads the hypotheses alone: {scores['hypothesis only']:.3f}",
            *(
                f'- zero-shot, {scores["texts"]} held-out texts of {scores["topics"]} topics, "{wording}": {share:.3f}'
                for wording, share in scores["zero-shot"].items()
            ),
            f"- zero-shot, texts of nouns and wordings never read: {scores['zero-shot of new nouns']:.3f}",
            f"- zero-shot, sentences written by hand before any training: {hits} of {len(by_hand)}",
            f"- the course's text, {quoted(COURSE_TEXT)}: {'right' if course == COURSE_TOPIC else 'WRONG'}, "
            + ", ".join(f"{label} {p:.3f}" for label, p in scores["course"].items()),
            "\n## Samples\n\nHeld-out pairs, the first that are right and the first that are wrong:\n",
            *map(_sample, [*right[:8], *wrong[:8]]),
            "\nAll sentences written by hand, with their topic:\n",
            *(
                f"- {'right' if topic == guess else 'WRONG'}: {quoted(text)} is {topic}"
                + ("" if topic == guess else f", the model says {guess}")
                for text, topic, guess in by_hand
            ),
            "\n## Limits",
            LIMITS,
            f"It knows the topics {', '.join(TOPICS)}; labels beyond these mean little to it. A text of no topic is",
            "neutral to every topic's hypothesis, a text of another topic contradicts it.\n",
        ]
    )
