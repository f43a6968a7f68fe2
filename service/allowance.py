"""An allowance: so many at once, so many a second. A token bucket without a clock of its own."""

from __future__ import annotations


class Allowance:
    """Grants ``burst`` at once and ``per_second`` in the long run. ``now`` is seconds that never go back."""

    def __init__(self, per_second: float, burst: int, now: float) -> None:
        self._per_second = per_second
        self._burst = float(burst)
        self._left = float(burst)
        self._at = now

    def take(self, now: float) -> bool:
        """Take one; False when there is none left."""
        self._left = min(self._burst, self._left + (now - self._at) * self._per_second)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
