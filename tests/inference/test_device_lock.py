import contextlib
import threading
import time

from lightboard.inference.device_lock import DeviceLock


def in_thread(work):
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def wait_until(condition):
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_first_come_first_served():
    lock, order, threads = DeviceLock(), [], []
    with lock:
        for number in range(5):

            def work(number=number):
                with lock:
                    order.append(number)

            threads.append(in_thread(work))
            wait_until(lambda number=number: len(lock._waiting) == number + 1)
    for thread in threads:
        thread.join(5)
    assert order == [0, 1, 2, 3, 4]


def test_a_waiting_request_waits_for_at_most_one_step():
    lock, log = DeviceLock(), []

    def visitor():
        with lock:
            log.append("visitor")

    with lock:
        for step in range(10):
            log.append(step)
            if step == 3:
                thread = in_thread(visitor)
                wait_until(lambda: lock._waiting)
            lock.hand_over()
    thread.join(5)
    assert log == [0, 1, 2, 3, "visitor", 4, 5, 6, 7, 8, 9]


def test_only_one_holds_it_under_contention():
    lock, inside, most = DeviceLock(), [0], [0]

    def work():
        for _ in range(200):
            with lock:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                lock_inside = inside[0]
                inside[0] = lock_inside - 1
                lock.hand_over()

    threads = [in_thread(work) for _ in range(6)]
    for thread in threads:
        thread.join(20)
        assert not thread.is_alive()
    assert most[0] == 1
    assert not lock._held


def test_an_interrupt_while_waiting_gives_the_turn_away(monkeypatch):
    lock = DeviceLock()
    lock.acquire()
    monkeypatch.setattr(threading.Event, "wait", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with contextlib.suppress(KeyboardInterrupt):
        lock.acquire()
    monkeypatch.undo()
    lock.release()
    with lock:
        pass
