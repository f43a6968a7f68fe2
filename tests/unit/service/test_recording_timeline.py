import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from service.recording_timeline import JITTER, Placing, Window


def test_frames_follow_each_other_while_they_come_in_time():
    placing = Placing()
    assert [placing.place(at, 320) for at in (0, 320, 700, 600)] == [0, 320, 640, 960]


def test_a_frame_that_comes_late_leaves_a_gap():
    placing = Placing()
    placing.place(0, 320)
    assert placing.place(320 + JITTER + 1, 320) == 320 + JITTER + 1


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(1, 8_000), max_size=40))
def test_the_window_hands_out_what_was_written_in_order(steps):
    window, said = Window(1.0), np.arange(1, 400_000).astype(np.int16)
    taken, written = [], 0
    for step in steps:
        ahead = min(step * 2, 16_000 - (written - window.start))
        window.write(0, written, said[written : written + ahead])
        written += ahead
        taken.append(window.take(min(step, written - window.start)))
    out = np.concatenate(taken) if taken else np.zeros((0, 2), np.int16)
    assert np.array_equal(out[:, 0], said[: len(out)])
    assert not out[:, 1].any()


def test_what_comes_too_late_for_the_window_is_lost_and_nothing_else():
    window = Window(1.0)
    window.take(1_000)
    window.write(1, 900, np.full(200, 5, np.int16))
    assert window.take(200)[:, 1].tolist() == [5] * 100 + [0] * 100


def test_what_lies_beyond_the_window_is_lost_and_nothing_else():
    window = Window(1.0)
    window.write(0, 15_990, np.full(100, 5, np.int16))
    assert window.take(16_000)[:, 0].sum() == 50
    assert not window.take(16_000).any()
