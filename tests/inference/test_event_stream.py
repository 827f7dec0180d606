import gc
import threading
import weakref
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from lightboard.inference.errors import OutOfMemory
from lightboard.inference.event_stream import EventStream, wait_for


@pytest.fixture
def executor():
    with ThreadPoolExecutor(2) as pool:
        yield pool


def test_events_come_in_order_and_end(executor):
    stream = EventStream(executor, lambda emit: [emit(n) for n in range(3)], cancelled=threading.Event())
    assert list(stream) == [0, 1, 2]
    assert list(stream) == []


def test_an_error_is_raised_after_the_events_before_it(executor):
    def work(emit):
        emit(1)
        raise ValueError("broken")

    stream = EventStream(executor, work, cancelled=threading.Event())
    assert next(stream) == 1
    with pytest.raises(ValueError, match="broken"):
        next(stream)
    assert list(stream) == []


def test_closing_cancels_and_yields_nothing_more(executor):
    cancelled = threading.Event()

    def work(emit):
        emit(1)
        assert cancelled.wait(5)
        emit(2)

    stream = EventStream(executor, work, cancelled=cancelled)
    assert next(stream) == 1
    stream.close()
    assert cancelled.is_set()
    assert list(stream) == []


def test_closing_from_another_thread_ends_the_wait_without_an_event(executor):
    cancelled, seen = threading.Event(), []

    def work(emit):
        emit(1)
        assert cancelled.wait(5)
        emit(2)

    stream = EventStream(executor, work, cancelled=cancelled)
    threading.Timer(0.1, stream.close).start()
    seen.extend(stream)
    assert seen == [1]


def test_a_forgotten_stream_cancels(executor):
    cancelled = threading.Event()
    stream = EventStream(executor, lambda emit: emit(1), cancelled=cancelled)
    next(stream)
    del stream
    assert cancelled.wait(5)


def test_an_interrupt_leaves_the_stream_usable(executor, monkeypatch):
    stream = EventStream(executor, lambda emit: [emit(n) for n in range(3)], cancelled=threading.Event())
    assert next(stream) == 0
    with monkeypatch.context() as patch:
        patch.setattr(EventStream, "_wait", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            next(stream)
    assert list(stream) == [1, 2]


def test_waiting_for_a_future_is_interruptible_and_cancels(executor, monkeypatch):
    cancelled = threading.Event()
    assert wait_for(executor.submit(lambda: 7), cancelled=cancelled) == 7
    with pytest.raises(TimeoutError, match="of the work"):
        wait_for(executor.submit(lambda: (_ for _ in ()).throw(TimeoutError("of the work"))), cancelled=cancelled)
    future = executor.submit(cancelled.wait, 5)
    monkeypatch.setattr(type(future), "result", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        wait_for(future, cancelled=cancelled)
    assert cancelled.is_set()


def test_work_that_ends_just_after_a_poll_has_its_result():
    class EndsAfterThePoll(Future):
        def result(self, timeout=None):
            if not self.done():
                self.set_result(7)
                raise TimeoutError
            return super().result(timeout)

    assert wait_for(EndsAfterThePoll(), cancelled=threading.Event()) == 7


TAKE = {
    "stream": lambda executor, work: list(EventStream(executor, work, cancelled=threading.Event())),
    "future": lambda executor, work: wait_for(executor.submit(work), cancelled=threading.Event()),
}


@pytest.mark.parametrize("take", TAKE)
def test_an_error_of_ours_does_not_keep_what_its_work_used(executor, take):
    class Tensor:
        """Something large."""

    used = []

    def work(_=None):
        tensor = Tensor()
        used.append(weakref.ref(tensor))
        try:
            return 1 / 0
        except ZeroDivisionError:
            raise OutOfMemory("Shorten the prompt.") from None

    with pytest.raises(OutOfMemory) as caught:
        TAKE[take](executor, work)
    gc.collect()
    assert used[0]() is None
    assert str(caught.value) == "Shorten the prompt."
