"""A browser that speaks the sentences itself, or only shows them, and whose candidate types or dictates."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest

from agents.interviewer import Began, Silence
from service.events import CandidateTurn, Heard
from service.session import messages as wire
from service.session.playback import reading_samples
from tests.live_room import FRAME_S, Answer, Browser, LiveRoom, polite
from tests.virtual_time import virtual_time

LONG = " ".join(f"word{index:02}" for index in range(20))


class Reader(Browser):
    """Wants no audio: what was announced is read at the pace that was announced."""

    def __init__(self, room):
        super().__init__(room)
        self.outbox.sound = False

    async def _microphone(self):
        while True:
            await asyncio.sleep(FRAME_S)
            self._buffers |= {say.utterance: say.offset + say.samples for say in self.of(wire.Say)}


@asynccontextmanager
async def reading(answer=polite, browser=Reader):
    live = LiveRoom(answer)
    await live.open()
    reader = browser(live)
    await reader.enter()
    try:
        yield live, reader
    finally:
        await live.close()


def long_greeting(event):
    return Answer(LONG) if isinstance(event, Began) else None


@virtual_time
async def test_it_gets_words_and_how_long_they_take_and_no_audio():
    async with reading() as (live, reader):
        await reader.until(lambda: live.log.of(Heard))
        assert reader.said() == "Hello there. Please begin."
        assert reader.times == []
        spoken = [say for say in reader.of(wire.Say) if say.text]
        assert [say.samples for say in spoken] == [
            reading_samples(say.text, say.sample_rate) for say in spoken
        ]
        (heard,) = live.log.of(Heard)
        assert (heard.text, heard.complete) == (reader.said(), True)
        taken = sum(say.samples for say in spoken) / spoken[0].sample_rate
        assert heard.at_s - heard.start_s == pytest.approx(taken, abs=0.3)
        assert sum(samples for samples, _ in live.tape.voice) == 0


@virtual_time
async def test_nothing_is_synthesized_for_it():
    live = LiveRoom(polite)
    await live.open()
    spoken = []
    speak = live.conversation._parts.speech.speak

    async def listened(text, voice):
        spoken.append(text)
        return await speak(text, voice)

    object.__setattr__(live.conversation._parts.speech, "speak", listened)
    reader = Reader(live)
    await reader.enter()
    await reader.until(lambda: live.log.of(Heard))
    assert not {"Hello there.", "Please begin."} & set(spoken)
    await live.close()


@virtual_time
async def test_a_typed_answer_in_the_middle_keeps_the_words_read_so_far():
    async with reading(long_greeting) as (live, reader):
        await reader.until(lambda: reader.of(wire.Say))
        await asyncio.sleep(3)
        await reader.send(wire.Typed(text="One thing first."))
        await reader.until(lambda: live.log.of(CandidateTurn))
        (heard,) = live.log.of(Heard)[:1]
        assert not heard.complete
        assert LONG.startswith(heard.text)
        assert 0 < len(heard.text.split()) < 20
        assert "flush" in [clear.action for clear in reader.of(wire.Clear)]


@virtual_time
async def test_who_comes_back_with_a_loudspeaker_hears_the_next_answer():
    async with reading() as (live, reader):
        await reader.until(lambda: live.log.of(Heard))
        await reader.leave()
        browser = await live.enter()
        await browser.send(wire.Typed(text="we put a queue there"))
        await browser.until(lambda: len(live.log.of(Heard)) == 2)
        assert browser.times


@virtual_time
async def test_while_an_answer_is_composed_nobody_is_silent():
    async with reading() as (live, reader):
        await reader.until(lambda: live.log.of(Heard))
        live.mind.considered.clear()
        for _ in range(10):
            await asyncio.sleep(2)
            await reader.send(wire.Composing())
        silences = [event.seconds for event in live.mind.considered if isinstance(event, Silence)]
        assert max(silences) <= 2
        await asyncio.sleep(6)
        silences = [event.seconds for event in live.mind.considered if isinstance(event, Silence)]
        assert max(silences) >= 5
