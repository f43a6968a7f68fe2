"""The one queue in front of the recogniser: sessions submit work, one worker thread does it.

Finals go before partials, each in the order they came. A session has at most one partial waiting, the
newest; an older one answers None at once. The event loop never waits for the model.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import OrderedDict, deque
from concurrent.futures import Future
from dataclasses import dataclass, field

from service.speech.errors import EngineFailed, TranscriberClosed, TranscriberFull
from service.speech.ports import SAMPLE_RATE, Recognition, Recognizer, Samples

MAX_WAITING = 64
"""Finals that may wait. At a few hundred milliseconds each, more would answer too late to be of use."""
_CLOSE_S = 10.0


@dataclass(frozen=True, slots=True)
class Load:
    """What the queue has done and has to do, for metrics."""

    waiting_finals: int = 0
    waiting_partials: int = 0
    finals: int = 0
    partials: int = 0
    superseded: int = 0
    """Partials that a newer one, their final or ``forget`` overtook."""
    refused: int = 0
    failed: int = 0
    busy_s: float = 0.0
    """Seconds the worker spent in the recogniser."""
    audio_s: float = 0.0
    """Seconds of audio it was given."""


@dataclass(slots=True, eq=False)
class _Job:
    session: str
    audio: Samples
    prompt: str
    partial: bool
    answer: Future[Recognition | None] = field(default_factory=Future)


class TranscriptionQueue:
    """Shares one recogniser between all sessions. Implements ``ports.Transcriber``.

    Args:
        recognizer: the loaded model; only the worker thread touches it, and ``close`` ends it.
        max_waiting: finals that may wait before more are refused; as many partials may, one a session.
    """

    def __init__(self, recognizer: Recognizer, *, max_waiting: int = MAX_WAITING) -> None:
        self.info = recognizer.info
        self._recognizer = recognizer
        self._max_waiting = max_waiting
        self._changed = threading.Condition()
        self._finals: deque[_Job] = deque()
        self._partials: OrderedDict[str, _Job] = OrderedDict()
        self._closed = False
        self._done = Load()
        self._worker: threading.Thread | None = None

    async def final(self, session: str, audio: Samples, *, prompt: str = "") -> Recognition:
        """The final text of a segment; a partial of the same session that still waits is dropped.

        Raises:
            TranscriberFull: too much work is waiting.
            TranscriberClosed: the queue was shut down.
            EngineFailed: the recogniser raised; nothing was recognised.
        """
        job = _Job(session, audio, prompt, partial=False)
        with self._changed:
            self._admit(len(self._finals))
            self._supersede(session)
            self._finals.append(job)
            self._changed.notify()
        heard = await asyncio.wrap_future(job.answer)
        if heard is None:
            raise TranscriberClosed("the session's waiting audio was dropped before it was transcribed")
        return heard

    async def partial(self, session: str, audio: Samples, *, prompt: str = "") -> Recognition | None:
        """A caption, or None when a newer partial of the session, its final or ``forget`` overtook it.

        Raises:
            TranscriberFull, TranscriberClosed, EngineFailed: as ``final``.
        """
        job = _Job(session, audio, prompt, partial=True)
        with self._changed:
            self._admit(len(self._partials))
            self._supersede(session)
            self._partials[session] = job
            self._changed.notify()
        return await asyncio.wrap_future(job.answer)

    def forget(self, session: str) -> None:
        """Drop whatever the session has waiting: its partial answers None, its finals raise."""
        with self._changed:
            self._supersede(session)
            dropped = [job for job in self._finals if job.session == session]
            self._finals = deque(job for job in self._finals if job.session != session)
        for job in dropped:
            _answer(job, None)

    def load(self) -> Load:
        """The counters as they stand."""
        with self._changed:
            return _counted(
                self._done, waiting_finals=len(self._finals), waiting_partials=len(self._partials)
            )

    def close(self) -> None:
        """Refuse new work, drop what waits, wait for the work in hand, and close the recogniser if it can be.

        Blocking; safe to repeat.
        """
        with self._changed:
            self._closed = True
            dropped = [*self._finals, *self._partials.values()]
            self._finals.clear()
            self._partials.clear()
            self._changed.notify_all()
            worker = self._worker
        for job in dropped:
            _answer(job, None)
        if worker is not None:
            worker.join(_CLOSE_S)
        close = getattr(self._recognizer, "close", None)
        if close is not None:
            close()

    def _admit(self, waiting: int) -> None:
        """Refuse work beyond the limit; start the worker at the first work. Call under the lock."""
        if self._closed:
            raise TranscriberClosed("the transcription queue has been shut down")
        if waiting >= self._max_waiting:
            self._done = _counted(self._done, refused=1)
            raise TranscriberFull(
                f"{waiting} pieces of audio wait for transcription already; try again shortly"
            )
        if self._worker is None:
            self._worker = threading.Thread(target=self._work, name="transcriber", daemon=True)
            self._worker.start()

    def _supersede(self, session: str) -> None:
        """Answer the session's waiting partial with None. Call under the lock."""
        older = self._partials.pop(session, None)
        if older is not None:
            self._done = _counted(self._done, superseded=1)
            _answer(older, None)

    def _work(self) -> None:
        while (job := self._next()) is not None:
            if not job.answer.set_running_or_notify_cancel():
                continue
            started = time.perf_counter()
            try:
                heard = self._recognizer.recognize(job.audio, prompt=job.prompt, partial=job.partial)
            except Exception as error:  # noqa: BLE001  (whatever an engine raises belongs to this caller alone)
                self._count(job, started, failed=1)
                job.answer.set_exception(
                    EngineFailed(f"{self.info.name} could not transcribe: {error or type(error).__name__}")
                )
            else:
                self._count(job, started)
                job.answer.set_result(heard)

    def _next(self) -> _Job | None:
        """The next work: finals first. Waits for some; None once the queue is closed."""
        with self._changed:
            while not self._closed:
                if self._finals:
                    return self._finals.popleft()
                if self._partials:
                    return self._partials.popitem(last=False)[1]
                self._changed.wait()
            return None

    def _count(self, job: _Job, started: float, *, failed: int = 0) -> None:
        with self._changed:
            self._done = _counted(
                self._done,
                finals=int(not job.partial),
                partials=int(job.partial),
                failed=failed,
                busy_s=time.perf_counter() - started,
                audio_s=len(job.audio) / SAMPLE_RATE,
            )


def _answer(job: _Job, heard: Recognition | None) -> None:
    """Answer a job that no worker has taken, unless its caller has gone."""
    if job.answer.set_running_or_notify_cancel():
        job.answer.set_result(heard)


def _counted(load: Load, **more: float) -> Load:
    """The counters, each raised by what is named."""
    return Load(**{name: getattr(load, name) + more.get(name, 0) for name in Load.__slots__})
