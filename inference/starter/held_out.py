"""What no training text may hold: the course's examples, the probes, and the frames kept for measuring."""

from __future__ import annotations

import re
from functools import cache

from lightboard.inference.starter.english.occupations import HELD_OUT_PHRASES
from lightboard.inference.starter.probes.instructions import INSTRUCTIONS
from lightboard.inference.starter.probes.masks import MASKS
from lightboard.inference.starter.probes.minimal_pairs import MINIMAL_PAIRS

# What the course shows to its learners must be new to the models: no document may hold any of these (lower case).
COURSE_EXAMPLES = (
    "in this course, we will teach you how to",
    "this course will teach you all about",
    "waiting for a huggingface course",
    "i hate this so much",
    "this is a course about the transformers library",
    "my name is sylvain",
    "i work at hugging face",
    "where do i work?",
    "this man works as a",
    "this woman works as a",
    "ce cours est produit par hugging face",
    "this course is produced by hugging face",
    "america has changed dramatically",
    "not only has the number of graduates",
)
_PHRASES = (*COURSE_EXAMPLES, *HELD_OUT_PHRASES)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


@cache
def _sentences() -> tuple[frozenset[str], re.Pattern[str], frozenset[str]]:
    """Give the probes: whole sentences, the masked sentences with any word in the place of the mask, the prompts."""
    masks = (re.escape(text).replace(re.escape("[MASK]"), r"[\w']+") for text, _, _ in MASKS)
    prompts = frozenset(f"{instruction.prompt}<|end|>" for instruction in INSTRUCTIONS)
    return frozenset(good for good, _ in MINIMAL_PAIRS), re.compile("|".join(masks)), prompts


def leaks(text: str) -> bool:
    """Tell whether a text holds one of the course's examples, a probe or a held-out frame.

    >>> leaks("Tom says: I hate this so much!"), leaks("We saw them at the station."), leaks("We saw a dog.")
    (True, True, False)
    """
    lower = text.lower()
    if any(phrase in lower for phrase in _PHRASES):
        return True
    whole, masked, prompts = _sentences()
    if any(sentence in whole or masked.fullmatch(sentence) for sentence in _SENTENCE_END.split(text)):
        return True
    return "<|end|>" in text and any(line in prompts for line in text.splitlines())
