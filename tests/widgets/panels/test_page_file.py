"""The page of a panel, and the vector that its JavaScript twin is tested against."""

from __future__ import annotations

import json
import re
from pathlib import Path

from lightboard.widgets.panels.page_file import page_of, runnable

VECTOR = Path(__file__).parents[2] / "vectors" / "page_file.json"
BUNDLE = "var a={page(){document.title='</script><!-- '}};export{a as default};\n"
GIVEN = {
    "title": "Attention: </title><script>window.__xss=1</script> & 'x' \"y\"",
    "css": '.lightboard{content:"</style>"}',
    "bundle": BUNDLE,
    "traits": {
        "text": "a < b\u202e </script> \u00e9\U0001f469",
        "content": {"bytes": bytes(range(256)), "list": [1, {"data": b""}, None, True]},
        "selection": {"tokens": []},
    },
}


def as_json(value):
    return {"bytes": list(value)} if isinstance(value, bytes) else value


def test_the_twin_is_tested_against_this_page() -> None:
    stored = json.loads(VECTOR.read_text("utf-8"))
    assert stored["page"] == page_of(**GIVEN)
    assert stored["given"] == json.loads(json.dumps(GIVEN, default=as_json))


def test_nothing_given_ends_an_element() -> None:
    page = page_of(**GIVEN)
    assert len(re.findall("</script", page)) == len(re.findall("<script", page)) == 2
    assert len(re.findall("</style", page)) == 2
    assert page.count("</title") == 1
    assert "<!--" not in page


def test_a_bundle_opens_its_panel_instead_of_exporting_it() -> None:
    assert runnable("var a=1;export{a as default};\n") == "var a=1;a.page();"
    assert runnable("var $=1;export { $ as default };") == "var $=1;$.page();"
    assert runnable(runnable(BUNDLE)) == runnable(BUNDLE)


if __name__ == "__main__":  # writes the vector
    given = json.loads(json.dumps(GIVEN, default=as_json))
    VECTOR.write_text(json.dumps({"given": given, "page": page_of(**GIVEN)}, indent=1) + "\n", encoding="utf-8")
