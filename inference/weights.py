"""The files of a checkpoint folder: whether all are there and whole, and whether they have changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .errors import ModelLoadError

_WHOLE = "Get the folder again, or choose another model."


def read_config(folder: Path, name: str) -> dict[str, Any]:
    """Return config.json; raise `ModelLoadError` when there is none or it cannot be read."""
    path = folder / "config.json"
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelLoadError(
            f"{name} has no config.json, so it is not a model. Point to the folder that holds config.json, "
            "model.safetensors and the tokenizer's files."
        ) from None
    except (OSError, ValueError) as error:
        raise ModelLoadError(f"The config.json of {name} cannot be read ({error}). {_WHOLE}") from None
    if not isinstance(config, dict) or "model_type" not in config:
        raise ModelLoadError(
            f"The config.json of {name} names no model_type, so transformers cannot tell what it is. {_WHOLE}"
        )
    return config


def check_architecture(config: dict[str, Any], name: str) -> None:
    """Raise `ModelLoadError` for a model that transformers does not know, or only with code from its repository."""
    from transformers import CONFIG_MAPPING, __version__

    if config["model_type"] in CONFIG_MAPPING:
        return
    if "auto_map" in config:
        raise ModelLoadError(
            f"{name} needs code from its own repository, which Lightboard does not run. "
            "Choose a model that transformers knows by itself."
        )
    raise ModelLoadError(
        f"{name} is a {config['model_type']!r} model, which transformers {__version__} does not know. "
        "Upgrade transformers, or choose another model."
    )


def weight_files(folder: Path, name: str, *, allow_pickle: bool) -> list[Path]:
    """Return the files that hold the weights, safetensors first.

    Raises `ModelLoadError` when there are none, a part is missing, or they are pickles and those are not allowed.
    """
    for stem in ("model.safetensors", "pytorch_model.bin") if allow_pickle else ("model.safetensors",):
        if (folder / stem).is_file():
            return [folder / stem]
        index = folder / f"{stem}.index.json"
        if index.is_file():
            return _parts(index, name)
    if not allow_pickle and any(folder.glob("pytorch_model*.bin*")):
        raise ModelLoadError(
            f"The weights of {name} are pickle files, which can run code while they load. Choose a checkpoint with "
            "model.safetensors, or, if you trust its author, allow pickles (--allow-pickle)."
        )
    raise ModelLoadError(f"{name} has no model.safetensors, so there are no weights to load. {_WHOLE}")


def _parts(index: Path, name: str) -> list[Path]:
    try:
        files = sorted(set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values()))
        parts = [index.parent / Path(file).name for file in files]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelLoadError(f"The {index.name} of {name} cannot be read ({error}). {_WHOLE}") from None
    missing = [part.name for part in parts if not part.is_file()]
    if missing:
        raise ModelLoadError(
            f"{name} is incomplete: {missing[0]} is missing ({len(parts)} weight files belong to it). {_WHOLE}"
        )
    return parts


def check_safetensors(files: list[Path], name: str) -> None:
    """Raise `ModelLoadError` when a safetensors file is cut short or is something else: reads the headers only."""
    from safetensors import SafetensorError, safe_open

    for file in files:
        if file.suffix == ".safetensors":
            try:
                with safe_open(file, framework="pt"):
                    pass
            except (SafetensorError, OSError) as error:
                raise ModelLoadError(f"{file.name} of {name} is damaged or cut short ({error}). {_WHOLE}") from None


def stamp(files: list[Path]) -> tuple[tuple[int, int], ...]:
    """Return what changes when the files are written again: their times of change (ns) and sizes (bytes)."""
    return tuple((status.st_mtime_ns, status.st_size) for status in (file.stat() for file in files))
