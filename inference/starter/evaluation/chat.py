"""Measures starter/chat: the answers to fifty instructions written by hand, judged by rule."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import torch

from lightboard.inference.starter.english.noun_phrases import CITIES, COLOURS
from lightboard.inference.starter.evaluation import load
from lightboard.inference.starter.evaluation.cards import (
    GENERATED,
    LIMITS,
    front_matter,
    kinds_table,
    quoted,
    recipe_section,
)
from lightboard.inference.starter.evaluation.gpt import continue_text
from lightboard.inference.starter.probes.instructions import INSTRUCTIONS, Instruction, plain
from lightboard.inference.starter.words.lexicon import nouns

ANSWER_TOKENS = 60
KINDS = tuple(dict.fromkeys(instruction.kind for instruction in INSTRUCTIONS))


def _members(kind: str) -> frozenset[str]:
    """Give the words that belong to a kind, in lower case, singular and plural."""
    if kind in ("city", "colour"):
        return frozenset(word.lower() for word in {"city": CITIES, "colour": COLOURS}[kind])
    return frozenset(form.lower() for noun in nouns(kind) for form in (noun.singular, noun.plural))


def is_right(instruction: Instruction, answer: str) -> bool:
    """Tell whether an answer follows its instruction: it holds what is asked for, or lists that many of the kind.

    >>> is_right(Instruction("list", "Name two animals.", (), ("animal",), 2), "A dog and a cat.")
    True
    """
    text = plain(answer)
    if instruction.kind != "list":
        return any(plain(wanted) in text for wanted in instruction.wanted)
    items = [re.sub(r"^(?:an?|the|some) ", "", item.strip()) for item in re.split(r",| and |:", text)]
    allowed = frozenset().union(*map(_members, instruction.types))
    return len({item for item in items if item in allowed}) == instruction.number


@torch.no_grad()
def answers(tokenizer: Any, model: Any) -> list[dict[str, Any]]:
    """Answer every instruction greedily and judge the answer."""
    given = []
    for instruction in INSTRUCTIONS:
        turn = [{"role": "user", "content": instruction.prompt}]
        ids = tokenizer.apply_chat_template(turn, add_generation_prompt=True)["input_ids"]
        answer = tokenizer.decode(continue_text(model, ids, temperature=None, seed=0, count=ANSWER_TOKENS)).strip()
        given.append({
            "kind": instruction.kind, "prompt": instruction.prompt, "answer": answer,
            "right": is_right(instruction, answer),
        })  # fmt: skip
    return given


def evaluate(folder: Path) -> dict[str, Any]:
    """Measure the chat model: its answers, and how many are right of each kind."""
    tokenizer, model = load(folder, "AutoModelForCausalLM")
    given = answers(tokenizer, model)
    return {
        "right": sum(answer["right"] for answer in given),
        "of": len(given),
        "by kind": {kind: sum(answer["right"] for answer in given if answer["kind"] == kind) for kind in KINDS},
        "answers": given,
    }


def _judged(answer: dict[str, Any]) -> str:
    verdict = "right" if answer["right"] else "WRONG"
    return f"- {verdict}: {quoted(answer['prompt'])} -> {quoted(answer['answer'])}"


def card(report: dict[str, Any], scores: dict[str, Any]) -> str:
    """Write the card of starter/chat."""
    recipe = """starter/gpt, all weights tuned on conversations; the loss counts the assistant's words only. Batches
of about 2,048 tokens, peak learning rate 6e-4."""
    base = report["base"]
    return "\n".join(
        [
            front_matter("starter/chat"),
            "## Training text",
            GENERATED,
            kinds_table({"instructions": 1.0}, report["tokens"], 1.4),
            recipe_section("chat", report, recipe),
            "## Scores\n",
            "Fifty instructions written by hand that training never read; greedy answers, judged by rule.\n",
            f"- starter/chat: {scores['right']} of {scores['of']} right",
            f"- starter/gpt, which it was tuned from: {sum(answer['right'] for answer in base)} of {len(base)} right",
            *(f"- of the kind {kind}: {right}" for kind, right in scores["by kind"].items()),
            "\n## Samples\n\nAll fifty, verbatim:\n",
            *map(_judged, scores["answers"]),
            "\nEvery fifth answer of starter/gpt to the same instructions:\n",
            *map(_judged, base[::5]),
            "\n## Limits",
            LIMITS,
            "It knows six kinds of instructions and some small talk; it answers anything else as if it were one of",
            "those. What it says about the world is made up.\n",
        ]
    )
