"""Names of people, places and organisations: from lists and from random syllables, with a pool kept out of training.

Every word of a name belongs to one of two pools, by its checksum: one word in eight is held out. Text to train on is
written with names of the first pool, text to measure on with names of the other, so no name that is asked for in a
measurement has ever been read. Words that names share ("New", "Bank", "Ltd") belong to neither pool.
"""

# ruff: noqa: PLR2004, S311, SIM905 - shares are plain numbers; seeded text needs no cryptography; lists read best as text

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple, TypeVar

from lightboard.inference.starter.words import lexicon
from lightboard.inference.starter.words import people as people_words
from lightboard.inference.starter.words import world as world_words

T = TypeVar("T")

PERSON, ORGANISATION, PLACE = "PER", "ORG", "LOC"
POOL = 8  # one word in so many is held out
COURSE_NAMES = frozenset({"sylvain", "hugging", "brooklyn"})  # of the course's example, held out as well


def _listed(*tables: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.replace("_", " ") for table in tables for name in table.split()))


# The lexicon's names and more of them.
FEMALE = _listed(
    people_words.FEMALE_NAMES,
    """Camille Chloe Manon Louise Jeanne Claire Juliette Margot Amelie Isabelle Nathalie Valerie Monique Simone Yvonne
    Martha Susanne Katrin Greta Heidi Sofia Lucia Bianca Giulia Francesca Chiara Pilar Lola Teresa Beatriz Natasha Olga
    Svetlana Tatiana Irina Anya Zofia Agnes Birgit Astrid Freya Sigrid Noor Layla Zeynep Yasmin Salma Farah Anjali Divya
    Lakshmi Kavita Sakura Hana Keiko Min Ling Xin Linh Thuy Abena Chidi Zola Nadia Emily Rachel Rebecca Megan Hannah
    Jessica Nicole Karen Linda Barbara Betty Doris Evelyn Abigail Molly Holly Heather""",
)
MALE = _listed(
    people_words.MALE_NAMES,
    """Pierre Julien Mathieu Antoine Etienne Louis Lucas Thomas Nicolas Olivier Philippe Laurent Thierry Guillaume Remy
    Bastien Hans Jurgen Stefan Dieter Klaus Matthias Lars Sven Bjorn Magnus Giovanni Matteo Lorenzo Stefano Javier
    Miguel Alejandro Fernando Rafael Joao Tiago Dmitri Sergei Boris Pavel Jan Tomasz Mateusz Yusuf Mehmet Emre
    Tariq Ibrahim Arjun Rohan Vikram Sanjay Hiroshi Takeshi Satoshi Feng Hao Bo Minh Kwame Kofi Tunde Jabari Kevin
    Brian Michael Christopher Matthew Anthony Joshua Ryan Steven Edward Arthur Alfred Stanley Walter Harold Ralph""",
)
SURNAMES = _listed(
    people_words.SURNAMES,
    """Johnson Williams Jones Davis Rodriguez Martinez Anderson Thompson Moore Jackson White Harris Clark Lewis Walker
    Hall Allen Wright Scott Adams Nelson Carter Mitchell Roberts Turner Phillips Campbell Parker Evans Edwards Collins
    Dubois Moreau Lefevre Girard Bonnet Fournier Schmidt Schneider Fischer Meyer Wagner Becker Hoffmann Ferrari Ricci
    Romano Greco Fernandez Lopez Gomez Diaz Santos Ferreira Petrov Sokolov Kowalski Nowak Horvath Nagy Andersen Larsen
    Virtanen Yilmaz Demir Hussain Patel Sharma Gupta Singh Tanaka Suzuki Yamamoto Kim Chen Wang Zhang Nguyen Tran Okafor
    Mensah Abdi Murphy Kelly Byrne""",
)
CITIES = _listed(
    world_words.CITIES,
    """Lyon Marseille Nantes Bordeaux Strasbourg Hamburg Munich Cologne Dresden Leipzig Zurich Basel Milan Naples Turin
    Florence Seville Valencia Porto Rotterdam Amsterdam Antwerp Copenhagen Stockholm Bergen Helsinki Riga Vilnius Krakow
    Budapest Bucharest Sofia Belgrade Zagreb Kyiv Ankara Tehran Baghdad Damascus Beirut Jerusalem Dubai Karachi Lahore
    Kolkata Chennai Bangalore Dhaka Bangkok Hanoi Manila Jakarta Singapore Shanghai Osaka Kyoto Sapporo Melbourne Perth
    Auckland Wellington Honolulu Seattle Portland Denver Dallas Houston Austin Miami Atlanta Detroit Philadelphia
    Baltimore Vancouver Calgary Ottawa Quebec Havana Bogota Quito Santiago Montevideo Casablanca Tunis Algiers Accra
    Dakar Kampala Harare Durban Leeds Bristol Oxford Cambridge Liverpool Manchester Edinburgh Glasgow Cardiff Belfast
    Cork Galway York Bath New_York Los_Angeles San_Francisco Cape_Town Buenos_Aires Manhattan Queens Harlem Soho""",
)
COUNTRIES = _listed(
    world_words.COUNTRIES,
    """Belgium Switzerland Austria Denmark Finland Iceland Hungary Romania Bulgaria Serbia Croatia Ukraine Russia Iran
    Iraq Syria Lebanon Israel Jordan Pakistan Bangladesh Thailand Vietnam Indonesia Malaysia Mongolia Nepal Argentina
    Chile Colombia Ecuador Venezuela Cuba Nigeria Ghana Senegal Ethiopia Uganda Tanzania Algeria Tunisia Wales Europe
    Asia Africa California Texas Florida Alaska Scandinavia Georgia Luxembourg Malta Cyprus""",
)
COMPANIES = _listed(
    world_words.COMPANIES,
    """Bluewater Stonebridge Highfield Ironwood Fairview Clearwater Blackbird Whitestone Rainbow Pinewood Cornerstone
    Firefly Sunflower Moonlight Snowball Starfish Lighthouse Windmill Goldfish Evergreen Keystone Landmark Riverside
    Summit Horizon Compass Phoenix Atlas Apollo Orion Pegasus Vertex Quantum Zenith Pioneer Beacon Fortune Liberty
    Victory Unity Polaris Aurora Delta Omega Apple Amber Orange Shell Target Gap""",
)
# Names that are ordinary words, too, or names of another kind.
AMBIGUOUS_FEMALE = "May Rose June April Grace Hope Joy Daisy Paris Florence Charlotte Victoria Dawn Ruby Ivy".split()
AMBIGUOUS_MALE = "Mark Bill Will Jack Frank Austin Jordan Hunter Rich Grant Lincoln Dean Chase".split()
AMBIGUOUS_SURNAMES = "Hill Baker Young King Cook Banks Ford Stone London Hilton Washington Berlin Page Rice".split()

_ONSETS = "b c d f g h j k l m n p r s t v w z br bl ch cl cr dr fl fr gr kr pl pr qu sh sl st sv sw th tr".split()
_VOWELS = "a a a e e e i i i o o u u y ai ea ei ia io ou ue".split()
_CODAS = "l m n n n r r s t ck ld ll lm nd ng nn nt rd rg rk rn rt ss st th x".split()
_FEMALE_ENDINGS = "a a ia ina ella elle ette ine e ena issa y i ah".split()
_MALE_ENDINGS = "o us er in on en ian ard as ric ert el ob ain ek im".split()
_SURNAME_ENDINGS = "son ov ez berg ini mann ski ler sen ley well idis escu uchi ton ier ard er a i o".split()
_CITY_ENDINGS = "ton ville burg ford field stad polis ham port mouth bury dale lyn wick ona ova ino ia en a o".split()
_COUNTRY_ENDINGS = "ia land stan ania ara ovia ea or".split()
_CITY_HEADS = "New San Port Saint Santa North South East West Upper Fort El Los Mount Lake".split()
_COMPANY_ENDINGS = "ix ex on tec soft data net lab corp ium ora ify ly works ware gen max us a o".split()
_SUFFIXES = """Inc Inc. Ltd Ltd. Corp Corp. LLC Group Software Systems Labs Industries Foods Motors Airlines Media
Technologies Bank Energy Partners Books Records Holdings Institute Studios AI Robotics Foundation Press""".split()


@cache
def _company_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give what companies are named after: describing words ("Smiling", "Bright") and things ("Moon")."""
    everything = [noun for domain in lexicon.DOMAINS for kind in domain.NOUNS for noun in lexicon.nouns(kind)]
    things = {noun.singular for noun in everything if noun.kind == "count" and noun.singular.isalpha()}
    gerunds = {frame.verb.gerund for frame in lexicon.frames("person") if frame.verb.gerund.isalpha()}
    qualities = {word for kind in ("person", "place", "house", "mood") for word in lexicon.adjectives(kind)}
    describing = sorted(gerunds) + sorted(word for word in qualities | {"open", "deep", "global"} if word.isalpha())
    return tuple(word.capitalize() for word in describing), tuple(word.capitalize() for word in sorted(things))


_UNWANTED = frozenset("rape nazi anal anus cunt slut nude dick cock shit hitler satan".split())


class Name(NamedTuple):
    """A name: its text, its kind (PER, ORG or LOC), how it is called later on, and a person's pronoun."""

    text: str
    kind: str
    short: str
    pronoun: str = "it"


def is_held_out(word: str) -> bool:
    """Tell whether a word of a name is kept out of training.

    >>> is_held_out("Sylvain")
    True
    """
    lower = word.lower()
    return lower in COURSE_NAMES or zlib.crc32(lower.encode()) % POOL == 0


class Names:
    """Writes names from a seed, all from the training pool or, with `held_out`, all from the other one.

    Examples
    --------
    >>> Names(seed=1).person().kind
    'PER'
    >>> is_held_out(Names(seed=2, held_out=True).first_name()[0])
    True
    """

    def __init__(self, *, seed: int, held_out: bool = False, invented: float = 0.45) -> None:
        self.random = random.Random(seed).random
        self.held_out = held_out
        self.invented = invented

    def pick(self, options: Sequence[T]) -> T:
        """Choose one of the options."""
        return options[int(self.random() * len(options))]

    def chance(self, probability: float) -> bool:
        """Say yes with this probability."""
        return self.random() < probability

    def sample(self, options: Sequence[T], count: int) -> list[T]:
        """Choose so many different ones of the options, in any order."""
        rest = list(options)
        return [rest.pop(int(self.random() * len(rest))) for _ in range(min(count, len(rest)))]

    def from_pool(self, write: Callable[[], str]) -> str:
        """Write words until all of them are of this writer's pool."""
        while True:
            text = write()
            if all(is_held_out(word) == self.held_out for word in text.split()):
                return text

    def invent(self, endings: Sequence[str], *, syllables: Sequence[int] = (1, 1, 1, 2)) -> str:
        """Write a name of random syllables, capitalised."""

        def write() -> str:
            text = "" if self.chance(0.8) else self.pick("aeiou")
            for _ in range(self.pick(syllables)):
                text += self.pick(_ONSETS) + self.pick(_VOWELS) + (self.pick(_CODAS) if self.chance(0.35) else "")
            if text[-1] in "aeiouy":
                text += self.pick("lmnrstvdz")
            return (text + self.pick(endings)).capitalize()

        return self.from_pool(write)

    def spliced(self, listed: Sequence[str]) -> str:
        """Put the beginning of one name of a list before the end of another one."""

        def write() -> str:
            first, last = (self.from_pool(lambda: self.pick(listed)).split()[-1] for _ in "ab")
            return first[: 2 + int(self.random() * 3)] + last[-2 - int(self.random() * 3) :].lower()

        while (name := self.from_pool(write)).lower() in _UNWANTED:
            pass
        return name

    def word(self, listed: Sequence[str], endings: Sequence[str]) -> str:
        """Take a name from a list, or invent one: from syllables or from the halves of two names of the list."""
        if self.chance(self.invented):
            return self.invent(endings) if self.chance(0.6) else self.spliced(listed)
        return self.from_pool(lambda: self.pick(listed))

    def first_name(self) -> tuple[str, str]:
        """Write a first name and its pronoun."""
        female = self.chance(0.5)
        listed: Sequence[str] = FEMALE if female else MALE
        if self.chance(0.08):
            listed = AMBIGUOUS_FEMALE if female else AMBIGUOUS_MALE
        name = self.word(listed, _FEMALE_ENDINGS if female else _MALE_ENDINGS)
        return name, "she" if female else "he"

    def surname(self) -> str:
        """Write a surname, seldom a double one."""
        listed = AMBIGUOUS_SURNAMES if self.chance(0.15) else SURNAMES
        name = self.word(listed, _SURNAME_ENDINGS)
        return f"{name}-{self.surname()}" if self.chance(0.03) and not self.held_out else name

    def person(self, *, full: float = 0.35) -> Name:
        """Write a person: a first name, or with probability `full` a first name and a surname."""
        first, pronoun = self.first_name()
        if not self.chance(full):
            return Name(first, PERSON, first, pronoun)
        middle = f" {self.pick('ABCDEFGHJKLMNPRSTW')}." if self.chance(0.08) else ""
        return Name(f"{first}{middle} {self.surname()}", PERSON, first, pronoun)

    def city(self) -> str:
        """Write the name of a town."""
        name = self.word(CITIES, _CITY_ENDINGS)
        return f"{self.pick(_CITY_HEADS)} {name}" if " " not in name and self.chance(0.12) else name

    def country(self) -> str:
        """Write the name of a country."""
        return self.word(COUNTRIES, _COUNTRY_ENDINGS)

    def organisation(self) -> str:
        """Write the name of a company, a bank, a university, ..."""
        draw = self.random()
        if draw < 0.30:
            name = self.word(COMPANIES, _COMPANY_ENDINGS)
            return f"{name} {self.pick(_SUFFIXES)}" if self.chance(0.45) else name
        if draw < 0.48:
            describing, things = _company_words()
            return self.from_pool(lambda: f"{self.pick(describing)} {self.pick(things)}")
        if draw < 0.58:
            owner = self.surname()
            return self.pick(
                (f"{owner} & {self.surname()}", f"{owner} and Sons", f"{owner} {self.pick(_SUFFIXES)}",
                 f"{owner} Brothers", f"{owner} & Co")
            )  # fmt: skip
        if draw < 0.72:
            city = self.city()
            kind = self.pick("University Bank Hospital Museum College Airport Library Opera Academy Institute".split())
            return (
                f"{kind} of {city}"
                if kind in {"University", "Bank", "Museum"} and self.chance(0.5)
                else f"{city} {kind}"
            )
        if draw < 0.80:
            return self.from_pool(
                lambda: "".join(self.pick("ABCDEFGHIKLMNOPRSTUVW") for _ in range(self.pick((3, 3, 4))))
            )
        if draw < 0.88:
            return self.invent(("Tech", "Soft", "Data", "Net", "Lab", "Works", "Pay", "Bank", "AI", "Book"))
        if draw < 0.94:
            return f"{self.city()} {self.pick(('United', 'City', 'Rovers', 'Tigers', 'Lions', 'Eagles', 'Rangers'))}"
        return self.invent(_COMPANY_ENDINGS)

    def company(self) -> str:
        """Write the name of an organisation that is no sports club or public house."""
        while True:
            name = self.organisation()
            if not name.endswith(("United", "City", "Rovers", "Tigers", "Lions", "Eagles", "Rangers", "Airport")):
                return name

    def school(self) -> str:
        """Write the name of a university or college."""
        city = self.city()
        return self.pick((f"University of {city}", f"{city} University", f"{city} College", f"{city} Academy"))
