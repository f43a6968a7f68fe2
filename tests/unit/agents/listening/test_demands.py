"""What a problem demands, and lines of a candidate that do not go with it."""

from __future__ import annotations

import pytest

from agents.ledger import Ledger
from agents.listening.listener import Listener
from agents.model import Turn
from rubrics.loader import load
from rubrics.schema import Demand, Problem


@pytest.fixture(scope="module")
def problem():
    return Problem(
        format="viva-problem/1",
        id="diary",
        title="Diary",
        statement="Design a diary.",
        loops=("pm-system-design",),
        source="house",
        demands=(
            Demand(
                id="pages-stay",
                holds="deletion/kept",
                of=("(page|pages)",),
                target="pages that stay",
                ask=("Pages stay for ever. How does that fit?",),
            ),
            Demand(
                id="one-reader",
                clues=(("(page|pages)", "(friend|friends)", "(read|reads)"),),
                unless=("(invited)",),
                target="the one reader",
                ask=("Only the writer reads it. How does that fit?",),
            ),
        ),
    )


@pytest.fixture
def hear(problem):
    listener = Listener(load().lexicon, problem)

    def hear(*said):
        ledger = Ledger.empty()
        for index, text in enumerate(said):
            turn = Turn(
                id=f"t{index}", speaker="candidate", phase="x", start_s=index, end_s=index + 1, text=text
            )
            ledger = listener.follow(ledger, turn)
        return ledger

    return hear


BROKEN = [
    ("After a year we delete the pages nobody opens.", "pages-stay"),
    ("Old pages are thrown away at night.", "pages-stay"),
    ("Your friends get a link with which they read your pages.", "one-reader"),
]


@pytest.mark.parametrize(("said", "demand"), BROKEN)
def test_a_line_that_goes_against_a_demand_is_heard(hear, said, demand):
    (breach,) = hear(said).breaches
    assert breach.demand == demand
    assert said.startswith(hear(said).breaches and said[breach.span.start : breach.span.end])


KEPT = [
    "We never delete a page.",
    "We don't delete pages, whatever happens.",
    "Should we delete old pages?",
    "If we delete pages, people leave.",
    "The drafts are deleted after a year.",
    "Friends who are invited read the pages.",
    "A friend cannot read the pages.",
    "Pages are read by the writer.",
    "Instead of deleting pages we pack them.",
]


@pytest.mark.parametrize("said", KEPT)
def test_a_line_that_keeps_to_it_or_claims_nothing_is_let_be(hear, said):
    assert hear(said).breaches == ()


def test_a_demand_is_broken_once(hear):
    ledger = hear("We delete old pages.", "And we delete the pages of guests.")
    assert [breach.span.turn for breach in ledger.breaches] == ["t0"]


def test_what_goes_against_own_words_too_is_asked_about_as_that(hear):
    ledger = hear("A page is kept for ever.", "After a year we delete the pages.")
    assert [clash.later.turn for clash in ledger.contradictions] == ["t1"]
    assert ledger.breaches == ()


def test_who_tells_the_price_has_seen_what_it_goes_against(hear):
    assert hear("Friends can read the pages, the price is that people write less.").breaches == ()


def test_a_change_of_mind_breaks_nothing(hear):
    assert hear("Let me change that, we delete the pages after a year.").breaches == ()
