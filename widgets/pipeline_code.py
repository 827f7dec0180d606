"""The lines that do what a pipeline did with Transformers alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..inference.messages import ModelInfo, PipelineOutput
from .code_lines import Name, call, literal, model_source
from .question_code import question_code
from .seq2seq_code import seq2seq_code

_SAMPLING = ("temperature", "top_k", "top_p", "min_p", "seed")
_MAX_NEW_TOKENS = 50


def pipeline_code(output: PipelineOutput) -> str:
    """Return Python that gives `outputs` equal to the result's, except where tokens are drawn."""
    return _WRITERS[output.task](output)


def _build(name: str, task: str, model: ModelInfo, imports: str = "pipeline") -> tuple[list[str], str]:
    """Return the import lines, and the line that builds the pipeline."""
    lines, path, keywords = model_source(model)
    keywords |= {"dtype": model.dtype, "device": model.device}
    if isinstance(path, Name):  # pipeline() takes a text, not a path object
        path = Name(f"str({path})")
    return [
        *lines,
        f"from transformers import {imports}",
    ], f"{name} = {call('pipeline', [task], {'model': path, **keywords})}"


def _join(imports: list[str], *blocks: str) -> str:
    return "\n".join([*imports, "", *(block for block in blocks if block)])


def _text_classification(output: PipelineOutput) -> str:
    imports, build = _build("classifier", output.task, output.model)
    run = call("outputs = classifier", [Name("texts")], output.options)
    return _join(imports, build, _texts(output), run, "print(outputs)")


def _zero_shot_classification(output: PipelineOutput) -> str:
    imports, build = _build("classifier", output.task, output.model)
    keywords = {name: value for name, value in output.options.items() if name != "truncation"}  # it cuts unasked
    run = call("outputs = classifier", [Name("texts")], keywords)
    return _join(imports, build, _texts(output), run, "print(outputs)")


def _token_classification(output: PipelineOutput) -> str:
    imports, build = _build("recogniser", output.task, output.model)
    keywords = dict(output.options)
    if "grouped_entities" in keywords:  # its name before Transformers 5
        keywords["aggregation_strategy"] = "simple" if keywords.pop("grouped_entities") else "none"
    if isinstance(keywords.get("ignore_labels"), str):
        keywords["ignore_labels"] = [keywords["ignore_labels"]]
    length = output.model.context_length
    window = f"recogniser.tokenizer.model_max_length = {length}" if "stride" in keywords and length else ""
    run = call("outputs = recogniser", [Name("texts")], keywords)
    return _join(imports, build, window, _texts(output), run, "print(outputs)")


def _feature_extraction(output: PipelineOutput) -> str:
    imports, build = _build("extractor", output.task, output.model)
    keywords = dict(output.options)
    pool = keywords.pop("pool", None)
    states = call("extractor", [Name("text")], keywords | {"return_tensors": True}) + "[0].float()"
    cls = ""
    if pool == "mean":
        states += ".mean(dim=0)"
    elif pool == "cls":
        cls = "cls = extractor.tokenizer.cls_token_id"
        states += '[extractor.tokenizer(text)["input_ids"].index(cls)]'
    run = f"outputs = [{states}.numpy() for text in texts]"
    return _join(imports, build, cls, _texts(output), run, "print(outputs)")


def _fill_mask(output: PipelineOutput) -> str:
    imports, build = _build("unmasker", output.task, output.model)
    keywords = dict(output.options)
    if keywords.pop("truncation", False):
        keywords["tokenizer_kwargs"] = {"truncation": True}
    if isinstance(keywords.get("targets"), str):
        keywords["targets"] = [keywords["targets"]]
    run = f"outputs = [{call('unmasker', [Name('text')], keywords)} for text in texts]"
    return _join(imports, build, _texts(output), run, "print(outputs)")


def _text_generation(output: PipelineOutput) -> str:
    options = dict(output.options)
    stop: Any = options.pop("stop", None) or ()
    stops = [stop] if isinstance(stop, str) else list(stop)
    seed = options.pop("seed", None)
    keywords, sampled = _generation_keywords(options, seeded=seed is not None)
    if stops:
        keywords |= {"stop_strings": stops, "tokenizer": Name("generator.tokenizer")}
    imports, build = _build("generator", output.task, output.model, "pipeline, set_seed" if sampled else "pipeline")
    draw = (
        f"set_seed({seed or 0})  # Transformers draws other numbers than Lightboard from the same seed"
        if sampled
        else ""
    )
    run = call("outputs = generator", [Name("texts")], keywords)
    return _join(imports, build, _texts(output), draw, run, _trim(stops, output), "print(outputs)")


def _generation_keywords(options: dict[str, Any], *, seeded: bool) -> tuple[dict[str, Any], bool]:
    """Say what Lightboard leaves implicit: greedy unless sampling is asked for, no hidden truncation, 50 new tokens."""
    beams = options.get("num_beams") or 1
    several = (options.get("num_return_sequences") or 1) > 1 and beams == 1 and options.get("do_sample") is not False
    sampled = bool(
        options.get("do_sample") or seeded or several or any(options.get(name) is not None for name in _SAMPLING)
    )
    keywords: dict[str, Any] = {} if "max_length" in options else {"max_new_tokens": _MAX_NEW_TOKENS}
    keywords["do_sample"] = sampled
    if sampled:
        keywords |= {"temperature": 1.0, "top_k": 0, "top_p": 1.0}
    keywords |= {name: value for name, value in options.items() if value is not None and name != "do_sample"}
    if "temperature" in keywords:
        keywords["temperature"] = float(keywords["temperature"])  # Transformers refuses a whole number
    return keywords, sampled


def _trim(stops: list[str], output: PipelineOutput) -> str:
    """Return the lines that cut the stop texts off, which Transformers leaves in."""
    if not stops:
        return ""
    start = "0" if output.options.get("return_full_text") is False else "len(text)"
    return (
        "for text, sequences in zip(texts, outputs):\n"
        "    for sequence in sequences:\n"
        f"        for stop in {literal(stops)}:\n"
        f"            at = sequence['generated_text'].find(stop, {start})\n"
        "            if at >= 0:\n"
        "                sequence['generated_text'] = sequence['generated_text'][:at]"
    )


def _texts(output: PipelineOutput) -> str:
    return f"texts = {literal([str(text) for text in output.inputs])}"


_WRITERS: dict[str, Callable[[PipelineOutput], str]] = {
    "text-classification": _text_classification,
    "zero-shot-classification": _zero_shot_classification,
    "token-classification": _token_classification,
    "question-answering": question_code,
    "fill-mask": _fill_mask,
    "feature-extraction": _feature_extraction,
    "text-generation": _text_generation,
    "summarization": seq2seq_code,
    "translation": seq2seq_code,
    "text2text-generation": seq2seq_code,
}
