"""`%logits [options] text`: open the logit panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..inference.messages import ORDERS
from .functions import model_choice
from .magic import Call
from .model_names import model_names
from .model_options import add_model_options, loading_options
from .option_parser import OptionParser, number
from .panel_magic import PanelMagic

if TYPE_CHECKING:
    from ..widgets.panels.logit_panel import LogitPanel

CONTROLS = ("temperature", "top_k", "top_p", "min_p", "seed")
PENALTIES = ("repetition_penalty", "presence_penalty", "frequency_penalty")


class LogitsMagic(PanelMagic):
    """`%logits`."""

    name = "logits"
    example = "%logits -m starter/gpt -t 0.8 -p 0.9 The soup was too hot, so"
    description = """\
Show the choice of the next token: probabilities, every step of decoding, the draw, and what each layer would say.

Options set the controls, which then act in the panel."""

    def add_options(self, parser: OptionParser) -> None:
        """Declare the model, what is compared, and the controls."""
        add_model_options(parser)
        parser.option("--compare", metavar="TEXT", help="another text whose next token is drawn beside")
        models = "starter model, local folder or Hub id whose choice is drawn beside"
        parser.option("--compare-model", metavar="MODEL", values=model_names, help=models)
        parser.option("-t", "--temperature", type=number, metavar="T", help="above 0: divides the logits")
        parser.option("-k", "--top-k", type=number, metavar="K", help="keep the K largest logits")
        parser.option("-p", "--top-p", type=number, metavar="P", help="keep the likeliest tokens that hold P together")
        parser.option("--min-p", type=number, metavar="P", help="keep tokens with P of the largest probability")
        for name in PENALTIES:
            parser.option(f"--{name.replace('_', '-')}", type=number, metavar="X", help=f"{name.replace('_', ' ')}")
        orders = "whose order of steps: transformers, vllm or llama.cpp"
        parser.option("--order", values=lambda: ORDERS, help=orders)
        parser.option("--seed", type=number, metavar="N", help="what the draw starts from")

    def open(self, call: Call, text: str, **shared: Any) -> LogitPanel:
        """Return the logit panel."""
        from ..widgets.panels.logit_panel import LogitPanel

        options = call.options
        other = options.compare_model
        given = {name: getattr(options, name) for name in (*CONTROLS, *PENALTIES, "order")}
        return LogitPanel(
            text,
            model=self.model(call),
            compare=options.compare,
            compare_model=None if other is None else model_choice(other, **loading_options(options)),
            **{name: value for name, value in given.items() if value is not None},
            **shared,
        )
