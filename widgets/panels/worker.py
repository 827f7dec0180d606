"""Work that must not hold up the kernel: one thread for each panel, and of jobs of one kind only the newest counts."""

from __future__ import annotations

import threading
from collections.abc import Callable

from ...inference.messages import request_id


class Run:
    """One job while it runs; `request_id` goes into the request to the backend, so that it can be cancelled there."""

    def __init__(self, kind: str, job: Callable[[Run], None]) -> None:
        self.kind = kind
        self.job = job
        self.request_id = request_id()
        self.cancelled = False


class Worker:
    """Does jobs one after the other on a thread of its own, which lives while there are any.

    A job waits at most for the one that runs. A newer job of the same kind takes the place of a waiting one, and asks a
    running one to end through `cancel_request`.

    >>> done = []
    >>> worker = Worker(cancel_request=lambda request_id: None)
    >>> worker.submit("content", lambda run: done.append(run.kind))
    >>> worker.wait(), done
    (True, ['content'])
    """

    def __init__(self, *, cancel_request: Callable[[str], object]) -> None:
        self._cancel_request = cancel_request
        self._changed = threading.Condition()
        self._waiting: dict[str, Run] = {}  # by kind, in the order in which they came
        self._running: Run | None = None
        self._alive = False

    def submit(self, kind: str, job: Callable[[Run], None]) -> None:
        """Do a job soon, in place of an older one of its kind; returns at once."""
        with self._changed:
            outdated = self._cancelled(kind)
            self._waiting[kind] = Run(kind, job)
            if not self._alive:
                self._alive = True
                threading.Thread(target=self._work, name="lightboard panel", daemon=True).start()
        self._end(outdated)

    def cancel(self, kind: str | None = None) -> bool:
        """Drop the waiting jobs of a kind, or of all, and ask a running one to end; return whether there was one."""
        with self._changed:
            waited = kind in self._waiting if kind else bool(self._waiting)
            outdated = self._cancelled(kind)
        self._end(outdated)
        return waited or outdated is not None

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until nothing is left to do; return False when that takes longer than `timeout` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._alive, timeout)

    def _cancelled(self, kind: str | None) -> Run | None:
        for one in [kind] if kind else list(self._waiting):
            self._waiting.pop(one, None)
        running = self._running
        if running is None or running.cancelled or kind not in {None, running.kind}:
            return None
        running.cancelled = True
        return running

    def _end(self, run: Run | None) -> None:
        if run is not None:
            self._cancel_request(run.request_id)

    def _work(self) -> None:
        while True:
            with self._changed:
                if not self._waiting:
                    self._alive, self._running = False, None
                    self._changed.notify_all()
                    return
                self._running = run = self._waiting.pop(next(iter(self._waiting)))
            run.job(run)
