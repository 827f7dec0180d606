"""The watchable attention: invisible while nobody watches, equal to eager attention while somebody does."""

import threading

import pytest
import torch
import transformers
from trace_models import ARCHITECTURES, DECODERS, ENCODER_DECODERS, TEXT

from lightboard.inference.messages import AttentionSelection, HeadChoice
from lightboard.inference.traces.attention_interface import WATCHABLE, make_watchable, watched_by
from lightboard.inference.traces.shared_copy import share_weights, shared_copy


class Recorder:
    """Takes all weights of all calls."""

    def __init__(self):
        self.weights = []

    def attention(self, call, output):
        self.weights.append(call.weights(range(call.query.shape[1])))
        return output

    def block(self, block, before, output):
        pass


def inputs_of(zoo, name):
    encoding = zoo.checkpoint(name).tokenizer(TEXT, return_tensors="pt")
    inputs = {"input_ids": encoding["input_ids"]}
    if name in ENCODER_DECODERS:
        inputs["decoder_input_ids"] = encoding["input_ids"][:, :7]
    return inputs


def watchable(zoo, name):
    model = share_weights(zoo.checkpoint(name).model)
    assert make_watchable(model)
    return model


@pytest.mark.parametrize("name", ARCHITECTURES)
def test_unwatched_it_is_bit_identical(zoo, name):
    inputs = inputs_of(zoo, name)
    with torch.no_grad():
        plain = zoo.checkpoint(name).model(**inputs).logits
        assert torch.equal(watchable(zoo, name)(**inputs).logits, plain)
        with watched_by(Recorder()):  # and looking on changes nothing
            assert torch.equal(watchable(zoo, name)(**inputs).logits, plain)


@pytest.mark.parametrize("name", [*DECODERS, *ENCODER_DECODERS])
def test_a_copy_generates_the_same_tokens(zoo, name):
    ids = zoo.checkpoint(name).tokenizer(TEXT, return_tensors="pt")["input_ids"]
    options = {"max_new_tokens": 12, "min_new_tokens": 12, "do_sample": False, "output_logits": True}
    models = zoo.checkpoint(name).model, watchable(zoo, name)
    one, other = (
        model.generate(ids, attention_mask=torch.ones_like(ids), return_dict_in_generate=True, **options)
        for model in models
    )
    assert torch.equal(one.sequences, other.sequences)
    assert all(torch.equal(a, b) for a, b in zip(one.logits, other.logits, strict=True))


@pytest.mark.parametrize("name", ["gpt2", "llama", "mistral", "gemma2", "bert", "distilbert"])
@pytest.mark.parametrize("side", ["left", "right"])
def test_padding_rows_are_finite_and_equal_eager(zoo, name, side):
    ids = inputs_of(zoo, name)["input_ids"]
    pad, length = torch.zeros(1, 5, dtype=torch.long), ids.shape[1]
    padded = torch.cat([pad, ids[:, 5:]] if side == "left" else [ids[:, 5:], pad], dim=1)
    batch = torch.cat([ids, padded])
    mask = torch.ones_like(batch)
    mask[1, : 5 if side == "left" else None] = 0
    if side == "right":
        mask[1] = torch.tensor([1] * (length - 5) + [0] * 5)
    recorder = Recorder()
    with torch.no_grad():
        with watched_by(recorder):
            watchable(zoo, name)(input_ids=batch, attention_mask=mask)
        outputs = zoo.eager(name)(input_ids=batch, attention_mask=mask, output_attentions=True)
    assert len(recorder.weights) == len(outputs.attentions)
    for layer, (found, expected) in enumerate(zip(recorder.weights, outputs.attentions, strict=True)):
        assert found.isfinite().all()
        seen = mask[:, None, :, None].bool().expand_as(found)  # rows of padding differ once sdpa has set them to zero
        assert torch.allclose(found[seen], expected[seen], atol=1e-5)
        if layer == 0:
            assert torch.allclose(found, expected, atol=1e-5)


def test_the_model_of_others_is_never_touched(zoo):
    for name in ("gpt2", "gemma2", "t5"):
        model = zoo.checkpoint(name).model
        config, hooks = model.config.to_dict(), [len(module._forward_hooks) for module in model.modules()]
        used = {module.config._attn_implementation for module in model.modules() if hasattr(module, "config")}
        zoo.trace(name, attention=(AttentionSelection(),), knockout=(HeadChoice(layer=0, head=0),))
        assert model.config.to_dict() == config
        assert [len(module._forward_hooks) for module in model.modules()] == hooks
        again = {module.config._attn_implementation for module in model.modules() if hasattr(module, "config")}
        assert again == used
        assert not again & set(WATCHABLE.values())


def test_the_names_of_transformers_stay_its_own():
    from transformers.integrations.sdpa_attention import sdpa_attention_forward
    from transformers.masking_utils import ALL_MASK_ATTENTION_FUNCTIONS, sdpa_mask

    assert transformers.AttentionInterface()["sdpa"] is sdpa_attention_forward
    assert ALL_MASK_ATTENTION_FUNCTIONS["sdpa"] is sdpa_mask


def test_a_copy_takes_no_memory_for_weights_and_dies_with_its_model(tmp_path):
    import gc
    import weakref

    from trace_models import Zoo

    zoo = Zoo(tmp_path)
    checkpoint = zoo.checkpoint("gpt2")
    zoo.trace("gpt2")
    copy = shared_copy(checkpoint)
    assert shared_copy(checkpoint) is copy
    own = {parameter.data_ptr() for parameter in checkpoint.model.parameters()}
    assert {parameter.data_ptr() for parameter in copy.model.parameters()} == own
    model, twin = weakref.ref(checkpoint.model), weakref.ref(copy.model)
    zoo.held.close()
    zoo.store.free_unused()
    Zoo.checkpoint.cache_clear()
    del checkpoint, copy, zoo
    gc.collect()
    assert model() is None
    assert twin() is None


def test_a_watcher_sees_its_own_thread_only(zoo):
    model, recorder = watchable(zoo, "gpt2"), Recorder()
    inputs = inputs_of(zoo, "gpt2")

    def elsewhere():
        with torch.no_grad():
            model(**inputs)

    with watched_by(recorder):
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join(30)
    assert recorder.weights == []
