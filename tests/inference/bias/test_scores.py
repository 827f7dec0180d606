"""Words under prompts: what is scored (B1), the table (B2), what holds (B3), chains (B5), what is kept apart (B8)."""

import itertools
import math

import msgspec
import pytest
import torch
import transformers

from lightboard.inference.bias.chains import causal_chain, masked_chain
from lightboard.inference.bias.measures import distribution
from lightboard.inference.bias.reading import Wanted
from lightboard.inference.bias.sequences import TokenSequence
from lightboard.inference.errors import InvalidOption
from lightboard.inference.messages import BiasScores

TEMPLATE = "The {teacher|model} likes the [MASK]."
WORDS = ("soup", "bread", "line")


def load(folder, auto_class):
    model = auto_class.from_pretrained(folder, dtype=torch.float32).eval()
    return transformers.AutoTokenizer.from_pretrained(folder), model


@torch.no_grad()
def masked_log_p(folder, text, pieces):
    """The l2r chain by hand: one mask for each piece, filled from left to right, one unpadded text at a time."""
    tokenizer, model = load(folder, transformers.AutoModelForMaskedLM)
    ids = tokenizer(text)["input_ids"]
    at = ids.index(tokenizer.mask_token_id)
    ids = [*ids[:at], *[tokenizer.mask_token_id] * len(pieces), *ids[at + 1 :]]
    total = 0.0
    for step, piece in enumerate(pieces):
        total += float(model(torch.tensor([ids])).logits[0, at + step].double().log_softmax(-1)[piece])
        ids[at + step] = piece
    return total


@torch.no_grad()
def causal_log_p(folder, prefix, word):
    """What the labels of transformers say: minus the mean loss times the number of labels."""
    tokenizer, model = load(folder, transformers.AutoModelForCausalLM)
    ids, start = tokenizer(prefix + word)["input_ids"], len(tokenizer(prefix)["input_ids"])
    labels = torch.tensor([[-100] * start + ids[start:]])
    return -float(model(torch.tensor([ids]), labels=labels).loss) * (len(ids) - start)


# B1 -------------------------------------------------------------------------------------------------------------------


def test_b1_groups_templates_and_candidates_make_a_full_table(bias, tiny_bert):
    templates = ("The {teacher|model|board} likes the [MASK].", "{He|She|It} sees a {small|red|cold} [MASK]!")
    result = bias(tiny_bert, templates, WORDS)
    assert result.mode == "masked"
    assert result.groups == ("teacher", "model", "board")
    cells = [(score.candidate, score.template, score.group) for score in result.scores]
    assert sorted(cells) == list(itertools.product(range(3), range(2), range(3)))
    texts = [prompt.text for prompt in result.prompts]
    assert texts[:2] == ["The teacher likes the [MASK].", "The model likes the [MASK]."]
    assert texts[5] == "It sees a cold [MASK]!"
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(result), type=BiasScores) == result


def test_b1_automatic_candidates_are_the_union_of_the_best_words_under_every_prompt(bias, tiny_bert):
    templates = (TEMPLATE, "We read every [MASK] of the {red|cold} board.")
    result = bias(tiny_bert, templates, top_k=4, association=False)
    tokenizer = transformers.AutoTokenizer.from_pretrained(tiny_bert)
    fill = transformers.pipeline("fill-mask", str(tiny_bert), device="cpu", dtype=torch.float32)
    expected = set()
    for prompt in result.prompts:
        rows = fill(prompt.text, top_k=len(tokenizer))
        pieces = [tokenizer.convert_ids_to_tokens(row["token"]) for row in rows]
        words = [piece for piece in pieces if any(map(str.isalnum, piece)) and not piece.startswith(("##", "["))]
        expected |= set(words[:4])
    assert {candidate.text for candidate in result.candidates} == expected
    assert len(expected) > 4
    assert all(candidate.automatic for candidate in result.candidates)


def test_b1_the_models_own_mask_works_too(bias, tiny_roberta, by_word):
    ours = bias(tiny_roberta, "The {teacher|model} likes the <mask>.", ["the"], association=False)
    course = bias(tiny_roberta, "The {teacher|model} likes the [MASK].", ["the"], association=False)
    assert by_word(ours) == by_word(course)
    assert course.prompts[0].text == "The teacher likes the <mask>."


def test_b1_a_model_without_a_mask_is_asked_as_a_causal_one_and_says_so(bias, tiny_gpt):
    result = bias(tiny_gpt, "The {teacher|model} likes the [MASK].", ("soup", "bread"))
    assert result.mode == "causal"
    assert "fills no masks, it continues texts" in result.mode_reason
    assert {score.method for score in result.scores} == {"chain"}
    asked = bias(tiny_gpt, "The {teacher|model} likes the [MASK].", ("soup", "bread"), mode="causal")
    assert asked.scores == result.scores
    assert asked.mode_reason.startswith("As asked")


def test_b1_a_causal_template_may_do_without_a_mask(bias, tiny_gpt, by_word):
    with_mask = bias(tiny_gpt, "The {teacher|model} likes the [MASK]", ["soup"])
    without = bias(tiny_gpt, "The {teacher|model} likes the", ["soup"])
    assert by_word(without) == by_word(with_mask)


def test_b1_automatic_candidates_of_a_causal_model_are_words(bias, tiny_gpt):
    result = bias(tiny_gpt, "The {teacher|model} draws [MASK]", top_k=5)
    assert len(result.candidates) >= 5
    assert all(candidate.text.strip() == candidate.text and candidate.text for candidate in result.candidates)
    assert {len(score.ids) for score in result.scores} == {1}
    assert {score.pieces[0][0] for score in result.scores} == {"\u0120"}  # each begins a word


# B2 -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", ["tiny_bert", "tiny_gpt"])
def test_b2_the_figures_of_a_score_belong_together(bias, model, request, by_word):
    found = by_word(bias(request.getfixturevalue(model), (TEMPLATE, "Why does {he|she} see the [MASK]"), WORDS))
    for (word, template, _), score in found.items():
        other = found[word, template, 0]
        assert score.p == pytest.approx(math.exp(score.log_p))
        assert score.log_odds == pytest.approx(math.log(score.p / (1 - score.p)))
        assert score.d == score.log_p - other.log_p
        assert score.d_log_odds == score.log_odds - other.log_odds
        assert len(score.ids) == len(score.pieces) >= 1
        assert score.rank >= 1
        assert score.association is not None


def test_b2_ranks_count_from_one_and_ties_share_the_smallest():
    logits = torch.tensor([2.0, 5.0, 2.0, 1.0, 5.0, 2.0], dtype=torch.float64)
    assert distribution(logits, range(6)).ranks == (3, 1, 3, 6, 1, 3)


def test_b2_a_uniform_model_ranks_everything_first(bias, uniform_bert):
    assert {score.rank for score in bias(uniform_bert, TEMPLATE, WORDS).scores} == {1}


def test_b2_ranks_equal_the_place_in_the_sorted_vocabulary(bias, tiny_bert, by_word):
    found = by_word(bias(tiny_bert, TEMPLATE, WORDS))
    fill = transformers.pipeline("fill-mask", str(tiny_bert), device="cpu", dtype=torch.float32)
    rows = [row["token"] for row in fill("The model likes the [MASK].", top_k=len(fill.tokenizer))]
    for word in WORDS:
        assert rows.index(found[word, 0, 1].ids[0]) + 1 == found[word, 0, 1].rank
        assert found[word, 0, 1].ranked_in == "vocabulary"


def test_b2_the_methods_are_named(bias, tiny_bert, tiny_gpt, by_word):
    found = by_word(bias(tiny_bert, TEMPLATE, ("soup", "zebra")))
    assert (found["soup", 0, 0].method, found["zebra", 0, 0].method) == ("single", "l2r")
    assert found["zebra", 0, 0].pieces == ("z", "##e", "##b", "##r", "##a")
    assert bias(tiny_gpt, TEMPLATE, ["soup"]).scores[0].method == "chain"


def test_b2_the_direction_and_the_reference_are_stated(bias, tiny_bert, by_word):
    first = bias(tiny_bert, TEMPLATE, WORDS)
    second = bias(tiny_bert, TEMPLATE, WORDS, reference=1)
    assert first.direction.startswith("d = ln p(word | model) - ln p(word | teacher), in nats: above 0,")
    assert second.direction.startswith("d = ln p(word | teacher) - ln p(word | model)")
    for word in WORDS:
        assert by_word(first)[word, 0, 1].d == -by_word(second)[word, 0, 0].d != 0


# B3 -------------------------------------------------------------------------------------------------------------------


def test_b3_a_single_piece_equals_the_fill_mask_pipeline(bias, tiny_bert):
    result = bias(tiny_bert, (TEMPLATE, "[MASK] is what the {teacher|model} reads."), WORDS)
    fill = transformers.pipeline("fill-mask", str(tiny_bert), device="cpu", dtype=torch.float32)
    for score in result.scores:
        text = result.prompts[2 * score.template + score.group].text
        (row,) = fill(text, targets=[result.candidates[score.candidate].text])
        assert score.ids == (row["token"],)
        assert score.p == pytest.approx(row["score"], abs=1e-6)


def test_b3_a_single_piece_equals_the_fill_mask_pipeline_in_byte_level_bpe(bias, tiny_roberta):
    result = bias(tiny_roberta, "The {teacher|model} likes <mask>", top_k=5)
    fill = transformers.pipeline("fill-mask", str(tiny_roberta), device="cpu", dtype=torch.float32)
    assert result.scores
    for score in result.scores:
        (row,) = fill(result.prompts[score.group].text, targets=[f" {result.candidates[score.candidate].text}"])
        assert score.ids == (row["token"],)
        assert score.p == pytest.approx(row["score"], abs=1e-6)


def test_b3_all_probabilities_sum_to_one(tiny_bert, engine):
    reader = engine(tiny_bert, "masked")
    sequence = reader.prompts.encode("We like the [MASK].")
    at = sequence.ids.index(4)
    wanted = [Wanted(sequence, at, token) for token in range(reader.checkpoint.info.vocabulary_size)]
    values = reader.reader.log_probabilities(wanted)
    assert sum(map(math.exp, values.values())) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("model", ["tiny_bert", "tiny_gpt"])
@pytest.mark.parametrize("words", [None, WORDS])
def test_b3_shown_and_rest_sum_to_one(bias, model, words, request):
    result = bias(request.getfixturevalue(model), TEMPLATE, words)
    for prompt in result.prompts:
        assert prompt.shown + prompt.rest == pytest.approx(1, abs=1e-6)
        listed = [s.p for s in result.scores if s.group == prompt.group and s.ranked_in == "vocabulary"]
        assert prompt.shown == pytest.approx(sum(listed), abs=1e-12)


@pytest.mark.parametrize("model", ["tiny_bert", "tiny_gpt"])
def test_b3_swapped_groups_give_exactly_the_opposite(bias, model, request, by_word):
    folder, words = request.getfixturevalue(model), ("soup", "bread", "zebra")
    there = by_word(bias(folder, ("The {teacher|model} likes the [MASK].", "{He|She} wants [MASK]"), words))
    back = by_word(bias(folder, ("The {model|teacher} likes the [MASK].", "{She|He} wants [MASK]"), words))
    for (word, template, group), score in there.items():
        assert score.d == -back[word, template, group].d
        assert score.d_log_odds == -back[word, template, group].d_log_odds
        assert score.lpbs == -back[word, template, group].lpbs
    assert any(score.d for score in there.values())


@pytest.mark.parametrize("model", ["tiny_bert", "tiny_gpt"])
def test_b3_identical_prompts_give_exactly_zero(bias, model, request):
    result = bias(request.getfixturevalue(model), "The {teacher|teacher} likes the [MASK].", ("soup", "zebra"))
    assert {(score.d, score.d_log_odds, score.lpbs) for score in result.scores} == {(0.0, 0.0, 0.0)}


def test_b3_logits_differ_by_the_same_constant(bias, tiny_bert, by_word):
    tokenizer = transformers.AutoTokenizer.from_pretrained(tiny_bert)
    words = [word for word in tokenizer.get_vocab() if word.isalpha() and len(word) > 1]
    result = bias(tiny_bert, TEMPLATE, words, association=False)
    found = by_word(result)
    gaps = torch.tensor([found[w, 0, 1].logit - found[w, 0, 0].logit - found[w, 0, 1].d for w in words])
    assert len(words) > 30
    assert gaps.std() < 1e-5
    assert gaps.mean() == pytest.approx(result.prompts[1].log_z - result.prompts[0].log_z, abs=1e-5)


def test_b3_ranks_follow_the_probabilities(bias, tiny_bert):
    result = bias(tiny_bert, TEMPLATE, top_k=20, association=False)
    for group in range(2):
        rows = sorted((score.rank, -score.p) for score in result.scores if score.group == group)
        assert rows == sorted(rows, key=lambda row: row[1])


@pytest.mark.parametrize("model", ["tiny_bert", "tiny_gpt"])
def test_b3_more_candidates_never_change_a_score(bias, model, request, by_word):
    folder = request.getfixturevalue(model)
    few, many = (by_word(bias(folder, TEMPLATE, words)) for words in (("soup", "zebra"), ("soup", "zebra", *WORDS[1:])))
    for key, score in few.items():
        assert many[key].p == pytest.approx(score.p, rel=1e-5)
        if score.method == "single":
            assert (many[key].p, many[key].rank) == (score.p, score.rank)
        assert many[key].lpbs == pytest.approx(score.lpbs, abs=1e-5)


@pytest.mark.parametrize("model", ["tiny_bert", "tiny_gpt"])
def test_b3_batches_equal_single_prompts(bias, model, request, by_word):
    folder = request.getfixturevalue(model)
    templates = (TEMPLATE, "{He|She} wants [MASK]", "A small model reads every word and {he|she} guesses the [MASK]")
    words = ("soup", "zebra", "bread")
    together = by_word(bias(folder, templates, words))
    for number, template in enumerate(templates):
        for word in words:
            for (_, _, group), score in by_word(bias(folder, template, [word])).items():
                other = together[word, number, group]
                assert other.log_p == pytest.approx(score.log_p, abs=1e-5)
                assert other.lpbs == pytest.approx(score.lpbs, abs=1e-5)


# B5 -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pieces", [1, 2, 3])
def test_b5_l2r_sums_to_one_over_all_words_of_so_many_pieces(toy_bert, engine, pieces):
    toy = engine(toy_bert, "masked")
    sequence = toy.prompts.encode("a b [MASK] a")
    at = sequence.ids.index(4)
    widened = sequence.widened(at, pieces)
    strings = list(itertools.product(range(9), repeat=pieces))
    chains = [masked_chain(widened, at, string) for string in strings]
    values = toy.reader.log_probabilities([want for chain in chains for want in chain])
    total = sum(math.exp(sum(values[want] for want in chain)) for chain in chains)
    assert total == pytest.approx(1, abs=1e-5)


def test_b5_continuations_sum_to_one_too(tiny_gpt, engine):
    gpt = engine(tiny_gpt, "causal")
    size = gpt.checkpoint.info.vocabulary_size
    chains = [causal_chain(TokenSequence((5, 9)), string) for string in itertools.product((7,), range(size))]
    values = gpt.reader.log_probabilities([want for chain in chains for want in chain])
    total = sum(math.exp(values[chain[1]]) for chain in chains)
    assert total == pytest.approx(1, abs=1e-5)


def test_b5_a_word_of_several_pieces_equals_the_chain_by_hand(bias, tiny_bert, by_word):
    found = by_word(bias(tiny_bert, TEMPLATE, ("zebra", "cat", "soup")))
    for word in ("zebra", "cat", "soup"):  # one piece of it equals the probability at the mask
        for group, text in enumerate(("The teacher likes the [MASK].", "The model likes the [MASK].")):
            score = found[word, 0, group]
            assert score.log_p == pytest.approx(masked_log_p(tiny_bert, text, score.ids), abs=1e-5)


@pytest.mark.parametrize("word", ["soup", "bread", "zebra crossing", "red"])
def test_b5_a_continuation_equals_the_loss_of_transformers(bias, tiny_gpt, by_word, word):
    found = by_word(bias(tiny_gpt, "The {teacher|model} likes the [MASK].", [word]))
    for group, name in enumerate(("teacher", "model")):
        expected = causal_log_p(tiny_gpt, f"The {name} likes the", f" {word}")
        assert found[word, 0, group].log_p == pytest.approx(expected, abs=1e-5, rel=2e-7)  # the loss is float32


@pytest.mark.parametrize("word", ["soup", "bread", "letters"])
def test_b5_a_continuation_equals_the_loss_with_sentencepiece_too(bias, tiny_llama, by_word, word):
    found = by_word(bias(tiny_llama, "The {teacher|model} likes the [MASK].", [word]))
    for group, name in enumerate(("teacher", "model")):
        score = found[word, 0, group]
        expected = causal_log_p(tiny_llama, f"The {name} likes the", f" {word}")
        assert score.pieces[0].startswith("\u2581")
        assert score.log_p == pytest.approx(expected, abs=1e-5, rel=2e-7)
        assert score.log_p_exact < score.log_p
        assert score.lpbs is not None


@torch.no_grad()
def test_b5_the_exact_word_leaves_longer_words_out(bias, tiny_gpt, by_word):
    tokenizer, model = load(tiny_gpt, transformers.AutoModelForCausalLM)
    score = by_word(bias(tiny_gpt, "The {teacher|model} likes the [MASK].", ["so"]))["so", 0, 0]
    ids = tokenizer("The teacher likes the so")["input_ids"]
    following = model(torch.tensor([ids])).logits[0, -1].double().softmax(-1)
    ends = []
    for token in range(len(tokenizer)):  # a new word begins, or something that is no word
        text = tokenizer.decode(token)
        ends.append(token in tokenizer.all_special_ids or not (text[0].isalnum() or text[0] in "_\ufffd"))
    expected = score.log_p + math.log(float(following[torch.tensor(ends)].sum()))
    assert score.log_p_exact == pytest.approx(expected, abs=1e-5)
    assert score.log_p_exact < score.log_p
    assert sum(ends) > 20
    assert not all(ends)


def test_b5_the_exact_word_can_be_the_measure(bias, tiny_gpt):
    templates = ("The {teacher|model} likes the [MASK].", "{He|She} wants [MASK]")
    result = bias(tiny_gpt, templates, WORDS, measure="exact-word")
    for summary in result.summaries:
        points = [s.d_exact for s in result.scores if s.group == 1 and s.candidate == summary.candidate]
        assert summary.points == tuple(points)


def test_b5_a_word_that_merges_with_the_text_in_front_of_it_is_not_scored(bias, tiny_gpt):
    """Without a space in front of the mask, "the" becomes a token of its own only sometimes."""
    result = bias(tiny_gpt, ("The {teacher|model} likes t[MASK]", "The {teacher|model} likes [MASK]"), ["he", "soup"])
    scored = {(result.candidates[score.candidate].text, score.template) for score in result.scores}
    assert ("he", 0) not in scored
    assert ("he", 1) in scored
    assert any("'he' merges with the text in front of it" in note for note in result.notes)
    alone = bias(tiny_gpt, "The {teacher|model} likes t[MASK]", ["he", "soup"])
    assert alone.candidates[0].flag.startswith("merged")


# B8 -------------------------------------------------------------------------------------------------------------------


def test_b8_words_of_other_lengths_are_never_ranked_together(bias, tiny_bert, by_word):
    words = ("soup", "zebra", "horse", "cat", "dog")
    result = bias(tiny_bert, TEMPLATE, words)
    found = by_word(result)
    assert {found[word, 0, 0].ranked_in for word in ("zebra", "horse", "cat", "dog")} == {"same length"}
    for group in range(2):
        for pair in (("zebra", "horse"), ("cat", "dog")):
            ordered = sorted(pair, key=lambda word: -found[word, 0, group].log_p)
            assert [found[word, 0, group].rank for word in ordered] == [1, 2]
    assert [summary.pieces for summary in result.summaries] == [1, 5, 5, 3, 3]
    assert any(note.startswith("Candidates have 1 to 5 pieces") for note in result.notes)


def test_b8_no_note_about_lengths_where_all_are_equal(bias, tiny_bert):
    assert not any("pieces." in note for note in bias(tiny_bert, TEMPLATE, WORDS).notes)


@pytest.mark.parametrize("model", ["tiny_bert", "tiny_roberta", "tiny_gpt", "tiny_llama"])
def test_b8_pieces_are_never_shown_as_words(bias, model, request):
    result = bias(request.getfixturevalue(model), "The {teacher|model} likes [MASK]", top_k=40, association=False)
    assert len(result.candidates) > 10
    for candidate in result.candidates:
        assert not candidate.text.startswith(("##", "\u0120", "\u2581", "[", "<"))
        assert any(map(str.isalnum, candidate.text))


def test_b8_an_unknown_word_is_flagged_and_not_scored(bias, tiny_bert):
    result = bias(tiny_bert, TEMPLATE, ("soup", "🦊", "bread"))
    assert [candidate.flag for candidate in result.candidates] == ["", "unknown: the vocabulary cannot spell it", ""]
    assert {score.candidate for score in result.scores} == {0, 2}
    assert {summary.candidate for summary in result.summaries} == {0, 2}
    with pytest.raises(InvalidOption, match=r"No candidate can be scored: '🦊' is unknown"):
        bias(tiny_bert, TEMPLATE, ["🦊"])
