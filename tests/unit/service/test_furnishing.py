"""Furnishing: an interviewer is warm before its room opens, and the work is done once."""

from __future__ import annotations

import pytest

from agents.setup import Setup
from rubrics.loader import load
from service.furnishing import Furnishing


@pytest.fixture
def warmed(monkeypatch):
    """Problems of the interviewers that were warmed up."""
    found = []
    monkeypatch.setattr(
        "service.furnishing.warm_up", lambda interviewer: found.append(interviewer.setup.problem.id)
    )
    return found


@pytest.fixture
def furnishing():
    return Furnishing(*[None] * 7)


def test_what_one_interviewer_was_warmed_up_for_serves_the_next_ones(furnishing, warmed):
    library = load()
    setups = [
        Setup.choose(library, "pm-system-design", problem=problem, seed=seed)
        for seed, problem in enumerate(["chat", "chat", "news-feed", "chat"])
    ]
    made = [furnishing._interviewer(setup, None) for setup in setups]
    assert warmed == ["chat", "news-feed"]
    assert [each.setup for each in made] == setups
