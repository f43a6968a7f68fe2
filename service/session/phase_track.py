"""The phase track: planned and spent seconds of each phase, as the room shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.session.messages import PhaseView


@dataclass(frozen=True, slots=True)
class PlannedPhase:
    """A phase and the seconds meant for it."""

    id: str
    title: str
    seconds: float


class PhaseTrack:
    """Follows the interview through its phases; phases may be gone back to."""

    def __init__(self, planned: Sequence[PlannedPhase]) -> None:
        self._planned = tuple(planned)
        self._spent = dict.fromkeys((phase.id for phase in planned), 0.0)
        self.phase = planned[0].id
        self._entered_s = 0.0

    def enter(self, phase: str, at_s: float) -> bool:
        """The interview is in ``phase`` from ``at_s`` on. Returns whether that is a change."""
        if phase == self.phase or phase not in self._spent:
            return False
        self._spent[self.phase] += max(0.0, at_s - self._entered_s)
        self.phase, self._entered_s = phase, at_s
        return True

    def views(self, now_s: float) -> tuple[PhaseView, ...]:
        """All phases with the seconds spent in them up to now."""
        running = {self.phase: max(0.0, now_s - self._entered_s)}
        return tuple(
            PhaseView(
                id=phase.id,
                title=phase.title,
                planned_s=phase.seconds,
                spent_s=round(self._spent[phase.id] + running.get(phase.id, 0.0), 1),
            )
            for phase in self._planned
        )
