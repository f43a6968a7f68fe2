"""The tables: interviews, their events, reports made from them, and the candidates' own notes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, DateTime, ForeignKey, Integer, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel


class UtcDateTime(TypeDecorator[datetime]):
    """A point in time. SQLite keeps no zone, so UTC goes in and UTC comes out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        """To the database: in UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        """From the database: with its zone."""
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class InterviewRow(SQLModel, table=True):
    """An interview: what it was set up as, and where it stands, which its events also say."""

    __tablename__ = "interviews"

    id: str = Field(primary_key=True, max_length=32)
    loop: str
    minutes: int
    level: str
    problem: str
    problem_title: str
    persona: str
    style: str
    seed: int
    project: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON, nullable=True))
    drill: str | None = None
    loop_day: str | None = Field(default=None, index=True, max_length=32)
    status: str = Field(default="created", index=True)
    elapsed_s: float = 0.0
    signal: str | None = None
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False, index=True))
    deleted_at: datetime | None = Field(
        default=None, sa_column=Column(UtcDateTime, nullable=True, index=True)
    )


class EventRow(SQLModel, table=True):
    """One event of the append-only log. ``payload`` is the event as ``service.events`` serialises it."""

    __tablename__ = "events"

    interview_id: str = Field(
        sa_column=Column(ForeignKey("interviews.id", ondelete="CASCADE"), primary_key=True)
    )
    seq: int = Field(sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True))
    kind: str
    at_s: float
    payload: str = Field(sa_column=Column(Text, nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ReportRow(SQLModel, table=True):
    """A report as made by one version of one scorer; made again when the version changes."""

    __tablename__ = "reports"

    interview_id: str = Field(
        sa_column=Column(ForeignKey("interviews.id", ondelete="CASCADE"), primary_key=True)
    )
    scorer: str = Field(primary_key=True)
    payload: str = Field(sa_column=Column(Text, nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class NotesRow(SQLModel, table=True):
    """What a candidate wrote down for themselves. No event: neither interviewer nor scorer reads it."""

    __tablename__ = "notes"

    interview_id: str = Field(
        sa_column=Column(ForeignKey("interviews.id", ondelete="CASCADE"), primary_key=True)
    )
    text: str = Field(sa_column=Column(Text, nullable=False))
