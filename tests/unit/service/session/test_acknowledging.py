"""A word that is said while the answer is still on its way."""

from __future__ import annotations

import asyncio

import pytest

from service.session.acknowledging import Acknowledgements, acknowledged
from service.session.preparing import Spoken
from service.speech.errors import EngineFailed
from tests.live_room import Mouth
from tests.virtual_time import virtual_time

WORDS = ("Okay.", "I see.")


def after(delay_s, *texts):
    """Sentences of which the first is there after so long."""
    begun = asyncio.Event()

    async def come():
        await asyncio.sleep(delay_s)
        begun.set()

    async def sentences():
        await begun.wait()
        for text in texts:
            yield Spoken(text, b"")

    return sentences(), begun, asyncio.create_task(come())


async def spoken(delay_s, *texts, words=WORDS):
    made = Acknowledgements(words, Mouth(), "en")
    await made.make()
    sentences, begun, coming = after(delay_s, *texts)
    start = asyncio.get_running_loop().time()
    found = [
        (each.text, round(asyncio.get_running_loop().time() - start, 3))
        async for each in acknowledged(sentences, begun, within_s=0.7, words=made, number=0)
    ]
    await coming
    return found


@virtual_time
async def test_an_answer_that_is_there_in_time_is_said_as_it_is():
    assert await spoken(0.6, "Why that queue?") == [("Why that queue?", 0.6)]


@virtual_time
async def test_one_that_takes_longer_is_preceded_by_a_word():
    assert await spoken(2.0, "Why that queue?") == [("Okay.", 0.7), ("Why that queue?", 2.0)]


@virtual_time
@pytest.mark.parametrize("first", WORDS)
async def test_an_answer_that_begins_with_such_a_word_leaves_it_out(first):
    assert await spoken(2.0, first, "I see.", "Why?") == [("Okay.", 0.7), ("I see.", 2.0), ("Why?", 2.0)]
    assert await spoken(0.1, first, "Why?") == [(first, 0.1), ("Why?", 0.1)]


@virtual_time
async def test_without_a_word_the_answer_is_waited_for():
    assert await spoken(2.0, "Why?", words=()) == [("Why?", 2.0)]


@virtual_time
async def test_an_answer_that_never_comes_leaves_the_word_alone():
    assert await spoken(2.0) == [("Okay.", 0.7)]


@virtual_time
async def test_words_are_made_ahead_and_taken_in_turn():
    words = Acknowledgements(("Okay.", "I see."), Mouth(), "en")
    assert words.pick(0) is None
    await words.make()
    assert [words.pick(number).text for number in range(3)] == ["Okay.", "I see.", "Okay."]
    assert all(words.pick(number).pcm for number in range(2))


@virtual_time
@pytest.mark.parametrize("ready", [0, 1])
async def test_words_that_cannot_be_spoken_are_not_used(ready):
    mouth = Mouth()
    words = Acknowledgements(("Okay.", "I see."), mouth, "en")
    making = asyncio.create_task(words.make())
    await asyncio.sleep(0.06 * ready)
    mouth.error = EngineFailed("it is broken")
    await making
    assert (words.pick(0) is None) is (ready == 0)
