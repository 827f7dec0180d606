"""Model cards: README.md of each starter model, written from what was measured."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from lightboard.inference.starter import STARTERS, corpora
from lightboard.inference.starter.lexicon import word_forms

_SAMPLE_DOCUMENTS = 2_000
_GENERATED = """
All of its training text was written by the generators of this project (`inference/starter/`); no text from elsewhere
was used. The course's own example sentences do not occur in it: a test proves that. Read it yourself:
`python -m lightboard.inference.starter text --kind stories -n 20`.
"""
_LIMITS = """
It knows the few thousand words of its generators' lexicon and nothing about the world. Names, facts and numbers that it
writes are made up. It is meant for learning how such models work, not for any decision about people or things. Its
English is the grammar's English: short, plain and often odd in meaning.
"""


def _front_matter(name: str) -> str:
    starter = STARTERS[name]
    head = f"language: en\nlicense: apache-2.0\nlibrary_name: transformers\npipeline_tag: {starter.task}"
    return f"---\n{head}\n---\n\n# {name}\n\n{starter.description}\n"


def _recipe(name: str, report: dict[str, Any], recipe: str) -> str:
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


def _mixture_table(name: str, tokens: int, tokens_per_word: float) -> str:
    """Describe a mixture: its kinds with their shares and about how much of each was read."""
    shares = corpora.MIXTURES[name]
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


def _quoted(text: str) -> str:
    return "`" + " ".join(text.replace("`", "'").split()) + "`"


def _judged(entry: dict[str, Any]) -> str:
    verdict = "right" if entry["right"] else "WRONG"
    return f"- {verdict}: {_quoted(entry['text'])} is {entry['label']}, P(POSITIVE) = {entry['positive']:.3f}"


def gpt_card(report: dict[str, Any], scores: dict[str, Any]) -> str:
    """Write the card of starter/gpt."""
    openings = scores["openings"]
    first = openings[0]
    recipe = """Llama-style decoder: width 256, 4 layers, 4 heads, feed-forward 640, 4,096 byte-level BPE tokens, tied
embeddings. Packed windows of 128, 256 and 512 tokens, so that all 512 positions are trained; 2,048 tokens a step, peak
learning rate 2e-3."""
    return "\n".join(
        [
            _front_matter("starter/gpt"),
            "## Training text",
            _GENERATED,
            _mixture_table("gpt", report["tokens"], 1.25),
            _recipe("gpt", report, recipe),
            "## Scores\n",
            f"- loss on held-out documents: {scores['held-out loss']:.3f} nats a token",
            f"- grammatical minimal pairs written by hand: {scores['minimal pairs']} of {scores['of']}",
            f"- greedy continuations (40 tokens) that repeat six tokens: {scores['greedy loops']} of {len(openings)}",
            *(f"- missed pair: {_quoted(bad)} seemed likelier than {_quoted(good)}" for good, bad in scores["missed"]),
            "\n## Samples\n\nVerbatim, good and bad as they came. At T=0.7:\n",
            *(f"- {_quoted(first['opening'] + sample)}" for sample in first["samples"]),
            *(f"- {_quoted(o['opening'] + o['samples'][0])}" for o in openings[1:]),
            "\nGreedy:\n",
            *(f"- {'(loops) ' if o['loops'] else ''}{_quoted(o['opening'] + o['greedy'])}" for o in openings),
            "\nAnswers in the chat template, greedy:\n",
            *(f"- {_quoted(chat['question'])} -> {_quoted(chat['answer'])}" for chat in scores["chats"]),
            "\n## Limits",
            _LIMITS,
            "The chat template knows the roles system, user and assistant; the model has seen greetings and a few",
            "kinds of questions, and answers others as if they were one of those.\n",
        ]
    )


def bert_card(report: dict[str, Any], scores: dict[str, Any]) -> str:
    """Write the card of starter/bert."""
    recipe = """BERT encoder: width 256, 4 layers, 4 heads, feed-forward 640, lower-cased WordPiece, 64 positions,
dropout 0. Batches of about 1,100 tokens, 25 % of the tokens masked, peak learning rate 1e-3. One document in twenty is
several joined, so that all 64 positions are trained."""
    masks = scores["masks"]
    accuracy, loss = scores["masked tokens"], scores["held-out loss"]
    return "\n".join(
        [
            _front_matter("starter/bert"),
            "## Training text",
            _GENERATED,
            _mixture_table("bert", report["tokens"], 1.3),
            _recipe("bert", report, recipe),
            "## Scores\n",
            f"- masked tokens of held-out documents (15 % masked) guessed right: {accuracy:.1%}; loss {loss:.3f} nats",
            f"- agreement and part of speech right on hand-written masks: {scores['masks right']} of {len(masks)}",
            f"- the course's mask, top five: {', '.join(f'{word} {p:.2f}' for word, p in scores['course mask'])}",
            "\n## Samples\n\nAll hand-written masks with the three best guesses:\n",
            *(
                f"- {'right' if mask['right'] else 'WRONG'}: {_quoted(mask['text'])} -> "
                + ", ".join(f"{word} {p:.2f}" for word, p in mask["guesses"])
                for mask in masks
            ),
            "\n## Limits",
            _LIMITS,
            "Words outside its vocabulary are split into pieces; characters of other scripts become [UNK].\n",
        ]
    )


def bert_sentiment_card(report: dict[str, Any], scores: dict[str, Any]) -> str:
    """Write the card of starter/bert-sentiment."""
    from lightboard.inference.starter.bert_sentiment import CHUNK_OPINIONS, CHUNKS_PER_EPOCH, EPOCHS

    data = f"""{CHUNK_OPINIONS * CHUNKS_PER_EPOCH:,} opinions, read {EPOCHS} times: polar words and events of thirteen
subjects, bare and negated, present and past, half of them positive. Held out is one in twenty of all triples (template,
polar word, subject): the model met the words and the shapes, but not together; texts seen in training are removed.
"""
    everyday = scores["everyday"]
    right, share = scores["everyday right"], scores["positive share"]
    wrong = [
        f"- {_quoted(entry['text'])} is {entry['label']}, P(POSITIVE) = {entry['positive']:.3f}"
        for entry in scores["wrong"][:10]
    ]
    recipe = """starter/bert with a classification head, all weights fine-tuned. Batches of about 1,100 tokens, peak
learning rate 3e-4. One opinion in forty is a long review: several of one label, joined."""
    return "\n".join(
        [
            _front_matter("starter/bert-sentiment"),
            "## Training text",
            _GENERATED,
            data,
            _recipe("bert-sentiment", report, recipe),
            "## Scores\n",
            f"- held-out opinions: {scores['held-out']:.4f} of {scores['of']:,} right ({share:.0%} are positive)",
            f"- everyday sentences, written by hand before the generators' opinion words: {right} of {len(everyday)}",
            "- the course's two sentences:",
            *map(_judged, scores["course"]),
            "\nA high score on generated text says little about other text. The everyday sentences say more, although",
            "one person wrote them and the generators.",
            "\n## Samples\n\nAll everyday sentences:\n",
            *map(_judged, everyday),
            "\nThe first errors on held-out opinions:\n",
            *(wrong or ["none"]),
            "\n## Limits",
            _LIMITS,
            "It has two labels and no neutral one: a plain statement gets a label too. Irony and long texts are beyond",
            "it.\n",
        ]
    )


CARDS = {"gpt": gpt_card, "bert": bert_card, "bert-sentiment": bert_sentiment_card}


def write_card(name: str, folder: Path, report: dict[str, Any], scores: dict[str, Any]) -> Path:
    """Write the card of a model into its folder and give its path."""
    card = folder / "README.md"
    card.write_text(CARDS[name](report, scores), encoding="utf-8")
    return card
