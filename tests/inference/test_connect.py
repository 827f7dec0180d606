import _thread
import signal
import sys
import threading

import pytest

from lightboard.inference import Backend, connect
from lightboard.inference.connect import BACKENDS
from lightboard.inference.errors import InvalidOption


def test_the_same_name_gives_the_same_backend(monkeypatch):
    monkeypatch.delenv("LIGHTBOARD_BACKEND", raising=False)
    assert connect() is connect("local")
    assert isinstance(connect(), Backend)
    assert connect().info().kind == "local"


def test_the_environment_names_a_backend(monkeypatch):
    monkeypatch.setenv("LIGHTBOARD_BACKEND", "locale")
    with pytest.raises(InvalidOption, match=r"There is no backend 'locale'\. Did you mean 'local'"):
        connect()
    assert connect("local").info().kind == "local"


def test_an_interrupt_does_not_cut_an_import_short(monkeypatch, tmp_path):
    """As torch would, this module breaks when its import is begun a second time."""
    module = tmp_path / "slow_backend.py"
    module.write_text(
        "import sys, time\n"
        "assert not hasattr(sys, 'slow_backend_begun'), 'imported twice'\n"
        "sys.slow_backend_begun = True\n"
        "for _ in range(100):\n"
        "    time.sleep(0.01)\n"
        "class Slow: pass\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(BACKENDS, "slow", "slow_backend:Slow")
    # A job in the background begins with interrupts ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    interrupt = threading.Timer(0.2, _thread.interrupt_main)
    interrupt.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            connect("slow")
        assert connect("slow") is connect("slow")
    finally:
        interrupt.join()
        signal.signal(signal.SIGINT, before)
        vars(sys).pop("slow_backend_begun", None)
