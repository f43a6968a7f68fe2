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

from agents.facts import Component, Decision, Number, Reason, Span
from agents.ledger import Ledger
from agents.listening.cues import Cues
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
    _facts: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)
    _concrete: dict[str, bool] = field(default_factory=dict)
    _meant: dict[str, frozenset[str]] = field(default_factory=dict)
    _heard: dict[tuple[str, str], bool] = field(default_factory=dict)

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


def _prices(case: Case) -> Iterator[Evidence]:
    for statement in case.testimony.statements:
        priced = case.cues.any(PRICE_CUES, statement.text) and not case.cues.any(
            ("no-price",), statement.text
        )
        if priced and case.is_concrete(statement.text):
            yield case.of(statement)
    yield from _priced_components(case)


def _reasoned_components(case: Case) -> Iterator[Evidence]:
    return _argued(case, lambda component: component.reasons)


def _priced_components(case: Case) -> Iterator[Evidence]:
    return _argued(case, lambda component: component.tradeoffs)


def _argued(case: Case, arguments: Callable[[Component], Iterable[Reason]]) -> Iterator[Evidence]:
    """Arguments that stand in the same sentence as their component.

    Those that the listener carries over from another sentence serve the interviewer, not the score: a list of
    names put before a good reason would borrow it.
    """
    for component in case.ledger.components.values():
        named = {piece.statement.order for span in _mentions(component) for piece in case.piece(span)}
        for argument in arguments(component):
            for piece in case.piece(argument.span):
                if piece.statement.order in named and case.is_concrete(piece.statement.text):
                    yield case.of(piece.statement, component.name)


def _mentions(component: Component) -> tuple[Span, ...]:
    return (component.first, *component.mentions)


def _components(case: Case) -> Iterator[Evidence]:
    for component in case.ledger.components.values():
        yield from case.piece(component.first, component.name, component.name)


def _decisions(case: Case, keep: Callable[[Decision], bool]) -> Iterator[Evidence]:
    for decision in case.ledger.decisions:
        if keep(decision):
            yield from _whole(case, decision.span)


def _numbers(case: Case, keep: Callable[[Number], bool]) -> Iterator[Evidence]:
    for number in case.ledger.numbers:
        if keep(number):
            yield from _whole(case, number.span, number.kind, f"{number.value:.6g} {number.unit}")


def _used_numbers(case: Case) -> Iterator[Evidence]:
    """Figures in a sentence that draws something from them."""
    for number in case.ledger.numbers:
        for piece in _whole(case, number.span, number.kind):
            if case.hears(("number-used",), piece.statement.text):
                yield piece


def _requirements(case: Case) -> Iterator[Evidence]:
    for requirement in case.ledger.requirements:
        yield from _whole(case, requirement.span, requirement.kind)


def _questions(case: Case) -> Iterator[Evidence]:
    for question in case.ledger.questions:
        if question.topic:
            yield from _whole(case, question.span, question.topic, question.topic)


def _leadership(case: Case) -> Iterator[Evidence]:
    for shown in case.ledger.leadership:
        yield from _whole(case, shown.span, shown.kind)


def _whole(case: Case, span: Span, kind: str = "", key: str = "") -> Iterator[Evidence]:
    """The statement that holds a span."""
    for piece in case.piece(span):
        yield case.of(piece.statement, kind, key)


FACTS: Mapping[str, Callable[[Case], Iterable[Evidence]]] = {
    "said": _said,
    "reason": _reasons,
    "price": _prices,
    "component": _components,
    "reasoned-component": _reasoned_components,
    "priced-component": _priced_components,
    "decision-with-alternative": lambda case: _decisions(case, lambda decision: bool(decision.alternatives)),
    "reasoned-decision": lambda case: _decisions(case, lambda decision: bool(decision.reasons)),
    "number": lambda case: _numbers(case, lambda _: True),
    "derived-number": lambda case: _numbers(case, lambda number: number.derived),
    "checked-number": lambda case: _numbers(case, lambda number: number.agrees is True),
    "used-number": _used_numbers,
    "requirement": _requirements,
    "question": _questions,
    "leadership": _leadership,
}
"""The facts that an indicator may name. ``said`` is every sentence, to be narrowed by patterns."""


def needs_reason(case: Case) -> tuple[Component, ...]:
    """The components that were named, need a reason and got none, in the order named."""
    return tuple(part for part in case.ledger.components.values() if part.needs_reason and not part.reasons)
