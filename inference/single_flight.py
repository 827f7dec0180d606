"""Do a piece of work once for everyone who asks for it at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from .errors import LightboardError, RequestCancelled

Progress = TypeVar("Progress")

_POLL = 0.2  # seconds; on Windows a wait without a timeout cannot be interrupted


class SingleFlight(Generic[Progress]):
    """Runs work on a thread of its own; whoever asks for the same key meanwhile follows the same run.

    Everyone gets every progress event and the result, or the error. A follower that is interrupted leaves the work
    running. After an error the next one who asks starts anew.

    >>> SingleFlight().run("answer", lambda report: 42)
    42
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._flights: dict[Hashable, _Flight[Progress]] = {}

    def run(
        self,
        key: Hashable,
        work: Callable[[Callable[[Progress], bool]], Any],
        listen: Callable[[Progress], None] | None = None,
        *,
        cancelled: threading.Event | None = None,
        keep: bool = True,
    ) -> Any:
        """Return what `work(report)` returns, started now or already under way.

        `keep=False` is work that is to end when nobody follows: `report` then returns False, and whoever asks after
        that starts anew. Raises `RequestCancelled` soon after `cancelled` is set.
        """
        with self._guard:
            flight = self._flights.get(key)
            if flight is None or not flight.join():
                flight = self._flights[key] = _Flight(keep=keep)
                threading.Thread(
                    target=self._fly, args=(key, flight, work), daemon=True, name="lightboard-load"
                ).start()
        return flight.follow(listen, cancelled)

    def _fly(self, key: Hashable, flight: _Flight[Progress], work: Callable[[Callable[[Progress], bool]], Any]) -> None:
        try:
            result, error = work(flight.report), None
        except BaseException as caught:  # noqa: BLE001  (raised again in the threads that asked)
            result, error = None, caught
        with self._guard:
            if self._flights.get(key) is flight:
                del self._flights[key]
        flight.land(result, error)


class _Flight(Generic[Progress]):
    def __init__(self, *, keep: bool) -> None:
        self._keep = keep
        self._changed = threading.Condition()
        self._events: list[Progress] = []
        self._followers = 1
        self._abandoned = False
        self._landed = False
        self._result: Any = None
        self._error: BaseException | None = None

    def join(self) -> bool:
        """Count one more who follows; False when the work was told that nobody does."""
        with self._changed:
            if not self._abandoned:
                self._followers += 1
            return not self._abandoned

    def report(self, event: Progress) -> bool:
        with self._changed:
            self._abandoned = self._abandoned or not (self._followers or self._keep)
            self._events.append(event)
            self._changed.notify_all()
            return not self._abandoned

    def land(self, result: object, error: BaseException | None) -> None:
        with self._changed:
            self._result, self._error, self._landed = result, error, True
            self._changed.notify_all()

    def follow(self, listen: Callable[[Progress], None] | None, cancelled: threading.Event | None) -> Any:
        try:
            return self._follow(listen, cancelled)
        finally:
            with self._changed:
                self._followers -= 1

    def _follow(self, listen: Callable[[Progress], None] | None, cancelled: threading.Event | None) -> Any:
        heard = 0
        while True:
            with self._changed:
                while len(self._events) == heard and not self._landed:
                    if cancelled is not None and cancelled.is_set():
                        raise RequestCancelled("The request was cancelled before its model was there.")
                    self._changed.wait(_POLL)
                news, landed = self._events[heard:], self._landed
            heard += len(news)
            for event in news if listen else ():
                listen(event)  # type: ignore[misc]
            if landed and len(self._events) == heard:
                return self._outcome()

    def _outcome(self) -> Any:
        error = self._error
        if isinstance(error, LightboardError):
            raise type(error)(*error.args) from error  # a traceback of its own for each who waited
        if error is not None:
            raise error
        return self._result
