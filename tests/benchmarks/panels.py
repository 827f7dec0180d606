"""Attention on screen, side by side: `python tests/benchmarks/panels.py [--repeats 5] [--tokens 16 64 128 256]`.

AttentionPanel against BertViz's model view and CircuitsVis's attention heads, for models of 12 layers with 12 heads
and random weights, in one JupyterLab, one browser and one run, the tools taking turns. Measured are the bytes that a
notebook stores, the time from the key that runs the cell until the picture is painted, and the time of scripts for
each movement of the pointer over it. The table goes to results.md beside this file.

BertViz 1.4.1 loads three scripts from a CDN; they come from their npm packages through the browser's route, so that
nobody waits for a network. CircuitsVis 1.43.3 runs from the script it carries, as it does offline. Both are installed
into a folder of their own (`--others`), without their dependencies.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import nbformat  # noqa: E402
from browser.notebook_page import NotebookPage  # noqa: E402
from browser.server import KERNEL, running  # noqa: E402
from playwright.sync_api import Browser, Error, Locator, Page, Route, sync_playwright  # noqa: E402

OTHERS = {"bertviz": "1.4.1", "circuitsvis": "1.43.3", "importlib_metadata": "8.7.0", "zipp": "3.23.0"}
SCRIPTS = {  # what BertViz asks the CDN for, and the npm package and file that has it
    "require.js/2.3.6/require.min.js": ("requirejs@2.3.6", "require.js"),
    "d3/5.7.0/d3.min": ("d3@5.7.0", "dist/d3.min.js"),
    "jquery/2.0.0/jquery.min": ("jquery@2.2.4", "dist/jquery.min.js"),
}
CHROMIUM = Path("/usr/bin/chromium")
SHARED, OURS_ALONE = (16, 64, 128, 256), (512, 1024, 2048)
MOVES = 60
PATIENCE = 300_000  # ms

# Runs in the kernel: the same model, text and tokens for every tool.
SETUP = """
import sys, time
sys.path.append({others!r})
import torch, transformers
import lightboard
from lightboard.inference import starter
transformers.logging.set_verbosity_error()
torch.manual_seed(0)
FOLDERS, MODELS, TOKENIZERS = {{}}, {{}}, {{}}
for name, tokenizer_of in (("bert", "starter/bert"), ("gpt2", "starter/gpt")):
    FOLDERS[name] = {folder!r} + "/" + name
    tokenizer = TOKENIZERS[name] = transformers.AutoTokenizer.from_pretrained(starter.path(tokenizer_of))
    tokenizer.model_max_length = 2100
    size = dict(vocab_size=len(tokenizer), attn_implementation="eager")
    if name == "bert":
        config = transformers.BertConfig(**size, hidden_size=192, intermediate_size=384, max_position_embeddings=2100)
        model = transformers.BertForMaskedLM(config)
    else:
        model = transformers.GPT2LMHeadModel(transformers.GPT2Config(**size, n_embd=192, n_positions=2100))
    MODELS[name] = model.eval()
    model.save_pretrained(FOLDERS[name]); tokenizer.save_pretrained(FOLDERS[name])

def text_of(name, length):
    "A text of exactly so many tokens."
    tokenizer = TOKENIZERS[name]
    words = [word for word in "the teacher reads a new book to her class and they listen".split()
             if len(tokenizer(" " + word, add_special_tokens=False).input_ids) == 1]
    special = len(tokenizer("").input_ids)
    chosen = [words[index % len(words)] for index in range(length - special)]
    text = " ".join(chosen)
    while len(tokenizer(text).input_ids) > length:
        chosen.pop(); text = " ".join(chosen)
    assert len(tokenizer(text).input_ids) == length, (name, length, len(tokenizer(text).input_ids))
    return text

def attention_of(name, length):
    inputs = TOKENIZERS[name](text_of(name, length), return_tensors="pt")
    with torch.no_grad():
        attentions = MODELS[name](**inputs, output_attentions=True).attentions
    return attentions, TOKENIZERS[name].convert_ids_to_tokens(inputs.input_ids[0])

def bertviz_shows(name, length):
    import bertviz
    attentions, tokens = attention_of(name, length)
    bertviz.model_view(attentions, tokens)

def circuitsvis_shows(name, length):
    import circuitsvis
    from IPython.display import display
    circuitsvis.utils.render.internet_on = lambda: False  # no second of waiting for an answer
    attentions, tokens = attention_of(name, length)
    names = [f"L{{layer}}H{{head}}" for layer in range(12) for head in range(12)]
    display(circuitsvis.attention.attention_heads(torch.cat(attentions).flatten(0, 1), tokens, names))

def lightboard_shows(name, length):
    from IPython.display import display
    display(lightboard.AttentionPanel(text_of(name, length), model=FOLDERS[name]))

def timed(show, name, length):
    global seconds
    began = time.perf_counter()
    show(name, length)
    seconds = time.perf_counter() - began

def clean():
    from ipywidgets import Widget
    Widget.close_all()
    return seconds

for name in FOLDERS:  # so that nobody pays for loading
    if hasattr(lightboard, "AttentionPanel"):
        lightboard.AttentionPanel(text_of(name, 16), model=FOLDERS[name]).close()
    attention_of(name, 16)
"done"
"""

# When the last thing of a tool's picture is there: a condition on the page.
PAINTED = {
    "Lightboard": """() => [...document.querySelectorAll('.jp-OutputArea .lb-panel canvas')].some(canvas => {
        if (!canvas.width || !canvas.height) return false;
        const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        return pixels.some((value, index) => index % 4 === 3 && value > 0);
    })""",
    "BertViz": """() => document.querySelectorAll('.jp-OutputArea #vis svg .attn_background').length >= 144""",
    "CircuitsVis": """() => document.querySelectorAll('.jp-OutputArea [id^=circuits-vis] canvas').length >= 145""",
}
# From the key until the frame after the one in which the condition holds.
WATCH = """holds => {
    window.painted = null;
    const began = event => { if (event.key === 'Enter') window.began ??= performance.now(); };
    document.addEventListener('keydown', began, true);
    const look = () => holds()
        ? requestAnimationFrame(() => setTimeout(() => { window.painted = performance.now() - window.began; }))
        : requestAnimationFrame(look);
    requestAnimationFrame(look);
}"""
AREA = {
    "Lightboard": ".jp-OutputArea .lb-panel canvas",
    "BertViz": ".jp-OutputArea #vis",
    "CircuitsVis": ".jp-OutputArea [id^=circuits-vis]",
}


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
    """One JupyterLab with one notebook, whose kernel stays while each picture gets a page of its own."""

    def __init__(self, browser: Browser, address: str, others: Path) -> None:
        self.browser, self.address, self.others = browser, address, others

    @contextlib.contextmanager
    def opened(self) -> Iterator[NotebookPage]:
        """Open the notebook; BertViz's scripts are there, everything else from outside is not."""
        context = self.browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
        try:
            notebook = NotebookPage(context, self.others)
            context.route("https://cdnjs.cloudflare.com/**", lambda route: _from_npm(route, self.others))
            notebook.open(self.address)
            yield notebook
        finally:
            context.close()

    def prepare(self) -> None:
        """Run the first cell."""
        with self.opened() as notebook:
            notebook.run_cell(0)
            assert "done" in notebook.output(0).last.inner_text()

    def show(self, case: Case, measures: Measures) -> None:
        """Run a case in a fresh page and measure it."""
        with self.opened() as notebook:
            page = notebook.page
            notebook.cell(1).locator(".cm-content").click()
            page.keyboard.press("Control+a")
            page.keyboard.insert_text(case.code)
            page.evaluate(f"({WATCH})({PAINTED[case.tool]})")
            page.keyboard.press("Control+Enter")
            page.wait_for_function("() => window.painted !== null", timeout=PATIENCE)
            painted = page.evaluate("() => window.painted") / 1000
            notebook.wait_until_idle(timeout=PATIENCE)
            script, task = self._hover(page, AREA[case.tool])
            notebook.run_cell(2)
            kernel = float(notebook.output(2).last.inner_text())
        measures.painted.append(painted)
        measures.kernel.append(kernel)
        measures.script.append(script)
        measures.frame.append(task)

    def _hover(self, page: Page, area: str) -> tuple[float, float]:
        """Move the pointer over a picture; return the milliseconds of scripts, and of all work, for each movement."""
        target = max(page.locator(area).all(), key=_size)  # of canvases, the open map and not a thumbnail
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        assert box, area
        bottom = min(box["y"] + box["height"], 880)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        page.mouse.move(box["x"] + 2, box["y"] + 2)
        _next_frame(page)
        before = _times(session)
        for step in range(MOVES):
            share = (step + 0.5) / MOVES
            page.mouse.move(box["x"] + box["width"] * share, box["y"] + (bottom - box["y"]) * share)
            _next_frame(page)
        after = _times(session)
        session.detach()
        return tuple((after[name] - before[name]) * 1000 / MOVES for name in ("ScriptDuration", "TaskDuration"))


def _size(target: Locator) -> float:
    box = target.bounding_box()
    return box["width"] * box["height"] if box else 0


def _next_frame(page) -> None:
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")


def _times(session) -> dict[str, float]:
    return {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}


def _from_npm(route: Route, scripts: Path) -> None:
    for address, (package, file) in SCRIPTS.items():
        if address in route.request.url:
            return route.fulfill(path=scripts / package / "package" / file, content_type="text/javascript")
    return route.abort()


def fetch_others(folder: Path) -> None:
    """Install the other tools, and unpack the npm packages that BertViz's scripts are in."""
    missing = [f"{name}=={number}" for name, number in OTHERS.items() if not (folder / name).exists()]
    if missing:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder), *missing]
        subprocess.run(command, check=True)
    for package, _ in SCRIPTS.values():
        target = folder / package
        if not target.exists():
            target.mkdir(parents=True)
            packed = subprocess.run(["npm", "pack", "--silent", package], cwd=target, check=True, capture_output=True)
            subprocess.run(["tar", "xzf", packed.stdout.decode().split()[-1]], cwd=target, check=True)


def stored_bytes(setup: str, cases: list[Case]) -> Iterator[tuple[Case, int]]:
    """Yield the bytes that a saved notebook holds for each case: its outputs and, as far as there are any, widgets."""
    from nbclient import NotebookClient

    cells = [nbformat.v4.new_code_cell(setup), *(nbformat.v4.new_code_cell(case.code) for case in cases)]
    book = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    client = NotebookClient(book, timeout=PATIENCE // 1000, store_widget_state=True)
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


def measure(arguments: argparse.Namespace) -> dict[Case, Measures]:
    """Draw every case in turns and return what was measured."""
    shared = [Case(tool, arguments.model, length) for length in arguments.tokens for tool in arguments.tools]
    alone = [Case("Lightboard", arguments.model, length) for length in arguments.alone]
    rounds: list[Case] = []
    for number in range(arguments.repeats):
        for length in arguments.tokens:
            turn = [case for case in shared if case.tokens == length]
            if number < arguments.large_repeats or length < 256:
                rounds += turn if number % 2 else turn[::-1]
        rounds += alone if number < arguments.large_repeats else []
    measured = {case: Measures() for case in shared + alone}
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        setup = SETUP.format(others=str(arguments.others), folder=home)
        for case, size in stored_bytes(setup, list(measured)):
            measured[case].stored = size
            print(f"{case}: {size:,} bytes", flush=True)
        options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM if CHROMIUM.exists() else None, args=options)
        with running(Path(home)) as server:
            server.set("@jupyterlab/docmanager-extension:plugin", autosave=False)
            bench = Bench(browser, server.add([setup, "", "clean()"]), arguments.others)
            bench.prepare()
            for case in rounds:
                try:
                    bench.show(case, measured[case])
                    last = measured[case]
                    print(f"{case}: {last.painted[-1]:.2f} s, {last.script[-1]:.2f} ms", flush=True)
                except KeyboardInterrupt:
                    break  # what was measured is written
                except (Error, AssertionError) as error:
                    measured[case].failure = str(error).splitlines()[0]
                    print(f"{case}: {measured[case].failure}", flush=True)
        browser.close()
    return measured


def table(measured: dict[Case, Measures]) -> str:
    """Return the section of results.md."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("lightboard", "jupyterlab", "torch", "transformers"))
    machine = f"{dt.datetime.now(dt.UTC):%d %B %Y}, {platform.machine()} with {os.cpu_count()} cores, Chromium"
    others = f"BertViz {OTHERS['bertviz']}, CircuitsVis {OTHERS['circuitsvis']}"
    lines = [
        "## Attention on screen",
        "",
        f"{machine}, {packages}, {others}.",
        "",
        "All 12 x 12 heads of a model with random weights, in JupyterLab; medians, with the least and the most in",
        "brackets. Painted: from the key that runs the cell until the picture stands; of it in the kernel, with the",
        "forward pass. In the notebook: outputs and the state of widgets, as a saved file holds them.",
        "Scripts and frame: time of scripts, and of all work of the page, for each movement of the pointer over the",
        f"picture ({MOVES} of them). The tools took turns; `runs` says how often.",
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


def write(section: str, path: Path) -> None:
    """Put the section at the end of the results, in place of an older one."""
    before = path.read_text("utf-8").split("## Attention on screen")[0].rstrip()
    path.write_text(f"{before}\n\n{section}", encoding="utf-8")


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--large-repeats", type=int, default=3, help="from 256 tokens")
    parser.add_argument("--tokens", type=int, nargs="*", default=SHARED)
    parser.add_argument("--alone", type=int, nargs="*", default=OURS_ALONE, help="of AttentionPanel only")
    parser.add_argument("--model", choices=["bert", "gpt2"], default="bert")
    parser.add_argument("--tools", nargs="*", default=list(PAINTED), choices=list(PAINTED))
    parser.add_argument("--others", type=Path, default=Path(tempfile.gettempdir()) / "attention-viewers")
    parser.add_argument("--no-write", action="store_true", help="print the table only")
    arguments = parser.parse_args()
    fetch_others(arguments.others)
    section = table(measure(arguments))
    print(section)
    if not arguments.no_write:
        write(section, HERE / "results.md")


if __name__ == "__main__":
    main()
