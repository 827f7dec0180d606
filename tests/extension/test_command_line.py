"""The command `lightboard`."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest

import lightboard
from lightboard.command_line import main
from lightboard.inference import starter

PACKAGED = resources.files("lightboard.notebooks")
TUTORIALS = sorted(one.name for one in PACKAGED.iterdir() if one.name.endswith(".ipynb"))
PICTURES = sorted(one.name for one in (PACKAGED / "images").iterdir())


def test_version(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"lightboard {lightboard.__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["tutorial"], ["tutorials", "a", "b"], ["--verson"]])
def test_usage_errors_exit_with_2(capsys, arguments):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: lightboard" in capsys.readouterr().err


def test_the_tutorials_are_written_as_they_are_packaged(tmp_path, capsys):
    assert TUTORIALS
    assert PICTURES
    assert main(["tutorials", str(tmp_path / "new" / "folder")]) == 0
    written = tmp_path / "new" / "folder"
    assert sorted(path.name for path in written.glob("*.ipynb")) == TUTORIALS
    assert sorted(path.name for path in (written / "images").iterdir()) == PICTURES
    for name in (*TUTORIALS, *(f"images/{name}" for name in PICTURES)):
        assert (written / name).read_bytes() == PACKAGED.joinpath(name).read_bytes()
    assert capsys.readouterr().out.splitlines() == [f"{written / name} written" for name in ("images", *TUTORIALS)]


def test_changed_notebooks_stay_without_force(tmp_path, capsys):
    main(["tutorials", str(tmp_path)])
    changed = tmp_path / TUTORIALS[0]
    changed.write_text("my notes")
    (tmp_path / "mine.ipynb").write_text("mine")
    capsys.readouterr()
    assert main(["tutorials", str(tmp_path)]) == 0
    pictures, *out = capsys.readouterr().out.splitlines()
    assert pictures == f"{tmp_path / 'images'} written"
    assert out[0] == f"{changed} was changed and stays as it is"
    assert out[1:-1] == [f"{tmp_path / name} is up to date" for name in TUTORIALS[1:]]
    assert out[-1] == "Add --force to overwrite what was changed."
    assert changed.read_text() == "my notes"
    assert main(["tutorials", str(tmp_path), "--force"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == f"{changed} overwritten"
    assert changed.read_bytes() == PACKAGED.joinpath(TUTORIALS[0]).read_bytes()
    assert (tmp_path / "mine.ipynb").read_text() == "mine"


def test_without_a_folder_they_go_into_one_of_their_own(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["tutorials"]) == 0
    assert sorted(path.name for path in (tmp_path / "lightboard-tutorials").glob("*.ipynb")) == TUTORIALS


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path, capsys):
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert main(["tutorials", str(blocked)]) == 1
    err = capsys.readouterr().err
    assert err.startswith("lightboard: ")
    assert str(blocked) in err
    assert err.count("\n") == 1


def test_models(capsys):
    assert main(["models"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(starter.NAMES)
    assert all(starter.STARTERS[line.split()[0]].task in line for line in lines)


def test_the_command_is_installed_and_imports_nothing_heavy(tmp_path):
    command = Path(sys.executable).with_name("lightboard")
    run = subprocess.run([command, "models"], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert "starter/gpt" in run.stdout
    code = "import sys; from lightboard.command_line import main; main(['models']); sys.exit('torch' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path, env=dict(os.environ), capture_output=True)
