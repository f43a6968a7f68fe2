"""Markdown of a debrief: signal, panels, where they differ, strengths and concerns with their quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agents.debrief import Debrief, Finding, View

from .markdown import escape
from .names import score_words


def debrief_markdown(debrief: Debrief) -> str:
    """The debrief for reading, keeping and sending on."""
    agreement = "not enough panels" if debrief.agreement is None else f"{debrief.agreement:.0%}"
    lines = [
        "# Debrief of a loop day",
        "",
        f"**Combined signal: {debrief.signal}** · panels in agreement: {agreement}",
        "",
        escape(debrief.meaning),
        "",
        "| interview | level | signal | band |",
        "|---|---|---|---|",
    ]
    for panel in debrief.panels:
        verdict = panel.overall
        lines.append(
            f"| {escape(panel.title)} | {verdict.level} | {verdict.signal} | {escape(verdict.band)} |"
        )
    lines += [*_findings("Strengths", debrief.strengths), *_findings("Concerns", debrief.concerns)]
    lines += ["", "## The same criterion in several panels"]
    for each in debrief.compared:
        lines += ["", f"### {escape(each.name)}{' (the panels differ)' if each.differ else ''}", ""]
        lines += [line for view in each.views for line in _view(view)]
    return "\n".join(lines) + "\n"


def _findings(title: str, findings: Sequence[Finding]) -> Iterator[str]:
    yield from ("", f"## {title}", "")
    if not findings:
        yield "None."
    for finding in findings:
        yield f"- **{escape(finding.name)}**"
        yield from (f"  {line}" for line in _view(finding.view))


def _view(view: View) -> Iterator[str]:
    quote = f" “{escape(view.quote.text)}”" if view.quote else ""
    missed = f" Missed: {escape('; '.join(view.missed))}." if view.missed else ""
    yield f"- {escape(view.title)}: {score_words(view.score)}. {escape(view.reason)}{quote}{missed}"
