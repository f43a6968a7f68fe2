"""Taking the floor: how a move, once made, changes the state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from agents.model import Turn
from agents.moves import (
    Carrier,
    Close,
    CutIn,
    Hint,
    Move,
    Recap,
    Redirect,
    SilencePrompt,
    TimeNudge,
    Transition,
    asked_by,
)
from agents.policy.rules import Rules
from agents.policy.state import Asked, InterviewState

WORDS_PER_SECOND = 165 / 60
"""The interviewer's pace, for reckoning when the floor passes back."""


def take(
    rules: Rules,
    state: InterviewState,
    move: Move,
    now: float,
    *,
    text: str,
    phase: str,
    ends: bool,
    wordings: frozenset[str],
    sentences: frozenset[str],
) -> InterviewState:
    """The state once ``move`` has been said in these words at ``now``."""
    until = now + len(text.split()) / WORDS_PER_SECOND
    clock = state.clock if phase == state.clock.phase else state.clock.enter(phase, now)
    turn = Turn(
        id=f"i{state.spoken + 1}", speaker="interviewer", phase=phase, start_s=now, end_s=until, text=text
    )
    return replace(
        state,
        clock=clock,
        ledger=rules.listener.follow(state.ledger, turn),
        begun=True,
        ended=ends or isinstance(move, Close),
        spoken=state.spoken + 1,
        asked=(*state.asked, *_asked(move, state.clock.phase, now)),
        pending=state.pending if isinstance(move, SilencePrompt) else _pending(move),
        said=state.said | sentences,
        wordings=state.wordings | wordings,
        nudged=state.nudged | {state.clock.phase} if isinstance(move, TimeNudge) else state.nudged,
        hints=_hinted(state, move),
        redirected=_redirected(state, move),
        silences=state.silences + 1 if isinstance(move, SilencePrompt) else 0,
        dones=0 if clock is not state.clock else state.dones,
        floor_s=until,
        stretch_words=0,
        decided_s=until,
        recap_s=now if isinstance(move, Recap) else state.recap_s,
    )


def _asked(move: Move, phase: str, now: float) -> list[Asked]:
    gaps: list[str] = []
    for each in asked_by(move):
        gaps += each.gaps or (each.gap,)
    return [Asked(gap, phase, now) for gap in gaps if gap]


def _pending(move: Move) -> Move | None:
    """The question now on the table. An answer or a goodbye leaves none."""
    if isinstance(move, Carrier):
        if move.probe is not None:
            return move.probe
        return move if isinstance(move, Transition | CutIn | Redirect) else None
    return None if isinstance(move, Close) else move


def _hinted(state: InterviewState, move: Move) -> Mapping[str, int]:
    if not isinstance(move, Hint) or not move.step:
        return state.hints
    return MappingProxyType({**state.hints, state.clock.phase: move.step})


def _redirected(state: InterviewState, move: Move) -> Mapping[str, int]:
    if not isinstance(move, Redirect):
        return state.redirected
    place = f"{move.cause}:{state.clock.phase}"
    counts = {cause: state.redirected.get(cause, 0) + 1 for cause in (move.cause, place)}
    return MappingProxyType({**state.redirected, **counts})
