"""Any model is loaded with the head that its checkpoint names."""

from __future__ import annotations

import pytest

from lightboard.inference import connect
from lightboard.inference.heads import Head
from lightboard.inference.messages import LogitSelection, ModelChoice, TokenizeRequest, TraceRequest
from lightboard.inference.own_task import OwnTask


@pytest.mark.parametrize(
    ("config", "head"),
    [
        ({"architectures": ["BertForMaskedLM"]}, Head.MASKED_LM),
        ({"architectures": ["BertForPreTraining"]}, Head.MASKED_LM),
        ({"architectures": ["DistilBertForSequenceClassification"]}, Head.SEQUENCE_CLASSIFICATION),
        ({"architectures": ["BertForTokenClassification"]}, Head.TOKEN_CLASSIFICATION),
        ({"architectures": ["BertForQuestionAnswering"]}, Head.QUESTION_ANSWERING),
        ({"architectures": ["GPT2LMHeadModel"]}, Head.CAUSAL_LM),
        ({"architectures": ["LlamaForCausalLM"]}, Head.CAUSAL_LM),
        ({"architectures": ["T5ForConditionalGeneration"]}, Head.SEQ2SEQ_LM),
        ({"architectures": ["MarianMTModel"]}, Head.SEQ2SEQ_LM),
        ({"architectures": ["BertModel"]}, Head.NONE),
        ({"is_encoder_decoder": True}, Head.SEQ2SEQ_LM),
        ({}, Head.CAUSAL_LM),
    ],
)
def test_the_head_is_that_of_the_checkpoint(config, head):
    assert OwnTask().choose_head(config) is head


@pytest.mark.parametrize("name", ["starter/bert", "starter/bert-sentiment", "starter/bert-ner", "starter/gpt"])
def test_texts_are_tokenized_and_traced_without_naming_a_task(name):
    model, backend = ModelChoice(name=name), connect("local")
    tokens = backend.tokenize(TokenizeRequest(text="Anna reads.", model=model)).tokens
    traced = backend.trace(TraceRequest(text="Anna reads.", model=model, attention=(), lens=None))
    assert [token.id for token in traced.tokens] == [token.id for token in tokens]


def test_pieces_of_given_ids_have_their_bytes():
    backend, model = connect("local"), ModelChoice(name="starter/gpt")
    ids = tuple(token.id for token in backend.tokenize(TokenizeRequest(text="Anna reads ☕", model=model)).tokens)
    traced = backend.trace(TraceRequest(ids=ids, model=model, logits=LogitSelection(positions=(-1,))))
    assert b"".join(token.bytes for token in traced.tokens if not token.special).decode() == "Anna reads ☕"
