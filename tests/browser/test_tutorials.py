"""`01_pipelines.ipynb` as a learner meets it: opened in JupyterLab, every cell run from the menu."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

import lightboard

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
PIPELINES = NOTEBOOKS / "01_pipelines.ipynb"


def tags(cell) -> list[str]:
    return cell.metadata.get("tags", [])


def number_of(cells, beginning: str) -> int:
    """Return the number of the cell that begins with a text."""
    (number,) = [number for number, cell in enumerate(cells) if cell.source.startswith(beginning)]
    return number


@pytest.fixture(scope="module")
def cells():
    return nbformat.read(PIPELINES, as_version=4).cells


@pytest.fixture
def tutorial(open_notebook):
    notebook = open_notebook(PIPELINES, width=1120, height=800, scale=2)
    notebook.run_all()
    return notebook


def test_run_all_gives_every_result(tutorial, cells):
    ran = 0
    for number, cell in enumerate(cells):
        if cell.cell_type != "code":
            continue
        ran += 1
        prompt = tutorial.cell(number).locator(".jp-InputPrompt").first.inner_text()
        assert prompt == f"[{ran}]:", cell.source
        errors = tutorial.cell(number).locator('[data-mime-type="application/vnd.jupyter.stderr"]')
        assert errors.count() == ("raises-exception" in tags(cell)), cell.source
        drawn = any("lightboard" in output.get("data", {}).get("text/html", "") for output in cell.outputs)
        assert tutorial.output(number).locator(".lightboard:visible").count() == drawn, cell.source

    number = number_of(cells, "%%pipeline sentiment-analysis\nI've been waiting")
    sentence = cells[number].source.split("\n")[1]
    (expected,) = lightboard.pipeline("sentiment-analysis", sentence, model="starter/bert-sentiment").outputs
    shown = tutorial.output(number).inner_text()
    assert sentence in shown
    assert expected["label"] in shown
    score = tutorial.output(number).locator(".lightboard:visible .lb-answers .num").inner_text()
    assert float(score) == pytest.approx(expected["score"], abs=1e-3)

    number = number_of(cells, "%%pipeline fill-mask top_k=3\nThere [MASK] a book on")
    fills = lightboard.pipeline("fill-mask", cells[number].source.split("\n")[1], model="starter/bert", top_k=3)
    assert all(fill["token_str"] in tutorial.output(number).inner_text() for fill in fills.outputs[0])

    steps = number_of(cells, "%%pipeline sentiment-analysis --steps")
    tutorial.cell(steps).evaluate("cell => cell.scrollIntoView()")
    tutorial.page.mouse.move(0, 0)
    tutorial.screenshot("readme")


def test_the_table_of_contents_is_the_tutorials_own(tutorial, cells):
    tutorial.menu("View", "Table of Contents")
    entries = tutorial.page.locator(".jp-TableOfContents-content .jp-tocItem-heading")
    headings = [
        line.lstrip("# ")
        for cell in cells
        if cell.cell_type == "markdown"
        for line in cell.source.split("\n")
        if line.startswith("#")
    ]
    tutorial.wait_for(lambda: entries.count() > 0)
    assert [text.strip() for text in entries.all_inner_texts()] == headings
