"""summarization, translation and text2text-generation against `model.generate` and the tokenizer alone."""

from __future__ import annotations

import functools
import json
import shutil
import threading

import pytest
import torch
from shipped import shipped
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

from lightboard.inference.decoding.sampling import choose_token, uniform
from lightboard.inference.device_lock import DeviceLock
from lightboard.inference.errors import InvalidInput, InvalidOption, ModelLoadError, RequestCancelled
from lightboard.inference.messages import ModelChoice
from lightboard.inference.starter.probes.translations import COURSE_PARAGRAPH, COURSE_TRANSLATION
from lightboard.inference.starter.training.t5 import SUMMARIZE, TASKS, TO_ENGLISH, TO_FRENCH

TEXTS = [
    "The teacher draws a bright red line on the glass board.",
    "Why?",
    "We like the warm soup, but the cold bread was bad.",
]
FOLDERS = ["tiny_t5_tasks", "tiny_bart", "tiny_marian", "tiny_mbart", "tiny_nllb"]
SUMMARY = {"length_penalty": 2.0, "early_stopping": True, "no_repeat_ngram_size": 3}


@pytest.fixture(scope="module", params=FOLDERS)
def folder(request):
    return request.getfixturevalue(request.param)


@functools.cache
def loaded(folder, source=None):
    """Return model and tokenizer of the oracle."""
    model = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=torch.float32).eval()
    return model, AutoTokenizer.from_pretrained(folder, **({"src_lang": source} if source else {}))


def written(folder, texts, *, source=None, **options):
    """Return the oracle's texts, a list per input: one padded batch through `model.generate`."""
    model, tokenizer = loaded(folder, source)
    inputs = tokenizer(list(texts), padding=True, return_tensors="pt")
    ids = model.generate(inputs["input_ids"], attention_mask=inputs["attention_mask"], **options)
    found = tokenizer.batch_decode(ids, skip_special_tokens=True)
    each = len(found) // len(texts)
    return [found[start : start + each] for start in range(0, len(found), each)]


def texts(output):
    return [list(one.texts) for one in output.outputs]


@pytest.mark.parametrize(
    "options",
    [
        {"max_new_tokens": 9},
        {"max_length": 10, "num_beams": 1, "no_repeat_ngram_size": 2},
        {"max_new_tokens": 12, "min_new_tokens": 12, "num_beams": 2},
        {"max_length": 14, "min_length": 9, "num_beams": 1, "repetition_penalty": 1.5},
        {
            "max_new_tokens": 8,
            "num_beams": 4,
            "num_return_sequences": 3,
            "length_penalty": 0.3,
            "early_stopping": "never",
        },
    ],
    ids=str,
)
def test_equals_a_padded_batch_of_model_generate(folder, pipeline, options):
    """What is not given is the checkpoint's own on both sides: beams, forced tokens, normalisation."""
    found = texts(pipeline("text2text-generation", folder, TEXTS, **options))
    assert found == written(folder, TEXTS, do_sample=False, **options)
    assert any(text for several in found for text in several)


def test_equals_model_generate_for_a_single_text(folder, pipeline):
    for text in TEXTS:
        assert texts(pipeline("text2text-generation", folder, text, max_new_tokens=9)) == written(
            folder, [text], max_new_tokens=9
        )


@pytest.mark.parametrize("name", ["tiny_bart", "tiny_marian"])
def test_the_generation_config_of_the_checkpoint_counts(name, request, pipeline):
    folder = request.getfixturevalue(name)
    expected = written(folder, TEXTS)
    assert texts(pipeline("text2text-generation", folder, TEXTS)) == expected
    assert expected != written(folder, TEXTS, num_beams=1)


def test_tokens_and_scores_equal_those_of_model_generate(folder, pipeline):
    output = pipeline("text2text-generation", folder, TEXTS[0], steps=True, max_new_tokens=7)
    model, tokenizer = loaded(folder)
    inputs = tokenizer(TEXTS[0], return_tensors="pt")
    ids = model.generate(inputs["input_ids"], attention_mask=inputs["attention_mask"], max_new_tokens=7)
    steps = output.steps[0]
    assert steps.written is not None
    assert [token.id for token in steps.written.tokens] == ids[0, 1:].tolist()
    with torch.inference_mode():
        replayed = model(input_ids=inputs["input_ids"], decoder_input_ids=ids[:, :-1])
    logprobs = replayed.logits[0].log_softmax(-1).gather(1, ids[0, 1:, None])[:, 0]
    assert [token.logprob for token in steps.written.tokens] == pytest.approx(logprobs.tolist(), abs=1e-4)
    assert steps.written.encoder_shape == tuple(replayed.encoder_last_hidden_state.shape)
    free = 1 if folder.name == "tiny-bart" else 0  # BART's first token is forced
    assert [row.value for row in steps.logits] == pytest.approx(
        replayed.logits[0, free].topk(len(steps.logits)).values.tolist(), abs=1e-4
    )


def test_draws_are_those_of_the_seed(tiny_t5_tasks, pipeline):
    """The oracle draws from the model's own softmax by the same uniform numbers, token by token."""
    model, tokenizer = loaded(tiny_t5_tasks)
    ids = tokenizer(TEXTS[0], return_tensors="pt")["input_ids"]

    def drawn(sequence, seed, temperature, top_k):
        found = [0]
        for step in range(8):
            with torch.inference_mode():
                logits = model(input_ids=ids, decoder_input_ids=torch.tensor([found])).logits[0, -1] / temperature
            kept = logits >= logits.topk(top_k).values[-1]
            found.append(choose_token(logits.masked_fill(~kept, -torch.inf), uniform(seed, sequence, step)).id)
            if found[-1] == 1:
                break
        return tokenizer.decode(found, skip_special_tokens=True)

    options = {"num_return_sequences": 3, "temperature": 1.5, "top_k": 20, "seed": 7, "max_new_tokens": 8}
    (found,) = texts(pipeline("text2text-generation", tiny_t5_tasks, TEXTS[0], **options))
    assert found == [drawn(sequence, 7, 1.5, 20) for sequence in range(3)]
    assert len(set(found)) == 3
    several = {"num_return_sequences": 2, "max_new_tokens": 8}
    (found,) = texts(pipeline("text2text-generation", tiny_t5_tasks, TEXTS[0], **several))
    assert found == [drawn(sequence, 0, 1.0, 360) for sequence in range(2)]  # seed 0 where none is given


# The parameters that the config holds for tasks -----------------------------------------------------------------------


def test_a_summary_takes_prefix_beams_and_lengths_of_the_config(tiny_t5_tasks, pipeline):
    output = pipeline("summarization", tiny_t5_tasks, TEXTS)
    read = ["summarize: " + text for text in TEXTS]
    assert texts(output) == written(tiny_t5_tasks, read, max_length=14, min_length=6, num_beams=3, **SUMMARY)
    assert output.settings.prefix == "summarize: "
    assert output.settings.keywords == {
        "max_length": 14, "min_length": 6, "do_sample": False, "num_beams": 3, **SUMMARY,
    }  # fmt: skip
    assert [one.entry() for one in output.outputs] == [{"summary_text": found[0]} for found in texts(output)]


def test_the_parameters_of_a_task_may_force_and_forbid_tokens(tiny_t5_tasks, pipeline, tmp_path):
    folder = shutil.copytree(tiny_t5_tasks, tmp_path / "model")
    config = json.loads((folder / "config.json").read_text())
    structure = {"forced_bos_token_id": 40, "bad_words_ids": [[41]], "suppress_tokens": [42], "max_length": 9}
    config["task_specific_params"] = {"summarization": structure}
    (folder / "config.json").write_text(json.dumps(config))
    output = pipeline("summarization", folder, TEXTS, steps=True)
    assert texts(output) == written(folder, TEXTS, **structure)
    assert output.steps[0].written.tokens[0].id == 40


def test_an_option_beats_the_config(tiny_t5_tasks, pipeline):
    output = pipeline("summarization", tiny_t5_tasks, TEXTS, max_new_tokens=9, min_length=0, num_beams=1)
    read = ["summarize: " + text for text in TEXTS]
    assert texts(output) == written(tiny_t5_tasks, read, max_new_tokens=9, no_repeat_ngram_size=3)
    kept = pipeline("summarization", tiny_t5_tasks, TEXTS, num_return_sequences=2)
    expected = written(tiny_t5_tasks, read, max_length=14, min_length=6, num_beams=3, num_return_sequences=2, **SUMMARY)
    assert texts(kept) == expected
    assert kept.outputs[0].entry() == [{"summary_text": text} for text in expected[0]]


def test_text2text_writes_no_prefix_but_that_of_the_config(tiny_t5_tasks, tiny_bart, pipeline, tmp_path):
    assert pipeline("text2text-generation", tiny_t5_tasks, "Why", max_new_tokens=2).settings.prefix == ""
    folder = shutil.copytree(tiny_bart, tmp_path / "bart")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"prefix": " "}))
    output = pipeline("text2text-generation", folder, "Why", max_length=12)
    assert texts(output) == written(folder, [" Why"], max_length=12)


@pytest.mark.parametrize(
    ("task", "options", "prefix", "beams"),
    [
        ("translation_en_to_fr", {}, "translate English to French: ", 2),
        ("translation_fr_to_en", {}, "translate French to English: ", 1),
        ("translation", {"src_lang": "en", "tgt_lang": "fr"}, "translate English to French: ", 2),
    ],
)
def test_a_translation_takes_the_parameters_of_its_pair(tiny_t5_tasks, pipeline, task, options, prefix, beams):
    output = pipeline(task, tiny_t5_tasks, TEXTS, **options)
    assert texts(output) == written(tiny_t5_tasks, [prefix + text for text in TEXTS], max_length=12, num_beams=beams)
    assert output.task == "translation"
    assert output.settings.languages == (("en", "fr") if beams == 2 else ("fr", "en"))
    assert list(output.outputs[0].entry()) == ["translation_text"]


# Languages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "options", "codes"),
    [
        ("tiny_mbart", {"src_lang": "fr_XX", "tgt_lang": "en_XX"}, ("fr_XX", "en_XX")),
        ("tiny_mbart", {"src_lang": "fr", "tgt_lang": "ja"}, ("fr_XX", "ja_XX")),
        ("tiny_mbart", {"tgt_lang": "ro_RO"}, ("en_XX", "ro_RO")),
        ("tiny_nllb", {"src_lang": "fra_Latn", "tgt_lang": "jpn_Jpan"}, ("fra_Latn", "jpn_Jpan")),
        ("tiny_nllb", {"src_lang": "fra", "tgt_lang": "eng"}, ("fra_Latn", "eng_Latn")),
    ],
    ids=str,
)
def test_languages_are_tokens_of_a_multilingual_tokenizer(name, options, codes, request, pipeline):
    folder = request.getfixturevalue(name)
    _, tokenizer = loaded(folder)
    forced = tokenizer.convert_tokens_to_ids(codes[1])
    expected = written(folder, TEXTS, source=codes[0], max_new_tokens=12, forced_bos_token_id=forced)
    output = pipeline("translation", folder, TEXTS, max_new_tokens=12, steps=True, **options)
    assert texts(output) == expected
    assert output.settings.languages == codes
    assert output.settings.keywords["forced_bos_token_id"] == forced
    tokens = output.steps[0].written.tokens
    assert tokens[0].piece == codes[1]
    assert tokens[1].id in {row_id(tokenizer, row.label) for row in output.steps[0].scores}
    assert codes[0] in [token.piece for token in output.steps[0].tokens]


def row_id(tokenizer, label):
    found = tokenizer.convert_tokens_to_ids(label)
    return tokenizer.convert_tokens_to_ids("▁") if label in ("", " ") else found


def test_a_tokenizer_goes_back_to_its_own_language(tiny_mbart, pipeline, store):
    before = texts(pipeline("text2text-generation", tiny_mbart, TEXTS, max_new_tokens=6))
    pipeline("translation", tiny_mbart, TEXTS, max_new_tokens=6, src_lang="fr_XX", tgt_lang="ja_XX")
    assert texts(pipeline("text2text-generation", tiny_mbart, TEXTS, max_new_tokens=6)) == before
    with store.acquire(ModelChoice(name=str(tiny_mbart)), task="translation") as checkpoint:
        assert checkpoint.tokenizer.src_lang == "en_XX"
        assert checkpoint.generation_config.forced_bos_token_id is None


def test_the_target_may_be_the_checkpoints_own(tiny_mbart, pipeline, tmp_path):
    folder = shutil.copytree(tiny_mbart, tmp_path / "to-romanian")
    romanian = AutoTokenizer.from_pretrained(folder).convert_tokens_to_ids("ro_RO")
    config = json.loads((folder / "generation_config.json").read_text())
    (folder / "generation_config.json").write_text(json.dumps(config | {"decoder_start_token_id": romanian}))
    output = pipeline("translation", folder, TEXTS, max_new_tokens=8)
    assert output.settings.languages == ("en_XX", "ro_RO")
    assert "forced_bos_token_id" not in output.settings.keywords  # it starts with that token
    assert texts(output) == written(folder, TEXTS, max_new_tokens=8)


@pytest.mark.parametrize("task", ["translation", "translation_fr_to_en"])
def test_a_checkpoint_for_two_languages_needs_none_said(tiny_marian, pipeline, task):
    output = pipeline(task, tiny_marian, TEXTS)
    assert texts(output) == written(tiny_marian, TEXTS)
    assert output.settings.languages == ("fr", "en")


@pytest.mark.parametrize(
    ("name", "task", "options", "sentence"),
    [
        ("tiny_t5_tasks", "translation", {}, r"translates en to fr, fr to en\. Name the languages with the task"),
        (
            "tiny_t5_tasks",
            "translation_de_to_en",
            {},
            r"translates en to fr, fr to en, not de to en\. .* such as Helsinki-NLP/opus-mt-de-en",
        ),
        ("tiny_marian", "translation_en_to_fr", {}, r"translates fr to en, not en to fr\. .*opus-mt-en-fr"),
        ("tiny_t5_tasks", "translation", {"src_lang": "en"}, "go together"),
        ("tiny_t5_tasks", "translation_en_to_fr", {"src_lang": "en"}, "names the languages already, so src_lang"),
        ("tiny_mbart", "translation", {}, "translates between 25 languages: say into which"),
        ("tiny_mbart", "translation_fr_to_xx", {}, "has no language 'xx'"),
        ("tiny_nllb", "translation", {"tgt_lang": "fra_Lat"}, "has no language 'fra_Lat'. Did you mean 'fra_Latn'"),
        ("tiny_nllb", "translation", {"tgt_lang": ""}, "tgt_lang must be a text"),
    ],
    ids=str,
)
def test_languages_that_a_model_does_not_know_are_a_sentence(name, task, options, sentence, request, pipeline):
    with pytest.raises(InvalidOption, match=sentence) as caught:
        pipeline(task, request.getfixturevalue(name), "We like it.", **options)
    assert "\n" not in str(caught.value)


def test_a_model_that_does_not_say_its_languages_gets_a_note(tiny_bart, pipeline):
    output = pipeline("translation_en_to_fr", tiny_bart, "We like it.", max_length=12)
    assert any("does not say which languages" in note for note in output.notes)
    assert not any("languages" in note for note in pipeline("translation", tiny_bart, "We", max_length=12).notes)


# Inputs ---------------------------------------------------------------------------------------------------------------

LONG = "We like the warm soup. " * 40


def test_a_long_text_is_refused(tiny_t5_tasks, pipeline):
    with pytest.raises(InvalidInput, match=r"Text 2 has \d+ tokens, but .* takes at most 64\. .*truncation=True"):
        pipeline("summarization", tiny_t5_tasks, ["We like it.", LONG])


def test_a_long_text_is_cut_on_demand_with_a_note(tiny_t5_tasks, pipeline):
    model, tokenizer = loaded(tiny_t5_tasks)
    whole = len(tokenizer("summarize: " + LONG)["input_ids"])
    output = pipeline("summarization", tiny_t5_tasks, ["We like it.", LONG], truncation=True, steps=True)
    assert f"Text 2 was cut: the model read the first 64 of its {whole:,} tokens." in output.notes
    assert len(output.steps[1].tokens) == 64
    inputs = tokenizer("summarize: " + LONG, truncation=True, max_length=64, return_tensors="pt")
    ids = model.generate(inputs["input_ids"], max_length=14, min_length=6, num_beams=3, **SUMMARY)
    assert texts(output)[1] == tokenizer.batch_decode(ids, skip_special_tokens=True)


def test_a_summary_that_may_be_longer_than_its_text_gets_a_note(tiny_t5_tasks, pipeline):
    output = pipeline("summarization", tiny_t5_tasks, ["We", "We like the warm soup and the bread."], max_length=20)
    notes = [note for note in output.notes if "max_length is 20" in note]
    assert len(notes) == 1
    assert notes[0].startswith("Text 1 has")
    assert not any("max_length is" in note for note in pipeline("translation_en_to_fr", tiny_t5_tasks, "We").notes)


def test_a_text_that_its_limit_ends_gets_a_note(tiny_bart, pipeline):
    output = pipeline("summarization", tiny_bart, TEXTS[0], max_length=12)
    assert "The text: the summary ends at its limit of 11 new tokens; raise max_length to let it end by itself." in (
        output.notes
    )
    output = pipeline("summarization", tiny_bart, TEXTS[0], max_length=200)
    assert any("limit of 63 new tokens; the most that the model can write" in note for note in output.notes)


@pytest.mark.parametrize("text", ["東京は寒い", "مرحبا بالعالم", "नमस्ते दुनिया", "👨‍👩‍👧‍👦 🇫🇷", "a\x00b\u202ec"])
@pytest.mark.parametrize("name", ["tiny_t5_tasks", "tiny_mbart"])
def test_any_script_is_taken(name, text, request, pipeline):
    folder = request.getfixturevalue(name)
    output = pipeline("text2text-generation", folder, text, max_new_tokens=6)
    assert texts(output) == written(folder, [text], max_new_tokens=6)


@pytest.mark.parametrize("task", ["summarization", "translation_en_to_fr", "text2text-generation"])
@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [((), "was given no input"), (("",), "The text is empty"), (("a", " \n"), "Text 2 is empty")],
)
def test_nothing_to_read_is_a_sentence(task, inputs, sentence, tiny_t5_tasks, pipeline):
    with pytest.raises(InvalidInput, match=sentence):
        pipeline(task, tiny_t5_tasks, inputs)


def test_a_decoder_is_refused_with_a_model_that_fits(tiny_gpt, pipeline):
    for task in ("summarization", "translation_en_to_fr", "text2text-generation"):
        with pytest.raises(ModelLoadError, match=r"decoder\) is no model for .* such as starter/t5 or google-t5/t5"):
            pipeline(task, tiny_gpt, "We like it.")


def test_spaces_are_cleaned_up_as_asked(tiny_bart, pipeline):
    _, tokenizer = loaded(tiny_bart)
    for clean in (True, False):
        options = {"max_length": 20, "clean_up_tokenization_spaces": clean}
        output = pipeline("text2text-generation", tiny_bart, TEXTS[0], steps=True, **options)
        ids = [token.id for token in output.steps[0].written.tokens]
        expected = tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=clean)
        assert texts(output) == [[expected]]
        assert output.steps[0].written.text == expected


# Cancelling -----------------------------------------------------------------------------------------------------------


def test_cancelling_ends_with_an_error(tiny_t5_tasks, pipeline):
    cancelled = threading.Event()
    cancelled.set()
    with pytest.raises(RequestCancelled):
        pipeline("summarization", tiny_t5_tasks, TEXTS, cancelled=cancelled)


@pytest.mark.parametrize("beams", [1, 3])
def test_cancelling_ends_within_a_step_and_frees_the_device(tiny_t5_tasks, pipeline, store, monkeypatch, beams):
    cancelled, lock, calls = threading.Event(), DeviceLock(), []
    with store.acquire(ModelChoice(name=str(tiny_t5_tasks)), task="summarization") as checkpoint:
        original = checkpoint.model.forward

        def forward(*arguments, **keywords):
            calls.append(lock._held)
            if len(calls) == 3:
                cancelled.set()
            return original(*arguments, **keywords)

        monkeypatch.setattr(checkpoint.model, "forward", forward)
        options = {"num_beams": beams, "max_new_tokens": 50, "min_new_tokens": 50}
        with pytest.raises(RequestCancelled):
            pipeline("text2text-generation", tiny_t5_tasks, TEXTS, cancelled=cancelled, lock=lock, **options)
    assert calls == [True, True, True]
    assert not lock._held


# The starter model ---------------------------------------------------------------------------------------------------


def test_the_courses_translation(pipeline):
    folder = shipped("t5")
    french, english = COURSE_TRANSLATION
    for task, options in (("translation_fr_to_en", {}), ("translation", {"src_lang": "fr", "tgt_lang": "en"})):
        output = pipeline(task, "starter/t5", french, **options)
        assert [one.entry() for one in output.outputs] == [{"translation_text": english}]
        assert output.notes == ()
    output = pipeline("text2text-generation", "starter/t5", TO_ENGLISH + french)
    assert [one.entry() for one in output.outputs] == [{"generated_text": english}]
    there = texts(pipeline("translation_en_to_fr", "starter/t5", english))
    assert there == written(folder, [TO_FRENCH + english], max_new_tokens=63)


def test_the_courses_summary(pipeline):
    folder = shipped("t5")
    output = pipeline("summarization", "starter/t5", COURSE_PARAGRAPH)
    settings = TASKS["summarization"]
    lengths = {"max_new_tokens": settings["max_length"] - 1, "min_length": settings["min_length"]}
    assert texts(output) == written(folder, [SUMMARIZE + COURSE_PARAGRAPH], **lengths)
    assert 3 * len(output.outputs[0].entry()["summary_text"].split()) < len(COURSE_PARAGRAPH.split())
    short = pipeline("summarization", "starter/t5", COURSE_PARAGRAPH, max_length=9)
    assert texts(short) == written(folder, [SUMMARIZE + COURSE_PARAGRAPH], max_new_tokens=8, min_length=4)


def test_a_pair_that_the_starter_model_does_not_know(pipeline):
    shipped("t5")
    with pytest.raises(InvalidOption, match=r"starter/t5 translates en to fr, fr to en, not de to en\."):
        pipeline("translation_de_to_en", "starter/t5", "Guten Tag.")
    with pytest.raises(InvalidOption, match=r"Name the languages with the task, as in translation_en_to_fr\."):
        pipeline("translation", "starter/t5", "Bonjour.")
