"""Sentences of fifteen topics, written by hand before any training, to measure starter/bert-nli with as a classifier.

As with all probes, a change must not be made for the sake of a sentence in this file.
"""

from __future__ import annotations

COURSE_TEXT = "This is a course about the Transformers library"
COURSE_LABELS = ("education", "politics", "business")
COURSE_TOPIC = "education"

TOPIC_SENTENCES = {
    "education": (
        "Our maths teacher gives us far too much homework.",
        "She wants to study history at the university next year.",
        "The children learn to read and write in the first class.",
        "My exam is on Thursday and I have not opened the textbook yet.",
    ),
    "politics": (
        "The president lost the vote in parliament.",
        "Thousands protested against the new law in front of the ministry.",
        "Which party will win the next election?",
        "The two prime ministers signed a peace treaty.",
    ),
    "business": (
        "The company sold more cars than last year and made a huge profit.",
        "Investors are worried about the price of their shares.",
        "He started his own firm with a loan from the bank.",
        "The factory has to dismiss two hundred workers.",
    ),
    "sports": (
        "Our team scored three goals in the second half.",
        "She trains every morning because she wants to run a marathon.",
        "The referee gave him a red card.",
        "Who won the tennis match yesterday?",
    ),
    "health": (
        "The doctor told me to stay in bed until the fever is gone.",
        "Take these pills twice a day after meals.",
        "My grandfather had an operation on his heart.",
        "The nurse gave the patient an injection.",
    ),
    "food": (
        "Add some salt and a little butter to the potatoes.",
        "We had pancakes with jam for breakfast.",
        "This bakery sells the best bread in town.",
        "The soup is too hot to eat.",
    ),
    "travel": (
        "Our flight to Athens leaves at six in the morning.",
        "We spent two weeks in a small hotel near the beach.",
        "Do not forget your passport and the tickets.",
        "The guide showed the tourists the old castle.",
    ),
    "music": (
        "My brother plays the drums in a band.",
        "The orchestra played a symphony by a young composer.",
        "I can't get this song out of my head.",
        "She sings in the church choir.",
    ),
    "film": (
        "The actress won an Oscar for her first role.",
        "Shall we go to the cinema tonight?",
        "The director shot the last scene in the desert.",
        "I have seen this thriller three times.",
    ),
    "technology": (
        "My laptop is slow and needs a new battery.",
        "Engineers have built a robot that can climb stairs.",
        "You should change your password and install the update.",
        "The app does not run on older phones.",
    ),
    "weather": (
        "Tomorrow it will rain in the north and the wind will be strong.",
        "The snow is already a metre deep.",
        "After the storm the sun came out again.",
        "It is too hot and there is not a cloud in the sky.",
    ),
    "family": (
        "My aunt and my uncle have four children.",
        "The baby has her father's eyes.",
        "Grandma came to live with my parents after the wedding.",
        "I have two younger brothers and a sister.",
    ),
    "animals": (
        "The dog chased the cat up a tree.",
        "Elephants can remember places for many years.",
        "A fox stole two of our chickens.",
        "Our rabbit likes to sleep under the table.",
    ),
    "crime": (
        "The police arrested a man who had robbed a bank.",
        "Somebody stole my bicycle in front of the station.",
        "The judge sent the murderer to prison for life.",
        "A witness saw the burglar climb through the window.",
    ),
    "fashion": (
        "She wore a long red dress and silver shoes.",
        "Wide trousers are popular again this summer.",
        "The designer showed her new collection in Milan.",
        "This jacket does not go with your shirt.",
    ),
}
