"""What a LogitPanel's content depends on, and what the browser may ask of it."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from ...inference.messages import MAX_SEED, Decoding, ModelChoice, Order
from .commands import LARGEST, Change, Fetch, Index, Inputs, Settings, Text

MOST_BRANCHES = 20
LEAST_TEMPERATURE = 1e-5  # as vLLM has it; below it, decoding is greedy
Name = Annotated[str, msgspec.Meta(max_length=300)]


class Branch(msgspec.Struct, frozen=True, kw_only=True):
    """A context: the first `kept` tokens of the text's (None for all), and the ids appended to them.

    `at` is the token behind which the choice is looked at, None for the last.
    """

    text: str
    kept: int | None = None
    appended: tuple[int, ...] = ()
    at: int | None = None


class LogitInputs(Inputs, frozen=True, kw_only=True):
    """The text, the model, the branches that grew from it, and the other text or model that is compared."""

    model: ModelChoice = ModelChoice()
    branches: tuple[Branch, ...] = ()
    branch: int = 0
    other_text: str | None = None
    other_model: ModelChoice | None = None

    @property
    def current(self) -> Branch:
        """The branch on show: that of an older text gives way to a fresh one."""
        if self.branch < len(self.branches) and self.branches[self.branch].text == self.text:
            return self.branches[self.branch]
        return Branch(text=self.text)

    def with_current(self, branch: Branch) -> LogitInputs:
        """Return the inputs with another branch in the place of the current one."""
        branches = (*self.branches[: self.branch], branch, *self.branches[self.branch + 1 :])
        return msgspec.structs.replace(self, branches=branches, text=branch.text)

    def with_new(self, branch: Branch) -> LogitInputs:
        """Return the inputs with one more branch, on show; the oldest goes when there are too many."""
        branches = (*self.with_current(self.current).branches, branch)[-MOST_BRANCHES:]
        return msgspec.structs.replace(self, branches=branches, branch=len(branches) - 1, text=branch.text)


class Append(Change, frozen=True):
    """Append a token behind the one looked at: in the middle of a context, this makes a branch.

    `prompt` says how many tokens of the context are the text's.
    """

    token: Index
    prompt: Index = LARGEST

    def apply(self, inputs: LogitInputs) -> LogitInputs:
        """Return the inputs with the token appended."""
        branch = inputs.current
        if branch.at is None:
            grown = msgspec.structs.replace(branch, appended=(*branch.appended, self.token))
            return inputs.with_current(grown)
        return inputs.with_new(cut_at(branch, branch.at, self.prompt, self.token))


def cut_at(branch: Branch, at: int, prompt: int, *more: int) -> Branch:
    """Return the branch up to the token `at`, and more ids behind it; `prompt` tokens are the text's.

    >>> cut_at(Branch(text="a b", appended=(7, 8)), 2, 2)
    Branch(text='a b', kept=None, appended=(7,), at=None)
    """
    if at < prompt - 1:
        return Branch(text=branch.text, kept=at + 1, appended=more)
    return msgspec.structs.replace(branch, appended=(*branch.appended[: at + 1 - prompt], *more), at=None)


class Undo(Change, frozen=True):
    """Take the last appended token away."""

    def apply(self, inputs: LogitInputs) -> LogitInputs:
        """Return the inputs without it."""
        branch = inputs.current
        return inputs.with_current(msgspec.structs.replace(branch, appended=branch.appended[:-1], at=None))


class NewBranch(Change, frozen=True):
    """Begin another branch with the context up to the token looked at."""

    prompt: Index = LARGEST

    def apply(self, inputs: LogitInputs) -> LogitInputs:
        """Return the inputs with the branch."""
        branch = inputs.current
        return inputs.with_new(branch if branch.at is None else cut_at(branch, branch.at, self.prompt))


class ChooseBranch(Change, frozen=True):
    """Show another branch."""

    branch: Index

    def apply(self, inputs: LogitInputs) -> LogitInputs:
        """Return the inputs with it on show; one that does not exist changes nothing."""
        if self.branch >= len(inputs.branches):
            return inputs
        text = inputs.branches[self.branch].text
        return msgspec.structs.replace(inputs, branch=self.branch, text=text)


class LookAt(Change, frozen=True):
    """Look at the choice behind a token of the context, None for the last."""

    token: Index | None = None

    def apply(self, inputs: LogitInputs) -> LogitInputs:
        """Return the inputs that look there."""
        return inputs.with_current(msgspec.structs.replace(inputs.current, at=self.token))


class Compare(Change, frozen=True):
    """Compare with another text, or another model's reading of this one; nothing given ends it."""

    text: Text | None = None
    model: Name | None = None

    def apply(self, inputs: LogitInputs) -> LogitInputs:
        """Return the inputs with what is compared."""
        model = msgspec.structs.replace(inputs.model, name=self.model, revision=None) if self.model else None
        return msgspec.structs.replace(inputs, other_text=self.text or None, other_model=model)


class FetchLogits(Fetch, frozen=True):
    """The raw logits of the whole vocabulary, of what is compared with `side` 1."""

    side: Annotated[int, msgspec.Meta(ge=0, le=1)] = 0


class FetchNames(Fetch, frozen=True):
    """Names of some tokens."""

    ids: Annotated[tuple[Index, ...], msgspec.Meta(max_length=256)]
    side: Annotated[int, msgspec.Meta(ge=0, le=1)] = 0


class FindTokens(Fetch, frozen=True):
    """The tokens that a text begins with or consists of."""

    text: Annotated[str, msgspec.Meta(max_length=200)]


class FetchLens(Fetch, frozen=True):
    """The logit lens at other positions, the last of them `at`."""

    at: Index


COMMANDS = (Append, Undo, NewBranch, ChooseBranch, LookAt, Compare, FetchLogits, FetchNames, FindTokens, FetchLens)


class LogitSettings(Settings, frozen=True, kw_only=True):
    """The positions of the controls. Neutral values are those of `Decoding`, but 1 for temperature and 0 for top-k."""

    temperature: Annotated[float, msgspec.Meta(ge=0, le=100)] = 1.0  # 0 is greedy
    top_k: Annotated[int, msgspec.Meta(ge=0, le=LARGEST)] = 0
    top_p: Annotated[float, msgspec.Meta(gt=0, le=1)] = 1.0
    min_p: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.0
    repetition_penalty: Annotated[float, msgspec.Meta(gt=0, le=100)] = 1.0
    presence_penalty: Annotated[float, msgspec.Meta(ge=-2, le=2)] = 0.0
    frequency_penalty: Annotated[float, msgspec.Meta(ge=-2, le=2)] = 0.0
    order: Order = "transformers"
    count_prompt: bool | None = None
    seed: Annotated[int, msgspec.Meta(ge=0, le=MAX_SEED)] = 42
    colour: Literal["surprise", "probability", "entropy"] = "surprise"
    rows: Literal["top", "cut", "find"] = "top"
    all_layers: bool = False

    @property
    def greedy(self) -> bool:
        """Whether the likeliest token is taken, and none drawn."""
        return self.temperature < LEAST_TEMPERATURE

    def decoding(self) -> Decoding:
        """Return what the controls say as the settings of a generation."""
        sampling = {} if self.greedy else {
            "temperature": None if self.temperature == 1 else self.temperature,
            "top_k": self.top_k or None,
            "top_p": None if self.top_p >= 1 else self.top_p,
            "min_p": self.min_p or None,
            "seed": self.seed,
        }  # fmt: skip
        return Decoding(
            repetition_penalty=self.repetition_penalty,
            presence_penalty=self.presence_penalty,
            frequency_penalty=self.frequency_penalty,
            **sampling,  # type: ignore[arg-type]
        )
