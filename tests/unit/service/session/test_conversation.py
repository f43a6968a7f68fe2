"""A whole conversation with scripted engines, in virtual time."""

from __future__ import annotations

import asyncio
import itertools
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from agents.interviewer import Began, BoardChanged, DoneEarly, HintAsked, Moved, Silence, Spoke, Talking
from agents.moves import CutIn
from service.errors import StoreFailed
from service.events import (
    BoardDrawn,
    CandidateTurn,
    Finished,
    Heard,
    InterviewerTurn,
    Paused,
    Resumed,
    Ticked,
)
from service.session import messages as wire
from service.speech.errors import EngineFailed, TranscriberFull
from tests.live_room import BRIEF, Answer, Browser, LiveRoom, Log, Prosody, Tape, polite
from tests.virtual_time import virtual_time


@asynccontextmanager
async def room(answer=polite, **options):
    live = LiveRoom(answer, **options)
    await live.open()
    try:
        yield live
    finally:
        await live.close()


class SlowLog(Log):
    """A log that takes its time, and says what it is storing."""

    storing: type | None = None

    async def append(self, *events):
        self.storing = type(events[-1])
        await asyncio.sleep(0.3)
        return await super().append(*events)


async def greeted(live, **options):
    browser = await live.enter(**options)
    await browser.until(lambda: live.log.of(Heard))
    return browser


@virtual_time
async def test_it_greets_listens_asks_and_stores_both_turns_before_it_speaks():
    async with room() as live:
        browser = await greeted(live)
        assert browser.said() == "Hello there. Please begin."
        await browser.speak("we put a queue there")
        await browser.until(lambda: len(live.log.of(Heard)) == 2)
        kinds = [type(event) for event in live.log.events]
        assert kinds == [Resumed, InterviewerTurn, Heard, CandidateTurn, InterviewerTurn, Heard]
        turn = live.log.of(CandidateTurn)[0]
        assert turn.text == "we put a queue there"
        assert turn.at_s - turn.start_s == pytest.approx(5 * 0.32 + 0.3, abs=0.1)
        assert [heard.text for heard in live.log.of(Heard)] == [
            "Hello there. Please begin.",
            "Why that queue? What fails without it?",
        ]
        assert all(heard.complete for heard in live.log.of(Heard))
        assert [state.state for state in browser.of(wire.State)] == [
            "speaking",
            "listening",
            "thinking",
            "speaking",
            "listening",
        ]
        assert browser.of(wire.Caption)[-1] == wire.Caption(
            turn="t2", stable="we put a queue there", final=True
        )


@virtual_time
async def test_the_reply_is_heard_soon_after_the_endpoint_and_its_spans_are_stored():
    async with room() as live:
        browser = await greeted(live)
        live.spans.clear()
        await browser.speak("we put a queue there")
        ended = live.clock()
        await browser.until(lambda: len({utterance for _, utterance, _ in browser.times}) == 2)
        first = next(at for at, utterance, _ in browser.times if utterance == 1)
        assert 0.6 <= first - ended <= 0.75
        await browser.until(lambda: len(live.log.of(Heard)) == 2)
        measured = dict(live.spans)
        assert 0.6 <= measured["endpoint_wait"] <= 0.7
        assert measured["final"] < 0.01
        assert sum(measured.values()) < 0.85
        hearing = live.log.of(CandidateTurn)[0].spans_ms
        assert set(hearing) == {"endpoint_wait", "final"}
        assert set(live.log.of(Heard)[1].spans_ms) == {
            "decide",
            "first_token",
            "first_sentence",
            "synthesis",
            "send",
            "playout",
        }


@virtual_time
async def test_a_reply_prepared_in_a_pause_is_thrown_away_when_the_candidate_goes_on():
    async with room() as live:
        browser = await greeted(live)
        await browser.speak("we put a queue there")
        await asyncio.sleep(0.45)
        assert any(isinstance(event, Spoke) for event in live.mind.considered)
        assert live.mind.state == (Began(),)
        await browser.speak("and a cache before it")
        await browser.until(lambda: live.log.of(CandidateTurn))
        assert live.log.of(CandidateTurn)[0].text == "we put a queue there and a cache before it"
        assert len(live.log.of(InterviewerTurn)) == 2
        assert len([event for event in live.mind.state if isinstance(event, Spoke)]) == 1


@virtual_time
async def test_a_thinker_is_not_cut_off():
    async with room() as live:
        browser = await greeted(live)
        await browser.speak("we need it because")
        await asyncio.sleep(2.2)
        await browser.speak("uploads are slow")
        await browser.until(lambda: live.log.of(CandidateTurn))
        assert live.log.of(CandidateTurn)[0].text == "we need it because uploads are slow"


@virtual_time
async def test_the_browser_never_holds_much_more_than_the_lead():
    async with room(lambda event: Answer("word " * 60) if isinstance(event, Began) else None) as live:
        browser = await greeted(live)
        start = browser.times[0][0]
        for at, _, samples in browser.times:
            assert samples / 16_000 <= at - start + 0.3 + 0.041


@virtual_time
async def test_an_interruption_stops_the_voice_and_keeps_only_the_words_heard():
    long = " ".join(f"w{index:02}" for index in range(20))
    async with room(lambda event: Answer(long) if isinstance(event, Began) else None) as live:
        browser = await live.enter()
        await browser.until(lambda: browser.times)
        await asyncio.sleep(0.5)
        browser.say("wait hold on please")
        await browser.until(lambda: live.log.of(Heard))
        heard = live.log.of(Heard)[0]
        assert not heard.complete
        played = browser._played[0] / 1_600
        assert abs(len(heard.text.split()) - played) <= 1
        assert long.startswith(heard.text)
        assert [clear.action for clear in browser.of(wire.Clear)] == ["pause", "flush"]
        await browser.until(lambda: live.log.of(CandidateTurn))
        assert live.log.of(CandidateTurn)[0].text == "wait hold on please"
        assert sum(samples for samples, _ in live.tape.voice) == browser._played[0]
        assert live.tape.voice[0][1] == pytest.approx(heard.start_s)
        assert live.tape.cuts == [pytest.approx(heard.at_s, abs=0.01)]


@virtual_time
async def test_a_back_channel_pauses_the_voice_for_a_moment_and_makes_no_turn():
    long = " ".join(f"w{index:02}" for index in range(40))
    async with room(lambda event: Answer(long) if isinstance(event, Began) else None) as live:
        browser = await live.enter()
        await browser.until(lambda: browser.times)
        await asyncio.sleep(1.6)
        browser.say("okay")
        await browser.until(lambda: live.log.of(Heard))
        assert live.log.of(Heard)[0].text == long
        assert [clear.action for clear in browser.of(wire.Clear)] == ["pause", "resume"]
        await asyncio.sleep(5)
        assert not live.log.of(CandidateTurn)


@virtual_time
async def test_a_candidate_who_goes_on_while_the_reply_is_being_made_is_not_talked_over():
    async with room() as live:
        browser = await greeted(live)
        live.mouth.delay_s = 2.0
        await browser.speak("we put a queue there")
        await asyncio.sleep(0.8)
        await browser.speak("no wait a topic is better")
        await browser.until(lambda: len(live.log.of(CandidateTurn)) == 2)
        assert live.log.of(Heard)[1].text == ""
        assert not [at for at, utterance, _ in browser.times if utterance == 1]


@virtual_time
async def test_done_ends_the_turn_at_once_and_without_a_turn_ends_the_phase():
    async with room() as live:
        browser = await greeted(live)
        await browser.speak("we need it because")
        await browser.send(wire.Done())
        await browser.until(lambda: live.log.of(CandidateTurn), limit_s=0.5)
        await browser.until(lambda: len(live.log.of(Heard)) == 2)
        await asyncio.sleep(0.1)
        await browser.send(wire.Done())
        await asyncio.sleep(0.1)
        assert any(isinstance(event, DoneEarly) for event in live.mind.considered)


@virtual_time
async def test_a_typed_answer_is_a_turn_and_stops_the_voice():
    async with room() as live:
        browser = await live.enter()
        await browser.until(lambda: browser.times)
        await browser.send(wire.Typed(text="  I would use a queue.  "))
        await browser.until(lambda: live.log.of(CandidateTurn))
        turn = live.log.of(CandidateTurn)[0]
        assert (turn.text, turn.typed) == ("I would use a queue.", True)
        assert not live.log.of(Heard)[0].complete
        assert live.log.events.index(live.log.of(Heard)[0]) < live.log.events.index(turn)


@virtual_time
async def test_what_was_said_before_typing_is_a_turn_of_its_own_and_both_get_one_answer():
    async with room() as live:
        browser = await greeted(live)
        await browser.speak("the answer is")
        await browser.send(wire.Typed(text="42"))
        await browser.until(lambda: len(live.log.of(Heard)) == 2)
        spoken, typed = live.log.of(CandidateTurn)
        assert (spoken.text, spoken.typed, typed.text, typed.typed) == ("the answer is", False, "42", True)
        assert spoken.at_s <= typed.start_s
        assert [type(event) for event in live.log.events[-4:]] == [
            CandidateTurn,
            CandidateTurn,
            InterviewerTurn,
            Heard,
        ]
        assert [event.turn.text for event in live.mind.state[1:]] == ["the answer is", "42"]
        finals = [caption for caption in browser.of(wire.Caption) if caption.final]
        assert [(caption.turn, caption.stable) for caption in finals] == [
            ("t2", "the answer is"),
            ("t3", "42"),
        ]


@virtual_time
async def test_speech_without_words_before_typing_makes_no_turn():
    async with room() as live:
        browser = await greeted(live)
        live.ears.error = EngineFailed("no words")
        await browser.speak("the answer is")
        await browser.send(wire.Typed(text="42"))
        await browser.until(lambda: len(live.log.of(Heard)) == 2)
        assert [turn.text for turn in live.log.of(CandidateTurn)] == ["42"]


@virtual_time
async def test_spaces_typed_are_no_answer():
    async with room() as live:
        browser = await greeted(live)
        await browser.send(wire.Typed(text="   "))
        await asyncio.sleep(1)
        assert not live.log.of(CandidateTurn)


@virtual_time
async def test_silence_is_told_to_the_interviewer_second_by_second_with_or_without_a_microphone():
    async with room() as live:
        browser = await greeted(live)
        await asyncio.sleep(5.1)
        with_microphone = [e.seconds for e in live.mind.considered if isinstance(e, Silence)]
        assert with_microphone[:4] == [1, 2, 3, 4]
        browser._tasks[1].cancel()
        live.mind.considered.clear()
        await asyncio.sleep(5.1)
        assert len([e for e in live.mind.considered if isinstance(e, Silence)]) in (4, 5)


@virtual_time
async def test_only_what_was_decided_counts_as_a_decision():
    async with room() as live:
        await greeted(live)
        live.spans.clear()
        await asyncio.sleep(20)
        assert any(isinstance(event, Silence) for event in live.mind.considered)
        assert live.spans == []


@virtual_time
async def test_a_silence_may_be_broken():
    def prompting(event):
        return Answer("Take your time.") if event == Silence(10) else polite(event)

    async with room(prompting) as live:
        browser = await greeted(live)
        await browser.until(lambda: "Take your time." in browser.said(), limit_s=11)


@virtual_time
async def test_the_interviewer_cuts_in_on_one_who_talks_on_and_keeps_all_that_was_said():
    def impatient(event):
        if isinstance(event, Talking) and len(event.text.split()) > 20:
            return Answer("Let me stop you there. Why that queue?", move=CutIn(cause="gap"))
        return polite(event)

    async with room(impatient) as live:
        browser = await greeted(live)
        words = " ".join(f"w{index}" for index in range(60))
        browser.say(words)
        await browser.until(lambda: "Why that queue?" in browser.said())
        await browser.until(lambda: len(live.log.of(Heard)) == 2)
        assert live.log.of(Heard)[1].complete
        turn = live.log.of(CandidateTurn)[0]
        assert words.startswith(turn.text)
        assert len(turn.text.split()) > 20
        assert live.mind.cut_turns[0].text == turn.text
        await asyncio.sleep(25)
        stored = " ".join(event.text for event in live.log.of(CandidateTurn)).split()
        assert len(stored) >= 58
        assert sorted(set(stored), key=stored.index) == sorted(set(stored), key=lambda word: int(word[1:]))


@virtual_time
async def test_a_cut_in_is_heard_after_the_turn_that_it_cut_and_that_turn_ends_where_it_was_cut():
    def answer(event):
        if isinstance(event, Talking) and event.breathless_s > 5:
            return Answer("Let me stop you there.", move=CutIn(cause="time"))
        return polite(event)

    async with room(answer) as live:
        live.ears.delay_s = 1.0
        browser = await greeted(live)
        browser.say(" ".join(f"w{index}" for index in range(40)))
        await browser.until(lambda: len(live.log.of(Heard)) == 2)
        cut, asked, heard = (
            live.log.of(CandidateTurn)[0],
            live.log.of(InterviewerTurn)[1],
            live.log.of(Heard)[1],
        )
        assert cut.at_s == pytest.approx(asked.at_s, abs=0.1)
        assert cut.at_s <= heard.start_s


@virtual_time
async def test_pausing_stops_clock_ears_and_voice_and_resuming_goes_on():
    async with room() as live:
        browser = await live.enter()
        await browser.until(lambda: browser.times)
        await browser.send(wire.Pause())
        await browser.send(wire.Pause())
        stood = live.conversation.brief and live.conversation._time.now_s()
        sent = len(browser.times)
        frames = len(live.tape.frames)
        browser.say("nobody hears this")
        await asyncio.sleep(60)
        assert live.conversation._time.now_s() == stood
        assert len(browser.times) <= sent + 1
        assert len(live.tape.frames) <= frames + 1
        await browser.send(wire.Resume())
        await browser.send(wire.Resume())
        await browser.until(lambda: live.log.of(Heard))
        assert live.log.of(Heard)[0].text == "Hello there. Please begin."
        await asyncio.sleep(5)
        assert not live.log.of(CandidateTurn)
        assert [event.cause for event in live.log.of(Paused)] == ["candidate"]
        assert len(live.log.of(Resumed)) == 2
        assert [state.state for state in browser.of(wire.State)][:3] == ["speaking", "paused", "speaking"]


@virtual_time
async def test_a_lost_connection_stops_the_clock_and_the_rest_of_the_question_is_said_afterwards():
    text = "First sentence here. Second sentence here. Third."
    async with room(lambda event: Answer(text) if isinstance(event, Began) else None) as live:
        first = await live.enter()
        await first.until(lambda: len(first.times) > 12)
        await first.leave()
        at_s = live.conversation._time.now_s()
        await asyncio.sleep(100)
        assert live.conversation._time.now_s() == at_s
        second = await live.enter()
        ready = second.of(wire.Ready)[0]
        assert ready.last_audio == first.sequence - 1
        assert ready.utterance == 1
        await second.until(lambda: live.log.of(Heard))
        heard = live.log.of(Heard)
        assert [event.text for event in heard] == ["First sentence here. Second sentence here. Third."]
        assert second.of(wire.Say)[0].utterance == 1
        assert second.said() in {
            "Second sentence here. Third.",
            "First sentence here. Second sentence here. Third.",
        }
        assert len(live.log.of(InterviewerTurn)) == 1


@virtual_time
async def test_missing_audio_is_resent_and_heard_once():
    async with room() as live:
        first = await greeted(live)
        await first.speak("we put a")
        await first.leave()
        lost = live.voice.sound("queue there").tobytes()
        await asyncio.sleep(3)
        second = Browser(live)
        second.sequence = first.sequence
        second.sent = first.sent
        await second.enter()
        for number, pcm in first.sent[-5:]:
            await live.conversation.hear(number, pcm)
        step = 1_280
        for start in range(0, len(lost), step):
            await live.conversation.hear(second.sequence, lost[start : start + step])
            second.sequence += 1
        await second.until(lambda: live.log.of(CandidateTurn))
        assert live.log.of(CandidateTurn)[0].text == "we put a queue there"
        numbers = [number for number, _, _ in live.tape.frames]
        assert numbers == sorted(set(numbers))


@virtual_time
async def test_stored_audio_is_acknowledged():
    async with room() as live:
        browser = await greeted(live)
        acks = [ack.sequence for ack in browser.of(wire.Ack)]
        assert acks
        assert acks == sorted(acks)
        assert acks[-1] <= live.tape.last_sequence


@virtual_time
async def test_a_second_tab_takes_over_and_the_first_is_told():
    async with room() as live:
        first = await live.enter()
        await first.until(lambda: first.times)
        second = await live.enter()
        await second.until(lambda: live.log.of(Heard))
        assert first.of(wire.Ended)[0].reason == "taken_over"
        assert first.farewell.code == 4001
        assert live.log.of(Heard)[0].text == "Hello there. Please begin."
        await live.conversation.detach(first.outbox)
        assert live.conversation.channel.connected
        assert not live.log.of(Paused)


@virtual_time
async def test_after_a_crash_it_goes_on_where_the_log_stood():
    async with room() as live:
        browser = await greeted(live)
        await browser.speak("we put a queue there")
        await browser.until(lambda: len(live.log.of(Heard)) == 2)
        await browser.leave()
        await live.restart()
        again = await live.enter()
        ready = again.of(wire.Ready)[0]
        assert [line.text for line in ready.lines] == [
            "Hello there. Please begin.",
            "we put a queue there",
            "Why that queue? What fails without it?",
        ]
        assert ready.last_audio == live.tape.last_sequence
        assert ready.utterance == 2
        assert ready.elapsed_s > 3
        assert [type(event) for event in live.mind.state] == [Moved, Spoke, Moved]
        again.sequence = ready.last_audio + 1
        await again.speak("it absorbs bursts")
        await again.until(lambda: len(live.log.of(CandidateTurn)) == 2)
        ids = [e.turn for e in live.log.events if isinstance(e, CandidateTurn | InterviewerTurn)]
        assert len(ids) == len(set(ids))


@virtual_time
async def test_what_was_being_said_when_the_process_died_is_not_lost():
    async with room() as live:
        browser = await greeted(live)
        await browser.speak("we put a queue there")
        await browser.leave()
        await live.restart()
        again = await live.enter()
        ready = again.of(wire.Ready)[0]
        assert ready.elapsed_s == pytest.approx(live.tape.frames[-1][2], abs=0.2)
        again.sequence = ready.last_audio + 1
        await again.speak("because bursts fail")
        await again.until(lambda: len(live.log.of(Heard)) == 2)
        turn = live.log.of(CandidateTurn)[0]
        assert turn.text == "we put a queue there because bursts fail"
        assert turn.start_s == pytest.approx(live.log.of(Heard)[0].at_s, abs=0.3)
        assert len(live.log.of(CandidateTurn)) == 1
        assert not [event for event in live.mind.considered if isinstance(event, Silence)]


@virtual_time
async def test_a_turn_that_was_over_and_not_stored_when_the_process_died_is_answered():
    async with room() as live:
        browser = await greeted(live)
        live.ears.delay_s = 5.0
        await browser.speak("we put a queue there")
        await asyncio.sleep(3)
        assert not live.log.of(CandidateTurn)
        await browser.leave()
        live.ears.delay_s = 0.05
        await live.restart()
        again = await live.enter()
        await again.until(lambda: len(live.log.of(Heard)) == 2)
        assert live.log.of(CandidateTurn)[0].text == "we put a queue there"
        assert again.said() == "Why that queue? What fails without it?"


@virtual_time
async def test_minutes_of_speech_survive_the_death_of_the_process():
    words = " ".join(f"w{index}" for index in range(300))
    async with room() as live:
        browser = await greeted(live)
        await browser.speak(words)
        await browser.leave()
        await live.restart()
        await live.enter()
        await asyncio.sleep(10)
        assert len(live.log.of(CandidateTurn)[0].text.split()) >= 295


@virtual_time
async def test_an_interruption_under_way_when_the_process_died_is_answered_in_place_of_the_rest():
    long = " ".join(f"w{index:02}" for index in range(40))

    def answer(event):
        return Answer(long) if isinstance(event, Began) else polite(event)

    async with room(answer) as live:
        browser = await live.enter()
        await browser.until(lambda: browser.times)
        await asyncio.sleep(0.5)
        live.log.error = StoreFailed("the process is about to die")
        await browser.speak("wait hold on please")
        await browser.leave()
        live.log.error = None
        await live.restart()
        again = await live.enter()
        await again.until(lambda: live.log.of(CandidateTurn))
        assert live.log.of(CandidateTurn)[0].text == "wait hold on please"
        await again.until(lambda: live.log.of(Heard))
        assert "w01" not in again.said()


@virtual_time
async def test_a_recording_that_cannot_be_read_does_not_keep_the_room_shut():
    async with room() as live:
        browser = await greeted(live)
        await browser.speak("we put a queue there")
        await browser.leave()
        live.tape.error = OSError("gone")
        await live.restart()
        again = await live.enter()
        assert again.of(wire.Ready)


@virtual_time
async def test_who_reloads_in_the_middle_of_a_question_sees_what_was_heard_of_it():
    text = "First sentence here. Second sentence here. Third."
    async with room(lambda event: Answer(text) if isinstance(event, Began) else None) as live:
        first = await live.enter()
        await first.until(lambda: first._played.get(0, 0) > 6_400)
        second = await live.enter()
        assert [(line.turn, line.text) for line in second.of(wire.Ready)[0].lines] == [
            ("t1", "First sentence here.")
        ]
        await second.until(lambda: live.log.of(Heard))
        assert second.said() == "Second sentence here. Third."
        assert live.log.of(Heard)[0].text == text


@virtual_time
async def test_who_reloads_while_speaking_sees_the_words_so_far():
    async with room() as live:
        browser = await greeted(live)
        await browser.speak("we put a queue there and")
        await asyncio.sleep(0.4)
        second = await live.enter()
        assert second.of(wire.Caption)[0].stable == "we put a queue there and"


@virtual_time
async def test_a_question_stored_but_not_heard_before_a_crash_is_said_again():
    async with room() as live:
        browser = await live.enter()
        await browser.until(lambda: browser.times)
        await live.restart()
        again = await live.enter()
        await again.until(lambda: live.log.of(Heard))
        assert again.said() == "Hello there. Please begin."
        assert len(live.log.of(InterviewerTurn)) == 1
        assert live.log.of(Heard)[0].turn == "t1"


@virtual_time
async def test_a_turn_stored_but_not_answered_before_a_crash_is_answered():
    log = Log()
    async with room(log=log) as live:
        browser = await greeted(live)
        await browser.leave()
    log.events.append(CandidateTurn(at_s=9, turn="t2", phase="scope", start_s=7, text="a queue sits there"))
    async with room(log=log) as live:
        again = await live.enter()
        await again.until(lambda: "Why that queue?" in again.said())
        assert live.mind.state[-1].turn.id == "t2"
        assert len(log.of(CandidateTurn)) == 1


@virtual_time
async def test_the_last_words_end_the_interview():
    def closing(event):
        return Answer("Thank you. Goodbye.", ends=True) if isinstance(event, Spoke) else polite(event)

    async with room(closing) as live:
        browser = await greeted(live)
        await browser.speak("that is all")
        await browser.until(lambda: browser.farewell is not None)
        assert live.log.events[-1] == Finished(at_s=live.log.events[-1].at_s, reason="finished")
        assert live.log.of(Heard)[-1].text == "Thank you. Goodbye."
        assert browser.of(wire.Ended)[0].report == "/v1/interviews/i1/report.json"
        assert browser.farewell.code == 1000
        assert live.over == 1
        assert live.conversation.ended
        late = await live.enter()
        await late.until(lambda: late.farewell is not None)
        assert late.of(wire.Ready)[0].state == "ended"
        assert late.of(wire.Ended)[0].reason == "finished"
        await live.conversation.receive(wire.Typed(text="too late"))
        await live.conversation.detach(late.outbox)


@virtual_time
async def test_the_candidate_may_end_it_in_the_middle_of_a_word_and_nothing_said_is_lost():
    async with room() as live:
        browser = await greeted(live)
        await browser.speak("we put a queue there")
        await browser.send(wire.End())
        await browser.until(lambda: browser.farewell is not None)
        assert live.log.of(CandidateTurn)[0].text.startswith("we put a queue")
        assert live.log.of(Finished)[0].reason == "candidate"
        assert browser.of(wire.Ended)[0].reason == "candidate"


@virtual_time
async def test_an_end_while_the_last_words_are_being_stored_waits_for_them():
    log = SlowLog()
    async with room(log=log) as live:
        browser = await live.enter()
        await browser.until(lambda: log.storing is Heard)
        await browser.send(wire.End())
        assert [type(event) for event in live.log.events[-2:]] == [Heard, Finished]
        assert live.log.of(Heard)[0].complete
        assert sum(samples for samples, _ in live.tape.voice) == browser._played[0]
        assert live.tape.closed


@virtual_time
async def test_an_end_goes_through_though_the_connection_that_asked_for_it_is_gone():
    async with room(log=SlowLog()) as live:
        browser = await greeted(live)
        asking = asyncio.create_task(browser.send(wire.End()))
        await asyncio.sleep(0.1)
        asking.cancel()
        await asyncio.sleep(1)
        assert live.log.of(Finished)[0].reason == "candidate"
        assert live.tape.closed
        assert live.over == 1


@virtual_time
async def test_the_voice_is_recorded_when_it_is_heard_pauses_included():
    text = " ".join(f"w{index:02}" for index in range(20))
    async with room(lambda event: Answer(text) if isinstance(event, Began) else None) as live:
        browser = await live.enter()
        await browser.until(lambda: len(live.tape.voice) > 3)
        await browser.send(wire.Pause())
        before = len(live.tape.voice)
        await asyncio.sleep(60)
        await browser.send(wire.Resume())
        await asyncio.sleep(1)
        await live.restart()  # a crash keeps what was heard
        assert len(live.tape.voice) > before
        ends = [at + samples / 16_000 for samples, at in live.tape.voice]
        starts = [at for _, at in live.tape.voice]
        assert starts[1:] == pytest.approx(ends[:-1], abs=0.1)  # interview time stood still


@virtual_time
async def test_an_interview_that_ended_stays_ended_after_a_restart():
    async with room() as live:
        browser = await greeted(live)
        await browser.send(wire.End())
        await live.restart()
        late = await live.enter()
        await late.until(lambda: late.farewell is not None)
        assert late.of(wire.Ended)[0].reason == "candidate"


@virtual_time
async def test_a_hint_is_logged_and_given():
    def helpful(event):
        return Answer("Think of bursts.") if isinstance(event, HintAsked) else polite(event)

    async with room(helpful) as live:
        browser = await greeted(live)
        await browser.send(wire.Hint())
        await browser.until(lambda: "Think of bursts." in browser.said())
        assert [type(event).__name__ for event in live.log.events][3] == "HintAsked"


@virtual_time
async def test_the_whiteboard_is_logged_and_shown_to_the_interviewer():
    async with room() as live:
        browser = await greeted(live)
        node = wire.BoardNode(id="a", label="Queue")
        edge = wire.BoardEdge(id="e", source="a", target="a")
        await browser.send(wire.Board(nodes=(node,), edges=(edge,)))
        await asyncio.sleep(0.1)
        assert live.log.of(BoardDrawn)[0].board["nodes"][0]["label"] == "Queue"
        assert any(isinstance(e, BoardChanged) and e.nodes[0].label == "Queue" for e in live.mind.considered)


@virtual_time
async def test_a_phase_that_changes_without_a_word_is_stored():
    async with room() as live:
        browser = await greeted(live)
        mind, consider = live.mind, live.mind.consider

        def moving(event, now):
            reply = consider(event, now)
            return reply if reply.move else type(reply)(**{**vars(reply), "phase": "scale"})

        mind.consider = moving
        await asyncio.sleep(3)
        assert [event.phase for event in live.log.of(Ticked)] == ["scale"]
        await browser.until(lambda: browser.of(wire.PhaseChanged) and browser.got[-1] is not None, limit_s=10)
        await asyncio.sleep(6)
        assert browser.of(wire.PhaseChanged)[-1].phase == "scale"


@virtual_time
async def test_muted_nothing_is_heard():
    async with room() as live:
        browser = await greeted(live)
        await browser.send(wire.Mute(muted=True))
        await browser.speak("psst nobody hears")
        await asyncio.sleep(4)
        assert not live.log.of(CandidateTurn)
        assert live.ears.finals == []
        second = await live.enter()
        assert second.of(wire.Ready)[0].muted


# ---- engines that fail -------------------------------------------------------------------------------------


@virtual_time
async def test_a_recogniser_that_fails_is_announced_and_typing_goes_on():
    async with room() as live:
        browser = await greeted(live)
        live.ears.error = EngineFailed("broken")
        await browser.speak("we put a queue there")
        await browser.until(lambda: browser.of(wire.Notice))
        assert browser.of(wire.Notice)[0].code == "recognizer_failed"
        await asyncio.sleep(4)
        assert not live.log.of(CandidateTurn)
        await browser.send(wire.Typed(text="We put a queue there."))
        await browser.until(lambda: len(live.log.of(Heard)) == 2)


@virtual_time
async def test_a_final_refused_for_want_of_room_is_tried_again():
    async with room() as live:
        browser = await greeted(live)
        live.ears.error = TranscriberFull("full")
        await browser.speak("we put a queue there")
        await asyncio.sleep(0.5)
        live.ears.error = None
        await browser.until(lambda: live.log.of(CandidateTurn))
        assert live.log.of(CandidateTurn)[0].text == "we put a queue there"
        assert not browser.of(wire.Notice)


@virtual_time
async def test_a_transcriber_that_stays_full_or_raises_anything_does_not_kill_the_interview():
    async with room() as live:
        browser = await greeted(live)
        for error in (TranscriberFull("full"), ZeroDivisionError("bug")):
            live.ears.error = error
            await browser.speak("we put a queue there")
            await asyncio.sleep(10)
        assert len(browser.of(wire.Notice)) == 2


@virtual_time
async def test_a_synthesizer_that_fails_leaves_text():
    async with room() as live:
        live.mouth.error = EngineFailed("broken")
        browser = await greeted(live)
        assert browser.of(wire.Notice)[0].code == "synthesizer_failed"
        assert browser.said() == "Hello there. Please begin."
        assert live.log.of(Heard)[0].text == "Hello there. Please begin."
        assert live.log.of(Heard)[0].complete


@virtual_time
async def test_a_browser_without_sound_counts_as_having_read_the_words():
    async with room() as live:
        await greeted(live, sound=False)
        assert live.log.of(Heard)[0].text == "Hello there. Please begin."


@virtual_time
async def test_a_detector_that_fails_is_announced_once():
    async with room() as live:
        live.conversation._floor.hearing._detector = None
        browser = await greeted(live)
        await asyncio.sleep(20)
        assert len(browser.of(wire.Notice)) == 1


@virtual_time
async def test_an_interviewer_that_fails_keeps_the_turn_and_gives_the_floor_back():
    def failing(event):
        if isinstance(event, Spoke) and "queue" in event.turn.text:
            raise ZeroDivisionError
        return polite(event)

    async with room(failing) as live:
        browser = await greeted(live)
        await browser.speak("we put a queue there")
        await browser.until(lambda: browser.of(wire.Notice))
        assert live.log.of(CandidateTurn)[0].text == "we put a queue there"
        await browser.until_state("listening")
        await browser.speak("and a cache before it")
        await browser.until(lambda: len(live.log.of(Heard)) == 2)


@virtual_time
async def test_words_that_break_off_are_said_as_far_as_they_came():
    def breaking(event):
        if isinstance(event, Began):
            return Answer(tokens=("Hello there. ", "Please ", "beg"), error=ZeroDivisionError())
        return None

    async with room(breaking) as live:
        browser = await greeted(live)
        assert browser.said() == "Hello there. Please beg"


@virtual_time
async def test_tokens_are_spoken_sentence_by_sentence_as_they_come():
    async with room(lambda event: Answer(tokens=("Hello ", "there. ", "Please ", "begin."))) as live:
        browser = await greeted(live)
        assert [say.text for say in browser.of(wire.Say)] == ["Hello there.", "Please begin.", ""]
        assert [say.last for say in browser.of(wire.Say)] == [False, False, True]


@virtual_time
async def test_a_store_that_fails_for_a_moment_is_tried_again():
    async with room() as live:
        browser = await greeted(live)
        live.log.error = StoreFailed("locked")
        await browser.speak("we put a queue there")
        await asyncio.sleep(0.9)
        live.log.error = None
        await browser.until(lambda: live.log.of(CandidateTurn))
        assert not browser.of(wire.Notice)


@virtual_time
async def test_a_turn_that_cannot_be_stored_is_not_answered():
    async with room() as live:
        browser = await greeted(live)
        live.log.error = StoreFailed("gone")
        await browser.speak("we put a queue there")
        await browser.until(lambda: browser.of(wire.Notice))
        assert browser.of(wire.Notice)[0].code == "store_failed"
        assert len(live.mind.state) == 1
        await browser.send(wire.Hint())
        await browser.send(wire.Pause())
        live.log.error = None
        await browser.send(wire.Resume())
        await browser.speak("once more then")
        await browser.until(lambda: live.log.of(CandidateTurn))


@virtual_time
async def test_words_whose_hearing_cannot_be_stored_do_not_keep_the_floor():
    async with room() as live:
        browser = await live.enter()
        await browser.until(lambda: browser.times)
        live.log.error = StoreFailed("gone")
        await browser.until(lambda: browser.of(wire.Notice))
        live.log.error = None
        await browser.until_state("listening")
        await browser.speak("we put a queue there")
        await browser.until(lambda: live.log.of(CandidateTurn))


@virtual_time
async def test_an_interrupted_question_is_not_said_again_after_a_lost_connection():
    long = " ".join(f"w{index:02}" for index in range(40))
    async with room(lambda event: Answer(long) if isinstance(event, Began) else None) as live:
        browser = await live.enter()
        await browser.until(lambda: browser.times)
        browser._report = lambda *_, **__: asyncio.sleep(0)
        browser.say("wait hold on please")
        await browser.until(lambda: [clear for clear in browser.of(wire.Clear) if clear.action == "flush"])
        await browser.leave()
        await asyncio.sleep(1)
        assert not live.log.of(Heard)[0].complete
        again = await live.enter()
        await asyncio.sleep(1)
        assert again.of(wire.Say) == []


@virtual_time
async def test_a_recording_that_fails_is_announced_and_the_interview_goes_on():
    tape = Tape()
    async with room(tape=tape) as live:
        browser = await greeted(live)
        tape.error = OSError("disk full")
        await browser.speak("we put a queue there")
        await browser.until(lambda: len(live.log.of(Heard)) == 2)
        assert browser.of(wire.Notice)[0].code == "recording_failed"


@virtual_time
async def test_without_a_recording_audio_is_still_taken_once():
    async with room(recorded=False) as live:
        browser = await greeted(live)
        await browser.leave()
        again = await live.enter()
        assert again.of(wire.Ready)[0].last_audio == browser.sequence - 1
        await live.conversation.hear(0, b"\0\0" * 640)


@virtual_time
async def test_the_service_stops_cleanly_in_the_middle():
    live = await LiveRoom().open()
    browser = await live.enter()
    await browser.until(lambda: browser.times)
    await live.close()
    await browser.until(lambda: browser.farewell is not None)
    assert browser.farewell.code == 1012
    assert live.log.of(Paused)[0].cause == "stopped"


@virtual_time
async def test_a_deleted_interview_is_left():
    live = await LiveRoom().open()
    browser = await live.enter()
    await live.conversation.close(deleted=True)
    await browser.until(lambda: browser.farewell is not None)
    assert browser.of(wire.Ended)[0].reason == "deleted"


@virtual_time
async def test_a_browser_that_does_not_read_is_dropped():
    async with room() as live:
        browser = Browser(live)
        await live.conversation.attach(browser.outbox)
        for index in range(2_000):
            live.conversation.channel.send(wire.Ack(sequence=index))
        assert (await browser.outbox.get()).code == 1013


@pytest.mark.parametrize("gains", [True, False])
@virtual_time
async def test_a_glossary_is_given_to_recognisers_that_gain_by_one(gains):
    async with room() as live:
        live.ears.info = replace(live.ears.info, glossary=gains)
        await live.restart()
        browser = await greeted(live)
        await browser.speak("we put a queue there")
        await browser.until(lambda: len(live.log.of(Heard)) == 2)
        assert {BRIEF.vocabulary in prompt for prompt in live.ears.prompts} == {gains}


@virtual_time
async def test_an_answer_that_takes_long_is_preceded_by_a_word_that_the_transcript_keeps():
    brief = replace(BRIEF, acknowledgements=("Okay.", "I see."))
    async with room(brief=brief) as live:
        browser = await greeted(live)
        live.mouth.delay_s = 1.5
        live.spans.clear()
        await browser.speak("we put a queue there")
        ended = live.clock()
        await browser.until(lambda: len(live.log.of(Heard)) == 2)
        assert live.log.of(Heard)[1].text == "I see. Why that queue? What fails without it?"
        assert browser.said().endswith("I see. Why that queue? What fails without it?")
        first = next(at for at, utterance, _ in browser.times if utterance == 1)
        assert 1.2 <= first - ended <= 1.5
        played = sum(seconds for _, seconds in live.spans)
        assert played == pytest.approx(first - ended, abs=0.15)


@virtual_time
async def test_a_greeting_and_an_answer_in_time_come_without_a_word_before_them():
    async with room(brief=replace(BRIEF, acknowledgements=("Okay.",))) as live:
        browser = await greeted(live)
        await browser.speak("we put a queue there")
        await browser.until(lambda: len(live.log.of(Heard)) == 2)
        assert "Okay." not in browser.said()


@virtual_time
async def test_a_word_said_before_the_connection_broke_loses_nothing_of_the_answer():
    async with room(brief=replace(BRIEF, acknowledgements=("Okay.",))) as live:
        browser = await greeted(live)
        live.mouth.delay_s = 1.3
        await browser.speak("we put a queue there")
        await browser.until(lambda: browser.said().endswith("Okay."))
        await asyncio.sleep(0.05)
        await browser.leave()
        back = await live.enter()
        await back.until(lambda: len(live.log.of(Heard)) == 2)
        assert live.log.of(Heard)[1].text.endswith("Why that queue? What fails without it?")


@virtual_time
@pytest.mark.parametrize("pause_s", [0.27, 0.4])
@pytest.mark.parametrize("final_s", [0.02, 1.2, 3.0])
async def test_words_once_shown_as_stable_stay_while_finals_are_late_or_dropped(final_s, pause_s):
    async with room() as live:
        browser = await greeted(live)
        live.ears.final_s = final_s
        said = ["we put a queue in front of the transcoder because", "uploads come in bursts and so"]
        for sentence in (*said, "the workers can take their time with each of them"):
            await browser.speak(sentence)
            await asyncio.sleep(pause_s)
        await browser.until(lambda: live.log.of(CandidateTurn))
        shown = [caption.stable.split() for caption in browser.of(wire.Caption)]
        assert len(shown) > 10
        assert all(later[: len(earlier)] == earlier for earlier, later in itertools.pairwise(shown))


async def waited(live):
    """How long a finished sentence was waited for."""
    browser = await greeted(live)
    await browser.speak("we put a queue there")
    await browser.until(lambda: live.log.of(CandidateTurn))
    return live.log.of(CandidateTurn)[0].spans_ms["endpoint_wait"]


@virtual_time
@pytest.mark.parametrize(("finished", "wait_ms"), [(0.95, 608), (0.1, 2_528), (None, 608)])
async def test_the_sound_of_the_voice_joins_its_words(finished, wait_ms):
    async with room(prosody=Prosody(finished)) as live:
        assert await waited(live) == pytest.approx(wait_ms, abs=64)
        assert live.prosody.heard_s == [pytest.approx(0.3 + 5 * 0.32 + 0.2, abs=0.1)]


@virtual_time
async def test_a_sound_that_is_heard_too_late_is_not_waited_for():
    async with room(prosody=Prosody(0.1, delay_s=5.0)) as live:
        assert await waited(live) == pytest.approx(608, abs=64)


@virtual_time
async def test_of_a_long_turn_the_last_eight_seconds_are_listened_to():
    async with room(prosody=Prosody(0.9)) as live:
        browser = await greeted(live)
        await browser.speak(" ".join(f"w{number}" for number in range(40)))
        await browser.until(lambda: live.log.of(CandidateTurn))
        assert live.prosody.heard_s == [8.0]


@virtual_time
async def test_an_echo_of_the_interviewer_is_no_turn_and_its_caption_goes():
    async with room(
        lambda event: Answer("why that queue and what fails") if isinstance(event, Began) else None
    ) as live:
        browser = await live.enter()
        await browser.until(lambda: browser._played.get(0, 0) > 0)
        browser.say("why that queue and what fails")
        await asyncio.sleep(6)
        assert live.log.of(Heard)[0].complete
        assert not live.log.of(CandidateTurn)
        assert not browser.of(wire.Clear)
        captions = browser.of(wire.Caption)
        assert captions[0].unstable
        assert (captions[-1].stable, captions[-1].unstable) == ("", "")
