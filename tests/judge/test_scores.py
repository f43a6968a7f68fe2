"""What must hold of the scorer on the sets of `tests/judge`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.judge.bounds import assert_holds
from tests.judge.judge import scored
from tests.judge.material import HERE, SETS, material
from tests.judge.scores import words


@pytest.mark.parametrize("name", SETS)
def test_transcripts_of_a_loop_are_of_equal_length(name: str):
    among = material(name)
    for loop in among.loops:
        counts = [words(said) for said in among.transcripts.values() if said.loop == loop]
        assert max(counts) <= 1.08 * min(counts), (loop, counts)


def test_there_are_sums_enough_to_mean_something():
    own = material("own")
    assert len(own.right) >= 40
    assert len(own.wrong) >= 40


@pytest.mark.parametrize("name", SETS)
def test_scores_keep_their_order_and_sums_are_checked(name: str):
    assert_holds(name, scored(name)[1])


def test_a_report_is_the_same_in_another_process():
    transcript = HERE / "transcripts" / "em-strong.json"
    printed = {
        subprocess.run(
            [sys.executable, "-m", "service", "score", str(transcript), "--json", "--llm", "none"],
            check=True,
            capture_output=True,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
