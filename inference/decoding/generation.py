"""Generation: `model.generate` with every choice made, recorded and streamed by processors and criteria of our own.

Greedy decoding and sampling run as one batch of sequences (`generate_sequences`), beam search in `beams.py`;
`run_generation` is what backends call.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING, Any

import torch
from transformers import GenerationConfig, LogitsProcessorList, StoppingCriteria, StoppingCriteriaList

from ..errors import OutOfMemory
from ..messages import (
    FinishReason,
    GeneratedSequence,
    GenerationFinished,
    GenerationResult,
    GenerationStarted,
    TokensGenerated,
)
from ..out_of_memory import free_caches, is_out_of_memory
from .beams import generate_beams
from .metrics import measure
from .processors import build_processors, ignored_fields
from .prompt import Prompt, draw_seed, end_ids, prepare_prompt, special_ids
from .recorder import RecordLogits, Selection, describe
from .sequences import GrowingSequence, TokenNames
from .text import CONTEXT

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from ..checkpoint import Checkpoint
    from ..device_lock import DeviceLock
    from ..messages import GeneratedToken, GenerateEvent, GenerateRequest

SMALL_PREFILL = 256  # tokens read at once after the device ran out of memory


def run_generation(
    checkpoint: Checkpoint,
    request: GenerateRequest,
    *,
    lock: DeviceLock,
    cancelled: threading.Event,
    emit: Callable[[GenerateEvent], None],
    free: Callable[[], object] = gc.collect,
    prompt: Prompt | None = None,
) -> GenerationResult:
    """Generate on the calling thread, emit events up to the terminal one, and return the result.

    `prompt` is that of the request where it was tokenised already.

    The device is handed over after each step. Running out of memory calls `free` and tries once more with the prompt
    read in smaller parts; then `OutOfMemory`.
    """
    run = Run(checkpoint, request, lock=lock, cancelled=cancelled, emit=emit, prompt=prompt)
    emit(run.announcement())
    run.run(free)
    result = run.result()
    emit(GenerationFinished(result=result))
    return result


class Run:
    """One request on its way through `model.generate`."""

    def __init__(
        self,
        checkpoint: Checkpoint,
        request: GenerateRequest,
        *,
        lock: DeviceLock,
        cancelled: threading.Event,
        emit: Callable[[GenerateEvent], None],
        prompt: Prompt | None = None,
    ) -> None:
        self.requested = time.perf_counter()
        self.checkpoint, self.request, self.decoding = checkpoint, request, request.decoding
        self.lock, self.cancelled, self.emit = lock, cancelled, emit
        self.model, self.tokenizer = checkpoint.model, checkpoint.tokenizer
        self.device: torch.device = self.model.device
        self.prompt: Prompt = prompt or prepare_prompt(checkpoint, request)
        self.seed = self._seed()
        self.eos = end_ids(checkpoint)
        self.processors = build_processors(
            self.decoding,
            checkpoint.generation_config,
            prompt_length=self.prompt.decoder_length,
            max_length=self.prompt.decoder_length + self.prompt.max_new_tokens,
            eos=self.eos,
            device=self.device,
        )
        self.names = TokenNames(self.tokenizer)
        self.raw = RecordLogits()
        self.started = self.requested
        self.times: list[float] = []
        self.sequences: tuple[GeneratedSequence, ...] = ()
        self.notes: list[str] = []
        self.cache: Any = None

    def _seed(self) -> int | None:
        if not self.decoding.sampled:
            return None
        return draw_seed() if self.decoding.seed is None else self.decoding.seed

    def announcement(self) -> GenerationStarted:
        """Return the event that says what is about to run."""
        return GenerationStarted(
            model=self.checkpoint.info,
            prompt=self.prompt.text,
            prompt_tokens=len(self.prompt.ids),
            max_new_tokens=self.prompt.max_new_tokens,
            seed=self.seed,
            processors=self.processor_names(),
            ignored=ignored_fields(self.checkpoint.generation_config),
        )

    def processor_names(self) -> tuple[str, ...]:
        """Name the active processors in the order they run, the choice of the token last."""
        if self.decoding.num_beams > 1:
            choice = f"beam search, {self.decoding.num_beams} beams"
        else:
            choice = "greedy: the likeliest" if self.seed is None else f"draw, seed {self.seed}"
        return (*(item.name for item in self.processors), choice)

    def run(self, free: Callable[[], object]) -> None:
        """Hold the device and generate; once more in smaller parts when memory runs out."""
        with self.lock:
            try:
                self.execute()
            except (torch.OutOfMemoryError, MemoryError, RuntimeError) as error:
                if not is_out_of_memory(error):
                    raise
                self.retry_smaller(free, error)

    def execute(self, prefill_chunk_size: int | None = None) -> None:
        """Generate, unless the request was cancelled while it waited for the device."""
        if self.cancelled.is_set():
            self.started = time.perf_counter()
            return
        if self.device.type == "cuda":
            torch.cuda.reset_peak_memory_stats(self.device)
        self.decode(prefill_chunk_size)

    def decode(self, prefill_chunk_size: int | None) -> None:
        """Choose the tokens, as the request asks for."""
        generate = generate_beams if self.decoding.num_beams > 1 else generate_sequences
        self.sequences = generate(self, prefill_chunk_size)

    def retry_smaller(self, free: Callable[[], object], error: BaseException) -> None:
        """Free what nobody uses and read the prompt in smaller parts (they need a cache); give up with a sentence."""
        error.__traceback__ = None  # its frames hold the tensors that did not fit
        free()
        free_caches()
        try:
            if self.times:
                raise error
            self.execute(prefill_chunk_size=SMALL_PREFILL if self.decoding.kv_cache else None)
            how = (
                "the prompt was then read in smaller parts"
                if self.decoding.kv_cache
                else "unused models were then freed"
            )
            self.notes.append(f"The first try ran out of memory; {how}.")
        except (torch.OutOfMemoryError, MemoryError, RuntimeError) as again:
            if not is_out_of_memory(again):
                raise
            raise OutOfMemory(
                f"{self.checkpoint.info.name} ran out of memory on {self.device} with {len(self.prompt.ids):,} prompt "
                f"tokens and {max(self.decoding.num_beams, self.decoding.num_return_sequences)} sequences, also after "
                "unused models were freed. Shorten the prompt, ask for fewer sequences or beams, or choose a smaller "
                "model."
            ) from None

    def generate(
        self,
        processors: LogitsProcessorList,
        criteria: StoppingCriteria,
        rows: int,
        prefill_chunk_size: int | None,
        *,
        inputs: dict[str, Any] | None = None,
        **options: Any,
    ) -> Any:
        """Call `model.generate` with nothing but what is passed: every strategy field of the config is neutral.

        `inputs` go to the model beside the prompt, `options` into the generation config.
        """
        config = GenerationConfig(
            max_new_tokens=self.prompt.max_new_tokens,
            do_sample=False,
            use_cache=self.decoding.kv_cache,
            **special_ids(self.checkpoint),
            prefill_chunk_size=prefill_chunk_size,
            return_dict_in_generate=True,
            **options,
        )
        ids = torch.tensor([self.prompt.ids] * rows, device=self.device)  # (B, T)
        self.started = time.perf_counter()
        with torch.inference_mode():
            output = self.model.generate(
                ids,
                attention_mask=torch.ones_like(ids),
                generation_config=config,
                logits_processor=processors,
                stopping_criteria=StoppingCriteriaList([criteria]),
                **(inputs or {}),
            )
        self.cache = output.past_key_values
        return output

    def growing(self) -> GrowingSequence:
        """Return an empty sequence behind the prompt."""
        context = () if self.checkpoint.info.family == "encoder-decoder" else self.prompt.ids[-CONTEXT:]
        return GrowingSequence(self.tokenizer, self.names, context=context, eos=self.eos, stops=self.decoding.stop)

    def end_reason(self) -> FinishReason:
        """Say why a sequence ended that did not end by itself."""
        if self.cancelled.is_set():
            return "cancelled"
        return "context" if self.prompt.limited_by_context else "length"

    def result(self) -> GenerationResult:
        """Put together what was generated, also when that is nothing."""
        if not self.sequences:
            self.sequences = (GeneratedSequence(text="", tokens=(), finish_reason="cancelled"),)
        longest = max(len(sequence.tokens) for sequence in self.sequences)
        return GenerationResult(
            model=self.checkpoint.info,
            request=self.request,
            prompt=self.prompt.text,
            prompt_ids=tuple(self.prompt.ids),
            sequences=self.sequences,
            seed=self.seed,
            processors=self.processor_names(),
            ignored=ignored_fields(self.checkpoint.generation_config),
            metrics=measure(
                requested=self.requested,
                started=self.started,
                times=self.times,
                tokens=sum(len(sequence.tokens) for sequence in self.sequences),
                cache=self.cache,
                device=self.device,
                context_used=len(self.prompt.ids) + longest,
                context_limit=self.prompt.context_limit,
            ),
            notes=tuple(self.notes),
        )


def generate_sequences(run: Run, prefill_chunk_size: int | None) -> tuple[GeneratedSequence, ...]:
    """Greedy decoding, or independent draws: one batch whose rows are the sequences."""
    rows = run.decoding.num_return_sequences
    selection = Selection(seed=run.seed)
    processors = LogitsProcessorList([run.raw, *(item.processor for item in run.processors), selection])
    steps = TokenSteps(run, [run.growing() for _ in range(rows)])
    try:
        run.generate(processors, steps, rows, prefill_chunk_size)
    except (torch.OutOfMemoryError, MemoryError, RuntimeError) as error:
        if not (run.times and is_out_of_memory(error)):
            raise
        run.cancelled.set()  # what was written so far is kept
        run.notes.append(
            f"Memory ran out on {run.device} after {len(run.times):,} tokens: the text ends there. "
            "Ask for fewer tokens or sequences, or choose a smaller model."
        )
    close_calls = sum(step < len(steps.sequences[row].tokens) for row, step in selection.close_calls)
    if close_calls:
        tokens = "One token was a close call" if close_calls == 1 else f"{close_calls} tokens were close calls"
        run.notes.append(
            f"{tokens}: two candidates lay within 1e-5, so another batch size or machine may choose the other."
        )
    reason = run.end_reason()
    return tuple(sequence.finish(reason) for sequence in steps.sequences)


class TokenSteps(StoppingCriteria):
    """After each step: describe and stream the new tokens, end sequences, hand the device over."""

    def __init__(self, run: Run, sequences: list[GrowingSequence]) -> None:
        self.run = run
        self.sequences = sequences
        self.ended = False

    def __call__(self, input_ids: torch.Tensor, scores: object, **_: object) -> torch.Tensor:  # noqa: ARG002
        """Return which sequences (B,) have ended."""
        if not self.ended:  # on Apple's GPUs transformers sees the end one step late
            self._advance(input_ids[:, -1].tolist())
        ended = [self.ended or sequence.finish_reason is not None for sequence in self.sequences]
        return torch.tensor(ended, device=input_ids.device)

    def _advance(self, ids: list[int]) -> None:
        """Take each sequence's new token (B,)."""
        run = self.run
        run.times.append(time.perf_counter())
        tokens: list[GeneratedToken | None] = []
        texts: list[str] = []
        choices = describe(run.raw.logprobs, ids, top=run.request.top_logprobs)
        for sequence, choice in zip(self.sequences, choices, strict=True):
            running = sequence.finish_reason is None
            texts.append(sequence.add(choice) if running else "")
            tokens.append(sequence.tokens[-1] if running else None)
        elapsed = run.times[-1] - run.requested
        run.emit(TokensGenerated(step=len(run.times) - 1, elapsed=elapsed, tokens=tuple(tokens), texts=tuple(texts)))
        self.ended = run.cancelled.is_set() or all(sequence.finish_reason for sequence in self.sequences)
        if not self.ended:
            run.lock.hand_over()
