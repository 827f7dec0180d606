"""One lock per device, first come first served, handed over between decoding steps."""

from __future__ import annotations

import threading
from collections import deque
from types import TracebackType


class DeviceLock:
    """A fair lock: whoever waits longest gets the device next.

    A long-running holder calls `hand_over()` at its step boundaries, so that a waiting request waits for one step.

    >>> lock = DeviceLock()
    >>> with lock:
    ...     lock.hand_over()  # nobody waits: costs one comparison
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._held = False
        self._waiting: deque[threading.Event] = deque()

    def acquire(self) -> None:
        """Wait for the device, behind everyone who waits already."""
        with self._guard:
            if not self._held:
                self._held = True
                return
            turn = threading.Event()
            self._waiting.append(turn)
        try:
            turn.wait()
        except BaseException:  # an interrupt while waiting must not swallow the turn
            self._give_up(turn)
            raise

    def release(self) -> None:
        """Pass the device to the longest-waiting request, or free it."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._held = False

    def hand_over(self) -> None:
        """Let a waiting request have its turn, then continue behind the others that wait."""
        if self._waiting:
            self.release()
            self.acquire()

    def _give_up(self, turn: threading.Event) -> None:
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return
        self.release()  # the turn had been given already

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
