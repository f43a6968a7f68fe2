"""Moves of the clock: nudge, transition, cut-in, recap, close."""

from __future__ import annotations

from dataclasses import replace

from agents.moves import Close, CutIn, Move, Recap, TimeNudge, Transition
from agents.phases import CUT_IN_S, GAP_S
from agents.policy.probing import carried
from agents.policy.view import Choice, View

RAMBLE_S = 240.0
"""After so long without a decision the interviewer asks for one (rubric: "rambles four minutes")."""
BREATHLESS_S = 60.0
"""One who has not paused for so long, and leaves two questions open, is interrupted for the first of them."""
BREATHLESS_ONE_S = 100.0
"""Likewise, for one question."""
NUDGE_LEFT_S = 20.0
"""With less than this left a nudge says nothing the transition would not."""
RECAP_TOLD_WORDS = 15
"""A summary has at least so many words."""
RECAP_ROOM_S = 60.0
"""No nudge when the summary is nearer than this."""
EARLY_S = 90.0
"""With more than this left the interview ended early."""
CLOSE_LEFT_S = 14.0
"""After the summary, with more than this left, one who still talks may go on."""


def close(view: View) -> Choice | None:
    """The goodbye, when the time is up or the summary has been given."""
    clock, state = view.state.clock, view.state
    if view.now >= clock.close_at - GAP_S:
        return Choice(Close(), "The time is up.", ends=True)
    if state.recap_s is None or (not view.done and state.recap_words < RECAP_TOLD_WORDS):
        return None
    if view.done or clock.close_at - view.now < CLOSE_LEFT_S:
        return Choice(Close(early=time_left(view)), "The summary has been given.", ends=True)
    return None


def time_left(view: View) -> bool:
    """Whether the interview ends so long before its time that it would be wrong to call that up."""
    return view.state.clock.close_at - view.now > EARLY_S


def recap(view: View) -> Choice | None:
    """Asks for the summary at the end of the last phase."""
    state = view.state
    if state.recap_s is not None or not state.clock.last or view.now < state.clock.recap_at:
        return None
    return Choice(Recap(), "The last phase is ending; a summary is due.")


def transition(view: View) -> Choice | None:
    """Moves on when the phase is over, or so nearly that another answer would overrun it."""
    if not view.state.clock.over(view.now, lead=GAP_S):
        return None
    return move_on(view, "The time of this phase is up.")


def move_on(view: View, why: str, *, early: bool = False) -> Choice | None:
    """To the next phase, or from the last to the summary."""
    following = view.state.clock.next
    if following is None:
        return None if view.state.recap_s is not None else Choice(Recap(), why)
    move = Transition(to=following.id, target=following.title, early=early, probe=carried(view))
    return Choice(move, why, to=following.id)


def nudge(view: View) -> Choice | None:
    """Says once in each phase what time is left."""
    clock = view.state.clock
    left = clock.left(view.now)
    if clock.phase in view.state.nudged or not clock.nudge_due(view.now) or left < NUDGE_LEFT_S:
        return None
    if clock.last and clock.recap_at - view.now < RECAP_ROOM_S:
        return None
    move = TimeNudge(target=clock.title, minutes_left=round(left / 60.0, 1), probe=carried(view))
    return Choice(move, f"Four fifths of {clock.title} have passed.")


def rambling(view: View, *, breath: bool = True) -> Choice | None:
    """Asks one who has talked for four minutes without a decision for it; a little later without a breath."""
    state = view.state
    since = max(state.floor_s, state.decided_s)
    if view.now - since < RAMBLE_S * view.patience + (0.0 if breath else CUT_IN_S):
        return None
    return Choice(CutIn(cause="rambling"), "Four minutes have passed without a decision.")


def out_of_time(view: View, *, breath: bool) -> Choice | None:
    """While the candidate talks: at a breath when the phase is over, and soon after without one."""
    clock = view.state.clock
    if clock.last:
        return _ending(view, breath=breath)
    if breath and clock.over(view.now):
        return move_on(view, "The time of this phase is up.")
    if not clock.cut_in_due(view.now):
        return None
    moved = move_on(view, "The candidate talks on past the end of the phase.")
    return None if moved is None else replace(moved, move=_cutting(moved.move))


def _ending(view: View, *, breath: bool) -> Choice | None:
    clock = view.state.clock
    if view.now >= clock.close_at if breath else clock.cut_in_due(view.now):
        return Choice(Close(), "The time is up.", ends=True)
    return recap(view) if breath and view.now >= clock.recap_at + GAP_S else None


def _cutting(move: Move) -> Move:
    if not isinstance(move, Transition):
        return move
    return CutIn(cause="time", to=move.to, target=move.target, probe=move.probe)


def breathless(view: View, seconds: float) -> Choice | None:
    """Interrupts one who leaves no pause, for the question they would otherwise never be asked."""
    if seconds < BREATHLESS_S * view.patience:
        return None
    open_ = view.fresh(1.0)
    enough = len(open_) > 1 or any(view.age(gap) > 0 for gap in open_) or seconds >= BREATHLESS_ONE_S
    question = carried(view) if enough else None
    if question is None:
        return None
    return Choice(CutIn(cause="gap", probe=question), "The candidate leaves no pause in which to ask.")
