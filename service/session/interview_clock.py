"""The interview's own time: it runs while the room is live, and stops for pauses and lost connections."""

from __future__ import annotations

from service.session.ports import Clock


class InterviewClock:
    """Seconds of interview time. Begins stopped."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._elapsed = 0.0
        self._since: float | None = None

    @property
    def running(self) -> bool:
        """True between ``start`` and ``stop``."""
        return self._since is not None

    def now_s(self) -> float:
        """Interview time now."""
        return self._elapsed + (0.0 if self._since is None else self._clock() - self._since)

    def set(self, elapsed_s: float) -> None:
        """The interview has already lasted this long."""
        self._elapsed = elapsed_s

    def start(self) -> None:
        """Run from here on."""
        if self._since is None:
            self._since = self._clock()

    def stop(self) -> None:
        """Stand still."""
        self._elapsed, self._since = self.now_s(), None
