"""The panel that compares what a model expects of groups: words under templates that differ only by group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

from ...inference import Backend
from ...inference.errors import InvalidInput, InvalidOption, RequestCancelled
from ...inference.messages import BiasMeasure, BiasRequest, BiasScores, ModelInfo, RealWorldFigures
from ..frame import model_line
from ..html import Child, Html
from .bias_content import content_of, fitted, vocabulary_of
from .bias_drawing import draw
from .bias_inputs import MAX_GROUPS, MAX_TOP_K, MAX_WORDS, BiasInputs, check_size, vocabulary_size
from .bias_presets import LABOUR, PRESETS, find_preset
from .bias_rows import rows
from .commands import Change, Fetch, Index, Selection, Settings
from .drawing import Drawing
from .panel import Model, Panel, choose_model
from .worker import Run

if TYPE_CHECKING:
    import pandas as pd

_ALL_WORDS = 1_000_000
_LARGEST_CONTENT = 195_000  # bytes, with the text
_REMEMBERED = 8  # answers about the occupations

Word = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
Words = Annotated[tuple[Word, ...], msgspec.Meta(min_length=1, max_length=MAX_WORDS)]
Group = Annotated[int, msgspec.Meta(ge=0, lt=MAX_GROUPS)]


class EditGroups(Change, frozen=True):
    """Other groups in every template."""

    groups: Annotated[tuple[Word, ...], msgspec.Meta(min_length=2, max_length=MAX_GROUPS)]

    def apply(self, inputs: Any) -> Any:
        """Return the inputs with these groups."""
        if any(set("{}|") & set(group) or not group.strip() for group in self.groups):
            raise InvalidInput("A group is a word or a few, without braces and bars. Separate groups by commas.")
        return inputs.with_groups(tuple(group.strip() for group in self.groups))


class EditWords(Change, frozen=True):
    """Other words to compare, or the likeliest `top_k` under every prompt."""

    words: Words | None = None
    top_k: Annotated[int, msgspec.Meta(ge=1, le=MAX_TOP_K)] = 5

    def apply(self, inputs: Any) -> Any:
        """Return the inputs with these words."""
        return msgspec.structs.replace(inputs, candidates=self.words, top_k=self.top_k)


class ChooseReference(Change, frozen=True):
    """The group that others are compared with."""

    group: Group

    def apply(self, inputs: Any) -> Any:
        """Return the inputs with this reference."""
        return msgspec.structs.replace(inputs, reference=self.group)


class ChooseMeasure(Change, frozen=True):
    """What is compared between groups."""

    measure: BiasMeasure

    def apply(self, inputs: Any) -> Any:
        """Return the inputs with this measure."""
        return msgspec.structs.replace(inputs, measure=self.measure)


class ChooseAdjustment(Change, frozen=True):
    """How p-values are adjusted for their number."""

    adjustment: Literal["holm", "benjamini-hochberg"]

    def apply(self, inputs: Any) -> Any:
        """Return the inputs with this adjustment."""
        return msgspec.structs.replace(inputs, adjustment=self.adjustment)


class CompareOccupations(Change, frozen=True):
    """Whether occupations are compared with labour statistics."""

    shown: bool

    def apply(self, inputs: Any) -> Any:
        """Return the inputs with or without occupations."""
        return msgspec.structs.replace(inputs, occupations=self.shown)


class UsePreset(Change, frozen=True):
    """A ready-made question."""

    name: str

    def apply(self, inputs: Any) -> Any:
        """Return the inputs with a preset's question."""
        return inputs.using(find_preset(self.name))


class FetchVocabulary(Fetch, frozen=True):
    """The likeliest words of a template, or all of them."""

    template: Index
    all: bool = False


class BiasSelection(Selection, frozen=True, kw_only=True):
    """The pinned word."""

    word: Annotated[str, msgspec.Meta(max_length=100)] = ""


class BiasSettings(Settings, frozen=True, kw_only=True):
    """The template whose probabilities are shown, the group compared with the reference, and how."""

    template: Index = 0
    group: Group | None = None  # None: the last one that is not the reference
    masked: bool = True  # slurs
    plot: Literal["groups", "difference", "models"] = "groups"


class BiasPanel(Panel):
    """Compares what a model expects of groups, in templates that differ only by group.

    `templates` is one template or several ("This {man|woman} works as a [MASK]."); `{}` in one stands for `groups`.
    `candidates` are the words to compare, None for the `top_k` likeliest under every prompt. `second_model` is asked
    the same. `preset` is a ready-made question in place of templates: `course`, `sentences`, `occupations`, or for
    models that continue texts `continuation`, `articles`, `whole-sentences`. `real_world` are figures to compare with,
    shown with `occupations=True`, or when three of the words have one; other options are those of `BiasRequest`.
    Raises what the backend raises, `InvalidInput` and `InvalidOption`.

    >>> panel = BiasPanel("This {man|woman} works as a [MASK].", model="starter/bert")  # doctest: +SKIP
    """

    title = "Bias probe"
    bundle = "bias"
    styles = ("bias",)
    commands = (
        EditGroups, EditWords, ChooseReference, ChooseMeasure, ChooseAdjustment, CompareOccupations, UsePreset,
        FetchVocabulary,
    )  # fmt: skip
    Selection = BiasSelection
    Settings = BiasSettings

    def __init__(  # noqa: PLR0913  (each is an option of its own)
        self,
        templates: str | Iterable[str] | None = None,
        *,
        groups: Iterable[str] = (),
        candidates: Iterable[str] | None = None,
        preset: str | None = None,
        model: Model = None,
        revision: str | None = None,
        second_model: Model = None,
        top_k: int = 5,
        mode: Literal["auto", "masked", "causal"] | None = None,
        reference: int = 0,
        measure: BiasMeasure | None = None,
        adjustment: Literal["holm", "benjamini-hochberg"] = "holm",
        seed: int = 0,
        neutral: Iterable[str] | None = None,
        real_world: RealWorldFigures = LABOUR,
        occupations: bool | None = None,
        backend: Backend | str | None = None,
    ) -> None:
        if templates is not None and preset is not None:
            raise InvalidOption("There are templates and a preset. Leave one of them out.")
        question = find_preset(preset or "course")
        inputs = BiasInputs(
            text="\n".join(question.templates if templates is None else as_texts("templates", templates)),
            groups=as_texts("groups", groups),
            candidates=question.candidates
            if candidates is None and templates is None
            else optional("candidates", candidates),
            top_k=top_k,
            model=choose_model(model, revision),
            second_model=None if second_model is None else choose_model(second_model),
            mode=mode or (question.mode if templates is None else "auto"),
            reference=reference,
            measure=measure or (question.measure if templates is None else "log-probability"),
            adjustment=adjustment,
            seed=seed,
            neutral=optional("neutral", neutral),
            real_world=real_world,
            occupations=occupations,
        )
        if inputs.groups and "{}" not in inputs.text:
            raise InvalidOption(
                "Groups stand for {} in a template, and no template has it. Write {}, or name no groups."
            )
        self._figures: list[BiasScores] = []  # of the occupations, the newest first
        super().__init__(inputs, backend=backend)

    def figure(self) -> Any:
        """Return every word with its templates, its mean and its interval as a plotly figure, for a report."""
        from ..bias_figure import template_figure

        return template_figure(self.scores)

    @property
    def scores(self) -> BiasScores:
        """What the backend measured of the first model."""
        return self._measured[0]

    # Content --------------------------------------------------------------------------------------------------------

    def compute(self, inputs: BiasInputs, run: Run) -> dict[str, Any]:
        """Ask for the words, then for controls, occupations and the second model about the same words."""

        def ask(request: BiasRequest) -> BiasScores:
            if run.cancelled:  # between two requests
                raise RequestCancelled("The comparison was cancelled. Run it again.")
            return self.backend.bias(request)

        request = inputs.request(model=inputs.model, request_id=run.request_id)
        if request.candidates is not None:
            check_size(len(request.candidates), len(request.templates), 2)
        scores = ask(request)
        check_size(len(scores.candidates), len(request.templates), len(scores.groups))
        words = [candidate.text for candidate in scores.candidates if not candidate.flag]
        controls = ask(inputs.control_request(words, request_id=run.request_id))
        figures = None
        if inputs.compares_figures(words):
            request = inputs.figures_request(request_id=run.request_id)
            figures = self._known_figures(request, scores.model) or ask(request)
            self._figures = [figures, *(one for one in self._figures if one is not figures)][:_REMEMBERED]
        second = None
        if inputs.second_model is not None:
            again = inputs.request(model=inputs.second_model, request_id=run.request_id, candidates=words)
            second = ask(msgspec.structs.replace(again, vocabulary=0))
            second = aligned(second, scores)
        content = content_of(scores, controls=controls, figures=figures, second=second)
        free = scores.mode == "causal" or inputs.model.name is None  # to ask a model that continues texts
        content["presets"] = [[name, one.title] for name, one in PRESETS.items() if free or one.mode == "auto"]
        if not run.cancelled:
            self._measured = (scores, second) if second else (scores,)
        return fitted(content, scores.vocabulary, most=_LARGEST_CONTENT - len(inputs.text.encode()))

    def _known_figures(self, request: BiasRequest, model: ModelInfo) -> BiasScores | None:
        """Return the occupations as they were measured with the same request of the same weights, None if not yet.

        The files in a folder, which has no revision, may have changed.
        """
        if model.revision is None:
            return None
        for known in self._figures:
            if known.model == model and msgspec.structs.replace(known.request, id=request.id) == request:
                return known
        return None

    def answer(self, command: FetchVocabulary, run: Run) -> dict[str, Any]:
        """Return the words of a template."""
        inputs = self.inputs
        assert isinstance(inputs, BiasInputs)
        count = _ALL_WORDS if command.all else vocabulary_size(inputs.templates)
        scores = self.backend.bias(inputs.vocabulary_request(command.template, count, request_id=run.request_id))
        assert scores.vocabulary is not None  # it was asked for
        return vocabulary_of(scores.vocabulary, command.template)

    # Outside the browser --------------------------------------------------------------------------------------------

    def static_model(self) -> Html:
        """Return the models and how they were asked."""
        return model_line(self.scores.model, "continuation" if self.scores.mode == "causal" else "masked")

    def static_rows(self) -> list[Child]:
        """Return notice, words, controls and provenance."""
        return rows(self._measured, self.content, masked=self.settings["masked"])

    def drawing(self) -> Drawing:
        """Return the differences with their intervals as a picture."""
        return draw(self.scores, masked=self.settings["masked"])

    def to_pandas(self) -> pd.DataFrame:
        """Return a row for each word, group and model, with statistics over templates in nats."""
        import pandas as pd

        return pd.DataFrame([row for scores in self._measured for row in table_rows(scores)])


def table_rows(scores: BiasScores) -> list[dict[str, Any]]:
    """Return the summaries with mean probabilities and the mean of LPBS; every row says where it comes from."""
    found = []
    for summary in scores.summaries:
        cells = [one for one in scores.scores if one.candidate == summary.candidate]
        own = [one for one in cells if one.group == summary.group]
        reference = [one for one in cells if one.group == scores.request.reference]
        lpbs = [one.lpbs for one in own if one.lpbs is not None]
        found.append(
            {
                "model": scores.model.name,
                "word": scores.candidates[summary.candidate].text,
                "group": scores.groups[summary.group],
                "reference": scores.groups[scores.request.reference],
                "measure": scores.request.measure,
                "pieces": summary.pieces,
                "p reference": mean([one.p for one in reference]),
                "p group": mean([one.p for one in own]),
                "mean": summary.mean,
                "low": summary.low,
                "high": summary.high,
                "p-value": summary.p_value,
                "adjusted": summary.adjusted,
                "agreeing": summary.agreeing,
                "templates": len(summary.points),
                "LPBS": mean(lpbs) if lpbs else None,
                "provenance": scores.provenance.line,
            }
        )
    return found


def aligned(second: BiasScores, first: BiasScores) -> BiasScores:
    """Return a second model's scores with the words numbered as the first model's are."""
    numbers = {candidate.text: number for number, candidate in enumerate(first.candidates)}
    place = [numbers[candidate.text] for candidate in second.candidates]
    flags = {numbers[candidate.text]: candidate for candidate in second.candidates}
    return msgspec.structs.replace(
        second,
        candidates=tuple(flags.get(number, one) for number, one in enumerate(first.candidates)),
        scores=tuple(msgspec.structs.replace(one, candidate=place[one.candidate]) for one in second.scores),
        summaries=tuple(msgspec.structs.replace(one, candidate=place[one.candidate]) for one in second.summaries),
        notes=second.notes,
    )


def mean(values: Sequence[float]) -> float:
    """Return the mean of at least one value."""
    return sum(values) / len(values)


def as_texts(name: str, values: str | Iterable[str]) -> tuple[str, ...]:
    """Return one text or several as a tuple. Raises `InvalidOption` for anything else."""
    found = (values,) if isinstance(values, str) else tuple(values)
    if not all(isinstance(value, str) for value in found):
        raise InvalidOption(f"{name} must be texts, not {found!r}.")
    return found


def optional(name: str, values: Iterable[str] | None) -> tuple[str, ...] | None:
    """Return texts as a tuple, None for none."""
    return None if values is None else as_texts(name, values)
