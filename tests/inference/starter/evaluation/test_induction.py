import torch

from lightboard.inference.starter.evaluation.induction import induction_weights


class Copier:
    """Attends from each position to the token after the previous occurrence of its token, in head 1 alone."""

    def __call__(self, ids, output_attentions):
        assert output_attentions
        length = ids.shape[1]
        maps = torch.zeros(1, 2, length, length)
        maps[0, 0, :, 0] = 1.0
        for i in range(length):
            earlier = [j for j in range(i) if ids[0, j] == ids[0, i]]
            maps[0, 1, i, earlier[-1] + 1 if earlier else 0] = 1.0
        return type("Output", (), {"attentions": (maps,)})


def test_the_weight_is_measured_on_the_token_after_the_previous_occurrence():
    half = torch.arange(10)
    weights = induction_weights(Copier(), torch.cat([half, half]))
    assert weights.shape == (1, 2)
    assert weights[0, 1] == 1.0
    assert weights[0, 0] == 0.0
