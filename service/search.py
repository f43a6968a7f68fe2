"""Search: which interviews are wanted, as conditions of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, cast, func, or_, type_coerce
from sqlmodel import col, select

from service.tables import EventRow, InterviewRow

SPOKEN = ("candidate_turn", "heard")
"""Kinds of events whose text was said and heard."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an interview must be; None is no condition."""

    loop: str | None = None
    level: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    whole: bool = False
    """True leaves drills out."""
    text: str | None = None
    """In the title or among the words of either, whatever the case of its letters."""


def conditions(wanted: Wanted, dialect: str) -> list[Any]:
    """The conditions that an interview meets, all of them, beside not being deleted."""
    found: list[Any] = [col(InterviewRow.deleted_at).is_(None)]
    if wanted.loop is not None:
        found.append(InterviewRow.loop == wanted.loop)
    if wanted.level is not None:
        found.append(InterviewRow.level == wanted.level)
    if wanted.since is not None:
        found.append(col(InterviewRow.created_at) >= wanted.since)
    if wanted.until is not None:
        found.append(col(InterviewRow.created_at) < wanted.until)
    if wanted.whole:
        found.append(col(InterviewRow.drill).is_(None))
    if wanted.text and wanted.text.strip():
        found.append(_mentions(wanted.text.strip(), dialect))
    return found


def _mentions(text: str, dialect: str) -> ColumnElement[bool]:
    payload = col(EventRow.payload)
    document = cast(payload, JSON) if dialect == "postgresql" else type_coerce(payload, JSON)
    said = select(EventRow.interview_id).where(
        EventRow.interview_id == InterviewRow.id,
        col(EventRow.kind).in_(SPOKEN),
        func.lower(document["text"].as_string()).contains(text.lower(), autoescape=True),
    )
    titled = func.lower(col(InterviewRow.problem_title)).contains(text.lower(), autoescape=True)
    return or_(titled, said.exists())
