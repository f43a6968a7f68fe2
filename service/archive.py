"""The archive: every interview with its documents and audio as one ZIP file, written while it is sent."""

from __future__ import annotations

import json
import zipfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Final

import anyio.to_thread

from rubrics.errors import UnknownId
from rubrics.library import Library
from service.errors import NotFound, VivaError
from service.export.drawing import board_svg
from service.reports import Reports
from service.services import Recordings
from service.store import Store
from service.tables import InterviewRow

PIECE: Final = 256 * 1024
"""Bytes of audio in memory at once."""
EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
"""ZIP knows no earlier moment."""


class _Outgoing:
    """What the ZIP writer has written and nobody has taken yet."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is open."""

    def take(self) -> bytes:
        taken, self._parts = b"".join(self._parts), []
        return taken


async def archive(
    store: Store, reports: Reports, recordings: Recordings, library: Library
) -> AsyncIterator[bytes]:
    """The archive's bytes in order. One interview's documents, or one piece of audio, is in memory at a time.

    A document that cannot be made (an interview that is not over has no report) is left out; one that
    fails is told in ``problems.txt``. An interview deleted meanwhile is passed over.
    """
    outgoing = _Outgoing()
    writing = zipfile.ZipFile(outgoing, "w", zipfile.ZIP_DEFLATED)
    problems: list[str] = []
    for interview in await store.ids():
        try:
            row = await store.get(interview)
        except NotFound:
            continue
        folder = f"{row.created_at:%Y-%m-%d}-{row.loop}-{row.problem}-{row.id}"
        try:
            for name, content in await _documents(row, reports, library):
                info = _entry(f"{folder}/{name}", row.created_at)
                await anyio.to_thread.run_sync(writing.writestr, info, content)
                yield outgoing.take()
            if (audio := await recordings.ogg(interview)) is not None:
                pieces = _store(writing, _entry(f"{folder}/audio.ogg", row.created_at), audio)
                while await anyio.to_thread.run_sync(next, pieces, None) is not None:
                    yield outgoing.take()
        except (VivaError, UnknownId, OSError) as error:
            problems.append(f"{folder}: {error}")
    if problems:
        writing.writestr(_entry("problems.txt", datetime.now(UTC)), "\n".join(problems) + "\n")
    writing.close()
    yield outgoing.take()


async def _documents(row: InterviewRow, reports: Reports, library: Library) -> list[tuple[str, str]]:
    """Names and contents of an interview's documents."""
    about = row.model_dump(include={"id", "persona", "style", "status", "signal"}) | {
        "created_at": row.created_at.isoformat()
    }
    words = await reports.transcript(row.id)
    export = import_module("service.export")
    made = [
        ("interview.json", json.dumps(about, indent=1) + "\n"),
        ("transcript.json", words.model_dump_json(indent=1) + "\n"),
        ("transcript.md", await anyio.to_thread.run_sync(export.transcript_markdown, words, library)),
    ]
    if (board := await reports.board(row.id)) is not None:
        made.append(("board.svg", board_svg(board, f"Whiteboard: {row.problem_title}")))
    if notes := await reports.notes(row.id):
        made.append(("notes.txt", notes.rstrip() + "\n"))
    if row.status == "finished":
        report = await reports.report(row.id)
        made += [
            ("report.json", report.model_dump_json(indent=1) + "\n"),
            ("report.md", await anyio.to_thread.run_sync(export.report_markdown, report, words, library)),
        ]
    return made


def _entry(name: str, when: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, max(EARLIEST, when.timetuple()[:6]))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def _store(writing: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> Iterator[int]:
    """Copy a file in as it is, for it is packed already; a step for each piece."""
    info.compress_type = zipfile.ZIP_STORED
    with path.open("rb") as file, writing.open(info, "w", force_zip64=True) as entry:
        while piece := file.read(PIECE):
            yield entry.write(piece)
