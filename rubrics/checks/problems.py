"""Checks of one problem: its loops, topics, units, traps, demands and hints."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics import units
from rubrics.errors import Mistake
from rubrics.schema import Problem
from rubrics.source import Place, SourceFile

from . import wording
from .known import Known, repeated, unknown


def check_problem(source: SourceFile, problem: Problem, known: Known) -> Iterator[Mistake]:
    """All mistakes of a problem."""
    for at, loop in enumerate(problem.loops):
        yield from unknown(source, "loop", loop, known.library.loops, ("loops", at))
    yield from _facts(source, problem, known)
    yield from _expectations(source, problem, known)
    yield from _traps(source, problem, known)
    yield from _demands(source, problem, known)
    yield from _hints(source, problem, known)


def _facts(source: SourceFile, problem: Problem, known: Known) -> Iterator[Mistake]:
    yield from repeated(source, "fact", (fact.id for fact in problem.facts), ("facts",))
    for at, fact in enumerate(problem.facts):
        yield from unknown(source, "topic", fact.topic, known.topics, ("facts", at, "topic"))
        yield from wording.short(source, fact.answer, ("facts", at, "answer"))
        if fact.unit is not None:
            yield from unit(source, fact.unit, ("facts", at, "unit"))


def _expectations(source: SourceFile, problem: Problem, known: Known) -> Iterator[Mistake]:
    quantities = {quantity.id: quantity for quantity in known.library.lexicon.quantities}
    yield from repeated(source, "expectation", (item.id for item in problem.expectations), ("expectations",))
    for at, expected in enumerate(problem.expectations):
        here = ("expectations", at)
        yield from unknown(source, "quantity", expected.kind, known.quantities, (*here, "kind"))
        wrong = list(unit(source, expected.unit, (*here, "unit")))
        yield from wrong
        quantity = quantities.get(expected.kind)
        if not wrong and quantity and not units.compare(expected.unit, quantity.unit):
            yield source.mistake(
                f"{expected.unit!r} does not measure {quantity.name}.",
                f"Use a unit that converts to {quantity.unit!r}.",
                (*here, "unit"),
            )


def _traps(source: SourceFile, problem: Problem, known: Known) -> Iterator[Mistake]:
    phases = known.phases(problem.loops)
    yield from repeated(source, "trap", (trap.id for trap in problem.traps), ("traps",))
    for at, trap in enumerate(problem.traps):
        for number, phase in enumerate(trap.phases):
            yield from unknown(source, "phase", phase, phases, ("traps", at, "phases", number))
        for which, ask in enumerate(trap.ask):
            yield from wording.question(source, ask, trap.kind, ("traps", at, "ask", which), trap.target)


def _demands(source: SourceFile, problem: Problem, known: Known) -> Iterator[Mistake]:
    facts = [fact.id for fact in problem.facts]
    yield from repeated(source, "demand", (demand.id for demand in problem.demands), ("demands",))
    for at, demand in enumerate(problem.demands):
        here = ("demands", at)
        if demand.fact is not None:
            yield from unknown(source, "fact of this problem", demand.fact, facts, (*here, "fact"))
        if demand.holds is not None:
            yield from unknown(source, "side", demand.holds, known.sides, (*here, "holds"))
        if not (demand.holds or demand.when or demand.clues):
            remedy = "Give it `holds`, `when` or `clues`."
            yield source.mistake(f"Nothing breaks the demand {demand.id!r}.", remedy, here)
        for which, ask in enumerate(demand.ask):
            yield from wording.question(source, ask, "contradiction", (*here, "ask", which))


def _hints(source: SourceFile, problem: Problem, known: Known) -> Iterator[Mistake]:
    for at, ladder in enumerate(problem.hints):
        loops = problem.loops if ladder.loop is None else (ladder.loop,)
        if ladder.loop is not None:
            yield from unknown(
                source, "loop of this problem", ladder.loop, problem.loops, ("hints", at, "loop")
            )
        yield from unknown(source, "phase", ladder.phase, known.phases(loops), ("hints", at, "phase"))
        for number, step in enumerate(ladder.steps):
            yield from wording.short(source, step, ("hints", at, "steps", number))


def unit(source: SourceFile, name: str, place: Place) -> Iterator[Mistake]:
    """A mistake when nobody knows the unit."""
    if not units.is_unit(name):
        remedy = (
            'Use a unit such as "request/second", "gigabyte/day" or "dollar/month"; plain counts are "1".'
        )
        yield source.mistake(f"There is no unit {name!r}.", remedy, place)
