"""One thread for a panel's work: order, newest wins, cancelling, waiting."""

from __future__ import annotations

import threading

import pytest

from lightboard.widgets.panels.worker import Worker


@pytest.fixture
def ended():
    return []


@pytest.fixture
def worker(ended):
    return Worker(cancel_request=ended.append)


def test_jobs_run_in_order_on_another_thread(worker):
    seen = []
    for kind in ("content", "fetch 1", "fetch 2"):
        worker.submit(kind, lambda run: seen.append((run.kind, threading.current_thread().name)))
    assert worker.wait(10)
    assert seen == [(kind, "lightboard panel") for kind in ("content", "fetch 1", "fetch 2")]


def test_the_newest_of_a_kind_wins(worker, ended):
    begun, go, seen = threading.Event(), threading.Event(), []

    def first(run):
        begun.set()
        go.wait(10)
        seen.append(("first", run.cancelled, run.request_id))

    worker.submit("content", first)
    assert begun.wait(10)
    worker.submit("content", lambda run: seen.append(("second", run.cancelled, run.request_id)))
    worker.submit("content", lambda run: seen.append(("third", run.cancelled, run.request_id)))
    assert not worker.wait(0.05)
    go.set()
    assert worker.wait(10)
    assert [(name, cancelled) for name, cancelled, _ in seen] == [("first", True), ("third", False)]
    assert ended == [seen[0][2]]


def test_cancelling_drops_what_waits_and_ends_what_runs(worker, ended):
    begun, go, seen = threading.Event(), threading.Event(), []

    def first(run):
        begun.set()
        go.wait(10)
        seen.append(run.cancelled)

    worker.submit("content", first)
    assert begun.wait(10)
    worker.submit("fetch 1", lambda _: seen.append("fetched"))
    assert worker.cancel("fetch 1")
    assert not worker.cancel("fetch 1")
    assert worker.cancel()
    go.set()
    assert worker.wait(10)
    assert seen == [True]
    assert len(ended) == 1


def test_it_works_again_after_a_pause(worker):
    seen = []
    for number in range(3):
        worker.submit("content", lambda _, number=number: seen.append(number))
        assert worker.wait(10)
    assert seen == [0, 1, 2]
