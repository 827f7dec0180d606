"""Measures the starter models on text they never read; the cards and the tests quote these figures."""

# ruff: noqa: PLR2004 - shares of constructions are plain numbers

from __future__ import annotations

import itertools
from functools import cache
from pathlib import Path
from typing import Any

import torch

from lightboard.inference.starter import corpora, lexicon, probes
from lightboard.inference.starter.inflection import comparison, verb_forms
from lightboard.inference.starter.lexicon import adjectives, frames, nouns

HELD_OUT_SEED = 880_001
HELD_OUT_DOCUMENTS = 400
NEW_TOKENS = 40


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
    return frozenset(comparison(word)[0] for word in words) if form == "comparative" else frozenset(words)


def load(folder: Path, kind: str) -> tuple[Any, Any]:
    """Load tokenizer and model (float32, ready to measure) as a learner would."""
    import transformers

    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    model = getattr(transformers, kind).from_pretrained(folder, dtype=torch.float32).eval()
    return tokenizer, model


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
def evaluate_gpt(folder: Path) -> dict[str, Any]:
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

    missed = [pair for pair in probes.MINIMAL_PAIRS if score(pair[0]) <= score(pair[1])]
    openings = []
    for opening in (probes.COURSE_OPENING, *probes.EVERYDAY_OPENINGS):
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
    for question in probes.CHAT_QUESTIONS:
        ids = tokenizer.apply_chat_template([{"role": "user", "content": question}], add_generation_prompt=True)[
            "input_ids"
        ]
        chats.append(
            {
                "question": question,
                "answer": tokenizer.decode(continue_text(model, ids, temperature=None, seed=0, count=60)),
            }
        )
    return {
        "held-out loss": loss / tokens,
        "minimal pairs": len(probes.MINIMAL_PAIRS) - len(missed),
        "of": len(probes.MINIMAL_PAIRS),
        "missed": missed,
        "openings": openings,
        "chats": chats,
        "greedy loops": sum(o["loops"] for o in openings),
    }


@torch.no_grad()
def evaluate_bert(folder: Path) -> dict[str, Any]:
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
    for text, wanted in probes.MASKS:
        best = guesses(text, 3)
        allowed = word_class(wanted) if isinstance(wanted, str) else frozenset(wanted)
        masks.append({"text": text, "right": best[0][0] in allowed, "guesses": best})
    return {
        "masked tokens": right / count,
        "held-out loss": loss / count,
        "masks": masks,
        "masks right": sum(m["right"] for m in masks),
        "course mask": guesses(probes.COURSE_MASK, 5),
    }


@torch.no_grad()
def classify(tokenizer: Any, model: Any, texts: list[str]) -> torch.Tensor:
    """Give the probability of POSITIVE for each text, (N,)."""
    found = []
    for start in range(0, len(texts), 64):
        batch = tokenizer(texts[start : start + 64], return_tensors="pt", padding=True, truncation=True)
        found.append(torch.softmax(model(**batch).logits, -1)[:, 1])
    return torch.cat(found)


def evaluate_bert_sentiment(folder: Path, *, count: int = 4_000, seed: int = 1) -> dict[str, Any]:
    """Measure the classifier: held-out combinations, the course's two sentences, everyday sentences written by hand."""
    from lightboard.inference.starter.bert_sentiment import held_out_opinions

    tokenizer, model = load(folder, "AutoModelForSequenceClassification")
    opinions = held_out_opinions(count, seed=seed)
    positive = classify(tokenizer, model, [opinion.text for opinion in opinions])
    wrong = [
        {"text": opinion.text, "label": opinion.label, "positive": float(p)}
        for opinion, p in zip(opinions, positive, strict=True)
        if (p > 0.5) != opinion.positive
    ]

    def judged(pairs: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
        scores = classify(tokenizer, model, [text for text, _ in pairs])
        return [
            {
                "text": text,
                "label": label,
                "positive": float(p),
                "right": ("POSITIVE" if p > 0.5 else "NEGATIVE") == label,
            }
            for (text, label), p in zip(pairs, scores, strict=True)
        ]

    everyday = judged(probes.EVERYDAY_SENTIMENT)
    return {
        "held-out": 1 - len(wrong) / count,
        "of": count,
        "positive share": sum(o.positive for o in opinions) / count,
        "wrong": wrong,
        "course": judged(probes.COURSE_SENTIMENT),
        "everyday": everyday,
        "everyday right": sum(e["right"] for e in everyday),
    }
