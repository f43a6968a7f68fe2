"""Clips: what is known of a recording, and where it may be cut."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile

from service.bench.clips import Clip, clips, cut_of, in_turns, spread_over, trimmed
from service.errors import FileRefused

RATE = 16_000


def spoken(text: str = "one two three", silence_s: float = 0.5, voice_s: float = 1.2, **known) -> Clip:
    quiet = np.zeros(round(silence_s * RATE), np.int16)
    return Clip(
        "c", text, np.concatenate([quiet, np.full(round(voice_s * RATE), 5_000, np.int16), quiet]), **known
    )


def test_the_voice_is_found_between_the_silences():
    clip = spoken()
    assert clip.voiced == (RATE // 2, RATE // 2 + round(1.2 * RATE))
    assert clip.speech_s == pytest.approx(1.2)


def test_words_share_the_voice_by_their_letters():
    ends = spoken("a bb cccc", voice_s=1.0).word_ends()
    assert ends == [RATE // 2 + round(RATE * share) for share in (2 / 10, 5 / 10, 1)]


def test_a_trimmed_clip_has_half_a_second_between_its_voice_and_the_next():
    clip = trimmed(spoken(silence_s=2.0, open_after=1, open_at=round(2.5 * RATE)))
    start, end = clip.voiced
    assert start + len(clip.pcm) - end == RATE // 2
    assert clip.open_at - start == RATE // 2
    short = trimmed(spoken(silence_s=0.05))
    assert len(short.pcm) - short.voiced[1] == round(0.3 * RATE)


def test_without_a_known_place_the_pause_is_put_where_it_is_quietest():
    clip = spoken("aaa bbb", voice_s=1.0, open_after=1)
    gap = slice(round(1.02 * RATE), round(1.07 * RATE))
    clip.pcm[gap] = 0
    assert gap.start <= cut_of(clip) <= gap.stop


def test_a_few_of_many_are_spread_over_all():
    assert spread_over(list(range(10)), 3) == [0, 3, 6]
    assert spread_over([1, 2], 5) == [1, 2]


def test_turns_of_several_sentences_are_filled_from_the_first_again():
    one, two, three = (spoken(text) for text in ("one", "two", "three"))
    turns = in_turns([one, two, three], 2)
    assert [turn.text for turn in turns] == ["one two", "three one"]
    assert in_turns([one], 1) == [one]


def test_a_file_has_its_words_beside_it_and_an_ellipsis_says_where_one_may_think(tmp_path):
    soundfile.write(tmp_path / "answer.wav", np.full(24_000, 0.2), 8_000)
    (tmp_path / "answer.txt").write_text("I would use a cache because ... reads outnumber writes.\n")
    (clip,) = clips([tmp_path / "answer.wav"])
    assert clip.text == "I would use a cache because reads outnumber writes."
    assert clip.open_after == 6
    assert clip.seconds == pytest.approx(3.0, abs=0.01)


@pytest.mark.parametrize(
    ("sound", "words", "told"),
    [
        (True, None, "Expected the words"),
        (True, " ", "is empty"),
        (False, "some words", "no sound that can be read"),
    ],
)
def test_what_is_missing_is_told(tmp_path, sound, words, told):
    path = tmp_path / "answer.wav"
    if sound:
        soundfile.write(path, np.zeros(1_600), 16_000)
    if words is not None:
        path.with_suffix(".txt").write_text(words)
    with pytest.raises(FileRefused, match=told):
        clips([path])


def test_the_shipped_clips_say_what_is_in_them():
    shipped = clips()
    assert len(shipped) > 20
    for clip in shipped:
        start, end = clip.voiced
        assert 0 < start < end <= len(clip.pcm)
        assert not clip.open_after or start < clip.open_at < end
