"""What is considered in a turn does not grow with the interview. Counted in calls, not in time."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

import yaml

from agents.interviewer import Began, Interviewer, Spoke
from agents.model import Turn
from agents.setup import Setup
from rubrics.loader import load

SENTENCES = Path(__file__).parents[3] / "fixtures" / "turn-ends.yaml"
TURNS = 150
PROBED = (*range(5, 30, 5), *range(TURNS - 25, TURNS + 1, 5))
ASKED = "I would put a queue between the upload service and the worker for reason {}."


def calls(work):
    count = 0

    def step(frame, event, arg):
        nonlocal count
        count += event == "call"

    sys.setprofile(step)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_the_hundred_and_fiftieth_turn_is_considered_like_the_fifth():
    interviewer = Interviewer(Setup.choose(load(), "pm-system-design", seed=1))
    interviewer.commit(interviewer.consider(Began(), 0.0))
    said = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))["finished"]
    found = {}
    for number in range(1, TURNS + 1):
        probed = number in PROBED
        text = ASKED.format(number) if probed else f"{said[number % len(said)]}, that makes {number} of them."
        turn = Turn(
            id=f"t{2 * number}",
            speaker="candidate",
            phase=interviewer.state.clock.phase,
            start_s=17.0 * number,
            end_s=17.0 * number + 5,
            text=text,
        )
        now = 17.0 * number + 6
        reply = interviewer.consider(Spoke(turn), now)
        if probed:  # the second time words are known, and what is left is what the interview's past costs
            found[number] = calls(lambda turn=turn, now=now: interviewer.consider(Spoke(turn), now))
        interviewer.commit(reply)
    assert not interviewer.ended
    early, late = (
        median(each for number, each in found.items() if (number > TURNS / 2) == second)
        for second in (False, True)
    )
    assert late < 3 * early, found
