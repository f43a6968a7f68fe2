"""Pauses: how long this speaker pauses between finished sentences, learned as they speak.

The shape follows the smoothing that voice agents use for endpointing: an exponential average, a margin over
it, and a ceiling so that one long pause does not make the interviewer slow for the rest of the interview.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

SMOOTHING = 0.25
"""Weight of the newest pause."""
MARGIN = 1.25
"""How much longer than the usual pause a silence must be to end the turn."""
REGRET_MS = 100.0
"""Added when a turn was ended and its speaker went on at once: the worst fault costs most."""
CEILING_MS = 1_000.0
"""Never wait longer than this when the words look complete."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """The wait, in ms, that ends a turn whose words look complete."""

    floor_ms: float
    usual_ms: float = 0.0
    regret_ms: float = 0.0

    @property
    def wait_ms(self) -> float:
        """How long a silence after complete-looking words ends the turn."""
        learned = max(self.floor_ms, self.usual_ms * MARGIN) + self.regret_ms
        return min(learned, max(CEILING_MS, self.floor_ms))

    def paused(self, pause_ms: float) -> Pauses:
        """A pause after complete-looking words, after which the speaker went on."""
        usual = pause_ms if not self.usual_ms else self.usual_ms + SMOOTHING * (pause_ms - self.usual_ms)
        return replace(self, usual_ms=usual)

    def cut_off(self) -> Pauses:
        """The turn was ended and the speaker went on at once."""
        return replace(self, regret_ms=min(self.regret_ms + REGRET_MS, CEILING_MS))

    def ended_well(self) -> Pauses:
        """The turn was ended and the speaker had indeed finished: regret fades."""
        return replace(self, regret_ms=self.regret_ms * (1 - SMOOTHING / 2))


@dataclass(slots=True)
class Patience:
    """What is learned from the ends of one speaker's turns. Positions are samples."""

    pauses: Pauses
    cut_off: int
    """Samples after a turn's last word in which more speech means that it was cut off."""
    last_end: int | None = None
    """The last word of a turn that was ended by its silence, until it is known whether that was right."""

    def paused(self, pause_ms: float) -> None:
        """A pause between finished sentences of one turn."""
        self.pauses = self.pauses.paused(pause_ms)

    def spoke(self, at: int) -> None:
        """The candidate began to speak."""
        if self.last_end is not None:
            went_on = at - self.last_end < self.cut_off
            self.pauses = self.pauses.cut_off() if went_on else self.pauses.ended_well()
            self.last_end = None

    def heard_out(self) -> None:
        """The candidate heard the answer to its end."""
        if self.last_end is not None:
            self.pauses = self.pauses.ended_well()
            self.last_end = None
