"""starter/bert-ner: a small cased encoder, trained to mark the names of people, organisations and places."""

# ruff: noqa: S311 - seeded text needs no cryptography

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lightboard.inference.starter.facts.entities import LABELS, entity_texts, piece_labels
from lightboard.inference.starter.facts.passages import passages
from lightboard.inference.starter.training.bert import IGNORED, batches_by_length
from lightboard.inference.starter.training.loop import Batch, Run, fit
from lightboard.inference.starter.training.vocabulary import tokenizer_of, train_cased_wordpiece

VOCABULARY = 4096
POSITIONS = 256
TOKENS_PER_STEP = 1200
STEPS = 4000
CHUNK_TEXTS = 12_000
TOKENIZER_TEXTS = 25_000
MASKED = 0.08  # of the pieces: what a name is must follow from the words around it and from its other pieces, too
LONG_SHARE = 0.04  # of the texts: joined ones, so that every position up to the limit is trained


def build_tokenizer(folder: Path, *, seed: int) -> None:
    """Train the cased tokenizer on the texts of starter/bert-ner and starter/bert-qa and save it.

    Its texts hold invented names only: else the listed ones would be pieces of their own, learned by heart.
    """
    texts = itertools.chain(
        (text.text for text in itertools.islice(entity_texts(seed=seed, invented=1.0), TOKENIZER_TEXTS)),
        (
            f"{item.question} {item.context}"
            for item in itertools.islice(passages(seed=seed, invented=1.0), TOKENIZER_TEXTS // 3)
        ),
    )
    train_cased_wordpiece(texts, size=VOCABULARY, max_length=POSITIONS, folder=folder)


def build_model(tokenizer: Any) -> Any:
    """Make the untrained encoder: 4 layers, 4 heads, width 192, about 2.3 million parameters."""
    from transformers import BertConfig, BertForTokenClassification

    return BertForTokenClassification(
        BertConfig(
            vocab_size=len(tokenizer), hidden_size=192, intermediate_size=576, num_hidden_layers=4,
            num_attention_heads=4, max_position_embeddings=POSITIONS, hidden_dropout_prob=0.1,
            attention_probs_dropout_prob=0.0, pad_token_id=tokenizer.pad_token_id,
            id2label=dict(enumerate(LABELS)), label2id={label: i for i, label in enumerate(LABELS)},
        )
    )  # fmt: skip


def labelled_chunk(tokenizer: Any, *, seed: int) -> Callable[[int], list[Batch]]:
    """Give the function that writes chunk i: batches of texts with a label for every piece."""
    import torch

    def rows_of(index: int) -> tuple[list[list[int]], list[list[int]]]:
        texts = list(itertools.islice(entity_texts(seed=seed * 7919 + index + 1), CHUNK_TEXTS))
        coded = tokenizer(
            [text.text for text in texts], add_special_tokens=False, return_offsets_mapping=True, verbose=False
        )
        ids, labels = coded["input_ids"], [
            piece_labels(offsets, text.entities)
            for offsets, text in zip(coded["offset_mapping"], texts, strict=True)
        ]  # fmt: skip
        draw, rows, tags = random.Random(index), [], []
        stream = iter(zip(ids, labels, strict=True))
        for row, tag in stream:
            if draw.random() < LONG_SHARE:
                length = draw.randrange(POSITIONS // 2, POSITIONS)
                for more, more_tags in itertools.islice(stream, POSITIONS // 8):
                    if len(row) > length:
                        break
                    row, tag = row + more, tag + more_tags  # noqa: PLW2901 - the text grows
            row, tag = row[: POSITIONS - 2], tag[: POSITIONS - 2]  # noqa: PLW2901
            rows.append([tokenizer.cls_token_id, *row, tokenizer.sep_token_id])
            tags.append([IGNORED, *tag, IGNORED])
        return rows, tags

    def chunk(index: int) -> list[Batch]:
        rows, tags = rows_of(index)
        generator = torch.Generator().manual_seed(seed * 7919 + index)
        batches = []
        for members, padded in batches_by_length(rows, tokens=TOKENS_PER_STEP, pad=tokenizer.pad_token_id):
            ids = torch.tensor(padded)  # (B, T)
            labels = torch.full_like(ids, IGNORED)  # (B, T)
            for line, i in zip(labels, members, strict=True):
                line[: len(tags[i])] = torch.tensor(tags[i])
            masked = (torch.rand(ids.shape, generator=generator) < MASKED) & (labels != IGNORED)
            batches.append(
                {
                    "input_ids": ids.masked_fill(masked, tokenizer.mask_token_id),
                    "attention_mask": (ids != tokenizer.pad_token_id).long(),
                    "labels": labels,
                }
            )
        random.Random(index).shuffle(batches)
        return batches

    return chunk


def train_bert_ner(run: Run) -> dict[str, Any]:
    """Train starter/bert-ner and save it."""
    import torch

    torch.manual_seed(run.seed)
    tokenizer = tokenizer_of(run, lambda folder: build_tokenizer(folder, seed=run.seed))
    chunk = labelled_chunk(tokenizer, seed=run.seed)
    return fit(build_model(tokenizer), chunk, run, steps=STEPS, learning_rate=1e-3, warmup=200)
