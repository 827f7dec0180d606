"""starter/t5: a small encoder-decoder, trained to translate between English and French and to summarize."""

# ruff: noqa: PLR2004, S311 - shares are plain numbers; seeded text needs no cryptography

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lightboard.inference.starter.facts.summaries import summaries
from lightboard.inference.starter.french.parallel_verbs import contracted
from lightboard.inference.starter.french.translations import pairs
from lightboard.inference.starter.training.alignment import Aligner, Pair, copies, guided, let_heads_see_neighbours
from lightboard.inference.starter.training.bert import IGNORED, batches_by_length
from lightboard.inference.starter.training.loop import Batch, Run, fit
from lightboard.inference.starter.training.vocabulary import tokenizer_of, train_unigram
from lightboard.inference.starter.words.names import Names

VOCABULARY = 3072
POSITIONS = 512
TOKENS_PER_STEP = 1100
STEPS = 11000
LEARNING_RATE = 2e-3
CHUNK_EXAMPLES = 12_000
ALIGNED_EXAMPLES = 12_000
EMBEDDING_SCALE = 0.1  # T5 starts its embeddings at 1, too far from zero for a short training
TOKENIZER_EXAMPLES = 40_000
SHORT_CHUNKS, SHORT = 4, 45  # the first chunks hold short sentences (characters): which word is which shows there first
SHARE_OF_SUMMARIES = 0.09  # of the examples; their texts are long, so it is nearly half of the tokens
SHARE_OF_NAMES = 0.08  # of the examples are nothing but names, which are copied piece by piece
TO_FRENCH, TO_ENGLISH, SUMMARIZE = "translate English to French: ", "translate French to English: ", "summarize: "
SEARCH = {"num_beams": 4, "no_repeat_ngram_size": 3}  # greedy decoding runs in circles at names it cannot copy
# What the pipelines of summarization and translation read.
TASKS = {
    "summarization": {"prefix": SUMMARIZE, "max_length": 64, "min_length": 4, **SEARCH},
    "translation_en_to_fr": {"prefix": TO_FRENCH, "max_length": 64, **SEARCH},
    "translation_fr_to_en": {"prefix": TO_ENGLISH, "max_length": 64, **SEARCH},
}


class Example(NamedTuple):
    """What the encoder reads, task and all, and what the decoder is to write."""

    source: str
    target: str

    @property
    def is_translation(self) -> bool:
        """Whether the target says the same in the other language."""
        return not self.source.startswith(SUMMARIZE)


def named(draw: random.Random, names: Names) -> Example:
    """Write an example of one to three names, most of them made up, joined by "and"."""
    kinds = (names.organisation, lambda: names.person().text, names.city)
    chosen = [doubled(draw, draw.choice(kinds)()) for _ in range(draw.choice((1, 1, 2, 3)))]
    english, french = " and ".join(chosen) + ".", " et ".join(chosen) + "."
    return Example(TO_FRENCH + english, french) if draw.random() < 0.5 else Example(TO_ENGLISH + french, english)


def doubled(draw: random.Random, name: str) -> str:
    """Write one letter of a name twice, two times in five, for names like "Hugging" are rare otherwise."""
    at = draw.randrange(1, len(name))
    if draw.random() < 0.6 or not name[at - 1].isalpha():
        return name
    return name[:at] + name[at - 1].lower() + name[at:]


def examples(*, seed: int, short: bool = False) -> Iterator[Example]:
    """Write examples of the three tasks without end, or with `short` of translating short sentences alone."""
    draw = random.Random(seed)
    parallel, texts = pairs(seed=seed), summaries(seed=seed)
    if short:
        parallel = (pair for pair in parallel if len(pair.english) <= SHORT)
    names = Names(seed=seed, invented=0.8)
    while True:
        if draw.random() < SHARE_OF_NAMES:
            yield named(draw, names)
            continue
        if not short and draw.random() < SHARE_OF_SUMMARIES:
            text = next(texts)
            yield Example(SUMMARIZE + text.text, text.summary)
            continue
        english, french = next(parallel)
        if draw.random() < 0.5:
            source = contracted(english) if draw.random() < 0.2 else english
            yield Example(TO_FRENCH + source, french)
        else:
            # French has a space before "?", and many people leave it out.
            source = french.replace(" ?", "?").replace(" !", "!") if draw.random() < 0.3 else french
            yield Example(TO_ENGLISH + source, english)


def build_tokenizer(folder: Path, *, seed: int) -> None:
    """Train the tokenizer on a sample of the examples and save it."""
    sample = itertools.islice(examples(seed=seed), TOKENIZER_EXAMPLES)
    texts = itertools.chain.from_iterable((example.source, example.target) for example in sample)
    train_unigram(texts, size=VOCABULARY, max_length=POSITIONS, folder=folder)


def build_model(tokenizer: Any) -> Any:
    """Make the untrained model: 3 layers each way, 4 heads, width 192, about 3 million parameters."""
    from transformers import GenerationConfig, T5Config, T5ForConditionalGeneration

    settings: dict[str, Any] = {
        "vocab_size": len(tokenizer), "d_model": 192, "d_kv": 48, "d_ff": 448, "num_layers": 3,
        "num_decoder_layers": 3, "num_heads": 4, "dropout_rate": 0.0, "n_positions": POSITIONS,
        "pad_token_id": tokenizer.pad_token_id, "eos_token_id": tokenizer.eos_token_id,
        "decoder_start_token_id": tokenizer.pad_token_id, "task_specific_params": TASKS,
    }  # fmt: skip
    model = T5ForConditionalGeneration(T5Config(**settings))
    model.shared.weight.data.mul_(EMBEDDING_SCALE)
    model.decoder.final_layer_norm.weight.data.fill_(model.config.d_model**0.5)  # T5 divides by as much before the head
    let_heads_see_neighbours(model)
    model.generation_config = GenerationConfig(
        pad_token_id=tokenizer.pad_token_id, eos_token_id=tokenizer.eos_token_id,
        decoder_start_token_id=tokenizer.pad_token_id, max_new_tokens=64, **SEARCH,
    )  # fmt: skip
    return model


def fit_aligner(tokenizer: Any, *, seed: int) -> Aligner:
    """Learn which piece stands for which from translations."""
    rows = [row for row in itertools.islice(examples(seed=seed * 7919), ALIGNED_EXAMPLES) if row.is_translation]
    return Aligner(coded_pairs(tokenizer, rows), vocabulary=len(tokenizer))


def coded_pairs(tokenizer: Any, rows: Sequence[Example]) -> list[Pair]:
    """Give the ids of sources, without the task's name, and of targets."""
    sources = tokenizer([row.source.split(": ", 1)[1] for row in rows], truncation=True)["input_ids"]
    targets = tokenizer([row.target for row in rows], truncation=True)["input_ids"]
    return list(zip(sources, targets, strict=True))


def alignment_of(aligner: Aligner | None, pair: Pair, *, width: int, length: int) -> Any:
    """Give the alignment of a pair, (S, T), for a row of `length` source pieces with the task's name before them.

    Without an aligner the target is copied from the source.
    """
    import numpy as np

    source, target = pair
    found = np.zeros((width, length), dtype=np.float32)
    begin = length - len(source)
    found[: len(target), begin:] = aligner.weights(source, target) if aligner else copies(source, target)
    return found


def example_chunk(tokenizer: Any, *, seed: int) -> Callable[[int], list[Batch]]:
    """Give the function that writes chunk i: batches of sources of like length with their targets.

    `alignment` says which source pieces each target piece stands for.
    """
    import torch

    aligner = fit_aligner(tokenizer, seed=seed)

    def chunk(index: int) -> list[Batch]:
        rows = list(
            itertools.islice(examples(seed=seed * 7919 + index + 1, short=index < SHORT_CHUNKS), CHUNK_EXAMPLES)
        )
        sources = tokenizer([row.source for row in rows], truncation=True)["input_ids"]
        pairs = coded_pairs(tokenizer, rows)
        batches = []
        for members, padded in batches_by_length(sources, tokens=TOKENS_PER_STEP, pad=tokenizer.pad_token_id):
            ids = torch.tensor(padded)  # (B, T)
            targets = [pairs[i][1] for i in members]
            width = -(-max(map(len, targets)) // 4) * 4
            labels = torch.tensor([[*target, *[IGNORED] * (width - len(target))] for target in targets])  # (B, S)
            alignment = torch.zeros(*labels.shape, ids.shape[1])  # (B, S, T)
            for place, i in zip(alignment, members, strict=True):
                length = len(sources[i])
                shown = alignment_of(aligner if rows[i].is_translation else None, pairs[i], width=width, length=length)
                place[:, :length] = torch.from_numpy(shown)
            mask = (ids != tokenizer.pad_token_id).long()
            batches.append({"input_ids": ids, "attention_mask": mask, "labels": labels, "alignment": alignment})
        random.Random(index).shuffle(batches)
        return batches

    return chunk


def train_t5(run: Run) -> dict[str, Any]:
    """Train starter/t5 and save it."""
    import torch

    torch.manual_seed(run.seed)
    tokenizer = tokenizer_of(run, lambda folder: build_tokenizer(folder, seed=run.seed))
    model = build_model(tokenizer)
    chunk = example_chunk(tokenizer, seed=run.seed)
    return fit(model, chunk, run, steps=STEPS, learning_rate=LEARNING_RATE, warmup=300, learner=guided(model))
