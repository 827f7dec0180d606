"""Generation as a checkpoint wants it, where no option says otherwise: what summaries and translations run with.

Four layers, the first that says something wins: options, the parameters that the checkpoint's config holds for the task
(`task_specific_params`), its generation config, and greedy decoding of up to 256 new tokens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..decoding.processors import STRATEGY_FIELDS
from ..errors import InvalidOption
from ..messages import Decoding, Option
from .decoding_options import DECODING_FIELDS, asks_to_sample

if TYPE_CHECKING:
    from transformers import GenerationConfig

MAX_NEW_TOKENS = 256
LENGTHS = {"max_new_tokens": "max_length", "min_new_tokens": "min_length"}  # the second counts the start token, too
DRAWING = ("temperature", "top_k", "top_p", "min_p")
SEARCHING = ("length_penalty", "early_stopping")
READ = {*DECODING_FIELDS, *LENGTHS.values(), "do_sample"}
UNUSED = sorted(STRATEGY_FIELDS.keys() - READ - {"num_beam_groups", "use_cache"})

Layers = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Settings:
    """How a task generates: checked for our decoding, and as keyword arguments that make `model.generate` do the same.

    `notes` say what was set aside.
    """

    decoding: Decoding
    keywords: dict[str, Option]
    notes: tuple[str, ...]


def generation_settings(
    own: GenerationConfig, task: Mapping[str, Any], options: Mapping[str, Any], *, room: int | None = None
) -> Settings:
    """Merge the layers; `room` is the most tokens that the model can write. Raises `InvalidOption`."""
    config = {name: value for name in (*READ, *UNUSED) if (value := getattr(own, name, None)) is not None}
    layers: Layers = (options, task, config)
    merged = {name: value for layer in reversed(layers) for name, value in layer.items() if value is not None}
    notes: list[str] = []
    fields = {field: merged[name] for name, field in DECODING_FIELDS.items() if name in merged}
    fields |= _lengths(layers, notes, room=room)
    _choose(fields, merged, options, notes)
    decoding = Decoding(**fields)
    unused = {
        name: STRATEGY_FIELDS[name] for name in UNUSED if name in merged and merged[name] != STRATEGY_FIELDS[name]
    }
    if unused:
        notes.append(f"The checkpoint also sets {', '.join(unused)}, which Lightboard leaves out.")
    return Settings(decoding, _keywords(decoding, layers) | unused, tuple(notes))


def _lengths(layers: Layers, notes: list[str], *, room: int | None) -> dict[str, int]:
    """Return the most and the fewest new tokens."""
    options = layers[0]
    for new, whole in LENGTHS.items():
        if new in options and whole in options:
            raise InvalidOption(f"Give {whole} (start token included) or {new} (without it), not both.")
    most, least = _first(layers, "max_new_tokens"), _first(layers, "min_new_tokens")
    most = MAX_NEW_TOKENS if most is None else most
    if room is not None:
        most = min(most, room)
    least = 0 if least is None else least
    if least > most:
        name = next((name for name in ("min_length", "min_new_tokens") if name in options), None)
        if name:
            raise InvalidOption(
                f"{name} ({options[name]}) is above the longest text that may be written ({most} new tokens). "
                + ("Lower it." if most == room else "Lower it, or raise max_length.")
            )
        notes.append(
            f"The checkpoint asks for at least {least} new tokens, but only {most} may be written: the text is as long "
            "as it may be. To let it end earlier, add min_length=0."
        )
        least = most
    return {"max_new_tokens": most, "min_new_tokens": least}


def _first(layers: Layers, new: str) -> Any:
    """Return a length in new tokens from the first layer that names it in either way, None without."""
    for layer in layers:
        if layer.get(new) is not None:
            return layer[new]
        if layer.get(LENGTHS[new]) is not None:
            return max(layer[LENGTHS[new]] - 1, 0)
    return None


def _choose(fields: dict[str, Any], merged: Mapping[str, Any], options: Mapping[str, Any], notes: list[str]) -> None:
    """Settle how tokens are chosen: drawn, searched for by beams, or the likeliest each time."""
    asked = asks_to_sample(options)
    several = fields.get("num_return_sequences", 1) != 1 and fields.get("num_beams", 1) == 1
    beams = fields.get("num_beams", 1)
    drawn = asked or (options.get("do_sample") is not False and (several or bool(merged.get("do_sample"))))
    if drawn and not asked and beams != 1:
        notes.append("The checkpoint draws tokens within its beams, which Lightboard does not: the beams are searched.")
        drawn = False
    if asked and beams != 1 and options.get("num_beams") is None:
        notes.append(f"Tokens are drawn, so the checkpoint's {beams} beams are not used.")
        fields["num_beams"] = beams = 1
    if drawn:
        fields.setdefault("seed", 0)
        if fields.get("top_k") == 0 and options.get("top_k") is None:
            del fields["top_k"]  # the checkpoint keeps every token
    for name in () if drawn else DRAWING:
        fields.pop(name, None)
    for name in SEARCHING if beams == 1 else ():
        if options.get(name) is None:
            fields.pop(name, None)


def _keywords(decoding: Decoding, layers: Layers) -> dict[str, Option]:
    """Return what `model.generate` has to be told, with nothing left to the checkpoint that one of the layers says."""
    said = {name for layer in layers for name in layer}
    keywords = _length_keywords(decoding, layers)
    keywords["do_sample"] = decoding.sampled
    if decoding.sampled:
        keywords |= {
            "temperature": float(decoding.temperature or 1.0),
            "top_k": decoding.top_k or 0,
            "top_p": float(decoding.top_p or 1.0),
        }
        if decoding.min_p is not None:
            keywords["min_p"] = float(decoding.min_p)
    keywords["num_beams"] = decoding.num_beams
    if decoding.num_beams > 1:
        keywords |= {"length_penalty": float(decoding.length_penalty), "early_stopping": decoding.early_stopping}
    others: dict[str, Option] = {
        "num_return_sequences": decoding.num_return_sequences,
        "repetition_penalty": float(decoding.repetition_penalty),
        "no_repeat_ngram_size": decoding.no_repeat_ngram,
    }
    neutral = Decoding()
    for name, value in others.items():
        if name in said or value != getattr(neutral, DECODING_FIELDS[name]):
            keywords[name] = value
    return keywords


def _length_keywords(decoding: Decoding, layers: Layers) -> dict[str, Option]:
    """Name the lengths as the checkpoint's generation config does: of both names, transformers takes the new tokens."""
    config = layers[-1]
    keywords: dict[str, Option] = {}
    for new, whole in LENGTHS.items():
        value: int = getattr(decoding, new)
        named = any(new in layer or whole in layer for layer in layers)
        if not named and new == "min_new_tokens":
            continue
        if new not in config and any(whole in layer for layer in layers):
            keywords[whole] = value + 1 if value else 0
        else:
            keywords[new] = value
    return keywords
