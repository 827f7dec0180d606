"""A copy of a model that shares its weights: its attention can be watched, and the model itself is never touched."""

from __future__ import annotations

import copy
import inspect
import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import torch

from ..messages import AttentionKind, AttentionLayout
from .attention_interface import AttentionCall, make_watchable, show_block, watched_by
from .readout import Readout

if TYPE_CHECKING:
    from ..checkpoint import Checkpoint

CROSS = re.compile(r"cross|encoder_attn|encdec", re.IGNORECASE)  # how models name the attention to their source
PROBE_TOKENS = 3
TEXT_LOGITS = 2  # axes of the logits of whole texts: (B, labels)

_copies: WeakKeyDictionary[torch.nn.Module, SharedCopy] = WeakKeyDictionary()
_copying = threading.Lock()


@dataclass(frozen=True, eq=False)
class SharedCopy:
    """A copy of a model for traces, and what a probe of a few tokens found out about it.

    `layout` is empty when the attention cannot be watched. `stack` are the blocks that lead to the logits and `depth`
    is how often they are called. `readout` turns hidden states into logits; None for models that give no logits per
    token, or where it failed its check.
    """

    model: Any
    kinds: dict[torch.nn.Module, AttentionKind]
    layout: dict[AttentionKind, AttentionLayout]
    stack: frozenset[torch.nn.Module]
    depth: int
    readout: Readout | None
    gives_logits: bool
    per_token: bool  # whether there are logits for each token, or for the whole text

    def run(self, **inputs: torch.Tensor) -> Any:
        """Run the copy without a key-value cache."""
        return _run(self.model, inputs)


def shared_copy(checkpoint: Checkpoint) -> SharedCopy:
    """Return the copy of a checkpoint's model, made with its first trace; the caller holds the device."""
    with _copying:
        found = _copies.get(checkpoint.model)
        if found is None:
            found = _copies[checkpoint.model] = _make(checkpoint)
        return found


def share_weights(model: Any) -> Any:
    """Copy a model's modules and configs; its parameters and buffers stay the same tensors."""
    shared = {id(tensor): tensor for tensor in (*model.parameters(), *model.buffers())}
    return copy.deepcopy(model, shared)


def _make(checkpoint: Checkpoint) -> SharedCopy:
    model = checkpoint.model
    twin = share_weights(model)
    kinds = _attention_kinds(twin) if make_watchable(twin) else {}
    lists = _block_lists(twin)
    for blocks in lists.values():
        for block in dict.fromkeys(blocks):
            block.register_forward_hook(show_block, with_kwargs=True)
    ids = torch.full((1, PROBE_TOKENS), _any_id(model.config), device=model.device)
    inputs = {"input_ids": ids}
    if model.config.is_encoder_decoder and model.get_output_embeddings() is not None:
        inputs["decoder_input_ids"] = ids
    probe = _Probe(kinds)
    with torch.inference_mode(), watched_by(probe):
        logits = getattr(_run(twin, inputs), "logits", None)
    path = next((path for path, blocks in lists.items() if probe.calls and probe.calls[-1] in list(blocks)), None)
    stack = frozenset(lists[path]) if path is not None else frozenset()
    readout = None
    if path is not None and model.get_output_embeddings() is not None and logits is not None:
        readout = _readout(checkpoint, path, probe, logits)
    depth = sum(block in stack for block in probe.calls)
    return SharedCopy(
        twin,
        kinds,
        probe.layout(),
        stack,
        depth,
        readout,
        gives_logits=logits is not None,
        per_token=logits is not None and logits.ndim > TEXT_LOGITS,
    )


def _readout(checkpoint: Checkpoint, path: str, probe: _Probe, logits: torch.Tensor) -> Readout | None:
    model, is_tuple = checkpoint.model, isinstance(probe.output, tuple)
    readout = Readout(
        share_weights(model),
        path,
        tuple_length=len(probe.output) if is_tuple else 0,
        start=_any_id(model.config),
        context=checkpoint.info.context_length,
    )
    hidden = probe.output[0] if is_tuple else probe.output
    with torch.inference_mode():
        return readout if readout.agrees(hidden[0], logits[0]) else None


def _run(model: Any, inputs: dict[str, torch.Tensor]) -> Any:
    more = {"use_cache": False} if "use_cache" in inspect.signature(model.forward).parameters else {}
    return model(**inputs, **more)


def _any_id(config: Any) -> int:
    """Return an id that every model reads: its end of text (some classifiers look for it), else the first."""
    text = config.get_text_config()
    found = config.eos_token_id[0] if isinstance(config.eos_token_id, list) else config.eos_token_id
    return found if found is not None and 0 <= found < text.vocab_size else 0


def _attention_kinds(model: Any) -> dict[torch.nn.Module, AttentionKind]:
    """Return what each module would look at if it is an attention: told by its path, as models name them."""
    kinds: dict[torch.nn.Module, AttentionKind] = {}
    for path, module in model.named_modules():
        steps = path.split(".")
        if any(CROSS.search(step) for step in steps):
            kinds[module] = "cross"
        else:
            kinds[module] = "decoder" if model.config.is_encoder_decoder and "decoder" in steps else "self"
    return kinds


def _block_lists(model: Any) -> dict[str, torch.nn.ModuleList]:
    """Return the outermost lists of modules by their paths: the stacks of blocks are among them."""
    lists: dict[str, torch.nn.ModuleList] = {}
    for path, module in model.named_modules():
        if isinstance(module, torch.nn.ModuleList) and not any(path.startswith(f"{outer}.") for outer in lists):
            lists[path] = module
    return lists


class _Probe:
    """Looks on while a few tokens are read, to learn how the model is built."""

    def __init__(self, kinds: dict[torch.nn.Module, AttentionKind]) -> None:
        self.kinds = kinds
        self.heads: dict[AttentionKind, list[tuple[int, int]]] = {}
        self.calls: list[torch.nn.Module] = []
        self.output: Any = None

    def attention(self, call: AttentionCall, output: torch.Tensor) -> torch.Tensor:
        """Count heads."""
        kind = self.kinds[call.module]
        self.heads.setdefault(kind, []).append((call.query.shape[1], call.key.shape[1]))
        return output

    def block(self, block: torch.nn.Module, before: torch.Tensor, output: Any) -> None:  # noqa: ARG002
        """Remember the last block, and what came out of it."""
        self.calls.append(block)
        self.output = output

    def layout(self) -> dict[AttentionKind, AttentionLayout]:
        """Return what was found, by kind."""
        return {
            kind: AttentionLayout(
                kind=kind, heads=tuple(heads for heads, _ in pairs), key_value_heads=tuple(keys for _, keys in pairs)
            )
            for kind, pairs in self.heads.items()
        }
