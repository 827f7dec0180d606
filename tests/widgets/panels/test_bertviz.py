"""BertViz's views: read from an installed package that is never imported, and shown without a network."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from lightboard.inference.errors import InvalidOption, MissingCapability
from lightboard.inference.local import LocalBackend
from lightboard.inference.messages import AttentionLayout
from lightboard.widgets.panels.attention_panel import AttentionPanel
from lightboard.widgets.panels.bertviz import check_bertviz

VENDORED = "98fe8a181ebab24cc4ddde187262f5613257173c036e9a98e2043eadc1a32487"
VENDOR = Path(__file__).parents[3] / "widgets" / "static" / "vendor"
SCRIPT = """require.config({});
requirejs(['jquery', 'd3'], function ($, d3) {
    const params = PYTHON_PARAMS; // HACK: PYTHON_PARAMS is a template marker
});"""


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A package of that name which must not be imported."""
    folder = tmp_path / "bertviz"
    folder.mkdir()
    (folder / "__init__.py").write_text("raise AssertionError('imported')")
    for view in ("head", "model"):
        (folder / f"{view}_view.js").write_text(SCRIPT)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "bertviz", raising=False)
    return folder


@pytest.fixture(scope="module")
def panel(tiny_t5):
    return AttentionPanel("The <b>cat</b> </script> sleeps.", target="Le chat.", model=tiny_t5, backend=LocalBackend())


def parameters(page):
    start = page.index("const params = ") + len("const params = ")
    return json.JSONDecoder().raw_decode(page[start:])[0]


@pytest.mark.parametrize("view", ["head", "model"])
def test_the_page_holds_the_weights_once_and_no_address(installed, panel, view):
    found = panel.bertviz(view)
    assert "bertviz" not in sys.modules
    given = parameters(found.page)
    assert [one["name"] for one in given["attention"]] == ["Encoder", "Decoder", "Cross"]
    cross = np.array(given["attention"][2]["attn"])
    table = panel.to_pandas().pivot_table(index="row", columns="column", values="weight").to_numpy()
    np.testing.assert_allclose(cross[panel.selection["layer"], panel.selection["head"]], table, atol=6e-5)
    assert found.page.count('"attention"') == 1
    assert found.page.count("</script>") == 3
    assert "default-src 'none'" in found.page.replace("&#39;", "'")
    frame = found._repr_html_()
    assert 'sandbox="allow-scripts"' in frame
    assert "allow-same-origin" not in frame
    assert repr(found) == f"BertvizView({view!r})"


def test_what_is_missing_is_said(monkeypatch, tmp_path, installed, panel):
    with pytest.raises(InvalidOption, match="'head' or 'model'"):
        panel.bertviz("neuron")
    (installed / "head_view.js").write_text("something else")
    with pytest.raises(MissingCapability, match="another way"):
        panel.bertviz("head")
    monkeypatch.undo()
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.delitem(sys.modules, "bertviz", raising=False)
    with pytest.raises(MissingCapability, match=r"pip install bertviz==1\.4\.1"):
        panel.bertviz("head")


def test_above_20_mb_it_is_refused_with_the_estimate(installed):
    layout = AttentionLayout(kind="self", heads=(12,) * 12, key_value_heads=(12,) * 12)
    assert check_bertviz("head", [layout], {"self": (128, 128)})
    with pytest.raises(InvalidOption, match=r"66\.1\sMB.*20\.0\sMB"):
        check_bertviz("head", [layout], {"self": (256, 256)})


def test_the_vendored_scripts_are_unchanged_and_carry_their_licences():
    assert hashlib.sha256((VENDOR / "bertviz.js").read_bytes()).hexdigest() == VENDORED
    script, licences = ((VENDOR / name).read_text("utf-8") for name in ("bertviz.js", "LICENSES.txt"))
    assert "jQuery v2.2.4" in script
    assert "d3js.org v5.7.0" in script
    assert "Permission is hereby granted" in licences
    assert "Mike Bostock" in licences
