"""How a result is shown: as a live panel where a notebook can, and always as text and as HTML without a script."""

from __future__ import annotations

import abc
from typing import TYPE_CHECKING, Any

from .html import Html
from .place import Place, in_notebook

if TYPE_CHECKING:
    from .panels.result_panel import ResultPanel


class Shown(abc.ABC):
    """A result with a panel, made when it is first asked for: a script that shows nothing imports no widget."""

    _panel: ResultPanel | None = None

    @property
    def panel(self) -> ResultPanel:
        """The live panel: `panel.selection`, `panel.save("result.html")`, `lightboard.link(result.panel, ...)`."""
        if self._panel is None:
            self._panel = self._make_panel()
        return self._panel

    @abc.abstractmethod
    def _make_panel(self) -> ResultPanel: ...

    @abc.abstractmethod
    def _static_html(self) -> Html: ...

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/plain": repr(self), "text/html": self._static_html()}
        return bundle | self.panel.view() if in_notebook() else bundle

    def _ipython_display_(self) -> None:
        if not in_notebook():
            raise NotImplementedError  # IPython then takes the bundle
        Place().show_result(self._repr_mimebundle_())
