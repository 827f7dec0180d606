from __future__ import annotations

import hashlib
import http.server
import shutil
import socket
import threading
import time
from pathlib import Path

import pytest

from lightboard.inference import hub, starter
from lightboard.inference.defaults import DEFAULTS
from lightboard.inference.errors import InvalidOption, ModelLoadError, UnknownModel
from lightboard.inference.messages import ModelChoice
from lightboard.inference.resolve import Download, locate

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """An empty cache of the Hub, and no answer remembered from an earlier probe."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr(hub, "_probe", None)
    return tmp_path / "hub"


@pytest.fixture
def starters(tiny_gpt, tiny_bert, tiny_classifier, tmp_path, monkeypatch):
    """Tiny models in the place of the starter models."""
    folders = {"starter/gpt": tiny_gpt, "starter/bert": tiny_bert, "starter/bert-sentiment": tiny_classifier}
    copies = {name: Path(shutil.copytree(folder, tmp_path / name)) for name, folder in folders.items()}
    monkeypatch.setattr(starter, "path", copies.__getitem__)
    return copies


def put_into_cache(cache, name, folder, *, revision="main", commit=COMMIT):
    """Lay a model out as huggingface_hub does."""
    repository = cache / f"models--{name.replace('/', '--')}"
    shutil.copytree(folder, repository / "snapshots" / commit)
    (repository / "refs").mkdir()
    (repository / "refs" / revision).write_text(commit)


def resolve(choice, *, task, chat=False):
    found = locate(choice, task=task, chat=chat)
    return found.fetch() if isinstance(found, Download) else found


def fails(choice, error, match, *, task="fill-mask", chat=False):
    with pytest.raises(error, match=match):
        resolve(choice, task=task, chat=chat)


# Named ----------------------------------------------------------------------------------------------------------------


def test_a_starter_model_is_found_by_name(starters):
    found = resolve(ModelChoice(name="starter/bert"), task="fill-mask")
    digest = hashlib.sha256((starters["starter/bert"] / "model.safetensors").read_bytes()).hexdigest()
    assert (found.name, found.path, found.source) == ("starter/bert", starters["starter/bert"], "starter")
    assert found.revision == f"sha256:{digest[:12]}"
    assert found.reason == ""


def test_a_starter_model_that_was_trained_again_has_another_revision(starters):
    first = resolve(ModelChoice(name="starter/bert"), task="fill-mask")
    shutil.copy(starters["starter/bert-sentiment"] / "model.safetensors", starters["starter/bert"])
    assert resolve(ModelChoice(name="starter/bert"), task="fill-mask").revision != first.revision


def test_resolving_a_starter_model_again_takes_no_time(starters):
    choice = ModelChoice(name="starter/bert")
    resolve(choice, task="fill-mask")
    began = time.perf_counter()
    for _ in range(100):
        resolve(choice, task="fill-mask")
    assert time.perf_counter() - began < 0.5  # 5 ms each, where microseconds are usual


def test_a_folder_is_found_by_path(tiny_bert, monkeypatch):
    found = resolve(ModelChoice(name=str(tiny_bert)), task="fill-mask")
    assert (found.name, found.path, found.source, found.revision) == (str(tiny_bert), tiny_bert, "folder", None)
    monkeypatch.chdir(tiny_bert.parent)
    for name in ("./tiny-bert", "tiny-bert"):
        assert resolve(ModelChoice(name=name), task="fill-mask").path == tiny_bert


def test_a_model_in_the_local_cache_needs_no_hub(cache, tiny_bert):
    put_into_cache(cache, "someone/model", tiny_bert)
    found = resolve(ModelChoice(name="someone/model"), task="fill-mask")
    assert (found.revision, found.source) == (COMMIT, "hub")
    for revision in ("main", COMMIT, COMMIT[:7]):
        assert resolve(ModelChoice(name="someone/model", revision=revision), task="fill-mask").revision == COMMIT


def test_a_cache_without_weights_is_no_model(cache, tiny_bert):
    put_into_cache(cache, "someone/model", tiny_bert)
    next(cache.glob("*/snapshots/*/model.safetensors")).unlink()
    fails(ModelChoice(name="someone/model"), UnknownModel, "someone/model is not in the local cache")


def test_a_broken_snapshot_is_refused(cache, tiny_bert):
    put_into_cache(cache, "someone/model", tiny_bert)
    next(cache.glob("*/snapshots/*/config.json")).unlink()
    fails(ModelChoice(name="someone/model"), ModelLoadError, r"someone/model has no config\.json")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("starter/gpd", r"There is no starter model starter/gpd\. Did you mean 'starter/gpt'.* There are: starter/gpt"),
        ("./nothing", r"There is no folder \./nothing\. .*starter/bert, which ships with Lightboard"),
        ("/no/such/folder", "There is no folder"),
        ("~/no-such-folder", "There is no folder"),
        ("C:\\models\\bert", "There is no folder"),
        ("two words", "cannot be the name of a model"),
        ("a/b/c", "cannot be the name of a model"),
        ("-bert", "cannot be the name of a model"),
        ("bert.", "cannot be the name of a model"),
        ("x" * 300, "cannot be the name of a model"),
        ("a\0b", "cannot be the name of a model"),
        ("~nobody-of-this-name/bert", "There is no folder"),
        ("  ", "The name of the model is empty"),
        (
            "someone/model",
            r"someone/model is not in the local cache, and the Hub cannot be reached .*starter/bert ships",
        ),
        ("bert", r"cannot be reached from here\. Did you mean 'starter/bert'"),
    ],
)
def test_a_name_that_leads_nowhere_gets_a_sentence(name, sentence):
    fails(ModelChoice(name=name), UnknownModel, sentence)


def test_a_file_is_no_model(tiny_bert):
    fails(ModelChoice(name=str(tiny_bert / "config.json")), UnknownModel, "is a file. Point to the folder")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda folder: (folder / "config.json").unlink(), r"has no config\.json, so it is not a model"),
        (lambda folder: (folder / "config.json").write_text("{"), r"config\.json of .* cannot be read"),
        (lambda folder: (folder / "config.json").write_text("[]"), r"names no model_type"),
        (lambda folder: (folder / "model.safetensors").unlink(), r"has no model\.safetensors"),
        (lambda folder: (folder / "model.safetensors").rename(folder / "pytorch_model.bin"), r"are pickle files"),
    ],
)
def test_an_incomplete_folder_is_refused(tiny_bert, tmp_path, damage, sentence):
    folder = Path(shutil.copytree(tiny_bert, tmp_path / "model"))
    damage(folder)
    fails(ModelChoice(name=str(folder)), ModelLoadError, sentence)


def test_only_the_hub_has_revisions(starters, tiny_bert):
    fails(ModelChoice(name="starter/bert", revision="v1"), InvalidOption, "is a starter model and has no revisions")
    fails(ModelChoice(name=str(tiny_bert), revision="v1"), InvalidOption, "is a folder and has no revisions")
    fails(ModelChoice(revision="v1"), InvalidOption, "name the model, too")
    fails(ModelChoice(name="someone/model", revision="v1"), UnknownModel, "someone/model at revision v1 is not in")


# Not named ------------------------------------------------------------------------------------------------------------


def test_auto_takes_the_starter_model_and_says_why(starters):
    found = resolve(ModelChoice(), task="fill-mask")
    assert found.name == "starter/bert"
    assert found.reason == (
        "A small model, trained on generated text: the course's own is not in the local cache. To download it: "
        "-m distilbert/distilroberta-base"
    )


def test_auto_takes_the_model_of_the_course_when_it_is_there(starters, cache, tiny_bert):
    default = DEFAULTS["fill-mask"]
    put_into_cache(cache, default.course, tiny_bert, revision=default.revision)
    found = resolve(ModelChoice(), task="fill-mask")
    assert (found.name, found.revision) == (default.course, COMMIT)
    assert found.reason == "The course's model for fill-mask, from the local cache."
    found = resolve(ModelChoice(preference="starter"), task="fill-mask")
    assert found.name == "starter/bert"
    assert found.reason == (
        "A small model, trained on generated text. For the course's own: -m distilbert/distilroberta-base"
    )


def test_a_pinned_revision_is_found_under_another_name(cache, tiny_bert):
    default = DEFAULTS["fill-mask"]
    commit = f"{default.revision}{COMMIT[7:]}"
    put_into_cache(cache, default.course, tiny_bert, revision="main", commit=commit)
    assert resolve(ModelChoice(preference="course"), task="fill-mask").revision == commit


def test_course_never_falls_back_silently(starters):
    fails(
        ModelChoice(preference="course"),
        UnknownModel,
        "distilroberta-base at revision fb53ab8 is not in the local cache",
    )
    choice = ModelChoice(preference="course")
    fails(choice, UnknownModel, "SmolLM2-360M-Instruct is not", task="text-generation", chat=True)


# The Hub --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def answering_hub(monkeypatch):
    """A server that answers 200 to everything and counts the requests."""
    from huggingface_hub import constants

    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(constants, "ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    yield asked
    server.shutdown()
    server.server_close()


def test_the_hub_is_asked_once_a_minute(answering_hub, monkeypatch):
    for _ in range(3):
        assert hub.reachable()
    assert len(answering_hub) == 1
    later = time.monotonic() + hub.PROBE_VALID_SECONDS + 1
    monkeypatch.setattr(hub.time, "monotonic", lambda: later)
    assert hub.reachable()
    assert len(answering_hub) == 2


def test_offline_mode_asks_nobody(answering_hub, monkeypatch):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    assert not hub.reachable()
    assert answering_hub == []


def test_a_silent_hub_costs_two_seconds_once(monkeypatch):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(hub, "PROBE_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # accepts, and never answers
        monkeypatch.setattr(constants, "ENDPOINT", f"http://127.0.0.1:{silent.getsockname()[1]}")
        began = time.perf_counter()
        assert not hub.reachable()
        assert not hub.reachable()
        assert time.perf_counter() - began < 1.5


def test_what_is_not_cached_is_left_to_be_downloaded(answering_hub):
    choice = ModelChoice(name="someone/model", revision="v1")
    assert locate(choice, task="fill-mask") == Download("someone/model", "v1", allow_pickle=False)
    found = locate(ModelChoice(preference="course"), task="fill-mask")
    assert found == Download("distilbert/distilroberta-base", "fb53ab8", False, "The course's model for fill-mask.")


def test_a_download_brings_safetensors_and_no_pickles(monkeypatch, tiny_bert, tmp_path):
    import huggingface_hub

    asked = {}
    snapshot = Path(shutil.copytree(tiny_bert, tmp_path / COMMIT))

    def snapshot_download(name, **options):
        asked.update(options, name=name)
        return str(snapshot)

    monkeypatch.setattr(huggingface_hub, "snapshot_download", snapshot_download)
    found = Download("someone/model", "v1", allow_pickle=False, reason="Because.").fetch()
    assert (found.name, found.path, found.revision, found.reason) == ("someone/model", snapshot, COMMIT, "Because.")
    assert (asked["name"], asked["revision"], asked["ignore_patterns"]) == ("someone/model", "v1", ["*/*"])
    assert set(asked["allow_patterns"]) == {"*.safetensors", "*.json", "*.txt", "*.model", "*.jinja"}
    Download("someone/model", "v1", allow_pickle=True).fetch()
    assert "pytorch_model*.bin" in asked["allow_patterns"]
