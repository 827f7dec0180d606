"""A small panel whose content is written down here, and the messages that it sends."""

from __future__ import annotations

import threading

import msgspec
import pytest

from lightboard.inference.errors import InvalidInput
from lightboard.widgets.frame import row
from lightboard.widgets.panels.commands import Change, Fetch, Inputs
from lightboard.widgets.panels.drawing import Drawing
from lightboard.widgets.panels.token_panel import TokenPanel


class NoBackend:
    """Nothing is asked of it but to cancel."""

    def __init__(self):
        self.cancelled = []

    def cancel(self, request_id):
        self.cancelled.append(request_id)


class CountInputs(Inputs, frozen=True, kw_only=True):
    times: int = 1


class SetTimes(Change, frozen=True):
    times: int

    def apply(self, inputs):
        return msgspec.structs.replace(inputs, times=self.times)


class FetchLetter(Fetch, frozen=True):
    place: int


class CountPanel(TokenPanel):
    """Counts letters."""

    title = "Count"
    bundle = "tokens"
    commands = (SetTimes, FetchLetter)

    def __init__(self, text):
        self.hold = threading.Event()
        self.hold.set()
        super(TokenPanel, self).__init__(CountInputs(text=text), backend=NoBackend())

    def compute(self, inputs, run):
        self.hold.wait(10)
        if "bad" in inputs.text:
            raise InvalidInput("This text is bad. Take another.")
        if "bug" in inputs.text:
            raise ZeroDivisionError("division by zero")
        return {"letters": len(inputs.text) * inputs.times, "raw": b"\x01"}

    def answer(self, command, run):
        return {"letter": self.inputs.text[command.place], "raw": b"\x02"}

    def spans(self):
        return [(i, i + 1) for i in range(len(self.text))]

    def static_model(self):
        return None

    def static_rows(self):
        return [row(str(self.content["letters"]))]

    def drawing(self):
        drawing = Drawing(width=10, height=10, title=self.text)
        drawing.text(0, 9, self.text)
        return drawing


@pytest.fixture
def panel():
    return CountPanel("abc")


@pytest.fixture
def sent(panel, monkeypatch):
    """The custom messages that the panel sends."""
    messages = []
    monkeypatch.setattr(panel, "send", lambda content, buffers=None: messages.append((content, buffers or [])))
    return messages
