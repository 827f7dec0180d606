"""The attention panel's content against the engine and against eager attention, its bounds, and what it may be told."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import hypothesis.strategies as st
import msgspec
import numpy as np
import pytest
import torch
import transformers
from widgets_state import array, integers, texts

from lightboard.inference.errors import InvalidInput, InvalidOption
from lightboard.inference.local import LocalBackend
from lightboard.inference.messages import (
    Array,
    AttentionLayout,
    AttentionMask,
    AttentionOverview,
    ModelChoice,
    ModelInfo,
    Token,
    Trace,
    TraceRequest,
    Word,
)
from lightboard.widgets.panels.attention_content import attention_content
from lightboard.widgets.panels.attention_inputs import (
    AttentionInputs,
    EditTarget,
    FetchFrame,
    FetchLines,
    FetchMap,
    FetchPrediction,
    KnockOutHead,
    KnockOutTokens,
    MapChoice,
    RestoreAll,
)
from lightboard.widgets.panels.attention_maps import Map
from lightboard.widgets.panels.attention_panel import AttentionPanel
from lightboard.widgets.panels.codec import state_bytes
from lightboard.widgets.panels.growth import Growth
from lightboard.widgets.panels.worker import Run

TEXT = "The teacher draws a line, and 22 cats sleep."
RUN = Run("test", lambda run: None)


@pytest.fixture(scope="module")
def backend():
    return LocalBackend()


@pytest.fixture(scope="module")
def gpt(backend, tiny_gpt):
    return AttentionPanel(TEXT, model=tiny_gpt, backend=backend)


@pytest.fixture(scope="module")
def t5(backend, tiny_t5):
    return AttentionPanel(TEXT, target="Le chat dort.", model=tiny_t5, backend=backend)


def weights(state):
    """Return the weights of a map that travelled."""
    return (array(state["weights"]).astype(np.float64) / 65_535) ** 2


def eager(folder: Path, kind: str, panel: AttentionPanel) -> list[np.ndarray]:
    """Return the attentions (L, H, T, S) as transformers' own eager attention computes them."""
    cls = getattr(transformers, kind)
    model = cls.from_pretrained(folder, attn_implementation="eager", dtype=torch.float32).eval()
    inputs = {"input_ids": torch.tensor([integers(panel.content["tokens"]["ids"])])}
    if panel.content["target"]:
        inputs["decoder_input_ids"] = torch.tensor([integers(panel.content["target"]["ids"])])
    with torch.no_grad():
        return model(**inputs, output_attentions=True)


def stacked(layers) -> np.ndarray:
    return torch.stack([layer[0] for layer in layers]).double().numpy()


def answer(panel, command, **fields):
    return panel.answer(command(content=panel.content["number"], **fields), RUN)


def test_the_open_head_and_every_other_equal_eager_attention(gpt, tiny_gpt):
    whole = stacked(eager(tiny_gpt, "AutoModelForCausalLM", gpt).attentions)
    opened = gpt.content["open"]
    np.testing.assert_allclose(weights(opened["map"]), whole[opened["layer"], opened["head"]], atol=2e-5)
    for layer in range(2):
        for head in range(4):
            found = answer(gpt, FetchMap, map=MapChoice(layer=layer, head=head))
            np.testing.assert_allclose(weights(found), whole[layer, head], atol=2e-5)
            assert found["largest"] == pytest.approx(whole[layer, head].max(), abs=1e-5)
    assert [gpt.selection[name] for name in ("kind", "layer", "head")] == ["self", opened["layer"], opened["head"]]


def test_reductions_words_and_hidden_tokens(gpt, tiny_gpt):
    whole = stacked(eager(tiny_gpt, "AutoModelForCausalLM", gpt).attentions)
    found = {
        "layer mean": answer(gpt, FetchMap, map=MapChoice(show="mean", layer=1)),
        "mean": answer(gpt, FetchMap, map=MapChoice(show="mean", all_layers=True)),
        "max": answer(gpt, FetchMap, map=MapChoice(show="max", all_layers=True)),
        "rollout": answer(gpt, FetchMap, map=MapChoice(show="rollout")),
    }
    np.testing.assert_allclose(weights(found["layer mean"]), whole[1].mean(0), atol=2e-5)
    np.testing.assert_allclose(weights(found["mean"]), whole.mean((0, 1)), atol=2e-5)
    np.testing.assert_allclose(weights(found["max"]), whole.max((0, 1)), atol=2e-5)
    rolled = np.eye(whole.shape[-1])
    for layer in whole.mean(1):
        rolled = (layer + np.eye(len(layer))) / 2 @ rolled
    np.testing.assert_allclose(weights(found["rollout"]), rolled, atol=2e-5)

    hidden = answer(gpt, FetchMap, map=MapChoice(layer=1, head=2, hide_first=True))
    assert integers(hidden["kept_columns"]) == list(range(1, whole.shape[-1]))
    np.testing.assert_allclose(weights(hidden), whole[1, 2, 1:, 1:], atol=2e-5)
    assert hidden["removed"] == pytest.approx(whole[1, 2, 1:, 0].mean(), abs=1e-5)
    removed = (integers(hidden["removed_rows"]) / np.float64(65_535)) ** 2
    np.testing.assert_allclose(weights(hidden).sum(1) + removed, 1, atol=1e-3)

    words = answer(gpt, FetchMap, map=MapChoice(layer=0, head=1, words=True))
    word_of = np.array(integers(gpt.content["tokens"]["word_of"]))
    count = len(texts(gpt.content["tokens"]["words"]))
    summed = np.stack([whole[0, 1][:, word_of == word].sum(1) for word in range(count)], axis=1)
    averaged = np.stack([summed[word_of == word].mean(0) for word in range(count)])
    np.testing.assert_allclose(weights(words), averaged, atol=2e-5)


def test_special_tokens_are_hidden_with_their_mass(backend, tiny_bert):
    panel = AttentionPanel("the cat sleeps.", model=tiny_bert, backend=backend)
    whole = stacked(eager(tiny_bert, "AutoModelForMaskedLM", panel).attentions)
    special = np.array(integers(panel.content["tokens"]["special"]), bool)
    assert special[0]
    assert special[-1]
    found = answer(panel, FetchMap, map=MapChoice(layer=1, head=3, hide_special=True))
    np.testing.assert_allclose(weights(found), whole[1, 3][~special][:, ~special], atol=2e-5)
    assert found["removed"] == pytest.approx(whole[1, 3][~special][:, special].sum(1).mean(), abs=1e-5)
    assert panel.content["kinds"][0]["masks"] == [{"back": None, "ahead": None}]


def test_encoder_decoders_show_three_kinds_and_open_the_cross_attention(t5, tiny_t5):
    outputs = eager(tiny_t5, "AutoModelForSeq2SeqLM", t5)
    assert [kind["kind"] for kind in t5.content["kinds"]] == ["self", "decoder", "cross"]
    assert t5.selection["kind"] == t5.content["open"]["kind"] == "cross"
    for kind, field in (("self", "encoder"), ("decoder", "decoder"), ("cross", "cross")):
        whole = stacked(outputs[f"{field}_attentions"])
        for layer, head in ((0, 0), (1, 3)):
            found = answer(t5, FetchMap, map=MapChoice(kind=kind, layer=layer, head=head))
            np.testing.assert_allclose(weights(found), whole[layer, head], atol=3e-4)  # wide scores
    masks = [kind["masks"] for kind in t5.content["kinds"]]
    assert masks == [
        [{"back": None, "ahead": None}],
        [{"back": None, "ahead": 0}],
        [{"back": None, "ahead": None}],
    ]
    with pytest.raises(InvalidOption, match="Rollout"):
        answer(t5, FetchMap, map=MapChoice(kind="cross", show="rollout"))


def test_of_a_target_that_has_ended_an_ordinary_token_is_pinned(backend):
    panel = AttentionPanel("The teacher reads.", target="Le chat dort.", model="starter/t5", backend=backend)
    (pinned,) = panel.selection["target_tokens"]
    tokens = panel._overview.target_tokens
    assert tokens[-1].special
    assert tokens[-1].piece == "</s>"
    assert pinned == next(place for place, token in enumerate(tokens) if not token.special)


def test_without_a_target_the_model_writes_it(backend, tiny_t5):
    panel = AttentionPanel(TEXT, model=tiny_t5, backend=backend)
    assert panel.content["target_written"]
    model = transformers.AutoModelForSeq2SeqLM.from_pretrained(tiny_t5, dtype=torch.float32).eval()
    ids = torch.tensor([integers(panel.content["tokens"]["ids"])])
    expected = model.generate(ids, max_new_tokens=50, do_sample=False, num_beams=1)[0].tolist()
    assert integers(panel.content["target"]["ids"]) == expected
    panel.change(EditTarget(text="Un chien."))
    assert panel.wait(30)
    assert not panel.error
    assert not panel.content["target_written"]
    assert panel.content["target_text"] == "Un chien."
    panel.change(EditTarget(text=" "))
    assert panel.wait(30)
    assert integers(panel.content["target"]["ids"]) == expected


def test_pairs_mark_where_the_second_text_begins(backend, tiny_nli):
    panel = AttentionPanel("the cat sleeps.", text_pair="a dog barks.", model=tiny_nli, backend=backend)
    labels = texts(panel.content["tokens"]["labels"])
    assert labels[panel.content["pair"] - 1 :][:2] == ["[SEP]", "a"]
    found = panel.content["predictions"]
    assert panel.content["model"]["predicts"] == "labels"
    assert sorted(texts(found["texts"])) == ["contradiction", "entailment", "neutral"]
    assert array(found["before"]).sum() == pytest.approx(1, abs=1e-5)


def test_heads_that_mark_spans_have_no_prediction(backend, tiny_qa):
    panel = AttentionPanel("where is the cat", text_pair="the cat sleeps.", model=tiny_qa, backend=backend)
    assert panel.content["predictions"] is None
    assert panel.content["model"]["predicts"] == "nothing"
    panel.change(KnockOutHead(kind="self", layer=0, head=1))
    assert panel.wait(30)
    assert not panel.error


def test_knocking_out_changes_the_prediction_as_the_engine_says(backend, tiny_gpt):
    panel = AttentionPanel(TEXT, model=tiny_gpt, backend=backend)
    last = -1
    model = transformers.AutoModelForCausalLM.from_pretrained(tiny_gpt, dtype=torch.float32).eval()
    ids = torch.tensor([integers(panel.content["tokens"]["ids"])])
    with torch.no_grad():
        before = model(ids).logits[0, last].double().softmax(-1).numpy()
    found = panel.content["predictions"]
    assert not found["changed"]
    assert integers(found["positions"]) == list(range(ids.shape[1]))
    np.testing.assert_allclose(array(found["before"])[last], np.sort(before)[::-1][:6], atol=1e-5)

    weight = model.model.layers[1].self_attn.o_proj.weight
    with torch.no_grad():
        weight[:, 2 * 8 : 3 * 8] = 0  # what head 2 of layer 1 writes
        after = model(ids).logits[0, last].double().softmax(-1).numpy()
    panel.change(KnockOutHead(kind="self", layer=1, head=2))
    assert panel.wait(30)
    found = panel.content["predictions"]
    chosen = array(found["ids"])[last]
    assert found["changed"]
    assert panel.content["knocked"]["heads"] == [["self", 1, 2]]
    np.testing.assert_allclose(array(found["before"])[last], before[chosen], atol=1e-5)
    np.testing.assert_allclose(array(found["after"])[last], after[chosen], atol=1e-5)
    assert array(found["moved"])[last] == pytest.approx(np.abs(after - before).sum() / 2, abs=1e-4)
    divergence = (before * np.log2(before / after)).sum()
    assert array(found["divergence"])[last] == pytest.approx(divergence, abs=1e-3)
    assert array(found["top"])[last].tolist() == [before.argmax(), after.argmax()]

    panel.change(KnockOutTokens(tokens=(2, 3)))
    assert panel.wait(30)
    assert panel.content["knocked"]["tokens"] == [2, 3]
    opened = weights(panel.content["open"]["map"])
    assert opened[4:, 2:4].max() == 0  # nobody looks at them
    panel.edit("Another text.")
    assert panel.wait(30)
    assert not panel.error
    assert panel.content["knocked"] == {"heads": [["self", 1, 2]], "tokens": [], "target_tokens": []}
    panel.change(RestoreAll())
    assert panel.wait(30)
    assert panel.content["knocked"]["heads"] == []
    assert not panel.content["predictions"]["changed"]


def test_bad_knock_outs_are_an_error_and_leave_the_content(backend, tiny_gpt):
    panel = AttentionPanel(TEXT, model=tiny_gpt, backend=backend)
    number = panel.content["number"]
    panel.change(KnockOutHead(kind="self", layer=99, head=0))
    assert panel.wait(30)
    assert "no layer 99" in panel.error
    assert panel.content["number"] == number


def test_parts_are_knocked_out_and_given_back_from_python(backend, tiny_gpt):
    panel = AttentionPanel(TEXT, model=tiny_gpt, backend=backend)
    free = panel.content["predictions"]
    assert panel.knock_out(layer=1, head=2, tokens=[2, 3]) is panel
    assert panel.content["knocked"] == {"heads": [["self", 1, 2]], "tokens": [2, 3], "target_tokens": []}
    assert panel.content["predictions"]["changed"]
    assert panel.restore(tokens=[2]).content["knocked"]["tokens"] == [3]
    assert panel.restore(layer=1, head=2).content["knocked"]["heads"] == []
    panel.knock_out(layer=0, head=0, kind="self")
    assert panel.restore().content["knocked"] == {"heads": [], "tokens": [], "target_tokens": []}
    np.testing.assert_array_equal(array(panel.content["predictions"]["ids"]), array(free["ids"]))


def test_tokens_of_the_target_are_knocked_out_from_python(t5):
    assert t5.knock_out(target_tokens=[1]).content["knocked"]["target_tokens"] == [1]
    assert t5.knock_out(kind="decoder", layer=0, head=1).content["knocked"]["heads"] == [["decoder", 0, 1]]
    t5.restore()


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ({}, "Nothing is named"),
        ({"layer": 0}, "both layer and head"),
        ({"layer": -1, "head": 0}, "from 0"),
        ({"layer": 99, "head": 0}, "There is no layer 99: the layers go from 0 to 1."),
        ({"layer": 0, "head": 99}, "There is no head 99 in layer 0: the heads go from 0 to 3."),
        ({"layer": 0, "head": 0, "kind": "cross"}, "no attention of kind 'cross'. Use one of: self."),
        ({"tokens": [1, 99]}, "tokens must be whole numbers from 0 to .*, not 99."),
        ({"tokens": [True]}, "whole numbers"),
        ({"target_tokens": [0]}, "writes no target"),
    ],
)
def test_bad_parts_raise_and_leave_the_panel(gpt, parts, error):
    number = gpt.content["number"]
    with pytest.raises(InvalidOption, match=error):
        gpt.knock_out(**parts)
    gpt.wait(30)
    assert (gpt.content["number"], gpt.error) == (number, "")


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"layer": 1}, "both layer and head"),
        ({"layer": -1, "head": 0}, "from 0"),
        ({"layer": True, "head": 0}, "from 0"),
        ({"layer": 0, "head": 44}, "no head 44"),
        ({"text_pair": 3}, "shows a text"),
    ],
)
def test_bad_options_raise(backend, tiny_gpt, options, error):
    with pytest.raises((InvalidOption, InvalidInput), match=error):
        AttentionPanel(TEXT, model=tiny_gpt, backend=backend, **options)


def test_generations_are_shown_by_their_ids(backend, tiny_gpt):
    ids = tuple(range(10, 30))
    panel = AttentionPanel.of_ids("as it reads", ids, prompt=5, model=tiny_gpt, backend=backend)
    assert tuple(integers(panel.content["tokens"]["ids"])) == ids
    assert panel.content["prompt"] == 5
    panel.edit("the cat")
    assert panel.wait(30)
    assert panel.content["prompt"] == 0
    assert tuple(integers(panel.content["tokens"]["ids"])) != ids
    with pytest.raises(InvalidInput, match="prompt"):
        AttentionPanel.of_ids("", ids, prompt=99, model=tiny_gpt, backend=backend)


def test_growing_texts_pin_their_newest_token(backend):
    info = backend.trace(TraceRequest(text="a", model=ModelChoice(name="starter/gpt"))).model
    growth = Growth(prompt="One morning,", model=ModelChoice(name="starter/gpt"), info=info)
    panel = AttentionPanel.of_generation(growth, backend=backend)
    panel.growing = True
    panel.grow(msgspec.structs.replace(growth, written=" Anna"))
    assert panel.wait(30)
    assert panel.text == "One morning, Anna"
    count = len(integers(panel.content["tokens"]["ids"]))
    assert panel.selection["tokens"] == [count - 1]
    prompt_ids = tuple(integers(panel.content["tokens"]["ids"])[: count - 1])
    panel.grow(msgspec.structs.replace(growth, written=" Anna", ids=(7, 8), prompt_ids=prompt_ids))
    assert panel.wait(30)
    assert integers(panel.content["tokens"]["ids"]) == [*prompt_ids, 7, 8]
    assert panel.content["prompt"] == count - 1


def test_what_is_pinned_stays_where_it_still_is(backend, tiny_gpt):
    panel = AttentionPanel(TEXT, model=tiny_gpt, backend=backend)
    panel.selection = {**panel.selection, "tokens": [1]}
    panel.edit("The teacher")
    assert panel.wait(30)
    assert panel.selection["tokens"] == [1]
    panel.selection = {**panel.selection, "tokens": [4000]}
    panel.edit("The teacher draws")
    assert panel.wait(30)
    assert panel.selection["tokens"] == [panel.content["tokens"]["ids"]["shape"][0] - 1]


def test_lines_frames_and_predictions_on_demand(gpt, tiny_gpt):
    whole = stacked(eager(tiny_gpt, "AutoModelForCausalLM", gpt).attentions)
    map_ = MapChoice(layer=1, head=0)
    rows = array(answer(gpt, FetchLines, map=map_, axis="rows", lines=(3, 1))["lines"])
    np.testing.assert_allclose(rows, whole[1, 0][[3, 1]], atol=1e-5)
    columns = array(answer(gpt, FetchLines, map=map_, axis="columns", lines=(2,))["lines"])
    np.testing.assert_allclose(columns, whole[1, 0][:, [2]].T, atol=1e-5)
    with pytest.raises(InvalidOption, match="no row 999"):
        answer(gpt, FetchLines, map=map_, axis="rows", lines=(999,))
    frame = answer(gpt, FetchFrame, map=map_, level=0, top=1, bottom=4, left=0, right=3)
    np.testing.assert_allclose(weights(frame), whole[1, 0, 1:4, :3], atol=2e-5)
    for bad in ({"level": 20, "top": 0, "bottom": 2}, {"level": 0, "top": 5, "bottom": 5}):
        with pytest.raises(InvalidOption):
            answer(gpt, FetchFrame, map=map_, left=0, right=3, **bad)
    one = answer(gpt, FetchPrediction, position=4)
    held = gpt.content["predictions"]
    np.testing.assert_allclose(array(one["before"])[0], array(held["before"])[4], atol=1e-6)


def test_the_table_is_the_open_map(gpt, tiny_gpt):
    whole = stacked(eager(tiny_gpt, "AutoModelForCausalLM", gpt).attentions)
    gpt.selection = {**gpt.selection, "layer": 1, "head": 3}
    table = gpt.to_pandas()
    assert list(table.columns) == ["row", "from", "column", "to", "weight"]
    found = table.pivot_table(index="row", columns="column", values="weight").to_numpy()
    np.testing.assert_allclose(found, whole[1, 3], atol=1e-5)
    heads = gpt.heads()
    one = heads[(heads.layer == 1) & (heads["head"] == 3)].iloc[0]
    entropy = -(whole[1, 3] * np.log2(np.maximum(whole[1, 3], 1e-300))).sum(1).mean()
    assert one.entropy == pytest.approx(entropy, abs=1e-4)
    assert one["first"] == pytest.approx(whole[1, 3, 1:, 0].mean(), abs=1e-5)
    assert one.previous == pytest.approx(np.diag(whole[1, 3], -1).mean(), abs=1e-5)


def test_the_forms_without_a_script(gpt, t5, tmp_path):
    for panel in (gpt, t5):
        markup = panel.static_html()
        assert "<script" not in markup
        assert "Layer" in markup
        assert "<svg" in panel.drawing().svg()
        assert repr(panel) == f"AttentionPanel({TEXT!r})"
        for ending in (".svg", ".csv", ".html"):
            assert panel.save(tmp_path / f"panel{ending}").stat().st_size > 1000


def test_grouped_heads_are_told(gpt):
    (kind,) = gpt.content["kinds"]
    assert integers(kind["heads"]) == [4, 4]
    assert integers(kind["key_value_heads"]) == [2, 2]
    assert "sharing 2 keys" in gpt.static_html()


def long_model(folder, tokenizer, *, layers, heads):
    """Save a model that reads 2,048 tokens, with a window of 100 in every second layer."""
    with torch.random.fork_rng():
        torch.manual_seed(0)
        config = transformers.Gemma2Config(
            vocab_size=len(tokenizer), hidden_size=2 * heads, intermediate_size=16, num_hidden_layers=layers,
            num_attention_heads=heads, num_key_value_heads=heads // 2, head_dim=2, max_position_embeddings=2048,
            sliding_window=100, initializer_range=0.4, bos_token_id=0, eos_token_id=1, pad_token_id=0,
        )  # fmt: skip
        transformers.Gemma2ForCausalLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def state_of(panel):
    """Return all that a notebook stores of a panel, without script and style."""
    own = set(panel.keys) - {"layout", "tooltip", "tabbable", "comm"}
    return {name: getattr(panel, name) for name in own if not name.startswith("_")}


@pytest.mark.parametrize(("count", "layers", "heads"), [(100, 12, 12), (300, 12, 12), (2048, 2, 2)])
def test_long_texts_and_many_heads_stay_below_200_kb(backend, tiny_gpt, tmp_path, count, layers, heads):
    tokenizer = transformers.AutoTokenizer.from_pretrained(tiny_gpt)
    model = long_model(tmp_path, tokenizer, layers=layers, heads=heads)
    ids = tuple(np.random.default_rng(0).integers(6, 350, count).tolist())
    text = "wörd " * (count // 2) + "😀" * 100
    panel = AttentionPanel.of_ids(text, ids, model=model, backend=backend)
    assert state_bytes(state_of(panel)) <= 200_000
    (kind,) = panel.content["kinds"]
    assert kind["thumbnails"]["shape"][:2] == [layers, heads]
    assert kind["thumbnails"]["shape"][2] >= 16
    if count > 100:
        assert {mask["back"] for mask in kind["masks"]} == {99, None}
    opened = panel.content["open"]
    state = opened["map"]
    assert max(array(state["weights"]).shape) <= 128
    assert integers(panel.content["predictions"]["positions"]) == [count - 1]
    if count < 2048:
        return
    choice = MapChoice(layer=opened["layer"], head=opened["head"])
    lines = array(answer(panel, FetchLines, map=choice, axis="rows", lines=(0, 2047))["lines"])
    np.testing.assert_allclose(lines.sum(1), 1, atol=1e-4)
    frame = answer(panel, FetchFrame, map=choice, level=0, top=2000, bottom=9999, left=1960, right=2048)
    np.testing.assert_allclose(weights(frame)[-1], lines[1][1960:], atol=2e-5)
    np.testing.assert_allclose((array(opened["last"]) / 65_535.0) ** 2, lines[1], atol=2e-5)
    coarse = answer(panel, FetchFrame, map=choice, level=2, top=0, bottom=512, left=0, right=512)
    np.testing.assert_allclose(weights(coarse).sum(1), 1, atol=1e-2)
    assert state_bytes(coarse) < 600_000
    assert len(panel.to_pandas()) == 2048  # of the pinned token


@pytest.mark.parametrize("text", ["word " * 2048, "☕" * 20_000, "x" * 100_000])
def test_144_heads_and_2048_tokens_stay_below_200_kb(text):
    layout = AttentionLayout(kind="self", heads=(12,) * 12, key_value_heads=(12,) * 12)
    random = np.random.default_rng(0)
    figures = Array.from_numpy(random.random((12, 12)).astype(np.float32))
    limits = Array.from_numpy(np.arange(2048, dtype=np.uint32))
    overview = AttentionOverview(
        kind="self", side=32, head_mean=False, entropy=figures, first=figures, previous=figures,
        thumbnails=Array.from_numpy(random.integers(0, 255, (12, 12, 32, 32)).astype(np.uint8)),
        masks=(AttentionMask(first=limits, end=limits),), layer_masks=(0,) * 12,
    )  # fmt: skip
    tokens = [Token(id=i * 20, piece="Ġwörd", start=i, end=i + 1, bytes=b"\xe2\x98") for i in range(2047)]
    tokens.append(Token(id=5, piece="x" * 100_000, start=0, end=100_000, bytes=b"x" * 100_000))
    trace = Trace(
        model=ModelInfo(
            name="m", revision=None, source="hub", architecture="M", family="decoder", parameters=1, bytes=1,
            dtype="float32", device="cpu", context_length=2048, vocabulary_size=262_144,
        ),
        text=text, tokens=tuple(tokens), words=tuple(Word(start=i, end=i + 1, first=i, last=i) for i in range(2048)),
        target_text="", target_tokens=(), target_words=(), layout=(layout,), logits=None, before=None, lens=None,
        attention=(), overview=(overview,), queries_keys=(), texts={}, recomputed=False, gap=None, estimate=1,
        seconds=1,
    )  # fmt: skip
    map_ = Map(tuple(range(2048)), tuple(range(2048)), random.random((2048, 2048), np.float32), None)
    content = attention_content(AttentionInputs(text=text), trace, trace, MapChoice(), map_)
    assert state_bytes(content) + len(text.encode()) + 2_000 <= 200_000
    if len(text) < 20_000:
        assert content["kinds"][0]["thumbnails"]["shape"][2] >= 16


@pytest.mark.parametrize("size", [(5, 5), (7, 3), (64, 65)])
def test_the_pyramid_averages_rows_and_sums_columns(size):
    weights = np.random.default_rng(1).dirichlet(np.ones(size[1]), size[0]).astype(np.float32)
    one = Map(tuple(range(size[0])), tuple(range(size[1])), weights, None)
    for level in range(1, 4):
        block = 2**level
        rows = [slice(start, start + block) for start in range(0, size[0], block)]
        columns = [slice(start, start + block) for start in range(0, size[1], block)]
        expected = [[weights[row, column].mean(0).sum() for column in columns] for row in rows]
        np.testing.assert_allclose(one.level(level), expected, atol=1e-6)
        np.testing.assert_allclose(one.level(level).sum(1), 1, atol=1e-5)


COMMANDS = ("fetch_map", "fetch_frame", "fetch_lines", "fetch_prediction", "knock_out_head", "knock_out_tokens",
            "restore_all", "edit_pair", "edit_target", "edit_text", "hello", "cancel", "nonsense")  # fmt: skip
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.dictionaries(
    st.sampled_from(["content", "number", "map", "level", "top", "bottom", "left", "right", "axis", "lines", "position",
                     "kind", "layer", "head", "out", "tokens", "target", "text"]),
    ANYTHING | st.integers(-2, 2**40) | st.just({"kind": "self", "layer": 10**9}),
    max_size=8,
)  # fmt: skip


@pytest.fixture(scope="module")
def fuzzed(backend, tiny_gpt):
    return AttentionPanel("the cat", model=tiny_gpt, backend=backend)


@hypothesis.given(command=st.sampled_from(COMMANDS) | st.text(max_size=4), fields=FIELDS)
@hypothesis.settings(max_examples=120)
def test_messages_never_break_the_panel(fuzzed, command, fields):
    fuzzed._take(fuzzed, {"command": command, **fields}, [])


def test_after_the_fuzz_it_still_works(fuzzed):
    assert fuzzed.wait(120)
    fuzzed.change(RestoreAll())
    fuzzed.edit("a dog")
    assert fuzzed.wait(60)
    assert (fuzzed.error, fuzzed.text) == ("", "a dog")


@hypothesis.given(
    values=st.dictionaries(st.sampled_from(["tokens", "kind", "layer", "head", "show", "sort"]), ANYTHING)
)
@hypothesis.settings(max_examples=40)
def test_traits_from_the_browser_are_checked(fuzzed, values):
    before = dict(fuzzed.selection), dict(fuzzed.settings)
    fuzzed.set_state({"selection": values, "settings": values, "content": {}})
    assert fuzzed.content
    assert set(fuzzed.selection) == set(before[0])
    assert set(fuzzed.settings) == set(before[1])


def test_choices_that_ask_for_the_same_map_are_equal():
    assert MapChoice(show="rollout", layer=3, head=2).normal() == MapChoice(show="rollout", all_layers=True)
    assert MapChoice(show="mean", layer=3, head=2).normal() == MapChoice(show="mean", layer=3)
    assert MapChoice(layer=3, head=2, all_layers=True).normal() == MapChoice(layer=3, head=2)


def test_what_is_knocked_out_belongs_to_its_text():
    inputs = AttentionInputs(text="a").with_own(tokens=frozenset({1}))
    assert inputs.intervened
    assert not AttentionInputs(text="b", own=inputs.own).intervened
