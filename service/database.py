"""The database: an engine for its URL, and its tables in this version's shape."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import create_engine, event, inspect, text
from sqlalchemy.engine import Connection, Engine

_log = structlog.get_logger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"
SYNC_S = 1.0
"""Seconds of commits that a loss of power may take."""
BUSY_MS = 5_000
"""Milliseconds a writer waits for another before SQLite gives up."""


def _sqlite_pragmas(connection: Any, _record: object) -> None:
    """Readers never wait for the writer (WAL), and nobody for the disk (NORMAL): see ``LateSync``."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def connect(url: str) -> Engine:
    """An engine for this URL; the folder of an SQLite file is made."""
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        if engine.url.database:
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine, "connect", _sqlite_pragmas)
    return engine


class LateSync:
    """Has what was committed to SQLite on the disk a little later, once for many commits.

    A commit that has returned survives the death of the process in any case: the operating system has it. To
    wait until the disk has it, too, takes 10 to 20 ms on common disks: as much as the whole service may take
    between a candidate's last word and the answer. PostgreSQL sees to this itself.

    Args:
        engine: of the database.
        seconds: what a loss of power may take.
    """

    def __init__(self, engine: Engine, seconds: float = SYNC_S) -> None:
        file = engine.url.database if engine.dialect.name == "sqlite" else None
        self._log = Path(f"{file}-wal") if file else None
        self._seconds = seconds
        self._task: asyncio.Task[None] | None = None

    def soon(self) -> None:
        """Something was committed."""
        if self._log is not None and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._later(self._log))

    async def close(self) -> None:
        """The database is about to be closed, which puts all of it on the disk."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def _later(self, log: Path) -> None:
        await asyncio.sleep(self._seconds)
        try:
            await asyncio.to_thread(_sync, log)
        except OSError as error:
            _log.error("the database is not safe from a loss of power", error=str(error))


def _sync(path: Path) -> None:
    try:
        file = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return  # the last connection was closed, and the log is part of the database now
    try:
        os.fsync(file)
    finally:
        os.close(file)


def migrate(engine: Engine) -> None:
    """Bring the tables to this version's shape. Alembic, slow to import, is left out where they have it."""
    with engine.connect() as connection:
        if _revision(connection) == _newest():
            return
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    """The revision that the tables have; None in an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _newest() -> str:
    """The newest revision there is: migrations are named by number, ``0001_what.py``."""
    return max(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))
