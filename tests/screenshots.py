"""Pictures of the live panels for the README and the tutorials: `make screenshots`.

Each panel is saved as a page, opened in Chromium, pinned where the picture is to point, and drawn in light and dark.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import lightboard

FOLDER = Path(__file__).parents[1] / "notebooks" / "images"
WIDTH = 1100  # CSS pixels
COLOURS = 128
COURSE = "My name is Sylvain and I work at Hugging Face in Brooklyn."


def tokens() -> lightboard.TokenPanel:
    panel = lightboard.TokenPanel(COURSE, model=["starter/gpt", "starter/bert", "starter/t5"])
    panel.selection = {"tokens": [4]}
    return panel


PANELS: dict[str, Callable[[], object]] = {"tokens": tokens}


def main(names: list[str]) -> None:
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        chromium = Path("/usr/bin/chromium")
        browser = playwright.chromium.launch(
            executable_path=chromium if chromium.exists() else None, args=["--no-sandbox", "--disable-gpu"]
        )
        for name in names or PANELS:
            page = PANELS[name]().save(Path(folder) / f"{name}.html")
            for theme in ("light", "dark"):
                path = FOLDER / f"{name}-{theme}.png"
                path.write_bytes(picture(browser, page, theme))
                print(path.name, f"{path.stat().st_size:,} bytes")
        browser.close()


def picture(browser: Browser, path: Path, theme: str) -> bytes:
    page: Page = browser.new_page(
        viewport={"width": WIDTH, "height": 900}, color_scheme=theme, device_scale_factor=1.5, reduced_motion="reduce"
    )
    page.goto(path.as_uri())
    page.wait_for_timeout(500)  # fonts and canvases
    shot = page.locator(".lightboard").first.screenshot()
    page.close()
    buffer = io.BytesIO()
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
