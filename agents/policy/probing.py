"""Which gap to ask about, and with which move."""

from __future__ import annotations

from collections.abc import Mapping

from agents.moves import (
    AnyProbe,
    Challenge,
    ProbeContradiction,
    ProbeDepth,
    ProbeLeadership,
    ProbeNumber,
    ProbeReason,
    ProbeTradeoff,
)
from agents.naming import listed
from agents.policy.gaps import Gap
from agents.policy.rules import Watched
from agents.policy.state import InterviewState, Suggestion
from agents.policy.view import Choice, View
from agents.repeats import asked_before
from rubrics.schema import Probe

ALWAYS = 0.6
"""A fresh gap of this weight is asked about whatever the budget."""
TOGETHER = 4
"""Most parts put to the test in one question."""
KITCHEN_SINK = 3
"""So many unexplained parts at once are challenged together ("take three away; what breaks?")."""
HASTE = 1.2
"""What a last chance adds to a gap's weight: a much weightier one goes first all the same."""
SLOTS = 2
"""Questions that can still be asked in time about what has just been said: this one and the next."""
JOINED = frozenset({"reason", "tradeoff"})
"""Kinds of gap that one natural question can ask about in two things."""
SPACING_S = 40.0
"""Between prepared questions the candidate has the floor for at least this long."""
SPACING_WORDS = 60
SUGGESTED = 2.0
"""Weight of what a language model proposes: about that of a weighty prepared question."""
DWELT_WORDS = 10
"""A part named in so many words has had something said about it: no general question asks why."""
STALE = 0.5
"""What was not asked about in time weighs this much of what it did."""


def probe(view: View) -> Choice | None:
    """The most consequential question about what was just said."""
    chosen = pick(view, ALWAYS)
    if chosen is None:
        return None
    return Choice(chosen[0], chosen[1])


def pick(view: View, least: float) -> tuple[AnyProbe, str] | None:
    """The question to ask now of those that cannot wait, and why it.

    A gap has two chances; at its last it counts for more, and the weightiest goes first. Where more
    is open than can be asked about in time, things of one kind go into one question. What is minor waits
    until nothing else is open.
    """
    fresh = view.fresh(least)
    major = [gap for gap in fresh if not gap.minor]
    due = _by_deadline(view, major or fresh)
    if not due:
        return None
    first = due[0]
    joined = _joined(view, first, due)
    return (together(joined) if len(joined) > 1 else asking(first)), _why(joined)


def _by_deadline(view: View, gaps: list[Gap]) -> list[Gap]:
    """One gap for each target, since a question about it touches them all; the most pressing first.

    What was called the heart of it, or waved at, is asked about as that.
    """
    ranked = sorted(gaps, key=lambda gap: (gap.kind != "depth", -gap.weight))
    apart = list({gap.target.lower(): gap for gap in reversed(ranked)}.values())
    return sorted(apart, key=lambda gap: (-gap.weight - HASTE * view.age(gap), gap.key))


def _joined(view: View, first: Gap, due: list[Gap]) -> list[Gap]:
    """The gaps that the question about the first covers too, because they would else come too late."""
    alike = [gap for gap in due if gap.kind == first.kind and not gap.ask and not gap.drawn]
    if first.kind not in JOINED or first.ask or first.drawn:
        return [first]
    late = [gap for gap in alike if view.age(gap) > 0]
    if first.kind == "reason" and len(alike) >= KITCHEN_SINK:
        return alike[:TOGETHER]
    if len(late) > 1:
        return late[:TOGETHER]
    return alike[:2] if len(due) > SLOTS else [first]


def _why(gaps: list[Gap]) -> str:
    if len(gaps) == 1:
        return gaps[0].why
    names = listed(tuple(gap.target for gap in gaps))
    missing = "without a reason" if gaps[0].kind == "reason" else "without what is given up for them"
    return f"{names} were named {missing}."


def together(gaps: list[Gap]) -> AnyProbe:
    """One question about several things."""
    names = tuple(gap.target for gap in gaps)
    kind = Challenge if gaps[0].kind == "reason" else _ASKING[gaps[0].kind]
    return kind(target=listed(names), targets=names, gap=gaps[0].key, gaps=tuple(gap.key for gap in gaps))


def carried(view: View) -> AnyProbe | None:
    """The question that goes along with a move of the clock, lest it come too late."""
    chosen = pick(view, ALWAYS)
    return None if chosen is None else chosen[0]


def asking(gap: Gap) -> AnyProbe:
    """The move that asks about a gap. A gap of scope or operations is asked about as it was prepared."""
    said = "" if gap.kind == "contradiction" and not gap.ask else gap.said
    move = _ASKING.get(gap.kind, Challenge)(target=gap.target, gap=gap.key, ask=gap.ask, said=said)
    match move:
        case ProbeReason():
            return move.model_copy(update={"place": gap.place, "drawn": gap.drawn})
        case ProbeNumber():
            return move.model_copy(
                update={"number": gap.number, "disputed": gap.disputed, "earlier": gap.earlier}
            )
        case ProbeContradiction():
            both = gap.earlier and gap.said and gap.earlier != gap.said
            return move.model_copy(update={"earlier": gap.earlier, "later": gap.said}) if both else move
        case _:
            return move


_ASKING: Mapping[str, type[AnyProbe]] = {
    "reason": ProbeReason,
    "tradeoff": ProbeTradeoff,
    "number": ProbeNumber,
    "contradiction": ProbeContradiction,
    "leadership": ProbeLeadership,
    "depth": ProbeDepth,
}


def prepared(view: View, *, waited: bool = False) -> Choice | None:
    """A prepared question of the phase, or an older gap, where the budget allows one and it is due.

    ``waited``: the candidate has stopped, so it is due at once.
    """
    if not waited and not _due(view):
        return None
    allowance = view.rules.allowance(view.phase.id, view.state.clock.allotted)
    if waited and _prepared_asked(view) > allowance:
        return None
    worth = 1.0 if waited else STALE
    options = [(gap.weight * worth, asking(gap), gap.why) for gap in view.gaps if gap.weight >= ALWAYS]
    options += [(item.weight, *_prepared(watched, item)) for watched, item in _eligible(view)]
    options += [(SUGGESTED, *_suggested(each)) for each in _live(view)]
    if not options:
        return None
    _, move, why = max(options, key=lambda option: option[0])
    return Choice(move, why)


def _due(view: View) -> bool:
    """Whether the candidate has had the floor long enough, and this phase has had few enough questions."""
    clock = view.state.clock
    share = min((view.now - clock.entered_s) / clock.allotted + 0.25, 1.0)
    allowance = view.rules.allowance(view.phase.id, clock.allotted)
    return (
        view.now - view.state.floor_s >= SPACING_S
        and view.state.stretch_words >= SPACING_WORDS
        and view.state.asked_in(view.phase.id) < allowance * share
    )


def _prepared_asked(view: View) -> int:
    """How many prepared questions this phase has had."""
    phase = view.phase.id
    return sum(each.phase == phase and each.gap.startswith("probe:") for each in view.state.asked)


def _eligible(view: View) -> list[tuple[Watched, Probe]]:
    state = view.state
    found = []
    for watched in view.rules.prepared(view.phase.id):
        if watched.key in state.closed or watched.key in state.met:
            continue
        item = watched.item
        if not isinstance(item, Probe) or _reasoned(state, item):
            continue
        if all(asked_before(question, (*state.said, *_recaps(view))) for question in item.ask):
            continue
        if not watched.when or watched.key in state.invited:
            found.append((watched, item))
    return found


def _recaps(view: View) -> tuple[str, ...]:
    """The wordings of the summary's question, which is asked at the end in any case."""
    setup = view.rules.setup
    return setup.loop.recap or tuple(
        text for texts in setup.persona.wordings.get("recap", {}).values() for text in texts
    )


def _reasoned(state: InterviewState, item: Probe) -> bool:
    """Whether a part that the question is about has been given its reason already."""
    named = [state.ledger.components[name] for name in item.components if name in state.ledger.components]
    return any(
        part.reasons
        or f"reason:{part.name}" in state.excused
        or len(state.texts.get(part.first.turn, "").split()) >= DWELT_WORDS
        for part in named
    )


def _live(view: View) -> list[Suggestion]:
    """Suggestions about one of the candidate's latest turns, on something not asked about before."""
    state = view.state
    asked = {each.rpartition(":")[2] for each in state.closed}
    return [
        each
        for each in state.suggested
        if each.turn in state.recent and each.key not in state.closed and each.target.lower() not in asked
    ]


def _suggested(each: Suggestion) -> tuple[AnyProbe, str]:
    gap = Gap(each.key, each.kind, each.target, each.turn, SUGGESTED, "", ask=(each.question,))
    return asking(gap), f"The language model proposed to ask about {each.target}."


def _prepared(watched: Watched, item: Probe) -> tuple[AnyProbe, str]:
    gap = Gap(watched.key, item.kind, item.target, "", item.weight, "", ask=item.ask)
    return asking(gap), f"The phase asks for {item.target}, which has not come up."
