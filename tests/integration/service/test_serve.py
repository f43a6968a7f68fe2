"""``viva serve`` as a process: an interview over REST and the live socket, stops, a kill in the middle."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import connect

from agents.model import Report, Transcript

START_S = 60.0
STOP_S = 20.0
USABLE_S = 25.0
"""The promise is 5 s from the attempt; the rest is for starting Python on a machine busy with other tests."""
SCRIPTED = ("--recognizer", "scripted", "--synthesizer", "scripted", "--llm", "none")
SETUP = {"loop": "pm-system-design", "problem": "news-feed", "seed": 1}
QUEUE = "I put a Kafka queue between the upload service and the fan-out workers."


class Server:
    """A service in a process of its own, on scripted engines unless ``engines`` says otherwise."""

    def __init__(self, folder: Path, engines: tuple[str, ...] = SCRIPTED, **settings: str) -> None:
        env = {name: value for name, value in os.environ.items() if not name.startswith("VIVA_")}
        self._log = folder / "server.log"
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "service", "serve", "--port", "0", "--no-browser", *engines],
                env=env | {"VIVA_DATA_DIR": str(folder / "data"), "PYTHONPATH": str(Path.cwd())} | settings,
                cwd=folder,
                stderr=log,
            )

    async def ready(self) -> str:
        """The address, once interviews can begin."""
        async with asyncio.timeout(START_S):
            while not (found := re.search(r"http://\S+?:\d+", self.log())):
                assert self.process.poll() is None, self.log()
                await asyncio.sleep(0.1)
            async with httpx.AsyncClient(trust_env=False) as client:
                while (await client.get(f"{found[0]}/readyz")).status_code != 200:  # noqa: ASYNC110
                    await asyncio.sleep(0.1)
        return found[0]

    async def stop(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        return await asyncio.to_thread(self.process.wait, STOP_S)

    def log(self) -> str:
        return self._log.read_text()


@pytest.fixture
async def start(tmp_path):
    """``start(**variables)`` starts a service over the same data; what still runs at the end is killed."""
    started: list[Server] = []
    clients: list[httpx.AsyncClient] = []

    async def begin(engines: tuple[str, ...] = SCRIPTED, **settings: str) -> tuple[Server, httpx.AsyncClient]:
        server = Server(tmp_path, engines, **settings)
        started.append(server)
        clients.append(httpx.AsyncClient(base_url=await server.ready(), trust_env=False, timeout=START_S))
        return server, clients[-1]

    yield begin
    for client in clients:
        await client.aclose()
    for server in started:
        if server.process.poll() is None:
            server.process.kill()
            server.process.wait()


class Candidate:
    """Types; hears everything at once."""

    def __init__(self, socket) -> None:
        self._socket = socket
        self.heard: list[dict] = []

    async def send(self, **message) -> None:
        await self._socket.send(json.dumps(message))

    async def until(self, kind: str, **fields) -> dict:
        """The next message of a kind with these fields."""
        async with asyncio.timeout(STOP_S):
            while True:
                frame = await self._socket.recv()
                if isinstance(frame, bytes):
                    continue
                message = json.loads(frame)
                self.heard.append(message)
                if message["type"] == "say":
                    samples = message["offset"] + message["samples"]
                    await self.send(
                        type="played",
                        utterance=message["utterance"],
                        samples=samples,
                        finished=message["last"],
                    )
                if message["type"] == kind and fields.items() <= message.items():
                    return message


def live(client: httpx.AsyncClient, admission: dict):
    return connect(str(client.base_url).replace("http", "ws", 1).rstrip("/") + admission["live"])


async def test_a_typed_interview_from_its_first_word_to_its_report(start):
    server, client = await start()
    made = (await client.post("/v1/interviews", json=SETUP)).json()
    async with live(client, made) as socket:
        candidate = Candidate(socket)
        await candidate.send(type="hello")
        await candidate.until("ready")
        await candidate.until("say")
        await candidate.send(type="typed", text=QUEUE)
        await candidate.until("caption", final=True)
        asked = " ".join([(await candidate.until("say"))["text"] for _ in range(2)])
        assert "queue" in asked.lower()
        await candidate.send(type="end")
        assert (await candidate.until("ended"))["reason"] == "candidate"
    at = f"/v1/interviews/{made['id']}"
    async with asyncio.timeout(STOP_S):  # the report is made without being asked for
        while (await client.get(at)).json()["signal"] is None:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    transcript = Transcript.model_validate((await client.get(f"{at}/transcript.json")).json())
    assert QUEUE in [turn.text for turn in transcript.turns if turn.speaker == "candidate"]
    report = Report.model_validate((await client.get(f"{at}/report.json")).json())
    for criterion in report.criteria:
        for quote in criterion.quotes:
            assert transcript.turn(quote.turn).text[quote.start : quote.end] == quote.text
    assert QUEUE in (await client.get(f"{at}/transcript.txt")).text.replace("\n", " ")
    assert (await client.get(f"{at}/report.pdf")).content.startswith(b"%PDF")
    assert (await client.get(at)).json()["status"] == "finished"
    again = await client.post(f"{at}/tickets")
    assert again.status_code == 409
    assert await server.stop(signal.SIGTERM) == 0
    assert QUEUE not in server.log()
    assert made["ticket"] not in server.log()


async def test_a_kill_in_the_middle_loses_no_turn_and_the_interview_goes_on(start):
    server, client = await start()
    made = (await client.post("/v1/interviews", json=SETUP)).json()
    async with live(client, made) as socket:
        candidate = Candidate(socket)
        await candidate.send(type="hello")
        await candidate.until("say")
        await candidate.send(type="typed", text=QUEUE)
        await candidate.until("caption", final=True)
        await server.stop(signal.SIGKILL)

    server, client = await start()
    assert (await client.get(f"/v1/interviews/{made['id']}")).json()["status"] == "paused"
    again = (await client.post(f"/v1/interviews/{made['id']}/tickets")).json()
    async with live(client, again) as socket:
        candidate = Candidate(socket)
        await candidate.send(type="hello")
        ready = await candidate.until("ready")
        assert QUEUE in [line["text"] for line in ready["lines"]]
        asked = [(await candidate.until("say"))["text"] for _ in range(2)]
        assert "queue" in " ".join(asked).lower()
        await candidate.send(type="end")
        await candidate.until("ended")
    assert await server.stop(signal.SIGINT) == 0


async def test_a_stop_in_the_middle_stores_and_says_so(start):
    server, client = await start()
    made = (await client.post("/v1/interviews", json=SETUP)).json()
    async with live(client, made) as socket:
        candidate = Candidate(socket)
        await candidate.send(type="hello")
        await candidate.until("say")
        assert await server.stop(signal.SIGTERM) == 0
    server, client = await start()
    assert (await client.get(f"/v1/interviews/{made['id']}")).json()["status"] == "paused"


async def test_with_a_token_others_are_served_and_asked_for_it(start):
    token = "a-secret-of-many-characters"
    _, client = await start(VIVA_HOST="0.0.0.0", VIVA_AUTH_TOKEN=token)  # noqa: S104
    assert (await client.get("/v1/loops")).status_code == 401
    client.headers["authorization"] = f"Bearer {token}"
    made = await client.post("/v1/interviews", json=SETUP)
    assert made.status_code == 201
    async with live(client, made.json()) as socket:
        candidate = Candidate(socket)
        await candidate.send(type="hello")
        await candidate.until("ready")


@pytest.fixture
def stalling_hub():
    """The address of a hub that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        taken = []

        def take() -> None:
            with suppress(OSError):
                while True:
                    taken.append(listening.accept()[0])

        threading.Thread(target=take, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        for connection in taken:
            connection.close()


async def notices(client: httpx.AsyncClient) -> str:
    return "\n".join((await client.get("/v1/engines")).json()["notices"])


async def test_a_hub_that_stalls_keeps_nobody_waiting_and_is_told(start, stalling_hub):
    engines = ("--whisper-model", "small.en", "--synthesizer", "scripted", "--llm", "none")
    began = time.monotonic()
    _, client = await start(engines, HF_ENDPOINT=stalling_hub, HF_HOME="none")
    assert time.monotonic() - began < USABLE_S
    names = {engine["job"]: engine["name"] for engine in (await client.get("/v1/engines")).json()["engines"]}
    assert names["speech-to-text"] == "pocketsphinx"
    assert (await client.post("/v1/interviews", json=SETUP)).status_code == 201
    async with asyncio.timeout(USABLE_S):
        while "could not be fetched" not in (told := await notices(client)):
            assert "small.en" in told
            await asyncio.sleep(0.1)


async def test_weights_that_are_broken_keep_nobody_waiting_and_are_told(start, tmp_path):
    weights = tmp_path / "whisper"
    weights.mkdir()
    for name in ("config.json", "model.bin", "tokenizer.json", "vocabulary.json"):
        (weights / name).write_bytes(b"{}" * 1_000)
    voice = tmp_path / "cat.onnx"
    voice.write_bytes(b"\x08\x07nothing")
    voice.with_name("cat.onnx.json").write_text('{"audio": {"sample_rate": 16000}}')
    engines = ("--whisper-model", str(weights), "--voice", str(voice), "--llm", "none")
    began = time.monotonic()
    _, client = await start(engines)
    assert time.monotonic() - began < USABLE_S
    names = {engine["job"]: engine["name"] for engine in (await client.get("/v1/engines")).json()["engines"]}
    assert (names["speech-to-text"], names["text-to-speech"]) == ("pocketsphinx", "espeak-ng")
    told = await notices(client)
    assert str(weights) in told
    assert "cat.onnx" in told
