import inspect
import subprocess
import sys

import pytest

from lightboard.inference.starter import TRAINABLE
from lightboard.inference.starter import __main__ as command_line
from lightboard.inference.starter.__main__ import main
from lightboard.inference.starter.recipes import RECIPES


def test_text_prints_what_a_model_was_fed(capsys):
    assert main(["text", "--kind", "stories", "-n", "3", "--seed", "2"]) == 0
    first = capsys.readouterr().out
    assert len(first.splitlines()) == 3
    main(["text", "--kind", "stories", "-n", "3", "--seed", "2"])
    assert capsys.readouterr().out == first


def test_unknown_kind_is_one_sentence(capsys):
    assert main(["text", "--kind", "poems"]) == 2
    assert capsys.readouterr().err.startswith("There is no text of kind 'poems'")


def test_the_package_is_light():
    code = "import sys, lightboard.inference.starter as s; print([m for m in ('torch', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("command", [["train", "gtp"], ["evaluate", "starter/gtp"]])
def test_unknown_model_names_the_models(capsys, command):
    with pytest.raises(SystemExit, match="2"):
        main(command)
    assert "There is no starter model" in capsys.readouterr().err


def test_train_wants_a_name_or_all(capsys):
    for command in (["train"], ["train", "gpt", "--all"]):
        with pytest.raises(SystemExit, match="2"):
            main(command)
    assert "not allowed with" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (["text", "-n", "-3"], "'-3' is not a number of documents, which is 0 or more."),
        (["train", "gpt", "--threads", "0"], "'0' is not a number of threads, which is 1 or more."),
        (["train", "gpt", "--minutes", "-1"], "'-1' is not a number of minutes from 0.01 on."),
        (["train", "gpt", "--minutes", "nan"], "'nan' is not a number of minutes"),
        (["train", "chat", "--base", "nowhere"], "There is no model in the folder 'nowhere'"),
        (["evaluate", "gpt", "--model", "nowhere"], "There is no model in the folder 'nowhere'"),
        (["evaluate", "gpt", "--report", "nowhere.json"], "'nowhere.json' is no training's report.json"),
    ],
)
def test_bad_options_are_refused_before_the_work_begins(capsys, command, sentence):
    with pytest.raises(SystemExit, match="2"):
        main(command)
    assert sentence in capsys.readouterr().err


def test_an_interrupted_training_says_how_to_go_on(capsys, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "_train", interrupted)
    assert main(["train", "gpt"]) == 130
    assert capsys.readouterr().err == (
        "Interrupted; the same command with --resume goes on from the last checkpoint.\n"
    )


def test_all_takes_no_folders(capsys, tmp_path):
    assert main(["train", "--all", "--out", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("--out, --work and --base are for one model")


@pytest.mark.parametrize("name", RECIPES)
def test_every_recipe_names_what_exists(name):
    recipe = RECIPES[name]
    assert list(inspect.signature(recipe.trainer).parameters) == ["run"]
    assert not recipe.base or recipe.base in RECIPES
    assert callable(recipe.measure)
    assert callable(recipe.card)
    assert f"starter/{name}" in TRAINABLE


def test_bases_are_trained_before_what_begins_from_them():
    names = list(RECIPES)
    assert all(names.index(recipe.base) < names.index(name) for name, recipe in RECIPES.items() if recipe.base)


def test_train_all_gives_each_model_the_base_of_the_same_run(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    seen = []
    monkeypatch.setattr(command_line, "_train", lambda name, arguments: seen.append((name, arguments.base)))
    assert main(["train", "--all"]) == 0
    assert [name for name, _ in seen] == list(RECIPES)
    for name, base in seen:
        assert base == (command_line.work_folder(RECIPES[name].base) / "model" if RECIPES[name].base else None)
