"""Panels of results: all that they show has been computed; no backend is asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ...inference.errors import InvalidOption
from ..place import WIDGET_VIEW
from ..sizes import beginning
from .commands import Inputs, Settings
from .panel import Panel
from .worker import Run

if TYPE_CHECKING:
    from ...inference import Backend

_TEXT = 20_000  # bytes: enough to be linked, little enough for the notebook


class _NoBackend:
    """Stands for the backend, which has done its work."""

    def cancel(self, request_id: str) -> None:
        """Do nothing: nothing runs."""


class ResultSettings(Settings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The positions of the controls of a result."""

    code: bool = False


class ResultPanel(Panel):
    """A panel whose content is given."""

    Settings = ResultSettings

    def __init__(self, *, title: str, text: str, content: dict[str, Any]) -> None:
        self.title = title
        super().__init__(Inputs(text=beginning(text, _TEXT)), backend=cast("Backend", _NoBackend()), content=content)

    def view(self) -> dict[str, Any]:
        """Return the MIME type with which a notebook shows the live panel."""
        data, _ = super()._repr_mimebundle_()
        return {WIDGET_VIEW: data[WIDGET_VIEW]}

    def compute(self, inputs: Inputs, run: Run) -> dict[str, Any]:
        """Refuse another text. Raises `InvalidOption`."""
        del inputs, run
        raise InvalidOption("A result stays as it is. Run its cell again with another text.")
