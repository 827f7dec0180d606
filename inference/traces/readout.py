"""From hidden states to logits: the part of a model behind its last block, whatever it consists of.

The logit lens asks what the model would predict if it stopped after a layer: `unembed(final_norm(h))`
(nostalgebraist, "interpreting GPT: the logit lens", 2020). Which norm that is, whether logits are scaled, capped or
shifted, differs between models; so the model itself does it, with its blocks replaced by one that returns `h`.
"""

from __future__ import annotations

from typing import Any

import torch

LOGITS_AT_ONCE = 1 << 23  # numbers: 34 MB in float32
POSITIONS_AT_ONCE = 128


class Readout:
    """A copy of a model, the blocks of its last stack replaced, that maps hidden states (N, D) to logits (N, V).

    The caller holds the device meanwhile.
    """

    def __init__(self, model: Any, path: str, *, tuple_length: int, start: int, context: int | None) -> None:
        parent, _, name = path.rpartition(".")
        blocks = model.get_submodule(path)
        self._stand_in = _StandIn(blocks[-1], tuple_length)
        setattr(model.get_submodule(parent), name, torch.nn.ModuleList([self._stand_in] * len(blocks)))
        self._model = model
        self._start = start
        vocabulary = int(model.config.get_text_config().vocab_size)
        self.at_once = max(1, min(POSITIONS_AT_ONCE, LOGITS_AT_ONCE // vocabulary, context or POSITIONS_AT_ONCE))

    def __call__(self, hidden: torch.Tensor) -> torch.Tensor:
        """Return the logits (N, V) of at most `at_once` hidden states (N, D), in float32."""
        self._stand_in.hidden = hidden[None]
        ids = torch.full((1, len(hidden)), self._start, device=hidden.device)
        inputs = {"input_ids": ids}
        if self._model.config.is_encoder_decoder:
            inputs = {"input_ids": ids[:, :1], "decoder_input_ids": ids}
        try:
            logits: torch.Tensor = self._model(**inputs).logits[0]
        finally:
            self._stand_in.hidden = None
        return logits.float()

    def agrees(self, hidden: torch.Tensor, logits: torch.Tensor) -> bool:
        """Whether hidden states (N, D) behind the last block give the logits (N, V) that the model gave."""
        try:
            again = torch.cat([self(rows) for rows in hidden.split(self.at_once)])
        except (RuntimeError, TypeError, ValueError, AttributeError, IndexError):  # a model built in another way
            return False
        tolerance = 1e-4 if logits.dtype == torch.float32 else 2e-2
        largest = float(logits.float().nan_to_num(0, 0, 0).abs().max())
        return torch.allclose(again, logits.float(), rtol=tolerance, atol=tolerance * (largest + 1), equal_nan=True)


class _StandIn(torch.nn.Module):
    """Takes the place of a block: returns given hidden states, and is asked about itself as the block was."""

    def __init__(self, block: torch.nn.Module, tuple_length: int) -> None:
        super().__init__()
        self.__dict__["_block"] = block  # no submodule: it is not run
        self._tuple_length = tuple_length
        self.hidden: torch.Tensor | None = None

    def forward(self, *_args: object, **_kwargs: object) -> Any:
        """Return the hidden states as the block returns its own."""
        return (self.hidden, *[None] * (self._tuple_length - 1)) if self._tuple_length else self.hidden

    def __getattr__(self, name: str) -> Any:
        """Answer for the block: some models ask a layer for its kind of attention."""
        try:
            return super().__getattr__(name)
        except AttributeError:
            return getattr(self.__dict__["_block"], name)
