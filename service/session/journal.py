"""The journal: what has happened in one interview, stored before it counts, and counted."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import structlog

from service.errors import StoreFailed
from service.events import BoardDrawn, CandidateTurn, Event, Finished, Heard, InterviewerTurn, Retaken, Ticked
from service.session.messages import BoardView, Line
from service.session.phase_track import PhaseTrack
from service.session.ports import EventLog

STORE_RETRIES_S: Final = (0.2, 1.0, 3.0)
"""Waits before an event is stored again when the store does not answer."""

_log = structlog.get_logger(__name__)


class Journal:
    """The event log of an interview, with what the room needs to know of it.

    Args:
        log: where events are stored.
        phases: the phase track, moved by what is stored.
        sound: stores what was heard up to a time, in seconds of interview time. Awaited before a turn is
            stored: sound that is in a turn already must never be sent, and heard, again.
    """

    def __init__(self, log: EventLog, phases: PhaseTrack, sound: Callable[[float], Awaitable[None]]) -> None:
        self._log = log
        self._sound = sound
        self.phases = phases
        self._lines: dict[str, Line] = {}
        self._turns = 0
        self.utterance = 0
        """The next utterance number."""
        self.said_s = 0.0
        """Interview time up to which all that the candidate said is stored as turns."""
        self.elapsed_s = 0.0
        """Interview time of the last event."""
        self.board: BoardView | None = None
        """The whiteboard as it was last stored."""
        self.board_chars = 0
        """Of all the whiteboards stored so far."""
        self.finished: Finished | None = None
        self.unheard: InterviewerTurn | None = None
        """The interviewer's last turn, if it was stored and never heard."""
        self.unanswered: CandidateTurn | None = None
        """The candidate's last turn, if nothing of the interviewer is stored after it."""

    async def read(self) -> Sequence[Event]:
        """All that is stored, taken into account."""
        events = await self._log.read()
        self._lines.clear()
        for event in events:
            self._note(event)
        return events

    async def store(self, *events: Event) -> None:
        """Store events, all or none, and take them into account. Raises StoreFailed."""
        for event in events:
            if isinstance(event, CandidateTurn):
                await self._sound(event.at_s)
        for wait in (*STORE_RETRIES_S, None):
            try:
                await self._log.append(*events)
                break
            except StoreFailed as error:
                if wait is None:
                    raise
                _log.warning("event not stored yet", error=error.message)
                await asyncio.sleep(wait)
        for event in events:
            self._note(event)

    def new_turn(self) -> str:
        """An id for the next turn."""
        self._turns += 1
        return f"t{self._turns}"

    def new_utterance(self) -> int:
        """A number for an utterance that no event announces."""
        self.utterance += 1
        return self.utterance - 1

    @property
    def next_turn(self) -> str:
        """The id the next turn will have."""
        return f"t{self._turns + 1}"

    def lines(self) -> tuple[Line, ...]:
        """The turns as the room shows them."""
        return tuple(line for line in self._lines.values() if line.text)

    def lines_with(self, turn: str, heard: str) -> tuple[Line, ...]:
        """The same, with what has been heard so far of a turn that is not over."""
        known = self._lines.get(turn)
        lines = self._lines | ({turn: known.model_copy(update={"text": heard})} if known else {})
        return tuple(line for line in lines.values() if line.text)

    def tail(self, chars: int) -> str:
        """The last words of the conversation."""
        return " ".join(line.text for line in list(self._lines.values())[-2:])[-chars:]

    def _note(self, event: Event) -> None:
        if not isinstance(event, Retaken):
            self.elapsed_s = max(self.elapsed_s, event.at_s)
        match event:
            case CandidateTurn():
                self._line(event.turn, "candidate", event.text, event.start_s)
                self.unanswered = event
                self.said_s = max(self.said_s, event.at_s)
            case InterviewerTurn():
                self._line(event.turn, "interviewer", "", event.at_s)
                self.utterance = max(self.utterance, event.utterance + 1)
                self.phases.enter(event.phase, event.at_s)
                self.unheard, self.unanswered = event, None
            case Heard():
                self._line(event.turn, "interviewer", event.text, event.start_s)
                if self.unheard is not None and self.unheard.turn == event.turn:
                    self.unheard = None
            case Ticked():
                self.phases.enter(event.phase, event.at_s)
            case BoardDrawn():
                self.board = BoardView.model_validate(event.board)
                self.board_chars += len(self.board.model_dump_json())
            case Finished():
                self.finished = event
            case _:
                pass

    def _line(self, turn: str, speaker: str, text: str, start_s: float) -> None:
        self._lines[turn] = Line.model_validate(
            {"turn": turn, "speaker": speaker, "text": text, "start_s": start_s}
        )
        number = turn.removeprefix("t")
        self._turns = max(self._turns, int(number) if number.isdigit() else 0)
