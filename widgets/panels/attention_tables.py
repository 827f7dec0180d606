"""The tables of the attention panel: the weights of the map on show, and what heads are sorted by."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ...inference.messages import Trace
from .attention_maps import Map

if TYPE_CHECKING:
    import pandas as pd

MOST_WEIGHTS = 262_144  # of a table: a map of 512 tokens


def weights_table(found: Map, pinned: Sequence[int] | None, labels: Sequence[Sequence[str]]) -> pd.DataFrame:
    """Return the weights of a map: `row`, `from`, `column`, `to`, `weight`; `labels` are those of rows and columns.

    All of them, or, where that would be more than `MOST_WEIGHTS`, those of the pinned tokens (of the last one without);
    None for `pinned` keeps all.
    """
    import pandas as pd

    rows = list(range(len(found.rows)))
    if pinned is not None and found.weights.size > MOST_WEIGHTS:
        rows = [found.rows.index(token) for token in pinned if token in found.rows] or rows[-1:]
    columns = list(found.columns)
    return pd.DataFrame(
        {
            "row": [found.rows[row] for row in rows for _ in columns],
            "from": [labels[0][found.rows[row]] for row in rows for _ in columns],
            "column": columns * len(rows),
            "to": [labels[1][column] for column in columns] * len(rows),
            "weight": found.weights[rows].reshape(len(rows) * len(columns)),
        }
    )


def heads_table(overview: Trace) -> pd.DataFrame:
    """Return what heads are sorted by: `kind`, `layer`, `head`, `entropy` in bits, `previous` and `first`."""
    import pandas as pd

    rows = []
    for one in overview.overview:
        layout = next(layout for layout in overview.layout if layout.kind == one.kind)
        entropy, first = one.entropy.numpy(), one.first.numpy()
        previous = None if one.previous is None else one.previous.numpy()
        for layer, count in enumerate(layout.heads):
            for head in range(count):
                before = math.nan if previous is None else float(previous[layer, head])
                weight = float(first[layer, head])
                rows.append((one.kind, layer, head, float(entropy[layer, head]) / math.log(2), before, weight))
    return pd.DataFrame(rows, columns=["kind", "layer", "head", "entropy", "previous", "first"])
