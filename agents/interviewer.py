"""The interviewer: an event in, a reply out. ``consider`` changes nothing, so it may be asked speculatively.

::

    reply = interviewer.consider(Spoke(turn), now)     # what would you say now?
    interviewer.commit(reply)                          # say it: this is now what happened
    async for piece in reply.words(): ...              # the words, as they come
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from agents.model import Turn
from agents.moves import Move

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
    """Id the turn will have, if known."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Nobody has spoken for ``seconds``, counted from the last word heard from either."""

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
    state: Any = field(repr=False)
    """The state this reply leads to; opaque to callers."""
    speaker: Speaker | None = field(default=None, repr=False)

    async def words(self) -> AsyncIterator[str]:
        """The words as they come, from the language model where there is one, else the built-in ones."""
        if self.speaker is None:
            if self.text:
                yield self.text
            return
        async for piece in self.speaker.words(self):
            yield piece
