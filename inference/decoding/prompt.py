"""From a request to the ids that the model reads, and the limits that follow."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..errors import ContextOverflow, InvalidInput, MissingCapability
from ..messages import DistributionRequest

if TYPE_CHECKING:
    from ..checkpoint import Checkpoint
    from ..messages import ChatMessage, GenerateRequest


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as sent, and what fits behind it. Lengths in tokens."""

    text: str  # after the chat template
    ids: list[int]
    decoder_length: int  # tokens that the decoder starts with: the prompt, or the start token of an encoder-decoder
    max_new_tokens: int
    limited_by_context: bool
    context_limit: int | None


def prepare_prompt(checkpoint: Checkpoint, request: GenerateRequest | DistributionRequest) -> Prompt:
    """Tokenise the prompt, unless the request gives its ids, and see how much room is left.

    Raises `ContextOverflow` when the prompt fills the context, `MissingCapability` when a conversation meets a model
    without a chat template, `InvalidInput` when there is nothing to start from.
    """
    if isinstance(request, DistributionRequest) and request.prompt is None:
        text, ids = _given(checkpoint, request.prompt_ids)
    else:
        text, ids = _encode(checkpoint, "" if request.prompt is None else request.prompt)
    return fit_prompt(checkpoint, text, ids, wanted=request.decoding.max_new_tokens)


def fit_prompt(checkpoint: Checkpoint, text: str, ids: list[int], *, wanted: int) -> Prompt:
    """Return the prompt with the room behind it; raises `ContextOverflow` when it fills the context."""
    limit = checkpoint.info.context_length
    encoder_decoder = checkpoint.info.family == "encoder-decoder"
    decoder_length = 1 if encoder_decoder else len(ids)
    room = wanted if limit is None else limit - decoder_length
    if (limit is not None and encoder_decoder and len(ids) > limit) or room < 1:
        raise ContextOverflow(
            f"The prompt has {len(ids):,} tokens and fills the context of {checkpoint.info.name} ({limit:,} tokens). "
            "Shorten it, or choose a model with a longer context."
        )
    return Prompt(text, ids, decoder_length, min(wanted, room), room < wanted, limit)


def _encode(checkpoint: Checkpoint, prompt: str | tuple[ChatMessage, ...]) -> tuple[str, list[int]]:
    """Return a prompt as sent, and its ids."""
    tokenizer = checkpoint.tokenizer
    text, special = (prompt, True) if isinstance(prompt, str) else (apply_chat_template(checkpoint, prompt), False)
    with checkpoint.encoding_lock:
        ids = list(tokenizer(text, add_special_tokens=special, verbose=False)["input_ids"])
    if not ids:
        if tokenizer.bos_token_id is None:
            raise InvalidInput("The prompt is empty and this model has no token to start from. Write a few words.")
        ids = [tokenizer.bos_token_id]
    return text, ids


def _given(checkpoint: Checkpoint, ids: tuple[int, ...]) -> tuple[str, list[int]]:
    """Return the text of a prompt that came as ids, and these."""
    check_ids(checkpoint, ids)
    return str(checkpoint.tokenizer.decode(ids)), list(ids)


def check_ids(checkpoint: Checkpoint, ids: tuple[int, ...]) -> None:
    """Raise `InvalidInput` for an id that the model has no row for."""
    size = checkpoint.info.vocabulary_size
    unknown = next((token for token in ids if token >= size), None)
    if unknown is not None:
        raise InvalidInput(
            f"{checkpoint.info.name} has no token {unknown}: its ids go from 0 to {size - 1}. "
            "Take ids of this model's own tokenizer."
        )


def apply_chat_template(checkpoint: Checkpoint, messages: tuple[ChatMessage, ...]) -> str:
    """Write a conversation as the model's chat template does, ready for its answer."""
    name = checkpoint.info.name
    if not checkpoint.tokenizer.chat_template:
        raise MissingCapability(
            f"{name} has no chat template, so it cannot be asked as a chat model. "
            "Leave --chat out, or choose a model that was tuned on conversations."
        )
    turns: list[dict[str, Any]] = [{"role": message.role, "content": message.content} for message in messages]
    try:
        return str(checkpoint.tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True))
    except Exception as error:  # templates are programs of the checkpoint: they raise what they like
        raise InvalidInput(f"The chat template of {name} refuses this conversation: {error}") from error


def draw_seed() -> int:
    """Return a fresh seed, short enough to be typed again."""
    return secrets.randbelow(2**32)


def end_ids(checkpoint: Checkpoint) -> list[int]:
    """Return the ids that end a text."""
    return _ids(checkpoint.generation_config.eos_token_id, checkpoint.tokenizer.eos_token_id)


def special_ids(checkpoint: Checkpoint) -> dict[str, Any]:
    """Return the ids that `model.generate` must know; ended sequences are padded with the pad token, else an EOS."""
    config, eos = checkpoint.generation_config, end_ids(checkpoint)
    pad = _ids(config.pad_token_id, checkpoint.tokenizer.pad_token_id, eos or None)
    return {
        "eos_token_id": eos or None,
        "pad_token_id": pad[0] if pad else None,
        "bos_token_id": config.bos_token_id,
        "decoder_start_token_id": config.decoder_start_token_id,
    }


def _ids(*values: int | list[int] | None) -> list[int]:
    """Return the first value that is given, as a list."""
    value = next((value for value in values if value is not None), [])
    return [value] if isinstance(value, int) else list(value)
