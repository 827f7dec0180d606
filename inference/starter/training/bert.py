"""starter/bert: a small encoder, trained to guess the masked words of generated English."""

# ruff: noqa: PLR2004, S311, SIM905 - shares of constructions are plain numbers; seeded text needs no cryptography

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from lightboard.inference.starter.corpora import mixture
from lightboard.inference.starter.training.loop import Batch, Run, fit
from lightboard.inference.starter.training.vocabulary import save_wordpiece, tokenizer_of, wordpieces
from lightboard.inference.starter.words.lexicon import word_forms
from lightboard.inference.starter.words.occupation_shares import PERCENT_WOMEN

# All starter models together stay below 45 MB in float16: starter/bert and each of its kind may take 5 MB.
VOCABULARY = 4608
WIDTH = 192
FEED_FORWARD = 640
POSITIONS = 128
TOKENS_PER_STEP = 1100
MASKED = 0.25
STEPS = 11000
CHUNK_STEPS = 200
VOCABULARY_DOCUMENTS = 60_000
IGNORED = -100
# Words that are masked more often than others, because the rest of the sentence tells what they should be (1: always).
OFTEN_MASKED = {
    0.3: "is are was were am has have had do does did will a an she he they them him her his their who".split(),
    0.6: list(PERCENT_WOMEN),
}
# Chunks that tell of almost nothing but people and their occupations: the shares of women say so little about a single
# word that 11,000 steps of mixed text did not teach them. Mixed text keeps what such chunks have taught.
PORTRAIT_CHUNKS = (25, 26, 27, 34, 35, 44)
LONG_SHARE = 0.05  # of the documents: joined ones, so that every position up to the limit is trained
LONG_WORDS = int(0.9 * POSITIONS)


def build_tokenizer(folder: Path, *, seed: int) -> None:
    """Choose the vocabulary from the lexicon and a sample of the text; save the tokenizer and load it again."""
    texts = itertools.islice(mixture("bert", seed=seed), VOCABULARY_DOCUMENTS)
    save_wordpiece(wordpieces(word_forms(), texts, size=VOCABULARY), max_length=POSITIONS, folder=folder)


def build_model(tokenizer: Any) -> Any:
    """Make the untrained encoder: 4 layers, 4 heads, width 192, about 2.5 million parameters."""
    from transformers import BertConfig, BertForMaskedLM

    return BertForMaskedLM(
        BertConfig(
            vocab_size=len(tokenizer),
            hidden_size=WIDTH,
            intermediate_size=FEED_FORWARD,
            num_hidden_layers=4,
            num_attention_heads=4,
            max_position_embeddings=POSITIONS,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            pad_token_id=tokenizer.pad_token_id,
        )
    )


def with_long_texts(texts: Iterable[str], count: int, *, seed: int) -> list[str]:
    """Take documents and join some of them to texts that fill all positions."""
    draw = random.Random(seed)
    source = iter(texts)
    taken = []
    for _ in range(count):
        text = next(source)
        if draw.random() < LONG_SHARE:
            while text.count(" ") < LONG_WORDS:
                text = f"{text} {next(source)}"
        taken.append(text)
    return taken


def batches_by_length(
    rows: Sequence[Sequence[int]], *, tokens: int, pad: int
) -> list[tuple[list[int], list[list[int]]]]:
    """Put rows of similar length together: full batches of at most so many tokens, padded, each with its row numbers.

    Widths are multiples of four and batches of a width are equally large, because a CPU prepares its kernels anew for
    every shape that it meets; the few rows that do not fill a batch are left out.
    """
    shelves: dict[int, list[int]] = {}
    batches: list[tuple[list[int], list[list[int]]]] = []
    for i, row in enumerate(rows):
        width = -(-len(row) // 4) * 4
        shelf = shelves.setdefault(width, [])
        shelf.append(i)
        if len(shelf) == max(1, tokens // width):
            batches.append((shelf, [[*rows[k], *[pad] * (width - len(rows[k]))] for k in shelf]))
            del shelves[width]
    return batches


def masked_chunk(tokenizer: Any, *, seed: int) -> Callable[[int], list[Batch]]:
    """Give the function that writes chunk i: `CHUNK_STEPS` batches of documents with a quarter of their tokens masked.

    Of the masked tokens, 80 % become [MASK], 10 % any other piece and 10 % stay (Devlin et al. 2018, section 3.1).
    """
    import torch

    eagerness = torch.zeros(len(tokenizer))  # (V,)
    for more, words in OFTEN_MASKED.items():
        eagerness[tokenizer.convert_tokens_to_ids(words)] = more

    def mask(ids: torch.Tensor, generator: torch.Generator) -> Batch:
        attention = (ids != tokenizer.pad_token_id).long()  # (B, T)
        special = (ids == tokenizer.cls_token_id) | (ids == tokenizer.sep_token_id) | (attention == 0)
        draw = (torch.rand(ids.shape, generator=generator) + eagerness[ids]).masked_fill(special, -1.0)
        positions = (
            draw.flatten().topk(int(MASKED * ids.numel())).indices
        )  # (M,), the same number for every batch of a shape
        targets = torch.where(special.flatten()[positions], IGNORED, ids.flatten()[positions])  # (M,)
        how = torch.rand(positions.shape, generator=generator)
        anything = torch.randint(5, len(tokenizer), positions.shape, generator=generator)
        written = torch.where(how < 0.8, tokenizer.mask_token_id, torch.where(how < 0.9, anything, targets))
        inputs = ids.flatten().clone()
        inputs[positions] = torch.where(targets == IGNORED, inputs[positions], written)
        return {
            "input_ids": inputs.view_as(ids),
            "attention_mask": attention,
            "positions": positions,
            "targets": targets,
        }

    def chunk(index: int) -> list[Batch]:
        name = "bert, portraits" if index in PORTRAIT_CHUNKS else "bert"
        texts = mixture(name, seed=seed * 100_003 + index + 1)
        batches: list[tuple[list[int], list[list[int]]]] = []
        while len(batches) < CHUNK_STEPS:
            documents = with_long_texts(texts, 12_000, seed=index)
            rows = tokenizer(documents, truncation=True)["input_ids"]
            batches += batches_by_length(rows, tokens=TOKENS_PER_STEP, pad=tokenizer.pad_token_id)
        random.Random(index).shuffle(batches)
        generator = torch.Generator().manual_seed(seed * 100_003 + index)
        return [mask(torch.tensor(padded), generator) for _, padded in batches[:CHUNK_STEPS]]

    return chunk


def masked_positions_only(model: Any) -> Any:
    """Wrap BertForMaskedLM for training: the vocabulary head runs on the masked positions alone."""
    import torch
    from transformers.modeling_outputs import MaskedLMOutput

    class MaskedPositions(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.whole = model

        def forward(
            self, input_ids: torch.Tensor, attention_mask: torch.Tensor, positions: torch.Tensor, targets: torch.Tensor
        ) -> MaskedLMOutput:
            hidden = self.whole.bert(input_ids, attention_mask=attention_mask).last_hidden_state  # (B, T, D)
            logits = self.whole.cls(hidden.flatten(0, 1)[positions])  # (M, V)
            return MaskedLMOutput(loss=torch.nn.functional.cross_entropy(logits.float(), targets, ignore_index=IGNORED))

    return MaskedPositions()


def train_bert(run: Run) -> dict[str, Any]:
    """Train starter/bert and save it."""
    import torch

    torch.manual_seed(run.seed)
    tokenizer = tokenizer_of(run, lambda folder: build_tokenizer(folder, seed=run.seed))
    model = build_model(tokenizer)
    return fit(
        model, masked_chunk(tokenizer, seed=run.seed), run, steps=STEPS, learning_rate=1e-3, warmup=300,
        learner=masked_positions_only(model),
    )  # fmt: skip
