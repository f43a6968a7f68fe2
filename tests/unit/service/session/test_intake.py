"""The intake: what is acknowledged is stored, in few writes, and a turn is stored after its sound."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.interviewer import Began
from service.events import CandidateTurn, Heard
from service.session import messages as wire
from service.session.intake import GROUP_S, MOST_S, Intake
from tests.live_room import Answer, LiveRoom, Tape
from tests.virtual_time import run, virtual_time

FRAME = b"\1\0" * 640
"""40 ms."""
FRAME_S = 0.04


class Slow(Tape):
    """A disk that takes its time."""

    def __init__(self, seconds):
        super().__init__()
        self.seconds = seconds

    async def flush(self):
        group, self.waiting = self.waiting, []
        await asyncio.sleep(self.seconds)
        self.flushes += bool(group)
        for put, what in group:
            put(what)


def intake_of(tape):
    acknowledged, failures = [], []
    intake = Intake(tape, stored=acknowledged.append, failed=lambda: failures.append(1))
    return intake, acknowledged, failures


async def talk(intake, frames, first=0, *, keep=True):
    for number in range(first, first + frames):
        if intake.full:
            await intake.flush()
        intake.take(number, FRAME, number * FRAME_S, keep=keep)
        await asyncio.sleep(FRAME_S)


@virtual_time
async def test_a_minute_of_frames_is_stored_in_groups():
    tape = Tape()
    intake, acknowledged, _ = intake_of(tape)
    await talk(intake, 1_500)
    await intake.close()
    assert [number for number, _, _ in tape.frames] == list(range(1_500))
    assert tape.flushes == pytest.approx(60 / GROUP_S, rel=0.1)
    assert acknowledged == sorted(set(acknowledged))
    assert acknowledged[-1] == 1_499


@virtual_time
async def test_only_what_is_stored_is_acknowledged():
    tape = Slow(0.3)
    intake, acknowledged, _ = intake_of(tape)
    for number in range(300):
        intake.take(number, FRAME, number * FRAME_S, keep=True)
        await asyncio.sleep(FRAME_S)
        assert not acknowledged or acknowledged[-1] <= tape.last_sequence
    await intake.close()


@virtual_time
async def test_a_disk_that_stalls_holds_up_the_browser_and_not_the_memory():
    tape = Slow(60.0)
    intake, _, _ = intake_of(tape)
    began = asyncio.get_running_loop().time()
    await talk(intake, round(2.2 * MOST_S / FRAME_S))
    assert asyncio.get_running_loop().time() - began >= 60
    assert len(tape.waiting) * FRAME_S <= 2 * MOST_S
    await intake.close()
    assert len(tape.frames) == round(2.2 * MOST_S / FRAME_S)


@virtual_time
async def test_what_came_last_is_stored_when_no_more_comes():
    tape = Tape()
    intake, acknowledged, _ = intake_of(tape)
    await talk(intake, 3)
    assert not acknowledged
    for _ in range(2):
        intake.beat()
        await asyncio.sleep(0.25)
    assert acknowledged == [2]
    assert len(tape.frames) == 3
    await intake.close()


@virtual_time
async def test_frames_that_are_not_kept_are_acknowledged_all_the_same():
    tape = Tape()
    intake, acknowledged, _ = intake_of(tape)
    await talk(intake, 40, keep=False)
    assert acknowledged[-1] >= 40 - GROUP_S / FRAME_S
    assert not tape.frames
    await intake.close()


@virtual_time
async def test_without_a_recording_frames_are_acknowledged():
    intake, acknowledged, _ = intake_of(None)
    await talk(intake, 40)
    assert len(acknowledged) == 40 * FRAME_S // GROUP_S
    await intake.close()


@virtual_time
async def test_a_disk_that_fails_is_told_and_stops_nothing():
    tape = Tape()
    intake, acknowledged, failures = intake_of(tape)
    tape.error = OSError("full")
    await talk(intake, 30)
    assert failures
    tape.error = None
    await talk(intake, 30, first=30)
    await intake.close()
    assert acknowledged[-1] == 59
    assert tape.last_sequence == 59


@virtual_time
async def test_only_the_sound_of_a_turn_is_waited_for():
    tape = Slow(1.0)
    intake, _, _ = intake_of(tape)
    clock = asyncio.get_running_loop().time
    await talk(intake, 5, first=50)
    began = clock()
    await intake.flush_until(0.9)
    assert clock() == began, "the turn ended before these frames came"
    await intake.flush_until(2.1)
    assert clock() == began + 1
    assert len(tape.frames) == 5
    await intake.close()


# ---- a death at any moment ---------------------------------------------------------------------------------


async def begins_anew(live, browser):
    """The process dies, is begun anew, and sent what it had not stored: the words of all turns."""
    acknowledged = max((ack.sequence for ack in browser.of(wire.Ack)), default=-1)
    for task in browser._tasks:
        task.cancel()
    await live.restart()
    stored = -1 if live.tape.last_sequence is None else live.tape.last_sequence
    assert acknowledged <= stored
    back = await live.enter()
    await back.until(lambda: back.of(wire.Ready))
    assert back.of(wire.Ready)[0].last_audio == live.tape.last_sequence
    for number, pcm in browser.sent:
        if number > stored:
            await live.conversation.hear(number, pcm)
    back.sequence, back._waiting = browser.sequence, browser._waiting
    await back.until(lambda: live.log.of(CandidateTurn))
    await asyncio.sleep(8)
    return " ".join(turn.text for turn in live.log.of(CandidateTurn)).split()


async def dies_after(seconds):
    """The words of all turns when the process dies so long after an answer began, and it is begun anew."""
    live = await LiveRoom().open()
    try:
        browser = await live.enter()
        await browser.until(lambda: live.log.of(Heard))
        browser.say("we put a queue there so that uploads wait")
        await asyncio.sleep(seconds)
        return await begins_anew(live, browser)
    finally:
        await live.close()


@settings(max_examples=12, deadline=None)
@given(st.floats(0.05, 5.0))
def test_whenever_the_service_dies_each_word_is_in_one_turn_once(seconds):
    said = run(dies_after(seconds))
    for word in "we put queue there so that uploads".split():
        assert said.count(word) == 1, said


@virtual_time
@pytest.mark.parametrize("short_by_s", [0.0, 0.1, 0.2, 0.3, 0.4, 0.5])
async def test_what_is_in_a_turn_is_not_heard_again_however_soon_the_service_dies_after_it(short_by_s):
    live = await LiveRoom(answer=lambda event: Answer("Hello.") if isinstance(event, Began) else None).open()
    try:
        browser = await live.enter()
        await browser.until(lambda: live.log.of(Heard))
        await asyncio.sleep(short_by_s)
        await browser.speak("we put a queue there")
        await browser.send(wire.Done())
        await browser.until(lambda: live.log.of(CandidateTurn))
        said = await begins_anew(live, browser)
    finally:
        await live.close()
    for word in "we put queue there".split():
        assert said.count(word) == 1, said
