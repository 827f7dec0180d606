"""Attention on screen, side by side: `python tests/benchmarks/panels.py [--repeats 5] [--tokens 16 64 128 256]`.

AttentionPanel against BertViz's model view and CircuitsVis's attention heads, for models of 12 layers with 12 heads
and random weights, in one JupyterLab, one browser and one run, the tools taking turns. Measured are the bytes that a
notebook stores, the time from the button that runs the cell until the picture is painted, and the time of scripts for
each movement of the pointer over it. The table goes to attention_bert.md or attention_gpt2.md
beside this file.

BertViz 1.4.1 loads three scripts from a CDN; they come from their npm packages and from this machine, so that nobody
waits for a network. CircuitsVis 1.43.3 runs from the script it carries, as it does offline. Both are installed
into a folder of their own (`--others`), without their dependencies.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import nbformat  # noqa: E402
from browser.notebook_page import NotebookPage  # noqa: E402
from browser.server import KERNEL, running  # noqa: E402
from playwright.sync_api import Error, Locator, Page  # noqa: E402
from unattended import GaveUpError, chromium, served  # noqa: E402
from viewers import AREA, CDN, OTHERS, PAINTED, SETUP, START, fetch_others, scripts  # noqa: E402

SHARED, OURS_ALONE = (16, 64, 128, 256), (512, 1024, 2048)
MOVES, MOVING = 60, 12  # movements of the pointer, at most, and the seconds after which it rests
LARGE = 128  # tokens, from which repeats are fewer
SLOW = 64  # tokens, from which CircuitsVis has one run


@dataclass(frozen=True)
class Case:
    """One picture: who draws which model's attention over how many tokens."""

    tool: str
    model: str
    tokens: int

    @property
    def code(self) -> str:
        """The cell."""
        return f'timed({self.tool.lower()}_shows, "{self.model}", {self.tokens})'


@dataclass
class Measures:
    """What was measured for a case, once for each repeat; what went wrong instead, if something did."""

    painted: list[float] = field(default_factory=list)  # s
    kernel: list[float] = field(default_factory=list)  # s of it in the kernel
    script: list[float] = field(default_factory=list)  # ms for each movement of the pointer
    frame: list[float] = field(default_factory=list)  # ms of all work of the page for each movement
    stored: int | None = None  # bytes
    failure: str = ""


class Bench:
    """One JupyterLab with one notebook, whose kernel stays while each picture gets a browser of its own."""

    def __init__(self, address: str, cdn: int, patience: float) -> None:
        self.address, self.hosts, self.patience = address, {CDN: cdn}, patience

    def prepare(self) -> None:
        """Run the first cell."""
        with chromium(hosts=self.hosts) as browser, browser.attended() as page:
            notebook = _notebook(page)
            notebook.open(self.address)
            notebook.run_cell(0)
            assert "done" in notebook.output(0).last.inner_text()

    def show(self, case: Case, measures: Measures) -> None:
        """Run a case in a fresh browser and measure it."""
        with chromium(hosts=self.hosts) as browser:
            with browser.attended() as page:
                notebook = _notebook(page)
                notebook.open(self.address)
                notebook.cell(1).locator(".cm-content").click()
                page.keyboard.press("Control+a")
                page.keyboard.insert_text(case.code)
                page.evaluate(f"({START})({PAINTED[case.tool]})")
            title = browser.wait_for_title("painted ", seconds=self.patience)
            measures.painted.append(float(title.split()[1]) / 1000)
            with browser.attended() as page:
                notebook = _notebook(page)
                script, task = self._hover(page, AREA[case.tool])
                notebook.run_cell(2)
                measures.kernel.append(float(notebook.output(2).last.inner_text()))
        measures.script.append(script)
        measures.frame.append(task)

    def _hover(self, page: Page, area: str) -> tuple[float, float]:
        """Move the pointer over a picture; return the milliseconds of scripts, and of all work, for each movement."""
        target = max(page.locator(area).all(), key=_size)  # of canvases, the open map and not a thumbnail
        target.evaluate("element => element.scrollIntoView({ block: 'start' })")
        box = target.bounding_box()
        assert box, area
        bottom = min(box["y"] + box["height"], 880)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        page.mouse.move(box["x"] + 2, box["y"] + 2)
        _next_frame(page)
        before = _times(session)
        began, moves = time.monotonic(), 0
        while moves < MOVES and time.monotonic() < began + MOVING:
            share = (moves * 0.382 + 0.1) % 1  # here and there, also when there are few
            moves += 1
            page.mouse.move(box["x"] + box["width"] * share, box["y"] + (bottom - box["y"]) * (share * 7 % 1))
            _next_frame(page)
        after = _times(session)
        session.detach()
        return tuple((after[name] - before[name]) * 1000 / moves for name in ("ScriptDuration", "TaskDuration"))


def _notebook(page: Page) -> NotebookPage:
    return NotebookPage(page.context, Path(tempfile.gettempdir()), page=page)


def _size(target: Locator) -> float:
    box = target.bounding_box()
    return box["width"] * box["height"] if box else 0


def _next_frame(page) -> None:
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")


def _times(session) -> dict[str, float]:
    return {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}


def stored_bytes(setup: str, cases: list[Case]) -> Iterator[tuple[Case, int]]:
    """Yield the bytes that a saved notebook holds for each case: its outputs and, as far as there are any, widgets."""
    from nbclient import NotebookClient

    cells = [nbformat.v4.new_code_cell(setup), *(nbformat.v4.new_code_cell(case.code) for case in cases)]
    book = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    client = NotebookClient(book, timeout=600, store_widget_state=True)
    with client.setup_kernel():
        client.execute_cell(book.cells[0], 0)
        for index, case in enumerate(cases, 1):
            client.widget_state.clear()
            client.execute_cell(book.cells[index], index)
            outputs = len(json.dumps(book.cells[index].outputs).encode())
            client.set_widgets_metadata()
            state = book.metadata.pop("widgets", {}) if client.widget_state else {}
            book.cells[index].outputs = []
            yield case, outputs + (len(json.dumps(state).encode()) if state else 0)


def rounds(arguments: argparse.Namespace) -> Iterator[Case]:
    """Yield the cases in the order in which they are drawn: at each length the tools take turns."""
    for _ in range(arguments.repeats):
        for length in arguments.alone:
            yield Case("Lightboard", arguments.model, length)
    for length, number in itertools.product(arguments.tokens, range(arguments.repeats)):
        turn = [Case(tool, arguments.model, length) for tool in arguments.tools]
        if number and length >= SLOW:  # CircuitsVis takes minutes then
            turn = [case for case in turn if case.tool != "CircuitsVis"]
        if number >= arguments.large_repeats and length >= LARGE:
            turn = [case for case in turn if case.tool == "Lightboard"]
        yield from turn[::-1] if number % 2 else turn


def measure(arguments: argparse.Namespace) -> dict[Case, Measures]:
    """Draw every case in turns and return what was measured."""
    shared = [Case(tool, arguments.model, length) for length in arguments.tokens for tool in arguments.tools]
    measured = {case: Measures() for case in (*shared, *rounds(arguments))}
    with tempfile.TemporaryDirectory() as home, served(scripts(arguments.others)) as cdn, running(Path(home)) as server:
        setup = SETUP.format(others=str(arguments.others), folder=home)
        server.set("@jupyterlab/docmanager-extension:plugin", autosave=False)
        bench = Bench(server.add([setup, "", "clean()"]), cdn, arguments.patience)
        bench.prepare()
        try:
            for case in rounds(arguments):
                if not measured[case].failure:
                    _try(bench, case, measured[case])
        except KeyboardInterrupt:
            print("interrupted: what was measured is written", flush=True)
        for case, size in stored_bytes(setup, list(measured)):
            measured[case].stored = size
            print(f"{case}: {size:,} bytes", flush=True)
    return measured


def _try(bench: Bench, case: Case, measures: Measures) -> None:
    try:
        bench.show(case, measures)
    except (GaveUpError, Error, AssertionError) as error:
        measures.failure = str(error).splitlines()[0]
    last = f"{measures.painted[-1]:.2f} s" if measures.painted else ""
    print(f"{case}: {last} {measures.failure}", flush=True)


def table(measured: dict[Case, Measures]) -> str:
    """Return the text of the results."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("lightboard", "jupyterlab", "torch", "transformers"))
    machine = f"{dt.datetime.now(dt.UTC):%d %B %Y}, {platform.machine()} with {os.cpu_count()} cores, Chromium"
    others = f"BertViz {OTHERS['bertviz']}, CircuitsVis {OTHERS['circuitsvis']}"
    lines = [
        "# Attention on screen",
        "",
        f"{machine}, {packages}, {others}.",
        "",
        "All 12 x 12 heads of a model with random weights, in JupyterLab; medians, with the least and the most in",
        "brackets. Painted: from the button that runs the cell until the picture stands; of it in the kernel, with the",
        "forward pass. In the notebook: outputs and the state of widgets, as a saved file holds them.",
        "Scripts and frame: time of scripts, and of all work of the page, for each movement of the pointer over the",
        f"picture ({MOVES} of them, or those of {MOVING} s). The tools took turns; `runs` says how often.",
        "",
        "| model | tokens | tool | in the notebook | runs | painted, s | in the kernel, s | scripts, ms | frame, ms |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for case, one in measured.items():
        stored = "-" if one.stored is None else f"{one.stored / 1e6:,.2f} MB"
        numbers = [_spread(one.painted, 2), _spread(one.kernel, 2), _spread(one.script, 2), _spread(one.frame, 1)]
        if one.failure and not one.painted:
            numbers = [f"failed: {one.failure}", "-", "-", "-"]
        cells = [case.model, str(case.tokens), case.tool, stored, str(len(one.painted)), *numbers]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _spread(values: list[float], decimals: int) -> str:
    if not values:
        return "-"
    low, middle, high = (f"{one:.{decimals}f}" for one in (min(values), statistics.median(values), max(values)))
    return middle if len(values) == 1 else f"{middle} ({low} to {high})"


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--large-repeats", type=int, default=2, help=f"from {LARGE} tokens")
    parser.add_argument("--tokens", type=int, nargs="*", default=SHARED)
    parser.add_argument("--alone", type=int, nargs="*", default=OURS_ALONE, help="of AttentionPanel only")
    parser.add_argument("--model", choices=["bert", "gpt2"], default="bert")
    parser.add_argument("--tools", nargs="*", default=list(PAINTED), choices=list(PAINTED))
    parser.add_argument("--others", type=Path, default=Path(tempfile.gettempdir()) / "attention-viewers")
    parser.add_argument("--patience", type=float, default=400, help="seconds that a picture may take")
    parser.add_argument("--no-write", action="store_true", help="print the table only")
    arguments = parser.parse_args()
    fetch_others(arguments.others)
    results = table(measure(arguments))
    print(results)
    if not arguments.no_write:
        (HERE / f"attention_{arguments.model}.md").write_text(results, encoding="utf-8")


if __name__ == "__main__":
    main()
