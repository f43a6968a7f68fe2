"""Exports: a transcript and a report as documents to keep. Pure functions; no file is written."""

from .markdown import report_markdown, transcript_markdown
from .pdf import report_pdf, transcript_pdf
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
