import asyncio
import threading
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.speech.errors import EngineFailed, TranscriberClosed, TranscriberFull
from service.speech.ports import EngineInfo, Recognition
from service.speech.worker import TranscriptionQueue


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
@given(st.lists(Work, max_size=12))
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
    assert done[: len(finals)] == finals
    assert all(answers[prompt].text == prompt for prompt in finals)
    made = done[len(finals) :]
    assert len({prompt[-1] for prompt in made}) == len(made)
    assert all((answer is None) == (prompt not in done) for prompt, answer in answers.items())
