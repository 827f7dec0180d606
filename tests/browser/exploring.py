"""What a reader does with any panel: point at things and read about them."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Locator, expect

MARKS = ".lb-content :is([data-token], [data-place], [data-node], canvas)"


def point_at_marks(panel: Locator, most: int = 8) -> Iterator[Locator]:
    """Point at the first marks of a panel, one after the other."""
    panel.evaluate("panel => panel.scrollIntoView()")
    for mark in panel.locator(MARKS).all()[:most]:
        if mark.is_visible():
            mark.hover(force=True)  # what lies over it passes it on
            yield mark


def explore(panel: Locator, *, state: str) -> None:
    """Check that a panel is in a state, and that its readout follows the pointer; results have no state."""
    expect(panel.locator(".lb-head")).to_be_visible()
    for shown in panel.locator(".lb-state").all():
        expect(shown).to_have_text(state, timeout=30_000)
    readout = panel.locator(".lb-readout").first
    before = readout.inner_text()
    for _ in point_at_marks(panel):
        for _ in range(20):
            if readout.inner_text() != before:
                return
            panel.page.wait_for_timeout(50)
    raise AssertionError(f"pointing changes nothing: {before}")
