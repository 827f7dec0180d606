"""The three steps behind a pipeline, with their intermediate values: preprocess, model, postprocess."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ..inference.messages import EncoderDecoderSteps, GeneratedToken, PipelineOutput, PipelineSteps, Token
from . import numbers
from .frame import OWN_KEYS, bar, heading, heading_text, muted, row, text_block
from .html import Attributes, Child, Html, element, facts
from .token_text import probability, token_name
from .visible import SPACE, mark_inside_words, shorten, visible

_MOST_TOKENS = 48
_MOST_LABELS = 10
_MOST_CHARACTERS = 200
_LABEL_WIDTH = 24
_SPACES = ("Ġ", "▁")  # how vocabularies spell a leading space: byte-level BPE, SentencePiece
_CAPTION = "what happened between the text and the result"
_CAPTIONS = {"text-generation": "what happened between the text and the first new token"}
_VECTORS = "feature-extraction"  # the task that ends with the body's own output: nothing is scored


def three_steps(output: PipelineOutput) -> Html | None:
    """Return the steps of each input, the first open, the others behind their title; nothing without steps."""
    if not output.steps:
        return None
    first, *others = output.steps
    several = len(output.steps) > 1
    title = heading("Three steps, input 1" if several else "Three steps", _CAPTIONS.get(output.task, _CAPTION))
    rest = [
        element(
            "details", None, element("summary", OWN_KEYS, f"Three steps, input {number}"), _columns(steps, output.task)
        )
        for number, steps in enumerate(others, 2)
    ]
    return row(title, _columns(first, output.task), *rest, kind="lb-more-steps")


def _shape(sizes: Sequence[int]) -> str:
    return ", ".join(map(numbers.count, sizes)) + ("," if len(sizes) == 1 else "")


def _columns(steps: PipelineSteps, task: str) -> Html:
    special = sum(token.special for token in steps.tokens)
    ids = numbers.plural(len(steps.tokens), "id") + (f", {special} of them special" if special else "")
    return element(
        "div",
        {"class": "lb-steps"},
        _step(1, "Preprocess", "text to token ids", _input(steps), ids),
        *_rest(steps, vectors=task == _VECTORS),
    )


def _input(steps: PipelineSteps) -> Child:
    """Return the token ids; before them the text that a decoder answers, for the prefix of its task."""
    if steps.written is None:
        return _chips(steps.tokens)
    return [_note(element("bdi", None, shorten(steps.written.read, _MOST_CHARACTERS))), _spaced(_chips(steps.tokens))]


def _rest(steps: PipelineSteps, *, vectors: bool) -> tuple[Html, Html]:
    """Return model and postprocess: logits become scores, or a decoder writes tokens that become a text."""
    if steps.written is not None:
        return _writing(steps, steps.written), _decoding(steps.written)
    return (
        _step(2, "Model", "ids to vectors" if vectors else "ids to logits", _logits(steps), _forward(steps, vectors)),
        _step(3, "Postprocess", steps.function if vectors else _function(steps.function), _scores(steps), _end(steps)),
    )


def _forward(steps: PipelineSteps, vectors: bool) -> str:  # noqa: FBT001
    passes = numbers.plural(steps.passes, "forward pass", "forward passes") if steps.passes > 1 else "one forward pass"
    if steps.passes > 1 and steps.shown_pass:
        passes = f"forward pass {steps.shown_pass} of {numbers.count(steps.passes)}"
    return f"shape ({_shape(steps.shape)}), {passes}" + ("; shown is the length of each vector" if vectors else "")


def _writing(steps: PipelineSteps, written: EncoderDecoderSteps) -> Html:
    parts = [
        _note(f"The encoder reads all ids at once: shape ({_shape(written.encoder_shape)})."),
        _note("The decoder's first choice, with probabilities:"),
        _spaced(_scores(steps)),
        _note("What it wrote, each token with the model's own probability:"),
        _spaced(_chip_list([_written_chip(token) for token in written.tokens])),
    ]
    foot = f"{numbers.plural(len(written.tokens), 'token')} written, one at a time"
    return _step(2, "Model", "ids to ids", parts, foot)


def _spaced(part: Html) -> Html:
    return element("div", {"class": "lb-parts"}, part)


def _note(text: str) -> Html:
    return element("p", {"class": "lb-note"}, text)


def _decoding(written: EncoderDecoderSteps) -> Html:
    text = text_block(written.text) if written.text else muted("no text")
    special = sum(token.special for token in written.tokens)
    left = f"{numbers.plural(special, 'special token')} left out" if special else "every token is text"
    return _step(3, "Postprocess", "ids to text", text, left)


def _function(name: str) -> str:
    return "logits are the scores" if name == "none" else f"{name} to scores"


def _end(steps: PipelineSteps) -> str:
    if steps.conclusion:
        return steps.conclusion
    if not steps.scores:
        return "no scores"
    best = max(steps.scores, key=lambda score: score.value)
    return f"{_spelt(best.label)} has the highest score"


def _step(number: int, name: str, what: str, body: Child, foot: str) -> Html:
    title = [heading_text(4, f"{number} {name}"), element("span", {"class": "lb-sub"}, " " + what)]
    return element("div", None, element("div", {"class": "lb-h"}, *title), body, _note(foot))


def _chips(tokens: Sequence[Token]) -> Html:
    return _chip_list([_chip(token) for token in tokens])


def _chip_list(all_chips: list[Html]) -> Html:
    chips: list[Child] = list(all_chips)
    left = max(len(chips) - _MOST_TOKENS, 0)
    if left:  # the beginning, and the last token: the one that ends the input
        chips = [*chips[: _MOST_TOKENS - 1], chips[-1]]
        chips.insert(-1, element("li", {"class": "lb-left-out"}, f"… {numbers.count(left)} more … "))
    return element("ol", {"class": "lb-chips"}, *chips)


def _written_chip(token: GeneratedToken) -> Html:
    return _chip(token, numbers.probability(probability(token)))


def _chip(token: Token | GeneratedToken, number: str = "") -> Html:
    space = token.piece[:1] if not token.special and token.piece[:1] in _SPACES else ""
    rest = visible(token.piece.removeprefix(space))
    piece = element("bdi", {"class": "lb-piece"}, muted(SPACE) if space else None, rest)
    kind = "lb-chip lb-special" if token.special else "lb-chip"
    shown = element("span", {"class": "lb-id"}, number or str(token.id))
    return element("li", {"class": kind, **_token_facts(token)}, piece, " ", shown, " ")


def _token_facts(token: Token | GeneratedToken) -> Attributes:
    if isinstance(token, GeneratedToken):
        written = (("p", numbers.probability(probability(token))), ("rank", numbers.count(token.rank)))
        return facts(("token", token_name(token)), ("id", str(token.id)), *written)
    place = f"{numbers.count(token.start)} to {numbers.count(token.end)}"
    stands = ("characters", place) if token.end > token.start else ("added", "by the tokenizer")
    special = [("special", "token")] if token.special else []
    return facts(("token", visible(token.piece, limit=_LABEL_WIDTH)), ("id", str(token.id)), stands, *special)


def _logits(steps: PipelineSteps) -> Html:
    shown = steps.logits[:_MOST_LABELS]
    lines = [_line(value.label, element("td", {"class": "num"}, numbers.logit(value.value))) for value in shown]
    left = _left_out(steps, len(shown))
    rest = element("td", {"class": "lb-muted", "colspan": 2}, f"and {numbers.count(left)} more")
    return _rows([*lines, element("tr", None, rest)] if left else lines)


def _scores(steps: PipelineSteps) -> Html:
    """Return bars with their numbers; with softmax, what is not shown is a row, so that all add up to 1.

    Numbers that a bar from 0 to 1 cannot show stand alone.
    """
    shown = steps.scores[:_MOST_LABELS]
    if not all(0 <= value.value <= 1 or math.isnan(value.value) for value in shown):
        return _rows([_line(value.label, _number(value.value)) for value in shown])
    lines = [_line(value.label, *_bar_and_number(value.value)) for value in shown]
    left = _left_out(steps, len(shown))
    if left and steps.function == "softmax":
        what = f"rest, {numbers.count(left)}"
        lines.append(_line(what, *_bar_and_number(max(1.0 - sum(value.value for value in shown), 0.0)), kind="lb-rest"))
    return _rows(lines)


def _left_out(steps: PipelineSteps, shown: int) -> int:
    """Return how many of the model's outputs are not shown."""
    total = steps.shape[-1] if steps.total is None and steps.shape else steps.total or 0
    return max(total - shown, 0) if shown else 0


def _bar_and_number(value: float) -> tuple[Html, Html]:
    return element("td", {"class": "lb-value"}, bar(value)), _number(value)


def _number(value: float) -> Html:
    return element("td", {"class": "num"}, numbers.score(value))


def _line(label: str, *cells: Html, kind: str | None = None) -> Html:
    name = element("td", None, element("bdi", None, _spelt(label) if kind is None else label))
    return element("tr", {"class": kind}, name, *cells)


def _spelt(label: str) -> str:
    """Mark the spaces around a token, which belong to it; those between words stay as they are."""
    core = label.strip(" ")
    inside = "".join(map(mark_inside_words, core))
    return shorten(visible(label).replace(visible(core), inside) if " " in core else visible(label), _LABEL_WIDTH)


def _rows(lines: Sequence[Html]) -> Html:
    return element("table", {"class": "lb-rows"}, element("tbody", None, *lines))
