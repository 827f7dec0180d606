"""The panels of results: what they hold, how large it gets, and what the browser may do to them."""

from __future__ import annotations

import csv
import json
import math
import subprocess
import sys
from xml.etree import ElementTree as ET

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_results import (
    PROMPT,
    SENTENCES,
    alternatives,
    answers,
    entities,
    features,
    found,
    generation,
    masks,
    output,
    ranked,
    sentiment,
    sequence,
    steps,
    texts,
    token,
    written,
    written_steps,
)

from lightboard.inference.errors import InvalidOption
from lightboard.widgets import place, shown
from lightboard.widgets.generation import Generation
from lightboard.widgets.panels.codec import state_bytes
from lightboard.widgets.panels.generation_panel import GenerationPanel
from lightboard.widgets.panels.linking import overlapping
from lightboard.widgets.panels.markup import cut, marks, tree
from lightboard.widgets.panels.pipeline_panel import PipelinePanel
from lightboard.widgets.panels.saving import TRAITS
from lightboard.widgets.pipeline_result import PipelineResult
from lightboard.widgets.place import WIDGET_VIEW

EVIL = (
    "<img src=x onerror=window.__xss=1>",
    "</script><script>window.__xss=1</script>",
    "javascript:x",
    "a\u202eb\t\n",
)
LARGEST = 200_000  # bytes
PIPELINES = [
    sentiment(),
    sentiment(ranked=True, steps=(steps(), steps())),
    masks("A [MASK] [MASK].", 2),
    texts(" x", " y"),
    entities(),
    entities(("B-PER", "Sy", 0.9), ("I-PER", "lvain", 0.8), grouped=False, steps=(steps(),)),
    answers(),
    ranked(),
    features([1.0, 0.0], [0.6, 0.8], [0.0, -1.0], pieces=("[CLS]", "Sy", "##lvain")),
    features([1.0, 0.0], [0.6, 0.8], texts=("a", "b")),
    written("summarization", "A cat sleeps all day.", "A cat sleeps.", steps=(written_steps(),)),
    written("translation", "Le chat dort.", "The cat sleeps.", "A cat sleeps."),
    written("text2text-generation", "Le chat dort.", "dort"),
]


def traits(panel) -> int:
    return state_bytes({name: getattr(panel, name) for name in TRAITS})


def decoded(state) -> np.ndarray:
    return np.frombuffer(state["data"], dtype=state["dtype"]).reshape(state["shape"])


def text_of(nodes) -> str:
    return "".join(node if isinstance(node, str) else text_of(node[2:]) for node in nodes)


@pytest.fixture
def notebook(monkeypatch):
    """As in a kernel whose front end shows widgets."""
    for module in (place, shown):
        monkeypatch.setattr(module, "in_notebook", lambda: True)


@pytest.mark.parametrize("result", PIPELINES, ids=lambda one: one.task)
def test_every_task_has_a_panel_with_its_files(result, tmp_path) -> None:
    panel = PipelinePanel(result, "print()")
    assert traits(panel) < 20_000
    assert panel.content["title"] in panel.static_html()
    assert "data-facts" not in panel.static_html()
    assert len(panel.spans()) == len(list(marks(panel.content["rows"])))
    assert all(0 <= start <= end <= len(panel.text) for start, end in panel.spans())
    assert ET.fromstring(panel.save(tmp_path / "f.svg").read_text("utf-8")).tag.endswith("svg")
    rows = list(csv.reader(panel.save(tmp_path / "f.csv").open(encoding="utf-8", newline="")))
    assert len(rows) == len(panel.to_pandas()) + 1
    page = panel.save(tmp_path / "f.html").read_bytes()
    assert len(page) <= len(str(panel._esm).encode()) + len(str(panel._css).encode()) + 1.4 * traits(panel) + 20_000


def test_marks_are_read_out_with_full_precision_and_stand_for_characters() -> None:
    panel = PipelinePanel(entities(), "")
    (first, *_) = marks(panel.content["rows"])
    assert first["data-facts"].split("\n")[:3] == ["entity\tSylvain", "label\tPER, person", "score\t0.998200"]
    assert [panel.text[start:end] for start, end in panel.spans()] == ["Sylvain", "Hugging Face", "Brooklyn"]
    words = [(0, 2), (11, 14), (14, 18), (33, 40), (41, 45)]  # as a tokenizer may split the same text
    assert overlapping(words, [panel.spans()[0]]) == [1, 2]


def test_the_rows_say_what_the_script_free_form_says() -> None:
    for result in PIPELINES:
        panel = PipelinePanel(result, "")
        assert text_of(panel.content["rows"]) in text_of(tree(panel.static_html()))


@pytest.mark.parametrize(
    "result",
    [
        sentiment(SENTENCES * 2000),
        sentiment(("x" * 100_000,)),
        sentiment(("\x01" * 90_000,)),
        entities(*[("PER", "Sylvain", 0.9)] * 3000),
        features(*np.random.default_rng(0).normal(size=(600, 768)).tolist(), pieces=("piece",) * 600),
        features(*np.eye(8).tolist() * 100, texts=("some text",) * 800),
        written("summarization", "word " * 20_000, "word " * 5_000),
    ],
    ids=["4,000 inputs", "a token of 100 kB", "controls", "3,000 entities", "600 tokens", "800 texts", "long texts"],
)
def test_no_pipeline_takes_more_than_200_kb(result) -> None:
    panel = PipelinePanel(result, PipelineResult(result).code)
    assert traits(panel) <= LARGEST
    assert len(json.dumps(panel.content["rows"])) <= LARGEST
    shown = text_of(panel.content["rows"])
    assert shown in text_of(tree(panel.static_html())) or "The rest is left out here" in shown


def test_what_is_cut_is_cut_in_the_order_of_the_text() -> None:
    nodes = [["p", {"class": "a"}, "one ", ["b", {}, "two"]], ["p", {}, "three"]]
    assert cut(nodes, 10_000) == (nodes, False)
    kept, left_out = cut(nodes, 40)
    assert left_out
    assert text_of(nodes).startswith(text_of(kept).rstrip("…"))


texts_of_any_kind = st.text(max_size=30)


@settings(max_examples=60, deadline=None)
@given(texts_of_any_kind, texts_of_any_kind, st.integers(0, 400))
def test_cutting_keeps_to_the_limit(one, other, limit) -> None:
    nodes = [["p", {"class": one}, other, ["b", {"dir": other}, one]]] * 3
    kept, left_out = cut(nodes, limit)
    assert len(json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")) <= limit + 60
    assert left_out or kept == nodes


# Generations


def test_a_generation_travels_as_arrays() -> None:
    tokens = (token(" a", 0.5), token("b", math.nan, top=()), token("</s>", 0.25, special=True, rank=70_000))
    content = GenerationPanel(generation(sequence(*tokens, text=" ab", reason="eos")), "code").content
    (one,) = content["sequences"]
    assert decoded(one["ids"]).tolist() == [one.id for one in tokens]
    assert decoded(one["ranks"]).tolist() == [9, 9, 70_000]
    assert decoded(one["logprobs"]) == pytest.approx([math.log(0.5), math.nan, math.log(0.25)], nan_ok=True)
    assert one["special"] == [2]
    assert one["ending"].startswith("ended by eos")
    likely = decoded(one["top"]["logprobs"])
    assert likely.shape == (3, 2)
    assert np.exp(likely[0]) == pytest.approx([0.3, 0.1])
    assert np.isnan(likely[1]).all()
    assert decoded(content["vocabulary"]["ids"])[decoded(one["top"]["places"])[0]].tolist() == [100, 101]


def many(count: int, width: int):
    random = np.random.default_rng(0)

    def one(number: int):
        ids = random.integers(0, 50_000, width)
        top = alternatives(*[(f" word{id_}", 0.5 / width) for id_ in ids]) if width else ()
        top = tuple(msgspec.structs.replace(a, id=int(id_)) for a, id_ in zip(top, ids, strict=True))
        return token(f" word{number % 900}", 0.3, top=top)

    return [one(number) for number in range(count)]


@pytest.mark.parametrize(
    ("count", "width", "sequences"), [(2048, 5, 1), (2048, 10, 1), (2048, 100, 1), (512, 10, 16), (8192, 3, 1)]
)
def test_no_generation_takes_more_than_200_kb(count, width, sequences) -> None:
    one = sequence(*many(count, width))
    panel = GenerationPanel(generation(*[one] * sequences), "x" * 100_000)
    assert traits(panel) <= LARGEST
    shown = sum(len(decoded(state["ids"])) for state in panel.content["sequences"])
    width_shown = decoded(panel.content["sequences"][0]["top"]["logprobs"]).shape[1]
    said = " ".join(panel.content["notes"])
    assert (shown == count * sequences) or "Shown are the first" in said
    assert (width_shown >= min(width, 10)) or "of each token" in said


def test_a_realistic_text_of_2048_tokens_keeps_five_alternatives() -> None:
    """Words come again in a text: their names travel once."""
    likely = [alternatives(*[(f" w{(number + place) % 700}", 0.1) for place in range(5)]) for number in range(700)]
    tokens = [token(f" w{number % 700}", 0.1, top=likely[number % 700]) for number in range(2048)]
    tokens = [
        msgspec.structs.replace(one, top=tuple(msgspec.structs.replace(a, id=int(a.text[2:])) for a in one.top))
        for one in tokens
    ]
    panel = GenerationPanel(generation(sequence(*tokens)), "")
    assert decoded(panel.content["sequences"][0]["top"]["logprobs"]).shape == (2048, 5)
    assert traits(panel) <= LARGEST


def test_hard_texts_and_nothing_at_all() -> None:
    huge = generation(sequence(token("x" * 100_000, piece="y" * 100_000)), prompt="z" * 100_000)
    assert traits(GenerationPanel(huge, "")) <= LARGEST
    evil = generation(*[sequence(token(one), token(one, special=True)) for one in EVIL], prompt=EVIL[0])
    panel = GenerationPanel(evil, EVIL[1])
    assert panel.content["prompt"][0] + panel.content["prompt"][2] == EVIL[0]
    assert traits(GenerationPanel(generation(sequence(text="", reason="cancelled")), "")) < 5_000


def test_tokens_stand_for_the_characters_of_prompt_and_text(tmp_path) -> None:
    panel = GenerationPanel(generation(sequence(token(" é🙂"), token(" b")), sequence(token("c"))), "")
    assert [panel.text[start:end] for start, end in panel.spans()] == [" é🙂", " b", ""]
    assert panel.text.startswith(PROMPT)
    assert ET.fromstring(panel.save(tmp_path / "f.svg").read_text("utf-8")).tag.endswith("svg")
    assert panel.save(tmp_path / "f.csv").read_text("utf-8").startswith("sequence,position,id")


# In a notebook, and not


def test_a_script_imports_no_widget() -> None:
    code = """
import sys
sys.path.insert(0, "tests")
from sample_results import *
from lightboard.widgets.generation import Generation
from lightboard.widgets.pipeline_result import PipelineResult
for result in (PipelineResult(sentiment()), Generation(generation())):
    assert set(result._repr_mimebundle_()) == {"text/plain", "text/html"}
    repr(result), result.code
assert not {"anywidget", "ipywidgets"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "result", [PipelineResult(sentiment()), Generation(generation())], ids=lambda one: repr(one)[:9]
)
def test_a_notebook_is_offered_the_live_panel_too(notebook, result) -> None:
    bundle = result._repr_mimebundle_()
    assert list(bundle) == ["text/plain", "text/html", WIDGET_VIEW]
    assert bundle[WIDGET_VIEW]["model_id"] == result.panel.model_id
    assert bundle["text/plain"] == repr(result)
    assert result._repr_mimebundle_()[WIDGET_VIEW] == bundle[WIDGET_VIEW], "one panel, however often it is shown"


def test_the_script_free_form_and_the_panel_are_two_outputs(notebook, monkeypatch) -> None:
    outputs = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: outputs.append(data))
    Generation(generation())._ipython_display_()
    static, live = outputs
    assert list(static) == ["text/plain", "text/html"]
    assert static["text/html"].startswith('<div class="lb-static">')
    assert list(live) == [WIDGET_VIEW]


def test_where_each_output_has_a_frame_there_is_one(notebook, monkeypatch) -> None:
    outputs = []
    monkeypatch.setattr("IPython.display.display", lambda data, **_: outputs.append(data))
    monkeypatch.setenv("VSCODE_PID", "1")
    PipelineResult(sentiment())._ipython_display_()
    (only,) = outputs
    assert list(only) == ["text/plain", "text/html", WIDGET_VIEW]


# What the browser may do


@pytest.fixture
def panel():
    return GenerationPanel(generation(), "code")


def test_settings_and_selection_are_checked(panel) -> None:
    panel.set_state({"settings": {"shading": "entropy", "code": True}, "selection": {"tokens": [0, 2]}})
    assert (panel.settings["shading"], panel.settings["code"], panel.selection["tokens"]) == ("entropy", True, [0, 2])
    panel.set_state({"settings": {"shading": "rainbow"}, "selection": {"tokens": "all"}, "content": {}})
    assert (panel.settings["shading"], panel.selection["tokens"]) == ("entropy", [0, 2])
    assert panel.content["sequences"]
    with pytest.raises(InvalidOption, match="cannot be the settings"):
        panel.settings = {"shading": "rainbow"}


def test_a_result_is_not_computed_anew(panel) -> None:
    before = panel.content
    panel.edit("another text")
    assert panel.wait(10)
    assert panel.error == "A result stays as it is. Run its cell again with another text."
    assert panel.content is before


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(anything, anything, anything)
def test_whatever_the_browser_sends_nothing_breaks(panel, message, selection, values) -> None:
    before = panel.content
    panel._take(panel, message, [])
    panel.set_state({"selection": selection, "settings": values, "content": values, "text": selection})
    assert panel.content is before
    assert panel.text.startswith(PROMPT)


def test_evil_texts_stay_texts() -> None:
    for evil in EVIL:
        one = output("token-classification", (evil,), (found((evil, evil.strip(), 0.5), text=evil),))
        rows = PipelinePanel(one, evil).content["rows"]
        assert {node[0] for node in _elements(rows)} <= {"section", "div", "span", "mark", "b", "bdi", "i", "p"}


def _elements(nodes):
    for node in nodes:
        if not isinstance(node, str):
            yield node
            yield from _elements(node[2:])
