from __future__ import annotations

import pytest

from agents.candidate import Candidate
from agents.grade import Said, grade
from agents.model import Transcript, Turn
from agents.moves import Challenge, ProbeReason, ProbeTradeoff, Recap
from agents.setup import Setup


def graded(library, *texts, plants=(), justified=(), moves=None):
    """A transcript of alternating turns, candidate first, and its grade."""
    turns = tuple(
        Turn(
            id=f"t{index}",
            speaker="candidate" if index % 2 == 0 else "interviewer",
            phase="scope",
            start_s=index,
            end_s=index + 1,
            text=text,
        )
        for index, text in enumerate(texts)
    )
    asked = moves or [ProbeReason(target="Kafka queue", gap="reason:queue")] * len(turns)
    said = [
        Said(turn.id, move, "", turn.text)
        for turn, move in zip((turn for turn in turns if turn.speaker == "interviewer"), asked, strict=False)
    ]
    candidate = Candidate.model_validate(
        {
            "format": "viva-candidate/1",
            "name": "x",
            "loop": "pm-system-design",
            "plants": plants,
            "justified": justified,
        }
    )
    transcript = Transcript(loop="pm-system-design", minutes=45, problem="news-feed", level="L5", turns=turns)
    return grade(candidate, Setup.choose(library, "pm-system-design"), transcript, said, {})


PLANT = {"in": "Kafka queue", "kind": "reason", "target": "queue"}


def test_a_plant_asked_about_in_the_next_turn_is_caught(library):
    assert graded(library, "A Kafka queue.", "Why that Kafka queue?", plants=[PLANT]).caught == 1


@pytest.mark.parametrize("name", ["message broker", "Kafka", "queues"])
def test_another_name_for_it_counts(library, name):
    assert graded(library, "A Kafka queue.", f"Why the {name}?", plants=[PLANT]).caught == 1


def test_a_third_turn_is_too_late(library):
    late = graded(
        library, "A Kafka queue.", "Go on?", "So.", "And?", "Well.", "Why that queue?", plants=[PLANT]
    )
    assert late.caught == 0
    assert late.missed == ("reason queue",)


def test_another_kind_of_question_does_not_count(library):
    other = [ProbeTradeoff(target="queue", gap="tradeoff:queue")]
    assert (
        graded(library, "A Kafka queue.", "What does the queue cost?", plants=[PLANT], moves=other).caught
        == 0
    )


def test_asking_why_of_what_was_justified_is_a_fault(library):
    assert graded(library, "A queue.", "Why that queue?", justified=["queue"]).false_probes == 1


def test_asking_what_it_costs_is_none(library):
    moves = [ProbeTradeoff(target="queue", gap="tradeoff:queue")]
    assert (
        graded(library, "A queue.", "What is its price?", justified=["queue"], moves=moves).false_probes == 0
    )


def test_the_same_question_twice_is_a_repeat(library):
    moves = [Recap(), Recap()]
    assert graded(library, "So.", "What is it?", "Hm.", "What is it?", moves=moves).repeats == 1


def test_one_challenge_catches_all_that_it_names(library):
    plants = [PLANT, {"in": "Kafka queue and a CDN", "kind": "reason", "target": "CDN"}]
    moves = [Challenge(target="Kafka queue and CDN", gap="reason:queue")]
    said = graded(library, "A Kafka queue and a CDN.", "Why Kafka queue and CDN?", plants=plants, moves=moves)
    assert said.caught == 2
