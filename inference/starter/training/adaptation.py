"""A second training of starter/bert on pairs that follow: guess hidden words of a hypothesis, detect replaced ones.

A label is at most two bits a pair, too little for a small encoder to discover that a hypothesis must be compared with
its premise, word by word. Three tasks teach just that, with a signal at every word: words must be told to stand in the
other text, too, or not; some words of the hypothesis are masked and must be guessed from the premise (Gururangan et al.
2020, "Don't Stop Pretraining"); and some are replaced by words that stand after the same word in other hypotheses, and
must be told from those that stayed (Clark et al. 2020, "ELECTRA").
"""

# ruff: noqa: S311 - seeded text needs no cryptography

from __future__ import annotations

import collections
import itertools
import random
from collections.abc import Callable, Sequence
from typing import Any

from lightboard.inference.starter.training.bert import IGNORED
from lightboard.inference.starter.training.fine_tuning import Example, batches
from lightboard.inference.starter.training.loop import Batch, Run, fit
from lightboard.inference.starter.training.matching import LAYERS as MATCHING_LAYERS
from lightboard.inference.starter.training.matching import let_heads_match

MASKED_PREMISE = 0.08
MASKED_HYPOTHESIS = 0.25
REPLACED = 0.15  # of the hypothesis's words
DETECTION_WEIGHT = 4.0  # of the loss of detection beside that of guessing


def followers(rows: Sequence[Sequence[int]]) -> dict[int, list[int]]:
    """Give the tokens that stand after each token, as often as they do.

    >>> followers([[1, 2, 3], [1, 4]])
    {1: [2, 4], 2: [3]}
    """
    found: collections.defaultdict[int, list[int]] = collections.defaultdict(list)
    for row in rows:
        for first, second in itertools.pairwise(row):
            found[first].append(second)
    return dict(found)


def corrupted_pairs(tokenizer: Any, examples: Sequence[Example], *, seed: int) -> list[Batch]:
    """Make batches of pairs with masked and replaced words.

    `labels` holds the token to guess where one is masked, `replaced` 1 or 0 where a word of the hypothesis is visible,
    `shared` 1 or 0 where a visible word stands in the other text, too, or not; `IGNORED` stands everywhere else.
    """
    import torch

    draw, generator = random.Random(seed), torch.Generator().manual_seed(seed)
    after = followers(tokenizer([example.pair for example in examples], add_special_tokens=False)["input_ids"])
    made = []
    for batch in batches(tokenizer, examples):
        ids, types = batch["input_ids"], batch["token_type_ids"]  # (B, T)
        special = (ids == tokenizer.cls_token_id) | (ids == tokenizer.sep_token_id) | (batch["attention_mask"] == 0)
        share = torch.where(types == 1, MASKED_HYPOTHESIS, MASKED_PREMISE)  # (B, T)
        masked = (torch.rand(ids.shape, generator=generator) < share) & ~special
        visible = (types == 1) & ~special & ~masked
        inputs = torch.where(masked, tokenizer.mask_token_id, ids)
        for row, column in ((torch.rand(ids.shape, generator=generator) < REPLACED) & visible).nonzero().tolist():
            inputs[row, column] = draw.choice(after.get(int(ids[row, column - 1]), [int(ids[row, column])]))
        elsewhere = (types[:, :, None] != types[:, None, :]) & ~special[:, None, :]  # (B, T, T)
        shared = ((inputs[:, :, None] == inputs[:, None, :]) & elsewhere).any(-1)  # (B, T)
        made.append({
            **batch,
            "input_ids": inputs,
            "labels": torch.where(masked, ids, IGNORED),
            "shared": torch.where(masked | special, IGNORED, shared.long()),
            "replaced": torch.where(visible, (inputs != ids).long(), IGNORED),
        })  # fmt: skip
    return made


def guessing_and_detecting(model: Any) -> Any:
    """Wrap BertForPreTraining for training: its loss on masked words, plus those of detecting shared and replaced ones.

    Words are judged in the last layer but one, so that the first token, which judges the whole hypothesis as a
    classifier does, can gather these judgements in the last layer.
    """
    import torch
    from transformers.modeling_outputs import MaskedLMOutput

    class GuessingAndDetecting(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.whole = model
            self.of_words = torch.nn.Linear(model.config.hidden_size, 2)
            self.of_sharing = torch.nn.Linear(model.config.hidden_size, 2)

        def forward(
            self, labels: torch.Tensor, replaced: torch.Tensor, shared: torch.Tensor, **inputs: torch.Tensor
        ) -> MaskedLMOutput:
            found = self.whole.bert(**inputs, output_hidden_states=True)
            words, hypotheses = self.whole.cls(found.last_hidden_state, found.pooler_output)  # (B, T, V), (B, 2)
            judged = (
                (words.flatten(0, 1), labels.flatten(), 1.0),
                (self.of_words(found.hidden_states[-2]).flatten(0, 1), replaced.flatten(), DETECTION_WEIGHT),
                (self.of_sharing(found.hidden_states[MATCHING_LAYERS]).flatten(0, 1), shared.flatten(), 1.0),
                (hypotheses, (replaced == 1).any(1).long(), 1.0),
            )
            losses = [
                weight * torch.nn.functional.cross_entropy(logits.float(), wanted, ignore_index=IGNORED)
                for logits, wanted, weight in judged
            ]
            return MaskedLMOutput(loss=torch.stack(losses).sum())

    return GuessingAndDetecting()


def adapt(run: Run, examples: Callable[[int], list[Example]], *, steps: int) -> dict[str, Any]:
    """Train the encoder in the folder `run.base` on corrupted pairs, save it and give the report.

    Chunk i is `examples(i)`.
    """
    import torch
    from transformers import AutoTokenizer, BertForPreTraining

    torch.manual_seed(run.seed)
    tokenizer = AutoTokenizer.from_pretrained(run.base)
    tokenizer.save_pretrained(run.folder)
    model = BertForPreTraining.from_pretrained(run.base, dtype=torch.float32)
    let_heads_match(model)

    def chunk(index: int) -> list[Batch]:
        return corrupted_pairs(tokenizer, examples(index), seed=run.seed + index)

    learner = guessing_and_detecting(model)
    return fit(model, chunk, run, steps=steps, learning_rate=1e-3, warmup=100, learner=learner)
