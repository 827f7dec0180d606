"""What `distribution` of every backend must do."""

import msgspec
import pytest

from lightboard.inference.messages import (
    ChatMessage,
    Decoding,
    Distribution,
    DistributionRequest,
    GenerateRequest,
)


def test_a_distribution_survives_the_wire_and_chooses_what_generate_writes(backend, gpt):
    decoding = Decoding(temperature=0.9, top_p=0.9, repetition_penalty=1.2, seed=4, max_new_tokens=3)
    result = list(backend.generate(GenerateRequest(prompt="We like", model=gpt, decoding=decoding)))[-1].result
    ids = [token.id for token in result.sequences[0].tokens]
    for step, token in enumerate(ids):
        request = DistributionRequest(prompt="We like", generated=tuple(ids[:step]), model=gpt, decoding=decoding)
        distribution = backend.distribution(request)
        assert distribution.choice.id == token
        assert [stage.name for stage in distribution.stages] == ["raw", *result.processors[:-1]]
        for stage in distribution.stages:
            assert sum(item.probability for item in stage.tokens) + stage.rest == pytest.approx(1, abs=1e-6)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(distribution), type=Distribution) == distribution
    assert backend.capabilities().distribution


@pytest.mark.parametrize("order", ["vllm", "llama.cpp"])
def test_a_distribution_follows_other_engines_and_gives_the_raw_logits_when_asked(backend, gpt, order):
    request = DistributionRequest(
        prompt="We like",
        model=gpt,
        decoding=Decoding(temperature=0.5, top_k=5, min_p=0.1),
        order=order,
        full=True,
        u=0.5,
    )
    distribution = backend.distribution(request)
    names = [stage.name for stage in distribution.stages]
    assert names.index("temperature 0.50") == {"vllm": 1, "llama.cpp": 3}[order]
    assert distribution.logits.shape == (distribution.stages[0].kept,)
    again = msgspec.msgpack.decode(msgspec.msgpack.encode(distribution), type=Distribution)
    assert again.logits.data == distribution.logits.data
    assert (again.choice, again.stages) == (distribution.choice, distribution.stages)


def test_a_conversation_has_a_distribution(backend, gpt):
    conversation = (ChatMessage(role="user", content="Hello"),)
    distribution = backend.distribution(DistributionRequest(prompt=conversation, model=gpt))
    assert distribution.prompt == "<|user|>Hello<|end|><|assistant|>"
