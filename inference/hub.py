"""The Hugging Face Hub: what is in the local cache, whether the Hub can be reached, and fetching a checkpoint."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

from .errors import UnknownModel

PROBE_SECONDS = 2.0
PROBE_VALID_SECONDS = 60.0

_probe_guard = threading.Lock()
_probe: tuple[float, bool] | None = None  # when, and whether the Hub answered


def is_repository_name(name: str) -> bool:
    """Whether a name could be that of a repository on the Hub."""
    from huggingface_hub.errors import HFValidationError
    from huggingface_hub.utils import validate_repo_id  # type: ignore[attr-defined]  # public, but not in its __all__

    try:
        validate_repo_id(name)
    except HFValidationError:
        return False
    return True


def _wanted_files(*, allow_pickle: bool) -> list[str]:
    patterns = ["*.safetensors", "*.json", "*.txt", "*.model", "*.jinja"]
    return [*patterns, "pytorch_model*.bin"] if allow_pickle else patterns


def cached(name: str, revision: str | None, *, allow_pickle: bool) -> Path | None:
    """Return the snapshot folder of a checkpoint that is in the local cache with its weights, else None."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import IncompleteSnapshotError, LocalEntryNotFoundError

    try:
        folder = snapshot_download(
            name,
            revision=revision,
            local_files_only=True,
            allow_patterns=_wanted_files(allow_pickle=allow_pickle),
            ignore_patterns=["*/*"],
        )
    except (LocalEntryNotFoundError, IncompleteSnapshotError):
        return _by_short_commit(name, revision)
    return _with_weights(Path(folder))


def _by_short_commit(name: str, revision: str | None) -> Path | None:
    """Find a pinned commit (`714eb0f`) that came into the cache under another name, such as `main`."""
    from huggingface_hub import constants
    from huggingface_hub.file_download import repo_folder_name

    if revision is None or not re.fullmatch("[0-9a-f]{7,40}", revision):
        return None
    snapshots = Path(constants.HF_HUB_CACHE) / repo_folder_name(repo_id=name, repo_type="model") / "snapshots"
    found = [_with_weights(folder) for folder in snapshots.glob(f"{revision}*")]
    return next((folder for folder in found if folder), None)


def _with_weights(folder: Path) -> Path | None:
    """Return the folder unless it holds no weights: the cache keeps what was asked for, such as the tokenizer alone."""
    patterns = ("*.safetensors", "pytorch_model*.bin")
    return folder if any(file for pattern in patterns for file in folder.glob(pattern)) else None


def reachable() -> bool:
    """Whether the Hub answers within two seconds; the answer holds for a minute. Offline mode asks nobody."""
    global _probe  # noqa: PLW0603  (one answer per process)
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        return False
    with _probe_guard:
        if _probe is None or time.monotonic() - _probe[0] > PROBE_VALID_SECONDS:
            _probe = (time.monotonic(), _answers())
        return _probe[1]


def _answers() -> bool:
    """Ask on a thread of its own: looking up a host's name knows no timeout."""
    from huggingface_hub import constants, get_session

    answered = threading.Event()

    def ask() -> None:
        try:
            get_session().head(constants.ENDPOINT, timeout=PROBE_SECONDS)
        except Exception:  # noqa: BLE001  (whatever goes wrong, the Hub cannot be reached)
            return
        answered.set()

    thread = threading.Thread(target=ask, daemon=True, name="lightboard-probe")
    thread.start()
    thread.join(PROBE_SECONDS)
    return answered.is_set()


def download(name: str, revision: str | None, *, allow_pickle: bool) -> Path:
    """Fetch a checkpoint into the local cache and return its folder; raises `UnknownModel` with the Hub's answer."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import (
        GatedRepoError,
        HfHubHTTPError,
        LocalEntryNotFoundError,
        RepositoryNotFoundError,
        RevisionNotFoundError,
    )

    try:
        folder = snapshot_download(
            name,
            revision=revision,
            allow_patterns=_wanted_files(allow_pickle=allow_pickle),
            ignore_patterns=["*/*"],
        )
    except GatedRepoError:
        raise UnknownModel(
            f"{name} is gated: accept its terms on its page on the Hub, log in with `hf auth login`, and try again."
        ) from None
    except RevisionNotFoundError:
        raise UnknownModel(f"{name} has no revision {revision!r}. Leave --revision out for the newest one.") from None
    except RepositoryNotFoundError:
        raise UnknownModel(
            f"There is no model {name} on the Hub. Check the name; if it is private, log in with `hf auth login`."
        ) from None
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError) as error:
        raise UnknownModel(f"{name} could not be downloaded ({_first_line(error)}). Try again in a minute.") from None
    return Path(folder)


def _first_line(error: BaseException) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__
