"""The turn detector shared by all sessions: off the loop, one at a time, the newest of each."""

from __future__ import annotations

import asyncio
import threading

import numpy as np
import pytest

from service.speech.errors import EngineFailed
from service.speech.ports import EngineInfo
from service.speech.turn_pool import TurnDetectionPool


class Detector:
    """Answers with the first sample, once it is let."""

    info = EngineInfo("turn-detector", "scripted", "first sample")

    def __init__(self):
        self.let = threading.Event()
        self.let.set()
        self.heard = []
        self.threads = set()
        self.at_once = self.most = 0

    def finished(self, audio):
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.let.wait(10)
        self.heard.append(float(audio[0]))
        self.threads.add(threading.current_thread())
        self.at_once -= 1
        if audio[0] < 0:
            raise EngineFailed("it broke")
        return float(audio[0])


def sound(level):
    return np.full(10, level, np.float32)


@pytest.fixture
async def pool():
    made = TurnDetectionPool(Detector(), waiting=2)
    yield made
    made.close()


async def test_it_answers_from_a_thread_of_its_own(pool):
    assert await pool.finished("a", sound(0.75)) == 0.75
    assert threading.main_thread() not in pool._detector.threads


async def test_sessions_are_heard_one_at_a_time_and_each_gets_its_own_answer(pool):
    answers = await asyncio.gather(
        *(pool.finished(name, sound(level)) for name, level in (("a", 0.25), ("b", 0.5)))
    )
    assert answers == [0.25, 0.5]
    assert pool._detector.most == 1


async def test_of_one_session_only_the_newest_pause_is_heard(pool):
    pool._detector.let.clear()
    busy = asyncio.create_task(pool.finished("b", sound(0.5)))
    old = asyncio.create_task(pool.finished("a", sound(0.25)))
    await asyncio.sleep(0)
    new = asyncio.create_task(pool.finished("a", sound(0.75)))
    await asyncio.sleep(0)
    pool._detector.let.set()
    assert await asyncio.gather(busy, old, new) == [0.5, None, 0.75]
    assert pool._detector.heard == [0.5, 0.75]


async def test_when_too_many_wait_the_words_decide(pool):
    pool._detector.let.clear()
    waiting = [asyncio.create_task(pool.finished(name, sound(0.5))) for name in "ab"]
    await asyncio.sleep(0)
    assert await pool.finished("c", sound(0.5)) is None
    pool._detector.let.set()
    assert await asyncio.gather(*waiting) == [0.5, 0.5]
    assert await pool.finished("c", sound(0.5)) == 0.5


async def test_one_that_is_cancelled_leaves_the_others_unharmed(pool):
    pool._detector.let.clear()
    first = asyncio.create_task(pool.finished("a", sound(0.25)))
    second = asyncio.create_task(pool.finished("b", sound(0.5)))
    await asyncio.sleep(0)
    first.cancel()
    pool._detector.let.set()
    assert await second == 0.5
    assert await pool.finished("a", sound(0.75)) == 0.75


async def test_a_detector_that_fails_leaves_it_to_the_words(pool):
    assert await pool.finished("a", sound(-1)) is None
    assert await pool.finished("a", sound(0.5)) == 0.5
