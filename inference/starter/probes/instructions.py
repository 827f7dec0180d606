"""Fifty instructions written by hand, with a rule for each answer; no training text holds any of these prompts."""

from __future__ import annotations

import re
from typing import NamedTuple


class Instruction(NamedTuple):
    """A prompt of a kind, and what a right answer holds.

    `wanted` are alternatives, each of which a right answer may hold; for lists `number` different members of the noun
    types `types` are asked for.
    """

    kind: str
    prompt: str
    wanted: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    number: int = 0


_PAST = """
Rewrite in the past tense: She walks to work. | she walked to work
Rewrite this in the past tense: We are at home. | we were at home
Put this sentence into the past: My sister sings a song. | my sister sang a song
Change to the past tense: They buy fresh bread. | they bought fresh bread
Rewrite in the past tense: I know the answer. | i knew the answer
Write this in the past tense: The cat sleeps on the sofa. | the cat slept on the sofa
Rewrite this sentence in the past tense: He runs to the station. | he ran to the station
Put this into the past tense: You have a beautiful garden. | you had a beautiful garden
Rewrite in the past tense: The students learn French. | the students learned french
"""
_ABOUT = """
Paul bought a green hat in Vienna. What did Paul buy? | green hat
The keys are under the newspaper. Where are the keys? | under the newspaper
My aunt Clara works at the library. Who works at the library? | clara ; aunt
Emma has two brothers and a dog. How many brothers does Emma have? | two
The train to Oslo leaves at nine o'clock. When does the train leave? | nine
Diego is a baker. He lives in Lisbon. Where does Diego live? | lisbon
Laura gave the ticket to Simon. Who has the ticket now? | simon
Our teacher wore a yellow scarf yesterday. What colour was the scarf? | yellow
It was raining, so Hanna stayed at home. Why did Hanna stay at home? | rain
"""
_COUNT = """
Count to five. | one, two, three, four, five
Count from three to eight. | three, four, five, six, seven, eight
How many animals are in this list: horse, duck, snake? | three
How many names are there: Omar, Lisa, Felix, Grace? | four
Count these words: table, lamp, chair, bed, mirror. | five
How many words are in this list: bread, milk? | two
Count the cities: Rome, Cairo, Lima, Berlin. | four
Please count to seven. | one, two, three, four, five, six, seven
"""
_OPPOSITE = """
What is the opposite of cheap? | expensive
Tell me the opposite of early. | late
What's the opposite of "strong"? | weak
Give me the opposite of dirty. | clean
Which word is the opposite of empty? | full
Opposite of quiet? | loud ; noisy
What is the opposite of difficult? | easy ; simple
Name the opposite of young. | old
"""
_GREET = """
Hello! How are you doing today? | hello ; hi ; fine ; well ; good
Good afternoon! | good afternoon ; hello ; hi
Hi, my name is Tessa. | tessa
Good morning, how are you? | good morning ; fine ; well ; hello
Hello, I'm Victor! | victor
Hey, nice to meet you! | nice to meet you ; hello ; hi ; glad to meet you
Thank you for your help! | welcome ; pleasure ; glad
Goodbye, I have to go now. | goodbye ; bye ; see you ; nice day
"""
_LISTS = """
List four colours. | colour | 4
Name three animals, please. | animal | 3
Give me a list of three fruits. | fruit | 3
Can you name three jobs? | profession | 3
Write a list of three cities. | city | 3
List three things that one can wear. | clothing | 3
Tell me two sports. | sport activity | 2
Name four vegetables. | vegetable | 4
"""


def _answered(kind: str, table: str) -> list[Instruction]:
    rows = (line.split(" | ") for line in table.strip().splitlines())
    return [Instruction(kind, prompt, tuple(part.strip() for part in wanted.split(" ; "))) for prompt, wanted in rows]


def _listed(table: str) -> list[Instruction]:
    rows = (line.split(" | ") for line in table.strip().splitlines())
    return [Instruction("list", prompt, (), tuple(types.split()), int(number)) for prompt, types, number in rows]


INSTRUCTIONS = (
    *_listed(_LISTS),
    *_answered("past", _PAST),
    *_answered("about", _ABOUT),
    *_answered("count", _COUNT),
    *_answered("opposite", _OPPOSITE),
    *_answered("greet", _GREET),
)


def plain(text: str) -> str:
    """Write a text in lower case, with single spaces and without quotes and final marks.

    >>> plain('The opposite is "Old".')
    'the opposite is old'
    """
    return " ".join(re.sub(r"[\"“”.!?]", " ", text.lower()).split())
