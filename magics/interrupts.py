"""What a KeyboardInterrupt says: one sentence on what was interrupted and what goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

STARTING = "The start was interrupted. It goes on in the background, and the next cell waits for the rest of it."
LOADING = (
    "The wait for the model was interrupted. It goes on loading in the background, and the next cell that needs it "
    "waits for the rest."
)
PIPELINE = "The pipeline was interrupted before it had a result."
GENERATION = "The generation was interrupted."


@contextmanager
def interrupt_says(sentence: str) -> Iterator[None]:
    """Give a KeyboardInterrupt that says nothing this sentence."""
    try:
        yield
    except KeyboardInterrupt as error:
        if error.args:
            raise
        raise KeyboardInterrupt(sentence) from None
