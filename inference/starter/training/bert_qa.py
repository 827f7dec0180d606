"""starter/bert-qa: the encoder of starter/bert-ner, trained to find the answer to a question in a text, or none."""

# ruff: noqa: S311 - seeded text needs no cryptography

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from typing import Any

from lightboard.inference.starter.facts.passages import Passage, passages
from lightboard.inference.starter.training.bert import batches_by_length
from lightboard.inference.starter.training.loop import Batch, Run, fit
from lightboard.inference.starter.training.matching import let_heads_match

TOKENS_PER_STEP = 1200
STEPS = 4500
CHUNK_PASSAGES = 4_000
EASY_CHUNKS = 6  # the first chunks tell one thing of two records: to find a name again is what must be learned first
MENTIONS_WEIGHT = 5.0


def answer_pieces(coded: Any, rows: Sequence[Passage]) -> list[tuple[int, int]]:
    """Give the first and last piece of each answer in the coded pairs (question, context); (0, 0), [CLS], for none."""
    found = []
    for i, passage in enumerate(rows):
        first = coded.char_to_token(i, passage.start, sequence_index=1) if passage.end else 0
        last = coded.char_to_token(i, passage.end - 1, sequence_index=1) if passage.end else 0
        found.append((0, 0) if first is None or last is None else (first, last))
    return found


def mention_pieces(coded: Any, i: int, passage: Passage, *, width: int) -> list[float]:
    """Give 1 for every piece of the coded pair i that names in the text what the question is about, else 0."""
    marks = [0.0] * width
    for start, end in passage.mentions:
        first, last = (coded.char_to_token(i, at, sequence_index=1) for at in (start, end - 1))
        if first is not None and last is not None:
            marks[first : last + 1] = [1.0] * (last + 1 - first)
    return marks


def question_chunk(tokenizer: Any, *, seed: int) -> Callable[[int], list[Batch]]:
    """Give the function that writes chunk i: batches of questions with their texts and the place of the answer.

    `mentions` marks the pieces of the text that name what the question is about.
    """
    import torch

    def chunk(index: int) -> list[Batch]:
        rows = list(itertools.islice(passages(seed=seed * 7919 + index + 1, easy=index < EASY_CHUNKS), CHUNK_PASSAGES))
        coded = tokenizer([row.question for row in rows], [row.context for row in rows], truncation="only_second")
        answers = answer_pieces(coded, rows)
        batches = []
        for members, padded in batches_by_length(
            coded["input_ids"], tokens=TOKENS_PER_STEP, pad=tokenizer.pad_token_id
        ):
            ids = torch.tensor(padded)  # (B, T)
            types = [coded["token_type_ids"][i] for i in members]
            parts = torch.tensor([row + [1] * (ids.shape[1] - len(row)) for row in types])  # (B, T)
            marks = [mention_pieces(coded, i, rows[i], width=ids.shape[1]) for i in members]
            batches.append({
                "input_ids": ids,
                "attention_mask": (ids != tokenizer.pad_token_id).long(),
                "token_type_ids": parts,
                "start_positions": torch.tensor([answers[i][0] for i in members]),
                "end_positions": torch.tensor([answers[i][1] for i in members]),
                "mentions": torch.tensor(marks),  # (B, T)
            })  # fmt: skip
        random.Random(index).shuffle(batches)
        return batches

    return chunk


def with_mentions(model: Any) -> Any:
    """Wrap BertForQuestionAnswering for training: it marks where the text names what the question is about, too.

    A small encoder does not discover from answers alone that it must find a name of the question again: it stays at
    guessing a value of the right kind. Shown the places, it learns to within a minute, and the answers follow.
    """
    import torch
    from transformers.modeling_outputs import QuestionAnsweringModelOutput

    class Reader(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.whole = model
            self.marker = torch.nn.Linear(model.config.hidden_size, 1)

        def forward(
            self, mentions: torch.Tensor, start_positions: torch.Tensor, end_positions: torch.Tensor,
            **inputs: torch.Tensor,
        ) -> QuestionAnsweringModelOutput:  # fmt: skip
            there = inputs["attention_mask"] == 1  # (B, T)
            hidden = self.whole.bert(**inputs).last_hidden_state  # (B, T, D)
            logits = self.whole.qa_outputs(hidden).float()  # (B, T, 2)
            logits = logits.masked_fill(~there[..., None], torch.finfo(logits.dtype).min)
            entropy = torch.nn.functional.cross_entropy
            loss = (entropy(logits[..., 0], start_positions) + entropy(logits[..., 1], end_positions)) / 2
            text = there & (inputs["token_type_ids"] == 1)
            marks = self.marker(hidden).squeeze(-1).float()[text]  # (N,)
            marking = torch.nn.functional.binary_cross_entropy_with_logits(marks, mentions[text])
            return QuestionAnsweringModelOutput(loss=loss + MENTIONS_WEIGHT * marking)

    return Reader()


def train_bert_qa(run: Run) -> dict[str, Any]:
    """Fine-tune the encoder in the folder `run.base` (starter/bert-ner) for questions and save it."""
    import torch
    from transformers import AutoTokenizer, BertForQuestionAnswering

    torch.manual_seed(run.seed)
    tokenizer = AutoTokenizer.from_pretrained(run.base)
    tokenizer.save_pretrained(run.folder)
    labels = {0: "start", 1: "end"}
    model = BertForQuestionAnswering.from_pretrained(
        run.base, dtype=torch.float32, id2label=labels, label2id={label: i for i, label in labels.items()}
    )
    let_heads_match(model)
    chunk = question_chunk(tokenizer, seed=run.seed)
    return fit(model, chunk, run, steps=STEPS, learning_rate=6e-4, warmup=200, learner=with_mentions(model))
