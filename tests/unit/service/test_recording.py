import asyncio
import os

import numpy as np
import pytest
import soundfile

from service.recording import Recordings
from service.speech.errors import BadAudio, RecordingDamaged

FRAME = 320
"""20 ms."""


def tone(hz, seconds, rate=16_000, level=8_000):
    return (level * np.sin(2 * np.pi * hz * np.arange(round(seconds * rate)) / rate)).astype("<i2")


def frames(pcm):
    return [pcm[at : at + FRAME].tobytes() for at in range(0, len(pcm), FRAME)]


async def speak(recording, pcm, at_s, first=0):
    for number, frame in enumerate(frames(pcm)):
        recording.add_candidate(first + number, frame, at_s + number * 0.02)
    await recording.flush()


@pytest.fixture
def recordings(tmp_path):
    return Recordings(tmp_path / "recordings")


async def test_what_was_stored_is_read_back_at_its_time(recordings):
    recording = await recordings.open("i1")
    said = tone(440, 1.0)
    await speak(recording, said, 2.0)
    heard = await recording.candidate(1.5, 3.5)
    assert np.array_equal(heard[8_000 : 8_000 + 16_000], said)
    assert not heard[:8_000].any()
    assert not heard[24_000:].any()
    await recording.close()


async def test_the_last_sequence_outlives_the_process(recordings):
    recording = await recordings.open("i1")
    assert recording.last_sequence is None
    await speak(recording, tone(440, 0.2), 0.0, first=7)
    again = await recordings.open("i1")  # the first was never closed, as when a process is killed
    assert again.last_sequence == 16
    await again.close()
    await recording.close()


async def test_frames_sent_twice_are_stored_once(recordings):
    recording = await recordings.open("i1")
    said = tone(440, 0.4)
    await speak(recording, said, 0.0)
    await speak(recording, tone(900, 0.2), 5.0, first=5)
    assert recording.last_sequence == 19
    assert np.array_equal(await recording.candidate(0, 0.4), said)
    assert not (await recording.candidate(5.0, 6.0)).any()
    await recording.close()


async def test_a_gap_in_numbers_and_time_is_silence(recordings):
    recording = await recordings.open("i1")
    await speak(recording, tone(440, 0.2), 0.0, first=0)
    await speak(recording, tone(440, 0.2), 3.0, first=100)
    heard = await recording.candidate(0, 3.2)
    assert heard[:3_200].any()
    assert not heard[3_200:48_000].any()
    assert heard[48_000:].any()
    await recording.close()


async def test_a_burst_after_a_stall_is_laid_out_in_a_row(recordings):
    recording = await recordings.open("i1")
    said = tone(440, 1.0)
    for number, frame in enumerate(frames(said)):
        recording.add_candidate(number, frame, 1.0)
    assert np.array_equal(await recording.candidate(1.0, 2.0), said)
    await recording.close()


async def test_jitter_of_the_network_leaves_no_holes(recordings):
    recording = await recordings.open("i1")
    said = tone(440, 1.0)
    for number, frame in enumerate(frames(said)):
        recording.add_candidate(number, frame, number * 0.02 + (0.09 if number % 3 else 0))
    assert np.array_equal(await recording.candidate(0.0, 1.0), said)
    await recording.close()


@pytest.mark.parametrize(
    ("pcm", "at_s"), [(b"\0", 0.0), (b"\0\0", -1.0), (b"\0\0", 1e9), (b"\0\0", float("nan"))]
)
async def test_what_cannot_be_audio_of_an_interview_is_refused(recordings, pcm, at_s):
    recording = await recordings.open("i1")
    with pytest.raises(BadAudio):
        recording.add_candidate(0, pcm, at_s)
    assert recording.last_sequence is None
    await recording.close()


async def test_what_is_added_while_something_is_stored_is_stored_next(recordings):
    recording = await recordings.open("i1")
    said = frames(tone(440, 1.0))
    storing = []
    for number, frame in enumerate(said):
        recording.add_candidate(number, frame, number * 0.02)
        recording.add_interviewer(frame, 22_050, 5.0)
        storing.append(asyncio.create_task(recording.flush()))
        await asyncio.sleep(0)
    await asyncio.gather(*storing)
    assert recording.last_sequence == len(said) - 1
    assert np.array_equal(await recording.candidate(0.0, 1.0), tone(440, 1.0))
    await recording.close()
    assert (await recordings.open("i1")).last_sequence == len(said) - 1


async def test_a_group_is_one_write(recordings, monkeypatch):
    recording = await recordings.open("i1")
    writes = []
    real = os.write
    monkeypatch.setattr(
        "service.recording_file.os.write", lambda file, data: writes.append(len(data)) or real(file, data)
    )
    await speak(recording, tone(440, 0.6), 0.0)
    assert len(writes) == 1
    await recording.flush()
    assert len(writes) == 1, "nothing waited"
    await recording.close()


async def test_what_waits_is_stored_when_the_file_is_let_go(recordings):
    recording = await recordings.open("i1")
    recording.add_candidate(3, tone(440, 0.02).tobytes(), 0.0)
    assert recording.last_sequence is None, "it is not stored yet"
    await recording.close()
    again = await recordings.open("i1")
    assert again.last_sequence == 3
    await again.close()


def strength(samples, hz, rate=48_000):
    """How much of a tone there is in samples."""
    times = np.arange(len(samples)) / rate
    return abs(np.mean(samples * np.exp(-2j * np.pi * hz * times)))


async def export(recordings, interview="i1"):
    path = await recordings.ogg(interview)
    samples, rate = soundfile.read(path)
    return samples, rate


async def test_both_voices_are_exported_in_step_with_the_clock(recordings):
    recording = await recordings.open("i1")
    recording.add_interviewer(tone(600, 1.0, 22_050).tobytes(), 22_050, 0.5)
    await speak(recording, tone(300, 1.0), 2.0)
    await recording.close()
    samples, rate = await export(recordings)
    left, right = samples[:, 0], samples[:, 1]
    assert len(samples) / rate == pytest.approx(3.0, abs=0.05)

    def part(start, end):
        return slice(round(start * rate), round(end * rate))

    assert strength(right[part(0.6, 1.4)], 600, rate) > 0.08
    assert strength(left[part(2.1, 2.9)], 300, rate) > 0.08
    assert strength(right[part(0.6, 1.4)], 600, rate) > 1.5 * strength(left[part(0.6, 1.4)], 600, rate)
    for quiet in (part(0.05, 0.45), part(1.6, 1.9)):
        assert np.abs(samples[quiet]).max() < 0.01


async def test_what_a_barge_in_cut_off_is_not_in_the_export(recordings):
    recording = await recordings.open("i1")
    for number in range(10):
        recording.add_interviewer(tone(600, 0.1, 22_050).tobytes(), 22_050, 0.1 * number)
    recording.cut_interviewer(0.5)
    await speak(recording, np.zeros(16_000, "<i2"), 0.0)
    await recording.close()
    samples, rate = await export(recordings)
    assert strength(samples[: round(0.4 * rate), 1], 600, rate) > 0.05
    assert np.abs(samples[round(0.55 * rate) :]).max() < 0.02


async def test_a_new_utterance_replaces_what_was_to_be_heard_then(recordings):
    recording = await recordings.open("i1")
    recording.add_interviewer(tone(600, 2.0, 16_000).tobytes(), 16_000, 0.0)
    recording.add_interviewer(tone(1_000, 1.0, 16_000).tobytes(), 16_000, 1.0)
    await recording.close()
    samples, rate = await export(recordings)
    after = samples[round(1.1 * rate) : round(1.9 * rate), 1]
    assert strength(after, 1_000, rate) > 0.05
    assert strength(after, 600, rate) < 0.01


async def test_an_export_is_made_once_and_anew_when_there_is_more(recordings):
    recording = await recordings.open("i1")
    await speak(recording, tone(300, 0.2), 0.0)
    first = await recordings.ogg("i1")
    made = first.stat().st_mtime_ns
    assert (await recordings.ogg("i1")).stat().st_mtime_ns == made
    await speak(recording, tone(300, 0.2), 0.2, first=10)
    second = await recordings.ogg("i1")
    assert second != first
    assert not first.exists()
    await recording.close()


async def test_there_is_no_export_of_nothing(recordings):
    assert await recordings.ogg("never") is None
    await (await recordings.open("i1")).close()
    assert await recordings.ogg("i1") is None


async def test_a_removed_recording_is_gone(recordings, tmp_path):
    recording = await recordings.open("i1")
    await speak(recording, tone(300, 0.2), 0.0)
    await recording.close()
    await recordings.remove("i1")
    await recordings.remove("i1")
    assert await recordings.ogg("i1") is None
    assert list((tmp_path / "recordings").iterdir()) == []


@pytest.mark.parametrize("interview", ["../etc", "", "a/b", "x" * 65])
async def test_an_id_that_is_none_reaches_no_file(recordings, interview):
    with pytest.raises(ValueError, match="no interview"):
        await recordings.open(interview)


async def test_a_foreign_file_is_told(recordings, tmp_path):
    path = tmp_path / "recordings" / "i1" / "voices.rec"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not a recording at all")
    with pytest.raises(RecordingDamaged):
        await recordings.ogg("i1")
