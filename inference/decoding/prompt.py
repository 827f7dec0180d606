"""From a request to the ids that the model reads, and the limits that follow."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..errors import ContextOverflow, InvalidInput, MissingCapability

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


def prepare_prompt(checkpoint: Checkpoint, request: GenerateRequest) -> Prompt:
    """Tokenise the prompt and see how much room is left.

    Raises `ContextOverflow` when the prompt fills the context, `MissingCapability` when a conversation meets a model
    without a chat template, `InvalidInput` when there is nothing to start from.
    """
    tokenizer = checkpoint.tokenizer
    if isinstance(request.prompt, str):
        text, special = request.prompt, True
    else:
        text, special = apply_chat_template(checkpoint, request.prompt), False
    with checkpoint.encoding_lock:
        ids = list(tokenizer(text, add_special_tokens=special, verbose=False)["input_ids"])
    if not ids:
        if tokenizer.bos_token_id is None:
            raise InvalidInput("The prompt is empty and this model has no token to start from. Write a few words.")
        ids = [tokenizer.bos_token_id]
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
