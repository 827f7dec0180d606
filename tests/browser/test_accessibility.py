"""What Lightboard draws passes axe-core in light and dark, and fits narrow windows."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"

CELLS = [
    '%load_ext lightboard\n%config Lightboard.models = "starter"',
    "%%pipeline sentiment-analysis --steps\nI've been waiting for a HuggingFace course my whole life.",
    "%%pipeline sentiment-analysis --lines top_k=2\nI love it.\nI hate it.",
    "%%pipeline fill-mask --steps\nShe opened the [MASK] and read the [MASK].",
    "%%pipeline text-generation num_return_sequences=2 max_new_tokens=12\nOne morning, Anna",
    "%%generate -n 30 -t 0.9 --seed 1\nOne morning, Anna",
    "%%generate -n 20 --num-beams 3 --num-return-sequences 3\nOne morning, Anna",
    "%models",
    "%backend",
]

# The same cell run twice draws the same thing twice, so the names of two regions may be equal.
FINDINGS = """async () => (await axe.run(
    {include: [['.lightboard']]}, {rules: {'landmark-unique': {enabled: false}}}
)).violations.flatMap(({id, help, nodes}) =>
    nodes.map(node => `${id}: ${help}: ${node.html.slice(0, 200)}: ${node.failureSummary}`))"""

# Content wider than its box, where the box neither scrolls nor is hidden on purpose.
OVERFLOWING = """root => [root, ...root.querySelectorAll('*')]
    .filter(node => node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 1
        && getComputedStyle(node).overflowX === 'visible' && getComputedStyle(node).display !== 'inline')
    .map(node => `${node.className}: ${node.scrollWidth} > ${node.clientWidth}`)"""


@pytest.fixture
def axe() -> Path:
    if not AXE.exists():
        message = f"no {AXE.name}; `make browser` installs it"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return AXE


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(open_notebook, axe, theme):
    notebook = open_notebook(CELLS, theme=theme)
    notebook.run_all()
    assert notebook.panels().count() == len(CELLS) - 1
    for details in notebook.page.locator(".lightboard details > summary:visible").all():
        details.click()
    notebook.page.add_script_tag(path=axe)
    findings = notebook.page.evaluate(FINDINGS)
    assert not findings, "\n".join(findings)


def test_nothing_overflows_in_narrow_windows(open_notebook):
    notebook = open_notebook(CELLS)
    notebook.run_all()
    for width in (1400, 900, 680, 500):
        notebook.page.set_viewport_size({"width": width, "height": 900})
        for number, panel in enumerate(notebook.panels().all()):
            assert panel.evaluate(OVERFLOWING) == [], (width, CELLS[number + 1])
            if number in (0, 4):
                panel.scroll_into_view_if_needed()
                notebook.screenshot(f"panel-{number}-{width}", panel)
