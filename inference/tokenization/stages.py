"""What each part of a fast tokenizer does to a text, watched while the tokenizer does it.

A copy of the tokenizer, which shares the model, gets observers between its parts, so that what is shown is what happens
and not a second account of it. Added tokens are cut out of the text first, except those that are looked for after
normalisation; all other parts see only what lies between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..messages import Token, TokenizerPiece, TokenizerStage
from .components import (
    describe_model,
    describe_normalizer,
    describe_post_processor,
    describe_pre_tokenizer,
    flat,
    flat_settings,
    settings,
)

_RAW = "Finds added tokens, which are kept whole; the parts below see only what lies between them."
_NORMALIZED = "Finds added tokens that are looked for in the normalised text."


@dataclass(frozen=True, slots=True)
class Pretoken:
    """What the model gets at once: a piece of text, or an added token, which it never sees."""

    text: str
    start: int
    end: int
    added: bool


@dataclass(frozen=True, slots=True)
class ModelToken:
    """A token before the post-processor: its characters are neither trimmed nor moved."""

    id: int
    piece: str
    start: int
    end: int
    pretoken: int


@dataclass(frozen=True, slots=True)
class Observation:
    """All that a tokenizer made of a text before the post-processor."""

    stages: tuple[TokenizerStage, ...]
    pretokens: tuple[Pretoken, ...]
    tokens: tuple[ModelToken, ...]


class _Splits:
    """A pre-tokenizer that changes nothing and remembers the splits."""

    def __init__(self) -> None:
        self.splits: list[tuple[str, tuple[int, int], list[Any] | None]] = []

    def pre_tokenize(self, pretokenized: Any) -> None:
        self.splits = pretokenized.get_splits(offset_referential="original", offset_type="char")

    def pieces(self) -> tuple[TokenizerPiece, ...]:
        return tuple(
            TokenizerPiece(text=text, start=start, end=end, id=tokens[0].id if tokens else None)
            for text, (start, end), tokens in self.splits
        )


class _Texts:
    """A normalizer that changes nothing and remembers the texts."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def normalize(self, normalized: Any) -> None:
        self.texts.append(normalized.normalized)

    def pieces(self, raw: Sequence[TokenizerPiece]) -> tuple[TokenizerPiece, ...]:
        """Return the raw pieces with their texts as they are now; added tokens stay as they are."""
        texts = iter(self.texts)
        return tuple(
            piece if piece.id is not None else TokenizerPiece(text=next(texts), start=piece.start, end=piece.end)
            for piece in raw
        )


def observe(backend: Any, text: str) -> Observation:
    """Run a text through a `tokenizers.Tokenizer` and return what each part made of it."""
    from tokenizers import Tokenizer, normalizers, pre_tokenizers

    raw = _split_at_raw_added_tokens(backend, text)
    normalizer_parts, pre_tokenizer_parts = flat(backend.normalizer), flat(backend.pre_tokenizer)
    texts = [_Texts() for _ in normalizer_parts]
    before, splits = _Splits(), [_Splits() for _ in pre_tokenizer_parts]

    copy = Tokenizer(backend.model)
    if normalizer_parts:
        observed = zip(normalizer_parts, (normalizers.Normalizer.custom(each) for each in texts), strict=True)
        copy.normalizer = normalizers.Sequence([part for pair in observed for part in pair])
    observers = [pre_tokenizers.PreTokenizer.custom(each) for each in (before, *splits)]
    parts = [part for pair in zip(pre_tokenizer_parts, observers[1:], strict=True) for part in pair]
    copy.pre_tokenizer = pre_tokenizers.Sequence([observers[0], *parts])
    _add_tokens(copy, backend)
    for each in texts:
        each.texts.clear()  # added tokens are normalised, too, when they are added
    encoding = copy.encode(text, add_special_tokens=False)

    last = splits[-1] if splits else before
    pretokens = tuple(Pretoken(text, start, end, tokens is not None) for text, (start, end), tokens in last.splits)
    tokens = tuple(
        ModelToken(id_, backend.id_to_token(id_), start, end, int(number or 0))  # the encoding spells unknown text out
        for id_, (start, end), number in zip(encoding.ids, encoding.offsets, encoding.word_ids, strict=True)
    )
    stages = [
        *_added_stage(raw, _RAW),
        *(
            _stage("normalizer", settings(part), describe_normalizer, each.pieces(raw))
            for part, each in zip(normalizer_parts, texts, strict=True)
        ),
        *(_added_stage(before.pieces(), _NORMALIZED) if len(before.splits) > len(raw) else ()),
        *(
            _stage("pre-tokenizer", settings(part), describe_pre_tokenizer, each.pieces())
            for part, each in zip(pre_tokenizer_parts, splits, strict=True)
        ),
        _model_stage(backend.model, tokens),
    ]
    return Observation(tuple(stages), pretokens, tokens)


def _add_tokens(copy: Any, backend: Any, *, raw_only: bool = False) -> None:
    added = sorted(backend.get_added_tokens_decoder().items())
    copy.add_tokens([token for _, token in added if not (raw_only and token.normalized)])
    copy.encode_special_tokens = backend.encode_special_tokens


def _split_at_raw_added_tokens(backend: Any, text: str) -> tuple[TokenizerPiece, ...]:
    """Return the text as it reaches the normalizer: added tokens, with their own ids, and what lies between."""
    from tokenizers import Tokenizer, models, pre_tokenizers

    splitter, observer = Tokenizer(models.WordLevel({"": 0}, unk_token="")), _Splits()
    _add_tokens(splitter, backend, raw_only=True)
    splitter.pre_tokenizer = pre_tokenizers.PreTokenizer.custom(observer)
    splitter.encode(text, add_special_tokens=False)
    return tuple(
        TokenizerPiece(text=part, start=start, end=end, id=backend.token_to_id(tokens[0].value) if tokens else None)
        for part, (start, end), tokens in observer.splits
    )


def _added_stage(pieces: tuple[TokenizerPiece, ...], description: str) -> tuple[TokenizerStage, ...]:
    if all(piece.id is None for piece in pieces):
        return ()
    return (TokenizerStage(component="added tokens", name="AddedVocabulary", description=description, pieces=pieces),)


def _stage(component: Any, found: dict[str, Any], describe: Any, pieces: tuple[TokenizerPiece, ...]) -> TokenizerStage:
    return TokenizerStage(component=component, name=found["type"], description=describe(found), pieces=pieces)


def _model_stage(model: Any, tokens: Sequence[ModelToken]) -> TokenizerStage:
    kind = {"type": type(model).__name__}
    options = {name: getattr(model, name, None) for name in ("byte_fallback", "ignore_merges")}
    return _stage("model", kind | options, describe_model, token_pieces(tokens))


def token_pieces(tokens: Sequence[ModelToken] | Sequence[Token]) -> tuple[TokenizerPiece, ...]:
    """Return tokens as the pieces of a stage."""
    return tuple(TokenizerPiece(text=token.piece, start=token.start, end=token.end, id=token.id) for token in tokens)


def post_processor_stages(backend: Any, tokens: Sequence[Token]) -> tuple[TokenizerStage, ...]:
    """Return a stage for each post-processor; only the last one's tokens can be seen, and all show those."""
    pieces = token_pieces(tokens)
    parts = flat_settings(settings(backend.post_processor), inner="processors")
    return tuple(_stage("post-processor", part, describe_post_processor, pieces) for part in parts)
