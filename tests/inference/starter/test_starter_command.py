import subprocess
import sys

from lightboard.inference.starter.__main__ import main


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
