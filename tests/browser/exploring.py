"""What a reader does with any panel: point at things and read about them."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

MARKS = ".lb-content :is([data-token], [data-place], [data-node], canvas)"


def point_at_marks(panel: Locator, most: int = 8) -> set[str]:
    """Point at the first marks of a panel and return what the readout said."""
    panel.scroll_into_view_if_needed()
    readout = panel.locator(".lb-readout").first
    said = {readout.inner_text()}
    for mark in panel.locator(MARKS).all()[:most]:
        if mark.is_visible():
            mark.hover(force=True)  # what lies over it passes it on
            panel.page.wait_for_timeout(100)  # a frame or two
            said.add(readout.inner_text())
    return said


def explore(panel: Locator, *, state: str) -> None:
    """Check that a panel is in a state, and that its readout follows the pointer; results have no state."""
    expect(panel.locator(".lb-head")).to_be_visible()
    for shown in panel.locator(".lb-state").all():
        expect(shown).to_have_text(state, timeout=30_000)
    assert len(point_at_marks(panel)) > 1, "nothing was to be read"
