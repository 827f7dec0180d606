"""The token panel in JupyterLab: what it shows, and what the hand does with it."""

from __future__ import annotations

import pytest

from lightboard.inference import connect
from lightboard.inference.messages import ModelChoice, TokenizeRequest

CELLS = [
    "%load_ext lightboard",
    "%tokens -m starter/gpt -m starter/bert -m starter/t5 -- My name is Sylvain and I work at Hugging Face in Brooklyn.",
]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_look(open_notebook, theme):
    page = open_notebook(CELLS, theme=theme, height=1400)
    page.run_all()
    page.page.wait_for_timeout(1500)
    page.screenshot(f"tokens-{theme}")
