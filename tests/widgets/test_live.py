from __future__ import annotations

import itertools
from typing import Any

import msgspec
import pytest
from html_page import Node, parse
from sample_results import PROMPT, generation, model, sequence, token

from lightboard.inference.messages import (
    BeamsAdvanced,
    GeneratedToken,
    GenerationStarted,
    LoadProgress,
    TokensGenerated,
)
from lightboard.widgets import live as module
from lightboard.widgets import loading
from lightboard.widgets.generation import Generation
from lightboard.widgets.live import LiveGeneration
from lightboard.widgets.place import WIDGET_VIEW

LOADING = LoadProgress(model="starter/gpt", phase="load", done=4_200_000, total=8_400_000)
STARTED = GenerationStarted(
    model=model("starter/gpt", family="decoder"),
    prompt=PROMPT,
    prompt_tokens=10,
    max_new_tokens=40,
    seed=42,
    processors=(),
    ignored=(),
)


class Notebook:
    """Stands for the front end: one place, and what was shown in it."""

    def __init__(self) -> None:
        self.shown: list[dict[str, str]] = []
        self.places = 0

    def display(self, data: dict[str, str], *, raw: bool, display_id: bool) -> Notebook:
        assert raw
        assert display_id
        self.places += 1
        self.shown.append(data)
        return self

    def update(self, data: dict[str, str], *, raw: bool) -> None:
        assert raw
        self.shown.append(data)


class Clock:
    """Time that only moves when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def perf_counter(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    monkeypatch.setattr(loading, "time", clock)
    return clock


@pytest.fixture
def notebook(monkeypatch) -> Notebook:
    notebook = Notebook()
    monkeypatch.setattr("IPython.display.display", notebook.display)
    monkeypatch.setattr(module, "in_notebook", lambda: True)
    return notebook


def step(number: int, *tokens: GeneratedToken | None, texts: tuple[str, ...] | None = None) -> TokensGenerated:
    given = tuple(one.text if one else "" for one in tokens) if texts is None else texts
    return TokensGenerated(step=number, elapsed=0.04 + 0.01 * number, tokens=tokens, texts=given)


def shown(live: LiveGeneration) -> list[str]:
    return [paragraph.text for paragraph in page(live).all("div", "lb-generated")]


def page(live: LiveGeneration) -> Node:
    return parse(live.html())


def test_a_burst_costs_one_rendering(notebook, clock) -> None:
    live = LiveGeneration()
    live.update(STARTED)
    for number in range(200):
        clock.now += 0.001  # 1,000 tokens a second
        live.update(step(number, token(f" w{number}")))
    # the start, the first token, then at most 15 a second of the remaining 0.2 s
    assert 4 <= len(notebook.shown) <= 6
    live.finish(Generation(generation()))
    assert notebook.places == 1
    assert notebook.shown[-1] == Generation(generation())._repr_mimebundle_()


def test_ten_to_twenty_updates_a_second(notebook, clock) -> None:
    live = LiveGeneration()
    live.update(STARTED)
    for number in range(1000):
        clock.now += 0.005
        live.update(step(number, token(" w")))
    assert 10 <= len(notebook.shown) / 5 <= 20


def test_changes_of_phase_are_drawn_at_once(notebook, clock) -> None:
    live = LiveGeneration()
    live.update(LOADING)
    live.update(STARTED)
    live.update(step(0, token(" first")))
    assert len(notebook.shown) == 3
    live.update(step(1, token(" second")))
    assert len(notebook.shown) == 3


def test_the_start_is_shown_in_the_same_place(notebook, clock) -> None:
    live = LiveGeneration()
    live.start()
    assert "Starting PyTorch and Transformers" in parse(notebook.shown[0]["text/html"]).text
    live.update(LOADING)
    live.finish(Generation(generation()))
    assert len(notebook.shown) == 3
    assert notebook.places == 1


def test_a_quiet_start_shows_nothing(notebook) -> None:
    LiveGeneration(quiet=True).start()
    assert notebook.shown == []


def test_a_long_prompt_is_folded_while_it_runs(notebook) -> None:
    live = LiveGeneration()
    live.update(msgspec.structs.replace(STARTED, prompt="word " * 400))
    assert page(live).one("details", "lb-fold")


def test_loading_shows_bytes(notebook) -> None:
    live = LiveGeneration()
    live.update(LOADING)
    found = page(live)
    assert "Loading starter/gpt, 4.20\xa0MB of 8.40\xa0MB" in found.text
    assert found.one("span", "lb-progress").one("i").attributes["style"] == "width:50%"
    live.update(LoadProgress(model="org/name", phase="download", done=0, total=0))
    assert "Downloading org/name" in page(live).text
    assert "0" not in page(live).one("section").text


def test_a_download_says_how_long_it_will_take(notebook, clock) -> None:
    live = LiveGeneration()
    for seconds, done, left in ((0, 20, ""), (0.5, 25, ""), (9.5, 40, ", 30\xa0s left"), (30, 40, ", 2\xa0min left")):
        clock.now += seconds
        live.update(LoadProgress(model="org/name", phase="download", done=done * 10**6, total=100 * 10**6))
        assert page(live).text.endswith(f"of 100\xa0MB{left}To stop, interrupt the kernel.")
    live.update(LOADING)
    assert page(live).text.endswith("of 8.40\xa0MBTo stop, interrupt the kernel.")  # another phase, another pace


def test_what_is_shown_while_it_runs(notebook) -> None:
    live = LiveGeneration()
    live.update(STARTED)
    assert "reading the prompt, 10 tokens" in page(live).text
    assert shown(live) == [PROMPT]
    for number in range(17):
        live.update(step(number, token(f" w{number}")))
    found = page(live)
    assert found.one("span", "lb-state").text == "17 of 40 tokens, 100 tokens/s"
    assert shown(live) == [PROMPT + "".join(f" w{number}" for number in range(17))]
    assert found.one("div", "lb-readout").text == "To stop, interrupt the kernel. What has been written so far is kept."
    assert found.one("span", "lb-caret")
    assert found.one("span", "lb-model").text == "starter/gpt float32 · cpu · seed 42"


def test_text_that_is_held_back_is_not_shown(notebook) -> None:
    live = LiveGeneration()
    live.update(STARTED)
    live.update(step(0, token(" one\n"), texts=(" one",)))  # the line end may begin a stop text
    assert shown(live) == [PROMPT + " one"]
    live.update(step(1, token("", piece="Ã"), texts=("",)))
    live.update(step(2, token("é"), texts=("",)))
    assert shown(live) == [PROMPT + " one"]
    live.update(step(3, token(" b"), texts=("\né b",)))
    assert shown(live) == [PROMPT + " one\né b"]
    assert len([span for span in page(live).all("span") if span.classes & {"p8"}]) == 4  # each token has its shade


def test_several_sequences_and_ended_ones(notebook) -> None:
    live = LiveGeneration()
    live.update(STARTED)
    live.update(step(0, token(" a"), token(" b")))
    live.update(step(1, None, token(" c")))
    assert shown(live) == [PROMPT + " a", PROMPT + " b c"]
    assert len(page(live).one("ol").all("li")) == 2


def test_the_best_beam_may_change(notebook) -> None:
    live = LiveGeneration()
    live.update(STARTED)
    live.update(BeamsAdvanced(step=0, elapsed=0.1, text=" a <b>"))
    live.update(BeamsAdvanced(step=1, elapsed=0.2, text=" other text"))
    assert shown(live) == [PROMPT + " other text"]


def test_untrusted_text_stays_text(notebook) -> None:
    live = LiveGeneration()
    live.update(
        GenerationStarted(
            **{**{name: getattr(STARTED, name) for name in STARTED.__struct_fields__}, "prompt": "<script>"}
        )
    )
    live.update(step(0, token("</p><script>x</script>")))
    assert shown(live) == ["<script></p><script>x</script>"]
    assert not page(live).all("script")


def test_an_error_clears_the_place(notebook) -> None:
    live = LiveGeneration()
    live.abandon()
    assert notebook.shown == []
    live.update(STARTED)
    live.abandon()
    assert notebook.shown[-1] == {"text/plain": "", "text/html": ""}
    assert notebook.places == 1


def test_quiet_shows_nothing(notebook) -> None:
    live = LiveGeneration(quiet=True)
    live.update(STARTED)
    live.update(step(0, token(" a")))
    live.finish(Generation(generation()))
    live.abandon()
    assert notebook.shown == []


def test_outside_a_notebook_only_the_result_is_shown(monkeypatch, notebook) -> None:
    monkeypatch.setattr(module, "in_notebook", lambda: False)
    live = LiveGeneration()
    live.update(STARTED)
    live.update(step(0, token(" a")))
    assert notebook.shown == []
    live.finish(Generation(generation()))
    assert [data["text/plain"] for data in notebook.shown] == [repr(Generation(generation()))]


def test_growing_texts_do_not_get_dear() -> None:
    """Each token becomes markup once; an update only joins what there is."""
    live = LiveGeneration(quiet=True)
    live.update(STARTED)
    calls = itertools.count()
    original = module.shaded

    def counted(*arguments: Any) -> Any:
        next(calls)
        return original(*arguments)

    module.shaded, before = counted, module.shaded
    try:
        for number in range(100):
            live.update(step(number, token(" w")))
            live.html()
    finally:
        module.shaded = before
    assert next(calls) == 100


def test_the_static_form_and_the_panel_are_left_in_a_real_kernel(tmp_path) -> None:
    nbclient = pytest.importorskip("nbclient")
    import nbformat

    source = f"""
import sys
sys.path.insert(0, {str(module.__file__.rsplit("widgets", 1)[0] + "tests")!r})
from sample_results import *
from lightboard.inference.messages import GenerationStarted, TokensGenerated
from lightboard.widgets.generation import Generation
from lightboard.widgets.live import LiveGeneration
live, result = LiveGeneration(), generation()
live.update(GenerationStarted(
    model=result.model, prompt=PROMPT, prompt_tokens=3, max_new_tokens=4, seed=1, processors=(), ignored=()
))
live.update(TokensGenerated(step=0, elapsed=0.1, tokens=(token(" a"),), texts=(" a",)))
live.finish(Generation(result))
"""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    static, live = notebook.cells[0].outputs
    assert static.output_type == live.output_type == "display_data"
    assert static.data["text/plain"] == repr(Generation(generation()))
    assert "To stop" not in static.data["text/html"]
    assert sequence(token(" understand"), token(" data"), token(".")).text in static.data["text/plain"].replace(
        "('", "(' "
    )
    assert list(live.data) == [WIDGET_VIEW]
