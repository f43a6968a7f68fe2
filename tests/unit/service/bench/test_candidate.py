"""A candidate against a scripted service, in virtual time."""

from __future__ import annotations

import asyncio
import json
import struct
from itertools import pairwise

import numpy as np
import pytest

from service.bench.candidate import Candidate
from service.bench.line import Line
from service.session import messages as wire
from tests.virtual_time import virtual_time

RATE = 16_000
READY = wire.Ready(
    interview="i",
    state="speaking",
    persona="Ada",
    last_audio=None,
    elapsed_s=0,
    total_s=60,
    phase="p",
    phases=(),
    lines=(),
    problem="",
    sample_rate=RATE,
    utterance=0,
)
LINE = Line("put it here", np.full(RATE, 5_000, np.int16), (5_000, 10_000, 16_000), RATE)


class Service:
    """Answers each line so many seconds after its voice, with half a second of sound."""

    def __init__(self, heard="put it here", after_s=0.6):
        self.sent, self.got = asyncio.Queue(), []
        self.frames, self.loud = 0, 0
        self._heard, self._after_s, self._lines = heard, after_s, 0
        self.tasks = []

    async def send(self, message):
        if isinstance(message, bytes):
            self.frames += 1
            loud = np.abs(np.frombuffer(message[4:], np.int16)).max() > 1_000
            if self.loud and not loud:
                self.tasks.append(asyncio.create_task(self._answer()))
            self.loud = loud
            return
        told = json.loads(message)
        self.got.append(told)
        if told["type"] == "hello":
            self.tell(READY)
            self.tell(wire.State(state="listening"))
        if told["type"] == "played" and told["finished"]:
            self.tell(wire.State(state="listening"))

    def tell(self, message):
        self.sent.put_nowait(message if isinstance(message, bytes) else message.model_dump_json())

    async def _answer(self):
        self._lines += 1
        turn, utterance = f"t{self._lines}", self._lines
        await asyncio.sleep(self._after_s)
        self.tell(wire.Caption(turn=turn, stable=self._heard, final=True))
        self.tell(wire.State(state="speaking"))
        say = wire.Say(utterance=utterance, turn="a", text="Why?", offset=0, samples=8_000, sample_rate=RATE)
        self.tell(say)
        self.tell(struct.pack("<II", utterance, 0) + bytes(16_000))
        self.tell(say.model_copy(update={"text": "", "offset": 8_000, "samples": 0, "last": True}))

    async def __aiter__(self):
        while True:
            yield await self.sent.get()


async def talked(service, lines, *, aloud, **options):
    candidate = Candidate(service, asyncio.get_running_loop().time, aloud=aloud)
    said = await candidate.talk(lines, **options)
    return said, candidate


@virtual_time
async def test_each_line_is_said_when_the_answer_before_has_been_heard():
    service = Service()
    said, _ = await talked(service, [LINE, LINE], aloud=True)
    assert [each.heard for each in said] == ["put it here"] * 2
    assert said[1].began - said[0].voice_end == pytest.approx(0.6 + 0.5 + 1.0, abs=0.15)
    for each in said:
        assert each.settled - each.voice_end == pytest.approx(0.6, abs=0.1)
        assert each.answered - each.voice_end == pytest.approx(0.6, abs=0.1)


@virtual_time
async def test_what_is_played_is_reported_as_it_is_played():
    service = Service()
    await talked(service, [LINE], aloud=True)
    played = [told["samples"] for told in service.got if told["type"] == "played"]
    assert played == sorted(played)
    assert len(played) > 5
    assert played[-1] == 8_000


@virtual_time
async def test_one_who_does_not_listen_reports_all_as_played_at_once():
    service = Service()
    said, _ = await talked(service, [LINE], aloud=False)
    played = [told for told in service.got if told["type"] == "played"]
    assert [(told["samples"], told["finished"]) for told in played] == [(8_000, True)]
    assert said[0].answered is None


@virtual_time
async def test_a_turn_that_ends_in_a_pause_for_thought_is_a_cut_off():
    pcm = np.concatenate([LINE.pcm, np.zeros(2 * RATE, np.int16), LINE.pcm])
    thinking = Line("put it here", pcm, (5_000, 10_000, 64_000), 4 * RATE, ((RATE, 3 * RATE),))
    said, _ = await talked(Service(), [thinking], aloud=False)
    assert said[0].cut_offs == 1
    patient, _ = await talked(Service(after_s=2.9), [thinking], aloud=False)
    assert patient[0].cut_offs in {0, 1}
    calm = Line("put it here", pcm, (5_000, 10_000, 64_000), 4 * RATE)
    assert (await talked(Service(), [calm], aloud=False))[0][0].cut_offs == 0


@virtual_time
async def test_done_is_pressed_where_no_turn_ends():
    service = Service(after_s=10.0)
    await talked(service, [LINE], aloud=False)
    assert {"type": "done"} in service.got


@virtual_time
async def test_lines_at_fixed_times_wait_for_nobody():
    said, _ = await talked(Service(after_s=9.0), [LINE, LINE, LINE], aloud=False, gap_s=0.5)
    apart = [later.began - earlier.began for earlier, later in pairwise(said)]
    assert apart == pytest.approx([1.5, 1.5], abs=0.1)
    assert said[0].known is None


@virtual_time
async def test_words_of_a_turn_that_goes_on_belong_to_the_line_that_said_them():
    service = Service(after_s=99.0)

    async def captions():
        await asyncio.sleep(0.9)
        service.tell(wire.Caption(turn="t1", stable="put it"))
        await asyncio.sleep(0.3)
        service.tell(wire.Caption(turn="t1", stable="put it here"))
        await asyncio.sleep(1.4)
        service.tell(wire.Caption(turn="t1", stable="put it here and there", final=True))

    service.tasks.append(asyncio.create_task(captions()))
    said, _ = await talked(service, [LINE, LINE], aloud=False, gap_s=0.6)
    assert [each.heard for each in said] == ["put it here", "and there"]


@virtual_time
async def test_lines_are_said_again_until_the_time_is_over():
    said, _ = await talked(Service(), [LINE], aloud=False, seconds=5.0)
    assert len(said) == 2
