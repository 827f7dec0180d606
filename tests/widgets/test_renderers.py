"""What a reader finds in the pictures of the tasks that read a text and mark, answer, sort or compare."""

from __future__ import annotations

import msgspec
import numpy as np
from html_page import Node, parse
from sample_results import WORK, answers, entities, features, found, model, output, ranked

from lightboard.inference.messages import PipelineOutput
from lightboard.widgets.pipeline_result import PipelineResult
from lightboard.widgets.renderers.feature_extraction import similarities
from lightboard.widgets.renderers.token_classification import looks


def page(result: PipelineOutput) -> Node:
    return parse(PipelineResult(result)._repr_mimebundle_()["text/html"])


def cells(table: Node) -> list[list[str]]:
    return [[cell.text for cell in row.all("td")] for row in table.all("tr")]


# token-classification


def test_entities_are_marked_in_the_text_with_label_and_score() -> None:
    text = page(entities()).one("div", "lb-text")
    assert [mark.text for mark in text.all("mark")] == ["Sylvain", "Hugging Face", "Brooklyn"]
    assert [tag.text for tag in text.all("span", "lb-kind")] == [" PER 0.998", " ORG 0.980", " LOC 0.993"]
    assert text.text.replace(" PER 0.998", "").replace(" ORG 0.980", "").replace(" LOC 0.993", "") == WORK


def test_the_legend_says_what_each_line_means() -> None:
    shown = page(entities(("B-PER", "Sylvain", 0.9), ("NOUN", "name", 0.8), grouped=False))
    legend = shown.one("div", "lb-kinds")
    assert legend.text == "PER, personNOUNscore of each token"
    grouped = page(entities()).one("div", "lb-kinds").text
    assert grouped.endswith("score is the mean over the tokens of the entity")
    words = page(entities(options={"aggregation_strategy": "max"})).one("div", "lb-kinds").text
    assert words.endswith("score is the mean over the words of the entity")


def test_each_kind_has_one_look_and_the_usual_kinds_always_the_same() -> None:
    assert looks(["B-PER", "I-PER", "ORG"]) == {"PER": 2, "ORG": 1}
    assert looks(f"K{number}" for number in range(6)) == {"K0": 1, "K1": 2, "K2": 3, "K3": 4, "K4": 1, "K5": 2}


def test_a_text_without_entities_says_so() -> None:
    none = output("token-classification", ("It rains.",), (found(text="It rains."),))
    shown = page(none)
    assert "It rains." in shown.text
    assert "No entity was found." in shown.text
    assert not shown.all("div", "lb-kinds")
    assert PipelineResult(none).outputs == [[]]
    assert repr(PipelineResult(none)).endswith(": no entity")
    assert PipelineResult(none).to_pandas().empty
    PipelineResult(none).figure()


def test_entities_as_data() -> None:
    result = PipelineResult(entities(("PER", "Sylvain", 0.5)))
    assert result.outputs == [[{"entity_group": "PER", "score": 0.5, "word": "Sylvain", "start": 11, "end": 18}]]
    assert list(result.to_pandas().columns) == ["input", "entity_group", "score", "word", "start", "end"]
    single = PipelineResult(entities(("I-PER", "Sy", 0.5), grouped=False))
    assert single.outputs == [[{"entity": "I-PER", "score": 0.5, "index": 0, "word": "Sy", "start": 11, "end": 13}]]
    assert list(single.to_pandas().columns) == ["input", "entity", "score", "word", "start", "end", "index"]


# question-answering


def test_the_answer_stands_under_its_question_in_its_context_and_before_the_others() -> None:
    shown = page(answers())
    assert shown.one("div", "lb-answer").text == "Hugging Face"
    text = shown.one("div", "lb-text")
    assert text.text == WORK
    assert [mark.text for mark in text.all("mark")] == ["Hugging Face"]
    assert cells(shown.one("table", "lb-candidates")) == [
        ["Hugging Face", "characters 33 to 45", "", "0.6386"],
        ["Brooklyn", "characters 49 to 57", "", "0.0096"],
    ]
    assert "Where do I work?" in shown.text


def test_the_context_of_an_answer_that_repeats_a_word_marks_the_right_one() -> None:
    text = "Soup is not bread. Bread is bread."
    one = answers(("bread", 0.5), context=text)
    moved = msgspec.structs.replace(one.outputs[0].answers[0], start=28, end=33)  # type: ignore[union-attr]
    one = msgspec.structs.replace(one, outputs=(msgspec.structs.replace(one.outputs[0], answers=(moved,)),))
    block = page(one).one("div", "lb-text")
    before = block.children[0]
    assert before == "Soup is not bread. Bread is "


def test_no_answer_is_said_and_nothing_marked() -> None:
    shown = page(answers(("", 0.75), ("Brooklyn", 0.1)))
    assert shown.one("div", "lb-answer").text == "There is no answer in the text."
    assert not shown.all("mark")
    assert cells(shown.one("table", "lb-candidates"))[0] == ["no answer", "–", "", "0.7500"]


def test_of_a_long_context_the_neighbourhood_of_the_answer_stays() -> None:
    text = "word " * 400 + "Paris" + " word" * 400
    shown = page(answers(("Paris", 0.5), context=text)).one("div", "lb-text")
    folds = shown.all("details", "lb-fold")
    assert [fold.one("summary").text for fold in folds] == [
        "1,700 more characters of the text",
        "1,700 more characters of the text",
    ]
    kept = [child for child in shown.children if isinstance(child, str)]
    assert [len(part) for part in kept] == [300, 300]
    nothing = page(answers(("", 0.5), context=text)).one("div", "lb-text")
    assert nothing.text.startswith("word word")
    assert len(nothing.all("details", "lb-fold")) == 1


def test_answers_as_data() -> None:
    best = {"score": 0.6386, "start": 33, "end": 45, "answer": "Hugging Face"}
    other = {"score": 0.0096, "start": 49, "end": 57, "answer": "Brooklyn"}
    assert PipelineResult(answers()).outputs == [best]
    assert PipelineResult(answers(top_k=2)).outputs == [[best, other]]
    assert PipelineResult(answers(top_k=9)).outputs == [[best, other]]
    frame = PipelineResult(answers()).to_pandas()
    assert frame["answer"].tolist() == ["Hugging Face", "Brooklyn"]
    assert frame["rank"].tolist() == [1, 2]


# zero-shot-classification


def test_all_labels_stand_beside_their_text() -> None:
    shown = page(ranked())
    assert cells(shown.one("table", "lb-answers")) == [
        [WORK, "work", "", "0.8125"],
        ["food", "", "0.1253"],
        ["sport", "", "0.0411"],
        ["art", "", "0.0211"],
    ]
    assert "they add up to 1" in shown.text
    assert "need not add up to 1" in page(ranked(options={"multi_label": True})).text
    assert "need not add up to 1" in page(ranked(("work", 0.3))).text


def test_labels_as_data() -> None:
    (entry,) = PipelineResult(ranked(("a", 0.75), ("b", 0.25))).outputs
    assert entry == {"sequence": WORK, "labels": ["a", "b"], "scores": [0.75, 0.25]}


# feature-extraction


def test_the_map_holds_the_cosines_of_the_tokens() -> None:
    shown = page(features([1.0, 0.0], [0.6, 0.8], [0.0, -2.0], pieces=("[CLS]", "Ġsoup", "é")))
    grid = shown.one("table", "lb-map")
    assert [head.text for head in grid.one("thead").all("th")] == ["[CLS]", "Ġsoup", "é"]
    assert [row.all("th")[0].text for row in grid.one("tbody").all("tr")] == ["[CLS]", "Ġsoup", "é"]
    assert cells(grid)[1:] == [["1", ".60", ".00"], [".60", "1", "−.80"], [".00", "−.80", "1"]]
    shades = [sorted(cell.classes) for cell in grid.one("tbody").all("tr")[1].all("td")]
    assert shades == [["p19"], ["p31"], ["p0"]]
    assert "3 vectors of 2 numbers" in shown.text


def test_pooled_vectors_are_compared_text_by_text() -> None:
    shown = page(features([1.0, 0.0], [0.6, 0.8], texts=("The cat.", "A dog.")))
    grid = shown.one("table", "lb-map")
    assert [row.all("th")[0].text for row in grid.one("tbody").all("tr")] == ["0 The cat.", "1 A dog."]
    assert cells(grid)[1:] == [["1", ".60"], [".60", "1"]]


def test_a_single_vector_shows_its_first_numbers() -> None:
    shown = page(features([1.0, -0.5, 0.25], texts=("The cat.",)))
    assert not shown.all("table", "lb-map")
    assert "1.00, −0.50, 0.25" in shown.text
    assert "1 vector of 3 numbers" in shown.text


def test_large_maps_and_many_maps_are_cut_and_say_so() -> None:
    many = features(*np.eye(40).tolist(), pieces=tuple(f"t{number}" for number in range(40)))
    shown = page(many)
    assert len(shown.one("table", "lb-map").one("tbody").all("tr")) == 24
    assert "the first 24 are shown" in shown.text
    assert len(PipelineResult(many).to_pandas()) == 40
    one = features([1.0, 0.0], [0.6, 0.8], pieces=("a", "b"))
    several = output("feature-extraction", ("x",) * 7, one.outputs * 7, model=model())
    shown = page(several)
    assert len(shown.all("table", "lb-map")) == 4
    assert "The maps of 3 more texts are left out here" in shown.text


def test_features_as_data() -> None:
    result = PipelineResult(features([3.0, 4.0], [0.0, 0.0], pieces=("a", "b")))
    (array,) = result.outputs
    assert array.shape == (2, 2)
    assert array.dtype == np.float32
    frame = result.to_pandas()
    assert frame["length"].tolist() == [5.0, 0.0]
    assert np.stack(frame["vector"].to_list()).tolist() == [[3.0, 4.0], [0.0, 0.0]]
    figure = result.figure()
    assert np.array(figure.data[0].z).tolist() == [[1, 0], [0, 0]]  # rounded: the same on every processor


def test_similarities_are_cosines_and_zero_for_nothing() -> None:
    vectors = np.array([[1.0, 0.0], [1.0, 1.0], [-2.0, 0.0], [0.0, 0.0]])
    expected = [[1, 0.5**0.5, -1, 0], [0.5**0.5, 1, -(0.5**0.5), 0], [-1, -(0.5**0.5), 1, 0], [0, 0, 0, 0]]
    np.testing.assert_allclose(similarities(vectors), expected, atol=1e-12)
