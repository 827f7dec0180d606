"""Questions with their texts, written by hand: the course's example and everyday ones, some without an answer."""

from __future__ import annotations

COURSE_QUESTION = (
    "Where do I work?",
    "My name is Sylvain and I work at Hugging Face in Brooklyn.",
    "Hugging Face",
)

# Question, text, answers that count as right ("" for none).
EVERYDAY_QUESTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("What is my name?", "My name is Beatrix and I live in Ghent.", ("Beatrix",)),
    ("Where do I live?", "My name is Beatrix and I live in Ghent.", ("Ghent", "in Ghent")),
    ("Where does Tom work?", "Tom works at a hospital. Anna works at Siemens.", ("a hospital", "hospital")),
    ("Who wrote the letter?", "Marie wrote a letter to Paul, but Paul never answered.", ("Marie",)),
    ("When was Marie Curie born?",
     "Marie Curie was born in Warsaw in 1867 and died in 1934.", ("1867", "in 1867")),
    ("Where was Marie Curie born?",
     "Marie Curie was born in Warsaw in 1867 and died in 1934.", ("Warsaw", "in Warsaw")),
    ("How old is Peter?", "Peter is 12 years old and his sister is 15.", ("12", "12 years old")),
    ("Who founded Apple?", "Apple was founded by Steve Jobs in 1976 in California.", ("Steve Jobs",)),
    ("When was Apple founded?", "Apple was founded by Steve Jobs in 1976 in California.", ("1976", "in 1976")),
    ("What does Toyota make?", "Toyota makes cars and Yamaha makes pianos.", ("cars",)),
    ("What is the capital of France?", "Paris is the capital of France, and Rome is the capital of Italy.", ("Paris",)),
    ("How many people live in Lyon?", "About 520,000 people live in Lyon.", ("520,000", "About 520,000")),
    ("What instrument does Clara play?", "Clara plays the violin, and her father plays the piano.",
     ("violin", "the violin")),
    ("Where does the meeting take place?", "The meeting takes place in Geneva on Monday at nine o'clock.",
     ("Geneva", "in Geneva")),
    ("When is the meeting?", "The meeting takes place in Geneva on Monday at nine o'clock.",
     ("on Monday", "Monday", "on Monday at nine o'clock")),
    ("How old is Anna?", "Anna lives in Rome with her two cats.", ("",)),
    ("Who is Paul's boss?", "Paul works at a bank in London and likes his job.", ("",)),
    ("What is your favourite colour?", "My favourite food is soup.", ("",)),
    ("Where was Albert born?", "Albert works in Bern, and his wife was born in Milan.", ("",)),
    ("Who is Ines married to?", "Ines is married to Omar. Omar is a cook.", ("Omar",)),
)  # fmt: skip
