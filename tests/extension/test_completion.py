"""Tab completion, as a front end asks for it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.history import HistoryAccessor
from IPython.core.interactiveshell import InteractiveShell

from lightboard.inference import starter, tasks

STARTERS = set(starter.NAMES)


@pytest.fixture(scope="module")
def shell():
    enabled, HistoryAccessor.enabled = HistoryAccessor.enabled, False
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    shell.extension_manager.load_extension("lightboard")
    yield shell
    shell.extension_manager.unload_extension("lightboard")
    InteractiveShell.clear_instance()
    HistoryAccessor.enabled = enabled


def completions(shell, code, cursor="|"):
    """What the code at the cursor may become, as whole texts from the start of what is replaced."""
    before, _, after = code.partition(cursor)
    with provisionalcompleter():
        found = list(shell.Completer.completions(before + after, len(before)))
    return {one.text for one in found if one.type == "option"}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("%%pipeline sent|", {"sentiment-analysis"}),
        ("%%pipeline sent|\nI love it", {"sentiment-analysis"}),
        ("%pipeline fill-m|", {"fill-mask"}),
        ("x = 1\nr = %pipeline text-c|", {"text-classification"}),
        ("    %pipeline -q text-c|", {"text-classification"}),
        ("%pipeline -m starter/bert text-c|", {"text-classification"}),
        ("%%pipeline sentiment-analysis --li|", {"--lines"}),
        ("%%pipeline sentiment-analysis |", {"top_k=", "function_to_apply=", "truncation="}),
        ("%%pipeline fill-mask top_k=2 t|", {"targets=", "truncation="}),
        ("%pipeline text-generation max_l|", {"max_length="}),
        ("%%pipeline sentiment-analysis --ste|", {"--steps"}),
        ("%%pipeline question-answering --qu|", {"--quiet", "--question"}),
        ("%%pipeline zero-shot-classification --la|", {"--labels"}),
        ("%%pipeline zero-shot-classification cand|", {"candidate_labels="}),
        ("%%pipeline ner grouped_entities=True ag|", {"aggregation_strategy="}),
        ("%%pipeline question-answering --question |", set()),
        ("%%pipeline feature-extraction p|", {"pool="}),
        ("%%generate --num|", {"--num-beams", "--num-return-sequences"}),
        ("%generate --show tokens,lo|", {"logits"}),
        ("%generate --show=tokens,lo|", {"logits"}),
        ("%tokens -m starter/gpt,starter/bert-n|", {"starter/bert-ner", "starter/bert-nli"}),
        ("%generate --early-stopping |", {"true", "false", "never"}),
        ("%generate --early-stopping=n|", {"never"}),
        ("%generate --dtype bf|", {"bfloat16"}),
        ("%generate -d cu|", {"cuda"}),
        ("%models |", {"load", "unload", "pin", "unpin"}),
        ("%models --ca|", {"--cached"}),
        ("%models lo|", {"load"}),
        ("%models load starter/bert fill|", {"fill-mask"}),
        ("%backend lo|", {"local"}),
        # nothing of ours
        ("%%pipeline sentiment-analysis te|", set()),
        ("%%generate\n--num|", set()),
        ("%%pipeline\ntext-c|", set()),
        ("%generate -- --num|", set()),
        ("%generate -n |", set()),
        ("sent|", set()),
        ("%timeit sent|", set()),
        ("%%time sent|", set()),
    ],
)
def test_completions(shell, code, expected):
    assert completions(shell, code) == expected


def test_tasks_with_their_aliases(shell):
    found = completions(shell, "%%pipeline |")
    assert found == {name for row in tasks.TASKS.values() for name in (row.name, *row.aliases)}
    assert found > {"text-classification", "sentiment-analysis", "translation", "translation_fr_to_en"}
    assert "src_lang=" in completions(shell, "%%pipeline translation |")
    assert completions(shell, "%%pipeline translation_en_to_fr sr|") == set()  # the task says the languages


@pytest.mark.parametrize(
    "code", ["%%pipeline fill-mask -m |", "%generate --model star|", "%generate --model=|", "%models load |"]
)
def test_starter_models(shell, code):
    assert completions(shell, code) == STARTERS


@pytest.fixture
def running(monkeypatch):
    """A backend that runs, with a model in memory and one in the cache."""
    held = SimpleNamespace(info=SimpleNamespace(name="starter/gpt"))
    fake = SimpleNamespace(
        info=lambda: SimpleNamespace(models=(held, held)), cached=lambda: (SimpleNamespace(name="org/name"),)
    )
    monkeypatch.setattr("lightboard.magics.model_names.is_started", lambda: True)
    monkeypatch.setattr("lightboard.magics.model_names.chosen_backend", lambda: fake)


def test_cached_models_once_a_backend_runs(shell, running):
    assert completions(shell, "%generate -m |") == STARTERS | {"org/name"}
    assert completions(shell, "%models load org|") == {"org/name"}


def test_nothing_is_loaded_before_a_backend_runs(shell, monkeypatch):
    monkeypatch.setattr("lightboard.magics.model_names.is_started", lambda: False)
    assert completions(shell, "%models unload |") == set()


@pytest.mark.parametrize("verb", ["unload", "pin", "unpin"])
def test_loaded_models(shell, running, verb):
    assert completions(shell, f"%models {verb} |") == {"starter/gpt"}


def test_folders_are_offered_beside_the_starter_models(shell, tmp_path, monkeypatch):
    (tmp_path / "starter_of_mine").mkdir()
    monkeypatch.chdir(tmp_path)
    with provisionalcompleter():
        found = {one.text for one in shell.Completer.completions("%generate -m star", len("%generate -m star"))}
    assert found >= STARTERS
    assert any("starter_of_mine" in text for text in found)


@pytest.mark.parametrize("code", ["%%pipeline fill|", "%models lo|", "%%generate --dtype fl|"])
def test_files_are_offered_only_where_a_model_goes(shell, tmp_path, monkeypatch, code):
    for name in ("fill.ipynb", "load.ipynb", "float.ipynb"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    with provisionalcompleter():
        found = list(shell.Completer.completions(code[:-1], len(code) - 1))
    assert found
    assert not [one.text for one in found if one.text.endswith(".ipynb")]


def test_every_option_of_every_magic_is_offered(shell):
    for name in ("pipeline", "generate"):
        flags = completions(shell, f"%%{name} -|")
        assert {"-h", "-o", "-q", "-m", "--model"} <= flags
    assert {"-t", "-k", "-p", "--min-p", "--seed", "--no-kv-cache"} <= flags
