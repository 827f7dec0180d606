"""The models in memory: loaded once for all who ask, counted while in use, within a budget, freed on demand."""

from __future__ import annotations

import functools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

import msgspec

from . import starter, tasks
from .checkpoint import Checkpoint, load_checkpoint, resolve_device, resolve_dtype
from .errors import InvalidOption, OutOfMemory, UnknownModel, near_names
from .heads import Head
from .hub import SMALL_FILES, HubProblem
from .memory import Budget, Holding, budget_of, memory_needed, models_to_evict
from .messages import LoadedModel, LoadProgress, ModelChoice, ModelInfo
from .out_of_memory import free_caches, is_out_of_memory
from .remote_header import check_budget
from .resolve import Download, Resolved, existing_path, locate
from .single_flight import SingleFlight
from .weights import read_config, stamp, weight_files

REPORT_SECONDS = 0.05  # between two reports of progress

Listener = Callable[[LoadProgress], None]


class _Key(NamedTuple):
    """What makes two requests want the same copy; `changed` tells a folder that was written again from the old one."""

    path: Path  # of a starter model or a model of the Hub, too: by any name it is one copy
    changed: tuple[tuple[int, int], ...]
    head: Head
    device: str
    dtype: str

    def folder_and_use(self) -> tuple[object, ...]:
        """Return what stays the same when the folder is written again."""
        return self.path, self.head, self.device, self.dtype


@dataclass(slots=True)
class _Entry:
    checkpoint: Checkpoint
    users: int = 0
    pinned: bool = False
    outdated: bool = False  # its folder was written again: freed as soon as nobody uses it
    last_used: float = field(default_factory=time.time)


class ModelStore:
    """All models of this process. Every method may be called from any thread.

    >>> store = ModelStore()
    >>> store.loaded()
    ()
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._entries: dict[_Key, _Entry] = {}
        self._coming: dict[_Key, Holding[_Key]] = {}  # loads under way, and the memory that they will take
        self._loads: SingleFlight[LoadProgress] = SingleFlight()

    @contextmanager
    def acquire(
        self,
        choice: ModelChoice,
        *,
        task: str | tasks.TaskRow,
        chat: bool = False,
        on_progress: Listener | None = None,
        cancelled: threading.Event | None = None,
    ) -> Iterator[Checkpoint]:
        """Load a model if need be and hold it in use for the body of the `with` statement.

        `cancelled` ends the wait for a download, and the download when nobody else waits for it.
        `on_progress` hears bytes of download and load, and `ready` at last. Raises what `locate` and `load_checkpoint`
        raise, and `OutOfMemory` when it does not fit into `choice.memory_budget`, or not into memory, although models
        that are neither in use nor pinned were freed.
        """
        device = resolve_device(choice.device)
        dtype = resolve_dtype(choice.dtype, device)
        row = tasks.find(task) if isinstance(task, str) else task
        found = locate(choice, task=row.full_name, chat=chat)
        if isinstance(found, Download):
            budget = self._budget(device, choice)
            found = self._download(found, dtype=dtype, budget=budget, on_progress=on_progress, cancelled=cancelled)
        resolved = found
        key = _key(resolved, row, device=device, dtype=dtype, allow_pickle=choice.allow_pickle)
        entry = self._hold(key, resolved, choice, on_progress)
        try:
            info = _as_asked(entry.checkpoint.info, resolved)
            if on_progress:
                size = info.bytes
                on_progress(LoadProgress(model=info.name, phase="ready", done=size, total=size, info=info))
            yield replace(entry.checkpoint, info=info)
        finally:
            with self._guard:
                entry.users -= 1
                entry.last_used = time.time()
            if entry.outdated:
                self._drop([key])

    def _download(
        self,
        found: Download,
        *,
        dtype: str,
        budget: Budget,
        on_progress: Listener | None,
        cancelled: threading.Event | None,
    ) -> Resolved:
        def fetch(report: Callable[[LoadProgress], bool]) -> Resolved:
            def tell(done: int, total: int) -> bool:
                return report(LoadProgress(model=found.name, phase="download", done=done, total=total))

            return found.fetch(tell)

        try:
            check_budget(found.listing, dtype=dtype, budget=budget)
            fetched: Resolved = self._loads.run(found.key, fetch, on_progress, cancelled=cancelled, keep=False)
        except HubProblem as problem:
            return found.give_up(problem)
        return replace(fetched, reason=found.reason)

    def _budget(self, device: str, choice: ModelChoice) -> Budget:
        with self._guard:
            held = sum(entry.checkpoint.info.bytes for key, entry in self._entries.items() if key.device == device)
        return budget_of(device, chosen=choice.memory_budget, held=held)

    def _hold(self, key: _Key, resolved: Resolved, choice: ModelChoice, on_progress: Listener | None) -> _Entry:
        """Return the entry of a key, loaded if need be, and count its new user."""
        while True:
            with self._guard:
                entry = self._entries.get(key)
                if entry is not None:
                    entry.users += 1
                    entry.last_used = time.time()
                    return entry
            self._loads.run(key, functools.partial(self._load, key, resolved, choice), on_progress)

    def _load(self, key: _Key, resolved: Resolved, choice: ModelChoice, report: Listener) -> None:
        """Load a model into the table; runs once, on a thread of its own."""
        with self._guard:
            if key in self._entries:
                return
        files = weight_files(resolved.path, resolved.name, allow_pickle=choice.allow_pickle)
        total = sum(file.stat().st_size for file in files)
        reported = 0.0

        def progress(fraction: float) -> None:
            nonlocal reported
            if fraction in (0, 1) or time.monotonic() - reported > REPORT_SECONDS:
                report(LoadProgress(model=resolved.name, phase="load", done=round(fraction * total), total=total))
                reported = time.monotonic()

        progress(0)
        load = functools.partial(
            load_checkpoint,
            resolved,
            head=key.head,
            device=key.device,
            dtype=key.dtype,
            allow_pickle=choice.allow_pickle,
            on_fraction=progress,
        )
        needed = memory_needed(files, resolved.name, dtype=key.dtype)
        with self._room_for(key, resolved.name, needed, budget=self._budget(key.device, choice)):
            checkpoint = self._load_or_free(load, name=resolved.name, device=key.device)
            self._add(key, checkpoint)

    def _add(self, key: _Key, checkpoint: Checkpoint) -> None:
        """Take a new model into the table; copies of the same folder before it was written again go."""
        with self._guard:
            outdated = [old for old in self._entries if old != key and old.folder_and_use() == key.folder_and_use()]
            for old in outdated:
                self._entries[old].outdated = True
            self._entries[key] = _Entry(checkpoint, pinned=any(self._entries[old].pinned for old in outdated))
        if outdated:
            self._drop(outdated)

    @contextmanager
    def _room_for(self, key: _Key, name: str, needed: int, *, budget: Budget) -> Iterator[None]:
        """Keep so many bytes of the device's budget free for a load; models that are not needed go for it."""
        with self._guard:
            holdings = [self._holding(other) for other in self._entries if other.device == key.device]
            holdings += [holding for other, holding in self._coming.items() if other.device == key.device]
            evicted = models_to_evict(name, needed, dtype=key.dtype, budget=budget, holdings=holdings)
            self._coming[key] = Holding(key, name, needed, last_used=time.time(), evictable=False)
            self._pop(evicted)
        try:
            if evicted:
                free_caches()
            yield
        finally:
            with self._guard:
                del self._coming[key]

    def _holding(self, key: _Key) -> Holding[_Key]:
        entry = self._entries[key]
        info, evictable = entry.checkpoint.info, not entry.users and not entry.pinned
        return Holding(key, info.name, info.bytes, entry.last_used, evictable)

    def _load_or_free(self, load: Callable[[], Checkpoint], *, name: str, device: str) -> Checkpoint:
        """Load; when memory runs out, free the models that are not in use and try once more, then `OutOfMemory`."""
        try:
            return load()
        except Exception as error:
            if not is_out_of_memory(error):
                raise
            error.__traceback__ = None  # its frames hold the part that did fit
        self.free_unused()
        try:
            return load()
        except Exception as error:
            if not is_out_of_memory(error):
                raise
            raise OutOfMemory(
                f"{name} does not fit into the memory of {device}, also after unused models were freed. "
                "Choose a smaller model, another device, or a dtype of 16 bits (--dtype bfloat16)."
            ) from None

    def loaded(self) -> tuple[LoadedModel, ...]:
        """Return what is in memory, the most recently used first."""
        with self._guard:
            rows = [
                LoadedModel(
                    info=entry.checkpoint.info,
                    task=key.head.task,
                    in_use=entry.users > 0,
                    pinned=entry.pinned,
                    last_used=entry.last_used,
                )
                for key, entry in self._entries.items()
            ]
        return tuple(sorted(rows, key=lambda row: row.last_used, reverse=True))

    def unload(self, name: str) -> int:
        """Free every copy of a model that is neither in use nor pinned and return the bytes freed.

        Raises `UnknownModel` when it is not loaded, `InvalidOption` when every copy is in use or pinned.
        """
        with self._guard:
            keys = self._copies(name)
            free = [key for key in keys if self._holding(key).evictable]
            if not free and any(self._entries[key].users for key in keys):
                raise InvalidOption(
                    f"{name} is in use. Wait for the cell that runs it, or interrupt it, then unload it."
                )
            if not free:
                raise InvalidOption(f"{name} is pinned. Unpin it first (%models unpin {name}), then unload it.")
        return self._drop(free)

    def pin(self, name: str, *, pinned: bool) -> None:
        """Keep every copy of a model in memory until it is unpinned. Raises `UnknownModel` when it is not loaded."""
        with self._guard:
            for key in self._copies(name):
                self._entries[key].pinned = pinned

    def _copies(self, name: str) -> list[_Key]:
        """Return the keys of a model by its name or folder. Raises `UnknownModel` when it is not loaded."""
        path = starter.path(name) if name in starter.NAMES else existing_path(name)
        keys = [key for key, entry in self._entries.items() if name == entry.checkpoint.info.name or path == key.path]
        if not keys:
            names = sorted({entry.checkpoint.info.name for entry in self._entries.values()})
            loaded = f"Loaded: {', '.join(names)}." if names else "No model is loaded."
            raise UnknownModel(f"{name} is not loaded.{near_names(name, names)} {loaded}")
        return keys

    def free_unused(self) -> int:
        """Free every model that is neither in use nor pinned, and the device's cache; return their bytes."""
        with self._guard:
            keys = [key for key, entry in self._entries.items() if not entry.pinned]
        return self._drop(keys)

    def _drop(self, keys: list[_Key]) -> int:
        with self._guard:
            freed = self._pop(keys)
        free_caches()
        return freed

    def _pop(self, keys: list[_Key]) -> int:
        """Take models that nobody uses out of the table and return their bytes; the guard is held."""
        free = [key for key in keys if key in self._entries and not self._entries[key].users]
        return sum(self._entries.pop(key).checkpoint.info.bytes for key in free)


def _key(resolved: Resolved, row: tasks.TaskRow, *, device: str, dtype: str, allow_pickle: bool) -> _Key:
    files = weight_files(resolved.path, resolved.name, allow_pickle=allow_pickle)
    others = (file for pattern in SMALL_FILES for file in sorted(resolved.path.glob(pattern)))
    changed = stamp([*files, *others])
    head = _head(resolved.path, resolved.name, row, changed)
    return _Key(resolved.path, changed, head, device, dtype)


def _as_asked(info: ModelInfo, resolved: Resolved) -> ModelInfo:
    """Return what a copy says of itself to those who asked for it by this name."""
    return msgspec.structs.replace(
        info, name=resolved.name, revision=resolved.revision, source=resolved.source, reason=resolved.reason
    )


@functools.lru_cache(maxsize=256)
def _head(path: Path, name: str, row: tasks.TaskRow, changed: object) -> Head:
    """Return the head that a task wants from this checkpoint."""
    del changed  # part of the cache's key
    return row.choose_head(read_config(path, name))
