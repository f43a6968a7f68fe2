"""The store: interviews, their append-only events, and reports, in SQLite or PostgreSQL.

Every call runs in a worker thread, a bounded number at a time, and returns once its transaction is committed:
what ``append`` has returned from survives the death of the process.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

import anyio
import anyio.to_thread
from sqlalchemy import delete, func, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select

from service.appending import append, row_of
from service.database import LateSync, connect, migrate
from service.errors import NotFound, StoreFailed
from service.events import Created, Event
from service.events import events as any_event
from service.search import Wanted, conditions
from service.tables import EventRow, InterviewRow, NotesRow, ReportRow

T = TypeVar("T")

WORKERS = 4
"""Threads that talk to the database at once."""


def _now() -> datetime:
    return datetime.now(UTC)


def _unknown(interview: str) -> NotFound:
    return NotFound(
        f"There is no interview {interview!r}; GET /v1/interviews lists them.", code="unknown_interview"
    )


def find(session: Session, interview: str) -> InterviewRow:
    """An interview that was not deleted. Raises NotFound."""
    row = session.get(InterviewRow, interview)
    if row is None or row.deleted_at is not None:
        raise _unknown(interview)
    return row


@dataclass(frozen=True, slots=True)
class InterviewLog:
    """The event log of one interview. Implements ``service.session.ports.EventLog``."""

    store: Store
    interview: str

    async def append(self, *events: Event) -> int:
        """Store events, in order and all or none; durable when this returns the last sequence number."""
        return await self.store.append(self.interview, *events)

    async def read(self) -> Sequence[Event]:
        """All events so far, oldest first."""
        return await self.store.events(self.interview)


class Store:
    """The database. ``open`` it before use. Every method raises StoreFailed when it does not answer."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._engine: Engine | None = None
        self._workers: anyio.CapacityLimiter | None = None
        self._sync: LateSync | None = None

    async def open(self) -> None:
        """Connect and migrate. Raises StoreFailed with what went wrong."""
        self._workers = anyio.CapacityLimiter(WORKERS)
        try:
            self._engine = await anyio.to_thread.run_sync(connect, self._url)
            await anyio.to_thread.run_sync(migrate, self._engine)
            self._sync = LateSync(self._engine)
        except Exception as error:
            raise StoreFailed(f"The database cannot be opened: {error}") from error

    async def close(self) -> None:
        """Give the connections back."""
        if self._sync is not None:
            await self._sync.close()
        if self._engine is not None:
            await anyio.to_thread.run_sync(self._engine.dispose)
            self._engine = None

    @property
    def dialect(self) -> str:
        """Which database: ``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name if self._engine else self._url.partition(":")[0].partition("+")[0]

    def log(self, interview: str) -> InterviewLog:
        """The event log of one interview."""
        return InterviewLog(self, interview)

    # ---- interviews ----------------------------------------------------------------------------------------

    async def add(self, row: InterviewRow, created: Created) -> None:
        """Store a new interview with its first event."""

        def work(session: Session) -> None:
            session.add(row)
            session.flush()
            session.add(EventRow(**row_of(row.id, 1, created, _now())))

        await self.run(work)

    async def get(self, interview: str) -> InterviewRow:
        """One interview. Raises NotFound."""
        return await self.run(partial(find, interview=interview))

    async def page(
        self, *, limit: int, offset: int, wanted: Wanted | None = None
    ) -> tuple[list[InterviewRow], int]:
        """Interviews newest first, and how many there are in all."""

        def work(session: Session) -> tuple[list[InterviewRow], int]:
            chosen = select(InterviewRow).where(*conditions(wanted or Wanted(), self.dialect))
            total = session.exec(select(func.count()).select_from(chosen.subquery())).one()
            newest = chosen.order_by(col(InterviewRow.created_at).desc(), col(InterviewRow.id).desc())
            return list(session.exec(newest.limit(limit).offset(offset)).all()), total

        return await self.run(work)

    async def of_day(self, day: str) -> list[InterviewRow]:
        """The interviews of a loop day, in the order in which they were set up."""

        def work(session: Session) -> list[InterviewRow]:
            chosen = select(InterviewRow).where(
                InterviewRow.loop_day == day, col(InterviewRow.deleted_at).is_(None)
            )
            return list(session.exec(chosen.order_by(col(InterviewRow.created_at))).all())

        return await self.run(work)

    async def ids(self) -> list[str]:
        """All interviews, newest first."""

        def work(session: Session) -> list[str]:
            chosen = select(InterviewRow.id).where(col(InterviewRow.deleted_at).is_(None))
            return list(session.exec(chosen.order_by(col(InterviewRow.created_at).desc())).all())

        return await self.run(work)

    async def delete_all(self) -> list[str]:
        """Hide every interview; their ids."""

        def work(session: Session) -> list[str]:
            there = col(InterviewRow.deleted_at).is_(None)
            ids = list(session.exec(select(InterviewRow.id).where(there)).all())
            session.exec(update(InterviewRow).where(there).values(deleted_at=_now()))
            return ids

        return await self.run(work)

    async def restore_all(self, interviews: Sequence[str]) -> list[str]:
        """Bring hidden interviews back; the ids of those that are back, less any that are gone for good."""

        def work(session: Session) -> list[str]:
            hidden = select(InterviewRow.id).where(col(InterviewRow.deleted_at).is_not(None))
            back = set(session.exec(hidden).all()) & set(interviews)
            for interview in back:
                session.get_one(InterviewRow, interview).deleted_at = None
            return [interview for interview in interviews if interview in back]

        return await self.run(work)

    async def delete(self, interview: str) -> None:
        """Hide an interview; ``purge`` removes it for good. Raises NotFound."""

        def work(session: Session) -> None:
            find(session, interview).deleted_at = _now()

        await self.run(work)

    async def restore(self, interview: str) -> InterviewRow:
        """Bring a hidden interview back. Raises NotFound when it was not deleted or is gone."""

        def work(session: Session) -> InterviewRow:
            row = session.get(InterviewRow, interview)
            if row is None or row.deleted_at is None:
                raise NotFound(
                    f"There is no deleted interview {interview!r} left to restore.", code="unknown_interview"
                )
            row.deleted_at = None
            return row

        return await self.run(work)

    async def purge(self, *, deleted_before: datetime, created_before: datetime | None = None) -> list[str]:
        """Remove interviews deleted before a time, or created before one. Returns their ids."""

        def work(session: Session) -> list[str]:
            stale = col(InterviewRow.deleted_at) < deleted_before
            if created_before is not None:
                stale |= col(InterviewRow.created_at) < created_before
            ids = list(session.exec(select(InterviewRow.id).where(stale)).all())
            for table in (EventRow, ReportRow, NotesRow):
                session.exec(delete(table).where(col(table.interview_id).in_(ids)))
            session.exec(delete(InterviewRow).where(col(InterviewRow.id).in_(ids)))
            return ids

        return await self.run(work)

    async def settle(self) -> None:
        """At start no interview is live: those a dead process left so are paused."""

        def work(session: Session) -> None:
            session.exec(
                update(InterviewRow).where(col(InterviewRow.status) == "live").values(status="paused")
            )

        await self.run(work)

    # ---- events --------------------------------------------------------------------------------------------

    async def append(self, interview: str, *events: Event) -> int:
        """Store events, in order and all or none. Returns the last sequence number. Raises NotFound.

        The death of this process takes nothing of them, a loss of power what is younger than a second.
        """

        def work(session: Session) -> int:
            last = append(session.connection(), interview, events, _now())
            if last is None:
                raise _unknown(interview)
            return last

        stored = await self.run(work)
        if self._sync is not None:
            self._sync.soon()
        return stored

    async def events(self, interview: str) -> list[Any]:
        """All events of an interview, oldest first. Raises NotFound."""

        def work(session: Session) -> list[str]:
            find(session, interview)
            chosen = select(EventRow.payload).where(EventRow.interview_id == interview)
            return list(session.exec(chosen.order_by(col(EventRow.seq))).all())

        return [any_event.validate_json(payload) for payload in await self.run(work)]

    # ---- reports -------------------------------------------------------------------------------------------

    async def report(self, interview: str, scorer: str) -> str | None:
        """The report as this scorer made it, as JSON; None when it has not."""

        def work(session: Session) -> str | None:
            row = session.get(ReportRow, (interview, scorer))
            return row.payload if row else None

        return await self.run(work)

    async def verdicts(self, loop: str, limit: int) -> list[tuple[InterviewRow, str]]:
        """The newest interviews of a loop that have a report, newest first, each with its newest report."""

        def work(session: Session) -> list[tuple[InterviewRow, str]]:
            newest = (
                select(ReportRow.interview_id, func.max(ReportRow.created_at).label("made"))
                .group_by(col(ReportRow.interview_id))
                .subquery()
            )
            chosen = (
                select(InterviewRow, ReportRow.payload)
                .join(ReportRow, col(ReportRow.interview_id) == col(InterviewRow.id))
                .join(
                    newest,
                    (newest.c.interview_id == ReportRow.interview_id)
                    & (newest.c.made == ReportRow.created_at),
                )
                .where(*conditions(Wanted(loop=loop, whole=True), self.dialect))
                .order_by(col(InterviewRow.created_at).desc())
            )
            return list(session.exec(chosen.limit(limit)).all())

        return await self.run(work)

    async def keep_report(self, interview: str, scorer: str, payload: str, signal: str) -> None:
        """Store a report and show its signal in the list."""

        def work(session: Session) -> None:
            row = find(session, interview)
            row.signal = signal
            session.merge(
                ReportRow(interview_id=interview, scorer=scorer, payload=payload, created_at=_now())
            )

        await self.run(work)

    async def ping(self) -> None:
        """Raise StoreFailed unless the database answers."""
        await self.run(lambda session: session.exec(select(1)).one())

    async def run(self, work: Callable[[Session], T]) -> T:
        """What ``work`` returns, in a transaction of its own that is committed by then."""
        engine = self._engine
        if engine is None:
            raise StoreFailed("The database is not open.")

        def transaction() -> T:
            with Session(engine, expire_on_commit=False) as session, session.begin():
                return work(session)

        try:
            return await anyio.to_thread.run_sync(transaction, limiter=self._workers)
        except SQLAlchemyError as error:
            raise StoreFailed(f"The database does not answer as it should: {error}") from error
