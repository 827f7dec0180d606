"""What summarization, translation and text2text-generation share: an encoder reads the text, a decoder writes another.

transformers had these pipelines up to version 4; the model class and `model.generate` say what they have to give.
"""

from __future__ import annotations

import copy
from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

import torch

from ..errors import InvalidInput
from ..messages import (
    Array,
    EncoderDecoderSteps,
    GeneratedSequence,
    GenerateRequest,
    GenerationResult,
    GenerationSettings,
    Option,
    PipelineSteps,
    TextKey,
    WrittenTexts,
)
from ..tokenization import encode, tokenize
from .base import Task, best_candidates, check_texts, which
from .decoding_options import DECODING_FIELDS
from .generation_settings import generation_settings
from .languages import Instruction, reading
from .options import Check, true_or_false, unchecked, whole_number

if TYPE_CHECKING:
    import threading

    from ..checkpoint import Checkpoint
    from ..device_lock import DeviceLock


@dataclass(frozen=True, slots=True)
class Source:
    """A text and what the model reads of it: the prefix of its task before it, as ids, (T,)."""

    name: str  # for a sentence: `Text 2`
    text: str
    read: str
    ids: list[int]


@dataclass(frozen=True, slots=True)
class FirstStep:
    """The first choice of the decoder: the shape of what the encoder made, (1, T, D), and the logits, (V,)."""

    encoder_shape: tuple[int, ...]
    logits: torch.Tensor
    decoder_length: int


@dataclass(frozen=True, slots=True)
class Written:
    """What forward hands to postprocess."""

    result: GenerationResult
    first: FirstStep | None


class Seq2SeqTask(Task):
    """Options as in `model.generate`; what is not given is the checkpoint's own, of its config and generation config.

    `max_length` and `min_length` count the start token, `max_new_tokens` and `min_new_tokens` do not. Sampling
    (`do_sample=True`, a sampling option, or several sequences without beams) uses seed 0. `truncation=True` cuts long
    texts. `clean_up_tokenization_spaces`: how spaces before punctuation are treated, else as the tokenizer does.
    """

    max_batch = 1
    key: ClassVar[TextKey]  # of the result
    noun: ClassVar[str]  # for a sentence
    options: ClassVar[Mapping[str, Check]] = {
        **dict.fromkeys(DECODING_FIELDS, unchecked),
        "max_new_tokens": whole_number(1),
        "min_new_tokens": whole_number(0),
        "do_sample": true_or_false,
        "max_length": whole_number(2),
        "min_length": whole_number(0),
        "truncation": true_or_false,
        "clean_up_tokenization_spaces": true_or_false,
    }

    def __init__(self, checkpoint: Checkpoint, options: Mapping[str, Option], *, with_steps: bool = False) -> None:
        super().__init__(checkpoint, options, with_steps=with_steps)
        self.instruction = self.instruct()
        limit = checkpoint.info.context_length
        chosen = generation_settings(
            checkpoint.generation_config,
            self.instruction.parameters,
            self.values,
            room=None if limit is None else limit - 1,
        )
        self.decoding = chosen.decoding
        self.notes += [*self.instruction.notes, *chosen.notes]
        structure = self.instruction.structure()
        if structure:
            own = copy.copy(checkpoint.generation_config)
            for name, value in structure.items():
                setattr(own, name, value)
            self.checkpoint = replace(checkpoint, generation_config=own)
        self.settings = GenerationSettings(
            prefix=self.instruction.prefix,
            keywords=chosen.keywords | structure,
            seed=self.decoding.seed,
            languages=self.instruction.languages,
            source_language=self.instruction.source_language,
        )

    @abstractmethod
    def instruct(self) -> Instruction:
        """Return how the checkpoint is told what to do; raises `InvalidOption` where it cannot be told."""

    def preprocess(self, inputs: Sequence[str | Array]) -> list[Source]:
        """Write the prefix and tokenise. Raises `InvalidInput` for texts that are empty, or long and not to be cut."""
        texts = check_texts(self.name, inputs)
        prefix = self.instruction.prefix
        found = [Source(which(number, texts), text, prefix + text, []) for number, text in enumerate(texts)]
        found = [replace(one, ids=ids) for one, ids in zip(found, self._encode(found), strict=True)]
        limit = self.checkpoint.info.context_length
        for number, one in enumerate(found):
            if limit is None or len(one.ids) <= limit:
                continue
            if not self.values.get("truncation"):
                raise InvalidInput(
                    f"{one.name} has {len(one.ids):,} tokens, but {self.checkpoint.info.name} takes at "
                    f"most {limit:,}. Shorten it, or add truncation=True to use only the first {limit:,} tokens."
                )
            (cut,) = self._encode([one], max_length=limit)
            self.notes.append(f"{one.name} was cut: the model read the first {limit:,} of its {len(one.ids):,} tokens.")
            found[number] = replace(one, ids=cut)
        return found

    def _encode(self, sources: Sequence[Source], *, max_length: int | None = None) -> list[list[int]]:
        tokenizer = self.checkpoint.tokenizer
        with self.checkpoint.encoding_lock, reading(tokenizer, self.instruction.source_language):
            rows = encode(tokenizer, [one.read for one in sources], max_length=max_length)
        return [row["input_ids"] for row in rows]

    def forward(
        self, batch: Sequence[Source], *, lock: DeviceLock, cancelled: threading.Event, free: Callable[[], object]
    ) -> list[Written]:
        """Generate for each text, handing the device over between steps."""
        from ..decoding.generation import run_generation
        from ..decoding.prompt import fit_prompt

        outputs = []
        for source in batch:
            prompt = fit_prompt(self.checkpoint, source.read, source.ids, wanted=self.decoding.max_new_tokens)
            request = GenerateRequest(prompt=source.read, decoding=self.decoding, top_logprobs=0)
            result = run_generation(
                self.checkpoint,
                request,
                lock=lock,
                cancelled=cancelled,
                emit=lambda _: None,
                free=free,
                prompt=prompt,
            )
            self.notes.extend(result.notes)
            first = None
            if self.with_steps and not cancelled.is_set():
                with lock:
                    first = self._first_step(source.ids)
            outputs.append(Written(result, first))
        return outputs

    @torch.inference_mode()
    def _first_step(self, ids: Sequence[int]) -> FirstStep:
        """Run encoder and decoder up to the first token that is free to choose, which is not the forced one."""
        model, own = self.checkpoint.model, self.checkpoint.generation_config
        start = own.bos_token_id if own.decoder_start_token_id is None else own.decoder_start_token_id
        begin = [token for token in (start, own.forced_bos_token_id) if token is not None]
        output = model(
            input_ids=torch.tensor([ids], device=model.device),  # (1, T)
            decoder_input_ids=torch.tensor([begin], device=model.device),  # (1, S)
        )
        return FirstStep(tuple(output.encoder_last_hidden_state.shape), output.logits[0, -1].float().cpu(), len(begin))

    def postprocess(self, prepared: Source, output: Written) -> WrittenTexts:
        """Decode the generated ids; a text that was ended by its limit gets a note."""
        sequences = output.result.sequences
        most = output.result.request.decoding.max_new_tokens
        if any(len(sequence.tokens) >= most for sequence in sequences):
            full = self.checkpoint.info.context_length == most + 1
            more = "the most that the model can write" if full else "raise max_length to let it end by itself"
            self.notes.append(f"{prepared.name}: the {self.noun} ends at its limit of {most:,} new tokens; {more}.")
        return WrittenTexts(texts=tuple(map(self._decode, sequences)), source=prepared.text, key=self.key)

    def _decode(self, sequence: GeneratedSequence) -> str:
        clean = self.values.get("clean_up_tokenization_spaces")
        keywords = {} if clean is None else {"clean_up_tokenization_spaces": clean}
        ids = [token.id for token in sequence.tokens]
        return str(self.checkpoint.tokenizer.decode(ids, skip_special_tokens=True, **keywords))

    def steps(self, prepared: Source, output: Written) -> PipelineSteps:
        """Return what was read, the first choice of the decoder, and the tokens of the first text."""
        assert output.first is not None
        tokenizer, first = self.checkpoint.tokenizer, output.first
        with self.checkpoint.encoding_lock, reading(tokenizer, self.instruction.source_language):
            tokens = tokenize(tokenizer, prepared.read, max_length=len(prepared.ids))
        logits, scores = best_candidates(tokenizer, first.logits)
        best = output.result.sequences[0]
        return PipelineSteps(
            tokens=tokens,
            shape=(1, first.decoder_length, len(first.logits)),
            logits=logits,
            function="softmax",
            scores=scores,
            written=EncoderDecoderSteps(
                read=prepared.read,
                encoder_shape=first.encoder_shape,
                tokens=best.tokens,
                text=self._decode(best),
            ),
        )
