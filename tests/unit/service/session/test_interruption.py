"""What a voice over the interviewer's is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.session.completeness import Looks, Wording
from service.session.interruption import Overlap, Verdict, verdict
from service.session.turn_settings import TurnSettings

SETTINGS = TurnSettings()
MS = 16


def judged(voiced=0, words=0, unknown=0, *, back_channel=False, echo=False, learning=False):
    wording = Wording(Looks.COMPLETE, words, back_channel)
    return verdict(Overlap(voiced * MS, unknown * MS, wording, echo, learning), SETTINGS)


@pytest.mark.parametrize(
    ("heard", "found"),
    [
        ({"voiced": 290}, Verdict.NOTHING),
        ({"voiced": 300}, Verdict.HOLD),
        ({"voiced": 600}, Verdict.STOP),
        ({"voiced": 100, "words": 2}, Verdict.STOP),
        ({"voiced": 100, "words": 1}, Verdict.NOTHING),
        ({"voiced": 700, "words": 1, "back_channel": True}, Verdict.HOLD),
        ({"voiced": 1_400, "words": 1, "back_channel": True, "unknown": 600}, Verdict.STOP),
        ({"voiced": 900, "words": 5, "echo": True}, Verdict.NOTHING),
        ({"voiced": 900, "words": 5, "echo": True, "unknown": 1_400}, Verdict.NOTHING),
        ({"voiced": 2_900, "words": 5, "echo": True, "unknown": 1_500}, Verdict.STOP),
        ({"voiced": 5_000, "learning": True}, Verdict.NOTHING),
        ({"voiced": 700, "words": 1, "learning": True}, Verdict.STOP),
        ({"voiced": 200, "words": 2, "learning": True}, Verdict.STOP),
        ({"voiced": 700, "words": 4, "echo": True, "learning": True}, Verdict.NOTHING),
    ],
)
def test_the_table_holds(heard, found):
    assert judged(**heard) is found


flags = st.fixed_dictionaries(
    {"back_channel": st.booleans(), "echo": st.booleans(), "learning": st.booleans()}
)


@settings(deadline=None)
@given(st.integers(0, 3_000), st.integers(0, 5), st.integers(0, 2_000), flags)
def test_more_voice_is_never_less_of_an_interruption(voiced, words, unknown, heard):
    shorter = judged(voiced, words, unknown, **heard)
    assert judged(voiced + 100, words, unknown, **heard) >= shorter


@settings(deadline=None)
@given(st.integers(0, 3_000), st.integers(0, 5), st.integers(0, 2_000), st.booleans())
def test_nothing_is_more_of_an_interruption_for_coming_while_echo_cancellation_learns(
    voiced, words, unknown, echo
):
    settled = judged(voiced, words, unknown, echo=echo)
    assert judged(voiced, words, unknown, echo=echo, learning=True) <= settled
