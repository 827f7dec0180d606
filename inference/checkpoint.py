"""A checkpoint in memory: model, tokenizer, what it is, and how to load it safely."""

from __future__ import annotations

import copy
import importlib.util
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import torch

from .defaults import DEFAULTS
from .errors import InvalidOption, LightboardError, ModelLoadError, near_names
from .heads import Head, family
from .messages import ModelInfo
from .out_of_memory import is_out_of_memory
from .quiet import quiet
from .weights import check_architecture, check_safetensors, read_config, weight_files

if TYPE_CHECKING:
    from transformers import GenerationConfig

    from .resolve import Resolved

DTYPES = ("float32", "float16", "bfloat16")
UNLIMITED = 10**9  # tokenizers without a limit say 1e30

# While transformers builds a model it patches its classes for all threads: two at once leave them patched for good.
_building = threading.Lock()


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """A loaded model: in evaluation mode, without gradients, on its device.

    `generation_config` is the checkpoint's own; that of `model` holds only token ids, because decoding passes all
    else itself and `model.generate` would merge the checkpoint's strategy in.
    """

    model: Any
    tokenizer: Any
    info: ModelInfo
    generation_config: GenerationConfig
    # Tokenizers keep truncation as state and cannot be changed while another thread uses them.
    encoding_lock: threading.Lock = field(default_factory=threading.Lock)


def resolve_device(device: str) -> str:
    """Return the name of a device of this machine; `auto` is CUDA, then MPS, then CPU. Raises `InvalidOption`.

    >>> resolve_device("cpu")
    'cpu'
    """
    if device == "auto":
        if torch.cuda.is_available():
            return "cuda:0"
        return "mps" if torch.backends.mps.is_available() else "cpu"
    try:
        parsed = torch.device(device)
    except RuntimeError:
        parsed = None
    if parsed is None or parsed.type not in ("cpu", "cuda", "mps"):
        raise InvalidOption(f"There is no device {device!r}. Use auto, cpu, cuda, cuda:1 or mps.")
    if parsed.type == "cuda":
        count = torch.cuda.device_count()
        if (parsed.index or 0) >= count:
            raise InvalidOption(f"Device {device!r} was asked for, but {_found_gpus(count)}. Use auto or cpu.")
        return f"cuda:{parsed.index or 0}"
    if parsed.type == "mps" and not torch.backends.mps.is_available():
        raise InvalidOption(
            "Device 'mps' was asked for, but this machine has none (it comes with Apple silicon). Use auto or cpu."
        )
    return parsed.type


def _found_gpus(count: int) -> str:
    if count == 0:
        return "torch finds no CUDA GPU on this machine"
    return "this machine has one CUDA GPU, cuda:0" if count == 1 else f"this machine has cuda:0 to cuda:{count - 1}"


def resolve_dtype(dtype: str, device: str) -> str:
    """Return a dtype of torch, or `auto` for that of the file; on a CPU `auto` is float32. Raises `InvalidOption`.

    >>> resolve_dtype("auto", "cpu")
    'float32'
    """
    if dtype == "auto":
        return "float32" if device == "cpu" else "auto"
    if dtype not in DTYPES:
        raise InvalidOption(f"There is no dtype {dtype!r}.{near_names(dtype, DTYPES)} Use auto, {', '.join(DTYPES)}.")
    return dtype


def load_checkpoint(
    resolved: Resolved,
    *,
    head: Head,
    device: str,
    dtype: str,
    allow_pickle: bool,
    on_fraction: Callable[[float], None] | None = None,
) -> Checkpoint:
    """Load a model with its tokenizer; `on_fraction` hears how far it has come, from 0 to 1.

    Never runs code of the checkpoint, never fills missing weights with random ones. Raises `ModelLoadError`; what torch
    raises when memory runs out goes through.
    """
    device = resolve_device(device)
    dtype = resolve_dtype(dtype, device)
    try:
        with quiet(on_fraction):
            config = _load_config(resolved)
            check_safetensors(weight_files(resolved.path, resolved.name, allow_pickle=allow_pickle), resolved.name)
            _check_head(resolved, config, head)
            tokenizer = _load_tokenizer(resolved)
            model = _load_model(resolved, config, head=head, dtype=dtype, allow_pickle=allow_pickle).to(device)
            own = _take_generation_config(model)
    except Exception as error:  # what a broken file does to transformers is not foreseeable
        if isinstance(error, LightboardError) or is_out_of_memory(error):
            raise
        first = str(error).strip().partition("\n")[0][:300] or type(error).__name__
        raise ModelLoadError(f"{resolved.name} cannot be loaded: {first}") from error
    return Checkpoint(model, tokenizer, _describe(resolved, model, tokenizer), own)


def _load_config(resolved: Resolved) -> Any:
    from transformers import AutoConfig

    check_architecture(read_config(resolved.path, resolved.name), resolved.name)
    return AutoConfig.from_pretrained(resolved.path, local_files_only=True, trust_remote_code=False)


def _check_head(resolved: Resolved, config: Any, head: Head) -> None:
    if not head.fits(config):
        raise ModelLoadError(
            f"{resolved.name} ({config.model_type}, {family(config)}) is no model for {head.task}. {_better(head)}"
        )


def _better(head: Head) -> str:
    default = DEFAULTS.get(head.task)
    return (
        f"Use one that was trained for it, such as {default.starter} or {default.course}."
        if default
        else "Choose another."
    )


def _load_tokenizer(resolved: Resolved) -> Any:
    from transformers import AutoTokenizer

    advice = (
        "Choose a model that has one."
        if resolved.source == "hub"
        else "Save the tokenizer into the same folder (`tokenizer.save_pretrained(folder)`), or get the folder again."
    )
    missing = ModelLoadError(f"{resolved.name} has no tokenizer: tokenizer.json is missing. {advice}")
    files = {"tokenizer.json", "tokenizer_config.json"}
    try:
        tokenizer = AutoTokenizer.from_pretrained(resolved.path, local_files_only=True, trust_remote_code=False)
    except Exception as error:
        pieces = [*resolved.path.glob("*.spm"), *resolved.path.glob("*.model")]
        if pieces and importlib.util.find_spec("sentencepiece") is None:
            raise ModelLoadError(
                f"The tokenizer of {resolved.name} ({pieces[0].name}) needs the package sentencepiece, which is not "
                "installed. Install it (pip install sentencepiece), and restart the kernel."
            ) from None
        if any((resolved.path / file).exists() for file in files):
            first = str(error).strip().partition("\n")[0][:300]
            raise ModelLoadError(f"The tokenizer of {resolved.name} cannot be loaded: {first}") from error
        raise missing from None
    # Without its files, transformers would make an empty tokenizer up.
    needed = getattr(type(tokenizer), "vocab_files_names", {}).values()
    if needed and not any((resolved.path / file).exists() for file in needed):
        raise missing
    return tokenizer


def _load_model(resolved: Resolved, config: Any, *, head: Head, dtype: str, allow_pickle: bool) -> Any:
    with _building:
        model, report = head.auto_class.from_pretrained(
            resolved.path,
            config=config,
            dtype=dtype if dtype == "auto" else getattr(torch, dtype),
            use_safetensors=None if allow_pickle else True,
            weights_only=True,
            ignore_mismatched_sizes=True,  # they are reported, and refused below
            local_files_only=True,
            trust_remote_code=False,
            output_loading_info=True,
        )
    missing = [name for name in report["missing_keys"] if not (head is Head.NONE and "pooler" in name)]  # not used
    mismatched = {key[0] if isinstance(key, tuple) else key for key in report["mismatched_keys"]}
    _refuse_random_weights(resolved, model, sorted({*missing, *mismatched}), head)
    return model.eval().requires_grad_(requires_grad=False)


def _refuse_random_weights(resolved: Resolved, model: Any, missing: list[str], head: Head) -> None:
    if not missing:
        return
    trained_as = ", ".join(model.config.architectures or ())
    if type(model).__name__ in (model.config.architectures or ()):
        raise ModelLoadError(
            f"The weights of {resolved.name} are incomplete: {len(missing)} are missing or of the wrong shape, such as "
            f"{missing[0]}. Get the folder again, or choose another model."
        )
    kind = f" ({trained_as})" if trained_as else ""
    raise ModelLoadError(
        f"{resolved.name}{kind} has no trained weights for {head.task} ({missing[0]} is missing). {_better(head)}"
    )


def _take_generation_config(model: Any) -> GenerationConfig:
    """Return the checkpoint's own generation config and leave only the token ids with the model."""
    from transformers import GenerationConfig

    own: GenerationConfig | None = getattr(model, "generation_config", None)
    if own is None:
        return GenerationConfig()
    ids = ("bos_token_id", "eos_token_id", "pad_token_id", "decoder_start_token_id")
    model.generation_config = GenerationConfig(**{name: copy.copy(getattr(own, name)) for name in ids})
    return own


def _describe(resolved: Resolved, model: Any, tokenizer: Any) -> ModelInfo:
    tensors = {tensor.data_ptr(): tensor.nbytes for tensor in (*model.parameters(), *model.buffers())}
    return ModelInfo(
        name=resolved.name,
        revision=resolved.revision,
        source=resolved.source,
        architecture=type(model).__name__,
        family=family(model.config),
        parameters=model.num_parameters(),
        bytes=sum(tensors.values()),
        dtype=str(model.dtype).removeprefix("torch."),
        device=str(model.device),
        context_length=context_length(model, tokenizer),
        vocabulary_size=int(model.config.get_text_config().vocab_size),
        reason=resolved.reason,
    )


def context_length(model: Any, tokenizer: Any) -> int | None:
    """Return how many tokens the model takes at once, None when nothing limits it.

    RoBERTa and its kin count positions from `padding_idx + 1`, so that many of their positions are never used.
    """
    config = model.config.get_text_config()
    names = ("max_position_embeddings", "n_positions", "max_seq_len")
    limits = [value for name in names if isinstance(value := getattr(config, name, None), int) and value > 0]
    for name, module in model.named_modules():
        if (
            name.endswith("position_embeddings")
            and isinstance(module, torch.nn.Embedding)
            and module.padding_idx is not None
        ):
            limits.append(module.num_embeddings - module.padding_idx - 1)
    if 0 < tokenizer.model_max_length < UNLIMITED:
        limits.append(int(tokenizer.model_max_length))
    return min(limits, default=None)
