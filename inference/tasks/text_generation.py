"""text-generation: a text in, the same text continued out; the decoding itself is `decoding/generation.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from inspect import signature
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
import torch

from ..errors import InvalidInput, InvalidOption
from ..messages import (
    Array,
    Decoding,
    GeneratedTexts,
    GenerateRequest,
    GenerationResult,
    Option,
    PipelineSteps,
)
from ..tokenization import encode, tokenize
from .base import Prepared, Task, best_candidates, check_texts, which
from .decoding_options import DECODING_FIELDS, asks_to_sample
from .options import Check, texts, true_or_false, unchecked, whole_number

if TYPE_CHECKING:
    import threading

    from ..checkpoint import Checkpoint
    from ..device_lock import DeviceLock


class TextGeneration(Task):
    """Options as in `model.generate`; greedy unless sampling or beams are asked for, by default 50 new tokens.

    Sampling (`do_sample=True`, a sampling option, or several sequences without beams) uses seed 0, so that a cell run
    again gives the same text. `max_length` counts the prompt. `return_full_text=False` leaves the prompt out. `stop`:
    texts to end at, not part of the result.
    """

    name = "text-generation"
    max_batch = 1
    options: ClassVar[Mapping[str, Check]] = {
        **dict.fromkeys(DECODING_FIELDS, unchecked),
        "do_sample": true_or_false,
        "max_length": whole_number(1),
        "return_full_text": true_or_false,
        "stop": texts,
    }

    def __init__(self, checkpoint: Checkpoint, options: Mapping[str, Option], *, with_steps: bool = False) -> None:
        super().__init__(checkpoint, options, with_steps=with_steps)
        if "max_length" in self.values and "max_new_tokens" in self.values:
            raise InvalidOption("Give max_length (prompt included) or max_new_tokens (without it), not both.")
        self.decoding = self._decoding()

    def _decoding(self) -> Decoding:
        """Translate the options; `Decoding` checks their values."""
        fields: dict[str, Any] = {
            field: self.values[name] for name, field in DECODING_FIELDS.items() if name in self.values
        }
        fields["stop"] = self.values.get("stop", ())
        several = (
            fields.get("num_return_sequences", 1) != 1
            and fields.get("num_beams", 1) == 1
            and self.values.get("do_sample") is not False
        )
        if (asks_to_sample(self.values) or several) and fields.get("seed") is None:
            fields["seed"] = 0
        if "max_length" in self.values:
            fields["max_new_tokens"] = self.values["max_length"]  # an upper bound until the prompt is known
        return Decoding(**fields)

    def preprocess(self, inputs: Sequence[str | Array]) -> list[Prepared]:
        """Tokenise the prompts. Raises `InvalidInput` for an empty prompt or one that fills `max_length`."""
        prompts = check_texts(self.name, inputs)
        with self.checkpoint.encoding_lock:
            found = [
                Prepared(text, row)
                for text, row in zip(prompts, encode(self.checkpoint.tokenizer, prompts), strict=True)
            ]
        for number, prepared in enumerate(found):
            if "max_length" in self.values and self._room(prepared) < 1:
                raise InvalidInput(
                    f"{which(number, inputs)} has {len(prepared.ids):,} tokens and max_length is "
                    f"{self.values['max_length']:,}, prompt included: there is no room to write. "
                    "Raise max_length, or use max_new_tokens."
                )
        return found

    def _room(self, prepared: Prepared) -> int:
        """Return how many tokens `max_length` leaves for the text."""
        length: int = self.values["max_length"]
        return length - (1 if self._reads_separately else len(prepared.ids))

    @property
    def _reads_separately(self) -> bool:
        """Whether an encoder reads the prompt: the decoder then starts from nothing and does not repeat it."""
        return self.checkpoint.info.family == "encoder-decoder"

    def forward(
        self, batch: Sequence[Prepared], *, lock: DeviceLock, cancelled: threading.Event, free: Callable[[], object]
    ) -> list[Continuation]:
        """Generate for each prompt, handing the device over between steps."""
        from ..decoding.generation import run_generation

        outputs = []
        for prepared in batch:
            request = GenerateRequest(prompt=prepared.text, decoding=self._for(prepared), top_logprobs=0)
            result = run_generation(
                self.checkpoint, request, lock=lock, cancelled=cancelled, emit=lambda _: None, free=free
            )
            self.notes.extend(result.notes)
            first = None
            if self.with_steps and not cancelled.is_set():
                with lock:
                    first = self._first_logits(result.prompt_ids)
            outputs.append(Continuation(result, first))
        return outputs

    def _for(self, prepared: Prepared) -> Decoding:
        if "max_length" not in self.values:
            return self.decoding
        return msgspec.structs.replace(self.decoding, max_new_tokens=self._room(prepared))

    @torch.inference_mode()
    def _first_logits(self, prompt: Sequence[int]) -> torch.Tensor:
        """Return the logits of the token after the prompt, (V,), float32 on the CPU."""
        model = self.checkpoint.model
        inputs = {"input_ids": torch.tensor([prompt], device=model.device)}  # (1, T)
        if self._reads_separately:
            config = self.checkpoint.generation_config
            start = config.bos_token_id if config.decoder_start_token_id is None else config.decoder_start_token_id
            inputs["decoder_input_ids"] = torch.tensor([[start]], device=model.device)  # (1, 1)
            logits: torch.Tensor = model(**inputs).logits[0, -1]
        else:
            keep = {"logits_to_keep": 1} if "logits_to_keep" in signature(model.forward).parameters else {}
            logits = model(**inputs, **keep).logits[0, -1]  # (V,)
        return logits.float().cpu()

    def postprocess(self, prepared: Prepared, output: Continuation) -> GeneratedTexts:
        """Join each generated text to its prompt, unless only the new text is wanted."""
        full = self.values.get("return_full_text", not self._reads_separately)
        before = prepared.text if full else ""
        return GeneratedTexts(
            texts=tuple(before + sequence.text for sequence in output.result.sequences), prompt=prepared.text
        )

    def steps(self, prepared: Prepared, output: Continuation) -> PipelineSteps:
        """Return the prompt's tokens and the best candidates for the token after it: logits and probabilities."""
        assert output.first_logits is not None
        with self.checkpoint.encoding_lock:
            tokens = tokenize(self.checkpoint.tokenizer, prepared.text)
        logits, scores = best_candidates(self.checkpoint.tokenizer, output.first_logits)
        length = 1 if self._reads_separately else len(output.result.prompt_ids)
        shape = (1, length, len(output.first_logits))
        return PipelineSteps(tokens=tokens, shape=shape, logits=logits, function="softmax", scores=scores)


@dataclass(frozen=True, slots=True)
class Continuation:
    """What forward hands to postprocess: the generated sequences and, for the steps, the first logits, (V,)."""

    result: GenerationResult
    first_logits: torch.Tensor | None
