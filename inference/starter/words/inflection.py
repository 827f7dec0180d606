"""English inflection: plurals, verb forms, comparison and the article, for the words of the lexicon."""

# ruff: noqa: PLR2004, SIM905 - shares of constructions are plain numbers; word lists read best as text

from __future__ import annotations

from functools import cache
from typing import NamedTuple

VOWELS = "aeiou"

_IRREGULAR_VERBS = """
be was been; become became become; begin began begun; bend bent bent; bite bit bitten; bleed bled bled; blow blew blown;
break broke broken; bring brought brought; build built built; burn burned burned; burst burst burst; buy bought bought;
catch caught caught; choose chose chosen; come came come; cost cost cost; cut cut cut; deal dealt dealt; dig dug dug;
do did done; draw drew drawn; drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed fed;
feel felt felt; fight fought fought; find found found; fly flew flown; forget forgot forgotten;
forgive forgave forgiven; freeze froze frozen; get got got; give gave given; go went gone; grow grew grown;
hang hung hung; have had had; hear heard heard; hide hid hidden; hit hit hit; hold held held; hurt hurt hurt;
keep kept kept; know knew known; lay laid laid; lead led led; leave left left; lend lent lent; let let let;
lie lay lain; light lit lit; lose lost lost; make made made; mean meant meant; meet met met; pay paid paid; put put put;
quit quit quit; read read read; ride rode ridden; ring rang rung; rise rose risen; run ran run; say said said;
see saw seen; sell sold sold; send sent sent; set set set; shake shook shaken; shine shone shone; shoot shot shot;
show showed shown; shut shut shut; sing sang sung; sink sank sunk; sit sat sat; sleep slept slept; smell smelled
smelled;
speak spoke spoken; spend spent spent; spread spread spread; stand stood stood; steal stole stolen; stick stuck stuck;
sting stung stung; hang hung hung; swear swore sworn; reset reset reset; spill spilled spilled; slide slid slid;
bet bet bet; bind bound bound; creep crept crept; kneel knelt knelt; leap leapt leapt; seek sought sought; strike struck
struck; weave wove woven; wind wound wound; overtake overtook overtaken; overeat overate overeaten; overhear overheard
overheard; oversleep overslept overslept; foresee foresaw foreseen; retell retold retold; reread reread reread;
redo redid redone; flee fled fled; cling clung clung; shrink shrank shrunk; stink stank stunk; swell swelled swollen;
swear swore sworn; sweep swept swept; swim swam swum; take took taken; teach taught taught;
tear tore torn; tell told told; think thought thought; throw threw thrown; understand understood understood;
wake woke woken; wear wore worn; win won won; write wrote written; overcome overcame overcome; rebuild rebuilt rebuilt;
rewrite rewrote rewritten; upset upset upset; undo undid undone; withdraw withdrew withdrawn;
shrink shrank shrunk; stink stank stunk; misunderstand misunderstood misunderstood; oversleep overslept overslept;
spoil spoiled spoiled
"""
_IRREGULAR_PLURALS = """
man men; woman women; child children; person people; foot feet; tooth teeth; mouse mice; goose geese; sheep sheep;
fish fish; knife knives; wife wives; life lives; leaf leaves; loaf loaves; half halves; shelf shelves; thief thieves;
wolf wolves; scarf scarves; calf calves; photo photos; piano pianos; video videos; radio radios; kilo kilos; zoo zoos;
studio studios; euro euros; deer deer; reindeer reindeer; aircraft aircraft; series series; hypothesis hypotheses;
analysis analyses;
crisis crises; businessman businessmen; businesswoman businesswomen; policeman policemen;
policewoman policewomen; gentleman gentlemen;
fireman firemen; postman postmen; fisherman fishermen; grandchild grandchildren; housewife housewives; matrix matrices;
stadium stadiums; ox oxen; species species; quiz quizzes; bus buses; gas gases; roof roofs; chef chefs; belief beliefs;
salesman salesmen; cameraman cameramen; stuntman stuntmen; bookshelf bookshelves; headscarf headscarves;
diagnosis diagnoses; thesis theses; jellyfish jellyfish; starfish starfish; corpus corpora; basis bases; passer-by
passers-by; quiz quizzes; avocado avocados; logo logos; disco discos; cello cellos; solo solos; casino casinos
"""
_IRREGULAR_COMPARISON = (
    "good better best; bad worse worst; far farther farthest; little less least; fun more_fun most_fun; "
    "clever cleverer cleverest; likely likelier likeliest"
)
_DOUBLED = frozenset(
    """
stop plan drop shop chat clap hug beg rob grab trip slip skip step wrap trap tap pat rub jog nod spot knit fit cut hit
put let get set sit swim run win dig shut begin forget prefer admit permit regret control upset quit travel cancel
label model pin hum scan zip dip mop rip tip log plug blog pop bet unplug chop snap drag jam stir ban refer occur
equip compel shed sob spin split thin trim whip wag unwrap grip rot skid slam wet commit debug drip dub enrol format hem
hop kidnap map pet plot program reset scrub sip skim swap transfer stir nap grin chat knot sag sum refit
""".split()
)
_CH_AS_K = frozenset({"stomach", "epoch", "monarch"})
_O_TO_OES = frozenset("go do tomato potato hero volcano mosquito tornado buffalo echo veto mango cargo".split())
_AN_EXCEPTIONS = ("hour", "honest", "honour", "heir")
_A_EXCEPTIONS = ("uni", "use", "usu", "euro", "one", "once", "ukulele", "utensil", "utopia", "uto")
_AN_UNI = ("unim", "unin", "unint", "unid")


class VerbForms(NamedTuple):
    """The five forms of a verb."""

    base: str
    third: str
    past: str
    participle: str
    gerund: str


def _table(text: str) -> dict[str, tuple[str, ...]]:
    rows = (entry.split() for entry in text.split(";"))
    return {row[0]: tuple(word.replace("_", " ") for word in row[1:]) for row in rows if row}


_VERBS = _table(_IRREGULAR_VERBS)
_PLURALS = _table(_IRREGULAR_PLURALS)
_COMPARISON = _table(_IRREGULAR_COMPARISON)


def _s_form(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")) and word not in _CH_AS_K:
        return word + "es"
    if word in _O_TO_OES:
        return word + "es"
    if word.endswith("y") and word[-2] not in VOWELS:
        return word[:-1] + "ies"
    return word + "s"


@cache
def plural(noun: str) -> str:
    """Give the plural of a noun; of several words, the last is inflected.

    >>> plural("bus stop"), plural("child"), plural("city")
    ('bus stops', 'children', 'cities')
    """
    head, _, last = noun.rpartition(" ")
    form = _PLURALS[last][0] if last in _PLURALS else _s_form(last)
    return f"{head} {form}" if head else form


@cache
def verb_forms(verb: str) -> VerbForms:
    """Give the five forms of a verb's base form.

    >>> verb_forms("carry").past, verb_forms("swim").gerund, verb_forms("go").participle
    ('carried', 'swimming', 'gone')
    """
    if verb == "be":
        return VerbForms("be", "is", "was", "been", "being")
    third = {"have": "has", "do": "does"}.get(verb, _s_form(verb))
    stem = verb + verb[-1] if verb in _DOUBLED else verb
    if verb.endswith("ie"):
        gerund = verb[:-2] + "ying"
    elif verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        gerund = verb[:-1] + "ing"
    else:
        gerund = stem + "ing"
    if verb in _VERBS:
        past, participle = _VERBS[verb]
    elif verb.endswith("e"):
        past = participle = verb + "d"
    elif verb.endswith("y") and verb[-2] not in VOWELS:
        past = participle = verb[:-1] + "ied"
    else:
        past = participle = stem + "ed"
    return VerbForms(verb, third, past, participle, gerund)


def _is_short(adjective: str) -> bool:
    """Tell whether an adjective compares with -er and -est: one syllable, or two that end in -y."""
    syllables = sum(
        1 for i, c in enumerate(adjective) if c in VOWELS + "y" and (i == 0 or adjective[i - 1] not in VOWELS + "y")
    )
    if adjective.endswith("e") and not adjective.endswith("le"):
        syllables -= 1
    return (
        " " not in adjective
        and "-" not in adjective
        and not adjective.endswith(("ed", "ing", "ous"))
        and (syllables <= 1 or (syllables == 2 and adjective.endswith(("y", "ow", "le"))))
    )


@cache
def comparison(adjective: str) -> tuple[str, str]:
    """Give the comparative and the superlative of an adjective.

    >>> comparison("big"), comparison("happy"), comparison("careful")
    (('bigger', 'biggest'), ('happier', 'happiest'), ('more careful', 'most careful'))
    """
    if adjective in _COMPARISON:
        better, best = _COMPARISON[adjective]
        return better, best
    if not _is_short(adjective):
        return f"more {adjective}", f"most {adjective}"
    if adjective.endswith("y"):
        stem = adjective[:-1] + "i"
    elif adjective.endswith("e"):
        stem = adjective[:-1]
    elif (
        adjective[-1] not in VOWELS + "wxy"
        and adjective[-2] in VOWELS
        and (len(adjective) < 3 or adjective[-3] not in VOWELS)
    ):
        stem = adjective + adjective[-1]
    else:
        stem = adjective
    return stem + "er", stem + "est"


@cache
def article(word: str) -> str:
    """Give "a" or "an" for the word that follows, by its sound.

    >>> article("hour"), article("university"), article("old friend")
    ('an', 'a', 'an')
    """
    lower = word.lower()
    if lower.startswith(_AN_EXCEPTIONS):
        return "an"
    if lower.startswith(_A_EXCEPTIONS) and not lower.startswith(_AN_UNI):
        return "a"
    return "an" if lower[0] in VOWELS else "a"


def with_article(phrase: str) -> str:
    """Put the indefinite article before a phrase.

    >>> with_article("honest man")
    'an honest man'
    """
    return f"{article(phrase)} {phrase}"


@cache
def adverb(adjective: str) -> str:
    """Give the adverb in -ly of an adjective.

    >>> adverb("happy"), adverb("terrible"), adverb("careful")
    ('happily', 'terribly', 'carefully')
    """
    if adjective.endswith("y"):
        return adjective[:-1] + "ily"
    if adjective.endswith("le") and len(adjective) > 4:
        return adjective[:-1] + "y"
    if adjective.endswith("ic"):
        return adjective + "ally"
    return adjective + "ly"
