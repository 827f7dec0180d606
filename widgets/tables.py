"""What `%models` and `%backend` show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from ..inference.messages import BackendInfo, CachedModel, LoadedModel
from ..inference.starter import Starter
from . import numbers
from .frame import frame, model_name, notes, row, short_revision, stats
from .html import Html
from .table import Column, Table

if TYPE_CHECKING:
    import pandas as pd


def _size(value: float | None) -> str:
    return " ".join(part for part in numbers.size(value) if part)


def _parameters(value: float | None) -> str:
    return numbers.DASH if value is None else numbers.three_digits(value / 1e6) + " M"


def _yes(value: object) -> str:
    return "yes" if value else ""


def _minute(value: datetime | None) -> str:
    return numbers.DASH if value is None else f"{value:%Y-%m-%d %H:%M}"


def _local_time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds).astimezone()


_LOADED_COLUMNS = (
    Column("model"),
    Column("family"),
    Column("task"),
    Column("parameters", _parameters, number=True),
    Column("size", _size, number=True),
    Column("dtype"),
    Column("state"),
    Column("pinned", _yes),
)
_PLACE_COLUMNS = (
    Column("device"),
    Column("context", numbers.count, number=True),
    Column("last used", _minute),
)


class ModelsTable:
    """The models that are loaded, and the starter models that can be; `budget` is that of the settings, in bytes.

    Printed as text it holds no time, address, path or device.
    """

    def __init__(
        self, info: BackendInfo, starters: Mapping[str, Starter] | None = None, *, budget: int | None = None
    ) -> None:
        self._info = info
        self._budget = budget
        loaded = {model.info.name for model in info.models}
        self._available = {name: one for name, one in (starters or {}).items() if name not in loaded}

    @property
    def names(self) -> list[str]:
        """The names of all models in the table, loaded ones first."""
        return [*(model.info.name for model in self._info.models), *self._available]

    def to_pandas(self) -> pd.DataFrame:
        """Return one row per model; sizes in bytes."""
        return self._table().to_pandas()

    def _table(self) -> Table:
        rows = [_loaded_row(model) for model in self._info.models]
        rows += [_available_row(name, one) for name, one in self._available.items()]
        return Table((*_LOADED_COLUMNS, *_PLACE_COLUMNS), rows)

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
        plain = Table(_LOADED_COLUMNS, [line[: len(_LOADED_COLUMNS)] for line in table.rows])
        return {"text/plain": plain.text() if table.rows else "no models", "text/html": self._html(table)}

    def _html(self, table: Table) -> Html:
        count = f"{len(self._info.models)} loaded, {self._more()}"
        body = row(table.html()) if table.rows else None
        hint = "No model is loaded, and no starter model is installed." if not table.rows else ""
        return frame("Models", None, body, notes((hint, self._memory())), state=count)

    def _memory(self) -> str:
        """Say what the loaded models take, and what they may take."""
        taken = _size(sum(model.info.bytes for model in self._info.models))
        budget = (
            "80 % of the free memory of their device" if self._budget is None else f"{_size(self._budget)} a device"
        )
        return (
            f"Loaded models take {taken}, and may take {budget} (Lightboard.memory_budget): beyond it, those that were "
            "not used for longest go, unless they are in use or pinned."
        )


def _loaded_row(model: LoadedModel) -> tuple[object, ...]:
    info = model.info
    state = "in use" if model.in_use else "loaded"
    name = model_name(info) + (f" @{short_revision(info.revision)}" if info.revision and info.source == "hub" else "")
    what = (name, info.family, model.task, info.parameters, info.bytes, info.dtype, state, model.pinned)
    return (*what, info.device, info.context_length, _local_time(model.last_used))


def _available_row(name: str, one: Starter) -> tuple[object, ...]:
    return (name, one.family, one.task, None, None, "", "available", False, "", None, None)


_CACHED_COLUMNS = (Column("model"), Column("revision"), Column("size", _size, number=True))
_TIME_COLUMNS = (Column("last used", _minute),)


class CachedTable:
    """The models in the Hub's cache: they load without a network. Printed as text it holds no time or path."""

    def __init__(self, models: Sequence[CachedModel]) -> None:
        self._models = tuple(models)

    @property
    def names(self) -> list[str]:
        """The names of the models, one for each revision, the most recently used first."""
        return [model.name for model in self._models]

    def to_pandas(self) -> pd.DataFrame:
        """Return one row per revision; sizes in bytes."""
        return self._table().to_pandas()

    def _table(self) -> Table:
        rows = [(one.name, _revision(one), one.bytes, _local_time(one.last_used)) for one in self._models]
        return Table((*_CACHED_COLUMNS, *_TIME_COLUMNS), rows)

    def __len__(self) -> int:
        return len(self._models)

    def __repr__(self) -> str:
        return f"CachedTable({numbers.plural(len(self), 'model')})"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        table = self._table()
        plain = Table(_CACHED_COLUMNS, [line[: len(_CACHED_COLUMNS)] for line in table.rows])
        return {"text/plain": plain.text() if table.rows else "no models in the cache", "text/html": self._html(table)}

    def _html(self, table: Table) -> Html:
        total = f"{numbers.plural(len(self), 'model')}, {_size(sum(one.bytes for one in self._models))}"
        body = row(table.html()) if table.rows else None
        hint = "The cache holds no model. -m with the name of one downloads it; so does lightboard prefetch."
        return frame("Models in the Hub's cache", None, body, notes(("" if table.rows else hint,)), state=total)


def _revision(model: CachedModel) -> str:
    refs = f" ({', '.join(model.refs)})" if model.refs else ""
    return short_revision(model.revision) + refs


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
