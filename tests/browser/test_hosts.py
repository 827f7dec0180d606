"""The same panels elsewhere: Notebook 7, a notebook opened again without its kernel, a page of nbconvert."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

import nbformat
import panel_cases
import pytest
from browser.exploring import explore
from browser.notebook_page import FINISHED
from nbconvert import HTMLExporter
from playwright.sync_api import expect

NUMBER = len(panel_cases.ALL)
STATE = "application/vnd.jupyter.widget-state+json"


def live_panels(notebook):
    return notebook.notebook.locator(".jp-OutputArea .lightboard.lb-panel")


def expect_one_form(notebook) -> None:
    """Where the live panel is, the script-free form is not to be seen."""
    expect(live_panels(notebook)).to_have_count(NUMBER, timeout=FINISHED)
    static = notebook.notebook.locator(".lb-static")
    expect(static).to_have_count(NUMBER)
    for number in range(NUMBER):
        expect(live_panels(notebook).nth(number)).to_be_visible()
        expect(static.nth(number)).to_be_hidden()


def test_notebook_7(open_notebook):
    notebook = open_notebook(panel_cases.cells(), host="notebook_7")
    notebook.run_all()
    expect_one_form(notebook)
    for number in range(NUMBER):
        explore(live_panels(notebook).nth(number), state="live")
    notebook.screenshot("notebook-7")

    tokens = live_panels(notebook).first
    field = tokens.get_by_role("textbox", name="Text")
    field.fill("Brooklyn")
    expect(tokens.locator(".lb-content")).to_contain_text("ook", timeout=30_000)
    expect(tokens.locator(".lb-content")).not_to_contain_text("teacher")
    expect(field).to_have_value("Brooklyn")


def holds_state(path: Path) -> bool:
    """Whether a notebook is stored with its widgets; while it is being written, it is not."""
    with contextlib.suppress(nbformat.reader.NotJSONError):
        return STATE in nbformat.read(path, as_version=4).metadata.get("widgets", {})
    return False


@pytest.fixture
def kept(open_notebook, jupyterlab):
    """A notebook that was run and saved in JupyterLab with the state of its widgets."""
    jupyterlab.set("@jupyter-widgets/jupyterlab-manager:plugin", saveState=True)
    notebook = open_notebook(panel_cases.cells())
    notebook.run_all()
    expect_one_form(notebook)
    notebook.page.wait_for_timeout(500)
    notebook.page.keyboard.press("Control+s")
    path = max(jupyterlab.folder.glob("*/test.ipynb"), key=lambda one: int(one.parent.name))
    notebook.wait_for(lambda: holds_state(path))
    jupyterlab.stop_kernels()
    return path


def test_reopened_without_a_kernel_and_exported(kept, open_notebook, open_file, screenshots, tmp_path):
    # JupyterLab restores widgets once it has a session, so the notebook gets a kernel that knows nothing, then none.
    notebook = open_notebook(kept)
    notebook.menu("Kernel", "Shut Down Kernel")
    expect_one_form(notebook)
    for number in range(NUMBER):
        explore(live_panels(notebook).nth(number), state="no kernel: saved data")
    notebook.screenshot("reopened")

    book = nbformat.read(kept, as_version=4)
    assert book.metadata.widgets[STATE]["state"]
    with_state = export(book, tmp_path / "with_state.html")
    del book.metadata["widgets"]
    without_state = export(book, tmp_path / "without_state.html")
    for path in (with_state, without_state):
        page = open_file(path, asks=True).page
        static = page.locator(".lb-static .lightboard")
        expect(static).to_have_count(NUMBER)
        for number in range(NUMBER):
            expect(static.nth(number)).to_be_visible()
            assert static.nth(number).bounding_box()["height"] > 60
        expect(static.first).to_contain_text("teacher")
        expect(page.locator("body")).not_to_contain_text(re.compile(r"Panel\('"))
        page.screenshot(path=screenshots / f"{path.stem}.png")


def export(book, path: Path) -> Path:
    """Write a notebook as a page, as `jupyter nbconvert --to html` does."""
    path.write_text(HTMLExporter().from_notebook_node(book)[0], encoding="utf-8")
    return path
