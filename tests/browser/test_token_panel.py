"""The token panel in JupyterLab: what it shows, and what the hand does with it."""

from __future__ import annotations

from browser.test_accessibility import AXE, FINDINGS, OVERFLOWING
from playwright.sync_api import expect

from lightboard.inference import connect
from lightboard.inference.messages import ModelChoice, TokenizeRequest

TEXT = "My name is Sylvain and I work at Hugging Face."
EDITED = "Transformers read tokens ☕ naïveté"
CELLS = [
    "%load_ext lightboard",
    f"%tokens -m starter/gpt -m starter/bert -o panel -- {TEXT}",
    "panel.selection['tokens'], panel.text",
    "from lightboard import TokenPanel, link",
    "other = TokenPanel(panel.text, model='starter/bert'); link(panel, other)",
    "other",
]


def ids(text, model):
    request = TokenizeRequest(text=text, model=ModelChoice(name=model))
    return [str(token.id) for token in connect("local").tokenize(request).tokens]


def test_seeing_editing_pinning_and_linking(notebook, panel):
    shown = panel.locator(".lb-token .d")
    expect(panel.locator(".lb-state")).to_have_text("live")
    assert shown.all_inner_texts() == ids(TEXT, "starter/gpt")
    assert notebook.cell(1).locator(".lb-static").is_hidden(), "the live panel takes the place of the static form"
    notebook.screenshot("tokens", panel)

    panel.get_by_role("radio", name="starter/bert").click()
    expect(shown.first).to_have_text(ids(TEXT, "starter/bert")[0])
    assert shown.all_inner_texts() == ids(TEXT, "starter/bert")
    panel.get_by_role("radio", name="starter/gpt").click()

    panel.get_by_role("textbox", name="Text").fill(EDITED)
    expect(shown).to_have_text(ids(EDITED, "starter/gpt"))
    assert "3 tokens, one character" in panel.inner_text()
    assert "= ï é 4 tokens, 2 characters" in panel.inner_text()
    assert "\N{REPLACEMENT CHARACTER}" not in panel.inner_text()

    # By pointer, then by keys: one tab stop, arrows move, Enter pins.
    panel.locator(".lb-token").nth(2).click()
    expect(panel.locator(".lb-readout")).to_contain_text("Token 2")
    notebook.page.keyboard.press("ArrowRight")
    expect(panel.locator(".lb-readout")).to_contain_text("Token 3")
    notebook.page.keyboard.press("Enter")
    notebook.run_cell(2)
    assert notebook.output(2).inner_text() == f"([3], {EDITED!r})"
    expect(panel.locator('.lb-token[aria-selected="true"]')).to_have_count(1)

    # The steps of the word that was pinned.
    steps = panel.locator(".lb-step")
    expect(panel.locator(".lb-content")).to_contain_text("How Transformers became")
    last = steps.count() - 1
    panel.get_by_role("slider", name="Step").fill("1")
    expect(panel.locator(".lb-step.later")).to_have_count(last - 1)
    panel.get_by_role("button", name="Step", exact=True).click()
    expect(panel.locator(".lb-step.later")).to_have_count(last - 2)

    for cell in (3, 4, 5):
        notebook.run_cell(cell)
    other = notebook.cell(5).locator(".lb-panel")
    expect(other.locator(".lb-state")).to_have_text("live")
    panel.locator(".lb-token").nth(1).hover()
    expect(other.locator(".lb-token.hover").first).to_be_visible()
    panel.locator(".lb-token").nth(1).click()
    expect(other.locator(".lb-token.pin").first).to_be_visible()

    panel.get_by_role("button", name="Show the data as a table").click()
    expect(panel.locator("tbody tr")).to_have_count(len(ids(EDITED, "starter/gpt")))
    panel.get_by_role("button", name="Show the data as a table").click()

    notebook.page.add_script_tag(path=AXE)
    findings = notebook.page.evaluate(FINDINGS)
    assert not findings, "\n".join(findings)
    for width in (1100, 680, 480):
        notebook.page.set_viewport_size({"width": width, "height": 1300})
        overflowing = panel.evaluate(OVERFLOWING)
        assert not overflowing, f"{width}: {overflowing}"
