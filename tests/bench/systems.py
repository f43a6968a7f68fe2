"""The systems that are compared: each is given the same streams and tells when it knew what."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import socket
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
from environments import PIPECAT, WHISPER_LIVE, Environment
from schedule import GAP_S, Measured, Uttered, begins_s, order, samples, voice_end_s
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from rubrics import loader
from service.bench.clips import Clip, clips
from service.bench.house import fulfil, house
from service.bench.load_client import LineOrder, Order, SessionOrder
from service.settings import Settings
from service.speech.guards import plain
from service.speech.ports import SAMPLE_RATE

HERE = Path(__file__).parent
CHUNK = 1_600
"""100 ms: WhisperLive copies its whole buffer for every piece that comes."""
START_S = 60.0
SETTLE_S = 3.0
SLACK_S = 90.0
TICKS = os.sysconf("SC_CLK_TCK")


class System(Protocol):
    """One of them."""

    name: str

    async def run(self, model: Path, said: Sequence[Clip], streams: int, seconds: float) -> Measured:
        """So many streams for so long. What goes wrong is told in ``Measured.error``."""
        ...


@dataclass
class Viva:
    """The service in this process, its candidates in another; every stream is an interview."""

    name: str = "Viva"

    async def run(self, model: Path, said: Sequence[Clip], streams: int, seconds: float) -> Measured:
        settings = Settings.load(
            whisper_model=str(model),
            whisper_device="cpu",
            recognizer="faster-whisper",
            synthesizer="scripted",
            llm="none",
            log_level="error",
        )
        names = [clip.name for clip in clips()]
        async with house(settings, loader.load(), mute=True) as opened:
            interviews = [await opened.interview() for _ in range(streams)]
            sessions = [
                SessionOrder(
                    live=live,
                    lines=[
                        LineOrder(clips=[names.index(said[at].name)])
                        for at in order(streams, stream, seconds, said)
                    ],
                    after_s=begin,
                )
                for stream, ((_, live), begin) in enumerate(zip(interviews, begins_s(streams), strict=True))
            ]
            cpu_s = time.process_time()
            outcomes = await fulfil(Order(sessions=sessions, gap_s=GAP_S))
            cpu_s = time.process_time() - cpu_s
        heard = [
            [Uttered(line.said, line.heard, line.known_s) for line in outcome.lines] for outcome in outcomes
        ]
        error = next((outcome.error for outcome in outcomes if outcome.error), "")
        return Measured(self.name, streams, heard, cpu_s, _audio_s(sessions, said, names), error)


def _audio_s(sessions: Sequence[SessionOrder], said: Sequence[Clip], names: Sequence[str]) -> float:
    length = {names.index(clip.name): clip.seconds + GAP_S for clip in said}
    return sum(length[line.clips[0]] for session in sessions for line in session.lines)


@dataclass
class Pipecat:
    """Pipecat's Whisper service; its driver feeds it in its own process, without sockets between."""

    shared: bool = False
    environment: Environment = PIPECAT
    name: str = field(init=False)

    def __post_init__(self) -> None:
        self.name = "Pipecat, one model (changed)" if self.shared else "Pipecat"

    async def run(self, model: Path, said: Sequence[Clip], streams: int, seconds: float) -> Measured:
        orders = [order(streams, stream, seconds, said) for stream in range(streams)]
        given = {
            "model": str(model),
            "shared": self.shared,
            "clips": [base64.b64encode(samples(clip)).decode() for clip in said],
            "streams": [
                {"order": each, "begin_s": begin}
                for each, begin in zip(orders, begins_s(streams), strict=True)
            ],
        }
        process = await asyncio.create_subprocess_exec(
            str(self.environment.ready()),
            str(HERE / "peer_pipecat.py"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"},
        )
        try:
            async with asyncio.timeout(2 * seconds + SLACK_S):
                out, _ = await process.communicate(json.dumps(given).encode())
            made = json.loads(out)
        except (TimeoutError, ValueError) as error:
            return Measured(self.name, streams, [], 0, 0, f"{type(error).__name__}: {error}")
        finally:
            with suppress(ProcessLookupError):
                process.kill()
        heard = [
            self._uttered([said[at] for at in stream], told["starts"], told["heard"])
            for stream, told in zip(orders, made["streams"], strict=True)
        ]
        audio_s = sum(told["audio_s"] for told in made["streams"])
        return Measured(self.name, streams, heard, made["cpu_s"], audio_s)

    @staticmethod
    def _uttered(
        clips: Sequence[Clip], starts: Sequence[float], heard: Sequence[tuple[float, str]]
    ) -> list[Uttered]:
        """Each text belongs to the latest utterance that had begun, in order of coming: late ones go astray.

        A text that comes after the next utterance's voice has begun to be segmented cannot be of that one, so
        it is given to the first utterance that still has none.
        """
        found: list[list[tuple[float, str]]] = [[] for _ in clips]
        at = 0
        for when, text in heard:
            while (
                at + 1 < len(clips)
                and found[at]
                and when >= starts[at + 1] + voice_end_s(clips[at + 1]) * 0.5
            ):
                at += 1
            found[at].append((when, text))
        return [
            Uttered(
                clip.text,
                " ".join(text for _, text in texts),
                max(0.0, texts[-1][0] - start - voice_end_s(clip)) if texts else None,
            )
            for clip, start, texts in zip(clips, starts, found, strict=True)
        ]


@dataclass
class WhisperLive:
    """A WhisperLive server in a process of its own; streams come over its sockets, from this one."""

    batched: bool = False
    environment: Environment = WHISPER_LIVE
    name: str = field(init=False)

    def __post_init__(self) -> None:
        self.name = "WhisperLive, batched" if self.batched else "WhisperLive"

    async def run(self, model: Path, said: Sequence[Clip], streams: int, seconds: float) -> Measured:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        process = await asyncio.create_subprocess_exec(
            str(self.environment.ready()),
            str(HERE / "peer_whisperlive.py"),
            str(model),
            str(port),
            "1" if self.batched else "0",
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, "OMP_NUM_THREADS": str(len(os.sched_getaffinity(0))), "HF_HUB_OFFLINE": "1"},
        )
        try:
            async with asyncio.timeout(2 * seconds + SLACK_S + START_S):
                await _up(port)
                await self._stream(port, model, [said[0]], 0.0)  # the first client loads the model
                cpu_s = _cpu_s(process.pid)
                made = await asyncio.gather(
                    *(
                        self._stream(
                            port,
                            model,
                            [said[at] for at in order(streams, stream, seconds, said)],
                            begin,
                        )
                        for stream, begin in enumerate(begins_s(streams))
                    )
                )
                cpu_s = _cpu_s(process.pid) - cpu_s
        except (TimeoutError, OSError, WebSocketException) as error:
            return Measured(self.name, streams, [], 0, 0, f"{type(error).__name__}: {error}")
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        heard = [uttered for uttered, _ in made]
        return Measured(self.name, streams, heard, cpu_s, sum(seconds for _, seconds in made))

    async def _stream(
        self, port: int, model: Path, clips: Sequence[Clip], begin_s: float
    ) -> tuple[list[Uttered], float]:
        told: list[tuple[float, list[tuple[float, float, str]]]] = []
        ready = asyncio.Event()
        async with connect(f"ws://127.0.0.1:{port}", max_size=None, open_timeout=START_S) as ws:
            await ws.send(
                json.dumps(
                    {
                        "uid": f"{id(ws)}",
                        "language": "en",
                        "task": "transcribe",
                        "model": str(model),
                        "use_vad": True,
                        "send_last_n_segments": 1_000,
                        "audio_format": "int16",
                    }
                )
            )

            async def read() -> None:
                async for message in ws:
                    content = json.loads(message)
                    if content.get("message") == "SERVER_READY":
                        ready.set()
                    if "segments" in content:
                        segments = [
                            (float(each["start"]), float(each["end"]), each["text"])
                            for each in content["segments"]
                        ]
                        told.append((time.monotonic(), segments))

            reading = asyncio.create_task(read())
            await asyncio.wait_for(ready.wait(), START_S)
            await asyncio.sleep(begin_s)
            began, sent, starts = time.monotonic(), 0, []
            for clip in clips:
                starts.append(sent / SAMPLE_RATE)
                pcm = np.frombuffer(samples(clip), np.int16)
                for at in range(0, len(pcm), CHUNK):
                    sent += len(pcm[at : at + CHUNK])
                    await asyncio.sleep(max(0.0, began + sent / SAMPLE_RATE - time.monotonic()))
                    await ws.send(pcm[at : at + CHUNK].tobytes())
            for _ in range(round(SETTLE_S * SAMPLE_RATE / CHUNK)):
                await asyncio.sleep(CHUNK / SAMPLE_RATE)
                await ws.send(bytes(2 * CHUNK))
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
        return _heard_live(clips, starts, began, told), sent / SAMPLE_RATE


def _heard_live(
    clips: Sequence[Clip],
    starts: Sequence[float],
    began: float,
    told: Sequence[tuple[float, Sequence[tuple[float, float, str]]]],
) -> list[Uttered]:
    """What was shown of each utterance at the end, and since when; a guess before its end does not count.

    A segment belongs to the utterance in which its middle lies.
    """
    out = []
    for at, (clip, start) in enumerate(zip(clips, starts, strict=True)):
        end = starts[at + 1] if at + 1 < len(clips) else float("inf")
        voice_end = began + start + voice_end_s(clip)
        text, known = "", None
        for when, segments in told:
            now = " ".join(each for first, last, each in segments if start <= (first + last) / 2 < end)
            if plain(now) != plain(text) or (known is not None and known < voice_end <= when):
                text, known = now, when
        since = None if known is None or not plain(text) else max(0.0, known - voice_end)
        out.append(Uttered(clip.text, text, since))
    return out


async def _up(port: int) -> None:
    """Wait until somebody listens."""
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.2)
        else:
            writer.close()
            return


def _cpu_s(pid: int) -> float:
    """Processor seconds of a process and its threads so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
