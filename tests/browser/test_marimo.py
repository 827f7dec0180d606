"""Panels in a marimo notebook, run as an app."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import panel_cases
import pytest
from browser.exploring import explore
from browser.notebook_page import LOOPBACK
from playwright.sync_api import expect

TESTS = Path(__file__).parents[1]
APP = """import marimo

app = marimo.App(width="full")


@app.cell
def _():
    import sys

    sys.path.insert(0, {tests!r})
    import panel_cases

    return (panel_cases,)

"""
CELL = """
@app.cell
def _(panel_cases):
    panel_cases.make({name!r})
    return

"""
STARTED = 120  # seconds


@pytest.fixture
def address(tmp_path):
    """A marimo server with one cell for each panel."""
    notebook = tmp_path / "panels.py"
    cells = "".join(CELL.format(name=name) for name in panel_cases.NAMES)
    notebook.write_text(APP.format(tests=str(TESTS)) + cells)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "marimo", "run", str(notebook), "--headless", "--no-token", "--host", "127.0.0.1"]
    log = tmp_path / "marimo.log"
    environment = os.environ | {"XDG_CONFIG_HOME": str(tmp_path), "MARIMO_SKIP_UPDATE_CHECK": "1"}
    with (
        log.open("wb") as output,
        subprocess.Popen([*command, "--port", str(port)], stdout=output, stderr=output, env=environment) as server,
    ):
        url = f"http://127.0.0.1:{port}"
        try:
            _wait_for(url, server, log)
            yield url
        finally:
            server.terminate()


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + STARTED
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(url).close()
            return
        time.sleep(0.2)
    pytest.fail(f"marimo did not start:\n{log.read_text()}")


def test_panels_are_live(address, chromium, screenshots):
    context = chromium.new_context(viewport={"width": 1280, "height": 1200})
    context.route(
        lambda url: not any(f"//{host}" in url for host in LOOPBACK) and url.startswith("http"),
        lambda route: route.abort(),  # what marimo itself asks for
    )
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    panels = page.locator(".lightboard.lb-panel")
    expect(panels).to_have_count(len(panel_cases.NAMES), timeout=STARTED * 1000)
    for panel in panels.all():
        explore(panel, state="live")
    page.screenshot(path=screenshots / "marimo.png")

    tokens = panels.nth(panel_cases.NAMES.index("TokenPanel"))
    tokens.get_by_role("textbox", name="Text").fill("Brooklyn")
    expect(tokens.locator(".lb-content")).not_to_contain_text("teacher", timeout=30_000)
    expect(tokens.locator(".lb-content")).to_contain_text("ook")
    assert errors == []
    context.close()
