"""The start of a backend, as the first cell of a kernel meets it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from lightboard.magics import starting
from lightboard.magics.interrupts import GENERATION, STARTING, interrupt_says


def test_a_backend_is_started_once_it_is_imported_to_its_end():
    code = (
        "from lightboard.magics.starting import is_started, start\n"
        "before = is_started(); start(None); print(before, is_started())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_an_import_under_way_is_no_started_backend(monkeypatch):
    monkeypatch.setattr(starting, "BACKENDS", {"local": "lightboard.inference.local:NotYet"})
    assert not starting.is_started()


def test_an_interrupted_start_says_that_it_goes_on(monkeypatch):
    def interrupted(name):
        raise KeyboardInterrupt

    monkeypatch.setattr(starting, "connect", interrupted)
    with pytest.raises(KeyboardInterrupt, match=STARTING):
        starting.start("local")


def test_the_first_sentence_of_an_interrupt_stays():
    with pytest.raises(KeyboardInterrupt, match=STARTING), interrupt_says(GENERATION), interrupt_says(STARTING):
        raise KeyboardInterrupt


def is_shown(shell):
    return [one["data"]["text/plain"].partition("(")[0] for one in shell.display_pub.outputs]


@pytest.fixture
def cold(monkeypatch):
    """A notebook whose backend has not been imported yet."""
    monkeypatch.setattr(starting, "BACKENDS", {"local": "lightboard.inference.nowhere:Backend"})
    monkeypatch.setattr("lightboard.widgets.loading.in_notebook", lambda: True)
    monkeypatch.setattr("lightboard.widgets.live.in_notebook", lambda: True)


@pytest.fixture
def warm(cold, monkeypatch):
    """A notebook whose backend has been imported."""
    monkeypatch.setattr(starting, "BACKENDS", {"local": "lightboard.magics.starting:start"})


def test_the_first_pipeline_says_that_the_backend_starts(shell, cold, displayed):
    shell.run_cell("%%pipeline sentiment-analysis\nI love it")
    assert is_shown(shell) == ["Starting …", "Loading …", "PipelineResult"]
    assert len(displayed()) == 1


def test_the_first_generation_says_that_the_backend_starts(shell, cold, displayed):
    shell.run_cell("%%generate\nOnce")
    first, *_, last = shell.display_pub.outputs
    assert "Starting PyTorch" in first["data"]["text/html"]
    assert "Generation" in last["data"]["text/plain"]
    assert len(displayed()) == 1


def test_a_later_pipeline_shows_its_result_alone(shell, warm):
    shell.run_cell("%%pipeline sentiment-analysis\nI love it")
    assert is_shown(shell) == ["PipelineResult"]


@pytest.mark.parametrize(
    "cell",
    [
        "r = %pipeline sentiment-analysis -- I love it",
        "%%pipeline sentiment-analysis -q\nI love it",
        "r = %generate -- Once",
        "%%generate -q\nOnce",
    ],
)
def test_lines_and_quiet_cells_show_nothing(shell, cold, cell):
    shell.run_cell(cell)
    assert shell.display_pub.outputs == []


def test_an_error_leaves_nothing_behind(shell, backend, cold):
    backend.error = ZeroDivisionError("a bug")
    with pytest.raises(ZeroDivisionError):
        shell.run_cell("%%pipeline sentiment-analysis\nI love it")
    assert shell.display_pub.outputs[-1]["data"] == {"text/plain": "", "text/html": ""}
