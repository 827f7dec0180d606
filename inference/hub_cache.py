"""The local cache of the Hub: which checkpoints are in it, and whether their files are what they were."""

from __future__ import annotations

import functools
import hashlib
import re
from pathlib import Path

from .hub import PICKLES, SAFETENSORS, SMALL_FILES
from .weights import stamp


def cached(name: str, revision: str | None, *, allow_pickle: bool) -> Path | None:
    """Return the snapshot folder of a checkpoint that is in the local cache with its weights, else None."""
    for weights in (SAFETENSORS, PICKLES) if allow_pickle else (SAFETENSORS,):
        if folder := _snapshot(name, revision, [*weights, *SMALL_FILES]):
            return folder
    return None


def _snapshot(name: str, revision: str | None, patterns: list[str]) -> Path | None:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    try:
        folder = snapshot_download(
            name, revision=revision, local_files_only=True, allow_patterns=patterns, ignore_patterns=["*/*"]
        )
    except LocalEntryNotFoundError:  # also when the download was not finished
        return _by_short_commit(name, revision, patterns)
    return _with_weights(Path(folder))


def _by_short_commit(name: str, revision: str | None, patterns: list[str]) -> Path | None:
    """Find a pinned commit (`714eb0f`) that came into the cache under another name, such as `main`."""
    if revision is None or not re.fullmatch("[0-9a-f]{7,39}", revision):
        return None
    commits = [folder.name for folder in (repository_folder(name) / "snapshots").glob(f"{revision}*")]
    found = [_snapshot(name, commit, patterns) for commit in commits]
    return next((folder for folder in found if folder), None)


def repository_folder(name: str) -> Path:
    """Return where the cache keeps a repository."""
    from huggingface_hub import constants
    from huggingface_hub.file_download import repo_folder_name

    return Path(constants.HF_HUB_CACHE) / repo_folder_name(repo_id=name, repo_type="model")


def _with_weights(folder: Path) -> Path | None:
    """Return the folder unless it holds no weights: the cache keeps what was asked for, such as the tokenizer alone."""
    patterns = (*SAFETENSORS, *PICKLES)
    return folder if any(file for pattern in patterns for file in folder.glob(pattern)) else None


def damaged(folder: Path) -> tuple[Path, ...]:
    """Return the files of a snapshot whose content has changed since they were downloaded.

    The cache names each file after its hash; all are read once in a process, 1-2 GB a second, and again when they
    change. Where the cache cannot link (Windows), names are lost and nothing is found.
    """
    files = (file for pattern in (*SAFETENSORS, *PICKLES, *SMALL_FILES) for file in sorted(folder.glob(pattern)))
    return tuple(file for file in files if file.is_symlink() and not _is_whole(file.resolve(), stamp([file])))


@functools.lru_cache(maxsize=1024)
def _is_whole(blob: Path, changed: object) -> bool:
    del changed  # part of the cache's key
    if re.fullmatch("[0-9a-f]{64}", blob.name):
        return sha256(blob) == blob.name
    if re.fullmatch("[0-9a-f]{40}", blob.name):  # git's hash of a small file; a mirror may use the plain one
        content = blob.read_bytes()
        plain = hashlib.sha1(content, usedforsecurity=False)
        git = hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False)
        return blob.name in (git.hexdigest(), plain.hexdigest())
    return True


def sha256(file: Path) -> str:
    """Return the hash of a file's content."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def discard(files: tuple[Path, ...]) -> None:
    """Remove damaged files from the cache, so that the next download brings them again."""
    for file in files:
        file.resolve().unlink(missing_ok=True)
        file.unlink(missing_ok=True)
