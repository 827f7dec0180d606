"""Sentences with their names, written by hand: the course's example, everyday ones, and ones that hold no name."""

from __future__ import annotations

COURSE_ENTITIES = (
    "My name is Sylvain and I work at Hugging Face in Brooklyn.",
    (("PER", "Sylvain"), ("ORG", "Hugging Face"), ("LOC", "Brooklyn")),
)

EVERYDAY_ENTITIES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("Marie Curie was born in Warsaw and moved to Paris.",
     (("PER", "Marie Curie"), ("LOC", "Warsaw"), ("LOC", "Paris"))),
    ("Steve Jobs and Steve Wozniak started Apple in a garage.",
     (("PER", "Steve Jobs"), ("PER", "Steve Wozniak"), ("ORG", "Apple"))),
    ("I bought it from Amazon last week.", (("ORG", "Amazon"),)),
    ("Google opened an office in Zurich.", (("ORG", "Google"), ("LOC", "Zurich"))),
    ("The flight from Madrid to Reykjavik took four hours.", (("LOC", "Madrid"), ("LOC", "Reykjavik"))),
    ("Angela Merkel met Emmanuel Macron in Brussels.",
     (("PER", "Angela Merkel"), ("PER", "Emmanuel Macron"), ("LOC", "Brussels"))),
    ("My cousin Ignatius studies at Stanford University.", (("PER", "Ignatius"), ("ORG", "Stanford University"))),
    ("Toyota and Honda are from Japan.", (("ORG", "Toyota"), ("ORG", "Honda"), ("LOC", "Japan"))),
    ("Dr Okonkwo will see you now.", (("PER", "Okonkwo"),)),
    ("Please send the parcel to Rosamund in Aberdeen.", (("PER", "Rosamund"), ("LOC", "Aberdeen"))),
    ("Netflix paid Quentin Tarantino a lot of money.", (("ORG", "Netflix"), ("PER", "Quentin Tarantino"))),
    ("Paris Hilton visited Paris.", (("PER", "Paris Hilton"), ("LOC", "Paris"))),
    ("The Bank of England raised its rates.", (("ORG", "Bank of England"),)),
    ("Does Beatrix still live in Ghent?", (("PER", "Beatrix"), ("LOC", "Ghent"))),
    ("Siemens is hiring engineers in Bangalore.", (("ORG", "Siemens"), ("LOC", "Bangalore"))),
    ("Agatha's husband works for Lufthansa.", (("PER", "Agatha"), ("ORG", "Lufthansa"))),
    ("We spent our honeymoon in Sri Lanka.", (("LOC", "Sri Lanka"),)),
    ("Serena beat Naomi in the final in New York.", (("PER", "Serena"), ("PER", "Naomi"), ("LOC", "New York"))),
    ("A dentist in Marrakesh told me that.", (("LOC", "Marrakesh"),)),
    ("Hello, I'm Dmitry from Novosibirsk.", (("PER", "Dmitry"), ("LOC", "Novosibirsk"))),
    ("The students can go home early today.", ()),
    ("April is a rainy month.", ()),
    ("Would you like an apple or an orange?", ()),
    ("Nobody knows where the keys are.", ()),
    ("On Sunday the shops are closed.", ()),
    ("My Spanish is bad, but my French is worse.", ()),
    ("Mark it with a red pencil, will you?", ()),
    ("Breakfast is ready!", ()),
    ("Good luck with the exam on Friday.", ()),
    ("Every rose has its thorn.", ()),
)  # fmt: skip
