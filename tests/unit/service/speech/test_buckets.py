import pytest

from service.speech.buckets import PROMPT_TOKENS, WINDOW_FRAMES, cut_prompt, frames_for, lengths

SIZES = lengths(800, 200)


def test_lengths_rise_from_the_shortest_to_the_whole_window():
    assert SIZES[0] == 800
    assert SIZES[-1] == WINDOW_FRAMES
    assert list(SIZES) == sorted(set(SIZES))


def test_the_window_alone_is_a_choice_too():
    assert lengths(WINDOW_FRAMES, 200) == (WINDOW_FRAMES,)


@pytest.mark.parametrize(
    ("seconds", "frames"), [(0.1, 800), (7.5, 800), (7.6, 1000), (20, 2200), (29.6, 3000), (60, 3000)]
)
def test_audio_gets_the_shortest_length_with_half_a_second_of_silence_after_it(seconds, frames):
    assert frames_for(round(seconds * 16_000), SIZES) == frames


@pytest.mark.parametrize(("tokens", "kept"), [(0, 0), (7, 0), (8, 8), (47, 24), (500, PROMPT_TOKENS[-1])])
def test_a_prompt_keeps_the_end_that_fills_a_bucket(tokens, kept):
    prompt = list(range(tokens))
    assert cut_prompt(prompt) == tuple(prompt[tokens - kept :])
