"""An interview's setup: everything that is fixed before it begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self, TypeVar

from agents.emphasis import emphasised
from agents.errors import SetupInvalid
from agents.model import OwnProblem, Project
from agents.own_problem import OWN_PROBLEM, written
from agents.phases import Clock, Slot
from agents.reactions import by_occasion
from rubrics.library import Library
from rubrics.schema import Level, Lexicon, Loop, Persona, Phase, Problem, Reaction, Style

_Choice = TypeVar("_Choice", Style, Level)


@dataclass(frozen=True)
class Setup:
    """Who interviews whom about what, for how long. Immutable and safe to share between sessions."""

    loop: Loop
    problem: Problem
    persona: Persona
    style: Style
    level: Level
    minutes: int
    lexicon: Lexicon
    project: Project | None = None
    drill: str | None = None
    """The one phase that is practised; None for a whole interview."""
    own_problem: OwnProblem | None = None
    """What the candidate wrote, where ``problem`` was made of it."""
    seed: int = 0
    reactions: Mapping[str, Reaction] = field(default_factory=dict, repr=False)
    """What is done on which occasion: see :mod:`agents.reactions`."""

    @classmethod
    def choose(
        cls,
        library: Library,
        loop: str,
        *,
        problem: str | None = None,
        persona: str | None = None,
        style: str | None = None,
        level: str | None = None,
        minutes: int | None = None,
        project: Project | None = None,
        own_problem: OwnProblem | None = None,
        drill: str | None = None,
        background: str | None = None,
        seed: int = 0,
    ) -> Self:
        """A setup from ids; what is left out takes the loop's default.

        ``drill`` is the one phase to practise. ``background`` is what is known of candidate or post: what it
        names is asked about sooner. ``own_problem`` takes the place of a problem of the library.

        Raises :class:`rubrics.errors.UnknownId` for an id the library does not hold, and
        :class:`SetupInvalid` for one that does not go with the loop; each names those that do.
        """
        chosen = library.loop_of(loop, drill)
        teller = library.persona(persona or chosen.personas[0])
        asked = _problem(library, chosen, problem, own_problem)
        if chosen.id not in asked.loops:
            fitting = ", ".join(each.id for each in library.problems_for(chosen.id))
            raise SetupInvalid(f"The problem {asked.id!r} is not for {chosen.id!r}; these are: {fitting}.")
        return cls(
            loop=chosen,
            problem=asked,
            persona=teller,
            style=_pick("style", teller.styles, style or teller.default_style),
            level=_pick("level", chosen.levels, level or chosen.default_level),
            minutes=_length(minutes or chosen.default_minutes),
            lexicon=emphasised(library.lexicon, background) if background else library.lexicon,
            project=project,
            drill=drill,
            own_problem=own_problem,
            seed=seed,
            reactions=by_occasion(library.reactions),
        )

    @cached_property
    def phases(self) -> dict[str, Phase]:
        """The loop's phases by id, in order."""
        return {phase.id: phase for phase in self.loop.phases}

    @cached_property
    def products(self) -> frozenset[str]:
        """Names of products in lower case: they take no article."""
        return frozenset(name.lower() for term in self.lexicon.components for name in term.products)

    def clock(self) -> Clock:
        """The phase clock at the moment the interview begins."""
        from rubrics.timing import phase_seconds  # noqa: PLC0415  the only use

        slots = tuple(
            Slot(id, self.phases[id].title, seconds, self.phases[id].deep)
            for id, seconds in phase_seconds(self.loop, self.minutes)  # noqa: A001
        )
        return Clock.start(slots, total_s=self.minutes * 60.0)

    @property
    def push(self) -> int:
        """How hard this interviewer pushes: added to the follow-ups a phase allows."""
        return self.level.push + self.style.push


def _problem(library: Library, loop: Loop, wanted: str | None, own: OwnProblem | None) -> Problem:
    """The problem of that id, the candidate's own, or the loop's first."""
    if own is None:
        return library.problem(wanted or _default_problem(library, loop))
    if wanted not in (None, OWN_PROBLEM):
        raise SetupInvalid(f"Choose the problem {wanted!r} or write your own, not both.")
    return written(own, loop, library.lexicon)


def _default_problem(library: Library, loop: Loop) -> str:
    """The loop's first problem; of a loop to which candidates bring their own, one with a form for it."""
    fitting = [problem for problem in library.problems.values() if loop.id in problem.loops]
    if not fitting:
        raise SetupInvalid(f"No problem is for the loop {loop.id!r}; add one whose `loops:` names it.")
    return next((each for each in fitting if bool(each.intake) == loop.own_project), fitting[0]).id


def _pick(kind: str, choices: tuple[_Choice, ...], wanted: str) -> _Choice:
    for choice in choices:
        if choice.id == wanted:
            return choice
    known = ", ".join(choice.id for choice in choices)
    raise SetupInvalid(f"There is no {kind} {wanted!r} here; there are: {known}.")


def _length(minutes: int) -> int:
    if not 5 <= minutes <= 180:  # noqa: PLR2004  the bounds of viva-transcript/1
        raise SetupInvalid(f"An interview lasts 5 to 180 minutes, not {minutes}.")
    return minutes
