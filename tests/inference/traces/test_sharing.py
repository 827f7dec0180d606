"""A trace beside somebody's generation on the same model."""

import itertools
import threading

import pytest
from trace_models import TEXT

from lightboard.inference.decoding.generation import run_generation
from lightboard.inference.device_lock import DeviceLock
from lightboard.inference.messages import (
    AttentionSelection,
    Decoding,
    GenerateRequest,
    HeadChoice,
    LogitSelection,
    TokensGenerated,
    TraceRequest,
)
from lightboard.inference.traces import run
from lightboard.inference.traces.run import run_trace


class WatchedLock(DeviceLock):
    """Notes who gets the device."""

    def __init__(self):
        super().__init__()
        self.log = []
        self.names = {}

    def acquire(self):
        super().acquire()
        self.log.append(self.names.get(threading.get_ident(), "?"))


def generate(zoo, name, lock, events, tokens=40):
    request = GenerateRequest(
        prompt=TEXT, decoding=Decoding(max_new_tokens=tokens, min_new_tokens=tokens, temperature=1.0, seed=1)
    )
    result = run_generation(zoo.checkpoint(name), request, lock=lock, cancelled=threading.Event(), emit=events.append)
    return result.sequences[0].tokens


def trace_request(name):
    return TraceRequest(
        text=TEXT,
        attention=(AttentionSelection(),),
        overview=("self",),
        lens=LogitSelection(),
        knockout=(HeadChoice(layer=0, head=0),),
        drop_tokens=(2,),
    )


@pytest.mark.parametrize("name", ["gpt2", "llama", "gemma2", "t5"])
def test_both_get_what_they_would_get_alone(zoo, name):
    """Knock-outs and captures of the one never reach the other, whose tokens and numbers stay the same bits."""
    checkpoint, request = zoo.checkpoint(name), trace_request(name)
    alone = generate(zoo, name, DeviceLock(), [])
    traced = run_trace(checkpoint, request, lock=DeviceLock(), cancelled=threading.Event())
    lock, started, found, traces = DeviceLock(), threading.Event(), [], []

    class Events(list):
        def append(self, event):
            if isinstance(event, TokensGenerated):
                started.set()
            super().append(event)

    thread = threading.Thread(target=lambda: found.append(generate(zoo, name, lock, Events())))
    thread.start()
    assert started.wait(30)
    while thread.is_alive():
        traces.append(run_trace(checkpoint, request, lock=lock, cancelled=threading.Event()))
    thread.join(30)
    assert found == [alone]
    assert traces
    for trace in traces:
        assert trace.attention[0].weights.data == traced.attention[0].weights.data
        assert trace.lens.top_logprobs.data == traced.lens.top_logprobs.data
        assert trace.before.top_ids.data == traced.before.top_ids.data


def test_a_generation_waits_for_one_layer_of_a_trace_and_a_trace_for_one_step(zoo):
    """While both want the device it goes back and forth: never two layers, never two steps in a row."""
    checkpoint, lock, steps, layers = zoo.checkpoint("gpt2"), WatchedLock(), [], []
    run_trace(checkpoint, trace_request("gpt2"), lock=DeviceLock(), cancelled=threading.Event())  # makes the copy
    boundary = run._Run.boundary
    both = threading.Event()

    class Events(list):
        def append(self, event):
            if isinstance(event, TokensGenerated):
                steps.append(len(lock.log))
                if len(steps) == 3:
                    both.set()
                if len(steps) >= 3:
                    deadline.wait_for_waiting(lock)
            super().append(event)

    class Deadline:
        def wait_for_waiting(self, lock):
            """Go on once the other wants the device, so that nothing depends on who is faster."""
            for _ in range(200):
                if lock._waiting or done.is_set():
                    return
                threading.Event().wait(0.01)

    deadline, done = Deadline(), threading.Event()

    def watched(self):
        layers.append(len(lock.log))
        deadline.wait_for_waiting(lock)
        boundary(self)

    def work():
        lock.names[threading.get_ident()] = "generation"
        generate(zoo, "gpt2", lock, Events(), tokens=60)
        done.set()

    thread = threading.Thread(target=work)
    thread.start()
    lock.names[threading.get_ident()] = "trace"
    assert both.wait(30)
    patched = pytest.MonkeyPatch()
    patched.setattr(run._Run, "boundary", watched)
    try:
        run_trace(checkpoint, trace_request("gpt2"), lock=lock, cancelled=threading.Event())
    finally:
        patched.undo()
        done.set()
    thread.join(30)
    together = lock.log[lock.log.index("trace") : len(lock.log) - lock.log[::-1].index("trace")]
    assert together.count("trace") >= 6  # three layers, twice
    assert all(one != other for one, other in itertools.pairwise(together))
