from __future__ import annotations

import math

import pytest
from html_page import Node, parse, skeleton
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_results import PROMPT, alternatives, generation, metrics, model, sequence, token

from lightboard.inference.messages import Decoding, GeneratedSequence, GenerateRequest, GenerationResult
from lightboard.widgets.generation import Generation
from lightboard.widgets.inspector import ALTERNATIVES
from lightboard.widgets.time_strip import _round_step

EVIL = "<script>alert(1)</script>'\" onload=x </style><!--"


def page(result: GenerationResult) -> Node:
    return parse(Generation(result)._repr_mimebundle_()["text/html"])


def copied(node: Node | str) -> str:
    """Return the text that selecting and copying gives: not generated content, nor what cannot be selected."""
    if isinstance(node, str):
        return node
    if node.tag in {"del", "summary"} or "lb-special" in node.classes:
        return ""
    return "".join(map(copied, node.children))


def stats(found: Node) -> dict[str, str]:
    return {term.text: value.text for term, value in zip(found.all("dt"), found.all("dd"), strict=True)}


def test_what_it_holds() -> None:
    end = token("", 0.9, piece="<|endoftext|>", special=True)
    result = Generation(generation(sequence(token(" a"), token(" b"), end, reason="eos"), sequence(token(" c"))))
    assert result.text == " a b"
    assert result.texts == [" a b", " c"]
    assert result.prompt == PROMPT
    assert [one.text for one in result.tokens] == [" a", " b", ""]
    assert result.tokens[0].top[0].text == " the"
    assert result.finish_reason == "eos"
    assert result.metrics.ttft == 0.0384
    assert result.seed == 42
    assert result.processors == ("temperature 0.80", "top-p 0.90", "draw, seed 42")
    assert result.ignored == ("do_sample", "max_length")
    assert result.notes == ()
    assert result.model.name == "openai-community/gpt2"
    assert repr(result) == "Generation('a b', eos, 2 sequences)"


def test_repr_is_short_and_says_why_it_ended() -> None:
    long = Generation(generation(sequence(token(" word" * 100), reason="stop")))
    assert len(repr(long)) < 110
    assert repr(long).endswith("…', stop)")
    assert repr(Generation(generation(sequence(text="", reason="cancelled")))) == "Generation('', cancelled)"


def test_data_frame_has_a_row_per_token() -> None:
    frame = Generation(generation(sequence(token(" a", 0.5), token("", 0.25)), sequence(token("b")))).to_pandas()
    assert frame["sequence"].tolist() == [0, 0, 1]
    assert frame["position"].tolist() == [0, 1, 0]
    assert frame["text"].tolist() == [" a", "", "b"]
    assert frame["probability"].tolist() == pytest.approx([0.5, 0.25, 0.25])
    assert frame["surprise_bits"].tolist() == pytest.approx([1.0, 2.0, 2.0])
    assert frame["entropy_bits"].tolist() == pytest.approx([2 / math.log(2)] * 3)
    assert frame["top"][0] == [(" the", pytest.approx(0.3)), (" a", pytest.approx(0.1))]


texts = st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=8), max_size=6)


@settings(max_examples=60, deadline=None)
@given(texts, st.integers(0, 20))
def test_copying_gives_exactly_prompt_and_text(pieces, keep) -> None:
    text = "".join(pieces)[:keep]
    result = generation(sequence(*map(token, pieces), text=text, reason="stop"))
    (paragraph,) = page(result).all("div", "lb-generated")
    assert copied(paragraph) == PROMPT + text


def test_what_a_stop_text_cut_off_stays_visible() -> None:
    found = page(generation(sequence(token(" Hi.\n"), token("\nNext"), text=" Hi.", reason="stop")))
    assert [cut.text for cut in found.all("del")] == ["↵", "↵Next"]
    assert "a stop text was written" in found.text


def test_tokens_without_text_are_shown_and_in_the_table() -> None:
    found = page(generation(sequence(token("", piece="Ã"), token("é", piece="©"))))
    assert len(found.all("label")) == 2
    assert len(found.all("span", "lb-bytes")) == 1
    table = [[cell.text for cell in row.all("td")] for row in found.one("table", "lb-table").one("tbody").all("tr")]
    assert [row[3] for row in table] == ["Ã", "©"]


def ended_by(*sequences: GeneratedSequence, stop: tuple[str, ...]) -> str:
    request = GenerateRequest(prompt=PROMPT, decoding=Decoding(stop=stop))
    shown = stats(page(generation(*sequences, request=request)))["ended by"]
    return shown.replace("\xa0", " ").replace("\u2068", "").replace("\u2069", "")


def test_the_stop_text_that_ended_a_text_is_named() -> None:
    def cut(*pieces: str, text: str, last: str = "") -> GeneratedSequence:
        special = [token("", piece=last, special=True)] if last else []
        return sequence(*map(token, pieces), *special, text=text, reason="stop")

    assert ended_by(cut(" Hi", ".\n", text=" Hi"), stop=("Hi ", ".\n", ".")) == "stop: '.'"
    assert ended_by(cut(" Hi", ".", "\n\nNext", text=" Hi."), stop=("\n\n",)) == "stop: '↵↵'"
    assert ended_by(cut(" Hi", text=" Hi", last="<|end|>"), stop=("<|end|>", ".")) == "stop: '<|end|>'"
    assert ended_by(cut(" Hi", text=" Hi"), stop=(".",)) == "stop a stop text was written"  # it cannot be told
    assert ended_by(cut(" a.", text=" a"), cut(" b!", text=" b"), stop=("!", ".")) == "stop: '.', stop: '!'"
    long = sequence(token(" c"))
    assert ended_by(cut(" a.", text=" a"), long, stop=(".",)) == "stop: '.', length"
    assert ended_by(sequence(token(" a.")), stop=(".",)) == "length 1 new token"  # written by the length limit's token


def test_a_long_prompt_is_folded() -> None:
    words = " ".join(f"word{number}" for number in range(300))
    (block,) = page(generation(sequence(token(" end")), prompt=words)).all("div", "lb-generated")
    fold = block.one("details", "lb-fold")
    assert "open" not in fold.attributes
    assert copied(block) == words + " end"
    hidden = fold.one("span", "lb-muted").text
    assert fold.one("summary").text == f"{len(hidden):,} more characters of the prompt"
    beginning, end = words.split(hidden)
    assert 280 <= len(beginning) <= 300
    assert 90 <= len(end) <= 100
    assert beginning.endswith(" ")
    assert hidden.endswith(" ")


def test_a_long_prompt_without_a_space_is_folded_too() -> None:
    (block,) = page(generation(sequence(token(" end")), prompt="x" * 1000)).all("div", "lb-generated")
    assert copied(block) == "x" * 1000 + " end"
    assert len(block.one("details").one("span").text) == 600


def test_a_long_prompt_begins_once() -> None:
    words = "word " * 300
    blocks = page(generation(sequence(token("a")), sequence(token("b")), prompt=words)).all("div", "lb-generated")
    assert [block.one("summary").text.split(" ", 1)[1] for block in blocks] == [
        "more characters of the prompt",
        "characters of the prompt",
    ]
    assert [copied(block) for block in blocks] == [words + "a", words + "b"]


def test_a_prompt_that_is_little_longer_is_not_folded() -> None:
    assert not page(generation(prompt="word " * 100)).all("details", "lb-fold")


def test_special_tokens_are_marked() -> None:
    found = page(generation(sequence(token(" a"), token("", piece="<|end|>", special=True), reason="eos")))
    assert found.one("span", "lb-special").text == "<|end|>"


def test_shades_follow_probability() -> None:
    found = page(generation(sequence(token("a", 1e-9), token("b", 0.51), token("c", 0.9999))))
    shades = [span.classes.pop() for label in found.all("label") for span in label.all("span")]
    assert shades == ["p0", "p16", "p31"]


def test_the_readout_of_a_token() -> None:
    odd = token(" data", 0.018, top=alternatives((" the", 0.094), (" a", 0.071)))
    found = page(generation(sequence(token(" use", 0.5), odd)))
    first, second = found.all("label")
    assert "checked" not in first.one("input").attributes
    assert "checked" in second.one("input").attributes  # the least likely one is read first
    (shaded,) = second.all("span")
    assert shaded.attributes["data-t"] == "\u2068·data\u2069"
    assert (shaded.attributes["data-n"] or "").replace("\xa0", " ") == (
        "token 2 of 2   id 1366   p 0.018   log p −4.017   rank 9   surprise 5.80 bits   entropy 2.89 bits"
    )
    (place,) = second.all("i")
    lines = [
        line.split()
        for line in (place.attributes["data-a"] or "").replace("\u2068", "").replace("\u2069", "").split("\n")
    ]
    assert lines == [["1", "·the", "0.094"], ["2", "·a", "0.071"], ["9", "·data", "0.018"], ["rest", "0.817"]]
    assert place.attributes["style"] == "--1:.094;--2:.071;--3:.018;--c:2;--n:3;--r:.817"


def test_the_readout_tells_several_texts_apart() -> None:
    found = page(generation(sequence(token("a")), sequence(token("b"), token("c"))))
    readouts = [(label.one("span").attributes["data-n"] or "").replace("\xa0", " ") for label in found.all("label")]
    assert [readout.split("   ")[0] for readout in readouts] == [
        "text 1, token 1 of 1",
        "text 2, token 1 of 2",
        "text 2, token 2 of 2",
    ]


def test_an_unlikely_token_does_not_read_as_impossible() -> None:
    found = page(generation(sequence(token("a", 1e-6, top=alternatives((" b", 0.9999))))))
    text = (found.one("label").one("i").attributes["data-a"] or "").replace("\u2068", "").replace("\u2069", "")
    lines = text.split("\n")
    assert [line.split()[-1] for line in lines] == ["1.000", "<0.001", "<0.001"]
    assert len(set(map(len, lines))) == 1, "aligned"


def test_a_chosen_token_among_the_best_is_no_extra_line() -> None:
    best = token(" the", 0.3, id=100, rank=1)
    lines = (page(generation(sequence(best))).one("label").one("i").attributes["data-a"] or "").split("\n")
    assert len(lines) == 3


def recorded(count: int, own: int | None = None) -> Node:
    """Return the page of one token with so many alternatives; `own` is its rank among them, else it is none of them."""
    top = alternatives(*((f" w{rank}", 0.3 / 2**rank) for rank in range(1, count + 1)))
    chosen = {"id": 1366, "rank": 900} if own is None else {"id": top[own - 1].id, "rank": own}
    p = 1e-5 if own is None else 0.3 / 2**own
    return page(generation(sequence(token(f" w{own or 900}", p, top=top, **chosen))))


def lines_of(found: Node) -> list[list[str]]:
    text = found.one("label").one("i").attributes["data-a"] or ""
    return [line.split() for line in text.replace("\u2068", "").replace("\u2069", "").split("\n")]


def rows_of(found: Node) -> list[str]:
    return [node.attributes["style"] or "" for node in found.all() if "--rows" in (node.attributes.get("style") or "")]


def test_all_recorded_alternatives_are_shown_and_have_room() -> None:
    found = recorded(8)
    assert [line[0] for line in lines_of(found)] == [*"12345678", "900", "rest"]
    assert rows_of(found) == ["--rows:10"]
    assert rows_of(recorded(5)) == rows_of(recorded(1)) == ["--rows:7"]


def test_what_goes_beyond_ten_alternatives_is_counted() -> None:
    lines = lines_of(recorded(50))
    assert [" ".join(line[:-1]) for line in lines[-3:]] == ["900 ·w900", "and 40 more", "rest"]
    assert len(lines) == 13
    assert rows_of(recorded(50)) == ["--rows:13"]
    found = recorded(50, own=12)
    assert [" ".join(line[:-1]) for line in lines_of(found)[-3:]] == ["12 ·w12", "and 39 more", "rest"]
    assert "--c:10;--n:12" in (found.one("label").one("i").attributes["style"] or "")
    assert [line[0] for line in lines_of(recorded(11, own=11))] == [*map(str, range(1, 12)), "rest"]


def test_the_style_sheet_draws_a_bar_for_every_line() -> None:
    style = page(generation()).one("style").text
    assert all(f"var(--{line},0)" in style for line in range(1, ALTERNATIVES + 3))


def test_without_alternatives_there_is_no_place_for_them() -> None:
    found = page(generation(sequence(token(" a", top=()))))
    assert not found.all("section", "lb-instead")
    assert found.all("label")


def test_the_form_can_never_be_sent() -> None:
    form = page(generation()).one("form")
    assert form.attributes["method"] == "dialog"
    assert "disabled" in form.one("button").attributes
    assert {node.attributes["name"] for node in form.all("input")} == {"token"}


def test_time_and_resources() -> None:
    found = page(generation())
    assert stats(found) == {
        "first token": "38.4\xa0ms",
        "per token": "10.0\xa0ms",
        "speed": "100\xa0tokens/s",
        "in all": "0.058\xa0s",
        "prepare": "2.30\xa0ms",
        "prefill": "36.1\xa0ms",
        "decode": "20.0\xa0ms",
        "key-value cache": "3.61\xa0MB",
        "memory of the process": "812\xa0MB",
        "ended by": "length\xa03 new tokens",
    }
    assert "13 of 1,024 tokens" in found.text
    assert "prompt 10 new 3 free 1,011" in found.text
    assert [tag.text for tag in found.all("span", "lb-tag")] == ["temperature 0.80", "top-p 0.90", "draw, seed 42"]
    assert "Ignored from the checkpoint: do_sample, max_length." in found.text
    assert found.one("span", "lb-model").text.endswith("· cpu · seed 42")


def test_missing_numbers_are_dashes() -> None:
    found = page(generation(sequence(token("a")), metrics=metrics(1)))
    assert stats(found)["per token"] == stats(found)["speed"] == "–"
    assert "nan" not in found.text


def test_nan_everywhere_is_survived() -> None:
    odd = token(" a", logprob=math.nan, entropy=math.nan, top=alternatives())
    broken = metrics(1, ttft=math.nan, tpot=math.nan, e2e=math.nan, prefill=math.nan, decode=math.nan)
    found = page(generation(sequence(odd), metrics=broken))
    assert "nan" not in found.text
    assert "nan" not in (found.one("label").one("i").attributes["style"] or "")


def test_several_sequences_say_how_each_ended() -> None:
    beams = Decoding(num_beams=4, num_return_sequences=2)
    result = generation(
        sequence(token(" a"), token(" b"), reason="eos", score=-0.4123),
        sequence(token(" c"), reason="length", score=-1.5),
        request=GenerateRequest(prompt=PROMPT, decoding=beams),
        seed=None,
        processors=("beam search, 4 beams",),
    )
    found = page(result)
    assert [item.one("p", "lb-note").text for item in found.one("ol", "lb-list").all("li")] == [
        "ended by eos after 2 tokens, score −0.412",
        "ended by length after 1 token, score −1.500",
    ]
    assert stats(found)["ended by"] == "eos, length"
    assert "all 2 sequences" in stats(found)
    assert [tag.text for tag in found.all("span", "lb-tag")] == ["beam search, 4 beams"]


def test_context_without_a_limit_has_no_bar() -> None:
    found = page(generation(metrics=metrics(3, context_limit=None)))
    assert not found.all("span", "lb-context")
    assert "13 tokens" in found.text


def test_the_timeline_is_to_scale() -> None:
    drawing = page(generation(metrics=metrics(3, itl=(0.02, 0.0416), prefill=0.03))).one("svg", "lb-plot")
    boxes = [
        (float(box.attributes["x"] or ""), float(box.attributes["width"] or ""))
        for kind in ("lb-prepare", "lb-prefill")
        for box in drawing.all("rect", kind)
    ]
    assert boxes == [pytest.approx((0, 840)), pytest.approx((840, 3000))]  # 8.4 of 100 ms before prefill began
    assert (drawing.attributes["aria-label"] or "").replace("\xa0", " ") == (
        "Timeline of 3 tokens: prepare 8.40 ms, prefill 30.0 ms, then one bar a decoding step"
    )
    assert drawing.one("path").attributes["d"] == "M3840.0 0h2000.0v20h-2000.0zM5840.0 0h4160.0v20h-4160.0z"
    assert [label.text.strip() for label in drawing.all("text")] == ["0 ms", "20", "40", "60", "80", "100"]


def test_the_timeline_has_a_legend() -> None:
    keys = page(generation()).one("section", "lb-time").one("span", "lb-legend").all("span")
    assert [key.text.strip() for key in keys] == [
        "prepare: tokenise, wait for the device",
        "prefill: read the prompt",
        "decode: write one token a step",
    ]


@given(st.floats(1e-6, 1e6))
def test_ticks_are_round_and_never_too_many(least) -> None:
    step = _round_step(least)
    assert least <= step <= 10 * least
    assert round(step / 10 ** math.floor(math.log10(step) + 1e-9), 9) in {1.0, 2.0, 5.0, 10.0}


def nasty(text: str) -> GenerationResult:
    other = alternatives((text, 0.3), (text, 0.1))
    return generation(
        sequence(token(text, piece=text, top=other), token("", piece=text, special=True, top=other)),
        prompt=text,
        model=model(text, reason=text),
        processors=(text,),
        ignored=(text,),
        notes=(text,),
    )


BENIGN = skeleton(page(nasty("é plain")))


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_from_outside_never_becomes_markup(text) -> None:
    assert skeleton(page(nasty("é" + text + EVIL))) == BENIGN
    assert skeleton(page(nasty("é" + text))) == BENIGN


def test_no_script_and_nothing_from_outside() -> None:
    for node in page(nasty(EVIL)).all():
        assert node.tag not in {"script", "iframe", "link", "img", "object", "embed", "base", "meta"}
        assert not any(name.startswith("on") or name in {"src", "href", "id", "action"} for name in node.attributes)


def test_figure_holds_the_probabilities() -> None:
    figure = Generation(generation(sequence(token("<b>", 0.5)), sequence(token("b", 0.25)))).figure()
    assert [list(trace.y) for trace in figure.data] == [pytest.approx([0.5]), pytest.approx([0.25])]
    assert "<b>" not in str(figure.data[0].customdata)
