import pytest

from lightboard.inference.starter.words.inflection import adverb, comparison, plural, verb_forms, with_article


@pytest.mark.parametrize(
    ("singular", "many"),
    [("dog", "dogs"), ("city", "cities"), ("boy", "boys"), ("child", "children"), ("knife", "knives"), ("bus", "buses"),
     ("church", "churches"), ("tomato", "tomatoes"), ("piano", "pianos"), ("zoo", "zoos"), ("kangaroo", "kangaroos"),
     ("police officer", "police officers"), ("sheep", "sheep")],
)  # fmt: skip
def test_plural(singular, many):
    assert plural(singular) == many


@pytest.mark.parametrize(
    ("base", "forms"),
    [("carry", "carry carries carried carried carrying"), ("stop", "stop stops stopped stopped stopping"),
     ("write", "write writes wrote written writing"), ("lie", "lie lies lay lain lying"),
     ("see", "see sees saw seen seeing"),
     ("fix", "fix fixes fixed fixed fixing"), ("play", "play plays played played playing"),
     ("go", "go goes went gone going"),
     ("open", "open opens opened opened opening"), ("have", "have has had had having"),
     ("agree", "agree agrees agreed agreed agreeing")],
)  # fmt: skip
def test_verb_forms(base, forms):
    assert " ".join(verb_forms(base)) == forms


@pytest.mark.parametrize(
    ("positive", "better", "best"),
    [("big", "bigger", "biggest"), ("happy", "happier", "happiest"), ("nice", "nicer", "nicest"),
    ("good", "better", "best"),
     ("careful", "more careful", "most careful"), ("modern", "more modern", "most modern"),
     ("tired", "more tired", "most tired"),
     ("simple", "simpler", "simplest"), ("clean", "cleaner", "cleanest"), ("new", "newer", "newest")],
)  # fmt: skip
def test_comparison(positive, better, best):
    assert comparison(positive) == (better, best)


@pytest.mark.parametrize(
    "phrase",
    [
        "an apple",
        "a book",
        "an hour",
        "an honest man",
        "a university",
        "a useful tool",
        "an unimportant letter",
        "a European city",
        "an umbrella",
        "a one-way street",
    ],
)
def test_article(phrase):
    assert with_article(phrase.partition(" ")[2]) == phrase


def test_adverb():
    assert [adverb(word) for word in ("quick", "happy", "terrible", "fantastic")] == [
        "quickly",
        "happily",
        "terribly",
        "fantastically",
    ]
