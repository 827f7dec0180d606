"""Openings written by hand, the course's own opening, and its masked sentence."""

from __future__ import annotations

COURSE_MASK = "This course will teach you all about [MASK] models."
COURSE_OPENING = "In this course, we will teach you how to"
EVERYDAY_OPENINGS = (
    "Yesterday I went to",
    "My brother and I",
    "The weather is",
    "When she opened the door,",
    "For breakfast we usually",
    "I would like to",
    "The old man sat down and",
    "On Monday the students",
    "She was happy because",
    "A language model",
    "Last summer my family",
    "If it rains tomorrow,",
    "The doctor told me that",
    "My favourite film is",
    "He forgot his keys, so",
    "Every evening they",
    "After the meeting we",
    "The little girl looked at",
    "Can you tell me",
    "I have never seen",
)
