"""Bad input gets a sentence, and the right exception, before the model runs."""

import threading

import msgspec
import pytest
import torch
import transformers

from lightboard.inference.checkpoint import Checkpoint
from lightboard.inference.device_lock import DeviceLock
from lightboard.inference.errors import (
    ContextOverflow,
    InvalidInput,
    InvalidOption,
    MissingCapability,
    NumericalError,
    RequestCancelled,
)
from lightboard.inference.messages import (
    AttentionSelection,
    HeadChoice,
    LogitSelection,
    ModelChoice,
    Trace,
    TraceRequest,
)
from lightboard.inference.traces.run import run_trace
from lightboard.inference.traces.shared_copy import share_weights

HEAD = HeadChoice(layer=0, head=0)
MAPS = AttentionSelection
BAD = {
    "layer": ("gpt2", {"attention": (MAPS(layers=(3,)),)}, InvalidOption, r"no layer 3: there are 3 layers, 0 to 2"),
    "negative layer": ("gpt2", {"attention": (MAPS(layers=(-4,)),)}, InvalidOption, "no layer -4"),
    "head": ("bert", {"attention": (MAPS(heads=(0, 4)),)}, InvalidOption, r"no head 4: there are 4 heads, 0 to 3"),
    "row": ("gpt2", {"attention": (MAPS(rows=(400,)),)}, InvalidOption, r"no row 400: there are \d+ tokens"),
    "word": ("gpt2", {"attention": (MAPS(rows=(40,), words=True),)}, InvalidOption, r"no row 40: there are \d+ words"),
    "removed row": ("bert", {"attention": (MAPS(rows=(0,), remove_special=True),)}, InvalidOption, "Row 0 is one of"),
    "all removed": ("gpt2", {"ids": (5,), "attention": (MAPS(remove_first=True),)}, InvalidOption, "Every token would"),
    "token to remove": ("gpt2", {"attention": (MAPS(remove=(99,)),)}, InvalidOption, "no token to remove 99"),
    "knocked-out layer": ("gpt2", {"knockout": (HeadChoice(layer=9, head=0),)}, InvalidOption, "no layer 9"),
    "knocked-out head": ("gpt2", {"knockout": (HeadChoice(layer=0, head=9),)}, InvalidOption, "no head 9"),
    "queries of a head": ("gpt2", {"queries_keys": (HeadChoice(layer=0, head=9),)}, InvalidOption, "no head 9"),
    "kind": ("gpt2", {"attention": (MAPS(kind="cross"),)}, InvalidOption, "has no cross-attention; it has self-att"),
    "overview of a kind": ("bert", {"overview": ("decoder",)}, InvalidOption, "has no decoder attention"),
    "position": ("gpt2", {"logits": LogitSelection(positions=(99,))}, InvalidOption, "no position 99: there are"),
    "position of the lens": ("t5", {"lens": LogitSelection(positions=(99,))}, InvalidOption, "no position 99"),
    "dropped token": ("gpt2", {"drop_tokens": (99,)}, InvalidOption, "no token to drop 99"),
    "all dropped": ("gpt2", {"ids": (5, 6), "drop_tokens": (0, 1)}, InvalidOption, "Keep one at least"),
    "dropped target": ("gpt2", {"drop_target_tokens": (0,)}, InvalidOption, "writes no target"),
    "empty text": ("gpt2", {"text": " \n"}, InvalidInput, "The text is empty"),
    "empty pair": ("bert", {"text": "a", "text_pair": ""}, InvalidInput, "The text is empty"),
    "no ids": ("gpt2", {"ids": ()}, InvalidInput, "no token ids"),
    "unknown id": ("gpt2", {"ids": (5, 360)}, InvalidInput, r"holds 360, but the vocabulary .* 0 to 359"),
    "too long": ("gpt2", {"ids": (5,) * 129}, ContextOverflow, "129 tokens, but .* at most 128. Shorten it by 1 tok"),
    "target too long": ("bart", {"text": "a", "target_ids": (5,) * 128}, ContextOverflow, "The target has 129 tokens"),
    "target for a decoder": ("gpt2", {"text": "a", "target": "b"}, InvalidInput, "writes no target"),
    "too many recorded": ("gpt2", {"ids": (5, 6), "recorded": (-1.0, -1.0)}, InvalidOption, "2 recorded log-prob"),
    "recorded by an encoder": ("bert", {"recorded": (-1.0,)}, InvalidOption, "belong to generated text"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_a_sentence(zoo, case):
    name, request, error, words = BAD[case]
    with pytest.raises(error, match=words) as caught:
        zoo.trace(name, **request)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith((".", "?"))


@pytest.mark.parametrize(
    ("build", "error", "words"),
    [
        (TraceRequest, InvalidInput, "either a text or token ids"),
        (lambda: TraceRequest(text="a", ids=(1,)), InvalidInput, "either a text or token ids"),
        (lambda: TraceRequest(ids=(1,), text_pair="b"), InvalidInput, "goes with a text"),
        (lambda: TraceRequest(text="a", target="b", target_ids=(1,)), InvalidInput, "Give one of the two"),
        (lambda: TraceRequest(text="a", budget=0), InvalidOption, "budget must be 1 or more"),
        (lambda: TraceRequest(text="a", lens=LogitSelection(full=True)), InvalidOption, "Leave full out"),
        (lambda: MAPS(layers=()), InvalidOption, "layers is empty"),
        (lambda: MAPS(heads=(1, 1)), InvalidOption, "names one of its entries twice"),
        (lambda: MAPS(rows=(1.5,)), InvalidOption, "rows must be a whole number"),
        (lambda: MAPS(kind="cross", reduction="rollout"), InvalidOption, "cross-attention has none"),
        (lambda: MAPS(kind="self-attention"), InvalidOption, "no kind 'self-attention'. Use self, decoder, cross"),
        (lambda: MAPS(reduction="average"), InvalidOption, "no reduction 'average'"),
        (lambda: MAPS(coding="int8"), InvalidOption, "no coding 'int8'. Did you mean 'uint8'"),
        (lambda: HeadChoice(layer=0, head=0, kind="crossed"), InvalidOption, "no kind 'crossed'"),
        (lambda: TraceRequest(text="a", overview=("all",)), InvalidOption, "no kind 'all'"),
        (lambda: HeadChoice(layer=0, head="a"), InvalidOption, "head must be a whole number, not 'a'"),
        (lambda: TraceRequest(text="a", knockout=(3,)), InvalidOption, "3 is no head. Write a pair"),
        (lambda: LogitSelection(top=0), InvalidOption, "top must be between 1 and 1000"),
    ],
)
def test_requests_are_checked_when_they_are_made(build, error, words):
    with pytest.raises(error, match=words):
        build()


def test_heads_may_be_pairs():
    request = TraceRequest(text="a", knockout=[(1, 2)], queries_keys=[(0, -1)])
    assert request.knockout == (HeadChoice(layer=1, head=2),)
    assert request.queries_keys == (HeadChoice(layer=0, head=-1),)


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ({"attention": (MAPS(),)}, "Ask for (coding='uint8'|one layer|one head of one layer), which takes"),
        ({"attention": (MAPS(rows=(-1,), layers=(0,)),), "lens": LogitSelection()}, r"Ask for \d+ positions at a time"),
        ({"logits": LogitSelection(full=True)}, r"for logits, .* Ask for \d+ positions at a time"),
        ({"attention": (MAPS(reduction="layer-mean"),)}, "Ask for one head"),
    ],
)
def test_too_large_a_selection_is_refused_with_a_smaller_one(zoo, request_, words):
    size = zoo.trace("bert", **request_).estimate
    zoo.trace("bert", budget=size, **request_)
    with pytest.raises(InvalidOption, match=words) as caught:
        zoo.trace("bert", budget=size - 1, **request_)
    assert "This trace would take" in str(caught.value)
    assert "or raise the budget." in str(caught.value)


def test_a_suggestion_fits(zoo):
    size = zoo.trace("bert", attention=(MAPS(),)).estimate
    smaller = zoo.trace("bert", attention=(MAPS(coding="uint8"),)).estimate
    assert smaller < size
    with pytest.raises(InvalidOption, match="coding='uint8'"):
        zoo.trace("bert", attention=(MAPS(),), budget=smaller)
    zoo.trace("bert", attention=(MAPS(coding="uint8"),), budget=smaller)


def damaged(zoo, name):
    """A model with NaN in its second block, as a broken download has."""
    whole = zoo.checkpoint(name)
    model = share_weights(whole.model)
    block = model.get_submodule("transformer.h.1.mlp.c_fc")
    block.weight = torch.nn.Parameter(torch.full_like(block.weight, torch.nan), requires_grad=False)
    return Checkpoint(model, whole.tokenizer, whole.info, whole.generation_config)


def test_nan_is_told(zoo):
    request = TraceRequest(text="We like", logits=LogitSelection(), attention=(MAPS(),))
    with pytest.raises(NumericalError, match=r"NaN or infinite numbers.*damaged: get it again"):
        run_trace(damaged(zoo, "gpt2"), request, lock=DeviceLock(), cancelled=threading.Event())


def test_a_model_whose_attention_cannot_be_chosen_is_refused_with_a_sentence(zoo, monkeypatch):
    """Its logits can still be traced, and tokens dropped."""
    whole = zoo.checkpoint("gpt2")
    monkeypatch.setattr(transformers.GPT2LMHeadModel, "_can_set_attn_implementation", classmethod(lambda cls: False))
    stubborn = Checkpoint(share_weights(whole.model), whole.tokenizer, whole.info, whole.generation_config)

    def trace(**request):
        return run_trace(
            stubborn, TraceRequest(text="We like", **request), lock=DeviceLock(), cancelled=threading.Event()
        )

    for request in (
        {"attention": (MAPS(),)},
        {"overview": ("self",)},
        {"knockout": (HEAD,)},
        {"queries_keys": (HEAD,)},
    ):
        with pytest.raises(MissingCapability, match=r"attention of .* cannot be read.*starter/gpt"):
            trace(**request)
    found = trace(lens=LogitSelection(), drop_tokens=(0,))
    assert found.layout == ()
    assert found.lens.top_ids.shape[0] == 4
    assert found.before is not None


def test_a_real_model_without_the_interface(zoo):
    """GPT-J computes its attention in classes of its own."""
    whole = zoo.checkpoint("gpt2")
    sizes = {"n_embd": 32, "n_layer": 2, "n_head": 4, "rotary_dim": 4, "n_positions": 64, "eos_token_id": 1}
    config = transformers.GPTJConfig(vocab_size=whole.info.vocabulary_size, **sizes)
    model = transformers.GPTJForCausalLM(config).eval()
    checkpoint = Checkpoint(model, whole.tokenizer, whole.info, whole.generation_config)
    if model._can_set_attn_implementation():
        pytest.skip("this version of transformers gave GPT-J the interface")
    with pytest.raises(MissingCapability, match="cannot be read"):
        run_trace(
            checkpoint, TraceRequest(text="We like", overview=("self",)), lock=DeviceLock(), cancelled=threading.Event()
        )
    trace = run_trace(
        checkpoint,
        TraceRequest(text="We like", lens=LogitSelection(top=2), logits=LogitSelection(top=2, full=True)),
        lock=DeviceLock(),
        cancelled=threading.Event(),
    )
    ids = torch.tensor([[token.id for token in trace.tokens]])
    with torch.no_grad():
        assert torch.allclose(torch.from_numpy(trace.logits.logits.numpy().copy()), model(ids).logits[0], atol=1e-5)
    assert (trace.lens.top_ids.numpy()[-1] == trace.logits.top_ids.numpy()).all()


def test_a_classifier_has_no_lens(tiny_classifier, store):
    with store.acquire(ModelChoice(name=str(tiny_classifier)), task="text-classification") as checkpoint:
        request = TraceRequest(text="We like", task="text-classification", lens=LogitSelection())
        with pytest.raises(MissingCapability, match="needs a language model"):
            run_trace(checkpoint, request, lock=DeviceLock(), cancelled=threading.Event())


def test_a_cancelled_trace_ends(zoo):
    cancelled = threading.Event()
    cancelled.set()
    request = TraceRequest(text="We like", overview=("self",))
    with pytest.raises(RequestCancelled, match="Run it again"):
        run_trace(zoo.checkpoint("gpt2"), request, lock=DeviceLock(), cancelled=cancelled)


def test_a_trace_survives_the_wire(zoo):
    trace = zoo.trace(
        "bart",
        attention=(MAPS(kind="cross", remove_special=True, coding="uint8"), MAPS(reduction="rollout")),
        overview=("self", "decoder", "cross"),
        queries_keys=(HEAD,),
        logits=LogitSelection(full=True),
        lens=LogitSelection(positions=(-1,)),
        knockout=(HEAD,),
    )
    data = msgspec.msgpack.encode(trace)
    assert msgspec.msgpack.encode(msgspec.msgpack.decode(data, type=Trace)) == data
    request = TraceRequest(text="a", attention=(MAPS(rows=(1,)),), knockout=(HEAD,))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(request), type=TraceRequest) == request
