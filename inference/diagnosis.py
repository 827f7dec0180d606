"""What of the machine the engine can use: GPU, memory, models, the Hub. Each finding says how to mend what is amiss."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from . import starter
from .defaults import DEFAULTS
from .sizes import in_units

LEAST_MEMORY = 2_000_000_000  # bytes: what a notebook with a model of the course takes, PyTorch included


class Finding(NamedTuple):
    """What was found about a subject: `ok`, `note` (works, but could be better) or `fix`, with what to do."""

    subject: str
    state: Literal["ok", "note", "fix"]
    detail: str
    advice: str = ""


def engine_findings(*, online: bool) -> Iterator[Finding]:
    """Look at everything that models need; asks the Hub only when `online`.

    >>> next(engine_findings(online=False)).subject
    'GPU'
    """
    try:
        import torch  # noqa: F401
        import transformers  # noqa: F401
    except Exception as error:  # noqa: BLE001  (a broken installation raises anything)
        yield _broken("torch and transformers", error)
    else:
        yield _gpu()
        yield _memory()
    yield _starter_models()
    try:
        import huggingface_hub  # noqa: F401
    except Exception as error:  # noqa: BLE001
        yield _broken("huggingface_hub", error)
    else:
        yield _cache()
        yield _hub(online=online)
    yield Finding("shared server", "ok", "none: each notebook loads its own models")


def _broken(packages: str, error: Exception) -> Finding:
    first = str(error).strip().partition("\n")[0] or type(error).__name__
    return Finding("imports", "fix", f"{packages} cannot be imported ({first})", f"Install {packages} again.")


def _gpu() -> Finding:
    import torch

    if torch.cuda.is_available():
        devices = range(torch.cuda.device_count())
        return Finding("GPU", "ok", ", ".join(f"cuda:{one}, {torch.cuda.get_device_name(one)}" for one in devices))
    if torch.backends.mps.is_available():
        return Finding("GPU", "ok", "mps (Apple silicon)")
    if shutil.which("nvidia-smi") is None:
        return Finding("GPU", "ok", "none: models run on the CPU")
    if torch.version.cuda is None:
        detail = f"there is an NVIDIA driver, but torch {torch.__version__} is a build for the CPU"
        return Finding("GPU", "note", detail, "To use the GPU, install the CUDA build that pytorch.org describes.")
    detail = f"torch {torch.__version__} is built for CUDA {torch.version.cuda}, but finds no GPU"
    return Finding("GPU", "note", detail, "Run nvidia-smi: an outdated driver, or none of its GPUs is for you.")


def _memory() -> Finding:
    import psutil

    from .memory import SHARE, free_memory

    free, total = free_memory("cpu"), psutil.virtual_memory().total
    detail = f"{in_units(free)} free of {in_units(total)}; models may take {in_units(SHARE * free)} unless configured"
    if free >= LEAST_MEMORY:
        return Finding("memory", "ok", detail)
    advice = "Close other notebooks and programs, or keep to the starter models (%config Lightboard.models)."
    return Finding("memory", "note", detail, advice)


def _starter_models() -> Finding:
    from .weights import check_safetensors, weight_files

    broken = ""
    for name in starter.NAMES:
        try:
            check_safetensors(weight_files(starter.path(name), name, allow_pickle=False), name)
        except (ImportError, OSError) as error:
            broken = str(error)
    if broken:
        return Finding("starter models", "fix", broken, "Install Lightboard again.")
    return Finding("starter models", "ok", ", ".join(starter.NAMES))


def _cache() -> Finding:
    from huggingface_hub import constants

    from .cached_models import cached_models

    folder = Path(constants.HF_HUB_CACHE)
    models = cached_models()
    count = "1 model" if len(models) == 1 else f"{len(models)} models"
    content = f"{folder}: {count}, {in_units(sum(model.bytes for model in models))}"
    existing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    if existing.is_dir() and os.access(existing, os.W_OK | os.X_OK):
        return Finding("cache", "ok", f"{content}; {in_units(shutil.disk_usage(existing).free)} free on its disk")
    if existing == folder and existing.is_dir() and constants.HF_HUB_OFFLINE:
        return Finding("cache", "ok", f"{content}; read-only, which is enough with HF_HUB_OFFLINE")
    advice = "Make it writable, or set HF_HOME to a folder of yours before JupyterLab starts."
    return Finding("cache", "fix", f"{content}; it cannot be written", advice)


def _hub(*, online: bool) -> Finding:
    from huggingface_hub import constants, get_token

    from . import hub

    if constants.HF_HUB_OFFLINE:
        advice = "Unset it to download models." if online else ""
        return Finding("Hub", "note" if online else "ok", "never asked: HF_HUB_OFFLINE is set", advice)
    if not online:
        return Finding("Hub", "ok", "not asked: add --online")
    model = DEFAULTS["fill-mask"]
    try:
        hub.listing(model.course, model.revision)
    except hub.HubProblem as problem:
        detail = f"{constants.ENDPOINT}, asked for {model.course}: {problem.clause}"
        return Finding("Hub", "fix", detail, f"{problem.advice} Models of the cache and the starter models work.")
    login = "logged in" if get_token() else "not logged in, which public models do not need"
    return Finding("Hub", "ok", f"{constants.ENDPOINT} answers; {login}")
