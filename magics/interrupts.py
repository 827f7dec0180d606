"""What a KeyboardInterrupt says: one sentence on what was interrupted and what goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ..inference.messages import LoadProgress

STARTING = "The start was interrupted. It goes on in the background, and the next cell waits for the rest of it."
LOADING = (
    "The wait for the model was interrupted. It goes on loading in the background, and the next cell that needs it "
    "waits for the rest."
)
DOWNLOADING = (
    "The download was interrupted. What has arrived is kept, and the next cell that needs the model goes on from there."
)
PIPELINE = "The pipeline was interrupted before it had a result."
PANEL = "The panel was interrupted before it had anything to show."
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


def wait_for_model(events: Iterator[LoadProgress], listen: Callable[[LoadProgress], object]) -> None:
    """Take the events of a load; an interrupt ends a download and leaves a load running, and says so."""
    phase = "load"
    try:
        for event in events:
            phase = event.phase
            listen(event)
    except KeyboardInterrupt:
        if hasattr(events, "close"):
            events.close()
        raise KeyboardInterrupt(DOWNLOADING if phase == "download" else LOADING) from None
