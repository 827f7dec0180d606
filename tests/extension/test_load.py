"""Loading, unloading and reloading the extension."""

from __future__ import annotations

import atexit
import warnings

import pytest
from IPython.core.history import HistoryAccessor
from IPython.core.interactiveshell import InteractiveShell

from lightboard.magics.config import Lightboard, settings
from lightboard.magics.table import MAGICS


def state(shell):
    """Everything of a shell that an extension can change."""
    manager = shell.magics_manager
    return {
        "magics": {kind: set(names) for kind, names in manager.magics.items()},
        "user magics": set(vars(manager.user_magics)),
        "configurables": [type(one) for one in shell.configurables],
        "matchers": list(shell.Completer.custom_matchers),
        "transformers": list(shell.input_transformers_cleanup),
        "variables": set(shell.user_ns),
    }


@pytest.fixture
def shell(monkeypatch):
    monkeypatch.setattr(HistoryAccessor, "enabled", False)
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    yield shell
    shell.extension_manager.unload_extension("lightboard")
    atexit.unregister(shell.atexit_operations)  # a collection of all garbage for each shell: minutes in all
    InteractiveShell.clear_instance()


def test_loading_adds_and_unloading_removes(shell):
    before = state(shell)
    shell.extension_manager.load_extension("lightboard")
    loaded = state(shell)
    assert {magic.name for magic in MAGICS} == loaded["magics"]["line"] - before["magics"]["line"]
    assert {magic.name for magic in MAGICS if magic.kind == "line_cell"} == loaded["magics"]["cell"] - before["magics"][
        "cell"
    ]
    assert loaded["configurables"].count(Lightboard) == 1
    assert loaded["variables"] == before["variables"]
    shell.extension_manager.unload_extension("lightboard")
    assert state(shell) == before


def test_loading_twice_is_loading_once(shell):
    import lightboard

    lightboard.load_ipython_extension(shell)
    once = state(shell)
    lightboard.load_ipython_extension(shell)
    twice = state(shell)
    for part in ("magics", "user magics", "configurables", "transformers", "variables"):
        assert once[part] == twice[part]
    assert len(once["matchers"]) == len(twice["matchers"])
    lightboard.unload_ipython_extension(shell)


def test_reloading(shell):
    shell.extension_manager.load_extension("lightboard")
    loaded = state(shell)
    settings().max_new_tokens = 7
    shell.extension_manager.reload_extension("lightboard")
    reloaded = state(shell)
    assert settings().max_new_tokens == 50
    assert loaded["magics"] == reloaded["magics"]
    assert len(loaded["matchers"]) == len(reloaded["matchers"])
    assert shell.run_cell("%pipeline -h").success


def test_unloading_what_was_not_loaded(shell):
    import lightboard

    before = state(shell)
    lightboard.unload_ipython_extension(shell)
    assert state(shell) == before


def test_settings_of_ipythons_configuration_are_taken(shell):
    shell.config.Lightboard.max_new_tokens = 9
    try:
        shell.extension_manager.load_extension("lightboard")
        assert settings().max_new_tokens == 9
    finally:
        del shell.config.Lightboard


def test_loading_warns_of_nothing(shell):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shell.extension_manager.load_extension("lightboard")
