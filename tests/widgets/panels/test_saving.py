"""Panels as files."""

from __future__ import annotations

import csv
from xml.etree import ElementTree as ET

import pytest

from lightboard.inference import connect
from lightboard.inference.errors import InvalidOption
from lightboard.widgets.panels.codec import state_bytes
from lightboard.widgets.panels.saving import TRAITS
from lightboard.widgets.panels.token_panel import TokenPanel


@pytest.fixture(scope="module")
def tokens():
    return TokenPanel("My name is </script><script>Sylvain", model="starter/gpt", backend=connect("local"))


def test_the_page_holds_everything_and_loads_nothing(tokens, tmp_path):
    page = tokens.save(tmp_path / "f.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert page.count("</script>") == 2
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page.replace("https://www.w3.org", "")
    assert "default-src &#39;none&#39;" in page
    state = state_bytes({name: getattr(tokens, name) for name in TRAITS})
    parts = len(str(tokens._esm).encode()) + len(str(tokens._css).encode())
    assert len(page.encode()) <= parts + 1.4 * state + 20_000


def test_pictures_and_tables(tokens, tmp_path):
    root = ET.fromstring(tokens.save(tmp_path / "f.svg").read_text("utf-8"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    rows = list(csv.DictReader(tokens.save(tmp_path / "f.csv").open(encoding="utf-8")))
    assert [row["piece"] for row in rows][:3] == ["<s>", "My", "Ġname"]


def test_other_endings_are_refused(tokens, tmp_path):
    with pytest.raises(InvalidOption, match=r"cannot be saved as '\.pdf'\. Use one of: \.html"):
        tokens.save(tmp_path / "f.pdf")
