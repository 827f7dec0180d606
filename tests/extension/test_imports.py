"""What may be imported where, and what importing Lightboard costs."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAYERS = ("extension", "magics", "widgets", "inference")  # each may import those after it
PACKAGES = {"extension": "lightboard", **{name: f"lightboard.{name}" for name in (*LAYERS[1:], "notebooks")}}

# Of inference, what everybody may use.
SHARED = {"lightboard.inference", "connect", "Backend", "messages", "errors"}
# And what is a light table that only names things: modules of inference, by who imports them and why.
LIGHT_TABLES = {
    "tasks": "names of tasks, for completion and %models",
    "starter": "names of starter models, for completion, %models and the command line",
}
HEAVY = ("torch", "transformers", "ipywidgets", "anywidget", "plotly", "pandas", "numpy")


def sources(layer):
    return sorted(path for path in (ROOT / layer).rglob("*.py") if "node_modules" not in path.parts)


def imports(path, layer):
    """Every import of a module as (module, name or None), relative ones resolved."""
    inside = path.relative_to(ROOT / layer).parts
    package = [*PACKAGES[layer].split("."), *inside[:-1]]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((module, alias.name) for alias in node.names)


def everything(*layers):
    return [(layer, path) for layer in layers for path in sources(layer)]


def name_of(item):
    return str(item.relative_to(ROOT)) if isinstance(item, Path) else None


@pytest.mark.parametrize(("layer", "path"), everything(*LAYERS), ids=name_of)
def test_layers_import_downwards(layer, path):
    above = {PACKAGES[name] for name in LAYERS[: LAYERS.index(layer)]} - {"lightboard"}
    for module, name in imports(path, layer):
        full = f"{module}.{name}" if name else module
        for package in above:
            assert not f"{full}.".startswith(f"{package}."), f"{layer} must not know {package}"
        if layer != "extension":
            assert module != "lightboard" or name in LAYERS, f"{layer} must not know the extension"


@pytest.mark.parametrize(("layer", "path"), everything("magics", "widgets"), ids=name_of)
def test_magics_and_widgets_know_no_engine(layer, path):
    for module, name in imports(path, layer):
        assert module.split(".")[0] not in ("torch", "transformers", "tokenizers", "safetensors", "huggingface_hub")
        if module == "lightboard" and name == "inference":
            raise AssertionError("say what of inference is used")
        if module == "lightboard.inference":
            assert name in SHARED | set(LIGHT_TABLES)
        elif module.startswith("lightboard.inference."):
            assert module.split(".")[2] in SHARED | set(LIGHT_TABLES), module


@pytest.mark.parametrize(("layer", "path"), everything("inference"), ids=name_of)
def test_inference_knows_no_notebook(layer, path):
    for module, _ in imports(path, layer):
        assert module.split(".")[0] not in ("IPython", "ipykernel", "ipywidgets", "anywidget", "traitlets", "plotly")


def is_private(module, name):
    """Whether this is a part of transformers that may move without notice."""
    parts = [*module.split("."), *([name] if name else [])]
    return parts[0] == "transformers" and (
        any(part.startswith("_") and not part.endswith("__") for part in parts)
        or parts[:3] == ["transformers", "generation", "utils"]
    )


def test_one_module_may_know_private_parts_of_transformers():
    users = {path for layer, path in everything(*LAYERS) for one in imports(path, layer) if is_private(*one)}
    assert len(users) <= 1, users
    assert all(path.is_relative_to(ROOT / "inference") for path in users)


def test_the_test_of_private_parts_finds_them():
    assert is_private("transformers.generation.utils", "GenerateOutput")
    assert is_private("transformers", "_utils")
    assert not is_private("transformers.generation", "LogitsProcessor")
    assert not is_private("transformers", "__version__")


def in_new_process(code):
    """What a script that knows nothing prints, as JSON."""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd="/")
    return json.loads(run.stdout.splitlines()[-1])


IMPORT = """
import json, sys, time
import socket
def refuse(*arguments, **options):
    raise AssertionError("network")
socket.socket.connect = refuse
before = time.process_time()  # not the clock: other processes may be busy
{statement}
seconds = time.process_time() - before
print(json.dumps([seconds, sorted(sys.modules)]))
"""
LOAD = """
import json, sys, time
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.history import HistoryAccessor
HistoryAccessor.enabled = False
shell = InteractiveShell.instance()
earlier = set(sys.modules)
before = time.process_time()  # not the clock: other processes may be busy
shell.run_line_magic("load_ext", "lightboard")
seconds = time.process_time() - before
print(json.dumps([seconds, sorted(set(sys.modules) - earlier)]))
"""


def heavy_modules(modules):
    return [module for module in modules if module.split(".")[0] in HEAVY]


@pytest.mark.parametrize("code", [IMPORT.format(statement="import lightboard"), LOAD], ids=["import", "load_ext"])
def test_light_to_load(code):
    runs = [in_new_process(code) for _ in range(3)]
    assert heavy_modules(runs[0][1]) == []
    assert min(seconds for seconds, _ in runs) < 0.1


def test_importing_does_not_even_import_ipython():
    _, modules = in_new_process(IMPORT.format(statement="import lightboard"))
    assert "IPython" not in modules
    assert [module for module in modules if module.startswith("lightboard.")] == []


def test_functions_and_backend_are_light_until_they_are_used():
    statement = "from lightboard import pipeline, generate, connect, LightboardError"
    _, modules = in_new_process(IMPORT.format(statement=statement))
    assert heavy_modules(modules) == []


def test_the_light_tables_are_light_and_still_used():
    statement = "\n".join(f"import lightboard.inference.{name}" for name in LIGHT_TABLES)
    _, modules = in_new_process(IMPORT.format(statement=statement))
    assert heavy_modules(modules) == []
    used = {
        f"{module}.{name}"
        for layer, path in everything("magics", "widgets", "extension")
        for module, name in imports(path, layer)
    }
    for name in LIGHT_TABLES:
        assert any(f"{one}.".startswith(f"lightboard.inference.{name}.") for one in used), name


def test_the_public_names():
    import lightboard

    assert dir(lightboard) == sorted(lightboard.__all__)
    for name in lightboard.__all__:
        assert getattr(lightboard, name) is not None
    assert lightboard.__version__.count(".") == 2
    with pytest.raises(AttributeError, match="no attribute 'pipelin'"):
        lightboard.pipelin  # noqa: B018
