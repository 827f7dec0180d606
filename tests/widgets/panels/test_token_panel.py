"""The token panel's content is what the tokenizers say."""

from __future__ import annotations

import re
from html import unescape

import numpy as np
import pytest
from widgets_state import integers, texts

from lightboard.inference import connect
from lightboard.inference.errors import InvalidOption
from lightboard.inference.messages import ModelChoice, TokenizeRequest, align_tokens
from lightboard.widgets.panels.codec import state_bytes
from lightboard.widgets.panels.token_content import readable, visible_label
from lightboard.widgets.panels.token_panel import TokenPanel, longest_word
from lightboard.widgets.token_label import token_label

MODELS = ("starter/gpt", "starter/bert", "starter/t5")
COURSE = "My name is Sylvain and I work at Hugging Face in Brooklyn. ☕"


@pytest.fixture(scope="module")
def backend():
    return connect("local")


@pytest.fixture(scope="module")
def panel(backend):
    return TokenPanel(COURSE, model=list(MODELS), backend=backend)


@pytest.mark.parametrize("number", range(3))
def test_tokens_are_those_of_the_engine(panel, backend, number):
    request = TokenizeRequest(text=COURSE, model=ModelChoice(name=MODELS[number]), stages=True)
    found, content = backend.tokenize(request), panel.content["tokenizers"][number]
    assert integers(content["ids"]) == [token.id for token in found.tokens]
    assert texts(content["labels"]) == [token_label(token) for token in found.tokens]
    assert integers(content["starts"]) == [token.start for token in found.tokens]
    assert integers(content["ends"]) == [token.end for token in found.tokens]
    assert [stage["name"] for stage in content["stages"]] == [stage.name for stage in found.stages]
    assert content["counts"]["tokens"] == found.counts.tokens


def test_columns_are_those_of_the_alignment(panel, backend):
    models = [ModelChoice(name=name) for name in MODELS]
    aligned = align_tokens([backend.tokenize(TokenizeRequest(text=COURSE, model=model)) for model in models])
    columns = panel.content["columns"]
    assert integers(columns["ends"]) == [column.end for column in aligned.columns]
    for number, cells in enumerate(columns["tokens"]):
        assert integers(cells["count"]) == [len(column.tokens[number]) for column in aligned.columns]
        assert integers(cells["first"]) == [min(column.tokens[number], default=0) for column in aligned.columns]


def test_bytes_of_one_character_are_a_group(panel):
    (group,) = panel.content["tokenizers"][0]["split"]
    assert group["text"] == "☕"
    assert len(group["tokens"]) == 3
    assert "\N{REPLACEMENT CHARACTER}" not in "".join(texts(panel.content["tokenizers"][0]["labels"]))


def test_the_replay_ends_in_the_tokens(panel):
    replay = panel.content["tokenizers"][0]["replay"]
    assert replay["pretoken"] == "·Sylvain"
    assert replay["steps"][-1]["pieces"] == replay["pieces"]
    assert [step["number"] for step in replay["steps"][1:]] == ["rank 5", "rank 45", "rank 126"]


def test_other_words_are_replayed_on_demand(panel, monkeypatch):
    sent = []
    monkeypatch.setattr(panel, "send", lambda content, buffers=None: sent.append(content))
    panel._take(panel, {"command": "fetch_replay", "tokenizer": 1, "pretoken": 3, "content": 0, "number": 9}, [])
    assert panel.wait(30)
    value = next(content["value"] for content in sent if "value" in content)
    assert value["kind"] == "longest-match"
    assert value["steps"][-1]["pieces"] == value["pieces"]
    panel._take(panel, {"command": "fetch_replay", "tokenizer": 7, "pretoken": 0, "content": 0, "number": 10}, [])
    assert panel.wait(30)
    assert any("There are 3 tokenizers" in content.get("error", "") for content in sent)


def test_editing_and_leaving_special_tokens_out(backend):
    panel = TokenPanel("Hello", model="starter/bert", backend=backend)
    before = integers(panel.content["tokenizers"][0]["ids"])
    panel._take(panel, {"command": "set_special_tokens", "special_tokens": False}, [])
    assert panel.wait(30)
    assert integers(panel.content["tokenizers"][0]["ids"]) == before[1:-1]


@pytest.mark.parametrize("text", ["word " * 2048, "☕" * 700, "\U0001f469‍\U0001f467" * 300, "x" * 100_000])
def test_the_first_paint_stays_small(backend, text):
    panel = TokenPanel(text[:100_000], model=list(MODELS), backend=backend)
    assert state_bytes(panel.content) <= 200_000 or len(panel.spans()) > 2100


def test_one_row_per_token(panel):
    table = panel.to_pandas()
    assert list(table["model"].unique()) == list(MODELS)
    assert table.iloc[1].to_dict() | {} == {
        "model": "starter/gpt", "token": 1, "id": 627, "piece": "My", "bytes": "4d 79", "start": 0, "end": 2,
        "text": "My", "special": False, "added": False, "unknown": False,
    }  # fmt: skip


def test_bad_arguments(backend):
    with pytest.raises(InvalidOption, match="1 to 8 models, not 0"):
        TokenPanel("x", model=[], backend=backend)
    with pytest.raises(TypeError):
        TokenPanel("x", modle="starter/gpt", backend=backend)


def test_pieces_are_readable():
    assert readable("â", byte_level=True) == "<E2>"
    assert readable("ĠHugging", byte_level=True) == "·Hugging"


@pytest.mark.parametrize("model", ["starter/gpt", "starter/t5"])
def test_letters_with_accents_stay_letters_in_stages_and_replay(backend, model):
    tokenizer = TokenPanel("été, café", model=model, backend=backend).content["tokenizers"][0]
    model_stage = next(stage for stage in tokenizer["stages"] if stage["component"] == "model")
    for stage in tokenizer["stages"][: tokenizer["stages"].index(model_stage)]:
        assert "été" in "".join(stage["pieces"]).replace("·", "")
    assert ("é" in "".join(model_stage["pieces"])) == (model == "starter/t5")  # the other one has single bytes
    assert tokenizer["replay"]["pretoken"] in {"·été", "·café", "été"}


def test_the_longest_word_of_nothing(backend):
    assert longest_word(backend.tokenize(TokenizeRequest(text="", model=ModelChoice(name="starter/gpt")))) is None


def test_arrays_are_numpy_made(panel):
    assert isinstance(panel.content["tokenizers"][0]["ids"]["data"], bytes)
    assert np.frombuffer(panel.content["tokenizers"][0]["flags"]["data"], "uint8")[0] & 1


def test_without_a_style_sheet_pieces_and_ids_stand_apart(backend):
    panel = TokenPanel("Hello teacher", model="starter/gpt", backend=backend)
    html = re.sub(r"<style.*?</style>", "", str(panel.static_html()), flags=re.DOTALL)
    unstyled = unescape(re.sub(r"<[^>]+>", "", html))
    chips = [f"{visible_label(token)} {token.id}" for token in panel._tokenizations[0].tokens]
    assert " ".join(chips) in unstyled
