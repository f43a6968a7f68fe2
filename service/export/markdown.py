"""Markdown: a transcript and a report for reading, keeping and sending on.

Whatever a person typed or said is escaped, so that it can form neither markup nor HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from agents.model import ComponentEntry, CriterionScore, NumberEntry, Report, Transcript

from .checklist import checklists
from .names import SPEAKERS, Names, Titles, clock, measured, one_line, quoted, score_words

_SPECIAL = re.compile(r"[\\`*_{}\[\]#|~$^<>&@]")
_AT_START = re.compile(r"^(\d*)([-+=.):])")
SCALE = "Scores run from 1 (hardly shown) to 4 (shown throughout)."
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto):|\b(www)\.")


def escape(text: str) -> str:
    """Text that reads in Markdown exactly as it stands: one line, no markup, no HTML, no automatic link."""
    escaped = _AT_START.sub(r"\1\\\2", _SPECIAL.sub(_escape_one, one_line(text)))
    return _LINK.sub(lambda found: f"{found[1]}&#58;" if found[1] else f"{found[2]}&#46;", escaped)


def _escape_one(found: re.Match[str]) -> str:
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;"}.get(found[0], "\\" + found[0])


def transcript_markdown(transcript: Transcript, library: Titles) -> str:
    """The whole interview: a heading for each stretch of a phase, then turns with times and speakers."""
    names = Names.of(transcript, library)
    lines = [
        f"# {escape(names.loop)}: {escape(names.problem)}",
        "",
        f"{transcript.minutes} minutes · level {escape(names.level)}",
    ]
    if transcript.project is not None and transcript.project.summary:
        lines += ["", escape(transcript.project.summary)]
    phase = ""
    for turn in transcript.turns:
        if turn.phase != phase:
            phase = turn.phase
            lines += ["", f"## {escape(names.phase(phase))}"]
        words = escape(turn.text) or "*(nothing was said)*"
        lines += ["", f"**{SPEAKERS[turn.speaker]}** `{clock(turn.start_s)}` {words}"]
        if turn.heard is not None:
            lines += ["", f"> Put right. Recognised as: {escape(turn.heard)}"]
    return "\n".join(lines) + "\n"


def report_markdown(report: Report, transcript: Transcript, library: Titles) -> str:
    """The scored interview, best first: verdict, what to practise, criteria with quotes, then the ledgers."""
    names = Names.of(transcript, library)
    sections = (
        _verdict(report, names),
        _dimensions(report),
        _practise(report, transcript),
        _criteria(report.criteria, transcript),
        _phases(report),
        _components(report.components),
        _board(report.board),
        _numbers(report.numbers),
        _followups(report, transcript),
        _review(report, transcript),
        _speech(report),
        _notes(report.notes),
        [f"*Scored by {escape(report.scorer.name)}, version {escape(report.scorer.version)}.*"],
    )
    return "\n\n".join("\n".join(section) for section in sections if section) + "\n"


def _verdict(report: Report, names: Names) -> list[str]:
    lines = [
        f"# {escape(names.loop)}: {escape(names.problem)}",
        "",
        f"{report.minutes} minutes · level {escape(names.level)}",
        "",
        f"**Signal: {report.overall.signal}** · band {escape(report.overall.band)}",
    ]
    if report.overall.meaning:
        lines += ["", escape(report.overall.meaning)]
    if names.expects:
        lines += ["", f"What this level expects: {escape(names.expects)}"]
    return lines


def _dimensions(report: Report) -> list[str]:
    rows = [(escape(item.name), _bar(item.score), score_words(item.score)) for item in report.dimensions]
    return ["## Dimensions", "", *_table(("dimension", "", "score"), rows)] if rows else []


def _practise(report: Report, transcript: Transcript) -> list[str]:
    if not report.practise:
        return []
    lines = ["## What to practise"]
    times = {turn.id: turn.start_s for turn in transcript.turns}
    for number, item in enumerate(report.practise, start=1):
        moment = f" (at {clock(times[item.turn])})" if item.turn in times else ""
        lines += ["", f"{number}. **{escape(item.title)}**{moment}. {escape(item.why)}"]
        lines += ["", f"   Exercise: {escape(item.exercise)}"]
        if item.resource:
            lines += ["", f"   Resource: {escape(item.resource)}"]
    return lines


def _criteria(criteria: Sequence[CriterionScore], transcript: Transcript) -> list[str]:
    lines = ["## Criteria", "", SCALE]
    for criterion in criteria:
        lines += ["", f"### {escape(criterion.name)}: {score_words(criterion.score)}"]
        lines += ["", escape(criterion.reason)]
        for quote in criterion.quotes:
            lines += ["", f"> `{clock(quote.start_s)}` “{escape(quoted(quote, transcript))}”"]
        if criterion.missed:
            lines += ["", "Missed:", "", *(f"- {escape(text)}" for text in criterion.missed)]
        if criterion.aim:
            lines += ["", f"Aim for: {escape(criterion.aim)}"]
    return lines if criteria else []


def _phases(report: Report) -> list[str]:
    rows = [
        (
            escape(item.title),
            clock(item.planned_s),
            clock(item.actual_s),
            difference(item.planned_s, item.actual_s),
        )
        for item in report.phases
    ]
    return ["## Time", "", *_table(("phase", "planned", "actual", "difference"), rows)] if rows else []


def _components(components: Sequence[ComponentEntry]) -> list[str]:
    rows = [
        [
            escape(item.said),
            *(escape(cell or unsaid(item)) for cell in (item.reason, item.requirement, item.given_up)),
            escape(drawn(item)),
        ]
        for item in components
    ]
    head = ("component", "because", "requirement", "given up", "drawn")
    return ["## Because matrix", "", *_table(head, rows)] if rows else []


def _board(board: Sequence[str]) -> list[str]:
    return ["## Whiteboard", "", *(f"- {escape(line)}" for line in board)] if board else []


def _notes(notes: str) -> list[str]:
    lines = [escape(line) for line in notes.splitlines() if line.strip()]
    return ["## Your own notes", "", "  \n".join(lines)] if lines else []


def _numbers(numbers: Sequence[NumberEntry]) -> list[str]:
    rows = [
        [escape(cell) for cell in (item.text, read_as(item), yes_no(derived=item.derived), checked(item))]
        for item in numbers
    ]
    head = ("said", "read as", "derived", "agrees")
    return ["## Numbers", "", *_table(head, rows)] if rows else []


def _followups(report: Report, transcript: Transcript) -> list[str]:
    turns = {turn.id: turn for turn in transcript.turns}
    rows = [
        (clock(turns[item.turn].start_s) if item.turn in turns else "", escape(asked), escape(item.why))
        for item in report.followups
        for asked in (turns[item.turn].text if item.turn in turns else item.target,)
    ]
    return ["## Follow-ups", "", *_table(("at", "asked", "why"), rows)] if rows else []


def _review(report: Report, transcript: Transcript) -> list[str]:
    lists = checklists(report)
    lines = ["## What was listened for (shown, never scored)"]
    for each in lists:
        lines += ["", f"### {escape(each.title)}", ""]
        for entry in each.entries:
            quote = entry.quote
            said = f" `{clock(quote.start_s)}` “{escape(quoted(quote, transcript))}”" if quote else ""
            lines.append(f"- {escape(entry.text)}{said}")
    return lines if lists else []


def _speech(report: Report) -> list[str]:
    speech = report.speech
    return [
        "## How you spoke (shown, never scored)",
        "",
        f"- You talked {speech.talk_ratio:.0%} of the time, {speech.words:,} words",
        f"- Pace: {speech.words_per_minute:.0f} words a minute",
        f"- Fillers: {speech.fillers} ({speech.fillers_per_minute:.1f} a minute)",
        f"- Longest answer: {clock(speech.longest_answer_s)}",
    ]


def difference(planned_s: float, actual_s: float) -> str:
    """How much longer or shorter than planned: ``+1:05``, ``-0:20``, ``0:00``."""
    delta = round(actual_s) - round(planned_s)
    return f"{'+' if delta > 0 else '-' if delta < 0 else ''}{clock(abs(delta))}"


def read_as(item: NumberEntry) -> str:
    """A stated figure as it was understood, with what it counts."""
    return measured(item.value, item.unit, item.counts)


def yes_no(*, derived: bool) -> str:
    """Whether a figure was derived, in a word."""
    return "yes" if derived else "no"


def checked(item: NumberEntry) -> str:
    """Whether a figure agrees with the others, and why not."""
    if item.agrees is None:
        return "not checked"
    return "yes" if item.agrees else f"no: {item.note}" if item.note else "no"


def unsaid(item: ComponentEntry) -> str:
    """What stands in a cell of the because matrix that the candidate left empty."""
    return "not said" if item.needs_reason else "–"


def drawn(item: ComponentEntry) -> str:
    """Where a component stands on the whiteboard."""
    return "–" if item.drawn is None else item.drawn or "on the board"


def _bar(score: float | None) -> str:
    return "" if score is None else "█" * round(score * 2.5) + "░" * (10 - round(score * 2.5))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return lines + [f"| {' | '.join(row)} |" for row in rows]
