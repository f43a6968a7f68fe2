"""Choosing: what the interviewer does about an event. Pure; the first consideration that applies decides."""

from __future__ import annotations

from collections.abc import Callable

from agents.listening.sentences import sentences, words
from agents.model import Turn
from agents.moves import Close, Open
from agents.policy.answering import answer, drawn_early, finished, go_back, hint, redirect, silence, unsure
from agents.policy.drawing import looked_at, quiet_s, shown
from agents.policy.pacing import (
    BREATHLESS_S,
    breathless,
    close,
    move_on,
    nudge,
    out_of_time,
    rambling,
    recap,
    transition,
)
from agents.policy.probing import prepared, probe
from agents.policy.rules import Rules
from agents.policy.state import InterviewState
from agents.policy.view import Choice, View

STRETCH_WORDS = 100
"""About 40 s of speech: how often one who talks on is listened to for a reason to cut in."""
TAIL_CHARS = 1_500
"""About 90 s of speech: nearly as long as one without a pause is left to talk when a question is open."""

LOOK_S = 8.0
"""After a silence as long as this the interviewer looks at what was drawn, sooner than it prompts."""

Consideration = Callable[[View], Choice | None]

ON_A_TURN: tuple[Consideration, ...] = (
    close,
    recap,
    transition,
    redirect,
    go_back,
    answer,
    unsure,
    nudge,
    probe,
    shown,
    rambling,
    finished,
    prepared,
)
"""After each turn of the candidate, in this order. When none applies the interviewer stays silent."""

IN_A_LULL: tuple[Consideration, ...] = (close, recap, transition)
"""While nobody speaks."""


def opening(rules: Rules, state: InterviewState) -> Choice | None:
    """The greeting, once."""
    if state.begun:
        return None
    move = Open(target=rules.phase(state.clock.phase).title, statement=rules.setup.problem.statement)
    return Choice(move, "The interview begins.")


def after_turn(rules: Rules, state: InterviewState, turn: Turn, now: float) -> Choice | None:
    """What to do now that the candidate has yielded. ``state`` has heard the turn."""
    return _first(ON_A_TURN, View(rules, state, now, turn))


def worth_hearing(
    rules: Rules, state: InterviewState, text: str, now: float, *, breath: bool, breathless_s: float
) -> str:
    """The words to listen to before :func:`while_talking` is asked; empty when it could not cut in anyway.

    Cheap enough to ask at every breath: listening is not. When the clock calls, all the words are heard.
    Before that only the last of them, and only as often as a stretch of ``STRETCH_WORDS`` has been filled.
    """
    view = View(rules, state, now)
    if out_of_time(view, breath=breath) is not None:
        return text
    rambles = rambling(view, breath=breath) is not None
    if not rambles and breathless_s < BREATHLESS_S * view.patience:
        return ""
    count = text.count(" ") + 1
    latest = sentences(text[-TAIL_CHARS:])[-1:]
    begun = count - sum(len(words(text[-TAIL_CHARS:], each.start, each.end)) for each in latest)
    if begun // STRETCH_WORDS == count // STRETCH_WORDS:
        return ""
    return text if rambles else text[-TAIL_CHARS:]


def while_talking(
    rules: Rules, state: InterviewState, now: float, *, breath: bool, breathless_s: float
) -> Choice | None:
    """Whether to cut in. ``state`` has heard the words so far."""
    view = View(rules, state, now)
    choice = out_of_time(view, breath=breath)
    return choice or breathless(view, breathless_s) or rambling(view, breath=breath)


def in_silence(rules: Rules, state: InterviewState, now: float, seconds: float) -> Choice | None:
    """Whether to break a silence of this length."""
    view = View(rules, state, now)
    seconds = quiet_s(view, seconds)
    looked = looked_at(view) if seconds >= LOOK_S else None
    return _first(IN_A_LULL, view) or looked or silence(view, seconds)


def at_tick(rules: Rules, state: InterviewState, now: float) -> Choice | None:
    """Whether the clock alone calls for something while nobody speaks."""
    return _first(IN_A_LULL, View(rules, state, now))


def on_hint(rules: Rules, state: InterviewState, now: float) -> Choice | None:
    """The hint button."""
    return hint(View(rules, state, now))


def on_done(rules: Rules, state: InterviewState, now: float) -> Choice | None:
    """The button that ends a phase."""
    view = View(rules, state, now)
    return (
        probe(view) or move_on(view, "The candidate is done with this phase.", early=True) or finished(view)
    )


def on_drawing(rules: Rules, state: InterviewState, now: float) -> Choice | None:
    """A change of the whiteboard."""
    return drawn_early(View(rules, state, now))


def on_leaving() -> Choice:
    """The candidate ends the interview."""
    return Choice(Close(early=True), "The candidate ended the interview.", ends=True)


def _first(considerations: tuple[Consideration, ...], view: View) -> Choice | None:
    for consideration in considerations:
        choice = consideration(view)
        if choice is not None:
            return choice
    return None
