"""The beam panel's content is the engine's tree, small, and its commands are checked."""

from __future__ import annotations

import math

import msgspec
import pytest
from beam_trees import a_tree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from widgets_state import array, integers, texts

from lightboard.inference import connect
from lightboard.inference.errors import InvalidOption, UnknownTask
from lightboard.inference.messages import (
    BEAM_STATES,
    BeamsRequest,
    Decoding,
    GenerateRequest,
    GenerationFinished,
    ModelChoice,
    Token,
    Tokenization,
    TokenizeRequest,
)
from lightboard.widgets.panels.beam_content import MAX_NODES, BeamInputs, beam_content
from lightboard.widgets.panels.beam_panel import BeamPanel, Search
from lightboard.widgets.panels.codec import state_bytes
from lightboard.widgets.visible import visible

PROMPT = "My name is Sylvain and I work"


@pytest.fixture(scope="module")
def backend():
    return connect("local")


@pytest.fixture(scope="module")
def panel(backend):
    return BeamPanel(PROMPT, model="starter/gpt", num_beams=4, max_new_tokens=8, seed=7, backend=backend)


def generated(backend, text, model, **decoding):
    request = GenerateRequest(prompt=text, model=ModelChoice(name=model), decoding=Decoding(**decoding))
    *_, last = backend.generate(request)
    assert isinstance(last, GenerationFinished)
    return last.result.sequences


def test_the_columns_are_the_tree(panel, backend):
    decoding = Decoding(num_beams=4, num_return_sequences=4, max_new_tokens=8)
    tree = backend.beams(BeamsRequest(prompt=PROMPT, model=ModelChoice(name="starter/gpt"), decoding=decoding))
    nodes, content = tree.nodes(), panel.content
    columns = {name: array(state).tolist() for name, state in content["nodes"].items()}
    ids, labels = integers(content["tokens"]["id"]), texts(content["tokens"]["label"])
    assert columns["parent"] == [max(node.parent, 0) for node in nodes]
    assert [ids[place] for place in columns["token"]][1:] == [node.id for node in nodes][1:]
    assert [labels[place] for place in columns["token"]][1:] == [visible(node.text) for node in nodes][1:]
    for name, values in {
        "logprob": [node.logprob for node in nodes],
        "sum": [node.cumulative for node in nodes],
        "p": [node.probability for node in nodes],
        "rest": [node.rest for node in nodes],
    }.items():
        assert columns[name] == pytest.approx(values, abs=1e-5)
    assert [BEAM_STATES[state] for state in columns["state"]] == [node.state for node in nodes]
    starts = columns["starts"]
    assert [nodes[start].step for start in starts[:-1]] == list(range(len(starts) - 1))
    assert starts[-1] == len(nodes)
    assert not any(columns["left_out"])


def test_the_ranking_and_the_paths_beside_are_those_of_generation(panel, backend):
    ranked = generated(backend, PROMPT, "starter/gpt", num_beams=4, num_return_sequences=4, max_new_tokens=8)
    finished = panel.content["finished"]
    assert texts(finished["text"])[:4] == [sequence.text for sequence in ranked]
    ids = integers(panel.content["tokens"]["id"])
    for name, options in (("greedy", {}), ("sampled", {"temperature": 1.0, "seed": 7})):
        (sequence,) = generated(backend, PROMPT, "starter/gpt", max_new_tokens=8, **options)
        path = panel.content[name]
        assert [ids[place] for place in integers(path["token"])] == [token.id for token in sequence.tokens]
        assert array(path["p"]).tolist() == pytest.approx([math.exp(t.logprob) for t in sequence.tokens], abs=1e-5)
        assert (path["text"], path["end"]) == (sequence.text, sequence.finish_reason)


def test_the_tokens_of_the_text_can_be_linked(panel, backend):
    request = TokenizeRequest(text=PROMPT, model=ModelChoice(name="starter/gpt"), special_tokens=False)
    tokens = backend.tokenize(request).tokens
    assert panel.spans() == [(token.start, token.end) for token in tokens]
    spans = panel.content["spans"]
    assert list(zip(integers(spans["start"]), integers(spans["end"]), strict=True)) == panel.spans()


def test_one_row_per_candidate(panel):
    table, nodes = panel.to_pandas(), panel.tree.nodes()
    assert len(table) == len(nodes)
    assert table["sum"].tolist() == [node.cumulative for node in nodes]
    assert table[table["step"] == 3]["rank"].tolist() == list(range(1, sum(node.step == 3 for node in nodes) + 1))


def test_a_translation_and_a_summary_read_their_prefix(backend):
    text = "The teacher reads a book."
    panel = BeamPanel(
        text, model="starter/t5", task="translation_en_to_fr", num_beams=3, max_new_tokens=16, backend=backend
    )
    assert panel.content["prompt"] == f"translate English to French: {text}"
    (written,) = generated(backend, panel.content["prompt"], "starter/t5", num_beams=3, max_new_tokens=16)
    assert texts(panel.content["finished"]["text"])[0] == written.text
    summary = BeamPanel(text, model="starter/t5", task="summarization", num_beams=2, max_new_tokens=6, backend=backend)
    assert summary.content["prompt"].startswith("summarize: ")


def test_searching_again_forcing_and_drawing(panel, backend, monkeypatch):
    panel = BeamPanel(PROMPT, model="starter/gpt", num_beams=3, max_new_tokens=6, backend=backend)
    panel.selection = {**panel.selection, "node": 5}
    panel.settings = {**panel.settings, "penalty": 2.0, "collapsed": (1,)}
    pruned = next(n for n, node in enumerate(panel.tree.nodes()) if node.state == "pruned")
    forced = panel.tree.path(pruned)
    command = {
        "command": "search", "num_beams": 2, "max_new_tokens": 5, "length_penalty": 2.0, "early_stopping": "never",
        "seed": 1, "forced": list(forced), "number": 3,
    }  # fmt: skip
    panel._take(panel, command, [])
    assert panel.wait(60)
    assert panel.error == ""
    search = panel.content["search"]
    assert (search["beams"], search["tokens"], search["penalty"], search["early"]) == (2, 5, 2.0, "never")
    assert panel.tree.nodes()[panel.tree.ranking[0].node].step == 5
    for ranked in panel.tree.ranking:
        assert panel.tree.path(ranked.node)[: len(forced)] == forced
    ids = integers(panel.content["tokens"]["id"])
    for name in ("greedy", "sampled"):
        assert tuple(ids[place] for place in integers(panel.content[name]["token"]))[: len(forced)] == forced
    assert panel.selection["node"] is None, "the pin belonged to another tree"
    assert panel.settings["penalty"] is None
    assert not panel.settings["collapsed"]

    # Another drawn path costs no new search.
    asked = []
    beams = backend.beams
    monkeypatch.setattr(backend, "beams", lambda request: (asked.append(request), beams(request))[1])
    panel._take(panel, {**command, "seed": 2}, [])
    assert panel.wait(60)
    assert [request.decoding.seed for request in asked] == [2]
    panel.edit("One morning, Anna")
    assert panel.wait(60)
    assert panel.tree.prompt == "One morning, Anna"
    assert len(asked) == 4


def test_words_that_the_search_did_not_see_are_forced(backend):
    panel = BeamPanel(PROMPT, model="starter/gpt", num_beams=2, max_new_tokens=6, backend=backend)
    request = TokenizeRequest(text=" kitchen", model=ModelChoice(name="starter/gpt"), special_tokens=False)
    (kitchen,) = backend.tokenize(request).tokens
    assert kitchen.id not in {node.id for node in panel.tree.nodes() if node.step <= 2}
    way = panel.tree.path(1)
    assert panel.force(" kitchen", after=1) is panel
    assert panel.inputs.forced == (*way, kitchen.id)
    assert all(panel.tree.path(ranked.node)[:2] == (*way, kitchen.id) for ranked in panel.tree.ranking)
    with_ids = BeamPanel(PROMPT, model="starter/gpt", num_beams=2, max_new_tokens=6, forced=(*way, kitchen.id),
                         backend=backend)  # fmt: skip
    assert panel.tree.ranking == with_ids.tree.ranking

    panel.force(" in", " the kitchen")
    assert all(ranked.text.startswith(" in the kitchen") for ranked in panel.tree.ranking)
    assert panel.force().inputs.forced == ()
    assert BeamPanel(PROMPT, model="starter/gpt", forced=[" kitchen"], backend=backend).inputs.forced == (kitchen.id,)


def test_words_that_cannot_be_forced_leave_the_panel(backend):
    options = {"model": "starter/t5", "task": "translation_en_to_fr", "num_beams": 2, "max_new_tokens": 4}
    panel = BeamPanel("The teacher reads.", backend=backend, **options)
    before = panel.content
    for tokens, after, words in (
        (["\u2603"], 0, "no token for '\u2603'"),
        ([""], 0, "no token for ''"),
        ([" extraordinarily"], 0, "max_new_tokens is 4"),
        (["</s>"], 0, "ends a text"),
        ([True], 0, "token ids and texts"),
        (["a"], 999, "There is no candidate 999"),
    ):
        with pytest.raises(ValueError, match=words) as caught:
            panel.force(*tokens, after=after)
        assert type(caught.value).__module__.startswith("lightboard")
    assert panel.content is before
    command = {
        "command": "search", "num_beams": 2, "max_new_tokens": 4, "length_penalty": 1, "early_stopping": False,
        "seed": 0, "forced": ["\u2603"], "number": 3,
    }  # fmt: skip
    panel._take(panel, command, [])
    assert panel.wait(60)
    assert "no token for" in panel.error
    assert panel.content is before
    panel.edit("The teacher writes.")
    assert panel.wait(60)
    assert panel.error == "", "what could not be forced does not stand in the way"


def test_errors_are_sentences_and_leave_the_last_picture(backend):
    for options, words in (
        ({"num_beams": 50, "max_new_tokens": 60}, "at most 1,000 together. Lower max_new_tokens to 20"),
        ({"num_beams": 0}, "num_beams must be 1 or more"),
        ({"early_stopping": "often"}, "early_stopping must be"),
        ({"num_beams": 1, "length_penalty": 2.0}, "steer beam search only"),
        ({"seed": -1}, "seed must be between 0 and"),
        ({"forced": "at"}, "forced must be a list of token ids and texts, not 'at'"),
        ({"forced": (10**6,)}, "has id 1,000,000"),
        ({"task": 3}, "task must be the name"),
        ({"task": "fill-mask"}, "Use one that was trained"),
    ):
        with pytest.raises(Exception, match=words) as caught:
            BeamPanel(PROMPT, model="starter/gpt", backend=backend, **options)
        assert type(caught.value).__module__.startswith("lightboard")
    with pytest.raises(UnknownTask):
        BeamPanel(PROMPT, model="starter/gpt", task="singing", backend=backend)
    with pytest.raises(TypeError):
        BeamPanel(PROMPT, beams=3, backend=backend)
    panel = BeamPanel(PROMPT, model="starter/gpt", num_beams=2, max_new_tokens=3, backend=backend)
    before = panel.content
    panel.change(
        Search(num_beams=2, max_new_tokens=3, length_penalty=1, early_stopping=False, seed=0, forced=(2, 2, 2))
    )
    assert panel.wait(60)
    assert "nothing is left to search" in panel.error
    assert panel.content is before


def test_one_beam_is_greedy(backend):
    panel = BeamPanel(PROMPT, model="starter/gpt", num_beams=1, max_new_tokens=4, backend=backend)
    assert len(panel.tree.ranking) == 1
    assert integers(panel.content["greedy"]["token"]) == [
        integers(panel.content["nodes"]["token"])[node]
        for node, state in enumerate(integers(panel.content["nodes"]["state"]))
        if node and BEAM_STATES[state] in {"kept", "ended-saved"}
    ]


# The size of the state ---------------------------------------------------------------------------------------------


def long_text():
    tokens = tuple(Token(id=place, piece="word", start=5 * place, end=5 * place + 4) for place in range(3000))
    return Tokenization(model="m", text="word " * 3000, tokens=tokens)


@pytest.mark.parametrize(
    ("beams", "steps", "considered"), [(10, 60, 20), (10, 60, 40), (50, 20, 200), (1, 1000, 4), (1000, 1, 4000)]
)
@pytest.mark.parametrize(
    "label",
    ["word{}", "東京の大きな図書館{}" * 9, "<img src=x onerror=x>{}" + "y" * 3000],
    ids=["words", "Japanese", "hostile"],
)
def test_the_first_paint_stays_small(beams, steps, considered, label):
    tree = a_tree(beams=beams, steps=steps, considered=considered, label=label, text=label.replace("{}", "0") * 60)
    path = a_tree(beams=1, steps=steps, considered=4, label=label, text=label.replace("{}", "1") * steps)
    path = msgspec.structs.replace(path, ranking=path.outranked[-1:] or path.ranking)
    content = beam_content(
        BeamInputs(text="x" * 10_000, num_beams=beams, max_new_tokens=steps), tree, path, path, long_text()
    )
    assert state_bytes(content) + 10_000 <= 200_000
    columns = content["nodes"]
    held = columns["parent"]["shape"][0]
    assert held <= MAX_NODES
    assert held + sum(integers(columns["left_out"])) == len(tree.nodes()), "what is left out is counted"
    if held < len(tree.nodes()):
        states = [node.state for node in tree.nodes()]
        kept = [BEAM_STATES[state] for state in integers(columns["state"])]
        for state in ("kept", "ended-saved"):
            assert kept.count(state) == states.count(state), "only what does not survive is left out"


def test_a_real_search_of_ten_beams_and_sixty_steps(backend):
    panel = BeamPanel(PROMPT, model="starter/gpt", num_beams=10, max_new_tokens=60, min_new_tokens=60, backend=backend)
    assert len(panel.tree.nodes()) > 1200
    assert state_bytes(panel.content) < 100_000
    assert panel.settings["pruned"] == "top"


# Foreign input -----------------------------------------------------------------------------------------------------

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=8,
)
FIELDS = st.dictionaries(
    st.sampled_from(["num_beams", "max_new_tokens", "length_penalty", "early_stopping", "seed", "forced", "number"]),
    JSON,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(message=JSON | FIELDS.map(lambda fields: {"command": "search", **fields}), trait=FIELDS)
def test_no_message_breaks_the_panel(panel, monkeypatch, message, trait):
    changes = []
    monkeypatch.setattr(panel, "change", changes.append)
    monkeypatch.setattr(panel, "send", lambda *_: None)
    panel._take(panel, message, [])
    for change in changes:
        if isinstance(change, Search):
            assert 1 <= change.num_beams <= 1000
            assert -10 <= change.length_penalty <= 10
            assert len(change.forced) <= 4096
    before = dict(panel.settings), dict(panel.selection)
    panel.set_state({"settings": {"layout": "spiral", **trait}, "selection": {"node": -1}, "content": {}})
    assert (dict(panel.settings), dict(panel.selection)) == before


def test_settings_are_checked_from_python_too(panel):
    with pytest.raises(InvalidOption, match="cannot be the settings"):
        panel.settings = {**panel.settings, "layout": "spiral"}


# Without a script --------------------------------------------------------------------------------------------------


def test_the_static_form_and_the_picture_hold_the_numbers(panel):
    html, picture = panel.static_html(), panel.drawing().svg()
    for ranked in panel.tree.ranking:
        assert f"{ranked.score:.3f}".replace("-", "\N{MINUS SIGN}") in html
    assert "<script" not in html
    assert picture.count("<rect") >= len(panel.tree.nodes()) - 1
    assert len(html) < 60_000


def test_hostile_tokens_stay_text():
    tree = a_tree(beams=2, steps=3, considered=6, label="</script><img src=x onerror=window.__xss=1>{}\u202e")
    from lightboard.widgets.html import join
    from lightboard.widgets.panels.beam_static import ranking_rows, tree_drawing

    for markup in (join(ranking_rows("<script>alert(1)</script>", tree)), tree_drawing(tree, title="<b>").svg()):
        assert "<img" not in markup
        assert "<script" not in markup
        assert "\u202e" not in markup
