"""What a panel may depend on while a generation runs: its prompt, and what has been written so far."""

from __future__ import annotations

import msgspec

from ...inference.messages import Decoding, GenerationResult, ModelChoice, ModelInfo


class Growth(msgspec.Struct, frozen=True, kw_only=True):
    """How far a generation has come: its first text. `ids` are those of its tokens, `prompt_ids` known at its end."""

    prompt: str  # as sent, after the chat template
    model: ModelChoice
    info: ModelInfo
    decoding: Decoding = Decoding()
    written: str = ""
    steps: int = 0
    ids: tuple[int, ...] = ()
    prompt_ids: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """Prompt and text together."""
        return self.prompt + self.written


def finished_growth(result: GenerationResult) -> Growth:
    """Return where a generation has come to in the end."""
    first = result.sequences[0] if result.sequences else None
    tokens = first.tokens if first is not None else ()
    return Growth(
        prompt=result.prompt,
        model=model_that_ran(result.request.model, result.model),
        info=result.model,
        decoding=result.request.decoding,
        written="".join(token.text for token in tokens),
        steps=len(tokens),
        ids=tuple(token.id for token in tokens),
        prompt_ids=result.prompt_ids,
    )


def model_that_ran(choice: ModelChoice, info: ModelInfo) -> ModelChoice:
    """Return the choice of exactly the model that ran, with the device and the dtype that were asked for."""
    revision = info.revision if info.source == "hub" else None
    return msgspec.structs.replace(choice, name=info.name, revision=revision)
