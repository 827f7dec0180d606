import json
import os
import random
import subprocess
import sys

TRAIN = """
import json, sys
from pathlib import Path
from lightboard.inference.starter.training import vocabulary
texts, folder = map(Path, sys.argv[1:])
for name in ("train_unigram", "train_cased_wordpiece", "train_byte_level_bpe"):
    train = getattr(vocabulary, name)
    train(json.loads(texts.read_text()), size=600, max_length=64, folder=folder / name)
"""


def test_the_same_texts_give_the_same_tokenizers_in_every_process(tmp_path):
    draw = random.Random(1)
    words = ["".join(draw.choices("aàbcdeéfgilmnoprstu", k=draw.randint(2, 9))) for _ in range(900)]
    texts = [" ".join(draw.choices(words, k=8)).capitalize() + "." for _ in range(400)]
    (tmp_path / "texts.json").write_text(json.dumps(texts))
    for seed in ("1", "2"):
        arguments = [sys.executable, "-c", TRAIN, tmp_path / "texts.json", tmp_path / seed]
        subprocess.run(arguments, check=True, env={**os.environ, "PYTHONHASHSEED": seed, "RAYON_NUM_THREADS": seed})
    files = sorted((tmp_path / "1").glob("*/tokenizer.json"))
    assert len(files) == 3
    for file in files:
        assert file.read_bytes() == (tmp_path / "2" / file.parent.name / file.name).read_bytes(), file.parent.name


def test_scores_are_rounded_and_rare_characters_score_alike():
    from tokenizers import Tokenizer, models

    from lightboard.inference.starter.training.vocabulary import settled

    pieces = [("<unk>", 0.0), ("b", -1.00000001), ("a", -1.0), ("abab", -2.5), ("c", -2.4999), ("d", -2.4998)]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=0, byte_fallback=False))
    tokenizer.add_special_tokens(["<unk>"])
    state = json.loads(settled(tokenizer).to_str())["model"]
    assert state["vocab"] == [["<unk>", 0.0], ["a", -1.0], ["b", -1.0], ["abab", -2.5], ["c", -2.5], ["d", -2.5]]
    assert state["unk_id"] == 0
