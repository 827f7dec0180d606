"""The logit panel's content is what the engine says, and its commands do what they say."""

from __future__ import annotations

import math
import re

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_models import _byte_level, _save
from widgets_state import integers, texts

from lightboard.inference import connect
from lightboard.inference.errors import InvalidOption
from lightboard.inference.messages import (
    Decoding,
    DistributionRequest,
    LogitSelection,
    ModelChoice,
    TokenizeRequest,
    TraceRequest,
)
from lightboard.widgets.numbers import probability
from lightboard.widgets.panels.codec import state_bytes
from lightboard.widgets.panels.growth import Growth
from lightboard.widgets.panels.logit_commands import Branch, LogitSettings
from lightboard.widgets.panels.logit_content import fitted
from lightboard.widgets.panels.logit_panel import LogitPanel
from lightboard.widgets.panels.logit_static import first, read_array, rest_of
from lightboard.widgets.token_label import token_label

GPT = "starter/gpt"
TEXT = "The soup was too hot, so the man"


@pytest.fixture(scope="module")
def backend():
    return connect("local")


@pytest.fixture(scope="module")
def engine(backend):
    """What the engine says about the text: its distribution, and its logits."""
    found = backend.distribution(DistributionRequest(prompt=TEXT, model=ModelChoice(name=GPT), top=1000, full=True))
    return found, found.logits.numpy()


@pytest.fixture
def panel(backend):
    return LogitPanel(TEXT, model=GPT, backend=backend)


@pytest.fixture
def ask(panel, monkeypatch):
    """Send a message as the browser does, and return what came back."""

    def send(**message):
        sent = []
        monkeypatch.setattr(panel, "send", lambda content, buffers=None: sent.append((content, buffers)))
        panel._take(panel, {"content": panel.content["number"], "number": 1} | message, [])
        assert panel.wait(30)
        return next(((content, buffers) for content, buffers in sent if "answer" in content), (sent, None))

    return send


def change(panel, command, **fields):
    panel._take(panel, {"command": command, **fields}, [])
    assert panel.wait(30)
    assert not panel.error


def test_the_largest_logits_with_names_and_all_others_in_bins(panel, engine, backend):
    found, logits = engine
    (choice,) = panel.content["choices"]
    ids, held = integers(choice["ids"]), read_array(choice["logits"])
    assert ids[:1000] == [token.id for token in found.stages[0].tokens]
    assert np.array_equal(held, logits[ids])
    assert set(ids) >= {*found.prompt_ids}
    assert choice["log_normaliser"] == found.stages[0].log_normaliser
    tokens = backend.tokenize(TokenizeRequest(ids=tuple(ids[:1000]), model=ModelChoice(name=GPT))).tokens
    assert texts(choice["labels"]) == fitted([token_label(token) for token in tokens])
    counts, masses = read_array(choice["tail"]["counts"]), read_array(choice["tail"]["masses"])
    assert len(counts) == len(masses) == 512
    assert counts.sum() == len(logits) - len(ids)
    total = np.exp(held.astype(np.float64) - logits.max()).sum() + masses.sum()
    assert math.log(total) + float(logits.max()) == pytest.approx(found.stages[0].log_normaliser, abs=1e-9)


def test_the_context_is_shaded_by_what_the_model_expected(panel, engine, backend):
    context = panel.content["context"]
    trace = backend.trace(
        TraceRequest(ids=engine[0].prompt_ids, model=ModelChoice(name=GPT), logits=LogitSelection(top=1))
    )
    assert integers(context["ids"]) == list(engine[0].prompt_ids)
    surprise, entropy = read_array(context["surprise"]), read_array(context["entropy"])
    assert math.isnan(surprise[0])
    assert surprise[1:] == pytest.approx(trace.logits.surprisal.numpy()[:-1])
    assert entropy[1:] == pytest.approx(trace.logits.entropy.numpy()[:-1])
    assert panel.spans()[1:3] == [(0, 3), (3, 8)]


def test_the_last_row_of_the_lens_is_the_model(panel, engine):
    lens = panel.content["lens"]
    ids, logprobs = read_array(lens["ids"]), read_array(lens["logprobs"])
    first = engine[0].stages[0].tokens[0]
    assert ids[-1, -1, 0] == first.id
    assert math.exp(logprobs[-1, -1, 0]) == pytest.approx(first.probability, rel=2e-3)
    assert dict(zip(integers(lens["named"]), texts(lens["labels"]), strict=True))[first.id]


def test_the_whole_vector_comes_in_one_buffer(ask, engine):
    answer, buffers = ask(command="fetch_logits")
    assert buffers == [engine[1].astype("<f4").tobytes()]
    assert answer["value"]["logits"]["shape"] == [len(engine[1])]


def test_names_and_finds(ask, engine):
    answer, buffers = ask(command="fetch_names", ids=[7, 4000, 10**6])
    assert buffers[0] == np.array([7, 4000], np.uint16).tobytes()
    assert len(buffers) == 4
    answer, buffers = ask(command="find_tokens", text="soup")
    found = np.frombuffer(buffers[0], answer["value"]["ids"]["dtype"]).tolist()
    assert engine[0].prompt_ids[2] in found
    answer, _ = ask(command="fetch_logits", side=1)
    assert "Nothing is compared" in answer["error"]
    answer, _ = ask(command="fetch_lens", at=10**6)
    assert "Choose one of them" in answer["error"]
    answer, _ = ask(command="fetch_lens", at=2)
    assert answer["value"]["ids"]["shape"][1] == len(engine[0].prompt_ids)
    answer, _ = ask(command="fetch_logits", content=99)
    assert answer["outdated"]


def test_appending_undoing_and_branching(panel, backend):
    prompt = panel.content["context"]["prompt"]
    change(panel, "append", token=20)
    change(panel, "append", token=1)
    assert panel.branch == Branch(text=TEXT, appended=(20, 1))
    assert panel.appended_text == ".</s>"
    direct = backend.distribution(
        DistributionRequest(prompt=TEXT, generated=(20, 1), model=ModelChoice(name=GPT), top=5)
    )
    assert integers(panel.content["choices"][0]["ids"])[:5] == [token.id for token in direct.stages[0].tokens[:5]]
    assert integers(panel.content["choices"][0]["generated"]) == [20, 1]
    change(panel, "undo")
    assert panel.branch.appended == (20,)
    change(panel, "look_at", token=2)
    assert panel.content["at"] == 2
    change(panel, "append", token=413, prompt=prompt)
    assert [branch.appended for branch in panel.branches] == [(20,), (413,)]
    assert panel.branch.kept == 3
    assert len(integers(panel.content["context"]["ids"])) == 4
    change(panel, "choose_branch", branch=0)
    assert panel.branch.appended == (20,)
    assert panel.content["at"] == 2
    change(panel, "new_branch", prompt=prompt)
    assert panel.branches[2] == Branch(text=TEXT, kept=3)
    change(panel, "choose_branch", branch=77)
    change(panel, "edit_text", text="Tea is")
    assert panel.branch == Branch(text="Tea is")
    assert panel.text == "Tea is"


def test_the_same_from_python(panel):
    panel.append(" drank", 20)
    assert panel.appended_text == " drank."
    panel.look_at(4).append(" and").undo().choose_branch(0)
    assert len(panel.branches) == 2
    with pytest.raises(InvalidOption, match="no branch 5"):
        panel.choose_branch(5)
    panel.new_branch()
    assert len(panel.branches) == 3


def test_two_texts_and_two_models(backend):
    panel = LogitPanel(TEXT, model=GPT, compare="The soup was cold", backend=backend)
    assert [choice["text"] for choice in panel.content["choices"]] == [TEXT, "The soup was cold"]
    change(panel, "compare", model="starter/chat")
    names = [choice["model"]["name"] for choice in panel.content["choices"]]
    assert names == [GPT, "starter/chat"]
    assert panel.content["choices"][1]["text"] == TEXT
    change(panel, "append", token=20)
    assert panel.content["choices"][1]["text"] == f"{TEXT}."
    change(panel, "compare")
    assert len(panel.content["choices"]) == 1


def test_an_encoder_decoder_reads_the_text_and_writes_behind_its_start(backend):
    panel = LogitPanel("translate English to French: The soup is hot", model="starter/t5", backend=backend)
    assert len(integers(panel.content["context"]["ids"])) == 1
    change(panel, "append", token=58)
    change(panel, "append", token=60)
    request = DistributionRequest(prompt=panel.text, generated=(58, 60), model=ModelChoice(name="starter/t5"), top=3)
    first = [token.id for token in backend.distribution(request).stages[0].tokens[:3]]
    assert integers(panel.content["choices"][0]["ids"])[:3] == first
    change(panel, "look_at", token=0)
    assert integers(panel.content["choices"][0]["generated"]) == []
    assert integers(panel.content["choices"][0]["prompt"]) == integers(panel.content["context"]["ids"])[:1]


@pytest.fixture(scope="module")
def long_model(tmp_path_factory):
    """36 layers, 70,000 tokens, room for 2,100 of them."""
    from transformers import LlamaConfig, LlamaForCausalLM

    def build():
        config = LlamaConfig(
            vocab_size=70_000, hidden_size=8, intermediate_size=8, num_hidden_layers=36, num_attention_heads=4,
            max_position_embeddings=2100, bos_token_id=0, eos_token_id=1, pad_token_id=None,
        )  # fmt: skip
        return LlamaForCausalLM(config)

    tokenizer = _byte_level(["<|begin|>", "<|end|>"], bos_token="<|begin|>", eos_token="<|end|>")
    return _save(tmp_path_factory.mktemp("models") / "long", tokenizer, build)


def test_the_first_paint_stays_small(backend, long_model):
    text = "\U0001f469" * 682  # three tokens each, whose labels are long
    panel = LogitPanel(text, model=long_model, compare=text + "\N{HOT BEVERAGE}", backend=backend)
    assert len(integers(panel.content["context"]["ids"])) >= 2040
    assert len(panel.content["choices"]) == 2
    assert state_bytes(panel.content) <= 200_000


def test_settings_are_the_options_of_decoding(backend):
    panel = LogitPanel(
        TEXT, model=GPT, temperature=0.7, top_p=0.9, presence_penalty=0.5, order="vllm", seed=7, backend=backend
    )
    assert panel.decoding == Decoding(temperature=0.7, top_p=0.9, presence_penalty=0.5, seed=7)
    assert panel.distribution().request.order == "vllm"
    panel.settings = {**panel.settings, "temperature": 0.0, "top_k": 3}
    assert panel.decoding == Decoding(presence_penalty=0.5)
    table = panel.to_pandas()
    assert table["rank"].iloc[0] == 1
    assert table["cumulative"].is_monotonic_increasing
    assert LogitSettings().decoding() == Decoding(seed=42)


def test_the_rest_is_zero_only_where_nothing_is_left():
    found = [("a", 0.0, 0.5), ("b", 0.0, 0.5)]
    assert probability(rest_of({"vocabulary": 3}, found)) == "<0.001"
    assert probability(rest_of({"vocabulary": 2}, [("a", 0.0, 0.7), ("b", 0.0, 0.2)])) == "0"
    assert rest_of({"vocabulary": 3}, [("a", 0.0, 0.75)]) == 0.25


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"temperature": 0.0}, "temperature must be above 0"),
        ({"top_p": 1.5}, "top_p must be"),
        ({"order": "vlm"}, "no order 'vlm'. Did you mean 'vllm'"),
        ({"temprature": 1.0}, "no option 'temprature'"),
        ({"colour": "red"}, "wrong value"),
    ],
)
def test_bad_options_are_one_sentence(backend, options, words):
    with pytest.raises(InvalidOption, match=words):
        LogitPanel(TEXT, model=GPT, backend=backend, **options)


def test_files(panel, tmp_path):
    assert "rest: 4,081 tokens" in panel.save(tmp_path / "a.svg").read_text()
    lines = panel.save(tmp_path / "a.csv").read_text().splitlines()
    assert lines[0].startswith("rank,id,token,logit")
    page = panel.save(tmp_path / "a.html").read_bytes()
    assert len(page) < len(panel._esm) + len(panel._css) + 1.4 * state_bytes(panel.content) + 20_000


def test_what_is_compared_is_drawn_on_one_scale(backend):
    panel = LogitPanel("The doctor said that", compare="The nurse said that", model=GPT, backend=backend)
    widths = [
        float(width) for width in re.findall(r'<rect [^>]*width="([\d.]+)"[^>]*fill="#1c6ba8"', panel.drawing().svg())
    ]
    own, other = (panel.content["choices"][side] for side in (0, 1))
    assert widths[0] / widths[15] == pytest.approx(first(own)[0][2] / first(other)[0][2], abs=0.01)
    assert "The nurse said that" in panel.static_html()


def test_the_static_form_is_escaped_and_adds_up(backend):
    panel = LogitPanel("<img src=x onerror=alert(1)> </script>", model=GPT, backend=backend)
    markup = panel.static_html()
    assert "<img" not in markup
    assert "<script" not in markup
    assert "Logit lens" in markup
    assert "4,081 tokens" in markup


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
NAMES = [
    "append",
    "undo",
    "new_branch",
    "choose_branch",
    "look_at",
    "compare",
    "fetch_logits",
    "fetch_names",
    "find_tokens",
]
FIELDS = ["token", "prompt", "branch", "text", "model", "side", "ids", "content", "number", "at", "extra"]


class Silent(LogitPanel):
    """Computes nothing, so that thousands of messages take no time."""

    bundle = "logits"

    def compute(self, inputs, run):
        return {}

    def answer(self, command, run):
        return {}


@pytest.fixture(scope="module")
def silent(backend):
    return Silent(TEXT, model=GPT, backend=backend)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.sampled_from(FIELDS), values, max_size=4), st.sampled_from(NAMES) | values)
def test_any_message_is_answered_or_dropped(silent, fields, name):
    silent._take(silent, {"command": name, **fields}, [])
    silent.set_state({"settings": fields, "selection": fields, "content": fields})
    msgspec.convert(dict(silent.settings), LogitSettings)
    assert len(silent._wanted.branches) <= 20


def test_it_grows_with_a_generation(backend):
    decoding = Decoding(temperature=0.7, top_p=0.9, seed=5)
    growth = Growth(prompt=TEXT, model=ModelChoice(name=GPT), info=None, decoding=decoding, ids=(413,), written=" did")
    panel = LogitPanel.of_generation(growth, backend=backend)
    assert panel.decoding == decoding
    assert panel.branch == Branch(text=TEXT, appended=(413,))
    panel.grow(msgspec.structs.replace(growth, ids=(413, 20), written=" did."))
    assert panel.wait(30)
    assert integers(panel.content["choices"][0]["generated"]) == [413, 20]
    assert panel.text == TEXT
    greedy = LogitPanel.of_generation(msgspec.structs.replace(growth, decoding=Decoding(), ids=()), backend=backend)
    assert greedy.decoding == Decoding()
