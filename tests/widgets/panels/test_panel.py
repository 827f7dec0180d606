"""What all panels share: content from inputs, commands, errors, what the browser may write."""

from __future__ import annotations

import logging
import threading
import time

import pytest

from lightboard.inference.errors import InvalidInput, InvalidOption, RequestCancelled
from lightboard.widgets.panels import panel as module
from lightboard.widgets.panels.commands import Change
from lightboard.widgets.panels.linking import link


def take(panel, **message):
    panel._take(panel, message, [])


def test_the_first_content_is_there_when_the_constructor_returns(panel):
    assert panel.content == {"letters": 3, "raw": b"\x01", "number": 0}
    assert panel.text == "abc"
    assert repr(panel) == "CountPanel('abc')"


def test_a_failure_of_the_first_content_raises(panel):
    with pytest.raises(InvalidInput, match="Take another"):
        type(panel)("bad")
    with pytest.raises(InvalidInput, match="not int"):
        type(panel)(3)
    with pytest.raises(InvalidInput, match="100,000"):
        type(panel)("x" * 100_001)


def test_edits_are_computed_in_the_background(panel, sent):
    take(panel, command="edit_text", text="four", number=7)
    assert panel.wait(10)
    assert (panel.text, panel.content["letters"], panel.content["number"]) == ("four", 4, 1)
    assert sent == [({"received": 7}, [])]


def test_a_handler_returns_at_once_and_the_newest_change_wins(panel, sent):
    panel.hold.clear()
    for text in ("a", "ab", "abcde"):
        take(panel, command="edit_text", text=text)
    take(panel, command="set_times", times=3)
    assert panel.text == "abc"
    panel.hold.set()
    assert panel.wait(10)
    assert (panel.text, panel.content["letters"]) == ("abcde", 15), "changes add up"
    assert panel.content["number"] == 1, "what was outdated is not shown"


def test_no_change_is_lost_when_a_job_begins_while_it_is_made(panel, monkeypatch):
    def compute(inputs, run):
        for _ in range(3):
            if run.cancelled:
                raise RequestCancelled("A newer change came.")
            time.sleep(0.0003)
        return {"letters": len(inputs.text)}

    monkeypatch.setattr(panel, "compute", compute)
    for i in range(150):
        panel.edit(f"{i}")
        panel.edit(f"{i}, newer")
        assert panel.wait(10)
        assert (panel.error, panel.text) == ("", f"{i}, newer")


def test_a_later_failure_is_a_trait_and_keeps_the_last_content(panel, caplog):
    panel.edit("bad")
    assert panel.wait(10)
    assert panel.error == "This text is bad. Take another."
    assert (panel.text, panel.content["letters"], panel.busy) == ("abc", 3, "")
    with caplog.at_level(logging.ERROR):
        panel.edit("bug")
        assert panel.wait(10)
    assert panel.error == "This did not work: ZeroDivisionError: division by zero"
    assert caplog.records
    panel.edit("fine")
    assert panel.wait(10)
    assert (panel.error, panel.text) == ("", "fine")
    panel.edit("bad")
    assert panel.wait(10)
    take(panel, command="set_times", times=3)
    assert panel.wait(10)
    assert (panel.error, panel.text, panel.content["letters"]) == ("", "fine", 12), "what failed is not asked for again"


def test_cancelling(panel, sent):
    panel.hold.clear()
    take(panel, command="edit_text", text="abcdef")
    take(panel, command="cancel")
    panel.hold.set()
    assert panel.wait(10)
    assert (panel.text, panel.busy) == ("abc", "")
    take(panel, command="set_times", times=2)
    assert panel.wait(10)
    assert (panel.text, panel.content["letters"]) == ("abc", 6), "the cancelled text is forgotten"


def test_details_are_answered_by_message(panel, sent):
    take(panel, command="fetch_letter", place=1, content=0, number=5)
    assert panel.wait(10)
    assert ({"answer": 5, "value": {"letter": "b", "raw": {"buffer": 0}}}, [b"\x02"]) in sent


def test_details_of_an_older_content_are_outdated(panel, sent):
    take(panel, command="fetch_letter", place=1, content=4, number=5)
    assert panel.wait(10)
    assert ({"answer": 5, "outdated": True}, []) in sent


def test_a_detail_that_fails_says_why(panel, sent):
    take(panel, command="fetch_letter", place=99, content=0, number=5)
    assert panel.wait(10)
    assert any(content.get("error", "").startswith("This did not work: IndexError") for content, _ in sent)


def test_of_too_many_questions_the_oldest_are_dropped(panel, sent):
    panel.hold.clear()
    take(panel, command="edit_text", text="abcdef")  # holds the worker up
    for number in range(1, 101):
        take(panel, command="fetch_letter", place=0, content=1, number=number)
    panel.hold.set()
    assert panel.wait(10)
    answered = [content["answer"] for content, _ in sent if "value" in content]
    dropped = [content["answer"] for content, _ in sent if content.get("outdated")]
    assert answered == list(range(101 - module.MOST_WAITING, 101))
    assert dropped == list(range(1, 101 - module.MOST_WAITING))


@pytest.mark.parametrize(
    "message",
    [None, 3, [], {}, {"command": "unknown"}, {"command": "edit_text"}, {"command": "edit_text", "text": 3},
     {"command": "edit_text", "text": "x" * 100_001}, {"command": "hello", "extra": 1},
     {"command": "fetch_letter", "place": 0, "content": -1}],
)  # fmt: skip
def test_what_is_no_command_is_dropped(panel, sent, message):
    panel._take(panel, message, [])
    assert panel.wait(10)
    assert (panel.text, panel.content["number"], sent) == ("abc", 0, [])


def test_the_browser_may_write_the_selection_and_the_settings_only(panel):
    panel.set_state({"selection": {"tokens": [1, 2]}, "settings": {"large": True}, "text": "hacked", "error": "hacked"})
    assert panel.selection == {"tokens": [1, 2]}
    assert panel.settings["large"] is True
    assert (panel.text, panel.error) == ("abc", "")
    panel.set_state({"selection": {"tokens": [-1]}, "settings": {"unknown": 1}, "content": {}})
    assert panel.selection == {"tokens": [1, 2]}
    assert panel.content["letters"] == 3


def test_python_gets_an_error_for_a_wrong_selection(panel):
    with pytest.raises(InvalidOption, match="cannot be the selection of a CountPanel"):
        panel.selection = {"tokens": "all"}


def test_selections_can_be_observed(panel):
    seen = []
    panel.observe(lambda change: seen.append(change["new"]), "selection")
    panel.set_state({"selection": {"tokens": [2]}})
    assert seen == [{"tokens": [2]}]


def test_linked_panels_share_the_selection_by_characters(panel):
    other, third = type(panel)("abcdef"), type(panel)("xyz")
    link(panel, other)
    panel.selection = {"tokens": [0, 2]}
    assert other.selection == {"tokens": [0, 2]}
    assert third.selection == {"tokens": []}
    other.selection = {"tokens": [5]}
    assert panel.selection == {"tokens": []}, "the other text is longer"
    assert len(set(panel.groups) & set(other.groups)) == 1


def test_linking_needs_panels(panel):
    with pytest.raises(InvalidInput, match="at least two"):
        link(panel)
    with pytest.raises(InvalidInput, match="not str"):
        link(panel, "panel")


def test_the_bundle_of_mime_types_has_a_script_free_form(panel):
    data, _ = panel._repr_mimebundle_()
    assert data["text/plain"] == "CountPanel('abc')"
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == panel.model_id
    assert "<script" not in data["text/html"]
    assert ">3<" in data["text/html"]


def test_contents_are_shown_from_any_thread(panel):
    threads = [threading.Thread(target=panel.show, args=(panel.inputs, {"letters": n})) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert panel.content["number"] == 20


def test_on_one_page_a_panels_own_rules_hold_for_it_alone():
    own = ".lightboard.lightboard.lb-panel.lb-panel-tokens"
    style = module.panel_style(("tokens",))
    assert style.count(own) == 1
    assert style.index(own) < style.index(".lb-stages")
    assert ".lb-stages" not in module.panel_style(())


class Twice(Change, frozen=True, tag="edit_text"):
    """Has the name of another command."""


class Unclear(Change, frozen=True):
    """A JSON list fits both of its types."""

    places: list[int] | set[int]


@pytest.mark.parametrize("wrong", [Twice, Unclear])
def test_a_wrongly_declared_command_raises_where_its_panel_is_declared(panel, wrong):
    with pytest.raises(TypeError, match=r"[Uu]nion"):

        class WrongPanel(type(panel)):
            commands = (wrong,)
