"""Make nbval compare the final state of an output that is updated while its cell runs, and figures without numbers.

nbval drops `update_display_data`, so it would compare the first state of a streaming `%%generate` with the stored
last one. It compares plotly figures to the last digit, in which processors differ; what stays is their structure and
all that is written in them.
"""

from __future__ import annotations

from typing import Any

from nbformat import from_dict
from nbval.kernel import RunningKernel
from nbval.plugin import IPyNbCell

_get_message = RunningKernel.get_message


def _get_message_applying_updates(kernel: Any, stream: str, timeout: float | None = None) -> Any:
    message = _get_message(kernel, stream, timeout)
    content, displays = message["content"], kernel.__dict__.setdefault("displays", {})
    name = content.get("transient", {}).get("display_id")
    if message["msg_type"] == "display_data":
        content["data"] = from_dict(content["data"])  # of the type that nbval keeps, so that it keeps this very object
        displays[name] = content["data"]
    elif message["msg_type"] == "update_display_data" and name in displays:
        displays[name].clear()
        displays[name].update(content["data"])
    return message


RunningKernel.get_message = _get_message_applying_updates


_sanitize = IPyNbCell.sanitize


def _sanitize_figures(cell: Any, value: Any) -> Any:
    return _sanitize(cell, value) if isinstance(value, str) else _without_numbers(value)


def _without_numbers(part: Any) -> Any:
    """Return a figure with 0 for every number in it."""
    if isinstance(part, dict):
        return {name: _without_numbers(inner) for name, inner in part.items()}
    if isinstance(part, list | tuple):
        return [_without_numbers(inner) for inner in part]
    return 0 if isinstance(part, int | float) and not isinstance(part, bool) else part


IPyNbCell.sanitize = _sanitize_figures
