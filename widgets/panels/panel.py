"""What all panels share: content computed from inputs, commands from the browser, errors, static form, saving."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

import anywidget
import msgspec
import traitlets

from ...inference import Backend, connect
from ...inference.errors import InvalidInput, InvalidOption, LightboardError
from ...inference.messages import ModelChoice
from ..frame import frame
from ..html import Child, Html, element
from ..style import minify, style_sheet
from .codec import pack
from .commands import (
    MAX_TEXT,
    Cancel,
    Change,
    Command,
    CommandReader,
    EditText,
    Fetch,
    Hello,
    Inputs,
    Selection,
    Settings,
    read_struct,
)
from .drawing import Drawing
from .saving import save
from .worker import Run, Worker

if TYPE_CHECKING:
    import pandas as pd

    from .growth import Growth

log = logging.getLogger("lightboard")

_FROM_THE_BROWSER = ("selection", "settings")
MOST_WAITING = 32  # questions
_CONTENT = "content"  # the kind of job that computes the content


@cache
def bundle(name: str) -> str:
    """Return a panel's JavaScript, built by esbuild."""
    return files("lightboard.widgets").joinpath("static", "panels", f"{name}.js").read_text("utf-8")


@cache
def panel_style(names: tuple[str, ...], results: tuple[str, ...] = ()) -> str:
    """Return the style sheet of a panel: that of all results with further parts, of all panels, and its own parts."""
    folder = files("lightboard.widgets").joinpath("static", "panels")
    # Panels and results may stand on one page: one class more than results have, and one of its own for each panel.
    root = ".lightboard.lb-panel"
    sheet = folder.joinpath("panel.css").read_text("utf-8").replace(root, ".lightboard.lightboard.lb-panel")
    for name in names:
        own = folder.joinpath(f"{name}.css").read_text("utf-8")
        sheet += own.replace(root, f".lightboard.lightboard.lb-panel.lb-panel-{name}")
    return style_sheet(*results) + minify(sheet)


class Panel(anywidget.AnyWidget):
    """A live panel. Its first content is computed before the constructor returns; a failure raises there.

    A subclass names its `title`, `bundle` and `commands`, and says how content is made of inputs (`compute`), how a
    detail is (`answer`), and what the static form, the picture and the table are. All that the browser draws at first
    is in the traits, so that a saved notebook needs no kernel; `content` changes as a whole, `number` counts it.
    """

    title: str  # of the class, or of one panel
    bundle: ClassVar[str]
    styles: ClassVar[tuple[str, ...]] = ()
    result_styles: ClassVar[tuple[str, ...]] = ()  # parts of the style sheet of results
    commands: ClassVar[tuple[type[Command], ...]] = ()
    Selection: ClassVar[type[Selection]] = Selection
    Settings: ClassVar[type[Settings]] = Settings

    text = traitlets.Unicode().tag(sync=True)
    content = traitlets.Dict().tag(sync=True)
    selection = traitlets.Dict().tag(sync=True)
    settings = traitlets.Dict().tag(sync=True)
    groups = traitlets.List(traitlets.Unicode()).tag(sync=True)  # in which `link` has put it
    error = traitlets.Unicode().tag(sync=True)
    busy = traitlets.Unicode().tag(sync=True)  # what is being computed, empty when nothing is
    growing = traitlets.Bool(default_value=False).tag(sync=True)  # while a cell that generates feeds it

    inputs: Inputs
    seconds = 0.0  # that the content took when it was last computed anew

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "bundle" in cls.__dict__:
            cls._esm = bundle(cls.bundle)
            cls._css = panel_style(cls.styles, cls.result_styles)
        cls._command_reader = CommandReader((Hello, Cancel, EditText, *cls.commands))

    def __init__(
        self, inputs: Inputs, *, backend: Backend | str | None = None, content: dict[str, Any] | None = None
    ) -> None:
        check_text(inputs.text)
        self._write_lock = threading.RLock()
        self._number = 0
        self._asked: deque[int] = deque()
        self.inputs = self._wanted = inputs
        self.backend = backend if backend is not None and not isinstance(backend, str) else connect(backend)
        self._worker = Worker(cancel_request=self.backend.cancel)
        first = self.compute(inputs, Run(_CONTENT, self._renew)) if content is None else content
        super().__init__(
            text=inputs.text,
            content={**first, "number": 0},
            selection=as_json(self.Selection()),
            settings=as_json(self.Settings()),
        )
        self.on_msg(self._take)

    # What a panel says --------------------------------------------------------------------------------------------

    def compute(self, inputs: Any, run: Run) -> dict[str, Any]:
        """Return the content for inputs; `run.request_id` names the request to the backend."""
        raise NotImplementedError

    def answer(self, command: Any, run: Run) -> dict[str, Any]:
        """Return the detail that a `Fetch` asks for."""
        raise NotImplementedError

    def spans(self) -> list[tuple[int, int]]:
        """Return the characters `[start, end)` of the text that each token stands for."""
        return []

    def static_rows(self) -> list[Child]:
        """Return the rows of the script-free form."""
        raise NotImplementedError

    def static_model(self) -> Html | None:
        """Return the model's line in the head of the script-free form."""
        return None

    def drawing(self) -> Drawing:
        """Return the picture for SVG and PNG files."""
        raise NotImplementedError

    def to_pandas(self) -> pd.DataFrame:
        """Return the numbers on show as a table."""
        raise NotImplementedError

    # Changes --------------------------------------------------------------------------------------------------------

    def change(self, change: Change) -> None:
        """Apply a change and compute the content anew, in the background; `wait` waits for it."""
        with self._write_lock:  # a job that begins in between would compute this change, and be cancelled for it
            self._wanted = change.apply(self._wanted)
            self._worker.submit(_CONTENT, self._renew)

    def _changed_to(self, inputs: Any) -> Self:
        """Show these inputs at once; where computing them raises, this raises and the panel stays as it was."""
        content = self.compute(inputs, Run(_CONTENT, self._renew))
        self._worker.cancel(_CONTENT)  # it would show older inputs
        self._wanted = inputs
        self.show(inputs, content)
        return self

    def edit(self, text: str) -> None:
        """Show another text, in the background. Raises `InvalidInput` for what is no text."""
        check_text(text)
        self.change(EditText(text=text))

    @classmethod
    def of_generation(cls, growth: Growth, *, backend: Backend | str | None = None) -> Panel:
        """Return a panel on a generation, which may still run. A panel with more arguments overrides it."""
        return cls(growth.text, model=growth.model, backend=backend)  # type: ignore[arg-type, call-arg]

    def grown(self, growth: Growth) -> Inputs:
        """Return the inputs for a generation that has come further. A panel with more inputs overrides it."""
        return msgspec.structs.replace(self.inputs, text=growth.text)

    def grow(self, growth: Growth) -> None:
        """Show a generation that has come further, in the background, in place of what is being computed."""
        inputs = self.grown(growth)
        check_text(inputs.text)
        with self._write_lock:
            self._wanted = inputs
            if inputs != self.inputs:
                self._worker.submit(_CONTENT, self._renew)

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until all changes are shown; return False when that takes longer than `timeout` seconds."""
        return self._worker.wait(timeout)

    def show(self, inputs: Inputs, content: dict[str, Any]) -> None:
        """Show a content and the inputs that it was made of."""
        with self._write_lock, self.hold_sync():
            self._number += 1
            self.inputs = inputs
            self.text = inputs.text
            self.content = {**content, "number": self._number}
            self.error = ""
            self.busy = ""

    def _renew(self, run: Run) -> None:
        with self._write_lock:
            wanted = self._wanted
            self.busy = self.title
        began = time.perf_counter()
        try:
            content = self.compute(wanted, run)
            self.seconds = time.perf_counter() - began
        except Exception as error:  # noqa: BLE001  (shown in the panel)
            with self._write_lock:
                # What failed does not stand in the way of the next change.
                if self._wanted is wanted and not run.cancelled:
                    self._wanted = self.inputs
            self._fail(error, run)
        else:
            if not run.cancelled:
                self.show(wanted, content)

    def _fail(self, error: Exception, run: Run) -> None:
        if run.cancelled:
            with self._write_lock:
                self.busy = ""
            return
        with self._write_lock, self.hold_sync():
            self.error = explain(error)
            self.busy = ""

    def _refuse(self, error: Exception) -> None:
        """Say why a change cannot be; the view hears of it also when it is the same error again."""
        with self._write_lock:
            self.busy = self.title
            with self.hold_sync():
                self.error = explain(error)
                self.busy = ""

    # What the browser sends -----------------------------------------------------------------------------------------

    def _take(self, _widget: object, message: object, _buffers: object) -> None:
        """Queue what a message asks for: all panels of a kernel share the thread that calls this."""
        command = self._command_reader.read(message)
        match command:
            case None:
                log.warning("%s: a message from the browser is no command and was dropped.", type(self).__name__)
                return
            case Cancel():
                self._worker.cancel()
                with self._write_lock:
                    self._wanted = self.inputs
                    self.busy = ""
            case Change():
                try:
                    self.change(command)
                except Exception as error:  # noqa: BLE001  (shown in the panel)
                    self._refuse(error)
            case Fetch():
                self._queue(command)
            case _:
                pass
        self.send({"received": command.number})

    def _queue(self, command: Fetch) -> None:
        """Answer soon; of too many questions the oldest are dropped, and the browser asks again if need be."""
        self._worker.submit(f"fetch {command.number}", lambda run: self._reply(command, run))
        self._asked.append(command.number)
        if len(self._asked) > MOST_WAITING:
            oldest = self._asked.popleft()
            if self._worker.cancel(f"fetch {oldest}"):
                self.send({"answer": oldest, "outdated": True})

    def _reply(self, command: Fetch, run: Run) -> None:
        if command.content != self._number:
            self.send({"answer": command.number, "outdated": True})
            return
        try:
            answer = self.answer(command, run)
        except Exception as error:  # noqa: BLE001  (shown in the panel)
            reply: dict[str, Any] = {"outdated": True} if run.cancelled else {"error": explain(error)}
            self.send({"answer": command.number, **reply})
        else:
            value, buffers = pack(answer)
            self.send({"answer": command.number, "value": value}, buffers)

    def set_state(self, sync_data: Mapping[str, Any]) -> None:
        """Take over what the browser wrote into traits, if it may and if it makes sense."""
        kept = {}
        for name, kind in zip(_FROM_THE_BROWSER, (self.Selection, self.Settings), strict=True):
            if name in sync_data:
                value = read_struct(kind, sync_data[name])
                if value is not None:
                    kept[name] = as_json(value)
        super().set_state(kept)

    @traitlets.validate("selection", "settings")
    def _valid(self, proposal: Any) -> dict[str, Any]:
        """Refuse what does not fit, also from Python."""
        kind = self.Selection if proposal["trait"].name == "selection" else self.Settings
        try:
            return as_json(msgspec.convert(dict(proposal["value"]), kind))
        except (msgspec.ValidationError, TypeError) as error:
            raise InvalidOption(
                f"This cannot be the {proposal['trait'].name} of a {type(self).__name__}: {error}."
            ) from None

    # How it is shown outside its own view ---------------------------------------------------------------------------

    def static_html(self) -> Html:
        """Return the script-free form: for GitHub, e-mail, and pages where no widget runs."""
        return frame(self.title, self.static_model(), *self.static_rows(), styles=self.static_styles())

    def static_styles(self) -> tuple[str, ...]:
        """Return further parts of the style sheet of results that the script-free form needs."""
        return self.result_styles

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Save the panel by the file's ending: `.html` (interactive, without a network), `.svg`, `.png` or `.csv`.

        Raises `InvalidOption` for another ending, `FileNotFoundError` where the folder is missing.
        """
        return save(self, Path(path))

    def __repr__(self) -> str:
        shown = self.text if len(self.text) <= 60 else self.text[:59] + "…"  # noqa: PLR2004
        return f"{type(self).__name__}({shown!r})"

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**options) or ({}, {})
        return {**data, "text/plain": repr(self), "text/html": self.static_html()}, metadata

    def _ipython_display_(self) -> None:
        """Show the script-free form and the live panel as two outputs.

        A page exported by nbconvert shows only the widget of an output that has one, and needs a network for it. The
        style sheet hides the script-free form where the live one is there.
        """
        from IPython.display import display

        data, metadata = self._repr_mimebundle_()
        if one_output_a_frame():
            display(data, metadata=metadata, raw=True)
            return
        static = element("div", {"class": "lb-static"}, data.pop("text/html"))
        display({"text/html": static, "text/plain": data.pop("text/plain")}, raw=True)
        display({**data, "text/plain": ""}, metadata=metadata, raw=True)


def one_output_a_frame() -> bool:
    """Whether the front end puts each output into a frame of its own, as VS Code and Colab do."""
    return "VSCODE_PID" in os.environ or "google.colab" in sys.modules


def as_json(value: msgspec.Struct) -> dict[str, Any]:
    """Return a struct as the browser has it: lists for tuples."""
    return msgspec.json.decode(msgspec.json.encode(value))  # type: ignore[no-any-return]


def check_text(text: object) -> None:
    """Raise `InvalidInput` for what is no text, or too much of it."""
    if not isinstance(text, str):
        raise InvalidInput(f"A panel shows a text, not {type(text).__name__}. Give it a str.")
    if len(text) > MAX_TEXT:
        raise InvalidInput(f"A panel shows at most {MAX_TEXT:,} characters, not {len(text):,}. Shorten the text.")


def explain(error: Exception) -> str:
    """Return an error as one sentence to show; what nobody foresaw is logged with its trace."""
    if isinstance(error, LightboardError):
        return str(error)
    log.error("A panel could not be computed.", exc_info=error)
    return f"This did not work: {type(error).__name__}: {error}"


Model = str | os.PathLike[str] | ModelChoice | None


def choose_model(model: Model, revision: str | None = None) -> ModelChoice:
    """Return the choice of a panel's model; None is the backend's default."""
    if isinstance(model, ModelChoice):
        return model
    return ModelChoice(name=None if model is None else os.fspath(model), revision=revision)
