"""The intake: microphone frames, each stored once and acknowledged; the interviewer's voice beside them.

Frames are stored in groups: a thread takes longer to wake than a frame to write. A frame is acknowledged once
it is stored, and a turn is stored after its sound, so a death at any moment loses nothing: what was not
stored was not acknowledged either, and the browser sends it again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final, ParamSpec

import structlog

from service.errors import VivaError
from service.session.ports import Recording
from service.speech.ports import SAMPLE_RATE

GROUP_S: Final = 0.6
"""Audio stored, and acknowledged, at once: what a browser resends after a lost connection beyond what was
lost. A pause, the end of a turn, and silence on the line store what there is."""
MOST_S: Final = 5.0
"""Audio that may wait for a slow disk; beyond that nothing is read from the browser until it is stored."""
FRAME_S: Final = 0.1
"""The longest microphone frame: one heard so much after the end of a turn holds nothing of it."""
_BYTES_PER_S: Final = 2 * SAMPLE_RATE

P = ParamSpec("P")

_log = structlog.get_logger(__name__)


class Intake:
    """Takes audio in.

    Args:
        recording: where it is stored; None keeps nothing.
        stored: told the number of the last frame that need not be sent again.
        failed: told when audio could not be stored.
    """

    def __init__(
        self, recording: Recording | None, *, stored: Callable[[int], None], failed: Callable[[], None]
    ) -> None:
        self._recording = recording
        self._stored = stored
        self._failed = failed
        self._waiting = self._noticed = 0
        self._since_s: float | None = None
        self._storing: asyncio.Task[None] | None = None
        self._gaps = False
        self.last: int | None = recording.last_sequence if recording else None
        """The last sequence number taken."""

    @property
    def full(self) -> bool:
        """Whether so much waits that no more should be taken before ``flush``."""
        return self._waiting > MOST_S * _BYTES_PER_S

    def take(self, sequence: int, pcm: bytes, at_s: float, *, keep: bool) -> bool:
        """Take a frame, to be stored soon unless it is not to be kept; False when it was taken before."""
        fresh = self.last is None or sequence > self.last
        if fresh:
            self.last = sequence
            if keep and self._recording is not None:
                self._add(self._recording.add_candidate, sequence, pcm, at_s)
                self._since_s = at_s if self._since_s is None else self._since_s
        self._grow(pcm)
        return fresh

    def keep_voice(self, pcm: bytes, sample_rate: int, at_s: float) -> None:
        """Store soon, and in order, what was heard of the interviewer."""
        if self._recording is not None and pcm:
            self._add(self._recording.add_interviewer, pcm, sample_rate, at_s)
            self._grow(pcm)

    def cut_voice(self, at_s: float) -> None:
        """Nothing of the interviewer was heard from ``at_s`` on."""
        if self._recording is not None:
            self._add(self._recording.cut_interviewer, at_s)
            self.store_soon()

    def beat(self) -> None:
        """Time has passed: where no more comes, what came is stored."""
        if self._waiting and self._waiting == self._noticed:
            self.store_soon()
        self._noticed = self._waiting

    def store_soon(self) -> None:
        """Begin to store what waits; with what comes in the meantime, if something is being stored."""
        if self._storing is None:
            self._storing = asyncio.create_task(self._store())
            self._storing.add_done_callback(self._done)

    async def flush(self) -> None:
        """Store and acknowledge all that was taken before."""
        if self._storing is not None:  # it may have begun before the last frame came
            await asyncio.wait({self._storing})
        if self._waiting:
            self.store_soon()
        if self._storing is not None:
            await asyncio.wait({self._storing})

    async def flush_until(self, at_s: float) -> None:
        """Store all that was heard up to ``at_s`` of interview time; what is silence after it may wait."""
        if self._since_s is not None and self._since_s <= at_s + FRAME_S:
            await self.flush()
        elif self._storing is not None:
            await asyncio.wait({self._storing})

    async def close(self) -> None:
        """Take nothing more; what was taken is stored on return."""
        await self.flush()
        if self._recording is not None:
            try:
                await self._recording.close()
            except (OSError, VivaError) as error:
                self._fail(error)

    def _add(self, add: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            add(*args, **kwargs)
        except VivaError as error:
            self._fail(error)

    def _grow(self, pcm: bytes) -> None:
        self._waiting += len(pcm)
        if self._waiting >= GROUP_S * _BYTES_PER_S:
            self.store_soon()

    async def _store(self) -> None:
        last, self._waiting, self._since_s = self.last, 0, None
        if self._recording is not None:
            try:
                await self._recording.flush()
            except (OSError, VivaError) as error:
                self._fail(error)
        if last is not None:
            self._stored(last)

    def _done(self, _task: asyncio.Task[None]) -> None:
        self._storing = None
        if self._waiting >= GROUP_S * _BYTES_PER_S:
            self.store_soon()

    def _fail(self, error: Exception) -> None:
        """Log the first failure only: a full disk fails again and again."""
        if not self._gaps:
            _log.error("audio was not recorded", error=str(error))
        self._gaps = True
        self._failed()
