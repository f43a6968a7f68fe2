"""A house: the whole service in this process for the length of a bench, with data of its own."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import httpx
from pydantic import TypeAdapter

from rubrics.library import Library
from service.app import create_app
from service.bench.load_client import Order, Outcome
from service.bootstrap import build, load
from service.engines import Engines, Loaded
from service.errors import VivaError
from service.events import CandidateTurn
from service.server import address, listen, server_of
from service.services import Services
from service.settings import Settings
from service.speech.pool import SynthesisPool
from service.speech.scripted import ScriptedSynthesizer

LOOP: Final = "pm-system-design"
ROOMS: Final = 512
REQUEST_S: Final = 60.0
GRACE_S: Final = 120.0
"""Beyond the length of what it was asked for, how long the load client may take."""
FAST_WORDS_PER_S: Final = 100.0
"""The pace of a voice that is there for form's sake: its sentences are over before anyone waits for them."""

_OUTCOMES: Final = TypeAdapter(list[Outcome])


class ClientFailed(VivaError):
    """The load client ended badly."""

    code = "client_failed"


@dataclass(frozen=True, slots=True)
class House:
    """A service that runs."""

    base: str
    """``http://host:port/``."""
    services: Services
    loaded: Loaded
    client: httpx.AsyncClient

    async def interview(self) -> tuple[str, str]:
        """A new interview: its id and the address of its socket."""
        made = await self.client.post("/v1/interviews", json={"loop": LOOP, "seed": 1})
        made.raise_for_status()
        live = self.base.replace("http", "ws", 1).rstrip("/") + made.json()["live"]
        return made.json()["id"], live

    async def delays(self, interview: str) -> dict[str, Any]:
        """What REST says of the delays of an interview."""
        told = await self.client.get(f"/v1/interviews/{interview}/delays")
        told.raise_for_status()
        document: dict[str, Any] = told.json()
        return document

    async def finals_s(self, interviews: Sequence[str]) -> list[float]:
        """Of every stored turn, from the decision that it is over to its text, in seconds."""
        return [
            event.spans_ms["final"] / 1000
            for interview in interviews
            for event in await self.services.store.log(interview).read()
            if isinstance(event, CandidateTurn) and "final" in event.spans_ms
        ]


@asynccontextmanager
async def house(settings: Settings, library: Library, *, mute: bool) -> AsyncIterator[House]:
    """The service with these settings, engines ready.

    Args:
        settings: as for ``viva serve``; data folder, address and secret are the bench's own.
        library: the rubrics.
        mute: the interviewer's voice takes neither work nor time, so that candidates talk all the time.

    Raises:
        Busy: no engines could be loaded.
    """
    with tempfile.TemporaryDirectory(prefix="viva-bench-") as folder:
        own = settings.model_copy(
            update={
                "data_dir": Path(folder),
                "database_url": None,
                "auth_token": None,
                "host": "127.0.0.1",
                "max_sessions": ROOMS,
                "downloads": False,
            }
        )
        engines = Engines(lambda: _loaded(settings, library, mute=mute))
        services = build(own, library=library, engines=engines)
        app = create_app(services)
        listening = listen(own.host, 0)
        base = address(own.host, listening)
        server = server_of(app)
        async with app.router.lifespan_context(app):
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            try:
                loaded = await engines.get(10 * REQUEST_S)
                async with httpx.AsyncClient(base_url=base, timeout=REQUEST_S, trust_env=False) as client:
                    yield House(base, services, loaded, client)
            finally:
                server.should_exit = True
                await serving


def _loaded(settings: Settings, library: Library, *, mute: bool) -> Loaded:
    loaded = load(settings.model_copy(update={"downloads": False}), library)
    if not mute:
        return loaded
    voice = ScriptedSynthesizer(words_per_second=FAST_WORDS_PER_S, silent=True)
    return replace(loaded, speech=SynthesisPool(voice))


async def fulfil(order: Order) -> list[Outcome]:
    """Let a process of its own fulfil the order.

    Raises:
        ClientFailed: it did not, or took far too long.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "service.bench.load_client",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    limit_s = (order.seconds or 60.0 * max(len(each.lines) for each in order.sessions)) + GRACE_S
    try:
        async with asyncio.timeout(limit_s):
            out, err = await process.communicate(order.model_dump_json().encode())
    except TimeoutError:
        raise ClientFailed(f"The load client was not done within {limit_s:.0f} s.") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise ClientFailed(f"The load client failed: {err.decode(errors='replace').strip()[-500:]}")
    return _OUTCOMES.validate_json(out)
