"""Tokenizers of the starter models: a byte-level BPE for the decoder, a lower-cased WordPiece for the encoders."""

# ruff: noqa: RUF001 - typographic quotes are characters of the vocabulary

from __future__ import annotations

import collections
import json
import re
import string
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lightboard.inference.starter.training.loop import Run

BOS, EOS, PAD, END = "<s>", "</s>", "<pad>", "<|end|>"
ROLES = ("<|system|>", "<|user|>", "<|assistant|>")
CHAT_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}"
    "{% if message['role'] not in ['system', 'user', 'assistant'] %}"
    "{{ raise_exception('This model knows the roles system, user and assistant.') }}{% endif %}"
    "{{ '<|' + message['role'] + '|>\\n' + message['content'] | trim + '<|end|>\\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>\\n' }}{% endif %}"
)


def chat_text(turns: Iterable[tuple[str, str]]) -> str:
    """Write a conversation as the chat template does, without the first token.

    >>> chat_text([("user", "Hello!")]).splitlines()
    ['<|user|>', 'Hello!<|end|>']
    """
    return "".join(f"<|{role}|>\n{content}<|end|>\n" for role, content in turns)


def train_byte_level_bpe(texts: Iterable[str], *, size: int, max_length: int, folder: Path) -> None:
    """Train a byte-level BPE with the whole byte alphabet and save it as a Transformers tokenizer."""
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special: list[Any] = [AddedToken(token, special=True, normalized=False) for token in (BOS, EOS, PAD, *ROLES, END)]
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=special,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{BOS} $A", pair=f"{BOS} $A $B", special_tokens=[(BOS, tokenizer.token_to_id(BOS))]
    )
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token=BOS, eos_token=EOS, pad_token=PAD, additional_special_tokens=[*ROLES,
        END],
        chat_template=CHAT_TEMPLATE, model_max_length=max_length, clean_up_tokenization_spaces=False,
        padding_side="left",
    ).save_pretrained(folder)  # fmt: skip


def wordpieces(words: Iterable[str], texts: Iterable[str], *, size: int) -> list[str]:
    """Choose a WordPiece vocabulary: characters, the commonest words, and word parts for all other words."""
    counts = collections.Counter(word for text in texts for word in re.findall(r"[a-z]+|\d+", text.lower()))
    for word in words:
        counts[word] += 1
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    characters = list(
        dict.fromkeys(string.ascii_lowercase + string.digits + string.punctuation + "’‘“”–—…€£°éèàçêôûïäöüßñáíóú")
    )
    pieces = [*special, *characters, *(f"##{c}" for c in string.ascii_lowercase + string.digits + "éèàçêôûïäöüßñáíóú")]
    parts: collections.Counter[str] = collections.Counter()
    for word in counts:
        for length in range(2, min(6, len(word))):
            parts[f"##{word[-length:]}"] += 3
            parts[word[:length]] += 2
            for start in range(1, len(word) - length):
                parts[f"##{word[start : start + length]}"] += 1
    common_parts = [part for part, _ in parts.most_common(500)]
    ordered = dict.fromkeys([*pieces, *common_parts])
    for word, _ in counts.most_common():
        if len(ordered) == size:
            break
        ordered.setdefault(word)
    return list(ordered)


def save_wordpiece(vocabulary: list[str], *, max_length: int, folder: Path) -> None:
    """Save a lower-cased WordPiece tokenizer with BERT's special tokens."""
    from transformers import BertTokenizer

    table = {piece: i for i, piece in enumerate(vocabulary)}
    BertTokenizer(vocab=table, do_lower_case=True, strip_accents=False, model_max_length=max_length).save_pretrained(
        folder
    )


def train_cased_wordpiece(texts: Iterable[str], *, size: int, max_length: int, folder: Path) -> None:
    """Train a WordPiece tokenizer that keeps capitals, with every character of its alphabet, and save it."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
    from transformers import BertTokenizer

    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))  # noqa: S106 - not a password
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=False, strip_accents=False)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    alphabet = string.ascii_letters + string.digits + string.punctuation + "’‘“”–—…€£°éèàçêôûïäöüßñáíóúÉÈÀÇÖÜ"
    # Every letter is to be known inside of a word as at its beginning.
    inside = (f"x{letter} x{letter}{letter}" for letter in alphabet if letter.isalnum() for _ in range(3))
    texts = [*texts, *inside]
    words = (word for text in texts for word, _ in tokenizer.pre_tokenizer.pre_tokenize_str(text))
    parts = sorted({f"##{letter}" for word in words for letter in word[1:]})
    trainer = trainers.WordPieceTrainer(
        vocab_size=size,
        # The trainer numbers parts in the order of a hash table, and merges of equal count by these numbers.
        special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *parts],
        initial_alphabet=list(alphabet),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    BertTokenizer(
        vocab=tokenizer.get_vocab(), do_lower_case=False, strip_accents=False, model_max_length=max_length
    ).save_pretrained(folder)


DOUBLED = [letter * 2 for letter in string.ascii_lowercase + string.digits]
_DOUBLED_COST = 1.4  # of a doubled letter as a piece, in log-probabilities of the single one: less than two of them


def train_unigram(texts: Iterable[str], *, size: int, max_length: int, folder: Path) -> None:
    """Train a unigram tokenizer as T5 has: <pad>, </s>, <unk>, pieces that begin a word marked, digits alone.

    A space is put after a French elision ("d'Anna" becomes "d' Anna") and taken away again, so that a name has the same
    pieces there as elsewhere.
    """
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from tokenizers.trainers import UnigramTrainer
    from transformers import PreTrainedTokenizerFast

    elision = r"(?<=\b[dljnmscDLJNMSC]|\b[Qq]u)'"
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace("’", "'"), normalizers.Replace(Regex(rf"{elision}(?=\w)"), "' ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Metaspace(), pre_tokenizers.Digits(individual_digits=False), pre_tokenizers.Punctuation()]
    )
    tokenizer.decoder = decoders.Sequence(
        [decoders.Metaspace(), decoders.Fuse(), decoders.Replace(Regex(rf"{elision} "), "'")]
    )
    unknown = "<unk>"
    special: list[Any] = [AddedToken(token, special=True, normalized=False) for token in (PAD, EOS, unknown)]
    alphabet = string.ascii_letters + string.digits + string.punctuation + "▁‘“”–—…€£°éèàçêôûùîïäöüßñáíóúœæÉÈÀÇÊÔÎŒ"
    trainer = UnigramTrainer(
        vocab_size=size - len(DOUBLED), special_tokens=special, unk_token=unknown, initial_alphabet=list(alphabet),
        show_progress=False,
    )  # fmt: skip
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer = with_doubled_letters(settled(tokenizer))
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"$A {EOS}", pair=f"$A {EOS} $B {EOS}", special_tokens=[(EOS, tokenizer.token_to_id(EOS))]
    )
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, eos_token=EOS, pad_token=PAD, unk_token=unknown, model_max_length=max_length,
        clean_up_tokenization_spaces=False,
    ).save_pretrained(folder)  # fmt: skip


_STEP, _DIGITS = 1e-4, 4  # between the scores of characters that the trainer adds; of the scores that are kept


def settled(tokenizer: Any) -> Any:
    """Take out of a trained unigram model what differs from one training on the same texts to the next.

    The trainer walks through its words and characters in an order that every process draws anew. Sums differ in their
    last bits, so scores are rounded. Characters that the texts hold too seldom stand a step above one another from the
    lowest score on, so all of them get that score. Equal scores stand in any order, so they are sorted by their pieces.
    """
    from tokenizers import Tokenizer

    state = json.loads(tokenizer.to_str())
    first = len(state["added_tokens"])
    special, pieces = state["model"]["vocab"][:first], state["model"]["vocab"][first:]
    lowest = min(score for _, score in pieces)
    added = lowest + _STEP * sum(len(piece) == 1 for piece, _ in pieces)
    kept = [(piece, round(lowest if len(piece) == 1 and score < added else score, _DIGITS)) for piece, score in pieces]
    state["model"]["vocab"] = special + sorted(kept, key=lambda entry: (-entry[1], entry[0]))
    return Tokenizer.from_str(json.dumps(state))


def with_doubled_letters(tokenizer: Any) -> Any:
    """Add every doubled letter and digit to a unigram model's pieces.

    Cross-attention has no positions: of two equal pieces side by side it cannot tell which one was copied already, and
    loses one ("Huging Face").
    """
    from tokenizers import Tokenizer

    state = json.loads(tokenizer.to_str())
    pieces = dict(state["model"]["vocab"])
    state["model"]["vocab"] += [[piece, _DOUBLED_COST * pieces[piece[0]]] for piece in DOUBLED if piece not in pieces]
    return Tokenizer.from_str(json.dumps(state))


def tokenizer_of(run: Run, build: Callable[[Path], None]) -> Any:
    """Build a training's tokenizer in its folder, unless an interrupted one left it there, and load it."""
    from transformers import AutoTokenizer

    if not (run.resume and (run.folder / "tokenizer.json").exists()):
        build(run.folder)
    return AutoTokenizer.from_pretrained(run.folder)
