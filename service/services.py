"""The services of one process: all that a request or a live session uses. Built by ``service.bootstrap``."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from rubrics.library import Library
from service.engines import Engines
from service.metrics import ServiceMetrics
from service.reports import Reports
from service.security import Gate
from service.settings import Settings
from service.store import Store
from service.tickets import Tickets

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class LiveRooms(Protocol):
    """The interviews that are live in this process, as REST sees them."""

    @property
    def live(self) -> int:
        """How many interviews are live now."""
        ...

    async def remove(self, interview: str) -> None:
        """Close the room of a deleted interview, if there is one."""
        ...

    async def close(self) -> None:
        """Stop all rooms; what they know is stored."""
        ...


class Recordings(Protocol):
    """The recorded audio of all interviews."""

    async def ogg(self, interview: str) -> Path | None:
        """Both voices as one Ogg file; None when nothing was recorded."""
        ...

    async def remove(self, interview: str) -> None:
        """Delete an interview's audio."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """Built once; ``open`` before the first request, ``close`` after the last."""

    settings: Settings
    library: Library
    store: Store
    tickets: Tickets
    gate: Gate
    metrics: ServiceMetrics
    engines: Engines
    reports: Reports
    recordings: Recordings
    rooms: LiveRooms
    clock: Callable[[], float] = time.monotonic
    """Seconds that never go back; for tickets."""

    async def open(self) -> None:
        """Open the database and begin to load the engines. Raises StoreFailed."""
        await self.store.open()
        await self.store.settle()
        self.engines.start()

    async def close(self) -> None:
        """Stop live interviews, engines and database, in this order."""
        await self.rooms.close()
        await self.reports.close()
        await self.engines.close()
        await self.store.close()

    async def purge(self, now: datetime) -> list[str]:
        """Remove for good what can no longer be restored, and what is too old to keep."""
        settings = self.settings
        kept_since = now - timedelta(days=settings.retention_days) if settings.retention_days else LONG_AGO
        gone = await self.store.purge(
            deleted_before=now - timedelta(minutes=settings.restore_minutes), created_before=kept_since
        )
        for interview in gone:
            await self.rooms.remove(interview)
            await self.recordings.remove(interview)
        return gone
