"""A Chromium that runs a page while nothing listens to it.

A debugger that is attached is told each message of a websocket, and the drivers of browsers give up at hundreds of
megabytes. So the page is prepared, left alone until its title says that it is done, and measured then.
"""

from __future__ import annotations

import contextlib
import http.server
import json
import ssl
import subprocess
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
OPTIONS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--window-size=1280,1000",
]
STARTS = 30.0  # s


class GaveUpError(Exception):
    """The page did not get there: its process ended, or the time was up."""


class Chromium:
    """A running browser with one page."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.address = process, f"http://127.0.0.1:{port}"

    @contextlib.contextmanager
    def attended(self) -> Iterator[Page]:
        """Attach to the page and leave it as it is afterwards."""
        with sync_playwright() as playwright:
            browser = playwright.chromium.connect_over_cdp(self.address)
            try:
                yield browser.contexts[0].pages[0]
            finally:
                browser.close()  # what was only connected to is left running

    def title(self) -> str:
        """Read the page's title without attaching to it."""
        with urllib.request.urlopen(f"{self.address}/json/list", timeout=30) as answer:
            pages = [one for one in json.load(answer) if one["type"] == "page"]
        return str(pages[0]["title"]) if pages else ""

    def wait_for_title(self, wanted: str, *, seconds: float) -> str:
        """Wait until the title begins with a word; return it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                msg = "the browser ended"
                raise GaveUpError(msg)
            with contextlib.suppress(OSError):  # a busy browser answers later
                if (title := self.title()).startswith(wanted):
                    return title
            time.sleep(0.5)
        msg = f"nothing after {seconds:.0f} s"
        raise GaveUpError(msg)


@contextlib.contextmanager
def chromium(*, hosts: dict[str, int]) -> Iterator[Chromium]:
    """Start a browser for which the named hosts are ports of this machine, and no other host exists."""
    rules = [f"MAP {name} 127.0.0.1:{port}" for name, port in hosts.items()]
    rules += ["MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1", "EXCLUDE localhost"]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        resolved = [f"--host-resolver-rules={', '.join(rules)}", "--ignore-certificate-errors"]
        place = ["--window-size=1280,1000", "--remote-debugging-port=0", f"--user-data-dir={home}", "about:blank"]
        process = subprocess.Popen([CHROMIUM, *OPTIONS, *resolved, *place], stderr=subprocess.DEVNULL)
        try:
            yield Chromium(process, _port(Path(home) / "DevToolsActivePort"))
        finally:
            process.kill()
            process.wait()


def _port(file: Path) -> int:
    end = time.monotonic() + STARTS
    while time.monotonic() < end:
        if file.exists() and (lines := file.read_text().splitlines()):
            return int(lines[0])
        time.sleep(0.1)
    msg = f"Chromium did not start within {STARTS:.0f} s"
    raise GaveUpError(msg)


@contextlib.contextmanager
def served(files: dict[str, Path]) -> Iterator[int]:
    """Serve files over TLS from this machine, each for addresses that hold its key; yield the port."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = next((file for part, file in files.items() if part in self.path), None)
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/javascript")
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(found.read_bytes() if found else b"")

        def log_message(self, *_: object) -> None:
            pass

    with tempfile.TemporaryDirectory() as folder, http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*_certificate(Path(folder)))
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def _certificate(folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*command, "-out", certificate, "-keyout", key], check=True, capture_output=True)
    return certificate, key
