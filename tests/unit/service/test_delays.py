"""Delays: what the event log says of the wait before each answer."""

from __future__ import annotations

import pytest

from service.delays import delays, spread
from service.events import CandidateTurn, Heard, InterviewerTurn
from service.resources import Spread

SPANS = {
    "decide": 10.0,
    "first_token": 0.0,
    "first_sentence": 5.0,
    "synthesis": 60.0,
    "send": 1.0,
    "playout": 40.0,
}


def asked(turn="t2", *, typed=False):
    hearing = {"final": 0.0} if typed else {"endpoint_wait": 600.0, "final": 2.0}
    return CandidateTurn(
        at_s=5, turn=turn, phase="scope", start_s=1, text="A queue.", typed=typed, spans_ms=hearing
    )


def answered(turn="t3", spans=SPANS):
    return (
        InterviewerTurn(at_s=5, turn=turn, phase="scope", utterance=1, move={}, why="", text="Why?"),
        Heard(at_s=8, turn=turn, start_s=6, text="Why?", complete=True, spans_ms=spans),
    )


def test_the_delay_is_the_sum_of_both_sides_spans():
    found = delays([asked(), *answered()])
    assert found.turns[0].answers == "t2"
    assert found.turns[0].voice_to_voice_ms == 718
    assert list(found.turns[0].spans_ms) == ["endpoint_wait", "final", *SPANS]
    assert found.voice_to_voice_ms == Spread(p50=718, p95=718)
    assert found.spans_ms["synthesis"] == Spread(p50=60, p95=60)


@pytest.mark.parametrize(
    "events",
    [
        answered("t1"),
        (asked(typed=True), *answered()),
        (asked(), *answered(spans={"decide": 10.0})),
    ],
    ids=["a greeting", "a typed turn", "an answer that was never played"],
)
def test_nobody_is_said_to_have_waited_where_no_voice_followed_a_voice(events):
    found = delays(events)
    assert len(found.turns) == 1
    assert found.turns[0].voice_to_voice_ms is None
    assert found.voice_to_voice_ms is None


def test_an_answer_that_was_not_heard_has_no_delay():
    assert delays([asked(), answered()[0]]).turns == ()


def test_a_spread_names_values_that_were_measured():
    assert spread([5.0, 1.0, 9.0, 3.0]) == Spread(p50=3, p95=9)
    assert spread([]) is None
