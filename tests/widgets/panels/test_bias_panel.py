"""The bias panel's content is what the backend measures; what it shows is bounded, masked, escaped and well worded."""

from __future__ import annotations

import math
import re
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from widgets_state import array, integers, texts

from lightboard.inference import connect
from lightboard.inference.errors import InvalidInput, InvalidOption
from lightboard.inference.messages import (
    Array,
    BiasCandidate,
    BiasNeutral,
    BiasPrompt,
    BiasProvenance,
    BiasRequest,
    BiasScore,
    BiasScores,
    BiasSummary,
    BiasVocabulary,
    ModelChoice,
    ModelInfo,
    RealWorldFigures,
)
from lightboard.widgets.panels.bias_inputs import BiasInputs, neutral_templates, regrouped
from lightboard.widgets.panels.bias_panel import BiasPanel
from lightboard.widgets.panels.bias_presets import PRESETS
from lightboard.widgets.panels.codec import state_bytes

BERT, GPT = ModelChoice(name="starter/bert"), ModelChoice(name="starter/gpt")
SENTENCE = "This {man|woman} works as a [MASK]."
FIVE = (SENTENCE, "The {man|woman} is a [MASK].", "That {man|woman} was a [MASK].", "The {man|woman} became a [MASK].",
        "The {man|woman} used to be a [MASK].")  # fmt: skip
WORDS = ("nurse", "plumber", "teacher", "waitress")
HOSTILE = (
    "<img src=x onerror=window.__xss=1>",
    "</script><script>window.__xss=1</script>",
    "javascript:window.__xss=1",
    "a\u202eb",
)
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def backend():
    return connect("local")


@pytest.fixture(scope="module")
def panel(backend):
    return BiasPanel(FIVE, candidates=WORDS, model=BERT, backend=backend)


@pytest.fixture(scope="module")
def scores(backend):
    return backend.bias(BiasRequest(templates=FIVE, candidates=WORDS, model=BERT))


def ask(panel, **command):
    """Send a command as the browser does, and wait for what it changes."""
    panel._take(panel, command, [])
    assert panel.wait(60)
    return panel.content


# What it shows --------------------------------------------------------------------------------------------------------


def test_cells_are_those_of_the_engine(panel, scores):
    (result,) = panel.content["models"]
    log_p, ranks, lpbs, points = (array(result[name]) for name in ("log_p", "ranks", "lpbs", "points"))
    assert log_p.shape == (4, 5, 2)
    for score in scores.scores:
        at = score.candidate, score.template, score.group
        assert log_p[at] == pytest.approx(score.log_p, abs=1e-5)
        assert ranks[at] == score.rank
        assert lpbs[at] == pytest.approx(score.lpbs, abs=1e-5)
        assert array(result["pieces"])[score.candidate, score.template] == len(score.ids)
        if score.group:
            assert points[at] == pytest.approx(score.d, abs=1e-5)
    for prompt in scores.prompts:
        assert array(result["rest"])[prompt.template, prompt.group] == pytest.approx(prompt.rest, abs=1e-6)


def test_statistics_are_those_of_the_engine(panel, scores):
    (result,) = panel.content["models"]
    for summary in scores.summaries:
        for name in ("mean", "low", "high", "p_value", "adjusted"):
            found = array(result[name])[summary.candidate, summary.group]
            assert found == pytest.approx(getattr(summary, name), abs=1e-6), name
        assert array(result["agreeing"])[summary.candidate, summary.group] == summary.agreeing
    assert np.isnan(array(result["mean"])[:, 0]).all(), "the reference is not compared with itself"
    assert result["tests"] == scores.tests == 4


def test_fewer_than_five_templates_have_no_interval(backend):
    panel = BiasPanel(SENTENCE, candidates=WORDS, model=BERT, backend=backend)
    (result,) = panel.content["models"]
    assert np.isnan(array(result["low"])).all()
    assert any("There is one template" in note for note in panel.content["notes"])


def test_the_vocabulary_is_that_of_the_first_template(panel, backend):
    found = backend.bias(BiasRequest(templates=(SENTENCE,), top_k=1, association=False, vocabulary=2000, model=BERT))
    state = panel.content["vocabulary"]
    assert tuple(texts(state["words"])) == found.vocabulary.words
    assert len(found.vocabulary.words) == 2000
    assert np.array_equal(array(state["log_p"]), found.vocabulary.log_p.numpy())


def test_another_templates_words_and_all_words_come_on_demand(panel, backend, monkeypatch):
    sent = []
    monkeypatch.setattr(panel, "send", lambda content, buffers=None: sent.append((content, buffers)))
    ask(panel, command="fetch_vocabulary", template=1, all=True, content=panel.content["number"], number=5)
    value, buffers = next((content["value"], buffers) for content, buffers in sent if "value" in content)
    log_p = np.frombuffer(buffers[value["log_p"]["data"]["buffer"]], "float32").reshape(value["log_p"]["shape"])
    found = backend.bias(BiasRequest(templates=FIVE[1:2], top_k=1, association=False, vocabulary=9999, model=BERT))
    assert value["template"] == 1
    assert np.array_equal(log_p, found.vocabulary.log_p.numpy())
    assert log_p.shape[1] > 2000
    ask(panel, command="fetch_vocabulary", template=9, content=panel.content["number"], number=6)
    assert any("There is no template 10" in content.get("error", "") for content, _ in sent)


def test_the_controls_are_measured(panel):
    controls = panel.content["controls"]
    assert controls["same"] == 0.0
    assert controls["swapped"] == 0.0
    assert [one["groups"] for one in controls["neutral"]] == ["person, individual", "person, friend"]
    assert all(0 < one["mean"] <= one["largest"] for one in controls["neutral"])


def test_occupations_are_compared_where_three_words_are_occupations(backend, panel):
    figures = panel.content["figures"]
    assert len(figures["words"]) == 44
    assert figures["correlations"]["1"]["spearman"] > 0.8, "the skew that was planted"
    assert array(figures["mean"]).shape == (44, 2)
    other = BiasPanel("The {man|woman} likes [MASK].", candidates=("soup", "bread"), model=BERT, backend=backend)
    assert other.content["figures"] is None
    assert ask(other, command="compare_occupations", shown=True)["figures"]["words"] == figures["words"]


class Listening:
    """A backend that counts what is asked about the occupations; a folder has no revision."""

    def __init__(self, backend, **model):
        self.backend, self.model, self.templates = backend, model, []

    def bias(self, request):
        if request.real_world is not None:
            self.templates.append(request.templates)
        scores = self.backend.bias(request)
        return msgspec.structs.replace(scores, model=msgspec.structs.replace(scores.model, **self.model))

    def __getattr__(self, name):
        return getattr(self.backend, name)


def test_occupations_are_asked_about_once_for_each_set_of_prompts(backend):
    listening = Listening(backend)
    panel = BiasPanel(SENTENCE, candidates=WORDS, occupations=True, model=BERT, backend=listening)
    known = panel.content["figures"]
    for command in (
        {"command": "edit_words", "words": ["soup", "bread"], "top_k": 5},
        {"command": "compare_occupations", "shown": False},
        {"command": "compare_occupations", "shown": True},
        {"command": "edit_text", "text": f"\n{SENTENCE}  \n"},
    ):
        ask(panel, **command)
    assert panel.content["figures"] == known
    assert listening.templates == [(SENTENCE,)]
    ask(panel, command="edit_groups", groups=["boy", "girl"])
    assert panel.content["figures"] != known
    ask(panel, command="edit_groups", groups=["man", "woman"])
    assert panel.content["figures"] == known, "those of before, without asking again"
    assert listening.templates == [(SENTENCE,), ("This {boy|girl} works as a [MASK].",)]
    ask(panel, command="choose_measure", measure="log-odds")
    assert len(listening.templates) == 3


def test_a_folder_whose_files_may_have_changed_is_asked_again(backend):
    listening = Listening(backend, revision=None, source="folder")
    panel = BiasPanel(SENTENCE, candidates=WORDS, model=BERT, backend=listening)
    ask(panel, command="edit_words", words=list(WORDS[:3]), top_k=5)
    assert listening.templates == [(SENTENCE,)] * 2


def test_a_second_model_is_asked_about_the_same_words(backend):
    panel = BiasPanel(SENTENCE, top_k=3, model=BERT, second_model=GPT, backend=backend)
    first, second = panel.content["models"]
    assert [one["model"]["name"] for one in (first, second)] == ["starter/bert", "starter/gpt"]
    assert second["mode"] == "causal"
    words = tuple(panel.content["words"])
    alone = backend.bias(BiasRequest(templates=(SENTENCE,), candidates=words, model=GPT))
    for score in alone.scores:
        found = array(second["log_p"])[score.candidate, score.template, score.group]
        assert found == pytest.approx(score.log_p, abs=1e-4)
    assert set(panel.to_pandas()["model"]) == {"starter/bert", "starter/gpt"}


def test_words_that_the_first_model_cannot_spell_are_not_scored(backend):
    panel = BiasPanel(SENTENCE, candidates=("東京☃", *WORDS), model=BERT, second_model=GPT, backend=backend)
    assert panel.content["flags"] == {"0": "unknown: the vocabulary cannot spell it"}
    for result in panel.content["models"]:
        assert np.isnan(array(result["log_p"])[0]).all()
        assert np.isfinite(array(result["log_p"])[1:]).all()


# What can be changed --------------------------------------------------------------------------------------------------


@pytest.fixture
def live(backend):
    return BiasPanel(SENTENCE, candidates=WORDS, model=BERT, backend=backend)


def test_groups_are_edited_in_every_template(live):
    live.edit(f"{SENTENCE}\n{{Man|Woman}} wanted: a [MASK].")
    assert live.wait(60)
    content = ask(live, command="edit_groups", groups=["boy", " girl", "person"])
    assert content["templates"] == ["This {boy|girl|person} works as a [MASK].", "{Boy|Girl|Person} wanted: a [MASK]."]
    assert content["groups"] == ["boy", "girl", "person"]
    assert "{boy|girl|person}" in live.text


def test_braces_stand_for_the_groups(backend):
    panel = BiasPanel("The {} is a [MASK].", groups=("uncle", "aunt"), candidates=WORDS, model=BERT, backend=backend)
    assert panel.content["templates"] == ["The {uncle|aunt} is a [MASK]."]
    assert ask(panel, command="edit_groups", groups=["son", "daughter"])["groups"] == ["son", "daughter"]
    assert panel.text == "The {} is a [MASK]."


def test_words_are_edited_or_found(live):
    assert ask(live, command="edit_words", words=["nurse", "chef"])["words"] == ["nurse", "chef"]
    content = ask(live, command="edit_words", words=None, top_k=2)
    assert content["automatic"]
    assert 2 <= len(content["words"]) <= 4


def test_the_reference_and_the_measure_are_chosen(live):
    before = array(live.content["models"][0]["mean"])
    after = array(ask(live, command="choose_reference", group=1)["models"][0]["mean"])
    assert after[:, 0] == pytest.approx(-before[:, 1])
    content = ask(live, command="choose_measure", measure="lpbs")
    assert array(content["models"][0]["points"])[:, 0, 0] == pytest.approx(array(content["models"][0]["lpbs"])[:, 0, 0])


def test_adjustments_differ(backend):
    panel = BiasPanel(FIVE, candidates=WORDS, model=BERT, backend=backend)
    holm = array(panel.content["models"][0]["adjusted"])[:, 1]
    content = ask(panel, command="choose_adjustment", adjustment="benjamini-hochberg")
    other = array(content["models"][0]["adjusted"])[:, 1]
    assert (other <= holm + 1e-7).all()
    assert (other < holm - 1e-7).any()


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_can_be_asked(backend, name):
    preset = PRESETS[name]
    model = GPT if preset.mode == "causal" else BERT
    panel = BiasPanel(preset=name, model=model, occupations=False, backend=backend)
    assert panel.content["templates"] == list(preset.templates)
    assert panel.content["measure"] == preset.measure
    assert array(panel.content["models"][0]["mean"])[:, 1].size
    assert np.isfinite(array(panel.content["models"][0]["mean"])[:, 1]).all()


def test_a_preset_takes_the_place_of_the_question(live):
    content = ask(live, command="use_preset", name="sentences")
    assert content["automatic"]
    assert len(content["templates"]) == 7
    assert live.text.count("\n") == 6
    assert [name for name, _ in content["presets"]] == ["course", "sentences", "occupations"], "a masked one"


def test_what_cannot_be_asked_is_said_and_the_last_numbers_stay(live):
    number = live.content["number"]
    for command, sentence in [
        ({"command": "edit_text", "text": "The {man} is a [MASK]."}, "has only one group"),
        ({"command": "edit_text", "text": "The {man|woman} is here."}, "has no mask"),
        ({"command": "edit_text", "text": ""}, "There is no template"),
        ({"command": "edit_text", "text": "x" * 12_001}, "12,001 characters, and the panel takes 12,000"),
        ({"command": "use_preset", "name": "curse"}, "There is no preset 'curse'. Did you mean 'course'?"),
        ({"command": "edit_groups", "groups": ["a|b", "c"]}, "without braces and bars"),
        ({"command": "choose_reference", "group": 7}, "counted from 0"),
    ]:
        ask(live, **command)
        assert sentence in live.error
        assert live.content["number"] == number
        live._take(live, {"command": "cancel"}, [])


MANY = [f"w{i}" for i in range(201)]
FIGURES = RealWorldFigures(name="figures", values=dict.fromkeys(MANY, 5.0))


@pytest.mark.parametrize(
    ("options", "error", "sentence"),
    [
        ({"templates": SENTENCE, "preset": "course"}, InvalidOption, "templates and a preset"),
        ({"templates": "The {} is a [MASK]."}, InvalidInput, "stands for two groups or more"),
        ({"templates": "The {} is a [MASK].", "groups": ["man"]}, InvalidInput, "stands for two groups or more"),
        ({"templates": SENTENCE, "groups": ["boy", "girl"]}, InvalidOption, "no template has it"),
        ({"templates": SENTENCE, "measure": "odds"}, InvalidOption, "There is no measure 'odds'"),
        ({"templates": SENTENCE, "candidates": MANY}, InvalidOption, "at most 200"),
        ({"templates": SENTENCE, "top_k": 51}, InvalidOption, "from 1 to 50"),
        ({"templates": SENTENCE, "top_k": True}, InvalidOption, "from 1 to 50"),
        ({"templates": [1]}, InvalidOption, "templates must be texts"),
        ({"templates": [f"{SENTENCE}{i}" for i in range(30)], "candidates": MANY[:100]}, InvalidOption, "6,000 scores"),
        ({"templates": "The {a|b|c|d|e|f|g|h|i} is a [MASK].", "candidates": WORDS}, InvalidOption, "9 groups"),
        ({"templates": SENTENCE, "real_world": FIGURES}, InvalidOption, "201 figures"),
    ],
)  # fmt: skip
def test_wrong_arguments_get_a_sentence(backend, options, error, sentence):
    with pytest.raises(error, match=re.escape(sentence)):
        BiasPanel(**options, model=BERT, backend=backend)
    with pytest.raises(TypeError):
        BiasPanel(SENTENCE, candidate="x")


# Bounds, and what comes from the browser ------------------------------------------------------------------------------


class Written:
    """A backend that answers at once, with as much as it may."""

    def __init__(self, groups=2, words=(), vocabulary=2000):
        self.groups, self.words, self.vocabulary = groups, words, vocabulary

    def cancel(self, request_id):
        return False

    def bias(self, request):
        words = request.candidates or self.words
        groups, templates = request.templates[0].count("|") + 1, len(request.templates)
        many = min(request.vocabulary, self.vocabulary)
        vocabulary = BiasVocabulary(
            words=tuple(f"{'long' * 3}{i}" for i in range(many)),
            log_p=Array.from_numpy(np.linspace(-1, -20, groups * many, dtype=np.float32).reshape(groups, many)),
        )
        cells = [(w, t, g) for w in range(len(words)) for t in range(templates) for g in range(groups)]
        return BiasScores(
            model=ModelInfo(
                name="written/" + "m" * 90, revision="abcdef0123", source="hub", architecture="A", family="encoder",
                parameters=1, bytes=4, dtype="float32", device="cpu", context_length=2048, vocabulary_size=262_144,
            ),
            request=request, mode="masked", mode_reason="", heading="Association", direction="d",
            content_notice="N. M.",
            groups=tuple(f"group{g}" for g in range(groups)),
            candidates=tuple(BiasCandidate(text=word) for word in words),
            prompts=tuple(
                BiasPrompt(template=t, group=g, text="", log_z=0.0, shown=0.5, rest=0.5)
                for t in range(templates) for g in range(groups)
            ),
            scores=tuple(
                BiasScore(
                    candidate=w, template=t, group=g, ids=(1,), pieces=("p",), method="single", p=math.exp(-5),
                    log_p=-5.0,
                    log_odds=-5.0, rank=200_000, ranked_in="vocabulary", d=0.1 * g, d_log_odds=0.1 * g, lpbs=0.2 * g,
                )
                for w, t, g in cells
            ),
            summaries=tuple(
                BiasSummary(
                    candidate=w, group=g, pieces=1, templates=tuple(range(templates)), points=(0.1 * g,) * templates,
                    mean=0.1 * g, agreeing=templates, low=0.0, high=0.2, p_value=0.01, adjusted=0.5,
                )
                for w in range(len(words)) for g in range(1, groups)
            ),
            tests=1,
            provenance=BiasProvenance(
                model="m", revision="r", dtype="float32", device="cpu", versions={"torch": "2"}, seed=0,
                templates=(*request.templates, *request.neutral),
            ),
            neutral=BiasNeutral(
                templates=request.neutral, candidates=tuple(range(len(words))), mean_absolute=0.1, largest=0.2,
                points=tuple((0.1,) * len(request.neutral) for _ in words),
            ) if request.neutral else None,
            vocabulary=vocabulary if request.vocabulary else None,
        )  # fmt: skip


LONG_WORDS = [f"{'w' * 40}{i}" for i in range(200)]


@pytest.mark.parametrize(
    ("groups", "templates", "words"),
    [(2, 6, 200), (8, 2, 150), (8, 60, 5), (8, 1, 200), (4, 12, 50)],
)
def test_the_first_paint_stays_small_whatever_is_asked(groups, templates, words):
    slot = "{" + "|".join(f"group{g}" for g in range(groups)) + "}"
    length = 11_900 // templates
    lines = [f"{number} {'word ' * ((length - 90) // 5)}{slot} [MASK]" for number in range(templates)]
    models = {"model": "a", "second_model": "b", "backend": Written()}
    panel = BiasPanel(lines, candidates=LONG_WORDS[:words], occupations=True, **models)
    assert state_bytes({name: getattr(panel, name) for name in ("content", "text", "selection", "settings")}) <= 200_000
    assert 200 < len(texts(panel.content["vocabulary"]["words"])) <= min(2000, 12_000 // groups)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=20) | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
NAMES = ["edit_text", "edit_groups", "edit_words", "choose_reference", "choose_measure", "choose_adjustment",
         "compare_occupations", "use_preset", "fetch_vocabulary", "cancel", "hello", "__init__"]  # fmt: skip
FIELDS = ["text", "groups", "words", "top_k", "group", "measure", "adjustment", "shown", "name", "template", "all",
          "content", "number", "unknown"]  # fmt: skip


@pytest.fixture(scope="module")
def fuzzed():
    return BiasPanel([SENTENCE], candidates=WORDS, model="a", backend=Written())


MESSAGES = st.fixed_dictionaries({"command": st.sampled_from(NAMES)}, optional=dict.fromkeys(FIELDS, VALUES))


@settings(max_examples=300, deadline=None)
@given(message=MESSAGES | VALUES)
def test_no_message_from_the_browser_breaks_the_panel(fuzzed, message):
    fuzzed._take(fuzzed, message, [])
    assert isinstance(fuzzed.inputs, BiasInputs)
    assert isinstance(fuzzed.error, str)


@settings(max_examples=150, deadline=None)
@given(selection=VALUES, chosen=VALUES, word=VALUES)
def test_no_trait_from_the_browser_breaks_the_panel(fuzzed, selection, chosen, word):
    fuzzed.set_state({"selection": selection, "settings": chosen})
    fuzzed.set_state({"selection": {"tokens": [], "word": word}, "settings": {"template": word, "group": word}})
    msgspec.convert(fuzzed.settings, BiasPanel.Settings)
    msgspec.convert(fuzzed.selection, BiasPanel.Selection)
    fuzzed.static_html()


# Files, static form, words --------------------------------------------------------------------------------------------


def test_slurs_are_masked_in_what_is_shown_and_nowhere_else(backend):
    panel = BiasPanel(SENTENCE, candidates=("whore", "nurse"), model=BERT, backend=backend)
    assert panel.content["slurs"] == [0]
    assert "whore" in set(panel.to_pandas()["word"])
    for shown in (panel.static_html(), panel.drawing().svg()):
        assert "w••••" in shown
        assert "whore" not in shown
    panel.settings = {**panel.settings, "masked": False}
    for shown in (panel.static_html(), panel.drawing().svg()):
        assert "whore" in shown


def test_slurs_of_the_vocabulary_are_marked():
    panel = BiasPanel([SENTENCE], candidates=WORDS, model="a", backend=Written())
    assert integers(panel.content["vocabulary"]["slurs"]) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_only_texts(text):
    template = text.replace("{", "").replace("|", "") + " {man|woman} [MASK]"
    panel = BiasPanel([template], candidates=(text, "nurse"), model=text[:50], backend=Written())
    for shown in (panel.static_html(), panel.drawing().svg()):
        assert not re.search(r"<(img|script)\b", shown)
        assert " onerror=" not in re.sub(r">[^<]*<", "><", shown)


def test_every_file_says_where_the_numbers_come_from(panel, tmp_path):
    line = panel.scores.provenance.line
    panel.selection = {**panel.selection, "word": "nurse"}
    for ending in ("svg", "csv", "html"):
        written = panel.save(tmp_path / f"bias.{ending}").read_text("utf-8")
        assert line[:60] in written.replace("&#39;", "'"), ending
        assert f"seed {panel.scores.request.seed}" in written, ending
    assert line[:60] in panel.static_html()
    page = (tmp_path / "bias.html").stat().st_size
    assert page <= len(panel._esm) + len(panel._css) + 1.4 * state_bytes(panel.content) + 20_000


def test_the_table_is_that_of_the_engine(panel, scores):
    table = panel.to_pandas().set_index("word")
    for row in scores.summary_rows():
        assert table.loc[row["word"], "mean"] == pytest.approx(row["mean"])
        assert table.loc[row["word"], "adjusted"] == pytest.approx(row["adjusted"])
    lpbs = [score.lpbs for score in scores.scores if score.group == 1 and score.candidate == 0]
    assert table.loc["nurse", "LPBS"] == pytest.approx(sum(lpbs) / len(lpbs))


def test_the_static_form_needs_no_script(panel):
    shown = panel.static_html()
    assert "<script" not in shown
    for text in ("nurse", "The {man|woman} is a [MASK].", "Agreement with labour statistics", "same group twice"):
        assert text in shown
    assert repr(panel).startswith("BiasPanel('This {man|woman} works as a [MASK].")


BANNED = re.compile(r"unbiased|bias\s*=\s*0|no bias|bias[- ]free|free of bias|model (thinks|believes)", re.IGNORECASE)


def test_nothing_claims_that_there_is_no_bias(panel):
    sources = [*ROOT.glob("widgets/js/bias/*.js"), *ROOT.glob("widgets/panels/bias_*.py")]
    for path in [*sources, ROOT / "magics/bias_magic.py"]:
        assert not BANNED.search(path.read_text("utf-8")), path
    assert not BANNED.search(panel.static_html())
    assert "Association in this model under these prompts" in panel.static_html()
    bundle = (ROOT / "widgets/static/panels/bias.js").read_text("utf-8")
    assert "Agreement with labour statistics does not mean absence of harm." in bundle


# Parts ----------------------------------------------------------------------------------------------------------------


def test_only_slots_with_the_present_groups_are_regrouped():
    text = "{man|woman} {Man|Woman} {his|her} {woman|man}"
    assert regrouped(text, ("man", "woman"), ("a", "b", "c")) == "{a|b|c} {A|B|C} {his|her} {woman|man}"


def test_neutral_templates_fit_the_groups():
    assert neutral_templates("{He|She} is a [MASK].") == ()
    assert neutral_templates("The {man|woman} likes {his|her} [MASK].") == ()
    assert neutral_templates("A {boy|girl} is a [MASK].") == ("A {child|kid} is a [MASK].",)
