"""One next-token distribution of a model: a forward pass for the raw logits, everything else from these."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

import torch
from transformers import GenerationConfig
from transformers.generation import logits_process as library

from ..errors import ContextOverflow, OutOfMemory, RequestCancelled
from ..messages import Array, CheckpointRule, Decoding, Distribution, TokenName
from ..out_of_memory import free_caches, is_out_of_memory
from .processors import NamedProcessor, build_processors, ignored_fields
from .prompt import Prompt, check_ids, end_ids, prepare_prompt, special_ids
from .recompute import fill
from .sequences import TokenNames
from .stages import Stage

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from ..checkpoint import Checkpoint
    from ..device_lock import DeviceLock
    from ..messages import DistributionRequest

SMALL_PREFILL = 256  # tokens read at once after the device ran out of memory


def run_distribution(
    checkpoint: Checkpoint,
    request: DistributionRequest,
    *,
    lock: DeviceLock,
    cancelled: threading.Event,
    free: Callable[[], object] = gc.collect,
) -> Distribution:
    """Answer a request on the calling thread; the device is held for the forward pass only.

    Raises `InvalidInput` for ids that the model does not have, `ContextOverflow`, `NumericalError` for NaN logits or
    when no token is left, `OutOfMemory`, and `RequestCancelled` before or after the forward pass.
    """
    prompt = prepare_prompt(checkpoint, request)
    decoder_ids = _decoder_ids(checkpoint, prompt)
    _check_generated(checkpoint, request, prompt)
    _check(cancelled)
    with lock:
        _check(cancelled)
        logits = _logits(checkpoint, request, prompt, decoder_ids, free)  # (V,)
    _check(cancelled)
    names = TokenNames(checkpoint.tokenizer)
    values = logits.numpy()
    distribution = Distribution(
        model=checkpoint.info,
        request=request,
        prompt=prompt.text,
        prompt_ids=tuple(prompt.ids),
        decoder_ids=decoder_ids,
        stages=(),
        choice=None,
        names=(),
        rules=checkpoint_rules(checkpoint, request, prompt, decoder_ids),
        ends=tuple(end_ids(checkpoint)),
        ignored=ignored_fields(checkpoint.generation_config),
        logits=Array.from_numpy(values) if request.full else None,
    )

    def name_of(token: int) -> TokenName:
        return TokenName(id=token, piece=names.piece(token), text=names.text(token), special=names.special(token))

    return fill(distribution, Stage.raw(values), name_of)


def _check(cancelled: threading.Event) -> None:
    if cancelled.is_set():
        raise RequestCancelled("The request was cancelled before it had a result. Run it again to get one.")


def _decoder_ids(checkpoint: Checkpoint, prompt: Prompt) -> tuple[int, ...]:
    """Return what the decoder begins with: the prompt, or the start token of an encoder-decoder."""
    if checkpoint.info.family != "encoder-decoder":
        return tuple(prompt.ids)
    config = checkpoint.generation_config
    return (config.bos_token_id if config.decoder_start_token_id is None else config.decoder_start_token_id,)


def _check_generated(checkpoint: Checkpoint, request: DistributionRequest, prompt: Prompt) -> None:
    check_ids(checkpoint, request.generated)
    used, limit = prompt.decoder_length + len(request.generated), prompt.context_limit
    if limit is not None and used >= limit:
        raise ContextOverflow(
            f"The prompt and what was generated have {used:,} tokens and fill the context of {checkpoint.info.name} "
            f"({limit:,} tokens). Leave the last ones out, or choose a model with a longer context."
        )


def _logits(
    checkpoint: Checkpoint,
    request: DistributionRequest,
    prompt: Prompt,
    decoder_ids: tuple[int, ...],
    free: Callable[[], object],
) -> torch.Tensor:
    """Return the raw logits (V,) in float32 on the CPU; out of memory, free and read in smaller parts once."""
    try:
        return _forward(checkpoint, request, prompt, decoder_ids)
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        error.__traceback__ = None  # its frames hold the tensors that did not fit
    free()
    free_caches()
    try:
        small = SMALL_PREFILL if request.decoding.kv_cache else None
        return _forward(checkpoint, request, prompt, decoder_ids, prefill_chunk_size=small)
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        raise OutOfMemory(
            f"{checkpoint.info.name} ran out of memory on {checkpoint.info.device} with {len(prompt.ids):,} prompt "
            "tokens, also after unused models were freed. Shorten the prompt, or choose a smaller model."
        ) from None


def _forward(
    checkpoint: Checkpoint,
    request: DistributionRequest,
    prompt: Prompt,
    decoder_ids: tuple[int, ...],
    prefill_chunk_size: int | None = None,
) -> torch.Tensor:
    """Read the context as `generate` does, which computes the logits of its last position only."""
    device = checkpoint.model.device
    begun = torch.tensor([[*decoder_ids, *request.generated]], device=device)  # (1, T)
    encoded = torch.tensor([prompt.ids], device=device)  # (1, S)
    inputs: dict[str, Any] = {"decoder_input_ids": begun}
    if checkpoint.info.family != "encoder-decoder":
        encoded, inputs = begun, {}
    config = GenerationConfig(
        max_new_tokens=1,
        do_sample=False,
        use_cache=request.decoding.kv_cache,
        output_logits=True,
        return_dict_in_generate=True,
        prefill_chunk_size=prefill_chunk_size,
        **special_ids(checkpoint),
    )
    with torch.inference_mode():
        output = checkpoint.model.generate(
            encoded, attention_mask=torch.ones_like(encoded), generation_config=config, **inputs
        )
    logits: torch.Tensor = output.logits[0][0].float().cpu()
    return logits


def checkpoint_rules(
    checkpoint: Checkpoint, request: DistributionRequest, prompt: Prompt, decoder_ids: tuple[int, ...]
) -> tuple[CheckpointRule, ...]:
    """Return what the checkpoint's own processors do at this position, in the order they run.

    They look at ids only: what they do to a row of zeros, they do to any logits.
    """
    device = torch.device("cpu")
    processors = build_processors(
        Decoding(),
        checkpoint.generation_config,
        prompt_length=len(decoder_ids),
        max_length=len(decoder_ids) + prompt.max_new_tokens,
        eos=end_ids(checkpoint),
        device=device,
    )
    ids = torch.tensor([[*decoder_ids, *request.generated]], device=device)  # (1, T)
    return tuple(_rule(item, ids, checkpoint.info.vocabulary_size) for item in processors)


def _rule(item: NamedProcessor, ids: torch.Tensor, size: int) -> CheckpointRule:
    done = item.processor(ids, torch.zeros(1, size))[0]  # (V,)
    if isinstance(item.processor, library.ForcedBOSTokenLogitsProcessor | library.ForcedEOSTokenLogitsProcessor):
        forced = done.isfinite().nonzero()[:, 0].tolist() if done.isneginf().any() else []
        return CheckpointRule(name=item.name, kind="structure", effect="force", ids=tuple(forced))
    touched = done.nonzero()[:, 0].tolist()
    if isinstance(item.processor, library.NoBadWordsLogitsProcessor):
        return CheckpointRule(name=item.name, kind="bad words", ids=tuple(touched))
    if isinstance(item.processor, library.SequenceBiasLogitsProcessor):
        bias = tuple(done[touched].tolist())
        return CheckpointRule(name=item.name, kind="sequence bias", effect="add", ids=tuple(touched), bias=bias)
    return CheckpointRule(name=item.name, kind="structure", ids=tuple(touched))
