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
from lightboard.widgets.panels.panel import Panel

FOLDER = Path(__file__).parents[1] / "notebooks" / "images"
WIDTH = 1100  # CSS pixels
COLOURS = 128
SCALE = {"bias": 1.25}  # device pixels for each, else 1.5: two thousand points are large
COURSE = "My name is Sylvain and I work at Hugging Face in Brooklyn."


def tokens() -> lightboard.TokenPanel:
    panel = lightboard.TokenPanel(COURSE, model=["starter/gpt", "starter/bert", "starter/t5"])
    panel.selection = {"tokens": [4]}
    return panel


def attention() -> lightboard.AttentionPanel:
    """Open the head that copies, at the last word."""
    text = "The words: camera kitchen teacher boat book camera kitchen teacher boat"
    return lightboard.AttentionPanel(text, model="starter/gpt", layer=1, head=0)


def logits() -> lightboard.LogitPanel:
    options = {"temperature": 1.5, "top_k": 30, "top_p": 0.8, "seed": 2}
    return lightboard.LogitPanel("One morning, Anna", model="starter/gpt", **options)


def beams() -> lightboard.BeamPanel:
    """Pin a candidate that was kept and led nowhere."""
    panel = lightboard.BeamPanel("My grandmother", model="starter/gpt", num_beams=3, max_new_tokens=12)
    panel.selection = {"node": 19}
    return panel


def bias() -> lightboard.BiasPanel:
    panel = lightboard.BiasPanel("This {man|woman} works as a [MASK].", model="starter/bert")
    panel.selection = {"word": "nutritionist"}
    return panel


def pipeline() -> Panel:
    panel = lightboard.pipeline("ner", COURSE, model="starter/bert-ner", grouped_entities=True).panel
    panel.selection = {"tokens": [1]}
    return panel


def generate() -> Panel:
    """Pin a token that could well have been another."""
    panel = lightboard.generate("One morning, Anna", model="starter/gpt", max_new_tokens=24).panel
    panel.selection = {"tokens": [1]}
    return panel


PANELS: dict[str, Callable[[], Panel]] = {
    "tokens": tokens,
    "attention": attention,
    "logits": logits,
    "beams": beams,
    "bias": bias,
    "pipeline": pipeline,
    "generate": generate,
}


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
                path.write_bytes(picture(browser, page, theme, SCALE.get(name, 1.5)))
                print(path.name, f"{path.stat().st_size:,} bytes")
        browser.close()


def picture(browser: Browser, path: Path, theme: str, scale: float) -> bytes:
    page: Page = browser.new_page(
        viewport={"width": WIDTH, "height": 900}, color_scheme=theme, device_scale_factor=scale, reduced_motion="reduce"
    )
    page.goto(path.as_uri())
    page.wait_for_timeout(500)  # fonts and canvases
    shot = page.locator(".lightboard").first.screenshot()
    page.close()
    buffer = io.BytesIO()
    # Large surfaces keep their grey (k-means), and rare colours are not merged away (maximum coverage).
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=8, dither=Image.Dither.NONE).save(
        buffer, "PNG", optimize=True
    )
    return buffer.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
