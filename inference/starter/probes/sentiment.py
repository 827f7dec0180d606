"""Opinions written by hand before any training, to measure starter/bert-sentiment with.

They were written before the tables of opinion words, by the same author, and were not used to choose those words.
A change to the generators must not be made for the sake of a sentence in this file: it would measure nothing any more.
"""

from __future__ import annotations

COURSE_SENTIMENT = (
    ("I've been waiting for a HuggingFace course my whole life.", "POSITIVE"),
    ("I hate this so much!", "NEGATIVE"),
)

EVERYDAY_SENTIMENT = (
    ("The waiter forgot our drinks twice and never apologised.", "NEGATIVE"),
    ("My daughter laughed from beginning to end.", "POSITIVE"),
    ("I want my money back.", "NEGATIVE"),
    ("What a lovely surprise, thank you!", "POSITIVE"),
    ("The room smelled of smoke and the bed was broken.", "NEGATIVE"),
    ("It does exactly what it says and it was easy to set up.", "POSITIVE"),
    ("Don't waste your time with this one.", "NEGATIVE"),
    ("We can't wait to go there again next summer.", "POSITIVE"),
    ("The battery dies after an hour.", "NEGATIVE"),
    ("She explains everything clearly and is always patient.", "POSITIVE"),
    ("Nobody answered the phone for three days.", "NEGATIVE"),
    ("This is the best soup I have ever tasted.", "POSITIVE"),
    ("I couldn't put the book down.", "POSITIVE"),
    ("The plot made no sense at all.", "NEGATIVE"),
    ("It isn't worth the price.", "NEGATIVE"),
    ("Not a single problem since I bought it.", "POSITIVE"),
    ("My order arrived late and the box was empty.", "NEGATIVE"),
    ("Everyone at the desk was so kind to us.", "POSITIVE"),
    ("I was bored after ten minutes.", "NEGATIVE"),
    ("He made us feel at home from the first day.", "POSITIVE"),
    ("The lessons are far too fast and I learned nothing.", "NEGATIVE"),
    ("I would recommend this school to anyone.", "POSITIVE"),
    ("After the last update nothing works any more.", "NEGATIVE"),
    ("The view from our window was breathtaking.", "POSITIVE"),
    ("I'm so proud of what we did together.", "POSITIVE"),
    ("The staff ignored us the whole evening.", "NEGATIVE"),
    ("Finally a phone that doesn't let me down.", "POSITIVE"),
    ("I regret buying these shoes.", "NEGATIVE"),
    ("Everything went wrong from the start.", "NEGATIVE"),
    ("They fixed my car quickly and at a fair price.", "POSITIVE"),
)
