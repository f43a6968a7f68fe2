"""The intake: microphone frames, each stored once and acknowledged; the interviewer's voice beside them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Final

import structlog

from service.errors import VivaError
from service.session.ports import Recording

ACK_EVERY_FRAMES: Final = 10
"""200 ms to 1 s of audio: what a browser resends after a lost connection beyond what was lost."""

_log = structlog.get_logger(__name__)


class Intake:
    """Takes audio in.

    Args:
        recording: where it is stored; None keeps nothing.
        failed: told when it could not be stored.
    """

    def __init__(self, recording: Recording | None, failed: Callable[[], None]) -> None:
        self._recording = recording
        self._failed = failed
        self._unacknowledged = 0
        self._gaps = False
        self._keeping: set[asyncio.Task[None]] = set()
        self.last: int | None = recording.last_sequence if recording else None
        """The last sequence number taken."""

    async def take(self, sequence: int, pcm: bytes, at_s: float, *, keep: bool) -> bool:
        """Take a frame; False when it was taken before. It is stored, unless not to be kept, on return."""
        if self.last is not None and sequence <= self.last:
            return False
        self.last = sequence
        if keep and self._recording is not None:
            try:
                await self._recording.append_candidate(sequence, pcm, at_s)
            except (OSError, VivaError) as error:
                self._fail(error)
        return True

    def acknowledge(self) -> int | None:
        """The sequence number to acknowledge now; None when it is too soon."""
        self._unacknowledged += 1
        if self._unacknowledged < ACK_EVERY_FRAMES:
            return None
        self._unacknowledged = 0
        return self.last

    def keep_voice(self, pcm: bytes, sample_rate: int, at_s: float) -> None:
        """Store, in the background and in order, what was heard of the interviewer."""
        if self._recording is not None and pcm:
            self._keep(self._recording.append_interviewer(pcm, sample_rate, at_s))

    def cut_voice(self, at_s: float) -> None:
        """Nothing of the interviewer was heard from ``at_s`` on."""
        if self._recording is not None:
            self._keep(self._recording.cut_interviewer(at_s))

    async def close(self) -> None:
        """Take nothing more; what was to be kept is stored on return."""
        if self._keeping:
            await asyncio.wait(self._keeping)
        if self._recording is not None:
            await self._recording.close()

    def _keep(self, storing: Coroutine[None, None, None]) -> None:
        """Begin to store. Tasks begin in the order they are made, and the recording keeps that order."""
        task = asyncio.create_task(self._stored(storing))
        self._keeping.add(task)
        task.add_done_callback(self._keeping.discard)

    async def _stored(self, storing: Coroutine[None, None, None]) -> None:
        try:
            await storing
        except (OSError, VivaError) as error:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        """Log the first failure only: a full disk fails fifty times a second."""
        if not self._gaps:
            _log.error("audio was not recorded", error=str(error))
        self._gaps = True
        self._failed()
