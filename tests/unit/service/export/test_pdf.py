import io

import pytest
from pypdf import PdfReader

from service.export import report_pdf, transcript_pdf
from service.export.names import clock


def text_of(pdf):
    return " ".join("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_transcript_prints_any_script_and_any_punctuation(transcript, library):
    text = text_of(transcript_pdf(transcript, library))
    for words in ("<script>alert(1)</script>", "José Łukasz Ελένη", "李雷", "so the upload returns at once"):
        assert words in text


def test_what_no_font_can_draw_is_marked_and_breaks_nothing(transcript, library):
    strange = transcript.turns[1].model_copy(
        update={"text": "Ahead \U0001f9d1\u200d\U0001f680 \ue000 and on\x00."}
    )
    text = text_of(transcript_pdf(transcript.model_copy(update={"turns": (strange,)}), library))
    assert "Ahead \ufffd" in text
    assert "and on" in text


def test_the_report_prints_verdict_criteria_quotes_and_ledgers(report, transcript, library):
    text = text_of(report_pdf(report, transcript, library))
    for words in (
        "Signal: mixed",
        "2.5-2.9",
        "Says why",
        "not enough evidence",
        "“A queue …”",
        "No cost was stated",
        "+1:05",
        "Because matrix",
        "200,000 messages per day",
        "no: It is 20,000",
        "Say the price",
        clock(75),
        "built-in",
    ):
        assert words in text


def test_the_same_report_gives_the_same_bytes(report, transcript, library):
    assert report_pdf(report, transcript, library) == report_pdf(report, transcript, library)


@pytest.mark.parametrize("copies", [120])
def test_a_long_interview_goes_on_over_pages(transcript, library, copies):
    turns = tuple(
        transcript.turns[2].model_copy(update={"id": f"c{n}", "text": f"Turn {n}. " + "word " * 150})
        for n in range(copies)
    )
    reader = PdfReader(io.BytesIO(transcript_pdf(transcript.model_copy(update={"turns": turns}), library)))
    assert len(reader.pages) > 10
    assert f"Turn {copies - 1}." in reader.pages[-1].extract_text()
