"""What is read from the event log."""

from __future__ import annotations

import pytest

from service import derive
from service.events import CandidateTurn, Created, Heard, InterviewerTurn, Retaken

CREATED = Created(
    at_s=0, loop="tiny", minutes=10, level="L5", problem="lake", persona="ada", style="warm", seed=1
)


def asks(turn: str, text: str) -> InterviewerTurn:
    return InterviewerTurn(
        at_s=1, turn=turn, phase="first", utterance=0, move={"kind": "Open"}, why="w", text=text
    )


def test_the_transcript_is_what_was_said_and_what_was_heard(finished_events):
    transcript = derive.transcript([CREATED, *finished_events])
    assert [(turn.id, turn.speaker, turn.phase, turn.text) for turn in transcript.turns] == [
        ("t1", "interviewer", "first", "Hello. Begin."),
        ("t2", "candidate", "first", "I would use water."),
        ("t4", "candidate", "second", "Because."),
    ]
    assert (transcript.turns[0].start_s, transcript.turns[0].end_s) == (0.5, 2)
    assert (transcript.turns[1].start_s, transcript.turns[1].end_s) == (3, 6)
    assert (transcript.loop, transcript.minutes, transcript.problem, transcript.level) == (
        "tiny",
        10,
        "lake",
        "L5",
    )


def test_a_sentence_cut_off_ends_where_it_was_cut():
    heard = Heard(at_s=2, turn="t1", start_s=1, text="Why that", complete=False)
    transcript = derive.transcript([CREATED, asks("t1", "Why that queue?"), heard])
    assert transcript.turns[0].text == "Why that"


@pytest.mark.parametrize("heard", [(), (Heard(at_s=2, turn="t1", start_s=1, text="", complete=False),)])
def test_what_was_not_heard_was_not_said(heard):
    assert derive.transcript([CREATED, asks("t1", "Why?"), *heard]).turns == ()


def test_turns_are_in_order_and_only_the_candidate_talks_over_the_other():
    greeting = Heard(at_s=9, turn="t1", start_s=1, text="Hello", complete=False)
    late = CandidateTurn(at_s=21.58, turn="t2", phase="first", start_s=8.5, text="A queue.")
    early = Heard(at_s=25, turn="t3", start_s=21.33, text="Why?", complete=True)
    backwards = CandidateTurn(at_s=20, turn="t4", phase="first", start_s=19, text="Bursts.")
    events = [CREATED, asks("t1", "Hello there."), greeting, late, asks("t3", "Why?"), early, backwards]
    turns = derive.transcript(events).turns
    assert [(turn.start_s, turn.end_s) for turn in turns] == [
        (1, 9),
        (8.5, 21.58),
        (21.58, 25),
        (21.58, 21.58),
    ]


def test_a_retake_changes_neither_transcript_nor_time():
    said = CandidateTurn(at_s=3, turn="t2", phase="first", start_s=1, text="One.")
    again = Retaken(at_s=50, retake="r", turn="t2", text="Two.")
    events = [CREATED, said, again]
    assert derive.transcript(events).turns[0].text == "One."
    assert derive.elapsed(events) == 3
    assert derive.retakes(events) == (again,)


def test_follow_ups_are_the_questions_about_a_gap_and_keep_why(finished_events):
    found = derive.follow_ups(finished_events)
    assert [(each.turn, each.move, each.target, each.why) for each in found] == [
        ("t3", "ProbeReason", "water", "No reason.")
    ]


def test_a_probe_that_another_move_carries_is_a_follow_up_too():
    move = {"kind": "Transition", "to": "second", "probe": {"kind": "ProbeNumber", "target": "litres"}}
    event = asks("t1", "Let us move on.").model_copy(update={"move": move})
    assert [(each.move, each.target) for each in derive.follow_ups([event])] == [("ProbeNumber", "litres")]


def test_a_move_of_another_version_is_passed_over():
    event = asks("t1", "Sing.").model_copy(update={"move": {"kind": "Sing"}})
    assert derive.follow_ups([event]) == ()


def test_an_interview_is_over_when_its_log_says_so(finished_events):
    assert derive.finished(finished_events)
    assert not derive.finished(finished_events[:-1])


def test_a_log_without_its_beginning_is_refused(finished_events):
    with pytest.raises(ValueError, match="created"):
        derive.transcript(finished_events)
