"""How matrices and tokens travel to the browser: as bytes with their dtype and shape, never as JSON. Twin: codec.js."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ...inference.messages import Array

if TYPE_CHECKING:
    import numpy as np

# The types that JavaScript has arrays for; float16 becomes Float32Array there.
DTYPES = frozenset({"uint8", "uint16", "uint32", "int32", "float16", "float32", "float64"})


def array_state(array: np.ndarray[Any, Any] | Array) -> dict[str, Any]:
    """Return an array as dtype, shape and little-endian bytes in C order. Raises `ValueError` for other dtypes."""
    message = array if isinstance(array, Array) else Array.from_numpy(array)
    if message.dtype not in DTYPES:
        raise ValueError(f"The browser has no arrays of {message.dtype}. Convert it to one of {sorted(DTYPES)}.")
    return {"dtype": message.dtype, "shape": list(message.shape), "data": message.data}


def texts_state(texts: Iterable[str]) -> dict[str, Any]:
    """Return many short texts as one UTF-8 blob with offsets, (N + 1,); a lone surrogate becomes "?"."""
    return bytes_state(text.encode("utf-8", "replace") for text in texts)


def bytes_state(values: Iterable[bytes]) -> dict[str, Any]:
    """Return many short runs of bytes as one blob with the offset of each in it, (N + 1,)."""
    import numpy as np

    parts = list(values)
    offsets = np.cumsum([0, *map(len, parts)])  # (N + 1,)
    small = offsets[-1] < 2**16
    return {"blob": b"".join(parts), "offsets": array_state(offsets.astype(np.uint16 if small else np.uint32))}


def integers_state(values: Sequence[int]) -> dict[str, Any]:
    """Return whole numbers from 0 as an array of the narrowest dtype, (N,)."""
    import numpy as np

    largest = max(values, default=0)
    dtype = np.uint8 if largest < 2**8 else np.uint16 if largest < 2**16 else np.uint32
    return array_state(np.asarray(values, dtype=dtype))


def pack(value: Any) -> tuple[Any, list[bytes]]:
    """Split a nested value into JSON and buffers, for a custom message: bytes become `{"buffer": number}`.

    >>> pack({"a": b"xy", "b": [1, b"z"]})
    ({'a': {'buffer': 0}, 'b': [1, {'buffer': 1}]}, [b'xy', b'z'])
    """
    buffers: list[bytes] = []
    return _packed(value, buffers), buffers


def _packed(value: Any, buffers: list[bytes]) -> Any:
    if isinstance(value, bytes):
        buffers.append(value)
        return {"buffer": len(buffers) - 1}
    if isinstance(value, dict):
        return {key: _packed(one, buffers) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_packed(one, buffers) for one in value]
    return value


def state_bytes(value: Any) -> int:
    """Return the size of a nested value as it travels: its JSON and its buffers."""
    import msgspec

    plain, buffers = pack(value)
    return len(msgspec.json.encode(plain)) + sum(map(len, buffers))
