"""`lightboard prefetch` against a hub on this machine."""

from __future__ import annotations

import subprocess
import sys

import pytest
from course_hub import serve_course

from lightboard.command_line import main
from lightboard.inference.cached_models import cached_models
from lightboard.inference.defaults import DEFAULTS
from lightboard.inference.hub_cache import cached


@pytest.fixture
def course(fake_hub, tiny_bert, tiny_classifier, tiny_gpt):
    """A hub with a small model under each name of the course's."""
    return serve_course(fake_hub, bert=tiny_bert, classifier=tiny_classifier, gpt=tiny_gpt)


def size(hub, name):
    return sum(len(content) for content in hub.repositories[name].files.values())


def test_the_course_is_downloaded_after_its_sizes(course, capsys):
    assert main(["prefetch"]) == 0
    lines = capsys.readouterr().out.splitlines()
    names = [default.course for default in DEFAULTS.values()]
    assert [line.split()[0] for line in lines[: len(names)]] == names
    assert lines[0].split()[1:] == ["714eb0f", *lines[0].split()[2:]]
    assert lines[len(names)].startswith("to download")
    assert [line.split()[0] for line in lines[len(names) + 1 : -1]] == names
    assert {model.name for model in cached_models()} == set(names)
    for default in DEFAULTS.values():
        assert cached(default.course, default.revision, allow_pickle=False)


def test_what_is_here_is_not_fetched_again(course, capsys):
    assert main(["prefetch", "sentiment-analysis"]) == 0
    course.asked.clear()
    assert main(["prefetch", "text-classification", "course@main".replace("course", "org/none")]) == 1
    capsys.readouterr()
    assert main(["prefetch", "text-classification"]) == 0
    out = capsys.readouterr().out
    assert "is here already" in out
    assert "0 bytes" in out
    assert course.count("GET", "/resolve/") == 0


def test_a_model_at_a_revision_into_a_folder_of_its_own(fake_hub, tiny_gpt, tmp_path, capsys):
    fake_hub.add("org/name", tiny_gpt, revision="v1")
    assert main(["prefetch", "org/name@v1", "--cache", str(tmp_path / "stick")]) == 0
    assert (tmp_path / "stick" / "hub" / "models--org--name" / "refs" / "v1").is_file()
    out = capsys.readouterr().out
    assert f"set HF_HOME={tmp_path / 'stick'} before" in out
    assert not (tmp_path / "hub" / "models--org--name").exists()


def test_sizes_are_those_of_the_download(fake_hub, tiny_gpt, capsys):
    fake_hub.add("org/name", tiny_gpt)
    fake_hub.repositories["org/name"].files["pytorch_model.bin"] = b"x" * 5_000_000  # which is not fetched
    expected = size(fake_hub, "org/name") - 5_000_000
    from lightboard.inference.sizes import in_units

    assert main(["prefetch", "org/name"]) == 0
    assert capsys.readouterr().out.splitlines()[0].endswith(in_units(expected))


def test_starter_models_need_no_hub(fake_hub, capsys):
    assert main(["prefetch", "starter/gpt"]) == 0
    assert "is here already" in capsys.readouterr().out
    assert fake_hub.asked == []


def test_no_torch_is_needed_to_learn_the_sizes():
    code = (
        "import sys; from lightboard.command_line import main; status = main(['prefetch', 'starter/gpt']); "
        "sys.exit(status or 'torch' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, cwd="/")


def test_help(capsys):
    with pytest.raises(SystemExit, match="0"):
        main(["prefetch", "-h"])
    assert "MODEL[@REVISION]" in capsys.readouterr().out


def test_a_wrong_name_stops_before_anything_is_fetched(course, capsys):
    assert main(["prefetch", "course", "fill-msak"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "Did you mean 'fill-mask'?" in err
    assert err.count("\n") == 1
    assert cached_models() == ()


def test_a_full_disk_is_said_before_anything_is_fetched(course, capsys, monkeypatch):
    from types import SimpleNamespace

    monkeypatch.setattr("lightboard.prefetch.shutil.disk_usage", lambda _: SimpleNamespace(free=1000))
    assert main(["prefetch"]) == 1
    out, err = capsys.readouterr()
    assert "to download" in out
    assert "has 1 kB left" in err
    assert course.count("GET", "/resolve/") == 0


def test_one_that_fails_does_not_keep_the_others_back(course, capsys, monkeypatch):
    broken = DEFAULTS["fill-mask"].course
    course.repositories[broken].files["config.json"] = b'{"model_type": "no-such-architecture"}'
    assert main(["prefetch"]) == 1
    out, err = capsys.readouterr()
    assert err == f"lightboard: 1 of {len(DEFAULTS)} models are missing: {broken}. Try again.\n"
    assert "no-such-architecture" in out
    assert {model.name for model in cached_models()} >= {one.course for one in DEFAULTS.values()} - {broken}


def test_an_interrupt_keeps_what_has_arrived(course, capsys, monkeypatch):
    name = DEFAULTS["fill-mask"].course

    def interrupt(one, report):
        report(1, 2)
        raise KeyboardInterrupt

    monkeypatch.setattr("lightboard.prefetch.fetch", interrupt)
    assert main(["prefetch", name]) == 130
    assert "goes on from there" in capsys.readouterr().err


def test_without_a_hub_it_is_one_sentence(capsys, tmp_path, monkeypatch):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    assert main(["prefetch", "org/name"]) == 1
    assert "the Hub cannot be reached" in capsys.readouterr().err
