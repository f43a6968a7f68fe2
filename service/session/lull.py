"""The lull: silence of both, counted and told in steps."""

from __future__ import annotations

from dataclasses import dataclass

from service.session.turn_events import SilenceReached
from service.session.turn_settings import TurnSettings


@dataclass(slots=True)
class Lull:
    """For how long nobody has spoken; ``silence`` is in samples."""

    settings: TurnSettings
    silence: int = 0

    def end(self) -> None:
        """Somebody spoke."""
        self.silence = 0

    def pass_time(self, samples: int) -> tuple[SilenceReached, ...]:
        """Still nobody speaks."""
        step = self.settings.silence_step
        before, self.silence = self.silence, self.silence + samples
        steps = self.silence // step
        if steps == before // step:
            return ()
        return (SilenceReached(steps * self.settings.silence_step_s),)
