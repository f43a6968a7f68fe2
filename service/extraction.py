"""Extraction: the words of a PDF or of a text file, off the event loop and within bounds."""

from __future__ import annotations

import io
from typing import Final

import anyio
import anyio.to_thread

from agents.model import MAX_BACKGROUND_CHARS
from service.errors import Invalid
from service.resources import Extraction

PDF: Final = b"%PDF-"
MAX_PAGES: Final = 20
"""Pages read of a PDF; a résumé or a job description has fewer."""
SECONDS: Final = 20.0
"""After these a file that is still not read is given up."""
AT_ONCE: Final = 2
"""Files read at the same time."""

_readers = anyio.CapacityLimiter(AT_ONCE)


async def extracted(file: bytes) -> Extraction:
    """The file's words, one paragraph a line, cut at the most that an interview takes.

    Raises:
        Invalid: it is neither a PDF nor text, is locked, holds no words, or takes too long to read.
    """
    try:
        with anyio.fail_after(SECONDS):
            text = await anyio.to_thread.run_sync(_text, file, limiter=_readers, abandon_on_cancel=True)
    except TimeoutError:
        raise Invalid("The file takes too long to read; paste its words instead.", code="bad_file") from None
    words = tidy(text)
    if not words:
        raise Invalid(
            "No words were found in the file. A scan has none: paste the words instead.", code="bad_file"
        )
    return Extraction(text=words[:MAX_BACKGROUND_CHARS], cut=len(words) > MAX_BACKGROUND_CHARS)


def tidy(text: str) -> str:
    """The text without control characters, empty lines and runs of blanks."""
    lines = (
        " ".join("".join(each if each.isprintable() else " " for each in line).split())
        for line in text.splitlines()
    )
    return "\n".join(line for line in lines if line)


def _text(file: bytes) -> str:
    return _pdf(file) if file.lstrip()[: len(PDF)] == PDF else _plain(file)


def _plain(file: bytes) -> str:
    try:
        text = file.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if "\0" in text or not text.strip():
        raise Invalid("The file is neither a PDF nor plain text in UTF-8.", code="bad_file")
    return text


def _pdf(file: bytes) -> str:
    from pypdf import PdfReader  # noqa: PLC0415  only those who bring a file wait for it
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(io.BytesIO(file))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Invalid("The PDF is locked; save it without its password.", code="bad_file")
        return "\n".join(page.extract_text() for page in reader.pages[:MAX_PAGES])
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Invalid(f"The PDF cannot be read ({type(error).__name__}).", code="bad_file") from error
