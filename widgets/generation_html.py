"""How a generation looks: the text shaded by probability, then its time, its resources and what steered it."""

from __future__ import annotations

from ..inference.messages import GenerationResult
from . import numbers
from .endings import ending_line, endings
from .frame import code_block, frame, heading, model_line, more, notes, row, stats, tag, text_block
from .generation_table import generation_table
from .html import Html, element, join
from .inspector import inspected_text, inspector, most_lines
from .prompt_text import prompt_text
from .time_strip import preparation, time_strip
from .token_text import pieces


def generation_html(result: GenerationResult, code: str) -> Html:
    """Return the complete output of a finished generation."""
    seed = (f"seed {result.seed}",) if result.seed is not None else ()
    tokens = [token for sequence in result.sequences for token in sequence.tokens]
    return frame(
        "Generation",
        model_line(result.model, *seed),
        element(
            "div",
            {"class": "lb-read", "style": f"--rows:{most_lines(tokens)}"},
            inspector(_text_row(result), tokens),
            time_strip(result.metrics, len(result.sequences)),
        ),
        _resources(result),
        notes((result.model.reason, *result.notes)),
        more(("Code", code_block(code)), ("Table", generation_table(result).html())),
        styles=("generation",),
    )


def legend() -> Html:
    """Return the scale of the shades; the style sheet adds both ends."""
    return element("span", {"class": "lb-legend lb-scale"}, element("span", {"class": "lb-ramp"}))


def _text_row(result: GenerationResult) -> Html:
    texts = inspected_text(
        [
            (prompt_text(result.prompt, repeated=number > 0), list(pieces(sequence)))
            for number, sequence in enumerate(result.sequences)
        ]
    )
    count = sum(len(sequence.tokens) for sequence in result.sequences)
    title = heading("Text", f"{numbers.plural(count, 'token')}, shaded by the model's own probability", legend())
    return row(title, _sequences(result, texts))


def _sequences(result: GenerationResult, texts: list[Html]) -> Html:
    """Return one text as it is; several as a list, each with how it ended."""
    group: dict[str, str | int | bool | None] = {"role": "radiogroup", "aria-label": "Tokens"}
    if len(texts) == 1:
        return element("div", group, text_block(texts[0], kind="lb-generated"))
    items = (
        element(
            "li",
            None,
            text_block(text, kind="lb-generated"),
            element("p", {"class": "lb-note"}, ending_line(sequence, result.request.decoding.stop)),
        )
        for text, sequence in zip(texts, result.sequences, strict=True)
    )
    return element("div", group, element("ol", {"class": "lb-list"}, *items))


def _resources(result: GenerationResult) -> Html:
    return row(stats(*resource_stats(result)), _context(result), _processors(result))


def resource_stats(result: GenerationResult) -> list[tuple[str, tuple[str, str]]]:
    """Return phases, memory and ending: terms with values and units."""
    metrics = result.metrics
    return [
        ("prepare", numbers.seconds(preparation(metrics))),
        ("prefill", numbers.seconds(metrics.prefill)),
        ("decode", numbers.seconds(metrics.decode)),
        ("key-value cache", numbers.size(metrics.kv_cache_bytes)),
        ("memory of the process", numbers.size(metrics.memory)),
        ("ended by", endings(result)),
    ]


def _context(result: GenerationResult) -> Html:
    used, limit = result.metrics.context_used, result.metrics.context_limit
    label = element("span", {"class": "lb-key"}, "context")
    if not limit:
        return element("div", {"class": "lb-line"}, label, " ", numbers.plural(used, "token"))
    new = new_tokens(result)
    parts = (("lb-prompt", "prompt", used - new), ("lb-new", "new", new), ("lb-free", "free", max(limit - used, 0)))
    fills = [element("i", {"class": kind, "style": f"width:{100 * size / limit:.3g}%"}) for kind, _, size in parts[:2]]
    keys = [
        element("span", None, element("i", {"class": kind}), f"{name} {numbers.count(size)} ")
        for kind, name, size in parts
    ]
    return element(
        "div",
        {"class": "lb-line"},
        label,
        " ",
        element("span", {"class": "lb-context", "aria-hidden": "true"}, *fills),
        element("span", {"class": "lb-nowrap"}, f"{numbers.count(used)} of {numbers.plural(limit, 'token')} "),
        element("span", {"class": "lb-legend"}, *keys),
    )


def new_tokens(result: GenerationResult) -> int:
    """Return how many tokens of the context that is used were written."""
    return min(max((len(sequence.tokens) for sequence in result.sequences), default=0), result.metrics.context_used)


def _processors(result: GenerationResult) -> Html:
    """Return what acted on the logits in the order it ran; the last is how the token was chosen."""
    arrow = element("span", {"class": "lb-muted", "aria-hidden": "true"}, " → ")
    chain = [part for name in result.processors for part in (arrow, tag(name))][1:]
    ignored = f"Ignored from the checkpoint: {', '.join(result.ignored)}." if result.ignored else None
    note = element("span", {"class": "lb-note"}, " ", ignored) if ignored else None
    label = element("span", {"class": "lb-key"}, "processors, in order")
    return element("div", {"class": "lb-line"}, label, " ", join(chain) if chain else numbers.DASH, note)
