"""Cadence: how often captions are made. They are the first to give way when there is much to do."""

from __future__ import annotations

from collections import OrderedDict
from math import exp, inf
from typing import Final

from service.speech.buckets import FRAMES_PER_SECOND

OFTEN_S: Final = 0.4
"""Captions need not come more often: that is what a word takes."""
SELDOM_S: Final = 8.0
"""Whatever the load, one is asked for now and then; finals bring most words by then."""
MEMORY_S: Final = 5.0
"""How long finals are remembered; also how long a session counts as speaking after its last caption."""
PROCESS_S: Final = 2.0
"""How long it is remembered what the process did: when many come in at once, captions give way soon."""
SHARE: Final = 0.6
"""Of the engine's time, for finals and captions together: beyond it queues grow without end. Of the
processor's time too, for all that the process does: sockets and turns must not wait for captions either."""
LEAST_SHARE: Final = 0.05
"""Of the engine's time that captions are counted on to have, however much else there is to do."""


class Fading:
    """A sum of which the older parts are forgotten little by little. Time is an argument.

    Args:
        memory_s: after so long two thirds are forgotten.
    """

    def __init__(self, memory_s: float) -> None:
        self._memory_s = memory_s
        self._sum = 0.0
        self._at = 0.0

    def add(self, seconds: float, now: float) -> None:
        """So much more."""
        self._sum = self._left(now) + seconds
        self._at = now

    def rate(self, now: float) -> float:
        """How much per second, of late."""
        return self._left(now) / self._memory_s

    def _left(self, now: float) -> float:
        return self._sum * exp(-max(0.0, now - self._at) / self._memory_s)


class Cadence:
    """Seconds of new speech between two captions of a session. Time is an argument.

    Args:
        replicas: batches that are made at the same time.
        work: seconds of mel that captions may encode per second of speech; infinite where that is no cost.
        threads: CPU cores that each of them keeps busy; none if the engine does not run on the CPU.
    """

    def __init__(self, replicas: int, work: float, threads: int = 0) -> None:
        self._replicas = replicas
        self._work = work
        self._threads = threads
        self._finals = Fading(MEMORY_S)
        self._captions, self._process = Fading(PROCESS_S), Fading(PROCESS_S)
        self._process_s, self._process_at = 0.0, -inf
        self._speaking: OrderedDict[str, float] = OrderedDict()

    def finals_took(self, seconds: float, now: float) -> None:
        """A replica was busy with finals for so long."""
        self._finals.add(seconds, now)

    def captions_took(self, seconds: float, now: float) -> None:
        """A replica was busy with captions for so long."""
        self._captions.add(seconds, now)

    def process_took(self, seconds: float, now: float) -> None:
        """The process has had so much processor time since it began."""
        of_late = min(1.0, PROCESS_S / (now - self._process_at)) if now > self._process_at else 0.0
        self._process.add((seconds - self._process_s) * of_late, now)
        self._process_s, self._process_at = seconds, now

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
        crowded_s = max(1, len(self._speaking)) * cost_s / self._left(now)
        allowed_s = frames / FRAMES_PER_SECOND / self._work
        return min(SELDOM_S, max(OFTEN_S, allowed_s, crowded_s))

    def _left(self, now: float) -> float:
        """Replicas that captions may keep busy."""
        of_engine = SHARE * self._replicas - self._finals.rate(now)
        left = of_engine
        if self._threads:
            others = self._process.rate(now) / self._threads - self._captions.rate(now)
            left = min(of_engine, SHARE * self._replicas - max(0.0, others))
        return max(LEAST_SHARE * self._replicas, left)

    def _forget(self, now: float) -> None:
        while self._speaking and now - next(iter(self._speaking.values())) > MEMORY_S:
            self._speaking.popitem(last=False)
