import dataclasses
import itertools

import pytest
import torch
from transformers import AutoTokenizer

from lightboard.inference.starter import path
from lightboard.inference.starter.corpora import mixture
from lightboard.inference.starter.training.bert import POSITIONS, batches_by_length, with_long_texts
from lightboard.inference.starter.training.bert_sentiment import training_opinions
from lightboard.inference.starter.training.loop import Plan, steps_within, train


class Line(torch.nn.Module):
    """A model of one layer with the interface of a Transformers model."""

    def __init__(self):
        super().__init__()
        torch.manual_seed(0)
        self.layer = torch.nn.Linear(4, 4)

    def forward(self, input_ids):
        loss = ((self.layer(input_ids.float()) - input_ids) ** 2).mean()
        return type("Output", (), {"loss": loss})


def chunk(index):
    generator = torch.Generator().manual_seed(index)
    return [{"input_ids": torch.randint(0, 5, (3, 4), generator=generator)} for _ in range(5)]


def plan(steps):
    return Plan(steps=steps, learning_rate=0.05, warmup=3, seed=1, threads=1)


def test_training_learns_and_reports(tmp_path):
    report = train(Line(), chunk, plan(60), folder=tmp_path, say=lambda _: None)
    assert report["step"] == 60
    assert report["tokens"] == 60 * 12
    assert report["loss"] < 1.0
    assert (tmp_path / "report.json").exists()


@pytest.mark.parametrize("content", [b"", b"not a checkpoint", None])
def test_a_damaged_checkpoint_or_one_of_another_model_is_one_sentence(tmp_path, content):
    checkpoint = tmp_path / "checkpoint.pt"
    if content is None:
        train(Line(), chunk, plan(5), folder=tmp_path, say=lambda _: None)
        saved = torch.load(checkpoint, weights_only=True)
        torch.save({**saved, "model": {"layer.weight": torch.zeros(2, 2)}}, checkpoint)
    else:
        checkpoint.write_bytes(content)
    with pytest.raises(ValueError, match="is damaged or of another model; train again without --resume"):
        train(Line(), chunk, plan(20), folder=tmp_path, resume=True, say=lambda _: None)


def test_a_checkpoint_of_another_seed_is_refused(tmp_path):
    train(Line(), chunk, plan(5), folder=tmp_path, say=lambda _: None)
    other = dataclasses.replace(plan(20), seed=2)
    with pytest.raises(ValueError, match=r"is of seed 1, not 2: give --seed 1, or train again without --resume\."):
        train(Line(), chunk, other, folder=tmp_path, resume=True, say=lambda _: None)


def test_a_resumed_training_equals_an_uninterrupted_one(tmp_path):
    whole = Line()
    train(whole, chunk, plan(20), folder=tmp_path / "whole", say=lambda _: None)

    class InterruptedTrainingError(Exception):
        pass

    def interrupted(index):
        if index == 2:
            raise InterruptedTrainingError
        return chunk(index)

    with pytest.raises(InterruptedTrainingError):
        train(Line(), interrupted, plan(20), folder=tmp_path / "part", say=lambda _: None)
    state = torch.load(tmp_path / "part" / "checkpoint.pt", weights_only=True)
    state["bfloat16"] = torch.load(tmp_path / "whole" / "checkpoint.pt", weights_only=True)["bfloat16"]
    resumed = Line()
    seen = []
    train(resumed, chunk, plan(20), folder=tmp_path / "part", resume=True, say=seen.append)
    assert seen[0] == "resumed at step 10"
    for key, value in whole.state_dict().items():
        assert torch.allclose(value, resumed.state_dict()[key], atol=2e-2)


def test_rate_warms_up_and_decays():
    rates = [plan(100).rate(step) for step in range(100)]
    assert rates[0] < rates[2]
    assert max(rates) == pytest.approx(0.05, rel=0.01)
    assert rates[-1] < 0.004
    assert all(later <= earlier for earlier, later in itertools.pairwise(rates[3:]))


def test_steps_within_follow_the_minutes():
    line = Line()
    assert steps_within(line, chunk(0), 0.5) > steps_within(line, chunk(0), 0.001) >= 1


def test_long_texts_fill_all_positions_of_the_encoder():
    tokenizer = AutoTokenizer.from_pretrained(path("bert"))
    texts = with_long_texts(mixture("bert", seed=1), 400, seed=1)
    lengths = [len(row) for row in tokenizer(texts, truncation=True)["input_ids"]]
    assert max(lengths) == POSITIONS == tokenizer.model_max_length
    assert sum(length == POSITIONS for length in lengths) >= 4
    opinions = tokenizer([opinion.text for opinion in training_opinions(0, seed=1)], truncation=True)["input_ids"]
    assert sum(len(row) == POSITIONS for row in opinions) >= 10


def test_batches_by_length_keep_rows_and_shapes():
    rows = [[1] * (3 + i % 9) for i in range(200)]
    seen = set()
    for members, padded in batches_by_length(rows, tokens=60, pad=0):
        width = len(padded[0])
        assert width % 4 == 0
        assert len(members) == 60 // width
        for i, row in zip(members, padded, strict=True):
            assert row == rows[i] + [0] * (width - len(rows[i]))
        assert not seen & set(members)
        seen |= set(members)
    assert len(seen) > 150
