"""Checks of one loop: minutes, levels, phases and what they refer to."""

from __future__ import annotations

from collections.abc import Iterator

from rubrics.errors import Mistake
from rubrics.schema import Indicator, Loop, Phase
from rubrics.source import Place, SourceFile

from . import wording
from .known import Known, repeated, unknown

LEVELS = frozenset({1, 2, 3, 4})
SLACK_MIN = 0.01


def check_loop(source: SourceFile, loop: Loop, known: Known) -> Iterator[Mistake]:
    """All mistakes of a loop."""
    yield from _lengths(source, loop)
    yield from _names(source, loop, known)
    for at, phase in enumerate(loop.phases):
        yield from _phase(source, phase, at, known)
    for at, said in enumerate(loop.recap):
        yield from wording.question(source, said, "", ("recap", at))
    yield from _criteria(source, loop, known)
    yield from _traps(source, loop)


def _lengths(source: SourceFile, loop: Loop) -> Iterator[Mistake]:
    if loop.default_minutes not in loop.lengths:
        listed = ", ".join(str(length) for length in loop.lengths)
        yield source.mistake(
            f"default_minutes is {loop.default_minutes}, which is no length of this loop.",
            f"Use one of {listed}.",
            ("default_minutes",),
        )
    for length in loop.lengths:
        lacking = [at for at, phase in enumerate(loop.phases) if length not in phase.minutes]
        for at in lacking:
            yield source.mistake(
                f"The phase {loop.phases[at].id!r} has no minutes for the length {length}.",
                f"Add '{length}: ...' to its minutes.",
                ("phases", at, "minutes"),
            )
        if lacking:
            continue
        closing = loop.closing_s.get(length, 0.0) / 60.0
        total = sum(phase.minutes[length] for phase in loop.phases) + closing
        if abs(total - length) > SLACK_MIN:
            yield source.mistake(
                f"The phases of a {length}-minute interview add up to {total:g} minutes.",
                f"Change their minutes by {length - total:+g} in total.",
                ("phases", 0, "minutes", length),
            )


def _names(source: SourceFile, loop: Loop, known: Known) -> Iterator[Mistake]:
    for at, persona in enumerate(loop.personas):
        yield from unknown(source, "persona", persona, known.library.personas, ("personas", at))
    levels = [level.id for level in loop.levels]
    yield from unknown(source, "level", loop.default_level, levels, ("default_level",))
    yield from repeated(source, "phase", (phase.id for phase in loop.phases), ("phases",))
    phases = [phase.id for phase in loop.phases]
    probes = [probe.id for phase in loop.phases for probe in phase.probes]
    for at, exemplar in enumerate(loop.exemplars):
        yield from unknown(source, "phase", exemplar.phase, phases, ("exemplars", at, "phase"))
        for number, probe in enumerate(exemplar.probes):
            yield from unknown(source, "probe", probe, probes, ("exemplars", at, "probes", number))
    for at, ladder in enumerate(loop.hints):
        yield from unknown(source, "phase", ladder.phase, phases, ("hints", at, "phase"))
        for number, step in enumerate(ladder.steps):
            yield from wording.short(source, step, ("hints", at, "steps", number))


def _phase(source: SourceFile, phase: Phase, at: int, known: Known) -> Iterator[Mistake]:
    here = ("phases", at)
    for part in ("questions", "settle", "leadership", "signals", "pitfalls", "probes"):
        items = getattr(phase, part)
        yield from repeated(source, part, (item.id for item in items), (*here, part))
    for part in ("questions", "settle", "leadership", "signals", "pitfalls"):
        for number, item in enumerate(getattr(phase, part)):
            if not item.listen:
                remedy = "Add `listen:` with the phrases by which it is recognised."
                yield source.mistake(
                    f"Nothing can be heard of the item {item.id!r}.", remedy, (*here, part, number)
                )
    for number, item in enumerate(phase.questions):
        if item.topic is not None:
            yield from unknown(
                source, "topic", item.topic, known.topics, (*here, "questions", number, "topic")
            )
    for number, said in enumerate(phase.enter):
        yield from wording.question(source, said, "", (*here, "enter", number))
    for number, probe in enumerate(phase.probes):
        for which, ask in enumerate(probe.ask):
            place = (*here, "probes", number, "ask", which)
            yield from wording.question(source, ask, probe.kind, place, probe.target)


def _criteria(source: SourceFile, loop: Loop, known: Known) -> Iterator[Mistake]:
    phases = [phase.id for phase in loop.phases]
    dimensions = [dimension.id for dimension in loop.dimensions]
    practice = [item.id for item in loop.practise]
    yield from repeated(source, "criterion", (criterion.id for criterion in loop.criteria), ("criteria",))
    yield from repeated(source, "practise", practice, ("practise",))
    for at, criterion in enumerate(loop.criteria):
        here = ("criteria", at)
        yield from unknown(source, "dimension", criterion.dimension, dimensions, (*here, "dimension"))
        for number, item in enumerate(criterion.practise):
            yield from unknown(source, "practise item", item, practice, (*here, "practise", number))
        for number, phase in enumerate(criterion.phases):
            yield from unknown(source, "phase", phase, phases, (*here, "phases", number))
        if set(criterion.anchors) != LEVELS:
            remedy = "Describe levels 1, 2, 3 and 4."
            message = f"The criterion {criterion.id!r} does not anchor all its levels."
            yield source.mistake(message, remedy, (*here, "anchors"))
        for which, indicator in enumerate(criterion.indicators):
            yield from _indicator(source, indicator, phases, known, (*here, "indicators", which))


def _indicator(
    source: SourceFile, indicator: Indicator, phases: list[str], known: Known, here: Place
) -> Iterator[Mistake]:
    for number, phase in enumerate(indicator.phases):
        yield from unknown(source, "phase", phase, phases, (*here, "phases", number))
    for name in ("cues", "also", "beside"):
        for number, cue in enumerate(getattr(indicator, name)):
            yield from unknown(source, "cue", cue, known.cues, (*here, name, number))
    if not (indicator.fact or indicator.listen or indicator.cues or indicator.also or indicator.answers):
        remedy = "Name a fact, cues, patterns to listen for, or questions whose answers count."
        yield source.mistake(f"The indicator {indicator.id!r} has nothing to go by.", remedy, here)


def _traps(source: SourceFile, loop: Loop) -> Iterator[Mistake]:
    phases = [phase.id for phase in loop.phases]
    yield from repeated(source, "trap", (trap.id for trap in loop.traps), ("traps",))
    for at, trap in enumerate(loop.traps):
        for number, phase in enumerate(trap.phases):
            yield from unknown(source, "phase", phase, phases, ("traps", at, "phases", number))
        for which, ask in enumerate(trap.ask):
            yield from wording.question(source, ask, trap.kind, ("traps", at, "ask", which), trap.target)
