"""Said: a turn of the candidate that waits for an answer."""

from __future__ import annotations

from dataclasses import dataclass

from agents.model import Turn
from service.session.open_turn import OpenTurn


@dataclass(frozen=True, slots=True)
class Said:
    """The candidate's turn is over; ``words`` may still be on their way. Times are interview time."""

    words: OpenTurn | None
    start_s: float
    end_s: float
    ended: float
    """When it was decided, by the clock."""
    waited_s: float = 0.0
    """Silence that it took to decide."""
    typed: str = ""
    goes_on: bool = False
    """True when the next turn goes on with it: it is stored and heard, and answered with that one."""

    async def text(self) -> str:
        """All words, once they are there."""
        return await self.words.text() if self.words else self.typed


@dataclass(frozen=True, slots=True)
class Again:
    """A stored turn that was not answered before the service stopped."""

    turn: Turn
