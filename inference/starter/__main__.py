"""Train, measure and read: `python -m lightboard.inference.starter train NAME | evaluate NAME | text`."""

# ruff: noqa: T201 - a command prints

from __future__ import annotations

import argparse
import itertools
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lightboard.inference.starter import NAMES, path

# OpenMP threads that spin while they wait make training many times slower on a machine that other work shares.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("GOMP_SPINCOUNT", "0")


def work_folder(name: str) -> Path:
    """Give the folder of a training's checkpoints and its result, in the user's cache."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "lightboard" / "training" / name


def _train(name: str, arguments: argparse.Namespace) -> None:
    from lightboard.inference.starter.bert import train_bert
    from lightboard.inference.starter.bert_sentiment import train_bert_sentiment
    from lightboard.inference.starter.gpt import train_gpt

    work = work_folder(name)
    folder = arguments.out or work / "model"
    folder.mkdir(parents=True, exist_ok=True)
    options: dict[str, Any] = {
        "work": work,
        "seed": arguments.seed,
        "minutes": arguments.minutes,
        "resume": arguments.resume,
    }
    if name == "gpt":
        train_gpt(folder, **options)
    elif name == "bert":
        train_bert(folder, **options)
    else:
        train_bert_sentiment(folder, base=arguments.base, **options)
    print(f"saved in {folder}")
    _evaluate(name, folder)


def _evaluate(name: str, folder: Path) -> None:
    """Measure a model; where its training report lies beside its checkpoints, write the card."""
    from lightboard.inference.starter import evaluation
    from lightboard.inference.starter.cards import write_card

    measure = {
        "gpt": evaluation.evaluate_gpt,
        "bert": evaluation.evaluate_bert,
        "bert-sentiment": evaluation.evaluate_bert_sentiment,
    }
    scores = measure[name](folder)
    print(json.dumps(scores, indent=1, ensure_ascii=False))
    report = work_folder(name) / "report.json"
    if report.exists() and folder != path(name):
        print(f"card: {write_card(name, folder, json.loads(report.read_text()), scores)}")


def _text(kind: str, count: int, seed: int) -> None:
    from lightboard.inference.starter import corpora

    for document in itertools.islice(corpora.documents(kind, seed=seed), count):
        print(document)


def parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    names = [name.removeprefix("starter/") for name in NAMES]
    top = argparse.ArgumentParser(
        prog="python -m lightboard.inference.starter", description="Train, measure and read the starter models."
    )
    commands = top.add_subparsers(dest="command", required=True)
    train = commands.add_parser("train", help="train a starter model from a seed")
    train.add_argument("name", choices=[*names, *NAMES])
    train.add_argument("--out", type=Path, help="folder of the trained model (default: the user's cache)")
    train.add_argument(
        "--base", type=Path, help="bert-sentiment: folder of the encoder to start from (default: the shipped one)"
    )
    train.add_argument("--minutes", type=float, help="train for about so long instead of the recipe's number of steps")
    train.add_argument("--seed", type=int, default=1)
    train.add_argument("--resume", action="store_true", help="go on from the last checkpoint")
    evaluate = commands.add_parser("evaluate", help="measure a starter model")
    evaluate.add_argument("name", choices=[*names, *NAMES])
    evaluate.add_argument("--model", type=Path, help="folder of the model (default: the shipped one)")
    text = commands.add_parser("text", help="print what a model was fed")
    text.add_argument("--kind", default="sentences", help="sentences, stories, lessons, reviews or dialogues")
    text.add_argument("-n", type=int, default=10, help="number of documents")
    text.add_argument("--seed", type=int, default=1)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; bad input gives one sentence and exit code 2."""
    chosen = parser().parse_args(arguments)
    try:
        if chosen.command == "text":
            _text(chosen.kind, chosen.n, chosen.seed)
        elif chosen.command == "train":
            _train(chosen.name.removeprefix("starter/"), chosen)
        else:
            name = chosen.name.removeprefix("starter/")
            _evaluate(name, chosen.model or path(name))
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
