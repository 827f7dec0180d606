"""What `bias` of every backend must do."""

import msgspec
import pytest

from lightboard.inference.messages import (
    BiasRequest,
    BiasScores,
)

BIAS = ("The {teacher|model} likes the [MASK].", "{He|She} reads every [MASK]")


@pytest.mark.parametrize("kind", ["masked", "causal"])
def test_bias_scores_groups_and_survives_the_wire(backend, bert, gpt, kind):
    model = bert if kind == "masked" else gpt
    scores = backend.bias(BiasRequest(templates=BIAS, candidates=("soup", "zebra"), model=model))
    assert scores.mode == kind
    assert scores.model.name == model.name
    assert len(scores.scores) == 2 * 2 * 2
    assert scores.provenance.line
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(scores), type=BiasScores) == scores


def test_bias_swapped_groups_give_exactly_the_opposite(backend, bert):
    swapped = tuple(text.replace("teacher|model", "model|teacher").replace("He|She", "She|He") for text in BIAS)
    there, back = (
        backend.bias(BiasRequest(templates=templates, candidates=("soup", "zebra"), model=bert))
        for templates in (BIAS, swapped)
    )
    assert [summary.mean for summary in there.summaries] == [-summary.mean for summary in back.summaries]
