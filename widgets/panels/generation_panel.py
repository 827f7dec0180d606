"""The panel of a generation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ...inference.messages import GenerationResult
from ..generation_figure import probabilities
from ..generation_html import generation_html
from ..generation_table import generation_table
from ..html import Html
from .drawing import Drawing
from .figures import drawing_of
from .generation_content import generation_content, spans
from .result_panel import ResultPanel, ResultSettings

if TYPE_CHECKING:
    import pandas as pd


class GenerationSettings(ResultSettings, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the text is shaded by, and which part is on show."""

    shading: Literal["probability", "surprise", "entropy", "plain"] = "probability"


class GenerationPanel(ResultPanel):
    """The text with what each token was worth, what could have stood in its place, and where the time went.

    Tokens are counted through all sequences. Linked panels see the tokens of the first one.

    >>> panel = lightboard.generate("Once upon a time").panel  # doctest: +SKIP
    >>> panel.selection["tokens"]  # doctest: +SKIP
    [3]
    """

    bundle = "generation"
    styles = ("generation",)
    result_styles = ("generation",)
    Settings = GenerationSettings

    def __init__(self, result: GenerationResult, code: str) -> None:
        self._result, self._code = result, code
        text = result.prompt + "".join(token.text for one in result.sequences[:1] for token in one.tokens)
        super().__init__(title="Generation", text=text, content=generation_content(result, code))

    def spans(self) -> list[tuple[int, int]]:
        """Return the characters of prompt and first text that each token stands for; none is (0, 0)."""
        return spans(self._result)

    def static_html(self) -> Html:
        """Return the script-free form."""
        return generation_html(self._result, self._code)

    def drawing(self) -> Drawing:
        """Return the probability of each token as bars."""
        return drawing_of(probabilities(self._result))

    def to_pandas(self) -> pd.DataFrame:
        """Return one row per generated token of every sequence."""
        return generation_table(self._result).to_pandas()
