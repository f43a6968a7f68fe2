from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from rubrics.loader import load
from service.speech.audio import join, level_dbfs
from service.speech.espeak import load_espeak
from service.speech.selftest import try_synthesizer

QUESTION = "Why that Kafka queue? What fails without it?"


def say(text, voice="en-gb+f2"):
    return join(list(load_espeak().synthesize(text, voice)))


def test_a_question_is_spoken_at_a_calm_pace():
    audio = say(QUESTION)
    assert 2.5 < len(audio) / load_espeak().sample_rate < 4.5
    assert -30 < level_dbfs(audio) < -10
    assert np.abs(audio.astype(int)).max() < 32_767


def test_voices_differ_and_an_unknown_one_is_the_default():
    assert not np.array_equal(say(QUESTION, "en-gb+f2")[:9_000], say(QUESTION, "en-us+m3")[:9_000])
    assert 2.5 < len(say(QUESTION, "no-such-voice")) / load_espeak().sample_rate < 4.5


def test_every_persona_has_a_voice_that_espeak_knows():
    personas = load().personas.values()
    voices = {persona.voices["espeak-ng"] for persona in personas}
    assert voices
    for voice in voices:
        library = load_espeak()
        library._choose("en-us+m1")
        before = len(say("hello there", "en-us+m1"))
        assert before > 0
        assert level_dbfs(say("hello there", voice)) > -35


@pytest.mark.parametrize(
    "text", ["Ça va? 50 % of 1,000 — that's 500.", "<speak>no markup</speak>", "a\0b", "😀 fine"]
)
def test_any_text_is_spoken(text):
    assert len(say(text)) > 1_000


def test_text_without_words_is_no_failure():
    assert level_dbfs(say("")) < -60 or len(say("")) == 0


def test_threads_take_turns():
    alone = len(say(QUESTION))
    with ThreadPoolExecutor(8) as threads:
        lengths = list(threads.map(lambda _: len(say(QUESTION)), range(40)))
    assert max(lengths) - min(lengths) < alone * 0.05


def test_the_library_is_loaded_once():
    assert load_espeak() is load_espeak()


def test_the_self_test_passes():
    verdict = try_synthesizer(load_espeak(), "en-gb+f2")
    assert verdict.passed, verdict.message
