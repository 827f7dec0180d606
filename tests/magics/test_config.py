"""`%config Lightboard`."""

from __future__ import annotations

import pytest
from traitlets import TraitError

from lightboard.inference.messages import Decoding, GenerateRequest, ModelChoice
from lightboard.magics.config import Lightboard, settings


def test_the_defaults_are_those_of_the_messages():
    defaults = Lightboard()
    assert defaults.max_new_tokens == Decoding().max_new_tokens
    assert defaults.top_logprobs == GenerateRequest(prompt="").top_logprobs
    assert (defaults.models, defaults.device, defaults.dtype) == (
        ModelChoice().preference,
        ModelChoice().device,
        ModelChoice().dtype,
    )


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("models", "startr", r"Did you mean 'starter'\? Use auto \| course \| starter"),
        ("device", "cuda1", r"Did you mean 'cuda:1' or 'cuda'\?"),
        ("dtype", "float23", r"Did you mean 'float32'"),
        ("backend", "lokal", r"Did you mean 'local'\?"),
        ("seed", -1, "between 0 and"),
        ("seed", 1.5, "seed"),
        ("memory_budget", 0, "between 1 and"),
        ("memory_budget", "2GB", "memory_budget"),
        ("max_new_tokens", 0, "between 1 and"),
        ("top_logprobs", 101, "between 0 and 100"),
    ],
)
def test_bad_values_are_refused(name, value, message):
    one = Lightboard()
    before = getattr(one, name)
    with pytest.raises(TraitError, match=message):
        setattr(one, name, value)
    assert getattr(one, name) == before


def test_config_shows_and_sets(shell, capsys, caplog):
    shell.run_cell("%config")
    assert "Lightboard" in capsys.readouterr().out.split()
    shell.run_cell("%config Lightboard")
    assert "Lightboard.max_new_tokens=<Int>" in capsys.readouterr().out
    shell.run_cell('%config Lightboard.models = "starter"')
    assert settings().models == "starter"
    assert shell.run_cell("%config Lightboard.models") == "starter"
    shell.run_cell('%config Lightboard.models = "startr"')
    assert "Did you mean 'starter'?" in caplog.text
    assert settings().models == "starter"


def test_an_option_goes_before_the_settings_and_the_settings_before_the_defaults(shell, backend):
    shell.run_cell("%generate -q -- x")
    shell.run_cell("%config Lightboard.max_new_tokens = 7\n%config Lightboard.device = 'cpu'")
    shell.run_cell("%config Lightboard.top_logprobs = 2\n%config Lightboard.models = 'course'")
    shell.run_cell("%generate -q -- x")
    shell.run_cell("%generate -q -n 9 --top-logprobs 0 -d cuda -- x")
    assert [one.decoding.max_new_tokens for one in backend.requests] == [50, 7, 9]
    assert [one.top_logprobs for one in backend.requests] == [5, 2, 0]
    assert [one.model.device for one in backend.requests] == ["auto", "cpu", "cuda"]
    assert [one.model.preference for one in backend.requests] == ["auto", "course", "course"]


def test_the_memory_budget_and_the_download_limit_go_with_the_model(shell, backend):
    shell.run_cell("%generate -q -- x\n%config Lightboard.memory_budget = 2_000_000_000\n%generate -q -- x")
    assert [one.model.memory_budget for one in backend.requests] == [None, 2_000_000_000]
    shell.run_cell("%config Lightboard.download_limit = 5_000_000\n%generate -q -- x")
    assert [one.model.download_limit for one in backend.requests] == [500_000_000, 500_000_000, 5_000_000]
    shell.run_cell("%config Lightboard.memory_budget = None\n%generate -q -- x")
    assert backend.requests[-1].model.memory_budget is None


def test_the_seed_counts_only_when_tokens_are_drawn(shell, backend):
    shell.run_cell("%config Lightboard.seed = 3")
    for options in ("", "-t 0.8", "-t 0.8 --seed 4", "--num-beams 2"):
        shell.run_cell(f"%generate -q {options} -- x")
    assert [one.decoding.seed for one in backend.requests] == [None, 3, 4, None]
    assert [one.decoding.sampled for one in backend.requests] == [False, True, True, False]


def test_a_bad_setting_does_not_keep_the_extension_from_loading(shell):
    shell.run_cell("%config Lightboard.seed = -1")
    with pytest.warns(UserWarning, match="Lightboard.seed must be between"):
        shell.run_cell("%reload_ext lightboard")
    assert settings().seed is None


def test_outside_a_notebook_the_defaults_hold():
    assert settings().models == "auto"
