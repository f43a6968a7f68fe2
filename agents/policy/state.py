"""What is true of an interview at one moment. Frozen: each event leads to a new state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from agents.board import Board
from agents.ledger import Ledger
from agents.moves import Move, SilencePrompt
from agents.phases import Clock
from rubrics.schema import GapKind


def _nothing() -> Mapping[str, int]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Asked:
    """A gap that was asked about."""

    gap: str
    phase: str
    at_s: float


@dataclass(frozen=True, slots=True)
class Sprung:
    """A trap the candidate walked into: its key, and the turn in which it happened."""

    key: str
    turn: str
    said: str = ""
    """The clause in which it happened."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What the words open beside the ledger's facts: a crux, a hand-wave, an engineer's own hands."""

    key: str
    kind: str
    """A key of ``agents.policy.gaps.CLAIMS``."""
    target: str
    turn: str
    said: str = ""
    """The clause that opened it, to be said back; empty where the target says enough."""
    chance: float = 1.0
    """How likely it is that it was left open."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A probe that a language model thought of and that passed the checks. The policy ranks it."""

    kind: GapKind
    target: str
    question: str
    turn: str

    @property
    def key(self) -> str:
        """Identity of its gap: the same as that of a gap found by code about the same thing."""
        return f"{self.kind}:{self.target.lower()}"


@dataclass(frozen=True, slots=True)
class InterviewState:
    """The whole state of the interviewer's mind. ``seed`` is all the chance there is."""

    clock: Clock
    ledger: Ledger
    seed: int = 0
    begun: bool = False
    ended: bool = False

    spoken: int = 0
    """Interviewer turns so far."""
    heard: frozenset[str] = frozenset()
    """Ids of the candidate's turns taken up."""
    latest: str = ""
    """Id of the candidate's latest turn."""
    recent: tuple[str, ...] = ()
    """Ids of the candidate's last few turns."""
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    """The candidate's turns by id, so that their words can be said back to them."""

    asked: tuple[Asked, ...] = ()
    excused: frozenset[str] = frozenset()
    """Gaps never to be asked about: figures given in answer to a question need no question of their own."""
    opened: Mapping[str, int] = field(default_factory=_nothing)
    """Gap -> ``spoken`` at the moment it was first seen open."""
    claims: tuple[Claim, ...] = ()
    sprung: tuple[Sprung, ...] = ()
    suggested: tuple[Suggestion, ...] = ()
    board: Board = field(default_factory=Board, repr=False)
    """The whiteboard as it stands."""
    drawn_s: float | None = None
    """When it last changed."""
    led: frozenset[str] = frozenset()
    """Phases in which something was said that shows leadership."""
    met: frozenset[str] = frozenset()
    """Prepared probes whose ``unless`` the candidate has already answered."""
    invited: frozenset[str] = frozenset()
    """Prepared probes whose ``when`` the candidate's words have called for."""

    pending: Move | None = None
    """The question on the table; None when the floor is simply the candidate's."""
    said: frozenset[str] = field(default=frozenset(), repr=False)
    """Every sentence the interviewer has said, normalised."""
    wordings: frozenset[str] = field(default=frozenset(), repr=False)
    """Every wording used, as written in the rubrics."""

    nudged: frozenset[str] = frozenset()
    hints: Mapping[str, int] = field(default_factory=_nothing)
    """Phase -> hints given."""
    redirected: Mapping[str, int] = field(default_factory=_nothing)
    silences: int = 0
    """Prompts given in the present silence."""
    dones: int = 0
    """Times in a row that the candidate said they were done."""
    floor_s: float = 0.0
    """When the candidate last got the floor."""
    stretch_words: int = 0
    """Words of the candidate since then."""
    decided_s: float = 0.0
    """When the candidate last decided something, or got the floor."""
    recap_s: float | None = None
    """When the summary was asked for."""
    recap_words: int = 0
    """Words of the candidate since then."""

    @property
    def pending_question(self) -> bool:
        """Whether a question is on the table, rather than a word about the silence."""
        return self.pending is not None and not isinstance(self.pending, SilencePrompt)

    @property
    def closed(self) -> frozenset[str]:
        """Gaps asked about already."""
        return frozenset(each.gap for each in self.asked)

    def asked_in(self, phase: str) -> int:
        """How many gaps were asked about in a phase."""
        return sum(each.phase == phase for each in self.asked)
