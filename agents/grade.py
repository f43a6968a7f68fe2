"""How well the interviewer did with a scripted candidate: what it caught, and what it should not ask."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rapidfuzz import fuzz

from agents.candidate import Candidate, Plant
from agents.model import FollowUp, Transcript
from agents.moves import PROBES, Move, asked_by
from agents.setup import Setup

CHANCES = 2
"""Interviewer turns within which a plant counts as caught (design section 10)."""
ALIKE = 85.0
"""Words this alike (0 to 100) count as the same: plural and recogniser slips."""

FITTING: Mapping[str, tuple[str, ...]] = {
    "reason": ("ProbeReason", "Challenge"),
    "tradeoff": ("ProbeTradeoff", "Challenge"),
    "number": ("ProbeNumber", "Challenge"),
    "contradiction": ("ProbeContradiction", "ProbeNumber", "Challenge"),
    "leadership": ("ProbeLeadership",),
    "depth": ("ProbeDepth", "Challenge"),
}
"""Moves that ask about each kind of plant."""
WHY = ("ProbeReason", "Challenge")
"""Moves that ask for a reason: a fault where one was given."""


@dataclass(frozen=True, slots=True)
class Said:
    """One turn of the interviewer: the move, why it was made, and its words."""

    turn: str
    move: Move
    why: str
    text: str

    @property
    def asks(self) -> bool:
        """Whether it asked about a gap."""
        return any(isinstance(each, PROBES) for each in asked_by(self.move))

    def follow_up(self) -> FollowUp:
        """Its entry in the report."""
        asked = asked_by(self.move)[-1]
        return FollowUp(turn=self.turn, move=asked.kind, target=asked.target, why=self.why)

    def to_json(self) -> dict[str, Any]:
        """Its entry in ``viva simulate --json``."""
        asked = asked_by(self.move)[-1]
        return {
            "turn": self.turn,
            "move": asked.kind if self.asks else self.move.kind,
            "target": asked.target,
            "why": self.why,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Grade:
    """The figures of design section 12."""

    plants: int
    caught: int
    justified: int
    false_probes: int
    repeats: int
    worst_overrun_s: float
    total_overrun_s: float
    missed: tuple[str, ...] = ()
    """For people: the plants that were not caught."""

    @property
    def recall(self) -> float:
        """Share of plants caught; 1 where there is none."""
        return self.caught / self.plants if self.plants else 1.0

    def to_json(self) -> dict[str, Any]:
        """The keys of design section 12."""
        return {
            "plants": self.plants,
            "caught": self.caught,
            "recall": round(self.recall, 4),
            "justified": self.justified,
            "false_probes": self.false_probes,
            "repeats": self.repeats,
            "phase_overrun_s": {"worst": round(self.worst_overrun_s, 1)},
            "total_overrun_s": round(self.total_overrun_s, 1),
        }


def grade(
    candidate: Candidate,
    setup: Setup,
    transcript: Transcript,
    said: Sequence[Said],
    late: Mapping[str, float],
) -> Grade:
    """The grade of one simulated interview. ``late``: phase -> seconds past its deadline when it was left."""
    names = _Names(setup)
    caught = [plant for plant in candidate.plants if _is_caught(plant, names, transcript, said)]
    end = transcript.turns[-1].end_s if transcript.turns else 0.0
    return Grade(
        plants=len(candidate.plants),
        caught=len(caught),
        justified=len(candidate.justified),
        false_probes=sum(_is_asked_why(target, names, said) for target in candidate.justified),
        repeats=_repeats(said),
        worst_overrun_s=max((0.0, *late.values())),
        total_overrun_s=max(0.0, end - setup.minutes * 60.0),
        missed=tuple(f"{plant.kind} {plant.target}" for plant in candidate.plants if plant not in caught),
    )


class _Names:
    """What a target may be called: its own words, or those of the lexicon's component it is."""

    def __init__(self, setup: Setup) -> None:
        self._names: dict[str, tuple[str, ...]] = {}
        for term in setup.lexicon.components:
            names = (term.name, *term.aliases, *term.products)
            for name in names:
                self._names.setdefault(_plain(name), tuple(_plain(each) for each in names))

    def named(self, target: str, text: str) -> bool:
        """Whether the text names the target."""
        plain = _plain(text)
        return any(_holds(plain, name) for name in (_plain(target), *self._names.get(_plain(target), ())))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _holds(text: str, name: str) -> bool:
    """Whether a plain text holds the words of a name, or most of a long one."""
    said, wanted = text.split(), name.split()
    if wanted and name.replace(" ", "") in {*said, *(f"{one}{two}" for one, two in pairwise(said))}:
        return True
    found = sum(any(fuzz.ratio(word, each) >= ALIKE for each in said) for word in wanted)
    return bool(wanted) and found * 3 >= len(wanted) * 2


def _is_caught(plant: Plant, names: _Names, transcript: Transcript, said: Sequence[Said]) -> bool:
    part = _plain(plant.part)
    place = next(
        (
            index
            for index, turn in enumerate(transcript.turns)
            if turn.speaker == "candidate" and part in _plain(turn.text)
        ),
        None,
    )
    if place is None:
        return False
    after = [turn.id for turn in transcript.turns[place + 1 :] if turn.speaker == "interviewer"][:CHANCES]
    return any(
        any(each.kind in FITTING[plant.kind] for each in asked_by(move.move))
        and names.named(plant.target, move.text)
        for move in said
        if move.turn in after
    )


def _is_asked_why(target: str, names: _Names, said: Sequence[Said]) -> bool:
    return any(
        each.kind in WHY and each.gap.startswith("reason:") and names.named(target, each.target)
        for move in said
        for each in asked_by(move.move)
    )


def _repeats(said: Sequence[Said]) -> int:
    """Questions asked twice: the same gap, or the same sentence."""
    gaps = Counter(each.gap for move in said for each in asked_by(move.move) if each.gap)
    questions = [each for move in said for each in re.findall(r"[^.!?]*\?", move.text)]
    asked = Counter(_plain(each) for each in questions if each.strip())
    return sum(count - 1 for count in gaps.values()) + sum(count - 1 for count in asked.values())
