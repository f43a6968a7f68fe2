"""Scores of the transcripts: their order, their quotes, and that they come out the same twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from agents.model import Report, Transcript
from rubrics.library import Library
from tests.judge.figures import LEVEL_GAP, Figure
from tests.judge.material import LEVELS, Material

Score = Callable[[Transcript], Report]


def mean(report: Report) -> float:
    """Mean of the scored criteria; 1 when none was scored."""
    scores = [each.score for each in report.criteria if each.score is not None]
    return sum(scores) / len(scores) if scores else 1.0


def at(material: Material, reports: Mapping[str, Report], loop: str, level: str) -> float | None:
    """Mean of a loop's reports at a level; None when there is none."""
    means = [mean(reports[name]) for name in material.at(loop, level)]
    return sum(means) / len(means) if means else None


def words(transcript: Transcript) -> int:
    """Words of the candidate."""
    return sum(len(turn.text.split()) for turn in transcript.turns if turn.speaker == "candidate")


def figures(
    material: Material, reports: Mapping[str, Report], score: Score, library: Library
) -> list[Figure]:
    """What must hold over all transcripts."""
    found = []
    for loop in material.loops:
        means = {
            level: value for level in LEVELS if (value := at(material, reports, loop, level)) is not None
        }
        for better, worse in (("strong", "middle"), ("middle", "weak"), ("middle", "buzz")):
            if better in means and worse in means:
                found.append(
                    Figure(
                        f"{loop}: {better} over {worse}",
                        means[better] - means[worse],
                        least=LEVEL_GAP,
                        detail=(f"{better} {means[better]:.2f}, {worse} {means[worse]:.2f}",),
                    )
                )
    void = tuple(_void(material, reports))
    copied = tuple(_copied(material, reports, library))
    changed = tuple(
        name
        for name, transcript in material.transcripts.items()
        if score(transcript).model_dump_json() != reports[name].model_dump_json()
    )
    return [
        *found,
        Figure("quotes that are not verbatim", len(void), most=0, detail=void, form=".0f"),
        Figure("exemplars given as the candidate's words", len(copied), most=0, detail=copied, form=".0f"),
        Figure("reports that differ the second time", len(changed), most=0, detail=changed, form=".0f"),
    ]


def _void(material: Material, reports: Mapping[str, Report]) -> list[str]:
    """Quotes that are not the candidate's words at their offsets."""
    return [
        f"{name} {criterion.id}: {quote.text}"
        for name, report in reports.items()
        for criterion in report.criteria
        for quote in criterion.quotes
        if (turn := material.transcripts[name].turn(quote.turn)).text[quote.start : quote.end] != quote.text
        or turn.speaker != "candidate"
        or not quote.text.strip()
    ]


def _copied(material: Material, reports: Mapping[str, Report], library: Library) -> list[str]:
    """Texts of exemplars that a report shows although the candidate never said them."""
    copied = []
    for name, report in reports.items():
        spoken = " ".join(turn.text for turn in material.transcripts[name].turns)
        shown = report.model_dump_json()
        copied += [
            f"{name}: {exemplar.text}"
            for exemplar in library.loop(report.loop).exemplars
            if exemplar.text in shown and exemplar.text not in spoken
        ]
    return copied
