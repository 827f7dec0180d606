"""`%%generate [options]`: continue the body of the cell, or answer it with `--chat`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from IPython.display import display

from ..inference.messages import GenerateEvent, GenerationFinished, GenerationResult, GenerationStarted
from ..widgets.growing import NAMES, GrowingPanels, shown_names
from . import functions
from .magic import Call, TextMagic
from .model_options import add_model_options, loading_options, model_options
from .option_parser import OptionParser, boolean, escaped_text, number
from .starting import is_started

if TYPE_CHECKING:
    from ..widgets.live import LiveGeneration

DESCRIPTION = """\
Continue a text: the body of the cell is the prompt, literally as it stands there.

Without -t, -k, -p, --min-p, --seed and --num-beams, decoding is greedy: always the likeliest token."""

EPILOG = """\
In one line:  story = %generate -n 30 -t 0.8 --seed 1 -- Once upon a time"""

# Options with a number: their flags, and what they do. Each stands for a field of `messages.Decoding`.
NUMBERS = (
    (("-n", "--max-new-tokens"), "tokens to generate at most"),
    (("--min-new-tokens",), "do not end before this many tokens"),
    (("-t", "--temperature"), "divide the logits by this: below 1 favours likely tokens, above 1 flattens"),
    (("-k", "--top-k"), "draw from this many of the likeliest tokens"),
    (("-p", "--top-p"), "draw from the likeliest tokens that together reach this probability"),
    (("--min-p",), "drop tokens less likely than this share of the likeliest one"),
    (("--repetition-penalty",), "above 1 makes tokens that occurred less likely, in the prompt too"),
    (("--presence-penalty",), "subtract this from the logit of every token generated before"),
    (("--frequency-penalty",), "subtract this for each time that the token was generated"),
    (("--no-repeat-ngram",), "generate no run of this many tokens twice"),
    (("--num-beams",), "search with this many beams"),
    (("--length-penalty",), "beams: above 0 favours longer texts, below 0 shorter ones"),
    (("--num-return-sequences",), "return this many texts"),
    (("--seed",), "draw the same tokens each time"),
)


class GenerateMagic(TextMagic):
    """`%%generate`."""

    name = "generate"
    example = "%generate -n 30 -- Once upon a time"

    def build_parser(self) -> OptionParser:
        """Return the parser of the options."""
        parser = OptionParser("%%generate", usage="[options]", description=DESCRIPTION, epilog=EPILOG)
        for flags, meaning in NUMBERS:
            parser.option(*flags, type=number, metavar="N", help=meaning)
        parser.option(
            "--early-stopping",
            nargs="?",
            const=True,
            type=boolean,
            values=lambda: ("true", "false", "never"),
            help="beams: stop once enough texts have ended (true), or only when none can get better (never)",
        )
        stop = r"end before this text (\n is a new line); may be repeated"
        parser.option("--stop", metavar="TEXT", action="append", type=escaped_text, help=stop)
        parser.option("--chat", action="store_true", help="answer the text, through the model's chat template")
        parser.option("--system", metavar="TEXT", type=escaped_text, help="the system message of the chat")
        off = "compute each step from the start, to see what the key/value cache saves"
        parser.option("--no-kv-cache", dest="kv_cache", action="store_false", default=None, help=off)
        parser.option("--top-logprobs", metavar="K", type=number, help="keep this many alternatives for each token")
        shown = "show these panels, which grow with the text: tokens, attention, logits, beams"
        parser.option("--show", metavar="A,B", values=lambda: NAMES, help=shown)
        add_model_options(parser)
        return parser

    def run(self, call: Call) -> object:
        """Generate, streaming into a cell, and hand over a `Generation`, also that of an interrupted run."""
        from ..widgets.live import LiveGeneration

        prompt = self.text(call, call.words)
        if prompt is None:
            raise self.no_text()
        quiet = call.body is None or call.options.quiet
        live = LiveGeneration(quiet=quiet)
        panels = None if quiet or call.options.show is None else self._panels(call)
        partial: list[GenerationResult] = []

        def on_event(event: GenerateEvent) -> None:
            if isinstance(event, GenerationFinished):
                partial.append(event.result)
                return
            live.update(event)
            if panels is not None:
                if isinstance(event, GenerationStarted):
                    live.reserve()
                panels.update(event)

        try:
            if not is_started():
                live.start()
            generation = functions.generate(prompt, on_event=on_event, **_arguments(call))
        except BaseException:
            self._keep(call, partial, live, panels)
            raise
        live.finish(generation)
        if panels is not None:
            panels.finish(partial[-1])
        if call.options.code:
            print(generation.code)  # noqa: T201  (asked for)
        return self.hand_over(call, generation, shown=True)

    def _panels(self, call: Call) -> GrowingPanels:
        """Return the panels that the options ask for, not yet open. Raises `InvalidOption` for an unknown one."""
        arguments = _arguments(call)
        model = functions.model_choice(arguments.pop("model"), **loading_options(call.options))
        decoding = {name: arguments[name] for name in functions.DecodingOptions.__annotations__ if name in arguments}
        return GrowingPanels(
            shown_names(call.options.show),
            model=model,
            decoding=functions.decoding_choice(cast("Any", decoding)),
            backend=functions.chosen_backend,
        )

    def _keep(
        self, call: Call, partial: list[GenerationResult], live: LiveGeneration, panels: GrowingPanels | None
    ) -> None:
        """Show and bind what an interrupted generation has written, if anything."""
        from ..widgets.generation import Generation

        if not partial:
            live.abandon()
            if panels is not None:
                panels.abandon()
            return
        generation = Generation(partial[-1])
        live.finish(generation)
        if panels is not None:
            panels.finish(partial[-1])
        self.hand_over(call, generation, shown=True)
        if call.body is None and not call.options.quiet:
            display(generation)  # nobody gets the value of a line that fails

    def complete(self, words: list[str]) -> Iterable[str]:
        """Offer nothing: the prompt is free text."""
        del words
        return ()


def _arguments(call: Call) -> dict[str, Any]:
    """Return the options that were given as keyword arguments of `functions.generate`."""
    names = (*functions.DecodingOptions.__annotations__, "chat", "system", "top_logprobs")
    given = {name: getattr(call.options, name) for name in names}
    return {name: value for name, value in given.items() if value is not None} | model_options(call.options)
