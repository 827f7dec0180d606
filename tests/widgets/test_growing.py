"""Panels that are fed while a generation runs."""

from __future__ import annotations

import threading

import msgspec
import pytest
from sample_results import PROMPT, generation, model, sequence, token

from lightboard.inference.errors import InvalidInput, InvalidOption
from lightboard.inference.messages import (
    BeamsAdvanced,
    Decoding,
    GenerateRequest,
    GenerationStarted,
    ModelChoice,
    TokensGenerated,
)
from lightboard.widgets import growing as module
from lightboard.widgets.frame import row
from lightboard.widgets.generation import Generation
from lightboard.widgets.growing import GrowingPanels, shown_names
from lightboard.widgets.panels.commands import Inputs
from lightboard.widgets.panels.growth import finished_growth, model_that_ran
from lightboard.widgets.panels.token_panel import TokenPanel
from lightboard.widgets.place import Place

STARTED = GenerationStarted(
    model=model("starter/gpt", family="decoder"),
    prompt=PROMPT,
    prompt_tokens=10,
    max_new_tokens=40,
    seed=None,
    processors=(),
    ignored=(),
)


def written(text: str, step: int = 0) -> TokensGenerated:
    return TokensGenerated(step=step, elapsed=0.1, tokens=(token(text),), texts=(text,))


class NoBackend:
    def cancel(self, request_id):
        """Nothing runs."""


class LengthPanel(TokenPanel):
    """Counts characters, as slowly as it is told to."""

    title = "Length"
    bundle = "tokens"

    def __init__(self, text, *, model=None, backend=None):
        self.model_choice = model
        self.free = threading.Event()
        self.free.set()
        self.computed = []
        super(TokenPanel, self).__init__(Inputs(text=text), backend=backend)

    def compute(self, inputs, run):
        self.free.wait(10)
        self.computed.append((inputs.text, self.growing if self.computed else None))
        return {"length": len(inputs.text)}

    def static_model(self):
        return None

    def static_rows(self):
        return [row(str(self.content["length"]))]


class Clock:
    now = 0.0

    def perf_counter(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


@pytest.fixture
def shown(monkeypatch):
    """What the places of the panels show, in order."""
    shown = []
    monkeypatch.setattr(Place, "show_result", lambda place, bundle: shown.append(bundle))
    monkeypatch.setattr(Place, "show", lambda place, bundle: shown.append(bundle))
    return shown


@pytest.fixture
def length_panel(monkeypatch, shown, clock):
    """Start a generation that feeds a panel of lengths."""
    opened = []

    def open_panel(name, growth, *, backend):
        opened.append(LengthPanel.of_generation(growth, backend=backend))
        return opened[-1]

    monkeypatch.setattr(module, "open_panel", open_panel)
    panels = GrowingPanels(["tokens"], model=ModelChoice(device="cpu"), decoding=Decoding(), backend=NoBackend)
    panels.update(STARTED)
    return panels, opened[0]


def test_a_panel_opens_on_the_prompt_and_grows_until_the_end(length_panel, clock, shown):
    panels, panel = length_panel
    assert (panel.text, panel.growing) == (PROMPT, True)
    assert panel.model_choice == ModelChoice(name="starter/gpt", device="cpu")
    for number, text in enumerate((" we", " are", " here")):
        clock.now += 1
        panels.update(written(text, number))
        assert panel.wait(10)
    assert panel.text == f"{PROMPT} we are here"
    assert panel.growing is True
    end = generation(sequence(token(" we"), token(" are"), token(" here"), token(".")))
    panels.finish(end)
    assert (panel.text, panel.growing) == (f"{PROMPT} we are here.", False)
    assert [text for text, _ in panel.computed[1:]] == [
        f"{PROMPT} we", f"{PROMPT} we are", f"{PROMPT} we are here", f"{PROMPT} we are here."
    ]  # fmt: skip
    assert all(growing for _, growing in panel.computed[1:])
    assert str(len(panel.text)) in shown[-1]["text/html"], "the stored form is that of the end"


def test_it_changes_12_times_a_second_at_most(length_panel, clock):
    panels, panel = length_panel
    for number in range(100):
        panels.update(written("a", number))
        assert panel.wait(10)
        clock.now += 0.01
    assert 10 <= len(panel.computed) - 1 <= 13


def test_while_it_computes_nothing_piles_up(length_panel, clock):
    panels, panel = length_panel
    panel.free.clear()
    for number in range(50):
        clock.now += 0.1
        panels.update(written("a", number))
    panel.free.set()
    assert panel.wait(10)
    assert [text for text, _ in panel.computed[1:]] == [PROMPT + "a"]
    panel.seconds, clock.now = 5.0, 9.0
    panels.update(written("a"))
    assert panel.wait(10)
    assert len(panel.computed) == 2, "what takes five seconds is asked for every ten seconds"
    clock.now = 11.0
    panels.update(written("a"))
    assert panel.wait(10)
    assert panel.computed[-1][0] == PROMPT + "a" * 52


def test_beams_write_the_text_of_the_best(length_panel, clock):
    panels, panel = length_panel
    for text in (" a", " the b"):
        clock.now += 1
        panels.update(BeamsAdvanced(step=1, elapsed=0.1, text=text))
        assert panel.wait(10)
    assert panel.text == f"{PROMPT} the b"


def test_a_failed_generation_lets_go(length_panel):
    panels, panel = length_panel
    panels.abandon()
    assert panel.growing is False


def test_a_panel_that_cannot_open_says_why_and_the_others_do(monkeypatch, shown):
    def open_panel(name, growth, *, backend):
        if name == "beams":
            raise InvalidInput("This model has no beams. Take another <b>.")
        opened.append(LengthPanel.of_generation(growth, backend=backend))
        return opened[-1]

    opened = []
    monkeypatch.setattr(module, "open_panel", open_panel)
    panels = GrowingPanels(["beams", "tokens"], model=ModelChoice(), decoding=Decoding(), backend=NoBackend)
    panels.update(STARTED)
    assert shown[0]["text/plain"] == "This model has no beams. Take another <b>."
    assert "<b>." not in shown[0]["text/html"]
    (panel,) = opened
    panels.finish(generation())
    assert panel.growing is False


def test_names_are_checked_and_ordered():
    assert shown_names("beams, tokens,logits") == ("tokens", "logits", "beams")
    with pytest.raises(InvalidOption, match=r"no panel 'token'.*tokens.*Use tokens, attention, logits, beams"):
        shown_names("token")
    with pytest.raises(InvalidOption, match="The list of panels is empty"):
        shown_names(" , ")


def test_the_growth_at_the_end():
    choice = ModelChoice(name="gpt2", dtype="float32")
    request = GenerateRequest(prompt=PROMPT, model=choice, decoding=Decoding(num_beams=3))
    tokens = (token(" a", id=7), token("</s>", special=True, id=2))
    growth = finished_growth(generation(sequence(*tokens), request=request))
    assert growth.model == ModelChoice(name="openai-community/gpt2", revision=growth.info.revision, dtype="float32")
    assert growth.ids == (7, 2)
    assert growth.prompt_ids == tuple(range(10))
    assert growth.decoding.num_beams == 3
    assert growth.text == PROMPT + growth.written
    empty = generation(sequence(text="", reason="cancelled"))
    assert finished_growth(empty).text == PROMPT
    local = model("starter/gpt", revision="sha256:abc", source="starter")
    assert model_that_ran(ModelChoice(), local) == ModelChoice(name="starter/gpt")


def test_a_generation_opens_panels_on_itself(monkeypatch):
    opened = []
    monkeypatch.setattr(
        module, "open_panel", lambda name, growth, *, backend: opened.append((name, growth.text, backend))
    )
    result, backend = generation(), NoBackend()
    one = Generation(result, backend=backend)
    one.logits_panel(), one.attention_panel(), one.beam_panel()
    text = PROMPT + " understand data."
    assert opened == [(name, text, backend) for name in ("logits", "attention", "beams")]


def test_a_token_panel_opens_on_a_generation(monkeypatch):
    growth = msgspec.structs.replace(finished_growth(generation()), prompt="Once upon a time", written=" there")
    growth = msgspec.structs.replace(growth, model=ModelChoice(name="starter/gpt"))
    panel = module.open_panel("tokens", growth, backend=None)
    assert isinstance(panel, TokenPanel)
    assert panel.text == "Once upon a time there"
    assert panel.grown(msgspec.structs.replace(growth, written=" was")).text == "Once upon a time was"


def test_a_beam_panel_opens_on_a_generation_and_searches_as_far_as_it_has_come():
    growth = msgspec.structs.replace(
        finished_growth(generation()),
        prompt="One morning, Anna",
        model=ModelChoice(name="starter/gpt"),
        decoding=Decoding(num_beams=3, length_penalty=0.5),
        steps=0,
    )
    panel = module.open_panel("beams", growth, backend=None)
    assert (panel.inputs.num_beams, panel.inputs.max_new_tokens, panel.inputs.length_penalty) == (3, 1, 0.5)
    panel.growing = True
    panel.grow(msgspec.structs.replace(growth, steps=4, written=" went to the"))
    assert panel.wait(60)
    assert panel.error == ""
    assert panel.text == "One morning, Anna"
    assert panel.inputs.max_new_tokens == 4
    assert max(node.step for node in panel.tree.nodes()) == 4
    greedy = module.open_panel("beams", msgspec.structs.replace(growth, decoding=Decoding(), steps=2), backend=None)
    assert (greedy.inputs.num_beams, greedy.inputs.max_new_tokens) == (4, 2)
