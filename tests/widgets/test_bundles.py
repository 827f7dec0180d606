"""The bundles: built from these sources, small, and ours alone."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from node import SOURCES, run

STATIC = Path(__file__).parents[2] / "widgets" / "static" / "panels"
LARGEST = 60_000  # bytes
PANELS = sorted(path.parent.name for path in SOURCES.glob("*/index.js"))


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> dict[str, bytes]:
    """What a build makes of the sources now."""
    folder = tmp_path_factory.mktemp("bundles")
    run("npm", "run", "build", "--", str(folder))
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_there_is_a_bundle_for_every_panel_and_no_other(built) -> None:
    assert PANELS
    assert {f"{name}.js" for name in PANELS} == set(built)
    assert {path.name for path in STATIC.glob("*.js")} == {f"{name}.js" for name in PANELS}


@pytest.mark.parametrize("panel", PANELS)
def test_what_is_committed_is_what_is_built(built, panel) -> None:
    name = f"{panel}.js"
    assert built[name] == (STATIC / name).read_bytes(), f"{name} is not that of the sources: npm run build"


@pytest.mark.parametrize("panel", PANELS)
def test_bundles_are_small(panel) -> None:
    assert (STATIC / f"{panel}.js").stat().st_size < LARGEST


@pytest.mark.parametrize("panel", PANELS)
def test_bundles_ask_for_nothing(panel) -> None:
    source = (STATIC / f"{panel}.js").read_text("utf-8")
    assert not re.search(r"\bimport\b|sourceMappingURL", source)
    addresses = re.findall(r"[a-z]+://[^\"'`\s)]+", source)
    assert all(one.startswith("http://www.w3.org/") for one in addresses), "only names of markup languages"


def test_nothing_of_others_is_bundled() -> None:
    package = json.loads((SOURCES / "package.json").read_text("utf-8"))
    assert "dependencies" not in package, "what is bundled needs its licence beside the bundles"
    assert all("node_modules" not in path.read_text("utf-8") for path in SOURCES.glob("*/*.js"))
