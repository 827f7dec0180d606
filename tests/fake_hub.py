"""A small Hugging Face Hub on loopback: serves repositories that a test makes, and goes wrong in the ways it asks for.

It speaks what `huggingface_hub` needs to download a model: the model's info, the tree, HEAD and GET of files with
ranges; no Xet. Large files (`LARGE`) are listed with their sha256, all others with git's hash.
"""

from __future__ import annotations

import hashlib
import http.server
import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

LARGE = (".safetensors", ".bin")
PIECE = 4096  # bytes between two looks at what is to go wrong

_API = re.compile(r"/api/models/(?P<name>.+?)(?:/(?P<what>revision|tree)/(?P<revision>[^/]+))?")
_FILE = re.compile(r"/(?P<name>.+?)/resolve/(?P<revision>[^/]+)/(?P<file>.+)")


@dataclass
class Repository:
    """The files of a repository at one commit, and the names that stand for the commit."""

    files: dict[str, bytes]
    commit: str
    revisions: set[str]

    def entry(self, path: str) -> dict[str, Any]:
        """Return size and hashes of a file as the Hub lists them."""
        content = self.files[path]
        git = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
        listed: dict[str, Any] = {"size": len(content), "hash": git}
        if path.endswith(LARGE):
            listed["sha256"] = hashlib.sha256(content).hexdigest()
        return listed


@dataclass
class FakeHub:
    """What the hub serves, what is to go wrong, and what it was asked."""

    address: str = ""
    repositories: dict[str, Repository] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)  # method, path
    headers: list[dict[str, str]] = field(default_factory=list)
    ranges: list[str] = field(default_factory=list)
    sent: Counter[str] = field(default_factory=Counter)  # path -> bytes
    # What goes wrong:
    refuse: dict[str, tuple[int, str]] = field(default_factory=dict)  # "api" or a file -> status and X-Error-Code
    cuts: dict[str, list[int]] = field(default_factory=dict)  # file -> after how many bytes, once for each
    served: dict[str, bytes] = field(default_factory=dict)  # file -> what comes instead of what is listed
    before_piece: Callable[[str, int], object] = lambda _path, _sent: None
    silent: bool = False  # accepts requests and never answers
    stopped: threading.Event = field(default_factory=threading.Event)

    def add(self, name: str, source: Path | dict[str, bytes], *, revision: str | None = None) -> Repository:
        """Serve a folder, or files, as a repository; `main` and `revision` stand for its commit."""
        content = (
            dict(source) if isinstance(source, dict) else {file.name: file.read_bytes() for file in source.iterdir()}
        )
        digest = hashlib.sha1(repr(sorted(content.items())).encode()).hexdigest()
        commit = (revision or "") + digest[len(revision or "") :] if _is_hash(revision) else digest
        self.repositories[name] = Repository(content, commit, {"main", commit, revision or "main"})
        return self.repositories[name]

    def count(self, method: str, part: str) -> int:
        """Return how many requests there were whose path contains a text."""
        return sum(one == method and part in path for one, path in self.asked)


def _is_hash(revision: str | None) -> bool:
    return bool(revision and re.fullmatch("[0-9a-f]+", revision))


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hub: FakeHub

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        path = urlsplit(self.path).path
        self.hub.asked.append((self.command, path))
        self.hub.headers.append(dict(self.headers))
        if self.hub.silent:
            self.hub.stopped.wait(60)
            self.close_connection = True
            return
        if match := _API.fullmatch(path):
            self._api(match["name"], match["what"], unquote(match["revision"] or "main"))
        elif match := _FILE.fullmatch(path):
            self._file(match["name"], unquote(match["revision"]), unquote(match["file"]))
        else:
            self._json({})

    def _find(self, where: str, name: str, revision: str) -> Repository | None:
        if where in self.hub.refuse:
            self._error(*self.hub.refuse[where])
        elif name not in self.hub.repositories:
            self._error(404, "RepoNotFound")
        elif revision not in self.hub.repositories[name].revisions:
            self._error(404, "RevisionNotFound")
        else:
            return self.hub.repositories[name]
        return None

    def _api(self, name: str, what: str | None, revision: str) -> None:
        found = self._find("api", name, revision)
        if found is None:
            return
        listed = {path: found.entry(path) for path in sorted(found.files)}
        if what == "tree":
            self._json(
                [
                    {"type": "file", "path": path, "size": one["size"], "oid": one["hash"]}
                    | (
                        {"lfs": {"oid": one["sha256"], "size": one["size"], "pointerSize": 1}}
                        if "sha256" in one
                        else {}
                    )
                    for path, one in listed.items()
                ]
            )
            return
        siblings = [
            {"rfilename": path, "size": one["size"], "blobId": one["hash"]}
            | ({"lfs": {"sha256": one["sha256"], "size": one["size"], "pointerSize": 1}} if "sha256" in one else {})
            for path, one in listed.items()
        ]
        self._json({"_id": name, "id": name, "modelId": name, "sha": found.commit, "siblings": siblings})

    def _file(self, name: str, revision: str, path: str) -> None:
        found = self._find(path, name, revision)
        if found is None:
            return
        if path not in found.files:
            self._error(404, "EntryNotFound", found.commit)
            return
        one = found.entry(path)
        content = found.files[path] if self.command == "HEAD" else self.hub.served.get(path, found.files[path])
        start = 0
        if match := re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", "")):
            self.hub.ranges.append(match[0])
            start = int(match[1])
        self.send_response(206 if start else 200)
        self.send_header("ETag", f'"{one.get("sha256", one["hash"])}"')
        self.send_header("X-Repo-Commit", found.commit)
        self.send_header("Content-Length", str(len(content) - start))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        if self.command == "GET":
            self._body(path, content[start:])

    def _body(self, path: str, content: bytes) -> None:
        cut = self.hub.cuts[path].pop(0) if self.hub.cuts.get(path) else None
        for start in range(0, len(content), PIECE):
            self.hub.before_piece(path, start)
            if cut is not None and start >= cut:
                self.close_connection = True
                return
            self.wfile.write(content[start : start + PIECE])
            self.hub.sent[path] += len(content[start : start + PIECE])

    def _json(self, value: object) -> None:
        content = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def _error(self, status: int, code: str, commit: str = "") -> None:
        self.send_response(status)
        if code:
            self.send_header("X-Error-Code", code)
        if commit:
            self.send_header("X-Repo-Commit", commit)
        self.send_header("Content-Length", "0")
        self.end_headers()


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Whoever breaks a connection off is no news."""


@pytest.fixture
def fake_hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    """A hub that this process asks, with an empty cache, and nothing remembered of earlier answers."""
    from huggingface_hub import constants

    from lightboard.inference import hub as our_hub

    hub = FakeHub()
    handler = type("Handler", (_Handler,), {"hub": hub})
    server = _Server(("127.0.0.1", 0), handler)
    hub.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    monkeypatch.setattr(constants, "ENDPOINT", hub.address)
    template = hub.address + "/{repo_id}/resolve/{revision}/{filename}"
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    monkeypatch.setattr(constants, "DOWNLOAD_CHUNK_SIZE", PIECE)  # 10 MB otherwise, more than a tiny model
    our_hub.forget()
    yield hub
    hub.stopped.set()
    server.shutdown()
    server.server_close()
    our_hub.forget()
