"""`%beams [options] text`: open the beam panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .magic import Call
from .option_parser import OptionParser, boolean, number
from .panel_magic import PanelMagic

if TYPE_CHECKING:
    from ..widgets.panels.beam_panel import BeamPanel

# Options with a number: their flags, and what they do. Each is a keyword argument of `BeamPanel`.
NUMBERS = (
    (("--num-beams",), "search with this many beams; 4 without it"),
    (("-n", "--max-new-tokens"), "tokens to generate at most; 20 without it"),
    (("--min-new-tokens",), "do not end before this many tokens"),
    (("--length-penalty",), "above 0 favours longer texts, below 0 shorter ones; 1 without it"),
    (("--repetition-penalty",), "above 1 makes tokens that occurred less likely, in the prompt too"),
    (("--no-repeat-ngram",), "generate no run of this many tokens twice"),
    (("--seed",), "draw the path beside the search with this seed; 0 without it"),
)


TASKS = ("summarization", "translation_en_to_fr", "translation_fr_to_en", "text2text-generation")


class BeamsMagic(PanelMagic):
    """`%beams`."""

    name = "beams"
    example = "%beams -m starter/gpt --num-beams 4 -n 8 My name is Sylvain and I work"
    description = """\
Show a beam search: every candidate of every step, what was kept and pruned, and the final ranking.

A translation or a summary needs its task: --task translation_en_to_fr."""

    def add_options(self, parser: OptionParser) -> None:
        """Declare the options of the search."""
        for flags, meaning in NUMBERS:
            parser.option(*flags, type=number, metavar="N", help=meaning)
        stop = "stop once enough texts have ended (true), or only when none can get better (never)"
        parser.option(
            "--early-stopping",
            nargs="?",
            const=True,
            type=boolean,
            values=lambda: ("true", "false", "never"),
            help=stop,
        )
        task = "have an encoder-decoder read the text as for this task: summarization, translation_en_to_fr"
        parser.option("--task", values=lambda: TASKS, help=task)
        super().add_options(parser)

    def open(self, call: Call, text: str, **shared: Any) -> BeamPanel:
        """Return the beam panel."""
        from ..widgets.panels.beam_panel import BeamPanel

        names = [flags[-1].removeprefix("--").replace("-", "_") for flags, _ in NUMBERS]
        given = {name: getattr(call.options, name) for name in (*names, "early_stopping", "task")}
        options = {name: value for name, value in given.items() if value is not None}
        return BeamPanel(text, model=self.model(call), **options, **shared)
