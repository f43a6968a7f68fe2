import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from service.session.window import Window

RATE = 16_000


@settings(max_examples=60)
@given(
    st.lists(st.integers(0, 900), min_size=1, max_size=30),
    st.integers(-100, 20_000),
    st.integers(-100, 20_000),
)
def test_a_window_holds_the_last_samples_by_their_number(sizes, start, end):
    window, said = Window(seconds=0.1), np.zeros(0, np.int16)
    for size in sizes:
        pcm = np.arange(len(said), len(said) + size, dtype=np.int16)
        window.append(pcm)
        said = np.concatenate([said, pcm])
    assert window.end == len(said)
    assert window.start == max(0, len(said) - 1_600)
    assert np.array_equal(window.slice(start, end), said[max(start, window.start) : max(end, 0)])


def test_a_slice_is_a_copy():
    window = Window(seconds=0.1)
    window.append(np.ones(800, np.int16))
    before = window.slice(0, 800)
    window.append(np.zeros(1_600, np.int16))
    assert before.all()
