"""Work on an engine thread, watched from the thread that asked for it, which stays interruptible."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures import TimeoutError as FutureTimeout
from typing import TypeVar

from .errors import LightboardError, without_frames

Event = TypeVar("Event")
Result = TypeVar("Result")

_POLL = 0.2  # seconds; on Windows a wait without a timeout cannot be interrupted


class _End:
    """Marks the end of the stream, with the error that ended it, if any."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


class EventStream(Iterator[Event]):
    """Iterate over the events of work that runs on another thread.

    An exception in the waiting thread (KeyboardInterrupt) leaves the stream usable: cancel, and drain the rest. Closing
    it cancels, and yields nothing more. The work starts with the first `next`.
    """

    def __init__(
        self, executor: Executor, work: Callable[[Callable[[Event], None]], object], *, cancelled: threading.Event
    ) -> None:
        self._executor = executor
        self._work: Callable[[Callable[[Event], None]], object] | None = work
        self._cancelled = cancelled
        self._events: queue.SimpleQueue[Event | _End] = queue.SimpleQueue()
        self._closed = False

    def _run(self, work: Callable[[Callable[[Event], None]], object]) -> None:
        try:
            work(self._events.put)
        except BaseException as error:  # noqa: BLE001  (raised again in the thread that asked)
            self._events.put(_End(without_frames(error)))
        else:
            self._events.put(_End())

    def __iter__(self) -> EventStream[Event]:
        return self

    def __next__(self) -> Event:
        if self._closed:
            raise StopIteration
        if self._work is not None:
            self._executor.submit(self._run, self._work)
            self._work = None  # what only the running work refers to is gone when it ends
        event = self._wait()
        if self._closed:  # by another thread, meanwhile
            raise StopIteration
        if isinstance(event, _End):
            self._closed = True
            if event.error is not None:
                raise event.error
            raise StopIteration
        return event

    def _wait(self) -> Event | _End:
        while True:
            try:
                return self._events.get(timeout=_POLL)
            except queue.Empty:
                continue

    def close(self) -> None:
        """Cancel the work unless it has ended, and yield nothing more."""
        if not self._closed:
            self._closed = True
            self._cancelled.set()

    def __del__(self) -> None:
        self.close()


def wait_for(future: Future[Result], *, cancelled: threading.Event) -> Result:
    """Return the result of a future; an interrupt asks the work to end at its next boundary and returns at once."""
    try:
        while True:
            try:
                return future.result(timeout=_POLL)
            except FutureTimeout:
                if future.done():  # it ended just now, or the work itself raised a TimeoutError
                    return future.result()
    except KeyboardInterrupt:
        cancelled.set()
        raise
    except LightboardError as error:
        raise without_frames(error)  # noqa: B904
