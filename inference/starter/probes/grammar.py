"""Minimal pairs and masks written by hand."""

# ruff: noqa: SIM905 - word lists read best as text

from __future__ import annotations

# A mask and the words of which the best guess should be one: it tests agreement and part of speech, not knowledge.
_PREPOSITIONS = """
in on at to for with by from near behind under of over into before after about without during beside through
""".split()
_PRONOUNS = "i you he she it we they".split()
MASKS: tuple[tuple[str, tuple[str, ...] | str], ...] = (
    ("She [MASK] a teacher.", ("is", "was", "became", "becomes")),
    ("They [MASK] very happy.", ("are", "were", "seem", "look", "seemed", "looked", "felt", "feel")),
    ("I [MASK] not at home yesterday.", ("was",)),
    ("We [MASK] going to the beach tomorrow.", ("are",)),
    ("He [MASK] not like coffee.", ("does", "did", "would", "will", "could", "might", "may", "should")),
    ("Do you [MASK] my brother?", "verb base"),
    ("The children [MASK] playing in the garden.", ("are", "were")),
    ("My sister has [MASK] a letter.", "verb participle"),
    ("The letter was [MASK] by my uncle.", "verb participle"),
    ("He can [MASK] very fast.", "verb base"),
    ("She is [MASK] a book.", "verb gerund"),
    (
        "I gave [MASK] the key.",
        (
            "him",
            "her",
            "them",
            "you",
            "me",
            "it",
            "us",
            "everybody",
            "someone",
            "somebody",
            "people",
            "everyone",
            "nobody",
        ),
    ),
    (
        "Anna lost [MASK] bag.",
        ("her", "the", "a", "my", "his", "this", "that", "their", "your", "our", "another", "every"),
    ),
    ("This house is bigger [MASK] that house.", ("than",)),
    ("He is the tallest boy [MASK] the class.", ("in", "of")),
    ("An old [MASK] lives in this house.", "noun singular"),
    ("There are many [MASK] in the park.", "noun plural"),
    ("The [MASK] are on the table.", "noun plural"),
    ("We eat [MASK] for breakfast.", "noun any"),
    ("It is very [MASK] today.", "adjective"),
    ("My grandmother is [MASK] than my mother.", "adjective comparative"),
    ("[MASK] do you live?", ("where", "how", "why", "when", "what", "who")),
    ("[MASK] you like some tea?", ("would", "do", "did", "could")),
    ("The man [MASK] lives next door is a doctor.", ("who", "that")),
    ("The cat is sleeping [MASK] the sofa.", tuple(_PREPOSITIONS)),
    (
        "I stayed at home [MASK] I was ill.",
        ("because", "when", "while", "although", "but", "and", "until", "if", "after", "before", "since", "so"),
    ),
    ("Tom and Mary [MASK] dinner every evening.", "verb base"),
    ("Yesterday she [MASK] to the market.", "verb past"),
    ("You [MASK] not smoke here.", ("should", "must", "can", "may", "do", "could", "will", "might", "did", "would")),
    (
        "If it rains, [MASK] will stay at home.",
        (*tuple(_PRONOUNS), "everybody", "people", "everyone", "somebody", "someone", "nobody"),
    ),
)

# Grammatical against ungrammatical: the first should be the more probable.
MINIMAL_PAIRS = (
    ("She goes to school every day.", "She go to school every day."),
    ("They are my friends.", "They is my friends."),
    ("We were tired.", "We was tired."),
    ("I am hungry.", "I are hungry."),
    ("The dogs run in the park.", "The dogs runs in the park."),
    ("He does not like fish.", "He do not like fish."),
    ("Did you see him?", "Did you saw him?"),
    ("She has written a letter.", "She has wrote a letter."),
    ("He can swim.", "He can swims."),
    ("I saw her in the garden.", "I saw she in the garden."),
    ("They gave us a book.", "They gave we a book."),
    ("This is an apple.", "This is a apple."),
    ("He is taller than me.", "He is more tall than me."),
    ("There are two cats here.", "There is two cats here."),
    ("These books are old.", "This books are old."),
    ("Where does he live?", "Where does he lives?"),
    ("My sister lost her keys.", "My sister lost its keys."),
    ("The house was built last year.", "The house was build last year."),
    ("I want to go home.", "I want go home."),
    ("She enjoys reading.", "She enjoys read."),
)
