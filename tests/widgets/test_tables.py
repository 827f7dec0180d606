from __future__ import annotations

from html_page import parse
from sample_results import COMMIT, backend_info, loaded, model

from lightboard.widgets.tables import BackendCard, ModelsTable

STARTERS = {"starter/bert": "fill-mask", "starter/gpt": "text-generation"}
GPT = loaded(model("starter/gpt", family="decoder", revision="sha256:0123456789"), in_use=True)
FOLDER = loaded(model("/home/ada/models/tiny", source="folder", device="cuda:1"))
HUB = loaded(model("org/<b>name", source="hub", revision=COMMIT, bytes=548_000_000, parameters=124_439_808))


def test_models_loaded_and_available() -> None:
    table = ModelsTable(backend_info(GPT, FOLDER, HUB), STARTERS)
    assert repr(table) == "ModelsTable(3 loaded: starter/gpt, tiny, org/<b>name; 1 more available)"
    assert table.names == ["starter/gpt", "/home/ada/models/tiny", "org/<b>name", "starter/bert"]
    assert len(table) == 4
    frame = table.to_pandas()
    assert frame["state"].tolist() == ["in use", "loaded", "loaded", "available"]
    assert frame["size"].tolist()[:3] == [8_400_000, 8_400_000, 548_000_000]


def test_plain_text_is_a_table_without_path_device_or_time() -> None:
    text = ModelsTable(backend_info(GPT, FOLDER), STARTERS)._repr_mimebundle_()["text/plain"]
    head, first, *rest = text.splitlines()
    assert head.split() == ["model", "task", "state", "parameters", "size", "dtype"]
    assert first.split() == ["starter/gpt", "text-generation", "in", "use", "4.20", "M", "8.40", "MB", "float32"]
    assert len(rest) == 2
    assert not any(word in text for word in ("/home", "cuda", "cpu", "1700"))


def test_html_of_models() -> None:
    found = parse(ModelsTable(backend_info(HUB), STARTERS)._repr_mimebundle_()["text/html"])
    rows = [[cell.text for cell in row.all("td")] for row in found.one("tbody").all("tr")]
    assert rows[0] == ["org/<b>name @714eb0f", "text-generation", "loaded", "124 M", "548 MB", "float32", "cpu", "128"]
    assert rows[1][:3] == ["starter/bert", "fill-mask", "available"]
    assert found.one("span", "lb-end").text == "1 loaded, 2 more available"


def test_no_models_at_all() -> None:
    bundle = ModelsTable(backend_info())._repr_mimebundle_()
    assert bundle["text/plain"] == "no models"
    assert "No model is loaded" in parse(bundle["text/html"]).text


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
