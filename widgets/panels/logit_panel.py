"""The LogitPanel: the choice of the next token, every step from logits to draw, live."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from ...inference import Backend
from ...inference.errors import InvalidInput, InvalidOption, MissingCapability
from ...inference.messages import (
    Decoding,
    Distribution,
    DistributionRequest,
    LogitSelection,
    ModelChoice,
    Trace,
    TraceRequest,
)
from ..html import Child, Html
from . import logit_commands as asked
from . import logit_static as static
from .codec import array_state
from .growth import Growth
from .logit_commands import Branch, LogitInputs
from .logit_content import (
    LENS_TOP,
    choice_content,
    context_content,
    ids_content,
    lens_content,
    lens_window,
    vector,
)
from .logit_context import Context, Reader
from .panel import Model, Panel, choose_model
from .worker import Run

if TYPE_CHECKING:
    import pandas as pd

    from .drawing import Drawing

TRACE_BYTES = 1_000_000_000  # a part of 2,048 positions times 262,144 tokens at a time, twice
REMEMBERED = 8  # answers of the backend, of which each may hold a whole vocabulary

Answer = TypeVar("Answer")


class LogitPanel(Panel):
    """The choice of the next token behind a text: bars, every step of decoding, the draw, the logit lens.

    `text` is the prompt (an encoder-decoder's source); `model` and `revision` choose the model.
    `compare` is another text, `compare_model` another model: its choice is drawn beside this one, on one scale. The
    other options set the controls and are named as in `Decoding`; `order` is the engine whose order is followed.

    Raises `InvalidInput`, `InvalidOption` and what loading a model raises, each with a sentence that says what to do.

    >>> panel = LogitPanel("The soup is", temperature=0.7, top_p=0.9)  # doctest: +SKIP
    >>> panel.append(" hot").branch.appended  # doctest: +SKIP
    """

    title = "Next token"
    bundle = "logits"
    styles = ("logits",)
    commands = asked.COMMANDS
    Settings = asked.LogitSettings
    inputs: LogitInputs
    _wanted: LogitInputs

    def __init__(
        self,
        text: str,
        *,
        model: Model = None,
        revision: str | None = None,
        backend: Backend | str | None = None,
        compare: str | None = None,
        compare_model: Model = None,
        **controls: Any,
    ) -> None:
        settings = checked_settings(controls)
        choice = choose_model(model, revision)
        other = None if compare_model is None else choose_model(compare_model)
        self._answers: OrderedDict[Any, Any] = OrderedDict()
        inputs = LogitInputs(text=text, model=choice, other_text=compare, other_model=other)
        super().__init__(inputs, backend=backend)
        self.settings = msgspec.to_builtins(settings)

    @classmethod
    def of_generation(cls, growth: Growth, *, backend: Backend | str | None = None) -> LogitPanel:
        """Return a panel on a generation with its settings; what it has written so far is appended."""
        known = msgspec.structs.asdict(growth.decoding)
        controls = {name: known[name] for name in asked.LogitSettings.__struct_fields__ if name in known}
        panel = cls(growth.prompt, model=growth.model, backend=backend, **controls)
        if not growth.decoding.sampled:
            panel.settings = {**panel.settings, "temperature": 0.0}
        return panel._changed_to(panel.grown(growth)) if growth.ids else panel

    def grown(self, growth: Growth) -> LogitInputs:
        """Return the inputs for a generation that has come further; beams have no ids yet, but a text."""
        text = growth.prompt if growth.ids else growth.text
        return self.inputs.with_current(Branch(text=text, appended=growth.ids))

    # Content ----------------------------------------------------------------------------------------------------------

    def compute(self, inputs: LogitInputs, run: Run) -> dict[str, Any]:
        """Return the context, the choice behind it (and that which is compared), and the logit lens."""
        reader = self._reader(inputs.model, run)
        context = reader.context(inputs.current)
        choices = [choice_content(self._distribution(inputs.model, context, run), context.text, reader.labels)]
        if inputs.other_text is not None or inputs.other_model is not None:
            choices.append(self._other_content(inputs, context, run))
        trace, missing = self._trace(inputs.model, context, run)
        lens = trace.lens if trace else None
        return {
            "context": context_content(context.tokens, prompt=context.prompt, trace=trace),
            "at": context.at,
            "choices": choices,
            "lens": None if lens is None else lens_content(lens, context.at, reader.labels),
            "missing": missing,
            "branches": [self._branch_content(reader, branch) for branch in inputs.branches or (inputs.current,)],
            "branch": min(inputs.branch, max(0, len(inputs.branches) - 1)),
            "spans": context.prompt if context.start is None else 0,
        }

    def _other_content(self, inputs: LogitInputs, context: Context, run: Run) -> dict[str, Any]:
        reader, other = self._other(inputs, context, run)
        return choice_content(self._distribution(reader.model, other, run), other.text, reader.labels)

    def _other(self, inputs: LogitInputs, context: Context, run: Run) -> tuple[Reader, Context]:
        """Return what is compared: another text, or what another model reads of this one."""
        reader = self._reader(inputs.other_model or inputs.model, run)
        text = inputs.other_text if inputs.other_text is not None else context.text
        return reader, reader.context(Branch(text=text))

    def _branch_content(self, reader: Reader, branch: Branch) -> dict[str, Any]:
        return {
            "appended": len(branch.appended),
            "kept": branch.kept,
            "text": "".join(reader.labels(branch.appended[-8:])),
        }

    def _reader(self, model: ModelChoice, run: Run) -> Reader:
        def start() -> tuple[int, ...] | None:
            """Return the ids that an encoder-decoder begins to write with: any text shows them."""
            answer = self.backend.distribution(DistributionRequest(prompt="a", model=model, top=1, id=run.request_id))
            return answer.decoder_ids if answer.model.family == "encoder-decoder" else None

        return Reader(self.backend, model, self._remembered(("start", model), start))

    def _distribution(self, model: ModelChoice, context: Context, run: Run) -> Distribution:
        read, generated = context.before
        return self._remembered(
            ("distribution", model, read, generated),
            lambda: self.backend.distribution(
                DistributionRequest(
                    prompt_ids=read, generated=generated, model=model, top=1, full=True, id=run.request_id
                )
            ),
        )

    def _trace(self, model: ModelChoice, context: Context, run: Run, at: int | None = None) -> tuple[Trace | None, str]:
        """Return what the model expected at each token, with the lens around `at`; or why there is none."""
        window = lens_window(len(context.tokens), context.at if at is None else at)
        ids, target = context.ids
        request = TraceRequest(
            ids=ids,
            target_ids=target,
            model=model,
            logits=LogitSelection(top=1),
            lens=LogitSelection(positions=window, top=LENS_TOP),
            budget=TRACE_BYTES,
            id=run.request_id,
        )
        try:
            return self._remembered(("trace", model, ids, target, window), lambda: self.backend.trace(request)), ""
        except MissingCapability as error:
            return None, str(error)

    def _remembered(self, key: Any, make: Callable[[], Answer]) -> Answer:
        """Return what was asked for lately, or ask."""
        answer: Answer = self._answers.pop(key) if key in self._answers else make()
        self._answers[key] = answer  # the newest stands last
        while len(self._answers) > REMEMBERED:
            self._answers.popitem(last=False)
        return answer

    # Details ----------------------------------------------------------------------------------------------------------

    def answer(self, command: Any, run: Run) -> dict[str, Any]:
        """Return the whole vector, names, the tokens of a text, or the lens elsewhere."""
        reader = self._reader(self.inputs.model, run)
        context = reader.context(self.inputs.current)
        if isinstance(command, asked.FetchLens):
            return self._lens(context, command.at, reader, run)
        if getattr(command, "side", 0):
            if self.inputs.other_text is None and self.inputs.other_model is None:
                raise InvalidInput("Nothing is compared. Choose a text or a model to compare with first.")
            reader, context = self._other(self.inputs, context, run)
        logits = vector(self._distribution(reader.model, context, run))
        match command:
            case asked.FetchLogits():
                return {"logits": array_state(logits)}
            case asked.FetchNames():
                ids = [token for token in command.ids if token < len(logits)]
            case asked.FindTokens():
                ids = [token for token in reader.find(command.text) if token < len(logits)]
        return ids_content(ids, reader.labels(ids), logits)

    def _lens(self, context: Context, at: int, reader: Reader, run: Run) -> dict[str, Any]:
        if at >= len(context.tokens):
            raise InvalidInput(f"The context has {len(context.tokens)} tokens. Choose one of them.")
        trace, missing = self._trace(reader.model, context, run, at)
        if trace is None or trace.lens is None:
            raise MissingCapability(missing)
        return lens_content(trace.lens, at, reader.labels)

    # From Python ------------------------------------------------------------------------------------------------------

    @property
    def branches(self) -> tuple[Branch, ...]:
        """All branches: the text, how many of its tokens were kept (None for all), and the ids appended to them."""
        return self.inputs.branches or (self.inputs.current,)

    @property
    def branch(self) -> Branch:
        """The branch on show."""
        return self.inputs.current

    @property
    def appended_text(self) -> str:
        """The text that the appended tokens of the branch on show write."""
        return self._reader(self.inputs.model, _no_run()).text(self.branch.appended)

    def append(self, *tokens: int | str) -> LogitPanel:
        """Append tokens, by id or as a text, to the branch on show, and wait until the panel shows it."""
        reader, inputs = self._reader(self.inputs.model, _no_run()), self._wanted
        for token in tokens:
            for token_id in [token] if isinstance(token, int) else reader.find(token, whole=True):
                prompt = reader.context(inputs.current).prompt
                inputs = asked.Append(token=token_id, prompt=prompt).apply(inputs)
        return self._changed_to(inputs)

    def undo(self) -> LogitPanel:
        """Take the last appended token away, and wait until the panel shows it."""
        return self._changed_to(asked.Undo().apply(self._wanted))

    def new_branch(self) -> LogitPanel:
        """Begin another branch with the context up to the token looked at, and wait until the panel shows it."""
        reader = self._reader(self.inputs.model, _no_run())
        prompt = reader.context(self._wanted.current).prompt
        return self._changed_to(asked.NewBranch(prompt=prompt).apply(self._wanted))

    def choose_branch(self, number: int) -> LogitPanel:
        """Show the branch with this number, from 0, and wait until the panel shows it."""
        if not 0 <= number < len(self.branches):
            raise InvalidOption(f"There is no branch {number}: they go from 0 to {len(self.branches) - 1}.")
        return self._changed_to(asked.ChooseBranch(branch=number).apply(self._wanted))

    def look_at(self, token: int | None) -> LogitPanel:
        """Look at the choice behind a token of the context, None for the last, and wait until the panel shows it."""
        return self._changed_to(asked.LookAt(token=token).apply(self._wanted))

    @property
    def decoding(self) -> Decoding:
        """What the controls say, as the settings of a generation."""
        return self._settings.decoding()

    @property
    def _settings(self) -> asked.LogitSettings:
        return msgspec.convert(dict(self.settings), asked.LogitSettings)

    def distribution(self, *, top: int = 20) -> Distribution:
        """Return every stage under the settings on show as the engine computes it, `top` tokens of each described."""
        context = self._reader(self.inputs.model, _no_run()).context(self.branch)
        read, generated = context.before
        request = DistributionRequest(
            prompt_ids=read,
            generated=generated,
            model=self.inputs.model,
            decoding=self.decoding,
            order=self._settings.order,
            count_prompt=self._settings.count_prompt,
            top=top,
        )
        return self.backend.distribution(request)

    def to_pandas(self) -> pd.DataFrame:
        """Return the likeliest 1,000 tokens under the settings on show, one row each, what was removed at the end."""
        return static.data_frame(self.distribution(top=1000))

    def figure(self) -> Any:
        """Return the stages under the settings on show as a plotly figure, for a report."""
        from ..distribution_figure import distribution_figure

        return distribution_figure(self.distribution())

    # Outside its own view ---------------------------------------------------------------------------------------------

    def spans(self) -> list[tuple[int, int]]:
        """Return the characters of the text that each token of the context stands for."""
        return static.spans(self.content)

    def static_model(self) -> Html | None:
        """Return the model's line."""
        return static.model_line(self.content)

    def static_rows(self) -> list[Child]:
        """Return the context, the likeliest tokens and the lens, without a script."""
        return static.rows(self.content)

    def drawing(self) -> Drawing:
        """Return the bars of the likeliest tokens."""
        return static.drawing(self.content, self.text)


def checked_settings(controls: dict[str, Any]) -> asked.LogitSettings:
    """Return the positions of the controls. Raises `InvalidOption` for a name or a value that there is not."""
    known = [name for name in asked.LogitSettings.__struct_fields__ if name not in ("table", "large")]
    unknown = [name for name in controls if name not in known]
    if unknown:
        raise InvalidOption(f"A LogitPanel has no option {unknown[0]!r}. Use one of {', '.join(known)}.")
    given = {name: value for name, value in controls.items() if value is not None}
    decoding = Decoding(**{name: value for name, value in given.items() if name in Decoding.__struct_fields__})
    DistributionRequest(prompt="", decoding=decoding, order=given.get("order", "transformers"))
    try:
        return msgspec.convert(given, asked.LogitSettings)
    except msgspec.ValidationError as error:
        raise InvalidOption(f"A control of the LogitPanel has a wrong value: {error}.") from None


def _no_run() -> Run:
    return Run("python", lambda _: None)
