"""Pictures of the live panels for the tutorials and the README: `make screenshots`.

A picture shows the tutorial's cell above it. These cells are run in JupyterLab, each panel is pinned where its picture
is to point, and drawn in light and dark.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from pathlib import Path

import nbformat
from browser.notebook_page import FINISHED, NotebookPage
from browser.server import JupyterServer, running
from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
IMAGES = NOTEBOOKS / "images"
THEMES = ("light", "dark")
PICTURE = re.compile(r"\]\(images/(\w+)-light\.png\)")
VARIABLE = re.compile(r"-o (\w+)")
LOAD = '%load_ext lightboard\n%config Lightboard.models = "starter"'
WINDOW = {"width": 1240, "height": 2400}  # CSS pixels: a whole panel, about 1,070 wide
COLOURS = 128
SCALE = 1.4  # device pixels for each

# What is pinned, as by a click.
SELECTIONS = {
    "generate": {"tokens": [1]},  # a token that could well have been another
    "entities": {"tokens": [1]},
    "pieces": {"tokens": [4]},
    "beams": {"node": 19},  # a candidate that was kept and led nowhere
    "tokens": {"tokens": [5]},
    "decoder": {"layer": 3, "head": 1, "tokens": [7]},
    "bias": {"word": "nutritionist"},
}


def pictured() -> dict[str, str]:
    """Return the name of each picture in the tutorials, with the source of the code cell that stands above it."""
    sources, above = {}, ""
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                above = cell.source
            elif match := PICTURE.search(cell.source):
                sources[match[1]] = above
    return sources


def main(names: list[str]) -> None:
    sources = pictured()
    cells, numbers = [LOAD], {}
    for name in names or sources:
        numbers[name] = len(cells)
        cells.append(sources[name])
        if selection := SELECTIONS.get(name):
            shown = VARIABLE.search(sources[name])[1]
            cells.append(f"getattr({shown}, 'panel', {shown}).selection = {selection}")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder, running(Path(folder)) as server:
        chromium = Path("/usr/bin/chromium")
        browser = playwright.chromium.launch(
            executable_path=chromium if chromium.exists() else None, args=["--no-sandbox", "--disable-gpu"]
        )
        for theme in THEMES:
            draw(browser, server, theme, cells, numbers)
        browser.close()


def draw(browser: Browser, server: JupyterServer, theme: str, cells: list[str], numbers: dict[str, int]) -> None:
    """Run the cells in JupyterLab and draw the panels of those that have a name."""
    server.set("@jupyterlab/apputils-extension:themes", theme=f"JupyterLab {theme.title()}")
    context = browser.new_context(
        viewport=WINDOW, device_scale_factor=SCALE, reduced_motion="reduce", service_workers="block"
    )
    notebook = NotebookPage(context, IMAGES)
    notebook.open(server.add(cells))
    notebook.run_all()
    for name, number in numbers.items():
        panel = notebook.cell(number).locator(".lightboard.lb-panel")
        expect(panel).to_be_visible(timeout=FINISHED)
        panel.scroll_into_view_if_needed()
        notebook.page.mouse.move(0, 0)
        notebook.page.wait_for_timeout(1000)  # what is fetched on demand, fonts and canvases
        path = IMAGES / f"{name}-{theme}.png"
        path.write_bytes(compressed(panel.screenshot()))
        print(path.name, f"{path.stat().st_size:,} bytes", flush=True)
    context.close()
    server.stop_kernels()


def compressed(shot: bytes) -> bytes:
    """Return a picture with a palette: panels have few colours."""
    buffer = io.BytesIO()
    # Large surfaces keep their grey (k-means), and rare colours are not merged away (maximum coverage).
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(
        COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=8, dither=Image.Dither.NONE
    ).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


if __name__ == "__main__":
    main(sys.argv[1:])
