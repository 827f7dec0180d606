"""How many bytes, for a sentence."""

from __future__ import annotations


def in_units(size: float) -> str:
    """Return bytes with a decimal unit, as a sentence says them.

    >>> in_units(1_440_000_000), in_units(548_000_000), in_units(12)
    ('1.44 GB', '548 MB', '12 bytes')
    """
    for unit, scale in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= scale:
            return f"{size / scale:.3g} {unit}" if size < 999.5 * scale else f"{size / scale:,.0f} {unit}"
    return f"{size:.0f} bytes"
