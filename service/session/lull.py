"""The lull: silence of both, counted and told in steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from service.session.turn_events import SilenceReached
from service.session.turn_settings import TurnSettings

WRITING_S: Final = 180.0
"""For so long an answer may be in the making; then its writer is asked like anybody who is silent."""


@dataclass(slots=True)
class Lull:
    """For how long nobody has spoken; ``silence`` is in samples, and so is what of it was ``excused``."""

    settings: TurnSettings
    silence: int = 0
    excused: int = 0

    def end(self) -> None:
        """Somebody spoke."""
        self.silence = self.excused = 0

    def excuse(self) -> None:
        """Nobody speaks because an answer is being written: that is no silence, until it takes very long."""
        if self.excused + self.silence <= self.settings.samples(WRITING_S * 1_000):
            self.excused += self.silence
            self.silence = 0

    def pass_time(self, samples: int) -> tuple[SilenceReached, ...]:
        """Still nobody speaks."""
        step = self.settings.silence_step
        before, self.silence = self.silence, self.silence + samples
        steps = self.silence // step
        if steps == before // step:
            return ()
        return (SilenceReached(steps * self.settings.silence_step_s),)
