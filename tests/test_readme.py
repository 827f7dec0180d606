"""The README is true: its cells and commands run, its tables say what the code says, its links lead somewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from course_hub import serve_course
from nbclient import NotebookClient

from lightboard.command_line import _parser, main
from lightboard.inference.defaults import DEFAULTS
from lightboard.magics.config import Lightboard
from lightboard.magics.table import MAGICS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """Return the fenced blocks of a language, in order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def table(first: str) -> list[list[str]]:
    """Return the rows of the table whose first column is headed `first`, as lists of cells."""
    head = re.search(rf"^\| {first} \|.*\n\|[-|]*\|\n((?:\|.*\n)+)", README, re.MULTILINE)
    assert head, f"no table begins with {first!r}"
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in head[1].splitlines()]


def quoted(text: str) -> list[str]:
    """Return what stands between backticks."""
    return re.findall(r"`([^`]+)`", text)


def test_cells_run_in_order(tmp_path):
    cells = [nbformat.v4.new_code_cell(source.strip()) for source in blocks("python")]
    assert len(cells) == 8
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": tmp_path}}).execute()
    for cell in notebook.cells[1:]:
        assert cell.outputs, f"shows nothing:\n{cell.source}"
    counted, *code = notebook.cells[2].outputs[0].text.splitlines()
    assert counted == "POSITIVE 2"
    compile("\n".join(code), "result.code", "exec")


def test_first_notebook_has_ten_lines():
    begin, *_ = README.split("The same without magics", maxsplit=1)
    lines = [
        line for source in re.findall(r"```python\n(.*?)```", begin, re.DOTALL) for line in source.split("\n") if line
    ]
    assert len(lines) <= 10


COMMANDS = [line for block in blocks("bash") for line in block.splitlines()]
MAGIC_WORDS = re.compile(r"(make|lightboard (?!\w+ \[)\w+) ?")


@pytest.fixture
def lightboard(fake_hub, tmp_path, tiny_bert, tiny_classifier, tiny_gpt, monkeypatch):
    """Run the command with a hub on this machine; /media/stick is a folder of the test's."""
    serve_course(fake_hub, bert=tiny_bert, classifier=tiny_classifier, gpt=tiny_gpt)
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        assert main([argument.replace("/media/stick", str(tmp_path / "stick")) for argument in arguments]) == 0

    return run


@pytest.mark.parametrize(
    "command", COMMANDS + [found for found in quoted(README) if re.match(r"make |lightboard [a-z]+( [^\[]|$)", found)]
)
def test_commands(command, tmp_path, lightboard):
    program, *arguments = command.replace('"', "").split()
    match program:
        case "make":
            done = subprocess.run(["make", "-n", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
            assert done.stdout
        case "lightboard":
            lightboard(*arguments)
            if arguments[0] == "tutorials":
                assert (tmp_path / arguments[-1] / "01_pipelines.ipynb").exists()
            if arguments[0] == "prefetch":
                assert list(tmp_path.glob("**/models--*/snapshots/*/model.safetensors"))
        case "export":  # a variable that huggingface_hub reads
            name, value = arguments[0].split("=")
            code = f"from huggingface_hub import constants; print(constants.{name})"
            environment = os.environ | {name: value}
            read = subprocess.run(
                [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
            )
            assert read.stdout.strip() == {"1": "True"}.get(value, value)
        case "pip":  # what is installed already: only that pip understands it, and finds nothing in conflict
            offline = ["--dry-run", "--no-index", "--no-build-isolation", "--quiet"]
            subprocess.run([sys.executable, "-m", "pip", *arguments, *offline], cwd=ROOT, check=True)
        case "jupyter":
            assert arguments[0] == "lab"
            assert any(arguments[1].split("/")[0] in line for line in COMMANDS if line.startswith("lightboard"))
        case _:
            pytest.fail(f"no test for {command!r}")


def test_make_lab_on_a_server():
    done = subprocess.run(
        ["make", "-n", "lab", "PORT=8899", "BROWSER=no"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "--ServerApp.port=8899 --no-browser" in done.stdout


def test_commands_table():
    usage = _parser().format_help()
    names = [quoted(row[0])[0].split()[1] for row in table("command")]
    assert sorted(names) == sorted(re.findall(r"^    (\w+)\b", usage, re.MULTILINE))


def parsers():
    return {cls.name: cls(SimpleNamespace(user_ns={})).parser for cls in MAGICS}


def test_magics_table():
    names = {name.split()[0].strip("%") for row in table("magic") for name in quoted(row[0])}
    assert names == {cls.name for cls in MAGICS}


def test_options_table_lists_every_option_of_every_magic():
    listed: dict[str, set[str]] = {name: set() for name in parsers()}
    for options, of, _ in table("options"):
        for name in listed if of == "all" else [magic.strip("%") for magic in quoted(of)]:
            listed[name] |= {option.split()[0] for option in quoted(options)}
    for name, parser in parsers().items():
        known = {flag for action in parser._actions for flag in action.option_strings}
        assert listed[name] <= known, name
        for action in parser._actions:
            assert listed[name] & set(action.option_strings), f"%{name} {action.option_strings} is not in the README"


def test_models_table():
    rows = {tuple(quoted(row[1]) + quoted(row[2])): row[0] for row in table("task")}
    assert set(rows) == {(default.course, default.starter) for default in DEFAULTS.values()}
    for task, default in DEFAULTS.items():
        assert task in rows[default.course, default.starter]


def test_settings_table():
    rows = {quoted(row[0])[0]: (quoted(row[1]) or [""])[0] for row in table("setting")}
    defaults = Lightboard()
    assert rows == {name: str(getattr(defaults, name)) for name in defaults.trait_names(config=True)}


def test_links_lead_to_files():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert target.startswith("https://") or (ROOT / target).exists(), target


def test_make_is_documented_where_it_is_defined():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert shutil.which("make")
    for target in set(targets) - {"help", "chromium"}:
        assert f"make {target} " in told, target
