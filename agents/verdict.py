"""The verdict: criteria combined by arithmetic into dimensions, a band, and a signal for the level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agents.model import CriterionScore, DimensionScore, Overall, Scorer
from rubrics.schema import Level, Loop

HIGHEST = 4.0
ENOUGH_SCORED = 0.5
"""The share of the loop's criteria, by weight, that must be scored before a signal is given."""

STRONG_ABOVE, MIXED_BELOW, NO_BELOW = 0.6, 0.5, 1.1
"""Distances from the level's bar, in levels: *strong yes* from bar + 0.6, *yes* from the bar, *mixed* from
bar - 0.5, *no* from bar - 1.1, below that *strong no* (proposed)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scorer decided."""

    criteria: tuple[CriterionScore, ...]
    dimensions: tuple[DimensionScore, ...]
    overall: Overall
    scorer: Scorer


def verdict(
    loop: Loop, level_id: str, scores: Sequence[CriterionScore]
) -> tuple[tuple[DimensionScore, ...], Overall]:
    """Dimensions and overall: weighted means of what was scored."""
    weights = {criterion.id: criterion.weight for criterion in loop.criteria}
    dimensions = []
    for dimension in loop.dimensions:
        own = [(each.score, weights[each.id]) for each in scores if each.dimension == dimension.id]
        dimensions.append(DimensionScore(id=dimension.id, name=dimension.name, score=_mean(own)))
    by_weight = {dimension.id: dimension.weight for dimension in loop.dimensions}
    mean = _mean([(each.score, by_weight[each.id]) for each in dimensions])
    scored = sum(weights[each.id] for each in scores if each.score is not None)
    level = next((level for level in loop.levels if level.id == level_id), None) or loop.levels[0]
    enough = mean is not None and scored >= ENOUGH_SCORED * sum(weights.values())
    return tuple(dimensions), _overall(mean if enough else None, level, level_id)


def _mean(values: Sequence[tuple[float | None, float]]) -> float | None:
    scored = [(value, weight) for value, weight in values if value is not None]
    total = sum(weight for _, weight in scored)
    return round(sum(value * weight for value, weight in scored) / total, 2) if total else None


def _overall(mean: float | None, level: Level, asked: str) -> Overall:
    if mean is None:
        return Overall(
            signal="not enough evidence",
            band="not enough evidence",
            level=asked,
            meaning="Too little was reached or said to judge it. This is no verdict on you.",
        )
    above = round(mean - level.bar, 2)
    distance = f"{mean:.1f} of {HIGHEST:.0f}, where {level.id} needs {level.bar:.1f}"
    if above >= STRONG_ABOVE:
        signal, meaning = "strong yes", f"You were clearly above what {level.id} asks for: {distance}."
    elif above >= 0:
        signal, meaning = "yes", f"You showed what {level.id} asks for: {distance}."
    elif above >= -MIXED_BELOW:
        signal, meaning = (
            "mixed",
            f"You showed part of what {level.id} asks for, and part of it not: {distance}.",
        )
    elif above >= -NO_BELOW:
        signal, meaning = "no", f"Most of what {level.id} asks for was not heard: {distance}."
    else:
        signal, meaning = "strong no", f"Hardly anything that {level.id} asks for was heard: {distance}."
    return Overall.model_validate({"signal": signal, "band": band(mean), "level": asked, "meaning": meaning})


def band(mean: float) -> str:
    """Half a level wide, so that nobody reads more into a score than it holds: ``3.0-3.4``."""
    low = min(int(mean * 2) / 2, HIGHEST - 0.5)
    high = HIGHEST if low >= HIGHEST - 0.5 else low + 0.4
    return f"{low:.1f}-{high:.1f} ({_BAND_WORDS[low]})"


_BAND_WORDS: Mapping[float, str] = {
    1.0: "hardly shown",
    1.5: "shown here and there",
    2.0: "shown in part",
    2.5: "mostly shown",
    3.0: "well shown",
    3.5: "shown throughout",
}
