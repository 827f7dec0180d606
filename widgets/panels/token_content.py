"""What the token panel draws: tokens of one or several tokenizers, their stages, the way of a word into pieces."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from ...inference.messages import (
    PretokenReplay,
    Token,
    TokenAlignment,
    Tokenization,
    TokenizerStage,
)
from ..token_label import bytes_label, token_label
from ..visible import visible
from .codec import bytes_state, integers_state, texts_state

# The bits of a token's flags.
SPECIAL, ADDED, UNKNOWN, UNUSED, INSERTED = 1, 2, 4, 8, 16
SHOWN_PIECES = 60  # of a stage
LABEL = 200  # characters of a piece
BYTES = 48  # of a piece

Spell = Callable[[str], str]  # a piece of the vocabulary in a form that can be read


def tokens_content(tokenizations: Sequence[Tokenization], alignment: TokenAlignment | None) -> dict[str, Any]:
    """Return the content for tokenizations of one text; the alignment is None where there is only one."""
    return {
        "tokenizers": [tokenizer_content(one) for one in tokenizations],
        "columns": None if alignment is None else columns_content(alignment),
    }


def tokenizer_content(tokenization: Tokenization) -> dict[str, Any]:
    """Return one tokenizer's tokens, counts, stages and replay."""
    tokens = tokenization.tokens
    shared = {token: number for number, group in enumerate(tokenization.groups) for token in group.tokens}
    counts = tokenization.counts
    return {
        "model": tokenization.model,
        "kind": kind(tokenization),
        "vocabulary": tokenization.vocabulary,
        "ids": integers_state([token.id for token in tokens]),
        "labels": texts_state(visible_label(token) for token in tokens),
        "bytes": bytes_state(token.bytes[:BYTES] for token in tokens),
        "starts": integers_state([token.start for token in tokens]),
        "ends": integers_state([token.end for token in tokens]),
        "flags": integers_state([flags(token) for token in tokens]),
        # Tokens of one pre-token belong together; 0 stands for none.
        "pretokens": integers_state([0 if token.pretoken is None else token.pretoken + 1 for token in tokens]),
        # Tokens of one group share a character; the texts of the groups with several tokens stand beside.
        "groups": integers_state([shared.get(number, 0) for number in range(len(tokens))]),
        "split": [
            {"tokens": list(group.tokens), "text": visible(group.text, limit=LABEL)}
            for group in tokenization.groups
            if len(group.tokens) > 1
        ][:SHOWN_PIECES],
        "counts": None if counts is None else msgspec.to_builtins(counts),
        "stages": [
            stage_content(stage, byte_level=writes_bytes(tokenization.stages[: number + 1]))
            for number, stage in enumerate(tokenization.stages)
        ],
        "replay": None
        if tokenization.replay is None
        else replay_content(tokenization.replay, byte_level=writes_bytes(tokenization.stages)),
    }


def visible_label(token: Token) -> str:
    """Return a token's label; a very long one is cut."""
    label = token_label(token)
    return label if len(label) <= LABEL else label[: LABEL - 1] + "…"


def flags(token: Token) -> int:
    """Return what is special about a token, as bits."""
    return (
        SPECIAL * token.special + ADDED * token.added + UNKNOWN * token.unknown + UNUSED * token.unused
        + INSERTED * token.inserted
    )  # fmt: skip


def kind(tokenization: Tokenization) -> str:
    """Return the name of the algorithm: `byte-level BPE`, `WordPiece`, `Unigram`."""
    names = {stage.component: stage.name for stage in tokenization.stages}
    model = names.get("model", "")
    return f"byte-level {model}" if writes_bytes(tokenization.stages) and model == "BPE" else model


def writes_bytes(stages: Sequence[TokenizerStage]) -> bool:
    """Return whether the text after these stages is in byte-level spelling, one character for each byte."""
    return any(stage.name == "ByteLevel" for stage in stages if stage.component in {"normalizer", "pre-tokenizer"})


def stage_content(stage: TokenizerStage, *, byte_level: bool) -> dict[str, Any]:
    """Return one stage with its first pieces."""
    return {
        "component": stage.component,
        "name": stage.name,
        "description": stage.description,
        "pieces": [readable(piece.text, byte_level=byte_level) for piece in stage.pieces[:SHOWN_PIECES]],
        "ids": [piece.id for piece in stage.pieces[:SHOWN_PIECES]],
        "count": len(stage.pieces),
    }


def columns_content(alignment: TokenAlignment) -> dict[str, Any]:
    """Return the columns of aligned tokenizations: where each ends, and how many tokens each tokenizer has in it."""
    columns = alignment.columns
    return {
        "texts": texts_state(visible(column.text, limit=LABEL) for column in columns),
        "starts": integers_state([column.start for column in columns]),
        "ends": integers_state([column.end for column in columns]),
        "tokens": [
            {
                "first": integers_state([first for column in columns for first in [min(column.tokens[i], default=0)]]),
                "count": integers_state([len(column.tokens[i]) for column in columns]),
            }
            for i in range(len(alignment.models))
        ],
    }


def replay_content(replay: PretokenReplay, *, byte_level: bool) -> dict[str, Any]:
    """Return the steps of a replay as rows: a rule, a number beside it, and the pieces after it."""
    spell = functools.partial(readable, byte_level=byte_level)
    steps = _STEPS[type(replay).__name__](replay, spell)
    return {
        "kind": replay.__struct_config__.tag,
        "pretoken": spell(replay.pretoken),
        "pieces": [spell(piece) for piece in replay.pieces],
        "steps": [
            {**step, "pieces": [spell(piece) for piece in step["pieces"][:SHOWN_PIECES]]} for step in steps[:LABEL]
        ],
        "left": max(len(steps) - LABEL, 0),
    }


def _step(rule: str, number: str, pieces: Sequence[str], fresh: int | None) -> dict[str, Any]:
    return {"rule": rule, "number": number, "pieces": pieces, "fresh": fresh}


def _merges(replay: Any, spell: Spell) -> list[dict[str, Any]]:
    first = _step("characters", "", replay.start, None)
    merges = [
        _step(f"{spell(step.left)} + {spell(step.right)}", f"rank {step.rank:,}", replay.after(done), step.position)
        for done, step in enumerate(replay.steps[:LABEL], 1)
    ]
    return [first, *merges]


def _matches(replay: Any, spell: Spell) -> list[dict[str, Any]]:
    rows = [_step("whole", "", [replay.pretoken], None)]
    found: list[str] = []
    for step in replay.steps[:LABEL]:
        tried = len(step.tried)
        if step.piece is None:
            rows.append(_step("no piece fits", f"{tried} tried", [*found, *replay.pieces[:1]], len(found)))
            continue
        found.append(step.piece)
        rest = replay.pretoken[step.start + len(step.piece.removeprefix("##")) :]
        rows.append(_step(spell(step.piece), f"{tried} tried", [*found, *([rest] if rest else [])], len(found) - 1))
    return rows


def _segmentations(replay: Any, spell: Spell) -> list[dict[str, Any]]:
    del spell
    return [
        _step(
            f"way {number}", f"log p {one.log_probability:.2f}".replace("-", "−"), [p.piece for p in one.pieces], None
        )
        for number, one in enumerate(replay.segmentations[:LABEL], 1)
    ]


def _lookup(replay: Any, spell: Spell) -> list[dict[str, Any]]:
    del spell
    return [_step("found" if replay.found else "not in the vocabulary", "", replay.pieces, None)]


_STEPS = {
    "MergeReplay": _merges,
    "MatchReplay": _matches,
    "SegmentationReplay": _segmentations,
    "LookupReplay": _lookup,
}


def readable(piece: str, *, byte_level: bool = False) -> str:
    r"""Return a piece as a vocabulary spells it in a form that can be read: byte-level spelling decoded, spaces marked.

    >>> readable("ĠcafÃ©", byte_level=True), readable("▁café"), readable("##ing")
    ('·café', '·café', '##ing')
    """
    if byte_level:
        try:
            spelled = bytes_label(bytes(_BYTE_OF[character] for character in piece))
        except KeyError:  # an added token
            pass
        else:
            return spelled if len(spelled) <= LABEL else spelled[: LABEL - 1] + "…"
    return visible(piece.replace("▁", " "), limit=LABEL)


def _byte_characters() -> dict[str, int]:
    """Return the byte that each character of byte-level spelling stands for (GPT-2's table)."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    return {chr(byte): byte for byte in printable} | {chr(256 + number): byte for number, byte in enumerate(others)}


_BYTE_OF = _byte_characters()
