"""The worker: threads that do what the scheduler says, and the futures that sessions wait on.

Sessions submit work and never touch the model; the event loop never waits for it.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from math import inf
from typing import Final

from service.speech.cadence import Cadence
from service.speech.costs import Cost, Costs, Shape
from service.speech.errors import EngineFailed, TranscriberClosed, TranscriberFull
from service.speech.load import Load
from service.speech.one_by_one import OneByOne, takes_batches
from service.speech.ports import (
    SAMPLE_RATE,
    Batch,
    BatchRecognizer,
    EngineInfo,
    Piece,
    Recognition,
    Recognizer,
    Samples,
)
from service.speech.scheduler import Job, Limits, Plan, Scheduler
from service.speech.tuning import Tuning

MAX_WAITING: Final = 64
"""Finals that may wait. At a few hundred milliseconds each, more would answer too late to be of use."""
SESSION_WAITING: Final = 8
"""Finals of one session that may wait: a segment lasts a second at least, so eight are a long backlog."""
UNTUNED: Final = Limits(caption_cap_ms=500.0)
"""For recognisers that take one piece at a time."""
FRESH_S: Final = 0.1
"""How long a caption's interval is taken to stay the same: every session asks with every frame it hears."""
_CLOSE_S: Final = 10.0


@dataclass(slots=True, eq=False)
class _Work:
    piece: Piece
    answer: Future[Recognition | None] = field(default_factory=Future)


class TranscriptionQueue:
    """Shares one recogniser between all sessions. Implements ``ports.Transcriber``.

    Args:
        recognizer: the loaded model; only the worker threads touch it, and ``close`` ends it.
        tuning: how many batches of how many pieces at once; one piece at a time when left out.
        costs: what batches take, as far as it has been measured.
        max_waiting: finals that may wait before more are refused; as many captions may, one a session.
        clock: seconds that never go back.
        processor: seconds of processor time that the process has had.
    """

    def __init__(
        self,
        recognizer: Recognizer,
        *,
        tuning: Tuning | None = None,
        costs: Costs | None = None,
        max_waiting: int = MAX_WAITING,
        clock: Callable[[], float] = time.monotonic,
        processor: Callable[[], float] = time.process_time,
    ) -> None:
        self.info: EngineInfo = recognizer.info
        self._engine: BatchRecognizer = recognizer if takes_batches(recognizer) else OneByOne(recognizer)
        self._closes: Callable[[], None] | None = getattr(recognizer, "close", None)
        self._max_waiting = tuning.waiting if tuning else max_waiting
        self._clock = clock
        self._costs = costs or Costs()
        self._limits = _limits(tuning)
        self._scheduler = Scheduler(self._costs, self._limits)
        self._cadence = Cadence(
            self._limits.replicas,
            tuning.caption_work if tuning else inf,
            tuning.threads if tuning and self.info.device == "cpu" else 0,
        )
        self._processor = processor
        self._intervals: dict[int, tuple[float, float]] = {}
        self._changed = threading.Condition()
        self._closed = False
        self._done = Load()
        self._workers: list[threading.Thread] = []

    async def final(self, session: str, audio: Samples, *, prompt: str = "") -> Recognition:
        """The final text of a segment; a caption of the same session that still waits is dropped.

        Cancelled, the work is not begun, or counts as discarded.

        Raises:
            TranscriberFull: too much work is waiting.
            TranscriberClosed: the queue was shut down, or the session was forgotten.
            EngineFailed: the recogniser raised; nothing was recognised.
        """
        heard = await self._answered(self._submit(session, self._engine.prepare(audio, prompt=prompt)))
        if heard is None:
            raise TranscriberClosed("the session's waiting audio was dropped before it was transcribed")
        return heard

    async def partial(self, session: str, audio: Samples, *, prompt: str = "") -> Recognition | None:
        """A caption, or None: overtaken by a newer one, a final or ``forget``, or too dear (``Limits``).

        Raises:
            TranscriberFull, TranscriberClosed, EngineFailed: as ``final``.
        """
        piece = self._engine.prepare(audio, prompt=prompt, partial=True)
        return await self._answered(self._submit(session, piece))

    def forget(self, session: str) -> None:
        """Drop whatever the session has waiting: its caption answers None, its finals raise."""
        with self._changed:
            dropped = self._scheduler.forget(session)
            self._done = self._done.plus(
                dropped=sum(job.shape.final for job in dropped),
                superseded=sum(not job.shape.final for job in dropped),
            )
        for job in dropped:
            _answer(job, None)

    def caption_interval(self, audio_s: float) -> float:
        """Seconds of new speech that a session's next caption should wait for, as the load is."""
        frames, now = self._engine.frames(round(audio_s * SAMPLE_RATE), partial=True), self._clock()
        told = self._intervals.get(frames)
        if told is None or now - told[0] > FRESH_S:
            with self._changed:
                cost_ms = self._costs.predict(Shape(final=False, frames=frames), 1).total_ms
                told = now, self._cadence.interval_s(frames, cost_ms / 1000, now)
            self._intervals[frames] = told
        return told[1]

    def load(self) -> Load:
        """The counters as they stand."""
        with self._changed:
            return self._done.plus(
                waiting_finals=self._scheduler.waiting_finals,
                waiting_partials=self._scheduler.waiting_captions,
            )

    def costs(self) -> dict[tuple[bool, int, int], Cost]:
        """(final, frames, pieces) -> what a batch takes here, as learnt so far."""
        with self._changed:
            return self._costs.table()

    def close(self) -> None:
        """Refuse new work, drop what waits, wait for the work in hand, and close the recogniser if it can be.

        Blocking; safe to repeat.
        """
        with self._changed:
            self._closed = True
            dropped = self._scheduler.clear()
            self._changed.notify_all()
        for job in dropped:
            _answer(job, None)
        for worker in self._workers:
            worker.join(_CLOSE_S)
        if self._closes is not None:
            self._closes()

    # ---- on the event loop ---------------------------------------------------------------------------------

    def _submit(self, session: str, piece: Piece) -> Job:
        shape = Shape(not piece.partial, piece.frames, len(piece.tokens))
        with self._changed:
            now = self._clock()
            self._admit(session, shape)
            job = Job(session, shape, now, _Work(piece))
            overtaken = self._scheduler.submit(job)
            if piece.partial:
                self._cadence.caption_of(session, now)
            if overtaken is not None:
                self._done = self._done.plus(superseded=1)
            self._changed.notify()
        if overtaken is not None:
            _answer(overtaken, None)
        return job

    def _admit(self, session: str, shape: Shape) -> None:
        """Refuse work beyond the limits; start the workers at the first work. Call under the lock."""
        if self._closed:
            raise TranscriberClosed("the transcription queue has been shut down")
        waiting = self._scheduler.waiting_finals if shape.final else self._scheduler.waiting_captions
        if waiting >= self._max_waiting:
            self._done = self._done.plus(refused=1)
            raise TranscriberFull(
                f"{waiting} pieces of audio wait for transcription already; try again shortly"
            )
        if shape.final and self._scheduler.waiting_of(session) >= SESSION_WAITING:
            self._done = self._done.plus(refused=1)
            raise TranscriberFull(
                f"{SESSION_WAITING} pieces of this interview's audio wait for transcription already; "
                "try again shortly"
            )
        if not self._workers:
            for number in range(self._limits.replicas):
                worker = threading.Thread(target=self._work, name=f"transcriber-{number}", daemon=True)
                self._workers.append(worker)
                worker.start()

    async def _answered(self, job: Job) -> Recognition | None:
        work: _Work = job.work
        try:
            return await asyncio.wrap_future(work.answer)
        except asyncio.CancelledError:
            with self._changed:
                work.piece.wanted = False
                if self._scheduler.drop(job):
                    self._done = self._done.plus(dropped=1)
            raise

    # ---- in the worker threads -----------------------------------------------------------------------------

    def _work(self) -> None:
        while (batch := self._next()) is not None:
            wanted = [job for job in batch if job.work.answer.set_running_or_notify_cancel()]
            try:
                self._make(wanted)
            finally:
                with self._changed:
                    self._scheduler.done(batch, self._clock())
                    self._changed.notify()

    def _next(self) -> tuple[Job, ...] | None:
        """The next batch. Waits for one; None once the queue is closed."""
        while True:
            with self._changed:
                if self._closed:
                    return None
                plan = self._scheduler.next(self._clock())
                self._done = self._done.plus(skipped=len(plan.skipped))
                if not plan.batch and not plan.skipped:
                    self._changed.wait(plan.wait_s)
                    continue
            self._skip(plan)
            if plan.batch:
                return plan.batch

    @staticmethod
    def _skip(plan: Plan) -> None:
        for job in plan.skipped:
            _answer(job, None)

    def _make(self, jobs: list[Job]) -> None:
        """Answer every job: with words, or with what went wrong. One that fails is no other's failure."""
        if not jobs:
            return
        started = self._clock()
        try:
            made = self._engine.recognize_batch([job.work.piece for job in jobs])
        except Exception as error:  # noqa: BLE001  (whatever an engine raises belongs to its callers alone)
            if len(jobs) > 1:
                for job in jobs:
                    self._make([job])
                return
            self._count(jobs, Batch(()), self._clock() - started, failed=1)
            jobs[0].work.answer.set_exception(
                EngineFailed(f"{self.info.name} could not transcribe: {error or type(error).__name__}")
            )
            return
        self._count(jobs, made, self._clock() - started)
        for job, heard in zip(jobs, made.heard, strict=True):
            job.work.answer.set_result(heard)

    def _count(self, jobs: list[Job], made: Batch, took_s: float, *, failed: int = 0) -> None:
        shape = jobs[0].shape
        kind = "final" if shape.final else "partial"
        audio_s = sum(len(job.work.piece.audio) for job in jobs) / SAMPLE_RATE
        with self._changed:
            if not failed:
                encode_s = made.encode_s or took_s
                self._costs.observe(
                    shape, len(jobs), Cost(encode_s * 1000, max(0.0, took_s - encode_s) * 1000)
                )
            now = self._clock()
            (self._cadence.finals_took if shape.final else self._cadence.captions_took)(took_s, now)
            self._cadence.process_took(self._processor(), now)
            self._done = self._done.plus(
                **{f"{kind}s": len(jobs), f"{kind}_batches": 1, f"{kind}_audio_s": audio_s},
                **{f"{kind}_mel_s": made.mel_s},
                largest_batch=max(0, len(jobs) - self._done.largest_batch),
                discarded=sum(not job.work.piece.wanted for job in jobs),
                failed=failed,
                encode_s=made.encode_s,
                decode_s=made.decode_s,
                busy_s=took_s,
            )


def _limits(tuning: Tuning | None) -> Limits:
    if tuning is None:
        return UNTUNED
    return Limits(
        replicas=tuning.replicas,
        final_batch=tuning.batch,
        caption_batch=tuning.batch,
        caption_cap_ms=tuning.caption_cap_ms,
        gather_ms=tuning.gather_ms,
    )


def _answer(job: Job, heard: Recognition | None) -> None:
    """Answer a job that no worker has taken, unless its caller has gone."""
    answer: Future[Recognition | None] = job.work.answer
    if answer.set_running_or_notify_cancel():
        answer.set_result(heard)
