"""Answering: the reply side of a conversation. One thing at a time is considered, stored, then said."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Final

import structlog

from agents.interviewer import BoardChanged, DoneEarly, Reply, Silence, Spoke, Talking
from agents.interviewer import Event as Happening
from agents.model import Turn
from agents.moves import CutIn
from service.errors import StoreFailed
from service.events import CandidateTurn, Event, Ticked
from service.session.brief import Brief
from service.session.channel import Channel
from service.session.hearing import Hearing
from service.session.interview_clock import InterviewClock
from service.session.journal import Journal
from service.session.latency import Spans
from service.session.messages import Caption
from service.session.open_turn import OpenTurn
from service.session.ports import Clock, Interviewing, Metrics
from service.session.preparing import Preparation
from service.session.said import Again, Said
from service.session.speaking import Speaking
from service.session.speculation import Guess, Speculation
from service.session.turn_records import spoken_turn, stored_reply, stored_turn
from service.session.utterance import Rest, Utterance
from service.speech.ports import SpeechPool

QUEUE: Final = 64
"""Things that may wait to be answered; a candidate cannot reach it, a flood can."""

_log = structlog.get_logger(__name__)


Item = Said | Again | Rest | Happening


class Answering:
    """The interviewer's side of turn-taking, as one lane of things to answer.

    Args:
        channel: to the browser.
        time: the interview's own.
        brief: of the interview.
        interviewer: decides.
        journal: stores before anything is said.
        hearing: whose turn machine is told when the interviewer speaks.
        speaking: says it.
        pool: makes sentences sound.
        clock: for latency.
        metrics: told each span.
    """

    def __init__(
        self,
        channel: Channel,
        *,
        time: InterviewClock,
        brief: Brief,
        interviewer: Interviewing,
        journal: Journal,
        hearing: Hearing,
        speaking: Speaking,
        pool: SpeechPool,
        clock: Clock,
        metrics: Metrics,
    ) -> None:
        self._channel = channel
        self._time = time
        self._brief = brief
        self._interviewer = interviewer
        self._journal = journal
        self._hearing = hearing
        self._speaking = speaking
        self._pool = pool
        self._clock = clock
        self._metrics = metrics
        self._lane: asyncio.Queue[Item] = asyncio.Queue(QUEUE)
        self._going = asyncio.Event()
        self._busy = False
        self._speculation = Speculation(interviewer, self._prepare)
        self._cut: OpenTurn | None = None
        self._task = asyncio.create_task(self._run())

    @property
    def idle(self) -> bool:
        """True when nothing is being answered or said."""
        return not self._busy and self._lane.empty() and self._speaking.current is None

    def ask(self, item: Item) -> None:
        """Answer this in its turn."""
        try:
            self._lane.put_nowait(item)
        except asyncio.QueueFull:
            self._channel.notice("too_much", "That was too much at once; some of it was not taken.")

    def go(self) -> None:
        """Answer from here on."""
        self._going.set()

    def hold(self) -> None:
        """Answer nothing until ``go``."""
        self._going.clear()

    async def close(self) -> None:
        """Answer nothing more."""
        self.forget_guess()
        self._task.cancel()
        await asyncio.wait({self._task})

    # ---- speculation ---------------------------------------------------------------------------------------

    def guess(self, words: str, start_s: float, end_s: float) -> None:
        """The turn may be over with these words: prepare the reply, free of side effects."""
        self.forget_guess()
        if self.idle and words:
            turn = self._turn(self._journal.next_turn, words, start_s, end_s)
            self._speculation.begin(turn, self._time.now_s())

    def forget_guess(self) -> None:
        """The turn went on."""
        self._speculation.forget()

    # ---- the lane ------------------------------------------------------------------------------------------

    async def _run(self) -> None:
        while True:
            item = await self._lane.get()
            self._busy = True
            try:
                await self._going.wait()
                await self._answer(item)
            except StoreFailed as error:
                _log.warning("not stored, so not answered", error=error.message)
                self._channel.notice(
                    "store_failed", "Your last answer could not be stored. Please say it again."
                )
                self._give_way()
            except Exception:  # noqa: BLE001  one bad answer must not end the interview
                _log.exception("could not answer", interview=self._brief.interview)
                self._channel.notice("interviewer_failed", "I lost my thread there. Please go on.")
                self._give_way()
            finally:
                self._busy = False

    def _give_way(self) -> None:
        """Nothing will be said: the floor is the candidate's."""
        if self._speaking.current is None:
            self._hearing.take(self._hearing.turns.interviewer(speaking=False))
            self._channel.show("listening")

    async def _answer(self, item: Item) -> None:
        match item:
            case Said():
                await self._answer_turn(item)
            case Again(turn):
                await self._reply(Spoke(turn), self._spans())
            case Rest():
                await self._speaking.hush()
                self._resume(item)
            case Talking():
                await self._interrupt(item)
            case BoardChanged() if not self._floor_is_free:
                self._interviewer.replay([item])
            case Silence() | DoneEarly() if not self._floor_is_free:
                pass
            case _:
                self.forget_guess()
                await self._reply(item, self._spans())

    @property
    def _floor_is_free(self) -> bool:
        return self._speaking.current is None and self._hearing.turns.turn_start is None

    async def _answer_turn(self, said: Said) -> None:
        spans = Spans(said.ended, self._metrics)
        spans.add("endpoint_wait", said.waited_s)
        text = await said.text()
        spans.mark("final", self._clock())
        if not text:
            self.forget_guess()
            self._channel.show("listening")
            return
        self._channel.show("thinking")
        turn = self._turn(self._journal.next_turn, text, said.start_s, said.end_s)
        if said.goes_on:
            await self._take_down(turn, spans)
            return
        guess = self._speculation.take(turn)
        if guess is not None:
            turn = guess.turn
        stored = stored_turn(turn, spans, typed=bool(said.typed))
        await self._reply(Spoke(turn), spans, stored, guess)

    async def _take_down(self, turn: Turn, spans: Spans) -> None:
        """Store a turn and hear it, without an answer."""
        self.forget_guess()
        stored = stored_turn(turn, spans)
        self._journal.new_turn()
        await self._journal.store(stored)
        self._channel.send(Caption(turn=stored.turn, stable=stored.text, final=True))
        self._interviewer.replay([Spoke(turn)])

    async def _reply(
        self,
        happening: Happening,
        spans: Spans,
        stored: CandidateTurn | None = None,
        guess: Guess | None = None,
    ) -> None:
        """Decide, store both turns at once, make it so, and begin to speak."""
        await self._speaking.hush()
        if stored is not None:
            self._journal.new_turn()
        try:
            reply = guess.reply if guess else self._interviewer.consider(happening, self._time.now_s())
        except Exception:
            if stored is not None:
                await self._journal.store(stored)
            raise
        await self._make_so(reply, spans, stored, guess.preparation if guess else None)

    async def _make_so(
        self,
        reply: Reply,
        spans: Spans,
        stored: CandidateTurn | None,
        preparation: Preparation | None = None,
        *,
        turn: Turn | None = None,
    ) -> None:
        asked = stored_reply(reply, self._journal)
        moved = reply.move is None and reply.phase != self._journal.phases.phase
        ticked = Ticked(at_s=reply.decided_s, phase=reply.phase) if moved else None
        visits = self._channel.visits
        events: list[Event] = [event for event in (stored, asked, ticked) if event is not None]
        if events:
            await self._journal.store(*events)
        if stored is not None:
            self._channel.send(Caption(turn=stored.turn, stable=stored.text, final=True))
        self._interviewer.commit(reply, turn)
        if events:  # a look at the clock or at a silence that comes to nothing is no decision
            spans.mark("decide", self._clock())
        if asked is None:
            self._channel.show("listening")
            return
        await self._going.wait()
        if self._channel.visits != visits:
            asked = asked.model_copy(update={"utterance": self._journal.new_utterance()})
        utterance = Utterance(
            number=asked.utterance,
            turn=asked.turn,
            spans=spans,
            begun_s=max(asked.at_s, stored.at_s) if stored else asked.at_s,
            ends=reply.ends,
            insists=turn is not None or isinstance(reply.move, CutIn),
            answers=stored is not None and turn is None,
        )
        self._speak(utterance, Rest(utterance, [], preparation or self._prepare(reply)))

    def _speak(self, utterance: Utterance, rest: Rest) -> None:
        self._speaking.say(utterance, rest.preparation, rest.sentences)
        self._channel.show("speaking")
        turns = self._hearing.turns
        self._hearing.take(turns.interviewer(speaking=True, insists=utterance.insists))

    def _resume(self, rest: Rest) -> None:
        """Say what a lost connection left unsaid, under a new number."""
        cut = rest.cut
        utterance = Utterance(
            number=self._journal.new_utterance(),
            turn=cut.turn,
            spans=self._spans(),
            begun_s=cut.begun_s,
            ends=cut.ends,
            before=cut.heard_whole(),
        )
        self._speak(utterance, rest)

    # ---- cutting in ----------------------------------------------------------------------------------------

    def cut(self, words: OpenTurn) -> None:
        """The turn that the interviewer just cut in on."""
        self._cut = words

    async def _interrupt(self, talking: Talking) -> None:
        """Let the candidate talk, unless the policy takes the turn."""
        await self._speaking.settled()
        turns = self._hearing.turns
        if turns.turn_start is None or self._speaking.current is not None or not talking.text:
            return
        reply = self._interviewer.consider(talking, self._time.now_s())
        if reply.move is None:
            return
        self.forget_guess()
        spans = self._spans()
        self._cut = None
        self._hearing.take(turns.cut_in())
        self._hearing.take(turns.interviewer(speaking=True, insists=True))
        end_s = max(talking.started_s, self._time.now_s())
        words = await self._cut.text() if self._cut else talking.text
        turn = self._turn(talking.turn, words or talking.text, talking.started_s, end_s)
        self._journal.new_turn()
        await self._make_so(reply, spans, stored_turn(turn, spans), turn=turn)

    # ---- pieces --------------------------------------------------------------------------------------------

    def _turn(self, turn: str, text: str, start_s: float, end_s: float) -> Turn:
        return spoken_turn(turn, self._journal.phases.phase, text, start_s, end_s)

    def _prepare(self, reply: Reply) -> Preparation:
        return self.prepare(reply.words())

    def prepare(self, words: AsyncIterator[str]) -> Preparation:
        """Sentences and sound of these words, made ahead."""
        return Preparation(
            words,
            self._pool,
            voice=self._brief.voice,
            clock=self._clock,
            mute_because=self._voiceless,
            mute=not self._channel.sound,
        )

    def _voiceless(self, error: Exception) -> None:
        _log.warning("synthesizer failed", interview=self._brief.interview, error=str(error))
        self._channel.notice("synthesizer_failed", "My voice has failed. Please read what I say.")

    def _spans(self) -> Spans:
        return Spans(self._clock(), self._metrics)
