"""Interrupting a generation."""

from __future__ import annotations

import pytest

from lightboard.inference.errors import NumericalError, RequestCancelled
from lightboard.inference.messages import GenerateRequest, GenerationFinished, LoadProgress, TokensGenerated
from lightboard.magics.interrupts import DOWNLOADING, GENERATION, LOADING
from lightboard.magics.stream import run_to_end

REQUEST = GenerateRequest(prompt="x")


@pytest.fixture
def events():
    return []


def test_every_event_is_heard_and_the_result_returned(backend, events, words):
    result = run_to_end(backend, REQUEST, events.append)
    assert result.sequences[0].text == words.all
    assert [type(event).__name__ for event in events] == (
        ["LoadProgress", "GenerationStarted"] + ["TokensGenerated"] * len(words.list) + ["GenerationFinished"]
    )
    assert backend.cancelled == []


def test_an_interrupt_cancels_and_the_last_event_is_the_partial_result(backend, events, words):
    backend.interrupts = [3]
    with pytest.raises(KeyboardInterrupt, match=GENERATION):
        run_to_end(backend, REQUEST, events.append)
    assert backend.cancelled == [REQUEST.id]
    assert isinstance(events[-1], GenerationFinished)
    assert events[-1].result.sequences[0].finish_reason == "cancelled"
    assert events[-1].result.sequences[0].text == "".join(words.list[:3])


def test_an_interrupt_while_loading_goes_on_at_once(backend, events):
    backend.phase = "load"
    backend.interrupts = [-1]
    with pytest.raises(KeyboardInterrupt, match=LOADING):
        run_to_end(backend, REQUEST, events.append)
    assert backend.cancelled == [REQUEST.id]
    assert [type(event) for event in events] == [LoadProgress]


def test_an_interrupt_of_a_download_says_that_it_goes_on_later(backend, events):
    backend.phase = "download"
    backend.interrupts = [-1]
    with pytest.raises(KeyboardInterrupt, match=DOWNLOADING):
        run_to_end(backend, REQUEST, events.append)


def test_an_interrupt_after_loading_does_not_speak_of_loading(backend, events):
    backend.interrupts = [-1]
    with pytest.raises(KeyboardInterrupt, match=GENERATION):
        run_to_end(backend, REQUEST, events.append)


def test_a_second_interrupt_gives_up(backend, events):
    backend.interrupts = [2, 2]
    with pytest.raises(KeyboardInterrupt, match=GENERATION):
        run_to_end(backend, REQUEST, events.append)
    assert isinstance(events[-1], TokensGenerated)


def test_an_interrupt_before_the_first_event_goes_on(backend, events):
    backend.interrupts = [-2]
    with pytest.raises(KeyboardInterrupt, match=LOADING):
        run_to_end(backend, REQUEST, events.append)
    assert events == []


def test_an_error_goes_on_as_it_is(backend, events):
    backend.error = NumericalError("NaN.")
    with pytest.raises(NumericalError):
        run_to_end(backend, REQUEST, events.append)


def test_a_listener_that_fails_cancels(backend):
    def fail(event):
        raise RuntimeError("no screen")

    with pytest.raises(RuntimeError, match="no screen"):
        run_to_end(backend, REQUEST, fail)
    assert backend.cancelled == [REQUEST.id]


def test_a_stream_without_an_end_is_an_error(backend, monkeypatch):
    monkeypatch.setattr(backend, "generate", lambda request: iter(()))
    with pytest.raises(RequestCancelled, match="Run it again"):
        run_to_end(backend, REQUEST)
