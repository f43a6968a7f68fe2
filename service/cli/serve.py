"""``viva serve``: the service and the page."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from service.cli.options import DataDir, Llm, Recognizer, RubricsDir, Synthesizer, Voice, WhisperModel
from service.cli.output import say

if TYPE_CHECKING:
    import socket

    from service.settings import Settings


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

    from service import logs, server
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
    listening = server.listen(settings.host, settings.port)
    address = server.address(settings.host, listening)
    asyncio.run(_run(settings, listening, address, browser=browser and _has_display()))


async def _run(settings: Settings, listening: socket.socket, address: str, *, browser: bool) -> None:
    """Serve until a signal says stop; then store what is live and close everything."""
    import signal

    from service.app import create_app
    from service.bootstrap import build
    from service.server import server_of

    app = create_app(build(settings))
    server = server_of(app)
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
