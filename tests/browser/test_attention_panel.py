"""The attention panel in JupyterLab: its numbers are the engine's, and all of it works by pointer and by keys."""

from __future__ import annotations

import re

from browser.test_accessibility import AXE, FINDINGS, OVERFLOWING
from playwright.sync_api import expect

from lightboard.inference import connect
from lightboard.inference.messages import AttentionSelection, HeadChoice, LogitSelection, ModelChoice, TraceRequest
from lightboard.widgets.numbers import probability

TEXT = "The old teacher opened the door and the dog looked at the"
EDITED = "The dog sleeps in the garden"
LONG = " ".join(["The old teacher opened the door and the dog looked at the garden."] * 30)
CELLS = [
    "%load_ext lightboard",
    f"%attention -m starter/gpt --layer 1 --head 2 -o panel -- {TEXT}",
    "panel.selection['layer'], panel.selection['head'], panel.selection['tokens'], panel.selection['answer']",
    "%attention -m starter/t5 -- translate English to French: The cat sleeps in the garden.",
    f"%attention -m starter/gpt -- {LONG}",
]


def trace(text, **selected):
    return connect("local").trace(TraceRequest(text=text, model=ModelChoice(name="starter/gpt"), **selected))


def weights(text, layer, head):
    (maps,) = trace(text, attention=(AttentionSelection(layers=(layer,), heads=(head,)),)).attention
    return maps.numpy()[0, 0]


def cell_of(matrix, count, row, column):
    """Return where a cell of a square map that fits is, in pixels from the top left of its canvas."""
    box = matrix.bounding_box()
    plot = matrix.evaluate("element => [element.dataset.left, element.dataset.top, element.dataset.scale].map(Number)")
    assert box
    assert plot[2] * count <= box["width"]
    return {"x": plot[0] + (column + 0.5) * plot[2], "y": plot[1] + (row + 0.5) * plot[2]}


def test_heads_cells_tokens_and_knock_outs(notebook, panel):
    page = notebook.page
    readout, matrix, heads = panel.locator(".lb-readout"), panel.locator(".lb-matrix"), panel.locator(".lb-heads")
    expect(panel.locator(".lb-state")).to_have_text("live")
    expect(panel).to_contain_text("Layer 1, head 2")
    expected = weights(TEXT, 1, 2)
    count = len(expected)
    notebook.screenshot("attention", panel)

    # The map: hovering, pinning, the keys.
    matrix.hover(position=cell_of(matrix, count, 9, 5))
    expect(readout).to_contain_text(f"weight {probability(expected[9, 5])}")
    matrix.click(position=cell_of(matrix, count, 9, 5))
    rank = int((expected[9] > expected[9, 5]).sum()) + 1
    expect(readout).to_contain_text(f"rank {rank} of 10")
    page.keyboard.press("ArrowRight")
    expect(readout).to_contain_text(f"weight {probability(expected[9, 6])}")
    page.keyboard.press("Enter")
    notebook.run_cell(2)
    assert notebook.output(2).inner_text() == "(1, 2, [9], 6)"

    # Another head, by pointer and by keys: fetched, then its numbers.
    heads.locator(".open").focus()
    page.keyboard.press("ArrowDown")
    expect(readout).to_contain_text("Layer 2, head 2")
    page.keyboard.press("Enter")
    expect(panel).to_contain_text("rows ask, columns answer")
    other = weights(TEXT, 2, 2)
    matrix.hover(position=cell_of(matrix, count, 9, 5))
    expect(readout).to_contain_text(f"weight {probability(other[9, 5])}")
    page.mouse.move(5, 5)

    # Several tokens, in and out, summed.
    labels = panel.locator(".lb-line-label")
    labels.nth(4).click()
    labels.nth(6).click(modifiers=["Shift"])
    expect(panel.locator(".lb-lines")).to_contain_text("Where 3 tokens look")
    mean = other[4:7].mean(0)
    best = int(mean.argmax())
    expect(readout).to_contain_text(probability(mean[best]))
    panel.get_by_role("radio", name="Sum").click()
    expect(readout).to_contain_text(f"{3 * mean[best]:.3f}")
    panel.get_by_role("radio", name="In", exact=True).click()
    expect(panel.locator(".lb-lines")).to_contain_text("Who looks at 3 tokens")
    panel.get_by_role("radio", name="Out", exact=True).click()

    # Mean, words, hidden sink.
    panel.get_by_role("radio", name="Mean").click()
    expect(panel).to_contain_text("Mean of layer 2")
    panel.get_by_role("radio", name="One head").click()
    panel.get_by_role("checkbox", name=re.compile("Hide first token")).click()
    expect(panel).to_contain_text(f"removed mass {other[1:, 0].mean():.2f}")
    panel.get_by_role("checkbox", name=re.compile("Hide first token")).click()
    panel.get_by_role("radio", name="On previous").click()
    panel.get_by_role("radio", name="Layer order").click()

    labels.nth(count - 1).click()
    check_knock_outs(panel)
    check_the_rest(panel, page)


def check_knock_outs(panel):
    """Before stands beside after, as the engine says, for head 2 of layer 2, which is open."""
    panel.get_by_role("button", name="Knock out this head").click()
    expect(panel).to_contain_text("before beside after")
    wanted = LogitSelection(positions=(-1,), full=True)
    found = trace(TEXT, knockout=(HeadChoice(layer=2, head=2),), logits=wanted)
    before = dict(found.candidates(found.before))
    row = panel.locator(".lb-p-table tbody tr").first.locator("td")
    name = row.nth(0).inner_text().replace("·", " ")
    expect(row.nth(1)).to_contain_text(probability(before[name]))
    panel.get_by_role("button", name="Restore all").click()
    expect(panel.locator(".lb-predictions")).to_contain_text("of the next token")


def check_the_rest(panel, page):
    """Another text, the table, axe-core, and narrow windows."""
    panel.get_by_role("textbox", name="Text").fill(EDITED)
    expect(panel.locator(".lb-matrix")).to_have_attribute("data-rows", str(len(weights(EDITED, 2, 2))))

    panel.get_by_role("button", name="Show the data as a table").click()
    expect(panel.locator("tbody tr").first).to_be_visible()
    panel.get_by_role("button", name="Show the data as a table").click()

    page.add_script_tag(path=AXE)
    findings = page.evaluate(FINDINGS)
    assert not findings, "\n".join(findings)
    for width in (1100, 680, 480):
        page.set_viewport_size({"width": width, "height": 1300})
        overflowing = panel.evaluate(OVERFLOWING)
        assert not overflowing, f"{width}: {overflowing}"


def test_encoder_decoders_and_long_texts(open_notebook):
    notebook = open_notebook(CELLS, height=1500)
    for cell in (0, 3, 4):
        notebook.run_cell(cell)
    panel = notebook.cell(3).locator(".lb-panel")
    expect(panel.get_by_role("radio", name="Cross")).to_be_checked()
    expect(panel).to_contain_text("target, written by the model")
    target = panel.get_by_role("textbox", name="Target")
    target.select_text()
    target.press_sequentially("Le chat noir", delay=350)  # slower than the pause after which it is computed
    expect(panel.locator(".lb-state")).to_have_text("live")
    expect(target).to_have_value("Le chat noir")
    panel.get_by_role("radio", name="Decoder").click()
    expect(panel).to_contain_text("hidden by the causal mask")

    long = notebook.cell(4).locator(".lb-panel")
    matrix, readout = long.locator(".lb-matrix"), long.locator(".lb-readout")
    expect(long.locator(".lb-state")).to_have_text("live")
    matrix.scroll_into_view_if_needed()
    for _ in range(12):
        long.get_by_role("button", name="Zoom in").click()
    expect(matrix).to_have_attribute("data-level", "0")
    matrix.focus()
    notebook.page.keyboard.press("ArrowDown")
    expect(readout).to_contain_text("weight")
    matrix.dblclick()
    notebook.screenshot("attention-long", long)
