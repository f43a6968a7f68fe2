"""Drills: one phase of a loop, with all the time and what can be shown in it."""

from __future__ import annotations

import pytest

from agents.setup import Setup
from rubrics.drill import DRILL_MINUTES, drill
from rubrics.errors import UnknownId
from rubrics.loader import load


@pytest.fixture(scope="module")
def library():
    return load()


def every_phase():
    return [(loop.id, phase.id) for loop in load().loops.values() for phase in loop.phases]


@pytest.mark.parametrize(("loop_id", "phase_id"), every_phase())
def test_every_phase_can_be_drilled_and_something_of_it_can_be_shown(library, loop_id, phase_id):
    loop = library.loop(loop_id)
    made = drill(loop, phase_id)
    assert [phase.id for phase in made.phases] == [phase_id]
    assert made.criteria
    assert {criterion.dimension for criterion in made.criteria} == {each.id for each in made.dimensions}
    for criterion in made.criteria:
        assert not criterion.phases or phase_id in criterion.phases
        assert all(not each.phases or phase_id in each.phases for each in criterion.indicators)


def test_an_unknown_phase_names_the_known(library):
    with pytest.raises(UnknownId, match="scope"):
        drill(library.loop("pm-system-design"), "dessert")


def test_the_clock_gives_the_phase_all_the_time(library):
    clock = Setup.choose(library, "pm-system-design", drill="scale").clock()
    assert (clock.total_s, [slot.id for slot in clock.slots]) == (DRILL_MINUTES * 60, ["scale"])
    assert clock.slots[0].seconds == clock.total_s


def test_a_drill_may_be_longer(library):
    clock = Setup.choose(library, "em-system-design", drill="data", minutes=20).clock()
    assert clock.slots[0].seconds == 20 * 60


def test_a_whole_interview_is_the_loop_itself(library):
    assert library.loop_of("pm-system-design", None) is library.loop("pm-system-design")
