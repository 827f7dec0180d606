"""The magics in a real kernel, on starter models, as a front end sees them."""

from __future__ import annotations

import os
import queue
import threading
import time
from ast import literal_eval
from types import SimpleNamespace

import pytest
from jupyter_client.manager import KernelManager

from lightboard.widgets.place import WIDGET_VIEW

TIMEOUT = 120
LONG = "%%generate -m starter/gpt -n 200 --min-new-tokens 200 --no-kv-cache"


class Kernel:
    """A kernel that runs cells; every reply has what the cell put on show."""

    def __init__(self, **environment):
        self.manager = KernelManager(kernel_name="python3")
        self.manager.start_kernel(env=os.environ | environment)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=TIMEOUT)

    def start(self, code):
        return self.client.execute(code, store_history=True)

    def messages(self, request):
        """Yield what the kernel publishes about a request, until it is idle."""
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return
            yield message["msg_type"], message["content"]

    def collect(self, request):
        reply = SimpleNamespace(displays=[], updates=[], errors=[], streams="", result=None, widgets=[])
        for kind, content in self.messages(request):
            match kind:
                case "display_data":
                    reply.displays.append(content)
                case "update_display_data":
                    reply.updates.append(content)
                case "error":
                    reply.errors.append(content)
                case "comm_open" | "comm_msg":
                    reply.widgets.append(content)
                case "stream":
                    reply.streams += content["text"]
                case "execute_result":
                    reply.result = content["data"]["text/plain"]
        while True:
            answer = self.client.get_shell_msg(timeout=TIMEOUT)
            if answer["parent_header"].get("msg_id") == request:
                reply.status = answer["content"]["status"]
                return reply

    def run(self, code):
        return self.collect(self.start(code))

    def value(self, expression):
        reply = self.run(expression)
        assert reply.status == "ok", reply.errors
        return reply.result

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture(scope="module")
def kernel():
    kernel = Kernel()
    reply = kernel.run("%load_ext lightboard\n%config Lightboard.models = 'starter'")
    assert (reply.status, reply.streams, reply.errors) == ("ok", "", [])
    yield kernel
    kernel.stop()


def test_sentiment_of_the_courses_sentences(kernel):
    reply = kernel.run(
        "%%pipeline sentiment-analysis --lines -o r\n"
        "I've been waiting for a HuggingFace course my whole life.\nI hate this so much!"
    )
    assert (reply.status, reply.errors, reply.result) == ("ok", [], None)
    static, live = reply.displays
    assert set(static["data"]) == {"text/plain", "text/html"}
    assert set(live["data"]) == {WIDGET_VIEW}
    assert kernel.value("[one['label'] for one in r.outputs]") == "['POSITIVE', 'NEGATIVE']"


def test_fill_mask(kernel):
    reply = kernel.run("%%pipeline fill-mask top_k=3 --steps -o r\nThe dog is in the [MASK].")
    assert reply.status == "ok", reply.errors
    assert kernel.value("len(r.outputs), len(r.outputs[0]), len(r.steps)") == "(1, 3, 1)"


def test_no_mask_is_one_sentence(kernel):
    reply = kernel.run("%%pipeline fill-mask\nThe dog is in the garden.")
    (error,) = reply.errors
    assert error["ename"] == "InvalidInput"
    assert "[MASK]" in error["evalue"]
    assert len(error["traceback"]) == 1


def test_generation_streams_into_one_output(kernel):
    reply = kernel.run("%%generate -m starter/gpt -n 40 --min-new-tokens 40 -o g\nOnce upon a time")
    assert (reply.status, reply.errors, reply.result) == ("ok", [], None)
    static, live = reply.displays
    assert reply.updates
    place = static["transient"]["display_id"]
    assert {update["transient"]["display_id"] for update in reply.updates} == {place}
    assert reply.updates[-1]["data"]["text/plain"] == literal_eval(kernel.value("repr(g)"))
    assert live["data"][WIDGET_VIEW]["model_id"] == literal_eval(kernel.value("g.panel.model_id"))
    assert kernel.value("len(g.tokens), g.finish_reason") == "(40, 'length')"


def test_a_panel_grows_while_the_cell_runs(kernel):
    kernel.run("%models load starter/gpt")
    began = time.monotonic()
    reply = kernel.run("%%generate -m starter/gpt -n 40 --min-new-tokens 40 --show tokens -o g\nOnce upon a time")
    seconds = time.monotonic() - began
    assert (reply.status, reply.errors, reply.streams) == ("ok", [], "")
    views = [display["data"][WIDGET_VIEW]["model_id"] for display in reply.displays if WIDGET_VIEW in display["data"]]
    states = [one["data"]["state"] for one in reply.widgets if one.get("data", {}).get("method") == "update"]
    growing = [state["growing"] for state in states if "growing" in state]
    assert growing == [True, False]
    texts = [state["text"] for state in states if "text" in state]
    assert texts == sorted(texts, key=len)
    assert 3 <= len(texts) <= 12 * seconds + 2
    assert texts[-1] == literal_eval(kernel.value("g.prompt + g.text"))
    panel = literal_eval(kernel.value("g.panel.model_id"))
    assert panel not in views, "it takes the place that was kept for it, above the panel that grows"
    update = next(update for update in reply.updates if WIDGET_VIEW in update["data"])
    assert update["data"][WIDGET_VIEW]["model_id"] == panel
    ids = [one["transient"].get("display_id") for one in reply.displays]
    assert ids.index(update["transient"]["display_id"]) < len(ids) - 1


def test_lines_return_what_the_functions_return(kernel):
    kernel.run("import lightboard\ng = %generate -m starter/gpt -n 12 -t 0.8 -k 20 --seed 3 -- The dog")
    again = "lightboard.generate('The dog', model='starter/gpt', max_new_tokens=12, temperature=0.8, top_k=20, seed=3)"
    assert kernel.value(f"{again}.text == g.text, len(g.tokens) > 0") == "(True, True)"
    kernel.run("p = %pipeline text-generation max_new_tokens=5 -- The dog")
    assert (
        kernel.value("lightboard.pipeline('text-generation', 'The dog', max_new_tokens=5).outputs == p.outputs")
        == "True"
    )


@pytest.mark.parametrize(
    ("cell", "name", "sentence"),
    [
        ("%%pipeline sentiment-analisys\nx", "UnknownTask", "Did you mean 'sentiment-analysis'"),
        ("%%pipeline fill-mask -m starter/brt\nx", "UnknownModel", "Did you mean 'starter/bert'"),
        ("%%pipeline text-generation -m ./nowhere\nx", "UnknownModel", "nowhere"),
        ("%%pipeline text-generation topk=2\nx", "InvalidOption", "Did you mean 'top_k'"),
        ("%%generate --temprature 1\nx", "UsageError", "Did you mean '--temperature'"),
        ("%%generate --system 'x\nx", "UsageError", "quote is not closed"),
        ("%%generate", "UsageError", "There is no text"),
        ("%generate -- $nowhere", "UsageError", "could not be replaced"),
        ("%%generate -t 0\nx", "InvalidOption", "Leave temperature (-t) out for greedy decoding."),
        ("%%generate -p 1.5\nx", "InvalidOption", "top_p must be above 0 and at most 1, not 1.5"),
        ("%%generate --num-beams 2 -k 3\nx", "InvalidOption", "do not go with num_beams"),
        ("%%generate -m starter/gpt\n" + "word " * 5000, "ContextOverflow", "context"),
        ("%models unload starter/gtp", "UnknownModel", "starter/gtp"),
    ],
)
def test_an_error_is_one_line_that_keeps_its_class(kernel, cell, name, sentence):
    kernel.run("kept = 42")
    reply = kernel.run(cell)
    assert reply.status == "error"
    (error,) = reply.errors
    assert error["ename"] == name
    assert sentence in error["evalue"]
    assert error["traceback"] == [f"{name}: {error['evalue']}"]
    assert reply.streams == ""
    left = [*reply.displays, *reply.updates][-1:]  # a line that was loading or reading leaves an empty place
    assert [content["data"]["text/plain"] for content in left] in ([], [""])
    assert kernel.value("kept") == "42"


def interrupt_while_it_writes(kernel, cell):
    """Start a cell, interrupt it when the first text is on show, and return what it left behind."""
    request = kernel.start(cell)
    seen = 0
    reply = None
    for kind, _ in kernel.messages(request):
        seen += kind == "update_display_data"
        if seen == 2:
            kernel.manager.interrupt_kernel()
            reply = kernel.collect(request)
            break
    assert reply is not None, "the cell ended before it could be interrupted"
    return reply


def test_interrupting_shows_and_binds_what_was_written(kernel):
    kernel.run("%models load starter/gpt")
    reply = interrupt_while_it_writes(kernel, f"{LONG} -o g\nOnce upon a time")
    assert reply.status == "error"
    (error,) = reply.errors
    assert error["ename"] == "KeyboardInterrupt"
    assert error["traceback"] == ["KeyboardInterrupt: The generation was interrupted."]
    assert kernel.value("g.finish_reason, 0 < len(g.tokens) < 200") == "('cancelled', True)"
    assert reply.updates[-1]["data"]["text/plain"] == literal_eval(kernel.value("repr(g)"))
    kernel.run("h = %generate -m starter/gpt -n 3 --min-new-tokens 3 -- The dog")
    assert kernel.value("len(h.tokens)") == "3"


def test_run_all_stops_at_an_interrupted_cell(kernel):
    kernel.run("reached = False")
    first = kernel.start(f"{LONG}\nOnce upon a time")
    second = kernel.start("reached = True")
    for kind, _ in kernel.messages(first):
        if kind == "update_display_data":
            kernel.manager.interrupt_kernel()
            break
    assert kernel.collect(first).status == "error"
    answer = kernel.client.get_shell_msg(timeout=TIMEOUT)
    assert answer["parent_header"]["msg_id"] == second
    assert answer["content"]["status"] == "aborted"
    assert kernel.value("reached") == "False"


@pytest.mark.parametrize(
    "words",
    [
        "text-generation -m starter/gpt max_new_tokens=200 min_new_tokens=200",
        "summarization -m '{tiny_t5_tasks}' max_new_tokens=60 min_new_tokens=60",
    ],
)
def test_interrupting_a_pipeline_returns_at_once(kernel, tiny_t5_tasks, words):
    task, _, model, *lengths = words.format(tiny_t5_tasks=tiny_t5_tasks).split()
    kernel.run(f"texts = ['Once upon a time'] * 640\nfirst = %pipeline {task} -m {model} -- Once")
    request = kernel.start(f"%pipeline {task} -m {model} --input texts {' '.join(lengths)} num_beams=4")
    for kind, _ in kernel.messages(request):
        if kind == "execute_input":
            break
    time.sleep(1)
    kernel.manager.interrupt_kernel()
    before = time.monotonic()
    reply = kernel.collect(request)
    assert time.monotonic() - before < 10  # the whole takes minutes
    (error,) = reply.errors
    assert error["ename"] == "KeyboardInterrupt"
    assert len(error["traceback"]) == 1
    kernel.run("p = %pipeline text-generation max_new_tokens=3 -- The dog")
    assert kernel.value("len(p.outputs)") == "1"


def test_completion_reaches_the_front_end(kernel):
    def matches(code):
        request = kernel.client.complete(code)
        while True:
            answer = kernel.client.get_shell_msg(timeout=TIMEOUT)
            if answer["parent_header"]["msg_id"] == request:
                content = answer["content"]
                return [code[: content["cursor_start"]] + match for match in content["matches"]]

    assert matches("%%pipeline senti") == ["%%pipeline sentiment-analysis"]
    assert matches("%%generate --num-b") == ["%%generate --num-beams"]
    assert "%generate -m starter/gpt" in matches("%generate -m star")


def test_help_of_ipython(kernel):
    request = kernel.client.inspect("%generate", 4)
    answer = kernel.client.get_shell_msg(timeout=TIMEOUT)
    assert answer["parent_header"]["msg_id"] == request
    assert "usage: %%generate [options]" in answer["content"]["data"]["text/plain"]


def test_reloading(kernel):
    reply = kernel.run("%reload_ext lightboard\n%generate -q -m starter/gpt -n 3 -o g -- The dog")
    assert (reply.status, reply.streams) == ("ok", "")
    assert kernel.value("len(g.tokens) > 0") == "True"
    reply = kernel.run("%unload_ext lightboard\n%generate x")
    assert reply.status == "error"
    assert kernel.run("%load_ext lightboard").status == "ok"
    with pytest.raises(queue.Empty):
        kernel.client.get_iopub_msg(timeout=0.2)


def test_a_download_is_shown_stopped_and_taken_up_again_and_never_tells_the_token(fake_hub, tiny_gpt, tmp_path):
    fake_hub.add("someone/model", tiny_gpt)
    gate = threading.Event()
    fake_hub.before_piece = lambda path, sent: path == "model.safetensors" and sent >= 40_000 and gate.wait(60)
    token = "hf_" + "secret" * 5
    hub = {"HF_ENDPOINT": fake_hub.address, "HF_HUB_CACHE": str(tmp_path / "hub"), "HF_TOKEN": token}
    kernel = Kernel(**hub, HF_HUB_OFFLINE="0", HF_HUB_DISABLE_XET="1")
    try:
        started = kernel.run(
            "%load_ext lightboard\nfrom huggingface_hub import constants\nconstants.DOWNLOAD_CHUNK_SIZE = 4096\n"
            "import lightboard; lightboard.connect();"
        )
        assert (started.status, started.errors) == ("ok", [])
        request = kernel.start("%%generate -m someone/model -n 5 -o g\nOnce")
        deadline = time.monotonic() + TIMEOUT
        while fake_hub.sent["model.safetensors"] < 36_000:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        time.sleep(0.5)  # until it has arrived, and has been drawn
        kernel.manager.interrupt_kernel()
        began = time.monotonic()
        stopped = kernel.collect(request)
        assert time.monotonic() - began < 5  # the hub still keeps the connection waiting
        (error,) = stopped.errors
        assert error["evalue"].startswith("The download was interrupted. What has arrived is kept")
        shown = str(stopped.displays + stopped.updates)
        assert 'Downloading <b class="lb-mono">someone/model</b>, ' in shown
        time.sleep(1)  # the thread that waits for the download looks five times a second
        gate.set()
        kernel.run("import threading, time")
        kernel.run("while any(one.name == 'lightboard-load' for one in threading.enumerate()): time.sleep(0.05)")
        again = kernel.run("%%generate -m someone/model -n 5 -o g\nOnce")
        assert (again.status, again.errors) == ("ok", [])
        assert fake_hub.ranges
        code = kernel.value("g.code, g.text, repr(g)")
        assert stopped.widgets == [], "no widget for what is on its way, so nothing of it in the metadata"
        assert again.widgets
        assert stopped.streams == again.streams == ""
        assert "secret" not in f"{stopped}{again}{code}"
    finally:
        gate.set()
        kernel.stop()
