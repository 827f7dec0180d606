"""fill-mask: a text with masks in, the most likely tokens for each of them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

import torch

from ..errors import InvalidInput, InvalidOption
from ..messages import Array, FilledMasks, MaskFill, Option, PipelineSteps
from .base import Prepared, TextTask, best_candidates, which
from .options import Check, texts, whole_number

if TYPE_CHECKING:
    from ..checkpoint import Checkpoint

OTHER_MASKS = ("[MASK]", "<mask>", "[mask]", "<MASK>")


class FillMask(TextTask):
    """Same options and numbers as transformers' pipeline.

    `top_k`: that many candidates for each mask (5). `targets`: compare only these words; for one that is no single
    token of the vocabulary its first piece stands in, with a note. `truncation`: cut long texts.
    """

    name = "fill-mask"
    options: ClassVar[Mapping[str, Check]] = {"top_k": whole_number(1), "targets": texts, **TextTask.text_options}

    def __init__(self, checkpoint: Checkpoint, options: Mapping[str, Option], *, with_steps: bool = False) -> None:
        super().__init__(checkpoint, options, with_steps=with_steps)
        if checkpoint.tokenizer.mask_token_id is None:
            raise InvalidInput(
                f"The tokenizer of {checkpoint.info.name} has no mask token, so there is nothing to fill. "
                "Use a masked language model such as starter/bert."
            )
        self.mask: int = checkpoint.tokenizer.mask_token_id
        self.targets = self._target_ids() if "targets" in self.values else None

    def _target_ids(self) -> torch.Tensor:
        """Return the ids of the targets, (N,), each once."""
        tokenizer, found = self.checkpoint.tokenizer, []
        for target in self.values["targets"]:
            known = tokenizer.convert_tokens_to_ids(target)
            if known is None or (known == tokenizer.unk_token_id and target != tokenizer.unk_token):
                with self.checkpoint.encoding_lock:
                    pieces = tokenizer(target, add_special_tokens=False, verbose=False)["input_ids"]
                if not pieces:
                    self.notes.append(f"The target {target!r} has no token and was left out.")
                    continue
                known = pieces[0]
                piece = tokenizer.convert_ids_to_tokens(known)
                self.notes.append(
                    f"The target {target!r} is no token of this model: its first piece, {piece!r}, stands in."
                )
            found.append(known)
        if not found:
            raise InvalidOption("None of the targets has a token in this model's vocabulary. Choose other words.")
        return torch.tensor(list(dict.fromkeys(found)))

    def preprocess(self, inputs: Sequence[str | Array]) -> list[Prepared]:
        """Tokenise the texts. Raises `InvalidInput`, also for a text without a mask."""
        found = super().preprocess(inputs)
        for number, prepared in enumerate(found):
            if self.mask not in prepared.ids:
                raise InvalidInput(self._no_mask(which(number, inputs), prepared))
        return found

    def _no_mask(self, subject: str, prepared: Prepared) -> str:
        mask = self.checkpoint.tokenizer.mask_token
        if mask in prepared.text:
            return (
                f"{subject} has its {mask} behind the first {len(prepared.ids):,} tokens, where it was cut. Shorten it."
            )
        other = next((other for other in OTHER_MASKS if other in prepared.text), None)
        if other:
            return (
                f"{subject} has {other}, but the mask of {self.checkpoint.info.name} is {mask}. Write {mask} instead."
            )
        return f"{subject} has no mask. Write {mask} where {self.checkpoint.info.name} should fill in a word."

    def _positions(self, prepared: Prepared) -> list[int]:
        return [position for position, id_ in enumerate(prepared.ids) if id_ == self.mask]

    def select(self, logits: torch.Tensor, prepared: Prepared) -> torch.Tensor:
        """Return the logits at the masks, (M, V)."""
        return logits[self._positions(prepared)]

    def postprocess(self, prepared: Prepared, output: torch.Tensor) -> FilledMasks:
        """Rank the candidates; output holds the logits at the masks, (M, V)."""
        probabilities = output.softmax(dim=-1)  # (M, V), or (M, N) for N targets
        if self.targets is not None:
            probabilities = probabilities[:, self.targets]
        values, indices = probabilities.topk(min(self.values.get("top_k", 5), probabilities.shape[-1]))
        ids = indices if self.targets is None else self.targets[indices]
        positions = self._positions(prepared)
        return FilledMasks(
            masks=tuple(
                tuple(
                    self._fill(prepared, position, id_, score, alone=len(positions) == 1)
                    for score, id_ in zip(values[row].tolist(), ids[row].tolist(), strict=True)
                )
                for row, position in enumerate(positions)
            )
        )

    def _fill(self, prepared: Prepared, position: int, id_: int, score: float, *, alone: bool) -> MaskFill:
        """Put a token into the text; with several masks the special tokens stay, or the other masks would vanish."""
        tokenizer = self.checkpoint.tokenizer
        ids = [*prepared.ids[:position], id_, *prepared.ids[position + 1 :]]
        ids = [token for token in ids if token != tokenizer.pad_token_id]
        sequence = tokenizer.decode(ids, skip_special_tokens=alone)
        return MaskFill(score=score, token=id_, token_str=tokenizer.decode([id_]), sequence=sequence)

    def steps(self, prepared: Prepared, output: torch.Tensor) -> PipelineSteps:
        """Return the tokens, and the best candidates for the first mask with their logits and probabilities."""
        logits, scores = best_candidates(self.checkpoint.tokenizer, output[0])
        shape = (1, len(prepared.ids), output.shape[-1])
        return PipelineSteps(
            tokens=self.tokens(prepared), shape=shape, logits=logits, function="softmax", scores=scores
        )
