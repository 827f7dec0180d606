"""A hub on this machine that has a small model under each name of the course's."""

from __future__ import annotations

from pathlib import Path

from fake_hub import FakeHub

from lightboard.inference.defaults import DEFAULTS


def serve_course(hub: FakeHub, *, bert: Path, classifier: Path, gpt: Path) -> FakeHub:
    """Add a repository for each task's model, at the commit that the course pins."""
    folders = {"text-classification": classifier, "fill-mask": bert, "bias": bert}
    for task, default in DEFAULTS.items():
        hub.add(default.course, folders.get(task, gpt), revision=default.revision)
    return hub
