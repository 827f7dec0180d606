"""Words that insult people: masked where they are shown, until somebody unmasks them. Numbers stay as they are.

The list is our own and short: common English insults for groups of people, and words that the course's own example
brings up. It decides only what is spelled out on the screen.
"""

from __future__ import annotations

_BULLET = "\N{BULLET}"

# With their plurals. Words that have an everyday meaning as well are left out.
_TABLE = """
bastard beaner bimbo bitch chink cocksucker coon cripple cunt dago darkie darky dyke fag faggot floozy gook halfbreed
harlot honky hooker hussy injun jap jigaboo kike kraut midget mongoloid mulatto negress negro nigga nigger nympho paki
pickaninny pimp prostitute pussy redneck redskin retard sambo sissy skank slut spastic spic squaw strumpet tard tranny
trollop twat wench wetback whore wog wop
"""
_WORDS = frozenset(_TABLE.split())


def is_slur(word: str) -> bool:
    """Whether a word is masked where it is shown.

    >>> is_slur("Whores"), is_slur("nurse")
    (True, False)
    """
    plain = word.strip().lower()
    return plain in _WORDS or plain.removesuffix("s") in _WORDS or plain.removesuffix("es") in _WORDS


def masked(word: str) -> str:
    """Return a word as it is shown while slurs are masked: its first letter, and a bullet for each of the others."""
    return word[:1] + _BULLET * (len(word) - 1) if is_slur(word) else word
