from __future__ import annotations

import sys

import pytest
import torch

from lightboard.inference import diagnosis, hub
from lightboard.inference.defaults import DEFAULTS
from lightboard.inference.diagnosis import engine_findings


def finding(subject, *, online=False):
    return next(one for one in engine_findings(online=online) if one.subject == subject)


@pytest.fixture
def cache(tmp_path, monkeypatch):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "home" / "hub"))
    return tmp_path / "home" / "hub"


def test_everything_is_looked_at():
    subjects = [one.subject for one in engine_findings(online=False)]
    assert subjects == ["GPU", "memory", "starter models", "cache", "Hub", "shared server"]
    assert finding("shared server").detail.startswith("none")


def test_a_gpu_that_torch_cannot_use(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    monkeypatch.setattr(diagnosis.shutil, "which", lambda _: None)
    assert finding("GPU").state == "ok"
    monkeypatch.setattr(diagnosis.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(torch.version, "cuda", None)
    assert "build for the CPU" in finding("GPU").detail
    monkeypatch.setattr(torch.version, "cuda", "12.8")
    assert (finding("GPU").state, finding("GPU").detail.endswith("finds no GPU")) == ("note", True)


def test_little_memory_is_a_note(monkeypatch):
    monkeypatch.setattr("lightboard.inference.memory.free_memory", lambda device: 1_500_000_000)
    found = finding("memory")
    assert found.state == "note"
    assert found.detail.startswith("1.5 GB free of ")
    assert "models may take 1.2 GB" in found.detail


def test_missing_starter_weights_need_fixing(monkeypatch, tmp_path):
    monkeypatch.setattr(diagnosis.starter, "path", lambda name: tmp_path)
    assert (finding("starter models").state, "no model.safetensors" in finding("starter models").detail) == (
        "fix",
        True,
    )


def test_a_torch_that_cannot_be_imported(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    first = next(engine_findings(online=False))
    assert (first.subject, first.state) == ("imports", "fix")
    assert "torch and transformers cannot be imported" in first.detail


def test_the_cache_says_where_and_how_large(cache):
    assert finding("cache").detail.startswith(f"{cache}: 0 models, 0 bytes; ")
    blob = cache / "models--org--name" / "blobs" / "x"
    snapshot = cache / "models--org--name" / "snapshots" / ("a" * 40)
    blob.parent.mkdir(parents=True)
    snapshot.mkdir(parents=True)
    blob.write_bytes(b"x" * 2_500_000)
    (snapshot / "model.safetensors").symlink_to(blob)
    assert finding("cache").detail.startswith(f"{cache}: 1 model, 2.5 MB; ")


def test_a_cache_that_cannot_be_written_needs_fixing(cache):
    cache.parent.write_text("a file where the folder should be")
    found = finding("cache")
    assert found.state == "fix"
    assert "HF_HOME" in found.advice


def test_a_cache_on_a_read_only_stick_is_enough_offline(cache, monkeypatch):
    from huggingface_hub import constants

    cache.mkdir(parents=True)
    monkeypatch.setattr(diagnosis.os, "access", lambda *_: False)
    assert finding("cache").state == "fix"
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    assert (finding("cache").state, "read-only" in finding("cache").detail) == ("ok", True)


def test_the_hub_is_asked_only_when_told(monkeypatch):
    asked = []
    monkeypatch.setattr(hub, "listing", lambda *which: asked.append(which))
    assert finding("Hub").detail == "not asked: add --online"
    assert asked == []
    assert "answers" in finding("Hub", online=True).detail
    assert len(asked) == 1


def test_a_hub_that_does_not_answer_needs_fixing_and_shows_no_token(monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    hub.forget()
    found = finding("Hub", online=True)  # the tests' endpoint refuses
    assert found.state == "fix"
    assert "cannot be reached" in found.detail
    assert "hf_secret" not in str(found)
    hub.forget()


def test_offline_mode_is_said(monkeypatch):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    assert finding("Hub").state == "ok"
    assert finding("Hub", online=True).state == "note"
    assert "Unset it" in finding("Hub", online=True).advice


def test_a_hub_on_this_machine(fake_hub):
    default = DEFAULTS["fill-mask"]
    fake_hub.add(default.course, {"config.json": b"{}"}, revision=default.revision)
    assert (finding("Hub", online=True).state, finding("Hub", online=True).detail[:4]) == ("ok", "http")
    fake_hub.refuse["api"] = (429, "")
    hub.forget()
    found = finding("Hub", online=True)
    assert found.state == "fix"
    assert "too many requests" in found.detail
