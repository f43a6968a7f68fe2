"""The table of `docs/judge.md`: no dates and no timings, so that the same program writes the same page."""

from __future__ import annotations

from collections.abc import Sequence

from tests.judge.figures import Figure
from tests.judge.judge import Verdict
from tests.judge.material import LEVELS
from tests.judge.scores import at, words

INTRODUCTION = (
    "Written by `python -m tests.judge`; do not edit. Scripted candidates are interviewed in virtual time,",
    "with gaps planted in what they say; transcripts of equal length are scored, then changed in ways that",
    "show nothing new. The *own* set is the one Viva was first improved on; the *second* was written later,",
    "held back at first to see whether the improvements carry over, and worked on since. Any other set is",
    "one that nobody who works on Viva has seen. All were written without sight of cue lists and criteria.",
)


def page(verdicts: Sequence[Verdict], engine: str, shown: Sequence[str]) -> str:
    """The page in Markdown. What was missed is told of the sets ``shown``, and not of one that is blind."""
    names = [verdict.material.name for verdict in verdicts]
    return "\n".join(
        [
            "# How the interviewer and the scorer do",
            "",
            *INTRODUCTION,
            f"Interviewer and scorer: {engine}.",
            "",
            *_figures(verdicts, names),
            "",
            "*By words* looks only at what the interviewer said within two turns: the part by name, in a",
            "question of the fitting kind. *By moves* is the grade `viva simulate` prints.",
            "",
            *_scores(verdicts),
            "",
            *_interviews(verdicts, shown),
            "",
        ]
    )


def _figures(verdicts: Sequence[Verdict], names: Sequence[str]) -> list[str]:
    rows = [
        f"| what must hold | bound | {' | '.join(names)} |",
        f"|---|---|{'---|' * len(names)}",
    ]
    by_name = [{figure.name: figure for figure in verdict.figures} for verdict in verdicts]
    known = {figure.name: figure for verdict in verdicts for figure in verdict.figures}
    for figure in known.values():
        values = " | ".join(_value(each.get(figure.name)) for each in by_name)
        rows.append(f"| {figure.name} | {figure.bound} | {values} |")
    return rows


def _value(figure: Figure | None) -> str:
    if figure is None:
        return ""
    value = f"{figure.value:{figure.form}}"
    return value if figure.holds else f"**{value}**"


def _scores(verdicts: Sequence[Verdict]) -> list[str]:
    rows = [
        "Mean of the scored criteria (1 to 4), and words of the candidate. `buzz` is fluent, full of the",
        "right words, and weak.",
        "",
        f"| set | loop | {' | '.join(LEVELS)} |",
        f"|---|---|{'---|' * len(LEVELS)}",
    ]
    for verdict in verdicts:
        for loop in verdict.material.loops:
            values = [_mean(verdict, loop, level) for level in LEVELS]
            rows.append(f"| {verdict.material.name} | {loop} | {' | '.join(values)} |")
    return rows


def _mean(verdict: Verdict, loop: str, level: str) -> str:
    names = verdict.material.at(loop, level)
    value = at(verdict.material, verdict.reports, loop, level)
    spoken = [words(verdict.material.transcripts[name]) for name in names]
    return "" if value is None else f"{value:.2f} ({sum(spoken) // len(spoken)})"


def _interviews(verdicts: Sequence[Verdict], shown: Sequence[str]) -> list[str]:
    rows = [
        "| set | candidate | loop | plants caught | asked why although said | asked twice | mean | missed |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for verdict in verdicts:
        for played in verdict.interviews:
            each = played.candidate
            cells = (
                verdict.material.name,
                each.name,
                each.loop,
                f"{played.caught} of {len(each.plants)}",
                f"{len(played.false_probes)} of {len(each.justified)}",
                str(len(played.repeats)),
                "" if played.mean is None else f"{played.mean:.1f}",
                ", ".join(played.missed) if verdict.material.name in shown else "",
            )
            rows.append(f"| {' | '.join(cells)} |")
    return rows
