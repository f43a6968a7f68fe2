"""Captions: when each word of a turn was first shown as stable, against when it was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class CaptionLog:
    """The captions of one turn as they came. Times in seconds, of any clock."""

    _shown: list[float] = field(default_factory=list)
    """When the first, second, ... word was first stable."""

    def show(self, stable: str, now: float) -> None:
        """A caption whose stable words, from the start of the turn on, are these."""
        for _ in range(len(stable.split()) - len(self._shown)):
            self._shown.append(now)

    def lags(self, ends: Sequence[float]) -> list[float]:
        """From the end of each word to its first stable caption, in seconds.

        Args:
            ends: when each word that was said ended.

        The n-th word shown is taken for the n-th said: with few errors that is so, and a word too many or
        too few moves the others by one. Words that never came have no lag; they count as word errors.
        """
        return [max(0.0, shown - end) for shown, end in zip(self._shown, ends, strict=False)]
