"""From a choice of model to a folder with its files: a starter model, a local folder, the local cache, or the Hub."""

from __future__ import annotations

import functools
import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from . import hub, starter
from .defaults import default_model
from .errors import InvalidOption, UnknownModel, near_names
from .messages import ModelChoice
from .weights import read_config, stamp, weight_files

STARTER_PREFIX = "starter/"
SMALL = "A small model, trained on generated text"


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
    """A model of the Hub that is not in the local cache yet."""

    name: str
    revision: str | None
    allow_pickle: bool
    reason: str = ""

    def fetch(self) -> Resolved:
        """Download it. Raises `UnknownModel` with what the Hub says."""
        path = hub.download(self.name, self.revision, allow_pickle=self.allow_pickle)
        return _complete(Resolved(self.name, path, path.name, "hub", self.reason), allow_pickle=self.allow_pickle)


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
    default = default_model(task, chat=chat)
    if choice.revision is not None:
        raise InvalidOption("A revision goes with a model of the Hub: name the model, too.")
    if choice.preference == "starter":
        return replace(_starter(default.starter), reason=f"{SMALL}. For the course's own: -m {default.course}")
    if choice.preference == "course":
        wanted = ModelChoice(name=default.course, revision=default.revision, allow_pickle=choice.allow_pickle)
        return replace(
            _on_hub(wanted, default.course, instead=default.starter), reason=f"The course's model for {task}."
        )
    path = hub.cached(default.course, default.revision, allow_pickle=choice.allow_pickle)
    if path is not None:
        found = Resolved(
            default.course, path, path.name, "hub", f"The course's model for {task}, from the local cache."
        )
        return _complete(found, allow_pickle=choice.allow_pickle)
    course = default.course
    reason = f"{SMALL}: the course's own is not in the local cache. To download it: -m {course}"
    return replace(_starter(default.starter), reason=reason)


def _named(choice: ModelChoice, name: str, *, instead: str) -> Resolved | Download:
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
        raise UnknownModel(f"There is no folder {name}. Check the path, or use {instead}, which ships with Lightboard.")
    if not hub.is_repository_name(name):
        raise UnknownModel(
            f"{name!r} cannot be the name of a model: use a starter model ({instead}), a local folder, or a name of "
            "the Hub such as distilbert/distilroberta-base."
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


def _on_hub(choice: ModelChoice, name: str, *, instead: str) -> Resolved | Download:
    path = hub.cached(name, choice.revision, allow_pickle=choice.allow_pickle)
    if path is not None:
        return _complete(Resolved(name, path, path.name, "hub"), allow_pickle=choice.allow_pickle)
    if hub.reachable():
        return Download(name, choice.revision, choice.allow_pickle)
    near = near_names(STARTER_PREFIX + name, starter.NAMES) if "/" not in name else ""
    at = f" at revision {choice.revision}" if choice.revision else ""
    raise UnknownModel(
        f"{name}{at} is not in the local cache, and the Hub cannot be reached from here.{near} "
        f"{instead} ships with Lightboard and works without the Hub."
    )


def _complete(found: Resolved, *, allow_pickle: bool) -> Resolved:
    """Return the model if its folder has a config and weights, else raise `ModelLoadError`."""
    read_config(found.path, found.name)
    weight_files(found.path, found.name, allow_pickle=allow_pickle)
    return found
