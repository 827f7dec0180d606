"""The logit panel in JupyterLab: its numbers are the engine's, before and after what the hand does."""

from __future__ import annotations

import re

from browser.test_accessibility import AXE, FINDINGS, OVERFLOWING
from playwright.sync_api import expect

from lightboard.inference import connect
from lightboard.inference.messages import Decoding, DistributionRequest, ModelChoice

MODEL = ModelChoice(name="starter/gpt")
TEXT = "The soup was too hot, so the man"
EDITED = "Every morning, the woman"
CELLS = [
    "%load_ext lightboard",
    f"%logits -m starter/gpt -p 0.9 --repetition-penalty 1.3 --seed 7 -o panel -- {TEXT}",
    "panel.branch.appended, panel.appended_text, panel.decoding.temperature",
    "panel.branches",
]


def distribution(text=TEXT, *, generated=(), order="transformers", **decoding):
    request = DistributionRequest(
        prompt=text, generated=generated, model=MODEL, decoding=Decoding(**decoding), order=order, top=1000
    )
    return connect("local").distribution(request)


def rows(panel):
    """What the bars say: token, and probability now."""
    lines = panel.locator(".lb-bars tbody tr[data-id]").all()
    return [(int(line.get_attribute("data-id")), line.locator("td.num").nth(2).inner_text()) for line in lines]


def shown(value):
    return f"{value:.3f}" if value >= 0.0005 else "<0.001" if value else "0"


def expect_engine(panel, found, count=15):
    """Every kept token on screen has the engine's rank and probability; the rest is what is left."""
    final = found.stages[-1]
    expect(panel.locator(".lb-choices .lb-sub").first).to_contain_text(f"{final.kept:,} of 4,096 remain")
    kept = [token for token in final.tokens if token.logit is not None][:count]
    assert rows(panel)[: len(kept)] == [(token.id, shown(token.probability)) for token in kept]
    rest = panel.locator(".lb-bars tr.rest td.num").nth(1).inner_text()
    left = 1 - sum(token.probability for token in kept)
    assert rest == shown(max(left, 1e-300) if final.kept > len(kept) else 0.0)


def move(panel, name, value):
    """Type a value into a slider's field."""
    field = panel.get_by_role("textbox", name=f"{name}, value")
    field.fill(str(value))
    field.press("Enter")


def test_moving_drawing_appending_and_branching(notebook, panel):
    see_stages(notebook, panel)
    generated = draw_and_append(notebook, panel)
    move_sliders(panel, generated)
    use_keys(notebook, panel)
    branch(notebook, panel)
    compare_and_edit(notebook, panel)
    look_around(notebook, panel)


def see_stages(notebook, panel):
    """Every stage says what the engine says of it."""
    expect(panel.locator(".lb-state")).to_have_text("live")
    expect(panel.locator(".lb-choices")).not_to_contain_text("approximate")
    expect_engine(panel, distribution(top_p=0.9, repetition_penalty=1.3, seed=7))
    notebook.screenshot("logits", panel)
    found = distribution(top_p=0.9, repetition_penalty=1.3, seed=7)
    cards = panel.locator(".lb-stage:not(.off)")
    assert cards.locator(".lb-headline").all_inner_texts() == [f"{stage.kept:,}" for stage in found.stages]
    for card, stage in zip(cards.all(), found.stages, strict=True):
        expect(card).to_contain_text(f"entropy {stage.entropy_bits:.2f} bits")
    panel.get_by_role("radio", name="Around the cut").click()
    expect(panel.locator(".lb-marks", has_text="cut: ").first).to_have_text("cut: top-p 0.90")
    panel.get_by_role("radio", name="Top 15").click()


def draw_and_append(notebook, panel):
    """The draw is generation's, and appending it is what generation does next."""
    found = distribution(top_p=0.9, repetition_penalty=1.3, seed=7)
    expect(panel.locator(".lb-draw .lb-u")).to_have_text(f"u = {found.choice.u:.4f}")
    panel.get_by_role("button", name="Append this token").click()
    expect(panel.locator(".lb-word-token.added")).to_have_count(1)
    notebook.run_cell(2)
    assert notebook.output(2).inner_text().startswith(f"(({found.choice.id},), ")
    generated = (found.choice.id,)
    expect_engine(panel, distribution(generated=generated, top_p=0.9, repetition_penalty=1.3, seed=7))
    return generated


def move_sliders(panel, generated):
    """Sliders act without the kernel, in the order of each engine."""
    for order, name in (("vllm", "vLLM"), ("llama.cpp", "llama.cpp"), ("transformers", "transformers")):
        panel.get_by_role("radio", name=name, exact=True).click()
        move(panel, "Temperature", 1.4)
        move(panel, "Top-k", 40)
        move(panel, "Min-p", 0.03)
        move(panel, "Frequency penalty", 0.6)
        settings = {"temperature": 1.4, "top_k": 40, "top_p": 0.9, "min_p": 0.03, "frequency_penalty": 0.6}
        expect_engine(panel, distribution(generated=generated, order=order, repetition_penalty=1.3, **settings))
    panel.get_by_role("slider", name="Temperature").press("Home")
    expect(panel.locator(".lb-content")).to_contain_text("greedy: the likeliest token is taken")
    panel.get_by_role("slider", name="Temperature").press("Delete")
    panel.get_by_role("button", name="Reset").click()
    expect_engine(panel, distribution(generated=generated))


def use_keys(notebook, panel):
    """One tab stop in the table, arrows, space pins, Enter appends."""
    panel.locator(".lb-append").first.focus()
    notebook.page.keyboard.press("ArrowDown")
    notebook.page.keyboard.press("ArrowDown")
    third = rows(panel)[2][0]
    notebook.page.keyboard.press(" ")
    expect(panel.locator(".lb-bars tr.pin")).to_have_attribute("data-id", str(third))
    notebook.page.keyboard.press("Enter")
    expect(panel.locator(".lb-word-token.added")).to_have_count(2)
    panel.get_by_role("button", name="Take the last appended token away").click()
    expect(panel.locator(".lb-word-token.added")).to_have_count(1)


def branch(notebook, panel):
    """What is appended in the middle of the context makes a branch."""
    panel.locator(".lb-word-token").nth(4).click()
    expect(panel.locator(".lb-choices")).to_contain_text("Choices for token 5")
    panel.locator(".lb-append").first.click()
    expect(panel.get_by_role("radio", name=re.compile("^2 "))).to_have_attribute("aria-checked", "true")
    notebook.run_cell(3)
    assert "kept=5" in notebook.output(3).inner_text()


def compare_and_edit(notebook, panel):
    """Two texts on one scale, then another text in the field."""
    panel.get_by_role("button", name="Compare with another text or model").click()
    panel.get_by_label("text", exact=True).fill("The soup was too cold, so the woman")
    panel.get_by_role("button", name="Compare", exact=True).click()
    expect(panel.locator(".lb-bars.two")).to_be_visible()
    notebook.screenshot("logits-compared", panel)
    panel.get_by_role("textbox", name="Text", exact=True).fill(EDITED)
    expect(panel.locator(".lb-word-token.added")).to_have_count(0)
    panel.get_by_role("button", name="End the comparison").click()
    expect(panel.locator(".lb-bars.two")).to_have_count(0)
    expect_engine(panel, distribution(EDITED))


def look_around(notebook, panel):
    """Shades, layers, the table, and what axe-core and narrow windows find."""
    panel.get_by_role("radio", name="Entropy").click()
    panel.locator(".lb-cell").first.hover()
    expect(panel.locator(".lb-readout")).to_contain_text("output behind")
    panel.get_by_role("button", name="Show the data as a table").click()
    expect(panel.locator("tbody tr")).to_have_count(500)
    panel.get_by_role("button", name="Show the data as a table").click()

    notebook.page.add_script_tag(path=AXE)
    findings = notebook.page.evaluate(FINDINGS)
    assert not findings, "\n".join(findings)
    for width in (1100, 680, 480):
        notebook.page.set_viewport_size({"width": width, "height": 1300})
        overflowing = panel.evaluate(OVERFLOWING)
        assert not overflowing, f"{width}: {overflowing}"
