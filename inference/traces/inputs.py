"""From a request to what the model reads: ids, masks, and the tokens and words that they stand for."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from msgspec.structs import replace

from ..decoding.text import IncrementalDecoder
from ..errors import ContextOverflow, InvalidInput, InvalidOption
from ..messages import AttentionKind, Token, TraceRequest, Word
from ..tokenization import encode, tokenize
from ..tokenization.encoding import describe_ids
from .arrange import resolve
from .words import words_of

if TYPE_CHECKING:
    from ..checkpoint import Checkpoint


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the model reads it: T tokens and the words that they write."""

    text: str
    tokens: tuple[Token, ...]
    words: tuple[Word, ...]

    @property
    def ids(self) -> list[int]:
        """The token ids, (T,)."""
        return [token.id for token in self.tokens]


@dataclass(frozen=True, eq=False)
class TraceInputs:
    """What is read (an encoder-decoder's source) and what is written (its decoder's input, else None)."""

    source: Reading
    target: Reading | None
    tensors: dict[str, torch.Tensor]  # each (1, T)

    @property
    def last(self) -> Reading:
        """What the stack that leads to the logits reads."""
        return self.target or self.source

    def sides(self, kind: AttentionKind) -> tuple[Reading, Reading]:
        """Return what the rows and the columns of this kind of attention are."""
        if self.target is None or kind == "self":
            return self.source, self.source
        return self.target, self.source if kind == "cross" else self.target


def prepare(checkpoint: Checkpoint, request: TraceRequest) -> TraceInputs:
    """Tokenise what a request gives. Raises `InvalidInput` for empty or unknown input, `ContextOverflow`."""
    device = checkpoint.model.device
    with checkpoint.encoding_lock:
        source, columns = _source(checkpoint, request)
        target = _target(checkpoint, request, source)
    for name, reading in (("text", source), ("target", target)):
        limit = checkpoint.info.context_length
        if reading is not None and limit is not None and len(reading.tokens) > limit:
            raise ContextOverflow(
                f"The {name} has {len(reading.tokens):,} tokens, but {checkpoint.info.name} takes at most {limit:,}. "
                f"Shorten it by {len(reading.tokens) - limit:,} tokens."
            )
    known = inspect.signature(checkpoint.model.forward).parameters
    columns = {**columns, "attention_mask": [1] * len(source.tokens)}
    if target is not None and "decoder_input_ids" in known and _writes(checkpoint.model):
        columns |= {"decoder_input_ids": target.ids, "decoder_attention_mask": [1] * len(target.tokens)}
    tensors = {name: torch.tensor([column], device=device) for name, column in columns.items() if name in known}
    return TraceInputs(source, target, tensors)


def drop(inputs: TraceInputs, request: TraceRequest, *, model: Any) -> dict[str, torch.Tensor]:
    """Return the model's inputs with the request's tokens hidden from all others; they keep their positions."""
    tensors = dict(inputs.tensors)
    for indices, reading, name in (
        (request.drop_tokens, inputs.source, "attention_mask"),
        (request.drop_target_tokens, inputs.target, "decoder_attention_mask"),
    ):
        if not indices:
            continue
        if reading is None or name not in tensors:
            raise InvalidOption("This model writes no target, so none of its tokens can be dropped. Use drop_tokens.")
        dropped = resolve(indices, len(reading.tokens), "token", "token to drop")
        if len(set(dropped)) == len(reading.tokens):
            raise InvalidOption("Every token would be dropped, and the model would read nothing. Keep one at least.")
        mask = tensors[name].clone()
        mask[0, list(dropped)] = 0
        tensors[name] = mask
    if not model.config.is_encoder_decoder and _counts_positions(model):
        tensors["position_ids"] = torch.arange(len(inputs.source.tokens), device=model.device)[None]
    return tensors


def _counts_positions(model: Any) -> bool:
    """Whether a decoder might count positions by the mask; encoders number them in ways of their own."""
    return bool(model.can_generate() and "position_ids" in inspect.signature(model.forward).parameters)


def _writes(model: Any) -> bool:
    return model.get_output_embeddings() is not None


def _source(checkpoint: Checkpoint, request: TraceRequest) -> tuple[Reading, dict[str, list[int]]]:
    """Return what is read, and every input that the tokenizer makes of it."""
    tokenizer = checkpoint.tokenizer
    if request.ids is not None:
        return _from_ids(checkpoint, request.ids, "ids"), {"input_ids": list(request.ids)}
    text = request.text or ""
    if not text.strip() or (request.text_pair is not None and not request.text_pair.strip()):
        raise InvalidInput("The text is empty. Write the text that the model should read.")
    if request.text_pair is not None:
        return _pair(tokenizer, text, request.text_pair)
    tokens = tokenize(tokenizer, text)
    if not tokens:
        raise InvalidInput("The text has no tokens. Write the text that the model should read.")
    return Reading(text, tokens, words_of(text, tokens)), encode(tokenizer, [text])[0]


def _pair(tokenizer: Any, first: str, second: str) -> tuple[Reading, dict[str, list[int]]]:
    """Read two texts as one, a line each."""
    if not tokenizer.is_fast:
        raise InvalidInput("This model's tokenizer, written in Python, does not tell where a text pair's tokens stand.")
    encoding = tokenizer(first, second, return_offsets_mapping=True, return_special_tokens_mask=True, verbose=False)
    rows = zip(
        describe_ids(tokenizer, encoding["input_ids"]),
        encoding["offset_mapping"],
        encoding["special_tokens_mask"],
        encoding.sequence_ids(0),
        strict=True,
    )
    tokens = []
    for token, (start, end), special, number in rows:
        shift = len(first) + 1 if number == 1 else 0
        tokens.append(replace(token, start=start + shift, end=end + shift, special=bool(special)))
    text = f"{first}\n{second}"
    names = [name for name in encoding if name not in ("offset_mapping", "special_tokens_mask")]
    return Reading(text, tuple(tokens), words_of(text, tokens)), {name: list(encoding[name]) for name in names}


def _target(checkpoint: Checkpoint, request: TraceRequest, source: Reading) -> Reading | None:
    """Return what the decoder of an encoder-decoder reads: its start token, then the target."""
    given = request.target is not None or request.target_ids is not None
    model = checkpoint.model
    if not model.config.is_encoder_decoder or (given and not _writes(model)):
        if given:
            raise InvalidInput(
                f"{checkpoint.info.name} writes no target ({checkpoint.info.architecture}). Put all into the text."
            )
        return None
    start = checkpoint.generation_config.decoder_start_token_id
    if start is None:
        start = getattr(model.config, "decoder_start_token_id", None) or 0
    if not _writes(model):  # classifiers give the source to their decoder, moved by one
        return _from_ids(checkpoint, [start, *source.ids[:-1]], "ids")
    if request.target is None:
        return _from_ids(checkpoint, [start, *(request.target_ids or ())], "target_ids")
    ids = checkpoint.tokenizer(text_target=request.target, verbose=False)["input_ids"]
    return _from_ids(checkpoint, [start, *ids], "target")


def _from_ids(checkpoint: Checkpoint, ids: Sequence[int], name: str) -> Reading:
    """Return ids as tokens with the characters that each adds to the decoded text."""
    vocabulary = checkpoint.info.vocabulary_size
    if not ids:
        raise InvalidInput("There are no token ids. Give the model at least one to read.")
    for id_ in ids:
        if not 0 <= id_ < vocabulary:
            raise InvalidInput(
                f"{name} holds {id_}, but the vocabulary of {checkpoint.info.name} has the ids 0 to "
                f"{vocabulary - 1:,}. Are they ids of another model?"
            )
    tokenizer = checkpoint.tokenizer
    decoder = IncrementalDecoder(tokenizer)
    text, tokens = "", []
    for place, token in enumerate(describe_ids(tokenizer, ids)):
        chunk = decoder.push(token.id) + (decoder.flush() if place == len(ids) - 1 else "")
        start, text = len(text), text + chunk
        tokens.append(replace(token, start=start, end=len(text)))
    return Reading(text, tuple(tokens), words_of(text, tokens))
