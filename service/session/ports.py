"""The ports of a session: the event log it writes, the recording it keeps, the clock it reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from agents.interviewer import Event as Happening
from agents.interviewer import Reply
from agents.model import Turn
from service.events import Event
from service.speech.ports import Pcm


class EventLog(Protocol):
    """The append-only log of one interview."""

    async def append(self, *events: Event) -> int:
        """Store events, in order and all or none. They are durable when this returns."""
        ...

    async def read(self) -> Sequence[Event]:
        """All events, oldest first."""
        ...


class Recording(Protocol):
    """The durable audio of one interview, both voices."""

    @property
    def last_sequence(self) -> int | None:
        """The last microphone frame that is on disk; None when there is none."""
        ...

    @property
    def end_s(self) -> float:
        """Interview time of the latest audio; 0 when there is none."""
        ...

    async def candidate(self, start_s: float, end_s: float) -> Pcm:
        """The candidate's samples of a stretch of interview time, 16 kHz; silence where there are none."""
        ...

    def add_candidate(self, sequence: int, pcm: bytes, at_s: float) -> None:
        """Add a microphone frame (PCM16, mono, 16 kHz) heard at ``at_s`` of interview time. It waits."""
        ...

    def add_interviewer(self, pcm: bytes, sample_rate: int, at_s: float) -> None:
        """Add interviewer audio that was heard from ``at_s`` on."""
        ...

    def cut_interviewer(self, at_s: float) -> None:
        """Nothing of the interviewer was heard from ``at_s`` on: playback was flushed."""
        ...

    async def flush(self) -> None:
        """Store what was added, in its order. It survives the death of this process when this returns."""
        ...

    async def close(self) -> None:
        """Store what was added and let go of the files. Safe to repeat."""
        ...


class Interviewing(Protocol):
    """The interviewer's mind; ``agents.interviewer.Interviewer`` is one."""

    @property
    def ended(self) -> bool:
        """True once the goodbye has been decided on."""
        ...

    def consider(self, event: Happening, now: float) -> Reply:
        """What it would do about an event at ``now`` seconds of interview time. Changes nothing."""
        ...

    def commit(self, reply: Reply, turn: Turn | None = None) -> None:
        """Make the reply what happened; ``turn`` is the turn that a reply to ``Talking`` cut in on."""
        ...

    def replay(self, events: Iterable[Happening]) -> None:
        """Take in turns and moves that were stored, after those it knows."""
        ...


class Clock(Protocol):
    """Seconds that never go back; an event loop's ``time`` is one."""

    def __call__(self) -> float:
        """Seconds since some fixed moment."""
        ...


class Metrics(Protocol):
    """Takes latency spans as they are measured."""

    def __call__(self, span: str, seconds: float) -> None:
        """Record that ``span`` took ``seconds``."""
        ...


def unmeasured(span: str, seconds: float) -> None:
    """Metrics for those who want none."""
