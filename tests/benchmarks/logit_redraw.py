"""The logit panel against native sorting, in one page: `python tests/benchmarks/logit_redraw.py [--pairs 11]`.

A panel on 262,144 logits: one slider moves, and the time until everything has been computed and the page has been
changed is set beside that of a native `Float32Array.sort` of the same logits, alternately. Asked: at most twice.
"""

from __future__ import annotations

import argparse
import base64
import datetime as dt
import json
import os
import platform
import statistics
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import sync_playwright

from lightboard.inference.messages import Array, Distribution, DistributionRequest, DistributionStage, ModelInfo
from lightboard.widgets.panels.codec import pack, texts_state
from lightboard.widgets.panels.logit_content import choice_content, context_content
from lightboard.widgets.panels.page_file import runnable
from lightboard.widgets.panels.panel import bundle, panel_style

VOCABULARY = 262_144
CONTEXT = 500  # tokens, which the penalties change
ASKED = 2.0
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

EXACT = """document.body.innerText.includes('remain')
  && !/approximate|fetching/.test(document.body.innerText)"""
# Moves one slider of the panel and times the redraw; sorts the same logits natively before each move.
PAGE = """async ({pairs, name, from, to}) => {
  const slider = [...document.querySelectorAll('input[type=range]')].find((one) => one.ariaLabel === name);
  const frame = () => new Promise((done) => requestAnimationFrame(() => done()));
  const settled = async () => { for (let i = 0; i < 3; i++) await frame(); };
  const rows = [];
  for (let pair = -3; pair < pairs; pair++) {  // the first three warm up
    const copy = window.logits.slice();
    const begun = performance.now();
    copy.sort();
    const sorted = performance.now() - begun;
    await settled();
    slider.value = String(from + (to - from) * ((pair + 3) / (pairs + 3)));
    let script = 0;
    const original = window.requestAnimationFrame;
    window.requestAnimationFrame = (callback) => original((now) => {
      const start = performance.now();
      callback(now);
      document.body.getBoundingClientRect();  // layout counts as well
      script += performance.now() - start;
    });
    const start = performance.now();
    slider.dispatchEvent(new Event('input', {bubbles: true}));
    script += performance.now() - start;
    await new Promise((done) => original(() => original(() => done())));
    window.requestAnimationFrame = original;
    if (pair >= 0) rows.push({sorted, script});
  }
  return rows;
}"""


def distribution(logits: np.ndarray[Any, Any]) -> Distribution:
    """A model's answer whose logits are written down here."""
    info = ModelInfo(
        name="random", revision=None, source="folder", architecture="none", family="decoder", parameters=0, bytes=0,
        dtype="float32", device="cpu", context_length=None, vocabulary_size=VOCABULARY,
    )  # fmt: skip
    wide = logits.astype(np.float64)
    stage = DistributionStage(
        name="raw", kept=VOCABULARY, kept_mass=1, removed=0, removed_mass=0, removed_tokens=(), entropy=0,
        entropy_bits=0, perplexity=1, log_normaliser=float(np.log(np.exp(wide - wide.max()).sum()) + wide.max()),
        tokens=(), rest=0,
    )  # fmt: skip
    ids = tuple(range(0, CONTEXT * 7, 7))
    return Distribution(
        model=info, request=DistributionRequest(prompt_ids=ids, full=True), prompt="", prompt_ids=ids, decoder_ids=ids,
        stages=(stage,), choice=None, names=(), rules=(), ends=(), ignored=(), logits=Array.from_numpy(logits),
    )  # fmt: skip


def page(logits: np.ndarray[Any, Any], settings: dict[str, Any]) -> str:
    """A page with the panel on a kernel that answers with all logits."""
    choice = choice_content(distribution(logits), "", lambda ids: [f"token{one}" for one in ids])
    context = context_content((), prompt=0, trace=None)
    content = {
        "context": {**context, "labels": texts_state(["a"])}, "at": 0, "choices": [choice], "lens": None, "missing": "",
        "branches": [{"appended": 0, "kept": None, "text": ""}], "branch": 0, "spans": 0, "number": 0,
    }  # fmt: skip
    traits = {
        "text": "a",
        "content": content,
        "selection": {"tokens": []},
        "settings": settings,
        "error": "",
        "busy": "",
        "growing": False,
        "groups": [],
    }
    state, buffers = pack(traits)
    data = {
        "state": state,
        "buffers": [base64.b64encode(one).decode() for one in buffers],
        "logits": base64.b64encode(logits.astype("<f4").tobytes()).decode(),
    }
    host = """
const data = JSON.parse(document.querySelector('#data').textContent);
const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
const buffers = data.buffers.map(bytes);
const unpack = (value) => {
  if (Array.isArray(value)) return value.map(unpack);
  if (!value || typeof value !== 'object') return value;
  if ('buffer' in value) return buffers[value.buffer];
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unpack(one)]));
};
const traits = unpack(data.state);
window.logits = new Float32Array(bytes(data.logits).buffer);
const listeners = {};
window.model = {
  get: (name) => traits[name], set: (name, value) => { traits[name] = value; }, save_changes() {},
  on: (name, listener) => (listeners[name] ??= []).push(listener), off() {},
  send: (message) => {
    const value = {logits: {dtype: 'float32', shape: [window.logits.length], data: {buffer: 0}}};
    const whole = message.command === 'fetch_logits';
    const copy = new DataView(window.logits.slice().buffer);
    const answer = whole ? [{answer: message.number, value}, [copy]] : [{received: message.number}, []];
    setTimeout(() => listeners['msg:custom'].forEach((one) => one(...answer)), 10);
  },
};
"""
    render = ".render({model: window.model, el: document.querySelector('#panel')});"
    module = runnable(bundle("logits")).removesuffix(".page();") + render
    return (
        f"<!doctype html><meta charset=utf-8><style>{panel_style(('logits',))}</style><body><div id=panel></div>"
        f"<script type='application/json' id=data>{json.dumps(data)}</script><script>{{{host}}}</script>"
        f"<script type=module>{module}</script>"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=11)
    pairs = parser.parse_args().pairs
    logits = np.random.default_rng(1).normal(0, 3, VOCABULARY).astype(np.float32)
    print(f"{dt.datetime.now(dt.UTC):%d %B %Y}, {platform.machine()} with {os.cpu_count()} cores\n")
    print("| slider | sort, ms | redraw, ms | median ratio | quartiles | asked |\n|---|---|---|---|---|---|")
    settings = {
        "temperature": 0.9, "top_k": 50_000, "top_p": 0.95, "min_p": 0.0001, "repetition_penalty": 1.1,
        "presence_penalty": 0.0, "frequency_penalty": 0.0, "order": "transformers", "count_prompt": None, "seed": 42,
        "colour": "surprise", "rows": "top", "all_layers": False, "table": False, "large": False,
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        file = Path(folder) / "page.html"
        for name, low, high in (
            ("Temperature", 0.5, 1.9),
            ("Top-k", 1, 200),
            ("Top-p", 0.2, 0.99),
            ("Repetition penalty", 1.05, 1.9),
        ):
            file.write_text(page(logits, settings), "utf-8")
            tab = browser.new_page(viewport={"width": 1200, "height": 1600})
            tab.goto(file.as_uri())
            tab.wait_for_function(EXACT)
            tab.wait_for_timeout(1000)
            found = tab.evaluate(PAGE, {"pairs": pairs, "name": name, "from": low, "to": high})
            tab.close()
            ratios = [one["script"] / one["sorted"] for one in found]
            low_ratio, _, high_ratio = statistics.quantiles(ratios, n=4)
            median = statistics.median(ratios)
            sort, script = (statistics.median(one[key] for one in found) for key in ("sorted", "script"))
            verdict = "met" if median <= ASKED else "missed"
            spread = f"{low_ratio:.2f} to {high_ratio:.2f}"
            print(f"| {name} | {sort:.1f} | {script:.1f} | {median:.2f} | {spread} | {ASKED:g}, {verdict} |")
        browser.close()


if __name__ == "__main__":
    main()
