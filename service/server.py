"""The HTTP server around the application: its socket, its address, its limits."""

from __future__ import annotations

import socket
import sys

import uvicorn
from fastapi import FastAPI

from service.errors import SettingsRefused

GRACE_S = 5
"""Seconds that open requests have to finish when the service stops."""
MAX_MESSAGE_BYTES = 2**20
"""Largest message of a live socket; the session's own limits are tighter."""
BACKLOG = 128
SWITCH_S = 0.0005
"""How long another thread may keep Python's lock while the event loop waits for it. Python's own 5 ms is too
long for a loop that lets go of the lock thousands of times a second: with 48 sessions texts came in 1.4 s,
and with half a millisecond within 0.6 s (95th percentile)."""


def listen(host: str, port: int) -> socket.socket:
    """The bound socket. Port 0 takes a free one.

    Raises:
        SettingsRefused: the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise SettingsRefused(
            f"Viva cannot listen on {host} port {port} ({error.strerror or error}); "
            "choose another with --port or VIVA_PORT."
        ) from error
    return listening


def address(host: str, listening: socket.socket) -> str:
    """Where the page is, ``http://host:port/``."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{listening.getsockname()[1]}/"


def server_of(app: FastAPI) -> uvicorn.Server:
    """A server for the application, whose lifespan the caller enters: what it raises reaches the caller.

    Sets how often the threads of this process take turns (``SWITCH_S``).
    """
    sys.setswitchinterval(SWITCH_S)
    return uvicorn.Server(
        uvicorn.Config(
            app,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            ws="websockets-sansio",
            ws_max_size=MAX_MESSAGE_BYTES,
            ws_per_message_deflate=False,  # nearly all that is sent is audio, which does not get smaller
            timeout_graceful_shutdown=GRACE_S,
        )
    )
