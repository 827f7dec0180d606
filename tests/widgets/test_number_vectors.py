"""The vectors that JavaScript's numbers are tested against are what Python's give."""

from __future__ import annotations

import json
import math
from pathlib import Path

from lightboard.widgets import numbers

VECTORS = Path(__file__).parents[1] / "vectors" / "numbers.json"
NAMES = {
    "count": numbers.count,
    "probability": numbers.probability,
    "logit": numbers.logit,
    "logProbability": numbers.log_probability,
    "bits": numbers.bits,
    "threeDigits": numbers.three_digits,
}
VALUES = (0, 1, -1, 0.0004, 0.2131, 0.99961, -0.0001, 9.806, 9.9996, 38.41, 102.3, 1234.56, -50257.4, 1e6, math.inf)


def test_vectors_are_up_to_date():
    """To write them again: `python tests/widgets/test_number_vectors.py`."""
    assert json.loads(VECTORS.read_text("utf-8")) == vectors()


def vectors():
    special = [None, math.nan, -math.inf]
    return {
        name: [[given(value), function(value)] for value in (*VALUES, *special) if usable(name, value)]
        for name, function in NAMES.items()
    }


def given(value):
    if value is None or math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def usable(name, value):
    return name != "bits" or value is None or not math.isinf(value)


if __name__ == "__main__":
    VECTORS.write_text(json.dumps(vectors(), ensure_ascii=False, indent=1) + "\n", "utf-8")
