"""What a stored tutorial must look like; that its outputs are right is tested by nbval."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"
TUTORIALS = sorted(FOLDER.glob("*.ipynb"))
PLACES = re.compile(r"/home/|/root|/tmp|/work|/usr/|[A-Z]:\\\\|0x[0-9a-f]{6}")
LARGEST = 1_500_000  # bytes; outputs are part of the wheel


@pytest.fixture(params=TUTORIALS, ids=lambda path: path.stem)
def tutorial(request):
    return nbformat.read(request.param, as_version=4)


def code_cells(tutorial):
    return [cell for cell in tutorial.cells if cell.cell_type == "code"]


def texts(cell):
    for output in cell.outputs:
        yield from (output.get("text", ""), *output.get("traceback", ()), *output.get("data", {}).values())


def test_there_are_tutorials():
    assert [path.stem for path in TUTORIALS][:2] == ["01_pipelines", "02_generation"]


def is_check(cell):
    return "check" in cell.metadata.get("tags", [])


def test_cells_ran_once_from_top_to_bottom(tutorial):
    counts = [cell.execution_count for cell in code_cells(tutorial) if not is_check(cell)]
    assert counts == list(range(1, len(counts) + 1))


def test_checks_of_exercises_are_stored_without_an_answer(tutorial):
    for cell in filter(is_check, code_cells(tutorial)):
        assert cell.execution_count is None
        assert cell.outputs == []
        assert "raises-exception" in cell.metadata.tags, "Run All would stop here"


def test_first_cell_pins_the_starter_models(tutorial):
    first = code_cells(tutorial)[0].source
    assert "%load_ext lightboard" in first
    assert '%config Lightboard.models = "starter"' in first


def test_only_announced_errors_are_stored(tutorial):
    for cell in code_cells(tutorial):
        if is_check(cell):
            continue
        failed = any(output.output_type == "error" for output in cell.outputs)
        assert failed == ("raises-exception" in cell.metadata.get("tags", [])), cell.source


def test_nothing_is_kept_that_differs_between_machines(tutorial):
    assert "widgets" not in tutorial.metadata
    for cell in code_cells(tutorial):
        assert "execution" not in cell.metadata, "times of cells"
        for text in texts(cell):
            assert not PLACES.search(str(text)), cell.source


def test_magic_cells_hold_no_comments_for_nbval(tutorial):
    for cell in code_cells(tutorial):
        if cell.source.startswith("%%"):
            assert not re.search(r"^# *(NBVAL|nbval)", cell.source, re.MULTILINE), "use a tag: the body is the prompt"


@pytest.mark.parametrize("path", TUTORIALS, ids=lambda path: path.stem)
def test_size(path):
    assert path.stat().st_size < LARGEST
