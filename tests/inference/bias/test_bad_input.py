"""Bad input gets one sentence that says what to do, and the right exception."""

import math

import pytest

from lightboard.inference.bias.templates import parse
from lightboard.inference.errors import (
    ContextOverflow,
    InvalidInput,
    InvalidOption,
    ModelLoadError,
    NumericalError,
)
from lightboard.inference.messages import BiasRequest

TEMPLATE = "The {teacher|model} likes the [MASK]."
LONG = "soup " * 70

TEMPLATES = {
    "no mask": ("The {teacher|model} likes soup.", InvalidInput, r"The template has no mask\. Write \[MASK\] where"),
    "another model's mask": ("The {teacher|model} likes <mask>.", InvalidInput, r"has <mask>, which is no mask of"),
    "two masks": ("The {teacher|model} likes [MASK] and [MASK].", InvalidInput, r"has 2 masks\. Leave one \[MASK\]"),
    "mask in a slot": ("The {[MASK]|model} likes [MASK].", InvalidInput, r"has its mask inside a slot"),
    "mask behind the end": (f"The {{teacher|model}} likes {LONG} [MASK].", ContextOverflow, "its mask stands behind"),
    "too long": (f"The {{teacher|model}} likes [MASK] {LONG}.", ContextOverflow, "takes at most 64. Shorten it"),
    "no slot": ("The teacher likes the [MASK].", InvalidInput, r"has no slot for the groups\. Write one such as"),
    "empty": (" ", InvalidInput, "has no slot"),
    "one group": ("The {teacher} likes the [MASK].", InvalidInput, r"has only one group in \{teacher\}\. Write two"),
    "no word": ("The {} likes the [MASK].", InvalidInput, r"has an empty word in \{\}"),
    "empty word": ("The {teacher| } likes the [MASK].", InvalidInput, r"has an empty word in \{teacher\| \}"),
    "open brace": ("The {teacher|model likes the [MASK].", InvalidInput, "has a brace without its other half"),
    "closing brace": ("The teacher|model} likes the [MASK].", InvalidInput, "has a brace without its other half"),
    "nested braces": ("The {{teacher|model}} likes the [MASK].", InvalidInput, "has a brace without its other half"),
    "unequal slots": ("The {a|b} likes {c|d|e} [MASK].", InvalidInput, "has slots of 2 and of 3 groups"),
}


def check(error, raised):
    assert type(raised.value) is error
    sentence = str(raised.value)
    assert "\n" not in sentence
    assert sentence.endswith((".", "]."))


@pytest.mark.parametrize("case", TEMPLATES)
def test_templates_that_cannot_be_used_get_a_sentence(bias, tiny_bert, case):
    template, error, sentence = TEMPLATES[case]
    with pytest.raises(error, match=sentence) as raised:
        bias(tiny_bert, template, ["soup"])
    check(error, raised)


def test_the_template_that_is_meant_is_named(bias, tiny_bert):
    with pytest.raises(InvalidInput, match=r"Template 2 has no mask"):
        bias(tiny_bert, (TEMPLATE, "The {teacher|model} likes soup."), ["soup"])
    with pytest.raises(InvalidInput, match=r"Template 2 has 3 groups, and template 1 has 2"):
        bias(tiny_bert, (TEMPLATE, "The {a|b|c} likes [MASK]."), ["soup"])
    with pytest.raises(InvalidInput, match=r"The neutral template has no slot"):
        bias(tiny_bert, TEMPLATE, ["soup"], neutral=("We like [MASK].",))
    with pytest.raises(InvalidInput, match=r"Template 2 repeats template 1"):
        bias(tiny_bert, (TEMPLATE, TEMPLATE), ["soup"])


CANDIDATES = {
    "none": ((), r"The list of candidates is empty\. Name some, or leave it out"),
    "empty": (("soup", " "), r"Candidate 2 is empty\. Leave it out"),
    "twice": (("soup", "bread", "soup"), r"The candidate 'soup' stands twice in the list"),
    "twice but for spaces": (("soup", " soup "), r"stands twice"),
    "the same tokens": (("soup", "Soup"), r"'soup' and 'Soup' are the same tokens for this model"),
    "5,000": (tuple(f"word{number}" for number in range(5000)), r"There are 5,000 candidates, and at most 1,000"),
    "5,000 characters": (("soup", "o" * 5000), r"Candidate 2 has 5,000 characters, and at most 100"),
    "unknown": (("🦊", "🦝"), r"No candidate can be scored: '🦊' is unknown"),
    "special": (("soup", "[SEP]"), r"'\[SEP\]' holds a special token of the model"),
    "nothing left": (("\u200b",), r"No candidate can be scored"),
}


@pytest.mark.parametrize("case", CANDIDATES)
def test_candidates_that_cannot_be_used_get_a_sentence(bias, tiny_bert, case):
    candidates, sentence = CANDIDATES[case]
    with pytest.raises(InvalidOption, match=sentence) as raised:
        bias(tiny_bert, TEMPLATE, candidates)
    check(InvalidOption, raised)


def test_a_candidate_that_does_not_fit_into_the_context_is_named(bias, tiny_bert):
    template = f"The {{teacher|model}} likes {'soup ' * 45} [MASK]."
    with pytest.raises(ContextOverflow, match=r"The template with 'rhinoceroses, zebras and foxes' has"):
        bias(tiny_bert, template, ("soup", "rhinoceroses, zebras and foxes"))


OPTIONS = {
    "reference": ({"reference": 2}, "reference is 2, but there are 2 groups, counted from 0. Choose one up to 1"),
    "negative reference": ({"reference": -1}, "reference must be 0 or more"),
    "resamples": ({"resamples": 100}, "resamples must be between 2000 and"),
    "confidence": ({"confidence": 1.0}, "confidence must be between 0.5 and 0.999"),
    "confidence NaN": ({"confidence": math.nan}, "confidence must be a number, not nan"),
    "seed": ({"seed": -1}, "seed must be between 0 and"),
    "top_k": ({"top_k": 0}, "top_k must be between 1 and 1000"),
    "lpbs without association": ({"measure": "lpbs", "association": False}, "The measure lpbs needs association"),
    "mode": ({"mode": "mask"}, "There is no mode 'mask'. Did you mean 'masked'"),
    "measure": ({"measure": "odds"}, "There is no measure 'odds'. Did you mean 'log-odds'"),
    "test": ({"test": "sign"}, "There is no test 'sign'"),
    "adjustment": ({"adjustment": "bonferroni"}, "There is no adjustment 'bonferroni'. Use holm, benjamini-hochberg"),
    "interval": ({"interval": "normal"}, "There is no interval 'normal'"),
    "neutral": ({"neutral": "The {a|b} is [MASK]."}, "neutral is a single text. Write it as a list"),
    "exact word of a mask": ({"measure": "exact-word"}, "exact-word is for causal models"),
}


@pytest.mark.parametrize("case", OPTIONS)
def test_options_that_cannot_be_used_get_a_sentence(bias, tiny_bert, case):
    options, sentence = OPTIONS[case]
    with pytest.raises(InvalidOption, match=sentence) as raised:
        bias(tiny_bert, TEMPLATE, ["soup"], **options)
    check(InvalidOption, raised)


def test_a_measure_that_no_template_has_gets_a_sentence(bias, tiny_bert):
    with pytest.raises(InvalidOption, match="No template has an LPBS"):
        bias(tiny_bert, "The {teacher|model} likes {his|its} [MASK].", ["soup"], measure="lpbs")


@pytest.mark.parametrize("texts", [{"templates": TEMPLATE}, {"templates": (TEMPLATE,), "candidates": "soup"}])
def test_a_single_text_is_not_taken_for_a_list_of_characters(texts):
    with pytest.raises(InvalidOption, match=r"is a single text\. Write it as a list"):
        BiasRequest(**texts)


def test_no_template_gets_a_sentence():
    with pytest.raises(InvalidInput, match=r"There is no template\. Write one such as"):
        BiasRequest(templates=())


def test_a_causal_model_needs_the_slot_in_front_of_the_mask(bias, tiny_gpt):
    with pytest.raises(InvalidInput, match="has its mask in front of the slot, and a causal model reads only"):
        bias(tiny_gpt, "The [MASK] likes the {teacher|model}.", ["soup"])


def test_a_model_that_cannot_do_what_was_asked_is_refused(bias, tiny_gpt, tiny_bert, tiny_t5):
    with pytest.raises(ModelLoadError, match="is no model for fill-mask"):
        bias(tiny_gpt, TEMPLATE, ["soup"], mode="masked")
    with pytest.raises(ModelLoadError, match="is no model for text-generation"):
        bias(tiny_bert, TEMPLATE, ["soup"], mode="causal")
    with pytest.raises(ModelLoadError, match="is no model for text-generation"):
        bias(tiny_t5, TEMPLATE, ["soup"])


def test_a_masked_model_whose_tokenizer_has_no_mask_is_refused(bias, tiny_bert, changed):
    from transformers import AutoTokenizer, BertForMaskedLM

    folder = changed(tiny_bert, BertForMaskedLM, lambda _: None)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    tokenizer.mask_token = None
    tokenizer.save_pretrained(folder)
    with pytest.raises(InvalidInput, match="its tokenizer has no mask token"):
        bias(folder, TEMPLATE, ["soup"])


@pytest.mark.parametrize("kind", ["masked", "causal"])
def test_nan_anywhere_is_an_error(bias, tiny_bert, tiny_gpt, changed, kind):
    from transformers import BertForMaskedLM, LlamaForCausalLM

    def spoil_bert(model):
        model.bert.encoder.layer[0].output.dense.bias[0] = math.nan

    def spoil_gpt(model):
        model.model.layers[0].mlp.down_proj.weight[0, 0] = math.nan

    masked = kind == "masked"
    folder = (
        changed(tiny_bert, BertForMaskedLM, spoil_bert) if masked else changed(tiny_gpt, LlamaForCausalLM, spoil_gpt)
    )
    for words in (["soup"], ["zebra"], None):
        with pytest.raises(NumericalError, match=r"computed NaN or infinite logits for '.*'\. Its weights are damaged"):
            bias(folder, TEMPLATE, words)


def test_nan_that_only_a_longer_word_meets_is_an_error(bias, tiny_bert, changed, by_word):
    """The prompt alone is computed without it: only the third mask of a word reaches the spoiled position."""
    from transformers import BertForMaskedLM

    def spoil(model):
        model.bert.embeddings.position_embeddings.weight[9] = math.nan

    folder = changed(tiny_bert, BertForMaskedLM, spoil)
    assert by_word(bias(folder, TEMPLATE, ["soup"]))
    with pytest.raises(NumericalError, match=r"computed NaN or infinite logits for '.*MASK"):
        bias(folder, TEMPLATE, ["soup", "cat"])


def test_a_candidate_of_no_probability_at_all_is_an_error(bias, tiny_bert, changed):
    from transformers import AutoTokenizer, BertForMaskedLM

    soup = AutoTokenizer.from_pretrained(tiny_bert).convert_tokens_to_ids("soup")

    def forbid(model):
        model.cls.predictions.bias[soup] = -math.inf

    with pytest.raises(NumericalError, match="gives a candidate no probability at all in"):
        bias(changed(tiny_bert, BertForMaskedLM, forbid), TEMPLATE, ["soup", "bread"])


@pytest.mark.parametrize("source", ["{a|b}", "x{a|b|c}y{d|e|f}", "{ a | b }: [MASK]"])
def test_templates_are_put_together_as_they_were_written(source):
    template = parse(source)
    assert template.source == source
    assert len({template.render(group) for group in range(template.groups)}) == template.groups
    assert not any(set("{|}") & set(template.render(group)) for group in range(template.groups))
