"""The live socket, driven as a server drives it, in virtual time."""

from __future__ import annotations

import asyncio
import json
import struct
from contextlib import asynccontextmanager
from dataclasses import replace
from types import SimpleNamespace

import pytest
from fastapi import FastAPI

from service.allowance import Allowance
from service.errors import Forbidden
from service.metrics import ServiceMetrics
from service.realtime import Limits, router
from service.session.rooms import Rooms
from service.tickets import Tickets
from tests.live_room import BRIEF, LiveRoom
from tests.virtual_time import virtual_time

SILENCE = bytes(1_280)


class OwnPages:
    """A gate for pages of this service."""

    def check_origin(self, origin, host, site=None):
        if origin not in (None, f"http://{host}"):
            raise Forbidden("Not from there.", code="bad_origin")


class Socket:
    """The server's side of one WebSocket: what a browser sent, and what it was sent."""

    def __init__(self, app, interview, ticket, headers=()):
        self._in = asyncio.Queue()
        self.got, self.audio, self.closed = [], 0, None
        self.reading = asyncio.Event()
        self.reading.set()
        scope = {
            "type": "websocket",
            "path": f"/v1/interviews/{interview}/live",
            "raw_path": f"/v1/interviews/{interview}/live".encode(),
            "query_string": f"ticket={ticket}".encode(),
            "headers": [(b"host", b"viva"), *headers],
            "subprotocols": [],
            "state": {},
        }
        self._in.put_nowait({"type": "websocket.connect"})
        self.task = asyncio.create_task(app(scope, self._in.get, self._send))

    async def _send(self, message):
        await self.reading.wait()
        if message["type"] == "websocket.close":
            self.closed = message["code"]
        elif message.get("bytes") is not None:
            self.audio += len(message["bytes"]) - 8
        elif message.get("text") is not None:
            self.got.append(json.loads(message["text"]))

    def text(self, text):
        self._in.put_nowait({"type": "websocket.receive", "text": text})

    def send(self, **message):
        self.text(json.dumps(message))

    def bytes(self, data):
        self._in.put_nowait({"type": "websocket.receive", "bytes": data})

    def frame(self, sequence, pcm=SILENCE):
        self.bytes(struct.pack("<I", sequence) + pcm)

    async def leave(self):
        self._in.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await self.task

    def of(self, kind):
        return [message for message in self.got if message["type"] == kind]

    def codes(self):
        return [message["code"] for message in self.of("error")]

    async def until(self, condition, limit_s=30):
        deadline = asyncio.get_running_loop().time() + limit_s
        while not condition():
            assert asyncio.get_running_loop().time() < deadline, f"in vain: {self.got[-5:]} {self.closed}"
            await asyncio.sleep(0.01)


class Service:
    """An application with nothing but the live socket."""

    def __init__(self, capacity, limits):
        self.clock = asyncio.get_running_loop().time
        self.tickets = Tickets(60)
        self.lives = {}
        self.sockets = []
        self.rooms = Rooms(self._furnish, capacity=capacity, clock=self.clock)
        self.app = FastAPI()
        self.app.include_router(router)
        self.app.state.limits = limits
        self.app.state.services = SimpleNamespace(
            gate=OwnPages(),
            tickets=self.tickets,
            clock=self.clock,
            rooms=self.rooms,
            metrics=ServiceMetrics(),
        )

    async def _furnish(self, interview):
        live = self.lives.setdefault(interview, LiveRoom())
        return replace(BRIEF, interview=interview), live.parts()

    def connect(self, interview="a", ticket=None, headers=()):
        ticket = self.tickets.issue(interview, self.clock()) if ticket is None else ticket
        self.sockets.append(Socket(self.app, interview, ticket, headers))
        return self.sockets[-1]

    async def greeted(self, interview="a"):
        socket = self.connect(interview)
        socket.send(type="hello")
        await socket.until(lambda: socket.of("ready"))
        return socket


@asynccontextmanager
async def service(capacity=4, **limits):
    running = Service(capacity, Limits(**limits))
    try:
        yield running
    finally:
        await running.rooms.close()
        for socket in running.sockets:
            socket.reading.set()
        await asyncio.gather(*(asyncio.wait_for(socket.task, 60) for socket in running.sockets))


@virtual_time
async def test_hello_is_answered_with_ready_and_the_interview_begins():
    async with service() as running:
        socket = await running.greeted()
        ready = socket.of("ready")[0]
        assert (ready["interview"], ready["protocol"], ready["last_audio"]) == ("a", "viva.v1", None)
        await socket.until(lambda: socket.audio)
        assert socket.of("say")[0]["text"] == "Hello there."


@virtual_time
async def test_who_asks_for_no_sound_gets_words_and_none():
    async with service() as running:
        socket = running.connect()
        socket.send(type="hello", sound=False)
        await socket.until(lambda: any(said["last"] for said in socket.of("say")))
        assert socket.of("say")[0]["samples"] > 0
        assert socket.audio == 0


@virtual_time
async def test_audio_is_heard_and_acknowledged_and_resent_audio_is_asked_for():
    async with service() as running:
        socket = await running.greeted()
        for sequence in range(25):
            socket.frame(sequence)
            await asyncio.sleep(0.04)
        await socket.until(lambda: socket.of("ack"))
        await socket.leave()
        again = await running.greeted()
        assert again.of("ready")[0]["last_audio"] == 24


@pytest.mark.parametrize("ticket", ["", "made-up"])
@virtual_time
async def test_without_a_good_ticket_nobody_is_let_in_and_is_told_why(ticket):
    async with service() as running:
        socket = running.connect(ticket=ticket)
        await socket.until(lambda: socket.closed)
        assert socket.codes() == ["bad_ticket"]
        assert socket.closed == 4003
        assert running.rooms.live == 0


@virtual_time
async def test_a_ticket_admits_once_and_to_its_own_interview_only():
    async with service() as running:
        ticket = running.tickets.issue("a", running.clock())
        wrong = running.connect("b", ticket)
        await wrong.until(lambda: wrong.closed)
        assert wrong.codes() == ["bad_ticket"]
        again = running.connect("a", ticket)
        await again.until(lambda: again.closed)


@virtual_time
async def test_a_page_of_another_origin_is_refused():
    async with service() as running:
        foreign = running.connect(headers=[(b"origin", b"http://evil")])
        await foreign.until(lambda: foreign.closed)
        assert foreign.codes() == ["bad_origin"]
        own = running.connect(headers=[(b"origin", b"http://viva")])
        own.send(type="hello")
        await own.until(lambda: own.of("ready"))


@virtual_time
async def test_a_full_house_answers_with_a_sentence():
    async with service(capacity=1) as running:
        await running.greeted("a")
        late = running.connect("b")
        late.send(type="hello")
        await late.until(lambda: late.closed)
        assert late.of("error")[0] == {
            "type": "error",
            "code": "rooms_full",
            "message": "All 1 rooms are taken; try again when another interview has ended.",
        }


@virtual_time
async def test_anything_before_hello_is_out_of_order_and_hello_comes_once():
    async with service() as running:
        socket = running.connect()
        socket.frame(0)
        socket.send(type="done")
        socket.send(type="hello")
        socket.send(type="hello")
        await socket.until(lambda: len(socket.codes()) == 3)
        assert socket.codes() == ["wrong_order"] * 3
        assert socket.closed is None


@virtual_time
async def test_one_who_never_says_hello_is_let_go():
    async with service(hello_s=5) as running:
        socket = running.connect()
        await socket.until(lambda: socket.closed)
        assert socket.codes() == ["no_hello"]


WRONG = [
    ("{", "bad_message"),
    ("[]", "bad_message"),
    ('{"type": "dance"}', "bad_message"),
    ('{"type": "played", "utterance": -1, "samples": 0}', "bad_message"),
    ('{"type": "done", "really": true}', "bad_message"),
    ('{"type": "hello", "protocol": "viva.v9"}', "bad_message"),
    ("x" * 70_000, "too_large"),
    ("\u20ac" * 30_000, "too_large"),
]


@pytest.mark.parametrize(("text", "code"), WRONG)
@virtual_time
async def test_wrong_text_is_refused_with_a_code_and_a_sentence(text, code):
    async with service() as running:
        socket = await running.greeted()
        socket.text(text)
        await socket.until(socket.codes)
        assert socket.codes() == [code]
        assert socket.of("error")[0]["message"].startswith("Expected")
        assert len(socket.of("error")[0]["message"]) <= 500


@pytest.mark.parametrize("size", [0, 3, 4, 4 + 638, 4 + 641, 4 + 3_202, 1_000_000])
@virtual_time
async def test_audio_frames_of_a_wrong_size_are_refused(size):
    async with service() as running:
        socket = await running.greeted()
        socket.bytes(bytes(size))
        await socket.until(socket.codes)
        assert socket.codes() == ["bad_audio"]


@virtual_time
async def test_repeated_abuse_closes_the_connection_and_a_little_is_forgiven():
    async with service(refusals=5) as running:
        patient = await running.greeted("a")
        for _ in range(10):
            patient.text("{")
            await asyncio.sleep(6)
        assert patient.closed is None
        abuser = await running.greeted("b")
        for _ in range(10):
            abuser.text("{")
        await abuser.until(lambda: abuser.closed)
        assert abuser.closed == 4009
        assert abuser.codes()[-1] == "abuse"
        assert len(abuser.codes()) == 7


@virtual_time
async def test_garbage_by_the_thousand_never_hurts_another_session():
    async with service() as running:
        good = await running.greeted("good")
        await good.until(lambda: running.lives["good"].log.events[-1].kind == "heard", limit_s=20)
        for round_ in range(10):
            bad = await running.greeted("bad")
            for index in range(1_000):
                (bad.text, bad.bytes)[index % 2](("{" * 50, b"\0" * 9_999)[index % 2])
            sound = running.lives["good"].voice.sound(f"word{round_} again and over to you").tobytes()
            for start in range(0, len(sound), 1_280):
                good.frame(round_ * 1_000 + start // 1_280, sound[start : start + 1_280])
                await asyncio.sleep(0.04)
            for index in range(20):
                good.frame(round_ * 1_000 + 500 + index)
                await asyncio.sleep(0.04)
            await bad.until(lambda bad=bad: bad.closed)
        turns = [event for event in running.lives["good"].log.events if event.kind == "candidate_turn"]
        heard = " ".join(turn.text for turn in turns)
        assert all(f"word{round_}" in heard for round_ in range(10))
        assert good.codes() == []
        assert good.closed is None


@virtual_time
async def test_a_flood_of_good_messages_is_slowed_and_then_ended():
    async with service() as running:
        socket = await running.greeted()
        for _ in range(10_000):
            socket.send(type="mute", muted=False)
        await socket.until(lambda: socket.closed)
        assert set(socket.codes()) == {"too_fast", "abuse"}


@virtual_time
async def test_a_browser_that_does_not_read_is_dropped_and_the_clock_stops():
    async with service(send_s=3) as running:
        socket = await running.greeted()
        socket.reading.clear()
        await asyncio.wait_for(socket.task, 30)
        assert running.rooms.live == 0


@virtual_time
async def test_a_second_tab_takes_over_and_the_first_is_closed():
    async with service() as running:
        first = await running.greeted()
        second = await running.greeted()
        await first.until(lambda: first.closed)
        assert first.of("ended")[0]["reason"] == "taken_over"
        assert first.closed == 4001
        assert second.closed is None
        assert running.rooms.live == 1


@virtual_time
async def test_the_candidate_ends_the_interview_and_the_socket_closes_normally():
    async with service() as running:
        socket = await running.greeted()
        socket.send(type="end")
        await socket.until(lambda: socket.closed)
        assert socket.of("ended")[0]["reason"] == "candidate"
        assert socket.closed == 1000


@virtual_time
async def test_a_fault_of_ours_is_admitted_and_closes_only_this_connection():
    async with service() as running:
        other = await running.greeted("other")
        socket = await running.greeted("a")
        running.rooms._rooms["a"].hear = None
        socket.frame(0)
        await socket.until(lambda: socket.closed)
        assert socket.codes() == ["failed"]
        assert socket.closed == 1011
        assert other.closed is None


def test_an_allowance_grants_a_burst_and_then_a_rate():
    allowance = Allowance(2, 3, 0.0)
    assert [allowance.take(0.0) for _ in range(4)] == [True, True, True, False]
    assert allowance.take(0.5)
    assert not allowance.take(0.6)
    assert [allowance.take(100.0) for _ in range(4)] == [True, True, True, False]
