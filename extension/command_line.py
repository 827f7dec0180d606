"""The command `lightboard`: tutorials, models, and whether all is in order for a notebook."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from . import __version__
from .inference import starter
from .inference.errors import LightboardError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0, 1 for what a sentence on stderr explains, 130 when interrupted."""
    options = _parser().parse_args(arguments)
    try:
        for line in options.run(options):
            print(line, flush=True)  # noqa: T201  (what a command says)
    except LightboardError as error:
        print(f"lightboard: {error}", file=sys.stderr)  # noqa: T201
        return 1
    except KeyboardInterrupt:
        print("lightboard: stopped. What was done is kept, and the same command goes on from there.", file=sys.stderr)  # noqa: T201
        return 130
    except OSError as error:
        print(f"lightboard: {error.strerror or error}: {error.filename or ''}".rstrip(": "), file=sys.stderr)  # noqa: T201
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="lightboard", description="Transformers in a notebook: see %load_ext lightboard."
    )
    parser.add_argument("--version", action="version", version=f"lightboard {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    tutorials = commands.add_parser("tutorials", help="write the tutorial notebooks into a folder")
    tutorials.add_argument("folder", nargs="?", type=Path, default=Path("lightboard-tutorials"), metavar="DIR")
    tutorials.add_argument("--force", action="store_true", help="overwrite notebooks that were changed")
    tutorials.set_defaults(run=_tutorials)
    models = commands.add_parser("models", help="list the starter models")
    models.set_defaults(run=_models)
    doctor = commands.add_parser("doctor", help="look at the installation and say what to fix")
    doctor.add_argument("--online", action="store_true", help="ask the Hub, too")
    doctor.set_defaults(run=_doctor)
    prefetch = commands.add_parser(
        "prefetch", help="download models ahead of time; without a name, those of the course"
    )
    prefetch.add_argument("words", nargs="*", metavar="course | TASK | MODEL[@REVISION]")
    prefetch.add_argument("--cache", type=Path, metavar="DIR", help="into this folder, for others to use as HF_HOME")
    prefetch.set_defaults(run=_prefetch)
    return parser


def _tutorials(options: argparse.Namespace) -> Iterator[str]:
    packaged = resources.files("lightboard.notebooks")
    notebooks = [one for one in packaged.iterdir() if one.name.endswith(".ipynb")]
    yield from write_pictures(packaged / "images", options.folder / "images")
    yield from write_notebooks(notebooks, options.folder, force=options.force)


def write_pictures(pictures: Traversable, folder: Path) -> Iterator[str]:
    """Write the pictures that the notebooks show into a folder, over those of another version."""
    folder.mkdir(parents=True, exist_ok=True)
    for picture in pictures.iterdir():
        (folder / picture.name).write_bytes(picture.read_bytes())
    yield f"{folder} written"


def write_notebooks(notebooks: Sequence[Traversable], folder: Path, *, force: bool) -> Iterator[str]:
    """Write notebooks into a folder and say for each what was done; a changed one is overwritten only with `force`."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = False
    for notebook in sorted(notebooks, key=lambda one: one.name):
        target, content = folder / notebook.name, notebook.read_bytes()
        existed = target.exists()
        if existed and target.read_bytes() == content:
            yield f"{target} is up to date"
        elif existed and not force:
            kept = True
            yield f"{target} was changed and stays as it is"
        else:
            target.write_bytes(content)
            yield f"{target} {'overwritten' if existed else 'written'}"
    if kept:
        yield "Add --force to overwrite what was changed."


def _models(options: argparse.Namespace) -> Iterator[str]:
    del options
    width = max(map(len, starter.NAMES))
    for name, model in starter.STARTERS.items():
        yield f"{name:{width}}  {model.task:19}  {model.description}"


def _doctor(options: argparse.Namespace) -> Iterator[str]:
    from .doctor import doctor

    return doctor(online=options.online)


def _prefetch(options: argparse.Namespace) -> Iterator[str]:
    from .prefetch import prefetch

    return prefetch(options.words, home=options.cache)


if __name__ == "__main__":
    sys.exit(main())
