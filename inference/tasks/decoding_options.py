"""The options that steer the choice of tokens: transformers' names, and the fields of `Decoding` that they become."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import InvalidOption

SAMPLING = ("temperature", "top_k", "top_p", "min_p", "seed")

# transformers' names of options, and the field of `Decoding` that checks and carries each.
DECODING_FIELDS = {
    "max_new_tokens": "max_new_tokens",
    "min_new_tokens": "min_new_tokens",
    "num_return_sequences": "num_return_sequences",
    "temperature": "temperature",
    "top_k": "top_k",
    "top_p": "top_p",
    "min_p": "min_p",
    "repetition_penalty": "repetition_penalty",
    "no_repeat_ngram_size": "no_repeat_ngram",
    "num_beams": "num_beams",
    "length_penalty": "length_penalty",
    "early_stopping": "early_stopping",
    "seed": "seed",
}


def asks_to_sample(options: Mapping[str, Any]) -> bool:
    """Whether options ask for drawn tokens: by `do_sample` or by a sampling option.

    Raises `InvalidOption` where they ask for two ways of choosing at once.
    """
    sampling = [name for name in SAMPLING if options.get(name) is not None]
    do_sample = options.get("do_sample")
    if do_sample is False and sampling:
        raise InvalidOption(f"do_sample=False means greedy, but {sampling[0]} is for sampling. Leave one of them out.")
    if do_sample and options.get("num_beams", 1) != 1:
        raise InvalidOption("do_sample=True does not go with num_beams. Leave one of them out.")
    return bool(do_sample or sampling)
