"""PDF: a transcript and a report to print or to hand over."""

from __future__ import annotations

from collections.abc import Mapping

from agents.model import CriterionScore, Report, Transcript
from service.session.messages import BoardView

from .board_page import draw_board
from .checklist import checklists
from .markdown import SCALE, checked, difference, drawn, read_as, unsaid, yes_no
from .names import SPEAKERS, Names, Titles, clock, quoted, score_words
from .sheet import ACCENT, FAINT, FAIR, GOOD, INK, POOR, Colour, Column, Sheet

_SIGNAL_COLOURS: Mapping[str, Colour] = {
    "strong yes": GOOD,
    "yes": GOOD,
    "mixed": FAIR,
    "no": POOR,
    "strong no": POOR,
    "not enough evidence": FAINT,
}
_TOP_SCORE = 4.0
_FAIR_FROM, _GOOD_FROM = 2.0, 3.0


def transcript_pdf(transcript: Transcript, library: Titles) -> bytes:
    """The whole interview on A4: each turn with its time and speaker."""
    names = Names.of(transcript, library)
    sheet = Sheet(f"{names.loop}: {names.problem}", f"Viva transcript · {names.loop} · {names.problem}")
    _head(sheet, transcript, names)
    phase = None
    for turn in transcript.turns:
        if turn.phase != phase:
            phase = turn.phase
            sheet.heading(names.phase(phase))
        colour = ACCENT if turn.speaker == "interviewer" else INK
        sheet.subheading(SPEAKERS[turn.speaker], clock(turn.start_s), FAINT)
        sheet.paragraph(turn.text or "(nothing was said)", colour)
    return sheet.finished()


def report_pdf(
    report: Report, transcript: Transcript, library: Titles, board: BoardView | None = None
) -> bytes:
    """The scored interview on A4: verdict and chart first, then practice, criteria with quotes, ledgers."""
    names = Names.of(transcript, library)
    sheet = Sheet(f"{names.loop}: {names.problem}", f"Viva report · {names.loop} · {names.problem}")
    _head(sheet, transcript, names)
    _verdict(sheet, report, names)
    _practise(sheet, report, transcript)
    _criteria(sheet, report, transcript)
    _time(sheet, report)
    _because(sheet, report)
    _board(sheet, report, board)
    _numbers(sheet, report)
    _followups(sheet, report, transcript)
    _review(sheet, report, transcript)
    _speech(sheet, report)
    _notes(sheet, report)
    return sheet.finished()


def _head(sheet: Sheet, transcript: Transcript, names: Names) -> None:
    sheet.title_line(names.problem)
    sheet.paragraph(f"{names.loop} · {transcript.minutes} minutes · level {names.level}", FAINT, 10)
    if transcript.project is not None and transcript.project.summary:
        sheet.paragraph(transcript.project.summary)


def _verdict(sheet: Sheet, report: Report, names: Names) -> None:
    sheet.ln(2)
    overall = report.overall
    sheet.banner(f"Signal: {overall.signal}", f"Band {overall.band}", _SIGNAL_COLOURS[overall.signal])
    if overall.meaning:
        sheet.paragraph(overall.meaning)
    if names.expects:
        sheet.paragraph(f"What {overall.level} expects: {names.expects}", FAINT)
    if report.dimensions:
        sheet.heading("Dimensions")
    for item in report.dimensions:
        share = None if item.score is None else item.score / _TOP_SCORE
        sheet.bar(item.name, score_words(item.score), share, colour_of(item.score))


def _practise(sheet: Sheet, report: Report, transcript: Transcript) -> None:
    if not report.practise:
        return
    times = {turn.id: turn.start_s for turn in transcript.turns}
    sheet.heading("What to practise")
    for number, item in enumerate(report.practise, start=1):
        moment = f"at {clock(times[item.turn])}" if item.turn in times else ""
        sheet.subheading(f"{number}. {item.title}", moment, ACCENT)
        sheet.paragraph(item.why)
        sheet.labelled("Exercise", item.exercise)
        if item.resource:
            sheet.labelled("Resource", item.resource)


def _criteria(sheet: Sheet, report: Report, transcript: Transcript) -> None:
    if report.criteria:
        sheet.heading("Criteria")
        sheet.paragraph(SCALE, FAINT)
    for criterion in report.criteria:
        _criterion(sheet, criterion, transcript)


def _criterion(sheet: Sheet, criterion: CriterionScore, transcript: Transcript) -> None:
    sheet.subheading(criterion.name, score_words(criterion.score), colour_of(criterion.score))
    sheet.paragraph(criterion.reason)
    for quote in criterion.quotes:
        sheet.quote(clock(quote.start_s), quoted(quote, transcript))
    if criterion.missed:
        sheet.lead_in("Missed")
        sheet.bullets(criterion.missed, POOR)
    if criterion.aim:
        sheet.labelled("Aim for", criterion.aim)


def _time(sheet: Sheet, report: Report) -> None:
    if report.phases:
        sheet.heading("Time")
        sheet.grid(
            (Column("phase", 46), Column("planned", 18), Column("actual", 18), Column("difference", 18)),
            [
                (
                    item.title,
                    clock(item.planned_s),
                    clock(item.actual_s),
                    difference(item.planned_s, item.actual_s),
                )
                for item in report.phases
            ],
        )


def _because(sheet: Sheet, report: Report) -> None:
    if report.components:
        sheet.heading("Because matrix")
        sheet.grid(
            (
                Column("component", 16),
                Column("because", 28),
                Column("requirement", 18),
                Column("given up", 21),
                Column("drawn", 17),
            ),
            [
                (
                    item.said,
                    item.reason or unsaid(item),
                    item.requirement or unsaid(item),
                    item.given_up or unsaid(item),
                    drawn(item),
                )
                for item in report.components
            ],
        )


def _board(sheet: Sheet, report: Report, board: BoardView | None) -> None:
    if report.board or board is not None:
        sheet.heading("Whiteboard")
    if board is not None:
        draw_board(sheet, board)
    sheet.bullets(report.board)


def _notes(sheet: Sheet, report: Report) -> None:
    lines = [line for line in report.notes.splitlines() if line.strip()]
    if lines:
        sheet.heading("Your own notes")
        for line in lines:
            sheet.paragraph(line)


def _numbers(sheet: Sheet, report: Report) -> None:
    if report.numbers:
        sheet.heading("Numbers")
        sheet.grid(
            (Column("said", 30), Column("read as", 28), Column("derived", 10), Column("agrees", 32)),
            [
                (item.text, read_as(item), yes_no(derived=item.derived), checked(item))
                for item in report.numbers
            ],
        )


def _followups(sheet: Sheet, report: Report, transcript: Transcript) -> None:
    if report.followups:
        turns = {turn.id: turn for turn in transcript.turns}
        sheet.heading("Follow-ups")
        sheet.grid(
            (Column("at", 8), Column("asked", 46), Column("why", 46)),
            [
                (clock(turns[item.turn].start_s), turns[item.turn].text, item.why)
                if item.turn in turns
                else ("", item.target, item.why)
                for item in report.followups
            ],
        )


def _review(sheet: Sheet, report: Report, transcript: Transcript) -> None:
    lists = checklists(report)
    if lists:
        sheet.heading("What was listened for (shown, never scored)")
    for each in lists:
        sheet.lead_in(each.title)
        for entry in each.entries:
            sheet.bullets((entry.text,), FAINT)
            if entry.quote is not None:
                sheet.quote(clock(entry.quote.start_s), quoted(entry.quote, transcript))


def _speech(sheet: Sheet, report: Report) -> None:
    speech = report.speech
    sheet.heading("How you spoke (shown, never scored)")
    sheet.grid(
        [Column(head, 20) for head in ("talk ratio", "words", "pace", "fillers", "longest answer")],
        [
            (
                f"{speech.talk_ratio:.0%}",
                f"{speech.words:,}",
                f"{speech.words_per_minute:.0f} a minute",
                f"{speech.fillers} ({speech.fillers_per_minute:.1f} a minute)",
                clock(speech.longest_answer_s),
            )
        ],
    )
    sheet.paragraph(f"Scored by {report.scorer.name}, version {report.scorer.version}.", FAINT, 8)


def colour_of(score: float | None) -> Colour:
    """Green from 3, amber from 2, red below, grey for no score."""
    if score is None:
        return FAINT
    return GOOD if score >= _GOOD_FROM else FAIR if score >= _FAIR_FROM else POOR
