"""What an attention panel shows first, from two traces: all heads small, one map, the predictions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ...inference.messages import (
    AttentionKind,
    AttentionLayout,
    AttentionMask,
    AttentionOverview,
    Token,
    Trace,
    Word,
    decode_weights,
)
from ..token_label import token_label
from ..visible import shorten
from .attention_inputs import AttentionInputs, MapChoice
from .attention_maps import Map, encode, shrink
from .attention_predictions import prediction_state
from .attention_reader import masked
from .codec import array_state, integers_state, state_bytes, texts_state

MOST_STATE = 200_000  # bytes of all traits, without script and style
BESIDE = 6_000  # bytes of the other traits
LABEL = 40  # characters
SMALLEST_THUMBNAIL = 4
OLDER_FIRST: tuple[AttentionKind, ...] = ("cross", "self", "decoder")  # which kind is opened


def attention_content(
    inputs: AttentionInputs, overview: Trace, opened: Trace, choice: MapChoice, map_: Map
) -> dict[str, Any]:
    """Return the content; below 200 kB together with the text, which takes smaller thumbnails where tokens are many."""
    content: dict[str, Any] = {
        "model": {
            "name": overview.model.name,
            "revision": overview.model.revision or "",
            "dtype": overview.model.dtype,
            "device": overview.model.device,
            "family": overview.model.family,
            "predicts": _predicts(opened),
            "reason": overview.model.reason,
            "source": overview.model.source,
        },
        "tokens": tokens_state(overview.text, overview.tokens, overview.words),
        "target": tokens_state(overview.target_text, overview.target_tokens, overview.target_words)
        if overview.target_tokens
        else None,
        "target_text": overview.target_text,
        "target_written": bool(overview.target_tokens) and inputs.target is None and inputs.of_text.target_ids is None,
        "pair": _second_text(inputs, overview),
        "text_pair": inputs.text_pair,
        "prompt": inputs.of_text.prompt,
        "masks": list(masked(overview)),
        "kinds": [kind_state(one, _layout(overview, one.kind)) for one in overview.overview],
        "open": {
            "kind": choice.kind,
            "layer": choice.layer,
            "head": choice.head,
            "map": map_.coarse_state(),
            "last": array_state(encode(map_.weights[-1])),  # the row that is pinned first, in full
        },
        "predictions": prediction_state(opened),
        "knocked": {
            "heads": [list(head) for head in sorted(inputs.heads)],
            "tokens": sorted(inputs.of_text.tokens),
            "target_tokens": sorted(inputs.of_text.target_tokens),
        },
        "notes": list(opened.notes),
        "recomputed": opened.recomputed,
    }
    text = len(inputs.text.encode("utf-8", "replace"))
    while state_bytes(content) + text + BESIDE > MOST_STATE and _shrink_thumbnails(content["kinds"]):
        pass
    return content


def tokens_state(text: str, tokens: Sequence[Token], words: Sequence[Word]) -> dict[str, Any]:
    """Return the tokens of a text: T labels, ids, characters, marks, and of each the word it belongs to."""
    import numpy as np

    word_of = np.zeros(len(tokens), np.int64)
    for number, word in enumerate(words):
        word_of[word.first : word.last + 1] = number
    return {
        "labels": texts_state(shorten(token_label(token), LABEL) for token in tokens),
        "words": texts_state(shorten(_word_label(text, word, tokens), LABEL) for word in words),
        "word_of": integers_state(word_of.tolist()),
        "ids": integers_state([token.id for token in tokens]),
        "start": integers_state([token.start for token in tokens]),
        "end": integers_state([token.end for token in tokens]),
        "special": integers_state([int(token.special) for token in tokens]),
    }


def _word_label(text: str, word: Word, tokens: Sequence[Token]) -> str:
    from ..visible import visible

    written = text[word.start : word.end].strip()
    if written and not tokens[word.first].special:
        return visible(written[: 2 * LABEL])
    return "".join(token_label(token) for token in tokens[word.first : word.last + 1])


def kind_state(overview: AttentionOverview, layout: AttentionLayout) -> dict[str, Any]:
    """Return one kind of attention: L layers, H heads, thumbnails, and the numbers that heads are sorted by."""
    return {
        "kind": overview.kind,
        "heads": integers_state(layout.heads),
        "key_value_heads": integers_state(layout.key_value_heads),
        "head_mean": overview.head_mean,
        "thumbnails": array_state(overview.thumbnails),
        "entropy": array_state(overview.entropy),
        "first": array_state(overview.first),
        "previous": None if overview.previous is None else array_state(overview.previous),
        "masks": [mask_state(mask) for mask in overview.masks],
        "layer_masks": list(overview.layer_masks),
    }


def mask_state(mask: AttentionMask) -> dict[str, Any]:
    """Return a mask: how far rows see back and ahead (None: to the end), or where the sight of each starts and ends."""
    import numpy as np

    first, end = mask.first.numpy().astype(np.int64), mask.end.numpy().astype(np.int64)
    count, columns = len(first), int(end.max(initial=0))
    here = np.arange(count)
    back, ahead = int((here - first).max(initial=0)), int((end - 1 - here).max(initial=0))
    band_first, band_end = np.maximum(here - back, 0), np.minimum(here + ahead + 1, columns)
    if np.array_equal(first, band_first) and np.array_equal(end, band_end):
        return {"back": back if first.any() else None, "ahead": ahead if (end < columns).any() else None}
    return {"first": integers_state(first.tolist()), "end": integers_state(end.tolist())}


def head_to_open(overview: AttentionOverview, layout: AttentionLayout) -> tuple[int, int]:
    """Return the layer and head that look most at content: hardly at the token itself, the one before, or a sink.

    A sink is what all rows look at, and of two equal heads the more decided one is opened.
    """
    import numpy as np

    thumbnails = decode_weights(overview.thumbnails)  # (L, H or 1, rows, columns)
    dull = np.maximum(thumbnails.mean(2).max(2), overview.first.numpy())  # (L, H)
    if overview.previous is not None:
        dull = np.maximum(
            np.maximum(dull, overview.previous.numpy()), np.diagonal(thumbnails, axis1=2, axis2=3).mean(2)
        )
    entropy = overview.entropy.numpy()
    interest = (1 - np.clip(dull, 0, 1)) * (1 - entropy / max(float(entropy.max()), math.ulp(1.0)) / 2)
    for layer, heads in enumerate(layout.heads):
        interest[layer, heads:] = -1
    best_layer, best_head = np.unravel_index(int(interest.argmax()), interest.shape)
    return int(best_layer), int(best_head)


def choice_to_open(inputs: AttentionInputs, overview: Trace, before: MapChoice | None) -> MapChoice:
    """Return which head is opened: the one that was open, that the inputs name, or an interesting one."""
    kinds = [layout.kind for layout in overview.layout]
    if before is not None and before.kind in kinds:
        heads = _layout(overview, before.kind).heads
        if before.layer < len(heads) and before.head < heads[before.layer]:
            return MapChoice(kind=before.kind, layer=before.layer, head=before.head)
    kind = next(kind for kind in OLDER_FIRST if kind in kinds)
    if inputs.layer is not None and inputs.head is not None:
        return MapChoice(kind=kind, layer=inputs.layer, head=inputs.head)
    found = next(one for one in overview.overview if one.kind == kind)
    layer, head = head_to_open(found, _layout(overview, kind))
    return MapChoice(kind=kind, layer=layer, head=head)


def _predicts(opened: Trace) -> str:
    """Return what the model predicts: a token at each position, labels of the whole text, or nothing."""
    if opened.logits is None:
        return "nothing"
    whole = opened.logits.positions == (0,) and len(opened.target_tokens or opened.tokens) > 1
    return "labels" if whole else "tokens"


def _layout(trace: Trace, kind: AttentionKind) -> AttentionLayout:
    return next(layout for layout in trace.layout if layout.kind == kind)


def _second_text(inputs: AttentionInputs, trace: Trace) -> int | None:
    """Return the first token of the second text of a pair."""
    if inputs.text_pair is None:
        return None
    start = len(inputs.text) + 1
    return next((place for place, token in enumerate(trace.tokens) if not token.special and token.start >= start), None)


def _shrink_thumbnails(kinds: list[dict[str, Any]]) -> bool:
    """Halve the largest thumbnails; return whether there were any to halve."""
    import numpy as np

    largest = max(kinds, key=lambda kind: len(kind["thumbnails"]["data"]))
    thumbnails = largest["thumbnails"]
    if max(thumbnails["shape"][2:]) <= SMALLEST_THUMBNAIL:
        return False
    codes = np.frombuffer(thumbnails["data"], np.uint8).reshape(thumbnails["shape"])
    largest["thumbnails"] = array_state(shrink(codes))
    return True
