"""The harness itself: what the other browser tests rely on must be able to fail."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


def test_runs_cells_and_shows_their_outputs(open_notebook):
    notebook = open_notebook(["1 + 1", "2 * 21"])
    notebook.run_all()
    assert notebook.output(0).inner_text().strip() == "2"
    assert notebook.output(1).inner_text().strip() == "42"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_opens_in_the_theme_that_was_asked_for(open_notebook, theme):
    notebook = open_notebook([""], theme=theme)
    expect(notebook.page.locator("body")).to_have_attribute("data-jp-theme-light", str(theme == "light").lower())


def test_a_page_that_misbehaves_is_noticed(open_notebook):
    notebook = open_notebook([""])
    assert notebook.complaints == []
    for script, complaint in {
        "console.error('from the page')": "console: from the page",
        "setTimeout(() => { throw new Error('nobody caught it') })": "uncaught: nobody caught it",
        "fetch('https://outside.example/model.js').catch(() => {})": "outside: https://outside.example/model.js",
        "new WebSocket('wss://outside.example/')": "outside: wss://outside.example/",
    }.items():
        notebook.page.evaluate(script)
        notebook.wait_for(lambda complaint=complaint: complaint in notebook.complaints)
    notebook.complaints.clear()  # so that this test passes
