"""What `trace` of every backend must do."""

from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from lightboard.inference.messages import (
    AttentionSelection,
    Decoding,
    GenerateRequest,
    HeadChoice,
    LogitSelection,
    Trace,
    TraceRequest,
)


def test_a_trace_of_generated_text_gives_its_log_probabilities_again(backend, gpt):
    request = GenerateRequest(prompt="We like", model=gpt, decoding=Decoding(max_new_tokens=8, min_new_tokens=8))
    result = list(backend.generate(request))[-1].result
    tokens = result.sequences[0].tokens
    trace = backend.trace(
        TraceRequest(
            ids=(*result.prompt_ids, *(token.id for token in tokens)),
            model=gpt,
            recorded=tuple(token.logprob for token in tokens),
            logits=LogitSelection(positions=(len(result.prompt_ids) - 1,)),
        )
    )
    assert trace.gap < 1e-4
    assert not trace.recomputed
    assert trace.logits.top_ids.numpy()[0, 0] == tokens[0].id


def test_a_trace_returns_what_it_selects(backend, gpt):
    request = TraceRequest(
        text="We like the soup",
        model=gpt,
        attention=(AttentionSelection(layers=(1,), heads=(0, 3), rows=(-1,)),),
        overview=("self",),
        lens=LogitSelection(positions=(-1,), top=3),
        knockout=(HeadChoice(layer=0, head=1),),
    )
    trace = backend.trace(request)
    assert trace.attention[0].numpy().shape == (1, 2, 1, len(trace.tokens))
    assert trace.attention[0].numpy().sum(-1) == pytest.approx(1, abs=1e-5)
    assert trace.overview[0].thumbnails.shape[:2] == (2, 4)
    assert trace.lens.top_ids.shape == (3, 1, 3)
    assert trace.before.positions == trace.logits.positions == (len(trace.tokens) - 1,)
    data = msgspec.msgpack.encode(trace)
    assert msgspec.msgpack.encode(msgspec.msgpack.decode(data, type=Trace)) == data


def test_a_trace_beside_a_generation_changes_nothing(backend, gpt, long_request):
    generation = long_request()
    alone = list(backend.generate(generation))[-1].result.sequences[0].tokens
    knocked = TraceRequest(text="We like", model=gpt, overview=("self",), knockout=(HeadChoice(layer=0, head=0),))
    with ThreadPoolExecutor(1) as pool:
        traces = pool.submit(lambda: [backend.trace(knocked) for _ in range(5)])
        together = list(backend.generate(long_request()))[-1].result.sequences[0].tokens
        assert len({trace.logits.top_logprobs.data for trace in traces.result(60)}) == 1
    assert together == alone
