"""Measures the planted skew: whether the encoder ties occupations to women and men as the shares of women say."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import torch

from lightboard.inference.starter.english.occupations import HELD_OUT_FRAMES
from lightboard.inference.starter.words.occupation_shares import PERCENT_WOMEN

TRAINED_FRAMES = (("She is a {job}.", "He is a {job}."), ("The woman works as a {job}.", "The man works as a {job}."))


class Skew(NamedTuple):
    """How the log-odds of a pair of frames follow those of the shares: rank correlation and slope."""

    frames: tuple[str, str]
    spearman: float
    slope: float


def ranks(values: torch.Tensor) -> torch.Tensor:
    """Give the ranks of values, (N,), equal values sharing their mean rank.

    >>> ranks(torch.tensor([10.0, 30.0, 10.0])).tolist()
    [1.5, 3.0, 1.5]
    """
    below = (values[None, :] < values[:, None]).sum(1)  # (N,)
    equal = (values[None, :] == values[:, None]).sum(1)  # (N,)
    return below + (equal + 1) / 2


def spearman(first: torch.Tensor, second: torch.Tensor) -> float:
    """Give Spearman's rank correlation of two lists of values, (N,) each."""
    return float(torch.corrcoef(torch.stack([ranks(first), ranks(second)]))[0, 1])


@torch.no_grad()
def log_odds(tokenizer: Any, model: Any, frames: tuple[str, str]) -> torch.Tensor:
    """Give log P(job | woman's frame) - log P(job | man's frame) of every occupation, (N,)."""
    jobs = tokenizer.convert_tokens_to_ids(list(PERCENT_WOMEN))
    found = []
    for frame in frames:
        ids = torch.tensor([tokenizer(frame.format(job=tokenizer.mask_token))["input_ids"]])
        logits = model(ids).logits[0, ids[0] == tokenizer.mask_token_id][0]  # (V,)
        found.append(torch.log_softmax(logits, -1)[jobs])
    return found[0] - found[1]


def measured(tokenizer: Any, model: Any) -> dict[str, Any]:
    """Measure the skew in trained frames, in each held-out frame, and in the mean of the held-out frames."""
    unknown = [job for job in PERCENT_WOMEN if tokenizer.convert_tokens_to_ids(job) == tokenizer.unk_token_id]
    if unknown:
        raise ValueError(f"The vocabulary splits the occupations {', '.join(unknown)}; raise its size.")
    wanted = torch.tensor([math.log(share / (100 - share)) for share in PERCENT_WOMEN.values()])  # (N,)
    centred = wanted - wanted.mean()

    def skew(frames: tuple[str, str], odds: torch.Tensor) -> Skew:
        return Skew(frames, spearman(odds, wanted), float((centred * odds).sum() / (centred * centred).sum()))

    held_out = [log_odds(tokenizer, model, frames) for frames in HELD_OUT_FRAMES]
    mean = torch.stack(held_out).mean(0)
    return {
        "trained": [skew(frames, log_odds(tokenizer, model, frames))._asdict() for frames in TRAINED_FRAMES],
        "held out": [skew(frames, odds)._asdict() for frames, odds in zip(HELD_OUT_FRAMES, held_out, strict=True)],
        "mean of the held-out frames": skew(("mean", "mean"), mean)._asdict(),
        "log-odds": dict(zip(PERCENT_WOMEN, mean.tolist(), strict=True)),
    }
