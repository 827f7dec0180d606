"""What is timed. Runs inside a kernel, so that streaming goes through real display messages; see run.py."""

from __future__ import annotations

import json
import statistics
import time
from pathlib import Path

import torch
import transformers

NEW_TOKENS = 128
TEXTS = 64
VOCABULARY = 262_144
SENTENCES = [
    "I like this book.",
    "The food was cold and the waiter was rude to us all evening.",
    "We have been waiting for this film for a whole year, and it was worth it.",
    "Not bad.",
    "My computer keeps crashing, nobody answers the phone, and I want my money back before the end of the week.",
]


def save_random(folder, name, model, tokenizer_of):
    from lightboard.inference import starter

    path = Path(folder) / name
    model.save_pretrained(path)
    transformers.AutoTokenizer.from_pretrained(starter.path(tokenizer_of)).save_pretrained(path)
    return path


def gpt2_sized(folder):
    config = transformers.GPT2Config(n_positions=1024, eos_token_id=0, bos_token_id=0)
    return save_random(folder, "gpt2-sized", transformers.GPT2LMHeadModel(config), "starter/gpt")


def distilbert_sized(folder):
    config = transformers.BertConfig(num_hidden_layers=6, num_labels=2)
    return save_random(
        folder, "bert-6x768", transformers.BertForSequenceClassification(config), "starter/bert-sentiment"
    )


def alternate(pairs, ours, theirs):
    """Return theirs / ours of each pair of times, the order within a pair alternating."""
    ours(), theirs()
    ratios = []
    for number in range(pairs):
        order = [ours, theirs] if number % 2 else [theirs, ours]
        times = {}
        for run in order:
            began = time.perf_counter()
            run()
            times[run] = time.perf_counter() - began
        ratios.append(times[theirs] / times[ours])
    return ratios


def generate_case(shell, path, name, pairs, options="", library=None):
    tokenizer = transformers.AutoTokenizer.from_pretrained(path)
    model = transformers.AutoModelForCausalLM.from_pretrained(path, dtype=torch.float32).eval()
    prompt = "In this course, we will teach you how to"
    inputs = tokenizer(prompt, return_tensors="pt")
    length = {"max_new_tokens": NEW_TOKENS, "min_new_tokens": NEW_TOKENS}

    def theirs():
        model.generate(**inputs, **length, **(library or {"do_sample": False}), pad_token_id=0)

    def ours():
        line = f"-m {path} -n {NEW_TOKENS} --min-new-tokens {NEW_TOKENS} --top-logprobs 10 {options}"
        shell.run_cell_magic("generate", line, prompt)

    ratios = alternate(pairs, ours, theirs)
    kind = "sampled" if options else "greedy"
    return {
        "kind": "generate",
        "case": f"streaming `%%generate`, {NEW_TOKENS} tokens, {kind}, top 10 recorded",
        "against": "bare `model.generate`",
        "model": name,
        "ratios": ratios,
    }


def pipeline_case(shell, path, name, pairs):
    texts = [SENTENCES[number % len(SENTENCES)] for number in range(TEXTS)]
    pipe = transformers.pipeline("text-classification", model=str(path), dtype=torch.float32)

    def seconds(size):
        began = time.perf_counter()
        pipe(texts, batch_size=size)
        return time.perf_counter() - began

    sizes = (1, 4, 8, 16, 32, 64)
    best = min(sizes, key=lambda size: statistics.median(seconds(size) for _ in range(4)))
    body = "\n".join(texts)
    ratios = alternate(
        pairs,
        lambda: shell.run_cell_magic("pipeline", f"text-classification --lines -m {path}", body),
        lambda: pipe(texts, batch_size=best),
    )
    return {
        "kind": "pipeline",
        "case": f"`%%pipeline` over {TEXTS} texts",
        "against": f"`transformers.pipeline`, batch size {best} (the best of {', '.join(map(str, sizes))})",
        "model": name,
        "ratios": ratios,
    }


def stages_case(pairs, options, words):
    """Other settings for stored logits, as a slider asks for them, against sorting these logits once."""
    import numpy as np

    from lightboard.inference.decoding.recompute import fill, recompute
    from lightboard.inference.decoding.stages import Stage
    from lightboard.inference.messages import Array, Decoding, Distribution, DistributionRequest, ModelInfo

    generator = np.random.default_rng(0)
    logits = (generator.normal(size=VOCABULARY) * 3).astype("float32")
    context = tuple(generator.integers(0, VOCABULARY, size=1000).tolist())
    nobody = {"revision": None, "source": "folder", "architecture": "", "family": "decoder", "parameters": 0}
    sizes = {"bytes": 0, "dtype": "float32", "device": "cpu", "context_length": None, "vocabulary_size": VOCABULARY}
    stored = fill(
        Distribution(
            model=ModelInfo(name="none", **nobody, **sizes),
            request=DistributionRequest(prompt_ids=context[:800], generated=context[800:], full=True),
            prompt="",
            prompt_ids=context[:800],
            decoder_ids=context[:800],
            stages=(),
            choice=None,
            names=(),
            rules=(),
            ends=(),
            ignored=(),
            logits=Array.from_numpy(logits),
        ),
        Stage.raw(logits),
        lambda _: None,
    )
    decoding = Decoding(seed=1, **options)
    return {
        "kind": "stages",
        "case": f"stages of stored logits under other settings: {words}",
        "against": "`np.sort` of the same logits",
        "model": f"{VOCABULARY:,} words",
        "ratios": alternate(pairs, lambda: recompute(stored, decoding=decoding), lambda: np.sort(logits)),
    }


def bert_sized(folder):
    config = transformers.BertConfig(vocab_size=4096)
    return save_random(folder, "bert-12x12", transformers.BertForMaskedLM(config), "starter/bert")


def peak_of(work):
    """Return the most memory that tensors take while work runs beyond what there was, in bytes.

    The profiler tells every allocation of torch, so that nothing is hidden by memory that the process kept.
    """
    from torch.profiler import ProfilerActivity, profile

    with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as profiler:
        work()
    held = peak = 0
    for event in sorted(profiler.profiler.kineto_results.events(), key=lambda event: event.start_ns()):
        if event.name() == "[memory]":
            held += event.nbytes()
            peak = max(peak, held)
    return peak


def trace_case(path, name, pairs, tokens, what, **selection):
    """Replay of a text against one forward pass of the same model with eager attention, all maps returned."""
    from lightboard.inference.local import LocalBackend
    from lightboard.inference.messages import ModelChoice, TraceRequest

    kind = transformers.AutoConfig.from_pretrained(path).architectures[0]
    model = getattr(transformers, kind).from_pretrained(path, attn_implementation="eager", dtype=torch.float32).eval()
    task = "fill-mask" if kind.endswith("MaskedLM") else "text-generation"
    ids = torch.randint(5, 1000, (1, tokens), generator=torch.Generator().manual_seed(0))
    request = TraceRequest(
        ids=tuple(ids[0].tolist()), model=ModelChoice(name=str(path), device="cpu"), task=task, **selection
    )
    backend = LocalBackend()

    def ours():
        backend.trace(request)

    @torch.inference_mode()
    def theirs():
        model(ids, output_attentions=True, use_cache=False)

    def ours_here():
        """The same on this thread, which the profiler watches."""
        import threading

        from lightboard.inference.device_lock import DeviceLock
        from lightboard.inference.traces.run import run_trace

        with backend._store.acquire(request.model, task=task) as checkpoint:
            run_trace(checkpoint, request, lock=DeviceLock(), cancelled=threading.Event())

    ratios = alternate(pairs, ours, theirs)
    memory = peak_of(theirs) / peak_of(ours_here)
    return {
        "kind": "trace",
        "case": f"`trace` over {tokens} tokens: {what}; peak memory 1/{memory:.1f} of the other's",
        "against": "one forward pass, eager, `output_attentions=True`",
        "model": name,
        "ratios": ratios,
    }


def trace_cases(folder, pairs):
    from lightboard.inference.messages import AttentionSelection, LogitSelection

    gpt, bert = gpt2_sized(folder), bert_sized(folder)
    one = {"attention": (AttentionSelection(layers=(5,), heads=(7,)),)}
    every = {"attention": (AttentionSelection(),)}
    overview = {"overview": ("self",)}
    logits = {"logits": LogitSelection(positions=(-1,))}
    for path, name in ((gpt, "GPT-2 sized, random"), (bert, "BERT 12 x 768, random")):
        yield trace_case(path, name, pairs, 128, "one head, last prediction", **one, **logits)
        yield trace_case(path, name, pairs, 128, "overview, last prediction", **overview, **logits)
        yield trace_case(path, name, pairs, 128, "all 144 maps", **every)
    yield trace_case(gpt, "GPT-2 sized, random", pairs, 512, "one head, last prediction", **one, **logits)


def main(pairs, only, output, folder):
    from IPython import get_ipython

    from lightboard.inference import starter

    transformers.utils.logging.disable_progress_bar()
    shell = get_ipython()
    shell.run_line_magic("load_ext", "lightboard")
    rows = []
    if only in (None, "generate"):
        random_path, sampled = gpt2_sized(folder), {"do_sample": True, "temperature": 0.8, "top_p": 0.9, "top_k": 0}
        rows.append(generate_case(shell, random_path, "GPT-2 sized, random", pairs))
        rows.append(generate_case(shell, starter.path("starter/gpt"), "starter/gpt", pairs))
        options = "-t 0.8 -p 0.9 --seed 1"
        rows.append(generate_case(shell, starter.path("starter/gpt"), "starter/gpt", pairs, options, sampled))
    if only in (None, "pipeline"):
        rows.append(pipeline_case(shell, distilbert_sized(folder), "BERT 6 x 768, random", pairs))
        rows.append(pipeline_case(shell, starter.path("starter/bert-sentiment"), "starter/bert-sentiment", pairs))
    if only in (None, "stages"):
        slider = {"temperature": 0.8, "top_p": 0.9}
        penalties = {"repetition_penalty": 1.2, "presence_penalty": 0.5, "frequency_penalty": 0.5}
        rows.append(stages_case(pairs, slider, "temperature, top-p"))
        rows.append(stages_case(pairs, slider | penalties | {"top_k": 200, "min_p": 0.01}, "every option"))
    if only in (None, "trace"):
        rows += trace_cases(folder, pairs)
    Path(output).write_text(json.dumps(rows))
