"""The beam panel: every candidate of every step of a beam search, live."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from ...inference import Backend
from ...inference.errors import InvalidInput, InvalidOption, RequestCancelled
from ...inference.messages import BeamTree, TokenizeRequest
from ...inference.messages.base import MAX_SEED
from ..frame import model_line
from ..html import Child, Html
from .beam_content import MAX_STEPS, BeamInputs, beam_content, same_search
from .beam_static import candidate_table, ranking_rows, tree_drawing
from .commands import Change, I, Index, Indices, Selection, Settings
from .drawing import Drawing
from .panel import Model, Panel, choose_model
from .worker import Run

if TYPE_CHECKING:
    import pandas as pd

    from .growth import Growth

_MANY = 500  # candidates, from which on the panel begins with the best two of the pruned ones of each step
_REMEMBERED = 8  # searches
_BEAMS = 4  # behind a generation without beams
_Penalty = Annotated[float, msgspec.Meta(ge=-10, le=10)]
_Early = bool | Literal["never"]
_Word = Annotated[str, msgspec.Meta(max_length=200)]


class Search(Change, frozen=True):
    """Search again with these options; it begins with `forced`, ids and texts."""

    num_beams: Annotated[int, msgspec.Meta(ge=1, le=MAX_STEPS)]
    max_new_tokens: Annotated[int, msgspec.Meta(ge=1, le=MAX_STEPS)]
    length_penalty: _Penalty
    early_stopping: _Early
    seed: Annotated[int, msgspec.Meta(ge=0, le=MAX_SEED)]
    forced: Annotated[tuple[Index | _Word, ...], msgspec.Meta(max_length=4096)]

    def apply(self, inputs: I) -> I:
        """Return the inputs with these options."""
        names = set(self.__struct_fields__) - {"number"}
        return msgspec.structs.replace(inputs, **{name: getattr(self, name) for name in names})


class BeamSelection(Selection, frozen=True, kw_only=True):
    """The pinned candidate, as a number of `BeamPanel.to_pandas()`; `tokens` are those of the prompt."""

    node: Index | None = None


class BeamSettings(Settings, frozen=True, kw_only=True):
    """The positions of the beam panel's controls; None stands for the last step, and for what was searched with."""

    step: Index | None = None
    pruned: Literal["all", "top", "none"] = "all"
    layout: Literal["ranked", "tree"] = "ranked"
    greedy: bool = True
    sampled: bool = True
    penalty: _Penalty | None = None
    early: _Early | None = None
    collapsed: Indices = ()
    outranked: bool = False


class BeamPanel(Panel):
    """Show a beam search: the candidates of each step with their scores, which were kept, and the final ranking.

    `task` (`summarization`, `translation_en_to_fr`) has an encoder-decoder read the text as it was trained to; `seed`
    is that of the drawn path beside; the search begins with `forced`, ids and texts. `model` None is the task's own.
    Raises the errors of `lightboard.inference.errors`.

    >>> BeamPanel("My name is Sylvain and I work", model="starter/gpt", num_beams=4)  # doctest: +SKIP
    >>> panel.force(" doctor", after=2)  # doctest: +SKIP
    """

    title = "Beam search"
    bundle = "beams"
    styles = ("beams",)
    commands = (Search,)
    Selection = BeamSelection
    Settings = BeamSettings
    inputs: BeamInputs

    def __init__(  # noqa: PLR0913  (the options of the search, by name)
        self,
        text: str,
        *,
        model: Model = None,
        revision: str | None = None,
        num_beams: int = 4,
        max_new_tokens: int = 20,
        min_new_tokens: int = 0,
        length_penalty: float = 1.0,
        early_stopping: bool | Literal["never"] = False,
        repetition_penalty: float = 1.0,
        no_repeat_ngram: int = 0,
        task: str | None = None,
        seed: int = 0,
        forced: Sequence[int | str] = (),
        backend: Backend | str | None = None,
    ) -> None:
        self._searched: dict[BeamInputs, tuple[BeamTree, BeamTree]] = {}
        inputs = BeamInputs(
            text=text,
            model=choose_model(model, revision),
            num_beams=num_beams,
            max_new_tokens=max_new_tokens,
            min_new_tokens=min_new_tokens,
            length_penalty=length_penalty,
            early_stopping=early_stopping,
            repetition_penalty=repetition_penalty,
            no_repeat_ngram=no_repeat_ngram,
            task=task,
            seed=seed,
            forced=_forced(forced),
        )
        super().__init__(inputs, backend=backend)
        self.inputs = self._searched_with(inputs, self.content)
        if len(self.tree.parents.numpy()) > _MANY:
            self.settings = {**self.settings, "pruned": "top"}

    @classmethod
    def of_generation(cls, growth: Growth, *, backend: Backend | str | None = None) -> BeamPanel:
        """Return the search that a generation makes, as far as it has come; else a search from its prompt."""
        decoding = growth.decoding
        num_beams = decoding.num_beams if decoding.num_beams > 1 else _BEAMS
        return cls(
            growth.prompt,
            model=growth.model,
            num_beams=num_beams,
            max_new_tokens=_steps_so_far(growth, num_beams=num_beams),
            length_penalty=decoding.length_penalty,
            early_stopping=decoding.early_stopping,
            repetition_penalty=decoding.repetition_penalty,
            no_repeat_ngram=decoding.no_repeat_ngram,
            backend=backend,
        )

    def grown(self, growth: Growth) -> BeamInputs:
        """Return the inputs of a search that has come further."""
        inputs = self.inputs
        return msgspec.structs.replace(inputs, max_new_tokens=_steps_so_far(growth, num_beams=inputs.num_beams))

    @property
    def tree(self) -> BeamTree:
        """The tree on show, with every candidate: `tree.nodes()`, `tree.path(node)`, `tree.ranking`."""
        return self._tree

    def force(self, *tokens: int | str, after: int = 0) -> BeamPanel:
        """Have the search begin with the way to a candidate and these tokens, and wait until the panel shows it.

        Tokens are ids, or texts as they stand in the sentence (`" doctor"`); one of several tokens forces them one
        after another. `after` is a row of `to_pandas()`, 0 the prompt: `force()` searches freely again. Raises
        `InvalidInput` and `InvalidOption`.

        >>> panel.force(" doctor", after=2)  # doctest: +SKIP
        """
        last = len(self.tree.parents.numpy()) - 1
        if isinstance(after, bool) or not isinstance(after, int) or not 0 <= after <= last:
            raise InvalidOption(f"There is no candidate {after!r}: they go from 0, the prompt, to {last}.")
        forced = (*self.tree.path(after), *_forced(tokens))
        return self._changed_to(msgspec.structs.replace(self._wanted, forced=forced))

    def compute(self, inputs: BeamInputs, run: Run) -> dict[str, Any]:
        """Search, and go the greedy and a drawn way beside."""
        inputs.check()
        inputs = msgspec.structs.replace(inputs, forced=self._forced_ids(inputs))
        sampling = inputs.sampled(run.request_id)  # its seed is checked before the search
        known = same_search(inputs)
        if known not in self._searched:
            tree = self.backend.beams(inputs.searching(run.request_id))
            _unless_cancelled(run)
            greedy = self.backend.beams(inputs.greedy(run.request_id))
            self._searched[known] = (tree, greedy)
            if len(self._searched) > _REMEMBERED:
                del self._searched[next(iter(self._searched))]
        _unless_cancelled(run)
        tree, greedy = self._searched[known]
        sampled = self.backend.beams(sampling)
        tokens = self.backend.tokenize(TokenizeRequest(text=inputs.text, model=inputs.model, special_tokens=False))
        self._tree, self._tokens = tree, tokens
        return beam_content(inputs, tree, greedy, sampled, tokens)

    def _forced_ids(self, inputs: BeamInputs) -> tuple[int, ...]:
        """Return the ids that the search begins with. Raises `InvalidInput` for a text without tokens."""
        ids: list[int] = []
        for one in inputs.forced:
            if isinstance(one, int):
                ids.append(one)
                continue
            request = TokenizeRequest(text=one, model=inputs.model, special_tokens=False)
            tokens = self.backend.tokenize(request).tokens
            if not tokens or any(token.unknown for token in tokens):
                raise InvalidInput(f"The model's vocabulary has no token for {one!r}. Force another word.")
            ids += [token.id for token in tokens]
        return tuple(ids)

    @staticmethod
    def _searched_with(inputs: BeamInputs, content: dict[str, Any]) -> BeamInputs:
        """Return the inputs with ids in place of forced texts."""
        return msgspec.structs.replace(inputs, forced=tuple(content["search"]["forced"]))

    def show(self, inputs: Any, content: dict[str, Any]) -> None:
        """Show a content: what was pinned, collapsed or tried out belonged to the one before."""
        with self._write_lock, self.hold_sync():
            super().show(self._searched_with(inputs, content), content)
            self.selection = {**self.selection, "node": None}
            self.settings = {**self.settings, "step": None, "collapsed": (), "penalty": None, "early": None}

    def spans(self) -> list[tuple[int, int]]:
        """Return the characters of the text that each of its tokens stands for."""
        return [(token.start, token.end) for token in self._tokens.tokens]

    def to_pandas(self) -> pd.DataFrame:
        """Return one row per candidate: step, rank, token, log-probabilities, score and state; row 0 is the prompt."""
        return candidate_table(self.tree).to_pandas()

    def figure(self) -> Any:
        """Return the tree as a plotly figure, for a report."""
        from ..beam_tree_figure import beam_tree_figure

        return beam_tree_figure(self.tree)

    def static_model(self) -> Html:
        """Return the model's line."""
        inputs = self.inputs
        return model_line(self.tree.model, f"{inputs.num_beams} beams, {inputs.max_new_tokens} tokens")

    def static_rows(self) -> list[Child]:
        """Return the text, the final ranking, and the best candidates of the first steps."""
        return ranking_rows(self.text, self.tree)

    def drawing(self) -> Drawing:
        """Return the ranked candidates of all steps as a picture."""
        return tree_drawing(self.tree, title=f"Beam search behind {self.text[:60]}")


def _forced(tokens: object) -> tuple[int | str, ...]:
    found = tuple(tokens) if isinstance(tokens, Sequence) and not isinstance(tokens, str) else (None,)
    if not all(isinstance(one, int | str) and not isinstance(one, bool) for one in found):
        raise InvalidOption(f"forced must be a list of token ids and texts, not {tokens!r}. tree.path(node) gives ids.")
    return found


def _unless_cancelled(run: Run) -> None:
    if run.cancelled:
        raise RequestCancelled("The search was cancelled. Change the text or an option to start it again.")


def _steps_so_far(growth: Growth, *, num_beams: int) -> int:
    """Return how many tokens a generation has written, at least one and at most what a panel shows."""
    return min(max(growth.steps, 1), MAX_STEPS // num_beams)
