"""The catalogue: what can be interviewed, about what, and with which engines."""

from __future__ import annotations

from fastapi import APIRouter

from rubrics.library import Library
from rubrics.schema import Loop, Problem
from service.api.dependencies import Given
from service.api.refusals import REFUSALS
from service.resources import Choice, Engines, LoopInfo, Loops, PhaseInfo, ProblemInfo, Problems

router = APIRouter(prefix="/v1", tags=["catalogue"], responses=REFUSALS)


@router.get("/loops")
async def loops(services: Given) -> Loops:
    """The interview loops with their lengths, levels, personas and phases."""
    return Loops(loops=[_loop(services.library, loop) for loop in services.library.loops.values()])


@router.get("/problems")
async def problems(services: Given) -> Problems:
    """The problems as a candidate may see them; their fact sheets stay with the interviewer."""
    return Problems(problems=[problem_info(problem) for problem in services.library.problems.values()])


@router.get("/engines")
async def engines(services: Given) -> Engines:
    """The engines in use and why they were chosen. Empty, with a notice, while they are loading."""
    loaded = services.engines.loaded
    if loaded is None:
        return Engines(engines=[], notices=[services.engines.failure or "The engines are warming up."])
    return Engines(engines=list(loaded.choices), notices=loaded.told())


def _loop(library: Library, loop: Loop) -> LoopInfo:
    personas = library.personas_for(loop.id)
    return LoopInfo(
        id=loop.id,
        title=loop.title,
        summary=loop.summary,
        lengths=list(loop.lengths),
        default_minutes=loop.default_minutes,
        levels=[Choice(id=level.id, title=level.title, summary=level.expects) for level in loop.levels],
        default_level=loop.default_level,
        personas=[
            Choice(id=persona.id, title=f"{persona.name}, {persona.role}", summary=persona.summary)
            for persona in personas
        ],
        default_persona=personas[0].id,
        styles=[
            Choice(id=style.id, title=style.title, summary=style.summary) for style in personas[0].styles
        ],
        default_style=personas[0].default_style,
        phases=[
            PhaseInfo(id=phase.id, title=phase.title, goal=phase.goal, minutes=phase.minutes)
            for phase in loop.phases
        ],
        problems=[problem.id for problem in library.problems_for(loop.id)],
        needs_project=loop.own_project,
    )


def problem_info(problem: Problem) -> ProblemInfo:
    """A problem as the set-up page shows it."""
    return ProblemInfo(
        id=problem.id,
        title=problem.title,
        statement=problem.statement,
        loops=list(problem.loops),
        intake=[item.text for item in problem.intake],
    )
