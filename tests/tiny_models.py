"""Tiny models for tests: random weights, tokenizers trained here, saved as checkpoint folders.

Each fixture is the path of a folder that `AutoModel...from_pretrained` and `AutoTokenizer.from_pretrained` load.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CORPUS = [
    "The teacher draws a bright red line on the glass board.",
    "A small model reads every word and guesses the next one.",
    "We like the warm soup, but the cold bread was terrible.",
    "Numbers such as 1, 22 and 333 are split into pieces.",
    "Le chat dort près de la fenêtre; naïve café, 東京, и мир 🙂.",
    "Why does attention look back at the first token of a sentence?",
]

CHAT_TEMPLATE = (
    "{% for message in messages %}<|{{ message['role'] }}|>{{ message['content'] }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)


def _wordpiece() -> Any:
    """Whole words of the corpus, characters of all others: what a trainer chooses varies from run to run."""
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    normalizer, splitter = normalizers.BertNormalizer(lowercase=True), pre_tokenizers.BertPreTokenizer()
    words = {word for text in CORPUS for word, _ in splitter.pre_tokenize_str(normalizer.normalize_str(text))}
    characters = sorted({*"abcdefghijklmnopqrstuvwxyz0123456789!'-", *"".join(words)})
    pieces = [*characters, *(f"##{character}" for character in characters), *sorted(words - set(characters))]
    vocabulary = {piece: number for number, piece in enumerate([*special, *pieces])}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = splitter
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
        model_max_length=64,
    )


def _byte_level(special: list[str], **names: str) -> Any:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=360, special_tokens=special, initial_alphabet=alphabet)
    tokenizer.train_from_iterator(CORPUS * 3, trainer)
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, **names)


def _save(folder: Path, tokenizer: Any, build: Callable[[], Any]) -> Path:
    import torch

    with torch.random.fork_rng():
        torch.manual_seed(0)
        build().save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


@pytest.fixture(scope="session")
def tiny_gpt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Llama with byte-level BPE, two ids that end a text, a chat template and 64 positions; no pad token."""
    from transformers import LlamaConfig, LlamaForCausalLM

    special = ["<|begin|>", "<|end|>", "<|stop|>", "<|system|>", "<|user|>", "<|assistant|>"]
    tokenizer = _byte_level(special, bos_token="<|begin|>", eos_token="<|end|>")
    tokenizer.add_special_tokens({"additional_special_tokens": special[2:]})
    tokenizer.chat_template = CHAT_TEMPLATE

    def build() -> Any:
        config = LlamaConfig(
            vocab_size=len(tokenizer),
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            max_position_embeddings=64,
            initializer_range=0.4,  # wide enough that greedy decoding does not repeat one token
            bos_token_id=0,
            eos_token_id=[1, 2],
            pad_token_id=None,
        )
        return LlamaForCausalLM(config)

    return _save(tmp_path_factory.mktemp("models") / "tiny-gpt", tokenizer, build)


def _bert_config(vocabulary: int, **more: Any) -> Any:
    from transformers import BertConfig

    return BertConfig(
        vocab_size=vocabulary,
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        max_position_embeddings=64,
        initializer_range=0.2,
        pad_token_id=0,
        **more,
    )


@pytest.fixture(scope="session")
def tiny_bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A masked language model with WordPiece and 64 positions."""
    from transformers import BertForMaskedLM

    tokenizer = _wordpiece()
    folder = tmp_path_factory.mktemp("models") / "tiny-bert"
    return _save(folder, tokenizer, lambda: BertForMaskedLM(_bert_config(len(tokenizer))))


@pytest.fixture(scope="session")
def tiny_classifier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sequence classifier with WordPiece, 64 positions and three labels."""
    from transformers import BertForSequenceClassification

    tokenizer = _wordpiece()
    labels = {0: "SAD", 1: "CALM", 2: "GLAD"}
    label_ids = {name: index for index, name in labels.items()}
    folder = tmp_path_factory.mktemp("models") / "tiny-classifier"

    def build() -> Any:
        return BertForSequenceClassification(_bert_config(len(tokenizer), id2label=labels, label2id=label_ids))

    return _save(folder, tokenizer, build)


def _labelled(folder: Path, model: str, labels: tuple[str, ...], **more: Any) -> Path:
    """Save a BERT with a head that sorts into labels."""
    import transformers

    tokenizer = _wordpiece()

    def build() -> Any:
        names = {"id2label": dict(enumerate(labels)), "label2id": {name: index for index, name in enumerate(labels)}}
        return getattr(transformers, model)(_bert_config(len(tokenizer), **names, **more))

    return _save(folder, tokenizer, build)


@pytest.fixture(scope="session")
def tiny_ner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A token classifier with WordPiece, 64 positions and the labels of two kinds of entity."""
    labels = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
    return _labelled(tmp_path_factory.mktemp("models") / "tiny-ner", "BertForTokenClassification", labels)


@pytest.fixture(scope="session")
def tiny_nli(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A classifier of pairs of texts with WordPiece and 64 positions."""
    labels = ("contradiction", "neutral", "entailment")
    return _labelled(tmp_path_factory.mktemp("models") / "tiny-nli", "BertForSequenceClassification", labels)


@pytest.fixture(scope="session")
def tiny_qa(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model for question answering with WordPiece and 64 positions."""
    labels = ("start", "end")
    return _labelled(tmp_path_factory.mktemp("models") / "tiny-qa", "BertForQuestionAnswering", labels)


@pytest.fixture(scope="session")
def tiny_t5(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encoder-decoder with byte-level BPE whose texts end with `</s>`."""
    from tokenizers import processors
    from transformers import T5Config, T5ForConditionalGeneration

    tokenizer = _byte_level(["<pad>", "</s>", "<unk>"], pad_token="<pad>", eos_token="</s>", unk_token="<unk>")
    tokenizer.backend_tokenizer.post_processor = processors.TemplateProcessing(
        single="$A </s>", pair="$A </s> $B </s>", special_tokens=[("</s>", 1)]
    )

    def build() -> Any:
        config = T5Config(
            vocab_size=len(tokenizer),
            d_model=32,
            d_kv=8,
            d_ff=64,
            num_layers=2,
            num_heads=4,
            initializer_factor=3.0,
            pad_token_id=0,
            eos_token_id=1,
            decoder_start_token_id=0,
        )
        return T5ForConditionalGeneration(config)

    return _save(tmp_path_factory.mktemp("models") / "tiny-t5", tokenizer, build)


@pytest.fixture(scope="session")
def tiny_t5_tasks(tiny_t5: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`tiny_t5` with parameters for summaries and for two directions of translation, and 64 positions."""
    folder = tmp_path_factory.mktemp("models") / "tiny-t5-tasks"
    shutil.copytree(tiny_t5, folder)
    config = json.loads((folder / "config.json").read_text())
    config["n_positions"] = 64
    config["task_specific_params"] = {
        "summarization": {
            "prefix": "summarize: ", "max_length": 14, "min_length": 6, "num_beams": 3, "length_penalty": 2.0,
            "early_stopping": True, "no_repeat_ngram_size": 3,
        },
        "translation_en_to_fr": {"prefix": "translate English to French: ", "max_length": 12, "num_beams": 2},
        "translation_fr_to_en": {"prefix": "translate French to English: ", "max_length": 12, "num_beams": 1},
    }  # fmt: skip
    (folder / "config.json").write_text(json.dumps(config))
    return folder


_SMALL: dict[str, Any] = {
    "d_model": 32, "encoder_layers": 2, "decoder_layers": 2, "encoder_attention_heads": 4,
    "decoder_attention_heads": 4, "encoder_ffn_dim": 64, "decoder_ffn_dim": 64, "init_std": 0.3,
}  # fmt: skip


@pytest.fixture(scope="session")
def tiny_bart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BART with forced first and last tokens, beams in its generation config and 64 positions."""
    from tokenizers import processors
    from transformers import BartConfig, BartForConditionalGeneration, GenerationConfig

    special = {"bos_token": "<s>", "pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>"}
    tokenizer = _byte_level(list(special.values()), **special)
    tokenizer.backend_tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )

    def build() -> Any:
        ids = {"bos_token_id": 0, "pad_token_id": 1, "eos_token_id": 2, "decoder_start_token_id": 2}
        config = BartConfig(vocab_size=len(tokenizer), max_position_embeddings=64, **_SMALL, **ids)
        model = BartForConditionalGeneration(config)
        model.generation_config = GenerationConfig(
            **ids, forced_bos_token_id=0, forced_eos_token_id=2, num_beams=3, length_penalty=2.0, early_stopping=True,
            max_length=20, min_length=8, no_repeat_ngram_size=3,
        )  # fmt: skip
        return model

    return _save(tmp_path_factory.mktemp("models") / "tiny-bart", tokenizer, build)


@pytest.fixture(scope="session")
def tiny_marian(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Marian from French into English: starts with its pad token, which is a bad word, and normalises its scores."""
    from tokenizers import processors
    from transformers import GenerationConfig, MarianConfig, MarianMTModel

    special = {"eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}
    tokenizer = _byte_level(list(special.values()), **special, source_lang="fr", target_lang="en")
    tokenizer.backend_tokenizer.post_processor = processors.TemplateProcessing(
        single="$A </s>", pair="$A $B </s>", special_tokens=[("</s>", 0)]
    )

    def build() -> Any:
        ids = {"pad_token_id": 2, "eos_token_id": 0, "decoder_start_token_id": 2}
        config = MarianConfig(vocab_size=len(tokenizer), max_position_embeddings=64, **_SMALL, **ids)
        model = MarianMTModel(config)
        model.generation_config = GenerationConfig(
            **ids, bad_words_ids=[[2]], forced_eos_token_id=0, num_beams=4, max_length=24, renormalize_logits=True
        )
        return model

    return _save(tmp_path_factory.mktemp("models") / "tiny-marian", tokenizer, build)


@pytest.fixture(scope="session")
def tiny_mbart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An mBART with a token for each of its languages, behind the source and before the target."""
    from transformers import MBartConfig, MBartForConditionalGeneration, MBartTokenizer
    from transformers.models.mbart.tokenization_mbart import FAIRSEQ_LANGUAGE_CODES

    characters = sorted({character for text in CORPUS for character in text if character != " "})
    names = ["<s>", "<pad>", "</s>", "<unk>", "▁", *characters, *FAIRSEQ_LANGUAGE_CODES, "<mask>"]
    tokenizer = MBartTokenizer(vocab=[(name, 0.0 if name[0] == "<" else -2.0) for name in names], model_max_length=64)

    def build() -> Any:
        config = MBartConfig(
            vocab_size=len(tokenizer), max_position_embeddings=64, **_SMALL, bos_token_id=0, pad_token_id=1,
            eos_token_id=2, decoder_start_token_id=2, forced_eos_token_id=2,
        )  # fmt: skip
        return MBartForConditionalGeneration(config)

    return _save(tmp_path_factory.mktemp("models") / "tiny-mbart", tokenizer, build)


@pytest.fixture(scope="session")
def tiny_nllb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An M2M100 with NLLB's tokenizer, whose languages come before the source and the target."""
    from transformers import M2M100Config, M2M100ForConditionalGeneration, NllbTokenizer

    characters = sorted({character for text in CORPUS for character in text if character != " "})
    names = ["<s>", "<pad>", "</s>", "<unk>", "▁", *characters]
    tokenizer = NllbTokenizer(
        vocab={name: id_ for id_, name in enumerate(names)},
        extra_special_tokens=["eng_Latn", "fra_Latn", "jpn_Jpan"],
        model_max_length=64,
    )

    def build() -> Any:
        config = M2M100Config(
            vocab_size=len(tokenizer), max_position_embeddings=64, **_SMALL, bos_token_id=0, pad_token_id=1,
            eos_token_id=2, decoder_start_token_id=2,
        )  # fmt: skip
        return M2M100ForConditionalGeneration(config)

    return _save(tmp_path_factory.mktemp("models") / "tiny-nllb", tokenizer, build)
