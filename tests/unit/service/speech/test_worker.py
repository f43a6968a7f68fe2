import asyncio
import threading
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.speech.costs import Cost, Costs, Shape
from service.speech.errors import EngineFailed, TranscriberClosed, TranscriberFull
from service.speech.ports import Batch, EngineInfo, Piece, Recognition
from service.speech.tuning import DEFAULTS
from service.speech.worker import SESSION_WAITING, TranscriptionQueue


@dataclass
class Gated:
    """A recogniser that works only while its gate is open, and remembers what it did."""

    info: EngineInfo = field(default_factory=lambda: EngineInfo("recognizer", "gated", "none"))
    gate: threading.Event = field(default_factory=threading.Event)
    busy: threading.Event = field(default_factory=threading.Event)
    done: list[str] = field(default_factory=list)

    def recognize(self, audio, *, prompt="", partial=False):
        self.busy.set()
        assert self.gate.wait(10)
        if prompt == "fail":
            raise RuntimeError("no luck")
        self.done.append(prompt)
        return Recognition(prompt)


AUDIO = np.zeros(1_600, np.float32)


@pytest.fixture
def engine():
    engine = Gated()
    yield engine
    engine.gate.set()


@pytest.fixture
def waiting(engine):
    queue = TranscriptionQueue(engine, max_waiting=3)
    yield queue
    engine.gate.set()
    queue.close()


async def occupy(queue, engine):
    """Give the worker something to do, so that what follows waits."""
    task = asyncio.create_task(queue.final("first", AUDIO, prompt="first"))
    await asyncio.to_thread(engine.busy.wait, 10)
    return task


async def submit(coroutine):
    task = asyncio.create_task(coroutine)
    await asyncio.sleep(0)
    return task


async def test_finals_go_before_partials_each_in_order(waiting, engine):
    tasks = [await occupy(waiting, engine)]
    tasks.append(await submit(waiting.partial("a", AUDIO, prompt="partial a")))
    tasks.append(await submit(waiting.partial("b", AUDIO, prompt="partial b")))
    tasks.append(await submit(waiting.final("c", AUDIO, prompt="final c")))
    tasks.append(await submit(waiting.final("d", AUDIO, prompt="final d")))
    engine.gate.set()
    await asyncio.gather(*tasks)
    assert engine.done == ["first", "final c", "final d", "partial a", "partial b"]


async def test_only_the_newest_partial_of_a_session_is_made(waiting, engine):
    first = await occupy(waiting, engine)
    older = await submit(waiting.partial("a", AUDIO, prompt="older"))
    newer = await submit(waiting.partial("a", AUDIO, prompt="newer"))
    assert await older is None
    engine.gate.set()
    assert (await newer).text == "newer"
    await first
    assert waiting.load().superseded == 1


async def test_a_final_takes_the_place_of_the_sessions_partial(waiting, engine):
    first = await occupy(waiting, engine)
    partial = await submit(waiting.partial("a", AUDIO, prompt="partial"))
    final = await submit(waiting.final("a", AUDIO, prompt="final"))
    assert await partial is None
    engine.gate.set()
    assert (await final).text == "final"
    await first


async def test_a_full_queue_refuses_and_takes_again_once_there_is_room(waiting, engine):
    tasks = [await occupy(waiting, engine)]
    tasks += [await submit(waiting.final(str(number), AUDIO)) for number in range(3)]
    with pytest.raises(TranscriberFull, match="3 pieces of audio"):
        await waiting.final("late", AUDIO)
    engine.gate.set()
    await asyncio.gather(*tasks)
    assert (await waiting.final("late", AUDIO, prompt="late")).text == "late"
    assert waiting.load().refused == 1


async def test_a_failure_reaches_its_caller_alone(waiting, engine):
    engine.gate.set()
    with pytest.raises(EngineFailed, match="gated could not transcribe: no luck"):
        await waiting.final("a", AUDIO, prompt="fail")
    assert (await waiting.final("b", AUDIO, prompt="fine")).text == "fine"
    assert waiting.load().failed == 1


async def test_a_forgotten_session_is_not_worked_for(waiting, engine):
    first = await occupy(waiting, engine)
    partial = await submit(waiting.partial("a", AUDIO, prompt="partial"))
    final = await submit(waiting.final("a", AUDIO, prompt="final"))
    other = await submit(waiting.final("b", AUDIO, prompt="other"))
    waiting.forget("a")
    assert await partial is None
    with pytest.raises(TranscriberClosed):
        await final
    engine.gate.set()
    await asyncio.gather(first, other)
    assert engine.done == ["first", "other"]


async def test_work_whose_caller_has_gone_is_skipped(waiting, engine):
    first = await occupy(waiting, engine)
    gone = await submit(waiting.final("a", AUDIO, prompt="gone"))
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    engine.gate.set()
    await first
    assert (await waiting.final("b", AUDIO, prompt="next")).text == "next"
    assert engine.done == ["first", "next"]


async def test_closing_drops_what_waits_and_refuses_more(waiting, engine):
    first = await occupy(waiting, engine)
    left = await submit(waiting.final("a", AUDIO))
    closing = asyncio.create_task(asyncio.to_thread(waiting.close))
    with pytest.raises(TranscriberClosed):
        await left
    engine.gate.set()
    await closing
    assert (await first).text == "first"
    with pytest.raises(TranscriberClosed, match="shut down"):
        await waiting.final("b", AUDIO)


async def test_closing_closes_a_recogniser_that_can_be_closed(engine):
    closed = []
    engine.close = lambda: closed.append(True)
    engine.gate.set()
    queue = TranscriptionQueue(engine)
    await queue.final("a", AUDIO)
    await asyncio.to_thread(queue.close)
    assert closed == [True]


async def test_the_event_loop_goes_on_while_the_model_works(waiting, engine):
    task = await occupy(waiting, engine)
    for _ in range(100):
        await asyncio.sleep(0)
    assert not task.done()
    engine.gate.set()
    assert (await task).text == "first"


async def test_the_load_counts_audio_and_work(waiting, engine):
    engine.gate.set()
    await waiting.final("a", AUDIO)
    await waiting.partial("a", AUDIO)
    load = waiting.load()
    assert (load.finals, load.partials, load.waiting_finals, load.waiting_partials) == (1, 1, 0, 0)
    assert load.audio_s == pytest.approx(0.2)
    assert load.busy_s > 0


Work = st.tuples(st.sampled_from("abc"), st.booleans())


@settings(max_examples=40, deadline=None)
@given(st.lists(Work, max_size=SESSION_WAITING))
def test_every_final_is_answered_and_no_partial_goes_before_a_waiting_final(work):
    async def scenario():
        engine = Gated()
        queue = TranscriptionQueue(engine)
        first = await occupy(queue, engine)
        tasks = []
        for number, (session, partial) in enumerate(work):
            submitted = queue.partial if partial else queue.final
            prompt = f"{'p' if partial else 'f'}{number}{session}"
            tasks.append((prompt, await submit(submitted(session, AUDIO, prompt=prompt))))
        engine.gate.set()
        await first
        answers = {prompt: await task for prompt, task in tasks}
        await asyncio.to_thread(queue.close)
        return engine.done[1:], answers

    done, answers = asyncio.run(scenario())
    finals = [prompt for prompt in answers if prompt.startswith("f")]
    assert sorted(done[: len(finals)]) == sorted(finals)
    for session in "abc":
        own = [prompt for prompt in finals if prompt.endswith(session)]
        assert [prompt for prompt in done if prompt in own] == own
    assert all(answers[prompt].text == prompt for prompt in finals)
    made = done[len(finals) :]
    assert len({prompt[-1] for prompt in made}) == len(made)
    assert all((answer is None) == (prompt not in done) for prompt, answer in answers.items())


# ---- engines that take several pieces at once --------------------------------------------------------------


@dataclass
class Batching(Gated):
    """Takes batches; a piece whose prompt is "fail" spoils the whole batch."""

    replicas: int = 1
    batches: list[list[str]] = field(default_factory=list)

    def frames(self, samples, *, partial):
        return 300 if partial else 800

    def prepare(self, audio, *, prompt="", partial=False):
        return Piece(audio, partial, self.frames(len(audio), partial=partial), prompt)

    def recognize_batch(self, pieces):
        self.busy.set()
        assert self.gate.wait(10)
        prompts = [piece.prompt for piece in pieces]
        self.batches.append(prompts)
        if "fail" in prompts:
            raise RuntimeError("no luck")
        mel_s = sum(piece.frames for piece in pieces) / 100
        return Batch(tuple(map(Recognition, prompts)), encode_s=0.01, decode_s=0.01, mel_s=mel_s)


def paying():
    """Costs by which a batch of any size takes as long as one piece."""
    known = Costs()
    for final, frames in ((True, 800), (False, 300)):
        for batch in range(1, 9):
            known.observe(Shape(final, frames), batch, Cost(20, 0))
    return known


TUNING = replace(DEFAULTS["cuda"], gather_ms=0.0, batch=8)


@pytest.fixture
def batching():
    engine = Batching()
    queue = TranscriptionQueue(engine, tuning=TUNING, costs=paying())
    yield queue, engine
    engine.gate.set()
    queue.close()


async def test_finals_of_several_sessions_share_a_batch(batching):
    queue, engine = batching
    first = await occupy(queue, engine)
    tasks = [await submit(queue.final(session, AUDIO, prompt=session)) for session in "abc"]
    engine.gate.set()
    assert [(await task).text for task in tasks] == ["a", "b", "c"]
    await first
    assert engine.batches == [["first"], ["a", "b", "c"]]
    load = queue.load()
    assert (load.finals, load.final_batches, load.largest_batch) == (4, 2, 3)
    assert load.final_mel_s == pytest.approx(32.0)


async def test_a_piece_that_fails_spoils_no_other_of_its_batch(batching):
    queue, engine = batching
    first = await occupy(queue, engine)
    fine, bad = [await submit(queue.final(name, AUDIO, prompt=name)) for name in ("fine", "fail")]
    engine.gate.set()
    assert (await fine).text == "fine"
    with pytest.raises(EngineFailed):
        await bad
    await first
    assert queue.load().failed == 1


async def test_work_given_up_before_it_is_begun_is_saved_and_after_that_lost(batching):
    queue, engine = batching
    begun = await occupy(queue, engine)
    waiting = await submit(queue.final("a", AUDIO, prompt="a"))
    for task in (waiting, begun):
        task.cancel()
    await asyncio.gather(waiting, begun, return_exceptions=True)
    assert queue.load().waiting_finals == 0
    engine.gate.set()
    assert (await queue.final("b", AUDIO, prompt="b")).text == "b"
    assert engine.batches == [["first"], ["b"]]
    assert (queue.load().dropped, queue.load().discarded) == (1, 1)


async def test_a_session_that_floods_is_refused_and_others_are_not(batching):
    queue, engine = batching
    tasks = [await occupy(queue, engine)]
    tasks += [await submit(queue.final("flood", AUDIO)) for _ in range(SESSION_WAITING)]
    with pytest.raises(TranscriberFull, match="this interview's audio"):
        await queue.final("flood", AUDIO)
    tasks.append(await submit(queue.final("other", AUDIO, prompt="other")))
    engine.gate.set()
    assert (await tasks[-1]).text == "other"
    await asyncio.gather(*tasks)


async def test_a_caption_that_would_hold_up_finals_too_long_is_none(engine):
    costs = Costs()
    costs.observe(Shape(final=False, frames=300), 1, Cost(10_000, 0))
    queue = TranscriptionQueue(Batching(), tuning=TUNING, costs=costs)
    assert await queue.partial("a", AUDIO) is None
    assert queue.load().skipped == 1
    await asyncio.to_thread(queue.close)


async def test_several_replicas_work_beside_each_other():
    engine = Batching(replicas=2)
    queue = TranscriptionQueue(engine, tuning=replace(TUNING, replicas=2, batch=1), costs=paying())
    both = threading.Barrier(2, timeout=10)
    alone = engine.recognize_batch
    engine.gate.set()
    engine.recognize_batch = lambda pieces: (both.wait(), alone(pieces))[1]
    heard = await asyncio.gather(queue.final("a", AUDIO, prompt="a"), queue.final("b", AUDIO, prompt="b"))
    assert [each.text for each in heard] == ["a", "b"]
    await asyncio.to_thread(queue.close)


async def test_captions_come_more_seldom_the_longer_they_are(batching):
    queue, engine = batching
    engine.gate.set()
    engine.frames = lambda samples, partial: samples // 160
    assert queue.caption_interval(12.0) > queue.caption_interval(6.0) > 0
    assert queue.caption_interval(12.0) >= 12.0 / TUNING.caption_work


async def test_what_batches_take_is_learnt(batching):
    queue, engine = batching
    engine.gate.set()
    await queue.final("a", AUDIO)
    assert queue.costs()[True, 800, 1].total_ms < 20
