"""What the benchmark of panels draws with: Lightboard, BertViz and CircuitsVis, from one model, text and tokens."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

OTHERS = {"bertviz": "1.4.1", "circuitsvis": "1.43.3", "importlib_metadata": "8.7.0", "zipp": "3.23.0"}
SCRIPTS = {  # what BertViz asks the CDN for, and the npm package and file that has it
    "require.js/2.3.6/require.min.js": ("requirejs@2.3.6", "require.js"),
    "d3/5.7.0/d3.min": ("d3@5.7.0", "dist/d3.min.js"),
    "jquery/2.0.0/jquery.min": ("jquery@2.2.4", "dist/jquery.min.js"),
}
CDN = "cdnjs.cloudflare.com"

# Runs in the kernel: the same model, text and tokens for every tool.
SETUP = """
import sys, time
sys.path.append({others!r})
import torch, transformers
import lightboard
from lightboard.inference import starter
transformers.logging.set_verbosity_error()
torch.manual_seed(0)
FOLDERS, MODELS, TOKENIZERS = {{}}, {{}}, {{}}
for name, tokenizer_of in (("bert", "starter/bert"), ("gpt2", "starter/gpt")):
    FOLDERS[name] = {folder!r} + "/" + name
    tokenizer = TOKENIZERS[name] = transformers.AutoTokenizer.from_pretrained(starter.path(tokenizer_of))
    tokenizer.model_max_length = 2100
    size = dict(vocab_size=len(tokenizer), attn_implementation="eager")
    if name == "bert":
        config = transformers.BertConfig(**size, hidden_size=192, intermediate_size=384, max_position_embeddings=2100)
        model = transformers.BertForMaskedLM(config)
    else:
        model = transformers.GPT2LMHeadModel(transformers.GPT2Config(**size, n_embd=192, n_positions=2100))
    MODELS[name] = model.eval()
    model.save_pretrained(FOLDERS[name]); tokenizer.save_pretrained(FOLDERS[name])

def text_of(name, length):
    "A text of exactly so many tokens."
    tokenizer = TOKENIZERS[name]
    words = [word for word in "the teacher reads a new book to her class and they listen".split()
             if len(tokenizer(" " + word, add_special_tokens=False).input_ids) == 1]
    special = len(tokenizer("").input_ids)
    chosen = [words[index % len(words)] for index in range(length - special)]
    text = " ".join(chosen)
    while len(tokenizer(text).input_ids) > length:
        chosen.pop(); text = " ".join(chosen)
    assert len(tokenizer(text).input_ids) == length, (name, length, len(tokenizer(text).input_ids))
    return text

def attention_of(name, length):
    inputs = TOKENIZERS[name](text_of(name, length), return_tensors="pt")
    with torch.no_grad():
        attentions = MODELS[name](**inputs, output_attentions=True).attentions
    return attentions, TOKENIZERS[name].convert_ids_to_tokens(inputs.input_ids[0])

def bertviz_shows(name, length):
    import bertviz
    attentions, tokens = attention_of(name, length)
    bertviz.model_view(attentions, tokens)

def circuitsvis_shows(name, length):
    import circuitsvis
    from IPython.display import display
    circuitsvis.utils.render.internet_on = lambda: False  # no second of waiting for an answer
    attentions, tokens = attention_of(name, length)
    names = [f"L{{layer}}H{{head}}" for layer in range(12) for head in range(12)]
    display(circuitsvis.attention.attention_heads(torch.cat(attentions).flatten(0, 1), tokens, names))

def lightboard_shows(name, length):
    from IPython.display import display
    display(lightboard.AttentionPanel(text_of(name, length), model=FOLDERS[name]))

def timed(show, name, length):
    global seconds
    began = time.perf_counter()
    show(name, length)
    seconds = time.perf_counter() - began

def clean():
    from ipywidgets import Widget
    Widget.close_all()
    return seconds

for name in FOLDERS:  # so that nobody pays for loading
    if hasattr(lightboard, "AttentionPanel"):
        lightboard.AttentionPanel(text_of(name, 16), model=FOLDERS[name]).close()
    attention_of(name, 16)
"done"
"""

# When the last thing of a tool's picture is there: a condition on the page.
PAINTED = {
    "Lightboard": """() => [...document.querySelectorAll('.jp-OutputArea .lb-panel canvas')].some(canvas => {
        if (!canvas.width || !canvas.height) return false;
        const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        return pixels.some((value, index) => index % 4 === 3 && value > 0);
    })""",
    "BertViz": """() => document.querySelectorAll('.jp-OutputArea #vis svg .attn_background').length >= 144""",
    "CircuitsVis": """() => document.querySelectorAll('.jp-OutputArea [id^=circuits-vis] canvas').length >= 145""",
}
# Starts the cell, by the toolbar's button, once nobody is attached; the title says the milliseconds until the frame
# after the one in which the condition holds.
START = """holds => {
    const button = document.querySelector(
        '.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Toolbar [data-jp-item-name="run"] :is(jp-button, button)');
    let began;
    const done = () => {
        const title = `painted ${performance.now() - began}`;
        setInterval(() => { document.title = title; }, 100);
    };
    const look = () => requestAnimationFrame(holds() ? () => setTimeout(done) : look);
    const press = kind => button.dispatchEvent(new MouseEvent(kind, { bubbles: true, composed: true, view: window }));
    setTimeout(() => { began = performance.now(); ["mousedown", "mouseup", "click"].forEach(press); look(); }, 3000);
}"""
AREA = {
    "Lightboard": ".jp-OutputArea .lb-panel canvas",
    "BertViz": ".jp-OutputArea #vis",
    "CircuitsVis": ".jp-OutputArea [id^=circuits-vis]",
}


def fetch_others(folder: Path) -> None:
    """Install the other tools, and unpack the npm packages that BertViz's scripts are in."""
    missing = [f"{name}=={number}" for name, number in OTHERS.items() if not (folder / name).exists()]
    if missing:
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder), *missing]
        subprocess.run(command, check=True)
    for package, _ in SCRIPTS.values():
        target = folder / package
        if not target.exists():
            target.mkdir(parents=True)
            packed = subprocess.run(["npm", "pack", "--silent", package], cwd=target, check=True, capture_output=True)
            subprocess.run(["tar", "xzf", packed.stdout.decode().split()[-1]], cwd=target, check=True)


def scripts(folder: Path) -> dict[str, Path]:
    """Return the files that BertViz asks the CDN for, by what stands in their addresses."""
    return {part: folder / package / "package" / file for part, (package, file) in SCRIPTS.items()}
