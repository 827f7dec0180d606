"""From a choice of model to a folder with its files: a starter model, a local folder, the local cache, or the Hub."""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from . import hub, starter
from .defaults import STARTER_PAIRS, DefaultModel, default_model
from .download import Report, download
from .errors import InvalidOption, UnknownModel, near_names
from .hub import HubProblem
from .hub_cache import cached, damaged, discard
from .language_pairs import hub_model, pair_task
from .messages import ModelChoice
from .sizes import in_units
from .weights import read_config, stamp, weight_files

STARTER_PREFIX = "starter/"
SMALL = "A small model, trained on generated text"
NO_STARTER = (
    f"No starter model knows these languages: starter/t5 translates {' and '.join(map(' to '.join, STARTER_PAIRS))}."
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A model whose files are on this machine; `reason` is a sentence on why this one, when none was named."""

    name: str
    path: Path
    revision: str | None  # the Hub's commit, `sha256:` of a starter's weights, None for a folder
    source: Literal["starter", "folder", "hub"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A model of the Hub that is not in the local cache yet, or whose files there are damaged.

    `instead` is the starter model to take when the download fails: None when the model was asked for.
    """

    listing: hub.Listing
    allow_pickle: bool
    reason: str = ""
    damaged: tuple[Path, ...] = ()
    instead: tuple[Resolved, DefaultModel] | None = None

    @property
    def name(self) -> str:
        """The name of the model."""
        return self.listing.name

    @property
    def key(self) -> tuple[object, ...]:
        """What two downloads of the same have in common."""
        return Download, self.name, self.listing.commit, self.allow_pickle

    def fetch(self, report: Report) -> Resolved:
        """Download it. Raises `HubProblem`, `ModelLoadError` and `RequestCancelled`."""
        discard(self.damaged)
        path = download(self.listing, allow_pickle=self.allow_pickle, report=report)
        return _complete(Resolved(self.name, path, path.name, "hub", self.reason), allow_pickle=self.allow_pickle)

    def give_up(self, problem: HubProblem) -> Resolved:
        """Return the starter model with the reason, or raise what the problem means."""
        if self.instead is None:
            raise problem.as_error(self.name) from None
        hub.remember(self.listing, problem)
        return _instead(*self.instead, problem)


def locate(choice: ModelChoice, *, task: str, chat: bool = False) -> Resolved | Download:
    """Return where the files of a model are, or the download that brings them.

    Raises `UnknownModel` when there is no such model or it cannot be had from here, `ModelLoadError` when its folder is
    incomplete, `InvalidOption` when a revision is given for something that has none.
    """
    if choice.name is None:
        return _default(choice, task=task, chat=chat)
    if not choice.name.strip():
        raise UnknownModel("The name of the model is empty. Leave it out for the task's default model.")
    return _named(choice, choice.name.strip(), instead=default_model(task, chat=chat).starter)


def _default(choice: ModelChoice, *, task: str, chat: bool) -> Resolved | Download:
    if task == "translation":
        raise InvalidOption(
            f"A translation needs its languages. Name them with the task, as in {pair_task(STARTER_PAIRS[1])}, or name "
            f"a model that translates: -m {hub_model(STARTER_PAIRS[1])}."
        )
    default = default_model(task, chat=chat)
    if choice.revision is not None:
        raise InvalidOption("A revision goes with a model of the Hub: name the model, too.")
    if choice.preference == "starter":
        if default.starter is None:
            raise UnknownModel(f"{NO_STARTER} For the model of the Hub: -m {default.course}")
        return replace(_starter(default.starter), reason=f"{SMALL}. For the course's own: -m {default.course}")
    if choice.preference == "course":
        wanted = ModelChoice(name=default.course, revision=default.revision, allow_pickle=choice.allow_pickle)
        return replace(
            _on_hub(wanted, default.course, instead=default.starter), reason=f"The course's model for {task}."
        )
    return _auto(choice, default, task=task)


def _auto(choice: ModelChoice, default: DefaultModel, *, task: str) -> Resolved | Download:
    """Return the course's model when it is in the cache or can be had quickly, else the starter model with a reason."""
    starter_model = _starter(default.starter) if default.starter else None
    try:
        found = _from_hub(default.course, default.revision, allow_pickle=choice.allow_pickle, remembered=True)
        if isinstance(found, Resolved):
            return replace(found, reason=f"The course's model for {task}, from the local cache.")
        size = found.listing.bytes(allow_pickle=choice.allow_pickle)
    except HubProblem as problem:
        return _instead(starter_model, default, problem)
    if size > choice.download_limit:
        limit = in_units(choice.download_limit)
        too_large = HubProblem(f"its {in_units(size)} are above Lightboard.download_limit ({limit})")
        return _instead(starter_model, default, too_large)
    return replace(
        found, reason=f"The course's model for {task}.", instead=(starter_model, default) if starter_model else None
    )


def _instead(starter_model: Resolved | None, default: DefaultModel, problem: HubProblem) -> Resolved:
    """Return the starter model with the reason why, and the line that downloads the course's own.

    Raises `UnknownModel` where there is no starter model.
    """
    if starter_model is None:
        advice = f"{problem.advice} {NO_STARTER} To download it: -m {default.course}{problem.option}".strip()
        raise UnknownModel(f"{default.course} {problem.state}, and {problem.clause}. {advice}") from None
    revision = f" --revision {default.revision}" if default.revision else ""
    reason = (
        f"{SMALL}: the course's own {problem.state}, and {problem.clause}. "
        f"To download it: -m {default.course}{revision}{problem.option}"
    )
    return replace(starter_model, reason=reason)


def _named(choice: ModelChoice, name: str, *, instead: str | None) -> Resolved | Download:
    if name.startswith(STARTER_PREFIX):
        _refuse_revision(choice, name, "a starter model")
        return _starter(name)
    path = existing_path(name)
    if path is not None and path.is_dir():
        _refuse_revision(choice, name, "a folder")
        found = Resolved(name, path, None, "folder")
        return _complete(found, allow_pickle=choice.allow_pickle)
    if path is not None:
        raise UnknownModel(f"{name} is a file. Point to the folder that holds config.json and model.safetensors.")
    if re.match(r"[./~\\]|[A-Za-z]:[/\\]", name):
        other = f", or use {instead}, which ships with Lightboard" if instead else ""
        raise UnknownModel(f"There is no folder {name}. Check the path{other}.")
    if not hub.is_repository_name(name):
        raise UnknownModel(
            f"{name!r} cannot be the name of a model: use a starter model ({instead or starter.NAMES[0]}), a local "
            "folder, or a name of the Hub such as distilbert/distilroberta-base."
        )
    return _on_hub(choice, name, instead=instead)


def existing_path(name: str) -> Path | None:
    """Return the absolute path of a name that stands for a file or folder; None for what cannot be the name of one."""
    try:
        return Path(name).expanduser().resolve(strict=True)
    except (OSError, RuntimeError, ValueError):  # not there or too long, `~nobody`, a null character
        return None


def _refuse_revision(choice: ModelChoice, name: str, kind: str) -> None:
    if choice.revision is not None:
        raise InvalidOption(f"{name} is {kind} and has no revisions. Leave the revision out.")


def _starter(name: str) -> Resolved:
    if name not in starter.NAMES:
        known = ", ".join(starter.NAMES)
        raise UnknownModel(f"There is no starter model {name}.{near_names(name, starter.NAMES)} There are: {known}.")
    path = starter.path(name)
    weights = weight_files(path, name, allow_pickle=False)
    return Resolved(name, path, _content_hash(weights[0], stamp(weights)), "starter")


@functools.lru_cache(maxsize=64)
def _content_hash(file: Path, changed: object) -> str:  # noqa: ARG001  (part of the cache's key)
    with file.open("rb") as stream:
        return f"sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()[:12]}"


def _on_hub(choice: ModelChoice, name: str, *, instead: str | None) -> Resolved | Download:
    try:
        return _from_hub(name, choice.revision, allow_pickle=choice.allow_pickle)
    except HubProblem as problem:
        if not problem.silent:
            raise problem.as_error(name) from None
        near = near_names(STARTER_PREFIX + name, starter.NAMES) if "/" not in name else ""
        at = f" at revision {choice.revision}" if choice.revision else ""
        ships = f" {instead} ships with Lightboard and works without the Hub." if instead else ""
        raise UnknownModel(f"{name}{at} {problem.state}, and {problem.clause}.{near} {problem.advice}{ships}") from None


def _from_hub(name: str, revision: str | None, *, allow_pickle: bool, remembered: bool = False) -> Resolved | Download:
    """Return a model from the local cache, or its download; a cached one asks nobody. Raises `HubProblem`."""
    path = cached(name, revision, allow_pickle=allow_pickle)
    changed = damaged(path) if path is not None else ()
    if path is not None and not changed:
        return _complete(Resolved(name, path, path.name, "hub"), allow_pickle=allow_pickle)
    try:
        listing = hub.listing(name, revision, remembered=remembered)
        listing.weights(allow_pickle=allow_pickle)
    except HubProblem as problem:
        raise (problem.of_damaged(changed[0].name) if changed else problem) from None
    return Download(listing, allow_pickle, damaged=changed)


def _complete(found: Resolved, *, allow_pickle: bool) -> Resolved:
    """Return the model if its folder has a config and weights, else raise `ModelLoadError`."""
    read_config(found.path, found.name)
    weight_files(found.path, found.name, allow_pickle=allow_pickle)
    return found
