"""token-classification: a text in, its named entities out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from ..errors import InvalidOption
from ..messages import Array, Entity, FoundEntities, Option, PipelineSteps
from .base import Passes, Prepared, TextTask, check_texts, named, which
from .entity_groups import group, label_tokens, label_words, pieces, without_overlaps
from .options import Check, one_of, text_list, true_or_false, whole_number
from .windows import Window, windows

if TYPE_CHECKING:
    import torch

    from ..checkpoint import Checkpoint

OF_WORDS = ("first", "average", "max")


class TokenClassification(TextTask):
    """Same options and numbers as transformers' pipeline, but a text that is too long is not cut in silence.

    `aggregation_strategy`: none (single tokens), simple (neighbours of the same kind), or one label for each word:
    first, average, max. `grouped_entities=True` is simple. `ignore_labels`: labels to leave out (O). `stride`: read a
    long text in windows that share so many tokens.
    """

    name = "token-classification"
    options: ClassVar[Mapping[str, Check]] = {
        "aggregation_strategy": one_of("none", "simple", *OF_WORDS),
        "grouped_entities": true_or_false,
        "ignore_labels": text_list,
        "stride": whole_number(0),
    }
    too_long = "Shorten it, or read it in overlapping windows: aggregation_strategy=simple stride=16."

    def __init__(self, checkpoint: Checkpoint, options: Mapping[str, Option], *, with_steps: bool = False) -> None:
        super().__init__(checkpoint, options, with_steps=with_steps)
        if {"aggregation_strategy", "grouped_entities"} <= self.values.keys():
            raise InvalidOption("grouped_entities=True is aggregation_strategy=simple. Give only one of the two.")
        chosen = "simple" if self.values.get("grouped_entities") else "none"
        self.strategy: str = self.values.get("aggregation_strategy", chosen)
        self.ignored: tuple[str, ...] = self.values.get("ignore_labels", ("O",))
        names = checkpoint.model.config.id2label
        self.labels = [str(names[index]) for index in range(len(names))]
        self._check_strategy()
        self._check_stride()

    def _check_strategy(self) -> None:
        if self.strategy in OF_WORDS and not self.checkpoint.tokenizer.is_fast:
            raise InvalidOption(
                f"The tokenizer of {self.checkpoint.info.name} does not say which tokens make a word. "
                "Use aggregation_strategy=simple."
            )

    def _check_stride(self) -> None:
        if "stride" not in self.values:
            return
        if self.strategy == "none":
            raise InvalidOption(
                "stride needs groups of tokens, which can be told apart where windows overlap. "
                "Add aggregation_strategy=simple."
            )
        if not self.checkpoint.tokenizer.is_fast:
            raise InvalidOption(
                f"The tokenizer of {self.checkpoint.info.name} cannot make windows. Leave stride out and "
                "shorten the text, or choose another model."
            )
        limit = self.checkpoint.info.context_length
        room = limit and limit - self.checkpoint.tokenizer.num_special_tokens_to_add(pair=False)
        if room and self.values["stride"] >= room:
            raise InvalidOption(f"stride must be below {room}, what a window holds, not {self.values['stride']}.")

    def preprocess(self, inputs: Sequence[str | Array]) -> list[Passes]:
        """Tokenise the texts into windows. Raises `InvalidInput`, also for a long text without `stride`."""
        texts = check_texts(self.name, inputs)
        limit = self.checkpoint.info.context_length
        cut: dict[str, Any] = {}
        if self._windowed:
            cut = {"truncation": True, "max_length": limit, "stride": self.values["stride"]}
        with self.checkpoint.encoding_lock:
            found = [Passes(text, windows(self.checkpoint.tokenizer, text, **cut)) for text in texts]
        for number, passes in enumerate(found):
            self.check_length(passes.parts[0], which(number, inputs))
        return found

    @property
    def _windowed(self) -> bool:
        return "stride" in self.values and self.checkpoint.info.context_length is not None

    def select(self, logits: torch.Tensor, prepared: Prepared) -> torch.Tensor:
        """Return the logits of the labels for each token, (T, C), without the padding."""
        return logits[: len(prepared.ids)]

    def postprocess(self, prepared: Passes, output: list[torch.Tensor]) -> FoundEntities:
        """Find the entities of each window; output holds logits (T, C) for each."""
        found = [
            entity
            for window, logits in zip(prepared.parts, output, strict=True)
            for entity in self._entities(window, logits)
            if entity.label not in self.ignored
        ]
        if len(prepared.parts) > 1:
            found = without_overlaps(found)
        return FoundEntities(entities=tuple(found), grouped=self.strategy != "none")

    def _entities(self, window: Prepared, logits: torch.Tensor) -> list[Entity]:
        assert isinstance(window, Window)
        tokenizer = self.checkpoint.tokenizer
        tokens = pieces(tokenizer, window, logits.softmax(dim=-1).numpy())
        spell = tokenizer.convert_tokens_to_string
        if self.strategy in OF_WORDS:
            return group(label_words(tokens, self.labels, strategy=self.strategy, spell=spell), spell)
        tagged = label_tokens(tokens, self.labels)
        return tagged if self.strategy == "none" else group(tagged, spell)

    def steps(self, prepared: Passes, output: list[torch.Tensor]) -> PipelineSteps:
        """Return the first window's tokens, and the best label of each with its logit and its probability."""
        window, logits = prepared.parts[0], output[0]
        assert isinstance(window, Window)
        best, labels = logits.max(dim=-1)  # (T,) each
        probabilities = logits.softmax(dim=-1).amax(dim=-1)  # (T,)
        names = [f"{piece} {self.labels[label]}" for piece, label in zip(window.pieces, labels.tolist(), strict=True)]
        entities = len(self.postprocess(prepared, output).entities)
        return PipelineSteps(
            tokens=window.tokens,
            shape=(1, *logits.shape),
            logits=named(names, best),
            function="softmax for each token",
            scores=named(names, probabilities),
            total=len(names),
            conclusion=f"each token takes its best label, shown here; {self.strategy} aggregation leaves {entities} "
            + ("entity" if entities == 1 else "entities"),
            passes=len(prepared.parts),
            shown_pass=1,
        )
