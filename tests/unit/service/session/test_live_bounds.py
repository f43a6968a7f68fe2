"""What holds for every live interview: delays, interruptions, others' misfortunes, long answers, memory.

Virtual time with scripted engines: delays are those that the service itself adds. What engines and machines
add is measured by ``viva bench``.
"""

from __future__ import annotations

import asyncio
import gc
import weakref
from contextlib import asynccontextmanager
from statistics import median

import numpy as np
import pytest

from agents.interviewer import Began, Spoke
from service.errors import StoreFailed
from service.events import CandidateTurn, Heard
from service.session import messages as wire
from service.session.completeness import Judge
from service.session.hearing import Hearing
from service.session.outbox import Outbox
from service.session.turns import TurnMachine
from service.speech.errors import EngineFailed
from service.speech.scripted import ScriptedDetector
from tests.live_room import LEXICON, RATE, Answer, Ears, LiveRoom, Voice
from tests.virtual_time import virtual_time

LONG = " ".join(f"w{index:02}" for index in range(60))
SAID = "we put a queue there"


@asynccontextmanager
async def room(*, instant=False, **options):
    live = LiveRoom(**options)
    if instant:
        live.ears.delay_s = live.mouth.delay_s = 0.0
    await live.open()
    try:
        yield live
    finally:
        await live.close()


async def greeted(live):
    browser = await live.enter()
    await browser.until(lambda: live.log.of(Heard))
    return browser


async def answered(live, browser, text=SAID):
    """Seconds from the last word to the first sample played, and the endpoint wait of them."""
    before, waits = len(live.log.of(Heard)), len(live.spans)
    await browser.speak(text)
    ended = live.clock()
    utterance = live.conversation._journal.utterance
    await browser.until(lambda: browser._played.get(utterance, 0) > 0)
    waited = live.clock() - ended
    await browser.until(lambda: len(live.log.of(Heard)) > before)
    endpoint = next(seconds for span, seconds in live.spans[waits:] if span == "endpoint_wait")
    return waited, endpoint


# ---- delays ------------------------------------------------------------------------------------------------


@virtual_time
async def test_half_of_all_answers_are_heard_within_150_ms_of_the_endpoint():
    async with room() as live:
        browser = await greeted(live)
        found = [await answered(live, browser, f"{SAID} number {n}") for n in range(9)]
    assert median(waited - endpoint for waited, endpoint in found) <= 0.15


@virtual_time
async def test_beside_the_engines_the_service_adds_less_than_20_ms():
    async with room(instant=True) as live:
        browser = await greeted(live)
        live.spans.clear()
        for n in range(9):
            await answered(live, browser, f"{SAID} number {n}")
    own = [s for s in live.spans if s[0] not in {"endpoint_wait", "playout"}]
    turns = len(own) // 6
    assert turns == 9
    for name in ("final", "decide", "first_token", "first_sentence", "synthesis", "send"):
        assert sum(seconds for span, seconds in own if span == name) / turns <= 0.02
    assert sum(seconds for _, seconds in own) / turns <= 0.02


# ---- interruptions -----------------------------------------------------------------------------------------


@virtual_time
@pytest.mark.parametrize("after_s", [1.6, 2.3, 3.7])
async def test_an_interruption_silences_the_voice_at_once_and_keeps_the_words_that_were_heard(after_s):
    async with room(answer=lambda event: Answer(LONG) if isinstance(event, Began) else None) as live:
        browser = await live.enter()
        await browser.until(lambda: browser._played.get(0, 0) > 0)
        await asyncio.sleep(after_s)
        browser.say("wait hold on please")
        began = live.clock()
        await browser.until(lambda: browser.of(wire.Clear))
        assert live.clock() - began <= 0.45, "300 ms of voice are enough"
        await asyncio.sleep(0.15)
        silent = browser._played[0]
        await browser.until(lambda: live.log.of(Heard))
        heard = live.log.of(Heard)[0]
        assert browser._played[0] == silent
        assert abs(len(heard.text.split()) - silent / (RATE / 10)) <= 1
        assert LONG.startswith(heard.text)


# ---- others ------------------------------------------------------------------------------------------------


async def floods(live):
    """Minutes of speech at once, and hundreds of answers."""
    browser = await live.enter()
    pcm = np.tile(live.voice.sound("word after word"), 40)[: RATE // 10].tobytes()
    for number in range(2_000):
        await live.conversation.hear(number, pcm)
        if number % 6 == 0:
            await browser.send(wire.Typed(text="more"))
    return browser


async def stalls(live):
    """A browser that reads nothing of what it is sent."""
    await live.conversation.attach(Outbox(limit=50))
    for number in range(200):
        await live.conversation.hear(number, live.voice.sound(SAID)[:1_600].tobytes())


async def dies(live):
    """A browser that is gone in the middle of a word."""
    browser = await live.enter()
    browser.say("this is never finished")
    await asyncio.sleep(0.5)
    await browser.leave()


async def breaks(live):
    """A room whose engines fail."""
    live.ears.error = live.mouth.error = EngineFailed("it is broken")
    live.log.error = StoreFailed("it is full")
    browser = await live.enter()
    browser.say(SAID)


@virtual_time
@pytest.mark.parametrize("misfortune", [floods, stalls, dies, breaks])
async def test_what_befalls_one_room_delays_no_other(misfortune):
    async with room() as live, room() as other:
        browser = await greeted(live)
        alone = [await answered(live, browser, f"{SAID} number {n}") for n in range(3)]
        befalling = asyncio.create_task(misfortune(other))
        beside = [await answered(live, browser, f"{SAID} again {n}") for n in range(3)]
        await befalling
        other.ears.error = other.mouth.error = other.log.error = None
    for (one, _), (two, _) in zip(alone, beside, strict=True):
        assert two == pytest.approx(one, rel=0.2)


# ---- long answers ------------------------------------------------------------------------------------------


class Slow(Ears):
    """A recogniser whose work grows with the audio."""

    async def final(self, session, audio, *, prompt=""):
        self.final_s = 0.04 * len(audio) / RATE
        return await super().final(session, audio, prompt=prompt)


async def end_of(sentences, pause_s):
    """The wait for the text of an answer of so many sentences of 5 s, and what was decoded after its end."""
    live = LiveRoom(answer=lambda event: Answer("Why?") if isinstance(event, (Began, Spoke)) else None)
    live.ears = Slow(live.voice)
    await live.open()
    try:
        browser = await greeted(live)
        live.spans.clear()
        for number in range(sentences):
            await browser.speak(" ".join(f"s{number}w{word}" for word in range(16)))
            if number < sentences - 1:
                await asyncio.sleep(pause_s)
        ended = live.clock()
        await browser.until(lambda: live.log.of(CandidateTurn))
        cuts = 2 if pause_s == 0 else 0  # a word that is cut in two halves may be heard in neither
        assert len(live.log.of(CandidateTurn)[0].text.split()) >= 16 * sentences - cuts
        final = next(seconds for span, seconds in live.spans if span == "final")
        return final, sum(seconds for at, seconds in live.ears.decoded_s if at >= ended)
    finally:
        await live.close()


@virtual_time
async def test_the_end_of_a_long_answer_costs_what_the_end_of_a_short_one_does():
    short, short_audio = await end_of(1, 0)
    long, long_audio = await end_of(12, 0.4)
    assert long_audio <= short_audio * 1.2
    assert long <= short + 0.2 * max(short, 0.05)


@virtual_time
async def test_an_answer_without_a_breath_is_cut_so_that_its_end_stays_cheap():
    _, audio = await end_of(6, 0)
    assert audio <= 20.5


# ---- memory ------------------------------------------------------------------------------------------------


@virtual_time
async def test_200_rooms_opened_and_closed_leave_nothing_behind():
    gone = []

    async def visit():
        live = LiveRoom()
        await live.open()
        browser = await greeted(live)
        await browser.leave()
        await live.close()
        gone.extend(weakref.ref(part) for part in (live.conversation, live.conversation._floor))

    async def objects_after(visits):
        for _ in range(visits):
            await visit()
        gc.collect()
        return len(gc.get_objects())

    before = await objects_after(20)
    after = await objects_after(180)
    assert not [each for each in gone if each() is not None]
    assert asyncio.all_tasks() == {asyncio.current_task()}
    assert after - before - 2 * 180 < 180, "not one object a room may stay, beside these references to it"


class Nobody:
    """A listener that acts on nothing."""

    def heard(self, event, turn):
        pass

    def captioned(self, stable, unstable):
        pass

    def may_be_over(self, words):
        pass


@virtual_time
async def test_listening_holds_no_more_after_many_turns_than_after_a_few():
    voice = Voice()
    sentence = np.concatenate([voice.sound("we put a queue there"), np.zeros(2 * RATE, np.int16)])
    hearing = Hearing(
        "i1", TurnMachine(Judge(LEXICON)), Nobody(), detector=ScriptedDetector(), transcriber=Ears(voice)
    )

    async def objects_after(turns):
        for _ in range(turns):
            for start in range(0, len(sentence), RATE // 10):
                hearing.hear(sentence[start : start + RATE // 10])
                await asyncio.sleep(0.1)
        hearing._transcriber.prompts.clear()
        hearing._transcriber.finals.clear()
        hearing._transcriber.decoded_s.clear()
        gc.collect()
        return len(gc.get_objects())

    few = await objects_after(5)
    assert await objects_after(25) - few < 25
    hearing.close()
