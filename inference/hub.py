"""The Hugging Face Hub: what it has under a name, asked once and not for long, and what its refusals mean."""

from __future__ import annotations

import copy
import errno
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import Any

from .errors import LightboardError, ModelLoadError, UnknownModel

PROBE_SECONDS = 2.0
REMEMBERED_SECONDS = 60.0

SAFETENSORS = ("model.safetensors", "model-*-of-*.safetensors")
PICKLES = ("pytorch_model.bin", "pytorch_model-*-of-*.bin")
SMALL_FILES = ("*.json", "*.txt", "*.model", "*.spm", "*.jinja")  # configs, tokenizers and chat templates

_LOGIN = "log in with `hf auth login`"
_REFUSALS = {
    401: ("the Hub does not accept the login", f"To use another token, {_LOGIN}; to use none, unset HF_TOKEN."),
    403: ("the Hub forbids it", f"Ask for access on its page on the Hub, and {_LOGIN}."),
    404: ("not all of its files are on the Hub", "Choose another model, or another --revision."),
    429: ("the Hub has had too many requests from here", f"Wait a few minutes, or {_LOGIN} for a higher limit."),
}
_guard = threading.Lock()
_silent_since: dict[str, float] = {}  # endpoint -> when it did not answer
_answers: dict[tuple[str, str, str | None], tuple[float, Listing | HubProblem]] = {}


@dataclass(frozen=True, slots=True)
class RepositoryFile:
    """A file of a repository: its size in bytes, and its hash when it is a large one."""

    path: str
    size: int
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a repository holds in its root at one commit; `revision` is what was asked for."""

    name: str
    revision: str | None
    commit: str
    files: tuple[RepositoryFile, ...]

    def weights(self, *, allow_pickle: bool) -> tuple[RepositoryFile, ...]:
        """Return the files of the weights: safetensors, else pickles where they are allowed.

        Raises `HubProblem` when there are none that may be loaded.
        """
        for patterns in (SAFETENSORS, PICKLES) if allow_pickle else (SAFETENSORS,):
            if found := self._matching(patterns):
                return found
        if self._matching(PICKLES):
            raise HubProblem(
                "its weights are pickle files, which can run code while they load",
                "Choose a checkpoint with model.safetensors, or, if you trust its author, allow pickles "
                "(--allow-pickle).",
                error=ModelLoadError,
                option=" --allow-pickle",
            )
        raise HubProblem(
            "it has no model.safetensors, so there are no weights to load", "Choose another.", error=ModelLoadError
        )

    def small_files(self) -> tuple[RepositoryFile, ...]:
        """Return configs, tokenizers and chat templates."""
        return self._matching(SMALL_FILES)

    def bytes(self, *, allow_pickle: bool) -> int:
        """Return the size of the download; raises what `weights` raises."""
        return sum(file.size for file in (*self.weights(allow_pickle=allow_pickle), *self.small_files()))

    def _matching(self, patterns: tuple[str, ...]) -> tuple[RepositoryFile, ...]:
        return tuple(file for file in self.files if any(fnmatch(file.path, pattern) for pattern in patterns))


class HubProblem(Exception):  # noqa: N818  (it becomes an error, or the reason for another model)
    """Why a model cannot be had from the Hub, as a clause, and what to do about it, as a sentence."""

    def __init__(
        self,
        clause: str,
        advice: str = "",
        *,
        error: type[LightboardError] = UnknownModel,
        silent: bool = False,
        option: str = "",
    ) -> None:
        super().__init__(clause, advice)
        self.clause = clause
        self.advice = advice
        self.silent = silent  # the Hub was not reached, or was not to be asked
        self.option = option  # what allows it, to stand behind the model's name
        self.state = "is not in the local cache"
        self._error = error

    def of_damaged(self, file: str) -> HubProblem:
        """Return the problem for a model that is in the local cache, but not whole."""
        problem = copy.copy(self)
        problem.state = f"is damaged in the local cache ({file})"
        return problem

    def as_error(self, name: str) -> LightboardError:
        """Return it as an error about a model."""
        return self._error(f"{name} cannot be downloaded: {self.clause}. {self.advice}")


def is_repository_name(name: str) -> bool:
    """Whether a name could be that of a repository on the Hub."""
    from huggingface_hub.errors import HFValidationError
    from huggingface_hub.utils import validate_repo_id  # type: ignore[attr-defined]  # public, but not in its __all__

    try:
        validate_repo_id(name)
    except HFValidationError:
        return False
    return True


def listing(name: str, revision: str | None, *, remembered: bool = False) -> Listing:
    """Ask the Hub what a repository holds, and wait two seconds at most.

    What it said, and that it said nothing, holds for a minute; a refusal only where `remembered` asks for that, since
    whoever names a model may just have logged in. Raises `HubProblem`.
    """
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        raise HubProblem("HF_HUB_OFFLINE is set", "Unset it and restart the kernel.", silent=True)
    key = (constants.ENDPOINT, name, revision)
    with _guard:  # whoever asks meanwhile waits for the answer
        when, answer = _answers.get(key, (0.0, None))
        if answer is None or _is_old(when) or (isinstance(answer, HubProblem) and not remembered):
            answer = _ask(*key)
            _answers[key] = (time.monotonic(), answer)
    if isinstance(answer, HubProblem):
        raise answer.with_traceback(None)
    return answer


def remember(listing: Listing, problem: HubProblem) -> None:
    """Remember that a model that the Hub lists cannot be downloaded."""
    from huggingface_hub import constants

    with _guard:
        _answers[constants.ENDPOINT, listing.name, listing.revision] = (time.monotonic(), problem)


def forget() -> None:
    """Forget all answers, so that the Hub is asked again."""
    with _guard:
        _answers.clear()
        _silent_since.clear()


def _is_old(when: float) -> bool:
    return time.monotonic() - when > REMEMBERED_SECONDS


def _ask(endpoint: str, name: str, revision: str | None) -> Listing | HubProblem:
    """Ask on a thread of its own: looking up a host's name knows no timeout."""
    silence = HubProblem("the Hub cannot be reached", "Try again in a minute.", silent=True)
    if endpoint in _silent_since and not _is_old(_silent_since[endpoint]):
        return silence
    from huggingface_hub import HfApi, get_session

    api = HfApi()
    get_session()  # imports and certificates take their time, too: not that of the Hub
    answer: list[Listing | HubProblem] = []

    def ask() -> None:
        try:
            with explained(name, revision):
                answer.append(_fetch_listing(api, name, revision))
        except HubProblem as problem:
            answer.append(problem)
        except Exception:  # noqa: BLE001  (whatever else goes wrong, the Hub cannot be reached)
            return

    thread = threading.Thread(target=ask, daemon=True, name="lightboard-hub")
    thread.start()
    thread.join(PROBE_SECONDS)
    if answer and not (isinstance(answer[0], HubProblem) and answer[0].silent):
        _silent_since.pop(endpoint, None)
        return answer[0]
    _silent_since[endpoint] = time.monotonic()
    if not answer:
        silence = HubProblem(
            f"the Hub gave no answer within {PROBE_SECONDS:g} seconds", "Try again in a minute.", silent=True
        )
    return silence


def _fetch_listing(api: Any, name: str, revision: str | None) -> Listing:
    info = api.model_info(name, revision=revision, files_metadata=True, timeout=PROBE_SECONDS)
    files = [
        RepositoryFile(file.rfilename, file.size or 0, file.lfs.sha256 if file.lfs else None)
        for file in info.siblings or ()
        if "/" not in file.rfilename
    ]
    return Listing(name, revision, info.sha or "", tuple(files))


# What went wrong ------------------------------------------------------------------------------------------------------


@contextmanager
def explained(name: str, revision: str | None) -> Iterator[None]:
    """Turn what huggingface_hub and the disk raise into `HubProblem`.

    Their own messages are left out: they name addresses and requests, and a broken header even the token.
    """
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    # That of the HTTP library, which depends on huggingface_hub's version.
    transport_error: Any = HfHubHTTPError.__bases__[0]
    try:
        yield
    except LightboardError:
        raise
    except (transport_error, OSError, UnicodeError) as error:
        while isinstance(error, LocalEntryNotFoundError) and isinstance(error.__cause__, Exception):
            error = error.__cause__
        if isinstance(error, HfHubHTTPError):
            raise _refusal(error, name, revision) from None
        if isinstance(error, OSError) and error.errno is not None and (problem := _disk_problem(error)):
            raise problem from None
        if "LocalProtocolError" in type(error).__name__ or isinstance(error, UnicodeError):
            raise HubProblem(
                "the token in HF_TOKEN, or that of the last login, holds characters that no token has",
                "Set it again, or unset it.",
            ) from None
        raise HubProblem(
            "the connection to the Hub broke off",
            "Try again: what has arrived is kept, and the download goes on from there.",
            silent=True,
        ) from None


def _refusal(error: Exception, name: str, revision: str | None) -> HubProblem:
    from huggingface_hub import constants
    from huggingface_hub.errors import GatedRepoError, RepositoryNotFoundError, RevisionNotFoundError

    status = error.response.status_code  # type: ignore[attr-defined]
    if isinstance(error, GatedRepoError):
        return HubProblem(
            "it is gated",
            f"Accept its terms on its page ({constants.ENDPOINT}/{name}), {_LOGIN}, and try again.",
        )
    if isinstance(error, RevisionNotFoundError):
        return HubProblem(f"it has no revision {revision!r}", "Leave --revision out for the newest one.")
    if isinstance(error, RepositoryNotFoundError):
        return HubProblem("there is no such model on the Hub", f"Check the name; if it is private, {_LOGIN}.")
    if status in _REFUSALS:
        clause, advice = _REFUSALS[status]
        return HubProblem(f"{clause} ({status})", advice)
    return HubProblem(f"the Hub answers with an error of its own ({status})", "Try again in a minute.")


def _disk_problem(error: OSError) -> HubProblem | None:
    from huggingface_hub import constants

    cache = constants.HF_HUB_CACHE
    elsewhere = "set HF_HOME to a folder on another disk before the kernel starts"
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return HubProblem(f"the disk of {cache} is full", f"Make room, or {elsewhere}.", error=ModelLoadError)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
        advice = "Make it writable, or set HF_HOME to a folder of yours before the kernel starts."
        return HubProblem(f"the cache folder {cache} cannot be written", advice, error=ModelLoadError)
    return None
