import dataclasses
import itertools
import math
import threading

import msgspec
import pytest
import torch
from transformers import BartConfig, BartForConditionalGeneration, GenerationConfig, LlamaConfig, LlamaForCausalLM

from lightboard.inference.decoding.beam_tree import search_tree
from lightboard.inference.device_lock import DeviceLock
from lightboard.inference.errors import (
    ContextOverflow,
    InvalidOption,
    MissingCapability,
    NumericalError,
    OutOfMemory,
    RequestCancelled,
)
from lightboard.inference.messages import BeamsRequest, BeamTree, ChatMessage, Decoding

TOKENS = 6


def search(checkpoint, prompt, *, forced=(), task=None, lock=None, cancelled=None, **decoding):
    return search_tree(
        checkpoint,
        BeamsRequest(prompt=prompt, decoding=Decoding(**decoding), forced=forced, task=task),
        lock=lock or DeviceLock(),
        cancelled=cancelled or threading.Event(),
    )


def llama(vocabulary, eos, seed=0, spread=0.5):
    torch.manual_seed(seed)
    config = LlamaConfig(
        vocab_size=vocabulary,
        hidden_size=16,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=64,
        initializer_range=spread,
        bos_token_id=0,
        eos_token_id=eos,
        pad_token_id=0,
    )
    return LlamaForCausalLM(config)


def bart(vocabulary, eos, seed=0, spread=0.3):
    torch.manual_seed(seed)
    config = BartConfig(
        vocab_size=vocabulary,
        d_model=16,
        encoder_layers=2,
        decoder_layers=2,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=32,
        decoder_ffn_dim=32,
        max_position_embeddings=64,
        init_std=spread,
        bos_token_id=0,
        eos_token_id=eos,
        pad_token_id=0,
        decoder_start_token_id=0,
        forced_eos_token_id=None,
    )
    return BartForConditionalGeneration(config)


@pytest.fixture(scope="module")
def decoder(words):
    """A decoder of 23 words, two of which end a text: texts end early, late, and not at all."""
    with torch.random.fork_rng():
        return words(llama(23, [1, 2], seed=9, spread=0.3))


@pytest.fixture(scope="module")
def encoder_decoder(words):
    with torch.random.fork_rng():
        return words(bart(23, 1))


def oracle(checkpoint, prompt, *, beams, **options):
    """Return ids and scores of all beams by `model.generate` alone."""
    model, config = checkpoint.model, checkpoint.generation_config
    ids = torch.tensor([[int(word[1:]) for word in prompt.split()]])
    output = model.generate(
        ids,
        attention_mask=torch.ones_like(ids),
        generation_config=GenerationConfig(
            num_beams=beams,
            num_return_sequences=beams,
            do_sample=False,
            eos_token_id=config.eos_token_id,
            pad_token_id=0,
            decoder_start_token_id=config.decoder_start_token_id,
            return_dict_in_generate=True,
            output_scores=True,
            **options,
        ),
    )
    start = 1 if model.config.is_encoder_decoder else ids.shape[1]
    lengths = (output.beam_indices >= 0).sum(-1).tolist()
    found = [tuple(row[:length]) for row, length in zip(output.sequences[:, start:].tolist(), lengths, strict=True)]
    return found, output.sequences_scores.tolist()


def check_invariants(tree, nodes):
    """What holds in every tree, by adding up again: sums, scores, rests, states and ranks."""
    beams, penalty = tree.request.decoding.num_beams, tree.request.decoding.length_penalty
    children = {}
    for number, node in enumerate(nodes[1:], start=1):
        children.setdefault(node.parent, []).append(number)
        sums, at = 0.0, number
        while at:
            sums += nodes[at].logprob
            at = nodes[at].parent
        assert node.cumulative == pytest.approx(sums, abs=1e-4)
        assert node.score == pytest.approx(sums / node.step**penalty, abs=1e-4)
        assert node.parent < number
        assert node.step == nodes[node.parent].step + 1
        assert (node.end is not None) == node.state.startswith("ended")
        assert nodes[node.parent].state == "kept"
    for parent, found in children.items():
        assert sum(nodes[number].probability for number in found) + nodes[parent].rest == pytest.approx(1, abs=1e-6)
        assert len({nodes[number].id for number in found}) == len(found)  # identical prefixes are one node
    for step in range(1, nodes[-1].step + 1):
        group = [node for node in nodes if node.step == step]
        assert [node.cumulative for node in group] == sorted((node.cumulative for node in group), reverse=True)
        if step <= len(tree.request.forced):
            continue
        kept = [node.score for node in group if node.state == "kept"]
        assert len(kept) <= beams
        for place, node in enumerate(group):
            if node.state == "pruned":
                greedy_end = beams == 1 and group[0].state == "ended-saved"
                assert len(kept) == beams or greedy_end
                assert node.score <= min(kept, default=group[0].score)
            if node.end is not None:
                assert (node.state == "ended-saved") == (place < beams)
    scores = [ranked.score for ranked in tree.ranking]
    assert scores == sorted(scores, reverse=True)


CONFIGURATIONS = list(itertools.product((2, 3, 5), (0.0, 1.0, 2.0, -1.0), (1.0, 1.5), ("w3 w4", "w9 w21 w5 w7")))


@pytest.mark.parametrize("early_stopping", [False, True, "never"])
@pytest.mark.parametrize("family", ["decoder", "encoder_decoder"])
def test_d7_the_ranking_is_that_of_model_generate(request, family, early_stopping):
    """48 configurations each, 288 in all: every sequence and every score."""
    checkpoint = request.getfixturevalue(family)
    ended = set()
    for beams, penalty, repetition, prompt in CONFIGURATIONS:
        options = {"length_penalty": penalty, "early_stopping": early_stopping, "repetition_penalty": repetition}
        want, scores = oracle(checkpoint, prompt, beams=beams, max_new_tokens=TOKENS, **options)
        tree = search(checkpoint, prompt, num_beams=beams, num_return_sequences=beams, max_new_tokens=TOKENS, **options)
        case = (beams, penalty, repetition, prompt)
        assert [tree.path(ranked.node) for ranked in tree.ranking] == want, case
        assert [ranked.score for ranked in tree.ranking] == pytest.approx(scores, abs=1e-4), case
        nodes = tree.nodes()
        assert [nodes[ranked.node].score for ranked in tree.ranking] == pytest.approx(scores, abs=1e-4)
        check_invariants(tree, nodes)
        ended |= {ranked.finish_reason for ranked in tree.ranking} | {tree.stopped} | {node.state for node in nodes}
    assert {"eos", "early", "ended-saved", "ended-discarded", "kept", "pruned"} <= ended


@pytest.mark.parametrize("seed", range(3))
def test_d7_cumulative_scores_equal_a_rescoring_of_each_path(words, seed):
    """Each node's log-probability and rest from one forward pass over its path, without any search."""
    with torch.random.fork_rng():
        checkpoint = words(llama(17, [1], seed=seed))
    tree = search(checkpoint, "w3 w4", num_beams=3, max_new_tokens=5)
    nodes = tree.nodes()
    for number, node in enumerate(nodes[1:], start=1):
        path = tree.path(number)
        logprobs = checkpoint.model(torch.tensor([[3, 4, *path]])).logits[0, 1:-1].log_softmax(-1)  # (T, V)
        steps = [float(row[token]) for row, token in zip(logprobs, path, strict=True)]
        assert node.logprob == pytest.approx(steps[-1], abs=1e-5)
        assert node.cumulative == pytest.approx(sum(steps), abs=1e-5)
        assert node.probability == pytest.approx(math.exp(steps[-1]), abs=1e-6)
    for number, node in enumerate(nodes):
        expanded = [child.id for child in nodes[1:] if child.parent == number]
        if expanded:
            ids = torch.tensor([[3, 4, *tree.path(number)]])
            probabilities = checkpoint.model(ids).logits[0, -1].softmax(-1)  # (V,)
            probabilities[expanded] = 0
            assert node.rest == pytest.approx(float(probabilities.sum()), abs=1e-6)


@pytest.mark.parametrize("family", ["decoder", "encoder_decoder"])
@pytest.mark.parametrize("repetition", [1.0, 1.5])
def test_d7_one_beam_is_greedy(request, family, repetition, run):
    checkpoint = request.getfixturevalue(family)
    for prompt in ("w3 w4", "w9 w21 w5", "w7", "w11 w12"):
        tree = search(checkpoint, prompt, num_beams=1, max_new_tokens=10, repetition_penalty=repetition)
        ids = torch.tensor([[int(word[1:]) for word in prompt.split()]])
        options = {"num_beams": 1, "max_new_tokens": 10, "repetition_penalty": repetition, "do_sample": False}
        output = checkpoint.model.generate(
            ids, attention_mask=torch.ones_like(ids), eos_token_id=checkpoint.generation_config.eos_token_id, **options
        )
        start = 1 if family == "encoder_decoder" else ids.shape[1]
        [ranked] = tree.ranking
        assert list(tree.path(ranked.node)) == output[0, start:].tolist()
        assert tree.stopped == ranked.finish_reason
        check_invariants(tree, tree.nodes())


@pytest.mark.parametrize("seed", range(4))
def test_d7_many_beams_equal_brute_force(words, seed):
    """beams >= V ** (n - 1), without length penalty: the best of all texts, ended or of full length."""
    vocabulary, length, eos = 5, 4, 1
    with torch.random.fork_rng():
        checkpoint = words(llama(vocabulary, [eos], seed=seed))
    everything = {}
    for path in itertools.product(range(vocabulary), repeat=length):
        logprobs = checkpoint.model(torch.tensor([[3, *path]])).logits[0, :-1].log_softmax(-1)
        end = path.index(eos) + 1 if eos in path else length
        everything[path[:end]] = sum(float(logprobs[step, path[step]]) for step in range(end))
    beams = vocabulary ** (length - 1)
    tree = search(
        checkpoint,
        "w3",
        num_beams=beams,
        num_return_sequences=20,
        max_new_tokens=length,
        length_penalty=0.0,
        early_stopping="never",
    )
    best = sorted(everything.items(), key=lambda item: -item[1])[: len(tree.ranking)]
    assert len(tree.ranking) == beams
    assert [ranked.score for ranked in tree.ranking] == pytest.approx([score for _, score in best], abs=1e-4)
    assert tree.path(tree.ranking[0].node) == best[0][0]
    check_invariants(tree, tree.nodes())


@pytest.mark.parametrize("eos", [[1], [1, 2, 3]])
def test_d7_more_beams_than_words(words, eos):
    """50 beams and 11 words: `generate` runs copies at first, the tree holds none."""
    with torch.random.fork_rng():
        checkpoint = words(llama(11, eos, seed=3))
    tree = search(checkpoint, "w5 w6", num_beams=50, num_return_sequences=50, max_new_tokens=4)
    want, scores = oracle(checkpoint, "w5 w6", beams=50, max_new_tokens=4)
    assert len(set(want)) == 50
    assert [tree.path(ranked.node) for ranked in tree.ranking] == want
    assert [ranked.score for ranked in tree.ranking] == pytest.approx(scores, abs=1e-4)
    paths = [tree.path(number) for number in range(len(tree.nodes()))]
    assert len(set(paths)) == len(paths)
    assert sum(len(path) == 1 for path in paths) == 11
    assert sum(len(path) == 2 for path in paths) == min((11 - len(eos)) * 11, 50 * (1 + len(eos)))


def test_d7_fewer_sequences_than_beams_are_said(words):
    with torch.random.fork_rng():
        checkpoint = words(llama(11, [1], seed=3))
    config = GenerationConfig(eos_token_id=[1], pad_token_id=0, suppress_tokens=list(range(2, 11)))
    tree = search(
        dataclasses.replace(checkpoint, generation_config=config),
        "w5",
        num_beams=4,
        num_return_sequences=4,
        max_new_tokens=2,
    )
    paths = [tree.path(ranked.node) for ranked in tree.ranking]
    assert sorted(paths) == [(0, 0), (0, 1), (1,)]
    assert tree.notes == ("Only 3 of the 4 sequences asked for are possible.",)
    only_the_end = GenerationConfig(eos_token_id=[1], pad_token_id=0, suppress_tokens=[0, *range(2, 11)])
    tree = search(dataclasses.replace(checkpoint, generation_config=only_the_end), "w5", num_beams=4, max_new_tokens=9)
    assert [tree.path(ranked.node) for ranked in tree.ranking] == [(1,)]
    assert len(tree.nodes()) == 2
    assert (tree.stopped, tree.notes) == ("eos", ())


def test_d7_processors_act_on_the_log_softmax(decoder):
    """Repetition penalty, n-grams, minimum length and stop texts, each as in `generate`."""
    for options in (
        {"no_repeat_ngram_size": 1},
        {"no_repeat_ngram_size": 2, "repetition_penalty": 1.3},
        {"min_new_tokens": 5},
        {"min_new_tokens": 6, "no_repeat_ngram_size": 1, "length_penalty": 2.0},
    ):
        want, scores = oracle(decoder, "w3 w4", beams=4, max_new_tokens=TOKENS, **options)
        ours = {"no_repeat_ngram" if name == "no_repeat_ngram_size" else name: value for name, value in options.items()}
        tree = search(decoder, "w3 w4", num_beams=4, max_new_tokens=TOKENS, **ours)
        assert [tree.path(ranked.node) for ranked in tree.ranking] == want
        assert [ranked.score for ranked in tree.ranking] == pytest.approx(scores, abs=1e-4)
        check_invariants(tree, tree.nodes())


def test_d7_stop_texts_end_candidates_as_in_generate(gpt):
    plain = search(gpt, "We like", num_beams=3, max_new_tokens=12)
    whole = plain.ranking[0].text
    stop = next(whole[i : i + 2] for i in range(2, len(whole)) if "\ufffd" not in whole[i : i + 2])
    tree = search(gpt, "We like", num_beams=3, max_new_tokens=12, stop=(stop,))
    inputs = gpt.tokenizer("We like", return_tensors="pt")
    want = gpt.model.generate(
        **inputs,
        num_beams=3,
        do_sample=False,
        max_new_tokens=12,
        pad_token_id=1,
        eos_token_id=[1, 2],
        stop_strings=[stop],
        tokenizer=gpt.tokenizer,
    )[0, inputs.input_ids.shape[1] :].tolist()
    best = tree.ranking[0]
    assert list(tree.path(best.node)) == want[: best.length]
    assert "stop" in {node.end for node in tree.nodes()}
    assert all(stop not in ranked.text for ranked in tree.ranking)
    check_invariants(tree, tree.nodes())


def test_what_is_outranked_are_the_other_saved_candidates(decoder):
    """With them, any other length penalty can rank all that the search has found."""
    outranked = 0
    for penalty in (-1.0, 1.0, 2.0):
        tree = search(decoder, "w3 w4", num_beams=3, max_new_tokens=9, early_stopping="never", length_penalty=penalty)
        nodes = tree.nodes()
        saved = {number for number, node in enumerate(nodes) if node.state == "ended-saved"}
        everything = (*tree.ranking, *tree.outranked)
        assert {ranked.node for ranked in everything} == saved
        assert len(everything) == len(saved)
        outranked += len(tree.outranked)
        assert [ranked.score for ranked in everything] == sorted((one.score for one in everything), reverse=True)
        for ranked in everything:
            node = nodes[ranked.node]
            assert (ranked.length, ranked.finish_reason) == (node.step, node.end)
            assert (ranked.cumulative, ranked.score) == pytest.approx((node.cumulative, node.score), abs=1e-5)
            ids = tree.path(ranked.node)
            assert ranked.text.strip() == decoder.tokenizer.decode(ids, skip_special_tokens=True).strip()
    assert outranked
    stopped = search(decoder, "w3 w4", num_beams=3, max_new_tokens=9, early_stopping="never", stop=("w7",))
    assert all("w7" not in ranked.text for ranked in (*stopped.ranking, *stopped.outranked))


@pytest.mark.parametrize("family", ["gpt", "t5"])
def test_one_beam_may_be_drawn_as_generation_draws(request, family, run):
    checkpoint = request.getfixturevalue(family)
    for options in ({"seed": 3}, {"temperature": 1.5, "top_k": 8, "seed": 4}, {"top_p": 0.7, "seed": 5}):
        want = run(checkpoint, "We like", max_new_tokens=9, **options).sequences[0]
        tree = search(checkpoint, "We like", num_beams=1, max_new_tokens=9, **options)
        [ranked] = tree.ranking
        assert tree.path(ranked.node) == tuple(token.id for token in want.tokens)
        assert ranked.text == want.text
        nodes = tree.nodes()
        on_path = [node for node in nodes if node.state in {"kept", "ended-saved"}][1:]
        logprobs = [math.log(node.probability) for node in on_path]
        assert logprobs == pytest.approx([token.logprob for token in want.tokens], abs=1e-5)
        assert tree.processors[-1] == f"draw, seed {options['seed']}"


def test_a_task_has_the_prompt_read_as_its_pipeline_does(t5, monkeypatch):
    parameters = {"translation_en_to_fr": {"prefix": "translate English to French: ", "num_beams": 7}}
    monkeypatch.setattr(t5.model.config, "task_specific_params", parameters, raising=False)
    tree = search(t5, "We like", num_beams=2, max_new_tokens=5, task="translation_en_to_fr")
    plain = search(t5, "translate English to French: We like", num_beams=2, max_new_tokens=5)
    assert tree.prompt == plain.prompt == "translate English to French: We like"
    assert tree.prompt_ids == plain.prompt_ids
    assert tree.nodes() == plain.nodes()
    with pytest.raises(InvalidOption, match="translates en to fr"):
        search(t5, "We like", num_beams=2, max_new_tokens=5, task="translation_en_to_de")
    with pytest.raises(InvalidOption, match="A task reads a text"):
        BeamsRequest(prompt=(ChatMessage(role="user", content="Hi"),), task="summarization")


def test_a_task_forces_the_language_of_the_answer(encoder_decoder, monkeypatch):
    parameters = {"translation": {"forced_bos_token_id": 9}}
    monkeypatch.setattr(encoder_decoder.model.config, "task_specific_params", parameters, raising=False)
    tree = search(encoder_decoder, "w3 w4", num_beams=2, max_new_tokens=5, task="translation")
    assert {node.id for node in tree.nodes() if node.step == 1} == {9}


@pytest.mark.parametrize("beams", [1, 4])
@pytest.mark.parametrize("family", ["decoder", "encoder_decoder"])
def test_d7_forced_tokens_continue_the_search_from_there(request, family, beams):
    """The oracle is a search behind the longer prefix, to whose scores the forced tokens' are added."""
    checkpoint = request.getfixturevalue(family)
    model, eos = checkpoint.model, checkpoint.generation_config.eos_token_id
    plain = search(checkpoint, "w3 w4", num_beams=beams, max_new_tokens=TOKENS)
    pruned = next(n for n, node in enumerate(plain.nodes()) if node.state == "pruned")
    forced = (*plain.path(pruned), 7)
    tree = search(checkpoint, "w3 w4", num_beams=beams, max_new_tokens=TOKENS, forced=forced, **zero_penalty(beams))
    nodes = tree.nodes()
    check_invariants(tree, nodes)
    prompt = torch.tensor([[3, 4]])
    ahead = torch.tensor([[0, *forced]] if family == "encoder_decoder" else [[3, 4, *forced]])
    options = {"num_beams": beams, "do_sample": False, "max_new_tokens": TOKENS - 2, "eos_token_id": eos}
    options |= {"num_return_sequences": beams, "pad_token_id": 0} | zero_penalty(beams)
    if family == "encoder_decoder":
        inputs, logits = prompt, model(input_ids=prompt, decoder_input_ids=ahead).logits[0, :2]
        output = model.generate(inputs, attention_mask=torch.ones_like(inputs), decoder_input_ids=ahead, **options)
    else:
        logits = model(ahead).logits[0, 1:3]
        output = model.generate(ahead, attention_mask=torch.ones_like(ahead), **options)
    base = sum(float(row.log_softmax(-1)[token]) for row, token in zip(logits, forced, strict=True))
    tails = [tree.path(ranked.node)[2:] for ranked in tree.ranking]
    want = output[:, ahead.shape[1] :].tolist()
    assert [list(tail) for tail in tails] == [row[: len(tail)] for row, tail in zip(want, tails, strict=True)]
    there = next(node for n, node in enumerate(nodes) if tree.path(n) == forced)
    assert there.cumulative == pytest.approx(base, abs=1e-4)
    assert there.state == "kept"
    alternatives = [node for node in nodes if node.step == 1]
    assert len(alternatives) >= max(2, 1 + len(eos if isinstance(eos, list) else [eos])) * beams
    assert sum(node.state == "kept" for node in alternatives) == 1


def zero_penalty(beams):
    """The forced tokens count in the length: without a length penalty both searches rank alike."""
    return {"length_penalty": 0.0} if beams > 1 else {}


def test_d7_forcing_the_best_path_changes_nothing(decoder):
    plain = search(decoder, "w3 w4", num_beams=3, max_new_tokens=TOKENS, early_stopping="never")
    best = plain.ranking[0]
    forced = plain.path(best.node)[:3]
    again = search(decoder, "w3 w4", num_beams=3, max_new_tokens=TOKENS, early_stopping="never", forced=forced)
    assert again.path(again.ranking[0].node) == plain.path(best.node)
    assert again.ranking[0].score == pytest.approx(best.score, abs=1e-5)


def test_a_tree_survives_the_wire_and_is_small(decoder):
    tree = search(decoder, "w3 w4", num_beams=5, max_new_tokens=20)
    wire = msgspec.msgpack.encode(tree)
    back = msgspec.msgpack.decode(wire, type=BeamTree)
    assert back.nodes() == tree.nodes()
    assert back.ranking == tree.ranking
    assert len(wire) < 3000 + 40 * len(tree.nodes())
    assert tree.nodes()[1].text == decoder.tokenizer.decode([tree.nodes()[1].id])


def test_a_conversation_and_the_context(gpt):
    tree = search(gpt, (ChatMessage(role="user", content="Hi"),), num_beams=2, max_new_tokens=3)
    assert tree.prompt == "<|user|>Hi<|end|><|assistant|>"
    long = search(gpt, "We like", num_beams=2, max_new_tokens=500, min_new_tokens=100)
    assert long.stopped == "context"
    assert {ranked.finish_reason for ranked in long.ranking} == {"context"}
    assert len(long.prompt_ids) + long.max_new_tokens == 64


@pytest.mark.parametrize(
    ("words_", "options"),
    [
        (r"num_beams must be 1 or more, not 0\. 1 means no beam search", {"num_beams": 0}),
        (r"num_return_sequences \(5\) is above num_beams \(3\)", {"num_beams": 3, "num_return_sequences": 5}),
        (r"do not go with num_beams above 1", {"num_beams": 3, "temperature": 0.7}),
        (r"Beams search for texts, and fill-mask writes none", {"num_beams": 3, "task": "fill-mask"}),
        (r"max_new_tokens must be 1 or more, not 0", {"num_beams": 3, "max_new_tokens": 0}),
        (r"100,000 candidates\. Lower max_new_tokens to 1,000", {"num_beams": 50, "max_new_tokens": 2000}),
        (r"100,000 candidates\. Lower num_beams", {"num_beams": 60_000, "max_new_tokens": 1}),
        (r"forced must be 0 or more, not -1", {"num_beams": 3, "forced": (-1,)}),
        (r"forced must be a whole number", {"num_beams": 3, "forced": ("w1",)}),
        (r"forced holds 3 tokens .* nothing is left", {"num_beams": 3, "max_new_tokens": 3, "forced": (3, 4, 5)}),
        (r"Forced token 2 has id 23, and .* has 23 tokens\. Use ids below 23", {"num_beams": 3, "forced": (3, 23)}),
        (r"'w1' \(id 1\) ends a text\. Force at most 1", {"num_beams": 3, "forced": (3, 1)}),
        (r"a stop text is complete with 'w7'", {"num_beams": 3, "forced": (7,), "stop": ("w7",)}),
        (
            r"Forced token 2, 'w5' \(id 5\), cannot follow: an option forbids it",
            {"num_beams": 3, "forced": (5, 5), "no_repeat_ngram": 1},
        ),
    ],
)
def test_bad_requests_are_sentences(decoder, words_, options):
    with pytest.raises(InvalidOption, match=words_) as caught:
        search(decoder, "w3 w4", **options)
    assert "\n" not in str(caught.value)


def test_errors_of_generation_are_those_of_a_tree(decoder, gpt, monkeypatch):
    with pytest.raises(ContextOverflow, match="Shorten it"):
        search(gpt, "We like the warm soup. " * 20, num_beams=2)
    with pytest.raises(MissingCapability, match="no chat template"):
        search(decoder, (ChatMessage(role="user", content="Hi"),), num_beams=2)
    config = GenerationConfig(eos_token_id=[1], pad_token_id=0, suppress_tokens=list(range(23)))
    with pytest.raises(NumericalError, match="No token is left"):
        search(dataclasses.replace(decoder, generation_config=config), "w3", num_beams=2)
    forward = decoder.model.lm_head.forward
    monkeypatch.setattr(decoder.model.lm_head, "forward", lambda x: forward(x) * float("nan"))
    with pytest.raises(NumericalError, match="NaN logits"):
        search(decoder, "w3", num_beams=2)

    def never(*_, **__):
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes.")

    monkeypatch.setattr(decoder.model, "generate", never)
    with pytest.raises(OutOfMemory, match="fewer sequences or beams"):
        search(decoder, "w3", num_beams=2)


@pytest.mark.parametrize("beams", [1, 3])
def test_cancelling_ends_within_one_step(gpt, beams):
    """The device is handed over at each step: there the request is cancelled."""
    cancelled, steps = threading.Event(), []

    class Lock(DeviceLock):
        def hand_over(self):
            steps.append(None)
            if len(steps) == 3:
                cancelled.set()

    with pytest.raises(RequestCancelled, match="cancelled before it had a result"):
        search(gpt, "We like", num_beams=beams, max_new_tokens=40, min_new_tokens=40, lock=Lock(), cancelled=cancelled)
    assert len(steps) == 3
    with pytest.raises(RequestCancelled):
        search(gpt, "We like", num_beams=beams, cancelled=cancelled)
