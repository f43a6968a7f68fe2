"""Endpoint: how long a silence ends a turn, by how its words look and how its voice sounded.

==========================================  ===========================================================
words look                                  silence that ends the turn
==========================================  ===========================================================
handed back ("over to you")                 200 ms
complete, and the voice sounds finished     600 ms, more for a speaker who pauses longer
complete, and the voice does not            2.5 s
complete or handed back, and they were
recognised with doubt                       2.5 s, unless the voice sounds finished
unfinished, or are not known yet            2.5 s
like thinking ("let me think")              10 s
==========================================  ===========================================================

Of words and voice the one that asks for more time has its way: cutting off a thinker is worse than a wait.
Where nobody has listened to the voice the words decide alone, as far as they can be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from service.session.completeness import Looks
from service.session.turn_settings import TurnSettings

REASONS: Final[dict[Looks, Literal["complete", "unfinished", "thinking", "said_done"]]] = {
    Looks.COMPLETE: "complete",
    Looks.UNFINISHED: "unfinished",
    Looks.THINKING: "thinking",
    Looks.OVER: "said_done",
}
_OVER: Final = (Looks.COMPLETE, Looks.OVER)


@dataclass(frozen=True, slots=True)
class Ending:
    """What is known of the end of a turn."""

    looks: Looks | None
    """How its words look; None while they are not known."""
    sounds: float | None
    """How finished its voice sounded, 0 to 1; None when nobody has listened."""
    certain: float = 1.0
    """How sure the recogniser is of the last words, 0 to 1."""

    def seems(self, settings: TurnSettings) -> Looks:
        """Words and voice together."""
        looks = self.looks or Looks.UNFINISHED
        finished = None if self.sounds is None else self.sounds >= settings.finished_probability
        if looks is Looks.COMPLETE and finished is False:
            return Looks.UNFINISHED
        if looks in _OVER and not finished and self.certain < settings.certain_probability:
            return Looks.UNFINISHED
        return looks

    def is_sure(self, settings: TurnSettings) -> bool:
        """Whether nothing asks for more time: a pause here is one between finished sentences."""
        return self.seems(settings) is Looks.COMPLETE

    def wait_ms(self, settings: TurnSettings, complete_ms: float) -> float:
        """The silence that ends the turn; ``complete_ms`` is the one learned for this speaker."""
        return {
            Looks.OVER: settings.eager_ms,
            Looks.COMPLETE: complete_ms,
            Looks.UNFINISHED: settings.unfinished_ms,
            Looks.THINKING: settings.thinking_ms,
        }[self.seems(settings)]
