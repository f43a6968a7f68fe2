import asyncio
import threading

import numpy as np
import pytest

from service.speech.audio import join
from service.speech.errors import EngineFailed
from service.speech.pool import SynthesisPool
from service.speech.ports import EngineInfo
from service.speech.scripted import ScriptedSynthesizer


class Broken:
    info = EngineInfo("synthesizer", "broken", "none")
    sample_rate = 16_000

    def synthesize(self, text, voice):
        yield np.ones(10, np.int16)
        raise RuntimeError("out of breath")


class Slow(ScriptedSynthesizer):
    def __init__(self):
        super().__init__()
        self.begun, self.gate, self.threads = threading.Event(), threading.Event(), set()

    def synthesize(self, text, voice):
        self.threads.add(threading.current_thread().name)
        self.begun.set()
        assert self.gate.wait(10)
        return super().synthesize(text, voice)


@pytest.fixture
def pools():
    made = []

    def make(*args, **options):
        made.append(SynthesisPool(*args, **options))
        return made[-1]

    yield make
    for pool in made:
        pool.close()


async def test_a_phrase_is_made_once_for_each_voice(pools):
    synthesizer = ScriptedSynthesizer()
    pool = pools(synthesizer)
    first = await pool.speak("Okay.", "anna")
    assert await pool.speak("Okay.", "anna") is first
    await pool.speak("Okay.", "ben")
    assert synthesizer.spoken == [("Okay.", "anna"), ("Okay.", "ben")]
    assert (pool.spoken.made, pool.spoken.from_cache) == (2, 1)


async def test_the_phrases_kept_are_bounded_in_bytes_and_the_least_used_goes_first(pools):
    synthesizer = ScriptedSynthesizer(words_per_second=1.0)
    pool = pools(synthesizer, cache_bytes=2 * 32_000)
    for text in ("one", "two", "one", "three", "one", "two"):
        await pool.speak(text, "v")
    assert [text for text, _ in synthesizer.spoken] == ["one", "two", "three", "two"]


async def test_a_phrase_larger_than_the_cache_is_spoken_and_not_kept(pools):
    synthesizer = ScriptedSynthesizer()
    pool = pools(synthesizer, cache_bytes=10)
    await pool.speak("one two", "v")
    await pool.speak("one two", "v")
    assert len(synthesizer.spoken) == 2


async def test_two_who_ask_at_once_share_one_synthesis_and_one_may_leave(pools):
    synthesizer = Slow()
    pool = pools(synthesizer)
    leaver = asyncio.create_task(pool.speak("hello there", "v"))
    stayer = asyncio.create_task(pool.speak("hello there", "v"))
    await asyncio.to_thread(synthesizer.begun.wait, 10)
    leaver.cancel()
    synthesizer.gate.set()
    assert len(join(list(await stayer))) > 0
    assert len(synthesizer.spoken) == 1


async def test_speaking_happens_off_the_event_loop(pools):
    synthesizer = Slow()
    synthesizer.gate.set()
    await pools(synthesizer).speak("hello", "v")
    assert threading.current_thread().name not in synthesizer.threads


async def test_a_failure_is_told_with_the_engines_name(pools):
    pool = pools(Broken())
    with pytest.raises(EngineFailed, match="broken could not speak: out of breath"):
        await pool.speak("hello", "v")
    assert pool.spoken.failed == 1


async def test_the_fallback_speaks_at_the_pools_rate(pools):
    pool = pools(Broken(), fallback=ScriptedSynthesizer(sample_rate=22_050))
    audio = join(list(await pool.speak("one two three four five", "v")))
    assert len(audio) == pytest.approx(2 * 16_000, rel=0.01)
    assert pool.spoken.by_fallback == 1


async def test_a_warmed_pool_has_its_stock_phrases_and_survives_one_that_fails(pools):
    pool = pools(Broken())
    await pool.warm([("Okay.", "v")])
    good = ScriptedSynthesizer()
    pool = pools(good)
    await pool.warm([("Okay.", "v"), ("Go on.", "v")])
    await pool.speak("Go on.", "v")
    assert len(good.spoken) == 2
