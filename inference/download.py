"""Download a checkpoint into the local cache of the Hub: with progress, resumable, every large file checked."""

from __future__ import annotations

import functools
import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from .errors import ModelLoadError, RequestCancelled
from .hub import HubProblem, Listing, RepositoryFile, explained
from .hub_cache import repository_folder, sha256
from .sizes import in_units
from .weights import check_architecture, read_config

Report = Callable[[int, int], bool]  # bytes done and in all; False when nobody waits any more

_LOCK_SECONDS = 0.5  # between two looks at how far another process has come


def download(listing: Listing, *, allow_pickle: bool, report: Report) -> Path:
    """Bring a checkpoint into the cache and return its folder.

    The small files come first, so that a model that cannot be used is refused before its weights are fetched, and
    so that a snapshot with weights is complete. Raises `HubProblem`, `ModelLoadError`, and `RequestCancelled` when
    nobody waits any more: what has arrived is kept, and the next download goes on from there.
    """
    weights = listing.weights(allow_pickle=allow_pickle)
    small = listing.small_files()
    progress = _Progress(report, listing.bytes(allow_pickle=allow_pickle))
    with explained(listing.name, listing.revision), _quiet_library():
        _check_room(listing, weights)
        folder = _snapshot(listing, small)
        check_architecture(read_config(folder, listing.name), listing.name)
        progress.add(sum(file.size for file in small))
        for file in weights:
            if file.sha256:
                _fetch(listing, file, progress)
        folder = _snapshot(listing, (*small, *weights))
    progress.finish()
    return folder


class _Progress:
    """Counts the bytes of all files together."""

    def __init__(self, report: Report, total: int) -> None:
        self._report = report
        self._total = total
        self.done = 0
        self.add(0)

    def add(self, size: int) -> None:
        self.done += size
        if not self._report(min(max(self.done, 0), self._total), self._total):
            raise RequestCancelled("The download was cancelled. What has arrived is kept for the next time.")

    def finish(self) -> None:
        self._report(self._total, self._total)


class _Bar:
    """What huggingface_hub draws while it fetches a file, as far as it uses it."""

    def __init__(self, progress: _Progress, **_: object) -> None:
        self._progress = progress

    def update(self, size: float | None = 1) -> None:
        self._progress.add(int(size or 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing was drawn."""


def _snapshot(listing: Listing, files: tuple[RepositoryFile, ...]) -> Path:
    """Let huggingface_hub lay out the files, and fetch those that are not there."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.utils import tqdm  # type: ignore[attr-defined]  # public, but not in its __all__

    class Hidden(tqdm):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **{**options, "disable": True})

    names = [file.path for file in files]
    return Path(snapshot_download(listing.name, revision=listing.revision, allow_patterns=names, tqdm_class=Hidden))


def _check_room(listing: Listing, weights: tuple[RepositoryFile, ...]) -> None:
    """Raise `HubProblem` when the disk has too little room for what is not there yet."""
    folder = repository_folder(listing.name)
    folder.mkdir(parents=True, exist_ok=True)
    missing = [file for file in weights if not (file.sha256 and (folder / "blobs" / file.sha256).exists())]
    arrived = sum(_size(_partial(_blob(listing, file))) for file in missing if file.sha256)
    needed = sum(file.size for file in missing) - arrived
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise HubProblem(
            f"it needs {in_units(needed)}, and the disk of {folder.parent} has {in_units(free)} left",
            "Make room, or set HF_HOME to a folder on another disk before the kernel starts.",
            error=ModelLoadError,
        )


def _blob(listing: Listing, file: RepositoryFile) -> Path:
    return repository_folder(listing.name) / "blobs" / str(file.sha256)


def _partial(blob: Path) -> Path:
    return blob.with_name(f"{blob.name}.incomplete")


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _fetch(listing: Listing, file: RepositoryFile, progress: _Progress) -> None:
    """Fetch a large file to where huggingface_hub looks for it, under its lock.

    Its own downloads begin anew after every interruption (since 2.0), and do not compare hashes.
    """
    from filelock import Timeout
    from huggingface_hub.utils import WeakFileLock  # type: ignore[attr-defined]  # public, but not in its __all__

    blob = _blob(listing, file)
    blob.parent.mkdir(parents=True, exist_ok=True)
    lock = blob.parent.parent.parent / ".locks" / blob.parent.parent.name / f"{blob.name}.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    before = progress.done
    while not blob.exists():
        progress.add(before + _size(_partial(blob)) - progress.done)  # while another process fetches it, its progress
        try:
            with WeakFileLock(lock, timeout=_LOCK_SECONDS):
                if not blob.exists():
                    _fetch_whole(listing, file, blob, progress)
        except Timeout:
            continue
    progress.add(before + file.size - progress.done)


def _fetch_whole(listing: Listing, file: RepositoryFile, blob: Path, progress: _Progress) -> None:
    partial = _partial(blob)
    if _size(partial) > file.size:
        partial.unlink()
    resumed = _size(partial)
    if not _fetch_rest(listing, file, partial, progress):
        if resumed:  # the first part may be at fault
            progress.add(-resumed)
            if _fetch_rest(listing, file, partial, progress):
                partial.replace(blob)
                return
        raise HubProblem(
            f"{file.path} did not arrive as the Hub lists it (another size or checksum)",
            "Try again; if it stays so, choose another --revision, or tell the author.",
            error=ModelLoadError,
        )
    partial.replace(blob)


def _fetch_rest(listing: Listing, file: RepositoryFile, partial: Path, progress: _Progress) -> bool:
    """Fetch what is missing of a file; return whether all of it is right, and remove it if not."""
    from huggingface_hub import hf_hub_url
    from huggingface_hub.file_download import http_get
    from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]  # likewise

    with partial.open("ab") as stream:
        try:
            http_get(
                hf_hub_url(listing.name, file.path, revision=listing.commit),
                stream,
                resume_size=stream.tell(),
                expected_size=file.size,
                headers=build_hf_headers(),
                displayed_filename=file.path,
                tqdm_class=functools.partial(_Bar, progress),  # type: ignore[arg-type]
            )
        except OSError as error:
            if type(error) is not OSError or error.errno is not None:
                raise
            # The size was wrong: so will the hash be.
    whole = partial.stat().st_size == file.size and sha256(partial) == file.sha256
    if not whole:
        partial.unlink()
    return whole


@contextmanager
def _quiet_library() -> Iterator[None]:
    """Keep huggingface_hub's warnings about retries out of the notebook: what matters becomes a sentence.

    It works on threads of its own, so this holds for the process while a download runs.
    """
    logger = logging.getLogger("huggingface_hub")

    def is_error(record: logging.LogRecord) -> bool:
        return record.levelno >= logging.ERROR

    handlers = list(logger.handlers)
    for handler in handlers:
        handler.addFilter(is_error)
    try:
        yield
    finally:
        for handler in handlers:
            handler.removeFilter(is_error)
