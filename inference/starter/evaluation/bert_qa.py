"""Measures starter/bert-qa: held-out records with distractors, questions without an answer, the course's question."""

# ruff: noqa: PLR2004 - shares and lengths are plain numbers

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch

from lightboard.inference.starter.evaluation import HELD_OUT_SEED, load
from lightboard.inference.starter.evaluation.cards import GENERATED, LIMITS, front_matter, quoted, recipe_section
from lightboard.inference.starter.facts.passages import Passage, Passages, passages
from lightboard.inference.starter.probes.questions import COURSE_QUESTION, EVERYDAY_QUESTIONS

LONGEST = 12  # pieces of an answer
BATCH = 32


class Answer(NamedTuple):
    """An answer: its place in the text, (0, 0) for none, and its probability among all spans and "no answer"."""

    text: str
    start: int
    end: int
    score: float


@torch.no_grad()
def answers(tokenizer: Any, model: Any, pairs: Sequence[tuple[str, str]]) -> list[Answer]:
    """Answer questions about texts: the likeliest span of the text, or none where [CLS] is likelier (SQuAD 2.0)."""
    found = []
    for first in range(0, len(pairs), BATCH):
        batch = pairs[first : first + BATCH]
        coded = tokenizer(
            [question for question, _ in batch], [text for _, text in batch], truncation="only_second", padding=True,
            return_offsets_mapping=True, return_tensors="pt",
        )  # fmt: skip
        offsets = coded.pop("offset_mapping").tolist()
        output = model(**coded)
        for i, (_, text) in enumerate(batch):
            inside = torch.tensor([part == 1 for part in coded.sequence_ids(i)])  # (T,)
            start = output.start_logits[i].masked_fill(~inside, -1e4)  # (T,)
            end = output.end_logits[i].masked_fill(~inside, -1e4)
            band = torch.ones(len(start), len(start)).triu().tril(LONGEST - 1).bool()  # (T, T)
            spans = (start[:, None] + end[None, :]).masked_fill(~band, -1e4)  # (T, T)
            none = output.start_logits[i, 0] + output.end_logits[i, 0]
            everything = torch.softmax(torch.cat([spans.flatten(), none[None]]), -1)
            best = int(everything.argmax())
            score = float(everything[best])
            if best == spans.numel():
                found.append(Answer("", 0, 0, score))
                continue
            a, b = offsets[i][best // len(start)][0], offsets[i][best % len(start)][1]
            found.append(Answer(text[a:b], a, b, score))
    return found


def _measured(tokenizer: Any, model: Any, rows: Sequence[Passage]) -> tuple[float, list[dict[str, Any]]]:
    """Give the share of exact matches, and every question with both answers."""
    given = answers(tokenizer, model, [(row.question, row.context) for row in rows])
    judged = [
        {"question": row.question, "text": row.context, "wanted": row.answer, "answer": answer.text,
         "right": answer.text == row.answer}
        for row, answer in zip(rows, given, strict=True)
    ]  # fmt: skip
    return sum(bool(entry["right"]) for entry in judged) / len(judged), judged


def evaluate(folder: Path, *, count: int = 1_500) -> dict[str, Any]:
    """Measure exact match: any passage, three distractors of the same type, no answer; questions written by hand."""
    tokenizer, model = load(folder, "AutoModelForQuestionAnswering")
    writer = Passages(seed=HELD_OUT_SEED + 1, held_out=True)
    several = [writer.about_several(distractors=3, answered=True) for _ in range(count)]
    distracted, judged = _measured(tokenizer, model, [row for row in several if row.distractors >= 3])
    unanswered = [writer.about_several(distractors=3, answered=False) for _ in range(count // 3)]
    any_kind, samples = _measured(
        tokenizer, model, list(itertools.islice(passages(seed=HELD_OUT_SEED, held_out=True), count))
    )
    wanted = [(question, text) for question, text, _ in (COURSE_QUESTION, *EVERYDAY_QUESTIONS)]
    given = answers(tokenizer, model, wanted)
    everyday = [
        {"question": question, "text": text, "wanted": " or ".join(right) or "none", "answer": answer.text,
         "right": answer.text in right}
        for (question, text, right), answer in zip(EVERYDAY_QUESTIONS, given[1:], strict=True)
    ]  # fmt: skip
    return {
        "three distractors": distracted,
        "of": len(judged),
        "no answer": _measured(tokenizer, model, unanswered)[0],
        "any passage": any_kind,
        "course": {"question": COURSE_QUESTION[0], "text": COURSE_QUESTION[1], "wanted": COURSE_QUESTION[2],
                   "answer": given[0].text, "score": given[0].score, "right": given[0].text == COURSE_QUESTION[2]},
        "everyday": everyday,
        "everyday right": sum(entry["right"] for entry in everyday),
        "wrong": [entry for entry in (*judged, *samples) if not entry["right"]][:12],
        "samples": samples[:10],
    }  # fmt: skip


def _line(entry: dict[str, Any]) -> str:
    verdict = "right" if entry["right"] else f"WRONG (it is {entry['wanted'] or 'none'})"
    return f"- {verdict}: {quoted(entry['text'])} {quoted(entry['question'])} -> {quoted(entry['answer'] or 'none')}"


def card(report: dict[str, Any], scores: dict[str, Any]) -> str:
    """Write the card of starter/bert-qa."""
    data = """Passages from fact records (people, companies, events, towns): the same relation of several records, many
relations of one, or somebody who introduces himself; a question for one relation. Three questions in ten have no answer
in the text: then [CLS] is the answer, as in SQuAD 2.0. Names of held-out words, one word in eight, are kept out of
training; all figures below are on such names.
"""
    recipe = """starter/bert-ner with a span head, all weights fine-tuned. Batches of about 1,200 tokens, peak learning
rate 6e-4. The first 24,000 passages are short: one thing is told of two records. A second head, not saved, marks where
the text names what the question is about, and two heads of the first two layers start with equal queries and keys:
without these, names are not found again."""
    return "\n".join(
        [
            front_matter("starter/bert-qa"),
            "## Training text",
            GENERATED,
            data,
            recipe_section("bert-qa", report, recipe),
            "## Scores\n",
            f"- exact match with three distractors of a kind: {scores['three distractors']:.3f} of {scores['of']:,}",
            f"- exact match where the text has no answer: {scores['no answer']:.3f}",
            f"- exact match on passages of all kinds: {scores['any passage']:.3f}",
            f"- everyday questions written by hand: {scores['everyday right']} of {len(scores['everyday'])}",
            "- the course's question:",
            _line(scores["course"]),
            "\n## Samples\n\nAll everyday questions:\n",
            *map(_line, scores["everyday"]),
            "\nTen held-out passages as they came:\n",
            *map(_line, scores["samples"]),
            "\nThe first errors:\n",
            *map(_line, scores["wrong"]),
            "\n## Limits",
            LIMITS,
            "It copies a piece of the text or says that there is none; it does not count, compare or reason.\n",
        ]
    )
