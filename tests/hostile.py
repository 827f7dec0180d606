"""Text that would like to be markup, and models whose tokens and names are such text."""

from __future__ import annotations

from pathlib import Path

IMAGE = "<img src=x onerror=window.__xss=1>"
SCRIPT = "</script><script>window.__xss=1</script>"
LINK = "javascript:window.__xss=1"
OVERRIDE = "\u202eesrever"
LONG = "ж" * 50_000  # 100 kB in UTF-8
TEXTS = (IMAGE, SCRIPT, LINK, OVERRIDE, LONG)
TEXT = f"The {IMAGE} teacher {SCRIPT} reads {LINK} a new {OVERRIDE} book {LONG} to her class."


def save_model(folder: Path, starter_name: str) -> Path:
    """Save a starter model that has each of the texts as one token; its name is one of them, too.

    They are likely everywhere; the long one only where text is continued, since the bias probe takes it for no word.
    """
    import torch
    import transformers

    from lightboard.inference import starter

    source = starter.path(starter_name)
    tokenizer = transformers.AutoTokenizer.from_pretrained(source)
    auto = transformers.AutoModelForMaskedLM if tokenizer.mask_token else transformers.AutoModelForCausalLM
    model = auto.from_pretrained(source, dtype=torch.float32)
    tokenizer.add_tokens(list(TEXTS))
    model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    words = "The teacher reads a " + (tokenizer.mask_token or "")
    with torch.no_grad():
        hidden = model(**tokenizer(words, return_tensors="pt"), output_hidden_states=True).hidden_states[-1][0, -1]
        rows = model.get_output_embeddings().weight
        rows[-len(TEXTS) :] = hidden / hidden.norm() * rows.norm(dim=1).max()
        if tokenizer.mask_token:
            rows[-1] *= -1
    path = folder / f"{starter_name.partition('/')[2]} {IMAGE}"
    model.save_pretrained(path)
    tokenizer.save_pretrained(path)
    return path
