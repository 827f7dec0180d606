from __future__ import annotations

import io

import pytest
from PIL import Image

from lightboard.widgets import png as module
from lightboard.widgets.png import png

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40" fill="#fff"/>'
    '<text x="4" y="26" font-size="16" font-family="{family}">{text}</text></svg>'
)


def picture(text="", family="system-ui, sans-serif", **options) -> Image.Image:
    return Image.open(io.BytesIO(png(SVG.format(text=text, family=family), **options))).convert("L")


def ink(image: Image.Image) -> int:
    return sum(image.histogram()[:128])


@pytest.fixture(params=["installed", "none"])
def fonts(request, monkeypatch):
    """The machine's fonts, and a container without any."""
    module._families.cache_clear()
    if request.param == "none":
        import resvg_py

        render = resvg_py.svg_to_bytes
        monkeypatch.setattr(resvg_py, "svg_to_bytes", lambda **options: render(skip_system_fonts=True, **options))
    yield request.param
    module._families.cache_clear()


def test_the_size_is_the_drawings_times_the_scale() -> None:
    assert picture().size == (240, 80)
    assert picture(scale=1).size == (120, 40)


@pytest.mark.parametrize("family", ["system-ui, sans-serif", "ui-monospace, monospace"])
def test_text_is_drawn_with_and_without_fonts_on_the_machine(fonts, family) -> None:
    assert fonts == "installed" or module._families() == (None, None)
    assert ink(picture("layer 5, head 7", family)) > 20 * ink(picture(".", family)) > 0
    assert ink(picture("III", family)) < ink(picture("MMM", family))


def test_a_true_minus_is_no_box(fonts) -> None:
    assert 0 < ink(picture("\N{MINUS SIGN}")) < ink(picture("M"))


def test_what_is_no_svg_is_refused() -> None:
    with pytest.raises(ValueError, match=r"(?i)svg"):
        png("<p>no drawing</p>")
