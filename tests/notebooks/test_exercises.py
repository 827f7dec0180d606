"""Every exercise starts unsolved, and the solution that the tutorial shows passes its check."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

TUTORIALS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def tagged(cell, tag: str) -> bool:
    return tag in cell.metadata.get("tags", [])


def with_solutions(notebook):
    """Put the solution and the check once more behind each check."""
    cells = []
    for cell, following in zip(notebook.cells, [*notebook.cells[1:], None], strict=True):
        cells.append(cell)
        if tagged(cell, "check"):
            assert following is not None
            assert tagged(following, "solution"), f"no solution follows {cell.source}"
            solution = re.search(r"```python\n(.*?)```", following.source, re.DOTALL)[1].strip()
            cells += [
                nbformat.v4.new_code_cell(solution),
                nbformat.v4.new_code_cell(cell.source, metadata=cell.metadata),
            ]
    notebook.cells = cells
    return notebook


@pytest.mark.parametrize("path", TUTORIALS, ids=lambda path: path.stem)
def test_exercises(path, tmp_path):
    notebook = with_solutions(nbformat.read(path, as_version=4))
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": tmp_path}}).execute()
    checks = [cell for cell in notebook.cells if tagged(cell, "check")]
    assert len(checks) >= 8, "four exercises or more, each checked before and after"
    for unsolved, solved in zip(checks[::2], checks[1::2], strict=True):
        assert [output.get("ename") for output in unsolved.outputs] == ["AssertionError"], unsolved.source
        assert [output.output_type for output in solved.outputs] == ["stream"], f"{solved.source}\n{solved.outputs}"
