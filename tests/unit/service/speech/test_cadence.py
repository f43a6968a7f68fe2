from math import inf

import pytest

from service.speech.cadence import OFTEN_S, SELDOM_S, Cadence

CHEAP_S = 0.02


def test_a_lone_speaker_gets_captions_as_often_as_words_come():
    cadence = Cadence(replicas=2, work=inf)
    cadence.caption_of("a", 0.0)
    assert cadence.interval_s(300, CHEAP_S, 0.0) == OFTEN_S


@pytest.mark.parametrize("frames", [300, 600, 1200])
def test_what_captions_encode_stays_within_the_allowed_work(frames):
    interval = Cadence(replicas=2, work=3.0).interval_s(frames, CHEAP_S, 0.0)
    assert frames / 100 / interval <= 3.0 + 1e-9


def test_captions_of_many_speakers_come_more_seldom():
    cadence = Cadence(replicas=1, work=inf)
    alone = cadence.interval_s(300, 0.1, 0.0)
    for speaker in range(20):
        cadence.caption_of(str(speaker), 0.0)
    assert cadence.interval_s(300, 0.1, 0.0) > 3 * alone


def test_captions_give_way_to_finals_and_come_back():
    cadence = Cadence(replicas=1, work=inf)
    for speaker in range(4):
        cadence.caption_of(str(speaker), 0.0)
    idle = cadence.interval_s(300, 0.1, 0.0)
    for second in range(10):
        cadence.finals_took(0.6, float(second))
    for speaker in range(4):
        cadence.caption_of(str(speaker), 9.0)
    assert cadence.interval_s(300, 0.1, 9.0) > 2 * idle
    for speaker in range(4):
        cadence.caption_of(str(speaker), 60.0)
    assert cadence.interval_s(300, 0.1, 60.0) == pytest.approx(idle, rel=0.05)


def test_speakers_who_have_stopped_no_longer_count():
    cadence = Cadence(replicas=1, work=inf)
    for speaker in range(50):
        cadence.caption_of(str(speaker), 0.0)
    assert cadence.interval_s(300, 0.1, 60.0) == OFTEN_S


def test_even_under_the_heaviest_load_a_caption_comes_now_and_then():
    cadence = Cadence(replicas=1, work=3.0)
    for speaker in range(1_000):
        cadence.caption_of(str(speaker), 0.0)
    cadence.finals_took(100.0, 0.0)
    assert cadence.interval_s(300, 1.0, 0.0) == SELDOM_S


def speaking(cadence, speakers, now):
    for speaker in range(speakers):
        cadence.caption_of(str(speaker), now)


def test_captions_give_way_to_whatever_else_the_process_does():
    cadence = Cadence(replicas=2, work=inf, threads=1)
    speaking(cadence, 8, 0.0)
    cadence.process_took(100.0, 0.0)  # all before the first look is long ago
    idle = cadence.interval_s(300, 0.05, 0.0)
    for second in range(1, 20):
        cadence.process_took(100.0 + second, float(second))
    speaking(cadence, 8, 19.0)
    assert cadence.interval_s(300, 0.05, 19.0) > 2 * idle


def test_captions_do_not_give_way_to_themselves():
    cadence = Cadence(replicas=2, work=inf, threads=1)
    speaking(cadence, 8, 19.0)
    idle = cadence.interval_s(300, 0.05, 19.0)
    for second in range(20):
        cadence.captions_took(1.0, float(second))
        cadence.process_took(float(second), float(second))
    assert cadence.interval_s(300, 0.05, 19.0) == idle


def test_an_engine_that_is_not_on_the_cpu_is_not_held_up_by_it():
    cadence = Cadence(replicas=1, work=inf)
    speaking(cadence, 8, 19.0)
    idle = cadence.interval_s(300, 0.05, 19.0)
    for second in range(20):
        cadence.process_took(2.0 * second, float(second))
    assert cadence.interval_s(300, 0.05, 19.0) == idle


def test_time_that_the_process_had_long_ago_does_not_count():
    cadence = Cadence(replicas=2, work=inf, threads=1)
    cadence.process_took(0.0, 0.0)
    cadence.process_took(100.0, 1_000.0)
    speaking(cadence, 8, 1_000.0)
    fresh = Cadence(replicas=2, work=inf, threads=1)
    speaking(fresh, 8, 1_000.0)
    assert cadence.interval_s(300, 0.05, 1_000.0) == pytest.approx(
        fresh.interval_s(300, 0.05, 1_000.0), rel=0.1
    )
