"""The review: the rubric's own list, item by item, with the words that showed it. Scores nothing.

Each item of a phase (a question to ask, a point to settle, a signal, a pitfall, a way of leading) is looked
for by its patterns in what the candidate said; so are the known mistakes of loop and problem, the choices
that always cost something with their price, and the figures a good answer comes near to. What was heard
carries a verbatim quote; what was not is listed without one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

from agents.case import Case, Evidence
from agents.facts import Number, Span
from agents.listening.patterns import Pattern
from agents.model import (
    Advice,
    ExpectedNumber,
    Heard,
    PhaseReview,
    PriceEntry,
    Quote,
    Review,
    Trapped,
    Turn,
)
from rubrics.schema import Expectation, Item, Loop, Phase, Problem, TradeoffPair, Trap
from rubrics.units import compare, factor

Quoting: TypeAlias = Callable[[Evidence], Quote]
"""How a piece of evidence is quoted (``agents.scoring.quote``)."""
Kind: TypeAlias = Literal["question", "settle", "leadership", "signal", "pitfall"]

AFTER_TURNS = 2
"""The price of a choice is looked for in its own turn and as many of the candidate's turns after it."""


def review(case: Case, loop: Loop, problem: Problem | None, quoted: Quoting) -> Review:
    """What of loop and problem was heard in a case. The same words give the same review."""
    mine = [turn for turn in case.testimony.heard.turns if turn.speaker == "candidate" and turn.text]
    known = {phase.id for phase in loop.phases}
    traps = (*(problem.traps if problem else ()), *loop.traps)
    return Review(
        phases=tuple(_phase(case, phase, mine, known, quoted) for phase in loop.phases),
        mistakes=tuple(found for trap in traps for found in _trapped(case, trap, mine, quoted)),
        prices=tuple(found for pair in case.lexicon.tradeoffs for found in _price(case, pair, mine, quoted)),
        expected=tuple(_expected(case, each, quoted) for each in (problem.expectations if problem else ())),
        out_of_scope=problem.out_of_scope if problem else (),
        advice=tuple(Advice(id=each.id, text=each.text, source=each.source) for each in loop.advice),
    )


def listened_for(phase: Phase) -> Iterator[tuple[Kind, Item]]:
    """Everything a phase listens for, in the order of the review."""
    groups: tuple[tuple[Kind, Sequence[Item]], ...] = (
        ("question", phase.questions),
        ("settle", phase.settle),
        ("leadership", phase.leadership),
        ("signal", phase.signals),
        ("pitfall", phase.pitfalls),
    )
    for kind, items in groups:
        for item in items:
            yield kind, item


# ---- phases ------------------------------------------------------------------------------------------------


def _phase(case: Case, phase: Phase, mine: Sequence[Turn], known: set[str], quoted: Quoting) -> PhaseReview:
    """A phase's items. A pitfall counts in its phase only; all else may also be said sooner or later."""
    here = [turn for turn in mine if turn.phase == phase.id or turn.phase not in known]
    elsewhere = [turn for turn in mine if turn.phase != phase.id and turn.phase in known]
    items = []
    for kind, item in listened_for(phase):
        turns = here if kind == "pitfall" else [*here, *elsewhere]
        found = _first(case, item.listen, turns)
        items.append(
            Heard(
                id=item.id,
                kind=kind,
                text=item.text,
                source=item.source,
                quote=quoted(found) if found else None,
            )
        )
    return PhaseReview(id=phase.id, title=phase.title, items=tuple(items))


def _first(case: Case, sources: tuple[str, ...], turns: Iterable[Turn]) -> Evidence | None:
    """The first place in these turns where any of the patterns matches."""
    if not sources:
        return None
    pattern = Pattern.any_of(sources)
    for turn in turns:
        for match in pattern.finditer(turn.text):
            for piece in case.piece(Span(turn.id, match.start, match.end)):
                return piece
    return None


# ---- mistakes ----------------------------------------------------------------------------------------------


def _trapped(case: Case, trap: Trap, mine: Sequence[Turn], quoted: Quoting) -> Iterator[Trapped]:
    """The mistake, when a turn's words call for it and none of them answers it."""
    unless = Pattern.any_of(trap.unless) if trap.unless else None
    turns = [
        turn
        for turn in mine
        if (not trap.phases or turn.phase in trap.phases)
        and (unless is None or unless.search(turn.text) is None)
    ]
    found = _first(case, trap.when, turns)
    if found is not None:
        text = trap.text or trap.ask[0]
        yield Trapped(id=trap.id, text=text, good=trap.good, fatal=trap.fatal, quote=quoted(found))


# ---- prices ------------------------------------------------------------------------------------------------


def _price(case: Case, pair: TradeoffPair, mine: Sequence[Turn], quoted: Quoting) -> Iterator[PriceEntry]:
    """The choice, when it was made, and its price, when that was told near it or together with it."""
    chosen = _first(case, pair.listen, mine)
    if chosen is None:
        return
    choice, price = Pattern.any_of(pair.listen), Pattern.any_of(pair.price_listen)
    turns = [turn.id for turn in mine]
    at = turns.index(chosen.statement.turn.id)
    near = frozenset(turns[at : at + AFTER_TURNS + 1])
    told = next(
        (
            case.of(statement)
            for statement in case.testimony.statements
            if (statement.turn.id in near or choice.search(statement.text) is not None)
            and price.search(statement.text) is not None
        ),
        None,
    )
    told = told or next(_given_up(case, pair.component), None)
    yield PriceEntry(
        id=pair.id,
        name=pair.name,
        gain=pair.gain,
        price=pair.price,
        chosen=quoted(chosen),
        told=quoted(told) if told else None,
    )


def _given_up(case: Case, component: str | None) -> Iterator[Evidence]:
    """What the listener heard to be given up for the component that embodies the choice."""
    known = case.ledger.components.get(component) if component else None
    for argument in known.tradeoffs if known else ():
        yield from case.piece(argument.span)


# ---- expected numbers --------------------------------------------------------------------------------------


def _expected(case: Case, wanted: Expectation, quoted: Quoting) -> ExpectedNumber:
    """An expected figure, with the nearest that was stated where it lies within the factor allowed."""
    stated = [
        (_apart(number, wanted), piece)
        for number in case.ledger.numbers
        if number.kind == wanted.kind and number.value > 0 and _comparable(number.unit, wanted.unit)
        for piece in case.piece(number.span)
    ]
    near = [each for each in stated if each[0] <= math.log(wanted.within)]
    nearest = min(near, key=lambda each: each[0], default=None)
    names = {quantity.id: quantity.name for quantity in case.lexicon.quantities}
    return ExpectedNumber(
        id=wanted.id,
        name=names.get(wanted.kind, wanted.kind),
        value=wanted.value,
        unit=wanted.unit,
        derivation=wanted.derivation,
        stated=quoted(nearest[1]) if nearest else None,
    )


def _comparable(one: str, other: str) -> bool:
    return one == other or compare(one, other)


def _apart(number: Number, wanted: Expectation) -> float:
    """How far a figure lies from the expected one: the logarithm of the factor between them."""
    value = number.value
    if number.unit != wanted.unit:
        value *= factor(number.unit, wanted.unit)
    return abs(math.log(value / wanted.value))
