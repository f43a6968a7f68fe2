"""The broadcast: the interviewer's voice on its way to the browser, the recording and, as heard, the log."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog

from service.errors import StoreFailed
from service.events import Heard
from service.session import messages as wire
from service.session.channel import Channel
from service.session.hearing import Hearing
from service.session.intake import Intake
from service.session.interview_clock import InterviewClock
from service.session.journal import Journal
from service.session.utterance import Utterance

_log = structlog.get_logger(__name__)


class Broadcast:
    """Where the voice is heard. Implements ``speaking.Stage``.

    Args:
        channel: to the browser.
        time: the interview's own.
        journal: what was heard is stored there.
        intake: keeps the sound.
        hearing: whose turn machine is told what is said, and when it is over.
        sample_rate: Hz of the voice.
        finished: awaited when the last words have been said.
    """

    def __init__(
        self,
        channel: Channel,
        *,
        time: InterviewClock,
        journal: Journal,
        intake: Intake,
        hearing: Hearing,
        sample_rate: int,
        finished: Callable[[], Awaitable[None]],
    ) -> None:
        self._channel = channel
        self._time = time
        self._journal = journal
        self._intake = intake
        self._hearing = hearing
        self._rate = sample_rate
        self._finished = finished

    @property
    def sound(self) -> bool:
        """Whether the browser wants audio."""
        return self._channel.sound

    def now_s(self) -> float:
        """Interview time."""
        return self._time.now_s()

    def send(self, message: wire.Message | bytes) -> None:
        """To the browser, if one is here. Words that will sound may come back as an echo."""
        if isinstance(message, wire.Say):
            self._hearing.turns.says(message.text)
        self._channel.send(message)

    def sounded(self, pcm: bytes) -> None:
        """The interviewer's voice up to now, as the browser played it: it is recorded."""
        self._intake.keep_voice(pcm, self._rate, max(0.0, self.now_s() - len(pcm) / 2 / self._rate))

    async def said(self, utterance: Utterance) -> None:
        """An utterance is over: what was heard of it is stored."""
        playback = utterance.playback
        self.sounded(utterance.unkept())
        if not playback.complete:
            self._intake.cut_voice(self.now_s())
        heard = Heard(
            at_s=max(self.now_s(), utterance.begun_s),
            turn=utterance.turn,
            start_s=utterance.begun_s,
            text=utterance.heard(),
            complete=playback.complete,
            spans_ms=utterance.spans.ms(hearing=False),
        )
        try:
            await self._journal.store(heard)
        except StoreFailed as error:
            _log.error("what was heard was not stored", error=error.message)
            self._channel.notice("store_failed", "My last words could not be stored; they may be missing.")
        if utterance.ends:
            await self._finished()
        elif not self._journal.finished:
            self._channel.show("listening")
            self._hearing.take(self._hearing.turns.interviewer(speaking=False))
