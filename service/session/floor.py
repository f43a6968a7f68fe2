"""The floor: who has it. What is heard becomes something to answer; what is said yields to who speaks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Final

import structlog

from agents.interviewer import DoneEarly, HintAsked, Silence, Talking
from service.events import BoardDrawn
from service.events import HintAsked as HintStored
from service.session import messages as wire
from service.session.acknowledging import Acknowledgements
from service.session.answering import Answering
from service.session.brief import Brief
from service.session.broadcast import Broadcast
from service.session.channel import Channel
from service.session.completeness import Looks
from service.session.hearing import Hearing
from service.session.intake import Intake
from service.session.interview_clock import InterviewClock
from service.session.journal import Journal
from service.session.open_turn import OpenTurn
from service.session.parts import Parts
from service.session.said import Said
from service.session.speaking import Speaking
from service.session.turn_events import (
    Aside,
    BargePause,
    BargeResume,
    BargeStop,
    Breath,
    EagerFinal,
    SilenceReached,
    SpeechStarted,
    TurnEnded,
    TurnEvent,
)
from service.session.turns import TurnMachine
from service.session.whiteboard import fits, says_more, seen
from service.speech.audio import pcm_from_bytes
from service.speech.ports import SAMPLE_RATE, Pcm

NO_AUDIO_S: Final = 0.5
"""Without audio for this long, time passes in silence."""
RECOVER_S: Final = 1.0
"""Recorded audio heard at once; between two pieces of it the other rooms go on."""
TALK_EVERY_S: Final = 1.0
"""How often one who talks on is looked at by the policy."""

_log = structlog.get_logger(__name__)


class Floor:
    """Hearing, answering and speaking of one interview, wired together.

    Args:
        brief: of the interview.
        parts: engines, log, recording, clock.
        channel: to the browser.
        time: the interview's own.
        journal: what happened.
        intake: keeps both voices.
        finished: awaited when the last words have been said.
    """

    def __init__(
        self,
        brief: Brief,
        parts: Parts,
        *,
        channel: Channel,
        time: InterviewClock,
        journal: Journal,
        intake: Intake,
        finished: Callable[[], Awaitable[None]],
    ) -> None:
        self._parts = parts
        self._brief = brief
        self._channel = channel
        self._time = time
        self._journal = journal
        self._intake = intake
        self._clock = parts.clock
        self._turns = TurnMachine(parts.judge, parts.turns)
        self._cut: Said | None = None
        self._heard_at = self._talked_at = parts.clock()
        self._recovering = False
        self.muted = False
        self.hearing = Hearing(
            brief.interview,
            self._turns,
            self,
            detector=parts.detector,
            transcriber=parts.transcriber,
            vocabulary=brief.vocabulary,
            turn_pool=parts.turn_pool,
        )
        acknowledgements = Acknowledgements(brief.acknowledgements, parts.speech, brief.voice)
        self._making = asyncio.create_task(acknowledgements.make())
        stage = Broadcast(
            channel,
            time=time,
            journal=journal,
            intake=intake,
            hearing=self.hearing,
            sample_rate=parts.speech.sample_rate,
            finished=finished,
        )
        self.speaking = Speaking(stage, parts.speech.sample_rate, parts.clock, acknowledgements)
        self.answering = Answering(
            channel,
            time=time,
            brief=brief,
            interviewer=parts.interviewer,
            journal=journal,
            hearing=self.hearing,
            speaking=self.speaking,
            pool=parts.speech,
            clock=parts.clock,
            metrics=parts.metrics,
        )

    # ---- inputs --------------------------------------------------------------------------------------------

    def hear(self, pcm: bytes) -> None:
        """Audio of the microphone."""
        self._heard_at = self._clock()
        self.hearing.hear(pcm_from_bytes(pcm))

    async def recover(self, heard: Pcm, start_s: float, interviewer_from_s: float | None) -> None:
        """Audio recorded from ``start_s`` on that never became turns: hear it as if it were said now.

        Sets the interview's clock as it goes. What was said is answered when answering begins.

        Args:
            heard: 16 kHz.
            start_s: interview time of its first sample.
            interviewer_from_s: since when the interviewer was speaking at the end of it; None if it was not.
        """
        self._recovering = True
        self._turns.new_line(settled=True)
        step = round(RECOVER_S * SAMPLE_RATE)
        for start in range(0, len(heard), step):
            block = heard[start : start + step]
            at_s = start_s + (start + len(block)) / SAMPLE_RATE
            if interviewer_from_s is not None and at_s > interviewer_from_s:
                interviewer_from_s = None
                self.hearing.take(self._turns.interviewer(speaking=True))
            self._time.set(at_s)
            self.hearing.hear(block)
            await asyncio.sleep(0)
        self._recovering = False

    @property
    def spoken_for(self) -> bool:
        """True when the candidate has said something that waits for an answer, or is saying it."""
        return self._turns.turn_start is not None or not self.answering.idle

    def beat(self, *, live: bool) -> None:
        """Time has passed; to be called a few times a second."""
        now = self._clock()
        silent_s = now - self._heard_at
        if not live:
            self._heard_at = now
        elif silent_s >= NO_AUDIO_S:
            self._heard_at = now
            self.hearing.take(self._turns.quiet(round(silent_s * SAMPLE_RATE)))
        if live and now - self._talked_at >= TALK_EVERY_S:
            self._talked_at = now
            self._talk(breath=False)

    async def receive(self, message: wire.Message) -> None:
        """A message of the candidate's about what is said. Those that change nothing are ignored."""
        match message:
            case wire.Played():
                self.speaking.played(message)
            case wire.Typed(text=text):
                self._typed(text.strip())
            case wire.Composing():
                self._turns.composing()
            case wire.Done():
                self._done()
            case wire.Hint():
                await self._journal.store(HintStored(at_s=self._time.now_s()))
                self.answering.ask(HintAsked())
            case wire.Mute(muted=muted):
                self.muted = muted
                self.hearing.take(self._turns.mute(muted=muted))
            case wire.Board():
                await self._draw(message)
            case _:
                pass

    def arrived(self) -> None:
        """A browser has come, with a microphone of its own: show it what is being said."""
        self._turns.new_line()
        if words := self.hearing.words:
            self.captioned(words, "")

    def yield_floor(self) -> None:
        """The interviewer fell silent for want of a browser."""
        self.hearing.take(self._turns.interviewer(speaking=False))

    def end(self) -> Said | None:
        """No more turns. What was being said, if anything was."""
        return self._cut_off(self._turns.end())

    async def close(self) -> None:
        """Hear, answer and say nothing more."""
        self._making.cancel()
        self.speaking.close()
        self.hearing.close()
        await self.answering.close()

    # ---- listener: what is heard ---------------------------------------------------------------------------

    def heard(self, event: TurnEvent, turn: OpenTurn | None) -> None:
        """What the turn machine says."""
        match event:
            case SpeechStarted():
                self.answering.forget_guess()
            case EagerFinal():
                self._intake.store_soon()  # a turn is stored after its sound, and need not wait for it then
            case TurnEnded(reason="cut_in") if turn is not None:
                self.answering.cut(turn)
            case TurnEnded(reason="ended" | "typed"):
                self._cut = self._said(event, turn)
            case TurnEnded():
                self.answering.ask(self._said(event, turn))
            case Aside(carried=False):
                self.answering.forget_guess()
                self.captioned("", "")
            case BargePause() | BargeStop() | BargeResume():
                self._talked_over(event)
            case Breath():
                self._talk(breath=True)
            case SilenceReached(seconds=seconds) if self.answering.idle and not self._recovering:
                self.answering.ask(Silence(seconds))
            case _:
                pass

    def _talked_over(self, event: BargePause | BargeStop | BargeResume) -> None:
        match event:
            case BargePause():
                self.speaking.hold()
            case BargeResume():
                self.speaking.go_on()
            case BargeStop():
                self._channel.drop_audio()
                self.speaking.flush()

    def captioned(self, stable: str, unstable: str) -> None:
        """What the candidate is being heard to say."""
        self._channel.send(wire.Caption(turn=self._journal.next_turn, stable=stable, unstable=unstable))

    def may_be_over(self, words: str) -> None:
        """A pause: if the words look whole, the reply is prepared."""
        start = self._turns.turn_start
        if start is not None and self._parts.judge(words).looks in (Looks.COMPLETE, Looks.OVER):
            self.answering.guess(words, self._time_of(start), self._time_of(self._turns.speech_end))

    def hard_of_hearing(self, error: Exception) -> None:
        """An engine failed; typing still works."""
        _log.warning("speech was not recognised", interview=self._brief.interview, error=str(error))
        self._channel.notice(
            "recognizer_failed", "I could not make out what you said. Please say it again, or type it."
        )

    # ---- pieces --------------------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        if not text:
            return
        spoken = self._cut_off(self._turns.typed())
        if spoken is not None:  # a turn of its own: people type what they cannot say
            self.answering.ask(replace(spoken, goes_on=True))
        now = self._time.now_s()
        self.answering.ask(Said(None, start_s=now, end_s=now, ended=self._clock(), typed=text))

    def _cut_off(self, events: Sequence[TurnEvent]) -> Said | None:
        """What was being said when something other than its silence ended it, if anything was."""
        self._cut = None
        self.hearing.take(events)
        return self._cut

    def _done(self) -> None:
        nothing_said = self._turns.turn_start is None
        self.hearing.take(self._turns.done())
        if nothing_said and self.answering.idle:
            self.answering.ask(DoneEarly())

    async def _draw(self, board: wire.Board) -> None:
        drawn = wire.BoardView(nodes=board.nodes, edges=board.edges, marks=board.marks)
        before = self._journal.board
        if drawn == (before or wire.BoardView()):
            return
        if fits(drawn, self._journal.board_chars):
            await self._journal.store(
                BoardDrawn(at_s=self._time.now_s(), board=drawn.model_dump(mode="json"))
            )
        else:
            self._channel.notice(
                "board_full", "The whiteboard has changed so often that I keep no more of it."
            )
        if says_more(drawn, before):
            self.answering.ask(seen(drawn))

    def _talk(self, *, breath: bool) -> None:
        start = self._turns.turn_start
        if start is None or not self.answering.idle or self._recovering:
            return
        self.answering.ask(
            Talking(
                text=self.hearing.words,
                breath=breath,
                started_s=self._time_of(start),
                turn=self._journal.next_turn,
                breathless_s=self._turns.breathless_s,
            )
        )

    def _said(self, event: TurnEnded, turn: OpenTurn | None) -> Said:
        return Said(
            words=turn,
            start_s=self._time_of(event.start),
            end_s=self._time_of(event.end),
            ended=self._clock(),
            waited_s=event.silence / SAMPLE_RATE,
        )

    def _time_of(self, sample: int) -> float:
        """When a sample of the microphone was spoken, in interview time."""
        return max(0.0, self._time.now_s() - (self._turns.position - sample) / SAMPLE_RATE)
