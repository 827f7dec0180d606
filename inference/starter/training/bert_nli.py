"""starter/bert-nli: starter/bert fine-tuned to tell whether a hypothesis follows from a premise."""

from __future__ import annotations

import itertools
from collections.abc import Collection
from dataclasses import replace
from functools import cache
from typing import Any

from lightboard.inference.starter.corpora import leaks
from lightboard.inference.starter.pairs.entailment import ENTAILMENT, LABELS, Pair
from lightboard.inference.starter.pairs.inference_pairs import InferencePairs
from lightboard.inference.starter.training.adaptation import adapt
from lightboard.inference.starter.training.fine_tuning import Example, FineTuning
from lightboard.inference.starter.training.loop import Run

CHUNK_PAIRS = 6_000
CHUNKS_PER_EPOCH = 60
EPOCHS = 1
ADAPTATION_STEPS = 1_200  # on the pairs that follow, before the labels are learned
FULL_MINUTES = 15.0  # about what the recipe takes; a shorter training adapts for less
HELD_OUT_SEED = 970_001


def training_pairs(index: int, *, seed: int) -> list[Pair]:
    """Write the pairs of one chunk of an epoch."""
    writer = InferencePairs(seed=seed * 7919 + 3 * index)
    pairs = (writer.pair() for _ in range(CHUNK_PAIRS))
    return [pair for pair in pairs if not leaks(pair.premise)]


@cache
def premises_read(*, seed: int) -> frozenset[str]:
    """Give all premises that training reads; writing them again takes two minutes."""
    return frozenset(pair.premise for index in range(CHUNKS_PER_EPOCH) for pair in training_pairs(index, seed=seed))


def held_out_pairs(count: int, *, read: Collection[str] = (), kind: str | None = None) -> list[Pair]:
    """Write pairs of one kind or all whose names and hypotheses about facts training never reads.

    Texts of topics are new unless they stand in `read` (see `premises_read`): these are left out.
    """
    writer = InferencePairs(seed=HELD_OUT_SEED, held_out=True)
    pairs = (writer.pair_of(kind) if kind else writer.pair() for _ in itertools.count())
    return list(itertools.islice((pair for pair in pairs if pair.premise not in read), count))


def train_bert_nli(run: Run) -> dict[str, Any]:
    """Adapt the encoder in the folder `run.base` (starter/bert) to pairs, fine-tune it on their labels and save it."""

    def examples(index: int) -> list[Example]:
        return [Example(*pair) for pair in training_pairs(index, seed=run.seed)]

    def following(index: int) -> list[Example]:
        return [example for example in examples(index) if example.label == ENTAILMENT]

    steps = ADAPTATION_STEPS if run.minutes is None else max(1, int(ADAPTATION_STEPS * run.minutes / FULL_MINUTES))
    adaptation = replace(run, folder=run.work / "adapted", work=run.work / "adapted", minutes=None)
    first = adapt(adaptation, following, steps=steps)
    task = FineTuning(LABELS, examples, chunks=CHUNKS_PER_EPOCH, epochs=EPOCHS, learning_rate=5e-4)
    return task.run(replace(run, base=adaptation.folder)) | {"adaptation": first}
