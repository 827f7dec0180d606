"""How checkpoints are told the languages; stand-ins for those whose tokenizers need SentencePiece."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from transformers import GenerationConfig

from lightboard.inference.errors import InvalidOption
from lightboard.inference.tasks.languages import reading, translation_instruction


def checkpoint(config=None, own=None, **tokenizer):
    return SimpleNamespace(
        model=SimpleNamespace(config=SimpleNamespace(**(config or {}))),
        tokenizer=SimpleNamespace(**{"init_kwargs": {}, "unk_token_id": 3, **tokenizer}),
        generation_config=GenerationConfig(**(own or {})),
        info=SimpleNamespace(name="some/model"),
    )


def marian(source, target, *codes):
    languages = {"source_lang": source, "target_lang": target}
    return checkpoint(init_kwargs=languages, supported_language_codes=[f">>{code}<<" for code in codes])


def m2m100(**own):
    codes = {"en": 128022, "fr": 128028, "de": 128020}
    return checkpoint(own={"decoder_start_token_id": 2, **own}, src_lang="en", lang_code_to_id=codes)


@pytest.mark.parametrize(
    ("model", "wanted", "prefix"),
    [
        (marian("fr", "en"), (None, None), ""),
        (marian("fr", "en"), ("fr", "en"), ""),
        (marian("en", "ROMANCE", "fr", "es"), ("en", "es"), ">>es<< "),
        (marian("en", "ROMANCE", "fr", "es"), (None, None), ""),  # the text may begin with the code
        (marian("ROMANCE", "en"), ("fr", "en"), ""),
        (marian("roa", "en"), ("fr", "en"), ""),
        (marian("mul", "eng"), ("deu", "eng"), ""),
        (marian("en", "zh", "cmn_Hans"), ("en", "zh"), ""),
    ],
)
def test_marian_has_two_languages_or_names_the_target_in_the_text(model, wanted, prefix):
    assert translation_instruction(model, *wanted).prefix == prefix


@pytest.mark.parametrize(
    ("model", "wanted"),
    [
        (marian("fr", "en"), ("en", "fr")),
        (marian("fr", "en"), ("fr", "de")),
        (marian("en", "ROMANCE", "fr", "es"), ("de", "es")),
        (marian("eng", "fra"), ("deu", "fra")),
    ],
)
def test_other_languages_of_marian_are_refused(model, wanted):
    with pytest.raises(InvalidOption, match=rf"not {wanted[0]} to {wanted[1]}\. .*opus-mt-{wanted[0]}-{wanted[1]}\."):
        translation_instruction(model, *wanted)


def test_m2m100_is_forced_to_begin_with_the_target():
    found = translation_instruction(m2m100(), "fr", "de")
    assert (found.source_language, found.first_token, found.languages) == ("fr", 128020, ("fr", "de"))
    found = translation_instruction(m2m100(forced_bos_token_id=128028), None, None)
    assert (found.source_language, found.first_token, found.languages) == ("en", 128028, ("en", "fr"))
    with pytest.raises(InvalidOption, match=r"3 languages: say into which, for example src_lang=en tgt_lang=fr\."):
        translation_instruction(m2m100(), None, None)


def test_a_decoder_that_starts_with_the_target_is_not_forced_to_write_it_again():
    parameters = {"translation_en_to_fr": {"decoder_start_token_id": 128028}}
    model = m2m100()
    model.model.config.task_specific_params = parameters
    assert translation_instruction(model, "en", "fr").structure() == {"decoder_start_token_id": 128028}
    assert translation_instruction(model, "en", "de").structure() == {"forced_bos_token_id": 128020}


def test_a_single_pair_of_the_config_needs_not_be_named():
    parameters = {"translation_en_to_fr": {"prefix": "to French: ", "num_beams": 2}, "summarization": {}}
    model = checkpoint({"task_specific_params": parameters})
    found = translation_instruction(model, None, None)
    assert (found.prefix, found.parameters, found.languages) == ("to French: ", {"num_beams": 2}, ("en", "fr"))
    assert parameters["translation_en_to_fr"]["prefix"] == "to French: "  # the config is left as it was


def test_a_tokenizer_is_set_back_also_after_an_error():
    tokenizer = SimpleNamespace(src_lang="en")
    seen = []

    def fail():
        with reading(tokenizer, "fr"):
            seen.append(tokenizer.src_lang)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert seen == ["fr"]
    assert tokenizer.src_lang == "en"
