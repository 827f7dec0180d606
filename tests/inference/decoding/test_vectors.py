"""The stages that Python and JavaScript must agree on: tests/vectors/decoding.json.

`python tests/inference/decoding/test_vectors.py` writes the file anew; tests/widgets/js/decoding reads it, too.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from lightboard.inference.decoding.orders import Context
from lightboard.inference.decoding.recompute import compute_stages
from lightboard.inference.decoding.sampling import uniform
from lightboard.inference.decoding.stages import Stage
from lightboard.inference.messages import ORDERS, CheckpointRule, Decoding, DistributionRequest

VECTORS = Path(__file__).parents[2] / "vectors" / "decoding.json"
SEED, CASES = 20, 96  # of which every third has the order of one engine
RULES = (
    (),
    (CheckpointRule(name="2 bad words", kind="bad words", ids=(1, 3)),),
    (CheckpointRule(name="sequence bias", kind="sequence bias", effect="add", ids=(2, 5), bias=(1.5, -2.25)),),
    (CheckpointRule(name="forced first token", kind="structure", effect="force", ids=(4,)),),
    (CheckpointRule(name="forced last token", kind="structure", effect="force"),),
)


def vocabularies() -> dict[str, np.ndarray[Any, Any]]:
    """Logits of five kinds, in float32."""
    random = np.random.default_rng(SEED)
    normal = random.normal(0, 3, 60).astype(np.float32)
    tied = (np.round(random.normal(0, 2, 48) * 2) / 2).astype(np.float32)  # many equals, as bfloat16 has
    holes = np.where(random.random(40) < 0.2, -np.inf, random.normal(2, 4, 40)).astype(np.float32)
    peaked = np.array([30.0, *random.normal(-20, 5, 39)], dtype=np.float32)
    return {"normal": normal, "tied": tied, "holes": holes, "peaked": peaked, "equal": np.zeros(12, dtype=np.float32)}


def settings(random: np.random.Generator) -> dict[str, Any]:
    """Some of the settings, others neutral."""

    def some(share: float, value: Any) -> Any:
        return value if random.random() < share else None

    found = {
        "temperature": some(0.6, float(random.choice([0.05, 0.3, 0.7, 0.85, 1.3, 2.0, 5.0]))),
        "top_k": some(0.5, int(random.integers(1, 30))),
        "top_p": some(0.5, float(random.choice([0.1, 0.5, 0.8, 0.9, 0.95, 0.99]))),
        "min_p": some(0.4, float(random.choice([0.001, 0.02, 0.05, 0.2, 0.6]))),
        "repetition_penalty": some(0.5, float(random.choice([0.8, 1.1, 1.3, 2.0]))),
        "presence_penalty": some(0.4, float(random.choice([-1.5, 0.25, 0.8, 2.0]))),
        "frequency_penalty": some(0.4, float(random.choice([-0.6, 0.1, 0.45, 1.7]))),
    }
    return {name: value for name, value in found.items() if value is not None}


def cases() -> Iterator[dict[str, Any]]:
    """Every case without its stages."""
    random = np.random.default_rng(SEED)
    sizes = {name: len(logits) for name, logits in vocabularies().items()}
    names = [*["normal", "tied", "holes"] * 2, "peaked", "equal"]
    for number in range(CASES):
        name = names[number % len(names)]
        size = sizes[name]
        yield {
            "logits": name,
            "decoding": {**settings(random), "seed": int(random.integers(0, 2**40))},
            "order": ORDERS[number % len(ORDERS)],
            "count_prompt": [None, True, False][int(random.integers(3))],
            "prompt": random.integers(0, size, int(random.integers(1, 90))).tolist(),
            "generated": random.integers(0, size, int(random.integers(0, 12))).tolist(),
            "rules": RULES[int(random.integers(len(RULES))) if random.random() < 0.3 else 0],
        }


def answer(case: dict[str, Any]) -> dict[str, Any]:
    """The case with the stages that Python computes, the ids that are kept at last, and the draw."""
    request = DistributionRequest(
        prompt_ids=tuple(case["prompt"]),
        generated=tuple(case["generated"]),
        decoding=Decoding(**case["decoding"]),
        order=case["order"],
        count_prompt=case["count_prompt"],
    )
    context = Context(request.prompt_ids, request.generated, case["rules"], count_prompt=request.count_prompt)
    stages = compute_stages(Stage.raw(vocabularies()[case["logits"]]), request, context)
    final = stages[-1]
    u = uniform(case["decoding"]["seed"], 0, len(case["generated"]))
    place = final.choose(u)
    return {
        **case,
        "rules": msgspec.to_builtins(case["rules"]),
        "stages": [
            [stage.name, stage.kept, *(number(x) for x in (stage.entropy, stage.log_normaliser)), len(stage.notes)]
            for stage in stages
        ],
        "kept": np.flatnonzero(np.isfinite(final.logits)).tolist(),
        "logits_kept": [number(x) for x in final.logits[np.isfinite(final.logits)].tolist()],
        "u": u,
        "token": final.token_at(place),
        "upper": number(float(final.cumulative[place])),
    }


def number(value: float) -> float:
    """A number that is the same on every machine: the last digits depend on the order of summing."""
    return float(f"{value:.9g}")


def file() -> dict[str, Any]:
    """All of it."""
    logits = {name: [None if math.isinf(x) else x for x in values.tolist()] for name, values in vocabularies().items()}
    return {"logits": logits, "cases": [answer(case) for case in cases()]}


def test_the_shared_vectors_are_what_python_computes() -> None:
    stored, now = json.loads(VECTORS.read_text("utf-8")), file()
    assert stored["logits"] == now["logits"]
    assert len(stored["cases"]) == CASES
    for old, new in zip(stored["cases"], now["cases"], strict=True):
        assert old.keys() == new.keys()
        for name in old.keys() - {"stages", "logits_kept", "upper"}:
            assert json.loads(json.dumps(new[name])) == old[name], name
        assert new["upper"] == pytest.approx(old["upper"], abs=1e-8)
        assert new["logits_kept"] == pytest.approx(old["logits_kept"], rel=1e-7)
        for before, after in zip(old["stages"], new["stages"], strict=True):
            assert before[:2] == after[:2]
            assert after[2:4] == pytest.approx(before[2:4], abs=1e-7)


def test_the_cases_cover_every_step_in_every_order() -> None:
    seen = {(case["order"], stage[0].rsplit(" ", 1)[0]) for case in file()["cases"] for stage in case["stages"]}
    for order in ORDERS:
        for step in ("temperature", "top-k", "top-p", "min-p"):
            assert (order, step) in seen
    assert any(case["stages"][-1][-1] for case in file()["cases"]), "no case has a note"


if __name__ == "__main__":
    lines = json.dumps(file(), separators=(",", ":")).replace('{"logits":"', '\n{"logits":"')
    VECTORS.write_text(lines + "\n", "utf-8")
