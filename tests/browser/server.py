"""A Jupyter server on a free port of this machine, with JupyterLab or Notebook 7 in front."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import nbformat

TOKEN = "for-tests-on-loopback-only"
KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
Application = Literal["jupyterlab", "notebook"]


@dataclass
class JupyterServer:
    """A running server: its folder of notebooks, its settings and its address."""

    application: Application
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
            if (pictures := notebook.with_name("images")).exists():
                shutil.copytree(pictures, folder / "images")
        else:
            copy = folder / "test.ipynb"
            cells = [nbformat.v4.new_code_cell(source) for source in notebook]
            nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL}), copy)
        path = quote(copy.relative_to(self.folder).as_posix())
        page = f"doc/workspaces/{folder.name}/tree" if self.application == "jupyterlab" else "notebooks"
        return f"{self.url}{page}/{path}?token={TOKEN}"

    def stop_kernels(self) -> None:
        """End every session, so that the next test has the machine for itself."""
        for session in json.load(self._request("GET", "api/sessions")):
            self._request("DELETE", f"api/sessions/{session['id']}")

    def _request(self, method: str, path: str):
        headers = {"Authorization": f"token {TOKEN}"}
        return urllib.request.urlopen(urllib.request.Request(self.url + path, method=method, headers=headers))


@contextlib.contextmanager
def running(home: Path, *, application: Application = "jupyterlab") -> Iterator[JupyterServer]:
    """Start a server that keeps everything in one folder, and stop it in the end."""
    notebooks, settings, runtime = home / "notebooks", home / "settings", home / "runtime"
    for folder in (notebooks, settings, runtime):
        folder.mkdir()
    command = [sys.executable, "-m", application, "--no-browser", "--allow-root"]
    app = "LabApp" if application == "jupyterlab" else "JupyterNotebookApp"
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": "0",
        "ServerApp.root_dir": str(notebooks),
        "IdentityProvider.token": TOKEN,
        f"{app}.user_settings_dir": str(settings),
        f"{app}.workspaces_dir": str(home / "workspaces"),
        "LabApp.extension_manager": "readonly",
        "FileContentsManager.delete_to_trash": "False",
    }
    command += [f"--{name}={value}" for name, value in options.items()]
    environment = os.environ | {"JUPYTER_RUNTIME_DIR": str(runtime)}
    log = home / "server.log"
    with log.open("wb") as output, subprocess.Popen(command, env=environment, stdout=output, stderr=output) as server:
        try:
            jupyter = JupyterServer(application, notebooks, settings, _wait_for_url(server, runtime, log))
            jupyter.set("@jupyterlab/apputils-extension:notification", fetchNews="false", checkForUpdates=False)
            # Every cell stays in the page, so that a test may look at any of them.
            jupyter.set("@jupyterlab/notebook-extension:tracker", windowingMode="none")
            yield jupyter
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
    raise RuntimeError(f"The server did not start:\n{log.read_text()}")
