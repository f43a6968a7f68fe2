"""A candidate who listens, and answers aloud when it is its turn."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.e2e.air import Air

SILENT_S = 8.0
"""An interviewer who says nothing for so long waits for more."""
LAST = ("design-done",)


@dataclass
class Candidate:
    """Speaks in a room until the interview is over.

    Args:
        page: in the room.
        air: of that page.
        breaths: what is said, one breath each time it is the candidate's turn, of the names of clips.
    """

    page: Page
    air: Air
    breaths: Sequence[Sequence[str]]
    said: list[str] = field(default_factory=list)
    """The clips so far."""

    def held(self) -> Iterator[None]:
        """The interview, step by step; never waits itself, so that several can be held at once."""
        left = list(self.breaths)
        heard = 0
        while self._inside:
            patient_until = time.monotonic() + SILENT_S
            while self._inside and not (self._asked(heard) or (heard and time.monotonic() > patient_until)):
                yield
            if not self._inside:
                return
            heard = self._turns
            clips = left.pop(0) if left else LAST
            self.air.begin(*clips)
            self.said += clips
            while self._inside and not self.air.quiet:
                yield

    @property
    def _inside(self) -> bool:
        return self.page.url.endswith("/room")

    def _asked(self, heard: int) -> bool:
        """Whether the interviewer has said more than ``heard`` turns, and waits for an answer."""
        return self._turns > heard and self.air.messages("state")[-1]["state"] == "listening"

    @property
    def _turns(self) -> int:
        return len({each["turn"] for each in self.air.messages("say")})
