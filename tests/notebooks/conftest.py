"""Make nbval compare the final state of an output that is updated while its cell runs.

nbval drops `update_display_data`, so it would compare the first state of a streaming `%%generate` with the stored
last one.
"""

from __future__ import annotations

from typing import Any

from nbformat import from_dict
from nbval.kernel import RunningKernel

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
