from __future__ import annotations

import pytest
from html_page import parse, skeleton
from hypothesis import example, given
from hypothesis import strategies as st

from lightboard.widgets.html import Html, element, escape, join

anything = st.text(st.characters(exclude_categories=["Cs"]))
EVIL = "<script>alert(1)</script>'\" onload=x </style><!--"


def as_a_page_holds_it(text: str) -> str:
    return text.replace("\x00", "�")


@given(anything)
@example(EVIL)
@example("\x00\r\n\t\u202e\u2028]]>&amp;&#60;")
def test_any_text_arrives_as_that_text_and_nothing_else(text) -> None:
    page = parse(element("p", {"title": text}, text, element("b", None, text)))
    paragraph = page.one("p")
    assert paragraph.text == as_a_page_holds_it(text) * 2
    assert paragraph.attributes == {"title": as_a_page_holds_it(text)}
    assert skeleton(page) == ["#root", [], [["p", ["title"], [["b", [], []]]]]]


def test_lone_surrogates_can_be_sent() -> None:
    assert escape("a\ud800b").encode() == "a�b".encode()


def test_markup_is_kept_and_none_left_out() -> None:
    assert join(["<", None, Html("<br>"), 3, ["&", Html("<hr>")]]) == "&#60;<br>3&#38;<hr>"


def test_attributes_without_value_are_left_out() -> None:
    assert element("details", {"open": True, "class": None, "hidden": False}) == "<details open></details>"
    assert element("input", {"type": "radio"}) == '<input type="radio">'


@pytest.mark.parametrize("name", ["p onclick", "p>", "", "1", "é"])
def test_names_of_elements_are_checked(name) -> None:
    with pytest.raises(ValueError, match="no name of an element"):
        element(name)


@pytest.mark.parametrize("name", ["onclick", "a b", "x=", ">"])
def test_names_of_attributes_are_checked(name) -> None:
    with pytest.raises(ValueError, match="no attribute"):
        element("p", {name: "x"})
