"""What all messages are made of: the base struct, arrays as bytes, and the checks of numbers."""

from __future__ import annotations

import math
import sys
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from ..errors import InvalidOption, near_names

if TYPE_CHECKING:
    import numpy as np

Dtype = Literal["bool", "uint8", "uint16", "uint32", "int32", "int64", "float16", "float32", "float64"]
Option = bool | int | float | str | list[Any] | dict[str, Any] | None

MAX_ARRAY_BYTES = 1 << 30
ITEM_BYTES = {
    "bool": 1,
    "uint8": 1,
    "uint16": 2,
    "uint32": 4,
    "int32": 4,
    "int64": 8,
    "float16": 2,
    "float32": 4,
    "float64": 8,
}
MAX_SEED = 2**53 - 1  # the largest integer that JavaScript, too, holds exactly


class Message(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all messages."""


class Array(Message, frozen=True, eq=False):
    r"""A numpy array as raw little-endian bytes, C order.

    Raises `ValueError` when the bytes do not fill the shape or exceed `MAX_ARRAY_BYTES`.

    >>> Array(dtype="uint8", shape=(2, 1), data=b"\x01\x02").numpy().tolist()
    [[1], [2]]
    """

    dtype: Dtype
    shape: tuple[Annotated[int, msgspec.Meta(ge=0)], ...]
    data: bytes

    def __post_init__(self) -> None:
        expected = math.prod(self.shape) * ITEM_BYTES[self.dtype]
        if expected > MAX_ARRAY_BYTES:
            raise ValueError(f"An array of {expected:,} bytes exceeds the limit of {MAX_ARRAY_BYTES:,}.")
        if len(self.data) != expected:
            raise ValueError(f"Shape {self.shape} of {self.dtype} needs {expected:,} bytes, not {len(self.data):,}.")

    @classmethod
    def from_numpy(cls, array: np.ndarray[Any, Any]) -> Array:
        """Copy a numpy array; its dtype must be one of `Dtype`."""
        import numpy as np

        little = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).reshape(array.shape)
        return cls(dtype=array.dtype.name, shape=array.shape, data=little.tobytes())

    def numpy(self) -> np.ndarray[Any, Any]:
        """Return a read-only numpy view."""
        import numpy as np

        return np.frombuffer(self.data, dtype=np.dtype(self.dtype).newbyteorder("<")).reshape(self.shape)


def request_id() -> str:
    """Return a fresh name for a request."""
    return uuid.uuid4().hex


def check_number(name: str, value: object, *, low: float, high: float, fix: str, open_low: bool = False) -> None:
    """Raise `InvalidOption` unless value is a finite number in the interval (open at `low` if `open_low`)."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= sys.float_info.max:  # NaN
        raise InvalidOption(f"{name} must be a number, not {value!r}. {fix}")
    if value < low or value > high or (open_low and value == low):
        raise InvalidOption(f"{name} must be {_interval(low, high, open_low=open_low)}, not {float(value):g}. {fix}")


def _interval(low: float, high: float, *, open_low: bool) -> str:
    if high == math.inf:
        return f"above {low:g}" if open_low else f"{low:g} or more"
    return f"above {low:g} and at most {high:g}" if open_low else f"between {low:g} and {high:g}"


def check_whole(name: str, value: object, *, low: float, high: int | None = None, fix: str) -> None:
    """Raise `InvalidOption` unless value is a whole number from `low` to `high`."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidOption(f"{name} must be a whole number, not {value!r}. {fix}")
    if value < low or (high is not None and value > high):
        allowed = f"{low} or more" if high is None else f"between {low} and {high}"
        raise InvalidOption(f"{name} must be {allowed}, not {value}. {fix}")


def check_choice(name: str, value: object, allowed: Sequence[str]) -> None:
    """Raise `InvalidOption` unless value is one of a few words."""
    if value not in allowed:
        near = near_names(str(value), allowed)
        raise InvalidOption(f"There is no {name} {value!r}.{near} Use {', '.join(allowed)}.")
