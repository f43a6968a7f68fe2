"""Evidence: what in a candidate's words speaks for an indicator, each piece with the place where it was said.

A piece belongs to one statement. Pieces are only ever counted, never set against the length of the talk,
and each counts once however often it is said; so adding words that hold no piece changes nothing, and
taking a piece away can only lower a count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from agents.facts import Component, Number, Span
from agents.ledger import Ledger
from agents.listening.cues import Cues
from agents.listening.listener import Listener
from agents.listening.patterns import Pattern
from agents.testimony import Statement, Testimony
from rubrics.schema import Indicator, Lexicon

SAME_SHARE = 0.7
"""Two pieces that share so much of their words say the same thing."""
MIN_MEANING = 3
"""A reason or price with fewer words that carry meaning says nothing."""
MIN_DISTINCT = 2
"""Nor does one in which fewer words are left once the names of components are taken out."""

REASON_CUES = ("reason-why", "reason-aim", "reason-back", "reason-spoken")
PRICE_CUES = ("price", "price-spoken")
STAKE_CUES = ("need", "stake")
"""What a reason or price must touch: a person's wait or loss, a load, a limit, a failure, money, effort."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece: ``turn.text[start:end]`` of its statement's turn. ``kind`` is the fact's own."""

    statement: Statement
    start: int
    end: int
    kind: str
    key: str
    meaning: frozenset[str]


@dataclass
class Case:
    """All there is to judge by: what was said, and what the listener read from it."""

    testimony: Testimony
    ledger: Ledger
    lexicon: Lexicon
    cues: Cues
    listener: Listener
    _facts: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)
    _concrete: dict[str, bool] = field(default_factory=dict)
    _meant: dict[str, frozenset[str]] = field(default_factory=dict)
    _heard: dict[tuple[str, str], bool] = field(default_factory=dict)

    @cached_property
    def _alone(self) -> tuple[tuple[Statement, Ledger], ...]:
        return tuple((each, self._listen(each)) for each in self.testimony.statements)

    def _listen(self, statement: Statement) -> Ledger:
        turn = statement.turn.model_copy(update={"text": statement.text})
        return self.listener.follow(Ledger.empty(), turn)

    def alone(self) -> tuple[tuple[Statement, Ledger], ...]:
        """Each statement with what it says by itself, whatever was said around it.

        What is read from a statement must not change when others are added or taken away; else a list of names
        before a good reason would borrow it.
        """
        return self._alone

    @cached_property
    def _starts(self) -> Mapping[str, list[tuple[int, Statement]]]:
        starts: dict[str, list[tuple[int, Statement]]] = {}
        for statement in self.testimony.statements:
            starts.setdefault(statement.turn.id, []).append((statement.start, statement))
        return starts

    @cached_property
    def _names(self) -> frozenset[str]:
        """Single words that name components."""
        said = (
            word
            for term in self.lexicon.components
            for name in (term.name, *term.aliases, *term.products)
            for word in name.lower().split()
        )
        return frozenset(said)

    def statement_at(self, turn: str, offset: int) -> Statement | None:
        """The candidate's statement that holds this place, if any."""
        starts = self._starts.get(turn, [])
        at = bisect_right(starts, offset, key=lambda entry: entry[0]) - 1
        return starts[at][1] if at >= 0 else None

    def meaning(self, text: str) -> frozenset[str]:
        """The words that carry meaning: no function words, fillers, praise or fashion."""
        if text not in self._meant:
            self._meant[text] = frozenset(self.cues.meaning(text))
        return self._meant[text]

    def hears(self, cue_ids: Iterable[str], text: str) -> bool:
        """Whether a phrase of any of these cue families is in the text."""
        return any(self._hears(cue_id, text) for cue_id in cue_ids)

    def _hears(self, cue_id: str, text: str) -> bool:
        key = (cue_id, text)
        if key not in self._heard:
            self._heard[key] = self.cues.search(cue_id, text) is not None
        return self._heard[key]

    def is_concrete(self, text: str) -> bool:
        """Whether the words touch something at stake, beyond stock phrases and names of components."""
        if text not in self._concrete:
            self._concrete[text] = self._touches_stake(text)
        return self._concrete[text]

    def _touches_stake(self, text: str) -> bool:
        plain = self.cues.without(("stock-reason", "vague"), text)
        meaning = self.meaning(plain)
        if len(meaning) < MIN_MEANING or len(meaning - self._names) < MIN_DISTINCT:
            return False
        return self.hears(STAKE_CUES, plain)

    def facts(self, name: str) -> tuple[Evidence, ...]:
        """All pieces of one fact, in the order said. Raises KeyError for a name not in FACTS."""
        if name not in self._facts:
            pieces = sorted(
                FACTS[name](self), key=lambda piece: (piece.statement.order, piece.start, piece.key)
            )
            self._facts[name] = tuple(pieces)
        return self._facts[name]

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
            meaning=self.meaning(statement.text),
        )


def met(case: Case, indicator: Indicator) -> tuple[Evidence, ...]:
    """The distinct pieces of evidence for an indicator, in the order said."""
    patterns = [Pattern.compile(source) for source in indicator.listen]
    except_for = [Pattern.compile(source) for source in indicator.unless]
    narrowed = bool(patterns or indicator.cues)
    found: list[Evidence] = []
    for piece in case.facts(indicator.fact or "said"):
        text = piece.statement.text
        if indicator.kinds and piece.kind not in indicator.kinds:
            continue
        if indicator.phases and piece.statement.turn.phase not in indicator.phases:
            continue
        if any(pattern.search(text) for pattern in except_for):
            continue
        if indicator.concrete and not case.is_concrete(text):
            continue
        heard = any(pattern.search(text) for pattern in patterns) or case.hears(indicator.cues, text)
        if heard or not narrowed:
            found.append(piece)
    return _distinct(found)


def _distinct(pieces: Iterable[Evidence]) -> tuple[Evidence, ...]:
    kept: list[Evidence] = []
    for piece in pieces:
        if not any(piece.key == other.key or _same(piece.meaning, other.meaning) for other in kept):
            kept.append(piece)
    return tuple(kept)


def _same(first: frozenset[str], second: frozenset[str]) -> bool:
    union = len(first | second)
    return union > 0 and first is not second and len(first & second) / union >= SAME_SHARE


# ---- facts -------------------------------------------------------------------------------------------------


def _said(case: Case) -> Iterator[Evidence]:
    return (case.of(statement) for statement in case.testimony.statements)


def _reasons(case: Case) -> Iterator[Evidence]:
    for statement in case.testimony.statements:
        if case.hears(REASON_CUES, statement.text) and case.is_concrete(statement.text):
            yield case.of(statement)
    yield from _reasoned_components(case)
    yield from _reasoned_decisions(case)


def _prices(case: Case) -> Iterator[Evidence]:
    for statement in case.testimony.statements:
        priced = case.cues.any(PRICE_CUES, statement.text) and not case.cues.any(
            ("no-price",), statement.text
        )
        if priced and case.is_concrete(statement.text):
            yield case.of(statement)
    yield from _priced_components(case)


def _reasoned_components(case: Case) -> Iterator[Evidence]:
    for statement, alone in case.alone():
        if case.is_concrete(statement.text):
            for component in alone.components.values():
                if component.reasons:
                    yield case.of(statement, component.name)


def _priced_components(case: Case) -> Iterator[Evidence]:
    for statement, alone in case.alone():
        if case.is_concrete(statement.text):
            for component in alone.components.values():
                if component.tradeoffs:
                    yield case.of(statement, component.name)


def _components(case: Case) -> Iterator[Evidence]:
    for statement, alone in case.alone():
        for name in alone.components:
            yield case.of(statement, name, name)


def _alternatives(case: Case) -> Iterator[Evidence]:
    for statement, alone in case.alone():
        if any(decision.alternatives for decision in alone.decisions):
            yield case.of(statement)


def _reasoned_decisions(case: Case) -> Iterator[Evidence]:
    for statement, alone in case.alone():
        if any(decision.reasons for decision in alone.decisions) and case.is_concrete(statement.text):
            yield case.of(statement)


def _numbers(case: Case) -> Iterator[Evidence]:
    for statement, alone in case.alone():
        for number in alone.numbers:
            yield case.of(statement, number.kind, _figure(number))


def _derived_numbers(case: Case) -> Iterator[Evidence]:
    """Figures derived in their own sentence, or from what was said before it."""
    for statement, alone in case.alone():
        for number in alone.numbers:
            if number.derived:
                yield case.of(statement, number.kind, _figure(number))
    yield from _figures(case, lambda number: number.derived)


def _checked_numbers(case: Case) -> Iterator[Evidence]:
    return _figures(case, lambda number: number.agrees is True)


def _figures(case: Case, keep: Callable[[Number], bool]) -> Iterator[Evidence]:
    for number in case.ledger.numbers:
        if keep(number):
            for piece in case.piece(number.span):
                yield case.of(piece.statement, number.kind, _figure(number))


def _figure(number: Number) -> str:
    return f"{number.value:.6g} {number.unit}"


def _used_numbers(case: Case) -> Iterator[Evidence]:
    """Figures in a sentence that draws something from them."""
    for statement, alone in case.alone():
        if alone.numbers and case.hears(("number-used",), statement.text):
            yield case.of(statement, alone.numbers[0].kind)


def _requirements(case: Case) -> Iterator[Evidence]:
    for statement, alone in case.alone():
        for requirement in alone.requirements:
            yield case.of(statement, requirement.kind)


def _questions(case: Case) -> Iterator[Evidence]:
    for statement, alone in case.alone():
        for question in alone.questions:
            if question.topic:
                yield case.of(statement, question.topic, question.topic)


def _leadership(case: Case) -> Iterator[Evidence]:
    for statement, alone in case.alone():
        for shown in alone.leadership:
            yield case.of(statement, shown.kind)


FACTS: Mapping[str, Callable[[Case], Iterable[Evidence]]] = {
    "said": _said,
    "reason": _reasons,
    "price": _prices,
    "component": _components,
    "reasoned-component": _reasoned_components,
    "priced-component": _priced_components,
    "decision-with-alternative": _alternatives,
    "reasoned-decision": _reasoned_decisions,
    "number": _numbers,
    "derived-number": _derived_numbers,
    "checked-number": _checked_numbers,
    "used-number": _used_numbers,
    "requirement": _requirements,
    "question": _questions,
    "leadership": _leadership,
}
"""The facts that an indicator may name. ``said`` is every sentence, to be narrowed by patterns."""


def needs_reason(case: Case) -> tuple[Component, ...]:
    """The components that were named, need a reason and got none, in the order named."""
    return tuple(part for part in case.ledger.components.values() if part.needs_reason and not part.reasons)
