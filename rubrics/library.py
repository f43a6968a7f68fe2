"""The library: every loop, persona and problem there is, and the lexicon they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from .drill import drill
from .errors import UnknownId
from .schema import Lexicon, Loop, Persona, Problem, Reaction

_T = TypeVar("_T")


@dataclass(frozen=True)
class Library:
    """All rubrics, by id. Personas already hold the wordings they share."""

    loops: Mapping[str, Loop]
    personas: Mapping[str, Persona]
    problems: Mapping[str, Problem]
    lexicon: Lexicon
    reactions: tuple[Reaction, ...] = ()

    def loop(self, loop_id: str) -> Loop:
        """The loop with this id. Raises UnknownId, which names the known ones."""
        return _find("loop", loop_id, self.loops)

    def loop_of(self, loop_id: str, phase: str | None) -> Loop:
        """The loop, or the drill of one of its phases. Raises UnknownId for either."""
        loop = self.loop(loop_id)
        return loop if phase is None else drill(loop, phase)

    def persona(self, persona_id: str) -> Persona:
        """The persona with this id. Raises UnknownId."""
        return _find("persona", persona_id, self.personas)

    def problem(self, problem_id: str) -> Problem:
        """The problem with this id. Raises UnknownId."""
        return _find("problem", problem_id, self.problems)

    def problems_for(self, loop_id: str) -> tuple[Problem, ...]:
        """The problems that may be set in a loop. Raises UnknownId when there is no such loop."""
        loop = self.loop(loop_id)
        return tuple(problem for problem in self.problems.values() if loop.id in problem.loops)

    def personas_for(self, loop_id: str) -> tuple[Persona, ...]:
        """The personas of a loop, its default first. Raises UnknownId."""
        return tuple(self.persona(persona_id) for persona_id in self.loop(loop_id).personas)


def _find(kind: str, item_id: str, items: Mapping[str, _T]) -> _T:
    try:
        return items[item_id]
    except KeyError:
        raise UnknownId(kind, item_id, items) from None
