"""The real interviewer in a live conversation, with scripted engines, in virtual time."""

from __future__ import annotations

import asyncio

import pytest

from agents.errors import ModelAnswerInvalid, ModelTimeout, ModelUnavailable
from agents.interviewer import Interviewer
from agents.llm import ModelSpeaker
from agents.setup import Setup
from rubrics.loader import load
from service import derive
from service.events import Created, Finished, Heard, InterviewerTurn
from service.session import messages as wire
from service.session.brief import Brief
from tests import live_room
from tests.live_room import LiveRoom, Log
from tests.virtual_time import virtual_time

LIBRARY = load()


def room_of(loop, monkeypatch, **chosen):
    setup = Setup.choose(LIBRARY, loop, **chosen)
    monkeypatch.setattr(live_room, "BRIEF", Brief.of("i1", setup, "espeak-ng"))
    monkeypatch.setattr(live_room, "LEXICON", LIBRARY.lexicon)
    created = Created(
        at_s=0,
        loop=loop,
        minutes=setup.minutes,
        level=setup.level.id,
        problem=setup.problem.id,
        persona=setup.persona.id,
        style=setup.style.id,
        seed=0,
    )
    live = LiveRoom(log=Log([created]))
    live.mind = Interviewer(setup)
    return live


def test_a_queue_without_a_reason_is_asked_about_within_two_turns(monkeypatch):
    @virtual_time
    async def interview():
        live = await room_of("pm-system-design", monkeypatch).open()
        browser = await live.enter()
        await browser.until(lambda: live.log.of(Heard))
        asked = len(live.log.of(InterviewerTurn))
        await browser.speak(
            "we have eight million users a day and a queue sits between upload and transcoder"
        )
        await browser.until(lambda: len(live.log.of(InterviewerTurn)) >= asked + 1)
        await browser.until(lambda: len(live.log.of(Heard)) >= asked + 1)
        if "queue" not in browser.said():
            await browser.speak("as I told you")
            await browser.until(lambda: "queue" in browser.said(), limit_s=30)
        transcript = derive.transcript(live.log.events)
        assert any(turn.speaker == "candidate" and "queue" in turn.text for turn in transcript.turns)
        assert any(turn.speaker == "interviewer" and "queue" in turn.text for turn in transcript.turns)
        await live.close()

    interview()


@pytest.mark.parametrize("loop", ["pm-system-design", "em-system-design", "tech-deep-dive"])
def test_a_silent_candidate_is_led_through_every_phase_to_the_end_in_time(loop, monkeypatch):
    @virtual_time
    async def interview():
        live = await room_of(loop, monkeypatch, minutes=15).open()
        browser = await live.enter()
        browser._tasks[1].cancel()
        await browser.until(lambda: browser.farewell is not None, limit_s=15 * 60 + 120)
        finished = live.log.of(Finished)[0]
        assert finished.reason == "finished"
        assert finished.at_s <= 15 * 60 + 60
        assert live.over == 1
        entered = {event.phase for event in live.log.events if hasattr(event, "phase")}
        assert entered == {phase.id for phase in live_room.BRIEF.phases}
        assert browser.of(wire.Ended)[0].reason == "finished"

    interview()


def test_an_interview_killed_in_the_middle_goes_on_with_what_it_knew(monkeypatch):
    @virtual_time
    async def interview():
        live = room_of("pm-system-design", monkeypatch)
        await live.open()
        browser = await live.enter()
        await browser.until(lambda: live.log.of(Heard))
        await browser.speak("a queue sits between upload and transcoder and over to you")
        await browser.until(lambda: len(live.log.of(Heard)) >= 2)
        before = live.mind.state
        await browser.leave()
        await live.conversation._shut()
        live.mind = Interviewer(live.mind.setup)
        await live.open()
        assert live.mind.state.ledger.components.keys() == before.ledger.components.keys()
        assert live.mind.clock.phase == before.clock.phase
        again = await live.enter()
        again.sequence = browser.sequence
        await asyncio.sleep(0.5)
        await again.speak("it absorbs the bursts because uploads come in waves")
        await again.until(lambda: len(derive.transcript(live.log.events).turns) >= 4)
        await live.close()

    interview()


class Failing:
    """A language model that speaks well at first, then stalls, breaks off and refuses in turn."""

    name = "failing"

    def __init__(self):
        self.asked = 0
        self.thoughts = 0

    async def stream(self, prompt):
        self.asked += 1
        match self.asked % 4:
            case 1:
                yield "Let me ask about that. "
            case 2:
                raise ModelTimeout("It said nothing for 2.5 s.")
            case 3:
                yield "One "
                raise ModelUnavailable("It broke off.")
            case _:
                raise ModelUnavailable("429")

    async def structured(self, prompt, shape, timeout_s):
        self.thoughts += 1
        await asyncio.sleep(3.0)
        raise ModelAnswerInvalid("It did not answer with Proposals.")


def test_a_conversation_goes_on_when_its_language_model_fails_in_the_middle(monkeypatch):
    @virtual_time
    async def interview():
        live = room_of("pm-system-design", monkeypatch)
        model = Failing()
        live.mind = Interviewer(live.mind.setup, ModelSpeaker(live.mind.setup, model))
        await live.open()
        browser = await live.enter()
        await browser.until(lambda: live.log.of(Heard))
        lines = (
            "we have a kafka queue between upload and transcoder and over to you",
            "and there is elasticsearch off to the side and over to you",
            "we also run a graph database and over to you",
            "everything sits in kubernetes and over to you",
            "and we put a service mesh on top and over to you",
        )
        for line in lines:
            heard = len(live.log.of(Heard))
            await browser.speak(line)
            await browser.until(lambda heard=heard: len(live.log.of(Heard)) > heard, limit_s=30)
        assert model.asked >= 4
        questions = list(live.log.of(InterviewerTurn))[1:]
        assert len(questions) >= 4
        said = browser.said()
        assert said.count("?") >= 4
        for name in ("queue", "lasticsearch", "graph database"):
            assert name in said

    interview()
