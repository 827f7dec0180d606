"""Side-by-side benchmarks, in a real Jupyter kernel: `python tests/benchmarks/run.py [--pairs 11] [--only generate]`.

Each row is the median of the ratios of alternated pairs, with the quartiles: above 1, Lightboard is faster. Single
times mean little on a shared machine; pairs that run one after the other do. The table goes to results.md beside this
file.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import statistics
import tempfile
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
TARGETS = {
    "generate": 0.93,
    "pipeline": 0.97,
    "stages": 0.3,  # 50 ms where sorting takes 15
    "trace": None,  # measured, nothing asked
}


def quartiles(ratios: list[float]) -> str:
    low, _, high = statistics.quantiles(ratios, n=4)
    return f"{low:.3f} to {high:.3f}"


def run_in_kernel(pairs: int, only: str | None) -> list[dict]:
    """Run `cases.py` in a fresh kernel and return its rows."""
    from jupyter_client.manager import start_new_kernel

    with tempfile.TemporaryDirectory() as folder:
        manager, client = start_new_kernel(kernel_name="python3")
        try:
            output = Path(folder) / "rows.json"
            code = (HERE / "cases.py").read_text(encoding="utf-8")
            call = f"main(pairs={pairs}, only={only!r}, output={str(output)!r}, folder={folder!r})"
            reply = client.execute_interactive(
                f"{code}\n{call}", timeout=3600, output_hook=lambda message: None, allow_stdin=False
            )
            if reply["content"]["status"] != "ok":
                raise SystemExit("\n".join(reply["content"]["traceback"]))
            return json.loads(output.read_text())
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


def table(rows: list[dict]) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("lightboard", "torch", "transformers", "ipykernel"))
    today = f"{dt.datetime.now(dt.UTC):%d %B %Y}"
    lines = [
        "# Benchmarks",
        "",
        f"{today}, {platform.machine()} with {os.cpu_count()} cores, Python {platform.python_version()}, {packages}.",
        "",
        "Ratio of speeds, Lightboard over the other, of pairs run alternately in one Jupyter kernel. The models marked",
        "random have untrained weights of that size: they are timed, not read.",
        "",
        "| case | against | model | pairs | median ratio | quartiles | asked |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        median = statistics.median(row["ratios"])
        asked = TARGETS[row["kind"]]
        verdict = (
            "-" if asked is None else f"{asked}, {'met' if median >= asked else f'missed by {asked - median:.3f}'}"
        )
        lines.append(
            f"| {row['case']} | {row['against']} | {row['model']} | {len(row['ratios'])} | {median:.3f} "
            f"| {quartiles(row['ratios'])} | {verdict} |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=11)
    parser.add_argument("--only", choices=list(TARGETS), help="this kind alone; the table is printed, not written")
    parser.add_argument("--no-write", action="store_true", help="print the table only")
    arguments = parser.parse_args()
    text = table(run_in_kernel(arguments.pairs, arguments.only))
    print(text)
    if not (arguments.no_write or arguments.only):
        (HERE / "results.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
