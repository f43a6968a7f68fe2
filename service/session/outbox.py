"""The outbox: what waits to be sent to one browser. Bounded: one that does not read is dropped."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import Final

from service.session.messages import Message

LIMIT: Final = 1_000
"""Messages and audio frames that may wait: some 40 s of speech, far beyond the lead."""


@dataclass(frozen=True, slots=True)
class Farewell:
    """How a connection is closed: a WebSocket close code and a few words."""

    code: int
    reason: str


SLOW = Farewell(1013, "the connection does not keep up")
TAKEN_OVER = Farewell(4001, "another tab has taken over")
OVER = Farewell(1000, "the interview is over")


class Outbox:
    """Messages and audio on their way to one connection."""

    sound = True
    """False where this browser wants no audio: it speaks the sentences itself, or only shows them."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._waiting: deque[Message | bytes] = deque()
        self._changed = asyncio.Event()
        self._farewell: Farewell | None = None

    @property
    def closed(self) -> bool:
        """True once nothing more is taken."""
        return self._farewell is not None

    def put(self, item: Message | bytes) -> None:
        """Send this when its turn comes. Over the limit everything is dropped and the connection closed."""
        if self.closed:
            return
        if len(self._waiting) >= self._limit:
            self._waiting.clear()
            self.close(SLOW)
            return
        self._waiting.append(item)
        self._changed.set()

    def drop_audio(self) -> None:
        """Audio that waits will not be wanted any more."""
        self._waiting = deque(item for item in self._waiting if not isinstance(item, bytes))

    def close(self, farewell: Farewell) -> None:
        """Take nothing more; close the connection once what waits is sent. The first farewell stands."""
        if self._farewell is None:
            self._farewell = farewell
        self._changed.set()

    async def get(self) -> Message | bytes | Farewell:
        """What comes next; the farewell, again and again, once all is sent."""
        while not self._waiting:
            if self._farewell is not None:
                return self._farewell
            self._changed.clear()
            await self._changed.wait()
        return self._waiting.popleft()
