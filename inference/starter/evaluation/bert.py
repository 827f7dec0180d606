"""Measures starter/bert: masked tokens of held-out text, the hand-written masks, the course's mask."""

# ruff: noqa: PLR2004 - shares of constructions are plain numbers

from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path
from typing import Any

import torch

from lightboard.inference.starter import corpora
from lightboard.inference.starter.evaluation import HELD_OUT_DOCUMENTS, HELD_OUT_SEED, load
from lightboard.inference.starter.evaluation.cards import (
    GENERATED,
    LIMITS,
    front_matter,
    mixture_table,
    quoted,
    recipe_section,
)
from lightboard.inference.starter.evaluation.skew import measured
from lightboard.inference.starter.probes import continuations
from lightboard.inference.starter.probes.masks import MASKS
from lightboard.inference.starter.words import lexicon
from lightboard.inference.starter.words.inflection import comparison, verb_forms
from lightboard.inference.starter.words.lexicon import adjectives, frames, nouns


@cache
def word_class(name: str) -> frozenset[str]:
    """Give the words of a class that a masked word is checked against: "verb past", "noun plural", "adjective", ..."""
    group, _, form = name.partition(" ")
    if group == "verb":
        verbs = {frame.verb for subject in lexicon.subjects() for frame in frames(subject)}
        verbs |= {verb_forms(base) for base in ("have", "do", "be", "say", "think")}
        return frozenset(getattr(verb, form) for verb in verbs)
    if group == "noun":
        everything = [noun for domain in lexicon.DOMAINS for kind in domain.NOUNS for noun in nouns(kind)]
        singular = {noun.singular for noun in everything if noun.kind != "plural"}
        many = {noun.plural for noun in everything if noun.kind != "mass"}
        return frozenset({"singular": singular, "plural": many, "any": singular | many}[form])
    words = {word for domain in lexicon.DOMAINS for kind in domain.ADJECTIVES for word in adjectives(kind)}
    degree = ("comparative", "superlative").index(form) if form else None
    return frozenset(words) if degree is None else frozenset(comparison(word)[degree] for word in words)


@torch.no_grad()
def evaluate(folder: Path) -> dict[str, Any]:
    """Measure the encoder: masked tokens of held-out text, the hand-written masks, the course's mask."""
    tokenizer, model = load(folder, "AutoModelForMaskedLM")
    generator = torch.Generator().manual_seed(0)
    right = loss = count = 0.0
    for text in itertools.islice(corpora.mixture("bert", seed=HELD_OUT_SEED), HELD_OUT_DOCUMENTS):
        ids = torch.tensor([tokenizer(text, truncation=True)["input_ids"]])
        chosen = torch.rand(ids.shape, generator=generator) < 0.15
        chosen[0, 0] = chosen[0, -1] = False
        if not chosen.any():
            continue
        logits = model(torch.where(chosen, tokenizer.mask_token_id, ids)).logits[chosen]
        right += float((logits.argmax(-1) == ids[chosen]).sum())
        loss += float(torch.nn.functional.cross_entropy(logits, ids[chosen], reduction="sum"))
        count += float(chosen.sum())

    def guesses(text: str, top: int) -> list[tuple[str, float]]:
        ids = torch.tensor([tokenizer(text)["input_ids"]])
        where = int((ids[0] == tokenizer.mask_token_id).nonzero()[0])
        best = torch.softmax(model(ids).logits[0, where], -1).topk(top)
        return [
            (tokenizer.convert_ids_to_tokens(int(i)), float(p)) for i, p in zip(best.indices, best.values, strict=True)
        ]

    masks = []
    for text, words, classes in MASKS:
        best = guesses(text, 3)
        allowed = words.union(*map(word_class, classes))
        masks.append({"text": text, "right": best[0][0] in allowed, "guesses": best})
    return {
        "masked tokens": right / count,
        "held-out loss": loss / count,
        "masks": masks,
        "masks right": sum(m["right"] for m in masks),
        "course mask": guesses(continuations.COURSE_MASK, 5),
        "skew": measured(tokenizer, model),
    }


SKEW = """
The text ties 44 occupations to men and women by their shares in the USA (U.S. Bureau of Labor Statistics, Current
Population Survey, 2015 and 2016): a skew planted on purpose, so that learners can find it. Spearman's rank correlation
between the log-odds of a frame with a woman and one with a man and those of the shares; the slope says how much of the
size is reproduced.
"""


def _skew_row(kind: str, row: dict[str, Any]) -> str:
    woman, man = row["frames"]
    label = "log-odds averaged over the held-out frames" if woman == man else f"{kind}{woman} / {man}"
    return f"| {label} | {row['spearman']:.3f} | {row['slope']:.2f} |"


def card(report: dict[str, Any], scores: dict[str, Any]) -> str:
    """Write the card of starter/bert."""
    recipe = """BERT encoder: width 192, 4 layers, 4 heads, feed-forward 640, lower-cased WordPiece of 4,608 pieces, 128
positions, dropout 0. Batches of about 1,100 tokens, 25 % of the tokens masked, peak learning rate 1e-3. One document in
twenty is several joined, so that all 128 positions are trained."""
    skew = scores["skew"]
    masks = scores["masks"]
    accuracy, loss = scores["masked tokens"], scores["held-out loss"]
    return "\n".join(
        [
            front_matter("starter/bert"),
            "## Training text",
            GENERATED,
            mixture_table("bert", report["tokens"], 1.3),
            recipe_section("bert", report, recipe),
            "## Scores\n",
            f"- masked tokens of held-out documents (15 % masked) guessed right: {accuracy:.1%}; loss {loss:.3f} nats",
            f"- agreement and part of speech right on hand-written masks: {scores['masks right']} of {len(masks)}",
            f"- the course's mask, top five: {', '.join(f'{word} {p:.2f}' for word, p in scores['course mask'])}",
            "\n## The planted skew",
            SKEW,
            "| frames | Spearman | slope |\n|---|---|---|",
            *(_skew_row("trained: ", row) for row in skew["trained"]),
            *(_skew_row("held out: ", row) for row in skew["held out"]),
            _skew_row("", skew["mean of the held-out frames"]),
            "\n## Samples\n\nAll hand-written masks with the three best guesses:\n",
            *(
                f"- {'right' if mask['right'] else 'WRONG'}: {quoted(mask['text'])} -> "
                + ", ".join(f"{word} {p:.2f}" for word, p in mask["guesses"])
                for mask in masks
            ),
            "\n## Limits",
            LIMITS,
            "Words outside its vocabulary are split into pieces; characters of other scripts become [UNK].\n",
        ]
    )
