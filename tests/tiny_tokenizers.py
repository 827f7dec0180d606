"""Small tokenizers of every kind, built offline: `build(kind)` gives each of `KINDS`, always the same object."""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

from tiny_models import CORPUS
from transformers import AutoTokenizer, ByT5Tokenizer, PreTrainedTokenizer, PreTrainedTokenizerFast

STARTER = Path(__file__).parents[1] / "inference" / "starter" / "models"
BYTES = [f"<0x{byte:02X}>" for byte in range(256)]
SPECIAL = ["<unk>", "<s>", "</s>"]
SPACE = "\u2581"  # as SentencePiece writes it


class PlainWords(PreTrainedTokenizer):
    """A tokenizer written in Python: lower-case words of a fixed vocabulary, all others unknown."""

    vocab_files_names: dict[str, str] = {}  # noqa: RUF012  (as transformers declares it)

    def __init__(self, **options: Any) -> None:
        words = sorted({word.lower() for text in CORPUS for word in text.split()})
        self._words = {word: number for number, word in enumerate(["<unk>", "<s>", "</s>", *words])}
        super().__init__(unk_token="<unk>", bos_token="<s>", eos_token="</s>", **options)

    @property
    def vocab_size(self) -> int:
        return len(self._words)

    def get_vocab(self) -> dict[str, int]:
        return self._words | self.added_tokens_encoder

    def _tokenize(self, text: str, **_: Any) -> list[str]:
        return text.lower().split()

    def _convert_token_to_id(self, token: str) -> int:
        return self._words.get(token, 0)

    def _convert_id_to_token(self, index: int) -> str:
        return list(self._words)[index] if index < len(self._words) else "<unk>"

    def convert_tokens_to_string(self, tokens: list[str]) -> str:
        return " ".join(tokens)

    def build_inputs_with_special_tokens(self, first: list[int], second: list[int] | None = None) -> list[int]:
        return [1, *first, *(second or []), 2]

    def get_special_tokens_mask(self, first: list[int], second: list[int] | None = None, **_: Any) -> list[int]:
        return [1, *[0] * (len(first) + len(second or [])), 1]


def _trained_bpe(**options: Any) -> dict[str, Any]:
    """Return vocabulary and merges learned from the corpus."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.BPE())
    metaspace = options.pop("metaspace", False)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace() if metaspace else pre_tokenizers.Whitespace()
    tokenizer.train_from_iterator(CORPUS * 3, trainers.BpeTrainer(vocab_size=200, special_tokens=SPECIAL, **options))
    return json.loads(tokenizer.to_str())["model"]


def _wrapped(tokenizer: Any) -> Any:
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, unk_token="<unk>", bos_token="<s>", eos_token="</s>")


def _llama() -> Any:
    """BPE over the whole text with a space in front, bytes for what the vocabulary lacks."""
    from tokenizers import Tokenizer, decoders, models, normalizers, processors

    learned = _trained_bpe(metaspace=True)
    pieces = [*SPECIAL, *BYTES, *(piece for piece in learned["vocab"] if piece not in SPECIAL)]
    tokenizer = Tokenizer(
        models.BPE(
            {piece: number for number, piece in enumerate(pieces)},
            [tuple(merge) for merge in learned["merges"]],
            unk_token="<unk>",
            fuse_unk=True,
            byte_fallback=True,
        )
    )
    tokenizer.normalizer = normalizers.Sequence([normalizers.Prepend(SPACE), normalizers.Replace(" ", SPACE)])
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace(SPACE, " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 1)])
    return _wrapped(tokenizer)


def _clip(*, fuse_unk: bool = False) -> Any:
    """BPE with marks for pieces that go on with a word and that end it; unknown characters stay unknown."""
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers

    learned = _trained_bpe(continuing_subword_prefix="##", end_of_word_suffix="</w>")
    tokenizer = Tokenizer(
        models.BPE(
            learned["vocab"],
            [tuple(merge) for merge in learned["merges"]],
            unk_token="<unk>",
            fuse_unk=fuse_unk,
            continuing_subword_prefix="##",
            end_of_word_suffix="</w>",
        )
    )
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Whitespace(), pre_tokenizers.Digits()])
    tokenizer.decoder = decoders.BPEDecoder("</w>")
    return _wrapped(tokenizer)


def _byte_level(*, ignore_merges: bool = False) -> Any:
    """Byte-level BPE that trims the leading space from offsets, as RoBERTa does."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=360, special_tokens=SPECIAL, initial_alphabet=alphabet)
    tokenizer.train_from_iterator(CORPUS * 3, trainer)
    learned = json.loads(tokenizer.to_str())["model"]
    words = {"Ġunmerged": len(learned["vocab"])} if ignore_merges else {}
    merges = [tuple(merge) for merge in learned["merges"]]
    tokenizer.model = models.BPE(learned["vocab"] | words, merges, ignore_merges=ignore_merges)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 1), trim_offsets=True)
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, bos_token="<s>", eos_token="</s>")


def _unigram(*, byte_fallback: bool) -> Any:
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    trainer = trainers.UnigramTrainer(vocab_size=160, special_tokens=SPECIAL, unk_token="<unk>", show_progress=False)
    tokenizer.train_from_iterator(CORPUS * 3, trainer)
    if byte_fallback:
        vocabulary = json.loads(tokenizer.to_str())["model"]["vocab"]
        pieces = [(piece, score) for piece, score in vocabulary] + [(name, -20.0) for name in BYTES]
        tokenizer.model = models.Unigram(pieces, 0, True)
        tokenizer.decoder = decoders.Sequence([decoders.ByteFallback(), decoders.Metaspace()])
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 2)])
    return _wrapped(tokenizer)


def _word_level() -> Any:
    from tokenizers import Tokenizer, models, pre_tokenizers

    words = sorted({word for text in CORPUS for word in text.split()})
    vocabulary = {word: number for number, word in enumerate([*SPECIAL, *words])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return _wrapped(tokenizer)


def _normalized_added() -> Any:
    """Like CLIP's, with an added token that is looked for in the normalised text and one that eats white space."""
    from tokenizers import AddedToken

    tokenizer = _clip()
    tokenizer.add_tokens([AddedToken("ÄRA", normalized=True), AddedToken("<gap>", lstrip=True, rstrip=True)])
    return tokenizer


BUILDERS: dict[str, Any] = {
    "starter/gpt": lambda: AutoTokenizer.from_pretrained(STARTER / "gpt"),
    "starter/bert": lambda: AutoTokenizer.from_pretrained(STARTER / "bert"),
    "byte-level, trimmed": _byte_level,
    "byte-level, ignore_merges": lambda: _byte_level(ignore_merges=True),
    "llama": _llama,
    "clip": _clip,
    "clip, fused": lambda: _clip(fuse_unk=True),
    "normalised added tokens": _normalized_added,
    "unigram": lambda: _unigram(byte_fallback=False),
    "unigram, bytes": lambda: _unigram(byte_fallback=True),
    "word-level": _word_level,
    "byt5": ByT5Tokenizer,
    "python words": PlainWords,
}
FAST = [kind for kind in BUILDERS if kind not in ("byt5", "python words")]
KINDS = list(BUILDERS)


@functools.cache
def build(kind: str) -> Any:
    return BUILDERS[kind]()
