"""A key-value cache, read from its tensors, and what the formula says of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import torch

from ..messages import KVCacheEstimate, KVCacheLayer

if TYPE_CHECKING:
    from collections.abc import Sequence


def cache_tensors(cache: Any) -> Iterator[torch.Tensor]:
    """Yield all tensors of a cache, whatever its kind; none without one."""
    if isinstance(cache, torch.Tensor):
        yield cache
    elif isinstance(cache, dict):
        yield from cache_tensors(list(cache.values()))
    elif isinstance(cache, list | tuple):  # the layers of a cache, and the states of older recurrent models
        yield from itertools.chain.from_iterable(map(cache_tensors, cache))
    elif hasattr(cache, "self_attention_cache"):
        yield from cache_tensors([cache.self_attention_cache, cache.cross_attention_cache])
    elif hasattr(cache, "layers"):
        yield from cache_tensors([vars(layer) for layer in cache.layers])


def cache_bytes(cache: Any) -> int:
    """Sum the bytes of all tensors of a cache."""
    return sum(tensor.nbytes for tensor in cache_tensors(cache))


def held_bytes(cache: Any) -> int:
    """Sum the memory behind the tensors of a cache: more than their bytes where one is a view of a larger one."""
    storages = {tensor.untyped_storage().data_ptr(): tensor.untyped_storage() for tensor in cache_tensors(cache)}
    return sum(storage.nbytes() for storage in storages.values())


def read_layers(cache: Any, *, count: int | None = None) -> tuple[KVCacheLayer, ...]:
    """Describe every layer of a cache, self-attention before cross-attention.

    Where an encoder has more layers than its decoder, transformers makes as many for the cache: those that hold nothing
    beyond the decoder's `count` are left out.
    """
    if hasattr(cache, "self_attention_cache"):
        parts: Any = (("self", cache.self_attention_cache), ("cross", cache.cross_attention_cache))
    else:
        parts = (("self", cache),)
    found = [
        _read_layer(number, attention, layer) for attention, part in parts for number, layer in enumerate(part.layers)
    ]
    return tuple(layer for layer in found if count is None or layer.layer < count or layer.kind != "none")


def _read_layer(number: int, attention: Literal["self", "cross"], layer: Any) -> KVCacheLayer:
    keys: Any = getattr(layer, "keys", None)
    values: Any = getattr(layer, "values", None)
    kept = keys is not None and keys.dim() > 1  # a layer that has seen nothing holds an empty vector, or None
    states = cache_bytes({name: value for name, value in vars(layer).items() if name not in ("keys", "values")})
    sliding = bool(getattr(layer, "is_sliding", False))
    return KVCacheLayer(
        layer=number,
        attention=attention,
        kind=("sliding" if sliding else "full") if kept else "recurrent" if hasattr(layer, "conv_states") else "none",
        window=int(layer.sliding_window) if kept and sliding else None,
        rows=keys.shape[-2] if kept else 0,
        keys_shape=tuple(keys.shape) if kept else (),
        values_shape=tuple(values.shape) if kept else (),
        key_bytes=cache_bytes(keys),
        value_bytes=cache_bytes(values),
        other_bytes=states,
    )


class Geometry(NamedTuple):
    """What the formula takes from a config."""

    layers: int
    heads: int
    kv_heads: int
    head_size: int


def geometry(config: Any) -> Geometry | None:
    """Return the decoder's layers and heads as its config names them; None where it names none."""
    decoder = config.get_text_config()  # with decoder=True it would rename what is asked for below

    def first(*names: str) -> int | None:
        values = (getattr(decoder, name, None) for name in names)
        return next((value for value in values if isinstance(value, int)), None)

    layers = first("decoder_layers", "num_decoder_layers", "num_hidden_layers")
    heads = first("decoder_attention_heads", "num_attention_heads")
    width = first("hidden_size")
    if not layers or not heads or not width:
        return None
    size = first("head_dim", "d_kv") or width // heads
    return Geometry(layers, heads, first("num_key_value_heads") or heads, size)


def estimate(
    config: Any, layers: Sequence[KVCacheLayer], *, decoder_tokens: int, encoder_tokens: int, sequences: int, item: int
) -> tuple[KVCacheEstimate | None, str]:
    """Return what the formula says, and a sentence where it does not apply.

    `decoder_tokens` are those that self-attention has read, `encoder_tokens` those that cross-attention looks at (0
    without it), `item` the bytes of a number.
    """
    found = geometry(config)
    if found is None:
        return None, "The formula does not apply: the model's config does not say how many attention heads it has."
    if not any(layer.kind in ("full", "sliding") for layer in layers):
        return None, "The formula does not apply: no layer keeps keys and values."
    tokens = decoder_tokens + encoder_tokens
    row = 2 * found.kv_heads * found.head_size * item * sequences  # keys and values of a token in a layer
    size = row * found.layers * tokens
    result = KVCacheEstimate(
        bytes=size,
        layers=found.layers,
        heads=found.heads,
        kv_heads=found.kv_heads,
        head_size=found.head_size,
        tokens=tokens,
        item_bytes=item,
        without_grouping=size // found.kv_heads * found.heads,
        difference=_difference(layers, row=row, size=size, decoder_tokens=decoder_tokens),
    )
    return result, ""


def _difference(layers: Sequence[KVCacheLayer], *, row: int, size: int, decoder_tokens: int) -> str:
    """Say why the tensors of a cache take more or less than the formula says; `row` is what it gives a row."""
    attended = [layer for layer in layers if layer.kind in ("full", "sliding")]
    total = sum(layer.key_bytes + layer.value_bytes + layer.other_bytes for layer in layers)
    if total == size:
        return ""
    count = sum(layer.attention == "self" for layer in layers)
    reasons = []
    for window in sorted({layer.window for layer in attended if layer.window}):
        short = [layer for layer in attended if layer.window == window and layer.rows < decoder_tokens]
        if short:
            reasons.append(
                f"{len(short)} of {count} layers see a window of {window:,} tokens and keep the last {short[0].rows:,}."
            )
    for kind, words in (
        ("recurrent", "keep a state of fixed size instead of keys and values"),
        ("none", "keep nothing of their own and use the keys and values of other layers"),
    ):
        if some := sum(layer.kind == kind for layer in layers):
            reasons.append(f"{some} of {count} layers {words}.")
    if other := sum(layer.other_bytes for layer in attended):
        reasons.append(f"{other:,} bytes are counters that the cache keeps beside keys and values.")
    if any(layer.key_bytes + layer.value_bytes != row * layer.rows for layer in attended):
        shapes = sorted({(layer.keys_shape[1], layer.keys_shape[-1]) for layer in attended})
        heads = ", ".join(f"{heads} heads of {head_size}" for heads, head_size in shapes)
        reasons.append(f"The tensors hold {heads}, other than the model's config says: trust the tensors.")
    return " ".join(reasons)
