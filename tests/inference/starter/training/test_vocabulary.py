import json
import os
import random
import subprocess
import sys

import pytest

TRAIN = """
import json, sys
from pathlib import Path
from lightboard.inference.starter.training import vocabulary
name, size, texts, folder = sys.argv[1:]
train = getattr(vocabulary, name)
train(json.loads(Path(texts).read_text()), size=int(size), max_length=64, folder=Path(folder))
"""


@pytest.mark.parametrize(("name", "size"), [("train_unigram", "400")])
def test_the_same_texts_give_the_same_file_in_every_process(name, size, tmp_path):
    draw = random.Random(1)
    words = ["".join(draw.choices("aàbcdeéfgilmnoprstu", k=draw.randint(2, 9))) for _ in range(900)]
    texts = [" ".join(draw.choices(words, k=8)).capitalize() + "." for _ in range(400)]
    (tmp_path / "texts.json").write_text(json.dumps(texts))
    files = []
    for seed in ("1", "2", "3"):
        arguments = [sys.executable, "-c", TRAIN, name, size, tmp_path / "texts.json", tmp_path / seed]
        subprocess.run(arguments, check=True, env={**os.environ, "PYTHONHASHSEED": seed, "RAYON_NUM_THREADS": seed})
        files.append((tmp_path / seed / "tokenizer.json").read_bytes())
    assert files[0] == files[1] == files[2]


def test_scores_are_rounded_and_rare_characters_score_alike():
    from tokenizers import Tokenizer, models

    from lightboard.inference.starter.training.vocabulary import settled

    pieces = [("<unk>", 0.0), ("b", -1.00000001), ("a", -1.0), ("abab", -2.5), ("c", -2.4999), ("d", -2.4998)]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=0, byte_fallback=False))
    tokenizer.add_special_tokens(["<unk>"])
    state = json.loads(settled(tokenizer).to_str())["model"]
    assert state["vocab"] == [["<unk>", 0.0], ["a", -1.0], ["b", -1.0], ["abab", -2.5], ["c", -2.5], ["d", -2.5]]
    assert state["unk_id"] == 0
