"""What all tests share: nobody's settings and caches, no network, no progress bars."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import hypothesis

hypothesis.settings.register_profile("untimed", deadline=None)  # other processes may be busy
hypothesis.settings.load_profile("untimed")

pytest_plugins = ["tiny_models", "fake_hub"]  # fixtures: tiny_gpt, tiny_bert, tiny_t5, ...; fake_hub

# Set when this file is imported, which is before any test imports transformers; kernels and servers inherit it.
_home = Path(tempfile.mkdtemp(prefix="lightboard-tests-"))
_isolated = {
    "HF_HOME": "huggingface",
    "IPYTHONDIR": "ipython",
    "JUPYTER_CONFIG_DIR": "jupyter-config",
    "JUPYTER_DATA_DIR": "jupyter-data",
    "JUPYTER_RUNTIME_DIR": "jupyter-runtime",
}
for _variable, _folder in _isolated.items():
    (_home / _folder).mkdir()
    os.environ[_variable] = str(_home / _folder)

os.environ.setdefault("OMP_NUM_THREADS", "1")  # tiny models gain nothing from more
os.environ["HF_ENDPOINT"] = "http://127.0.0.1:9"  # the discard port: whoever asks the Hub is refused at once
os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"
for _variable in [name for name in os.environ if name.startswith("LIGHTBOARD_")]:
    if _variable != "LIGHTBOARD_SCREENSHOTS":  # see tests/browser
        del os.environ[_variable]


def pytest_unconfigure() -> None:
    """Remove the folders of this run."""
    shutil.rmtree(_home, ignore_errors=True)
