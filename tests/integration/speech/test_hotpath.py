"""The hot path with a real recogniser: words, batches, noise, and memory."""

import asyncio
import gc
import os
from pathlib import Path

import numpy as np
import pytest

from service.session.completeness import Looks, Wording
from service.session.turn_events import SegmentClosed
from service.session.turns import TurnMachine
from service.session.window import Window
from service.speech.agreement import Agreement
from service.speech.audio import to_samples
from service.speech.calibration import calibrate
from service.speech.ports import FRAME_SAMPLES
from service.speech.selftest import word_error_rate
from service.speech.tuning import SHORTEST_FRAMES, TranscriptionSettings
from service.speech.vad import load_silero
from service.speech.whisper import load_whisper
from service.speech.worker import TranscriptionQueue

pytestmark = pytest.mark.whisper
RATE = 16_000
CLIPS = ["queue", "users", "tradeoff", "think", "requests", "done", "queue-kafka", "hint"]


@pytest.fixture(scope="module")
def whisper(whisper_folder):
    return load_whisper(whisper_folder, cores=2)


def test_words_are_no_worse_than_through_the_librarys_own_transcribe(whisper, whisper_folder, hear, clips):
    from faster_whisper import WhisperModel

    library = WhisperModel(str(whisper_folder), device="cpu", compute_type="int8", cpu_threads=1)

    def theirs(name):
        return " ".join(part.text for part in library.transcribe(hear(name), language="en", beam_size=5)[0])

    ours = sum(word_error_rate(clips[name], whisper.recognize(hear(name)).text) for name in CLIPS)
    assert ours <= sum(word_error_rate(clips[name], theirs(name)) for name in CLIPS) + 0.01


def test_a_batch_is_heard_as_each_piece_alone(whisper, hear):
    for partial in (True, False):
        pieces = [whisper.prepare(hear(name), partial=partial) for name in ("queue", "users", "queue-kafka")]
        frames = max(piece.frames for piece in pieces)
        for piece in pieces:
            piece.frames = frames
        together = whisper.recognize_batch(pieces)
        alone = [whisper.recognize_batch([piece]).heard[0].text for piece in pieces]
        assert [heard.text for heard in together.heard] == alone
        assert together.mel_s == 3 * frames / 100


def test_a_recording_longer_than_a_window_is_heard_to_its_end(whisper, hear):
    gap = np.zeros(RATE // 2, np.float32)
    audio = np.concatenate([part for _ in range(8) for part in (hear("queue-kafka"), gap)])
    heard = whisper.recognize(audio)
    assert heard.text.count("kafka") >= 6
    assert heard.words[-1].end_s > 30


def test_work_that_nobody_waits_for_any_more_is_not_done(whisper, hear):
    pieces = [whisper.prepare(hear("queue")) for _ in range(2)]
    pieces[0].wanted = False
    made = whisper.recognize_batch(pieces)
    assert [bool(heard.text) for heard in made.heard] == [False, True]
    assert made.mel_s == pieces[1].frames / 100


def test_the_start_finds_out_what_captions_need_and_what_batches_take(whisper_folder):
    whisper = load_whisper(whisper_folder, cores=2)
    assert whisper.tuning.caption_frames is None
    costs = calibrate(whisper)
    assert whisper.tuning.caption_frames <= whisper.tuning.final_frames == SHORTEST_FRAMES
    assert {(final, number) for final, _, number in costs.table()} >= {(True, 1), (False, 1), (True, 2)}


def test_captions_and_finals_encode_little_more_than_what_is_said(whisper, hear):
    """Each at most three seconds of mel per second of speech, padding included."""
    whisper.tune(caption_frames=300)
    names = ["queue", "users", "requests", "queue-kafka", "cache", "database"]
    spoken = sum(len(hear(name)) for name in names) / RATE
    finals = sum(whisper.recognize_batch([whisper.prepare(hear(name))]).mel_s for name in names)
    assert finals / spoken <= 3
    captions = sum(captioned(whisper, hear(name)) for name in names)
    assert captions / spoken <= 3


def captioned(whisper, audio):
    """Seconds of mel encoded for the captions of a segment, as a session has them made."""
    queue = TranscriptionQueue(whisper, tuning=whisper.tuning)
    agreement, last, mel_s = Agreement(), 0, 0.0
    for end in range(0, len(audio), FRAME_SAMPLES):
        if (end - last) / RATE >= queue.caption_interval((end - agreement.start) / RATE):
            last, start = end, agreement.start
            made = whisper.recognize_batch([whisper.prepare(audio[start:end], partial=True)])
            agreement.take(made.heard[0], start, end)
            mel_s += made.mel_s
    return mel_s


MINUTES = int(os.environ.get("VIVA_TEST_NOISE_MINUTES", "6"))
"""Of noise: each kind once. All kinds at all levels take 18."""


# ---- noise -------------------------------------------------------------------------------------------------


def sounds(minute):
    """A minute without speech: hiss, rumble, mains hum, chords, clicks or nothing, at several levels."""
    rng = np.random.default_rng(minute)
    time = np.arange(60 * RATE) / RATE
    level = (0.002, 0.01, 0.05)[minute // 6 % 3]
    hiss = rng.normal(0, 1, len(time))
    match minute % 6:
        case 0:
            wave = hiss
        case 1:
            wave = np.convolve(hiss, np.ones(64) / 8, "same")
        case 2:
            wave = sum(np.sin(2 * np.pi * 50 * harmonic * time) / harmonic for harmonic in (1, 2, 3, 5))
        case 3:
            notes = rng.choice([220, 262, 330, 392, 440, 523], (120, 3))
            chords = np.repeat(notes, RATE // 2, axis=0)[: len(time)]
            wave = np.sin(2 * np.pi * np.cumsum(chords, axis=0) / RATE).sum(axis=1)
        case 4:
            wave = (rng.random(len(time)) < 1e-4) * 20.0
        case _:
            wave = np.zeros(len(time))
    return np.clip(wave * level * 32_768, -32_768, 32_767).astype(np.int16)


def test_noise_and_music_yield_no_words(whisper):
    detector = load_silero()()
    machine = TurnMachine(lambda _: Wording(Looks.COMPLETE, 0, back_channel=False))
    window, words = Window(), []
    for minute in range(MINUTES):
        pcm = sounds(minute)
        for at in range(0, len(pcm) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
            frame = pcm[at : at + FRAME_SAMPLES]
            window.append(frame)
            for event in machine.frame(detector.probabilities([frame])[0]):
                if isinstance(event, SegmentClosed):
                    audio = to_samples(window.slice(event.start, event.end))
                    words += whisper.recognize(audio).text.split()
    assert words == []


# ---- memory ------------------------------------------------------------------------------------------------


def resident_bytes():
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs /proc")
async def test_memory_stays_flat_over_many_sessions(whisper_folder, hear):
    """Sessions that caption, finish and go, some in the middle of their work."""
    short = TranscriptionSettings(final_frames=200, caption_frames=200)
    whisper = load_whisper(whisper_folder, cores=2, asked=short)
    queue = TranscriptionQueue(whisper, tuning=whisper.tuning)
    audio = hear("done")

    async def session(number):
        name = f"session-{number}"
        await asyncio.gather(
            queue.partial(name, audio[:RATE]), queue.final(name, audio), return_exceptions=True
        )
        left = asyncio.create_task(queue.final(name, audio))
        await asyncio.sleep(0)
        queue.forget(name)
        await asyncio.gather(left, return_exceptions=True)

    for number in range(40):
        await session(number)
    before = resident_bytes()
    for number in range(40, 200):
        await session(number)
    after = resident_bytes()
    load = queue.load()
    await asyncio.to_thread(queue.close)
    assert after < before * 1.05
    assert load.waiting_finals == load.waiting_partials == 0
