"""Everything that steers the choice of tokens."""

from __future__ import annotations

import math
from typing import Literal

import msgspec

from ..errors import InvalidOption
from .base import MAX_SEED, Message, check_number, check_whole

LEAST_TEMPERATURE = 1e-5  # below it, divided logits leave the range of float32


class Decoding(Message, frozen=True):
    """Everything that steers the choice of tokens, validated on construction.

    None, or the value below, is neutral: max_new_tokens (default 50); min_new_tokens 0; temperature, top_k, top_p,
    min_p None (greedy when all of them and the seed are None); repetition_penalty 1; presence_penalty and
    frequency_penalty 0, over generated tokens only, as OpenAI and vLLM define them; no_repeat_ngram 0; stop ();
    num_beams 1; length_penalty 1 (beams: the sum of log-probabilities is divided by length ** length_penalty);
    early_stopping False; num_return_sequences 1; seed None (one is drawn and reported when sampling); kv_cache True.

    Raises `InvalidOption` with a sentence that says what to do.

    >>> Decoding(temperature=0.8, top_p=0.9).sampled
    True
    """

    max_new_tokens: int = 50
    min_new_tokens: int = 0
    temperature: float | None = None
    top_k: int | None = None
    top_p: float | None = None
    min_p: float | None = None
    repetition_penalty: float = 1.0
    presence_penalty: float = 0.0
    frequency_penalty: float = 0.0
    no_repeat_ngram: int = 0
    stop: tuple[str, ...] = ()
    num_beams: int = 1
    length_penalty: float = 1.0
    early_stopping: bool | Literal["never"] = False
    num_return_sequences: int = 1
    seed: int | None = None
    kv_cache: bool = True

    @property
    def sampled(self) -> bool:
        """Whether tokens are drawn; otherwise greedy, or beams."""
        return any(value is not None for value in (self.temperature, self.top_k, self.top_p, self.min_p, self.seed))

    def __post_init__(self) -> None:
        self._check_lengths()
        self._check_sampling()
        self._check_penalties()
        self._check_beams()
        if not isinstance(self.kv_cache, bool):
            raise InvalidOption(
                f"kv_cache must be true or false, not {self.kv_cache!r}. Leave it out to use the cache."
            )

    def _check_lengths(self) -> None:
        check_whole("max_new_tokens", self.max_new_tokens, low=1, fix="It counts the tokens to generate.")
        check_whole("min_new_tokens", self.min_new_tokens, low=0, fix="Leave it out for no minimum.")
        if self.min_new_tokens > self.max_new_tokens:
            raise InvalidOption(
                f"min_new_tokens ({self.min_new_tokens}) is above max_new_tokens ({self.max_new_tokens}). "
                "Lower the one or raise the other."
            )
        stop: object = self.stop
        if not isinstance(stop, list | tuple) or any(not isinstance(text, str) or not text for text in stop):
            raise InvalidOption("stop must be a list of texts that are not empty. Leave it out for no stop text.")
        msgspec.structs.force_setattr(self, "stop", tuple(stop))

    def _check_sampling(self) -> None:
        if self.temperature is not None:
            fix = "Leave temperature (-t) out for greedy decoding."
            check_number("temperature", self.temperature, low=0, high=math.inf, open_low=True, fix=fix)
            if self.temperature < LEAST_TEMPERATURE:
                raise InvalidOption(
                    f"temperature must be {LEAST_TEMPERATURE:g} or more, not {self.temperature:g}. {fix}"
                )
        if self.top_k is not None:
            check_whole("top_k", self.top_k, low=1, fix="Leave top_k (-k) out to keep every token.")
        if self.top_p is not None:
            check_number(
                "top_p", self.top_p, low=0, high=1, open_low=True, fix="Leave top_p (-p) out to keep every token."
            )
        if self.min_p is not None:
            check_number("min_p", self.min_p, low=0, high=1, fix="Leave min_p out to keep every token.")
        if self.seed is not None:
            check_whole("seed", self.seed, low=0, high=MAX_SEED, fix="Leave seed out to have one drawn and reported.")

    def _check_penalties(self) -> None:
        fix = "1 is neutral, above 1 discourages repetition."
        check_number("repetition_penalty", self.repetition_penalty, low=0, high=math.inf, open_low=True, fix=fix)
        fix = "0 is neutral, above 0 discourages repetition."
        check_number("presence_penalty", self.presence_penalty, low=-2, high=2, fix=fix)
        check_number("frequency_penalty", self.frequency_penalty, low=-2, high=2, fix=fix)
        check_whole("no_repeat_ngram", self.no_repeat_ngram, low=0, fix="0 allows every repetition.")

    def _check_beams(self) -> None:
        check_whole("num_beams", self.num_beams, low=1, fix="1 means no beam search.")
        check_whole("num_return_sequences", self.num_return_sequences, low=1, fix="1 returns the best sequence.")
        check_number("length_penalty", self.length_penalty, low=-10, high=10, fix="1 is the default.")
        if not isinstance(self.early_stopping, bool) and self.early_stopping != "never":
            raise InvalidOption(f"early_stopping must be true, false or never, not {self.early_stopping!r}.")
        if self.num_beams > 1:
            if self.sampled:
                raise InvalidOption(
                    "Sampling options (temperature, top_k, top_p, min_p, seed) do not go with num_beams above 1. "
                    "Leave them out for beam search, or leave num_beams out for sampling."
                )
            if self.num_return_sequences > self.num_beams:
                raise InvalidOption(
                    f"num_return_sequences ({self.num_return_sequences}) is above num_beams ({self.num_beams}). "
                    f"Ask for at most {self.num_beams} sequences, or raise num_beams."
                )
        elif self.num_return_sequences > 1 and not self.sampled:
            raise InvalidOption(
                f"Greedy decoding gives one sequence, not {self.num_return_sequences}. "
                "Add a temperature to sample several, or num_beams to search for several."
            )
        elif self.length_penalty != 1 or self.early_stopping is not False:
            raise InvalidOption("length_penalty and early_stopping steer beam search only. Add num_beams above 1.")
