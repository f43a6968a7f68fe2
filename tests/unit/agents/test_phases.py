from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.phases import CUT_IN_S, Clock, Slot

SLOTS = (
    Slot("a", "A", 300),
    Slot("b", "B", 300),
    Slot("c", "C", 900, deep=True),
    Slot("d", "D", 600, deep=True),
)


def clock() -> Clock:
    return Clock.start(SLOTS, total_s=2100)


def test_deadlines_are_the_running_sum_of_the_plan():
    assert clock().deadlines == (300, 600, 1500, 2100)


def test_the_nudge_is_due_at_four_fifths():
    assert not clock().nudge_due(239)
    assert clock().nudge_due(240)


def test_the_cut_in_is_due_twenty_seconds_after_the_deadline():
    assert clock().over(300)
    assert not clock().cut_in_due(300 + CUT_IN_S - 1)
    assert clock().cut_in_due(300 + CUT_IN_S)


def test_minutes_saved_go_to_the_deep_phases_in_proportion():
    early = clock().enter("b", 100)
    assert early.deadlines == pytest.approx((300, 400, 1420, 2100))


def test_minutes_lost_are_paid_back_by_the_phase_that_follows():
    late = clock().enter("b", 318)
    assert late.deadline == 600
    assert late.allotted == 282


def test_without_deep_phases_ahead_the_others_share_what_is_saved():
    flat = Clock.start((Slot("a", "A", 100), Slot("b", "B", 100), Slot("c", "C", 300)), total_s=500)
    assert flat.enter("b", 60).deadlines == pytest.approx((100, 170, 500))


def test_going_back_leaves_the_deadlines_where_they_are():
    back = clock().enter("b", 300).enter("a", 400)
    assert back.deadlines == clock().deadlines
    assert back.phase == "a"


def test_time_is_kept_for_each_phase_however_often_it_is_entered():
    moved = clock().enter("b", 300).enter("a", 400).enter("b", 450)
    assert moved.actual(500) == {"a": 350, "b": 150, "c": 0, "d": 0}


def test_a_phase_that_is_not_on_the_clock_is_refused():
    with pytest.raises(KeyError):
        clock().enter("z", 10)


def test_the_summary_and_the_goodbye_fit_before_the_end():
    last = clock().enter("d", 1500)
    assert last.last
    assert 1500 < last.recap_at < last.close_at < last.total_s


@given(st.lists(st.floats(min_value=0, max_value=700), min_size=3, max_size=3))
def test_whatever_each_phase_takes_the_last_deadline_is_the_end_of_the_plan(taken):
    now, running = 0.0, clock()
    for slot, seconds in zip(SLOTS[1:], taken, strict=True):
        now = min(now + seconds, running.deadline + CUT_IN_S)
        running = running.enter(slot.id, now)
        assert running.deadlines[-1] == pytest.approx(2100)
        assert list(running.deadlines) == sorted(running.deadlines)
    assert sum(running.actual(now).values()) == pytest.approx(now)
