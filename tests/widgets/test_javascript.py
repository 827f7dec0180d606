"""The JavaScript sources: their own tests under node, their types under tsc."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from node import PATH, SOURCES, run

ROOT = Path(__file__).parents[2]


def test_sources_and_their_tests() -> None:
    assert "# fail 0" in run("npm", "test")


def test_nothing_forbidden_stands_in_sources_and_bundles() -> None:
    run("npm", "run", "lint")


def test_the_lock_file_names_no_registry_but_npms() -> None:
    packages = json.loads((SOURCES / "package-lock.json").read_text("utf-8"))["packages"]
    hosts = {package.get("resolved", "https://registry.npmjs.org/").split("/")[2] for package in packages.values()}
    assert hosts == {"registry.npmjs.org"}


def test_the_tests_find_wrong_numbers(tmp_path: Path) -> None:
    """The shared vectors would catch a twin that differs: one changed constant fails."""
    source = (SOURCES / "sampling.js").read_text("utf-8")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "sampling.js").write_text(source.replace("0x9e3779b9", "0x9e3779b8"))
    vectors = json.loads((ROOT / "tests" / "vectors" / "sampling.json").read_text("utf-8"))["uniform"]
    script = f"import {{ uniform }} from './sampling.js'; process.exit({vectors[0]['u']} === uniform(0, 0, 0) ? 0 : 3)"
    node = shutil.which("node", path=PATH)
    assert node
    done = subprocess.run([node, "--input-type=module", "-e", script], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 3
