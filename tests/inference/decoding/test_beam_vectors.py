"""The shared vectors of tests/vectors/beams.json: searches, and what searching again under another rule finds.

To write them anew, delete the file and run this module.
"""

import itertools
import json
import threading
from pathlib import Path

import pytest
import torch
from transformers import LlamaConfig, LlamaForCausalLM

from lightboard.inference.decoding.beam_tree import search_tree
from lightboard.inference.device_lock import DeviceLock
from lightboard.inference.messages import BeamsRequest, Decoding

VECTORS = Path(__file__).parents[2] / "vectors" / "beams.json"
ROOM = 8
PROMPTS = ("w3 w4", "w9 w21 w5 w7", "w11")
SEARCHES = [
    {"beams": beams, "penalty": penalty, "early": early, "prompt": prompt}
    for beams, (penalty, early), prompt in itertools.product(
        (2, 3, 5), ((1.0, False), (0.0, True), (2.0, "never")), PROMPTS
    )
]
RULES = [
    {"penalty": penalty, "early": early}
    for penalty, early in itertools.product((-1.0, 0.0, 0.5, 1.0, 2.0), (False, True, "never"))
]


@pytest.fixture(scope="module")
def decoder(words):
    """A decoder of 23 words, two of which end a text: texts end early, late, and not at all."""
    with torch.random.fork_rng():
        torch.manual_seed(9)
        config = LlamaConfig(
            vocab_size=23,
            hidden_size=16,
            intermediate_size=32,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            max_position_embeddings=64,
            initializer_range=0.3,
            bos_token_id=0,
            eos_token_id=[1, 2],
            pad_token_id=0,
        )
        return words(LlamaForCausalLM(config))


def search(checkpoint, *, beams, penalty, early, prompt):
    decoding = Decoding(
        num_beams=beams,
        num_return_sequences=beams,
        max_new_tokens=ROOM,
        length_penalty=penalty,
        early_stopping=early,
    )
    request = BeamsRequest(prompt=prompt, decoding=decoding)
    return search_tree(checkpoint, request, lock=DeviceLock(), cancelled=threading.Event())


def described(tree):
    """Return the columns that ranking again needs, rounded so that the file is small."""
    return {
        "parent": [max(parent, 0) for parent in tree.parents.numpy().tolist()],
        "step": tree.steps.numpy().tolist(),
        "token": tree.ids.numpy().tolist(),
        "sum": [round(value, 5) for value in tree.cumulative.numpy().tolist()],
        "state": tree.states.numpy().tolist(),
    }


def found(tree):
    return {
        "steps": int(tree.steps.numpy()[-1]),
        "ranking": [{"path": list(tree.path(ranked.node)), "score": round(ranked.score, 5)} for ranked in tree.ranking],
    }


def vectors(checkpoint):
    return [
        {
            **one,
            "room": ROOM,
            "tree": described(search(checkpoint, **one)),
            "again": [{**rule, **found(search(checkpoint, **{**one, **rule}))} for rule in RULES],
        }
        for one in SEARCHES
    ]


def test_the_vectors_are_what_searching_gives(decoder):
    if not VECTORS.exists():
        VECTORS.write_text(json.dumps(vectors(decoder), separators=(",", ":")) + "\n", "utf-8")
    known = json.loads(VECTORS.read_text("utf-8"))
    assert [{name: one[name] for name in SEARCHES[0]} for one in known] == SEARCHES
    for one in known[::9]:
        tree = search(decoder, **{name: one[name] for name in SEARCHES[0]})
        want = described(tree)
        for name in ("parent", "step", "token", "state"):
            assert one["tree"][name] == want[name]
        assert one["tree"]["sum"] == pytest.approx(want["sum"], abs=1e-4)
        assert len(one["again"]) == len(RULES)
        for again in one["again"][::6]:
            rule = {name: again[name] for name in ("penalty", "early")}
            now = found(search(decoder, **{"beams": one["beams"], "prompt": one["prompt"], **rule}))
            assert again["steps"] == now["steps"]
            assert [ranked["path"] for ranked in again["ranking"]] == [ranked["path"] for ranked in now["ranking"]]
            scores = [ranked["score"] for ranked in now["ranking"]]
            assert [ranked["score"] for ranked in again["ranking"]] == pytest.approx(scores, abs=1e-4)
