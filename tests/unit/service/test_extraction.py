"""Extraction: what words come out of a file, and which files are refused."""

from __future__ import annotations

import pytest
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

from agents.model import MAX_BACKGROUND_CHARS
from service.errors import Invalid
from service.extraction import extracted, tidy


def pdf(*pages: str) -> bytes:
    document = FPDF()
    document.set_font("helvetica")
    for page in pages:
        document.add_page()
        document.multi_cell(0, text=page)
    return bytes(document.output())


async def test_the_words_of_a_pdf_come_out_page_after_page():
    found = await extracted(pdf("I led the billing team.", "We moved to Kafka."))
    assert found.text == "I led the billing team.\nWe moved to Kafka."
    assert not found.cut


async def test_plain_text_comes_out_tidy():
    assert (await extracted("﻿Senior\tPM\r\n\r\n  payments ".encode())).text == "Senior PM\npayments"


async def test_more_than_an_interview_takes_is_cut_and_told():
    found = await extracted(b"word " * MAX_BACKGROUND_CHARS)
    assert (len(found.text), found.cut) == (MAX_BACKGROUND_CHARS, True)


async def test_a_locked_pdf_says_so(tmp_path):
    writer = PdfWriter()
    path = tmp_path / "open.pdf"
    path.write_bytes(pdf("Secret."))
    writer.append(PdfReader(path))
    writer.encrypt("password", algorithm="RC4-128")
    locked = tmp_path / "locked.pdf"
    writer.write(locked)
    with pytest.raises(Invalid, match="locked"):
        await extracted(locked.read_bytes())


@pytest.mark.parametrize("content", [b"", b"   ", b"\0\1\2", b"\xff\xd8 a picture", b"%PDF-1.7 nothing"])
async def test_what_is_no_pdf_and_no_text_is_refused(content):
    with pytest.raises(Invalid) as refused:
        await extracted(content)
    assert refused.value.code == "bad_file"


async def test_a_pdf_without_words_says_what_to_do():
    with pytest.raises(Invalid, match="paste"):
        await extracted(pdf(""))


def test_tidying_keeps_paragraphs_and_drops_control_characters():
    assert tidy("a\x07b\n\n c  d \n") == "a b\nc d"
