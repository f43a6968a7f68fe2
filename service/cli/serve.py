"""``viva serve``: the service and the page."""

from __future__ import annotations

import os
import socket
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.options import DataDir, Llm, Recognizer, RubricsDir, Synthesizer, Voice, WhisperModel
from service.cli.output import refuse, say

if TYPE_CHECKING:
    from service.settings import Settings

GRACE_S = 5
"""Seconds that open requests have to finish when the service stops."""
MAX_MESSAGE_BYTES = 2**20
"""Largest message of a live socket; the session's own limits are tighter."""


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (default 127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (default 8000; 0: a free one).")] = None,
    llm: Llm = None,
    whisper_model: WhisperModel = None,
    voice: Voice = None,
    recognizer: Recognizer = None,
    synthesizer: Synthesizer = None,
    data_dir: DataDir = None,
    rubrics_dir: RubricsDir = None,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> None:
    """Start the service and open its page in a browser."""
    import asyncio

    from service import logs
    from service.settings import Settings

    settings = Settings.load(
        host=host,
        port=port,
        llm=llm,
        whisper_model=whisper_model,
        voice=voice,
        recognizer=recognizer,
        synthesizer=synthesizer,
        data_dir=data_dir,
        rubrics_dir=rubrics_dir,
    )
    logs.configure(settings.log_level, settings.log_format)
    listening = _listen(settings)
    address = _address(settings, listening)
    asyncio.run(_run(settings, listening, address, browser=browser and _has_display()))


async def _run(settings: Settings, listening: socket.socket, address: str, *, browser: bool) -> None:
    """Serve until a signal says stop; then store what is live and close everything."""
    import signal

    import uvicorn

    from service.app import create_app
    from service.bootstrap import build

    from service.realtime import router as live  # isort: skip

    app = create_app(build(settings), live)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            lifespan="off",  # entered below, so that what it raises reaches the user as a sentence
            log_config=None,
            access_log=False,
            server_header=False,
            ws="websockets-sansio",
            ws_max_size=MAX_MESSAGE_BYTES,
            timeout_graceful_shutdown=GRACE_S,
        )
    )
    async with app.router.lifespan_context(app):
        say(f"Viva is at {address} (Ctrl+C stops it)")
        if browser:
            _open(address)
        # uvicorn raises the signal again once it has stopped; what is live is stored only after that.
        before = {each: signal.signal(each, lambda *_: None) for each in (signal.SIGINT, signal.SIGTERM)}
        try:
            await server.serve(sockets=[listening])
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


def _listen(settings: Settings) -> socket.socket:
    """The bound socket; refuses with a sentence when the address cannot be had."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        refuse(
            f"Viva cannot listen on {settings.host} port {settings.port} ({error.strerror or error}); "
            "choose another with --port."
        )
    return listening


def _address(settings: Settings, listening: socket.socket) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{listening.getsockname()[1]}/"


def _has_display() -> bool:
    """Whether a browser could show itself: on Linux that takes a display server."""
    if sys.platform in {"darwin", "win32"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open(address: str) -> None:
    """Open the page in the background: some systems wait for the browser."""
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
