"""Moves: everything the interviewer may do when it takes the floor, one closed union.

A move says *what* is done and about what; :mod:`agents.phrasing` finds the words. Moves are stored in the
event log and shown in the report, so each survives a round trip through JSON.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from agents.model import Document


class MoveBase(Document):
    """What all moves share."""

    target: str = ""
    """What it is about, in words the candidate would recognise ("Kafka queue"). Empty when about nothing."""
    gap: str = ""
    """Identity of the gap it closes ("reason:queue"); no gap is asked about twice."""
    targets: tuple[str, ...] = ()
    """The names in ``target``, where one question is about several things ("the queue and the cache")."""
    gaps: tuple[str, ...] = ()
    """The gaps of ``targets``, ``gap`` among them; empty where the question is about one thing."""
    ask: tuple[str, ...] = ()
    """Prepared wordings from the rubrics; empty when the persona's own are used."""
    said: str = ""
    """The candidate's own clause, said back where the target alone would not tell what is meant."""


class ProbeReason(MoveBase):
    """Why is this there?"""

    kind: Literal["ProbeReason"] = "ProbeReason"
    place: str = ""
    drawn: bool = False
    """True for what was drawn on the whiteboard and never spoken of."""


class ProbeTradeoff(MoveBase):
    """And what is given up for it?"""

    kind: Literal["ProbeTradeoff"] = "ProbeTradeoff"


class ProbeNumber(MoveBase):
    """Where does that figure come from; do the units agree?"""

    kind: Literal["ProbeNumber"] = "ProbeNumber"
    number: str = ""
    earlier: str = ""
    """The figure said before with which it does not go; empty when none was."""
    disputed: bool = False
    """True when code found it at odds with the others. The question never says which way."""


class ProbeContradiction(MoveBase):
    """You said both; which holds?"""

    kind: Literal["ProbeContradiction"] = "ProbeContradiction"
    earlier: str = ""
    later: str = ""


class ProbeLeadership(MoveBase):
    """Who owns it, what does it cost, who must agree?"""

    kind: Literal["ProbeLeadership"] = "ProbeLeadership"
    about: str = "team"


class ProbeDepth(MoveBase):
    """You called this the crux; how does it work?"""

    kind: Literal["ProbeDepth"] = "ProbeDepth"


class Challenge(MoveBase):
    """Presses on a choice or on too many parts at once ("Take three away. What breaks?")."""

    kind: Literal["Challenge"] = "Challenge"


AnyProbe = (
    ProbeReason | ProbeTradeoff | ProbeNumber | ProbeContradiction | ProbeLeadership | ProbeDepth | Challenge
)
"""The moves that ask about a gap."""

Probe = Annotated[AnyProbe, Field(discriminator="kind")]


class Carrier(MoveBase):
    """A move that may take a probe along, lest the question about what was just said come too late."""

    probe: Probe | None = None


class Open(MoveBase):
    """Greets, states the problem, asks the first question."""

    kind: Literal["Open"] = "Open"
    statement: str = ""


class Clarify(Carrier):
    """Answers a question of the candidate, says what is left out, hands a choice back, or knows nothing."""

    kind: Literal["Clarify"] = "Clarify"
    outcome: Literal["fact", "scope", "handback", "unknown"] = "fact"
    topic: str = ""
    answer: str = ""


class Hint(MoveBase):
    """One of three hints, smallest first. ``step`` counts from 1; 0 says that none is left."""

    kind: Literal["Hint"] = "Hint"
    step: int = Field(default=1, ge=0, le=3)
    answer: str = ""


class Redirect(Carrier):
    """Brings the talk back: after hostility, a plea for marks, "I don't know", or boxes drawn too early."""

    kind: Literal["Redirect"] = "Redirect"
    cause: Literal["hostile", "score", "dont-know", "drawing", "earlier-phase", "vague"] = "hostile"


class TimeNudge(Carrier):
    """Says what time is left in the phase."""

    kind: Literal["TimeNudge"] = "TimeNudge"
    minutes_left: float = 0.0


class CutIn(Carrier):
    """Interrupts a rambler, or one who talks on when the phase is over (``to`` then names the next)."""

    kind: Literal["CutIn"] = "CutIn"
    cause: Literal["rambling", "gap", "time"] = "rambling"
    to: str = ""


class Transition(Carrier):
    """Moves on to the phase ``to``. A probe it carries takes the place of that phase's first question."""

    kind: Literal["Transition"] = "Transition"
    to: str
    early: bool = False


class SilencePrompt(Carrier):
    """Breaks a silence: take your time; a narrower question; let's move on."""

    kind: Literal["SilencePrompt"] = "SilencePrompt"
    stage: Literal["take-time", "narrow", "move-on"] = "take-time"


class Recap(MoveBase):
    """Asks for the summary."""

    kind: Literal["Recap"] = "Recap"


class Close(MoveBase):
    """Thanks and ends."""

    kind: Literal["Close"] = "Close"
    early: bool = False
    """True when time was left: the candidate had finished, or gave up."""


Move = Annotated[
    Open
    | Clarify
    | ProbeReason
    | ProbeTradeoff
    | ProbeNumber
    | ProbeContradiction
    | ProbeLeadership
    | ProbeDepth
    | Challenge
    | Hint
    | Redirect
    | TimeNudge
    | CutIn
    | Transition
    | SilencePrompt
    | Recap
    | Close,
    Field(discriminator="kind"),
]

moves: TypeAdapter[Move] = TypeAdapter(Move)
"""``moves.dump_python(move, mode="json")`` and ``moves.validate_python(data)`` are the round trip."""

PROBES = (
    ProbeReason,
    ProbeTradeoff,
    ProbeNumber,
    ProbeContradiction,
    ProbeLeadership,
    ProbeDepth,
    Challenge,
)
"""Moves that ask about a gap: the report's follow-ups."""


def asked_by(move: Move | None) -> tuple[Move, ...]:
    """The move, and the probe it carries."""
    if move is None:
        return ()
    carried = move.probe if isinstance(move, Carrier) else None
    return (move,) if carried is None else (move, carried)


def wording_key(kind: str) -> str:
    """The key of a move's wordings in a persona file: ``ProbeReason`` -> ``probe_reason``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind).lower()
