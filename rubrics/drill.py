"""Drills: one phase of a loop as a loop of its own, with what can be shown in it."""

from __future__ import annotations

from .errors import UnknownId
from .schema import Criterion, Loop

DRILL_MINUTES = 10
"""A drill's usual length."""


def drill(loop: Loop, phase_id: str) -> Loop:
    """The loop with this phase alone, which has all the time, and the criteria that can be shown in it.

    A criterion of other phases is left out; so is an indicator that looks into other phases, and a dimension
    of which nothing is left. Raises UnknownId, which names the loop's phases.
    """
    phases = {phase.id: phase for phase in loop.phases}
    if phase_id not in phases:
        raise UnknownId("phase", phase_id, phases)
    phase = phases[phase_id].model_copy(update={"minutes": {DRILL_MINUTES: float(DRILL_MINUTES)}})
    criteria = tuple(kept for each in loop.criteria for kept in _shown(each, phase_id))
    dimensions = {criterion.dimension for criterion in criteria}
    return loop.model_copy(
        update={
            "phases": (phase,),
            "lengths": (DRILL_MINUTES,),
            "default_minutes": DRILL_MINUTES,
            "closing_s": {},
            "criteria": criteria,
            "dimensions": tuple(each for each in loop.dimensions if each.id in dimensions),
            "exemplars": tuple(each for each in loop.exemplars if each.phase == phase_id),
        }
    )


def _shown(criterion: Criterion, phase_id: str) -> list[Criterion]:
    """The criterion as far as the phase can show it: none, or one."""
    if criterion.phases and phase_id not in criterion.phases:
        return []
    indicators = tuple(each for each in criterion.indicators if not each.phases or phase_id in each.phases)
    return [criterion.model_copy(update={"indicators": indicators})] if indicators else []
