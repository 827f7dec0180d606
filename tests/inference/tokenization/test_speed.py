from __future__ import annotations

import time

import pytest
from tiny_tokenizers import KINDS, build

from lightboard.inference.messages import TokenizeRequest
from lightboard.inference.tokenization import inspect

TEXT = ("The teacher's café draws 22 bright lines on a board, and we like it. " * 200)[:10_000]


@pytest.mark.parametrize("kind", KINDS)
def test_ten_thousand_characters_with_stages_take_well_under_a_second(kind):
    tokenizer, seconds = build(kind), []
    for _ in range(3):  # the machine may be busy, and the garbage collector may run
        began = time.perf_counter()
        inspect(tokenizer, TokenizeRequest(text=TEXT, stages=True), model=kind, vocabulary_size=1)
        seconds.append(time.perf_counter() - began)
    assert min(seconds) < 1
