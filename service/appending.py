"""Appending: events into the log of one interview, by statements that are made once.

The database is written to two or three times a turn while somebody waits for an answer, and an object mapper
takes longer to build such a statement than the database to run it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Float, Text, bindparam, case, delete, func, insert, select, update
from sqlalchemy.engine import Connection
from sqlmodel import SQLModel

from service.events import Event
from service.tables import EventRow, InterviewRow, ReportRow

STATUS_AFTER: Final = {"resumed": "live", "paused": "paused", "finished": "finished"}
"""Event kind -> status of the interview once it is stored."""
OFF_THE_CLOCK: Final = frozenset({"retaken", "corrected"})
"""Events that happen after the interview and do not move its clock."""


def _table(model: type[SQLModel]) -> Any:
    return model.__table__  # type: ignore[attr-defined]  # SQLModel makes it and does not declare it


_INTERVIEWS, _EVENTS, _REPORTS = _table(InterviewRow), _table(EventRow), _table(ReportRow)
_INTERVIEW: Final[Any] = bindparam("of_interview")
_ELAPSED: Final = bindparam("elapsed", type_=Float)
_MOVED: Final = (
    update(_INTERVIEWS)
    .where(_INTERVIEWS.c.id == _INTERVIEW, _INTERVIEWS.c.deleted_at.is_(None))
    .values(
        elapsed_s=case((_INTERVIEWS.c.elapsed_s < _ELAPSED, _ELAPSED), else_=_INTERVIEWS.c.elapsed_s),
        status=func.coalesce(bindparam("to_status", type_=Text), _INTERVIEWS.c.status),
    )
)
_LAST: Final = select(func.max(_EVENTS.c.seq)).where(_EVENTS.c.interview_id == _INTERVIEW)
_ADDED: Final = insert(_EVENTS)
_STALE: Final = delete(_REPORTS).where(_REPORTS.c.interview_id == _INTERVIEW)


def append(connection: Connection, interview: str, events: Sequence[Event], now: datetime) -> int | None:
    """Add events, in order, to a log that exists.

    The interview's row is updated first: that takes the write lock, so two writers cannot take one number.

    Returns:
        The last one's number in the log; None where there is no such interview.
    """
    of = {"of_interview": interview}
    rows = [row_of(interview, 0, event, now) for event in events]
    kinds = [row["kind"] for row in rows]
    if connection.execute(_MOVED, of | _moved(events, kinds)).rowcount == 0:
        return None
    if "corrected" in kinds:
        connection.execute(_STALE, of)
    last: int = connection.execute(_LAST, of).scalar() or 0
    if rows:
        connection.execute(_ADDED, [row | {"seq": seq} for seq, row in enumerate(rows, start=last + 1)])
    return last + len(rows)


def row_of(interview: str, seq: int, event: Event, now: datetime) -> dict[str, Any]:
    """An event as a row of the log."""
    return {
        "interview_id": interview,
        "seq": seq,
        "kind": event.model_dump(include={"kind"})["kind"],
        "at_s": event.at_s,
        "payload": event.model_dump_json(),
        "created_at": now,
    }


def _moved(events: Sequence[Event], kinds: Sequence[str]) -> dict[str, Any]:
    """What the interview's own row says after these events; None leaves the status as it is."""
    times = [event.at_s for event, kind in zip(events, kinds, strict=True) if kind not in OFF_THE_CLOCK]
    statuses = [STATUS_AFTER[kind] for kind in kinds if kind in STATUS_AFTER]
    return {"elapsed": max(times, default=0.0), "to_status": statuses[-1] if statuses else None}
