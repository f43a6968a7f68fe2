"""The interviewer: an event in, a reply out. ``consider`` changes nothing, so it may be asked speculatively.

::

    reply = interviewer.consider(Spoke(turn), now)     # what would you say now?
    interviewer.commit(reply)                          # say it: this is now what happened
    async for piece in reply.words(): ...              # the words, as they come
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol, runtime_checkable

from agents.ledger import Ledger
from agents.model import Turn
from agents.moves import Close, Move, asked_by
from agents.phases import Clock
from agents.phrasing import phrase, spoken_sentences
from agents.policy.choose import (
    after_turn,
    at_tick,
    in_silence,
    on_done,
    on_drawing,
    on_hint,
    on_leaving,
    opening,
    while_talking,
    worth_hearing,
)
from agents.policy.drawing import draw
from agents.policy.hearing import hear, overhear, suggest
from agents.policy.rules import Rules
from agents.policy.state import InterviewState, Suggestion
from agents.policy.taking import take
from agents.policy.view import Choice
from agents.setup import Setup

# ---- events ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Began:
    """The interview begins (or the room is live for the first time)."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """A committed turn. The candidate's; the interviewer's own turns are known already and change nothing."""

    turn: Turn


@dataclass(frozen=True, slots=True)
class Talking:
    """The candidate talks on: their words so far, and whether they just took a breath."""

    text: str
    breath: bool
    started_s: float
    """When this turn began, in seconds of interview time."""
    turn: str = "talking"
    """Id the turn will have: give the same id to the committed turn."""
    breathless_s: float = 0.0
    """Seconds since the candidate last paused for breath."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Nobody has spoken for ``seconds``, counted from the last word heard from either.

    May be sent as often as is convenient (once a second, say): the interviewer knows which prompts it gave.
    """

    seconds: float


@dataclass(frozen=True, slots=True)
class HintAsked:
    """The candidate pressed the hint button."""


@dataclass(frozen=True, slots=True)
class DoneEarly:
    """The candidate says, by a button, that this phase is finished."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed while nobody speaks."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box on the whiteboard."""

    id: str
    label: str
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow on the whiteboard, between two boxes by id."""

    source: str
    target: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class BoardChanged:
    """The whiteboard as it now stands."""

    nodes: tuple[Box, ...]
    edges: tuple[Arrow, ...] = ()


@dataclass(frozen=True, slots=True)
class CandidateLeft:
    """The candidate ends the interview."""


@dataclass(frozen=True, slots=True)
class Moved:
    """For replay only: a move that was committed, with the words that were chosen for it."""

    move: Move
    why: str
    turn: Turn
    """The interviewer's turn; ``start_s`` is when the move was decided, ``phase`` the phase after it."""


Event = (
    Began | Spoke | Talking | Silence | HintAsked | DoneEarly | Tick | BoardChanged | CandidateLeft | Moved
)

# ---- replies -----------------------------------------------------------------------------------------------


class Speaker(Protocol):
    """What turns a reply into words as they come: a language model, or nothing but the built-in words."""

    def words(self, reply: Reply) -> AsyncIterator[str]:
        """The reply's words in pieces whose concatenation is the whole text."""
        ...


@runtime_checkable
class Thinker(Protocol):
    """A speaker that also has ideas of its own for probes. It never keeps anybody waiting."""

    def think(self, reply: Reply) -> None:
        """Begins to think about what a silent reply was a reply to; returns at once."""
        ...

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What it has thought of since it was last asked."""
        ...


@dataclass(frozen=True)
class Reply:
    """What the interviewer does about an event. Without a ``move`` the floor is the candidate's."""

    move: Move | None
    why: str
    phase: str
    """The phase after this reply: the interviewer's turn belongs to it."""
    text: str
    """The built-in words, whole; empty when silent."""
    ends: bool
    """True when the interview is over once this has been said."""
    state: InterviewState = field(repr=False)
    """The state this reply leads to; opaque to callers."""
    event: Event = field(repr=False)
    """What it is a reply to."""
    decided_s: float = 0.0
    """When it was decided, in seconds of interview time."""
    speaker: Speaker | None = field(default=None, repr=False)

    async def words(self) -> AsyncIterator[str]:
        """The words as they come, from the language model where there is one, else the built-in ones."""
        if self.speaker is None:
            if self.text:
                yield self.text
            return
        async for piece in self.speaker.words(self):
            yield piece


# ---- the interviewer ---------------------------------------------------------------------------------------


class Interviewer:
    """One interview's mind: a frozen state, and the rules by which events change it. Not shared."""

    def __init__(self, setup: Setup, speaker: Speaker | None = None) -> None:
        """``speaker`` puts moves into words as they come; without one the built-in words are used."""
        self.setup = setup
        self.rules = Rules(setup)
        self.speaker = speaker
        self.state = InterviewState(clock=setup.clock(), ledger=Ledger.empty(), seed=setup.seed)

    @property
    def clock(self) -> Clock:
        """The phase clock as it stands."""
        return self.state.clock

    @property
    def ended(self) -> bool:
        """True once the goodbye has been said."""
        return self.state.ended

    def consider(self, event: Event, now: float) -> Reply:
        """What the interviewer would do about an event at ``now`` seconds. Changes nothing."""
        return self._reply(*self._choose(self.state, event, now), event, now)

    def commit(self, reply: Reply, turn: Turn | None = None) -> None:
        """Makes the reply what happened.

        ``turn`` is for a reply to :class:`Talking`: the candidate's turn as it was finally transcribed up to
        the interruption. Without it the words known when the reply was made are taken.
        """
        self._become(reply, turn)
        thinker: object = self.speaker
        if isinstance(thinker, Thinker):
            self.state = suggest(self.state, thinker.suggestions())
            if reply.move is None:
                thinker.think(reply)

    def _become(self, reply: Reply, turn: Turn | None) -> None:
        event = reply.event
        if turn is None or not isinstance(event, Talking):
            self.state = reply.state
            return
        if reply.move is not None and (turn.id, turn.text) == (event.turn, event.text):
            self.state = reply.state  # transcribed as it was heard when the reply was made
            return
        heard = hear(self.rules, self.state, turn)
        if reply.move is None:
            self.state = heard
            return
        self.state = self._taken(heard, reply.move, reply.decided_s, reply.text, reply.phase, ends=reply.ends)

    def replay(self, events: Iterable[Event]) -> None:
        """Rebuilds the state from what was stored: :class:`Spoke`, :class:`Moved`, :class:`BoardChanged`."""
        for event in events:
            if isinstance(event, BoardChanged):
                self.state = _on_board(self.rules, self.state, event)
            elif isinstance(event, Spoke) and event.turn.speaker == "candidate":
                self.state = hear(self.rules, self.state, event.turn)
            elif isinstance(event, Moved):
                turn = event.turn
                ends = isinstance(event.move, Close)
                self.state = self._taken(
                    self.state, event.move, turn.start_s, turn.text, turn.phase, ends=ends
                )

    # ---- inside ------------------------------------------------------------------------------------------

    def _choose(
        self, state: InterviewState, event: Event, now: float
    ) -> tuple[InterviewState, Choice | None]:
        """The state after the event, and the choice made in it."""
        rules = self.rules
        if state.ended:
            return state, None
        if isinstance(event, Talking):
            return self._interrupt(state, event, now)
        if isinstance(event, Spoke):
            if event.turn.speaker == "interviewer" or event.turn.id in state.heard:
                return state, None
            heard = hear(rules, state, event.turn)
            return heard, after_turn(rules, heard, event.turn, now)
        if isinstance(event, BoardChanged):
            drawn = _on_board(rules, state, event, now)
            return drawn, on_drawing(rules, drawn, now) if event.nodes else None
        return state, _unspoken(rules, state, event, now)

    def _interrupt(
        self, state: InterviewState, event: Talking, now: float
    ) -> tuple[InterviewState, Choice | None]:
        """Cutting in. Nothing is heard while there is no cause, since listening costs time."""
        rules, breath, breathless_s = self.rules, event.breath, event.breathless_s
        text = worth_hearing(rules, state, event.text, now, breath=breath, breathless_s=breathless_s)
        if not text:
            return state, None
        if text != event.text:
            seen = overhear(rules, state, _so_far(event, text, state.clock.phase, now))
            if while_talking(rules, seen, now, breath=breath, breathless_s=breathless_s) is None:
                return state, None
        heard = hear(rules, state, _so_far(event, event.text, state.clock.phase, now))
        choice = while_talking(rules, heard, now, breath=breath, breathless_s=breathless_s)
        return (state if choice is None else heard), choice

    def _reply(self, state: InterviewState, choice: Choice | None, event: Event, now: float) -> Reply:
        words = phrase(self.setup, state, choice.move) if choice is not None else None
        if choice is None or words is None:
            if choice is not None:  # no words are left for it: it must not stand in the way of others
                state = replace(state, excused=state.excused | _gaps(choice.move))
            return Reply(None, "", state.clock.phase, "", ends=False, state=state, event=event, decided_s=now)
        phase = choice.to or state.clock.phase
        return Reply(
            move=choice.move,
            why=choice.why,
            phase=phase,
            text=words.text,
            ends=choice.ends,
            state=self._taken(
                state, choice.move, now, words.text, phase, ends=choice.ends, wordings=words.wordings
            ),
            event=event,
            decided_s=now,
            speaker=self.speaker,
        )

    def _taken(
        self,
        state: InterviewState,
        move: Move,
        now: float,
        text: str,
        phase: str,
        *,
        ends: bool,
        wordings: frozenset[str] = frozenset(),
    ) -> InterviewState:
        return take(
            self.rules,
            state,
            move,
            now,
            text=text,
            phase=phase,
            ends=ends,
            wordings=wordings,
            sentences=spoken_sentences(text),
        )


def _on_board(
    rules: Rules, state: InterviewState, event: BoardChanged, now: float | None = None
) -> InterviewState:
    """The state with the whiteboard as the event tells it."""
    boxes = ((box.id, box.label, box.shape) for box in event.nodes)
    return draw(rules, state, boxes, ((arrow.source, arrow.target) for arrow in event.edges), now)


def _so_far(event: Talking, text: str, phase: str, now: float) -> Turn:
    """The words of one who is still talking, as a turn."""
    end = max(now, event.started_s)
    return Turn(
        id=event.turn, speaker="candidate", phase=phase, start_s=event.started_s, end_s=end, text=text
    )


def _gaps(move: Move) -> frozenset[str]:
    """The gaps that a move asks about."""
    return frozenset(gap for each in asked_by(move) for gap in (each.gap, *each.gaps) if gap)


def _unspoken(rules: Rules, state: InterviewState, event: Event, now: float) -> Choice | None:
    """What to do about an event other than words."""
    choice: Choice | None = None
    match event:
        case Began():
            choice = opening(rules, state)
        case Silence(seconds=seconds):
            choice = in_silence(rules, state, now, seconds)
        case Tick():
            choice = at_tick(rules, state, now)
        case HintAsked():
            choice = on_hint(rules, state, now)
        case DoneEarly():
            choice = on_done(rules, state, now)
        case CandidateLeft():
            choice = on_leaving()
    return choice
