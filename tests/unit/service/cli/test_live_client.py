"""A live client: sound and messages between a terminal and the service."""

from __future__ import annotations

import asyncio
import json
import struct

import pytest

from service.cli import live_client
from service.cli.live_client import LiveClient
from service.cli.playing import Playing
from service.session import messages as wire


class Socket:
    """Frames that come, and those that were sent."""

    def __init__(self) -> None:
        self.coming: asyncio.Queue[str | bytes | None] = asyncio.Queue()
        self.sent: list[str | bytes] = []

    async def send(self, message) -> None:
        self.sent.append(message)

    def tell(self, message) -> None:
        self.coming.put_nowait(message if isinstance(message, bytes) else message.model_dump_json())

    async def __aiter__(self):
        while (frame := await self.coming.get()) is not None:
            yield frame

    def messages(self, kind: str) -> list[dict]:
        texts = [json.loads(frame) for frame in self.sent if isinstance(frame, str)]
        return [message for message in texts if message["type"] == kind]

    def audio(self) -> list[tuple[int, bytes]]:
        return [(struct.unpack_from("<I", f)[0], f[4:]) for f in self.sent if isinstance(f, bytes)]


READY = wire.Ready(
    interview="a1",
    state="speaking",
    persona="Maya",
    last_audio=None,
    elapsed_s=0,
    total_s=600,
    phase="scope",
    phases=(),
    lines=(),
    problem="A lake.",
    sample_rate=16_000,
    utterance=0,
)


def say(text: str, *, offset: int = 0, samples: int = 4, last: bool = False) -> wire.Say:
    return wire.Say(
        utterance=1, turn="t1", text=text, offset=offset, samples=samples, sample_rate=16_000, last=last
    )


class Terminal:
    def __init__(self, **options) -> None:
        self.socket, self.playing = Socket(), Playing()
        self.shown: list[str] = []
        self.rates: list[int] = []
        self.client = LiveClient(self.socket, self.playing, self.shown.append, self.rates.append, **options)
        self.running = asyncio.create_task(self.client.run())

    async def settle(self) -> None:
        for _ in range(20):
            await asyncio.sleep(0)


@pytest.fixture
async def terminal(monkeypatch):
    monkeypatch.setattr(live_client, "REPORT_EVERY_S", 0.0)
    terminal = Terminal()
    await terminal.settle()
    yield terminal
    terminal.socket.coming.put_nowait(None)
    await terminal.running


async def ready(terminal) -> None:
    terminal.socket.tell(READY)
    await terminal.settle()


async def test_it_greets_and_opens_the_loudspeaker_once(terminal):
    await ready(terminal)
    await ready(terminal)
    assert terminal.socket.messages("hello")
    assert terminal.rates == [16_000]


async def test_microphone_frames_are_numbered_from_where_the_service_stands(terminal):
    await terminal.client.hear(b"xx")
    terminal.socket.tell(READY.model_copy(update={"last_audio": 6}))
    await terminal.settle()
    await terminal.client.hear(b"ab")
    await terminal.client.hear(b"cd")
    assert terminal.socket.audio() == [(7, b"ab"), (8, b"cd")]


async def test_what_was_played_is_told_to_the_sample(terminal):
    await ready(terminal)
    terminal.socket.tell(say("Hello."))
    terminal.socket.tell(struct.pack("<II", 1, 0) + b"12345678")
    await terminal.settle()
    assert terminal.playing.take(3) == b"123456"
    await terminal.settle()
    assert terminal.socket.messages("played")[-1] == {
        "type": "played",
        "utterance": 1,
        "samples": 3,
        "finished": False,
    }
    terminal.socket.tell(say("", offset=4, samples=0, last=True))
    terminal.playing.take(3)
    await terminal.settle()
    assert terminal.socket.messages("played")[-1] == {
        "type": "played",
        "utterance": 1,
        "samples": 4,
        "finished": True,
    }


async def test_a_loudspeaker_is_not_heard_as_an_answer(terminal):
    await ready(terminal)
    terminal.playing.put(1, b"1234")
    await terminal.client.hear(b"ab")
    terminal.playing.take(2)
    await terminal.client.hear(b"cd")
    assert terminal.socket.audio() == [(0, b"\0\0"), (1, b"cd")]


async def test_with_headphones_the_interviewer_can_be_interrupted():
    terminal = Terminal(half_duplex=False)
    await ready(terminal)
    terminal.playing.put(1, b"1234")
    await terminal.client.hear(b"ab")
    assert terminal.socket.audio() == [(0, b"ab")]
    terminal.socket.coming.put_nowait(None)
    await terminal.running


async def test_pausing_keeps_the_place_and_flushing_forgets(terminal):
    await ready(terminal)
    terminal.playing.put(1, b"12345678")
    terminal.playing.take(1)
    for action in ("pause", "resume", "flush"):
        terminal.socket.tell(wire.Clear(utterance=1, action=action))
        await terminal.settle()
        assert terminal.playing.take(1) == {"pause": b"\0\0", "resume": b"34", "flush": b"\0\0"}[action]
    assert terminal.playing.progress == (1, 2)


async def test_lines_are_commands_or_answers(terminal):
    await ready(terminal)
    for line in ("\n", "/hint\n", "/pause", "/resume", "/end", "I would cache it. \n", "/sing\n"):
        await terminal.client.type(line)
    kinds = [json.loads(frame)["type"] for frame in terminal.socket.sent if isinstance(frame, str)]
    assert [kind for kind in kinds if kind not in {"hello", "played"}] == [
        "done",
        "hint",
        "pause",
        "resume",
        "end",
        "typed",
    ]
    assert terminal.socket.messages("typed")[0]["text"] == "I would cache it."
    assert "/sing" in terminal.shown[-1]


async def test_what_both_say_and_what_happens_is_shown(terminal):
    await ready(terminal)
    terminal.socket.tell(say("Why that queue?"))
    terminal.socket.tell(wire.Caption(turn="t2", stable="Because"))
    terminal.socket.tell(wire.Caption(turn="t2", stable="Because it waits.", final=True))
    terminal.socket.tell(wire.Notice(code="x", text="No sound comes."))
    terminal.socket.tell(wire.Error(code="x", message="Too fast."))
    await terminal.settle()
    assert terminal.shown == [
        "Maya: Why that queue?",
        "you: Because it waits.",
        "(No sound comes.)",
        "(Too fast.)",
    ]


async def test_the_end_ends_it(terminal):
    terminal.socket.tell(wire.Ended(reason="finished", report="/r"))
    await asyncio.wait_for(terminal.running, 1)
