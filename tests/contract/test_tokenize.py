"""What `tokenize` of every backend must do."""

import msgspec

from lightboard.inference.messages import (
    Tokenization,
    TokenizeRequest,
    align_tokens,
)


def test_tokenize(backend, gpt):
    tokenization = backend.tokenize(TokenizeRequest(text="The teacher", model=gpt))
    assert "".join(tokenization.text[token.start : token.end] for token in tokenization.tokens) == "The teacher"


def test_tokenize_shows_groups_stages_and_a_replay(backend, gpt):
    text = "The teacher 👩\u200d👧"
    found = backend.tokenize(TokenizeRequest(text=text, model=gpt, stages=True, replay=1))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Tokenization) == found
    assert "".join(group.text for group in found.groups) == found.decoded == text
    assert found.groups[-1].text == "👩\u200d👧"
    assert [stage.name for stage in found.stages][:2] == ["ByteLevel", "BPE"]
    assert list(found.replay.pieces) == [token.piece for token in found.tokens if token.pretoken == 1]
    again = backend.tokenize(TokenizeRequest(ids=tuple(token.id for token in found.tokens), model=gpt))
    assert again.text == text


def test_tokenizations_of_two_models_can_be_aligned(backend, gpt, classifier):
    requests = (
        TokenizeRequest(text="The soup", model=gpt),
        TokenizeRequest(text="The soup", model=classifier, task="text-classification"),
    )
    alignment = align_tokens([backend.tokenize(request) for request in requests])
    assert "".join(column.text for column in alignment.columns) == "The soup"
    assert len(alignment.models) == 2
