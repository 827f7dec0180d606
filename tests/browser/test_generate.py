"""`%%generate` in JupyterLab: streaming, the toolbar's stop button, and the script-free form of a stored notebook."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
LOAD = '%load_ext lightboard\n%config Lightboard.models = "starter"'
# Slow enough to be stopped on any machine: every step computes the whole text from the start.
LONG = "%%generate -n 450 --min-new-tokens 450 --no-kv-cache --top-logprobs 0 -o story\nOne morning, Anna"
SHORT = "%%generate -n 30 -o story\nOne morning, Anna"

# What stands in the readout is printed by the style sheet, so it is read from there.
READOUT = """root => [...root.querySelectorAll('.lb-t > span')]
    .filter(span => getComputedStyle(span, '::after').display === 'block')
    .map(span => span.dataset.n.replaceAll('\\u00a0', ' '))"""


def test_stop_button_keeps_the_text_and_the_next_cell_runs(open_notebook):
    notebook = open_notebook(
        [
            LOAD,
            LONG,
            "print(story.finish_reason, 0 < len(story.tokens) < 450, story.text)",
            SHORT,
        ]
    )
    notebook.run_cell(0)
    notebook.start_cell(1)
    written = notebook.output(1).locator(".lb-generated > span:not(.lb-muted)")
    notebook.wait_for(lambda: written.count() >= 5, timeout=60)
    streaming = notebook.output(1).first.inner_text()
    assert "To stop, interrupt the kernel." in streaming
    beginning = notebook.output(1).locator(".lb-generated").text_content().rstrip()
    notebook.interrupt()
    notebook.wait_until_idle()
    notebook.screenshot("generate-interrupted")

    assert notebook.output(1).count() == 2, "the partial result, and the error"
    result, error = notebook.output(1).nth(0), notebook.output(1).nth(1)
    assert "cancelled" in result.inner_text()
    assert result.locator(".lb-generated").text_content().startswith(beginning)
    assert error.inner_text().strip() == "KeyboardInterrupt: The generation was interrupted."

    notebook.run_cell(2)
    told = notebook.output(2).inner_text()
    assert told.startswith("cancelled True ")
    assert len(told) > 30
    notebook.run_cell(3)
    assert "30 tokens" in notebook.output(3).inner_text()
    assert "length" in notebook.output(3).inner_text()


def test_run_all_stops_at_an_interrupted_cell(open_notebook):
    notebook = open_notebook([LOAD, LONG, "print('this must not run')"])
    notebook.menu("Run", "Run All Cells")
    written = notebook.output(1).locator(".lb-generated > span:not(.lb-muted)")
    notebook.wait_for(lambda: written.count() >= 3, timeout=60)
    notebook.interrupt()
    notebook.wait_until_idle()
    assert notebook.output(2).count() == 0


@pytest.fixture
def stored(open_notebook):
    """A tutorial as it is stored: its outputs have no widget, so their script-free form is what is seen."""

    def stored(theme: str = "light"):
        notebook = open_notebook(NOTEBOOKS / "02_generation.ipynb", theme=theme, height=1000)
        panel = notebook.panels().filter(has=notebook.page.locator(".lb-t")).first
        panel.scroll_into_view_if_needed()
        return notebook, panel

    return stored


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pointing_at_a_token_reads_it_without_a_script(stored, theme):
    notebook, panel = stored(theme)
    tokens = panel.locator(".lb-t > span")
    tokens.nth(4).hover()
    pinned_and_pointed = panel.evaluate(READOUT)
    assert any(reading.startswith("token 5 of ") for reading in pinned_and_pointed)
    notebook.screenshot(f"generate-stored-{theme}")
    tokens.nth(4).click()
    notebook.page.mouse.move(0, 0)
    (pinned,) = panel.evaluate(READOUT)
    assert pinned.startswith("token 5 of ")
    assert " p 0." in pinned or " p 1." in pinned


def test_keys_stay_in_the_script_free_form(stored):
    notebook, panel = stored()
    before = notebook.notebook.locator(".jp-Cell").count()
    panel.locator(".lb-t > span").nth(10).click()
    notebook.page.keyboard.press("ArrowRight")
    notebook.page.keyboard.press("ArrowRight")
    notebook.page.mouse.move(0, 0)
    (pinned,) = panel.evaluate(READOUT)
    assert pinned.startswith("token 13 of ")

    code = panel.locator("details", has_text="Code").first
    code.locator("summary").focus()
    notebook.page.keyboard.press("Enter")
    expect(code.locator("pre")).to_be_visible()
    assert notebook.notebook.locator(".jp-Cell").count() == before, "JupyterLab took a key for itself"
