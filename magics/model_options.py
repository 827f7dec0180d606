"""The options that choose and load a model, the same for every magic."""

from __future__ import annotations

import argparse
from typing import Any

from .config import DTYPES
from .model_names import model_names
from .option_parser import OptionParser


def add_model_options(parser: OptionParser) -> None:
    """Declare `-m` and how to load what it names."""
    parser.option("-m", "--model", values=model_names, help="starter model, local folder or Hub id")
    add_loading_options(parser)


def add_loading_options(parser: OptionParser) -> None:
    """Declare `--revision`, `-d`, `--dtype` and `--allow-pickle`."""
    parser.option("--revision", help="branch, tag or commit on the Hub")
    parser.option("-d", "--device", values=lambda: ("auto", "cpu", "cuda", "mps"), help="where the model runs")
    parser.option("--dtype", values=lambda: DTYPES, help="number type of the weights")
    parser.option("--allow-pickle", action="store_true", help="accept weights that are not safetensors")


def model_options(options: argparse.Namespace) -> dict[str, Any]:
    """Return the choice of a model as keyword arguments of `functions.pipeline` and `functions.generate`."""
    return {"model": options.model} | loading_options(options)


def loading_options(options: argparse.Namespace) -> dict[str, Any]:
    """Return how to load a model as keyword arguments of `functions.model_choice`."""
    return {name: getattr(options, name) for name in ("revision", "device", "dtype", "allow_pickle")}
