"""What the turn machine says. Positions are samples of microphone audio; ranges are half open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EndReason = Literal["complete", "unfinished", "thinking", "said_done", "done", "typed", "cut_in", "ended"]
"""Why a turn ended: the silence was long enough for how its words looked ("complete", "unfinished",
"thinking"), the candidate said so, pressed Done, typed, was cut in on, or the interview was ended."""


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """The candidate's voice began at ``at``; it opened a turn, or went on with one after a pause."""

    at: int
    opens_turn: bool


@dataclass(frozen=True, slots=True)
class EagerFinal:
    """A short silence: decode this part now, it may be the end."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EagerDropped:
    """Speech resumed: the eager part is not a segment after all."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SegmentClosed:
    """This part of the turn is whole: its text will not change."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Breath:
    """A pause inside the turn in which a word could be put."""

    at: int


@dataclass(frozen=True, slots=True)
class TurnEnded:
    """The candidate's turn is over. ``end`` is the last voiced sample, ``at`` where it was decided."""

    start: int
    end: int
    at: int
    silence: int
    reason: EndReason


@dataclass(frozen=True, slots=True)
class BargePause:
    """The candidate talks over the interviewer: hold the playback, it is not decided yet."""

    at: int


@dataclass(frozen=True, slots=True)
class BargeStop:
    """It is an interruption: drop the rest of the utterance."""

    at: int


@dataclass(frozen=True, slots=True)
class BargeResume:
    """It was a cough or a back-channel: play on."""

    at: int


@dataclass(frozen=True, slots=True)
class Aside:
    """What was said from ``start`` to ``end``, over the interviewer, was no answer: it makes no turn.

    ``carried``: it was the tail of a turn the interviewer cut in on; its words open the next turn.
    """

    start: int
    end: int
    carried: bool


@dataclass(frozen=True, slots=True)
class SilenceReached:
    """Nobody has spoken for ``seconds``, counted from the last word of either."""

    seconds: float


TurnEvent = (
    SpeechStarted
    | EagerFinal
    | EagerDropped
    | SegmentClosed
    | Breath
    | TurnEnded
    | BargePause
    | BargeStop
    | BargeResume
    | Aside
    | SilenceReached
)
