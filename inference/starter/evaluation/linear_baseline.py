"""A linear classifier of words and pairs of neighbouring words: what a model must beat to show that it reads.

Logistic regression on the set of words and bigrams of a text, in torch; seconds on one core. On hypotheses alone it
shows what labels an NLI data set gives away (Poliak et al. 2018, "Hypothesis Only Baselines in Natural Language
Inference").
"""

from __future__ import annotations

import collections
import itertools
import re
from collections.abc import Sequence

import torch

EPOCHS = 4
BATCH = 512
LEARNING_RATE = 0.02
LEAST_COUNT = 2
_TOKEN = re.compile(r"[a-z0-9']+|[?!]")


def features(text: str) -> list[str]:
    """Give the words and bigrams of a text, each once.

    >>> features("It's good")
    ["it's", 'good', "it's good"]
    """
    words = _TOKEN.findall(text.lower())
    return list(dict.fromkeys([*words, *(f"{a} {b}" for a, b in itertools.pairwise(words))]))


class BagOfBigrams:
    """Logistic regression on words and bigrams.

    Examples
    --------
    >>> model = BagOfBigrams(["good", "bad"] * 9, [1, 0] * 9, classes=2)
    >>> model.predict(["good", "bad"])
    [1, 0]
    """

    def __init__(self, texts: Sequence[str], labels: Sequence[int], *, classes: int, seed: int = 0) -> None:
        counts = collections.Counter(feature for text in texts for feature in features(text))
        kept = (feature for feature, count in counts.items() if count >= LEAST_COUNT)
        self._index = {feature: i for i, feature in enumerate(kept, start=1)}  # 0: a text without known features
        generator = torch.Generator().manual_seed(seed)
        self._weights = torch.nn.EmbeddingBag(len(self._index) + 1, classes, mode="sum")
        torch.nn.init.zeros_(self._weights.weight)
        optimizer = torch.optim.Adam(self._weights.parameters(), lr=LEARNING_RATE)
        rows = [self._ids(text) for text in texts]
        target = torch.tensor(labels)  # (N,)
        for _ in range(EPOCHS):
            for chosen in torch.randperm(len(rows), generator=generator).split(BATCH):
                loss = torch.nn.functional.cross_entropy(self._logits([rows[i] for i in chosen]), target[chosen])
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()

    def _ids(self, text: str) -> list[int]:
        return [self._index[feature] for feature in features(text) if feature in self._index] or [0]

    def _logits(self, rows: Sequence[list[int]]) -> torch.Tensor:
        """Give the logits of rows of feature ids, (N, classes)."""
        lengths = torch.tensor([0, *(len(row) for row in rows[:-1])])
        logits: torch.Tensor = self._weights(torch.tensor([i for row in rows for i in row]), lengths.cumsum(0))
        return logits

    @torch.no_grad()
    def predict(self, texts: Sequence[str]) -> list[int]:
        """Give the likeliest class of each text."""
        return [int(i) for i in self._logits([self._ids(text) for text in texts]).argmax(-1)]

    def accuracy(self, texts: Sequence[str], labels: Sequence[int]) -> float:
        """Give the share of texts whose class is right."""
        return sum(p == label for p, label in zip(self.predict(texts), labels, strict=True)) / len(labels)
