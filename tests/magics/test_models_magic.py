"""`%models` and `%backend`."""

from __future__ import annotations

import pytest

from lightboard.inference.errors import InvalidOption, UnknownTask
from lightboard.inference.messages import CachedModel, LoadProgress
from lightboard.magics.config import settings
from lightboard.magics.one_line_errors import UsageError
from lightboard.widgets.tables import BackendCard, CachedTable, ModelsTable


def test_models_returns_a_table(shell, displayed):
    assert isinstance(shell.run_cell("%models"), ModelsTable)
    assert shell.run_cell("%models -q -o m") is None
    assert isinstance(shell.user_ns["m"], ModelsTable)
    assert displayed() == []


def test_load_knows_the_task_of_a_starter_model(shell, backend):
    shell.run_cell(
        "%models load starter/bert -d cpu\n%models load starter/gpt\n%models load my/model sentiment-analysis"
    )
    assert [(model.name, task) for model, task in backend.loads] == [
        ("starter/bert", "fill-mask"),
        ("starter/gpt", "text-generation"),
        ("my/model", "text-classification"),
    ]
    assert backend.loads[0][0].device == "cpu"


def test_load_shows_its_progress_and_leaves_nothing_behind(shell, backend, displayed, monkeypatch):
    monkeypatch.setattr("lightboard.widgets.loading.in_notebook", lambda: True)
    events = [LoadProgress(model="starter/<gpt>", phase="load", done=done, total=4) for done in (2, 4)]
    monkeypatch.setattr(backend, "load", lambda model, task: iter(events))
    shell.run_cell("%models load starter/gpt")
    (shown,) = displayed()
    assert '<b class="lb-mono">starter/&#60;gpt&#62;</b>, 2\xa0bytes of 4\xa0bytes' in shown["data"]["text/html"]
    assert shell.display_pub.outputs[-1]["data"] == {"text/plain": "", "text/html": ""}
    shell.run_cell("%models load starter/gpt -q")
    assert len(displayed()) == 1


def test_what_is_loaded_already_shows_no_progress(shell, displayed, monkeypatch):
    monkeypatch.setattr("lightboard.widgets.loading.in_notebook", lambda: True)
    shell.run_cell("%models load starter/gpt")
    assert displayed() == []


def test_an_interrupted_load_says_that_it_goes_on(shell, backend, monkeypatch):
    def interrupted(model, task):
        raise KeyboardInterrupt

    monkeypatch.setattr(backend, "load", interrupted)
    with pytest.raises(KeyboardInterrupt, match="goes on loading in the background"):
        shell.run_cell("%models load starter/gpt")


def test_unload(shell, backend):
    assert isinstance(shell.run_cell("%models unload starter/bert"), ModelsTable)
    assert backend.unloaded == ["starter/bert"]


def test_pin_and_unpin(shell, backend):
    assert isinstance(shell.run_cell("%models pin starter/bert"), ModelsTable)
    shell.run_cell("%models unpin starter/bert")
    assert backend.pins == [("starter/bert", True), ("starter/bert", False)]


def test_cached(shell, backend):
    backend.in_cache = (CachedModel(name="org/name", revision="c0ffee", refs=(), bytes=4, last_used=0.0),)
    table = shell.run_cell("%models --cached")
    assert isinstance(table, CachedTable)
    assert table.names == ["org/name"]


def test_the_table_knows_the_budget(shell):
    shell.run_cell("%config Lightboard.memory_budget = 3_000_000_000")
    assert "3.00 GB" in shell.run_cell("%models")._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize(
    ("line", "error", "message"),
    [
        ("lod x", UsageError, "'%models lod x' is not understood. Did you mean 'load'"),
        ("load", UsageError, "^'%models load' is not understood. Use %models load NAME"),
        ("load a b c", UsageError, "Use %models load NAME"),
        ("pni x", UsageError, "Did you mean 'pin'"),
        ("pin", UsageError, "unload | pin | unpin NAME".replace("|", r"\|")),
        ("--cached x", UsageError, "--cached lists the cache and takes no words"),
        ("load my/model", UsageError, "What is my/model for\\?.*%models load my/model text-classification"),
        ("load my/model fil-mask", UnknownTask, "Did you mean 'fill-mask'"),
        ("load x -m y", UsageError, "Unknown option '-m'"),
    ],
)
def test_bad_lines_of_models(shell, backend, line, error, message):
    with pytest.raises(error, match=message) as caught:
        shell.run_cell(f"%models {line}")
    assert len(caught.value._render_traceback_()) == 1
    assert (backend.loads, backend.unloaded, backend.pins) == ([], [], [])


def test_backend_shows_and_chooses(shell):
    assert isinstance(shell.run_cell("%backend"), BackendCard)
    assert settings().backend == ""
    assert isinstance(shell.run_cell("%backend local"), BackendCard)
    assert settings().backend == "local"


def test_an_unknown_backend_leaves_the_choice(shell):
    with pytest.raises(InvalidOption, match="Did you mean 'local'"):
        shell.run_cell("%backend lokal")
    with pytest.raises(UsageError, match="takes one name"):
        shell.run_cell("%backend local local")
    assert settings().backend == ""


@pytest.mark.parametrize("name", ["models", "backend"])
def test_help(shell, capsys, name):
    shell.run_cell(f"%{name} -h")
    assert capsys.readouterr().out.startswith(f"usage: %{name} ")
