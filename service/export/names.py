"""Names: what a printed document calls things, and how it writes times, figures and scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from agents.model import Quote, Transcript
from rubrics.schema import Loop, Problem

_STOPS = ".!?…"
_COUNTED = frozenset({"", "1", "dimensionless", "count"})
"""Units of what is only counted."""
_NO_PLURAL = frozenset({"percent", "hertz"})

SPEAKERS = {"interviewer": "Interviewer", "candidate": "Candidate"}


class Titles(Protocol):
    """The part of a rubrics library that names things."""

    @property
    def loops(self) -> Mapping[str, Loop]:
        """Loops by id."""
        ...

    @property
    def problems(self) -> Mapping[str, Problem]:
        """Problems by id."""
        ...


@dataclass(frozen=True)
class Names:
    """Display names of one interview; an id stands for itself where the library has no name for it."""

    loop: str
    problem: str
    level: str
    expects: str
    phases: Mapping[str, str]

    @classmethod
    def of(cls, transcript: Transcript, library: Titles) -> Names:
        """The names of the things this transcript refers to by id."""
        loop = library.loops.get(transcript.loop)
        problem = library.problems.get(transcript.problem)
        level = next((level for level in loop.levels if level.id == transcript.level), None) if loop else None
        title = problem.title if problem else transcript.problem
        own = transcript.project or transcript.own_problem
        return cls(
            loop=loop.title if loop else transcript.loop,
            problem=own.title if own else title,
            level=f"{level.id}, {level.title}" if level else transcript.level,
            expects=level.expects if level else "",
            phases={phase.id: phase.title for phase in loop.phases} if loop else {},
        )

    def phase(self, phase_id: str) -> str:
        """A phase's title, or its id when it has none."""
        return self.phases.get(phase_id, phase_id)


def clock(seconds: float) -> str:
    """Interview time as ``m:ss``: ``75.4`` is ``1:15``."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def quoted(quote: Quote, transcript: Transcript) -> str:
    """A quote's words, with dots where it begins or ends within a sentence."""
    try:
        said = transcript.turn(quote.turn).text
    except KeyError:
        return quote.text
    before, after = said[: quote.start].rstrip(), said[quote.end :].strip()
    opens = "" if not before or before[-1] in _STOPS else "… "
    closes = "" if not after or quote.text.rstrip()[-1:] in _STOPS else " …"
    return f"{opens}{quote.text}{closes}"


def measured(value: float, unit: str, counts: str = "") -> str:
    """A figure as it was understood: ``5,000 positions per second``, ``43 gigabytes``, ``10 seconds``."""
    things, _, each = unit.partition("/")
    name = (counts or "") if things in _COUNTED else things
    if things not in _COUNTED and value != 1 and not name.endswith("s") and name not in _NO_PLURAL:
        name += "s"
    return f"{figure(value)}{f' {name}' if name else ''}{f' per {each}' if each else ''}"


def score_words(score: float | None) -> str:
    """A score as printed: ``3.2``, or the words for its absence."""
    return "not enough evidence" if score is None else f"{score:.1f}"


def figure(value: float) -> str:
    """A number without needless digits: ``200,000``, ``2.31``, ``0.004``."""
    if value != 0 and (abs(value) >= 1e15 or abs(value) < 1e-4):  # noqa: PLR2004 beyond that, powers of ten read better
        return f"{value:.3g}"
    text = f"{value:,.0f}" if abs(value) >= 1000 or value == int(value) else f"{value:,.4g}"  # noqa: PLR2004 as above
    return text.removesuffix(".0")


def one_line(text: str) -> str:
    """The text on one line: line breaks and control characters become single spaces."""
    return " ".join("".join(ch if ch.isprintable() else " " for ch in text).split())
