"""The bias verb on tiny models, and models made for its oracles."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import tiny_models

from lightboard.inference.bias.model import BiasModel
from lightboard.inference.bias.prompts import Prompts
from lightboard.inference.bias.reading import Reader
from lightboard.inference.bias.run import run_bias
from lightboard.inference.bias.words import Words
from lightboard.inference.device_lock import DeviceLock
from lightboard.inference.messages import BiasRequest, BiasScores, ModelChoice
from lightboard.inference.store import ModelStore


def _run(checkpoint: Any, request: BiasRequest, **more: Any) -> BiasScores:
    options = {"lock": DeviceLock(), "cancelled": threading.Event(), **more}
    return run_bias(checkpoint, request, **options)


@pytest.fixture(scope="session")
def bias(store: ModelStore) -> Callable[..., BiasScores]:
    """Run the verb with one template or several, and the request's options as keyword arguments."""

    def run(model: Path | str, templates: Any, candidates: Any = None, **options: Any) -> BiasScores:
        written = (templates,) if isinstance(templates, str) else tuple(templates)
        words = None if candidates is None else tuple(candidates)
        more = {key: options.pop(key) for key in ("lock", "cancelled") if key in options}
        request = BiasRequest(templates=written, candidates=words, **options)
        task = BiasModel(mode=request.mode)
        with store.acquire(ModelChoice(name=str(model), device="cpu"), task=task) as checkpoint:
            return _run(checkpoint, request, **more)

    return run


@pytest.fixture(scope="session")
def engine(store: ModelStore) -> Callable[..., Any]:
    """The parts that a request runs through, on a model's checkpoint."""

    def make(model: Path, mode: str) -> SimpleNamespace:
        with store.acquire(ModelChoice(name=str(model), device="cpu"), task=BiasModel()) as checkpoint:
            prompts = Prompts(checkpoint, mode)
            words = Words(prompts)
            run = {"lock": DeviceLock(), "cancelled": threading.Event(), "free": lambda: None}
            reader = Reader(checkpoint, word_ends=words.word_ends, **run)
            return SimpleNamespace(checkpoint=checkpoint, prompts=prompts, words=words, reader=reader)

    return make


@pytest.fixture(scope="session")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Save a copy of a model after `change(model)`."""

    def make(folder: Path, auto_class: Any, change: Callable[[Any], None]) -> Path:
        import torch
        from transformers import AutoTokenizer

        copy = tmp_path_factory.mktemp("changed") / "model"
        model = auto_class.from_pretrained(folder)
        with torch.no_grad():
            change(model)
        model.save_pretrained(copy)
        AutoTokenizer.from_pretrained(folder).save_pretrained(copy)
        return copy

    return make


@pytest.fixture(scope="session")
def uniform_bert(tiny_bert: Path, changed: Callable[..., Path]) -> Path:
    """A masked model whose logits are all zero."""
    from transformers import BertForMaskedLM

    def change(model: Any) -> None:
        model.bert.embeddings.word_embeddings.weight.zero_()  # tied to the output
        model.cls.predictions.bias.zero_()

    return changed(tiny_bert, BertForMaskedLM, change)


@pytest.fixture(scope="session")
def tiny_roberta(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A masked model with byte-level BPE, whose mask takes the space in front of it."""
    from tokenizers import AddedToken, processors
    from transformers import RobertaConfig, RobertaForMaskedLM

    names = {"bos_token": "<s>", "pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>"}
    tokenizer = tiny_models._byte_level(list(names.values()), **names)
    tokenizer.add_special_tokens({"mask_token": AddedToken("<mask>", lstrip=True, special=True)})
    tokenizer.backend_tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )

    def build() -> Any:
        config = RobertaConfig(
            vocab_size=len(tokenizer),
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=2,
            num_attention_heads=4,
            max_position_embeddings=66,
            initializer_range=0.2,
            pad_token_id=1,
            bos_token_id=0,
            eos_token_id=2,
        )
        return RobertaForMaskedLM(config)

    return tiny_models._save(tmp_path_factory.mktemp("models") / "tiny-roberta", tokenizer, build)


@pytest.fixture(scope="session")
def tiny_llama(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A causal model with SentencePiece's way of writing spaces and a token that begins every text."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    trainer = trainers.BpeTrainer(vocab_size=300, special_tokens=["<s>", "</s>", "<unk>"])
    tokenizer.train_from_iterator(tiny_models.CORPUS * 3, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 0)])
    names = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>"}
    wrapped = PreTrainedTokenizerFast(tokenizer_object=tokenizer, **names)

    def build() -> Any:
        config = LlamaConfig(
            vocab_size=len(wrapped),
            hidden_size=32,
            intermediate_size=64,
            num_hidden_layers=2,
            num_attention_heads=4,
            max_position_embeddings=64,
            initializer_range=0.4,
        )
        return LlamaForCausalLM(config)

    return tiny_models._save(tmp_path_factory.mktemp("models") / "tiny-llama", wrapped, build)


@pytest.fixture(scope="session")
def toy_bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A masked model with a vocabulary of nine."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertForMaskedLM, PreTrainedTokenizerFast

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    vocabulary = {piece: number for number, piece in enumerate([*special, "a", "b", "##a", "##b"])}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    names = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    wrapped = PreTrainedTokenizerFast(tokenizer_object=tokenizer, mask_token="[MASK]", model_max_length=64, **names)
    folder = tmp_path_factory.mktemp("models") / "toy-bert"
    return tiny_models._save(folder, wrapped, lambda: BertForMaskedLM(tiny_models._bert_config(len(wrapped))))


def table(result: BiasScores) -> dict[tuple[str, int, int], Any]:
    """Scores by candidate, template and group."""
    texts = [candidate.text for candidate in result.candidates]
    return {(texts[score.candidate], score.template, score.group): score for score in result.scores}


@pytest.fixture(scope="session")
def by_word() -> Callable[[BiasScores], dict[tuple[str, int, int], Any]]:
    return table
