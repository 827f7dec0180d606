"""The pictures of the panels: drawn by `make screenshots`, in light and dark, each below the cell that it shows."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from screenshots import IMAGES, NOTEBOOKS, SELECTIONS, THEMES, VARIABLE, pictured

from lightboard.magics.panel_magic import PanelMagic
from lightboard.magics.table import MAGICS

README = Path(__file__).parents[2] / "README.md"
TUTORIALS = sorted(NOTEBOOKS.glob("*.ipynb"))
NAMED = re.compile(r'(?:\]\(|src="|srcset=")([^)"]+\.(?:png|svg|jpe?g|gif|webp))')
LINKED = re.compile(r"\[!\[(.*?)\]\((.*?)\)\]\((.*?)\)")  # a picture that is a link
LARGEST = 2_200_000  # bytes, all together; pictures are part of the wheel


def cells_of(path: Path):
    return nbformat.read(path, as_version=4).cells


def named_in(path: Path) -> set[Path]:
    """Return the pictures that a file of Markdown, or the Markdown of a notebook, names."""
    cells = [cell.source for cell in cells_of(path) if cell.cell_type == "markdown"] if path.suffix == ".ipynb" else []
    text = "\n".join(cells) or path.read_text("utf-8")
    return {path.parent / name for name in NAMED.findall(text) if "://" not in name}


def both(name: str) -> set[Path]:
    return {IMAGES / f"{name}-{theme}.png" for theme in THEMES}


def test_every_picture_that_is_named_exists_and_every_other_is_gone():
    named = set().union(*(named_in(path) for path in (README, *TUTORIALS)))
    assert named == set(IMAGES.iterdir())


@pytest.mark.parametrize("name", [cls.name for cls in MAGICS if issubclass(cls, PanelMagic)])
def test_every_panel_is_shown_in_light_and_dark(name):
    assert both(name) <= named_in(README)
    assert any(both(name) <= named_in(path) for path in TUTORIALS)


def test_a_picture_stands_below_the_panel_that_it_shows():
    shown = []
    for path in TUTORIALS:
        cells = cells_of(path)
        for above, cell in pairwise(cells):
            if cell.cell_type != "markdown" or not (images := LINKED.findall(cell.source)):
                continue
            name = images[0][1].removeprefix("images/").removesuffix("-light.png")
            assert [image for _, image, _ in images] == [f"images/{name}-{theme}.png" for theme in THEMES]
            assert all(len(alternative) > 60 for alternative, _, _ in images), "say what is seen"
            assert all(image == link for _, image, link in images), "a click opens it in full size"
            drawn = [output.get("data", {}).get("text/html", "") for output in above.get("outputs", [])]
            assert any("lightboard" in html for html in drawn), f"no panel above {name}"
            shown.append((name, above.source))
    assert dict(shown) == pictured()
    assert len(shown) == len(pictured()), "the same picture twice"


def test_what_is_pinned_has_a_name_in_its_cell():
    sources = pictured()
    assert set(SELECTIONS) <= set(sources)
    assert [name for name in SELECTIONS if not VARIABLE.search(sources[name])] == []


def test_size():
    assert sum(path.stat().st_size for path in IMAGES.iterdir()) < LARGEST
