"""Panels as files."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree as ET

import panel_cases
import pytest
from PIL import Image

import lightboard
from lightboard.inference.errors import InvalidOption
from lightboard.widgets.panels.codec import state_bytes
from lightboard.widgets.panels.saving import TRAITS


@pytest.fixture(params=panel_cases.NAMES)
def panel(request):
    return panel_cases.shared(request.param)


def test_every_kind_of_panel_has_a_case():
    assert {name for name in lightboard.__all__ if name.endswith("Panel")} <= set(panel_cases.PANELS)


def test_the_page_holds_everything_and_loads_nothing(panel, tmp_path):
    page = panel.save(tmp_path / "f.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert page.count("</script>") == 2
    assert "://" not in page.replace("http://www.w3.org", "")
    assert "default-src &#39;none&#39;" in page
    state = state_bytes({name: getattr(panel, name) for name in TRAITS})
    parts = len(str(panel._esm).encode()) + len(str(panel._css).encode())
    assert len(page.encode()) <= parts + 1.4 * state + 20_000


def test_the_picture_is_svg_without_a_script(panel, tmp_path):
    root = ET.fromstring(panel.save(tmp_path / "f.svg").read_text("utf-8"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert {node.tag.partition("}")[2] for node in root.iter()} <= {
        "svg", "title", "rect", "line", "path", "circle", "text", "image", "g", "polygon",
    }  # fmt: skip
    assert all(node.get("href", "data:").startswith("data:") for node in root.iter())


def test_the_picture_is_png_twice_the_size_and_not_empty(panel, tmp_path):
    root = ET.fromstring(panel.save(tmp_path / "f.svg").read_text("utf-8"))
    picture = Image.open(io.BytesIO(panel.save(tmp_path / "f.PNG").read_bytes()))
    assert picture.size == tuple(round(2 * float(root.get(side))) for side in ("width", "height"))
    assert len(picture.convert("L").getcolors(256)) > 8


def test_the_table_is_that_of_to_pandas(panel, tmp_path):
    rows = list(csv.reader(panel.save(tmp_path / "f.csv").open(encoding="utf-8", newline="")))
    frame = panel.to_pandas()
    assert rows[0] == [str(column) for column in frame.columns]
    assert len(rows) == len(frame) + 1 > 1


def test_other_endings_are_refused(panel, tmp_path):
    with pytest.raises(InvalidOption, match=r"cannot be saved as '\.pdf'\. Use one of: \.html, \.svg, \.png, \.csv"):
        panel.save(tmp_path / "f.pdf")


def test_a_missing_folder_is_a_sentence(panel, tmp_path):
    with pytest.raises(FileNotFoundError, match=r"There is no folder .*absent to save the panel in\. Make it, or"):
        panel.save(tmp_path / "absent" / "f.html")


def test_texts_may_hold_anything(tmp_path):
    text = 'My name is </script><script>Sylvain, "the" \n teacher \x07\x00\u202e \ufffe'
    panel = panel_cases.make("TokenPanel", text=text)
    assert panel.save(tmp_path / "f.html").read_text("utf-8").count("</script>") == 2
    rows = list(csv.DictReader(panel.save(tmp_path / "f.csv").open(encoding="utf-8", newline="")))
    assert [row["text"] for row in rows] == panel.to_pandas()["text"].tolist()
    ET.fromstring(panel.save(tmp_path / "f.svg").read_text("utf-8"))
