"""The conversation: one live interview, from its first browser to its end. Engines may fail; it goes on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final, Literal

import structlog

from agents.interviewer import Began
from service.errors import StoreFailed
from service.events import CandidateTurn, Event, Finished, InterviewerTurn, Paused, Resumed
from service.session import messages as wire
from service.session.brief import Brief
from service.session.channel import Channel
from service.session.floor import Floor
from service.session.intake import Intake
from service.session.interview_clock import InterviewClock
from service.session.journal import Journal
from service.session.latency import Spans
from service.session.outbox import OVER, TAKEN_OVER, Farewell, Outbox
from service.session.parts import Parts
from service.session.phase_track import PhaseTrack
from service.session.recovery import hear_again
from service.session.replaying import candidate_turn, happenings
from service.session.said import Again, Said
from service.session.utterance import Rest, Utterance

BEAT_S: Final = 0.25
"""How often the conversation looks at the clock."""
CLOCK_EVERY_S: Final = 5.0
"""How often the phase clock is sent; also tells the browser that the line is alive."""
LAST_WORDS_S: Final = 5.0
"""How long the end of the interview waits for the words of a turn that it cut."""

STOPPING: Final = Farewell(1012, "the service stops")
DELETED: Final = Farewell(4002, "the interview was deleted")

_log = structlog.get_logger(__name__)


class Conversation:
    """One interview while it is live. Make it with ``open``; it outlives lost connections.

    Args:
        brief: of the interview.
        parts: engines, log, recording, clock.
        over: awaited once the interview has ended.
    """

    def __init__(self, brief: Brief, parts: Parts, over: Callable[[], Awaitable[None]] | None = None) -> None:
        self.brief = brief
        self.channel = Channel(parts.clock)
        self._parts = parts
        self._over = over
        self._clock = parts.clock
        self._time = InterviewClock(parts.clock)
        self._paused = self._ended = False
        self._finishing: asyncio.Task[None] | None = None
        self._rest: Rest | None = None
        self._told_at = parts.clock()
        self._intake = Intake(parts.recording, stored=self.channel.acknowledge, failed=self._unrecorded)
        self._journal = Journal(parts.log, PhaseTrack(brief.phases), self._intake.flush_until)
        self._floor = Floor(
            brief,
            parts,
            channel=self.channel,
            time=self._time,
            journal=self._journal,
            intake=self._intake,
            finished=self._finish,
        )
        self._answering, self._speaking = self._floor.answering, self._floor.speaking
        self._beating = asyncio.create_task(self._beat())

    @classmethod
    async def open(
        cls, brief: Brief, parts: Parts, over: Callable[[], Awaitable[None]] | None = None
    ) -> Conversation:
        """The conversation as its log says it stood. Raises StoreFailed."""
        conversation = cls(brief, parts, over)
        try:
            await conversation._restore()
        except BaseException:
            await conversation._shut()
            raise
        return conversation

    @property
    def ended(self) -> bool:
        """True once the interview is over."""
        return self._ended

    # ---- the way in and out --------------------------------------------------------------------------------

    async def attach(self, outbox: Outbox) -> None:
        """A browser has connected; one that was here before is taken over from."""
        await self._intake.flush()  # what ``ready`` says was taken is sent by no browser again
        if self.channel.connected and not self._ended:
            self.channel.send(wire.Ended(reason="taken_over", report=self.brief.report))
            self.channel.part(TAKEN_OVER)
            self._suspend()
        self.channel.connect(outbox)
        if self._ended:
            self.channel.send(self._ready())
            self._say_goodbye()
            return
        resumed = not self._paused and not self._time.running
        if not self._paused:
            self._run()
        self.channel.send(self._ready())
        self._floor.arrived()
        if resumed:
            await self._store(Resumed(at_s=self._time.now_s()))
        if self._rest is not None:
            rest, self._rest = self._rest, None
            self._answering.ask(rest)
        elif not self._journal.utterance and self.channel.visits == 1:
            self._answering.ask(Began())

    async def detach(self, outbox: Outbox) -> None:
        """That browser is gone. The clock stops until one comes back."""
        if not self.channel.serves(outbox):
            return
        self.channel.disconnect()
        if self._ended:
            return
        self._intake.store_soon()
        running = self._time.running
        self._stop()
        self._suspend()
        if running:
            await self._store(Paused(at_s=self._time.now_s(), cause="disconnected"))

    async def close(self, *, deleted: bool = False) -> None:
        """Leave the interview where it is: the service stops, or the interview was deleted."""
        if self._finishing is not None and self._finishing is not asyncio.current_task():
            await asyncio.wait({self._finishing})
        if deleted:
            self.channel.send(wire.Ended(reason="deleted", report=self.brief.report))
        elif self._time.running and not self._ended:
            self._stop()
            await self._store(Paused(at_s=self._time.now_s(), cause="stopped"))
        self.channel.part(DELETED if deleted else STOPPING)
        await self._shut()

    # ---- what the browser sends ----------------------------------------------------------------------------

    async def hear(self, sequence: int, pcm: bytes) -> None:
        """A microphone frame. One that was taken before is only acknowledged again."""
        if self._intake.full:
            await self._intake.flush()
        live = self._time.running and not self._ended
        if self._intake.take(sequence, pcm, self._time.now_s(), keep=live) and live:
            self._floor.hear(pcm)

    async def receive(self, message: wire.Message) -> None:
        """A message other than ``hello``. Those that come too late or change nothing are ignored."""
        if self._ended:
            return
        try:
            match message:
                case wire.Pause():
                    await self._pause()
                case wire.Resume():
                    await self._resume()
                case wire.End():
                    self._finishing = asyncio.create_task(self._finish("candidate"))
                    await asyncio.shield(self._finishing)  # the browser may leave before all is stored
                case _:
                    await self._floor.receive(message)
        except StoreFailed as error:
            self._unstored(error)

    async def _pause(self) -> None:
        if self._paused:
            return
        self._paused = True
        self._stop()
        self._intake.store_soon()
        self._speaking.hold()
        self.channel.hold(held=True)
        await self._store(Paused(at_s=self._time.now_s(), cause="candidate"))

    async def _resume(self) -> None:
        if not self._paused:
            return
        self._paused = False
        self._run()
        self._speaking.go_on()
        self.channel.hold(held=False)
        await self._store(Resumed(at_s=self._time.now_s()))

    # ---- the clock -----------------------------------------------------------------------------------------

    def _run(self) -> None:
        self._time.start()
        self._answering.go()

    def _stop(self) -> None:
        self._time.stop()
        self._answering.hold()

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_S)
            try:
                self._floor.beat(live=self._time.running)
                self._intake.beat()
                self._tell_time()
            except Exception:  # noqa: BLE001  the next beat may do better
                _log.exception("a beat failed", interview=self.brief.interview)

    def _tell_time(self) -> None:
        if self.channel.connected and self._clock() - self._told_at >= CLOCK_EVERY_S:
            self._told_at = self._clock()
            self.channel.send(self._phase())

    def _phase(self) -> wire.PhaseChanged:
        now = self._time.now_s()
        track = self._journal.phases
        return wire.PhaseChanged(
            phase=track.phase, elapsed_s=round(now, 1), total_s=self.brief.total_s, phases=track.views(now)
        )

    def _ready(self) -> wire.Ready:
        now = self._time.now_s()
        track = self._journal.phases
        return wire.Ready(
            interview=self.brief.interview,
            state="ended" if self._ended else self.channel.state,
            persona=self.brief.persona,
            last_audio=self._intake.last,
            elapsed_s=round(now, 1),
            total_s=self.brief.total_s,
            phase=track.phase,
            phases=track.views(now),
            lines=self._lines(),
            problem=self.brief.problem,
            sample_rate=self._parts.speech.sample_rate,
            utterance=self._journal.utterance,
            muted=self._floor.muted,
            board=self._journal.board,
        )

    def _lines(self) -> tuple[wire.Line, ...]:
        """The turns, with the sentences heard of one that is to go on."""
        if self._rest is None:
            return self._journal.lines()
        return self._journal.lines_with(self._rest.cut.turn, self._rest.cut.heard_whole())

    # ---- the end -------------------------------------------------------------------------------------------

    async def _finish(self, reason: Literal["finished", "candidate"] = "finished") -> None:
        """End the interview. What the candidate was saying is stored as its last turn."""
        if self._ended:
            return
        self._ended = True
        await self._answering.close()
        await self._speaking.hush()
        said = self._floor.end()
        if said is not None:
            await self._store_last_words(said)
        await self._store(Finished(at_s=self._time.now_s(), reason=reason))
        self._time.stop()
        self.channel.show("ended")
        self._say_goodbye()
        await self._shut()
        if self._over is not None:
            await self._over()

    async def _store_last_words(self, said: Said) -> None:
        try:
            text = await asyncio.wait_for(said.text(), LAST_WORDS_S)
        except TimeoutError:
            return
        if text:
            phase = self._journal.phases.phase
            turn = self._journal.new_turn()
            await self._store(
                CandidateTurn(at_s=said.end_s, turn=turn, phase=phase, start_s=said.start_s, text=text)
            )

    def _say_goodbye(self) -> None:
        reason = self._journal.finished.reason if self._journal.finished else "finished"
        self.channel.send(wire.Ended(reason=reason, report=self.brief.report))
        self.channel.part(OVER)

    async def _shut(self) -> None:
        self._beating.cancel()
        await self._floor.close()
        await self._speaking.settled()
        await self._intake.close()

    # ---- what was before -----------------------------------------------------------------------------------

    async def _restore(self) -> None:
        """Go on where the log says the interview stood."""
        events = await self._journal.read()
        self._time.set(self._journal.elapsed_s)
        if self._journal.finished is not None:
            self._ended = True
            return
        unanswered, unheard = self._journal.unanswered, self._journal.unheard
        # A long interview takes a while to live through again, and the other rooms go on.
        await asyncio.to_thread(self._parts.interviewer.replay, happenings(events, without=unanswered))
        if unanswered is not None:
            self._answering.ask(Again(candidate_turn(unanswered)))
        said = await hear_again(
            self._parts.recording,
            self._floor,
            interview=self.brief.interview,
            journal=self._journal,
            time=self._time,
            interviewer_from_s=None if unheard is None else unheard.at_s,
        )
        if unheard is not None and not said:
            self._rest = self._rest_of(unheard)
        elif self._parts.interviewer.ended:
            await self._finish()

    def _rest_of(self, unheard: InterviewerTurn) -> Rest:
        spans = Spans(self._clock(), self._parts.metrics)
        ends = self._parts.interviewer.ended
        cut = Utterance(unheard.utterance, unheard.turn, spans, begun_s=unheard.at_s, ends=ends)
        return Rest(cut, [], self._answering.prepare(_all_at_once(unheard.text)))

    def _suspend(self) -> None:
        """The voice stops where it is; what is left is said when a browser is back."""
        self._rest = self._speaking.suspend() or self._rest
        self._floor.yield_floor()

    async def _store(self, *events: Event) -> None:
        try:
            await self._journal.store(*events)
        except StoreFailed as error:
            self._unstored(error)

    def _unstored(self, error: StoreFailed) -> None:
        _log.error("not stored", interview=self.brief.interview, error=error.message)
        self.channel.notice("store_failed", "Something could not be stored; it may be missing afterwards.")

    def _unrecorded(self) -> None:
        self.channel.notice("recording_failed", "The recording has gaps; the interview is not affected.")


async def _all_at_once(text: str) -> AsyncIterator[str]:
    yield text
