import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.loader import load
from rubrics.timing import closing_seconds, nearest_length, phase_seconds

LOOPS = ("pm-system-design", "em-system-design", "tech-deep-dive")

MINUTES = {
    ("pm-system-design", 45): [5, 5, 10, 15, 10],
    ("em-system-design", 45): [8, 5, 4, 4, 15, 6, 3],
    ("em-system-design", 60): [8, 5, 5, 6, 18, 12, 6],
    ("em-system-design", 90): [8, 5, 5, 6, 18, 40, 6],
    ("tech-deep-dive", 45): [5, 10, 15, 7, 5, 3],
    ("tech-deep-dive", 60): [6, 13, 18, 10, 8, 5],
}


@pytest.mark.parametrize(("loop", "length"), MINUTES)
def test_a_standard_length_is_taken_as_the_sources_give_it(loop, length):
    minutes = [seconds / 60 for _, seconds in phase_seconds(load().loop(loop), length)]
    assert minutes == MINUTES[loop, length]


@given(loop=st.sampled_from(LOOPS), minutes=st.integers(5, 180))
def test_the_phases_and_the_close_fill_any_length_exactly(loop, minutes):
    found = load().loop(loop)
    planned = phase_seconds(found, minutes)
    assert [phase for phase, _ in planned] == [phase.id for phase in found.phases]
    assert all(seconds > 0 for _, seconds in planned)
    assert sum(s for _, s in planned) + closing_seconds(found, minutes) == pytest.approx(minutes * 60)


@given(minutes=st.integers(5, 180).filter(lambda minutes: minutes != 45))
def test_deep_dive_and_trade_offs_keep_their_share_in_every_other_length(minutes):
    planned = dict(phase_seconds(load().loop("pm-system-design"), minutes))
    assert planned["deep-dive"] + planned["trade-offs"] >= 0.555 * minutes * 60


@pytest.mark.parametrize("minutes", [30, 60])
def test_the_proposed_lengths_give_them_at_least_56_percent(minutes):
    planned = dict(phase_seconds(load().loop("pm-system-design"), minutes))
    assert planned["deep-dive"] + planned["trade-offs"] >= 0.56 * minutes * 60


def test_ninety_minutes_leave_two_to_close():
    loop = load().loop("em-system-design")
    assert closing_seconds(loop, 90) == 120
    assert closing_seconds(loop, 60) == 0


@pytest.mark.parametrize("minutes", [0, 4, 181])
def test_a_length_beyond_the_bounds_is_refused_with_the_standard_ones(minutes):
    with pytest.raises(ValueError, match="45, 60, 90"):
        phase_seconds(load().loop("em-system-design"), minutes)


def test_the_shorter_of_two_equally_near_lengths_is_scaled():
    assert nearest_length(load().loop("em-system-design"), 75) == 60


def test_a_share_lost_in_a_standard_length_is_made_up_in_the_others():
    loop = load().loop("pm-system-design")
    thirty_three = dict(phase_seconds(loop, 33))
    forty = dict(phase_seconds(loop, 40))
    for planned, minutes in ((thirty_three, 33), (forty, 40)):
        deep = planned["deep-dive"] + planned["trade-offs"]
        assert deep == pytest.approx(max(0.56, deep / (minutes * 60)) * minutes * 60)
