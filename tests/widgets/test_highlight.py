from __future__ import annotations

from html_page import parse
from hypothesis import given, settings
from hypothesis import strategies as st

from lightboard.widgets.highlight import highlighted, in_context
from lightboard.widgets.html import Html, element


def mark(text: str) -> Html:
    return element("mark", None, text)


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
PLACES = st.tuples(st.integers(0, 45), st.integers(0, 45))


@settings(deadline=None)
@given(TEXTS, st.lists(PLACES, max_size=6))
def test_the_text_stays_whole_whatever_the_spans(text, places) -> None:
    shown = parse(highlighted(text, [(start, end, mark) for start, end in places]))
    assert shown.text == text
    for inside in shown.all("mark"):
        assert inside.text
        assert inside.text == inside.text.strip()


@settings(deadline=None)
@given(st.integers(0, 2000), st.integers(0, 2000))
def test_a_context_stays_whole_apart_from_its_folds(before, after) -> None:
    text = "a bc " * (before // 5) + "Paris" + " d ef" * (after // 5)
    start = text.index("Paris")
    shown = parse(in_context(text, start, start + 5, mark))
    summaries = "".join(one.text for one in shown.all("summary"))
    assert len(shown.text) - len(summaries) == len(text)
    assert [one.text for one in shown.all("mark")] == ["Paris"]
    assert len(shown.all("details")) == (before // 5 * 5 >= 500) + (after // 5 * 5 >= 500)


def test_spans_go_from_left_to_right_and_the_first_of_overlapping_ones_stays() -> None:
    spans = [(8, 12, mark), (0, 3, mark), (2, 6, mark), (3, 3, mark)]
    shown = parse(highlighted("The warm red soup", spans))
    assert [one.text for one in shown.all("mark")] == ["The", "red"]
