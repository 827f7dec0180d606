"""`lightboard prefetch`: sizes first, then the downloads, for a teacher who prepares machines."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from .inference.errors import LightboardError
from .inference.prefetch import COURSE, Wanted, cache_folder, fetch, look_up, use_cache, wanted_models
from .inference.sizes import in_units


def prefetch(words: Sequence[str], *, home: Path | None) -> Iterator[str]:
    """Write a table of sizes, then a line for each model that has arrived.

    `words` are `course`, tasks and models; `home` is the folder that learners will name by HF_HOME. One model that
    cannot be had does not keep the others back. Raises `LightboardError` at the end when one is missing, and before
    any download when a name is wrong or the disk too small.
    """
    if home is not None:
        use_cache(home.absolute())
    wanted = [look_up(name, revision) for name, revision in wanted_models(words or [COURSE])]
    yield from _table(wanted)
    _check_room(sum(one.bytes for one in wanted))
    missing = []
    for one in wanted:
        try:
            if one.bytes:
                _fetch_with_bar(one)
                yield f"{one.name} is here"
        except LightboardError as error:
            missing.append(one.name)
            yield str(error)
    if missing:
        raise LightboardError(f"{len(missing)} of {len(wanted)} models are missing: {', '.join(missing)}. Try again.")
    yield f"All models are in {cache_folder()}."
    if home is not None:
        yield f"To use them, set HF_HOME={home.absolute()} before JupyterLab starts."


def _table(wanted: Sequence[Wanted]) -> Iterator[str]:
    width = max(len(one.name) for one in wanted)
    for one in wanted:
        size = in_units(one.bytes) if one.bytes else "is here already"
        yield f"{one.name:{width}}  {one.revision or 'newest':8}  {size}"
    yield f"{'to download':{width}}  {'':8}  {in_units(sum(one.bytes for one in wanted))}"


def _check_room(needed: int) -> None:
    folder = cache_folder()
    existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free = shutil.disk_usage(existing).free
    if needed > free:
        raise LightboardError(
            f"the disk of {folder} has {in_units(free)} left, and {in_units(needed)} are needed. "
            "Make room, or choose a folder on another disk (--cache DIR)."
        )


def _fetch_with_bar(one: Wanted) -> None:
    """Download one model; on a terminal a bar shows bytes, speed and the time left."""
    from tqdm import tqdm

    with tqdm(total=one.bytes, desc=one.name, unit="B", unit_scale=True, disable=None, leave=False) as bar:

        def report(done: int, _total: int) -> bool:
            bar.update(done - bar.n)
            return True

        fetch(one, report)
