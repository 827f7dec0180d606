import math

import pytest
import torch
from transformers import DynamicCache, EncoderDecoderCache

from lightboard.inference.decoding.kv_cache import cache_bytes
from lightboard.inference.decoding.metrics import measure

CPU = torch.device("cpu")


def measured(times, **more):
    options = {"requested": 10.0, "started": 10.1, "tokens": len(times), "cache": None, "device": CPU}
    return measure(**options | {"times": times, "context_used": 9, "context_limit": 64} | more)


def test_d9_definitions():
    metrics = measured([10.5, 10.6, 10.8, 11.0])
    assert metrics.ttft == pytest.approx(0.5)
    assert metrics.prefill == pytest.approx(0.4)
    assert metrics.itl == pytest.approx((0.1, 0.2, 0.2))
    assert metrics.e2e == pytest.approx(metrics.ttft + sum(metrics.itl), abs=1e-3)
    assert metrics.tpot == pytest.approx((metrics.e2e - metrics.ttft) / 3)
    assert metrics.tokens_per_second == pytest.approx(1 / metrics.tpot)
    assert metrics.throughput == pytest.approx(4 / 1.0)


def test_d9_one_token_has_no_time_per_token():
    metrics = measured([10.5])
    assert metrics.tpot is None
    assert metrics.tokens_per_second is None
    assert metrics.itl == ()


@pytest.mark.parametrize("options", [{}, {"temperature": 1.0, "num_return_sequences": 3}, {"num_beams": 2}])
def test_d9_identities_hold_for_a_generation(gpt, run, options):
    result = run(gpt, "The teacher draws a line", max_new_tokens=9, min_new_tokens=9, **options)
    metrics, tokens = result.metrics, 9  # the prompt does not count
    assert metrics.e2e == pytest.approx(metrics.ttft + sum(metrics.itl), abs=1e-3)
    assert len(metrics.itl) == tokens - 1
    assert metrics.tpot == pytest.approx((metrics.e2e - metrics.ttft) / (tokens - 1))
    assert metrics.e2e == pytest.approx(metrics.ttft + (tokens - 1) * metrics.tpot, abs=1e-3)
    assert metrics.tokens_per_second == pytest.approx(1 / metrics.tpot)
    written = sum(len(sequence.tokens) for sequence in result.sequences)
    assert metrics.throughput == pytest.approx(written / metrics.e2e)
    assert 0 < metrics.prefill <= metrics.ttft
    assert (result.model.device, result.model.dtype) == ("cpu", "float32")
    assert run(gpt, "We like", max_new_tokens=1).metrics.tpot is None


def test_no_token_at_all_is_finite():
    metrics = measured([])
    assert math.isfinite(metrics.e2e)
    assert metrics.decode == 0


def test_cache_bytes_count_every_tensor():
    cache = DynamicCache()
    for layer in range(3):
        cache.update(torch.zeros(2, 4, 7, 8), torch.zeros(2, 4, 7, 8), layer)
    assert cache_bytes(cache) == 3 * 2 * 2 * 4 * 7 * 8 * 4
    both = EncoderDecoderCache(cache, cache)
    assert cache_bytes(both) == 2 * cache_bytes(cache)
    assert cache_bytes(None) == 0
    assert cache_bytes([torch.zeros(2, 3), (torch.zeros(4), None)]) == (6 + 4) * 4  # RWKV and XLNet keep such states


def test_cache_bytes_of_a_generation(gpt, t5, run):
    config, tokens = gpt.model.config, 12
    result = run(gpt, "The teacher", max_new_tokens=tokens, min_new_tokens=tokens)
    positions = len(result.prompt_ids) + tokens - 1  # the last token is never read
    head = config.hidden_size // config.num_attention_heads
    expected = 2 * config.num_hidden_layers * config.num_key_value_heads * head * positions * 4
    assert result.metrics.kv_cache_bytes == expected
    assert run(gpt, "The teacher", max_new_tokens=3, kv_cache=False).metrics.kv_cache_bytes == 0
    assert run(t5, "The teacher", max_new_tokens=3).metrics.kv_cache_bytes > 0
    assert result.metrics.memory > 1e6
    assert result.metrics.context_used == len(result.prompt_ids) + tokens
