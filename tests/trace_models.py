"""Small random models of many architectures for traces, the oracle's eager twins, and a helper that runs a trace."""

from __future__ import annotations

import functools
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import tiny_models
import torch
import transformers
from tokenizers import processors

from lightboard.inference.checkpoint import Checkpoint
from lightboard.inference.device_lock import DeviceLock
from lightboard.inference.messages import ModelChoice, Trace, TraceRequest
from lightboard.inference.store import ModelStore
from lightboard.inference.traces.run import run_trace

TEXT = "The teacher draws a bright red line, and 22 naïve cats sleep."
TARGET = "Le chat dort près de la fenêtre."

WIDE = {"initializer_range": 0.4}  # attention that looks somewhere
DECODER = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 3, "num_attention_heads": 4, **WIDE}
GROUPED = {**DECODER, "num_key_value_heads": 2, "head_dim": 8, "max_position_embeddings": 128}
ENCODER = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 3, "num_attention_heads": 4, **WIDE}

# name: (class, config class, settings, task)
ARCHITECTURES: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "gpt2": (
        "GPT2LMHeadModel",
        "GPT2Config",
        {"n_embd": 32, "n_layer": 3, "n_head": 4, "n_positions": 128, **WIDE},
        "text-generation",
    ),
    "llama": ("LlamaForCausalLM", "LlamaConfig", GROUPED, "text-generation"),
    "mistral": ("MistralForCausalLM", "MistralConfig", {**GROUPED, "sliding_window": 8}, "text-generation"),
    "gemma2": (
        "Gemma2ForCausalLM",
        "Gemma2Config",
        {**GROUPED, "sliding_window": 8, "final_logit_softcapping": 3.0, "attn_logit_softcapping": 5.0},
        "text-generation",
    ),
    "gemma3": ("Gemma3ForCausalLM", "Gemma3TextConfig", {**GROUPED, "sliding_window": 8}, "text-generation"),
    "opt": (
        "OPTForCausalLM",
        "OPTConfig",
        {
            "hidden_size": 32,
            "ffn_dim": 64,
            "num_hidden_layers": 3,
            "num_attention_heads": 4,
            "max_position_embeddings": 128,
            "word_embed_proj_dim": 16,
            "init_std": 0.4,
        },
        "text-generation",
    ),
    "bert": ("BertForMaskedLM", "BertConfig", ENCODER, "fill-mask"),
    "roberta": ("RobertaForMaskedLM", "RobertaConfig", {**ENCODER, "max_position_embeddings": 130}, "fill-mask"),
    "distilbert": (
        "DistilBertForMaskedLM",
        "DistilBertConfig",
        {"dim": 32, "hidden_dim": 64, "n_layers": 3, "n_heads": 4, "max_position_embeddings": 128, **WIDE},
        "fill-mask",
    ),
    "albert": ("AlbertForMaskedLM", "AlbertConfig", {**ENCODER, "embedding_size": 16}, "fill-mask"),
    "t5": (
        "T5ForConditionalGeneration",
        "T5Config",
        {"d_model": 32, "d_kv": 8, "d_ff": 64, "num_layers": 2, "num_heads": 4, "initializer_factor": 1.5},
        "text-generation",
    ),
    "bart": (
        "BartForConditionalGeneration",
        "BartConfig",
        {
            "d_model": 32,
            "encoder_layers": 2,
            "decoder_layers": 3,
            "encoder_attention_heads": 4,
            "decoder_attention_heads": 4,
            "encoder_ffn_dim": 64,
            "decoder_ffn_dim": 64,
            "max_position_embeddings": 128,
            "init_std": 0.3,
        },
        "text-generation",
    ),
}
ENCODERS = ("bert", "roberta", "distilbert", "albert")
ENCODER_DECODERS = ("t5", "bart")
DECODERS = ("gpt2", "llama", "mistral", "gemma2", "gemma3", "opt")


class Zoo:
    """Checkpoints by name, each made once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = ModelStore()
        self.held = ExitStack()

    @functools.cache  # noqa: B019  (one zoo to a run)
    def path(self, name: str) -> Path:
        class_name, config_name, settings, _ = ARCHITECTURES[name]
        if name in ENCODERS:
            tokenizer = tiny_models._wordpiece()
            tokenizer.model_max_length = 128
            ids = {"pad_token_id": 0}
        else:
            special = ["<pad>", "</s>", "<unk>"]
            tokenizer = tiny_models._byte_level(special, pad_token="<pad>", eos_token="</s>", unk_token="<unk>")
            ids = {"pad_token_id": 0, "eos_token_id": 1, "bos_token_id": 1, "decoder_start_token_id": 0}
            if name in ENCODER_DECODERS:
                end = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
                tokenizer.backend_tokenizer.post_processor = end
            else:
                del ids["decoder_start_token_id"]
        config = getattr(transformers, config_name)(vocab_size=len(tokenizer), **ids, **settings)
        return tiny_models._save(self.folder / name, tokenizer, lambda: getattr(transformers, class_name)(config))

    def choice(self, name: str) -> ModelChoice:
        return ModelChoice(name=str(self.path(name)), device="cpu")

    @functools.cache  # noqa: B019
    def checkpoint(self, name: str) -> Checkpoint:
        return self.held.enter_context(self.store.acquire(self.choice(name), task=ARCHITECTURES[name][3]))

    @functools.cache  # noqa: B019
    def eager(self, name: str) -> Any:
        """The oracle: the same weights with the attention of the textbook."""
        cls = getattr(transformers, ARCHITECTURES[name][0])
        return cls.from_pretrained(self.path(name), attn_implementation="eager", dtype=torch.float32).eval()

    def outputs(self, name: str, trace: Trace, **more: Any) -> Any:
        """What the oracle gives for the tokens of a trace."""
        inputs = {"input_ids": torch.tensor([[token.id for token in trace.tokens]])}
        if trace.target_tokens:
            inputs["decoder_input_ids"] = torch.tensor([[token.id for token in trace.target_tokens]])
        with torch.no_grad():
            return self.eager(name)(
                **inputs, output_attentions=True, output_hidden_states=True, use_cache=False, **more
            )

    def trace(self, name: str, **request: Any) -> Trace:
        if "text" not in request and "ids" not in request:
            request["text"] = TEXT
            if name in ENCODER_DECODERS:
                request.setdefault("target", TARGET)
        return run_trace(
            self.checkpoint(name),
            TraceRequest(task=ARCHITECTURES[name][3], **request),
            lock=DeviceLock(),
            cancelled=threading.Event(),
        )


KINDS = [(name, "self") for name in ARCHITECTURES] + [
    (name, kind) for name in ENCODER_DECODERS for kind in ("decoder", "cross")
]
