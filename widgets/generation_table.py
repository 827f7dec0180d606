"""The tokens of a generation as rows."""

from __future__ import annotations

import math

from ..inference.messages import GenerationResult
from . import numbers
from .table import Column, Table
from .token_text import probability
from .visible import isolated, visible

_LN2 = math.log(2)

COLUMNS = (
    Column("sequence", numbers.count, number=True),
    Column("position", numbers.count, number=True),
    Column("id", str, number=True),
    Column("piece", visible),
    Column("text", visible),
    Column("probability", numbers.probability, number=True),
    Column("logprob", numbers.log_probability, number=True),
    Column("rank", numbers.count, number=True),
    Column("surprise_bits", lambda value: numbers.fixed(value, 2), number=True),
    Column("entropy_bits", lambda value: numbers.fixed(value, 2), number=True),
    Column("special", lambda value: "special" if value else ""),
    Column("top", lambda top: ", ".join(f"{isolated(visible(text))} {numbers.probability(p)}" for text, p in top)),
)


def generation_table(result: GenerationResult) -> Table:
    """Return one row per token of every sequence; `top` holds the alternatives as `(text, probability)`, best first."""
    rows = [
        (
            number,
            position,
            token.id,
            token.piece,
            token.text,
            probability(token),
            token.logprob,
            token.rank,
            -token.logprob / _LN2,
            token.entropy / _LN2,
            token.special,
            [(other.text, math.exp(min(other.logprob, 0.0))) for other in token.top],
        )
        for number, sequence in enumerate(result.sequences)
        for position, token in enumerate(sequence.tokens)
    ]
    return Table(COLUMNS, rows)
