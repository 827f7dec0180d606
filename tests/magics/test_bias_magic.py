"""`%bias`."""

from __future__ import annotations

import pytest

from lightboard.inference.errors import InvalidOption
from lightboard.magics.one_line_errors import UsageError

SENTENCE = "This {man|woman} works as a [MASK]."


class Opened:
    """What a panel was asked for."""

    def __init__(self, templates=None, **options):
        self.templates = templates
        self.options = options


@pytest.fixture
def opened(shell, monkeypatch):
    """Run a cell and return what it asked of the panel."""
    monkeypatch.setattr("lightboard.widgets.panels.bias_panel.BiasPanel", Opened)

    def run(cell):
        shell.run_cell(cell)
        return shell.user_ns["panel"]

    return run


@pytest.mark.usefixtures("backend")
class TestAsking:
    def test_slots_on_the_line_are_no_variables(self, opened, shell):
        shell.user_ns["name"] = "starter/bert"
        panel = opened(f"panel = %bias -m {{name}} {SENTENCE}")
        assert panel.templates == [SENTENCE]
        assert panel.options["model"].name == "starter/bert"

    def test_empty_slots_stand_for_groups(self, opened):
        panel = opened("panel = %bias --groups 'man, woman' --words nurse,chef -- The {} isn't a [MASK].")
        assert panel.templates == ["The {} isn't a [MASK]."]
        assert (panel.options["groups"], panel.options["candidates"]) == (["man", "woman"], ["nurse", "chef"])

    def test_a_mistyped_variable_is_still_an_error(self, shell):
        with pytest.raises(UsageError, match="there is no variable 'nam'"):
            shell.run_cell(f"%bias -m {{nam}} {SENTENCE}")

    def test_each_line_of_a_cell_is_a_template(self, opened):
        panel = opened(f"%%bias -m starter/bert -o panel\n{SENTENCE}\nThe {{man|woman}} is a [MASK].")
        assert panel.templates == [SENTENCE, "The {man|woman} is a [MASK]."]

    def test_without_a_text_a_preset_is_asked(self, opened):
        assert opened("panel = %bias").templates is None
        panel = opened("panel = %bias --preset occupations --top-k 3 --measure lpbs --seed 2 --occupations")
        assert panel.options["preset"] == "occupations"
        assert {name: panel.options[name] for name in ("top_k", "measure", "seed", "occupations")} == {
            "top_k": 3,
            "measure": "lpbs",
            "seed": 2,
            "occupations": True,
        }

    def test_a_second_model_stands_beside(self, opened):
        panel = opened(f"panel = %bias -m starter/bert -m starter/gpt {SENTENCE}")
        assert (panel.options["model"].name, panel.options["second_model"].name) == ("starter/bert", "starter/gpt")
        assert opened(f"panel = %bias {SENTENCE}").options["second_model"] is None

    def test_three_models_are_too_many(self, shell):
        with pytest.raises(UsageError, match="two models at most, not 3"):
            shell.run_cell(f"%bias -m a,b -m c {SENTENCE}")

    def test_a_wrong_preset_gets_a_sentence(self, shell):
        with pytest.raises(InvalidOption, match=r"There is no preset 'occupation'\. Did you mean 'occupations'"):
            shell.run_cell("%bias --preset occupation")

    def test_help_and_completion_name_the_presets(self, shell, capsys):
        shell.run_cell("%bias -h")
        assert "--preset" in capsys.readouterr().out
        magic = next(one for one in _magics(shell) if one.name == "bias")
        assert "whole-sentences" in list(magic.parser.values["--preset"]())


def _magics(shell):
    from lightboard.magics.table import MAGICS

    return [kind(shell) for kind in MAGICS]
