"""Measures starter/gpt: held-out loss, minimal pairs, continuations of openings, answers."""

from __future__ import annotations

import itertools
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
from lightboard.inference.starter.evaluation.induction import best_head
from lightboard.inference.starter.probes import continuations
from lightboard.inference.starter.probes.instructions import INSTRUCTIONS
from lightboard.inference.starter.probes.minimal_pairs import MINIMAL_PAIRS

NEW_TOKENS = 40


@torch.no_grad()
def continue_text(
    model: Any, ids: list[int], *, temperature: float | None, seed: int, count: int = NEW_TOKENS
) -> list[int]:
    """Continue token ids: greedily, or by plain sampling at a temperature from a seed; stop after an end token."""
    generator = torch.Generator().manual_seed(seed)
    new: list[int] = []
    for _ in range(count):
        logits = model(torch.tensor([ids + new])).logits[0, -1]  # (V,)
        if temperature is None:
            token = int(logits.argmax())
        else:
            token = int(torch.multinomial(torch.softmax(logits / temperature, -1), 1, generator=generator))
        if token in model.generation_config.eos_token_id:
            break
        new.append(token)
    return new


def has_loop(ids: list[int], *, size: int = 6) -> bool:
    """Tell whether a run of `size` tokens comes twice."""
    grams = [tuple(ids[i : i + size]) for i in range(len(ids) - size + 1)]
    return len(grams) != len(set(grams))


@torch.no_grad()
def evaluate(folder: Path) -> dict[str, Any]:
    """Measure the decoder: held-out loss, minimal pairs, continuations of openings, answers."""
    tokenizer, model = load(folder, "AutoModelForCausalLM")
    loss, tokens = 0.0, 0
    for text in itertools.islice(corpora.mixture("gpt", seed=HELD_OUT_SEED), HELD_OUT_DOCUMENTS):
        ids = torch.tensor([[*tokenizer(text, truncation=True)["input_ids"][:511], tokenizer.eos_token_id]])
        loss += float(model(ids, labels=ids).loss) * (ids.shape[1] - 1)
        tokens += ids.shape[1] - 1

    def score(text: str) -> float:
        ids = torch.tensor([tokenizer(text)["input_ids"]])
        return -float(model(ids, labels=ids).loss) * (ids.shape[1] - 1)

    missed = [pair for pair in MINIMAL_PAIRS if score(pair[0]) <= score(pair[1])]
    openings = []
    for opening in (continuations.COURSE_OPENING, *continuations.EVERYDAY_OPENINGS):
        ids = tokenizer(opening)["input_ids"]
        greedy = continue_text(model, ids, temperature=None, seed=0)
        samples = [continue_text(model, ids, temperature=0.7, seed=seed) for seed in (0, 1)]
        openings.append(
            {
                "opening": opening,
                "greedy": tokenizer.decode(greedy),
                "loops": has_loop(greedy),
                "samples": [tokenizer.decode(s) for s in samples],
            }
        )
    chats = []
    for instruction in INSTRUCTIONS[::10]:
        ids = tokenizer.apply_chat_template(
            [{"role": "user", "content": instruction.prompt}], add_generation_prompt=True
        )["input_ids"]
        chats.append(
            {
                "question": instruction.prompt,
                "answer": tokenizer.decode(continue_text(model, ids, temperature=None, seed=0, count=60)),
            }
        )
    return {
        "held-out loss": loss / tokens,
        "minimal pairs": len(MINIMAL_PAIRS) - len(missed),
        "of": len(MINIMAL_PAIRS),
        "missed": missed,
        "induction": best_head(folder)._asdict(),
        "openings": openings,
        "chats": chats,
        "greedy loops": sum(o["loops"] for o in openings),
    }


def card(report: dict[str, Any], scores: dict[str, Any]) -> str:
    """Write the card of starter/gpt."""
    openings = scores["openings"]
    first = openings[0]
    head = scores["induction"]
    recipe = """Llama-style decoder: width 192, 5 layers, 4 heads, feed-forward 512, 4,096 byte-level BPE tokens, tied
embeddings. Packed windows of 128, 256 and 512 tokens, so that all 512 positions are trained; 2,048 tokens a step, peak
learning rate 2e-3. One batch in ten, and one in three at first, holds random tokens that stand twice; in the first
thousand steps two heads are shown on them where to look: a small model finds its induction head late or never."""
    return "\n".join(
        [
            front_matter("starter/gpt"),
            "## Training text",
            GENERATED,
            mixture_table("gpt", report["tokens"], 1.25),
            recipe_section("gpt", report, recipe),
            "## Scores\n",
            f"- loss on held-out documents: {scores['held-out loss']:.3f} nats a token",
            f"- grammatical minimal pairs written by hand: {scores['minimal pairs']} of {scores['of']}",
            f"- greedy continuations (40 tokens) that repeat six tokens: {scores['greedy loops']} of {len(openings)}",
            f"- induction: head {head['head']} of layer {head['layer']} (from 0) puts {head['weight']:.2f} of its",
            "  attention on the token after the previous occurrence, on average over random tokens that stand twice",
            *(f"- missed pair: {quoted(bad)} seemed likelier than {quoted(good)}" for good, bad in scores["missed"]),
            "\n## Samples\n\nVerbatim, good and bad as they came. At T=0.7:\n",
            *(f"- {quoted(first['opening'] + sample)}" for sample in first["samples"]),
            *(f"- {quoted(o['opening'] + o['samples'][0])}" for o in openings[1:]),
            "\nGreedy:\n",
            *(f"- {'(loops) ' if o['loops'] else ''}{quoted(o['opening'] + o['greedy'])}" for o in openings),
            "\nAnswers in the chat template, greedy:\n",
            *(f"- {quoted(chat['question'])} -> {quoted(chat['answer'])}" for chat in scores["chats"]),
            "\n## Limits",
            LIMITS,
            "The chat template knows the roles system, user and assistant, but this is a base model: it has seen",
            "a little small talk in the template and follows no instructions. starter/chat does.\n",
        ]
    )
