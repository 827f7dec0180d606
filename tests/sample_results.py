"""Results as a backend returns them, made by hand: what they hold is known, and no model has to run."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from lightboard.inference.messages import (
    Answer,
    Answers,
    Array,
    BackendInfo,
    Classified,
    Decoding,
    EncoderDecoderSteps,
    Entity,
    Features,
    FilledMasks,
    FoundEntities,
    GeneratedSequence,
    GeneratedTexts,
    GeneratedToken,
    GenerateRequest,
    GenerationResult,
    GenerationSettings,
    Label,
    LabelValue,
    LoadedModel,
    MaskFill,
    Metrics,
    ModelInfo,
    PipelineOutput,
    PipelineSteps,
    PipelineTiming,
    RankedLabels,
    TaskOutput,
    Token,
    TokenLogprob,
    WrittenTexts,
)

COMMIT = "714eb0fa89d2f80546fda750413ed43d93601a13"
SENTENCES = ("I've been waiting for a HuggingFace course my whole life.", "I hate this so much!")
PROMPT = "In this course, we will teach you how to"


def model(name: str = "starter/bert-sentiment", **fields: Any) -> ModelInfo:
    defaults: dict[str, Any] = {
        "name": name,
        "revision": None,
        "source": "starter",
        "architecture": "BertForSequenceClassification",
        "family": "encoder",
        "parameters": 4_200_000,
        "bytes": 8_400_000,
        "dtype": "float32",
        "device": "cpu",
        "context_length": 128,
        "vocabulary_size": 3_800,
    }
    return ModelInfo(**{**defaults, **fields})


def output(task: str, inputs: tuple[str, ...], outputs: tuple[TaskOutput, ...], **fields: Any) -> PipelineOutput:
    timing = PipelineTiming(load=0.0, preprocess=0.001, forward=0.04, postprocess=0.001, total=0.0612)
    return PipelineOutput(
        task=task,
        inputs=inputs,
        outputs=outputs,
        **{"model": model(), "options": {}, "timing": timing, **fields},
    )


def classified(*labels: tuple[str, float], ranked: bool = False) -> Classified:
    return Classified(labels=tuple(Label(label=name, score=score) for name, score in labels), ranked=ranked)


def sentiment(texts: tuple[str, ...] = SENTENCES, *, ranked: bool = False, **fields: Any) -> PipelineOutput:
    both = (
        classified(("POSITIVE", 0.9987), ("NEGATIVE", 0.0013), ranked=ranked),
        classified(("NEGATIVE", 0.9912), ("POSITIVE", 0.0088), ranked=ranked),
    )
    outputs = tuple(both[index % 2] for index in range(len(texts)))
    return output("text-classification", texts, outputs, options={"top_k": 2} if ranked else {}, **fields)


def steps() -> PipelineSteps:
    pieces = (("[CLS]", 2, True), ("i", 45, False), ("hate", 310, False), ("##d", 9, False), ("[SEP]", 3, True))
    return PipelineSteps(
        tokens=tuple(Token(id=id_, piece=piece, start=0, end=0, special=special) for piece, id_, special in pieces),
        shape=(1, 2),
        logits=(LabelValue(label="NEGATIVE", value=-1.5607), LabelValue(label="POSITIVE", value=1.6123)),
        function="softmax",
        scores=(LabelValue(label="NEGATIVE", value=0.0402), LabelValue(label="POSITIVE", value=0.9598)),
    )


def masks(text: str = "The [MASK] soup.", count: int = 1, **fields: Any) -> PipelineOutput:
    candidates = tuple(
        MaskFill(score=score, token=id_, token_str=word, sequence=text.replace("[MASK]", word, 1))
        for word, id_, score in (("warm", 30412, 0.1963), ("cold", 38163, 0.0527))
    )
    return output(
        "fill-mask", (text,), (FilledMasks(masks=(candidates,) * count),), model=model("starter/bert"), **fields
    )


def texts(*continuations: str, **fields: Any) -> PipelineOutput:
    generated = GeneratedTexts(texts=tuple(PROMPT + text for text in continuations), prompt=PROMPT)
    info = model("starter/gpt", family="decoder")
    return output("text-generation", (PROMPT,), (generated,), model=info, **fields)


WORK = "My name is Sylvain and I work at Hugging Face in Brooklyn."


def found(*labels: tuple[str, str, float], text: str = WORK, grouped: bool = True) -> FoundEntities:
    """The entities of a text: label, word, score."""
    rows = []
    for index, (label, word, score) in enumerate(labels):
        start = text.index(word)
        place = None if grouped else index
        rows.append(Entity(label=label, score=score, word=word, start=start, end=start + len(word), index=place))
    return FoundEntities(entities=tuple(rows), grouped=grouped)


def entities(*labels: tuple[str, str, float], text: str = WORK, grouped: bool = True, **fields: Any) -> PipelineOutput:
    labels = labels or (("PER", "Sylvain", 0.9982), ("ORG", "Hugging Face", 0.9796), ("LOC", "Brooklyn", 0.9932))
    one = found(*labels, text=text, grouped=grouped)
    return output("token-classification", (text,), (one,), **{"model": model("starter/bert-ner"), **fields})


def answers(*rows: tuple[str, float], context: str = WORK, top_k: int = 1, **fields: Any) -> PipelineOutput:
    rows = rows or (("Hugging Face", 0.6386), ("Brooklyn", 0.0096))
    places = [(text, score, context.index(text)) for text, score in rows]
    one = Answers(
        question="Where do I work?",
        answers=tuple(
            Answer(score=score, start=start, end=start + len(text), answer=text) for text, score, start in places
        ),
        top_k=top_k,
    )
    return output("question-answering", (context,), (one,), **{"model": model("starter/bert-qa"), **fields})


def ranked(*labels: tuple[str, float], text: str = WORK, **fields: Any) -> PipelineOutput:
    labels = labels or (("work", 0.8125), ("food", 0.1253), ("sport", 0.0411), ("art", 0.0211))
    one = RankedLabels(sequence=text, labels=tuple(Label(label=name, score=score) for name, score in labels))
    return output("zero-shot-classification", (text,), (one,), **{"model": model("starter/bert-nli"), **fields})


def features(
    *vectors: list[float], pieces: tuple[str, ...] = (), texts: tuple[str, ...] = (WORK,), **fields: Any
) -> PipelineOutput:
    """Vectors of the tokens of one text where there are pieces, else one for each text."""
    arrays = [np.array(vectors, dtype=np.float32)] if pieces else [np.array(one, dtype=np.float32) for one in vectors]
    outputs = tuple(Features(vectors=Array.from_numpy(array), pieces=pieces) for array in arrays)
    return output("feature-extraction", texts, outputs, **{"model": model("starter/bert"), **fields})


KEYS = {"summarization": "summary_text", "translation": "translation_text", "text2text-generation": "generated_text"}


def written(task: str, source: str, *texts: str, **fields: Any) -> PipelineOutput:
    settings = GenerationSettings(
        prefix="summarize: " if task == "summarization" else "",
        keywords={"max_length": 20, "do_sample": False, "num_beams": 3},
        languages=("fr", "en") if task == "translation" else None,
    )
    result = WrittenTexts(texts=texts, source=source, key=KEYS[task])  # type: ignore[arg-type]
    info = model("starter/t5", family="encoder-decoder")
    return output(task, (source,), (result,), **{"model": info, "settings": settings, **fields})


def written_steps(read: str = "summarize: A cat sleeps.", text: str = "A cat.") -> PipelineSteps:
    tokens = (token(text, 0.5, piece="▁A", id=40), token("", 0.75, piece="</s>", special=True, id=1))
    return PipelineSteps(
        tokens=(Token(id=10, piece=f"▁{read}", start=0, end=len(read)),),
        shape=(1, 1, 360),
        logits=(LabelValue(label="A", value=3.0),),
        function="softmax",
        scores=(LabelValue(label="A", value=0.5),),
        written=EncoderDecoderSteps(read=read, encoder_shape=(1, 4, 32), tokens=tokens, text=text),
    )


def token(
    text: str, p: float = 0.25, *, piece: str | None = None, special: bool = False, **fields: Any
) -> GeneratedToken:
    logprob = math.log(p) if p else -math.inf
    defaults: dict[str, Any] = {"id": 1366, "rank": 9, "entropy": 2.0, "top": alternatives(), "logprob": logprob}
    piece = text.replace(" ", "Ġ") if piece is None else piece
    return GeneratedToken(text=text, piece=piece, special=special, **{**defaults, **fields})


def alternatives(*pairs: tuple[str, float]) -> tuple[TokenLogprob, ...]:
    pairs = pairs or ((" the", 0.3), (" a", 0.1))
    return tuple(TokenLogprob(id=100 + index, text=text, logprob=math.log(p)) for index, (text, p) in enumerate(pairs))


def sequence(
    *tokens: GeneratedToken, text: str | None = None, reason: str = "length", score: float | None = None
) -> GeneratedSequence:
    joined = "".join(token.text for token in tokens)
    return GeneratedSequence(
        text=joined if text is None else text,
        tokens=tokens,
        finish_reason=reason,  # type: ignore[arg-type]
        score=score,
    )


def metrics(count: int = 3, **fields: Any) -> Metrics:
    gaps = (0.01,) * max(count - 1, 0)
    decode = math.fsum(gaps)
    defaults: dict[str, Any] = {
        "ttft": 0.0384,
        "tpot": 0.01 if gaps else None,
        "itl": gaps,
        "tokens_per_second": 100.0 if gaps else None,
        "throughput": count / (0.0384 + decode),
        "prefill": 0.0361,
        "decode": decode,
        "e2e": 0.0384 + decode,
        "kv_cache_bytes": 3_610_000,
        "memory": 812_000_000,
        "context_used": 10 + count,
        "context_limit": 1024,
    }
    return Metrics(**{**defaults, **fields})


def generation(*sequences: GeneratedSequence, **fields: Any) -> GenerationResult:
    sequences = sequences or (sequence(token(" understand"), token(" data"), token(".")),)
    request = GenerateRequest(prompt=PROMPT, decoding=Decoding(temperature=0.8, top_p=0.9, seed=42))
    defaults: dict[str, Any] = {
        "model": model("openai-community/gpt2", revision=COMMIT, source="hub", family="decoder"),
        "request": request,
        "prompt": PROMPT,
        "prompt_ids": tuple(range(10)),
        "sequences": sequences,
        "seed": 42,
        "processors": ("temperature 0.80", "top-p 0.90", "draw, seed 42"),
        "ignored": ("do_sample", "max_length"),
        "metrics": metrics(max(len(one.tokens) for one in sequences)),
    }
    return GenerationResult(**{**defaults, **fields})


def backend_info(*models: LoadedModel, **fields: Any) -> BackendInfo:
    defaults: dict[str, Any] = {
        "kind": "local",
        "address": "/run/user/1000/lightboard.sock",
        "version": "0.1.0",
        "devices": ("cpu",),
        "memory": 812_000_000,
        "models": models,
    }
    return BackendInfo(**{**defaults, **fields})


def loaded(info: ModelInfo, *, in_use: bool = False, pinned: bool = False) -> LoadedModel:
    return LoadedModel(info=info, task="text-generation", in_use=in_use, last_used=1_700_000_000.0, pinned=pinned)
