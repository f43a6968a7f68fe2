"""Spoken calculations: the wrong ones found, no alarm on the right ones."""

from __future__ import annotations

from agents.model import Report, Transcript, Turn
from tests.judge.figures import SUMS_RECALL, Figure
from tests.judge.material import Material, level_of
from tests.judge.scores import Score


def figures(material: Material, reports: dict[str, Report], score: Score) -> list[Figure]:
    """Recall of the wrong, alarms on the right, and alarms in the strong transcripts (all of them right)."""
    passed = tuple(text for text in material.wrong if not alarms(score(_spoken(text))))
    alarmed = tuple(text for text in material.right if alarms(score(_spoken(text))))
    strong = tuple(
        f"{name}: {alarm}"
        for name, report in reports.items()
        if level_of(name) in ("strong", "middle")
        for alarm in alarms(report)
    )
    recall = 1 - len(passed) / max(len(material.wrong), 1)
    found = [Figure("wrong sums found", recall, least=SUMS_RECALL, detail=passed)] if material.wrong else []
    return [
        *found,
        Figure("alarms on right sums", len(alarmed), most=0, detail=alarmed, form=".0f"),
        Figure("alarms in good transcripts", len(strong), most=0, detail=strong, form=".0f"),
    ]


def alarms(report: Report) -> list[str]:
    """Figures that do not agree with the others."""
    return [f"{entry.text} ({entry.note})" for entry in report.numbers if entry.agrees is False]


def _spoken(text: str) -> Transcript:
    """A transcript of one question and this answer."""
    asked = Turn(id="t1", speaker="interviewer", phase="scale", start_s=0, end_s=3, text="What load is that?")
    said = Turn(id="t2", speaker="candidate", phase="scale", start_s=4, end_s=14, text=text)
    return Transcript(loop="pm-system-design", minutes=45, problem="chat", level="L5", turns=(asked, said))
