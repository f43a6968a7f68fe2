"""Cadence: how often captions are made. They are the first to give way when there is much to do."""

from __future__ import annotations

from collections import OrderedDict
from math import exp
from typing import Final

from service.speech.buckets import FRAMES_PER_SECOND

OFTEN_S: Final = 0.5
"""Captions need not come more often: a word takes about 0.4 s."""
SELDOM_S: Final = 8.0
"""Whatever the load, one is asked for now and then; finals bring most words by then."""
MEMORY_S: Final = 5.0
"""How long work is remembered; also how long a session counts as speaking after its last caption."""
SHARE: Final = 0.6
"""Of the engine's time, for finals and captions together: beyond it queues grow without end."""
LEAST_SHARE: Final = 0.05
"""Of the engine's time that captions are counted on to have, however many finals there are."""


class Cadence:
    """Seconds of new speech between two captions of a session. Time is an argument.

    Args:
        replicas: batches that are made at the same time.
        work: seconds of mel that captions may encode per second of speech; infinite where that is no cost.
    """

    def __init__(self, replicas: int, work: float) -> None:
        self._replicas = replicas
        self._work = work
        self._finals_s = 0.0
        self._at = 0.0
        self._speaking: OrderedDict[str, float] = OrderedDict()

    def finals_took(self, seconds: float, now: float) -> None:
        """A replica was busy with finals for so long."""
        self._finals_s = self._remembered(now) + seconds
        self._at = now

    def caption_of(self, session: str, now: float) -> None:
        """A session has asked for a caption."""
        self._speaking[session] = now
        self._speaking.move_to_end(session)
        self._forget(now)

    def interval_s(self, frames: int, cost_s: float, now: float) -> float:
        """How much new speech the next caption should wait for.

        Args:
            frames: mel frames it will encode.
            cost_s: what it will take.
            now: seconds.
        """
        self._forget(now)
        finals = self._remembered(now) / (MEMORY_S * self._replicas)
        left = max(LEAST_SHARE, SHARE - finals) * self._replicas
        crowded_s = max(1, len(self._speaking)) * cost_s / left
        allowed_s = frames / FRAMES_PER_SECOND / self._work
        return min(SELDOM_S, max(OFTEN_S, allowed_s, crowded_s))

    def _remembered(self, now: float) -> float:
        return self._finals_s * exp(-max(0.0, now - self._at) / MEMORY_S)

    def _forget(self, now: float) -> None:
        while self._speaking and now - next(iter(self._speaking.values())) > MEMORY_S:
            self._speaking.popitem(last=False)
