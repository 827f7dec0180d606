"""`%load_ext lightboard` and `%unload_ext lightboard`."""

from __future__ import annotations

from typing import Any

from .completion import add_completion, remove_completion
from .input_lines import reach_magics
from .magics.config import add_settings, remove_settings
from .magics.table import MAGICS


def load_ipython_extension(shell: Any) -> None:
    """Register the magics, `%config Lightboard` and completion; loading twice is loading once."""
    unload_ipython_extension(shell)
    magics = {magic.name: magic(shell) for magic in MAGICS}
    for name, magic in magics.items():
        shell.register_magic_function(magic.function(), magic.kind, name)
    shell.input_transformers_cleanup.append(reach_magics)
    add_settings(shell)
    add_completion(shell, magics)


def unload_ipython_extension(shell: Any) -> None:
    """Leave the shell as it was before."""
    manager = shell.magics_manager
    for registered in (*manager.magics.values(), vars(manager.user_magics)):
        for magic in MAGICS:
            registered.pop(magic.name, None)
    transformers = shell.input_transformers_cleanup
    transformers[:] = [one for one in transformers if one is not reach_magics]
    remove_completion(shell)
    remove_settings(shell)
