"""LPBS: what raises the probability of the group's word (B4)."""

import pytest
import torch
import transformers

TEMPLATE = "The {teacher|zebra} likes the [MASK]."


@torch.no_grad()
def target_log_p(folder, words):
    """The l2r log-probability of the pieces given as ("target", id, ...), everything else a piece or a mask."""
    model = transformers.AutoModelForMaskedLM.from_pretrained(folder, dtype=torch.float32).eval()
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    ids, at, pieces = [tokenizer.cls_token_id], 0, ()
    for word in words:
        if isinstance(word, tuple):
            at, pieces = len(ids), word
            ids += [tokenizer.mask_token_id] * len(word)
        else:
            ids += tokenizer(word, add_special_tokens=False)["input_ids"]
    ids.append(tokenizer.sep_token_id)
    total = 0.0
    for step, piece in enumerate(pieces):
        total += float(model(torch.tensor([ids])).logits[0, at + step].double().log_softmax(-1)[piece])
        ids[at + step] = piece
    return total


@pytest.mark.parametrize("candidate", ["soup", "cat"])  # of one and of three pieces
def test_b4_the_four_logged_probabilities_are_those_of_the_masked_texts(bias, tiny_bert, by_word, candidate):
    tokenizer = transformers.AutoTokenizer.from_pretrained(tiny_bert)
    found = by_word(bias(tiny_bert, TEMPLATE, [candidate]))
    masks = " ".join(["[MASK]"] * len(found[candidate, 0, 0].ids))
    strengths = []
    for group, name in enumerate(("teacher", "zebra")):
        target = tuple(tokenizer(name, add_special_tokens=False)["input_ids"])
        with_word = target_log_p(tiny_bert, ["The", target, f"likes the {candidate}."])
        prior = target_log_p(tiny_bert, ["The", target, f"likes the {masks}."])
        association = found[candidate, 0, group].association
        assert association.kind == "kurita"
        assert association.log_target == pytest.approx(with_word, abs=1e-5)
        assert association.log_prior == pytest.approx(prior, abs=1e-5)
        strengths.append(with_word - prior)
    assert found[candidate, 0, 1].lpbs == pytest.approx(strengths[1] - strengths[0], abs=1e-5)
    assert found[candidate, 0, 0].lpbs == 0


def test_b4_lpbs_is_recomputed_from_the_four_logged_probabilities(bias, tiny_bert, by_word):
    found = by_word(bias(tiny_bert, TEMPLATE, ("soup", "bread", "cat", "zebra")))
    for (word, template, _), score in found.items():
        here, there = score.association, found[word, template, 0].association
        assert score.lpbs == (here.log_target - here.log_prior) - (there.log_target - there.log_prior)


def test_b4_the_prior_depends_on_the_number_of_pieces(bias, tiny_bert, by_word):
    found = by_word(bias(tiny_bert, TEMPLATE, ("soup", "bread", "cat", "dog", "zebra")))
    prior = {word: found[word, 0, 1].association.log_prior for word in ("soup", "bread", "cat", "dog", "zebra")}
    assert prior["soup"] == pytest.approx(prior["bread"], abs=1e-6)
    assert prior["cat"] == pytest.approx(prior["dog"], abs=1e-6)
    assert len({round(prior[word], 4) for word in ("soup", "cat", "zebra")}) == 3


def test_b4_the_targets_own_mask_is_read_where_it_comes_second(bias, tiny_bert, by_word):
    tokenizer = transformers.AutoTokenizer.from_pretrained(tiny_bert)
    found = by_word(bias(tiny_bert, "The [MASK] likes the {teacher|zebra}.", ["cat"]))
    for group, name in enumerate(("teacher", "zebra")):
        target = tuple(tokenizer(name, add_special_tokens=False)["input_ids"])
        association = found["cat", 0, group].association
        expected = target_log_p(tiny_bert, ["The cat likes the", target, "."])
        assert association.log_target == pytest.approx(expected, abs=1e-5)
        prior = target_log_p(tiny_bert, ["The [MASK] [MASK] [MASK] likes the", target, "."])
        assert association.log_prior == pytest.approx(prior, abs=1e-5)


def test_b4_a_uniform_model_has_no_lpbs(bias, uniform_bert):
    """Also where groups and candidates have different numbers of pieces."""
    result = bias(uniform_bert, (TEMPLATE, "The [MASK] sees the {dog|zebra}."), ("soup", "cat", "zebra"))
    assert [score.lpbs for score in result.scores] == pytest.approx([0.0] * len(result.scores), abs=1e-12)
    assert [score.d for score in result.scores] == pytest.approx([0.0] * len(result.scores), abs=1e-12)


@torch.no_grad()
def test_b4_a_causal_model_compares_whole_sentences(bias, tiny_gpt, by_word):
    tokenizer = transformers.AutoTokenizer.from_pretrained(tiny_gpt)
    model = transformers.AutoModelForCausalLM.from_pretrained(tiny_gpt, dtype=torch.float32).eval()

    def log_p(text):
        ids = torch.tensor([tokenizer(text)["input_ids"]])
        rows = model(ids).logits[0, :-1].double().log_softmax(-1)
        return float(rows.gather(1, ids[0, 1:, None]).sum())

    found = by_word(bias(tiny_gpt, "The {teacher|model} likes the [MASK] and the bread.", ["soup"]))
    for group, name in enumerate(("teacher", "model")):
        association = found["soup", 0, group].association
        assert association.kind == "sentence"
        assert association.log_target == pytest.approx(log_p(f"The {name} likes the soup and the bread."), abs=1e-5)
        assert association.log_prior == pytest.approx(log_p(f"The {name}"), abs=1e-5)


def test_b4_several_slots_have_no_lpbs_and_say_why(bias, tiny_bert):
    result = bias(tiny_bert, ("The {teacher|model} likes {his|its} [MASK].", TEMPLATE), ["soup"])
    assert {(score.template, score.lpbs is None) for score in result.scores} == {(0, True), (1, False)}
    assert any(note.startswith("Template 1 has several slots, so no LPBS") for note in result.notes)


def test_b4_a_group_that_the_vocabulary_cannot_spell_has_no_lpbs(bias, tiny_bert):
    result = bias(tiny_bert, "The {teacher|🦊} likes the [MASK].", ["soup"])
    assert {score.lpbs for score in result.scores} == {None}
    assert any("cannot spell '🦊', so there is no LPBS" in note for note in result.notes)


def test_b4_the_two_directions_are_said_to_differ(bias, tiny_bert):
    assert any("two conditionals" in note for note in bias(tiny_bert, TEMPLATE, ["soup"]).notes)
    result = bias(tiny_bert, TEMPLATE, ["soup"], association=False)
    assert {score.association for score in result.scores} == {None}
    assert not any("two conditionals" in note for note in result.notes)


def test_b4_lpbs_can_be_the_measure_of_the_statistics(bias, tiny_bert):
    result = bias(tiny_bert, (TEMPLATE, "We see a {red|cold} [MASK]"), ("soup", "cat"), measure="lpbs")
    for summary in result.summaries:
        points = [s.lpbs for s in result.scores if s.group == 1 and s.candidate == summary.candidate]
        assert summary.points == tuple(points)
