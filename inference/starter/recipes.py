"""The table of the models that can be trained: what trains, measures and describes each, and what it begins from."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from typing import Any, NamedTuple

_PACKAGE = "lightboard.inference.starter"


class Recipe(NamedTuple):
    """How a model is made, as `module:function` of this package, and the model that its training begins from.

    `train(run)` takes a `training.loop.Run`, saves the model and gives a report. `evaluation.evaluate(folder)` gives
    the scores, and `evaluation.card(report, scores)` the text of the card, whose head is the model's line in
    `starter.TRAINABLE`.
    """

    train: str
    evaluation: str
    base: str = ""

    @property
    def trainer(self) -> Callable[..., dict[str, Any]]:
        """The training function."""
        found: Callable[..., dict[str, Any]] = pkgutil.resolve_name(f"{_PACKAGE}.{self.train}")
        return found

    @property
    def measure(self) -> Callable[..., dict[str, Any]]:
        """The function that measures."""
        found: Callable[..., dict[str, Any]] = pkgutil.resolve_name(f"{_PACKAGE}.evaluation.{self.evaluation}:evaluate")
        return found

    @property
    def card(self) -> Callable[[dict[str, Any], dict[str, Any]], str]:
        """The function that writes the card."""
        found: Callable[[dict[str, Any], dict[str, Any]], str] = pkgutil.resolve_name(
            f"{_PACKAGE}.evaluation.{self.evaluation}:card"
        )
        return found


# In the order of training: a base stands before what begins from it. All together stay below 45 MB in float16: 6 MB for
# gpt, chat and t5 each, 5 MB for bert and each of its kind.
RECIPES = {
    "gpt": Recipe("training.gpt:train_gpt", "gpt"),
    "chat": Recipe("training.chat:train_chat", "chat", base="gpt"),
    "bert": Recipe("training.bert:train_bert", "bert"),
    "bert-sentiment": Recipe("training.bert_sentiment:train_bert_sentiment", "bert_sentiment", base="bert"),
    "bert-nli": Recipe("training.bert_nli:train_bert_nli", "bert_nli", base="bert"),
    "bert-ner": Recipe("training.bert_ner:train_bert_ner", "bert_ner"),
    "bert-qa": Recipe("training.bert_qa:train_bert_qa", "bert_qa", base="bert-ner"),
    "t5": Recipe("training.t5:train_t5", "t5"),
}
