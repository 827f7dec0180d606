"""The Python environments of the kernel and of JupyterLab: whether they hold what a notebook needs, and fit."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.version import Version

from .inference.diagnosis import Finding

WIDGETS_FRONT_END = "@jupyter-widgets/jupyterlab-manager"
LEAST_FRONT_END = Version("5")  # of jupyterlab_widgets 3, for ipywidgets 8


@dataclass(frozen=True)
class Lab:
    """A JupyterLab: the folder of its environment, and where it looks for kernels and front-end extensions."""

    prefix: Path
    data: Sequence[Path]

    @property
    def python(self) -> Path:
        """The interpreter of its environment."""
        folder = self.prefix / ("Scripts" if sys.platform == "win32" else "bin")
        return folder / "python"

    @property
    def is_here(self) -> bool:
        """Whether it lives in the environment that runs this code."""
        return self.prefix == Path(sys.prefix)


def environment_findings() -> Iterator[Finding]:
    """Look at the interpreter, the packages, JupyterLab, its widgets and its kernels; starts nothing."""
    yield Finding("Python", "ok", f"{sys.version.split()[0]}, {sys.executable}")
    yield from packages(requires("lightboard") or ())
    lab = find_lab()
    if lab is None:
        advice = 'pip install "jupyterlab>=4.2,<5", unless you use another front end, such as VS Code.'
        yield Finding("JupyterLab", "note", "none in this environment and none on the PATH", advice)
        return
    where = "in this environment" if lab.is_here else f"in another environment, {lab.prefix}"
    yield Finding("JupyterLab", "ok", where)
    yield from front_end(lab)
    yield kernel(lab)


def installed(name: str) -> str | None:
    """Return the version of a package of this environment, None when there is none."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def packages(requirements: Sequence[str]) -> Iterator[Finding]:
    """Compare what is installed here with the versions that Lightboard needs."""
    fine = 0
    for requirement in map(Requirement, requirements):
        wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if requirement.name == "jupyterlab" and installed("jupyterlab"):
            wanted = requirement.marker is None or requirement.marker.evaluate({"extra": "lab"})
        if not wanted:
            continue
        found = installed(requirement.name)
        if found and requirement.specifier.contains(found, prereleases=True):
            fine += 1
        else:
            is_there = f"is {found}, not {requirement.specifier}" if found else "is not installed"
            advice = f'{sys.executable} -m pip install "{requirement.name}{requirement.specifier}"'
            yield Finding("packages", "fix", f"{requirement.name} {is_there}", advice)
    yield Finding("packages", "ok", f"{fine} that Lightboard needs are here, in versions that it knows")


def find_lab() -> Lab | None:
    """Return the JupyterLab of this environment, else the one that `jupyter-lab` on the PATH starts."""
    here = Path(sys.prefix)
    if installed("jupyterlab") is not None:
        return Lab(here, _data_folders())
    program = shutil.which("jupyter-lab")
    if program is None:
        return None
    prefix = Path(program).resolve().parents[1]  # pipx and uv link from the PATH into an environment
    shared = [folder for folder in _data_folders() if folder != here / "share" / "jupyter"]
    return Lab(prefix, (prefix / "share" / "jupyter", *shared))


def _data_folders() -> tuple[Path, ...]:
    """Return where Jupyter of this environment looks, in its order: what comes first counts."""
    try:
        from jupyter_core.paths import jupyter_path
    except ImportError:
        return (Path(sys.prefix) / "share" / "jupyter",)
    return tuple(map(Path, jupyter_path()))


def front_end(lab: Lab) -> Iterator[Finding]:
    """Look whether JupyterLab can draw widgets: its part of them has to fit the kernel's."""
    anywidget = installed("anywidget")
    wanted = ".".join((anywidget or "0.0").split(".")[:2])
    checks = (
        (WIDGETS_FRONT_END, "jupyterlab_widgets", "3", lambda found: Version(found) >= LEAST_FRONT_END),
        ("anywidget", "anywidget", wanted, lambda found: found.split(".")[:2] == wanted.split(".")),
    )
    for extension, package, least, fits in checks:
        found = _extension_version(lab, extension)
        install = f'{lab.python} -m pip install "{package}~={least}.0", and start JupyterLab again.'
        if found is None:
            yield Finding("widgets", "fix", f"JupyterLab has no {package}, so that it draws no panels", install)
        elif not fits(found):
            detail = f"JupyterLab has {extension} {found}, which does not fit the kernel's packages"
            yield Finding("widgets", "fix", detail, install)
        else:
            yield Finding("widgets", "ok", f"JupyterLab has {extension} {found}")


def _extension_version(lab: Lab, name: str) -> str | None:
    for folder in lab.data:
        found = _read_json(folder / "labextensions" / name / "package.json").get("version")
        if isinstance(found, str):
            return found
    return None


def kernel(lab: Lab) -> Finding:
    """Look whether JupyterLab offers a kernel that runs in this environment."""
    if installed("ipykernel") is None:
        advice = f"{sys.executable} -m pip install ipykernel"
        return Finding("kernel", "fix", "ipykernel is not installed in this environment", advice)
    specs = {file.parent.name: _read_json(file) for folder in reversed(lab.data) for file in _kernel_files(folder)}
    names = [str(spec.get("display_name", name)) for name, spec in specs.items() if _runs_here(spec, lab)]
    if lab.is_here and "python3" not in specs:
        names.append("Python 3 (ipykernel)")  # which JupyterLab makes up for itself
    if names:
        return Finding("kernel", "ok", f"JupyterLab offers this environment as {', '.join(map(repr, names))}")
    advice = f"{sys.executable} -m ipykernel install --user --name lightboard, then choose that kernel in the notebook."
    return Finding("kernel", "fix", "JupyterLab offers no kernel that runs in this environment", advice)


def _kernel_files(folder: Path) -> list[Path]:
    return sorted((folder / "kernels").glob("*/kernel.json"))


def _runs_here(spec: dict[str, Any], lab: Lab) -> bool:
    program = next(iter(spec.get("argv", [])), "")
    if program in ("python", "python3", f"python3.{sys.version_info.minor}"):
        return lab.is_here  # JupyterLab puts its own interpreter in
    return Path(program).parent == Path(sys.executable).parent  # a link to the base's interpreter: do not follow it


def _read_json(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
