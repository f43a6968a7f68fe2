"""Notes: what a candidate writes down for themselves during an interview, kept with it and deleted with it.

They are no part of the event log, from which interviewer and scorer read: nothing that is written here is
heard or scored.
"""

from __future__ import annotations

from sqlmodel import Session

from service.store import Store, find
from service.tables import NotesRow


async def notes_of(store: Store, interview: str) -> str:
    """The notes of an interview; empty when there are none. Raises NotFound."""

    def work(session: Session) -> str:
        find(session, interview)
        row = session.get(NotesRow, interview)
        return row.text if row else ""

    return await store.run(work)


async def keep_notes(store: Store, interview: str, text: str) -> None:
    """Put these notes in the place of those there were; empty ones are not kept. Raises NotFound."""

    def work(session: Session) -> None:
        find(session, interview)
        before = session.get(NotesRow, interview)
        if text.strip():
            session.merge(NotesRow(interview_id=interview, text=text))
        elif before is not None:
            session.delete(before)

    await store.run(work)
