"""What `%models` and `%backend` show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..inference.messages import BackendInfo, LoadedModel
from . import numbers
from .frame import frame, model_name, notes, row, short_revision, stats
from .html import Html
from .table import Column, Table

if TYPE_CHECKING:
    import pandas as pd

_TYPE_COLUMNS = (
    Column("model"),
    Column("task"),
    Column("state"),
    Column(
        "parameters",
        lambda value: numbers.DASH if value is None else numbers.three_digits(value / 1e6) + " M",
        number=True,
    ),
    Column("size", lambda value: " ".join(part for part in numbers.size(value) if part), number=True),
    Column("dtype"),
)
_DEVICE_COLUMNS = (Column("device"), Column("context", numbers.count, number=True))


class ModelsTable:
    """The models that are loaded, and the starter models that can be: `starters` maps each to its task.

    Printed as text it holds no time, address, path or device.
    """

    def __init__(self, info: BackendInfo, starters: Mapping[str, str] | None = None) -> None:
        self._info = info
        loaded = {model.info.name for model in info.models}
        self._available = {name: task for name, task in (starters or {}).items() if name not in loaded}

    @property
    def names(self) -> list[str]:
        """The names of all models in the table, loaded ones first."""
        return [*(model.info.name for model in self._info.models), *self._available]

    def to_pandas(self) -> pd.DataFrame:
        """Return one row per model; sizes in bytes."""
        return self._table().to_pandas()

    def _table(self) -> Table:
        rows = [_loaded_row(model) for model in self._info.models]
        rows += [(name, task, "available", None, None, "", "", None) for name, task in self._available.items()]
        return Table((*_TYPE_COLUMNS, *_DEVICE_COLUMNS), rows)

    def __len__(self) -> int:
        return len(self.names)

    def __repr__(self) -> str:
        names = ", ".join(model_name(model.info) for model in self._info.models)
        loaded = f"{len(self._info.models)} loaded" + (f": {names}" if names else "")
        return f"ModelsTable({loaded}; {self._more()})"

    def _more(self) -> str:
        return f"{len(self._available)} more available" if self._available else "no more available"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        table = self._table()
        columns = len(_TYPE_COLUMNS)
        plain = Table(_TYPE_COLUMNS, [line[:columns] for line in table.rows])
        return {"text/plain": plain.text() if table.rows else "no models", "text/html": self._html(table)}

    def _html(self, table: Table) -> Html:
        count = f"{len(self._info.models)} loaded, {self._more()}"
        body = row(table.html()) if table.rows else None
        hint = "No model is loaded, and no starter model is installed." if not table.rows else ""
        return frame("Models", None, body, notes((hint,)), state=count)


def _loaded_row(model: LoadedModel) -> tuple[object, ...]:
    info = model.info
    state = "in use" if model.in_use else "loaded"
    name = model_name(info) + (f" @{short_revision(info.revision)}" if info.revision and info.source == "hub" else "")
    return (name, model.task, state, info.parameters, info.bytes, info.dtype, info.device, info.context_length)


class BackendCard:
    """Where models run. Printed as text it holds no address, path or device."""

    def __init__(self, info: BackendInfo) -> None:
        self._info = info

    @property
    def kind(self) -> str:
        """The kind of backend: `local`, `shared`, `cluster` or `hub`."""
        return self._info.kind

    @property
    def info(self) -> BackendInfo:
        """Everything the backend says of itself."""
        return self._info

    def __repr__(self) -> str:
        return f"BackendCard({self._info.kind}, {numbers.plural(len(self._info.models), 'model')} loaded)"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": self._html()}

    def _html(self) -> Html:
        info = self._info
        strip = stats(
            ("models run", (info.address or "in this kernel", "")),
            ("backend", (info.kind, "")),
            ("devices", (", ".join(info.devices) or numbers.DASH, "")),
            ("memory of the process", numbers.size(info.memory)),
            ("models loaded", (numbers.count(len(info.models)), "")),
            ("version", (info.version, "")),
        )
        here = "Models take their memory from this kernel: %models unload NAME frees one, a restart frees all."
        loaded = f"Loaded: {', '.join(model_name(model.info) for model in info.models)}." if info.models else ""
        return frame("Backend", None, row(strip), notes((loaded, "" if info.address else here)), styles=("generation",))
