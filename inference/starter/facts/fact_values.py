"""The relations of the fact records and the values that are no names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lightboard.inference.starter.words.lexicon import nouns

# The subject's relation comes first.
RELATIONS: Mapping[str, tuple[str, ...]] = {
    "person": (
        "name", "job", "employer", "former_employer", "workplace", "home", "origin", "birthplace", "trip", "school",
        "subject_of_study", "age", "birth_year", "hobby", "pet", "instrument", "language", "food", "colour", "vehicle",
        "day_off", "spouse", "friend", "boss", "child", "sibling", "bank", "companion", "elsewhere",
    ),
    "company": ("company", "founder", "director", "seat", "founded", "staff", "product", "rival", "owner", "guest"),
    "event": ("event", "city", "organiser", "date", "time", "visitors", "guest", "winner", "price", "weather"),
    "town": ("town", "country", "river", "population", "industry", "neighbour", "altitude", "winner"),
}  # fmt: skip

# Lowest, highest and step of a number.
NUMBERS: Mapping[str, tuple[int, int, int]] = {
    "age": (18, 90, 1), "birth_year": (1930, 2008, 1), "founded": (1850, 2022, 1), "staff": (12, 90_000, 7),
    "visitors": (40, 60_000, 10), "price": (5, 120, 1), "population": (900, 900_000, 100), "altitude": (10, 2400, 5),
}  # fmt: skip

_VALUES: Mapping[str, str] = {
    "subject_of_study": """
        history; mathematics; biology; physics; chemistry; law; medicine; economics; geography; philosophy; music; art;
        computer science; engineering; literature; psychology; architecture; politics""",
    "hobby": """
        swimming; painting; cycling; hiking; cooking; reading; gardening; dancing; fishing; sailing; playing chess;
        singing; running; climbing; taking photos; baking bread; watching birds; knitting; skiing; writing poems;
        playing football; collecting stamps; repairing old radios; learning languages; playing cards""",
    "pet": """
        dog; cat; parrot; rabbit; horse; goldfish; turtle; snake; hamster; canary; goat; white mouse; black cat;
        small dog; old donkey""",
    "instrument": "piano; violin; guitar; flute; trumpet; cello; drums; clarinet; harp; accordion; saxophone",
    "language": """
        French; German; Spanish; Italian; Japanese; Arabic; Russian; Chinese; Portuguese; Greek; Turkish; Polish; Hindi;
        Swedish; Korean; Dutch""",
    "food": """
        pizza; soup; rice; fish; chocolate; cheese; pancakes; noodles; fresh bread; apple pie; salad; potatoes; ice
        cream; tomatoes; mushrooms; strawberries; beans""",
    "colour": "red; blue; green; yellow; black; white; brown; purple; orange; pink; grey; dark blue; light green",
    "vehicle": """
        bicycle; motorbike; small car; van; red car; truck; boat; scooter; old bus; blue van; electric car; black
        bicycle""",
    "day_off": "Mondays; Tuesdays; Wednesdays; Thursdays; Fridays; Saturdays; Sundays",
    "product": """
        bicycles; computers; shoes; toys; furniture; engines; cameras; medicines; video games; clothes; bread; phones;
        boats; films; maps; musical instruments; windows; robots; books; batteries; software for schools; solar panels;
        language models; kitchen knives""",
    "event": """
        concert; festival; conference; book fair; marathon; exhibition; film festival; chess tournament; science fair;
        jazz concert; wedding; food market; football match; boat race; art show; dance competition; summer school;
        workshop; flower show; job fair""",
    "time": """
        at six o'clock; at noon; at 9 a.m.; at 7:30 p.m.; at half past eight; at midnight; at 10:15; at 4 p.m.; at three
        o'clock; in the morning; in the evening; at 8:45 a.m.""",
    "weather": "rainy; sunny; windy; cold; hot; cloudy; foggy; warm; stormy; icy",
    "industry": """
        tourism; fishing; farming; its steel works; its old port; its paper mills; its car factory; wine; its market;
        its glass factories; coal; its university""",
}
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905


@cache
def values(relation: str) -> tuple[str, ...]:
    """Give the values that a relation may have, where they are a list.

    Raises
    ------
    KeyError
        The relation's values are names or numbers, or there is no such relation.
    """
    if relation == "job":
        return tuple(noun.singular for noun in nouns("profession") if not noun.gender)
    if relation == "date":
        days = [f"on {month} {day}" for month in _MONTHS for day in (1, 3, 8, 12, 17, 21, 26, 30)]
        return (*days, *(f"on {day}" for day in _DAYS for _ in range(4)), *(f"in {month}" for month in _MONTHS))
    return tuple(" ".join(value.split()) for value in _VALUES[relation].split(";"))
