"""`%attention [options] text`: open the attention panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .magic import Call
from .option_parser import OptionParser, number
from .panel_magic import PanelMagic

if TYPE_CHECKING:
    from ..widgets.panels.attention_panel import AttentionPanel


class AttentionMagic(PanelMagic):
    """`%attention`."""

    name = "attention"
    example = "%attention -m starter/gpt My name is Sylvain and I work at"
    description = """\
Show where each head of each layer looks, and what changes when a head or a token is knocked out.

Encoder-decoders write their target themselves, unless --target gives it."""

    def add_options(self, parser: OptionParser) -> None:
        """Declare the texts beside the first, and the head to open."""
        parser.option("--pair", metavar="TEXT", help="a second text, for models that read two")
        parser.option("--target", metavar="TEXT", help="what an encoder-decoder writes; else it writes itself")
        parser.option("--layer", type=number, metavar="N", help="open a head of this layer, counted from 0")
        parser.option("--head", type=number, metavar="N", help="the head to open, counted from 0")
        super().add_options(parser)

    def open(self, call: Call, text: str, **shared: Any) -> AttentionPanel:
        """Return the attention panel."""
        from ..widgets.panels.attention_panel import AttentionPanel

        options = call.options
        return AttentionPanel(
            text,
            text_pair=options.pair,
            target=options.target,
            model=self.model(call),
            layer=options.layer,
            head=options.head,
            **shared,
        )
