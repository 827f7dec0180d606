"""Run notebooks from top to bottom and store their outputs: `make tutorials`.

What would differ from run to run or machine to machine is left out of the file: times of the cells, widget state, where
Lightboard's files lie in a traceback, and the outputs that only show a widget, for the script-free form stands before
each. The checks of the exercises are stored as if they had not been run: they fail until a learner solves the exercise.
"""

from __future__ import annotations

import itertools
import os
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

LANGUAGE = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python", "pygments_lexer": "ipython3"}
KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}

WIDGET = "application/vnd.jupyter.widget-view+json"
FILE = re.compile(r"(\x1b\[[0-9;]*m)*File ")  # how a frame outside the notebook begins


def execute(path: Path) -> None:
    """Run one notebook in a fresh kernel and write it back."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=300, record_timing=False, store_widget_state=False).execute()
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": LANGUAGE})
    counts = itertools.count(1)
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number:02}"  # stable, so that a new run changes outputs only
        if cell.cell_type != "code":
            continue
        if "check" in cell.metadata.get("tags", []):
            cell.outputs, cell.execution_count = [], None
            continue
        cell.execution_count = next(counts)
        for output in cell.outputs:
            if output.output_type == "error":
                output.traceback = [frame for frame in output.traceback if not FILE.match(frame)]
            output.get("data", {}).pop(WIDGET, None)  # without its state it is a message that it cannot be shown
            if output.output_type == "execute_result":
                output.execution_count = cell.execution_count
        cell.outputs = [output for output in cell.outputs if output.get("data") != {}]
    nbformat.validate(notebook)
    nbformat.write(notebook, path)


if __name__ == "__main__":
    os.environ.update(HF_HUB_DISABLE_PROGRESS_BARS="1", TOKENIZERS_PARALLELISM="false")
    for name in sys.argv[1:]:
        print(name, flush=True)
        execute(Path(name))
