"""The comparison of outputs itself: what it must notice and what it must forgive."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

HERE = Path(__file__).parent

UPDATED = """
from IPython.display import display
class Shown:
    def __init__(self, text, html):
        self.text, self.html = text, html
    def _repr_mimebundle_(self, **_):
        return {"text/plain": self.text, "text/html": self.html}
handle = display(Shown("started", ""), display_id=True)
handle.update(Shown("the end", "<div class='x'>1</div>".replace("'x'", '"lightboard"')))
"""
FIGURE = "application/vnd.plotly.v1+json"
DRAWN = f"""
from IPython.display import display
display({{"{FIGURE}": {{"data": [{{"z": [[0.5, 1]], "text": ["cat"]}}], "layout": {{}}}}}}, raw=True)
"""
STORED_HTML = '<div class="lightboard">\nsomething else</div>'


def shown(text: str, html: str = STORED_HTML):
    return nbformat.v4.new_output("display_data", {"text/plain": text, "text/html": html})


def drawn(values: list[list[float]], text: str):
    figure = {"data": [{"z": values, "text": [text]}], "layout": {}}
    return nbformat.v4.new_output("display_data", {FIGURE: figure})


def printed(text: str):
    return nbformat.v4.new_output("stream", text=text)


CASES = {
    "times, rates and sizes are forgiven": (
        "print('12.5 ms, 3.1 tokens/s, 40 MB')",
        printed("0.9 s, 99 tokens/s, 2 kB\n"),
        True,
    ),
    "the last digits of a float are forgiven": ("print(0.12345678)", printed("0.12349\n"), True),
    "its first digits are compared": ("print(0.12345678)", printed("0.12355678\n"), False),
    "other text is compared": ("print('POSITIVE 0.998')", printed("POSITIVE 0.997\n"), False),
    "other units are compared": ("print('12 tokens')", printed("13 tokens\n"), False),
    "the final state is compared": (UPDATED, shown("the end"), True),
    "and not the first": (UPDATED, shown("started"), False),
    "the digits of a figure are forgiven": (DRAWN, drawn([[0.501, 1]], "cat"), True),
    "its texts are compared": (DRAWN, drawn([[0.5, 1]], "dog"), False),
    "its shape is compared": (DRAWN, drawn([[0.5]], "cat"), False),
    "a drawing that went missing is noticed": ("print('the end')", shown("the end"), False),
}


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> str:
    """Run a notebook with one cell for each case."""
    cells = [
        nbformat.v4.new_code_cell(source, outputs=[output], execution_count=number)
        for number, (source, output, _) in enumerate(CASES.values(), 1)
    ]
    notebook = tmp_path_factory.mktemp("comparison") / "cases.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), notebook)
    command = [sys.executable, "-m", "pytest", "-p", "conftest", "--nbval", "--nbval-current-env", "-v", "--color=no"]
    command += ["--nbval-sanitize-with", HERE / "sanitize.cfg", "--rootdir", notebook.parent, notebook]
    environment = os.environ | {"PYTHONPATH": str(HERE)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout


@pytest.mark.parametrize(("number", "case"), list(enumerate(CASES)))
def test_comparison(report, number, case):
    outcome = "PASSED" if CASES[case][2] else "FAILED"
    assert f"::Cell {number} {outcome}" in report, report
