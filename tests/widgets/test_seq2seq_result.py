"""How a summary, a translation and a text from a text look."""

from __future__ import annotations

import pytest
from html_page import Node, parse
from hypothesis import given
from hypothesis import strategies as st
from sample_results import KEYS, written, written_steps

from lightboard.inference.messages import PipelineOutput
from lightboard.widgets.pipeline_result import PipelineResult
from lightboard.widgets.renderers.seq2seq import known_words, ratio, shared, words

SOURCE = "The old cat sleeps all day. The dog does not sleep."


def page(result: PipelineOutput) -> Node:
    return parse(PipelineResult(result)._repr_mimebundle_()["text/html"])


@given(st.text())
def test_words_join_to_the_text(text) -> None:
    assert "".join(piece for piece, _ in words(text)) == text
    assert all(piece for piece, _ in words(text))
    assert "".join(piece for piece, _ in known_words(text, text)) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The cat's 2 toys.", ["The", "cat", "s", "2", "toys"]),
        ("Ça, naïve café", ["Ça", "naïve", "café"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("مرحبا بالعالم", ["مرحبا", "بالعالم"]),
        ("東京は寒い", ["東", "京", "は", "寒", "い"]),
        ("ที่นี่", ["ที่", "นี่"]),
        ("", []),
        ("... !", []),
    ],
)
def test_words_of_any_script(text, found) -> None:
    assert [piece for piece, is_word in words(text) if is_word] == found


def test_words_are_compared_whole_and_without_case() -> None:
    assert shared("the CAT sleep sleeping", SOURCE) == (3, 4)
    assert shared("", SOURCE) == (0, 0)


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("a" * 20, "b" * 90, "4.50× shorter"),
        ("a" * 30, "b" * 10, "3.00× longer"),
        ("abc", "abc", "as long"),
        ("", "a", "empty"),
    ],
)
def test_the_ratio_says_its_direction(text, source, expected) -> None:
    assert ratio(text, source) == expected


def test_a_summary_stands_beside_its_text_with_the_words_it_kept() -> None:
    found = page(written("summarization", SOURCE, "The cat rests all day."))
    source, target = found.one("div", "lb-parts").all("div", "lb-text")
    assert source.text == SOURCE
    assert target.text == "The cat rests all day."
    assert [word.text for word in target.all("u")] == ["The", "cat", "all", "day"]
    headings = [node.text.strip() for node in found.one("div", "lb-parts").all("div", "lb-h")]
    assert headings == ["Text 51 characters", "Summary 22 characters, 2.32× shorter"]
    notes = [node.text for node in found.all("p", "lb-note")]
    assert notes[0] == "4 of 5 words occur in the text: underlined."
    assert notes[1] == "Generated with the prefix 'summarize: ', max_length=20, do_sample=False, num_beams=3."


def test_a_translation_names_the_languages_and_marks_no_words() -> None:
    found = page(written("translation", "Le chat dort.", "The cat sleeps."))
    headings = [node.text.strip() for node in found.one("div", "lb-parts").all("div", "lb-h")]
    assert headings == ["Text fr, 13 characters", "Translation en, 15 characters"]
    assert found.all("u") == []


def test_several_sequences_are_a_list() -> None:
    found = page(written("summarization", SOURCE, "The cat sleeps.", "A dog."))
    assert [item.one("div", "lb-text").text for item in found.one("ol", "lb-list").all("li")] == [
        "The cat sleeps.",
        "A dog.",
    ]
    assert "Summary 2 sequences" in found.text
    assert "3.40× shorter; 3 of 3 words occur in the text" in found.text


def test_a_long_text_is_folded() -> None:
    found = page(written("summarization", "word " * 300, "word"))
    assert found.one("details", "lb-fold").one("summary").text == "1,105 more characters of the text"


@pytest.mark.parametrize("task", KEYS)
def test_texts_keep_their_own_direction_and_may_be_empty(task) -> None:
    found = page(written(task, "مرحبا", ""))
    assert all(node.attributes["dir"] == "auto" for node in found.one("div", "lb-parts").all("div", "lb-text"))


def test_outputs_are_one_entry_or_a_list_of_them() -> None:
    assert PipelineResult(written("translation", "Le chat", "The cat")).outputs == [{"translation_text": "The cat"}]
    several = PipelineResult(written("text2text-generation", "a", "b", "c")).outputs
    assert several == [[{"generated_text": "b"}, {"generated_text": "c"}]]


def test_the_table_measures_summaries() -> None:
    frame = PipelineResult(written("summarization", SOURCE, "The cat rests.", "A dog.")).to_pandas()
    columns = ["input", "sequence", "text", "summary_text", "characters", "compression", "words", "words_in_text"]
    assert list(frame.columns) == columns
    assert frame["compression"].tolist() == pytest.approx([51 / 14, 51 / 6])
    assert frame[["words", "words_in_text"]].to_numpy().tolist() == [[3, 2], [2, 1]]
    plain = PipelineResult(written("translation", "Le chat", "The cat")).to_pandas()
    assert list(plain.columns) == ["input", "sequence", "text", "translation_text", "characters"]


def test_the_figure_shows_how_short_summaries_are() -> None:
    figure = PipelineResult(written("summarization", SOURCE, "The cat rests.", "A dog.")).figure()
    assert list(figure.data[0].x) == pytest.approx([14 / 51, 6 / 51])
    assert "share" in figure.layout.xaxis.title.text
    assert list(PipelineResult(written("translation", "Le chat", "The cat")).figure().data[0].x) == [7]


def test_steps_follow_the_text_through_encoder_and_decoder() -> None:
    result = written("summarization", "A cat sleeps.", "A cat.", steps=(written_steps(),))
    first, second, third = page(result).one("div", "lb-steps").children
    assert isinstance(first, Node)
    assert first.all("p", "lb-note")[0].text == "summarize: A cat sleeps."
    assert first.one("li").text.split() == ["·summarize:·A·cat·sleeps.", "10"]
    assert isinstance(second, Node)
    assert "shape (1, 4, 32)" in second.text
    assert [[cell.text for cell in row.all("td")] for row in second.one("table").all("tr")] == [
        ["A", "", "0.5000"],
        ["rest, 359", "", "0.5000"],
    ]
    assert [chip.text.split() for chip in second.all("li")] == [["·A", "0.500"], ["</s>", "0.750"]]
    assert isinstance(third, Node)
    assert third.one("div", "lb-text").text == "A cat."
    assert "1 special token left out" in third.text
