from __future__ import annotations

import pytest

from agents.errors import SetupInvalid
from agents.setup import Setup
from rubrics.errors import UnknownId


def test_what_is_left_out_takes_the_loops_default(library):
    setup = Setup.choose(library, "pm-system-design")
    assert setup.minutes == setup.loop.default_minutes
    assert setup.persona.id == setup.loop.personas[0]
    assert setup.level.id == setup.loop.default_level
    assert setup.problem.id != "own-project"


def test_the_deep_dive_takes_the_candidates_own_project(library):
    assert Setup.choose(library, "tech-deep-dive").problem.id == "own-project"


def test_the_clock_holds_the_loops_phases_and_the_whole_length(library):
    clock = Setup.choose(library, "em-system-design", minutes=60).clock()
    assert [slot.id for slot in clock.slots] == [
        "learn",
        "estimate",
        "apis",
        "data",
        "engineer",
        "refine",
        "scale",
    ]
    assert clock.total_s == 3600


def test_an_unknown_id_names_those_that_are_known(library):
    with pytest.raises(UnknownId, match="pm-system-design"):
        Setup.choose(library, "pm-design")


@pytest.mark.parametrize(
    ("choice", "known"),
    [
        ({"problem": "own-project"}, "news-feed"),
        ({"style": "angry"}, "neutral"),
        ({"level": "L9"}, "L5"),
        ({"minutes": 3}, "5 to 180"),
    ],
)
def test_a_choice_the_loop_does_not_offer_is_refused(library, choice, known):
    with pytest.raises(SetupInvalid, match=known):
        Setup.choose(library, "pm-system-design", **choice)
