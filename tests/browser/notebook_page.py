"""One notebook in JupyterLab, worked the way a person does: through menus, buttons and keys."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, expect

STARTED = 60_000  # ms, for JupyterLab to open a notebook and its kernel to start
FINISHED = 180_000  # ms, for a notebook of starter models to run on a busy machine

# JupyterLab says it in its status bar, Notebook 7 by an element that it lets fade.
IDLE = '#jp-main-statusbar:has-text("Python 3 (ipykernel) | Idle"), .jp-NotebookKernelStatus-fade'
# Notebook 7.6 complains of itself while it opens.
HOSTS_OWN = {"uncaught: Cannot read properties of undefined (reading 'schema')"}
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class NotebookPage:
    """A notebook in JupyterLab; `complaints` holds errors of the console and requests that would leave this machine."""

    def __init__(self, context: BrowserContext, screenshots: Path, *, page: Page | None = None) -> None:
        self.screenshots = screenshots
        self.complaints: list[str] = []
        context.on("request", lambda request: self._note_address(request.url))
        context.route(_is_outside, lambda route: route.abort())
        self.page = page or context.new_page()
        self.page.on("websocket", lambda socket: self._note_address(socket.url))
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self._note(f"uncaught: {error}"))
        self.notebook = self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")

    def open(self, address: str) -> None:
        """Open the notebook and wait until its kernel is ready."""
        self.page.goto(address)
        expect(self.notebook).to_be_visible(timeout=STARTED)
        self.wait_until_idle(timeout=STARTED)

    def _note_address(self, url: str) -> None:
        if _is_outside(url):
            self._note(f"outside: {url}")

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"console: {message.text}")

    def _note(self, complaint: str) -> None:
        if complaint not in HOSTS_OWN:
            self.complaints.append(complaint)

    # Acting

    def menu(self, *path: str) -> None:
        """Click through the menu bar, as in `menu("Run", "Run All Cells")`."""
        self.page.get_by_role("menuitem", name=path[0], exact=True).first.click()
        for entry in path[1:]:
            self.page.locator(".lm-Menu-item", has_text=entry).first.click()

    def run_all(self) -> None:
        """Run every cell from the menu and wait for the last."""
        self.menu("Run", "Run All Cells")
        self.wait_until_idle(started=True)

    def start_cell(self, index: int) -> None:
        """Start a cell with shift-enter and do not wait for it."""
        self.cell(index).locator(".cm-content").click()
        self.page.keyboard.press("Shift+Enter")

    def run_cell(self, index: int) -> None:
        """Run a cell and wait for it."""
        self.start_cell(index)
        self.wait_until_idle(started=True)

    def interrupt(self) -> None:
        """Click the toolbar's stop button."""
        self.notebook.locator('.jp-Toolbar [data-jp-item-name="interrupt"]').click()

    # Looking

    def cell(self, index: int) -> Locator:
        """Return a cell, counted from 0, whatever its kind."""
        return self.notebook.locator(".jp-Notebook .jp-Cell").nth(index)

    def output(self, index: int) -> Locator:
        """Return the outputs of a cell that can be seen, without its prompt."""
        return self.cell(index).locator(".jp-OutputArea-output:visible")

    def panels(self) -> Locator:
        """Return everything in the notebook that Lightboard drew and that can be seen."""
        return self.notebook.locator(".jp-OutputArea .lightboard:visible")

    def wait_until_idle(self, *, started: bool = False, timeout: int = FINISHED) -> None:
        """Wait until no cell runs or waits; `started` says that one has just been started."""
        if started:
            self.page.wait_for_timeout(300)  # until the first prompt shows its star
        running = self.notebook.locator(".jp-InputPrompt", has_text="[*]")
        expect(running).to_have_count(0, timeout=timeout)
        expect(self.page.locator(IDLE)).to_be_attached(timeout=timeout)

    def wait_for(self, condition: Callable[[], bool], *, timeout: float = 30) -> None:
        """Wait until a condition on the page holds; `timeout` in seconds."""
        end = time.monotonic() + timeout
        while not condition():
            assert time.monotonic() < end, f"{condition} did not come true within {timeout} s"
            self.page.wait_for_timeout(50)

    def screenshot(self, name: str, locator: Locator | None = None) -> Path:
        """Save a picture of the window, or of one thing in it."""
        path = self.screenshots / f"{name}.png"
        (locator or self.page).screenshot(path=path)
        return path


def _is_outside(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOOPBACK
