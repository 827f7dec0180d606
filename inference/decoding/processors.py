"""The logits processors of a request, in the order of transformers: repetition, structure, our penalties, warpers.

Each is transformers' own where it has one. They are constructed here, and not by `generate`, so that the raw logits can
be recorded before the first and the list can be shown in the order it ran.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import torch
from transformers import LogitsProcessor
from transformers.generation import logits_process as library

from . import names

if TYPE_CHECKING:
    from transformers import GenerationConfig

    from ..messages import Decoding


class PresenceFrequencyPenalty(LogitsProcessor):
    """Subtract `frequency * count + presence * [count > 0]` from each logit, counting generated tokens only.

    The definition of OpenAI's API, also used by vLLM; transformers has none. In beam search it acts on the
    log-softmax, as every processor does there.
    """

    def __init__(self, *, presence: float, frequency: float, prompt_length: int) -> None:
        self.presence = presence
        self.frequency = frequency
        self.prompt_length = prompt_length

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """Return penalised scores. Shapes: input_ids (B, T), scores (B, V)."""
        generated = input_ids[:, self.prompt_length :]  # (B, T')
        counts = torch.zeros_like(scores).scatter_add_(1, generated, torch.ones_like(generated, dtype=scores.dtype))
        return scores - self.frequency * counts - self.presence * (counts > 0)  # (B, V)


class NamedProcessor(NamedTuple):
    """A processor with the words that the result shows for it."""

    name: str
    processor: LogitsProcessor


def build_processors(
    decoding: Decoding,
    checkpoint: GenerationConfig,
    *,
    prompt_length: int,
    max_length: int,
    eos: list[int],
    device: torch.device,
) -> list[NamedProcessor]:
    """Return the active processors of a request in the order they run.

    `checkpoint` is the checkpoint's own generation config, of which only structural fields count. `prompt_length` and
    `max_length` count decoder tokens.
    """
    return [
        *_repetition(decoding, checkpoint),
        *_structure(decoding, checkpoint, prompt_length=prompt_length, max_length=max_length, eos=eos, device=device),
        *_generated_penalties(decoding, prompt_length),
        *_warpers(decoding),
        *_normalisation(checkpoint),
    ]


def _repetition(decoding: Decoding, checkpoint: GenerationConfig) -> list[NamedProcessor]:
    found = []
    if checkpoint.sequence_bias is not None:
        found.append(NamedProcessor("sequence bias", library.SequenceBiasLogitsProcessor(checkpoint.sequence_bias)))
    if decoding.repetition_penalty != 1:
        name = names.repetition_penalty(decoding.repetition_penalty)
        found.append(NamedProcessor(name, library.RepetitionPenaltyLogitsProcessor(float(decoding.repetition_penalty))))
    if decoding.no_repeat_ngram:
        name = names.no_repeat_ngram(decoding.no_repeat_ngram)
        found.append(NamedProcessor(name, library.NoRepeatNGramLogitsProcessor(decoding.no_repeat_ngram)))
    return found


def _structure(
    decoding: Decoding,
    checkpoint: GenerationConfig,
    *,
    prompt_length: int,
    max_length: int,
    eos: list[int],
    device: torch.device,
) -> list[NamedProcessor]:
    """Build what the checkpoint needs to write at all (forced, suppressed, bad tokens), and the minimum length."""
    found: list[NamedProcessor] = []
    ends: Any = torch.tensor(eos, device=device) if eos else None

    def add(name: str, processor: LogitsProcessor) -> None:
        found.append(NamedProcessor(name, processor))

    if (words := checkpoint.bad_words_ids) is not None:
        add(f"{len(words)} bad words", library.NoBadWordsLogitsProcessor(words, ends))
    if (least := decoding.min_new_tokens) and eos:
        processor = library.MinNewTokensLengthLogitsProcessor(prompt_length, least, ends, device=str(device))
        add(names.min_new_tokens(least), processor)
    if (first := checkpoint.forced_bos_token_id) is not None:
        add("forced first token", library.ForcedBOSTokenLogitsProcessor(first))
    if (last := checkpoint.forced_eos_token_id) is not None:
        add("forced last token", library.ForcedEOSTokenLogitsProcessor(max_length, last, device=str(device)))
    if (tokens := checkpoint.suppress_tokens) is not None:
        add(f"{len(tokens)} suppressed tokens", library.SuppressTokensLogitsProcessor(tokens, device=str(device)))
    if (tokens := checkpoint.begin_suppress_tokens) is not None:
        begin = prompt_length + (prompt_length == 1 and checkpoint.forced_bos_token_id is not None)
        suppress = library.SuppressTokensAtBeginLogitsProcessor(tokens, begin, device=str(device))
        add(f"{len(tokens)} tokens suppressed at the start", suppress)
    return found


def _generated_penalties(decoding: Decoding, prompt_length: int) -> list[NamedProcessor]:
    presence, frequency = decoding.presence_penalty, decoding.frequency_penalty
    if not presence and not frequency:
        return []
    processor = PresenceFrequencyPenalty(presence=presence, frequency=frequency, prompt_length=prompt_length)
    return [NamedProcessor(names.presence_and_frequency(presence, frequency), processor)]


def _warpers(decoding: Decoding) -> list[NamedProcessor]:
    """Temperature and truncations, in the order of transformers; neutral values run nothing."""
    found = []
    if decoding.temperature is not None and decoding.temperature != 1:
        processor = library.TemperatureLogitsWarper(float(decoding.temperature))
        found.append(NamedProcessor(names.temperature(decoding.temperature), processor))
    if decoding.top_k is not None:
        found.append(NamedProcessor(names.top_k(decoding.top_k), library.TopKLogitsWarper(decoding.top_k)))
    if decoding.top_p is not None and decoding.top_p < 1:
        found.append(NamedProcessor(names.top_p(decoding.top_p), library.TopPLogitsWarper(float(decoding.top_p))))
    if decoding.min_p is not None:
        found.append(NamedProcessor(names.min_p(decoding.min_p), library.MinPLogitsWarper(float(decoding.min_p))))
    return found


def _normalisation(checkpoint: GenerationConfig) -> list[NamedProcessor]:
    """Make the scores log-probabilities again, for checkpoints whose beams were tuned so: Marian's."""
    if not checkpoint.renormalize_logits:
        return []
    return [NamedProcessor("normalisation", library.LogitNormalization())]


# Fields of a checkpoint's generation config that choose a strategy: they are ignored, and listed when set.
STRATEGY_FIELDS: dict[str, Any] = {
    "do_sample": False,
    "temperature": 1.0,
    "top_k": 50,
    "top_p": 1.0,
    "min_p": None,
    "top_h": None,
    "typical_p": 1.0,
    "epsilon_cutoff": 0.0,
    "eta_cutoff": 0.0,
    "num_beams": 1,
    "num_beam_groups": 1,
    "num_return_sequences": 1,
    "length_penalty": 1.0,
    "early_stopping": False,
    "repetition_penalty": 1.0,
    "encoder_repetition_penalty": 1.0,
    "no_repeat_ngram_size": 0,
    "encoder_no_repeat_ngram_size": 0,
    "exponential_decay_length_penalty": None,
    "guidance_scale": None,
    "max_length": 20,
    "max_new_tokens": None,
    "min_length": 0,
    "min_new_tokens": None,
    "stop_strings": None,
    "use_cache": True,
}


def ignored_fields(checkpoint: GenerationConfig) -> tuple[str, ...]:
    """Name the strategy fields that the checkpoint sets and a request ignores."""
    values = {name: getattr(checkpoint, name, None) for name in STRATEGY_FIELDS}
    return tuple(name for name, value in values.items() if value is not None and value != STRATEGY_FIELDS[name])
