"""starter/bert-nli: starter/bert fine-tuned to tell whether a hypothesis follows from a premise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lightboard.inference.starter import path
from lightboard.inference.starter.adaptation import adapt
from lightboard.inference.starter.corpora import leaks
from lightboard.inference.starter.entailment import ENTAILMENT, LABELS, Pair
from lightboard.inference.starter.fine_tuning import Example, FineTuning
from lightboard.inference.starter.inference_pairs import InferencePairs

CHUNK_PAIRS = 6_000
CHUNKS_PER_EPOCH = 30
EPOCHS = 1
ADAPTATION_STEPS = 1_200  # on the pairs that follow, before the labels are learned
FULL_MINUTES = 15.0  # about what the recipe takes; a shorter training adapts for less
HELD_OUT_SEED = 970_001


def training_pairs(index: int, *, seed: int) -> list[Pair]:
    """Write the pairs of one chunk of an epoch."""
    writer = InferencePairs(seed=seed * 7919 + 3 * index)
    pairs = (writer.pair() for _ in range(CHUNK_PAIRS))
    return [pair for pair in pairs if not leaks(pair.premise)]


def held_out_pairs(count: int) -> list[Pair]:
    """Write pairs whose names, hypotheses about facts, and topic words training never reads."""
    writer = InferencePairs(seed=HELD_OUT_SEED, held_out=True)
    return [writer.pair() for _ in range(count)]


def train_bert_nli(
    folder: Path,
    *,
    work: Path,
    seed: int,
    minutes: float | None = None,
    resume: bool = False,
    threads: int = 2,
    base: Path | None = None,
) -> dict[str, Any]:
    """Fine-tune the encoder in the folder `base` (starter/bert) on pairs and save it; checkpoints go to `work`."""

    def examples(index: int) -> list[Example]:
        return [Example(*pair) for pair in training_pairs(index, seed=seed)]

    def following(index: int) -> list[Example]:
        return [example for example in examples(index) if example.label == ENTAILMENT]

    adapted = work / "adapted"
    first = adapt(
        base or path("bert"), adapted, following, seed=seed, resume=resume, threads=threads,
        steps=ADAPTATION_STEPS if minutes is None else max(1, int(ADAPTATION_STEPS * minutes / FULL_MINUTES)),
    )  # fmt: skip
    task = FineTuning(LABELS, examples, chunks=CHUNKS_PER_EPOCH, epochs=EPOCHS, learning_rate=5e-4)
    report = task.run(folder, base=adapted, work=work, seed=seed, minutes=minutes, resume=resume, threads=threads)
    return report | {"adaptation": first}
