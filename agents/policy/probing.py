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
from agents.policy.gaps import Gap
from agents.policy.rules import Watched
from agents.policy.view import Choice, View
from rubrics.schema import Probe

ALWAYS = 0.6
"""A fresh gap of this weight is asked about whatever the budget."""
CARRIED = 1.0
"""A fresh gap of this weight goes along with a move of the clock."""
OUTWEIGHS = 1.5
"""Of two gaps that have just opened the lesser must be so much weightier than one at its last chance."""
TOGETHER = 4
"""Most parts put to the test in one challenge."""
KITCHEN_SINK = 3
"""So many unexplained parts at once are challenged together ("take three away; what breaks?")."""
SPACING_S = 40.0
"""Between prepared questions the candidate has the floor for at least this long."""
SPACING_WORDS = 60
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

    A gap has two chances. One at its last chance goes first, unless two weightier ones have just opened: of
    those only one could then still be asked about in time.
    """
    fresh = view.fresh(least)
    if not fresh:
        return None
    together = _challenge(view, fresh)
    if together is not None:
        return together
    last = [gap for gap in fresh if view.age(gap) > 0]
    new = _apart([gap for gap in fresh if view.age(gap) == 0])
    wait = not last or (len(new) > 1 and new[1].weight > OUTWEIGHS * last[0].weight)
    gap = new[0] if new and wait else last[0]
    return asking(gap), gap.why


def _apart(gaps: list[Gap]) -> list[Gap]:
    """One gap for each target: a question about it touches them all."""
    return list({gap.target.lower(): gap for gap in reversed(gaps)}.values())[::-1]


def _challenge(view: View, fresh: list[Gap]) -> tuple[AnyProbe, str] | None:
    """One question for several parts, where asking about each in turn would come too late."""
    parts = [gap for gap in fresh if gap.kind == "reason" and not gap.ask]
    due = [gap for gap in parts if view.age(gap) > 0]
    if len(parts) < KITCHEN_SINK and len(due) < 2:  # noqa: PLR2004  two at their last chance
        return None
    chosen = (parts if len(parts) >= KITCHEN_SINK else due)[:TOGETHER]
    names = tuple(gap.target for gap in chosen)
    keys = tuple(gap.key for gap in chosen)
    move = Challenge(target=listed(names), targets=names, gap=keys[0], gaps=keys)
    return move, f"{listed(names)} were named without a reason."


def listed(names: tuple[str, ...]) -> str:
    """Names as they are read out: "a, b and c"."""
    if len(names) < 2:  # noqa: PLR2004
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def carried(view: View) -> AnyProbe | None:
    """The question that goes along with a move of the clock, lest it come too late."""
    chosen = pick(view, CARRIED)
    return None if chosen is None else chosen[0]


def asking(gap: Gap) -> AnyProbe:
    """The move that asks about a gap. A gap of scope or operations is asked about as it was prepared."""
    move = _ASKING.get(gap.kind, Challenge)(target=gap.target, gap=gap.key, ask=gap.ask)
    match move:
        case ProbeReason():
            return move.model_copy(update={"place": gap.place})
        case ProbeNumber():
            return move.model_copy(update={"number": gap.number, "disputed": gap.disputed})
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
    options = [(gap.weight * STALE, asking(gap), gap.why) for gap in view.gaps]
    options += [(item.weight, *_prepared(watched, item)) for watched, item in _eligible(view)]
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
        if isinstance(watched.item, Probe) and (not watched.when or watched.key in state.invited):
            found.append((watched, watched.item))
    return found


def _prepared(watched: Watched, item: Probe) -> tuple[AnyProbe, str]:
    gap = Gap(watched.key, item.kind, item.target, "", item.weight, "", ask=item.ask)
    return asking(gap), f"Nothing has been said yet about {item.target}."
