"""All stages of a distribution from stored raw logits, without the model and without torch."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from ..errors import InvalidInput
from ..messages import (
    Array,
    BarToken,
    Distribution,
    DistributionRequest,
    DistributionStage,
    RemovedToken,
    StageToken,
    TokenChoice,
    TokenName,
)
from .orders import Context, foreign_options, steps
from .prompt import draw_seed
from .sampling import CLOSE, uniform
from .stages import Ids, Probabilities, Stage, first_in_order

if TYPE_CHECKING:
    from numpy.typing import NDArray

AROUND = 5  # neighbours of the chosen token on each side of the cumulative bar


def recompute(distribution: Distribution, **changes: Any) -> Distribution:
    """Return the distribution of the same context under other settings: no model runs.

    `changes` are fields of the request (`decoding`, `order`, `count_prompt`, `top`, `u`, `sequence`). A seed that was
    drawn stays. Ids that were in no stage before have no name here. Raises `InvalidInput` unless the distribution was
    asked for with `full=True`, `InvalidOption` as the request does, `NumericalError` when no token is left.

        distribution = backend.distribution(DistributionRequest(prompt="The soup is", full=True))
        warmer = recompute(distribution, decoding=Decoding(temperature=1.5))
    """
    if distribution.logits is None:
        raise InvalidInput("This distribution holds no raw logits to recompute from. Ask for it with full=True.")
    fixed = {"model", "prompt", "prompt_ids", "generated", "full", "id"} & changes.keys()
    if fixed:
        raise InvalidInput(f"{', '.join(sorted(fixed))} cannot change without the model. Make a new request.")
    request = msgspec.structs.replace(distribution.request, **changes)
    known = {name.id: name for name in distribution.names}
    return fill(msgspec.structs.replace(distribution, request=request), _raw(distribution.logits), known.get)


@lru_cache(maxsize=4)
def _raw(logits: Array) -> Stage:
    """Sort the raw logits once for all settings that somebody tries on them."""
    return Stage.raw(logits.numpy())


def fill(distribution: Distribution, raw: Stage, name_of: Callable[[int], TokenName | None]) -> Distribution:
    """Return the distribution with stages, choice, names and notes computed from its raw stage."""
    request = distribution.request
    context = Context(
        prompt=distribution.decoder_ids,
        generated=request.generated,
        rules=distribution.rules,
        ends=distribution.ends,
        count_prompt=request.count_prompt,
    )
    stages = compute_stages(raw, request, context)
    choice = _choose(stages[-1], request, distribution.choice)
    shown = _shown(stages, request.top, choice)
    described = tuple(_describe(stages, shown, request.top))
    mentioned = {*shown.tolist(), *(token.id for stage in described for token in stage.removed_tokens)}
    mentioned |= {token.id for token in choice.bar} if choice else set()
    found = (name_of(token) for token in sorted(mentioned))
    return msgspec.structs.replace(
        distribution,
        stages=described,
        choice=choice,
        names=tuple(name for name in found if name is not None),
        notes=(*_foreign(request), *(note for stage in stages for note in stage.notes)),
    )


def compute_stages(raw: Stage, request: DistributionRequest, context: Context) -> list[Stage]:
    """Return the stages from raw to final, each over the full vocabulary."""
    stages = [raw]
    for step in steps(request.decoding, context, request.order):
        stages.append(step(stages[-1]))
    return stages


def _foreign(request: DistributionRequest) -> tuple[str, ...]:
    return tuple(
        f"{request.order} has no {name}: here it runs before the penalties."
        for name in foreign_options(request.decoding, request.order)
    )


def _choose(stage: Stage, request: DistributionRequest, earlier: TokenChoice | None) -> TokenChoice | None:
    """Return the choice from the final stage; a seed that was drawn `earlier` is used again."""
    decoding, step = request.decoding, len(request.generated)
    if decoding.num_beams > 1:
        return None
    u, seed = request.u, None
    if decoding.sampled and u is None:
        drawn = earlier.seed if earlier else None
        seed = decoding.seed if decoding.seed is not None else draw_seed() if drawn is None else drawn
        u = uniform(seed, request.sequence, step)
    position = 0 if u is None else stage.choose(u)
    return TokenChoice(
        id=stage.token_at(position),
        u=u,
        seed=seed,
        sequence=request.sequence,
        step=step,
        bar=tuple(_bar_token(stage, place) for place in _neighbours(position, stage.kept)),
        close=_is_close(stage, position, u),
    )


def _neighbours(position: int, kept: int) -> range:
    return range(max(0, position - AROUND), min(kept, position + AROUND + 1))


def _bar_token(stage: Stage, position: int) -> BarToken:
    token = stage.token_at(position)
    return BarToken(
        id=token,
        position=position,
        lower=float(stage.cumulative[position - 1]) if position else 0.0,
        upper=float(stage.cumulative[position]),
        tied=bool(stage.places(stage.logits[[token]])[1] > 1),
    )


def _is_close(stage: Stage, position: int, u: float | None) -> bool:
    if u is None:
        return stage.kept > 1 and float(stage.ascending[-1]) - float(stage.ascending[-2]) < CLOSE
    inner = stage.cumulative[max(0, position - 1) : min(position + 1, stage.kept - 1)]  # 0 and 1 are no edges
    return bool((np.abs(inner - u) < CLOSE).any())


def _shown(stages: Sequence[Stage], top: int, choice: TokenChoice | None) -> Ids:
    """Return the ids that every stage describes: the best of each stage, and the chosen one."""
    chosen = [np.array([choice.id])] if choice else []
    return np.unique(np.concatenate([*(stage.best(top) for stage in stages), *chosen]))


def _describe(stages: Sequence[Stage], shown: Ids, top: int) -> list[DistributionStage]:
    had = stages[0].probability(shown)  # what each shown token last had while it was kept
    described = [_stage(stages[0], stages[0], shown, had, top)]
    for before, stage in pairwise(stages):
        kept_before = np.isfinite(before.logits[shown])
        had = np.where(kept_before, before.probability(shown), had)
        described.append(_stage(before, stage, shown, had, top))
    return described


def _stage(before: Stage, stage: Stage, shown: Ids, had: Probabilities, top: int) -> DistributionStage:
    kept_before, kept_now = np.isfinite(before.logits), np.isfinite(stage.logits)
    removed = np.flatnonzero(kept_before & ~kept_now)
    kept_mass, removed_mass = _masses(before, removed, kept_before & kept_now)
    first = first_in_order(before.logits, removed, top)
    gone = zip(first.tolist(), before.probability(first).tolist(), strict=True)
    tokens = _tokens(stage, shown, had)
    return DistributionStage(
        name=stage.name,
        kept=stage.kept,
        kept_mass=kept_mass,
        removed=len(removed),
        removed_mass=removed_mass,
        removed_tokens=tuple(RemovedToken(id=token, probability=p) for token, p in gone),
        entropy=stage.entropy,
        entropy_bits=stage.entropy / math.log(2),
        perplexity=math.exp(stage.entropy),
        log_normaliser=stage.log_normaliser,
        tokens=tokens,
        rest=max(0.0, 1.0 - math.fsum(token.probability for token in tokens)),
    )


def _masses(before: Stage, removed: Ids, stayed: NDArray[np.bool_]) -> tuple[float, float]:
    """Return what the kept and the removed tokens held; the fewer of them are summed."""
    if len(removed) <= before.kept / 2:
        mass = float(before.probability(removed).sum())
        return 1.0 - mass, mass
    mass = float(before.probability(np.flatnonzero(stayed)).sum())
    return mass, 1.0 - mass


def _tokens(stage: Stage, shown: Ids, had: Probabilities) -> tuple[StageToken, ...]:
    """Describe tokens (N,) in order, the removed ones last; `had` are their probabilities one stage earlier (N,)."""
    logits, probabilities = stage.logits[shown], stage.probability(shown)  # (N,)
    kept = np.isfinite(logits)
    greater, equal = stage.places(logits)
    cumulative = stage.cumulative_of_first(int((greater + equal)[kept].max(initial=0)))
    tokens = []
    for place in np.lexsort((shown, -np.where(kept, np.inf, had), -logits)):
        token, last = int(shown[place]), float(had[place])
        if not kept[place]:
            tokens.append(
                StageToken(id=token, rank=None, logit=None, probability=0.0, cumulative=None, before=last, tied=False)
            )
            continue
        tied = bool(equal[place] > 1)
        earlier = np.searchsorted(np.flatnonzero(stage.logits == logits[place]), token) if tied else 0
        tokens.append(
            StageToken(
                id=token,
                rank=int(greater[place]) + 1,
                logit=float(logits[place]),
                probability=float(probabilities[place]),
                cumulative=float(cumulative[greater[place] + earlier]),
                before=last,
                tied=tied,
            )
        )
    return tuple(tokens)
