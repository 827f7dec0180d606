"""What `beams` and `kv_cache` of every backend must do, measured against `generate`."""

import time
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from lightboard.inference.errors import (
    RequestCancelled,
)
from lightboard.inference.messages import (
    BeamsRequest,
    BeamTree,
    Decoding,
    GenerateRequest,
    KVCache,
    KVCacheRequest,
)


def test_the_tree_of_a_beam_search_ends_in_what_generate_returns(backend, gpt):
    decoding = Decoding(num_beams=3, num_return_sequences=3, max_new_tokens=8)
    tree = backend.beams(BeamsRequest(prompt="We like", model=gpt, decoding=decoding))
    result = list(backend.generate(GenerateRequest(prompt="We like", model=gpt, decoding=decoding)))[-1].result
    assert [(ranked.text, ranked.score) for ranked in tree.ranking] == [(s.text, s.score) for s in result.sequences]
    ids = [tuple(token.id for token in sequence.tokens) for sequence in result.sequences]
    assert [tree.path(ranked.node) for ranked in tree.ranking] == ids
    back = msgspec.msgpack.decode(msgspec.msgpack.encode(tree), type=BeamTree)
    assert (back.nodes(), back.ranking) == (tree.nodes(), tree.ranking)
    forced = tree.path(next(n for n, node in enumerate(tree.nodes()) if node.state == "pruned"))
    below = backend.beams(BeamsRequest(prompt="We like", model=gpt, decoding=decoding, forced=forced))
    assert {below.path(ranked.node)[: len(forced)] for ranked in below.ranking} == {forced}


def test_the_key_value_cache_is_that_of_a_generation(backend, gpt):
    measured = backend.kv_cache(KVCacheRequest(prompt="We like", model=gpt, max_new_tokens=5))
    fixed = Decoding(max_new_tokens=5, min_new_tokens=5)
    result = list(backend.generate(GenerateRequest(prompt="We like", model=gpt, decoding=fixed)))[-1].result
    assert measured.total_bytes == result.metrics.kv_cache_bytes
    assert measured.ids[:4] == tuple(token.id for token in result.sequences[0].tokens)[:4]
    assert measured.comparison.difference <= 1e-4
    back = msgspec.msgpack.decode(msgspec.msgpack.encode(measured), type=KVCache)
    assert back.layers == measured.layers


@pytest.mark.parametrize("verb", ["beams", "kv_cache"])
def test_a_search_and_a_measurement_can_be_cancelled(backend, gpt, verb):
    long = Decoding(num_beams=30, max_new_tokens=50, min_new_tokens=50)
    request = {
        "beams": BeamsRequest(prompt="We like", model=gpt, decoding=long),
        "kv_cache": KVCacheRequest(prompt="We like", model=gpt, max_new_tokens=50, runs=50),
    }[verb]
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(getattr(backend, verb), request)
        while not backend.cancel(request.id):
            assert not answer.done()
            time.sleep(0.01)
        with pytest.raises(RequestCancelled, match="cancelled before it had a result"):
            answer.result(60)
