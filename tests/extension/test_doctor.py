"""`lightboard doctor` as a command: its lines, its exit status, and that it keeps off the network."""

from __future__ import annotations

import subprocess
import sys

import pytest

from lightboard import doctor as module
from lightboard.command_line import main
from lightboard.inference.diagnosis import Finding


@pytest.fixture
def findings(monkeypatch):
    """What is found: fill the list."""
    found: list[Finding] = []
    monkeypatch.setattr(module, "environment_findings", lambda: found)
    monkeypatch.setattr(module, "engine_findings", lambda *, online: [Finding("Hub", "ok", f"online={online}")])
    return found


def test_in_order(findings, capsys):
    findings += [Finding("Python", "ok", "3.11"), Finding("memory", "note", "little", "Close some.")]
    assert main(["doctor"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "ok    Python          3.11",
        "note  memory          little",
        "                      -> Close some.",
        "ok    Hub             online=False",
        "Nothing needs fixing.",
    ]


def test_what_needs_fixing_is_the_exit_status(findings, capsys):
    findings += [Finding("kernel", "fix", "none", "Install one."), Finding("cache", "fix", "not there", "Make it.")]
    assert main(["doctor", "--online"]) == 1
    out, err = capsys.readouterr()
    assert "FIX   kernel          none\n                      -> Install one." in out
    assert "online=True" in out
    assert err == "lightboard: 2 things need fixing.\n"


NO_NETWORK = """
import socket, sys
def refuse(*arguments, **options):
    raise SystemExit("network")
socket.socket.connect = socket.getaddrinfo = refuse
from lightboard.command_line import main
sys.exit(main(["doctor"]))
"""


def test_the_real_one_without_a_network():
    run = subprocess.run([sys.executable, "-c", NO_NETWORK], capture_output=True, text=True, check=False, cwd="/")
    assert run.returncode == 0, run.stdout + run.stderr
    subjects = [line[6:20].strip() for line in run.stdout.splitlines() if line[:3] in ("ok ", "not")]
    assert subjects[0] == "Python"
    assert subjects[-6:] == ["GPU", "memory", "starter models", "cache", "Hub", "shared server"]
    assert "not asked" in run.stdout
