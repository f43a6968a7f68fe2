"""Conclusions: how clearly a figure is put as the result of those before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

from .figures import Figure
from .heard import Heard

REACH = 12
"""Words between a result and the last figure before it, at most."""

LOOSE_WORDS = 7
"""Words that may stand between "so" and its figure: "so in the worst case you wait twelve seconds"."""

SUBJECT_WORDS = 4
"""Words that a verb of result may have before it: "ten minutes of outage cost us ..."."""

LEAD = 40
"""Characters before the last figure in which "so over" makes the next one a result: "so over a year 3 GB"."""

ASIDE_WORDS = 2
"""Words about a factor between it and the pause before the result."""

TAIL = 28
"""Characters after a figure in which "in total" makes it one."""


class Claim(IntEnum):
    """How clearly: not at all, only by coming after them, by standing beside them, by a word before it."""

    NONE = 0
    AFTER = 1
    BESIDE = 2
    LOOSE = 3
    """By a word some way off."""
    TIGHT = 4
    """By a word right before it."""


def claim(heard: Heard, before: Figure, start: int, end: int, taken: Sequence[tuple[int, int]] = ()) -> Claim:
    """How clearly ``text[start:end]`` is put as a result of ``before`` and others.

    ``taken`` are stretches that were taken back at once ("ten, no, twenty").
    """
    gap = _gap(heard, before.end, start, taken)
    if len(gap.split()) > REACH:
        return Claim.NONE
    said = _SENTENCE_END.split(gap)
    lead = heard.lexicon.search("hedged-figure", gap)
    bare = gap[: lead.start] if lead is not None else gap
    if heard.lexicon.search("no-result", f" {bare}") is not None:
        return Claim.NONE
    tail = heard.text[end : end + TAIL]
    return _worded(heard, gap, said[-1], crossed=len(said) > 1, opens=before.start, tail=tail)


def _gap(heard: Heard, start: int, end: int, taken: Sequence[tuple[int, int]]) -> str:
    """The words between two offsets without those taken back."""
    for first, last in reversed(taken):
        if start <= first < last <= end:
            return heard.text[start:first] + " " + heard.text[last:end].lstrip(" ,")
    return heard.text[start:end]


def _worded(heard: Heard, gap: str, clause: str, *, crossed: bool, opens: int, tail: str) -> Claim:
    by_word = max(_concluded(heard, clause), _yielded(heard, clause, crossed=crossed))
    rest = _rest(heard, clause)
    lead = heard.text[max(0, opens - LEAD) : opens]
    if not rest and not gap.strip() and heard.lexicon.search("leads-to", lead) is not None:
        return Claim.TIGHT
    total = heard.lexicon.search("in-total", f"{clause} # {tail}") is not None
    if by_word or (total and len(rest) <= SUBJECT_WORDS):
        return max(by_word, Claim.LOOSE)
    beside = _APART.search(gap) is not None and (not _rest(heard, gap) or _is_aside(heard, gap))
    if beside:
        return Claim.BESIDE
    return Claim.AFTER if not crossed and heard.lexicon.search("turns-away", clause) is None else Claim.NONE


def _is_aside(heard: Heard, gap: str) -> bool:
    """As in "fifty bytes each with overhead, two gigabytes": a word or two about the factor, and a pause."""
    said, pause, rest = gap.rpartition(",")
    return bool(pause) and not _rest(heard, rest) and len(_rest(heard, said)) <= ASIDE_WORDS


def _concluded(heard: Heard, clause: str) -> Claim:
    """By "so", "that's" and the like."""
    mark = max(heard.lexicon.finditer("concludes", clause), default=None, key=lambda match: match.end)
    if mark is None:
        return Claim.NONE
    told = clause[mark.end :]
    rest = _rest(heard, told)
    if not rest:
        return Claim.TIGHT
    away = any(heard.lexicon.search(cue_id, told) is not None for cue_id in ("turns-away", "begins-anew"))
    return Claim.LOOSE if len(rest) <= LOOSE_WORDS and not away else Claim.NONE


def _yielded(heard: Heard, clause: str, *, crossed: bool) -> Claim:
    """By a verb, with a subject of its own or without."""
    verb = max(heard.lexicon.finditer("yields", clause), default=None, key=lambda match: match.end)
    if verb is None or _rest(heard, clause[verb.end :]):
        return Claim.NONE
    subject = _rest(heard, clause[: verb.start])
    if not subject and not crossed and "," not in clause:
        return Claim.TIGHT
    away = heard.lexicon.search("turns-away", clause) is not None
    return Claim.LOOSE if len(subject) <= SUBJECT_WORDS and not away else Claim.NONE


def _rest(heard: Heard, text: str) -> list[str]:
    """The words of a text that are neither fillers nor hedges."""
    return heard.lexicon.leftover("beside-figure", text).split()


_SENTENCE_END = re.compile(r"[.?!]+\s")
_APART = re.compile(r"[,.;:–—-]|^\s*$")
