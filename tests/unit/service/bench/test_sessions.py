"""The ramp, and what a step says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.bench.load_client import LineOutcome, Outcome
from service.bench.sessions import Ramp, Step, _lines
from service.speech.load import Load


def climbed(ramp: Ramp, holds: int) -> list[int]:
    tried = []
    for sessions in ramp:
        tried.append(sessions)
        ramp.tried(sessions, held=sessions <= holds)
    return tried


def test_the_number_is_doubled_until_it_breaks_then_halved_in_between():
    ramp = Ramp(4, 256)
    assert climbed(ramp, 21) == [4, 8, 16, 32, 24, 20]
    assert ramp.held == 20


def test_it_stops_at_the_most_that_is_asked_for():
    ramp = Ramp(4, 10)
    assert climbed(ramp, 100) == [4, 8, 10]
    assert ramp.held == 10


def test_where_the_first_breaks_fewer_are_tried():
    ramp = Ramp(4, 64)
    assert climbed(ramp, 0) == [4, 2, 1]
    assert ramp.held == 0


@settings(max_examples=60, deadline=None)
@given(first=st.integers(1, 20), most=st.integers(1, 300), holds=st.integers(0, 400))
def test_what_is_held_was_tried_and_never_more_than_can_be_held(first, most, holds):
    ramp = Ramp(first, max(first, most))
    tried = climbed(ramp, holds)
    assert ramp.held == max((each for each in tried if each <= holds), default=0)
    assert len(tried) == len(set(tried)) <= 12


def line(**changes) -> LineOutcome:
    told = {"said": "one two", "heard": "one two", "lags_s": [0.4, 0.5], "pauses": 0, "cut_offs": 0}
    return LineOutcome(**(told | {"known_s": 0.3, "settled_s": 0.7, "answered_s": None} | changes))


def step(finals_s=(0.1, 0.2), outcomes=None) -> Step:
    return Step(2, finals_s, outcomes or [Outcome(lines=[line()])], Load(finals=4, final_batches=2), 1.0)


def test_a_step_holds_within_both_bounds():
    assert step().holds(300)
    assert not step(finals_s=(0.1, 0.4)).holds(300)
    late = step(outcomes=[Outcome(lines=[line(lags_s=[1.2])])])
    assert late.in_time(300)
    assert not late.holds(300)


@pytest.mark.parametrize("outcome", [Outcome(error="refused"), Outcome(lines=[])])
def test_a_session_that_failed_or_heard_nothing_breaks_the_step(outcome):
    assert not step(outcomes=[outcome]).holds(300)


def test_what_was_never_settled_is_counted():
    made = step(outcomes=[Outcome(lines=[line(), line(settled_s=None)])]).figures()
    assert (made["unsettled"], made["wer"], made["mean_batch"]) == (1, 0.0, 2.0)


def test_every_candidate_says_all_clips_each_from_another_one_on():
    lines = [_lines(5, nth) for nth in (0, 1)]
    assert sorted(at for each in lines[0] for at in each.clips) == [0, 1, 2, 3, 4]
    assert [each[0].clips for each in lines] == [[0, 1], [2, 3]]
