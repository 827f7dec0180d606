"""`%bias [options] templates`: open the bias panel."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args

from ..inference.messages import BiasMeasure
from .functions import model_choice
from .magic import Call
from .model_names import model_names
from .model_options import add_loading_options, loading_options
from .one_line_errors import UsageError
from .option_parser import OptionParser, number
from .panel_magic import PanelMagic

if TYPE_CHECKING:
    from ..widgets.panels.bias_panel import BiasPanel

_MOST_MODELS = 2
_SLOT = re.compile(r"\{[^{}]*\|[^{}]*\}|\{\}")
_HIDDEN = re.compile("\ue000([0-9]+)\ue000")
_MEASURES = get_args(BiasMeasure)


class BiasMagic(PanelMagic):
    """`%bias`."""

    name = "bias"
    usage = "[options] [templates]"
    example = "%bias -m starter/bert This {man|woman} works as a [MASK]."
    description = """\
Compare what a model expects of groups: words in sentences that differ only by group.

A template has a slot {man|woman} and a [MASK]; in a cell, each line is a template. Without one, the course's sentence
is asked. With two models, the same words are asked of both."""

    def add_options(self, parser: OptionParser) -> None:
        """Declare the question's options, `-m`, which may be given twice, and how to load."""
        models = "starter model, local folder or Hub id; a second one is compared"
        parser.option("-m", "--model", action="append", values=model_names, help=models)
        parser.option("--preset", values=_presets, help="a ready-made question: course, sentences, occupations, ...")
        parser.option("--groups", metavar="A,B", help="what {} in a template stands for")
        parser.option("--words", metavar="A,B", help="the words to compare; else the likeliest ones")
        parser.option("--top-k", type=number, help="how many of the likeliest words of each prompt (5)")
        parser.option("--measure", values=lambda: _MEASURES, help="log-probability, log-odds, lpbs or exact-word")
        parser.option("--occupations", action="store_true", help="compare occupations with labour statistics")
        parser.option("--seed", type=number, help="of the resampling (0)")
        add_loading_options(parser)

    def expand(self, line: str, variables: Mapping[str, Any]) -> str:
        """Return the line with variables replaced; slots such as `{man|woman}` stay."""
        slots = _SLOT.findall(line)
        places = iter(range(len(slots)))
        hidden = super().expand(_SLOT.sub(lambda _: f"\ue000{next(places)}\ue000", line), variables)
        return _HIDDEN.sub(lambda found: slots[int(found[1])], hidden)

    def default_text(self, call: Call) -> str:
        """Return nothing: the preset, or else the course's sentence, is asked."""
        del call
        return ""

    def open(self, call: Call, text: str, **shared: Any) -> BiasPanel:
        """Return the bias panel."""
        from ..widgets.panels.bias_panel import BiasPanel

        options = call.options
        names = [name for given in options.model or () for name in given.split(",") if name]
        if len(names) > _MOST_MODELS:
            raise UsageError(f"Bias compares two models at most, not {len(names)}. Leave some out.")
        first, *second = (model_choice(name, **loading_options(options)) for name in names or (None,))
        question = {"top_k": options.top_k, "measure": options.measure, "seed": options.seed}
        return BiasPanel(
            text.splitlines() if text else None,
            preset=options.preset,
            groups=_listed(options.groups),
            candidates=_listed(options.words) or None,
            model=first,
            second_model=second[0] if second else None,
            occupations=options.occupations or None,
            **{name: value for name, value in question.items() if value is not None},
            **shared,
        )


def _presets() -> list[str]:
    from ..widgets.panels.bias_presets import PRESETS

    return list(PRESETS)


def _listed(text: str | None) -> list[str]:
    return [word.strip() for word in (text or "").split(",") if word.strip()]
