"""Measures the starter models on text they never read: a module for each model, which also writes its card.

`evaluate(folder)` gives the scores, `card(report, scores)` the text of the card; the tests quote the same figures.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

HELD_OUT_SEED = 880_001
HELD_OUT_DOCUMENTS = 400


def load(folder: Path, kind: str) -> tuple[Any, Any]:
    """Load tokenizer and model (float32, ready to measure) as a learner would."""
    import torch
    import transformers

    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    model = getattr(transformers, kind).from_pretrained(folder, dtype=torch.float32).eval()
    return tokenizer, model
