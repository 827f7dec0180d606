"""Whatever the browser sends: a panel drops it or does it, and goes on."""

from __future__ import annotations

import logging
import random

import msgspec
import panel_cases
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

MESSAGES = 10_000
PATIENCE = 120  # seconds
JUNK = [
    None, True, 0, 1, 3, -1, 2**31 - 1, 2**31, 2**63, 10**400, 0.5, 1e308, float("nan"), float("inf"), "", "0", "head",
    "\x00", "\u202e", "<script>", "x" * 100_001, b"\x00", [], [0], [2**40], ["a"], list(range(5000)), {}, {"0": 0},
]  # fmt: skip
JSON = st.recursive(
    st.sampled_from(JUNK) | st.text(max_size=5) | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture(params=panel_cases.ALL)
def panel(request):
    return panel_cases.shared(request.param)


def shapes(panel) -> list[tuple[str, list[str]]]:
    """The name and the fields of each command that the panel knows, and of some that it does not."""
    known = [
        (kind.__struct_config__.tag, [field.name for field in msgspec.structs.fields(kind)])
        for kind in panel._command_reader.kinds
    ]
    return [*known, ("unknown", ["number"]), ("__init__", []), ("compute", ["inputs", "run"])]


def messages(panel):
    """Strategy: commands with the right names and any values, and things that are no commands."""
    commands = [
        st.fixed_dictionaries({"command": st.just(name)}, optional=dict.fromkeys([*fields, "extra"], JSON))
        for name, fields in shapes(panel)
    ]
    return st.one_of(*commands, JSON)


def still_works(panel) -> None:
    """A last edit is computed; a result, which has nothing to edit, still shows what it did."""
    fresh = panel_cases.make(type(panel).__name__)
    panel._take(panel, {"command": "cancel"}, [])
    assert panel.wait(PATIENCE)
    panel.edit(fresh.text.replace("book", "letter"))
    assert panel.wait(PATIENCE)
    if type(panel).__name__ in panel_cases.RESULTS:
        assert panel.text == fresh.text
        assert "result stays as it is" in panel.error
    else:
        assert panel.error == ""
        assert panel.text == fresh.text.replace("book", "letter")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_message_raises(panel, data):
    panel._take(panel, data.draw(messages(panel)), data.draw(st.sampled_from([None, [], [b"x"], [memoryview(b"")]])))
    assert isinstance(panel.error, str)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_state_that_makes_no_sense_is_taken(panel, data):
    names = ["selection", "settings", "text", "content", "error", "busy", "_esm", "layout", "extra"]
    fields = [field.name for kind in (panel.Selection, panel.Settings) for field in msgspec.structs.fields(kind)]
    value = st.dictionaries(st.sampled_from([*fields, "extra"]), JSON, max_size=3) | JSON
    panel.wait(PATIENCE)
    before = (panel.text, panel.content, panel.error, panel._esm)
    panel.set_state(data.draw(st.dictionaries(st.sampled_from(names), value, max_size=3)))
    panel.wait(PATIENCE)
    assert (panel.text, panel.content, panel.error, panel._esm) == before
    for name, kind in (("selection", panel.Selection), ("settings", panel.Settings)):
        msgspec.convert(getattr(panel, name), kind)


def test_ten_thousand_messages(panel, monkeypatch, caplog):
    caplog.set_level(logging.CRITICAL)
    sent = []
    monkeypatch.setattr(panel, "send", lambda content, buffers=None: sent.append(content))
    choice = random.Random(0)
    known = shapes(panel)
    for number in range(MESSAGES):
        name, fields = choice.choice(known)
        message = {"command": name, "number": number}
        for field in fields:
            if field != "number" and choice.random() < 0.9:
                small = choice.choice(
                    [0, 1, 2, "mean", panel.content["number"], panel_cases.TEXT[: choice.randrange(40)]]
                )
                message[field] = small if choice.random() < 0.7 else choice.choice(JUNK)
        panel._take(panel, message, [])
    assert panel.wait(PATIENCE)
    assert all(set(content) <= {"received", "answer", "value", "error", "outdated"} for content in sent)
    assert len({content["received"] for content in sent if "received" in content}) > MESSAGES / 100
    still_works(panel)
