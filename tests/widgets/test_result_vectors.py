"""What JavaScript's result panels are tested against is what Python sends and shows.

To write the vectors again: `PYTHONPATH=tests python tests/widgets/test_result_vectors.py`.
"""

from __future__ import annotations

import base64
import json
import math
from html.parser import HTMLParser
from pathlib import Path

from sample_results import alternatives, entities, features, generation, metrics, sequence, steps, token

from lightboard.widgets.inspector import _alternatives
from lightboard.widgets.panels.codec import pack
from lightboard.widgets.panels.generation_content import generation_content, spans
from lightboard.widgets.panels.markup import mark_span, marks, tree
from lightboard.widgets.pipeline_html import pipeline_rows
from lightboard.widgets.time_strip import ticks
from lightboard.widgets.token_text import parts, pieces, probability

VECTORS = Path(__file__).parents[1] / "vectors" / "results.json"

LIKELY = alternatives((" the", 0.05), (" a", 0.03))
SEQUENCES = (
    sequence(
        token(" Hé", 0.51, id=101, top=alternatives((" the", 0.3), (" Hé", 0.51))),
        token("", 0.26, piece="Ã", top=()),
        token("🙂 \n", 1e-5, rank=1200, entropy=math.nan),
        token(" ", 0.74, top=LIKELY),
        token(" end. And", 0.13, top=LIKELY),
        token(" more", 0.0),
        text=" Hé🙂 \n  end.",
        reason="stop",
    ),
    sequence(
        token("b", math.nan), token("</s>", 0.9, piece="</s>", special=True, top=LIKELY), reason="eos", score=-0.5
    ),
)
TOTALS = (0.0004, 0.042, 0.42, 0.999, 1.0, 2.435, 7.3, 61.0, 1234.0)


class _Lines(HTMLParser):
    text = ""

    def handle_starttag(self, tag, attrs):
        self.text = dict(attrs)["data-a"]


def printed(one) -> list[str]:
    """The probabilities of the static form's list of alternatives, line by line."""
    reader = _Lines()
    reader.feed(_alternatives(one))
    return [line.split()[-1] for line in reader.text.split("\n")] if reader.text else []


def split(piece) -> dict[str, str]:
    before, kind, _, after = parts(piece)
    return {"before": before, "kind": " ".join(kind.split()[1:]), "shade": kind.split()[0], "after": after}


def vectors():
    result = generation(*SEQUENCES, prompt="Prömpt 🙂", metrics=metrics(6), notes=("A note.",))
    content, buffers = pack(generation_content(result, "code"))
    tokens = [one for sequence in result.sequences for one in sequence.tokens]
    rows = tree(pipeline_rows(entities(steps=(steps(),))))
    cells = tree(pipeline_rows(features([1.0, 0.0], [0.6, 0.8], pieces=("[CLS]", "Sy"))))
    return {
        "generation": {"content": content, "buffers": [base64.b64encode(one).decode() for one in buffers]},
        "tokens": [
            {"id": one.id, "text": one.text, "rank": one.rank, "p": _number(probability(one)), "instead": printed(one)}
            for one in tokens
        ],
        "spans": [list(span) for span in spans(result)],
        "parts": [split(piece) for sequence in result.sequences for piece in pieces(sequence)],
        "ticks": [[total, [list(tick) for tick in ticks(total)]] for total in TOTALS],
        "marks": {
            "rows": rows,
            "facts": [mark["data-facts"].split("\n") for mark in marks(rows)],
            "spans": [list(mark_span(mark)) for mark in marks(rows)],
        },
        "cells": {"rows": cells, "count": len(list(marks(cells)))},
    }


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def test_vectors_are_up_to_date():
    assert json.loads(VECTORS.read_text("utf-8")) == json.loads(json.dumps(vectors()))


if __name__ == "__main__":
    VECTORS.write_text(json.dumps(vectors(), ensure_ascii=False, indent=1) + "\n", "utf-8")
