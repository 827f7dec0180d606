"""`%backend`: show and choose where models run."""

from __future__ import annotations

from collections.abc import Iterable

from ..inference.connect import BACKENDS
from .config import settings
from .functions import chosen_backend
from .magic import Call, Magic
from .one_line_errors import UsageError
from .option_parser import OptionParser
from .starting import start

DESCRIPTION = """\
Show where models run.

%backend local   let them run in this kernel"""


class BackendMagic(Magic):
    """`%backend`."""

    name = "backend"
    kind = "line"

    def build_parser(self) -> OptionParser:
        """Return the parser of the options."""
        return OptionParser("%backend", usage="[NAME] [options]", description=DESCRIPTION)

    def run(self, call: Call) -> object:
        """Choose the backend that is named, if any, and hand over a `BackendCard`."""
        from ..widgets.tables import BackendCard

        if len(call.words) > 1 or call.raw:
            raise UsageError("%backend takes one name. Use %backend local, or %backend alone to see where models run.")
        for name in call.words:
            start(name)  # an unknown name raises, and the choice stays as it was
            settings().backend = name
        return self.hand_over(call, BackendCard(chosen_backend().info()))

    def complete(self, words: list[str]) -> Iterable[str]:
        """List the backends."""
        return () if words else BACKENDS
