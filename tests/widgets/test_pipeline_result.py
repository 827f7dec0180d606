from __future__ import annotations

import json
import math
import subprocess
import sys

import pytest
from html_page import Node, parse, skeleton
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_results import (
    COMMIT,
    PROMPT,
    SENTENCES,
    answers,
    classified,
    entities,
    features,
    masks,
    model,
    output,
    ranked,
    sentiment,
    steps,
    texts,
    written,
    written_steps,
)

from lightboard.inference.errors import UnknownTask
from lightboard.inference.messages import (
    Answer,
    Answers,
    Entity,
    FilledMasks,
    FoundEntities,
    GeneratedTexts,
    LabelValue,
    MaskFill,
    PipelineOutput,
    PipelineSteps,
    PipelineTiming,
    Token,
)
from lightboard.widgets.pipeline_result import PipelineResult
from lightboard.widgets.renderers import RENDERERS

ALL = [
    sentiment(),
    sentiment(ranked=True, steps=(steps(), steps())),
    masks(),
    masks("A [MASK] [MASK].", 2),
    texts(" x", " y"),
    entities(),
    entities(("B-PER", "Sy", 0.9), ("I-PER", "lvain", 0.8), grouped=False, steps=(steps(),)),
    answers(),
    ranked(),
    features([1.0, 0.0], [0.6, 0.8], [0.0, -1.0], pieces=("[CLS]", "Sy", "##lvain")),
    features([1.0, 0.0], [0.6, 0.8], texts=("a", "b")),
    written("summarization", "A cat sleeps all day.", "A cat sleeps.", steps=(written_steps(),)),
    written("translation", "Le chat dort.", "The cat sleeps.", "A cat sleeps."),
    written("text2text-generation", "Le chat dort.", "dort"),
]
EVIL = "<script>alert(1)</script>'\" onload=x </style><!--"


def page(result: PipelineOutput) -> Node:
    return parse(PipelineResult(result)._repr_mimebundle_()["text/html"])


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (sentiment(), "PipelineResult(text-classification, starter/bert-sentiment): POSITIVE 0.9987, NEGATIVE 0.9912"),
        (
            sentiment(SENTENCES[:1], ranked=True),
            "PipelineResult(text-classification, starter/bert-sentiment): POSITIVE 0.9987 > NEGATIVE 0.0013",
        ),
        (
            sentiment(SENTENCES * 4),
            (
                "PipelineResult(text-classification, starter/bert-sentiment): "
                "POSITIVE 0.9987, NEGATIVE 0.9912, POSITIVE 0.9987, and 5 more"
            ),
        ),
        (masks(), "PipelineResult(fill-mask, starter/bert): warm 0.1963"),
        (masks("A [MASK] [MASK].", 2), "PipelineResult(fill-mask, starter/bert): warm 0.1963 and warm 0.1963"),
        (
            entities(),
            ("PipelineResult(token-classification, starter/bert-ner): Sylvain PER, Hugging Face ORG, Brooklyn LOC"),
        ),
        (answers(), "PipelineResult(question-answering, starter/bert-qa): Hugging Face 0.6386"),
        (answers(("", 0.9)), "PipelineResult(question-answering, starter/bert-qa): no answer 0.9000"),
        (
            ranked(),
            (
                "PipelineResult(zero-shot-classification, starter/bert-nli): "
                "work 0.8125 > food 0.1253 > sport 0.0411 > …"
            ),
        ),
        (
            features([1.0, 0.0], [0.6, 0.8], pieces=("a", "b")),
            "PipelineResult(feature-extraction, starter/bert): (2, 2)",
        ),
        (
            features([1.0, 0.0], [0.6, 0.8], texts=("a", "b")),
            "PipelineResult(feature-extraction, starter/bert): (2,), (2,)",
        ),
        (texts("\nto"), f"PipelineResult(text-generation, starter/gpt): '{PROMPT} to'"),
        (
            written("translation", "Le chat dort.", "The cat sleeps."),
            "PipelineResult(translation, starter/t5): 'The cat sleeps.'",
        ),
    ],
)
def test_repr_is_one_line(result, expected) -> None:
    assert repr(PipelineResult(result)) == expected
    assert PipelineResult(result)._repr_mimebundle_()["text/plain"] == expected


@pytest.mark.parametrize("result", ALL)
def test_plain_text_holds_no_time_path_or_device(result) -> None:
    folder = model("/home/ada/models/tiny", source="folder", device="cuda:1")
    shown = repr(PipelineResult(PipelineOutput(**{**fields(result), "model": folder})))
    assert "tiny" in shown
    assert not {"/home", "cuda", "0.06", "61.2"} & set(shown.replace(",", " ").split())
    assert "/home" not in shown
    assert "\n" not in shown


def fields(result: PipelineOutput) -> dict[str, object]:
    return {name: getattr(result, name) for name in result.__struct_fields__}


def test_outputs_are_plain_data() -> None:
    result = PipelineResult(sentiment())
    assert result.outputs == [{"label": "POSITIVE", "score": 0.9987}, {"label": "NEGATIVE", "score": 0.9912}]
    assert len(result) == 2
    assert result[1] == result.outputs[1]
    assert list(result) == result.outputs
    assert json.loads(json.dumps(result.outputs)) == result.outputs
    assert result.task == "text-classification"
    assert result.model.name == "starter/bert-sentiment"
    assert result.timing.total == 0.0612
    assert result.inputs == SENTENCES
    assert result.steps == result.notes == ()


def test_an_unknown_task_names_those_there_are() -> None:
    with pytest.raises(UnknownTask, match="text-classification, zero-shot-classification, token-classification, "):
        PipelineResult(output("object-detection", ("a",), (classified(("x", 1.0)),)))


def test_every_task_of_the_vocabulary_has_a_renderer() -> None:
    from typing import get_args

    from lightboard.inference.messages import Task

    assert set(RENDERERS) == set(get_args(Task))


def test_each_text_stands_beside_its_labels() -> None:
    rows = page(sentiment(ranked=True)).one("table", "lb-answers").all("tr")
    assert [[cell.text for cell in row.all("td")] for row in rows] == [
        [SENTENCES[0], "POSITIVE", "", "0.9987"],
        ["NEGATIVE", "", "0.0013"],
        [SENTENCES[1], "NEGATIVE", "", "0.9912"],
        ["POSITIVE", "", "0.0088"],
    ]
    assert [bar.all("i")[0].attributes["style"] for bar in rows[0].all("span", "lb-bar")] == ["width:99.87%"]


def test_the_title_says_sentiment_only_where_labels_are_sentiments() -> None:
    assert page(sentiment()).one("b", "lb-h2").text == "Sentiment"
    assert (
        page(output("text-classification", ("a",), (classified(("SPAM", 0.5)),))).one("b", "lb-h2").text
        == "Classification"
    )


def test_the_best_fill_stands_in_the_sentence_and_the_rest_is_a_row() -> None:
    found = page(masks())
    assert found.one("div", "lb-text").text == "The warm soup."
    assert found.one("mark").text == "warm"
    rows = [[cell.text for cell in row.all("td")] for row in found.one("table", "lb-candidates").all("tr")]
    assert rows == [
        ["warm", "30412", "", "0.1963"],
        ["cold", "38163", "", "0.0527"],
        ["rest", "", "3,798 tokens", "0.7510"],
    ]


def test_several_masks_are_numbered_and_filled_on_their_own() -> None:
    found = page(masks("A [MASK] and [MASK].", 2))
    assert found.one("div", "lb-text").text == "A warm1 and warm2."
    assert [title.text for title in found.all("b", "lb-h3")] == ["Mask 1", "Mask 2"]
    assert "filled on its own" in found.text


def test_a_mask_that_cannot_be_found_shows_the_completed_sequence() -> None:
    fill = MaskFill(score=0.9, token=5, token_str="warm", sequence="the warm soup.")
    found = page(output("fill-mask", ("The ▁ soup.",), (FilledMasks(masks=((fill,),)),)))
    assert found.one("div", "lb-text").text == "the warm soup."


def test_the_prompt_is_muted_and_each_sequence_on_its_own() -> None:
    found = page(texts(" write.\n\nBye", " read."))
    assert [item.text for item in found.all("div", "lb-text")] == [PROMPT + " write.\n\nBye", PROMPT + " read."]
    assert [muted.text for muted in found.one("ol").all("span", "lb-muted")] == [PROMPT, PROMPT]


def test_a_long_prompt_is_folded_and_begins_once() -> None:
    prompt = "word " * 300
    generated = GeneratedTexts(texts=(prompt + "one", prompt + "two"), prompt=prompt)
    found = page(output("text-generation", (prompt,), (generated,)))
    assert [fold.one("summary").text for fold in found.all("details", "lb-fold")] == [
        "1,105 more characters of the prompt",
        "1,405 characters of the prompt",
    ]


def test_three_steps_are_there_when_asked_for() -> None:
    assert "Three steps" not in page(sentiment()).text
    found = page(sentiment(steps=(steps(), steps())))
    first, second = found.all("div", "lb-steps")
    assert [chip.text.split() for chip in first.all("li")] == [
        ["[CLS]", "2"],
        ["i", "45"],
        ["hate", "310"],
        ["##d", "9"],
        ["[SEP]", "3"],
    ]
    assert [chip.text.split()[0] for chip in first.all("li", "lb-special")] == ["[CLS]", "[SEP]"]
    assert [[cell.text for cell in row.all("td")] for row in first.all("table")[0].all("tr")] == [
        ["NEGATIVE", "−1.56"],
        ["POSITIVE", "1.61"],
    ]
    assert "shape (1, 2)" in first.text
    assert "POSITIVE has the highest score" in first.text
    assert second not in [node for node in found.all("details") if "open" in node.attributes]
    assert any(second in node.all() for node in found.all("details"))


def test_steps_say_how_often_the_model_ran() -> None:
    def foot(**fields: object) -> str:
        one = PipelineSteps(**{name: getattr(steps(), name) for name in steps().__struct_fields__} | fields)
        return page(sentiment(SENTENCES[:1], steps=(one,))).one("div", "lb-steps").all("p", "lb-note")[1].text

    assert foot() == "shape (1, 2), one forward pass"
    assert foot(passes=4) == "shape (1, 2), 4 forward passes"
    assert foot(passes=4, shown_pass=2) == "shape (1, 2), forward pass 2 of 4"
    assert foot(shown_pass=1) == "shape (1, 2), one forward pass"


def test_steps_of_phrases_keep_their_spaces_and_may_conclude_in_words() -> None:
    scores = (LabelValue(label="Hugging Face", value=0.5), LabelValue(label=" a", value=0.25))
    one = PipelineSteps(
        tokens=steps().tokens,
        shape=(1, 9, 2),
        logits=scores,
        function="x",
        scores=scores,
        total=12,
        conclusion="the first wins",
    )
    columns = page(answers(steps=(one,))).one("div", "lb-steps")
    logits, shown = columns.all("table")
    assert [cell.text for cell in logits.all("td")] == ["Hugging Face", "0.50", "·a", "0.25", "and 10 more"]
    assert [row.all("td")[0].text for row in shown.all("tr")] == ["Hugging Face", "·a"]
    assert columns.all("p", "lb-note")[-1].text == "the first wins"


def test_numbers_that_no_bar_can_show_stand_alone() -> None:
    scores = tuple(LabelValue(label=str(number), value=value) for number, value in enumerate((-2.25, 0.5)))
    one = PipelineSteps(tokens=steps().tokens, shape=(1, 5, 2), logits=scores, function="the mean", scores=scores)
    found = page(features([1.0, 0.0], [0.6, 0.8], texts=("a", "b"), steps=(one,)))
    assert not found.all("span", "lb-bar")
    assert "−2.2500" in found.text
    assert "3 Postprocess the mean" in found.text
    assert "the length of each vector" in found.text


def test_long_inputs_keep_their_first_and_their_last_chip() -> None:
    many = steps()
    tokens = many.tokens[:1] + many.tokens[1:2] * 200 + many.tokens[-1:]
    long = type(many)(tokens=tokens, shape=(1, 2), logits=many.logits, function="none", scores=many.scores)
    found = page(sentiment(SENTENCES[:1], steps=(long,)))
    chips = [chip.text.split() for chip in found.all("ol", "lb-chips")[0].all("li")]
    assert chips[0] == ["[CLS]", "2"]
    assert chips[-1] == ["[SEP]", "3"]
    assert chips[-2] == ["…", "154", "more", "…"]
    assert "202 ids, 2 of them special" in found.text


def test_the_head_says_what_ran() -> None:
    info = model("distilbert/distilbert-base-uncased", source="hub", revision=COMMIT)
    assert (
        page(sentiment(model=info)).one("span", "lb-model").text
        == "distilbert/distilbert-base-uncased rev 714eb0f · float32 · cpu"
    )
    starter = model(revision="sha256:0123456789abcdef")
    assert (
        page(sentiment(model=starter)).one("span", "lb-model").text
        == "starter/bert-sentiment rev 0123456 · float32 · cpu"
    )


def test_what_the_steps_do_not_show_is_a_row_and_all_adds_up() -> None:
    best = (LabelValue(label=" write", value=9.75), LabelValue(label=" read", value=9.02))
    scores = (LabelValue(label=" write", value=0.1262), LabelValue(label=" read", value=0.0609))
    few = PipelineSteps(tokens=steps().tokens, shape=(1, 11, 4096), logits=best, function="softmax", scores=scores)
    logits, shown = page(sentiment(SENTENCES[:1], steps=(few,))).all("table", "lb-rows")
    assert [cell.text for cell in logits.all("td")] == ["·write", "9.75", "·read", "9.02", "and 4,094 more"]
    assert [row.all("td")[0].text for row in shown.all("tr")] == ["·write", "·read", "rest, 4,094"]
    assert sum(float(row.all("td")[-1].text) for row in shown.all("tr")) == pytest.approx(1)


def test_the_time_is_that_of_the_work_and_a_long_load_is_said() -> None:
    assert page(sentiment()).one("span", "lb-end").text == "2 inputs, 61.2\xa0ms"
    first = PipelineTiming(load=5.028, preprocess=0.024, forward=0.652, postprocess=0.0, total=5.704)
    end = page(sentiment(SENTENCES[:1], timing=first)).one("span", "lb-end").text
    assert end == "1 input, 676\xa0ms, after loading for 5.03\xa0s"


def test_a_leading_space_in_a_piece_is_a_quiet_dot() -> None:
    space = Token(id=7, piece="Ġteach", start=0, end=6)
    marked = PipelineSteps(tokens=(space,), shape=(1, 2), logits=(), function="softmax", scores=())
    chip = page(sentiment(SENTENCES[:1], steps=(marked,))).one("ol", "lb-chips").one("li")
    assert chip.text.split() == ["·teach", "7"]
    assert chip.one("span", "lb-muted").text == "·"


def test_notes_and_the_reason_for_the_model_are_shown_once() -> None:
    found = page(sentiment(model=model(reason="It ships with Lightboard."), notes=("Cut at 128 tokens.",)))
    assert [note.text for note in found.all("p", "lb-note")] == ["It ships with Lightboard.", "Cut at 128 tokens."]


@pytest.mark.parametrize("result", ALL)
def test_html_needs_no_script_and_nothing_from_outside(result) -> None:
    found = page(result)
    tags = {node.tag for node in found.all()}
    assert not tags & {"script", "iframe", "link", "img", "object", "embed", "base", "meta"}
    for node in found.all():
        assert not any(name.startswith("on") or name in {"src", "href", "id"} for name in node.attributes)
    root = found.children[0]
    assert isinstance(root, Node)
    assert root.classes == {"lightboard"}
    assert root.attributes["role"] == "region"


@pytest.mark.parametrize("result", ALL)
def test_code_and_table_open_without_a_script(result) -> None:
    found = page(result)
    summaries = [node.text for node in found.all("summary")]
    assert summaries[-2:] == ["Code", "Table"]
    assert found.one("pre").text == PipelineResult(result).code
    frame = PipelineResult(result).to_pandas()
    table = found.one("table", "lb-table")
    assert [cell.text for cell in table.all("th")] == list(frame.columns)
    assert len(table.one("tbody").all("tr")) == len(frame)


def test_html_is_deterministic() -> None:
    assert [PipelineResult(one)._repr_mimebundle_() for one in ALL] == [
        PipelineResult(one)._repr_mimebundle_() for one in ALL
    ]


def with_text(text: str) -> list[PipelineOutput]:
    fill = MaskFill(score=0.5, token=1, token_str=text, sequence=text)
    evil = model(name=text or "x", reason=text, device=text or "x", dtype=text or "x")
    token = steps().tokens[0].__class__(id=1, piece=text, start=0, end=1)
    marked = steps().__class__(tokens=(token,), shape=(1,), logits=(), function=text or "f", scores=steps().scores)
    return [
        output("text-classification", (text,), (classified((text, 0.5)),), model=evil, notes=(text,), steps=(marked,)),
        output("fill-mask", (text + "[MASK]",), (FilledMasks(masks=((fill,),)),)),
        texts(text, text),
        output(
            "token-classification",
            (text,),
            (
                FoundEntities(
                    entities=(Entity(label=text, score=0.5, word=text, start=0, end=1, index=1),), grouped=False
                ),
            ),
        ),
        output(
            "question-answering",
            (text,),
            (Answers(question=text, answers=(Answer(score=0.5, start=0, end=1, answer=text),)),),
        ),
        ranked((text, 0.5), (text, 0.25), text=text),
        features([1.0, 0.0], [0.6, 0.8], pieces=(text, text), texts=(text,)),
        features([1.0, 0.0], [0.6, 0.8], texts=(text, text)),
        *(
            written(task, text, text, text, steps=(written_steps(text or "x", text),))
            for task in ("translation", "text2text-generation")
        ),
    ]


BENIGN = [skeleton(page(one)) for one in with_text("é plain")]


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: "mask" not in text.lower()))
def test_text_from_outside_never_becomes_markup(text) -> None:
    assert [skeleton(page(one)) for one in with_text("é" + text)] == BENIGN
    assert [skeleton(page(one)) for one in with_text("é" + text + EVIL)] == BENIGN


@pytest.mark.parametrize("score", [math.nan, 0.0, 1.0, 1.5, -3.0])
def test_odd_scores_do_not_break_the_picture(score) -> None:
    found = page(output("text-classification", ("a",), (classified(("X", score)),)))
    width = found.one("span", "lb-bar").all("i")[0].attributes["style"]
    assert width in {"width:0%", "width:100%"}
    assert "nan" not in found.text.lower().replace("nan-", "")


@pytest.mark.parametrize("result", ALL)
def test_figures_hold_the_numbers(result) -> None:
    figure = PipelineResult(result).figure()
    assert result.model.name in figure.layout.title.text
    assert sum(len(trace.x) for trace in figure.data) == len(PipelineResult(result).to_pandas())


def test_texts_in_figures_are_no_markup() -> None:
    figure = PipelineResult(output("text-classification", ("<b>x</b>",), (classified(("<i>", 0.5)),))).figure()
    assert "<b>" not in figure.layout.annotations[0].text
    assert "<i>" not in figure.layout.yaxis.ticktext[0]


def test_importing_results_loads_nothing_heavy() -> None:
    heavy = ["torch", "transformers", "pandas", "plotly", "ipywidgets", "anywidget"]
    script = (
        "import sys, lightboard.widgets.pipeline_result, lightboard.widgets.generation, lightboard.widgets.tables, "
        f"lightboard.widgets.live; sys.exit(', '.join(sorted(set({heavy}) & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert not done.stderr.strip(), done.stderr
