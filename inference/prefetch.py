"""Fetch models into the Hub's cache ahead of time, for machines that will have no good network."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from . import tasks
from .defaults import DEFAULTS, default_model
from .errors import UnknownModel, near_names
from .language_pairs import language_pair
from .messages import ModelChoice
from .resolve import Download, Resolved, locate

COURSE = "course"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A model that is wanted on this machine, and what it takes to have it."""

    name: str
    revision: str | None  # as it was asked for; None is the newest one
    found: Resolved | Download

    @property
    def bytes(self) -> int:
        """The size of the download, 0 when nothing has to be fetched."""
        return self.found.listing.bytes(allow_pickle=False) if isinstance(self.found, Download) else 0


def wanted_models(words: Iterable[str]) -> list[tuple[str, str | None]]:
    """Return names and revisions for `course`, a task, or a model (`NAME` or `NAME@REVISION`), each once.

    >>> wanted_models(["sentiment-analysis", "org/name@v1"])[1]
    ('org/name', 'v1')
    >>> wanted_models(["translation_en_to_de"])
    [('Helsinki-NLP/opus-mt-en-de', None)]
    >>> len(wanted_models(["course", "fill-mask"])) == len(DEFAULTS)
    True
    """
    aliases = {alias: row.name for row in tasks.TASKS.values() for alias in row.aliases}
    found: list[tuple[str, str | None]] = []
    for word in words:
        task = aliases.get(word, word)
        if language_pair(word):
            found.append((default_model(word).course, None))
        elif word == COURSE:
            found += [(default.course, default.revision) for default in DEFAULTS.values()]
        elif task in DEFAULTS:
            found.append((DEFAULTS[task].course, DEFAULTS[task].revision))
        else:
            name, _, revision = word.partition("@")
            found.append((name, revision or None))
    return list(dict.fromkeys(found))


def look_up(name: str, revision: str | None) -> Wanted:
    """Find out whether a model is here, or how large its download is; downloads nothing.

    Raises `UnknownModel` and the other errors of `locate`.
    """
    try:
        return Wanted(name, revision, locate(ModelChoice(name=name, revision=revision), task="fill-mask"))
    except UnknownModel as error:
        near = near_names(name, [COURSE, *DEFAULTS]) if "/" not in name else ""
        raise UnknownModel(f"{error}{near}") from None


def fetch(wanted: Wanted, report: Callable[[int, int], bool]) -> None:
    """Download a model if need be; `report` hears bytes done and in all, and returns whether to go on.

    Raises `UnknownModel` or `ModelLoadError` with what went wrong; what has arrived is kept for the next time.
    """
    from .hub import HubProblem

    if isinstance(wanted.found, Download):
        try:
            wanted.found.fetch(report)
        except HubProblem as problem:
            raise problem.as_error(wanted.name) from None


def use_cache(home: Path) -> None:
    """Let this process use the cache that HF_HOME=`home` stands for; the login stays that of the user."""
    from huggingface_hub import constants

    constants.HF_HUB_CACHE = str(home / "hub")


def cache_folder() -> Path:
    """Return the folder that downloads go into."""
    from huggingface_hub import constants

    return Path(constants.HF_HUB_CACHE)
