"""What is sent when, and what was heard of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.session.playback import Pacer, Playback

RATE = 16_000


def playback(*pieces, whole=True):
    made = Playback()
    for text, samples in pieces:
        made.add(text, samples)
    made.whole = whole
    return made


def test_300_ms_are_sent_at_once_and_then_as_fast_as_they_are_heard():
    pacer = Pacer(RATE)
    sent = 0
    while pacer.wait_s(0) == 0:
        pacer.sent(640, 0)
        sent += 640
    assert 0.3 <= sent / RATE <= 0.35
    wait = pacer.wait_s(0)
    assert pacer.wait_s(wait) == pytest.approx(0, abs=1e-9)


def test_after_a_stall_the_lead_is_whole_again_and_not_more():
    pacer = Pacer(RATE)
    pacer.sent(4_800, 0)
    for _ in range(8):
        assert pacer.wait_s(10) == 0
        pacer.sent(640, 10)
    assert pacer.wait_s(10) > 0


def test_while_paused_the_listener_does_not_move():
    pacer = Pacer(RATE)
    pacer.sent(8_000, 0)
    pacer.pause(0.1)
    assert pacer.paused
    assert pacer.head(5) == 1_600
    pacer.resume(5)
    assert pacer.head(5.1) == pytest.approx(3_200)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 1_600), st.floats(0, 1)), max_size=60))
def test_the_listener_never_hears_what_was_not_sent_and_never_waits_for_more_than_the_lead(steps):
    pacer, now, sent = Pacer(RATE), 0.0, 0
    for samples, pause in steps:
        now += pause
        wait = pacer.wait_s(now)
        assert pacer.head(now) <= sent
        now += wait
        assert (sent - pacer.head(now)) / RATE <= 0.3 + 0.0011
        pacer.sent(samples, now)
        sent += samples


def test_all_words_of_a_sentence_that_was_played_are_heard():
    one = playback(("Why the queue?", 16_000), ("What fails without it?", 16_000))
    one.report(16_000, finished=False)
    assert one.heard() == "Why the queue?"
    assert not one.complete
    one.report(32_000, finished=True)
    assert one.heard() == "Why the queue? What fails without it?"
    assert one.complete


def test_a_sentence_cut_in_the_middle_keeps_about_half_its_words():
    one = playback(("one four five nine zero mine", 10_000))
    one.report(5_000, finished=True)
    assert one.heard() == "one four five"


def test_nothing_is_heard_of_what_was_not_played():
    one = playback(("Why the queue?", 16_000))
    assert one.heard() == ""
    assert playback().heard() == ""


def test_a_sentence_without_sound_counts_as_heard_when_its_turn_has_come():
    one = playback(("Shown first.", 0), ("Spoken.", 1_000), ("Shown last.", 0))
    assert one.heard() == "Shown first."
    one.report(1_000, finished=False)
    assert one.heard() == "Shown first. Spoken. Shown last."


def test_reports_never_go_back_nor_beyond_what_was_sent():
    one = playback(("Why?", 1_000), whole=False)
    one.report(5_000, finished=False)
    one.report(10, finished=False)
    assert one.played == 1_000
    assert not one.complete


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.text("abc ?.,", min_size=1).filter(str.strip), st.integers(0, 9_000))), st.data()
)
def test_more_played_means_more_heard_and_always_the_beginning(pieces, data):
    one = playback(*pieces)
    words = " ".join(text for text, _ in pieces).split()
    before = 0
    for played in sorted(data.draw(st.lists(st.integers(0, one.samples), max_size=6))):
        one.report(played, finished=False)
        heard = one.heard().split()
        assert heard == words[: len(heard)]
        assert len(heard) >= before
        before = len(heard)
