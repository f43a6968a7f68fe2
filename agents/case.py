"""The case: all there is to judge by, and the places in it that evidence can point at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from agents.facts import Component, Span
from agents.ledger import Ledger
from agents.listening.cues import Cues
from agents.model import Turn
from agents.substance import Substance
from agents.testimony import Statement, Testimony
from rubrics.schema import Lexicon

MERE_FACTORS = frozenset({"growth-factor"})
"""Kinds of numbers that stand for nothing by themselves ("ten times")."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece: ``turn.text[start:end]`` of its statement's turn. ``kind`` is the fact's own."""

    statement: Statement
    start: int
    end: int
    kind: str
    key: str


@dataclass
class Case:
    """All there is to judge by: what was said, and what the listener read from it."""

    testimony: Testimony
    ledger: Ledger
    lexicon: Lexicon
    cues: Cues
    phases: frozenset[str] = frozenset()
    """The ids of the loop's phases."""

    @cached_property
    def substance(self) -> Substance:
        """What the sentences of this case say, if anything."""
        figures = frozenset(
            piece.statement.text
            for number in self.ledger.numbers
            if number.kind not in MERE_FACTORS
            for piece in self.piece(number.span)
        )
        return Substance(self.lexicon, self.cues, figures)

    @cached_property
    def _asked(self) -> Mapping[str, Turn]:
        """For each of the candidate's turns what the interviewer had said before it."""
        asked: dict[str, Turn] = {}
        last: Turn | None = None
        for turn in self.testimony.transcript.turns:
            if turn.speaker == "interviewer":
                last = turn
            elif last is not None:
                asked[turn.id] = last
        return asked

    @cached_property
    def _phases(self) -> frozenset[str]:
        """The loop's phases that the transcript keeps apart; none when all of it is in one."""
        kept = self.phases & {turn.phase for turn in self.testimony.transcript.turns}
        return kept if len(kept) > 1 else frozenset()

    def is_in(self, phases: Iterable[str], statement: Statement) -> bool:
        """Whether a statement was made in one of these phases, or in none that the loop knows."""
        wanted = frozenset(phases)
        return not wanted or statement.turn.phase in wanted or statement.turn.phase not in self._phases

    def question_before(self, statement: Statement) -> Turn | None:
        """The interviewer's turn that this statement answers, if there is one."""
        return self._asked.get(statement.turn.id)

    @cached_property
    def _starts(self) -> Mapping[str, list[tuple[int, Statement]]]:
        starts: dict[str, list[tuple[int, Statement]]] = {}
        for statement in self.testimony.statements:
            starts.setdefault(statement.turn.id, []).append((statement.start, statement))
        return starts

    def statement_at(self, turn: str, offset: int) -> Statement | None:
        """The candidate's statement that holds this place, if any."""
        starts = self._starts.get(turn, [])
        at = bisect_right(starts, offset, key=lambda entry: entry[0]) - 1
        return starts[at][1] if at >= 0 else None

    def statements_of(self, turn: str) -> Iterator[Statement]:
        """The candidate's statements in a turn, in order."""
        return (statement for _, statement in self._starts.get(turn, ()))

    def statements_in(self, turn: str, start: int, end: int) -> tuple[Statement, ...]:
        """The candidate's statements that share words with ``turn.text[start:end]``."""
        return tuple(each for each in self.statements_of(turn) if each.start < end and start < each.end)

    def piece(self, span: Span, kind: str = "", key: str = "") -> Iterator[Evidence]:
        """The piece at a span of what was heard; nothing when no statement holds it."""
        place = self.testimony.original(span)
        statement = self.statement_at(place.turn, place.start)
        if statement is not None:
            start, end = max(place.start, statement.start), min(place.end, statement.end)
            if start < end:
                yield self.of(statement, kind, key, start, end)

    def of(
        self,
        statement: Statement,
        kind: str = "",
        key: str = "",
        start: int | None = None,
        end: int | None = None,
    ) -> Evidence:
        """A piece of a statement, the whole of it unless said otherwise."""
        return Evidence(
            statement=statement,
            start=statement.start if start is None else start,
            end=statement.end if end is None else end,
            kind=kind,
            key=key or str(statement.order),
        )

    def needing_reasons(self) -> tuple[Component, ...]:
        """The components that were named, need a reason and got none, in the order named."""
        return tuple(
            part for part in self.ledger.components.values() if part.needs_reason and not part.reasons
        )
