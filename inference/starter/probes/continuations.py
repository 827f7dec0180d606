"""Openings and questions written by hand."""

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
)

CHAT_QUESTIONS = (
    "Hello!",
    "How are you?",
    "What is the opposite of big?",
    "Peter lives in Rome. Where does Peter live?",
    "Tell me a story.",
)
