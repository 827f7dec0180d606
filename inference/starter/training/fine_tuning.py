"""Fine-tuning of starter/bert to classify texts or pairs of texts: what bert-sentiment and bert-nli share."""

# ruff: noqa: S311 - seeded text needs no cryptography

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from lightboard.inference.starter.training.bert import batches_by_length
from lightboard.inference.starter.training.loop import Batch, Run, fit

TOKENS_PER_STEP = 1100
DROPOUT = 0.1


class Example(NamedTuple):
    """A text or a pair of texts and the number of its label."""

    text: str
    pair: str | None
    label: int


def batches(tokenizer: Any, examples: Sequence[Example]) -> list[Batch]:
    """Tokenize examples and put those of similar length together."""
    import torch

    pairs = [example.pair for example in examples]
    coded = tokenizer(
        [example.text for example in examples], None if pairs[0] is None else pairs, truncation=True,
        return_token_type_ids=True,
    )  # fmt: skip
    rows, types = coded["input_ids"], coded["token_type_ids"]
    made = []
    for members, padded in batches_by_length(rows, tokens=TOKENS_PER_STEP, pad=tokenizer.pad_token_id):
        ids = torch.tensor(padded)  # (B, T)
        width = ids.shape[1]
        made.append({
            "input_ids": ids,
            "attention_mask": (ids != tokenizer.pad_token_id).long(),
            "token_type_ids": torch.tensor([[*types[i], *[0] * (width - len(types[i]))] for i in members]),  # (B, T)
            "labels": torch.tensor([examples[i].label for i in members]),  # (B,)
        })  # fmt: skip
    return made


class FineTuning(NamedTuple):
    """What is learned: the names of the labels, the function that writes chunk i, chunks an epoch, epochs and rate."""

    labels: tuple[str, ...]
    examples: Callable[[int], list[Example]]
    chunks: int
    epochs: int
    learning_rate: float

    def run(self, run: Run) -> dict[str, Any]:
        """Fine-tune the encoder in the folder `run.base` and save it."""
        import torch
        from transformers import AutoTokenizer, BertForSequenceClassification

        torch.manual_seed(run.seed)
        tokenizer = AutoTokenizer.from_pretrained(run.base)
        tokenizer.save_pretrained(run.folder)
        model = BertForSequenceClassification.from_pretrained(
            run.base, dtype=torch.float32, hidden_dropout_prob=DROPOUT,
            id2label=dict(enumerate(self.labels)), label2id={label: i for i, label in enumerate(self.labels)},
        )  # fmt: skip

        def chunk(index: int) -> list[Batch]:
            shuffle = random.Random(index)
            examples = self.examples(index % self.chunks)
            shuffle.shuffle(examples)  # after an epoch the same examples come again in another order
            made = batches(tokenizer, examples)
            shuffle.shuffle(made)
            return made

        steps = len(chunk(0)) * self.chunks * self.epochs
        return fit(model, chunk, run, steps=steps, learning_rate=self.learning_rate, warmup=100)
