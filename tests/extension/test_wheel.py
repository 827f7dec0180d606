"""What a user gets: the built wheel, opened."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("extension", "magics", "widgets", "inference", "notebooks")
PACKAGES = {"extension": "lightboard"} | {name: f"lightboard/{name}" for name in FOLDERS[1:]}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The names in a wheel that is built from a copy of the sources, beside things that must not be packed."""
    copy = tmp_path_factory.mktemp("sources")
    skip = shutil.ignore_patterns("node_modules", "__pycache__", ".ipynb_checkpoints")
    for name in FOLDERS:
        shutil.copytree(ROOT / name, copy / name, ignore=skip)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    for name in ("tests/test_x.py", "widgets/js/node_modules/x/index.js", "training/checkpoint.safetensors"):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_text("")
    target = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir", target]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, "."], cwd=copy, check=True, capture_output=True)
    (path,) = target.glob("*.whl")
    with zipfile.ZipFile(path) as archive:
        yield set(archive.namelist())


def packed(path):
    """Where a file of the sources stands in the wheel."""
    folder, *rest = path.relative_to(ROOT).parts
    return "/".join([PACKAGES[folder], *rest])


def test_every_module_is_packed(wheel):
    modules = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py") if "node_modules" not in path.parts]
    assert [path for path in modules if packed(path) not in wheel] == []


def test_every_subpackage_is_named_in_pyproject():
    named = set(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"])
    folders = [path.parent for folder in FOLDERS for path in (ROOT / folder).rglob("__init__.py")]
    found = {packed(folder).replace("/", ".") for folder in folders if "node_modules" not in folder.parts}
    assert named == found


def test_the_data_is_packed(wheel):
    assert "lightboard/py.typed" in wheel
    data = {
        "weights and cards": [path for path in (ROOT / "inference/starter/models").rglob("*") if path.is_file()],
        "styles and bundles": [path for path in (ROOT / "widgets/static").rglob("*") if path.is_file()],
        "tutorials": list((ROOT / "notebooks").glob("*.ipynb")),
        "their pictures": list((ROOT / "notebooks/images").iterdir()),
    }
    for what, paths in data.items():
        assert paths, what
        assert [path for path in paths if packed(path) not in wheel] == [], what


def test_every_starter_model_is_complete(wheel):
    from lightboard.inference import starter

    for name in starter.NAMES:
        folder = packed(starter.path(name))
        for file in ("config.json", "model.safetensors", "tokenizer.json", "README.md"):
            assert f"{folder}/{file}" in wheel


def test_nothing_else_is_packed(wheel):
    tops = {name.split("/")[0] for name in wheel}
    assert len(tops) == 2
    assert "lightboard" in tops
    unwanted = {"node_modules", "__pycache__", ".ipynb_checkpoints", "checkpoint.pt", "tests", "test_x.py"}
    assert [name for name in wheel if unwanted.intersection(name.split("/"))] == []


def test_the_licence_and_the_command_are_packed(wheel):
    assert any(name.endswith("licenses/LICENSE") for name in wheel)
    assert any(name.endswith("entry_points.txt") for name in wheel)
