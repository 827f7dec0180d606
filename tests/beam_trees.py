"""Beam searches that no model made: of any size, with any texts, for tests of what shows them."""

from __future__ import annotations

import numpy as np

from lightboard.inference.messages import (
    Array,
    BeamsRequest,
    BeamTree,
    ModelInfo,
    RankedBeam,
    Token,
    Tokenization,
)


def a_tree(*, beams, steps, considered, label="word{}", text="word " * 60):
    """Return a tree of full size: `considered` candidates at each step, all different tokens, ends at each step."""
    parents, depth, ids, states, ends, kept = [-1], [0], [0], [0], [0], [0]
    ranking = []
    for step in range(1, steps + 1):
        following = []
        for place in range(considered):
            node = len(parents)
            parents.append(kept[place % len(kept)])
            depth.append(step)
            ids.append(node)
            saved = place == 0 or (step == steps and place < beams)
            states.append(2 if saved else 0 if place <= beams else 1)
            ends.append(1 if saved else 0)
            if saved:
                ranking.append(
                    RankedBeam(
                        node=node, text=text, finish_reason="eos", length=step, cumulative=-1.0 * step, score=-1.0
                    )
                )
            elif place <= beams:
                following.append(node)
        kept = following
    size = len(parents)
    floats = Array.from_numpy(np.linspace(-1, 0, size, dtype=np.float32))
    info = ModelInfo(
        name="m", revision=None, source="folder", architecture="", family="decoder", parameters=1, bytes=1,
        dtype="float32", device="cpu", context_length=None, vocabulary_size=10**6,
    )  # fmt: skip
    columns = {"parents": ("int32", parents), "steps": ("int32", depth), "ids": ("uint32", ids)}
    return BeamTree(
        model=info, request=BeamsRequest(prompt="x"), prompt="x", prompt_ids=(1,),
        **{name: Array.from_numpy(np.array(values, kind)) for name, (kind, values) in columns.items()},
        logprobs=floats, cumulative=floats, scores=floats, probabilities=floats, rests=floats,
        states=Array.from_numpy(np.array(states, np.uint8)), ends=Array.from_numpy(np.array(ends, np.uint8)),
        texts={number: label.replace("{}", str(number)) for number in ids}, ranking=tuple(ranking[-beams:]),
        outranked=tuple(ranking[:-beams]), stopped="eos", max_new_tokens=steps, processors=("beam search",), ignored=(),
    )  # fmt: skip


def a_path(steps, **texts):
    """Return a tree with one beam, as for the greedy path."""
    return a_tree(beams=1, steps=steps, considered=2, **texts)


class Searched:
    """A backend that answers every search with the same trees."""

    def __init__(self, tree, path):
        self.tree, self.path = tree, path

    def beams(self, request):
        return self.tree if request.decoding.num_beams > 1 else self.path

    def tokenize(self, request):
        return Tokenization(model="m", text=request.text, tokens=(Token(id=0, piece="x", start=0, end=1),))

    def cancel(self, request_id):
        return False
