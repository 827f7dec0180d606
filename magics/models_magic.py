"""`%models`: list, load, unload and pin models; what lies in the Hub's cache."""

from __future__ import annotations

from collections.abc import Iterable

from ..inference.errors import near_names
from ..inference.starter import STARTERS
from .config import settings
from .functions import chosen_backend, model_choice
from .interrupts import LOADING, interrupt_says, wait_for_model
from .known_names import task_names
from .magic import Call, Magic
from .model_names import loaded_names, model_names
from .model_options import add_loading_options, loading_options
from .one_line_errors import UsageError
from .option_parser import OptionParser

DESCRIPTION = """\
List the models that are loaded and the starter models.

%models load NAME [TASK]   load a model, so that the next cell starts at once
%models unload NAME        free its memory
%models pin NAME           keep it in memory, whatever else is loaded
%models unpin NAME         let it go again when memory is needed
%models --cached           list what lies in the Hub's cache and loads without a network"""

_VERBS = ("load", "unload", "pin", "unpin")


class ModelsMagic(Magic):
    """`%models`."""

    name = "models"
    kind = "line"

    def build_parser(self) -> OptionParser:
        """Return the parser of the options."""
        parser = OptionParser(
            "%models", usage="[load NAME [TASK] | unload | pin | unpin NAME] [options]", description=DESCRIPTION
        )
        parser.option("--cached", action="store_true", help="list the Hub's cache instead")
        add_loading_options(parser)
        return parser

    def run(self, call: Call) -> object:
        """Do what the first word says and hand over a `ModelsTable`, or a `CachedTable`."""
        from ..widgets.tables import CachedTable, ModelsTable

        if call.options.cached:
            if call.words:
                raise UsageError(f"--cached lists the cache and takes no words. Leave {' '.join(call.words)!r} out.")
            return self.hand_over(call, CachedTable(chosen_backend().cached()))
        backend = chosen_backend()
        match call.words:
            case []:
                pass
            case ["load", name]:
                self._load(call, name, STARTERS[name].task if name in STARTERS else None)
            case ["load", name, task]:
                self._load(call, name, task)
            case ["unload", name]:
                backend.unload(name)
            case ["pin" | "unpin" as verb, name]:
                backend.pin(name, pinned=verb == "pin")
            case [verb, *_]:
                near = near_names(verb, _VERBS) if verb not in _VERBS else ""
                usage = "Use %models load NAME [TASK], %models unload | pin | unpin NAME, or %models alone."
                raise UsageError(f"'%models {' '.join(call.words)}' is not understood.{near} {usage}")
        return self.hand_over(call, ModelsTable(backend.info(), STARTERS, budget=settings().memory_budget))

    def complete(self, words: list[str]) -> Iterable[str]:
        """List the verbs, the models, the tasks."""
        match words:
            case []:
                return _VERBS
            case ["load"]:
                return model_names()
            case ["unload" | "pin" | "unpin"]:
                return loaded_names()
            case ["load", _]:
                return task_names()
        return ()

    def _load(self, call: Call, name: str, task: str | None) -> None:
        from ..widgets.loading import LiveLoading

        if task is None:
            raise UsageError(f"What is {name} for? Add its task: %models load {name} {task_names()[0]}")
        choice = model_choice(name, **loading_options(call.options))
        backend = chosen_backend()
        live = LiveLoading("Models", quiet=call.options.quiet)
        try:
            with interrupt_says(LOADING):
                wait_for_model(backend.load(choice, task=task), live.update)
        finally:
            live.close()
