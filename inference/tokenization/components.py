"""The parts of a fast tokenizer: their types, settings, and what each does in plain words."""

from __future__ import annotations

import json
from typing import Any

_NORMALIZERS = {
    "NFC": "Joins letters with their accents into one code point where there is one (Unicode form NFC).",
    "NFD": "Takes letters and their accents apart (Unicode form NFD).",
    "NFKC": "Replaces variants such as ligatures and full-width letters by plain ones, then joins accents (NFKC).",
    "NFKD": "Replaces variants such as ligatures and full-width letters by plain ones, and takes accents apart (NFKD).",
    "Lowercase": "Makes all letters lower case.",
    "StripAccents": "Removes accents and other combining marks.",
    "Nmt": "Removes control characters and turns unusual spaces into plain ones.",
    "Precompiled": "Applies the character table that SentencePiece was trained with (mostly NFKC).",
    "ByteLevel": "Writes every byte of the UTF-8 text as one visible character.",
}
_PRE_TOKENIZERS = {
    "BertPreTokenizer": "Splits at white space, which is dropped, and around every punctuation mark.",
    "Whitespace": "Splits into runs of word characters and runs of other signs; white space is dropped.",
    "WhitespaceSplit": "Splits at white space, which is dropped.",
    "UnicodeScripts": "Splits where the script changes, for example from Latin to Han.",
}
_MODELS = {
    "BPE": "Starts with the smallest pieces of each pre-token and joins neighbours in the order in which pairs were "
    "learned, until no learned pair is left.",
    "WordPiece": "Takes the longest piece of the vocabulary that begins the pre-token, then the longest that goes on.",
    "Unigram": "Cuts each pre-token so that the product of its pieces' probabilities is the largest possible.",
    "WordLevel": "Looks each pre-token up as a whole.",
}


def settings(component: Any) -> dict[str, Any]:
    """Return a part's settings as in tokenizer.json, `type` first; one that is written in Python has only a type.

    A part is a normalizer, pre-tokenizer, model, post-processor or decoder of the `tokenizers` library; None has none.
    """
    if component is None:
        return {}
    try:
        found: dict[str, Any] = json.loads(component.__getstate__())
    except Exception:  # noqa: BLE001  (the library has no narrower one for parts written in Python)
        return {"type": "Custom"}
    return found


def flat(component: Any) -> list[Any]:
    """Return the parts of a sequence of normalizers or pre-tokenizers, or the part itself; nothing for None."""
    if component is None:
        return []
    if type(component).__name__ != "Sequence":
        return [component]
    parts: list[Any] = []
    while True:
        try:
            part = component[len(parts)]
        except IndexError:
            break
        parts.append(part)
    return [inner for part in parts for inner in flat(part)]


def flat_settings(found: dict[str, Any], *, inner: str) -> list[dict[str, Any]]:
    """Return the settings of the parts of a sequence, kept under the name `inner`; nothing for no settings."""
    if found.get("type") == "Sequence":
        return [part for each in found[inner] for part in flat_settings(each, inner=inner)]
    return [found] if found else []


def describe_normalizer(found: dict[str, Any]) -> str:
    """Say what a normalizer with these settings does."""
    match found["type"]:
        case "BertNormalizer":
            accents = found["lowercase"] if found["strip_accents"] is None else found["strip_accents"]
            done = {
                "drops control characters": found["clean_text"],
                "puts spaces around Chinese characters": found["handle_chinese_chars"],
                "removes accents": accents,
                "makes all letters lower case": found["lowercase"],
            }
            doing = [words for words, active in done.items() if active] or ["changes nothing"]
            return _sentence(", ".join(doing))
        case "Strip":
            sides = {(True, True): "both ends", (True, False): "the start", (False, True): "the end"}
            side = sides.get((found["strip_left"], found["strip_right"]))
            return f"Removes white space at {side}." if side else "Changes nothing."
        case "Replace":
            return f"Replaces {_pattern(found['pattern'])} by {found['content']!r}."
        case "Prepend":
            return f"Puts {found['prepend']!r} in front, so that a first word looks like every other."
        case name:
            return _NORMALIZERS.get(name, _unknown(name))


def describe_pre_tokenizer(found: dict[str, Any]) -> str:
    """Say what a pre-tokenizer with these settings does."""
    match found["type"]:
        case "ByteLevel":
            front = "Puts a space in front; " if found["add_prefix_space"] else ""
            words = "splits before each word, number and run of other signs, " if found["use_regex"] else ""
            return _sentence(f"{front}{words}and writes every byte of the UTF-8 text as one character (space: 'Ġ')")
        case "Metaspace":
            fronts = {"always": " and puts one in front", "first": " and puts one in front of the text"}
            front, split = fronts.get(found["prepend_scheme"], ""), found.get("split", True)
            return f"Writes spaces as {found['replacement']!r}{front}{'; splits before each of them' if split else ''}."
        case "Digits":
            return f"Splits numbers from letters{', digit by digit' if found['individual_digits'] else ''}."
        case "Punctuation":
            return f"Splits at punctuation marks, which {_behavior(found['behavior'])}."
        case "CharDelimiterSplit":
            return f"Splits at {found['delimiter']!r}, which is dropped."
        case "Split":
            where = "outside of matches of" if found["invert"] else "at"
            return f"Splits {where} {_pattern(found['pattern'])}, which {_behavior(found['behavior'])}."
        case "FixedLength":
            return f"Splits into chunks of {found['length']} characters."
        case name:
            return _PRE_TOKENIZERS.get(name, _unknown(name))


def describe_model(found: dict[str, Any]) -> str:
    """Say what a model with these settings (the vocabulary may be left out) does."""
    words = _MODELS.get(found["type"], _unknown(found["type"]))
    if found.get("byte_fallback"):
        words += " What the vocabulary lacks is written as bytes, such as <0xC3>."
    if found.get("ignore_merges"):
        words += " A pre-token that is in the vocabulary stays whole."
    return words


def describe_post_processor(found: dict[str, Any]) -> str:
    """Say what a post-processor with these settings does."""
    match found["type"]:
        case "TemplateProcessing":
            template = [next(iter(part.values()))["id"] for part in found["single"]]
            if len(template) == 1:
                return "Adds nothing to a single text."
            return f"Puts special tokens around the text, which is A here: {' '.join(template)}."
        case "BertProcessing" | "RobertaProcessing":
            return f"Puts special tokens around the text: {found['cls'][0]} A {found['sep'][0]}."
        case "ByteLevel":
            trim = found.get("trim_offsets", True)
            return "Leaves the leading space out of each token's offsets." if trim else "Changes nothing."
        case name:
            return _unknown(name)


def _sentence(words: str) -> str:
    words = words.removeprefix("and ")
    return f"{words[:1].upper()}{words[1:]}."


def _pattern(pattern: dict[str, str]) -> str:
    kind, value = next(iter(pattern.items()))
    return f"the pattern {value}" if kind == "Regex" else repr(value)


def _behavior(behavior: str) -> str:
    return {
        "Removed": "is dropped",
        "Isolated": "becomes a piece",
        "MergedWithPrevious": "stays with what is before it",
        "MergedWithNext": "goes with what follows",
        "Contiguous": "becomes a piece together with its like",
    }.get(behavior, behavior)


def _unknown(name: str) -> str:
    return f"A part of the type {name}, which is not described here."
