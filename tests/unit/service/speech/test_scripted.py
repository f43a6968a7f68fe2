import numpy as np
import pytest

from service.speech.audio import join, level_dbfs, silence
from service.speech.scripted import ScriptedDetectorFactory, ScriptedRecognizer, ScriptedSynthesizer

SECOND = np.zeros(16_000, np.float32)


def test_texts_are_heard_in_order_and_then_nothing():
    recognizer = ScriptedRecognizer(["one two", "three"])
    assert [recognizer.recognize(SECOND).text for _ in range(3)] == ["one two", "three", ""]


def test_a_partial_hears_the_next_text_without_using_it_up():
    recognizer = ScriptedRecognizer(["one"])
    assert recognizer.recognize(SECOND, partial=True).text == "one"
    assert recognizer.recognize(SECOND).text == "one"


def test_words_share_the_time_of_the_audio():
    words = ScriptedRecognizer(["one two"]).recognize(SECOND).words
    assert [(word.start_s, word.end_s) for word in words] == [(0.0, 0.5), (0.5, 1.0)]


def test_a_function_may_decide_what_is_heard():
    recognizer = ScriptedRecognizer(lambda audio: f"{len(audio)} samples")
    assert recognizer.recognize(SECOND, prompt="hello").text == "16000 samples"
    assert recognizer.prompts == ["hello"]


def test_speech_lasts_as_long_as_its_words():
    synthesizer = ScriptedSynthesizer(words_per_second=2.0)
    assert len(join(list(synthesizer.synthesize("one two three four", "anna")))) == 2 * 16_000
    assert synthesizer.spoken == [("one two three four", "anna")]


def test_a_silent_synthesizer_is_silent():
    assert level_dbfs(join(list(ScriptedSynthesizer(silent=True).synthesize("a b", "v")))) < -90


@pytest.mark.parametrize(("frame", "expected"), [(silence(0.032), 0.0), (np.full(512, 3_000, np.int16), 1.0)])
def test_loudness_counts_as_speech(frame, expected):
    assert ScriptedDetectorFactory()().probabilities([frame]) == [expected]
