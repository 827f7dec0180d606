"""The bytes that a piece stands for: vocabularies spell spaces, bytes and continued words each in their own way."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from .components import flat_settings, settings

_FALLBACK = re.compile(r"<0x([0-9A-F]{2})>")
_CLEANED_UP = frozenset({".", "?", "!", ",", "n't", "'m", "'s", "'ve", "'re"})  # no space before these
_REPLACEMENT = "\ufffd"
_BROKEN = re.compile("[\udc80-\udcff]+")  # what surrogateescape makes of bytes that are no character


def byte_alphabet() -> dict[str, int]:
    """Return the characters with which byte-level vocabularies write bytes, after GPT-2 (openai/gpt-2, encoder.py).

    Printable Latin-1 characters stand for their own byte; the other bytes take code points from 256 on, in order.

    >>> byte_alphabet()["Ġ"], byte_alphabet()["a"]
    (32, 97)
    """
    printable = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    others = [byte for byte in range(256) if byte not in set(printable)]
    return {chr(byte): byte for byte in printable} | {chr(256 + place): byte for place, byte in enumerate(others)}


_BYTES = byte_alphabet()


def with_bytes(data: bytes) -> str:
    r"""Return UTF-8 as text, and bytes that are no whole character by their numbers.

    >>> with_bytes(b" caf\xc3"), with_bytes("é".encode() + b"\xe6\x9d")
    (' caf<C3>', 'é<E6 9D>')
    """
    text = data.decode(errors="surrogateescape")
    return _BROKEN.sub(lambda found: f"<{found[0].encode(errors='surrogateescape').hex(' ').upper()}>", text)


class Spelling:
    """How one tokenizer's pieces are spelled; `bytes_of` gives what a piece stands for.

    A fast tokenizer's decoder says how; one written in Python is asked to join the piece between two letters.
    """

    def __init__(self, tokenizer: Any) -> None:
        self._added = tokenizer.get_added_vocab()
        self._known: dict[str, bytes] = {}
        self._prefix = ""  # of pieces that go on with a word
        self._suffix = ""  # of pieces that end a word
        self._clean_up = False
        self._spell: Callable[[str], bytes]
        if tokenizer.is_fast:
            steps = flat_settings(settings(tokenizer.backend_tokenizer.decoder), inner="decoders")
            self._spell = self._from_decoder(steps)
        else:
            self._spell = _from_python(tokenizer)

    def bytes_of(self, piece: str) -> bytes:
        """Return the UTF-8 bytes of a piece, perhaps not whole characters; an added token stands for its name."""
        if piece not in self._known:
            self._known[piece] = piece.encode() if piece in self._added else self._spell(piece)
        return self._known[piece]

    def surfaces(self, pieces: Sequence[str]) -> list[bytes]:
        """Return what each piece adds to the decoded text, the space between words included.

        It is a forecast of what the decoder does, to be compared with it.
        """
        found = [self.bytes_of(piece) for piece in pieces]
        if self._suffix:
            behind = [False, *(piece.endswith(self._suffix) for piece in pieces)]  # a word that ends
            return [b" " * space + word for space, word in zip(behind, found, strict=False)]
        if self._prefix:
            return [
                word if place == 0 or self._glued(piece) else b" " + word
                for place, (piece, word) in enumerate(zip(pieces, found, strict=True))
            ]
        return found

    def _glued(self, piece: str) -> bool:
        return piece.startswith(self._prefix) or (self._clean_up and piece in _CLEANED_UP)

    def _from_decoder(self, steps: Sequence[dict[str, Any]]) -> Callable[[str], bytes]:
        kinds = {step["type"] for step in steps}
        replaced: list[tuple[str, str]] = []
        for step in steps:
            match step["type"]:
                case "WordPiece":
                    self._prefix, self._clean_up = step["prefix"], step["cleanup"]
                case "BPEDecoder":
                    self._suffix = step["suffix"]
                case "Metaspace":
                    replaced.append((step["replacement"], " "))
                case "Replace" if "String" in step["pattern"]:
                    replaced.append((step["pattern"]["String"], step["content"]))

        def spell(piece: str) -> bytes:
            if "ByteLevel" in kinds and all(character in _BYTES for character in piece):
                return bytes(_BYTES[character] for character in piece)
            if "ByteFallback" in kinds and (match := _FALLBACK.fullmatch(piece)):
                return bytes.fromhex(match[1])
            piece = piece.removeprefix(self._prefix).removesuffix(self._suffix)
            for old, new in replaced:
                piece = piece.replace(old, new)
            return piece.encode()

        return spell


def _from_python(tokenizer: Any) -> Callable[[str], bytes]:
    def spell(piece: str) -> bytes:
        if piece in getattr(tokenizer, "byte_decoder", ()):
            return bytes([tokenizer.byte_decoder[piece]])
        joined = tokenizer.convert_tokens_to_string(["a", piece, "a"])
        text = joined.removeprefix("a").removesuffix("a").strip()
        if len(piece) == 1 and piece <= "\xff" and (not text or _REPLACEMENT in text):  # a byte, as in ByT5
            return piece.encode("latin-1")
        return str(text).encode()

    return spell
