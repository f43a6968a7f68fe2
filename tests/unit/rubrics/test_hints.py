import pytest

from rubrics.hints import hint_steps
from rubrics.loader import load


def test_each_phase_of_each_loop_has_three_hints_for_each_problem():
    library = load()
    for loop in library.loops.values():
        for problem in library.problems_for(loop.id):
            for phase in loop.phases:
                steps = hint_steps(loop, problem, phase.id)
                assert len(set(steps)) == 3, (loop.id, problem.id, phase.id)


def test_a_phase_id_that_two_loops_share_means_what_the_loop_means():
    library = load()
    problem = library.problem("news-feed")
    sizing = hint_steps(library.loop("pm-system-design"), problem, "scale")
    growing = hint_steps(library.loop("em-system-design"), problem, "scale")
    assert sizing != growing
    assert "seconds" in " ".join(sizing)


def test_a_problems_own_hints_come_before_the_loops():
    library = load()
    loop = library.loop("pm-system-design")
    own = hint_steps(library.loop(loop.id), library.problem("chat"), "deep-dive")
    assert own in {ladder.steps for ladder in library.problem("chat").hints}


@pytest.mark.parametrize("phase", ["nowhere", ""])
def test_an_unknown_phase_has_no_hints(phase):
    library = load()
    assert hint_steps(library.loop("pm-system-design"), library.problem("chat"), phase) == ()
