"""Pictures of drawings: an SVG as PNG, with the fonts that are there."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

# What the look's font stacks come down to, the first that is installed; a bare container has none of them.
_SANS = ("Inter", "Segoe UI", "Helvetica Neue", "Roboto", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Arial")
_MONO = ("SF Mono", "Cascadia Mono", "Menlo", "Consolas", "Noto Sans Mono", "DejaVu Sans Mono", "Liberation Mono")
# Pillow's own font has Latin letters without accents only; of the signs we write ourselves it lacks these.
_PLAIN_SIGNS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{MULTIPLICATION SIGN}": "x", "→": ">"})


def png(svg: str, *, scale: float = 2.0) -> bytes:
    """Return a picture of an SVG, `scale` pixels for each of its units; its fonts have to end in a generic family.

    Letters that no installed font has are drawn as boxes.

    >>> png('<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>')[1:4]
    b'PNG'
    """
    from resvg_py import svg_to_bytes

    sans, mono = _families()
    if sans is not None:
        return svg_to_bytes(svg_string=svg, zoom=scale, sans_serif_family=sans, monospace_family=mono, font_family=sans)
    name, font = _carried_font()
    with tempfile.TemporaryDirectory() as folder:  # the renderer takes fonts from files only
        path = Path(folder) / f"{name}.ttf"
        path.write_bytes(font)
        return svg_to_bytes(
            svg_string=svg.translate(_PLAIN_SIGNS),
            zoom=scale,
            font_files=[str(path)],
            sans_serif_family=name,
            monospace_family=name,
            font_family=name,
        )


@functools.cache
def _families() -> tuple[str | None, str | None]:
    """Return the installed families that stand for sans-serif and monospace."""
    sans = next(filter(_is_installed, _SANS), None)
    return sans, next(filter(_is_installed, _MONO), sans)


def _is_installed(family: str) -> bool:
    """Whether a letter in this family leaves a mark: the renderer has no list of fonts to ask."""
    from resvg_py import svg_to_bytes

    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9" font-family="{}">{}</text></svg>'
    return svg_to_bytes(svg_string=svg.format(family, "M")) != svg_to_bytes(svg_string=svg.format(family, " "))


def _carried_font() -> tuple[str, bytes]:
    """Return the name and the bytes of Pillow's own font."""
    from PIL import ImageFont

    font = ImageFont.load_default(16)
    assert isinstance(font, ImageFont.FreeTypeFont)
    return str(font.getname()[0]), font.font_bytes
