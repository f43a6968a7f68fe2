"""Documents of an interview: transcript, report and recording, each to read or to keep."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Literal

import anyio.to_thread
from fastapi import APIRouter, Response
from fastapi.responses import FileResponse

from agents.model import Report, Transcript
from service.api.dependencies import Given, InterviewId
from service.api.refusals import NOT_FINISHED, REFUSALS, UNKNOWN
from service.errors import NotFound
from service.services import Services

MEDIA_TYPES = {
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "pdf": "application/pdf",
    "ogg": "audio/ogg",
}
TRANSCRIPTS = {
    "md": "transcript_markdown",
    "txt": "transcript_text",
    "vtt": "transcript_vtt",
    "pdf": "transcript_pdf",
}
"""Form -> the function of ``service.export`` that writes it."""
REPORTS = {"md": "report_markdown", "pdf": "report_pdf"}
"""Likewise."""

router = APIRouter(prefix="/v1/interviews/{interview_id}", tags=["documents"], responses=REFUSALS | UNKNOWN)


def _files(*formats: str) -> dict[int | str, dict[str, Any]]:
    """The success answer of a document in OpenAPI."""
    content = {MEDIA_TYPES[name].partition(";")[0]: {"schema": {"type": "string"}} for name in formats}
    return {200: {"content": content, "description": "The document."}}


@router.get("/transcript.json")
async def transcript_json(interview_id: InterviewId, services: Given, response: Response) -> Transcript:
    """The transcript as ``viva-transcript/1``."""
    response.headers["Content-Disposition"] = await _name(services, interview_id, "transcript", "json")
    return await services.reports.transcript(interview_id)


@router.get("/report.json", responses=NOT_FINISHED)
async def report_json(interview_id: InterviewId, services: Given, response: Response) -> Report:
    """The report as ``viva-report/1``. Refused until the interview is over."""
    response.headers["Content-Disposition"] = await _name(services, interview_id, "report", "json")
    return await services.reports.report(interview_id)


@router.get("/transcript.{form}", response_class=Response, responses=_files("md", "txt", "vtt", "pdf"))
async def transcript(
    interview_id: InterviewId, form: Literal["md", "txt", "vtt", "pdf"], services: Given
) -> Response:
    """The transcript as Markdown, plain text, WebVTT captions or PDF."""
    words = await services.reports.transcript(interview_id)
    written = await anyio.to_thread.run_sync(_write, TRANSCRIPTS[form], words, services.library)
    return _document(written, form, await _name(services, interview_id, "transcript", form))


@router.get("/report.{form}", response_class=Response, responses=NOT_FINISHED | _files("md", "pdf"))
async def report(interview_id: InterviewId, form: Literal["md", "pdf"], services: Given) -> Response:
    """The report as Markdown or PDF. Refused until the interview is over."""
    scored = await services.reports.report(interview_id)
    words = await services.reports.transcript(interview_id)
    drawn = [await services.reports.board(interview_id)] if form == "pdf" else []
    written = await anyio.to_thread.run_sync(_write, REPORTS[form], scored, words, services.library, *drawn)
    return _document(written, form, await _name(services, interview_id, "report", form))


@router.get("/audio.ogg", response_class=FileResponse, responses=_files("ogg"))
async def audio(interview_id: InterviewId, services: Given) -> FileResponse:
    """The recording of both voices, in step with the transcript. Takes byte ranges, so players can seek."""
    name = await _name(services, interview_id, "audio", "ogg")
    recorded = await services.recordings.ogg(interview_id)
    if recorded is None:
        raise NotFound("Nothing was recorded in this interview.", code="no_recording")
    return FileResponse(recorded, media_type=MEDIA_TYPES["ogg"], headers={"Content-Disposition": name})


def _write(writer: str, *documents: Any) -> str | bytes:
    """What an exporter writes. They are imported at first use: the one of PDF would slow every start."""
    written: str | bytes = getattr(import_module("service.export"), writer)(*documents)
    return written


def _document(content: str | bytes, form: str, name: str) -> Response:
    return Response(content, media_type=MEDIA_TYPES[form], headers={"Content-Disposition": name})


async def _name(services: Services, interview: str, what: str, form: str) -> str:
    """Shown in place by a browser, saved under a name that says what it is. Raises NotFound."""
    row = await services.store.get(interview)
    return f'inline; filename="viva-{row.created_at:%Y-%m-%d}-{row.loop}-{row.problem}-{what}.{form}"'
