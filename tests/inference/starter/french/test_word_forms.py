import pytest

from lightboard.inference.starter.french.word_forms import (
    agreeing,
    before_noun,
    conjugated,
    elides,
    feminine,
    joined_words,
    plural,
    verb,
)


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("le_ homme", "l'homme"),
        ("le_ héros", "le héros"),
        ("la_ école", "l'école"),
        ("de_ le_ eau", "de l'eau"),
        ("de_ le_ pain", "du pain"),
        ("de_ la_ viande", "de la viande"),
        ("de_ les enfants", "des enfants"),
        ("à le_ professeur", "au professeur"),
        ("à le_ enfant", "à l'enfant"),
        ("à les enfants", "aux enfants"),
        ("je_ ne_ aime pas", "je n'aime pas"),
        ("je_ habite", "j'habite"),
        ("je_ me_ appelle", "je m'appelle"),
        ("est-ce que_ il vient", "est-ce qu'il vient"),
        ("que_ est-ce que_ elle lit", "qu'est-ce qu'elle lit"),
        ("de_ Anna", "d'Anna"),
        ("de_ Hugo", "de Hugo"),
        ("je_ ai", "j'ai"),
        ("il me_ aide", "il m'aide"),
    ],
)
def test_elision_and_contraction(marked, text):
    assert joined_words(marked) == text


@pytest.mark.parametrize(
    ("word", "gender", "many", "form"),
    [
        ("petit", "f", True, "petites"),
        ("heureux", "m", True, "heureux"),
        ("heureux", "f", False, "heureuse"),
        ("cher", "f", True, "chères"),
        ("beau", "m", True, "beaux"),
        ("beau", "f", True, "belles"),
        ("blanc", "f", False, "blanche"),
        ("facile", "f", False, "facile"),
        ("pris", "m", True, "pris"),
        ("écrit", "f", True, "écrites"),
        ("fini", "f", False, "finie"),
        ("frais", "f", False, "fraîche"),
        ("gentil", "f", True, "gentilles"),
        ("long", "f", False, "longue"),
    ],
)
def test_agreement(word, gender, many, form):
    assert agreeing(word, gender=gender, many=many) == form


@pytest.mark.parametrize(
    ("infinitive", "tense", "forms"),
    [
        ("être", "present", "suis es est sommes êtes sont"),
        ("avoir", "future", "aurai auras aura aurons aurez auront"),
        ("manger", "present", "mange manges mange mangeons mangez mangent"),
        ("manger", "imperfect", "mangeais mangeais mangeait mangions mangiez mangeaient"),
        ("commencer", "imperfect", "commençais commençais commençait commencions commenciez commençaient"),
        ("acheter", "present", "achète achètes achète achetons achetez achètent"),
        ("acheter", "future", "achèterai achèteras achètera achèterons achèterez achèteront"),
        ("finir", "present", "finis finis finit finissons finissez finissent"),
        ("choisir", "imperfect", "choisissais choisissais choisissait choisissions choisissiez choisissaient"),
        ("attendre", "present", "attends attends attend attendons attendez attendent"),
        ("vendre", "future", "vendrai vendras vendra vendrons vendrez vendront"),
        ("venir", "future", "viendrai viendras viendra viendrons viendrez viendront"),
        ("aller", "present", "vais vas va allons allez vont"),
        ("voir", "future", "verrai verras verra verrons verrez verront"),
    ],
)
def test_conjugation(infinitive, tense, forms):
    assert [conjugated(infinitive, person, tense) for person in range(6)] == forms.split()


@pytest.mark.parametrize(
    ("infinitive", "participle", "auxiliary"),
    [("venir", "venu", "être"), ("attendre", "attendu", "avoir"), ("naître", "né", "être"),
     ("ouvrir", "ouvert", "avoir"), ("arriver", "arrivé", "être"), ("produire", "produit", "avoir")],
)  # fmt: skip
def test_participles(infinitive, participle, auxiliary):
    assert (verb(infinitive).participle, verb(infinitive).auxiliary) == (participle, auxiliary)


def test_plurals_feminines_and_adjectives_before_vowels():
    assert [plural(word) for word in ("cheval", "bateau", "souris", "pomme de terre", "festival")] == [
        "chevaux", "bateaux", "souris", "pommes de terre", "festivals",
    ]  # fmt: skip
    assert [feminine(word) for word in ("actif", "italien", "vieux", "fou")] == [
        "active",
        "italienne",
        "vieille",
        "folle",
    ]
    assert before_noun("nouveau", "ami", gender="m", many=False) == "nouvel"
    assert before_noun("vieux", "amie", gender="f", many=False) == "vieille"
    assert [elides(word) for word in ("yaourt", "hôtel", "haut", "œuf", "Yann")] == [False, True, False, True, False]
