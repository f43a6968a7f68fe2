"""A spoken interview in the terminal: the service in this process, sound by PortAudio."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path
from typing import Any, TypeVar

import httpx
from websockets.asyncio.client import connect

from agents.model import Project
from agents.setup import Setup
from rubrics.library import Library
from service import logs
from service.app import create_app
from service.bootstrap import build
from service.cli.live_client import LiveClient
from service.cli.output import refuse, say
from service.cli.playing import Playing
from service.server import address, listen, server_of
from service.settings import Settings
from service.speech.ports import SAMPLE_RATE

FRAME_SAMPLES = 640
"""40 ms of microphone audio a frame."""
WARM_UP_S = 60.0
Item = TypeVar("Item")
DOCUMENTS = ("transcript.json", "report.json", "report.md")


def hold(settings: Settings, library: Library, setup: Setup, out: Path, *, headphones: bool) -> None:
    """Hold the interview, write its transcript and report to ``out``, and say where."""
    sound = _sound()
    logs.configure("warning", settings.log_format)
    say("Speak; an empty line says that you are done. /hint, /pause, /resume, /end; other lines are answers.")
    if not headphones:
        say("With --headphones you can interrupt the interviewer.")
    asyncio.run(_hold(settings, library, setup, out, sound, headphones=headphones))


def _sound() -> Any:
    """The sounddevice module; refuses when there is no library, microphone or loudspeaker."""
    try:
        import sounddevice

        sounddevice.check_input_settings(samplerate=SAMPLE_RATE, channels=1, dtype="int16")
        sounddevice.check_output_settings(channels=1, dtype="int16")
    except Exception as error:  # noqa: BLE001 - PortAudio raises errors of many kinds; each means no sound here
        refuse(
            f"The terminal has no microphone or loudspeaker to use ({error}). Add --text to type, "
            "or run 'viva serve' and speak in the browser."
        )
    return sounddevice


async def _hold(
    settings: Settings, library: Library, setup: Setup, out: Path, sound: Any, *, headphones: bool
) -> None:
    app = create_app(build(settings, library=library))
    listening = listen("127.0.0.1", 0)
    base = address("127.0.0.1", listening)
    server = server_of(app)
    headers = {"Authorization": f"Bearer {settings.token}"} if settings.token else {}
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(app.router.lifespan_context(app))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        client = await stack.enter_async_context(
            httpx.AsyncClient(base_url=base, headers=headers, timeout=WARM_UP_S, trust_env=False)
        )
        try:
            made = await client.post("/v1/interviews", json=_new(setup))
            if made.is_error:
                refuse(made.json()["message"])
            async with connect(base.replace("http", "ws", 1).rstrip("/") + made.json()["live"]) as socket:
                await _talk(socket, sound, headphones=headphones)
            await _write(client, made.json()["id"], out)
        finally:
            server.should_exit = True
            await serving


def _new(setup: Setup) -> dict[str, Any]:
    project: Project | None = setup.project
    return {
        "loop": setup.loop.id,
        "minutes": setup.minutes,
        "level": setup.level.id,
        "problem": setup.problem.id,
        "persona": setup.persona.id,
        "style": setup.style.id,
        "seed": setup.seed,
        "project": project.model_dump() if project else None,
    }


async def _talk(socket: Any, sound: Any, *, headphones: bool) -> None:
    """Carry sound and lines between the devices and the socket until the interview is over."""
    loop = asyncio.get_running_loop()
    playing = Playing()
    frames: asyncio.Queue[bytes] = asyncio.Queue()
    lines: asyncio.Queue[str] = asyncio.Queue()
    with ExitStack() as devices:

        def play(rate: int) -> None:
            def fill(out: Any, samples: int, *_: Any) -> None:
                out[:] = playing.take(samples)

            devices.enter_context(
                sound.RawOutputStream(samplerate=rate, channels=1, dtype="int16", callback=fill)
            )

        def heard(pcm: Any, *_: Any) -> None:
            loop.call_soon_threadsafe(frames.put_nowait, bytes(pcm))

        talking = LiveClient(socket, playing, print, play, half_duplex=not headphones)
        devices.enter_context(
            sound.RawInputStream(
                samplerate=SAMPLE_RATE, channels=1, dtype="int16", blocksize=FRAME_SAMPLES, callback=heard
            )
        )
        threading.Thread(target=_read, args=(loop, lines), daemon=True).start()
        feeds = (_feed(frames, talking.hear), _feed(lines, talking.type))
        feeding = [asyncio.create_task(feed) for feed in feeds]
        try:
            await talking.run()
        finally:
            for task in feeding:
                task.cancel()
            await asyncio.gather(*feeding, return_exceptions=True)


def _read(loop: asyncio.AbstractEventLoop, lines: asyncio.Queue[str]) -> None:
    """Lines of the keyboard, in a thread that does not keep the program from ending."""
    for line in sys.stdin:
        loop.call_soon_threadsafe(lines.put_nowait, line)


async def _feed(items: asyncio.Queue[Item], take: Callable[[Item], Awaitable[None]]) -> None:
    """Hand each item on as it comes."""
    while True:
        await take(await items.get())


async def _write(client: httpx.AsyncClient, interview: str, out: Path) -> None:
    """Transcript and report, as the service makes them."""
    for document in DOCUMENTS:
        answer = await client.get(f"/v1/interviews/{interview}/{document}")
        if answer.is_error:
            say(f"viva: {answer.json()['message']}")
            continue
        path = out / f"viva-{interview}.{document}"
        path.write_bytes(answer.content)
        say(f"Written: {path}")
