"""A stream and the bench over it, in virtual time: what is measured is what happened."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest

from rubrics.schema import Cue, Lexicon
from service.bench.clips import Clip
from service.bench.transcribe import run
from service.session.completeness import Judge
from service.session.turn_settings import TurnSettings
from service.speech.errors import EngineFailed
from service.speech.load import Load
from service.speech.ports import EngineInfo, Recognition
from service.speech.scripted import ScriptedDetector
from tests.live_room import Voice
from tests.virtual_time import virtual_time

JUDGE = Judge(Lexicon(format="viva-lexicon/1", cues=(Cue(id="trailing", phrases=("because",)),)))
SPEECH_S = 5 * 0.32


class Ears:
    """Hears every word, after a while; counts as a transcription queue does."""

    def __init__(self, voice, final_s=0.05, caption_s=0.02):
        self.info = EngineInfo("recognizer", "scripted", "levels")
        self._voice, self._final_s, self._caption_s = voice, final_s, caption_s
        self._done = Load()
        self.error = None

    async def final(self, session, audio, *, prompt=""):
        await asyncio.sleep(self._final_s)
        if self.error:
            raise self.error
        self._done = self._done.plus(finals=1, final_mel_s=8.0, busy_s=self._final_s)
        return Recognition(self._voice.words(audio))

    async def partial(self, session, audio, *, prompt=""):
        await asyncio.sleep(self._caption_s)
        self._done = self._done.plus(partials=1, partial_mel_s=2.0, busy_s=self._caption_s)
        return Recognition(self._voice.words(audio))

    def forget(self, session):
        pass

    def caption_interval(self, audio_s):
        return 0.5

    def load(self):
        return self._done


@pytest.fixture
def voice():
    return Voice()


def clip(voice, text="put it into a cache"):
    quiet = np.zeros(8_000, np.int16)
    return Clip("c", text, np.concatenate([quiet, voice.sound(text), quiet]))


async def measured(ears, clips, **options):
    loop = asyncio.get_running_loop()
    return await run(clips, ears, ScriptedDetector(), JUDGE, TurnSettings(), clock=loop.time, **options)


@virtual_time
async def test_a_quick_recogniser_is_ready_before_the_turn_ends():
    voice = Voice()
    made = (await measured(Ears(voice), [clip(voice), clip(voice)])).figures()
    assert made["wer"] == 0.0
    assert made["final_ready_before_end"] == 1.0
    assert made["final_delay_ms"]["p95"] < 1
    assert 590 <= made["endpoint_wait_ms"]["p50"] <= 720
    assert made["encoder"]["finals"] == pytest.approx(8 / SPEECH_S, abs=0.1)
    assert made["encoder_s_per_speech_s"] == pytest.approx(sum(made["encoder"].values()))


@virtual_time
async def test_a_slow_one_is_waited_for_from_the_decision_on():
    voice = Voice()
    ears = Ears(voice, final_s=4.0)
    made = (await measured(ears, [clip(voice)])).figures()
    assert made["final_ready_before_end"] == 0.0
    # Words are not known, so the turn ends after 2.5 s of silence; the final was asked for after 0.2 s.
    assert made["final_delay_ms"]["p50"] == pytest.approx(4000 - 2300, abs=60)


@virtual_time
async def test_captions_are_late_by_what_the_recogniser_takes():
    voice = Voice()
    quick, slow = Ears(voice, caption_s=0.02), Ears(voice, caption_s=0.4)
    lags = [
        (await measured(ears, [clip(voice)])).figures()["caption_lag_ms"]["p50"] for ears in (quick, slow)
    ]
    assert 0 < lags[0] < lags[1]


@virtual_time
async def test_twice_the_speed_takes_half_the_time():
    voice, loop = Voice(), asyncio.get_running_loop()
    took = []
    for speed in (1, 2):
        before = loop.time()
        await measured(Ears(voice, 0.0, 0.0), [clip(voice)], speed=speed)
        took.append(loop.time() - before)
    assert took[0] / took[1] == pytest.approx(2.0, rel=0.05)


@virtual_time
async def test_time_to_think_is_not_waited_for():
    voice, loop = Voice(), asyncio.get_running_loop()
    made = await measured(Ears(voice, final_s=30.0), [clip(voice)])
    assert made.turns[0].wait_s <= 3.1
    assert loop.time() < 60


@virtual_time
async def test_failures_are_counted():
    voice = Voice()
    ears = Ears(voice)
    ears.error = EngineFailed("no")
    made = (await measured(ears, [clip(voice)])).figures()
    assert made["failures"] == 1
    assert made["wer"] == 1.0
