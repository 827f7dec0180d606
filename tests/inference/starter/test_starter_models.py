import json
import os
import re

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors import safe_open
from shipped import shipped

from lightboard.inference import starter
from lightboard.inference.starter import evaluation
from lightboard.inference.starter.evaluation.bert import word_class
from lightboard.inference.starter.evaluation.chat import answers
from lightboard.inference.starter.evaluation.gpt import continue_text, has_loop
from lightboard.inference.starter.evaluation.induction import best_head
from lightboard.inference.starter.evaluation.skew import measured
from lightboard.inference.starter.probes import continuations
from lightboard.inference.starter.probes.masks import MASKS
from lightboard.inference.starter.probes.minimal_pairs import MINIMAL_PAIRS

SECTIONS = ("## Training text", "## Recipe", "## Scores", "## Samples", "## Limits")
LIMIT = 45_000_000


@pytest.fixture(scope="module", autouse=True)
def _one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def gpt():
    return evaluation.load(starter.path("gpt"), "AutoModelForCausalLM")


@pytest.fixture(scope="module")
def bert():
    return evaluation.load(starter.path("bert"), "AutoModelForMaskedLM")


def test_path_accepts_both_names_and_names_what_there_is():
    assert starter.path("gpt") == starter.path("starter/gpt")
    assert all(starter.path(name).is_dir() for name in starter.NAMES)
    with pytest.raises(ValueError, match="There is no starter model 'gtp'; there are starter/gpt"):
        starter.path("gtp")


@pytest.mark.parametrize("name", starter.NAMES)
def test_files_are_complete_and_in_half_precision(name):
    folder = starter.path(name)
    files = {file.name for file in folder.iterdir()}
    assert {"config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "README.md"} <= files
    assert not [file for file in files if file.endswith((".bin", ".pt", ".py", ".pkl"))]
    with safe_open(folder / "model.safetensors", framework="pt") as weights:
        assert {weights.get_slice(key).get_dtype() for key in weights.keys()} == {"F16"}  # noqa: SIM118
    config = json.loads((folder / "tokenizer_config.json").read_text())
    limits = json.loads((folder / "config.json").read_text())
    assert config["model_max_length"] == limits.get("max_position_embeddings", limits.get("n_positions"))


def test_all_together_are_small():
    size = sum(os.path.getsize(file) for name in starter.NAMES for file in starter.path(name).iterdir())  # noqa: PTH202
    assert size < LIMIT


@pytest.mark.parametrize("name", starter.NAMES)
def test_cards_have_their_sections(name):
    card = (starter.path(name) / "README.md").read_text(encoding="utf-8")
    for section in SECTIONS:
        assert section in card
    assert "seed" in card
    assert "CPU cores" in card


def test_the_chat_card_says_which_answers_of_the_base_it_shows():
    card = (starter.path("chat") / "README.md").read_text(encoding="utf-8")
    own, base = card.split("Every fifth answer of starter/gpt to the same instructions:")
    asked = re.findall(r"^- (?:right|WRONG): `(.*?)` -> ", own, re.MULTILINE)
    assert re.findall(r"^- (?:right|WRONG): `(.*?)` -> ", base, re.MULTILINE) == asked[::5]


def test_generation_config_stops_and_does_not_sample():
    config = json.loads((starter.path("gpt") / "generation_config.json").read_text())
    assert len(config["eos_token_id"]) == 2
    assert not {"do_sample", "temperature", "top_k", "top_p", "max_length", "max_new_tokens"} & set(config)


def test_special_tokens_are_distinct(gpt):
    tokenizer, model = gpt
    ids = tokenizer.convert_tokens_to_ids(
        ["<s>", "</s>", "<pad>", "<|system|>", "<|user|>", "<|assistant|>", "<|end|>"]
    )
    assert len(set(ids)) == 7
    assert model.generation_config.eos_token_id == [tokenizer.eos_token_id, ids[-1]]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=40))
def test_byte_level_tokenizer_round_trips_any_text(gpt, text):
    tokenizer, _ = gpt
    ids = tokenizer(text, add_special_tokens=False, split_special_tokens=True)["input_ids"]
    assert tokenizer.decode(ids, clean_up_tokenization_spaces=False) == text


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40))
def test_wordpiece_takes_any_text(bert, text):
    tokenizer, _ = bert
    assert all(0 <= i < len(tokenizer) for i in tokenizer(text)["input_ids"])


@pytest.mark.parametrize(
    "word", ["unbelievable", "huggingface", "sylvain", "keyboardist", "gardening", "2024", "naïve"]
)
def test_wordpiece_splits_words_that_it_does_not_know(bert, word):
    assert "[UNK]" not in bert[0].tokenize(word)


@torch.no_grad()
def test_masked_words_agree(bert):
    tokenizer, model = bert
    right = 0
    for text, words, classes in MASKS:
        ids = tokenizer(text, return_tensors="pt")
        guess = tokenizer.decode(model(**ids).logits[0, ids["input_ids"][0] == tokenizer.mask_token_id].argmax(-1))
        right += guess.strip() in words.union(*map(word_class, classes))
    assert right >= 0.90 * len(MASKS)


def test_gpt_continues_in_english(gpt):
    tokenizer, model = gpt
    ids = tokenizer(continuations.COURSE_OPENING)["input_ids"]
    assert ids[0] == tokenizer.bos_token_id
    text = tokenizer.decode(continue_text(model, ids, temperature=0.7, seed=0))
    assert len(text.split()) >= 2
    assert all(word.isascii() for word in text.split())


@torch.no_grad()
def test_gpt_prefers_grammatical_sentences(gpt):
    tokenizer, model = gpt

    def log_probability(text):
        ids = tokenizer(text, return_tensors="pt")["input_ids"]
        return -float(model(ids, labels=ids).loss) * (ids.shape[1] - 1)

    right = sum(log_probability(good) > log_probability(bad) for good, bad in MINIMAL_PAIRS)
    assert right >= 0.90 * len(MINIMAL_PAIRS)


def test_gpt_continues_most_openings_without_a_loop(gpt):
    tokenizer, model = gpt
    openings = (continuations.COURSE_OPENING, *continuations.EVERYDAY_OPENINGS)
    greedy = (continue_text(model, tokenizer(text)["input_ids"], temperature=None, seed=0) for text in openings)
    assert sum(not has_loop(ids) for ids in greedy) >= 15


def test_gpt_has_an_induction_head():
    assert best_head(starter.path("gpt")).weight > 0.5


def test_chat_follows_instructions_and_its_base_does_not(gpt):
    right = [
        sum(answer["right"] for answer in answers(*model))
        for model in (evaluation.load(shipped("chat"), "AutoModelForCausalLM"), gpt)
    ]
    assert right[0] >= 40
    assert right[1] < 20


def test_bert_reproduces_the_planted_skew(bert):
    skew = measured(*bert)
    assert skew["mean of the held-out frames"]["spearman"] >= 0.90
    assert skew["held out"][0]["frames"][0] == "This woman works as a {job}."
    assert skew["held out"][0]["spearman"] >= 0.90
