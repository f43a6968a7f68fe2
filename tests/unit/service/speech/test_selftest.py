import numpy as np
import pytest

from service.speech import selftest
from service.speech.errors import EngineFailed
from service.speech.ports import EngineInfo
from service.speech.scripted import (
    ScriptedDetectorFactory,
    ScriptedRecognizer,
    ScriptedSynthesizer,
)


def test_a_recogniser_that_hears_the_clip_passes():
    verdict = selftest.try_recognizer(ScriptedRecognizer(["Let me think about that, for a second."]))
    assert verdict.passed
    assert verdict.engine == "scripted"


def test_a_recogniser_that_hears_nothing_fails_and_the_likely_cause_is_named():
    verdict = selftest.try_recognizer(ScriptedRecognizer([""]))
    assert not verdict.passed
    assert "CTranslate2 and driver" in verdict.message


def test_a_recogniser_that_hears_nonsense_fails():
    verdict = selftest.try_recognizer(ScriptedRecognizer(["!!! lorem ipsum"]))
    assert not verdict.passed
    assert "lorem ipsum" in verdict.message


@pytest.mark.parametrize("error", [EngineFailed("no luck"), ZeroDivisionError("no luck")])
def test_an_engine_that_raises_fails_and_the_doctor_goes_on(error):
    def raising(_):
        raise error

    verdict = selftest.try_recognizer(ScriptedRecognizer(raising))
    assert not verdict.passed
    assert "no luck" in verdict.message


def test_a_synthesizer_that_makes_sound_passes_and_one_that_makes_none_fails():
    assert selftest.try_synthesizer(ScriptedSynthesizer()).passed
    silent = selftest.try_synthesizer(ScriptedSynthesizer(silent=True))
    assert (silent.passed, silent.message) == (False, "made silence")
    assert not selftest.try_synthesizer(ScriptedSynthesizer(words_per_second=100)).passed


class Deaf:
    info = EngineInfo("voice-detector", "deaf", "none")

    def __init__(self, answer):
        self.answer = answer

    def __call__(self):
        return self

    at_once = 1

    def probabilities(self, frames):
        return [self.answer] * len(frames)

    def reset(self):
        pass


def test_a_detector_must_tell_speech_from_silence():
    assert selftest.try_detector(ScriptedDetectorFactory()).passed
    assert not selftest.try_detector(Deaf(0.0)).passed
    assert not selftest.try_detector(Deaf(1.0)).passed


def test_the_clip_is_speech_at_the_right_rate():
    clip = selftest.clip()
    assert clip.dtype == np.int16
    assert 1.5 < len(clip) / 16_000 < 4


@pytest.mark.parametrize(
    ("said", "heard", "rate"),
    [("one two", "One, two!", 0), ("one two", "one", 0.5), ("one", "two three", 2), ("", "", 0)],
)
def test_word_errors_count_over_the_words_said(said, heard, rate):
    assert selftest.word_error_rate(said, heard) == rate
