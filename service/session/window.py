"""Window: the last seconds of microphone audio, by sample number."""

from __future__ import annotations

import numpy as np

from service.speech.ports import SAMPLE_RATE, Pcm

KEPT_S = 32.0
"""Longer than the longest segment with its pre-roll and its trailing silence."""


class Window:
    """A ring of samples. Sample numbers count from the first ever appended."""

    def __init__(self, seconds: float = KEPT_S) -> None:
        self._ring = np.zeros(round(seconds * SAMPLE_RATE), np.int16)
        self.end = 0
        """Samples appended so far."""

    @property
    def start(self) -> int:
        """The oldest sample still held."""
        return max(0, self.end - len(self._ring))

    def append(self, pcm: Pcm) -> None:
        """The next samples; never more at once than the window holds."""
        at = self.end % len(self._ring)
        room = min(len(pcm), len(self._ring) - at)
        self._ring[at : at + room] = pcm[:room]
        self._ring[: len(pcm) - room] = pcm[room:]
        self.end += len(pcm)

    def slice(self, start: int, end: int) -> Pcm:
        """A copy of samples ``start`` to ``end``; what the window does not hold is left out."""
        start, end = max(start, self.start), min(end, self.end)
        if start >= end:
            return np.zeros(0, np.int16)
        at = start % len(self._ring)
        first = self._ring[at : at + end - start]
        return np.concatenate([first, self._ring[: end - start - len(first)]])
