"""Which three hints apply to a phase: the problem's, written for this loop if possible, else the loop's."""

from __future__ import annotations

from .schema import Loop, Problem


def hint_steps(loop: Loop, problem: Problem, phase: str) -> tuple[str, ...]:
    """The hints for a phase, smallest first; empty where nobody wrote any."""
    ladders = [ladder for ladder in (*problem.hints, *loop.hints) if ladder.phase == phase]
    for wanted in (loop.id, None):
        for ladder in ladders:
            if ladder.loop == wanted:
                return ladder.steps
    return ()
