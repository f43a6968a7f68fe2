"""The scorer's port: a transcript and the interviewer's moves in, a report out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from agents.model import FollowUp, Report, Transcript


class Scorer(Protocol):
    """Scores interviews, off the event loop."""

    @property
    def key(self) -> str:
        """Name and version: a report is made again when it changes."""
        ...

    async def score(self, transcript: Transcript, follow_ups: Sequence[FollowUp]) -> Report:
        """The report of a whole interview."""
        ...
