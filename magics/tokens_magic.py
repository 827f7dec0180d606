"""`%tokens [options] text`: open the token panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .functions import model_choice
from .magic import Call
from .model_names import model_names
from .model_options import add_loading_options, loading_options
from .option_parser import OptionParser
from .panel_magic import PanelMagic

if TYPE_CHECKING:
    from ..widgets.panels.token_panel import TokenPanel


class TokensMagic(PanelMagic):
    """`%tokens`."""

    name = "tokens"
    example = "%tokens -m starter/gpt -m starter/bert My name is Sylvain"
    description = """\
Show how a tokenizer splits a text: pieces, ids, bytes, and the way of each word into pieces.

With several models, their tokens stand under each other."""

    def add_options(self, parser: OptionParser) -> None:
        """Declare `-m`, which may be repeated, and how to load."""
        models = "starter model, local folder or Hub id; repeat it, or put commas between, to compare"
        parser.option("-m", "--model", action="append", values=model_names, help=models)
        parser.option("--no-special-tokens", action="store_true", help="leave out what is put around the text")
        add_loading_options(parser)

    def open(self, call: Call, text: str, **shared: Any) -> TokenPanel:
        """Return the token panel."""
        from ..widgets.panels.token_panel import TokenPanel

        options = call.options
        names = [name for given in options.model or () for name in given.split(",") if name]
        return TokenPanel(
            text,
            model=[model_choice(name, **loading_options(options)) for name in names or (None,)],
            special_tokens=not options.no_special_tokens,
            **shared,
        )
