"""`%attention` opens the attention panel."""

from __future__ import annotations

import sys

import pytest

from lightboard.inference.errors import InvalidOption
from lightboard.inference.local import LocalBackend


@pytest.fixture
def backend(monkeypatch):
    """A real one: the panel looks into a model."""
    real = LocalBackend()
    monkeypatch.setitem(sys.modules["lightboard.inference.connect"]._backends, "local", real)
    return real


def test_line_and_cell(shell):
    panel = shell.run_cell("%attention -m starter/gpt --layer 1 --head 2 The cat sleeps")
    assert repr(panel) == "AttentionPanel('The cat sleeps')"
    assert [panel.selection[name] for name in ("layer", "head")] == [1, 2]
    assert shell.run_cell("%%attention -o pair -q -m starter/bert-nli --pair 'A dog barks.'\nA dog sleeps.") is None
    assert shell.user_ns["pair"].content["text_pair"] == "A dog barks."


def test_target(shell):
    panel = shell.run_cell("%attention -m starter/t5 --target 'Le chat.' -- translate English to French: a cat")
    assert panel.content["target_text"] == "Le chat."
    assert not panel.content["target_written"]


def test_bad_heads(shell):
    with pytest.raises(InvalidOption, match="both layer and head"):
        shell.run_cell("%attention -m starter/gpt --layer 1 The cat")
