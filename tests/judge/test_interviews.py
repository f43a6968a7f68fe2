"""What must hold of the interviewer on the set of `tests/judge`."""

from __future__ import annotations

import pytest

from tests.judge.bounds import assert_holds
from tests.judge.interviews import figures
from tests.judge.judge import played
from tests.judge.material import SETS, material


def test_the_set_is_large_enough_to_mean_something():
    own = material("own")
    assert len(own.candidates) >= 18
    kinds = {plant.kind for candidate in own.candidates for plant in candidate.plants}
    assert kinds == {"reason", "tradeoff", "number", "contradiction", "leadership", "depth"}
    assert len({candidate.problem for candidate in own.candidates}) >= 4


@pytest.mark.parametrize("name", SETS)
def test_every_planted_line_is_said(name: str):
    for candidate in material(name).candidates:
        said = " ".join([*candidate.opening, *(x for lines in candidate.phases.values() for x in lines)])
        for plant in candidate.plants:
            assert plant.part in said, (candidate.name, plant.part)


@pytest.mark.parametrize("name", SETS)
def test_it_hears_what_was_not_justified_and_keeps_the_clock(name: str):
    assert_holds(name, figures(played(name)))
