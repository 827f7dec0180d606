"""`lightboard doctor`: what is installed and where, and what to do about what is amiss."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from .environment import environment_findings
from .inference.diagnosis import engine_findings
from .inference.errors import LightboardError

_MARKS = {"ok": "ok  ", "note": "note", "fix": "FIX "}


def doctor(*, online: bool) -> Iterator[str]:
    """Write a line for each finding, with its fix below; asks the Hub only when `online`.

    Raises `LightboardError` at the end when something needs fixing.
    """
    broken = 0
    for finding in chain(environment_findings(), engine_findings(online=online)):
        broken += finding.state == "fix"
        yield f"{_MARKS[finding.state]}  {finding.subject:14}  {finding.detail}"
        if finding.advice:
            yield f"{'':22}-> {finding.advice}"
    if broken:
        raise LightboardError("one thing needs fixing." if broken == 1 else f"{broken} things need fixing.")
    yield "Nothing needs fixing."
