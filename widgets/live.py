"""A running generation, shown in one place that the final result overwrites."""

from __future__ import annotations

import time
from collections import deque

from ..inference.messages import (
    BeamsAdvanced,
    GeneratedToken,
    GenerateEvent,
    GenerationStarted,
    LoadProgress,
    TokensGenerated,
)
from . import numbers
from .frame import frame, model_line, row, text_block
from .generation import Generation
from .html import Child, Html, element, escape
from .loading import Pace, loading_frame, starting_frame
from .place import Place, in_notebook
from .prompt_text import prompt_text
from .token_text import Piece, shaded

_FASTEST, _SLOWEST = 1 / 15, 1 / 10  # seconds between updates
_SHARE = 0.05  # of the time may go into rendering: it competes with the model
_STOP = "To stop, interrupt the kernel. What has been written so far is kept."


class _RunningText:
    """One sequence while it grows: the markup of tokens that are certain is kept, only the end is made anew."""

    def __init__(self) -> None:
        self._markup: list[str] = []
        self._waiting: deque[GeneratedToken] = deque()  # tokens whose text is still held back, or partly
        self._certain = 0  # characters that may be shown, beyond those in the markup

    def push(self, token: GeneratedToken | None, text: str) -> None:
        self._certain += len(text)
        if token is not None:
            self._waiting.append(token)
        while self._waiting and len(self._waiting[0].text) <= self._certain:
            token = self._waiting.popleft()
            self._certain -= len(token.text)
            self._markup.append(shaded(Piece(token, token.text)))

    def html(self) -> Html:
        tail = self._waiting[0].text[: self._certain] if self._waiting else ""
        return Html("".join(self._markup) + escape(tail))


class _BestBeam:
    """The best running beam: it may change from step to step, so it is always made anew."""

    def __init__(self, text: str) -> None:
        self._text = text

    def html(self) -> Html:
        return escape(self._text)


class LiveGeneration:
    """Shows the events of a generation while they arrive, 10 to 15 times a second, through one display.

    A burst of tokens costs one rendering. A change of phase (loading, reading the prompt, first token) is always drawn;
    what falls between two updates is drawn with the next, and in any case by `finish`. Outside a notebook only the
    result is shown; when `quiet`, nothing is.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._live = not quiet and in_notebook()
        self._place = Place()
        self._loading: LoadProgress | None = None
        self._left: float | None = None
        self._pace = Pace()
        self._started: GenerationStarted | None = None
        self._texts: list[_RunningText | _BestBeam] = []
        self._steps = 0
        self._first = self._elapsed = 0.0
        self._due = 0.0

    def start(self) -> None:
        """Say that the backend starts."""
        if self._live:
            self._draw()

    def update(self, event: GenerateEvent) -> None:
        """Take in an event, and draw if it is time to."""
        changed = self._take(event)
        if self._live and (changed or time.perf_counter() >= self._due):
            self._draw()

    def _take(self, event: GenerateEvent) -> bool:
        """Note what an event says; return whether it begins a phase."""
        if isinstance(event, LoadProgress):
            begins = self._loading is None
            self._loading, self._left = event, self._pace.seconds_left(event)
            return begins
        if isinstance(event, GenerationStarted):
            self._started = event
            return True
        if isinstance(event, TokensGenerated | BeamsAdvanced):
            self._steps += 1
            self._elapsed = event.elapsed
            if self._steps == 1:
                self._first = event.elapsed
            self._grow(event)
            return self._steps == 1
        return False  # the terminal event: `finish` shows its result

    def _grow(self, event: TokensGenerated | BeamsAdvanced) -> None:
        if isinstance(event, BeamsAdvanced):
            self._texts = [_BestBeam(event.text)]
            return
        if not self._texts:
            self._texts = [_RunningText() for _ in event.tokens]
        for running, token, text in zip(self._texts, event.tokens, event.texts, strict=True):
            if isinstance(running, _RunningText):
                running.push(token, text)

    def finish(self, result: Generation) -> None:
        """Show the result in place of what was shown while it ran."""
        if not self._quiet:
            self._place.show_result(result._repr_mimebundle_())

    def reserve(self) -> None:
        """Keep room for the panel of the result, before the panels that are shown while it runs."""
        if self._live:
            self._place.reserve()

    def abandon(self) -> None:
        """Clear the place: an error follows."""
        self._place.clear()

    def _draw(self) -> None:
        begun = time.perf_counter()
        html = self.html()
        cost = time.perf_counter() - begun
        self._due = begun + min(max(_FASTEST, cost / _SHARE), _SLOWEST)
        self._place.show({"text/plain": "Generating …", "text/html": html})

    # What is drawn ----------------------------------------------------------------------------------------------------

    def html(self) -> Html:
        """Return the picture of what has arrived so far."""
        if self._started is None:
            if self._loading is None:
                return starting_frame("Generation")
            return loading_frame("Generation", self._loading, self._left)
        seed = (f"seed {self._started.seed}",) if self._started.seed is not None else ()
        return frame(
            "Generation",
            model_line(self._started.model, *seed),
            element("div", {"class": "lb-busy"}),
            row(self._written(self._started.prompt)),
            _line(_STOP),
            state=element("span", {"class": "lb-state"}, self._state(self._started)),
            styles=("generation",),
        )

    def _written(self, prompt: str) -> Html:
        caret = element("span", {"class": "lb-caret"})
        blocks = [
            text_block(prompt_text(prompt, repeated=number > 0), text.html(), caret, kind="lb-generated")
            for number, text in enumerate(self._texts)
        ]
        if len(blocks) > 1:
            return element("ol", {"class": "lb-list"}, [element("li", None, block) for block in blocks])
        return blocks[0] if blocks else text_block(prompt_text(prompt), caret, kind="lb-generated")

    def _state(self, started: GenerationStarted) -> str:
        if not self._steps:
            return f"reading the prompt, {numbers.plural(started.prompt_tokens, 'token')}"
        progress = f"{numbers.count(self._steps)} of {numbers.plural(started.max_new_tokens, 'token')}"
        seconds = self._elapsed - self._first
        if self._steps == 1 or seconds <= 0:
            return progress
        return f"{progress}, {numbers.three_digits((self._steps - 1) / seconds)} tokens/s"


def _line(text: Child) -> Html:
    return element("div", {"class": "lb-readout"}, text)
