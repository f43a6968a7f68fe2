"""The application: routers, middleware and lifetime around the services of one process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import structlog
from fastapi import FastAPI

from service import __version__, api, realtime
from service.api import refusals
from service.errors import StoreFailed
from service.middleware import Counted, Guarded, SafeHeaders, Sized
from service.page import STATIC, page_router
from service.services import Services

PURGE_EVERY_S = 60.0

_log = structlog.get_logger(__name__)


def create_app(services: Services, *, static: Path = STATIC) -> FastAPI:
    """The application. Opens the services when it starts and closes them when it stops.

    Args:
        services: what ``service.bootstrap.build`` made.
        static: the folder of the built page.
    """
    app = FastAPI(
        title="Viva",
        version=__version__,
        summary="A voice interviewer for product and engineering managers that runs on your own machine.",
        docs_url=None,  # their scripts come from elsewhere
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.services = services
    refusals.install(app)
    app.include_router(realtime.router)
    app.include_router(api.router)
    app.include_router(page_router(services.gate, static))
    app.add_middleware(
        Sized,
        limit=services.settings.max_body_bytes,
        metrics=services.metrics,
        uploads=dict.fromkeys(api.UPLOADS, services.settings.max_upload_bytes),
    )
    app.add_middleware(Guarded, gate=services.gate, metrics=services.metrics)
    app.add_middleware(Counted, metrics=services.metrics)
    app.add_middleware(SafeHeaders)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    services: Services = app.state.services
    await services.open()
    purging = asyncio.create_task(_purge(services))
    try:
        yield
    finally:
        purging.cancel()
        with suppress(asyncio.CancelledError):
            await purging
        await services.close()


async def _purge(services: Services) -> None:
    """Remove deleted and outdated interviews now and then, for as long as the service runs."""
    while True:
        try:
            gone = await services.purge(datetime.now(UTC))
        except (StoreFailed, OSError) as error:
            _log.warning("purge failed", error=str(error))
        else:
            if gone:
                _log.info("interviews purged", count=len(gone))
        await asyncio.sleep(PURGE_EVERY_S)
