"""The same data three times: a data frame, a real HTML table, rows of plain text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .html import Html, element, escape
from .sizes import json_size

if TYPE_CHECKING:
    import pandas as pd

_LONG = 32  # characters: longer values wrap


@dataclass(frozen=True)
class Column:
    """A column: its name, how a value reads, and whether it is a number (aligned to the right)."""

    name: str
    show: Callable[[Any], str] = str
    number: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of values under columns."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]

    def to_pandas(self) -> pd.DataFrame:
        """Return the unformatted values as a data frame."""
        import pandas as pd

        return pd.DataFrame([list(row) for row in self.rows], columns=[column.name for column in self.columns])

    def html(self) -> Html:
        """Return a `<table>` with formatted values."""
        head = [element("th", {"class": _alignment(column), "scope": "col"}, column.name) for column in self.columns]
        body = [element("tr", None, *map(_cell, self.columns, row)) for row in self.rows]
        table = element(
            "table",
            {"class": "lb-table"},
            element("thead", None, element("tr", None, *head)),
            element("tbody", None, *body),
        )
        return element("div", {"class": "lb-scroll"}, table)

    def state(self, limit: int) -> dict[str, Any]:
        """Return formatted values for a panel: the first rows that take at most `limit` bytes, and how many more."""
        rows: list[list[str]] = []
        for row in self.rows:
            shown = [column.show(value) for column, value in zip(self.columns, row, strict=True)]
            limit -= sum(json_size(value) + 1 for value in shown)
            if limit < 0:
                break
            rows.append(shown)
        columns = [{"name": column.name, "number": column.number} for column in self.columns]
        return {"columns": columns, "rows": rows, "more": len(self.rows) - len(rows)}

    def text(self) -> str:
        """Return aligned columns of plain text."""
        lines = [[column.name for column in self.columns]]
        lines += [[column.show(value) for column, value in zip(self.columns, row, strict=True)] for row in self.rows]
        widths = [max(map(len, values)) for values in zip(*lines, strict=True)]
        numbers = [column.number for column in self.columns]
        return "\n".join(_text_line(line, widths, numbers) for line in lines)


def _alignment(column: Column) -> str | None:
    return "num" if column.number else None


def _cell(column: Column, value: object) -> Html:
    shown = column.show(value)
    if column.number:
        return Html(f'<td class="num">{escape(shown)}</td>')
    kind = "lb-long" if len(shown) > _LONG else None
    return element("td", {"class": kind}, shown if shown.isascii() else element("bdi", None, shown))


def _text_line(values: Sequence[str], widths: Sequence[int], numbers: Sequence[bool]) -> str:
    cells = (
        f"{value:>{width}}" if number else f"{value:<{width}}"
        for value, width, number in zip(values, widths, numbers, strict=True)
    )
    return "  ".join(cells).rstrip()
