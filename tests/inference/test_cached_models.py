from __future__ import annotations

import os

import pytest

from lightboard.inference.cached_models import cached_models

COMMITS = ("a" * 40, "b" * 40)


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """An empty folder that takes the cache's place."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    return tmp_path / "hub"


def put(cache, folder, commit, content, *, ref=None, used=1_700_000_000):
    """Lay a file down as the Hub's own library does: a blob, and a link to it from a snapshot."""
    repository = cache / folder
    blob = repository / "blobs" / commit
    snapshot = repository / "snapshots" / commit
    for parent in (blob.parent, snapshot, repository / "refs"):
        parent.mkdir(parents=True, exist_ok=True)
    blob.write_bytes(content)
    os.utime(blob, (used, used))
    (snapshot / "model.safetensors").symlink_to(blob)
    if ref:
        (repository / "refs" / ref).write_text(commit)


def test_one_row_for_each_revision_of_a_model(cache):
    put(cache, "models--org--old", COMMITS[0], b"1234", used=1_600_000_000)
    put(cache, "models--org--new", COMMITS[0], b"12", ref="main")
    put(cache, "models--org--new", COMMITS[1], b"123456")
    put(cache, "datasets--org--data", COMMITS[0], b"1")
    rows = cached_models()
    assert [(row.name, row.revision, row.refs, row.bytes) for row in rows] == [
        ("org/new", COMMITS[0], ("main",), 2),
        ("org/new", COMMITS[1], (), 6),
        ("org/old", COMMITS[0], (), 4),
    ]
    assert rows[-1].last_used == 1_600_000_000


def test_what_is_no_repository_is_left_out(cache):
    put(cache, "models--org--name", COMMITS[0], b"12")
    (cache / "notes.txt").write_text("")
    (cache / "models--org--broken").mkdir()
    assert [row.name for row in cached_models()] == ["org/name"]


def test_no_cache_yet(cache):
    assert cached_models() == ()
    cache.write_text("a file")
    assert cached_models() == ()
