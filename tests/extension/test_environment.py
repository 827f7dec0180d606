"""What `lightboard doctor` finds out about the environments of kernel and JupyterLab."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from lightboard import environment
from lightboard.environment import WIDGETS_FRONT_END, Lab, environment_findings, find_lab, front_end, kernel, packages


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A JupyterLab in another environment, on the PATH by a link, as pipx makes them; none in this one."""
    prefix = tmp_path / "lab"
    program = prefix / "bin" / "jupyter-lab"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    folder = tmp_path / "path"
    folder.mkdir()
    (folder / "jupyter-lab").symlink_to(program)
    monkeypatch.setenv("PATH", str(folder))
    without(monkeypatch, "jupyterlab")
    return prefix


def without(monkeypatch, *names):
    installed = environment.installed
    monkeypatch.setattr(environment, "installed", lambda name: None if name in names else installed(name))


def extend(prefix, name, version):
    folder = prefix / "share" / "jupyter" / "labextensions" / name
    folder.mkdir(parents=True)
    (folder / "package.json").write_text(json.dumps({"version": version}))


def offer(prefix, name, program):
    folder = prefix / "share" / "jupyter" / "kernels" / name
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(json.dumps({"argv": [str(program), "-m"], "display_name": name.title()}))


def lab_at(prefix):
    return Lab(Path(prefix), (Path(prefix) / "share" / "jupyter",))


def test_this_environment_is_in_order():
    findings = list(environment_findings())
    assert {finding.state for finding in findings} == {"ok"}, findings
    assert [finding.subject for finding in findings] == [
        "Python",
        "packages",
        "JupyterLab",
        "widgets",
        "widgets",
        "kernel",
    ]
    assert find_lab().is_here


def test_versions_are_compared_with_what_lightboard_needs():
    wanted = [
        "pytest>=999",
        "no-such-package-here>=1,<2",
        "numpy>=2",
        "jupyterlab<4; extra == 'lab'",
        "x; extra == 'y'",
    ]
    *broken, last = packages(wanted)
    assert [(one.state, one.detail.split()[0]) for one in broken] == [
        ("fix", "pytest"),
        ("fix", "no-such-package-here"),
        ("fix", "jupyterlab"),
    ]
    assert broken[0].detail.endswith("not >=999")
    assert broken[1].detail.endswith("is not installed")
    assert broken[1].advice == f'{sys.executable} -m pip install "no-such-package-here<2,>=1"'
    assert last.detail.startswith("1 ")


def test_a_jupyterlab_elsewhere_is_found_and_needs_widgets_and_a_kernel(elsewhere):
    lab = find_lab()
    assert lab.prefix == elsewhere
    assert not lab.is_here
    assert Path(sys.prefix) / "share" / "jupyter" not in lab.data
    findings = list(environment_findings())
    states = [(one.subject, one.state) for one in findings[2:]]
    assert states == [("JupyterLab", "ok"), ("widgets", "fix"), ("widgets", "fix"), ("kernel", "fix")]
    assert str(elsewhere) in findings[2].detail
    assert findings[3].advice.startswith(f'{elsewhere}/bin/python -m pip install "jupyterlab_widgets~=3.0"')
    assert "anywidget" in findings[4].advice
    assert findings[5].advice.startswith(f"{sys.executable} -m ipykernel install --user")


def test_a_jupyterlab_elsewhere_that_has_all(elsewhere):
    extend(elsewhere, WIDGETS_FRONT_END, "5.0.16")
    extend(elsewhere, "anywidget", environment.installed("anywidget"))
    offer(elsewhere, "python3", elsewhere / "bin" / "python")
    offer(elsewhere, "mine", sys.executable)
    findings = list(environment_findings())
    assert {finding.state for finding in findings} == {"ok"}
    assert findings[-1].detail == "JupyterLab offers this environment as 'Mine'"


@pytest.mark.parametrize(("manager", "any_version"), [("4.1.0", None), ("5.0.1", "0.1.0")])
def test_a_front_end_of_another_version_does_not_fit(tmp_path, manager, any_version):
    extend(tmp_path, WIDGETS_FRONT_END, manager)
    extend(tmp_path, "anywidget", any_version or environment.installed("anywidget"))
    first, second = front_end(lab_at(tmp_path))
    assert (first.state, second.state) == (("fix", "ok") if any_version is None else ("ok", "fix"))
    assert "does not fit" in (first if any_version is None else second).detail


def test_no_jupyterlab_at_all_is_a_note(monkeypatch):
    without(monkeypatch, "jupyterlab")
    monkeypatch.setenv("PATH", "")
    last = list(environment_findings())[-1]
    assert (last.subject, last.state) == ("JupyterLab", "note")
    assert "pip install" in last.advice


def test_a_kernel_named_python3_that_runs_elsewhere(tmp_path):
    """The classic: a kernel of an old environment has taken the name that JupyterLab would give its own."""
    lab = Lab(Path(sys.prefix), (tmp_path / "share" / "jupyter",))
    assert kernel(lab).state == "ok"  # JupyterLab makes one up
    offer(tmp_path, "python3", "/somewhere/else/bin/python")
    assert kernel(lab).state == "fix"
    offer(tmp_path, "other", "python3")
    assert kernel(lab).state == "ok"  # JupyterLab's own interpreter
    assert kernel(lab_at(tmp_path)).state == "fix"  # which is not this one when JupyterLab is elsewhere


def test_damaged_files_of_jupyter_are_passed_over(tmp_path):
    offer(tmp_path, "broken", "python")
    (tmp_path / "share/jupyter/kernels/broken/kernel.json").write_text("{")
    extend(tmp_path, "anywidget", "1")
    (tmp_path / "share/jupyter/labextensions/anywidget/package.json").write_text("[]")
    assert kernel(lab_at(tmp_path)).state == "fix"
    assert [one.state for one in front_end(lab_at(tmp_path))] == ["fix", "fix"]


def test_without_ipykernel_there_is_no_kernel(tmp_path, monkeypatch):
    without(monkeypatch, "ipykernel")
    found = kernel(lab_at(tmp_path))
    assert (found.state, found.advice) == ("fix", f"{sys.executable} -m pip install ipykernel")
