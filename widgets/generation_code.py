"""The lines that do what a generation did with Transformers alone."""

from __future__ import annotations

from typing import Any

from ..inference.messages import Decoding, GenerationResult
from .code_lines import Name, call, literal, model_source

# What switches off a strategy that a checkpoint's generation config brings along.
_NEUTRAL: dict[str, Any] = {
    "repetition_penalty": 1.0,
    "no_repeat_ngram_size": 0,
    "length_penalty": 1.0,
    "early_stopping": False,
    "min_length": 0,
    "typical_p": 1.0,
    "epsilon_cutoff": 0.0,
    "eta_cutoff": 0.0,
    "encoder_repetition_penalty": 1.0,
    "encoder_no_repeat_ngram_size": 0,
    "use_cache": True,
}
_ALWAYS_GIVEN = frozenset({"do_sample", "max_length", "max_new_tokens", "num_beams", "num_return_sequences"})

_PENALTY = """
class PresenceFrequencyPenalty(LogitsProcessor):  # as OpenAI and vLLM define it; Transformers has none
    def __call__(self, input_ids, scores):
        new = input_ids[:, {start}:]
        counts = torch.zeros_like(scores).scatter_add(1, new, torch.ones_like(new, dtype=scores.dtype))
        return scores - {presence!r} * (counts > 0) - {frequency!r} * counts

"""


def generation_code(result: GenerationResult) -> str:
    """Return Python that gives `texts` equal to the result's, except where tokens are drawn."""
    decoding = result.request.decoding
    blocks = [
        _imports(result),
        _penalty(result),
        _load(result),
        _ignored(result),
        _prompt(result),
        _seed(result),
        call("output = model.generate", [Name('inputs["input_ids"]')], _keywords(result)),
        _texts(result),
    ]
    if decoding.stop:
        blocks.append(_trim(decoding.stop))
    return "\n".join([*(block for block in blocks if block), 'print(*texts, sep="\\n")'])


def _penalised(decoding: Decoding) -> bool:
    return bool(decoding.presence_penalty or decoding.frequency_penalty)


def _auto_class(result: GenerationResult) -> str:
    return "AutoModelForSeq2SeqLM" if result.model.family == "encoder-decoder" else "AutoModelForCausalLM"


def _imports(result: GenerationResult) -> str:
    names = [_auto_class(result), "AutoTokenizer"]
    lines = []
    if _penalised(result.request.decoding):
        lines.append("import torch")
        names += ["LogitsProcessor", "LogitsProcessorList"]
    if result.seed is not None:
        names.append("set_seed")
    lines += model_source(result.model)[0]
    return "\n".join([*lines, f"from transformers import {', '.join(names)}", ""])


def _penalty(result: GenerationResult) -> str:
    decoding = result.request.decoding
    if not _penalised(decoding):
        return ""
    start = 1 if result.model.family == "encoder-decoder" else len(result.prompt_ids)
    return _PENALTY.format(start=start, presence=decoding.presence_penalty, frequency=decoding.frequency_penalty)


def _load(result: GenerationResult) -> str:
    _, path, keywords = model_source(result.model)
    model = call(f"{_auto_class(result)}.from_pretrained", [Name("name")], {**keywords, "dtype": result.model.dtype})
    tokenizer = call("AutoTokenizer.from_pretrained", [Name("name")], keywords)
    return f"name = {literal(path)}\ntokenizer = {tokenizer}\nmodel = {model}.to({literal(result.model.device)})\n"


def _ignored(result: GenerationResult) -> str:
    """Return the lines that switch off what Lightboard ignored in the checkpoint's generation config."""
    names = [name for name in result.ignored if name not in _ALWAYS_GIVEN and name.isidentifier()]
    sampled = result.seed is not None
    names = [name for name in names if sampled or name not in {"temperature", "top_k", "top_p", "min_p"}]
    given = _keywords(result)
    return "\n".join(f"model.generation_config.{name} = {_NEUTRAL.get(name)!r}" for name in names if name not in given)


def _prompt(result: GenerationResult) -> str:
    request = result.request
    if isinstance(request.prompt, str):
        text = f"prompt = {literal(request.prompt)}"
        return f'{text}\ninputs = tokenizer(prompt, return_tensors="pt").to(model.device)'
    turns = [{"role": turn.role, "content": turn.content} for turn in request.prompt]
    keywords = {"add_generation_prompt": True, "return_dict": True, "return_tensors": "pt"}
    template = call("tokenizer.apply_chat_template", [Name("messages")], keywords)
    return f"messages = {literal(turns)}\ninputs = {template}.to(model.device)"


def _seed(result: GenerationResult) -> str:
    if result.seed is None:
        return ""
    # Transformers seeds numpy too, which takes 32 bits
    return f"set_seed({result.seed % 2**32})  # Transformers draws other numbers than Lightboard from the same seed"


def _keywords(result: GenerationResult) -> dict[str, Any]:
    decoding = result.request.decoding
    keywords: dict[str, Any] = {"attention_mask": Name('inputs["attention_mask"]'), "max_new_tokens": _room(result)}
    if decoding.min_new_tokens:
        keywords["min_new_tokens"] = decoding.min_new_tokens
    keywords |= _choice(decoding)
    if decoding.num_return_sequences > 1:
        keywords["num_return_sequences"] = decoding.num_return_sequences
    if decoding.repetition_penalty != 1:
        keywords["repetition_penalty"] = float(decoding.repetition_penalty)
    if decoding.no_repeat_ngram:
        keywords["no_repeat_ngram_size"] = decoding.no_repeat_ngram
    if _penalised(decoding):
        keywords["logits_processor"] = Name("LogitsProcessorList([PresenceFrequencyPenalty()])")
    if decoding.stop:
        keywords |= {"stop_strings": list(decoding.stop), "tokenizer": Name("tokenizer")}
    if not decoding.kv_cache:
        keywords["use_cache"] = False
    return keywords


def _choice(decoding: Decoding) -> dict[str, Any]:
    """Return how tokens are chosen, with nothing left to a default: do_sample alone would mean top_k=50."""
    if decoding.sampled:
        keywords: dict[str, Any] = {
            "do_sample": True,
            "temperature": float(decoding.temperature or 1.0),
            "top_k": decoding.top_k or 0,
            "top_p": float(decoding.top_p or 1.0),
        }
        return keywords if decoding.min_p is None else {**keywords, "min_p": float(decoding.min_p)}
    keywords = {"do_sample": False, "num_beams": decoding.num_beams}
    if decoding.num_beams > 1:
        keywords |= {"length_penalty": float(decoding.length_penalty), "early_stopping": decoding.early_stopping}
    return keywords


def _room(result: GenerationResult) -> int:
    """Return the most tokens that were possible: what was asked for, or what the context left."""
    wanted, limit = result.request.decoding.max_new_tokens, result.metrics.context_limit
    if limit is None:
        return wanted
    return min(wanted, limit - (1 if result.model.family == "encoder-decoder" else len(result.prompt_ids)))


def _texts(result: GenerationResult) -> str:
    if result.model.family == "encoder-decoder":
        return "texts = tokenizer.batch_decode(output, skip_special_tokens=True)"
    return (
        'new = output[:, inputs["input_ids"].shape[1] :]\ntexts = tokenizer.batch_decode(new, skip_special_tokens=True)'
    )


def _trim(stops: tuple[str, ...]) -> str:
    loop = f"for stop in {literal(stops)}:  # Transformers leaves it in"
    return f"{loop}\n    texts = [text.partition(stop)[0] for text in texts]"
