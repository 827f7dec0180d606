"""What `%%generate` gives: the text, its tokens with their probabilities, where the time went, and the code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..inference.messages import FinishReason, GeneratedSequence, GeneratedToken, GenerationResult, Metrics, ModelInfo
from .generation_code import generation_code
from .generation_figure import generation_figure
from .generation_html import generation_html
from .generation_table import generation_table
from .html import Html
from .shown import Shown
from .visible import one_line

if TYPE_CHECKING:
    import pandas as pd

    from ..inference import Backend
    from .panels.panel import Panel
    from .panels.result_panel import ResultPanel

_REPR_WIDTH = 80


class Generation(Shown):
    """The result of a generation; `text`, `tokens` and `finish_reason` are those of the first sequence.

    >>> result = %generate -n 5 -- Once upon a time  # doctest: +SKIP
    >>> result.text, result.finish_reason  # doctest: +SKIP
    (' there was a little dog', 'length')
    """

    def __init__(self, result: GenerationResult, *, backend: Backend | None = None) -> None:
        self._result = result
        self._backend = backend

    @property
    def sequences(self) -> tuple[GeneratedSequence, ...]:
        """All sequences, each with `.text .tokens .finish_reason .score`."""
        return self._result.sequences

    @property
    def text(self) -> str:
        """The completion: without prompt and special tokens, a stop text trimmed."""
        return self.sequences[0].text if self.sequences else ""

    @property
    def texts(self) -> list[str]:
        """The completions of all sequences."""
        return [sequence.text for sequence in self.sequences]

    @property
    def prompt(self) -> str:
        """The prompt as it was sent, after the chat template."""
        return self._result.prompt

    @property
    def tokens(self) -> tuple[GeneratedToken, ...]:
        """The generated tokens, the one that ended the text included, each with `.id .text .logprob .top`."""
        return self.sequences[0].tokens if self.sequences else ()

    @property
    def finish_reason(self) -> FinishReason:
        """Why the text ended: `eos`, `stop`, `length`, `context` or `cancelled`."""
        return self.sequences[0].finish_reason if self.sequences else "cancelled"

    @property
    def metrics(self) -> Metrics:
        """Times in seconds, sizes in bytes."""
        return self._result.metrics

    @property
    def seed(self) -> int | None:
        """The seed that was given or drawn; None when nothing is drawn."""
        return self._result.seed

    @property
    def processors(self) -> tuple[str, ...]:
        """What acted on the logits, in the order it ran."""
        return self._result.processors

    @property
    def ignored(self) -> tuple[str, ...]:
        """Strategy fields of the checkpoint's generation config that were not used."""
        return self._result.ignored

    @property
    def notes(self) -> tuple[str, ...]:
        """What is worth knowing about this run, one sentence each."""
        return self._result.notes

    @property
    def model(self) -> ModelInfo:
        """The model that ran."""
        return self._result.model

    @property
    def code(self) -> str:
        """The lines that do the same with Transformers alone."""
        return generation_code(self._result)

    def to_pandas(self) -> pd.DataFrame:
        """Return one row per generated token of every sequence."""
        return generation_table(self._result).to_pandas()

    def figure(self) -> Any:
        """Return a plotly figure: the probability of each token of each sequence."""
        return generation_figure(self._result)

    def logits_panel(self) -> Panel:
        """Return a panel on the next token behind the text: its candidates, and every step of decoding."""
        return self._open("logits")

    def attention_panel(self) -> Panel:
        """Return a panel on the attention between all tokens of prompt and text."""
        return self._open("attention")

    def beam_panel(self) -> Panel:
        """Return a panel on the tree of a beam search behind the prompt."""
        return self._open("beams")

    def _open(self, name: str) -> Panel:
        from .growing import open_panel
        from .panels.growth import finished_growth

        return open_panel(name, finished_growth(self._result), backend=self._backend)

    def __repr__(self) -> str:
        more = f", {len(self.sequences)} sequences" if len(self.sequences) > 1 else ""
        return f"Generation({one_line(self.text, _REPR_WIDTH)!r}, {self.finish_reason}{more})"

    def _static_html(self) -> Html:
        return generation_html(self._result, self.code)

    def _make_panel(self) -> ResultPanel:
        from .panels.generation_panel import GenerationPanel

        return GenerationPanel(self._result, self.code)
