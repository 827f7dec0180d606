"""starter/bert-sentiment: starter/bert fine-tuned to tell positive from negative opinions."""

from __future__ import annotations

from typing import Any

from lightboard.inference.starter.corpora import leaks
from lightboard.inference.starter.opinions.rated_words import rated_words
from lightboard.inference.starter.opinions.reviews import LABELS, Opinion, Reviews
from lightboard.inference.starter.probes.sentiment import EVERYDAY_SENTIMENT
from lightboard.inference.starter.training.fine_tuning import Example, FineTuning
from lightboard.inference.starter.training.loop import Run

CHUNK_OPINIONS = 6_000
CHUNKS_PER_EPOCH = 20
EPOCHS = 2
LONG_EVERY = 60  # one opinion in so many is a long review: several of its label, up to all positions
HELD_OUT_SEED = 990_001
_REMARKS = tuple(text.lower().rstrip(".!") for text, _ in EVERYDAY_SENTIMENT)


def is_new(text: str) -> bool:
    """Tell whether a text holds neither an example of the course nor one of the everyday remarks that measure."""
    return not leaks(text) and not any(remark in text.lower() for remark in _REMARKS)


def training_opinions(index: int, *, seed: int) -> list[Opinion]:
    """Write the opinions of one chunk of an epoch; none is of a held-out combination."""
    writer = Reviews(seed=seed * 7919 + index, rated=rated_words())
    opinions = [writer.opinion() for _ in range(CHUNK_OPINIONS)]
    for i in range(0, CHUNK_OPINIONS, LONG_EVERY):
        label = opinions[i].positive
        alike = [opinion.text for opinion in opinions[i : i + 40] if opinion.positive == label]
        opinions[i] = opinions[i]._replace(text=" ".join(alike[: 4 + i // LONG_EVERY % 12]))
    return [opinion for opinion in opinions if is_new(opinion.text)]


def held_out_opinions(count: int, *, seed: int) -> list[Opinion]:
    """Write opinions of held-out combinations only, without any text that training has seen, and each text once."""
    seen = {opinion.text for index in range(CHUNKS_PER_EPOCH) for opinion in training_opinions(index, seed=seed)}
    writer = Reviews(seed=HELD_OUT_SEED, rated=rated_words())
    kept: dict[str, Opinion] = {}
    while len(kept) < count:
        opinion = writer.opinion(held_out=True)
        if opinion.text not in seen and is_new(opinion.text):
            kept[opinion.text] = opinion
    return list(kept.values())


def train_bert_sentiment(run: Run) -> dict[str, Any]:
    """Fine-tune the encoder in the folder `run.base` (starter/bert) for sentiment and save it."""

    def examples(index: int) -> list[Example]:
        return [Example(o.text, None, int(o.positive)) for o in training_opinions(index, seed=run.seed)]

    return FineTuning(LABELS, examples, chunks=CHUNKS_PER_EPOCH, epochs=EPOCHS, learning_rate=3e-4).run(run)
