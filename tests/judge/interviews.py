"""Plays every candidate and grades the interviewer: by its moves, and by its words alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agents.candidate import Candidate
from agents.interviewer import Speaker
from agents.setup import Setup
from agents.simulate import Simulation, simulate
from rubrics.library import Library
from tests.judge import outsider
from tests.judge.figures import (
    FALSE_PROBES,
    OVERRUN_NEVER_YIELDS_S,
    OVERRUN_S,
    PROBE_RECALL,
    TOTAL_OVERRUN_S,
    Figure,
)
from tests.judge.material import Material


@dataclass(frozen=True, eq=False)
class Played:
    """One interview and its two grades."""

    candidate: Candidate
    simulation: Simulation
    missed: tuple[str, ...]
    """Plants not caught, going by the words."""
    false_probes: tuple[str, ...]
    repeats: tuple[str, ...]

    @property
    def caught(self) -> int:
        """Plants caught, going by the words."""
        return len(self.candidate.plants) - len(self.missed)

    @property
    def mean(self) -> float | None:
        """Mean of the scored criteria."""
        report = self.simulation.report
        scores = [] if report is None else [each.score for each in report.criteria if each.score is not None]
        return sum(scores) / len(scores) if scores else None


def play(
    material: Material, library: Library, phraser: Callable[[Setup], Speaker] | None = None
) -> tuple[Played, ...]:
    """Every candidate's interview."""
    return tuple(_played(each, library, phraser) for each in material.candidates)


def _played(candidate: Candidate, library: Library, phraser: Callable[[Setup], Speaker] | None) -> Played:
    played = simulate(candidate, library, phraser=phraser)
    lexicon = library.lexicon
    return Played(
        candidate,
        played,
        missed=tuple(
            f"{plant.kind} {plant.target}"
            for plant in candidate.plants
            if not outsider.caught(plant, played, lexicon)
        ),
        false_probes=tuple(outsider.asked_why(candidate, played, lexicon)),
        repeats=tuple(outsider.repeats(played)),
    )


def figures(interviews: tuple[Played, ...]) -> list[Figure]:
    """What must hold over all of them."""
    if not interviews:
        return []
    plants = sum(len(each.candidate.plants) for each in interviews)
    justified = sum(len(each.candidate.justified) for each in interviews)
    yielding = [each for each in interviews if not each.candidate.never_yields]
    others = [each for each in interviews if each.candidate.never_yields]
    grades = {each: each.simulation.grade for each in interviews}
    return [
        Figure(
            "probe recall, by words",
            sum(each.caught for each in interviews) / max(plants, 1),
            least=PROBE_RECALL,
            detail=tuple(f"{each.candidate.name}: {missed}" for each in interviews for missed in each.missed),
        ),
        Figure(
            "probe recall, by moves",
            sum(grade.caught for grade in grades.values()) / max(plants, 1),
            least=PROBE_RECALL,
            detail=tuple(
                f"{each.candidate.name}: {missed}"
                for each, grade in grades.items()
                for missed in grade.missed
            ),
        ),
        Figure(
            "false probes, by words",
            sum(len(each.false_probes) for each in interviews) / max(justified, 1),
            most=FALSE_PROBES,
            detail=tuple(f"{each.candidate.name}: {why}" for each in interviews for why in each.false_probes),
        ),
        Figure(
            "false probes, by moves",
            sum(grade.false_probes for grade in grades.values()) / max(justified, 1),
            most=FALSE_PROBES,
            detail=tuple(each.candidate.name for each, grade in grades.items() if grade.false_probes),
        ),
        Figure(
            "questions asked twice",
            sum(max(len(each.repeats), grades[each].repeats) for each in interviews),
            most=0,
            form=".0f",
            detail=tuple(f"{each.candidate.name}: {asked}" for each in interviews for asked in each.repeats),
        ),
        Figure(
            "phase overrun, who yields (s)",
            outsider.overrun([grades[each].worst_overrun_s for each in yielding]),
            most=OVERRUN_S,
            form=".0f",
        ),
        Figure(
            "phase overrun, who never does (s)",
            outsider.overrun([grades[each].worst_overrun_s for each in others]),
            most=OVERRUN_NEVER_YIELDS_S,
            form=".0f",
        ),
        Figure(
            "interview overrun (s)",
            outsider.overrun([grade.total_overrun_s for grade in grades.values()]),
            most=TOTAL_OVERRUN_S,
            form=".0f",
        ),
    ]
