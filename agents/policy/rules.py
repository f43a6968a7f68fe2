"""The rules of one setup: its patterns compiled, its prepared questions in order. Immutable; made once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from agents.listening.cues import Cues
from agents.listening.listener import Listener
from agents.listening.patterns import Match, Pattern
from agents.policy.sheet import Sheet
from agents.setup import Setup
from rubrics.schema import ComponentTerm, Phase, Probe, Quantity, Trap


@dataclass(frozen=True, slots=True)
class Watched:
    """A prepared probe or trap with its patterns compiled."""

    key: str
    item: Probe | Trap
    phases: frozenset[str]
    """Phases it belongs to; empty: all."""
    when: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]

    def called_for(self, text: str) -> Match | None:
        """The first of these words that call for it; None when none do."""
        return next((found for pattern in self.when if (found := pattern.search(text)) is not None), None)

    def answered_by(self, text: str) -> bool:
        """Whether these words answer it beforehand."""
        return any(pattern.search(text) for pattern in self.unless)


class Rules:
    """What the policy goes by in one interview. Safe to share."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self.cues = Cues(setup.lexicon)
        self.listener = Listener(setup.lexicon, setup.problem)

    @cached_property
    def terms(self) -> Mapping[str, ComponentTerm]:
        """Components of the lexicon by id."""
        return {term.id: term for term in self.setup.lexicon.components}

    @cached_property
    def quantities(self) -> Mapping[str, Quantity]:
        """Quantities of the lexicon by id."""
        return {quantity.id: quantity for quantity in self.setup.lexicon.quantities}

    @cached_property
    def traps(self) -> tuple[Watched, ...]:
        """The problem's traps, then the loop's."""
        both = (*self.setup.problem.traps, *self.setup.loop.traps)
        return tuple(_watch(f"trap:{trap.id}", trap, frozenset(trap.phases)) for trap in both)

    @cached_property
    def probes(self) -> tuple[Watched, ...]:
        """Every phase's prepared probes."""
        return tuple(
            _watch(f"probe:{phase.id}:{probe.id}", probe, frozenset({phase.id}))
            for phase in self.setup.loop.phases
            for probe in phase.probes
        )

    @cached_property
    def sheet(self) -> Sheet:
        """The problem's facts, to be asked."""
        return Sheet(self.setup.problem, self.setup.lexicon, self.cues)

    @cached_property
    def asks_of_people(self) -> bool:
        """Whether the loop asks who does a thing, and what it takes of them."""
        loop = self.setup.loop
        return loop.leadership or any(
            probe.kind == "leadership" for phase in loop.phases for probe in phase.probes
        )

    def phase(self, phase: str) -> Phase:
        """A phase of the loop by id."""
        return self.setup.phases[phase]

    def prepared(self, phase: str) -> Iterator[Watched]:
        """The prepared probes of a phase, weightiest first."""
        own = [watched for watched in self.probes if phase in watched.phases]
        yield from sorted(own, key=lambda each: -each.item.weight if isinstance(each.item, Probe) else 0.0)

    def allowance(self, phase: str, seconds: float) -> float:
        """How many questions a phase of this length allows."""
        per_ten = max(self.phase(phase).followups + self.setup.push, 1)
        return max(per_ten * seconds / 600.0, 1.0)


def _watch(key: str, item: Probe | Trap, phases: frozenset[str]) -> Watched:
    return Watched(
        key=key,
        item=item,
        phases=phases,
        when=tuple(Pattern.compile(source) for source in item.when),
        unless=tuple(Pattern.compile(source) for source in item.unless),
    )
