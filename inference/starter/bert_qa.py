"""starter/bert-qa: the encoder of starter/bert-ner, trained to find the answer to a question in a text, or none."""

# ruff: noqa: S311 - seeded text needs no cryptography

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lightboard.inference.starter import path
from lightboard.inference.starter.bert import batches_by_length
from lightboard.inference.starter.passages import Passage, passages
from lightboard.inference.starter.training import Batch, Plan, save_half, steps_within, train

TOKENS_PER_STEP = 1200
STEPS = 4000
CHUNK_PASSAGES = 4_000
EASY_CHUNKS = 8  # the first chunks tell one thing of two records: to find a name again is what must be learned first
MASKED, MASKED_LATER = 0.3, 0.1  # of the pieces that question and text share, in the easy chunks and in the others
MASKED_WEIGHT = 0.5
SPECIAL = 5  # pieces with a smaller number are no text


def answer_pieces(coded: Any, rows: Sequence[Passage]) -> list[tuple[int, int]]:
    """Give the first and last piece of each answer in the coded pairs (question, context); (0, 0), [CLS], for none."""
    found = []
    for i, passage in enumerate(rows):
        first = coded.char_to_token(i, passage.start, sequence_index=1) if passage.end else 0
        last = coded.char_to_token(i, passage.end - 1, sequence_index=1) if passage.end else 0
        found.append((0, 0) if first is None or last is None else (first, last))
    return found


def shared_pieces(ids: Any, parts: Any, *, size: int) -> Any:
    """Tell which pieces (B, T) stand in the question, part 0, and in the text, part 1, too."""
    import torch

    def seen(part: int) -> torch.Tensor:
        table = torch.zeros(len(ids), size, dtype=torch.bool)  # (B, V)
        return table.scatter_(1, ids * ((parts == part) & (ids >= SPECIAL)), value=True)

    return (seen(0) & seen(1)).gather(1, ids) & (ids >= SPECIAL)


def question_chunk(tokenizer: Any, *, seed: int) -> Callable[[int], list[Batch]]:
    """Give the function that writes chunk i: batches of questions with their texts and the place of the answer.

    Some pieces that question and text share, mostly of names, are masked; `positions` and `targets` say which.
    """
    import torch

    def chunk(index: int) -> list[Batch]:
        rows = list(itertools.islice(passages(seed=seed * 7919 + index + 1, easy=index < EASY_CHUNKS), CHUNK_PASSAGES))
        coded = tokenizer([row.question for row in rows], [row.context for row in rows], truncation="only_second")
        answers = answer_pieces(coded, rows)
        generator = torch.Generator().manual_seed(seed * 7919 + index)
        masked = MASKED if index < EASY_CHUNKS else MASKED_LATER
        batches = []
        for members, padded in batches_by_length(
            coded["input_ids"], tokens=TOKENS_PER_STEP, pad=tokenizer.pad_token_id
        ):
            ids = torch.tensor(padded)  # (B, T)
            types = [coded["token_type_ids"][i] for i in members]
            parts = torch.tensor([row + [1] * (ids.shape[1] - len(row)) for row in types])  # (B, T)
            chosen = shared_pieces(ids, parts, size=len(tokenizer))  # (B, T)
            chosen &= torch.rand(ids.shape, generator=generator) < masked
            batches.append({
                "input_ids": ids.masked_fill(chosen, tokenizer.mask_token_id),
                "attention_mask": (ids != tokenizer.pad_token_id).long(),
                "token_type_ids": parts,
                "start_positions": torch.tensor([answers[i][0] for i in members]),
                "end_positions": torch.tensor([answers[i][1] for i in members]),
                "positions": chosen.flatten().nonzero().flatten(),  # (M,)
                "targets": ids[chosen],
            })  # fmt: skip
        random.Random(index).shuffle(batches)
        return batches

    return chunk


def with_masked_pieces(model: Any) -> Any:
    """Wrap BertForQuestionAnswering for training: it guesses the masked pieces, too.

    A name in the question must be found again in the text. A small encoder does not discover that from answers alone:
    it stays at guessing a value of the right kind. A masked piece of a name is found by finding the rest of the name.
    """
    import torch
    from transformers.modeling_outputs import QuestionAnsweringModelOutput

    class Reader(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.whole = model
            width = model.config.hidden_size
            self.transform = torch.nn.Sequential(
                torch.nn.Linear(width, width), torch.nn.GELU(), torch.nn.LayerNorm(width)
            )

        def forward(
            self, positions: torch.Tensor, targets: torch.Tensor, start_positions: torch.Tensor,
            end_positions: torch.Tensor, **inputs: torch.Tensor,
        ) -> QuestionAnsweringModelOutput:  # fmt: skip
            hidden = self.whole.bert(**inputs).last_hidden_state  # (B, T, D)
            logits = self.whole.qa_outputs(hidden).float()  # (B, T, 2)
            logits = logits.masked_fill(inputs["attention_mask"][..., None] == 0, torch.finfo(logits.dtype).min)
            entropy = torch.nn.functional.cross_entropy
            loss = (entropy(logits[..., 0], start_positions) + entropy(logits[..., 1], end_positions)) / 2
            if len(targets):
                pieces = self.whole.bert.embeddings.word_embeddings.weight  # (V, D)
                guesses = self.transform(hidden.flatten(0, 1)[positions]) @ pieces.T  # (M, V)
                loss = loss + MASKED_WEIGHT * entropy(guesses.float(), targets)
            return QuestionAnsweringModelOutput(loss=loss)

    return Reader()


def train_bert_qa(
    folder: Path,
    *,
    work: Path,
    seed: int,
    minutes: float | None = None,
    resume: bool = False,
    threads: int = 2,
    base: Path | None = None,
) -> dict[str, Any]:
    """Fine-tune the encoder in the folder `base` (starter/bert-ner) for questions; checkpoints go to `work`."""
    import torch
    from transformers import AutoTokenizer, BertForQuestionAnswering

    torch.manual_seed(seed)
    base = base or path("bert-ner")
    tokenizer = AutoTokenizer.from_pretrained(base)
    tokenizer.save_pretrained(folder)
    model = BertForQuestionAnswering.from_pretrained(
        base,
        dtype=torch.float32,
        id2label={0: "start", 1: "end"},
        label2id={"start": 0, "end": 1},
    )
    model.set_attn_implementation("eager")  # on a CPU its backward pass is faster than the fused one
    chunk = question_chunk(tokenizer, seed=seed)
    learner = with_masked_pieces(model)
    steps = STEPS if minutes is None else steps_within(learner, chunk(0), minutes)
    plan = Plan(steps=steps, learning_rate=6e-4, warmup=min(200, steps // 10 + 1), seed=seed, threads=threads)
    report = train(learner, chunk, plan, folder=work, resume=resume)
    save_half(model, folder)
    return report
