"""The rehearsal: the first turn of an interview costs what later ones cost. Counted in calls, not in time."""

import subprocess
import sys
from pathlib import Path

import pytest

from agents.interviewer import Interviewer
from agents.setup import Setup
from rubrics.loader import load
from service.rehearsal import rehearse, warm_up

FRESH = """
import sys
from agents.interviewer import Began, Interviewer, Spoke
from agents.model import Turn
from agents.setup import Setup
from rubrics.loader import load
from service.rehearsal import rehearse, warm_up

SAID = (
    "I assume fifty thousand daily active users, so about two hundred requests per second.",
    "What latency do we need?",
    "I would put a Kafka queue between the upload service and the transcoder.",
    "We expect thirty million photos a month, which is around twelve writes each second.",
    "How many regions do you run?",
    "We could keep a Redis cache beside the search index and the ranking workers.",
)

def calls(work):
    count = 0
    def step(frame, event, arg):
        nonlocal count
        count += event == "call"
    sys.setprofile(step)
    work()
    sys.setprofile(None)
    return count

library = load()
rehearse(library)
interviewer = Interviewer(Setup.choose(library, "pm-system-design", seed=1))
warm_up(interviewer)
interviewer.commit(interviewer.consider(Began(), 0.0))
phase = interviewer.setup.loop.phases[0].id
for at, text in enumerate(SAID):
    turn = Turn(id=f"t{at}", speaker="candidate", phase=phase, start_s=at, end_s=at, text=text)
    print(calls(lambda: interviewer.consider(Spoke(turn), 9.0)))
"""


def test_after_a_rehearsal_the_first_turns_cost_what_later_ones_do():
    found = subprocess.run(
        [sys.executable, "-c", FRESH],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    calls = [int(each) for each in found.stdout.split()]
    first, later = sum(calls[:3]), sum(calls[3:])
    assert first < 1.7 * later, f"{calls}: without a rehearsal the first turn alone is ten times the others"


@pytest.fixture(scope="module")
def library():
    return load()


def test_a_warmed_up_interviewer_knows_nothing_of_it(library):
    setup = Setup.choose(library, "em-system-design", seed=7)
    fresh, warm = Interviewer(setup), Interviewer(setup)
    warm_up(warm)
    assert warm.state == fresh.state


def test_every_loop_can_be_rehearsed(library):
    rehearse(library)
    for loop in library.loops:
        warm_up(Interviewer(Setup.choose(library, loop)))
