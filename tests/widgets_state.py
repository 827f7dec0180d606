"""Reading what panels send to the browser: the inverse of lightboard.widgets.panels.codec."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np


def array(state: dict[str, Any]) -> np.ndarray[Any, Any]:
    return np.frombuffer(state["data"], dtype=state["dtype"]).reshape(state["shape"])


def integers(state: dict[str, Any]) -> list[int]:
    return array(state).tolist()


def texts(state: dict[str, Any]) -> list[str]:
    ends = array(state["offsets"])
    return [state["blob"][start:end].decode() for start, end in itertools.pairwise(ends)]
