"""Results as live panels in JupyterLab, and panels that grow while a cell generates."""

from __future__ import annotations

import json

from browser.test_accessibility import AXE, FINDINGS, OVERFLOWING
from playwright.sync_api import expect

import lightboard

LOAD = '%load_ext lightboard\n%config Lightboard.models = "starter"'
NER = "My name is Sylvain and I work at Hugging Face in Brooklyn."
EVIL = "<img src=x onerror=window.__xss=1> </script><script>window.__xss=1</script> \u202e Anna"
GENERATE = "%%generate -n {} -t 0.9 --seed 3 -o story\nOne morning, Anna"
CELLS = [
    LOAD,
    f"%%pipeline ner aggregation_strategy=simple -o entities\n{NER}",
    "entities.panel.selection['tokens']",
    GENERATE.format(30),
    "import json; print(json.dumps([[one.id, one.logprob, one.rank] for one in story.tokens]))",
    "story.panel.selection = {'tokens': [2, 3]}",
    "%%generate -n 400 --min-new-tokens 400 --no-kv-cache --top-logprobs 0 --show tokens -o long\nOne morning, Anna",
    f"%%pipeline sentiment-analysis --steps --lines\n{EVIL}\nI love it.",
    f"%%generate -n 8\n{EVIL}",
    "%%pipeline feature-extraction\nThe cat sleeps.",
]


def test_results_are_live_panels(open_notebook):
    notebook = open_notebook(CELLS, height=1200)
    notebook.run_cell(0)
    reads_a_pipeline(notebook)
    reads_a_generation(notebook)
    grows_while_the_cell_runs(notebook)
    for cell in (7, 8, 9):
        notebook.run_cell(cell)
        expect(notebook.cell(cell).locator(".lb-panel")).to_be_visible()
    expect(notebook.cell(9).locator(".lb-panel .lb-readout")).to_contain_text("length")
    notebook.cell(9).locator(".lb-map td.lb-mark").nth(1).hover()
    expect(notebook.cell(9).locator(".lb-readout .lb-what")).to_have_text("[CLS] and the")
    expect(notebook.cell(9).locator(".lb-panel .lb-readout")).to_contain_text("cosine .")
    assert EVIL.split("\u202e", maxsplit=1)[0].strip() in notebook.cell(8).locator(".lb-panel").inner_text()
    assert notebook.page.evaluate("window.__xss") is None
    passes_axe_and_fits(notebook)


def reads_a_pipeline(notebook):
    """The marks of a result are read by pointer and keys; Python sees what is pinned."""
    notebook.run_cell(1)
    panel = notebook.cell(1).locator(".lb-panel")
    readout = panel.locator(".lb-readout")
    expect(readout).to_contain_text("Sylvain")
    assert notebook.cell(1).locator(".lb-static").is_hidden(), "the live panel takes the place of the static form"
    (expected,) = lightboard.pipeline("ner", [NER], aggregation_strategy="simple", model="starter/bert-ner").outputs
    marks = panel.locator(".lb-mark")
    assert marks.count() == len(expected)
    marks.nth(1).hover()
    expect(readout).to_contain_text(f"{expected[1]['score']:.6f}"[:6])
    expect(readout).to_contain_text(f"characters {expected[1]['start']} to {expected[1]['end']}")
    marks.nth(1).click()
    notebook.page.keyboard.press("ArrowRight")
    notebook.page.mouse.move(0, 0)
    expect(readout).to_contain_text("Brooklyn")
    notebook.page.keyboard.press("Enter")
    notebook.run_cell(2)
    assert notebook.output(2).inner_text().strip() == "[2]"

    panel.get_by_role("button", name="Show the data as a table").click()
    expect(panel.locator("table.lb-table tbody tr")).to_have_count(len(expected))
    panel.get_by_role("button", name="Show the same in plain Transformers").click()
    expect(panel.locator("pre.lb-code")).to_contain_text("token-classification")
    panel.get_by_role("button", name="Show the same in plain Transformers").click()
    expect(marks.first).to_be_visible()


def reads_a_generation(notebook):
    """Numbers on screen are the engine's; shading, pins from Python, the table and the time strip work."""
    notebook.run_cell(3)
    panel = notebook.cell(3).locator(".lb-panel")
    tokens, readout = panel.locator(".lb-tok"), panel.locator(".lb-readout")
    notebook.run_cell(4)
    truth = json.loads(notebook.output(4).inner_text())
    expect(tokens).to_have_count(len(truth))
    panel.scroll_into_view_if_needed()
    for number in (0, 4, len(truth) - 1):
        tokens.nth(number).hover()
        id_, logprob, rank = truth[number]
        expect(readout).to_contain_text(f"token {number + 1} of {len(truth)}")
        expect(readout).to_contain_text(f"id {id_}")
        expect(readout).to_contain_text(f"log p {logprob:.3f}".replace("-", "\u2212"))
        expect(readout).to_contain_text(f"rank {rank:,}")
        shown = panel.locator(".lb-instead-table tr.pin .num").first
        expect(shown).to_have_text(f"{rank:,}")
    tokens.nth(4).click()
    notebook.page.keyboard.press("ArrowRight")
    notebook.page.mouse.move(0, 0)
    expect(readout).to_contain_text(f"token 6 of {len(truth)}")
    panel.locator(".lb-plot").first.hover()
    expect(panel.locator(".lb-marked")).to_have_count(1)
    panel.get_by_role("radio", name="Surprise").click()
    expect(panel.locator(".lb-h").first).to_contain_text("bits")
    notebook.run_cell(5)
    notebook.page.mouse.move(0, 0)
    expect(panel.locator(".lb-tok.pin")).to_have_count(2)
    expect(readout).to_contain_text("2 tokens")
    notebook.screenshot("generation", panel)


def grows_while_the_cell_runs(notebook):
    """A panel shows more and more tokens, its controls wait for the end of the cell, and then it is live."""
    notebook.start_cell(6)
    panel = notebook.cell(6).locator(".lb-panel", has=notebook.page.locator(".lb-tokens"))
    shown = panel.locator(".lb-token")
    notebook.wait_for(lambda: shown.count() >= 8, timeout=90)
    first = shown.count()
    expect(panel.locator(".lb-state")).to_have_text("growing")
    expect(panel.get_by_role("textbox", name="Text")).not_to_be_editable()
    notebook.wait_for(lambda: shown.count() > first, timeout=60)
    notebook.screenshot("growing")
    notebook.interrupt()
    notebook.wait_until_idle()
    expect(panel.locator(".lb-state")).to_have_text("live", timeout=30_000)
    expect(panel.get_by_role("textbox", name="Text")).to_be_editable()
    result = notebook.cell(6).locator(".lb-panel").first
    expect(result.locator(".lb-tok").first).to_be_visible()
    text = panel.get_by_role("textbox", name="Text").input_value()
    assert text == result.locator(".lb-generated").text_content(), "the panel shows what was written, to the last token"
    panel.get_by_role("textbox", name="Text").fill("Anna")
    notebook.wait_for(lambda: 1 <= shown.count() <= 4, timeout=30)


def passes_axe_and_fits(notebook):
    """No finding of axe-core, and nothing is wider than its box in narrow windows."""
    if AXE.exists():
        notebook.page.add_script_tag(path=AXE)
        findings = notebook.page.evaluate(FINDINGS)
        assert not findings, "\n".join(findings)
    for width in (1100, 680, 500):
        notebook.page.set_viewport_size({"width": width, "height": 900})
        notebook.page.wait_for_timeout(200)
        for panel in notebook.panels().all():
            assert panel.evaluate(OVERFLOWING) == [], width
