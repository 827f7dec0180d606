from __future__ import annotations

import re

import pytest
from html_page import parse
from sample_results import COMMIT, backend_info, loaded, model

from lightboard.inference.messages import CachedModel
from lightboard.inference.starter import TRAINABLE
from lightboard.widgets.tables import BackendCard, CachedTable, ModelsTable

STARTERS = {name: TRAINABLE[name] for name in ("starter/gpt", "starter/bert", "starter/bert-sentiment")}
GPT = loaded(model("starter/gpt", family="decoder", revision="sha256:0123456789"), in_use=True)
FOLDER = loaded(model("/home/ada/models/tiny", source="folder", device="cuda:1"))
HUB = loaded(
    model("org/<b>name", source="hub", revision=COMMIT, bytes=548_000_000, parameters=124_439_808), pinned=True
)


def test_models_loaded_and_available() -> None:
    table = ModelsTable(backend_info(GPT, FOLDER, HUB), STARTERS)
    assert repr(table) == "ModelsTable(3 loaded: starter/gpt, tiny, org/<b>name; 2 more available)"
    assert table.names == [
        "starter/gpt",
        "/home/ada/models/tiny",
        "org/<b>name",
        "starter/bert",
        "starter/bert-sentiment",
    ]
    assert len(table) == 5
    frame = table.to_pandas()
    assert frame["state"].tolist() == ["in use", "loaded", "loaded", "available", "available"]
    assert frame["pinned"].tolist() == [False, False, True, False, False]
    assert frame["family"].tolist()[::3] == ["decoder", "encoder"]
    assert frame["last used"][0].timestamp() == 1_700_000_000
    assert frame["size"].tolist()[:3] == [8_400_000, 8_400_000, 548_000_000]


def test_plain_text_is_a_table_without_path_device_or_time() -> None:
    text = ModelsTable(backend_info(GPT, FOLDER), STARTERS)._repr_mimebundle_()["text/plain"]
    head, first, *rest = text.splitlines()
    assert head.split() == ["model", "family", "task", "parameters", "size", "dtype", "state", "pinned"]
    assert first.split() == [
        "starter/gpt",
        "decoder",
        "text-generation",
        "4.20",
        "M",
        "8.40",
        "MB",
        "float32",
        "in",
        "use",
    ]
    assert len(rest) == 3
    assert not any(word in text for word in ("/home", "cuda", "cpu", "1700"))


def test_html_of_models() -> None:
    found = parse(ModelsTable(backend_info(HUB), STARTERS)._repr_mimebundle_()["text/html"])
    rows = [[cell.text for cell in row.all("td")] for row in found.one("tbody").all("tr")]
    name, family, task, parameters, size, dtype, state, pinned, device, context, last_used = rows[0]
    assert (name, family, task) == ("org/<b>name @714eb0f", "encoder", "text-generation")
    assert (parameters, size, dtype, state, pinned) == ("124 M", "548 MB", "float32", "loaded", "yes")
    assert (device, context) == ("cpu", "128")
    assert re.fullmatch(r"2023-11-1[45] \d\d:\d\d", last_used)
    assert rows[1][:3] == ["starter/gpt", "decoder", "text-generation"]
    assert rows[1][-1] == "–"
    assert found.one("span", "lb-end").text == "1 loaded, 3 more available"


def test_no_models_at_all() -> None:
    bundle = ModelsTable(backend_info())._repr_mimebundle_()
    assert bundle["text/plain"] == "no models"
    assert "No model is loaded" in parse(bundle["text/html"]).text


@pytest.mark.parametrize(
    ("budget", "words"), [(None, "80 % of the free memory of their device"), (2_000_000_000, "2.00 GB a device")]
)
def test_models_say_what_they_may_take(budget, words) -> None:
    table = ModelsTable(backend_info(GPT, HUB), STARTERS, budget=budget)
    text = parse(table._repr_mimebundle_()["text/html"]).text
    assert f"Loaded models take 556 MB, and may take {words}" in text


def test_cached_models() -> None:
    models = [
        CachedModel(name="org/<i>name", revision=COMMIT, refs=("main", "v1"), bytes=548_000_000, last_used=1.7e9),
        CachedModel(name="org/other", revision="c0ffee" * 5, refs=(), bytes=4_000, last_used=1.6e9),
    ]
    table = CachedTable(models)
    assert (repr(table), len(table), table.names) == ("CachedTable(2 models)", 2, ["org/<i>name", "org/other"])
    assert table.to_pandas()["size"].tolist() == [548_000_000, 4_000]
    bundle = table._repr_mimebundle_()
    head, first, second = bundle["text/plain"].splitlines()
    assert head.split() == ["model", "revision", "size"]
    assert first.split() == ["org/<i>name", "714eb0f", "(main,", "v1)", "548", "MB"]
    assert second.split() == ["org/other", "c0ffeec", "4.00", "kB"]
    found = parse(bundle["text/html"])
    assert found.one("tbody").all("tr")[0].all("td")[0].text == "org/<i>name"
    assert found.one("span", "lb-end").text == "2 models, 548 MB"


def test_an_empty_cache_says_what_fills_it() -> None:
    bundle = CachedTable([])._repr_mimebundle_()
    assert bundle["text/plain"] == "no models in the cache"
    assert "lightboard prefetch" in parse(bundle["text/html"]).text


def test_backend_card() -> None:
    card = BackendCard(backend_info(GPT, kind="shared"))
    assert repr(card) == card._repr_mimebundle_()["text/plain"] == "BackendCard(shared, 1 model loaded)"
    assert card.kind == "shared"
    assert card.info.version == "0.1.0"
    found = parse(card._repr_mimebundle_()["text/html"])
    assert [value.text for value in found.all("dd")] == [
        "/run/user/1000/lightboard.sock",
        "shared",
        "cpu",
        "812\xa0MB",
        "1",
        "0.1.0",
    ]
    assert "this kernel" not in found.text
    assert "Loaded: starter/gpt." in found.text


def test_the_local_backend_runs_in_this_kernel() -> None:
    card = BackendCard(backend_info(address=None))
    assert repr(card) == "BackendCard(local, 0 models loaded)"
    found = parse(card._repr_mimebundle_()["text/html"])
    assert [term.text for term in found.all("dt")][:2] == ["models run", "backend"]
    assert [value.text for value in found.all("dd")][:2] == ["in this kernel", "local"]
    assert "None" not in found.text
    assert "%models unload NAME frees one, a restart frees all." in found.text
