"""Models from the Hub, through the store, as a request gets them."""

from __future__ import annotations

import errno
import io
import json
import logging
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import traceback
import types
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lightboard.inference import hub, starter
from lightboard.inference.defaults import DEFAULTS
from lightboard.inference.errors import ModelLoadError, RequestCancelled, UnknownModel
from lightboard.inference.messages import ModelChoice
from lightboard.inference.resolve import locate
from lightboard.inference.store import ModelStore


@pytest.fixture
def get(fake_hub):
    """Get a model as a request does, and return what it says of itself; `events` hears the progress."""
    store = ModelStore()

    def run(name="someone/model", *, task="fill-mask", events=None, cancelled=None, **choice):
        listen = None if events is None else events.append
        with store.acquire(
            ModelChoice(name=name, **choice), task=task, on_progress=listen, cancelled=cancelled
        ) as checkpoint:
            return checkpoint.info

    run.store = store
    return run


def test_a_model_is_downloaded_with_progress_and_then_needs_no_hub(get, fake_hub, tiny_bert):
    repository = fake_hub.add("someone/model", tiny_bert)
    events = []
    info = get(events=events)
    assert (info.name, info.revision, info.source) == ("someone/model", repository.commit, "hub")
    assert (info.device, info.dtype, info.reason) == ("cpu", "float32", "")
    downloads = [event for event in events if event.phase == "download"]
    size = sum(len(content) for content in repository.files.values())
    assert {event.total for event in downloads} == {size}
    assert [event.done for event in downloads] == sorted(event.done for event in downloads)
    assert (downloads[0].done, downloads[-1].done) == (0, size)
    assert len(downloads) > 10
    assert [event.phase for event in events][-1] == "ready"
    fake_hub.asked.clear()
    assert get().revision == repository.commit
    assert fake_hub.asked == []


def test_the_files_of_a_sentencepiece_tokenizer_come_along(get, fake_hub, tiny_bert, tmp_path):
    folder = shutil.copytree(tiny_bert, tmp_path / "folder")
    for file in ("source.spm", "spiece.model", "rust_model.ot"):
        (folder / file).write_text("x")
    fake_hub.add("someone/model", folder)
    get()
    from huggingface_hub import constants

    (snapshot,) = Path(constants.HF_HUB_CACHE).glob("models--someone--model/snapshots/*")
    assert {"source.spm", "spiece.model"} < {file.name for file in snapshot.iterdir()}
    assert not (snapshot / "rust_model.ot").exists()


# auto -----------------------------------------------------------------------------------------------------------------

COURSE = DEFAULTS["fill-mask"]
STARTER = "A small model, trained on generated text: the course's own is not in the local cache, and "
LINE = f"To download it: -m {COURSE.course} --revision {COURSE.revision}"


@pytest.fixture
def starters(tiny_bert, monkeypatch):
    monkeypatch.setattr(starter, "path", lambda _: tiny_bert)


def test_auto_downloads_the_model_of_the_course(get, fake_hub, tiny_bert, starters):
    repository = fake_hub.add(COURSE.course, tiny_bert, revision=COURSE.revision)
    info = get(None)
    assert (info.name, info.revision) == (COURSE.course, repository.commit)
    assert info.reason == "The course's model for fill-mask."
    fake_hub.asked.clear()
    assert get(None).reason == "The course's model for fill-mask, from the local cache."
    assert fake_hub.asked == []


def test_auto_leaves_a_large_model_alone(get, fake_hub, tiny_bert, starters):
    fake_hub.add(COURSE.course, tiny_bert, revision=COURSE.revision)
    info = get(None, download_limit=50_000)
    assert info.name == "starter/bert"
    assert re.fullmatch(
        re.escape(STARTER) + r"its [0-9]+ kB are above Lightboard\.download_limit \(50 kB\)\. " + LINE, info.reason
    )
    assert fake_hub.count("GET", "resolve") == 0
    assert get(None, download_limit=10**6).name == COURSE.course


def test_a_hub_that_hangs_costs_two_seconds_once(get, fake_hub, starters):
    fake_hub.silent = True
    began = time.perf_counter()
    found = locate(ModelChoice(), task="fill-mask")
    assert time.perf_counter() - began < 3
    assert (found.name, found.reason) == ("starter/bert", f"{STARTER}the Hub gave no answer within 2 seconds. {LINE}")
    began = time.perf_counter()
    assert locate(ModelChoice(), task="text-classification").name == "starter/bert-sentiment"
    with pytest.raises(UnknownModel, match=r"someone/model is not in the local cache, and the Hub cannot be reached\."):
        get()
    assert time.perf_counter() - began < 0.5
    assert len(fake_hub.asked) == 1


@pytest.mark.parametrize(
    ("status", "code", "clause"),
    [
        (401, "", r"the Hub does not accept the login \(401\)"),
        (403, "", r"the Hub forbids it \(403\)"),
        (403, "GatedRepo", "it is gated"),
        (404, "RepoNotFound", "there is no such model on the Hub"),
        (404, "RevisionNotFound", f"it has no revision '{COURSE.revision}'"),
        (429, "", r"the Hub has had too many requests from here \(429\)"),
        (500, "", r"the Hub answers with an error of its own \(500\)"),
    ],
)
def test_a_refusal_is_told_and_remembered_by_auto_only(get, fake_hub, starters, tiny_bert, status, code, clause):
    fake_hub.refuse["api"] = (status, code)
    for _ in range(2):
        info = get(None)
        assert info.name == "starter/bert"
        assert re.fullmatch(re.escape(STARTER) + clause + re.escape(f". {LINE}"), info.reason)
    assert len(fake_hub.asked) == 1
    for _ in range(2):
        with pytest.raises(UnknownModel, match=rf"^{COURSE.course} cannot be downloaded: {clause}\. [A-Z]"):
            get(COURSE.course, revision=COURSE.revision)
    assert len(fake_hub.asked) == 3
    fake_hub.refuse.clear()
    fake_hub.add(COURSE.course, tiny_bert, revision=COURSE.revision)
    assert get(COURSE.course, revision=COURSE.revision).source == "hub"


def test_auto_takes_the_starter_when_the_download_fails_and_does_not_try_at_once_again(
    get, fake_hub, starters, tiny_bert
):
    fake_hub.add(COURSE.course, tiny_bert, revision=COURSE.revision)
    fake_hub.refuse["model.safetensors"] = (403, "GatedRepo")
    for _ in range(2):
        info = get(None)
        assert (info.name, info.reason) == ("starter/bert", f"{STARTER}it is gated. {LINE}")
    assert fake_hub.count("GET", "model.safetensors") == 1


def test_auto_says_that_pickles_must_be_allowed(get, fake_hub, starters, pickled):
    fake_hub.add(COURSE.course, pickled, revision=COURSE.revision)
    assert get(None).reason.endswith(f"{LINE} --allow-pickle")


def test_offline_mode_asks_nobody(get, fake_hub, starters, monkeypatch):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    assert get(None).reason == f"{STARTER}HF_HUB_OFFLINE is set. {LINE}"
    with pytest.raises(UnknownModel, match=r"in the local cache, and HF_HUB_OFFLINE is set\. Unset it"):
        get()
    assert fake_hub.asked == []


def test_an_answer_holds_for_a_minute(fake_hub, tiny_bert, monkeypatch):
    fake_hub.add("someone/model", tiny_bert)
    for _ in range(3):
        hub.listing("someone/model", None)
    assert len(fake_hub.asked) == 1
    later = time.monotonic() + hub.REMEMBERED_SECONDS + 1
    monkeypatch.setattr(hub.time, "monotonic", lambda: later)
    hub.listing("someone/model", None)
    assert len(fake_hub.asked) == 2


# What a repository may hold -------------------------------------------------------------------------------------------


def with_config(folder, **changes):
    files = {file.name: file.read_bytes() for file in folder.iterdir()}
    files["config.json"] = json.dumps(json.loads(files["config.json"]) | changes).encode()
    return files


@pytest.fixture
def pickled(tiny_bert):
    import torch
    from safetensors.torch import load_file

    stream = io.BytesIO()
    torch.save(load_file(tiny_bert / "model.safetensors"), stream)
    files = with_config(tiny_bert)
    del files["model.safetensors"]
    return files | {"pytorch_model.bin": stream.getvalue()}


def test_pickles_need_permission(get, fake_hub, pickled):
    fake_hub.add("someone/model", pickled)
    with pytest.raises(ModelLoadError, match=r"^someone/model cannot be .* are pickle files, .*\(--allow-pickle\)\.$"):
        get()
    assert fake_hub.count("GET", "resolve") == 0
    assert get(allow_pickle=True).source == "hub"
    fake_hub.asked.clear()
    assert get(allow_pickle=True).source == "hub"
    assert fake_hub.asked == []


def test_allowed_pickles_are_not_fetched_where_there_are_safetensors(get, fake_hub, tiny_bert, pickled):
    fake_hub.add("someone/model", with_config(tiny_bert) | pickled)
    get(allow_pickle=True)
    assert fake_hub.count("GET", "pytorch_model.bin") == 0


@pytest.mark.parametrize(
    ("config", "sentence"),
    [
        ({"model_type": "own", "auto_map": {"AutoModel": "own.Own"}}, "needs code from its own repository"),
        ({"model_type": "own"}, "is a 'own' model, which transformers .* does not know"),
    ],
)
def test_an_unusable_model_is_refused_before_its_weights_are_fetched(get, fake_hub, tiny_bert, config, sentence):
    fake_hub.add("someone/model", with_config(tiny_bert, **config) | {"own.py": b"raise SystemExit"})
    with pytest.raises(ModelLoadError, match=sentence):
        get()
    assert fake_hub.count("GET", "model.safetensors") == 0
    assert fake_hub.count("GET", "own.py") == 0


def test_a_model_without_tokenizer_is_refused(get, fake_hub, tiny_bert):
    files = {name: content for name, content in with_config(tiny_bert).items() if not name.startswith("tokenizer")}
    fake_hub.add("someone/model", files)
    with pytest.raises(ModelLoadError, match=r"someone/model has no tokenizer: .* Choose a model that has one\."):
        get()


def test_a_model_without_weights_is_refused(get, fake_hub, tiny_bert):
    files = with_config(tiny_bert)
    del files["model.safetensors"]
    fake_hub.add("someone/model", files)
    with pytest.raises(ModelLoadError, match=r"it has no model\.safetensors, so there are no weights"):
        get()


def test_a_revision_that_does_not_exist(get, fake_hub, tiny_bert):
    fake_hub.add("someone/model", tiny_bert)
    with pytest.raises(UnknownModel, match=r"it has no revision 'v9'\. Leave --revision out"):
        get(revision="v9")


# What may happen on the way -------------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    """Let huggingface_hub try again at once."""
    for module in ("huggingface_hub.file_download", "huggingface_hub.utils._http"):
        quick = types.SimpleNamespace(**{**vars(time), "sleep": lambda _: None})
        monkeypatch.setattr(f"{module}.time", quick)


def parts(tmp_path):
    return list((tmp_path / "hub").rglob("*.incomplete"))


def test_a_cut_connection_is_taken_up_again(get, fake_hub, tiny_bert, caplog, capfd):
    fake_hub.add("someone/model", tiny_bert)
    fake_hub.cuts["model.safetensors"] = [20_000]
    assert get().source == "hub"
    assert len(fake_hub.ranges) == 1
    assert fake_hub.sent["model.safetensors"] < (tiny_bert / "model.safetensors").stat().st_size + 20_000
    assert capfd.readouterr().err == ""


def test_a_connection_that_stays_cut_is_a_sentence_and_the_next_download_goes_on(get, fake_hub, tiny_bert, tmp_path):
    fake_hub.add("someone/model", tiny_bert)
    fake_hub.cuts["model.safetensors"] = [20_000, *[0] * 9]
    with pytest.raises(
        UnknownModel, match=r"the connection to the Hub broke off\. Try again: what has arrived is kept"
    ):
        get()
    (part,) = parts(tmp_path)
    assert 10_000 < part.stat().st_size <= 20_480
    fake_hub.cuts.clear()
    fake_hub.ranges.clear()
    events = []
    assert get(events=events).source == "hub"
    assert len(fake_hub.ranges) == 1
    assert parts(tmp_path) == []
    counts = [event.done for event in events if event.phase == "download"]
    assert counts == sorted(counts)


@pytest.mark.parametrize("file", ["config.json", "model.safetensors"])
def test_an_error_of_the_hub_on_the_way(get, fake_hub, tiny_bert, file):
    fake_hub.add("someone/model", tiny_bert)
    fake_hub.refuse[file] = (500, "")
    with pytest.raises(UnknownModel, match=r"an error of its own \(500\)\. Try again in a minute"):
        get()


@pytest.mark.parametrize("change", [lambda content: content[:-100], lambda content: content[:-100] + bytes(100)])
def test_a_wrong_size_or_hash_is_never_kept(get, fake_hub, tiny_bert, tmp_path, change):
    repository = fake_hub.add("someone/model", tiny_bert)
    fake_hub.served["model.safetensors"] = change(repository.files["model.safetensors"])
    with pytest.raises(ModelLoadError, match=r"model\.safetensors did not arrive as the Hub lists it .* Try again"):
        get()
    assert parts(tmp_path) == []
    fake_hub.served.clear()
    assert get().source == "hub"


def test_a_part_that_has_gone_bad_is_fetched_anew(get, fake_hub, tiny_bert, tmp_path):
    repository = fake_hub.add("someone/model", tiny_bert)
    blobs = tmp_path / "hub" / "models--someone--model" / "blobs"
    blobs.mkdir(parents=True)
    (blobs / f"{repository.entry('model.safetensors')['sha256']}.incomplete").write_bytes(b"?" * 5000)
    assert get().source == "hub"
    assert fake_hub.ranges == ["bytes=5000-"]


@pytest.mark.parametrize("file", ["config.json", "tokenizer.json", "model.safetensors"])
def test_a_file_that_is_damaged_in_the_cache_is_fetched_again(get, fake_hub, tiny_bert, tmp_path, file, monkeypatch):
    fake_hub.add("someone/model", tiny_bert)
    get()
    (path,) = (tmp_path / "hub").glob(f"*/snapshots/*/{file}")
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(UnknownModel, match=rf"is damaged in the local cache \({file}\), and HF_HUB_OFFLINE is set"):
        get()
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    fake_hub.asked.clear()
    get()
    assert path.read_bytes() == content
    assert fake_hub.count("GET", "resolve") == 1


def test_a_disk_that_is_too_small_is_told_before_the_download(get, fake_hub, tiny_bert, monkeypatch):
    fake_hub.add("someone/model", tiny_bert)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: types.SimpleNamespace(free=1000))
    with pytest.raises(ModelLoadError, match=r"it needs \d+ kB, and the disk of .* has 1 kB left\. Make room"):
        get()
    assert fake_hub.count("GET", "resolve") == 0


def test_a_disk_that_fills_up_and_a_cache_that_cannot_be_written(get, fake_hub, tiny_bert, tmp_path, monkeypatch):
    fake_hub.add("someone/model", tiny_bert)
    for code, sentence in ((errno.ENOSPC, "is full. Make room"), (errno.EACCES, "cannot be written. Make it writable")):

        def fail(*_, code=code, **__):
            raise OSError(code, os.strerror(code))

        with monkeypatch.context() as patch:
            patch.setattr("huggingface_hub.file_download.http_get", fail)
            with pytest.raises(ModelLoadError, match=sentence):
                get()
    (tmp_path / "file").touch()
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "file" / "hub"))
    with pytest.raises(ModelLoadError, match=r"/file/hub cannot be written\. .*set HF_HOME"):
        get()


def test_an_interrupt_keeps_what_has_arrived_and_the_next_request_goes_on(get, fake_hub, tiny_bert, tmp_path):
    fake_hub.add("someone/model", tiny_bert)
    gate, cancelled, events = threading.Event(), threading.Event(), []
    fake_hub.before_piece = lambda path, sent: path == "model.safetensors" and sent >= 40_000 and gate.wait(10)
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(get, cancelled=cancelled, events=events)
        deadline = time.monotonic() + 10
        while not events or events[-1].done < 30_000:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        cancelled.set()
        began = time.perf_counter()
        with pytest.raises(RequestCancelled):
            running.result(5)
        assert time.perf_counter() - began < 1  # at once, although the connection still hangs
    gate.set()
    deadline = time.monotonic() + 10
    while any(thread.name == "lightboard-load" for thread in threading.enumerate()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    (part,) = parts(tmp_path)
    assert 20_000 < part.stat().st_size < 80_000
    assert get().source == "hub"
    assert len(fake_hub.ranges) == 1


def test_a_download_that_others_wait_for_goes_on(get, fake_hub, tiny_bert):
    fake_hub.add("someone/model", tiny_bert)
    gate = threading.Event()
    fake_hub.before_piece = lambda path, _: path == "model.safetensors" and gate.wait(10)
    cancelled = threading.Event()
    events = [[], []]
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(get, cancelled=cancelled, events=events[0])
        second = pool.submit(get, events=events[1])
        deadline = time.monotonic() + 10
        while not all(events) and time.monotonic() < deadline:
            time.sleep(0.01)
        cancelled.set()
        with pytest.raises(RequestCancelled):
            first.result(5)
        gate.set()
        assert second.result(20).source == "hub"
    assert fake_hub.count("GET", "model.safetensors") == 1


CHILD = """
import json
from lightboard.inference.download import download
from lightboard.inference.hub import listing

def report(done, total):
    print(json.dumps(done), flush=True)
    return True

print(json.dumps(str(download(listing("someone/model", None), allow_pickle=False, report=report))))
"""


def test_two_processes_download_a_model_once(get, fake_hub, tiny_bert, tmp_path):
    repository = fake_hub.add("someone/model", tiny_bert)
    gate = threading.Event()
    fake_hub.before_piece = lambda path, sent: path == "model.safetensors" and sent >= 40_000 and gate.wait(60)
    environment = os.environ | {
        "HF_ENDPOINT": fake_hub.address,
        "HF_HUB_CACHE": str(tmp_path / "hub"),
        "HF_HUB_OFFLINE": "0",
        "HF_HUB_DISABLE_XET": "1",
    }
    with (
        ThreadPoolExecutor(1) as pool,
        subprocess.Popen([sys.executable, "-c", CHILD], env=environment, stdout=subprocess.PIPE, text=True) as other,
    ):
        here = pool.submit(get)
        # The other one tells how far this one has come, while it waits for the lock.
        lines = [json.loads(other.stdout.readline()) for _ in range(3)]
        gate.set()
        assert here.result(30).revision == repository.commit
        path = other.communicate(timeout=60)[0].splitlines()[-1]
    assert lines[-1] > lines[0] == 0
    assert other.returncode == 0
    assert json.loads(path) == str(tmp_path / "hub" / "models--someone--model" / "snapshots" / repository.commit)
    assert fake_hub.count("GET", "model.safetensors") == 1
    assert parts(tmp_path) == []


# The token ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["api", "model.safetensors"])
@pytest.mark.parametrize("refusal", [(401, ""), (403, "GatedRepo"), (500, "")])
def test_no_token_is_ever_told(get, fake_hub, tiny_bert, monkeypatch, capfd, caplog, where, refusal):
    token = "hf_" + "secret" * 5
    monkeypatch.setenv("HF_TOKEN", token)
    fake_hub.add("someone/model", tiny_bert)
    fake_hub.refuse[where] = refusal
    caplog.set_level(logging.DEBUG)
    with pytest.raises(UnknownModel) as caught:
        get()
    assert any(one.get("authorization", one.get("Authorization")) == f"Bearer {token}" for one in fake_hub.headers)
    told = "".join(traceback.format_exception(caught.value)) + caplog.text + "".join(capfd.readouterr())
    assert "secret" not in told
    assert "secret" not in repr(caught.value)


def test_a_broken_token_is_told_without_it(get, fake_hub, tiny_bert, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_sécret\x07")
    fake_hub.add("someone/model", tiny_bert)
    with pytest.raises(UnknownModel, match=r"the token in HF_TOKEN.* holds characters that no token has\.") as caught:
        get()
    assert "cret" not in "".join(traceback.format_exception(caught.value)).replace("secret", "")
