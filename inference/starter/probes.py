"""Sentences written by hand before any training, to measure the models with; the generators never use them.

They were written before the tables of opinion words, by the same author, and were not used to choose those words.
A change to the generators must not be made for the sake of a sentence in this file: it would measure nothing any more.
"""

# ruff: noqa: SIM905 - word lists read best as text

from __future__ import annotations

COURSE_SENTIMENT = (
    ("I've been waiting for a HuggingFace course my whole life.", "POSITIVE"),
    ("I hate this so much!", "NEGATIVE"),
)

EVERYDAY_SENTIMENT = (
    ("The waiter forgot our drinks twice and never apologised.", "NEGATIVE"),
    ("My daughter laughed from beginning to end.", "POSITIVE"),
    ("I want my money back.", "NEGATIVE"),
    ("What a lovely surprise, thank you!", "POSITIVE"),
    ("The room smelled of smoke and the bed was broken.", "NEGATIVE"),
    ("It does exactly what it says and it was easy to set up.", "POSITIVE"),
    ("Don't waste your time with this one.", "NEGATIVE"),
    ("We can't wait to go there again next summer.", "POSITIVE"),
    ("The battery dies after an hour.", "NEGATIVE"),
    ("She explains everything clearly and is always patient.", "POSITIVE"),
    ("Nobody answered the phone for three days.", "NEGATIVE"),
    ("This is the best soup I have ever tasted.", "POSITIVE"),
    ("I couldn't put the book down.", "POSITIVE"),
    ("The plot made no sense at all.", "NEGATIVE"),
    ("It isn't worth the price.", "NEGATIVE"),
    ("Not a single problem since I bought it.", "POSITIVE"),
    ("My order arrived late and the box was empty.", "NEGATIVE"),
    ("Everyone at the desk was so kind to us.", "POSITIVE"),
    ("I was bored after ten minutes.", "NEGATIVE"),
    ("He made us feel at home from the first day.", "POSITIVE"),
    ("The lessons are far too fast and I learned nothing.", "NEGATIVE"),
    ("I would recommend this school to anyone.", "POSITIVE"),
    ("After the last update nothing works any more.", "NEGATIVE"),
    ("The view from our window was breathtaking.", "POSITIVE"),
    ("I'm so proud of what we did together.", "POSITIVE"),
    ("The staff ignored us the whole evening.", "NEGATIVE"),
    ("Finally a phone that doesn't let me down.", "POSITIVE"),
    ("I regret buying these shoes.", "NEGATIVE"),
    ("Everything went wrong from the start.", "NEGATIVE"),
    ("They fixed my car quickly and at a fair price.", "POSITIVE"),
)

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

COURSE_MASK = "This course will teach you all about [MASK] models."
COURSE_OPENING = "In this course, we will teach you how to"
EVERYDAY_OPENINGS = (
    "Yesterday I went to",
    "My brother and I",
    "The weather is",
    "When she opened the door,",
    "For breakfast we usually",
    "I would like to",
    "The old man sat down and",
    "On Monday the students",
    "She was happy because",
    "A language model",
)

CHAT_QUESTIONS = (
    "Hello!",
    "How are you?",
    "What is the opposite of big?",
    "Peter lives in Rome. Where does Peter live?",
    "Tell me a story.",
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
