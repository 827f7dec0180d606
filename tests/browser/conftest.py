"""Real Jupyter applications in real Chromium, on this machine alone.

`LIGHTBOARD_SCREENSHOTS=folder` keeps the pictures that the tests take.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from browser.notebook_page import NotebookPage
from browser.server import JupyterServer, running
from playwright.sync_api import Browser, Error, Locator, Page, Route, sync_playwright

DEBIAN_CHROMIUM = Path("/usr/bin/chromium")


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def jupyterlab(tmp_path_factory) -> Iterator[JupyterServer]:
    """Start JupyterLab."""
    with running(tmp_path_factory.mktemp("jupyterlab")) as server:
        yield server


@pytest.fixture(scope="session")
def notebook_7(tmp_path_factory) -> Iterator[JupyterServer]:
    """Start Notebook 7."""
    with running(tmp_path_factory.mktemp("notebook"), application="notebook") as server:
        yield server


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium, or else Playwright's."""
    options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    with sync_playwright() as playwright:
        executable = DEBIAN_CHROMIUM if DEBIAN_CHROMIUM.exists() else None
        try:
            browser = playwright.chromium.launch(executable_path=executable, args=options)
        except Error as error:
            if os.environ.get("CI"):
                raise
            pytest.skip(f"no Chromium ({error.message.splitlines()[0]}); `make chromium` installs one")
        yield browser
        browser.close()


@pytest.fixture
def screenshots(tmp_path) -> Path:
    folder = Path(os.environ.get("LIGHTBOARD_SCREENSHOTS") or tmp_path).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def open_notebook(chromium, request, screenshots) -> Iterator[Callable[..., NotebookPage]]:
    """Return a function that opens a notebook; afterwards no page may have complained or left this machine."""
    opened: list[NotebookPage] = []
    servers: list[JupyterServer] = []

    def open_notebook(
        notebook: Path | list[str],
        *,
        host: str = "jupyterlab",
        theme: str = "light",
        width: int = 1280,
        height: int = 900,
        scale: float = 1,
    ) -> NotebookPage:
        server: JupyterServer = request.getfixturevalue(host)
        servers.append(server)
        server.set("@jupyterlab/apputils-extension:themes", theme=f"JupyterLab {theme.title()}")
        viewport = {"width": width, "height": height}
        context = chromium.new_context(viewport=viewport, device_scale_factor=scale, service_workers="block")
        context.set_default_timeout(15_000)
        opened.append(NotebookPage(context, screenshots))
        opened[-1].open(server.add(notebook))
        return opened[-1]

    yield open_notebook
    complaints = [complaint for notebook in opened for complaint in notebook.complaints]
    for notebook in opened:
        notebook.page.context.close()
    for server in servers:
        server.stop_kernels()
    assert complaints == []


@pytest.fixture(params=["light", "dark"])
def notebook(open_notebook, request) -> NotebookPage:
    """Open the module's `CELLS` in each theme, and run the first two: they load the extension and show a panel."""
    notebook: NotebookPage = open_notebook(request.module.CELLS, theme=request.param, height=1500)
    notebook.run_cell(0)
    notebook.run_cell(1)
    return notebook


@pytest.fixture
def panel(notebook) -> Locator:
    """Return the panel that the second cell shows."""
    return notebook.cell(1).locator(".lb-panel")


@dataclass
class OfflinePage:
    """A page of a file without any network, and what it did that it should not."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def open_file(chromium) -> Iterator[Callable[..., OfflinePage]]:
    """Return a function that opens a file and refuses it every request; afterwards no page may have complained.

    `asks` is for pages of others, which may ask for what they do not get.
    """
    opened: list[tuple[OfflinePage, bool]] = []

    def open_file(path: Path, *, asks: bool = False, scheme: str = "light", width: int = 1100) -> OfflinePage:
        viewport = {"width": width, "height": 900}
        context = chromium.new_context(viewport=viewport, color_scheme=scheme, accept_downloads=True)
        context.set_default_timeout(15_000)
        offline = OfflinePage(context.new_page())
        opened.append((offline, asks))
        address = path.resolve().as_uri()

        def answer(route: Route) -> None:
            if route.request.url == address:
                return route.continue_()
            offline.requests.append(route.request.url)
            return route.abort()

        context.route("**/*", answer)
        page = offline.page
        page.on("dialog", lambda dialog: (offline.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: offline.complaints.append(f"uncaught: {error}"))
        page.on("console", lambda one: one.type == "error" and offline.complaints.append(f"console: {one.text}"))
        page.goto(address)
        return offline

    yield open_file
    for offline, _ in opened:
        offline.page.context.close()
    assert [
        (one.requests, one.complaints) for one, asks in opened if not asks and (one.requests or one.complaints)
    ] == []
