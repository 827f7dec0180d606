"""The steps between raw logits and choice, in the order of each engine. No torch.

transformers: `generate` of version 5 with our presence and frequency penalties, as generation runs them. vLLM: its v1
sampler (penalties, temperature, min-p, top-k, top-p). llama.cpp: its server's default chain (penalties over the last 64
tokens, top-k, top-p, min-p, temperature last).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..messages import CheckpointRule, Decoding, Order
from . import names
from .stages import Ids, Logits, Stage

Step = Callable[[Stage], Stage]

LLAMA_CPP_WINDOW = 64  # its default of repeat_last_n


@dataclass(frozen=True, slots=True)
class Context:
    """What processors look at besides the logits; ids are those of the decoder."""

    prompt: tuple[int, ...]
    generated: tuple[int, ...]
    rules: tuple[CheckpointRule, ...] = ()  # what the checkpoint itself forces and forbids
    ends: tuple[int, ...] = ()  # the ids that end a text
    count_prompt: bool | None = None  # None leaves it to the engine

    @property
    def ids(self) -> tuple[int, ...]:
        """All ids, the prompt's first."""
        return self.prompt + self.generated


Build = Callable[[Decoding, Context], Iterator[Step]]


def steps(decoding: Decoding, context: Context, order: Order) -> list[Step]:
    """Return the active steps in the order they run; neutral values run nothing.

    >>> raw = Stage.raw(np.array([1.0, 3.0, 2.0]))
    >>> context = Context(prompt=(0,), generated=())
    >>> [step(raw).name for step in steps(Decoding(top_k=2, temperature=0.5), context, "llama.cpp")]
    ['top-k 2', 'temperature 0.50']
    """
    chain = (log_softmax, *_ORDERS[order]) if decoding.num_beams > 1 else _ORDERS[order]
    return [step for build in chain for step in build(decoding, context)]


def foreign_options(decoding: Decoding, order: Order) -> tuple[str, ...]:
    """Name the options that are set and that the engine does not know: they run among what the checkpoint forbids."""
    lacks = {"vllm": ("no_repeat_ngram",), "llama.cpp": ("no_repeat_ngram", "min_new_tokens")}.get(order, ())
    return tuple(name for name in lacks if getattr(decoding, name))


def log_softmax(decoding: Decoding, context: Context) -> Iterator[Step]:  # noqa: ARG001
    """Beam search penalises log-probabilities."""
    yield partial(Stage.log_softmax, name=names.LOG_SOFTMAX)


# Penalties ------------------------------------------------------------------------------------------------------------


def repetition(decoding: Decoding, context: Context) -> Iterator[Step]:
    """Divide positive and multiply negative logits of every id of the context."""
    if decoding.repetition_penalty != 1:
        name = names.repetition_penalty(decoding.repetition_penalty)
        ids = np.unique(np.array(context.ids, dtype=np.int64))
        yield lambda stage: stage.replaced(name, ids, _repeated(stage.logits[ids], decoding.repetition_penalty))


def _repeated(logits: Logits, penalty: float) -> Logits:
    factor = np.float32(penalty)
    return np.where(logits < 0, logits * factor, logits / factor)


def _counted(context: Context) -> tuple[Ids, Logits]:
    """Return the distinct ids that presence and frequency count, and how often each occurs."""
    return _counts(context.ids if context.count_prompt else context.generated)


def _counts(ids: tuple[int, ...]) -> tuple[Ids, Logits]:
    distinct, counts = np.unique(np.array(ids, dtype=np.int64), return_counts=True)
    return distinct, counts.astype(np.float32)


def _penalised(logits: Logits, counts: Logits, *, presence: float, frequency: float) -> Logits:
    return logits - np.float32(frequency) * counts - np.float32(presence)


def presence_and_frequency(decoding: Decoding, context: Context) -> Iterator[Step]:
    """Subtract both penalties at once, as our processor in generation does."""
    presence, frequency = decoding.presence_penalty, decoding.frequency_penalty
    if presence or frequency:
        ids, counts = _counted(context)
        name = names.presence_and_frequency(presence, frequency)
        yield lambda stage: stage.replaced(
            name, ids, _penalised(stage.logits[ids], counts, presence=presence, frequency=frequency)
        )


def frequency_then_presence(decoding: Decoding, context: Context) -> Iterator[Step]:
    """Subtract the frequency penalty, then the presence penalty."""
    for presence, frequency in ((0.0, decoding.frequency_penalty), (decoding.presence_penalty, 0.0)):
        single = Decoding(presence_penalty=presence, frequency_penalty=frequency)
        yield from presence_and_frequency(single, context)


def windowed_penalties(decoding: Decoding, context: Context) -> Iterator[Step]:
    """Apply all three penalties in one step, over the last tokens of the context only."""
    counted = context.generated if context.count_prompt is False else context.ids
    repeated, (ids, counts) = set(context.ids[-LLAMA_CPP_WINDOW:]), _counts(counted[-LLAMA_CPP_WINDOW:])
    presence, frequency = decoding.presence_penalty, decoding.frequency_penalty
    parts = [names.repetition_penalty(decoding.repetition_penalty)] * (decoding.repetition_penalty != 1)
    parts += [names.presence_and_frequency(presence, frequency)] * bool(presence or frequency)
    if not parts:
        return
    name = f"{', '.join(parts)} over the last {LLAMA_CPP_WINDOW} tokens"
    seen = np.array(sorted(repeated), dtype=np.int64)

    def apply(stage: Stage) -> Stage:
        first = stage.replaced(name, seen, _repeated(stage.logits[seen], decoding.repetition_penalty))
        changed = _penalised(first.logits[ids], counts, presence=presence, frequency=frequency)
        return first.replaced(name, ids, changed)

    yield apply


# What is forbidden ----------------------------------------------------------------------------------------------------


def no_repeat_ngram(decoding: Decoding, context: Context) -> Iterator[Step]:
    """Remove every id that would complete an n-gram of the context again."""
    if size := decoding.no_repeat_ngram:
        yield _forbid(names.no_repeat_ngram(size), _repeating(np.array(context.ids, dtype=np.int64), size))


def _repeating(ids: Ids, size: int) -> Ids:
    if len(ids) < size:
        return ids[:0]
    ngrams = np.lib.stride_tricks.sliding_window_view(ids, size)  # (N, size)
    again = (ngrams[:, :-1] == ids[len(ids) - size + 1 :]).all(axis=1)
    return np.unique(ngrams[again, -1])


def min_new_tokens(decoding: Decoding, context: Context) -> Iterator[Step]:
    """Remove the ids that end a text before so many tokens."""
    if (least := decoding.min_new_tokens) and context.ends:
        ends = np.unique(np.array(context.ends, dtype=np.int64))
        yield _forbid(names.min_new_tokens(least), ends if len(context.generated) < least else ends[:0])


def _forbid(name: str, ids: Ids) -> Step:
    return lambda stage: stage.replaced(name, ids, np.full(len(ids), -np.inf))


def _rules(kind: str, decoding: Decoding, context: Context) -> Iterator[Step]:  # noqa: ARG001
    """Apply the checkpoint's own rules of a kind."""
    for rule in context.rules:
        if rule.kind == kind:
            yield partial(_apply_rule, rule)


def _apply_rule(rule: CheckpointRule, stage: Stage) -> Stage:
    ids = np.array(rule.ids, dtype=np.int64)
    if rule.effect == "force" and rule.ids:
        return stage.only(rule.name, ids)
    if rule.effect == "add":
        return stage.replaced(rule.name, ids, stage.logits[ids] + np.array(rule.bias, dtype=np.float32))
    return _forbid(rule.name, ids)(stage)


sequence_bias = partial(_rules, "sequence bias")
bad_words = partial(_rules, "bad words")
structure = partial(_rules, "structure")


# Sampling -------------------------------------------------------------------------------------------------------------


def temperature(decoding: Decoding, context: Context) -> Iterator[Step]:  # noqa: ARG001
    """Divide the logits."""
    if (value := decoding.temperature) is not None and value != 1:
        yield partial(Stage.divided, name=names.temperature(value), temperature=value)


def top_k(decoding: Decoding, context: Context, *, exactly: bool = False) -> Iterator[Step]:  # noqa: ARG001
    """Keep the k largest logits, and what equals the last of them unless `exactly`."""
    if (count := decoding.top_k) is not None:
        yield partial(Stage.top_k, name=names.top_k(count), count=count, exactly=exactly)


def top_p(decoding: Decoding, context: Context, *, smaller_ids: bool = False) -> Iterator[Step]:  # noqa: ARG001
    """Keep the likeliest tokens that hold a mass."""
    if (mass := decoding.top_p) is not None and mass < 1:
        yield partial(Stage.top_p, name=names.top_p(mass), mass=mass, smaller_ids=smaller_ids)


def min_p(decoding: Decoding, context: Context) -> Iterator[Step]:  # noqa: ARG001
    """Keep the tokens with a share of the largest probability."""
    if (share := decoding.min_p) is not None:
        yield partial(Stage.min_p, name=names.min_p(share), share=share)


_ORDERS: dict[Order, tuple[Build, ...]] = {
    "transformers": (
        sequence_bias,
        repetition,
        no_repeat_ngram,
        bad_words,
        min_new_tokens,
        structure,
        presence_and_frequency,
        temperature,
        top_k,
        top_p,
        min_p,
    ),
    "vllm": (
        bad_words,
        no_repeat_ngram,
        min_new_tokens,
        structure,
        sequence_bias,
        repetition,
        frequency_then_presence,
        temperature,
        min_p,
        top_k,
        top_p,
    ),
    "llama.cpp": (
        sequence_bias,
        bad_words,
        no_repeat_ngram,
        min_new_tokens,
        structure,
        windowed_penalties,
        partial(top_k, exactly=True),
        partial(top_p, smaller_ids=True),
        min_p,
        temperature,
    ),
}
