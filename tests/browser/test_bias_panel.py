"""The bias panel in JupyterLab: its numbers are the engine's, and all of it works by pointer and by keys."""

from __future__ import annotations

import math
import re

from browser.test_accessibility import AXE, FINDINGS, OVERFLOWING
from playwright.sync_api import expect

from lightboard.inference import connect
from lightboard.inference.messages import BiasRequest, ModelChoice

SENTENCE = "This {man|woman} works as a [MASK]."
EDITED = "The {man|woman} is a [MASK]."
WORDS = ("nurse", "plumber", "teacher", "whore")
HOSTILE = "<img src=x onerror=window.__xss=1>"
CELLS = [
    "%load_ext lightboard",
    f"%bias -m starter/bert --words {','.join(WORDS)} --occupations -o panel {SENTENCE}",
    "panel.selection['word'], panel.content['groups'], panel.text",
    f"%%bias -m starter/bert -m starter/gpt --words '{HOSTILE},nurse,plumber'\n"
    + "\n".join(f"The {{man|woman}} {verb} a [MASK]." for verb in ("is", "was", "became", "remained", "stayed")),
]


def scored(words=WORDS, template=SENTENCE, **options):
    request = BiasRequest(
        templates=(template,), candidates=tuple(words), model=ModelChoice(name="starter/bert"), **options
    )
    return connect("local").bias(request)


def times(nats):
    """A difference as the panel writes it."""
    ratio = math.exp(abs(nats))
    text = f"{ratio:.1f}×" if ratio < 9.95 else f"{ratio:,.0f}×"
    return f"← {text}" if nats < 0 else f"{text} →"


# In one go, because the panel may draw the table anew between two questions.
ROWS = """table => Object.fromEntries([...table.querySelectorAll('tbody tr:has(.lb-bias-word)')]
    .map(row => [row.querySelector('bdi').innerText, row.querySelector('td.num:not(.more)').innerText]))"""


def rows(panel):
    """Word and ratio of each row on the screen."""
    return panel.locator(".lb-bias-words").first.evaluate(ROWS)


def shows(notebook, panel, wanted):
    """Wait until the rows on the screen are these."""
    notebook.wait_for(lambda: rows(panel) == wanted, timeout=60)


def expected(scores):
    return {scores.candidates[one.candidate].text: times(one.mean) for one in scores.summaries}


def test_comparing_editing_and_pinning(notebook, panel):
    page = notebook.page
    readout = panel.locator(".lb-readout")
    expect(panel.locator(".lb-state")).to_have_text("live")
    scores = scored()
    shown = expected(scores)
    shown["w••••"] = shown.pop("whore")
    assert rows(panel) == shown
    notebook.screenshot("bias", panel)

    # Masking is for the eye only, and can be taken off.
    panel.get_by_role("checkbox", name="Mask slurs").uncheck()
    assert rows(panel) == expected(scores)
    panel.get_by_role("checkbox", name="Mask slurs").check()

    # By pointer, then by keys: one tab stop, arrows move, Enter pins, Esc lets go.
    nurse = next(one for one in scores.summaries if one.candidate == 0)
    panel.get_by_role("button", name="nurse", exact=True).click()
    expect(readout).to_contain_text(f"+{nurse.mean:.2f} nats")
    lpbs = next(one.lpbs for one in scores.scores if one.candidate == 0 and one.group == 1)
    expect(readout).to_contain_text(f"reverse (LPBS) +{lpbs:.2f}")
    expect(readout).to_contain_text(f"the two conditionals disagree by {abs(lpbs - nurse.mean):.2f}")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    order = list(rows(panel))
    pinned = order[order.index("nurse") - 1]
    expect(readout.locator(".lb-what")).to_have_text(pinned)
    page.keyboard.press("Escape")
    expect(readout).to_contain_text("No word pinned")

    finding_words(notebook, panel)
    editing(notebook, panel)
    two_models(notebook)
    page.add_script_tag(path=AXE)
    findings = page.evaluate(FINDINGS)
    assert not findings, "\n".join(findings)
    for width in (1100, 680, 480):
        page.set_viewport_size({"width": width, "height": 1300})
        page.wait_for_timeout(200)
        for one in (panel, notebook.cell(3).locator(".lb-panel")):
            overflowing = [line for line in one.evaluate(OVERFLOWING) if not line.startswith("[object SVG")]
            assert not overflowing, f"{width}: {overflowing}"


def finding_words(notebook, panel):
    """Every word: the pointer finds the nearest, the search finds by name."""
    page, readout = notebook.page, panel.locator(".lb-readout")
    plot = panel.locator(".lb-bias-plot").first
    field = panel.get_by_role("searchbox")
    field.fill("nurs")
    field.press("ArrowDown")
    expect(readout.locator(".lb-what")).to_have_text("nurse")
    field.press("Enter")
    notebook.run_cell(2)
    assert notebook.output(2).inner_text().startswith("('nurse', ['man', 'woman']")
    field.fill("")
    place = plot.locator("svg .b").bounding_box()
    page.mouse.move(place["x"] - 8, place["y"] + 8)
    expect(readout.locator(".lb-what")).not_to_have_text("No word pinned")
    panel.get_by_role("radio", name="Difference").click()
    expect(plot.locator("svg")).to_contain_text("probability, mean of both")
    panel.get_by_role("button", name="All words").click()
    everything = scored(vocabulary=99_999).vocabulary.words
    expect(panel.locator(".lb-content")).to_contain_text(f"all {len(everything):,} words")
    panel.get_by_role("button", name="All words").click()

    # Occupations beside labour statistics.
    expect(panel.locator(".lb-content")).to_contain_text(re.compile(r"Spearman 0\.9\d \(0\.\d\d to 0\.\d\d\), n = 44"))
    expect(panel.locator(".lb-content")).to_contain_text("does not mean absence of harm")
    panel.get_by_role("button", name="Leave occupations out").click()
    expect(panel.get_by_role("button", name="Compare occupations")).to_be_visible(timeout=60_000)


def editing(notebook, panel):
    """Templates, words and groups are edited in place."""
    panel.get_by_role("textbox", name="Templates, one in each line").fill(EDITED)
    found = expected(scored(template=EDITED))
    found["w••••"] = found.pop("whore")
    shows(notebook, panel, found)
    panel.get_by_role("textbox", name="Words").fill("doctor, chef")
    panel.get_by_role("textbox", name="Words").press("Enter")
    shows(notebook, panel, expected(scored(("doctor", "chef"), EDITED)))
    panel.get_by_role("textbox", name="Groups").fill("boy, girl")
    panel.get_by_role("textbox", name="Groups").press("Enter")
    regrouped = EDITED.replace("man|woman", "boy|girl")
    shows(notebook, panel, expected(scored(("doctor", "chef"), regrouped)))
    panel.get_by_role("combobox", name="Measure").select_option("lpbs")
    measured = scored(("doctor", "chef"), regrouped, measure="lpbs")
    shows(notebook, panel, expected(measured))
    notebook.run_cell(2)
    assert "['boy', 'girl'], 'The {boy|girl} is a [MASK].'" in notebook.output(2).inner_text()

    # What cannot be asked is said; the last numbers stay.
    panel.get_by_role("textbox", name="Templates, one in each line").fill("The {boy} is a [MASK].")
    expect(panel.get_by_role("alert")).to_contain_text("has only one group in {boy}", timeout=30_000)
    assert rows(panel) == expected(measured)


def two_models(notebook):
    """Two models, five templates, and a word that tries to be markup."""
    notebook.run_cell(3)
    other = notebook.cell(3).locator(".lb-panel")
    expect(other.locator(".lb-state")).to_have_text("live")
    expect(other.locator(".lb-head")).to_contain_text("beside starter/gpt (causal)")
    expect(other.locator(".lb-bias-words")).to_contain_text("<img src=x onerror")
    expect(other.locator(".lb-bias-words thead")).to_contain_text("adjusted p")
    other.get_by_role("radio", name="Two models").click()
    expect(other.locator(".lb-bias-plot svg").first).to_contain_text("starter/gpt")
    other.get_by_role("button", name="Show the data as a table").click()
    expect(other.locator("tbody tr")).to_have_count(6)
    other.get_by_role("button", name="Show the data as a table").click()
    assert notebook.page.evaluate("window.__xss") is None
    notebook.screenshot("bias-two-models", other)
