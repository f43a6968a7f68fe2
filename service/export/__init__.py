"""Exports: a transcript and a report as documents to keep. Pure functions; no file is written."""

from __future__ import annotations

from agents.model import Report, Transcript
from service.session.messages import BoardView

from .markdown import report_markdown, transcript_markdown
from .names import Titles
from .text import transcript_text
from .vtt import transcript_vtt

__all__ = [
    "report_markdown",
    "report_pdf",
    "transcript_markdown",
    "transcript_pdf",
    "transcript_text",
    "transcript_vtt",
]


def transcript_pdf(transcript: Transcript, library: Titles) -> bytes:
    """The whole interview on A4: each turn with its time and speaker."""
    from . import pdf  # noqa: PLC0415 half a second that only those who print should wait

    return pdf.transcript_pdf(transcript, library)


def report_pdf(
    report: Report, transcript: Transcript, library: Titles, board: BoardView | None = None
) -> bytes:
    """The scored interview on A4: verdict and chart, practice, criteria with quotes, ledgers, whiteboard."""
    from . import pdf  # noqa: PLC0415 as above

    return pdf.report_pdf(report, transcript, library, board)
