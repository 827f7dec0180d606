"""Attention maps on their way to the browser: coded, and coarse where they are large.

Level k of the pyramid shows blocks of 2**k x 2**k tokens: of a block's rows the mean, of its columns the sum, so that
each row still adds up to 1. Weights travel as 65,535 times their square root in uint16: near 1 that is thirty times as
exact as float16, and small weights keep two digits down to one in a million.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...inference.errors import InvalidOption
from .codec import array_state

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float32]]

COARSE = 128  # cells on a side of what travels with the content: 33 kB
FRAME = 1024  # cells on a side of what is asked for later: 2.1 MB
LARGEST_CODE = 65_535


def encode(weights: Floats) -> np.ndarray[Any, Any]:
    """Code weights from 0 to 1 in uint16; twin: `decode` in maps.js.

    >>> import numpy as np
    >>> encode(np.array([0.0, 0.25, 1.0])).tolist()
    [0, 32768, 65535]
    """
    import numpy as np

    codes: np.ndarray[Any, Any] = np.rint(np.sqrt(np.clip(weights, 0, 1)) * LARGEST_CODE).astype(np.uint16)
    return codes


def level_for(shape: tuple[int, int], side: int = COARSE) -> int:
    """Return the lowest level at which a map has at most `side` cells on a side.

    >>> level_for((128, 128)), level_for((129, 5)), level_for((2048, 2048))
    (0, 1, 4)
    """
    level = 0
    while max(shape) > side << level:
        level += 1
    return level


@dataclass(eq=False)
class Map:
    """One map in full: (R, C) weights of the rows and columns that were kept, and what was removed of each row.

    `rows` and `columns` are the numbers of the tokens, or words, along the axes.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    weights: Floats
    removed: Floats | None

    def __post_init__(self) -> None:
        self._levels = [self.weights]

    def level(self, level: int) -> Floats:
        """Return the map at a level of the pyramid."""
        while len(self._levels) <= level:
            self._levels.append(_halve(self._levels[-1], len(self.weights), len(self._levels)))
        return self._levels[level]

    def frame(self, level: int, *, top: int, bottom: int, left: int, right: int) -> Floats:
        """Return a part of a level. Raises `InvalidOption` for one that is empty or too large."""
        if level > level_for((len(self.rows), len(self.columns)), 1):
            raise InvalidOption(f"There is no level {level} of this map. The coarsest is one cell.")
        whole = self.level(level)
        part = whole[top : min(bottom, top + FRAME), left : min(right, left + FRAME)]
        if not part.size:
            raise InvalidOption(f"The frame [{top}, {bottom}) x [{left}, {right}) holds no cell of the map.")
        return part

    def coarse_state(self) -> dict[str, Any]:
        """Return what is drawn first."""
        import numpy as np

        level = level_for((len(self.rows), len(self.columns)))
        state = {
            "level": level,
            "rows": len(self.rows),
            "columns": len(self.columns),
            "weights": array_state(encode(self.level(level))),
            "largest": float(self.weights.max()),
            "removed": None if self.removed is None else float(self.removed.mean()),
        }
        if self.removed is not None:
            state |= {
                "kept_rows": array_state(np.array(self.rows, np.uint16)),
                "kept_columns": array_state(np.array(self.columns, np.uint16)),
                "removed_rows": array_state(encode(self.removed)),
            }
        return state

    def lines(self, axis: str, numbers: tuple[int, ...]) -> Floats:
        """Return whole rows or columns, (n, C) or (n, R). Raises `InvalidOption` for one that does not exist."""
        count = self.weights.shape[0 if axis == "rows" else 1]
        for number in numbers:
            if number >= count:
                what = axis.removesuffix("s")
                raise InvalidOption(f"The map has no {what} {number}; it has {count:,}, counted from 0.")
        return self.weights[list(numbers)] if axis == "rows" else self.weights[:, list(numbers)].T


def _halve(finer: Floats, rows: int, level: int) -> Floats:
    """Merge two by two cells; the last block of rows may hold fewer tokens than the others."""
    import numpy as np

    height, width = ((size + 1) // 2 for size in finer.shape)
    padded = np.zeros((2 * height, 2 * width), np.float32)
    padded[: finer.shape[0], : finer.shape[1]] = finer
    tokens = np.zeros(2 * height, np.float32)
    starts = np.arange(finer.shape[0]) << (level - 1)
    tokens[: len(starts)] = np.minimum(rows - starts, 1 << (level - 1))  # in each finer block
    summed = (padded * tokens[:, None]).reshape(height, 2, width, 2).sum((1, 3))
    merged: Floats = summed / tokens.reshape(height, 2).sum(1)[:, None]
    return merged


def shrink(codes: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Halve the sides of thumbnails (L, H, rows, columns) of one code, as the pyramid does.

    >>> import numpy as np
    >>> shrink(np.full((1, 1, 2, 2), 128, np.uint8)).tolist()
    [[[[181]]]]
    """
    import numpy as np

    weights = (codes / 255.0) ** 2  # of blocks with about as many tokens each
    height, width = ((size + 1) // 2 for size in codes.shape[2:])
    padded = np.zeros((*codes.shape[:2], 2 * height, 2 * width))
    padded[:, :, : codes.shape[2], : codes.shape[3]] = weights
    rows = np.full(height, 2.0)
    rows[-1] -= codes.shape[2] % 2
    merged = padded.reshape(*codes.shape[:2], height, 2, width, 2).sum((3, 5)) / rows[:, None]
    coded: np.ndarray[Any, Any] = np.rint(np.sqrt(np.clip(merged, 0, 1)) * 255).astype(np.uint8)
    return coded
