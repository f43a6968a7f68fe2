"""An outline of a loop, persona or problem in Markdown: what a coach wants to know, without patterns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rubrics.schema import Criterion, Loop, Persona, Phase, Problem


def outline(what: Loop | Persona | Problem) -> str:
    """The outline. Fact sheets are in it: it is for whoever prepares interviews."""
    match what:
        case Loop():
            lines = _loop(what)
        case Persona():
            lines = _persona(what)
        case Problem():
            lines = _problem(what)
    return "\n".join(lines)


def _loop(loop: Loop) -> Iterator[str]:
    yield from (f"# {loop.title} ({loop.id})", "", loop.summary, "")
    yield f"Lengths: {', '.join(map(str, loop.lengths))} minutes, {loop.default_minutes} by default. "
    yield f"Personas: {', '.join(loop.personas)}."
    yield from ("", "## Levels", "")
    for level in loop.levels:
        yield f"- **{level.id}, {level.title}** (from {level.bar:g} of 4): {level.expects}"
    yield from (
        "",
        "## Phases",
        "",
        f"| phase | {' | '.join(f'{each} min' for each in loop.lengths)} | goal |",
    )
    yield "|---" * (len(loop.lengths) + 2) + "|"
    for phase in loop.phases:
        minutes = " | ".join(f"{phase.minutes.get(length, 0):g}" for length in loop.lengths)
        yield f"| {phase.title} ({phase.id}) | {minutes} | {phase.goal} |"
    for phase in loop.phases:
        yield from _listened_for(phase)
    yield from ("", "## Criteria")
    for dimension in loop.dimensions:
        yield from ("", f"### {dimension.name} (weight {dimension.weight:g})", "")
        for criterion in loop.criteria:
            if criterion.dimension == dimension.id:
                yield from _criterion(criterion)


def _listened_for(phase: Phase) -> Iterator[str]:
    yield from ("", f"### {phase.title}: what is listened for", "")
    yield from _items("", (*phase.questions, *phase.settle, *phase.leadership, *phase.signals))
    yield from _items("Mistake: ", phase.pitfalls)


def _items(kind: str, items: Iterable[object]) -> Iterator[str]:
    return (f"- {kind}{getattr(item, 'text', item)}" for item in items)


def _criterion(criterion: Criterion) -> Iterator[str]:
    yield f"- **{criterion.name}**: {criterion.asks}"
    for level, anchor in sorted(criterion.anchors.items()):
        yield f"    - {level}: {anchor}"


def _persona(persona: Persona) -> Iterator[str]:
    yield from (f"# {persona.name}, {persona.role} ({persona.id})", "", persona.summary, "")
    yield from (f"- {engine}: voice {voice}" for engine, voice in persona.voices.items())
    yield from ("", "## Styles", "")
    for style in persona.styles:
        own = " (unless asked otherwise)" if style.id == persona.default_style else ""
        yield f"- **{style.title}**{own}: {style.summary}"


def _problem(problem: Problem) -> Iterator[str]:
    yield from (f"# {problem.title} ({problem.id})", "", problem.statement, "")
    yield f"Loops: {', '.join(problem.loops)}."
    if problem.intake:
        yield from ("", "## Asked beforehand", "", *_items("", problem.intake))
    if problem.facts:
        yield from ("", "## What the interviewer answers when asked", "")
        yield from (f"- {fact.topic}: {fact.answer}" for fact in problem.facts)
    if problem.out_of_scope:
        yield from ("", "## Out of scope", "", *_items("", problem.out_of_scope))
    if problem.expectations:
        yield from ("", "## Figures that follow", "")
        yield from (f"- {each.value:g} {each.unit}: {each.derivation}" for each in problem.expectations)
    for ladder in problem.hints:
        yield from ("", f"## Hints in {ladder.phase}", "")
        yield from (f"{step}. {text}" for step, text in enumerate(ladder.steps, start=1))
