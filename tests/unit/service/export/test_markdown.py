import html
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from agents.model import Transcript
from agents.scoring import score
from rubrics.loader import load
from service.export import report_markdown, transcript_markdown
from service.export.markdown import escape
from service.export.names import one_line

READER = MarkdownIt("commonmark", {"html": True}).enable("table")


def rendered(text):
    return html.unescape(READER.render(text)).replace("\n", "")


@given(st.text(max_size=80))
def test_escaped_text_reads_exactly_as_it_stands(text):
    line = one_line(text)
    assert rendered(escape(text)) == (f"<p>{line}</p>" if line else "")


@pytest.mark.parametrize(
    "text",
    [
        "# head",
        "- item",
        "1. item",
        "> quote",
        "*a* _b_ `c`",
        "[a](b)",
        "![a](b)",
        "<b>x</b>",
        "&lt;",
        "a | b",
        "    code",
        "***",
        "```x",
        "https://x.example",
        "a@b.example",
    ],
)
def test_markup_said_by_a_person_is_not_markup(text):
    assert rendered(escape(text)) == f"<p>{one_line(text)}</p>"


def test_ordinary_words_are_not_littered_with_backslashes():
    said = "So it's read-heavy, 3.5 to one (roughly). We'd cache it: five minutes stale."
    assert escape(said) == said


def test_the_transcript_holds_every_turn_with_speaker_time_and_words(transcript, library):
    page = READER.render(transcript_markdown(transcript, library))
    assert page.count("<strong>Candidate</strong>") == 2
    assert "<code>1:10</code>" in page
    assert "<script>" not in page
    assert "<a " not in page
    assert transcript.turns[1].text in html.unescape(page)
    assert transcript.turns[2].text in html.unescape(page)


def test_the_report_holds_verdict_quotes_missed_ledgers_and_practice(report, transcript, library):
    source = report_markdown(report, transcript, library)
    page = html.unescape(READER.render(source))
    for expected in (
        "Signal: mixed",
        "2.5-2.9",
        "Near the bar.",
        "Says why: 3.4",
        "Team: not enough evidence",
        "“A queue …”",
        "No cost was stated",
        "<td>+1:05</td>",
        "the upload returns at once",
        "–",
        "200,000 messages per day",
        "no: It is 20,000",
        "named | without a reason",
        "Say the price",
        "at 1:10",
        "A book",
        "built-in, version 1",
    ):
        assert expected in page
    assert "<script>" not in READER.render(source)


def test_the_report_lists_what_was_listened_for():
    library = load()
    path = Path(__file__).parents[3] / "fixtures" / "transcripts" / "pm-1-weak.json"
    transcript = Transcript.model_validate_json(path.read_text(encoding="utf-8"))
    written = report_markdown(score(transcript, library), transcript, library)
    assert "### Known mistakes" in written
    assert "Better: " in written
    assert "### Clarify and scope: not heard" in written
    assert "### Figures to come near to" in written
    assert "### Advice from the sources" in written


def test_the_report_tells_the_whiteboard_and_where_a_component_was_drawn(report, transcript, library):
    components = tuple(
        entry.model_copy(update={"drawn": place})
        for entry, place in zip(report.components, ("behind the API", ""), strict=True)
    )
    drawn = report.model_copy(update={"board": ("API → <queue>",), "components": components})
    text = report_markdown(drawn, transcript, library)
    assert "## Whiteboard\n\n- API → &lt;queue&gt;" in text
    assert "| behind the API |" in text
    assert "| on the board |" in text
    assert "## Whiteboard" not in report_markdown(report, transcript, library)
