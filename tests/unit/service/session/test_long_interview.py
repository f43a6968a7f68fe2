"""An hour of audio through one conversation: each turn costs what the others cost, and memory stays flat.

Virtual time, scripted engines, everything else real. One run is looked at by all tests.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import tracemalloc
from collections import Counter
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from agents.interviewer import Began, Reply, Spoke
from agents.moves import Open, ProbeReason
from service.events import CandidateTurn
from service.session import messages as wire
from service.session.outbox import Farewell, Outbox
from service.speech.ports import Recognition
from tests.live_room import RATE, Ears, LiveRoom, Log, Tape
from tests.virtual_time import run

FRAME = RATE // 10
"""100 ms, the longest there is."""
TURNS = 150
TURN_S = 24.0
SAID = "we put a queue there because uploads come in bursts | and the workers take one after the other"
MEASURED = (5, TURNS)
FLAT_FROM = 25
"""The turn from which on memory must not grow: ten minutes in."""
TRACED_FROM = 142
"""Tracing every allocation takes twice the time, so only that of the last turns is."""


class Forgetful(Log, Tape):
    """A log and a tape that count what is stored, and keep nothing of it."""

    def __init__(self, counted):
        Log.__init__(self)
        Tape.__init__(self)
        self.counted = counted
        self.turns = 0

    async def append(self, *events):
        await asyncio.sleep(0.002)
        self.counted["rows"] += len(events)
        self.turns += sum(isinstance(event, CandidateTurn) for event in events)
        return 0

    def add_candidate(self, sequence, pcm, at_s):
        self.waiting.append((sequence, pcm))

    def add_interviewer(self, pcm, sample_rate, at_s):
        self.waiting.append((0, pcm))

    def cut_interviewer(self, at_s):
        self.waiting.append((0, b""))

    async def flush(self):
        group, self.waiting = self.waiting, []
        await asyncio.sleep(0.001)
        self.counted["writes"] += bool(group)
        self.counted["bytes stored"] += sum(len(pcm) for _, pcm in group)


class Asker:
    """An interviewer without a memory."""

    ended = False

    def consider(self, event, now):
        text = "Why that queue? What fails without it?" if isinstance(event, (Began, Spoke)) else ""
        move = None if not text else Open() if isinstance(event, Began) else ProbeReason(target="queue")
        return Reply(move, "", "scope", text, ends=False, state=(), event=event, decided_s=now)

    def commit(self, reply, turn=None):
        pass

    def replay(self, events):
        pass


class CountingEars(Ears):
    """A transcriber that counts what it is given, and hears the same in all of it."""

    def __init__(self, voice, counted):
        super().__init__(voice)
        self.counted = counted

    async def final(self, session, audio, *, prompt=""):
        self.counted["samples decoded"] += len(audio)
        self.counted["finals"] += 1
        self.counted["longest prompt"] = max(self.counted["longest prompt"], len(prompt))
        return await self.partial(session, audio)

    async def partial(self, session, audio, *, prompt=""):
        await asyncio.sleep(self.delay_s)
        return Recognition(SAID.partition(" | ")[0])


class Loudness:
    """A voice detector for a voice that is nowhere silent."""

    at_once = 1

    def probabilities(self, frames):
        return [float(frame[-1] != 0) for frame in frames]


@dataclass
class Hour:
    """What was measured."""

    turns: dict[int, Counter] = field(default_factory=dict)
    """Work of a turn, by its number."""
    most: Counter = field(default_factory=Counter)
    """The most that ever waited anywhere."""
    blocks: int = 0
    """Of memory, held at the end beyond those held after ten minutes."""
    grown: int = 0
    """Bytes that the last turns left behind."""
    stored: int = 0


class Line:
    """A browser that keeps nothing: it plays what comes as it comes."""

    def __init__(self, room, counted):
        self.room, self.counted, self.outbox, self.number = room, counted, Outbox(), 0

    async def read(self):
        while not isinstance(item := await self.outbox.get(), Farewell):
            size = len(item) if isinstance(item, bytes) else len(item.model_dump_json())
            self.counted["bytes sent"] += size
            self.counted["messages"] += not isinstance(item, bytes)
            if isinstance(item, wire.Say) and item.last:
                await self.room.receive(
                    wire.Played(utterance=item.utterance, samples=item.offset, finished=True)
                )

    async def say(self, pcm):
        sound = pcm.tobytes()
        for start in range(0, len(sound), 2 * FRAME):
            await self.room.hear(self.number, sound[start : start + 2 * FRAME])
            self.number += 1
            await asyncio.sleep(FRAME / RATE)


async def hour():
    found, counted = Hour(), Counter()
    live = LiveRoom()
    live.parts = lambda: replace(LiveRoom.parts(live), detector=Loudness())
    live.log = live.tape = kept = Forgetful(counted)
    live.mind, live.ears = Asker(), CountingEars(live.voice, counted)
    await live.open()
    room = live.conversation
    line = Line(room, counted)
    await room.attach(line.outbox)
    reading = asyncio.create_task(line.read())
    pause = np.zeros(round(0.4 * RATE), np.int16)
    first, then = (live.voice.sound(part) for part in SAID.split(" | "))
    spoken = np.concatenate([first, pause, then])
    turn = np.concatenate([spoken, np.zeros(round(TURN_S * RATE) - len(spoken), np.int16)])
    try:
        await line.say(np.zeros(3 * RATE, np.int16))
        for number in range(1, TURNS + 1):
            counted.clear()
            await line.say(turn)
            if number in MEASURED:
                found.turns[number] = Counter(counted)
            found.most |= Counter(
                waiting_frames=len(kept.waiting),
                outbox=len(line.outbox._waiting),
                lane=room._answering._lane.qsize(),
                tasks=len(asyncio.all_tasks()),
            )
            if number == FLAT_FROM:
                gc.collect()
                blocks = sys.getallocatedblocks()
            if number == TRACED_FROM:
                tracemalloc.start()
        gc.collect()
        found.grown = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        found.blocks = sys.getallocatedblocks() - blocks
        found.stored = kept.turns
    finally:
        tracemalloc.stop()
        await live.close()
        await reading
    return found


@pytest.fixture(scope="module")
def held():
    return run(hour())


def test_every_turn_of_the_hour_is_stored(held):
    assert held.stored == TURNS


def test_the_last_turn_costs_what_the_fifth_did(held):
    fifth, last = (held.turns[number] for number in MEASURED)
    for work in ("rows", "writes", "bytes stored", "finals", "samples decoded", "messages"):
        assert last[work] == pytest.approx(fifth[work], rel=0.02), work
        assert fifth[work] > 0, work
    assert last["bytes sent"] == pytest.approx(fifth["bytes sent"], rel=0.02)
    assert last["longest prompt"] <= fifth["longest prompt"] + 1


def test_nothing_piles_up(held):
    assert held.most["waiting_frames"] <= 10
    assert held.most["outbox"] <= 5
    assert held.most["lane"] <= 2
    assert held.most["tasks"] <= 12


def test_memory_is_flat_but_for_the_words(held):
    assert held.blocks < 40 * (TURNS - FLAT_FROM), "a few objects for each turn's two lines of the transcript"
    assert held.grown < 8_000 * (TURNS - TRACED_FROM), "one frame kept of each hundred would be as much"
