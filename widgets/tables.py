"""What `%models` and `%backend` show."""

from __future__ import annotations

from collections.abc import Sequence

from ..inference.messages import BackendInfo


class ModelsTable:
    """The loaded models and the starter models that can be loaded."""

    def __init__(self, info: BackendInfo, starters: Sequence[str] = ()) -> None:
        self._info = info
        self._starters = tuple(starters)

    def __repr__(self) -> str:
        return f"ModelsTable({len(self._info.models)} loaded)"


class BackendCard:
    """Where models run."""

    def __init__(self, info: BackendInfo) -> None:
        self._info = info

    def __repr__(self) -> str:
        return f"BackendCard({self._info.kind})"
