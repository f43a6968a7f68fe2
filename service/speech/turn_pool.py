"""The shared turn detector as sessions see it: off the event loop, one at a time, never in anybody's way."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import structlog

from service.speech.errors import EngineFailed
from service.speech.ports import Samples, TurnDetector

WAITING: Final = 32
"""Sessions that may wait: beyond that the answer would come too late to matter."""

_log = structlog.get_logger(__name__)


class TurnDetectionPool:
    """Listens for all sessions. Implements ``ports.TurnPool``.

    Args:
        detector: the loaded engine.
        waiting: sessions that may wait.
    """

    def __init__(self, detector: TurnDetector, waiting: int = WAITING) -> None:
        self.info = detector.info
        self._detector = detector
        self._limit = waiting
        self._newest: dict[str, object] = {}
        self._one_at_a_time = asyncio.Lock()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="turn-detector")
        self._failed = False

    async def finished(self, session: str, audio: Samples) -> float | None:
        """How finished a voice sounds; None when it cannot be told in time, or no longer matters."""
        if session not in self._newest and len(self._newest) >= self._limit:
            return None
        mine = self._newest[session] = object()
        try:
            async with self._one_at_a_time:
                if self._newest.get(session) is not mine:
                    return None
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._thread, self._detector.finished, audio)
        except EngineFailed as error:
            self._tell(error)
            return None
        finally:
            if self._newest.get(session) is mine:
                del self._newest[session]

    def close(self) -> None:
        """Let the thread go. Does not wait."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _tell(self, error: EngineFailed) -> None:
        if not self._failed:
            _log.warning("the turn detector failed; the words decide alone", error=error.message)
        self._failed = True
