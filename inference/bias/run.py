"""The bias verb: from a request and a checkpoint to its scores."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from ..errors import InvalidInput, InvalidOption
from ..heads import Head
from ..messages import BiasCandidate, BiasRequest, BiasScore, BiasScores, BiasSummary
from . import wording
from .grid import Grid
from .model import BiasModel
from .prompts import Mode, Prompts
from .provenance import provenance
from .reading import Reader
from .statistics import LEAST_TEMPLATES
from .summaries import check_figures, correlations, neutral_control, summarise
from .templates import Template, parse_all
from .words import Words

if TYPE_CHECKING:
    from ..checkpoint import Checkpoint
    from ..device_lock import DeviceLock

_ALPHA = 0.05


def parse_request(request: BiasRequest) -> tuple[tuple[Template, ...], tuple[Template, ...]]:
    """Take the templates and the neutral ones apart, which needs no model. Raises `InvalidInput`, `InvalidOption`."""
    templates = parse_all(request.templates, reference=request.reference)
    return templates, parse_all(request.neutral, reference=0, kind="neutral template")


def run_bias(
    checkpoint: Checkpoint,
    request: BiasRequest,
    *,
    lock: DeviceLock,
    cancelled: threading.Event,
    free: Callable[[], object] = gc.collect,
) -> BiasScores:
    """Run a request on the calling thread and return its result.

    Raises `InvalidInput` and `InvalidOption` before the model runs, `RequestCancelled` at the next batch, `OutOfMemory`
    and `NumericalError`.
    """
    templates, neutral_templates = parse_request(request)
    mode = _mode(checkpoint, request)
    prompts = Prompts(checkpoint, mode)
    words = Words(prompts)
    reader = Reader(checkpoint, lock=lock, cancelled=cancelled, free=free, word_ends=words.word_ends)
    grid = Grid(templates, prompts, words, reader)
    neutral_grid = Grid(neutral_templates, prompts, words, reader, kind="neutral template")
    candidates = _candidates(request, grid, words)
    scored = {number: candidate.text for number, candidate in enumerate(candidates) if not candidate.flag}
    if request.real_world:
        check_figures(request.real_world, list(scored.values()))
    scores, described = grid.score(scored, reference=request.reference, association=request.association)
    _check_measure(request, scores)
    neutral_scores, _ = neutral_grid.score(scored, reference=0, association=False)
    summaries = summarise(scores, request)
    names = [templates[0].name(group) for group in range(templates[0].groups)]
    return BiasScores(
        model=checkpoint.info,
        request=request,
        mode=mode,
        mode_reason=wording.mode_reason(checkpoint.info.name, mode, chosen=request.mode != "auto"),
        heading=wording.HEADING,
        direction=wording.direction(names, request.reference),
        groups=tuple(names),
        candidates=tuple(candidates),
        prompts=tuple(described),
        scores=tuple(scores),
        summaries=tuple(summaries),
        tests=sum(summary.p_value is not None for summary in summaries),
        provenance=provenance(checkpoint.info, request),
        content_notice=wording.CONTENT_NOTICE,
        correlations=tuple(correlations(summaries, scored, request)),
        neutral=neutral_control(neutral_scores, request.neutral) if neutral_scores else None,
        vocabulary=grid.vocabulary(request.vocabulary) if request.vocabulary else None,
        notes=tuple(
            dict.fromkeys([*grid.notes, *neutral_grid.notes, *_notes(request, grid, scores, summaries, scored)])
        ),
    )


def _mode(checkpoint: Checkpoint, request: BiasRequest) -> Mode:
    if BiasModel(mode=request.mode).choose_head(checkpoint.model.config.to_dict()) is Head.CAUSAL_LM:
        return "causal"
    if checkpoint.tokenizer.mask_token_id is None:
        raise InvalidInput(
            f"{checkpoint.info.name} fills masks, but its tokenizer has no mask token. Use another model, such as "
            "starter/bert."
        )
    return "masked"


def _candidates(request: BiasRequest, grid: Grid, words: Words) -> list[BiasCandidate]:
    """Return the request's candidates, or the likeliest words under every prompt."""
    if request.candidates is None:
        found = grid.likeliest(request.top_k)
        if not found:
            raise InvalidInput("No word is among what the model expects there. Name candidates.")
        return [BiasCandidate(text=word, automatic=True) for word in found]
    texts = [word.strip() for word in request.candidates]
    candidates = [BiasCandidate(text=text, flag=words.flag(text, grid.all_prompts)) for text in texts]
    if all(candidate.flag for candidate in candidates):
        raise InvalidOption(
            f"No candidate can be scored: {candidates[0].text!r} is {candidates[0].flag}. Choose other words."
        )
    return candidates


def _check_measure(request: BiasRequest, scores: Sequence[BiasScore]) -> None:
    if request.measure == "lpbs" and all(score.lpbs is None for score in scores):
        raise InvalidOption("No template has an LPBS, which needs a single slot. Choose another measure.")
    if request.measure == "exact-word" and all(score.d_exact is None for score in scores):
        raise InvalidOption("The measure exact-word is for causal models: a mask is always a whole word. Leave it out.")


def _notes(
    request: BiasRequest,
    grid: Grid,
    scores: Sequence[BiasScore],
    summaries: Sequence[BiasSummary],
    scored: Mapping[int, str],
) -> list[str]:
    """Say what the reader of the numbers should know."""
    notes = []
    count = len(grid.templates)
    if count < LEAST_TEMPLATES:
        notes.append(wording.few_templates(count, LEAST_TEMPLATES))
    lengths = sorted({len(score.ids) for score in scores})
    if len(lengths) > 1:
        notes.append(wording.different_lengths(lengths))
    if any(score.method == "chain" for score in scores) and any(p.after.strip(" .!?") for p in grid.all_prompts):
        notes.append(
            "A causal model does not read what stands behind the mask; only the association of sentences does."
        )
    if any(score.association and score.association.kind == "kurita" for score in scores):
        notes.append(wording.CONDITIONALS)
    tests = sum(summary.p_value is not None for summary in summaries)
    least = 2.0 ** (1 - count)
    if request.test == "sign-flip" and tests and least * tests > _ALPHA:
        notes.append(wording.weak_test(least, tests))
    if request.real_world:
        missing = [word for word in scored.values() if word not in request.real_world.values]
        notes.append(wording.REAL_WORLD)
        if missing:
            notes.append(f"Without a figure in {request.real_world.name!r}, and left out there: {', '.join(missing)}.")
    return notes
