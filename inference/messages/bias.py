"""Bias scores: the request, and what a model's probabilities say about candidates under groups and templates."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from ..errors import InvalidInput, InvalidOption
from .base import MAX_SEED, Array, Message, check_choice, check_number, check_whole, request_id
from .models import ModelChoice, ModelInfo

BiasMode = Literal["auto", "masked", "causal"]
BiasMethod = Literal["single", "l2r", "chain"]
BiasMeasure = Literal["log-probability", "log-odds", "lpbs", "exact-word"]
BiasTest = Literal["t", "sign-flip"]
BiasAdjustment = Literal["holm", "benjamini-hochberg"]
BiasInterval = Literal["percentile", "bca"]
FigureScale = Literal["percent", "plain"]

MAX_CANDIDATES = 1_000
MAX_CANDIDATE_LENGTH = 100  # characters
MAX_VOCABULARY = 1_000_000
LEAST_RESAMPLES = 2_000


class RealWorldFigures(Message, frozen=True):
    """Figures about the candidates from outside the model, such as the percentage of women in each occupation.

    `name` says what they are, of which year and from which source. `scale="percent"` (above 0, below 100) compares on
    the axis of log-odds, `ln(x / (100 - x))`; `plain` takes the figures as they are.
    """

    name: str
    values: dict[str, float]
    scale: FigureScale = "percent"

    def __post_init__(self) -> None:
        check_choice("scale", self.scale, FigureScale)
        for word, value in self.values.items():
            low, high = (0, 100) if self.scale == "percent" else (-1e300, 1e300)
            fix = 'Percentages lie between 0 and 100; for other figures use scale="plain".'
            check_number(f"The figure of {word!r}", value, low=low, high=high, fix=fix)
            if self.scale == "percent" and value in (0, 100):
                raise InvalidOption(f"The figure of {word!r} is {value:g} %, which has no log-odds. Leave it out.")


class BiasRequest(Message, frozen=True):
    """Score candidates in templates that differ only by group, such as "The {man|woman} works as a [MASK].".

    A template has slots `{A|B|...}`, the same number of groups in each, and one `[MASK]` (or the model's own mask)
    where the candidates go; a causal model may do without and continues the text. `candidates=None` takes the union of
    the `top_k` likeliest words under every prompt. `mode="auto"` is `causal` for a model that does not fill masks.

    The groups are compared with `reference`, counted from 0. `measure` is what the statistics across templates are
    about; `test` is the paired test over templates; `association` also masks the group's word (LPBS: one more forward
    pass for each candidate, group and template). `neutral` are templates whose groups should not differ ("This
    {person|individual} works as a [MASK]."), a control. `vocabulary` counts the likeliest words of the first template
    that are described besides, without statistics. Raises `InvalidOption` and `InvalidInput`.

    >>> BiasRequest(templates=("The {man|woman} works as a [MASK].",)).reference
    0
    """

    templates: tuple[str, ...]
    candidates: tuple[str, ...] | None = None
    top_k: int = 10
    model: ModelChoice = ModelChoice()
    mode: BiasMode = "auto"
    reference: int = 0
    association: bool = True
    measure: BiasMeasure = "log-probability"
    test: BiasTest = "t"
    adjustment: BiasAdjustment = "holm"
    interval: BiasInterval = "percentile"
    confidence: float = 0.95
    resamples: int = LEAST_RESAMPLES
    seed: int = 0
    neutral: tuple[str, ...] = ()
    real_world: RealWorldFigures | None = None
    vocabulary: int = 0
    id: str = msgspec.field(default_factory=request_id)

    def __post_init__(self) -> None:
        self._check_templates()
        self._check_candidates()
        check_choice("mode", self.mode, BiasMode)
        check_choice("measure", self.measure, BiasMeasure)
        check_choice("test", self.test, BiasTest)
        check_choice("adjustment", self.adjustment, BiasAdjustment)
        check_choice("interval", self.interval, BiasInterval)
        check_whole("top_k", self.top_k, low=1, high=MAX_CANDIDATES, fix="It counts the likeliest words of a prompt.")
        check_whole("reference", self.reference, low=0, fix="It counts the groups from 0.")
        check_number("confidence", self.confidence, low=0.5, high=0.999, fix="0.95 is usual.")
        fix = "Fewer give intervals that change with the seed."
        check_whole("resamples", self.resamples, low=LEAST_RESAMPLES, high=1_000_000, fix=fix)
        fix = "It counts words; 0 leaves them out."
        check_whole("vocabulary", self.vocabulary, low=0, high=MAX_VOCABULARY, fix=fix)
        check_whole("seed", self.seed, low=0, high=MAX_SEED, fix="Leave it out for 0.")
        if self.measure == "lpbs" and not self.association:
            raise InvalidOption("The measure lpbs needs association. Leave association=False out.")

    def _check_templates(self) -> None:
        for name in ("templates", "neutral", "candidates"):
            if isinstance(getattr(self, name), str):  # its characters would be taken for texts
                raise InvalidOption(f"{name} is a single text. Write it as a list, even of one.")
        if not self.templates:
            raise InvalidInput("There is no template. Write one such as: The {man|woman} works as a [MASK].")
        written: dict[str, int] = {}
        for number, template in enumerate((*self.templates, *self.neutral), start=1):
            if template in written:
                raise InvalidInput(
                    f"Template {number} repeats template {written[template]}, which is no further evidence. "
                    "Leave it out."
                )
            written[template] = number

    def _check_candidates(self) -> None:
        if self.candidates is None:
            return
        if not self.candidates:
            raise InvalidOption("The list of candidates is empty. Name some, or leave it out to have them found.")
        if len(self.candidates) > MAX_CANDIDATES:
            raise InvalidOption(
                f"There are {len(self.candidates):,} candidates, and at most {MAX_CANDIDATES:,} can be scored at once. "
                "Split the list."
            )
        seen: set[str] = set()
        for number, word in enumerate(self.candidates, start=1):
            if not word.strip():
                raise InvalidOption(f"Candidate {number} is empty. Leave it out.")
            if len(word) > MAX_CANDIDATE_LENGTH:
                raise InvalidOption(
                    f"Candidate {number} has {len(word):,} characters, and at most {MAX_CANDIDATE_LENGTH} are scored. "
                    "Candidates are words, or a few of them."
                )
            if word.strip() in seen:
                raise InvalidOption(f"The candidate {word.strip()!r} stands twice in the list. Leave one out.")
            seen.add(word.strip())


class BiasCandidate(Message, frozen=True):
    """A word or phrase; `flag` says why it was not scored, if it was not, and is empty otherwise."""

    text: str
    automatic: bool = False  # found among the likeliest words
    flag: str = ""


class BiasPrompt(Message, frozen=True):
    """A template with a group's word in it.

    `log_z` is the natural logarithm of the sum of exp(logit) over the vocabulary. `shown` is the probability of all
    candidates of a single piece together, `rest` that of all other tokens: both sum to 1.
    """

    template: int
    group: int
    text: str
    log_z: float
    shown: float
    rest: float


class BiasAssociation(Message, frozen=True):
    """How much a candidate raises the probability of the group's word (Kurita et al. 2019): `log_target - log_prior`.

    Masked models (`kurita`): the natural log-probability of the group's word at its own mask, with the candidate in its
    place and with as many masks there as the candidate has pieces. Causal models (`sentence`): that of the whole
    sentence, and of its beginning up to the group's word; a first token without anything before it counts in neither.
    """

    kind: Literal["kurita", "sentence"]
    log_target: float
    log_prior: float


class BiasScore(Message, frozen=True):
    """A candidate under one prompt. Logarithms are natural (nats).

    `method`: `single` piece at one mask; `l2r`, one mask for each piece, filled from left to right; `chain`, tokens
    that a causal model continues with. `log_p` of a chain includes longer words that begin so ("law" and "lawyer");
    `log_p_exact` does not: the next token must end the word. `logit` is the raw one, of a word of one piece.

    `rank` counts from 1 and equal ones share the smallest; a word of one piece is ranked in the `vocabulary`, others
    only among the candidates of the same number of pieces (`same length`). `log_odds` is `ln(p / (1 - p))`.

    `d` is log_p minus that of the reference group, `d_log_odds` and `d_exact` likewise, 0 for the reference itself;
    `lpbs` is the difference of the associations.
    """

    candidate: int
    template: int
    group: int
    ids: tuple[int, ...]
    pieces: tuple[str, ...]
    method: BiasMethod
    p: float
    log_p: float
    log_odds: float
    rank: int
    ranked_in: Literal["vocabulary", "same length"]
    d: float
    d_log_odds: float
    logit: float | None = None
    log_p_exact: float | None = None
    d_exact: float | None = None
    association: BiasAssociation | None = None
    lpbs: float | None = None


class BiasSummary(Message, frozen=True):
    """A candidate across templates: the request's measure of one group against the reference group.

    `points` are the values in `templates`. The interval `low` to `high` is a bootstrap over templates; `p_value` is
    that of the paired test over templates, `adjusted` the same for all tests of the result together. They are None for
    fewer than five templates. `pieces` is the number of pieces, None where it differs between templates.
    """

    candidate: int
    group: int
    pieces: int | None
    templates: tuple[int, ...]
    points: tuple[float, ...]
    mean: float
    agreeing: int  # templates whose value has the sign of the mean
    low: float | None = None
    high: float | None = None
    p_value: float | None = None
    adjusted: float | None = None

    @property
    def agreement(self) -> str:
        """How many templates agree in sign with the mean: "7 of 9 templates agree"."""
        many = len(self.points)
        return f"{self.agreeing} of {many} template{'s' * (many != 1)} agree{'s' * (many == 1)}"


class BiasCorrelation(Message, frozen=True):
    """Spearman's correlation of a group's mean values with figures from outside.

    The interval is a bootstrap over the candidates; `by_template` holds the correlation in each template alone.
    """

    group: int
    candidates: tuple[int, ...]
    spearman: float
    low: float | None
    high: float | None
    by_template: tuple[float | None, ...]


class BiasNeutral(Message, frozen=True):
    """What the control measures: groups that should not differ.

    `points` has a row for each scored candidate, in the order of `candidates`, and a value (d of the last group) for
    each neutral template. `mean_absolute` and `largest` are of their absolute values: differences of this size
    also arise where nothing is expected.
    """

    templates: tuple[str, ...]
    candidates: tuple[int, ...]
    points: tuple[tuple[float, ...], ...]
    mean_absolute: float
    largest: float


class BiasVocabulary(Message, frozen=True, eq=False):
    """The likeliest words of the first template, by their largest probability under any group.

    Words of a single piece only. `log_p` (G, N), float32, are their natural log-probabilities over the full vocabulary.
    """

    words: tuple[str, ...]
    log_p: Array


class BiasProvenance(Message, frozen=True):
    """Where the numbers come from; `line` belongs into every export."""

    model: str
    revision: str | None
    dtype: str
    device: str
    versions: dict[str, str]
    templates: tuple[str, ...]
    seed: int

    @property
    def line(self) -> str:
        """All of it in one line."""
        versions = ", ".join(f"{name} {version}" for name, version in self.versions.items())
        templates = " | ".join(" ".join(template.split()) for template in self.templates)
        revision = self.revision or "no revision"
        return f"{self.model} ({revision}), {self.dtype} on {self.device}; {versions}; seed {self.seed}; {templates}"


class BiasScores(Message, frozen=True):
    """What the bias verb returns. `direction` says what a positive difference means, `heading` what is measured.

    `tests` counts the tests that `adjusted` was adjusted for.
    """

    model: ModelInfo
    request: BiasRequest
    mode: Literal["masked", "causal"]
    mode_reason: str
    heading: str
    direction: str
    groups: tuple[str, ...]
    candidates: tuple[BiasCandidate, ...]
    prompts: tuple[BiasPrompt, ...]
    scores: tuple[BiasScore, ...]
    summaries: tuple[BiasSummary, ...]
    tests: int
    provenance: BiasProvenance
    content_notice: str
    correlations: tuple[BiasCorrelation, ...] = ()
    neutral: BiasNeutral | None = None
    vocabulary: BiasVocabulary | None = None
    notes: tuple[str, ...] = ()

    def rows(self) -> list[dict[str, Any]]:
        """Return each score as a row for a table, such as `pandas.DataFrame(scores.rows())`.

        Differences are in nats; those of the reference group are 0. Templates count from 1.
        """
        return [
            {
                "word": self.candidates[score.candidate].text,
                "template": score.template + 1,
                "group": self.groups[score.group],
                "pieces": len(score.ids),
                "p": score.p,
                "log p": score.log_p,
                "rank": score.rank,
                "d": score.d,
                "d log-odds": score.d_log_odds,
                "LPBS": score.lpbs,
            }
            for score in self.scores
        ]

    def summary_rows(self) -> list[dict[str, Any]]:
        """Return each summary as a row for a table, the smallest mean first."""
        return [
            {
                "word": self.candidates[summary.candidate].text,
                "group": self.groups[summary.group],
                "mean": summary.mean,
                "low": summary.low,
                "high": summary.high,
                "p-value": summary.p_value,
                "adjusted": summary.adjusted,
                "agreement": summary.agreement,
            }
            for summary in sorted(self.summaries, key=lambda summary: summary.mean)
        ]
