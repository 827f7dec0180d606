"""`lightboard.pipeline` and `lightboard.generate`: what the magics do, as functions; no notebook needed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack, cast

import msgspec

from ..inference import Backend
from ..inference.errors import InvalidInput, InvalidOption, near_names
from ..inference.messages import (
    ChatMessage,
    Decoding,
    GenerateEvent,
    GenerateRequest,
    LoadProgress,
    ModelChoice,
    PipelineOutput,
    PipelineRequest,
    Preference,
)
from .config import settings
from .interrupts import LOADING, PIPELINE, interrupt_says, wait_for_model
from .known_names import check_option_names
from .question_inputs import split_questions
from .starting import start
from .stream import run_to_end

if TYPE_CHECKING:
    from ..widgets.generation import Generation
    from ..widgets.pipeline_result import PipelineResult


class DecodingOptions(TypedDict, total=False):
    """The keyword arguments of `generate` that steer the choice of tokens: the fields of `messages.Decoding`."""

    max_new_tokens: int
    min_new_tokens: int
    temperature: float | None
    top_k: int | None
    top_p: float | None
    min_p: float | None
    repetition_penalty: float
    presence_penalty: float
    frequency_penalty: float
    no_repeat_ngram: int
    stop: str | Sequence[str]
    num_beams: int
    length_penalty: float
    early_stopping: bool | Literal["never"]
    num_return_sequences: int
    seed: int | None
    kv_cache: bool


def pipeline(  # noqa: PLR0913  (the first choices of every call, by name)
    task: str,
    inputs: str | Sequence[str] | dict[str, str] | Sequence[dict[str, str]],
    *,
    model: str | os.PathLike[str] | None = None,
    revision: str | None = None,
    device: str | None = None,
    dtype: str | None = None,
    allow_pickle: bool = False,
    backend: str | Backend | None = None,
    steps: bool = False,
    on_progress: Callable[[LoadProgress], object] | None = None,
    **options: Any,
) -> PipelineResult:
    """Run a task over a text or a list of texts; for question-answering also `{"question", "context"}`.

    `model` is a starter model, a local folder or a Hub id, None for the task's default; `options` go to the task
    (`top_k=2`); `steps` keeps the intermediate values; `on_progress` sees how far the model's download and load have
    come. What is not given comes from `%config Lightboard`. Raises the errors of `lightboard.inference.errors`.

    >>> pipeline("sentiment-analysis", "I love it", model="starter/bert-sentiment").outputs  # doctest: +SKIP
    [{'label': 'POSITIVE', 'score': 0.99}]
    """
    from ..widgets.pipeline_result import PipelineResult

    texts, options = split_questions(task, inputs, options)
    request = PipelineRequest(
        task=task,
        inputs=_texts(texts),
        model=model_choice(model, revision=revision, device=device, dtype=dtype, allow_pickle=allow_pickle),
        options=options,
        steps=steps,
    )
    chosen = _backend(backend)
    loaded = 0.0 if on_progress is None else _load(chosen, request, on_progress)
    with interrupt_says(PIPELINE):
        output = chosen.pipeline(request)
    return PipelineResult(_with_load(output, loaded))


def generate(  # noqa: PLR0913  (likewise)
    prompt: str | Sequence[ChatMessage | dict[str, str]],
    *,
    model: str | os.PathLike[str] | None = None,
    revision: str | None = None,
    device: str | None = None,
    dtype: str | None = None,
    allow_pickle: bool = False,
    backend: str | Backend | None = None,
    chat: bool = False,
    system: str | None = None,
    top_logprobs: int | None = None,
    on_event: Callable[[GenerateEvent], object] | None = None,
    **decoding: Unpack[DecodingOptions],
) -> Generation:
    """Continue a prompt, or answer it with `chat=True`; a list of `{"role", "content"}` is a conversation.

    `decoding` are the fields of `messages.Decoding`: none of them means greedy decoding of 50 tokens. `on_event` sees
    every event as it happens. What is not given comes from `%config Lightboard`. Raises the errors of
    `lightboard.inference.errors`; KeyboardInterrupt ends the generation within one step.

    >>> generate("Once upon a time", model="starter/gpt", max_new_tokens=9).text  # doctest: +SKIP
    ', there was a girl named Mia.'
    """
    from ..widgets.generation import Generation

    request = GenerateRequest(
        prompt=_prompt(prompt, chat=chat, system=system),
        model=model_choice(model, revision=revision, device=device, dtype=dtype, allow_pickle=allow_pickle),
        decoding=decoding_choice(decoding),
        top_logprobs=settings().top_logprobs if top_logprobs is None else top_logprobs,
    )
    chosen = _backend(backend)
    return Generation(run_to_end(chosen, request, on_event), backend=chosen)


def model_choice(
    name: str | os.PathLike[str] | None = None,
    *,
    revision: str | None = None,
    device: str | None = None,
    dtype: str | None = None,
    allow_pickle: bool = False,
) -> ModelChoice:
    """Return the choice of a model; what is None comes from the settings."""
    defaults = settings()
    return ModelChoice(
        name=None if name is None else os.fspath(name),
        revision=revision,
        device=device or defaults.device,
        dtype=dtype or defaults.dtype,
        preference=cast("Preference", defaults.models),
        allow_pickle=allow_pickle,
        download_limit=defaults.download_limit,
        memory_budget=defaults.memory_budget,
    )


def chosen_backend() -> Backend:
    """Return the backend of the settings."""
    return start(settings().backend or None)


def _backend(backend: str | Backend | None) -> Backend:
    if backend is None:
        return chosen_backend()
    return start(backend) if isinstance(backend, str) else backend


def _load(backend: Backend, request: PipelineRequest, on_progress: Callable[[LoadProgress], object]) -> float:
    """Load the model of a request before it runs, and return the seconds that took."""
    check_option_names(request.task, request.options)  # before a model is loaded for nothing
    began = time.perf_counter()
    with interrupt_says(LOADING):
        wait_for_model(backend.load(request.model, task=request.task), on_progress)
    return time.perf_counter() - began


def _with_load(output: PipelineOutput, seconds: float) -> PipelineOutput:
    """Count a load that went before."""
    timing = output.timing
    timing = msgspec.structs.replace(timing, load=timing.load + seconds, total=timing.total + seconds)
    return msgspec.structs.replace(output, timing=timing)


def _texts(inputs: object) -> tuple[str, ...]:
    """Return the inputs as texts. Raises `InvalidInput` for anything else."""
    if hasattr(inputs, "tolist"):  # a column of pandas, an array of numpy
        inputs = inputs.tolist()
    texts = (inputs,) if isinstance(inputs, str) else inputs
    if not isinstance(texts, list | tuple):
        raise InvalidInput(f"The input must be a text or a list of texts, not {type(inputs).__name__}.")
    if not texts:
        raise InvalidInput("The list of inputs is empty. Give at least one text.")
    for number, text in enumerate(texts, start=1):
        if not isinstance(text, str):
            raise InvalidInput(f"Input {number} must be a text, not {type(text).__name__}. Convert it first.")
    return tuple(texts)


def _prompt(prompt: object, *, chat: bool, system: str | None) -> str | tuple[ChatMessage, ...]:
    """Return a prompt, or a conversation for `chat` and for a list of messages."""
    if isinstance(prompt, str):
        if not chat and system is not None:
            raise InvalidOption("A system message belongs to a conversation. Add chat (--chat), or leave it out.")
        turns = [ChatMessage(role="user", content=prompt)]
    else:
        try:
            turns = msgspec.convert(prompt, list[ChatMessage], from_attributes=True)
        except msgspec.ValidationError as error:
            raise InvalidInput(f"The prompt must be a text, or a list of role and content: {error}.") from None
        if not turns:
            raise InvalidInput("The conversation is empty. Give at least one message.")
        chat = True
    if not chat:
        return cast("str", prompt)
    first = [] if system is None else [ChatMessage(role="system", content=system)]
    return (*first, *turns)


def decoding_choice(options: DecodingOptions) -> Decoding:
    """Return the decoding with the settings' defaults; the seed of the settings counts only when tokens are drawn."""
    given: dict[str, Any] = dict(options)
    known = DecodingOptions.__annotations__
    for name in given:
        if name not in known:
            raise InvalidOption(f"There is no option {name!r}.{near_names(name, known)} %generate -h lists them.")
    defaults = settings()
    given.setdefault("max_new_tokens", defaults.max_new_tokens)
    stop = given.get("stop", ())
    given["stop"] = tuple(stop) if isinstance(stop, list | tuple) else (stop,)
    decoding = Decoding(**given)
    if decoding.sampled and decoding.seed is None:
        decoding = msgspec.structs.replace(decoding, seed=defaults.seed)
    return decoding
