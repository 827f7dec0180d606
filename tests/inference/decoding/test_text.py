import pytest
from hypothesis import given
from hypothesis import strategies as st

from lightboard.inference.decoding.text import IncrementalDecoder, StopText


def chunks_of(tokenizer, ids, context=()):
    decoder = IncrementalDecoder(tokenizer, context)
    return [*(decoder.push(token) for token in ids), decoder.flush()]


@pytest.mark.parametrize(
    "text", ["Hello there", "naïve 東京 мир", "👩‍👩‍👧‍👦 family", "🇫🇷", "नमस्ते สวัสดี", "a\u202eb\x00c"]
)
def test_chunks_join_to_the_text_and_never_show_half_a_character(gpt, text):
    ids = gpt.tokenizer(text, add_special_tokens=False)["input_ids"]
    chunks = chunks_of(gpt.tokenizer, ids)
    assert "".join(chunks) == text
    assert not any("\ufffd" in chunk for chunk in chunks)


@given(data=st.data())
def test_any_ids_join_to_what_the_tokenizer_decodes(gpt, data):
    tokenizer = gpt.tokenizer
    ids = data.draw(st.lists(st.integers(0, len(tokenizer) - 1), max_size=30))
    assert "".join(chunks_of(tokenizer, ids)) == tokenizer.decode(ids, skip_special_tokens=True)


def test_context_keeps_the_space_of_the_first_word(gpt):
    prompt = gpt.tokenizer("The teacher", add_special_tokens=False)["input_ids"]
    rest = gpt.tokenizer(" draws a line", add_special_tokens=False)["input_ids"]
    assert "".join(chunks_of(gpt.tokenizer, rest, context=prompt)) == " draws a line"


@given(
    st.lists(st.text(alphabet="ab\n ", max_size=4), max_size=12),
    st.lists(st.text(alphabet="ab\n", min_size=1, max_size=4), max_size=3),
)
def test_stop_text_cuts_before_the_stop_that_is_complete_first(chunks, stops):
    stop = StopText(stops)
    shown = ""
    for chunk in chunks:
        shown += stop.push(chunk)
        if stop.found:
            break
    shown += stop.flush()
    whole = "".join(chunks)
    ends = [(whole.find(text) + len(text), whole.find(text)) for text in stops if text in whole]
    assert stop.found == bool(ends)
    assert shown == (whole[: min(ends)[1]] if ends else whole)


def test_nothing_that_may_become_a_stop_text_is_shown():
    stop = StopText(["\n\nQ:", "END"])
    assert [stop.push(chunk) for chunk in ["a\n", "\n", "b E", "N", "d E", "ND more"]] == [
        "a",
        "",
        "\n\nb ",
        "",
        "ENd ",
        "",
    ]
    assert stop.found
    assert stop.push("later") == ""
