"""A hundred masked sentences written by hand; they test agreement and part of speech, not knowledge.

Each has the words of which the best guess should be one: a list of words, or the name of a word class of the lexicon
("verb past", "noun plural", "adjective", ...). `+` joins several.
"""

from __future__ import annotations

_WORDS = {
    "prepositions": """
        in on at to for with by from near behind under of over into before after about without during beside through
        around across inside outside against towards between until since along past""",
    "subjects": "i you he she it we they this that everybody everyone somebody someone nobody people",
    "objects": """
        me you him her it us them this that everybody everyone somebody someone nobody people something everything
        nothing""",
    "determiners": """
        the a an my your his her its our their this that these those some any every each no another many several few
        two three four five six seven eight nine ten all both much enough more one""",
    "possessives": "my your his her its our their",
    "modals": "can could will would should must may might cannot",
    "conjunctions": "because when while although but and until if after before since so as though or unless once",
    "questions": "where how why when what who which",
    "adverbs": """
        always often usually never sometimes seldom really still also just already slowly quickly quietly carefully
        suddenly finally soon now then here there well very too again together early late today tomorrow yesterday
        loudly badly happily outside home away fast hard alone not only ever even almost once twice everywhere
        somewhere nowhere upstairs later tonight anywhere inside""",
    "degrees": "very so too really not quite always often still never also more most rather extremely almost as",
}

_MASKS = """
He [MASK] a doctor. | is was became becomes
The dogs [MASK] very hungry. | are were look looked seem seemed feel felt
I [MASK] tired this morning. | was felt am feel looked woke got
We [MASK] watching a film now. | are were
They [MASK] already eaten. | have had
She [MASK] not understand the question. | does did could would will can might may should must do
My father [MASK] coffee every morning. | verb third + verb past
The girls [MASK] to school by bus. | verb base + verb past
Tom and I [MASK] good friends. | are were became
My keys [MASK] on the table. | are were lie lay
There [MASK] a letter for you. | is was
There [MASK] two birds in the tree. | are were
Nobody [MASK] the answer. | verb third + verb past
The water [MASK] too cold. | is was looks seems felt feels became got gets looked seemed stays
He [MASK] born in May. | was is
You [MASK] my best friend. | are were
[MASK] you hungry? | are were
[MASK] your sister at home? | is was
[MASK] they like the present? | do did will would might could can should
[MASK] he speak English? | does did can could will would might should
Have you ever [MASK] a whale? | verb participle
She has [MASK] her homework. | verb participle
We had never [MASK] such a big house. | verb participle
The cake was [MASK] by my aunt. | verb participle
The windows are [MASK] every week. | verb participle
The old bridge has been [MASK]. | verb participle
You can [MASK] here. | verb base
We must [MASK] now. | verb base
They will [MASK] the train. | verb base
He wants to [MASK] a new car. | verb base
I would like to [MASK] a book. | verb base
Let's [MASK] to the park. | verb base
She didn't [MASK] the letter. | verb base
Did you [MASK] the key? | verb base
My mother is [MASK] dinner. | verb gerund
The boys were [MASK] in the garden. | verb gerund
I enjoy [MASK] with my friends. | verb gerund
She is good at [MASK] pictures. | verb gerund
Last night we [MASK] a film. | verb past
Two days ago he [MASK] his wallet. | verb past
When I came home, my sister [MASK] the door. | verb past
The teacher gave [MASK] a book. | objects
I saw [MASK] at the station. | objects
Can you help [MASK]? | objects
They invited [MASK] to the party. | objects
She went to the cinema with [MASK]. | objects
[MASK] am very happy. | i
[MASK] is my brother. | he this that it here where there who
[MASK] are playing in the park. | they we you people
Yesterday [MASK] went to the market. | subjects
Peter lost [MASK] phone. | determiners
The children did [MASK] homework. | determiners
I wash [MASK] hands before dinner. | determiners
She hurt [MASK] with a knife. | herself somebody someone him me me them us you her everybody people it
He bought [MASK] orange. | an the this that every another one
I need [MASK] new pen. | a the this that another my your his her our their
[MASK] apples are sweet. | the these those some many my your his her our their all several few most two three
[MASK] book is very old. | the this that my your his her our their every each another one
There isn't [MASK] milk in the fridge. | any much enough the
How [MASK] brothers do you have? | many
She is [MASK] than her sister. | adjective comparative
This house is more [MASK] than that one. | adjective
He is the [MASK] man in the village. | adjective superlative + adjective
It was a very [MASK] day. | adjective
The film was [MASK] and boring. | adjective + degrees
They live in a [MASK] house. | adjective + noun any
The soup is too [MASK]. | adjective
I am [MASK] of spiders. | afraid tired proud scared sick frightened full
My room is as big [MASK] yours. | as
A car is faster [MASK] a bike. | than
He is the best player [MASK] the team. | in of on from for
The picture is [MASK] the wall. | prepositions
We waited [MASK] the bus. | prepositions
She comes [MASK] Spain. | prepositions
I live [MASK] a small village. | prepositions
They talked [MASK] the weather. | prepositions
We met [MASK] Monday. | prepositions
The train leaves [MASK] nine o'clock. | prepositions
He listens [MASK] music every evening. | to
I went to bed early [MASK] I was tired. | conjunctions
She was reading [MASK] the phone rang. | conjunctions
I like tea, [MASK] my wife prefers coffee. | conjunctions
[MASK] it rains, we will stay at home. | if when because although while as since once
[MASK] are you going? | questions
[MASK] is your name? | what where
[MASK] don't you like him? | why
The woman [MASK] works here is my aunt. | who that
This is the book [MASK] I bought yesterday. | that which
The [MASK] is barking. | noun singular
My [MASK] are in the kitchen. | noun plural
Many [MASK] came to the concert. | noun plural
She has a beautiful [MASK]. | noun singular
He put the [MASK] on the table. | noun any
Every [MASK] has a name. | noun singular
I bought three [MASK] at the market. | noun plural
We had [MASK] for dinner. | noun any
He drives very [MASK]. | adverbs + adjective
She [MASK] gets up at six o'clock. | adverbs
You [MASK] be careful. | modals
If I had time, I [MASK] help you. | modals
"""


def _entry(line: str) -> tuple[str, frozenset[str], tuple[str, ...]]:
    """Read one line: the masked text, the allowed words and the allowed word classes."""
    text, _, wanted = line.partition(" | ")
    words: set[str] = set()
    classes = []
    for part in wanted.split(" + "):
        if part.split()[0] in {"verb", "noun", "adjective"}:
            classes.append(part)
        else:
            words.update(_WORDS.get(part, part).split())
    return text, frozenset(words), tuple(classes)


MASKS = tuple(_entry(line) for line in _MASKS.strip().splitlines())
