"""What `generate` of every backend must do: its events, its seed, its end."""

import time

import msgspec

from lightboard.inference.messages import (
    ChatMessage,
    Decoding,
    GenerateRequest,
    GenerationFinished,
    GenerationResult,
    GenerationStarted,
    TokensGenerated,
)


def test_generate_ends_with_exactly_one_terminal_event(backend, gpt):
    events = list(backend.generate(GenerateRequest(prompt="We like", model=gpt, decoding=Decoding(max_new_tokens=8))))
    assert [isinstance(event, GenerationFinished) for event in events] == [False] * (len(events) - 1) + [True]
    begun = next(event for event in events if isinstance(event, GenerationStarted))
    assert begun.model.name == gpt.name
    result = events[-1].result
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(result), type=GenerationResult) == result
    streamed = [event.tokens[0].id for event in events if isinstance(event, TokensGenerated)]
    assert streamed == [token.id for token in result.sequences[0].tokens]


def test_same_seed_same_text(backend, gpt):
    request = {"prompt": "We like", "model": gpt, "decoding": Decoding(temperature=1.2, seed=5, max_new_tokens=10)}
    texts = [list(backend.generate(GenerateRequest(**request)))[-1].result.sequences[0].text for _ in range(2)]
    assert texts[0] == texts[1]


def test_chat(backend, gpt):
    conversation = (ChatMessage(role="user", content="Hello"),)
    result = list(backend.generate(GenerateRequest(prompt=conversation, model=gpt)))[-1].result
    assert result.prompt == "<|user|>Hello<|end|><|assistant|>"


def test_cancel_then_drain_gives_one_terminal_event(backend, long_request):
    request = long_request()
    stream = backend.generate(request)
    seen = [next(stream) for _ in range(6)]
    assert backend.cancel(request.id)
    rest = list(stream)
    terminal = [event for event in [*seen, *rest] if isinstance(event, GenerationFinished)]
    assert len(terminal) == 1
    assert terminal[0] is rest[-1]
    assert terminal[0].result.sequences[0].finish_reason == "cancelled"
    assert 1 <= len(terminal[0].result.sequences[0].tokens) < 50
    assert not backend.cancel(request.id)
    assert not backend.cancel("never seen")


def test_closing_cancels_and_yields_nothing_more(backend, long_request):
    request = long_request()
    stream = backend.generate(request)
    next(stream)
    stream.close()
    assert list(stream) == []
    deadline = time.monotonic() + 10
    while backend.cancel(request.id):  # it ends within a step, and is then unknown
        assert time.monotonic() < deadline
        time.sleep(0.01)
