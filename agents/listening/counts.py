"""Counts: how many there are of something, and whether that changes: "two teams of four" - "my three teams".

Only a count that speaks of all of them can clash ("my three teams", "the five warehouses"); one that is new,
of a part, of another time, or put right is none of those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from agents.facts import Contradiction, Span

from .figures import Figure, figures
from .heard import Heard
from .questions import asks
from .terms import head
from .units import COUNT

KEY = "count"
"""Under it, and the noun, sides taken hold what was counted."""

NEAR = 40
"""Characters after a count in which the name of what is counted stands."""

MOST = 1000
"""Larger counts are quantities, compared as such."""


def counts(
    heard: Heard, taken: Mapping[str, tuple[str, Span]]
) -> tuple[dict[str, tuple[str, Span]], tuple[Contradiction, ...]]:
    """The counts told so far with this turn's added, and the contradictions this turn makes."""
    now = dict(taken)
    clashes: list[Contradiction] = []
    for figure in _counted(heard):
        thing = _thing(figure)
        key = f"{KEY}:{thing}"
        span = heard.span(figure.start, figure.end)
        count = f"{figure.value:g}"
        earlier = now.setdefault(key, (count, span))
        if earlier[0] != count and (thing in _STAFF or _of_all(heard, figure)):
            why = f"There were {earlier[0]} {thing}s earlier, and there are {count} now."
            clashes.append(Contradiction(f"{thing}s", earlier[1], span, why))
            now[key] = (count, span)
    return now, tuple(clashes)


def _counted(heard: Heard) -> Iterator[Figure]:
    for figure in figures(heard):
        plain = figure.unit == COUNT and not (figure.factor or figure.ranged or figure.bound)
        if not plain or not 1 < figure.value <= MOST or figure.each not in ("", "each"):
            continue
        sentence = heard.sentences[heard.sentence_at(figure.start)]
        if _thing(figure) in {"", *_GENERIC} or asks(heard, sentence) or _among(heard, figure):
            continue
        if not any(heard.cue(cue_id, sentence.start, sentence.end) for cue_id in _LOOSE):
            yield figure


def _thing(figure: Figure) -> str:
    """What is counted, in the singular: the first plural of the words after a count; empty for none."""
    plural = next((word for word in figure.noun.lower().split() if word.endswith("s")), "")
    return head(plural)


def _among(heard: Heard, figure: Figure) -> bool:
    """Whether a count is of some among more: "two product teams in the room"."""
    named = f"{_thing(figure)}s"
    near = heard.words_between(figure.start, figure.end + NEAR)
    end = next((word.end for word in near if word.lower == named), figure.end)
    if _SOME.match(heard.text, end) is not None:
        return True
    return _thing(figure) in _STAFF and _STRONG.search(heard.text[: figure.start]) is None


def _of_all(heard: Heard, figure: Figure) -> bool:
    """Whether a count is of all there are: "my three teams", and no more is said of which."""
    lead = heard.text[max(0, figure.start - 12) : figure.start]
    return _ALL.search(lead) is not None and _WHICH.match(heard.text, figure.end) is None


_ALL = re.compile(r"(?:^|[^\w])(?<!of )(?:my|our|the|all|these|those|all the|all our)\s+$", re.IGNORECASE)
_WHICH = re.compile(
    r"\s+(?:in|of|that|who|which|with|for|from|on|at|per|a|later|before|after|more|left)\b", re.IGNORECASE
)
_SOME = re.compile(r"\s+(?:in the|of (?:the|them|our)|who|that|with|as)\b", re.IGNORECASE)
_STAFF = frozenset(("engineer", "developer", "programmer"))
"""Counted anew for each task: only a count that tells how strong a team is says how many there are."""
_STRONG = re.compile(
    r"\b(?:we (?:were|are|had|have)|we['’]re|i (?:led|had|have)|with|team of|all|our|my|the)\s+"
    r"(?:just |only |about |all )?$",
    re.IGNORECASE,
)
_LOOSE = ("revises", "corrects", "another-time", "some-cases", "supposes")
_GENERIC = frozenset(
    """thing time part step way option reason point case place side day week month year hour minute second
    night user person customer word line number figure question example character letter digit percent cent
    other one request message call try retry copy""".split()
)
