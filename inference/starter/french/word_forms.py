"""French word forms: elision, contraction, plurals, feminine forms and conjugation."""

# ruff: noqa: SIM905 - word lists read best as text

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

# Words whose h is not mute.
_ASPIRATED = frozenset("haricot haricots hibou hiboux haut haute hauts hautes huit héros hockey homard hors".split())
_VOWELS = "aeiouyâàéèêëîïôœùûh"


def elides(word: str) -> bool:
    """Tell whether "le" becomes "l'" before a word; capitalised names with H or Y keep "le" and "de".

    >>> elides("école"), elides("haricot"), elides("homme"), elides("Hugo"), elides("yaourt")
    (True, False, True, False, False)
    """
    first = word[:1]
    if first in "HYy" or word.lower() in _ASPIRATED or word == "onze":
        return False
    return first.lower() in _VOWELS


_ELIDED = re.compile(r"\b(le|la|de|je|me|te|se|ne|que|ce)_ ?(?=(\S+))", re.IGNORECASE)


def joined_words(text: str) -> str:
    """Join French words: contract "de le" to "du" and elide before vowels the words that end in `_`.

    >>> joined_words("le_ ami de_ le_ professeur parle à le_ enfant de_ Anna")
    "l'ami du professeur parle à l'enfant d'Anna"
    >>> joined_words("je_ ne_ ai pas de_ pain parce que_ il ne_ mange pas")
    "je n'ai pas de pain parce qu'il ne mange pas"
    >>> joined_words("si il vient, elle parle de_ les enfants")
    "s'il vient, elle parle des enfants"
    """

    def elide(match: re.Match[str]) -> str:
        word = match[1]
        return f"{word[:-1]}'" if elides(match[2]) else f"{word} "

    # From the end, so that "de_ le_ ami" first becomes "de_ l'ami".
    text = re.sub(r"\bde_ le_ (?=(\S+))", lambda m: "de l'" if elides(m[1]) else "du ", text)
    text = re.sub(r"\bde_ la_ ", "de la_ ", text)
    text = re.sub(r"\bà le_ (?=(\S+))", lambda m: "à l'" if elides(m[1]) else "au ", text)
    text = text.replace("de_ les ", "des ").replace("à les ", "aux ").replace("de_ des ", "de_ ")
    text = _ELIDED.sub(elide, text)
    return re.sub(r"\b([Ss])i (ils?)\b", r"\1'\2", text)


def plural(word: str) -> str:
    """Give the plural of a noun or adjective.

    >>> [plural(word) for word in ("livre", "journal", "gâteau", "bras", "jeu", "genou", "voix")]
    ['livres', 'journaux', 'gâteaux', 'bras', 'jeux', 'genoux', 'voix']
    """
    if " " in word:
        first, _, rest = word.partition(" ")
        return f"{plural(first)} {plural(rest) if not rest.startswith(('de ', 'à ', 'd')) else rest}"
    if word[-1] in "sxz":
        return word
    if word in {"genou", "hibou", "bijou", "chou"} or (word.endswith(("eau", "eu")) and word not in {"bleu", "pneu"}):
        return word + "x"
    if word.endswith("al") and word not in {"bal", "festival", "final"}:
        return word[:-2] + "aux"
    return word + "s"


_FEMININE = dict(
    entry.split(":")
    for entry in """
    beau:belle nouveau:nouvelle vieux:vieille blanc:blanche long:longue gentil:gentille gros:grosse bon:bonne
    sec:sèche frais:fraîche doux:douce fou:folle public:publique favori:favorite inquiet:inquiète complet:complète
    discret:discrète secret:secrète bas:basse épais:épaisse grec:grecque turc:turque roux:rousse faux:fausse
    """.split()
)


def feminine(adjective: str) -> str:
    """Give the feminine singular of an adjective or participle.

    >>> [feminine(word) for word in ("petit", "heureux", "rouge", "cher", "actif", "italien", "vieux", "écrit")]
    ['petite', 'heureuse', 'rouge', 'chère', 'active', 'italienne', 'vieille', 'écrite']
    """
    if adjective in _FEMININE:
        return _FEMININE[adjective]
    if adjective.endswith("e"):
        return adjective
    for ending, other in (("eux", "euse"), ("er", "ère"), ("f", "ve"), ("en", "enne"), ("on", "onne"), ("el", "elle"),
                          ("eur", "euse")):  # fmt: skip
        if adjective.endswith(ending):
            return adjective.removesuffix(ending) + other
    return adjective + "e"


def agreeing(adjective: str, *, gender: str, many: bool) -> str:
    """Make an adjective or participle agree: `gender` is "m" or "f".

    >>> agreeing("heureux", gender="f", many=True), agreeing("national", gender="m", many=True)
    ('heureuses', 'nationaux')
    """
    if adjective in {"orange", "marron"}:
        return adjective
    word = feminine(adjective) if gender == "f" else adjective
    return plural(word) if many else word


def before_noun(adjective: str, noun: str, *, gender: str, many: bool) -> str:
    """Make an adjective in front of its noun agree: "un bel ami", "un vieil homme".

    >>> before_noun("beau", "arbre", gender="m", many=False), before_noun("beau", "arbres", gender="m", many=True)
    ('bel', 'beaux')
    """
    special = {"beau": "bel", "nouveau": "nouvel", "vieux": "vieil"}
    if adjective in special and gender == "m" and not many and elides(noun):
        return special[adjective]
    return agreeing(adjective, gender=gender, many=many)


class Verb(NamedTuple):
    """The forms of a verb: infinitive, six of the present, participle, auxiliary, stems of future and imperfect."""

    infinitive: str
    present: tuple[str, ...]
    participle: str
    auxiliary: str
    future: str
    imperfect: str


# infinitive: present (je tu il nous vous ils); participle; stem of the future
_IRREGULAR = """
être: suis es est sommes êtes sont; été; ser
avoir: ai as a avons avez ont; eu; aur
aller: vais vas va allons allez vont; allé; ir
faire: fais fais fait faisons faites font; fait; fer
dire: dis dis dit disons dites disent; dit; dir
lire: lis lis lit lisons lisez lisent; lu; lir
écrire: écris écris écrit écrivons écrivez écrivent; écrit; écrir
voir: vois vois voit voyons voyez voient; vu; verr
prendre: prends prends prend prenons prenez prennent; pris; prendr
apprendre: apprends apprends apprend apprenons apprenez apprennent; appris; apprendr
comprendre: comprends comprends comprend comprenons comprenez comprennent; compris; comprendr
mettre: mets mets met mettons mettez mettent; mis; mettr
venir: viens viens vient venons venez viennent; venu; viendr
revenir: reviens reviens revient revenons revenez reviennent; revenu; reviendr
devenir: deviens deviens devient devenons devenez deviennent; devenu; deviendr
tenir: tiens tiens tient tenons tenez tiennent; tenu; tiendr
partir: pars pars part partons partez partent; parti; partir
sortir: sors sors sort sortons sortez sortent; sorti; sortir
dormir: dors dors dort dormons dormez dorment; dormi; dormir
sentir: sens sens sent sentons sentez sentent; senti; sentir
servir: sers sers sert servons servez servent; servi; servir
courir: cours cours court courons courez courent; couru; courr
ouvrir: ouvre ouvres ouvre ouvrons ouvrez ouvrent; ouvert; ouvrir
découvrir: découvre découvres découvre découvrons découvrez découvrent; découvert; découvrir
boire: bois bois boit buvons buvez boivent; bu; boir
conduire: conduis conduis conduit conduisons conduisez conduisent; conduit; conduir
construire: construis construis construit construisons construisez construisent; construit; construir
produire: produis produis produit produisons produisez produisent; produit; produir
traduire: traduis traduis traduit traduisons traduisez traduisent; traduit; traduir
connaître: connais connais connaît connaissons connaissez connaissent; connu; connaîtr
savoir: sais sais sait savons savez savent; su; saur
pouvoir: peux peux peut pouvons pouvez peuvent; pu; pourr
vouloir: veux veux veut voulons voulez veulent; voulu; voudr
devoir: dois dois doit devons devez doivent; dû; devr
recevoir: reçois reçois reçoit recevons recevez reçoivent; reçu; recevr
croire: crois crois croit croyons croyez croient; cru; croir
suivre: suis suis suit suivons suivez suivent; suivi; suivr
vivre: vis vis vit vivons vivez vivent; vécu; vivr
rire: ris ris rit rions riez rient; ri; rir
peindre: peins peins peint peignons peignez peignent; peint; peindr
naître: nais nais naît naissons naissez naissent; né; naîtr
mourir: meurs meurs meurt mourons mourez meurent; mort; mourr
envoyer: envoie envoies envoie envoyons envoyez envoient; envoyé; enverr
essayer: essaie essaies essaie essayons essayez essaient; essayé; essaier
payer: paie paies paie payons payez paient; payé; paier
nettoyer: nettoie nettoies nettoie nettoyons nettoyez nettoient; nettoyé; nettoier
acheter: achète achètes achète achetons achetez achètent; acheté; achèter
appeler: appelle appelles appelle appelons appelez appellent; appelé; appeller
préférer: préfère préfères préfère préférons préférez préfèrent; préféré; préférer
espérer: espère espères espère espérons espérez espèrent; espéré; espérer
répéter: répète répètes répète répétons répétez répètent; répété; répéter
"""
_WITH_BE = frozenset(
    "aller venir revenir devenir partir sortir arriver rester entrer tomber naître mourir rentrer retourner".split()
)


@cache
def _irregular() -> dict[str, Verb]:
    table = {}
    for line in _IRREGULAR.strip().splitlines():
        infinitive, _, rest = line.partition(": ")
        present, participle, future = (part.strip() for part in rest.split(";"))
        forms = tuple(present.split())
        imperfect = "ét" if infinitive == "être" else forms[3].removesuffix("ons")
        auxiliary = "être" if infinitive in _WITH_BE else "avoir"
        table[infinitive] = Verb(infinitive, forms, participle, auxiliary, future, imperfect)
    return table


def verb(infinitive: str) -> Verb:
    """Conjugate a verb: an irregular one, or by its ending -er, -ir (as "finir") or -re (as "vendre").

    >>> verb("manger").present
    ('mange', 'manges', 'mange', 'mangeons', 'mangez', 'mangent')
    >>> verb("finir").present[5], verb("vendre").participle, verb("commencer").present[3]
    ('finissent', 'vendu', 'commençons')
    """
    if infinitive in _irregular():
        return _irregular()[infinitive]
    stem, ending = infinitive[:-2], infinitive[-2:]
    if ending == "er":
        soft = f"{stem}e" if stem.endswith("g") else f"{stem[:-1]}ç" if stem.endswith("c") else stem
        present = (f"{stem}e", f"{stem}es", f"{stem}e", f"{soft}ons", f"{stem}ez", f"{stem}ent")
        participle, future, imperfect = f"{stem}é", infinitive, soft
    elif ending == "ir":
        present = (f"{stem}is", f"{stem}is", f"{stem}it", f"{stem}issons", f"{stem}issez", f"{stem}issent")
        participle, future, imperfect = f"{stem}i", infinitive, f"{stem}iss"
    else:
        present = (f"{stem}s", f"{stem}s", stem, f"{stem}ons", f"{stem}ez", f"{stem}ent")
        participle, future, imperfect = f"{stem}u", f"{stem}r", stem
    return Verb(infinitive, present, participle, "être" if infinitive in _WITH_BE else "avoir", future, imperfect)


_FUTURE = ("ai", "as", "a", "ons", "ez", "ont")
_IMPERFECT = ("ais", "ais", "ait", "ions", "iez", "aient")


def conjugated(infinitive: str, person: int, tense: str) -> str:
    """Give a simple form: `tense` is "present", "future" or "imperfect", `person` counts je, tu, il, nous, vous, ils.

    >>> conjugated("être", 2, "imperfect"), conjugated("aller", 0, "future"), conjugated("manger", 3, "imperfect")
    ('était', 'irai', 'mangions')
    """
    forms = verb(infinitive)
    if tense == "present":
        return forms.present[person]
    if tense == "future":
        return forms.future + _FUTURE[person]
    imperfect = forms.imperfect
    if person in {3, 4}:
        imperfect = (
            imperfect[:-1]
            if imperfect.endswith("ge")
            else imperfect.replace("ç", "c")
            if imperfect[-1] == "ç"
            else imperfect
        )
    return imperfect + _IMPERFECT[person]
