"""Real JupyterLab in real Chromium, on this machine alone.

`LIGHTBOARD_SCREENSHOTS=folder` keeps the pictures that the tests take.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import nbformat
import pytest
from browser.notebook_page import NotebookPage
from playwright.sync_api import Browser, Error, sync_playwright

DEBIAN_CHROMIUM = Path("/usr/bin/chromium")
TOKEN = "for-tests-on-loopback-only"
KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class JupyterLab:
    """A running server: its folder of notebooks, its settings and its address."""

    folder: Path
    settings: Path
    url: str
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def set(self, plugin: str, **values: object) -> None:
        """Write a plugin's settings, for pages that are opened from now on."""
        extension, name = plugin.split(":")
        path = self.settings / extension / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))

    def add(self, notebook: Path | list[str]) -> str:
        """Put a copy of a notebook, or a new one of these code cells, into a folder of its own; return its address."""
        folder = self.folder / str(next(self._numbers))
        folder.mkdir()
        if isinstance(notebook, Path):
            copy = Path(shutil.copy(notebook, folder))
        else:
            copy = folder / "test.ipynb"
            cells = [nbformat.v4.new_code_cell(source) for source in notebook]
            nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL}), copy)
        path = quote(copy.relative_to(self.folder).as_posix())
        return f"{self.url}doc/workspaces/{folder.name}/tree/{path}?token={TOKEN}"

    def stop_kernels(self) -> None:
        """End every session, so that the next test has the machine for itself."""
        for session in json.load(self._request("GET", "api/sessions")):
            self._request("DELETE", f"api/sessions/{session['id']}")

    def _request(self, method: str, path: str):
        headers = {"Authorization": f"token {TOKEN}"}
        return urllib.request.urlopen(urllib.request.Request(self.url + path, method=method, headers=headers))


@pytest.fixture(scope="session")
def jupyterlab(tmp_path_factory) -> Iterator[JupyterLab]:
    """Start JupyterLab on a free port."""
    home = tmp_path_factory.mktemp("jupyterlab")
    notebooks, settings, runtime = home / "notebooks", home / "settings", home / "runtime"
    for folder in (notebooks, settings, runtime):
        folder.mkdir()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": "0",
        "ServerApp.root_dir": str(notebooks),
        "IdentityProvider.token": TOKEN,
        "LabApp.user_settings_dir": str(settings),
        "LabApp.workspaces_dir": str(home / "workspaces"),
        "LabApp.extension_manager": "readonly",
        "FileContentsManager.delete_to_trash": "False",
    }
    command += [f"--{name}={value}" for name, value in options.items()]
    environment = os.environ | {"JUPYTER_RUNTIME_DIR": str(runtime)}
    log = home / "jupyterlab.log"
    with log.open("wb") as output, subprocess.Popen(command, env=environment, stdout=output, stderr=output) as server:
        try:
            lab = JupyterLab(notebooks, settings, _wait_for_url(server, runtime, log))
            lab.set("@jupyterlab/apputils-extension:notification", fetchNews="false", checkForUpdates=False)
            # Every cell stays in the page, so that a test may look at any of them.
            lab.set("@jupyterlab/notebook-extension:tracker", windowingMode="none")
            yield lab
        finally:
            server.terminate()
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()


def _wait_for_url(server: subprocess.Popen[bytes], runtime: Path, log: Path) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            try:
                return str(json.loads(file.read_text())["url"])
            except ValueError:  # being written
                pass
        time.sleep(0.1)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()}")


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
def open_notebook(jupyterlab, chromium, tmp_path) -> Iterator[Callable[..., NotebookPage]]:
    """Return a function that opens a notebook; afterwards no page may have complained or left this machine."""
    screenshots = Path(os.environ.get("LIGHTBOARD_SCREENSHOTS") or tmp_path).resolve()
    screenshots.mkdir(parents=True, exist_ok=True)
    opened: list[NotebookPage] = []

    def open_notebook(
        notebook: Path | list[str], *, theme: str = "light", width: int = 1280, height: int = 900, scale: float = 1
    ) -> NotebookPage:
        jupyterlab.set("@jupyterlab/apputils-extension:themes", theme=f"JupyterLab {theme.title()}")
        viewport = {"width": width, "height": height}
        context = chromium.new_context(viewport=viewport, device_scale_factor=scale, service_workers="block")
        context.set_default_timeout(15_000)
        opened.append(NotebookPage(context, screenshots))
        opened[-1].open(jupyterlab.add(notebook))
        return opened[-1]

    yield open_notebook
    complaints = [complaint for notebook in opened for complaint in notebook.complaints]
    for notebook in opened:
        notebook.page.context.close()
    jupyterlab.stop_kernels()
    assert complaints == []
