"""Reactions: what an expert interviewer does in a situation, found by the occasion of a move.

A move of one kind is made on different occasions: ``Redirect/drawing`` when boxes come too early,
``ProbeNumber/disputed`` when a sum does not come out. The rubrics say which reaction belongs to which
occasion, and in whose words it is said; an occasion without one is said in the words of its kind of move.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from agents.moves import (
    Challenge,
    Clarify,
    Close,
    CutIn,
    Hint,
    Move,
    ProbeContradiction,
    ProbeNumber,
    ProbeReason,
    Redirect,
    SilencePrompt,
    Transition,
    wording_key,
)
from rubrics.schema import Reaction

Probed = Challenge | ProbeContradiction | ProbeNumber | ProbeReason
"""Questions about a gap that are asked in several manners."""

OCCASIONS: Mapping[str, tuple[str, ...]] = {
    "Challenge": ("choice", "parts"),
    "Clarify": ("fact", "scope", "handback", "unknown"),
    "Close": ("early",),
    "CutIn": ("rambling", "gap", "time"),
    "Hint": ("given", "none-left"),
    "ProbeContradiction": ("said", "drawn"),
    "ProbeNumber": ("disputed", "stated", "missing"),
    "ProbeReason": ("drawn",),
    "Redirect": ("hostile", "score", "dont-know", "drawing", "earlier-phase", "vague"),
    "SilencePrompt": ("take-time", "narrow", "move-on"),
    "Transition": ("early", "on-time"),
}
"""The manners of the kinds of move that have any."""


def by_occasion(reactions: Iterable[Reaction]) -> Mapping[str, Reaction]:
    """Reactions by occasion; of two for one occasion the later counts."""
    return MappingProxyType({occasion: each for each in reactions for occasion in each.moves})


def occasion(move: Move) -> str:
    """On which occasion a move is made: its kind, and its manner where the kind has several."""
    manner = _manner(move)
    return f"{move.kind}/{manner}" if manner else move.kind


def words_for(move: Move, reactions: Mapping[str, Reaction]) -> str:
    """The key of the wordings in which a move is said."""
    found = reaction_to(move, reactions)
    return found.wording if found is not None else wording_key(move.kind)


def reaction_to(move: Move, reactions: Mapping[str, Reaction]) -> Reaction | None:
    """The reaction that a move is, if it is one."""
    return reactions.get(occasion(move)) or reactions.get(move.kind)


def _manner(move: Move) -> str:
    if isinstance(move, Probed):
        return _asked(move)
    manner = ""
    match move:
        case Clarify():
            manner = move.outcome
        case CutIn() | Redirect():
            manner = move.cause
        case Hint():
            manner = "given" if move.step else "none-left"
        case SilencePrompt():
            manner = move.stage
        case Close():
            manner = "early" if move.early else ""
        case Transition():
            manner = "early" if move.early else "on-time"
    return manner


def _asked(move: Probed) -> str:
    """The manner of a question about a gap."""
    match move:
        case Challenge():
            return "choice" if move.said and not move.targets else "parts"
        case ProbeContradiction():
            return "drawn" if move.gap.startswith("board:") else "said"
        case ProbeNumber():
            return "disputed" if move.disputed else "stated" if move.number else "missing"
        case ProbeReason():
            return "drawn" if move.drawn else ""
