"""The parts that all model cards share; each model's module in `evaluation` writes its own card from them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from lightboard.inference.starter import TRAINABLE, corpora
from lightboard.inference.starter.words.lexicon import word_forms

_SAMPLE_DOCUMENTS = 2_000
GENERATED = """
All of its training text was written by the generators of this project (`inference/starter/`); no text from elsewhere
was used. The course's own example sentences do not occur in it: a test proves that. Read it yourself:
`python -m lightboard.inference.starter text --kind stories -n 20`.
"""
LIMITS = """
It knows the few thousand words of its generators' lexicon and nothing about the world. Names, facts and numbers that it
writes are made up. It is meant for learning how such models work, not for any decision about people or things. Its
English is the grammar's English: short, plain and often odd in meaning.
"""


def front_matter(name: str) -> str:
    """Write the head of a card: what the Hub reads, the name and the line about the model."""
    starter = TRAINABLE[name]
    head = f"language: en\nlicense: apache-2.0\nlibrary_name: transformers\npipeline_tag: {starter.task}"
    return f"---\n{head}\n---\n\n# {name}\n\n{starter.description}\n"


def recipe_section(name: str, report: dict[str, Any], recipe: str) -> str:
    """Write how a model was trained, from the training's report and a sentence or two about the recipe."""
    precision = "bfloat16 autocast" if report["bfloat16"] else "float32"
    seed, threads = report["seed"], report["threads"]
    return f"""## Recipe

{recipe}
AdamW (0.9, 0.98), linear warm-up, cosine decay, {report["step"]:,} steps, {report["tokens"]:,} tokens, {precision},
seed {seed}. Time: {report["seconds"] / 60:.0f} minutes with {threads} thread{"s" if threads > 1 else ""} on a machine
of 2 CPU cores that other work kept busy. {report.get("remark", "")}
Saved in float16.

Train it again: `python -m lightboard.inference.starter train {name} --seed {seed}`.
"""


def mixture_table(name: str, tokens: int, tokens_per_word: float) -> str:
    """Describe a model's mixture: its kinds with their shares and about how much of each was read."""
    return kinds_table(corpora.MIXTURES[name], tokens, tokens_per_word)


def kinds_table(shares: Mapping[str, float], tokens: int, tokens_per_word: float) -> str:
    """Describe kinds of text with their shares of the documents and about how much of each was read."""
    words: dict[str, float] = {}
    for kind in shares:
        texts = itertools.islice(corpora.documents(kind, seed=5), _SAMPLE_DOCUMENTS)
        words[kind] = sum(len(text.split()) for text in texts) / _SAMPLE_DOCUMENTS
    documents = tokens / tokens_per_word / sum(shares[kind] * words[kind] for kind in shares)
    rows = [
        f"| {kind} | {share:.0%} | {documents * share:,.0f} | {documents * share * words[kind]:,.0f} |"
        for kind, share in shares.items()
    ]
    head = ["| kind | share of documents | documents (about) | words (about) |", "|---|---|---|---|"]
    return "\n".join([f"The lexicon has {len(word_forms()):,} word forms.\n", *head, *rows, ""])


def quoted(text: str) -> str:
    """Quote a text verbatim on one line."""
    return "`" + " ".join(text.replace("`", "'").split()) + "`"
