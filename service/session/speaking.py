"""Speaking: the audio-out side of a conversation, one utterance at a time, true to what was heard."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator
from typing import Final, Protocol

from service.session.acknowledging import AFTER_S, Acknowledgements, acknowledged
from service.session.messages import Clear, Message, Played, Say
from service.session.playback import Pacer, reading_samples
from service.session.ports import Clock
from service.session.preparing import Preparation, Spoken
from service.session.utterance import Rest, Utterance

CHUNK_S: Final = 0.04
"""Audio in one binary frame."""
SETTLE_S: Final = 0.3
"""How long the browser has to say how much it played, once told to stop."""
LOST_S: Final = 4.0
"""Without any report for this long after the sound must have ended, none will come."""

_HEADER: Final = struct.Struct("<II")


class Stage(Protocol):
    """Whoever the voice speaks to."""

    def send(self, message: Message | bytes) -> None:
        """To the browser."""
        ...

    @property
    def sound(self) -> bool:
        """Whether the browser wants audio."""
        ...

    def now_s(self) -> float:
        """Interview time."""
        ...

    def sounded(self, pcm: bytes) -> None:
        """So much more of what is being said has been played."""
        ...

    async def said(self, utterance: Utterance) -> None:
        """An utterance is over: heard to its end, or as far as its playback says."""
        ...


class Speaking:
    """The interviewer's voice.

    Args:
        stage: where it is heard.
        sample_rate: Hz of the synthesizer.
        clock: paces the audio.
        acknowledgements: said when an answer takes long.
    """

    def __init__(
        self, stage: Stage, sample_rate: int, clock: Clock, acknowledgements: Acknowledgements
    ) -> None:
        self._stage = stage
        self._rate = sample_rate
        self._clock = clock
        self._acknowledgements = acknowledgements
        self._pacer = Pacer(sample_rate)
        self._going = asyncio.Event()
        self._going.set()
        self._task: asyncio.Task[None] | None = None
        self._telling: asyncio.Task[None] | None = None
        self._preparation: Preparation | None = None
        self.current: Utterance | None = None
        """What is being said; None when the interviewer is silent."""

    # ---- from the conversation -----------------------------------------------------------------------------

    def say(self, utterance: Utterance, preparation: Preparation | None, first: list[Spoken]) -> None:
        """Begin to speak: ``first``, then what is being prepared. Nothing else may be under way."""
        if self.current is not None:
            raise RuntimeError("expected silence before an utterance begins")
        self.current = utterance
        self._pacer = Pacer(self._rate)
        if not self._going.is_set():
            self._pacer.pause(self._clock())
        self._preparation = preparation
        self._task = asyncio.create_task(self._perform(utterance, preparation, first))

    def hold(self) -> None:
        """Pause where it is."""
        if self._going.is_set():
            self._going.clear()
            self._pacer.pause(self._clock())
            self._clear("pause")

    def go_on(self) -> None:
        """Resume where it paused."""
        if not self._going.is_set():
            self._pacer.resume(self._clock())
            self._going.set()
            self._clear("resume")

    async def hush(self) -> None:
        """Stop for good, and wait until what was heard is known and kept."""
        task = self._task
        if self.current is not None and task is not None:
            self.flush()
            await asyncio.wait({task})
        await self.settled()

    async def settled(self) -> None:
        """Wait until what was heard of the utterance before is kept."""
        if self._telling is not None and self._telling is not asyncio.current_task():
            await asyncio.wait({self._telling})

    def flush(self) -> None:
        """Stop for good."""
        if self.current is not None and not self.current.flushed.is_set():
            self._clear("flush")
            self.current.flushed.set()
        self._going.set()

    def suspend(self) -> Rest | None:
        """The connection is lost: stop, and hand out what is still to be said.

        Of an utterance that was flushed nothing is; how much of it was heard is settled as without it.
        """
        utterance, task = self.current, self._task
        if utterance is None or task is None or utterance.flushed.is_set():
            return None
        task.cancel()
        rest = Rest(utterance, utterance.rest(), self._preparation)
        self.current = self._task = self._preparation = None
        self._going.set()
        return rest

    def played(self, report: Played) -> None:
        """The browser says what it has played. Reports of other utterances are too late to matter."""
        utterance = self.current
        if utterance is None or report.utterance != utterance.number:
            return
        if report.samples > 0 and not utterance.begun:
            utterance.begun = True
            ago = min(report.samples, utterance.playback.samples) / self._rate
            utterance.begun_s = max(utterance.begun_s, self._stage.now_s() - ago)
            utterance.spans.mark("playout", self._clock() - ago)
        utterance.playback.report(report.samples, finished=report.finished)
        if fresh := utterance.unkept():
            self._stage.sounded(fresh)
        utterance.reported.set()

    def close(self) -> None:
        """Say no more."""
        if self._task is not None:
            self._task.cancel()
        if self._preparation is not None:
            self._preparation.cancel()

    # ---- one utterance -------------------------------------------------------------------------------------

    async def _perform(
        self, utterance: Utterance, preparation: Preparation | None, first: list[Spoken]
    ) -> None:
        delivery = asyncio.create_task(self._deliver(utterance, preparation, first))
        flushed = asyncio.create_task(utterance.flushed.wait())
        try:
            await asyncio.wait({delivery, flushed}, return_when=asyncio.FIRST_COMPLETED)
            if utterance.flushed.is_set():
                delivery.cancel()
                await self._settle(utterance)
            elif not delivery.cancelled() and (error := delivery.exception()):
                raise error
        finally:
            delivery.cancel()
            flushed.cancel()
        if preparation is not None:
            preparation.cancel()
        self._telling, self.current, self._task, self._preparation = self._task, None, None, None
        self._going.set()
        try:
            await self._stage.said(utterance)
        finally:
            self._telling = None

    async def _deliver(
        self, utterance: Utterance, preparation: Preparation | None, first: list[Spoken]
    ) -> None:
        async for spoken in self._sentences(utterance, preparation, first):
            if preparation is not None:
                for span, at in preparation.marks:
                    utterance.spans.mark(span, at)
            await self._sentence(utterance, spoken)
        utterance.playback.whole = True
        self._announce(utterance, "", samples=0, last=True)
        await self._until_played(utterance)

    def _sentences(
        self, utterance: Utterance, preparation: Preparation | None, first: list[Spoken]
    ) -> AsyncIterator[Spoken]:
        """What is to be said: with a word before it where it answers somebody and takes long."""
        sentences = _chain(first, preparation)
        if preparation is None or not utterance.answers:
            return sentences
        left_s = utterance.spans.began + AFTER_S - self._clock()
        return acknowledged(
            sentences,
            preparation.begun,
            within_s=left_s,
            words=self._acknowledgements,
            number=utterance.number,
        )

    async def _sentence(self, utterance: Utterance, spoken: Spoken) -> None:
        await self._going.wait()
        if not self._stage.sound:
            spoken = Spoken(spoken.text, b"")
        samples = len(spoken.pcm) // 2 if self._stage.sound else reading_samples(spoken.text, self._rate)
        utterance.audio.append(spoken)
        self._announce(utterance, spoken.text, samples=samples, last=False)
        piece = utterance.playback.add(spoken.text, samples)
        if not spoken.pcm:
            utterance.spans.mark("send", self._clock())
            return
        step = round(CHUNK_S * self._rate)
        for start in range(0, samples, step):
            await self._turn_to_send()
            chunk = spoken.pcm[start * 2 : (start + step) * 2]
            self._stage.send(_HEADER.pack(utterance.number, piece.offset + start) + chunk)
            self._pacer.sent(len(chunk) // 2, self._clock())
            utterance.spans.mark("send", self._clock())

    async def _turn_to_send(self) -> None:
        while True:
            await self._going.wait()
            wait = self._pacer.wait_s(self._clock())
            if wait <= 0:
                return
            await asyncio.sleep(wait)

    async def _until_played(self, utterance: Utterance) -> None:
        playback = utterance.playback
        while not (playback.finished or playback.complete):
            await self._going.wait()
            utterance.reported.clear()
            left_s = (playback.samples - self._pacer.head(self._clock())) / self._rate
            try:
                await asyncio.wait_for(utterance.reported.wait(), left_s + LOST_S)
            except TimeoutError:
                if not self._going.is_set():
                    continue
                if not utterance.begun:  # a browser without sound: the words were shown
                    playback.report(playback.samples, finished=True)
                return

    async def _settle(self, utterance: Utterance) -> None:
        """Wait for the last report of an utterance that was flushed."""
        deadline = self._clock() + SETTLE_S
        while utterance.playback.pieces and not utterance.playback.finished:
            utterance.reported.clear()
            try:
                await asyncio.wait_for(utterance.reported.wait(), max(0.0, deadline - self._clock()))
            except TimeoutError:
                return

    def _announce(self, utterance: Utterance, text: str, *, samples: int, last: bool) -> None:
        self._stage.send(
            Say(
                utterance=utterance.number,
                turn=utterance.turn,
                text=text,
                offset=utterance.playback.samples,
                samples=samples,
                sample_rate=self._rate,
                last=last,
            )
        )

    def _clear(self, action: str) -> None:
        if self.current is not None:
            self._stage.send(Clear.model_validate({"utterance": self.current.number, "action": action}))


async def _chain(first: list[Spoken], preparation: Preparation | None) -> AsyncIterator[Spoken]:
    for spoken in first:
        yield spoken
    if preparation is not None:
        async for spoken in preparation:
            yield spoken
