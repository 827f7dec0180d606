"""All that can be seen of a tokenizer at work: what the verb `tokenize` gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from msgspec.structs import replace

from ..errors import InvalidInput, InvalidOption, LightboardError, MissingCapability
from ..messages import PretokenReplay, Token, TokenCounts, Tokenization, TokenizeRequest, TokenizerStage
from .decoded_text import DecodedText, decode
from .encoding import describe_ids, tokenize
from .grapheme_groups import Span, divide_shared_spans, grapheme_ends, group_tokens
from .replay import replay_pretoken
from .spelling import Spelling
from .stages import Observation, observe, post_processor_stages, token_pieces

_SURROGATE = re.compile(r"[\ud800-\udfff]")


def inspect(tokenizer: Any, request: TokenizeRequest, *, model: str, vocabulary_size: int) -> Tokenization:
    """Answer a request; `vocabulary_size` is the number of ids that the model takes, perhaps more than have tokens.

    The caller holds the checkpoint's `encoding_lock`. Raises what `check_request` and `replay_pretoken` raise, and
    `InvalidInput` for ids that the model does not have and for a text that this tokenizer cannot read.
    """
    check_request(request)
    try:
        if request.ids is not None:
            return _of_ids(tokenizer, request.ids, model=model, vocabulary_size=vocabulary_size)
        return _of_text(tokenizer, request, model=model)
    except LightboardError:
        raise
    except Exception as error:  # the tokenizers library raises nothing narrower
        first = str(error).strip().partition("\n")[0][:200] or type(error).__name__
        raise InvalidInput(f"The tokenizer of {model} cannot read this: {first}. Change the text.") from error


def check_request(request: TokenizeRequest) -> None:
    """Raise `InvalidOption` for options that exclude each other, `InvalidInput` for half a surrogate pair."""
    if request.ids is not None and request.text:
        raise InvalidOption("A text and ids cannot both be given. Leave one of them out.")
    if request.ids is not None and (request.stages or request.replay is not None):
        raise InvalidOption("Stages and replays are there for a text, not for ids. Give the text, or leave them out.")
    if lone := _SURROGATE.search(request.text):
        raise InvalidInput(
            f"The text holds half a surrogate pair (U+{ord(lone[0]):04X}) at character {lone.start()}, which is no "
            "character and which no tokenizer can read. Remove it, or read the text again as UTF-8."
        )


@dataclass(frozen=True, slots=True)
class _Tokens:
    """Tokens with the characters that they stand for before the post-processor trims any, and what else was seen."""

    tokens: tuple[Token, ...]
    spans: Sequence[Span]
    stages: tuple[TokenizerStage, ...] = ()
    replay: PretokenReplay | None = None


def _of_text(tokenizer: Any, request: TokenizeRequest, *, model: str) -> Tokenization:
    found = (_of_fast if tokenizer.is_fast else _of_python)(tokenizer, request)
    decoded = _decode(tokenizer, found.tokens)
    spans = divide_shared_spans(request.text, found.spans, [token.bytes for token in found.tokens])
    return Tokenization(
        model=model,
        text=request.text,
        tokens=found.tokens,
        groups=group_tokens(request.text, spans, decoded),
        decoded=decoded.text,
        counts=_counts(request.text, found.tokens),
        vocabulary=len(tokenizer),
        stages=found.stages if request.stages else (),
        replay=found.replay,
    )


def _of_ids(tokenizer: Any, ids: Sequence[int], *, model: str, vocabulary_size: int) -> Tokenization:
    size = max(vocabulary_size, len(tokenizer))
    if wrong := [id_ for id_ in ids if not 0 <= id_ < size]:
        raise InvalidInput(f"{model} has no id {wrong[0]}: its ids go from 0 to {size - 1}. Use one of them.")
    tokens = describe_ids(tokenizer, ids)
    decoded = _decode(tokenizer, tokens)
    spans = [
        (start, end + inside) for start, end, inside in zip(decoded.starts(), decoded.ends, decoded.inside, strict=True)
    ]
    tokens = tuple(replace(token, start=start, end=end) for token, (start, end) in zip(tokens, spans, strict=True))
    return Tokenization(
        model=model,
        text=decoded.text,
        tokens=tokens,
        groups=group_tokens(decoded.text, spans, decoded),
        decoded=decoded.text,
        counts=_counts(decoded.text, tokens),
        vocabulary=len(tokenizer),
    )


def _of_fast(tokenizer: Any, request: TokenizeRequest) -> _Tokens:
    tokens = tokenize(tokenizer, request.text, special_tokens=request.special_tokens)
    backend = tokenizer.backend_tokenizer
    observation = observe(backend, request.text)
    tokens, spans = _with_pretokens(tokens, observation)
    stages = observation.stages
    if request.stages and request.special_tokens:
        stages += post_processor_stages(backend, tokens)
    replay = None
    if request.replay is not None:
        replay = replay_pretoken(tokenizer, observation.pretokens, request.replay)
    return _Tokens(tokens, spans, stages, replay)


def _with_pretokens(tokens: tuple[Token, ...], observation: Observation) -> tuple[tuple[Token, ...], list[Span]]:
    """Give each token of the text the number of its pre-token, and return its characters as the model sees them."""
    spans = [(token.start, token.end) for token in tokens]
    own = [place for place, token in enumerate(tokens) if not token.inserted]
    if [tokens[place].id for place in own] != [token.id for token in observation.tokens]:  # drawn at random (dropout)
        return tokens, spans
    numbered = list(tokens)
    for place, seen in zip(own, observation.tokens, strict=True):
        numbered[place] = replace(tokens[place], pretoken=seen.pretoken)
        spans[place] = seen.start, seen.end
    return tuple(numbered), spans


def _of_python(tokenizer: Any, request: TokenizeRequest) -> _Tokens:
    name = type(tokenizer).__name__
    if request.replay is not None:
        raise MissingCapability(
            f"{name} is written in Python and does not show its steps, so nothing can be replayed. Leave the replay "
            "out, or choose a model whose tokenizer has a tokenizer.json."
        )
    tokens = tokenize(tokenizer, request.text, special_tokens=request.special_tokens)
    inside = "Splits the text; it is written in Python, and its inner steps cannot be seen."
    around = "Puts special tokens around the text."
    own = [token for token in tokens if not token.inserted]
    stages = [TokenizerStage(component="python", name=name, description=inside, pieces=token_pieces(own))]
    if len(own) < len(tokens):
        pieces = token_pieces(tokens)
        stages.append(TokenizerStage(component="post-processor", name=name, description=around, pieces=pieces))
    return _Tokens(tokens, [(token.start, token.end) for token in tokens], tuple(stages))


def _decode(tokenizer: Any, tokens: Sequence[Token]) -> DecodedText:
    """Decode what can be decoded; ids without a token bring nothing."""
    used = [token for token in tokens if not token.unused]
    decoded = decode(tokenizer, [token.id for token in used], Spelling(tokenizer).surfaces([one.piece for one in used]))
    if len(used) == len(tokens):
        return decoded
    places = [place - 1 for place in accumulate(not token.unused for token in tokens)]  # of the last used token
    ends = tuple(decoded.ends[place] if place >= 0 else 0 for place in places)
    return DecodedText(decoded.text, ends, tuple(place >= 0 and decoded.inside[place] for place in places))


def _counts(text: str, tokens: Sequence[Token]) -> TokenCounts:
    inserted = sum(token.inserted for token in tokens)
    return TokenCounts(
        tokens=len(tokens) - inserted,
        inserted=inserted,
        unknown=sum(token.unknown for token in tokens),
        words=len(text.split()),
        graphemes=len(grapheme_ends(text)),
        characters=len(text),
        bytes=len(text.encode()),
    )
