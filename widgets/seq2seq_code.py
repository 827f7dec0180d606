"""The lines that write a text from a text with Transformers alone, which has no pipeline for it from version 5 on."""

from __future__ import annotations

from ..inference.messages import GenerationSettings, PipelineOutput, WrittenTexts
from .code_lines import Name, call, literal, model_source

_INDENT = "    "


def seq2seq_code(output: PipelineOutput) -> str:
    """Return Python that gives `outputs` equal to the result's, except where tokens are drawn."""
    settings = output.settings
    assert settings is not None
    names = ["AutoModelForSeq2SeqLM", "AutoTokenizer", *(["set_seed"] if settings.seed is not None else [])]
    lines, path, keywords = model_source(output.model)
    read = {"src_lang": settings.source_language} if settings.source_language else {}
    model = call("AutoModelForSeq2SeqLM.from_pretrained", [Name("name")], {**keywords, "dtype": output.model.dtype})
    blocks = [
        *lines,
        f"from transformers import {', '.join(names)}",
        "",
        f"name = {literal(path)}",
        f"tokenizer = {call('AutoTokenizer.from_pretrained', [Name('name')], {**keywords, **read})}",
        f"model = {model}.to({literal(output.model.device)})",
        "",
        f"texts = {literal([str(text) for text in output.inputs])}",
        _seed(settings),
        "outputs = []",
        "for text in texts:",
        *(_INDENT + line for line in _body(output, settings).splitlines()),
        "print(outputs)",
    ]
    return "\n".join(block for block in blocks if block is not None)


def _seed(settings: GenerationSettings) -> str | None:
    if settings.seed is None:
        return None
    # Transformers seeds numpy too, which takes 32 bits
    return f"set_seed({settings.seed % 2**32})  # Transformers draws other numbers than Lightboard from the same seed"


def _body(output: PipelineOutput, settings: GenerationSettings) -> str:
    """Return what happens with each text."""
    text = Name(f"{literal(settings.prefix)} + text" if settings.prefix else "text")
    cut = (
        {"truncation": True, "max_length": output.model.context_length}
        if output.options.get("truncation") and output.model.context_length
        else {}
    )
    clean = output.options.get("clean_up_tokenization_spaces")
    spaces = {} if clean is None else {"clean_up_tokenization_spaces": clean}
    ids, mask = Name('inputs["input_ids"]'), Name('inputs["attention_mask"]')
    return "\n".join(
        [
            call("inputs = tokenizer", [text], {"return_tensors": "pt", **cut}) + ".to(model.device)",
            call("ids = model.generate", [ids], {"attention_mask": mask, **settings.keywords}),
            call("written = tokenizer.batch_decode", [Name("ids")], {"skip_special_tokens": True, **spaces}),
            f"outputs.append({_entry(output)})",
        ]
    )


def _entry(output: PipelineOutput) -> str:
    one = output.outputs[0]
    assert isinstance(one, WrittenTexts)
    key = literal(one.key)
    return f"[{{{key}: one}} for one in written]" if len(one.texts) > 1 else f"{{{key}: written[0]}}"
