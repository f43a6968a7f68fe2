import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.speech import audio
from service.speech.errors import BadAudio


def tone(hz: float, seconds: float, rate: int) -> np.ndarray:
    return (10_000 * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)).astype(np.int16)


def test_samples_survive_the_wire():
    pcm = np.array([-32_768, -1, 0, 1, 32_767], np.int16)
    assert np.array_equal(audio.pcm_from_bytes(audio.pcm_to_bytes(pcm)), pcm)


def test_half_a_sample_is_refused():
    with pytest.raises(BadAudio, match="even number"):
        audio.pcm_from_bytes(b"abc")


def test_floats_and_integers_convert_without_loss():
    pcm = np.arange(-32_768, 32_768, 17).astype(np.int16)
    assert np.array_equal(audio.to_pcm(audio.to_samples(pcm)), pcm)


def test_what_is_too_loud_is_clipped_not_wrapped():
    assert audio.to_pcm(np.array([2.0, -2.0], np.float32)).tolist() == [32_767, -32_768]


def test_level_of_full_scale_silence_and_nothing():
    assert audio.level_dbfs(np.full(100, -32_768, np.int16)) == pytest.approx(0, abs=0.01)
    assert audio.level_dbfs(audio.silence(0.1)) == audio.SILENCE_DBFS
    assert audio.level_dbfs(np.zeros(0, np.int16)) == audio.SILENCE_DBFS


def test_a_wav_file_is_read_as_it_was_written():
    pcm, rate = audio.read_wav(audio.wav_bytes(tone(440, 0.1, 22_050), 22_050))
    assert rate == 22_050
    assert np.array_equal(pcm, tone(440, 0.1, 22_050))


@pytest.mark.parametrize("data", [b"", b"RIFFnonsense", b"\0" * 100])
def test_what_is_no_wav_file_is_refused(data):
    with pytest.raises(BadAudio):
        audio.read_wav(data)


@pytest.mark.parametrize(
    ("rate", "to"), [(22_050, 16_000), (16_000, 22_050), (48_000, 16_000), (44_100, 16_000)]
)
def test_resampling_keeps_a_tone_to_within_60_db(rate, to):
    made = audio.resample(tone(1_000, 0.5, rate), rate, to).astype(float)
    wanted = tone(1_000, 0.5, to).astype(float)
    assert abs(len(made) - len(wanted)) <= 1
    middle = slice(to // 10, -to // 10)
    error = made[: len(wanted)][middle] - wanted[: len(made)][middle]
    assert np.std(error) < np.std(wanted[middle]) / 1_000


def test_resampling_down_removes_what_the_lower_rate_cannot_hold():
    made = audio.resample(tone(10_000, 0.5, 48_000), 48_000, 16_000)
    assert audio.level_dbfs(made[1_000:-1_000]) < -70


@given(st.lists(st.integers(0, 900), max_size=20))
def test_frames_hold_every_sample_once_and_in_order(sizes):
    framer, given_out, counter = audio.Framer(), [], 0
    for size in sizes:
        chunk = np.arange(counter, counter + size).astype(np.int16)
        counter += size
        frames = framer.push(chunk)
        assert all(len(frame) == 512 for frame in frames)
        given_out += frames
    assert framer.waiting == counter % 512
    assert np.array_equal(audio.join(given_out), np.arange(counter - counter % 512).astype(np.int16))


def test_a_cleared_framer_starts_anew():
    framer = audio.Framer()
    framer.push(np.ones(500, np.int16))
    framer.clear()
    assert framer.push(np.zeros(512, np.int16))[0].sum() == 0
