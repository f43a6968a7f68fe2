"""The rehearsal: what the first turn of an interview would pay for is paid before anybody waits for it.

Patterns are compiled when they are first needed, which is half a second in all, most of it in the first turn
of the first interview. What is said in a rehearsal is the interviewer's own sheet; nobody hears it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from agents.interviewer import (
    Began,
    CandidateLeft,
    DoneEarly,
    Event,
    HintAsked,
    Interviewer,
    Silence,
    Spoke,
    Talking,
    Tick,
)
from agents.model import MAX_TURN_CHARS, Turn
from agents.setup import Setup
from rubrics.library import Library
from service.session.completeness import Judge

FACTS = 4
"""Of a problem, said in one turn: enough for figures, parts and reasons to be looked for."""
SILENT_S = 60.0
"""Silence long enough for everything that is ever said into one."""


def rehearse(library: Library) -> None:
    """Hold a short interview of each loop, for what all interviews share. Blocking, about a second."""
    for loop in library.loops:
        setup = Setup.choose(library, loop)
        interviewer = Interviewer(setup)
        for now, event in enumerate(_course(setup, _sheet(setup))):
            interviewer.commit(interviewer.consider(event, float(now)))
        for cue in interviewer.rules.cues.ids():
            interviewer.rules.cues.search(cue, setup.problem.statement)
    Judge(library.lexicon)


def warm_up(interviewer: Interviewer) -> None:
    """Consider what may come up in this interview, which changes nothing. Blocking, milliseconds."""
    interviewer.consider(Began(), 0.0)
    for turn in _turns(interviewer.setup, _sheet(interviewer.setup)):
        interviewer.consider(Spoke(turn), 0.0)


def _course(setup: Setup, texts: Iterable[str]) -> Iterator[Event]:
    yield Began()
    for turn in _turns(setup, texts):
        yield Talking(turn.text, breath=True, started_s=turn.start_s)
        yield Spoke(turn)
        yield Silence(SILENT_S)
        yield Tick()
    yield HintAsked()
    yield DoneEarly()
    yield CandidateLeft()


def _sheet(setup: Setup) -> Iterator[str]:
    """Some of the facts as if the candidate had said them, and a question they might have asked."""
    yield " ".join(fact.answer for fact in setup.problem.facts[:FACTS]) or setup.problem.statement
    yield next((trap.ask[0] for trap in (*setup.problem.traps, *setup.loop.traps)), setup.problem.statement)


def _turns(setup: Setup, texts: Iterable[str]) -> Iterator[Turn]:
    for number, text in enumerate(texts, 1):
        yield Turn(
            id=f"t{number}",
            speaker="candidate",
            phase=setup.loop.phases[0].id,
            start_s=float(number),
            end_s=float(number),
            text=text[:MAX_TURN_CHARS],
        )
