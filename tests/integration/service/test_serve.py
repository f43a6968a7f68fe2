"""``viva serve`` as a process: an interview over REST and the live socket, stops, a kill in the middle."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from websockets.asyncio.client import connect

from agents.model import Report, Transcript

START_S = 60.0
STOP_S = 20.0
SETUP = {"loop": "pm-system-design", "problem": "news-feed", "seed": 1}
QUEUE = "I put a Kafka queue between the upload service and the fan-out workers."


class Server:
    """A service in a process of its own, on scripted engines."""

    def __init__(self, folder: Path, **settings: str) -> None:
        engines = ("--recognizer", "scripted", "--synthesizer", "scripted", "--llm", "none")
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

    async def begin(**settings: str) -> tuple[Server, httpx.AsyncClient]:
        server = Server(tmp_path, **settings)
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
