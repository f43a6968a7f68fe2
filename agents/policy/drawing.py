"""Drawing: the whiteboard's boxes enter the ledger as components, and are asked about. Pure."""

from __future__ import annotations

from dataclasses import replace

from agents.board import Arrows, Boxes, Part, read
from agents.facts import Component, Span
from agents.policy.gaps import BOARD, Gap
from agents.policy.hearing import stamp
from agents.policy.probing import ALWAYS, asking
from agents.policy.rules import Rules
from agents.policy.state import InterviewState
from agents.policy.view import Choice, View

SHOWN = "drawing-shown"
"""Cue of words that point at the drawing."""
STILL_S = 5.0
"""A board that has not changed for so long is finished for now."""
SPACING_S = 30.0
"""Between questions about the drawing the candidate has the floor for at least this long."""


def draw(
    rules: Rules, state: InterviewState, boxes: Boxes, arrows: Arrows, now: float | None = None
) -> InterviewState:
    """The state with the whiteboard as it now stands; ``now`` where it has just changed.

    What was only drawn goes when its box goes; what was spoken of stays, and has the place of its box unless
    the candidate told one.
    """
    board = read(boxes, arrows, rules.listener.vocabulary)
    before, places = state.board.places(rules.setup.products), board.places(rules.setup.products)
    components = {}
    for name, component in state.ledger.components.items():
        if not only_drawn(component):
            told = component.place if component.place != before.get(name) else ""
            components[name] = replace(component, place=told or places.get(name, ""))
    for part in board.parts.values():
        if part.component and part.component not in components:
            place = places.get(part.component, "")
            components[part.component] = _drawn(rules, part, place)
    ledger = replace(state.ledger, components=components)
    drawn_s = state.drawn_s if now is None else now
    return stamp(rules, replace(state, ledger=ledger, board=board, drawn_s=drawn_s))


def only_drawn(component: Component) -> bool:
    """Whether a component stands on the whiteboard and was never spoken of."""
    return all(span.turn == BOARD for span in (component.first, *component.mentions))


def still_drawing(view: View) -> bool:
    """Whether the whiteboard has only just changed."""
    drawn_s = view.state.drawn_s
    return drawn_s is not None and view.now - drawn_s < STILL_S


def shown(view: View) -> Choice | None:
    """After a turn: the question about a part of the drawing that nothing was said about.

    At once where the candidate points at the drawing; else when it stands still and there has been time.
    """
    gap = _gap(view)
    if gap is None or view.turn is None:
        return None
    pointed = view.rules.cues.search(SHOWN, view.turn.text) is not None
    free = not still_drawing(view) and view.now - view.state.floor_s >= SPACING_S and _allowed(view)
    return Choice(asking(gap), gap.why) if pointed or free else None


def looked_at(view: View) -> Choice | None:
    """In a silence: the same question, of one who has stopped drawing."""
    unanswered = view.state.pending_question and not view.state.stretch_words
    gap = None if still_drawing(view) or unanswered else _gap(view)
    return None if gap is None else Choice(asking(gap), gap.why)


def quiet_s(view: View, seconds: float) -> float:
    """How long a silence is: one who draws is not silent."""
    drawn_s = view.state.drawn_s
    return seconds if drawn_s is None else min(seconds, max(view.now - drawn_s, 0.0))


def _gap(view: View) -> Gap | None:
    """The weightiest part that was drawn and never spoken of, where the phase is for drawing."""
    if not view.phase.drawing:
        return None
    drawn = [gap for gap in view.gaps if gap.drawn and gap.weight >= ALWAYS]
    return max(drawn, key=lambda gap: (gap.weight, gap.key), default=None)


def _allowed(view: View) -> bool:
    clock = view.state.clock
    return view.state.asked_in(view.phase.id) < view.rules.allowance(view.phase.id, clock.allotted)


def _drawn(rules: Rules, part: Part, place: str) -> Component:
    lowered = part.said.lower() in rules.setup.products or part.said.isupper()
    said = part.said if lowered else part.said.lower()
    span = Span(BOARD, 0, len(said))
    return Component(
        name=part.component,
        said=said,
        first=span,
        mentions=(span,),
        place=place,
        needs_reason=rules.terms[part.component].needs_reason,
    )
