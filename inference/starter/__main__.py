"""Train, measure and read: `python -m lightboard.inference.starter train NAME | evaluate NAME | text`."""

# ruff: noqa: T201 - a command prints

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import math
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from lightboard.inference.starter import path
from lightboard.inference.starter.recipes import RECIPES

# OpenMP threads that spin while they wait make training many times slower on a machine that other work shares.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("GOMP_SPINCOUNT", "0")


def work_folder(name: str) -> Path:
    """Give the folder of a training's checkpoints and its result, in the user's cache."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "lightboard" / "training" / name


def _short_name(name: str) -> str:
    """Read the name of a model that can be trained."""
    short = name.removeprefix("starter/")
    if short not in RECIPES:
        raise argparse.ArgumentTypeError(f"There is no starter model {name!r}; there are {', '.join(RECIPES)}.")
    return short


def _number(kind: Callable[[str], float], least: float, what: str) -> Callable[[str], float]:
    """Give the function that reads a number from `least` on."""

    def read(text: str) -> float:
        with contextlib.suppress(ValueError):
            if least <= (number := kind(text)) < math.inf:
                return number
        raise argparse.ArgumentTypeError(f"{text!r} is not {what}.")

    return read


def _model_folder(name: str) -> Path:
    """Read the folder of a trained model."""
    if not (Path(name) / "config.json").is_file():
        raise argparse.ArgumentTypeError(f"There is no model in the folder {name!r}: it has no config.json.")
    return Path(name)


def _report(name: str) -> Path:
    """Read the name of a training's report."""
    try:
        json.loads(Path(name).read_text())
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"{name!r} is no training's report.json that can be read.") from error
    return Path(name)


def _train(name: str, arguments: argparse.Namespace) -> None:
    from lightboard.inference.starter.training.loop import Run  # it imports torch

    recipe = RECIPES[name]
    work = arguments.work or work_folder(name)
    folder = arguments.out or work / "model"
    folder.mkdir(parents=True, exist_ok=True)
    run = Run(
        folder=folder, work=work, seed=arguments.seed, minutes=arguments.minutes, resume=arguments.resume,
        base=arguments.base or (path(recipe.base) if recipe.base else Path()), threads=arguments.threads,
    )  # fmt: skip
    report = recipe.trainer(run)
    (work / "report.json").write_text(json.dumps(report, indent=1))
    print(f"saved in {folder}")
    _evaluate(name, folder, report=work / "report.json")


def _train_all(arguments: argparse.Namespace) -> None:
    """Train every model, each from the base that this run trained."""
    if arguments.out or arguments.work or arguments.base:
        raise ValueError("--out, --work and --base are for one model; --all keeps its models in the user's cache.")
    for name, recipe in RECIPES.items():
        print(f"starter/{name}")
        base = work_folder(recipe.base) / "model" if recipe.base else None
        _train(name, argparse.Namespace(**{**vars(arguments), "out": None, "work": None, "base": base}))


def _evaluate(name: str, folder: Path, *, report: Path | None = None) -> None:
    """Measure a model; after its training, write the card."""
    scores = RECIPES[name].measure(folder)
    print(json.dumps(scores, indent=1, ensure_ascii=False))
    if report is not None:
        card = folder / "README.md"
        card.write_text(RECIPES[name].card(json.loads(report.read_text()), scores), encoding="utf-8")
        print(f"card: {card}")


def _text(kind: str, count: int, seed: int) -> None:
    from lightboard.inference.starter import corpora

    for document in itertools.islice(corpora.documents(kind, seed=seed), count):
        print(document)


def parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    top = argparse.ArgumentParser(
        prog="python -m lightboard.inference.starter", description="Train, measure and read the starter models."
    )
    commands = top.add_subparsers(dest="command", required=True)
    train = commands.add_parser("train", help="train a starter model from a seed")
    which = train.add_mutually_exclusive_group(required=True)
    which.add_argument("name", nargs="?", type=_short_name, help=f"one of {', '.join(RECIPES)}")
    which.add_argument("--all", action="store_true", help="train every model, in the order of the table")
    train.add_argument("--out", type=Path, help="folder of the trained model (default: the user's cache)")
    train.add_argument("--work", type=Path, help="folder of the checkpoints (default: the user's cache)")
    train.add_argument(
        "--base", type=_model_folder,
        help="folder of the model to start from, where there is one (default: the shipped one)",
    )  # fmt: skip
    minutes = _number(float, 0.01, "a number of minutes from 0.01 on")
    train.add_argument(
        "--minutes", type=minutes, help="train for about so long instead of the recipe's number of steps"
    )
    train.add_argument("--threads", type=_number(int, 1, "a number of threads, which is 1 or more"), default=2)
    train.add_argument("--seed", type=int, default=1)
    train.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    evaluate = commands.add_parser("evaluate", help="measure a starter model")
    evaluate.add_argument("name", type=_short_name, help=f"one of {', '.join(RECIPES)}")
    evaluate.add_argument("--model", type=_model_folder, help="folder of the model (default: the shipped one)")
    evaluate.add_argument("--report", type=_report, help="the training's report.json: write the card, too")
    text = commands.add_parser("text", help="print what a model was fed")
    text.add_argument("--kind", default="sentences", help="one of the kinds of text; an unknown one lists them all")
    documents = _number(int, 0, "a number of documents, which is 0 or more")
    text.add_argument("-n", type=documents, default=10, help="number of documents")
    text.add_argument("--seed", type=int, default=1)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; bad input gives one sentence and exit code 2."""
    chosen = parser().parse_args(arguments)
    try:
        if chosen.command == "text":
            _text(chosen.kind, chosen.n, chosen.seed)
        elif chosen.command == "evaluate":
            _evaluate(chosen.name, chosen.model or path(chosen.name), report=chosen.report)
        elif chosen.all:
            _train_all(chosen)
        else:
            _train(chosen.name, chosen)
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        again = "; the same command with --resume goes on from the last checkpoint" if chosen.command == "train" else ""
        print(f"Interrupted{again}.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
