"""What summaries are made of: first sentences of news, whose brackets are left out, and what follows them.

`facts` says how {slots} and <verbs> are read.
"""

from __future__ import annotations

from collections.abc import Mapping


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


LEADS: Mapping[str, tuple[str, ...]] = {
    "person": _lines(
        """
        {name}[, {a:job} from {origin},] opened a small bakery in {home}[ on Monday].
        {name}[, who is {age} years old,] won a prize for a new book[ in {trip} last week].
        {name}[, {a:job} at {employer},] has moved from {origin} to {home}[ with {P} family].
        [After ten years at {former_employer}, ]{name} now works for {employer}.
        {name}[, {a:job} from {home},] married {spouse}[ in a small church in {trip}].
        {name}[, a former student of {school},] is the new director of {employer}.
        {name} left {former_employer}[ in the summer] and joined {employer}.
        {name}[, known as a good {job},] will sing in {home}[ next week].
        {name}[, {age},] bought an old house in {home}[ for very little money].
        {name} found a bag with a lot of money at the station in {home}[ on the way to work].
        {name}[, who works as {a:job},] has lost {P} {pet} in {home}.
        {name}[, {a:job} who speaks {language},] will teach {subject_of_study} in {home}.
        {name} and {friend} won the chess tournament in {home}[, although nobody knew them].
        {name}[, {a:job} from {home},] travelled from {birthplace} to {trip} on foot.
        {name}[, {a:job},] wrote a book about the history of {home}[ during the winter].
        {name}[, the head of {employer},] will close the office in {workplace}[ next year].
        {name} was hurt in an accident in {home}[ on the road to {trip}].
        {name}[, {a:job} from {home},] has learned {language} in one year.
        [On Sunday, ]{name} swam across the lake of {home}.
        {name}[, {age}, from {origin},] has been in hospital in {home}[ since Friday].
        [People in {origin} are proud: ]{name} won the marathon of {trip}.
        {name} gave all {P} money to {school}[, where {P} studied].
        {name} has sold {P} {vehicle} to {friend}[ after many years].
        """.replace(", where {P} studied", " in {origin}")
    ),
    "company": _lines(
        """
        {subject}[, a company from {seat},] bought {rival}[ for ten million dollars].
        {subject}[, which makes {product},] will build a new factory in {seat}[ next year].
        {subject} closed its office in {seat}[ because the rents are too high].
        [After weeks of talks, ]{owner} sold {subject} to {rival}.
        {director} is the new director of {subject}[, a company with {staff} workers].
        {founder}[, the founder of {subject},] left the company[ on Friday].
        {subject}[, founded in {founded},] makes {product} in {seat} again.
        {subject} and {rival} will work together[ on {product}].
        {subject}[, one of the oldest companies in {seat},] is looking for a hundred new workers.
        The workers of {subject} in {seat} want more money[, as {guest} said on Monday].
        [According to {guest}, ]{subject} will sell {product} at half the price.
        {subject}[, which belongs to {owner},] has lost a lot of money.
        """
    ),
    "event": _lines(
        """
        The {subject} in {city}[, organised by {organiser},] had {visitors} visitors[ this year].
        {winner}[, who had come with {guest},] won the first prize at the {subject} in {city}.
        The {subject} in {city} was cancelled[ because it was too {weather}].
        {guest} opened the {subject} in {city}[ {date}].
        {organiser} pays for the {subject} in {city}[, where a ticket costs {price} dollars].
        The {subject} will take place in {city}[ {date}, as {organiser} said].
        """
    ),
    "town": _lines(
        """
        {winner} is the new mayor of {subject}[, a town in {country}].
        {subject}[, a town near {neighbour},] will get a new hospital.
        The river {river} has flooded {subject}[ after days of rain].
        {subject}[, which has {population} inhabitants,] has a new school.
        A fire has destroyed the old market of {subject}[, not far from {neighbour}].
        The road from {subject} to {neighbour} is closed[ until Friday].
        """
    ),
}

# Before a lead in one text of four; a summary leaves them out.
OPENERS = _lines(
    """
    It was a day that nobody will forget.
    The news came as a surprise.
    Many people did not believe it at first.
    There is good news this morning.
    Everybody is talking about it.
    Sometimes things change quickly.
    """
)

DETAILS = _lines(
    """
    "I am very happy," was the answer when we asked.
    "Nobody thought that this would happen," said {guest}.
    The neighbours were surprised.
    Many people came to see it.
    A spokesman did not want to say more.
    It had rained all night.
    The local newspaper wrote about it on the first page.
    "We have waited for this for years," a woman told us.
    The police asked a few questions and left again.
    Nobody knows what will happen next.
    {guest} was there, too, and took a lot of photos.
    There was coffee and cake for everybody.
    It is not the first time that this has happened.
    Not everybody is happy about it.
    The friends of {guest} see it differently.
    "It was hard work, but it was worth it," {guest} said.
    The plans were made more than a year ago.
    The next weeks will show how it goes on.
    """
)

# Sentences of essays: {n} is an abstract noun, {m} a plural one, {a} an adjective, {v} a participle, {d} an adverb.
ESSAYS = _lines(
    """
    {L} has {v} {d} since the war.
    {L} has {v} {d} in the last ten years.
    The {n} of {a} {m} has {v} {d}.
    In most {a} {m}, {n} and {n} are now {v} by {m}.
    {A} {m} such as {m}, {m} and {m} have {v} {d}.
    As a result, there is less {n} and more {n} in {L}.
    Not only have {a} {m} {v}, but the {n} of {m} has {v}, too.
    While {n} is {a}, it should not be {v} with {n}.
    Both {L} and {L} have {v} their {m} {d}.
    Other {m}, at least, have {v} their {a} {n}.
    {m} and {m} depend on {a} {n}, {a} {m} and the {n} of {L}.
    It is {a} that {m} are {v} {d}, especially in {L}.
    {P} of {O} thinks that {a} {m} are too {a}.
    There are three reasons for this: {n}, {n} and {a} {m}.
    For {a} {m}, the {n} of {n} has become {a}.
    According to {O}, {m} in {L} will be {v} {d}.
    We know little about the {n} of {a} {m}.
    The {a} {n} that was {v} in {L} is {a} for {m}.
    """
)
ABSTRACT = """
number growth knowledge education industry energy science economy environment technology history politics language
health freedom quality research development production culture tradition teaching power peace trade water food art
literature medicine agriculture transport travel security communication
"""
PLURALS = """
engineers universities countries companies students teachers graduates schools subjects machines cities villages farmers
workers researchers scientists models computers libraries problems ideas methods systems structures materials bridges
families children laws governments citizens prices markets forests rivers books museums artists languages
"""
QUALITIES = """
modern traditional important serious industrial technical natural mechanical electrical chemical civil social political
economic difficult expensive complex public private common rich poor large small rural urban national international
scientific premier well-educated young old new good
"""
PARTICIPLES = """
changed grown declined increased fallen improved developed supported encouraged reduced advanced maintained concentrated
neglected discovered replaced studied built lost expanded suffered recovered
"""
MANNERS = """
quickly slowly strongly seriously considerably largely mostly suddenly steadily remarkably visibly greatly slightly
again everywhere
"""
