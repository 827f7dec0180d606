"""The HTML of a generation."""

from __future__ import annotations

from ..inference.messages import GenerationResult
from .html import Html, element
from .table import Column, Table


def generation_table(result: GenerationResult) -> Table:
    """Return one row per token."""
    rows = [(number, token.id, token.text) for number, sequence in enumerate(result.sequences) for token in sequence.tokens]
    return Table((Column("sequence"), Column("id"), Column("token")), rows)


def generation_html(result: GenerationResult, code: str) -> Html:
    """Return the HTML."""
    return element("pre", None, result.prompt, *(sequence.text for sequence in result.sequences), "\n", code)
