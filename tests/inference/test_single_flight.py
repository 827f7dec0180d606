from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from lightboard.inference.errors import ModelLoadError
from lightboard.inference.single_flight import SingleFlight


def test_work_is_done_once_and_everyone_hears_of_it():
    flights: SingleFlight[int] = SingleFlight()
    started, go = threading.Event(), threading.Event()
    runs = []

    def work(report):
        runs.append(threading.get_ident())
        report(1)
        started.set()
        go.wait(5)
        report(2)
        return "done"

    heard: list[list[int]] = [[], [], []]
    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(flights.run, "key", work, heard[0].append)
        started.wait(5)
        others = [pool.submit(flights.run, "key", work, heard[number].append) for number in (1, 2)]
        while not (heard[1] and heard[2]):  # both follow the run under way
            pass
        go.set()
        assert [future.result(5) for future in (first, *others)] == ["done"] * 3
    assert len(runs) == 1
    assert heard == [[1, 2]] * 3
    assert flights.run("key", work) == "done"
    assert len(runs) == 2


def test_keys_run_side_by_side():
    flights: SingleFlight[int] = SingleFlight()
    together = threading.Barrier(2, timeout=5)
    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(flights.run, key, lambda _: together.wait()) for key in "ab"]
        assert sorted(future.result(10) for future in futures) == [0, 1]


def test_an_error_reaches_everyone_and_the_next_may_try_again():
    flights: SingleFlight[int] = SingleFlight()
    go = threading.Event()
    tries = []

    def work(_):
        tries.append(1)
        go.wait(5)
        if len(tries) == 1:
            raise ModelLoadError("It broke.")
        return "mended"

    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(flights.run, "key", work) for _ in "12"]
        while len(flights._flights) == 0 or pool._work_queue.qsize():
            pass
        threading.Timer(0.2, go.set).start()
        errors = [future.exception(5) for future in futures]
    assert [str(error) for error in errors] == ["It broke."] * 2
    assert errors[0] is not errors[1]  # each with a traceback of its own
    assert flights.run("key", work) == "mended"


def test_a_follower_that_is_interrupted_leaves_the_work_running():
    flights: SingleFlight[int] = SingleFlight()
    go, finished = threading.Event(), threading.Event()

    def work(report):
        report(1)
        go.wait(5)
        finished.set()

    def interrupt(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        flights.run("key", work, interrupt)
    assert not finished.is_set()
    go.set()
    assert finished.wait(5)
