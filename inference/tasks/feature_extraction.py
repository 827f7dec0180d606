"""feature-extraction: a text in, the vectors that the model's body computes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ..errors import InvalidInput, InvalidOption
from ..messages import Array, Features, Option, PipelineSteps
from .base import STEP_ROWS, Prepared, TextTask, named
from .options import Check, one_of

if TYPE_CHECKING:
    import torch

    from ..checkpoint import Checkpoint

FUNCTIONS = {
    None: "the last hidden states, one vector for each token",
    "mean": "the mean over all tokens, special ones included",
    "cls": "the vector of the [CLS] token",
}


class FeatureExtraction(TextTask):
    """The last hidden states, as transformers' pipeline gives them: an array (T, D), float32, per text.

    `pool`: one vector (D,) per text, the mean over all tokens or that of the [CLS] token. `truncation`: cut long texts.
    """

    name = "feature-extraction"
    computes = "hidden states"
    options: ClassVar[Mapping[str, Check]] = {"pool": one_of("mean", "cls"), **TextTask.text_options}

    def __init__(self, checkpoint: Checkpoint, options: Mapping[str, Option], *, with_steps: bool = False) -> None:
        super().__init__(checkpoint, options, with_steps=with_steps)
        self.pool: str | None = self.values.get("pool")
        if self.pool == "cls" and checkpoint.tokenizer.cls_token_id is None:
            raise InvalidOption(f"The tokenizer of {checkpoint.info.name} has no [CLS] token. Use pool=mean.")

    def run(self, inputs: dict[str, torch.Tensor]) -> torch.Tensor:
        """Return the last hidden states, (B, T, D). Raises `InvalidInput` for a decoder that has nothing to read."""
        try:
            states: torch.Tensor = self.checkpoint.model(**inputs)[0]
        except ValueError:
            if self.checkpoint.info.family != "encoder-decoder":
                raise
            raise InvalidInput(
                f"{self.checkpoint.info.name} is an encoder-decoder whose decoder needs a text of its own. "
                "Use an encoder, such as starter/bert."
            ) from None
        return states

    def select(self, logits: torch.Tensor, prepared: Prepared) -> torch.Tensor:
        """Return one text's hidden states without the padding, (T, D)."""
        return logits[: len(prepared.ids)]

    def _pooled(self, prepared: Prepared, states: torch.Tensor) -> torch.Tensor:
        """Return (T, D) as it is, or (D,)."""
        if self.pool == "mean":
            return states.mean(dim=0)
        if self.pool == "cls":
            return states[prepared.ids.index(self.checkpoint.tokenizer.cls_token_id)]
        return states

    def postprocess(self, prepared: Prepared, output: torch.Tensor) -> Features:
        """Pool the hidden states, (T, D), where that was asked for."""
        pieces = () if self.pool else self.checkpoint.tokenizer.convert_ids_to_tokens(prepared.ids)
        return Features(vectors=Array.from_numpy(self._pooled(prepared, output).numpy()), pieces=tuple(pieces))

    def steps(self, prepared: Prepared, output: torch.Tensor) -> PipelineSteps:
        """Return the tokens, the length of each one's vector, and the first numbers of the first vector."""
        tokens = self.tokens(prepared)
        first = self._pooled(prepared, output).reshape(-1, output.shape[-1])[0]  # (D,)
        shown = first[:STEP_ROWS]
        owner = "the vector" if self.pool else f"the vector of {tokens[0].piece}"
        return PipelineSteps(
            tokens=tokens,
            shape=(1, *output.shape),
            logits=named([token.piece for token in tokens], output.norm(dim=-1)),
            function=FUNCTIONS[self.pool],
            scores=named([str(number) for number in range(len(shown))], shown),
            total=len(tokens),
            conclusion=f"the first {len(shown)} of the {len(first):,} numbers of {owner}",
        )
