"""What a spoken question must be: one question, short enough to follow, in slots that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

from rubrics.errors import Mistake, name_the_known
from rubrics.source import Place, SourceFile

MAX_WORDS = 45
"""A question beyond this is not followed by ear (design section 7)."""

STEM = 5
"""Letters by which "message" and "messages" are the same."""

MEANING = 4
"""Shorter words ("of", "the") carry none."""

SLOTS = frozenset(
    [
        *("component", "target", "place", "spot", "number", "phase", "minutes_left", "requirement", "answer"),
        *("question", "problem", "name", "said", "earlier", "later"),
    ]
)

MUST_SAY = {
    "reason": (re.compile(r"\bwhy\b", re.IGNORECASE), '"why"'),
    "tradeoff": (
        re.compile(r"\b(give[sn]? up|gave up|costs?|prices?)\b", re.IGNORECASE),
        '"give up", "cost" or "price"',
    ),
}
"""Words by which a candidate recognises what is asked for."""


def question(source: SourceFile, text: str, kind: str, place: Place, target: str = "") -> Iterator[Mistake]:
    """Mistakes of one prepared question; one for a number must name its target."""
    yield from short(source, text, place)
    if text.count("?") != 1:
        remedy = "Ask one thing; put exactly one question mark."
        yield source.mistake(f"{text!r} has {text.count('?')} question marks.", remedy, place)
    if kind in MUST_SAY and not MUST_SAY[kind][0].search(text):
        remedy = f"A question about a {kind} says {MUST_SAY[kind][1]}."
        yield source.mistake(f"{text!r} does not sound like a question about a {kind}.", remedy, place)
    if kind == "number" and target and not _stems(target) & _stems(text):
        remedy = f"Name what is asked for, {target!r}."
        yield source.mistake(f"{text!r} does not name its target.", remedy, place)


def _stems(text: str) -> set[str]:
    """Beginnings of the words that carry meaning."""
    return {word[:STEM] for word in re.findall(r"\w+", text.lower()) if len(word) >= MEANING}


def short(source: SourceFile, text: str, place: Place) -> Iterator[Mistake]:
    """A mistake when a sentence is too long to be said."""
    words = len(text.split())
    if words > MAX_WORDS:
        yield source.mistake(f"This has {words} words.", f"Say it in {MAX_WORDS} words.", place)


def slots(source: SourceFile, text: str, place: Place) -> Iterator[Mistake]:
    """Mistakes in the ``{slots}`` of a wording."""
    try:
        names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        yield source.mistake(f"{text!r} has an unfinished slot.", "Close each { with }.", place)
        return
    for name in names:
        if name not in SLOTS:
            known = name_the_known(name, sorted(SLOTS))
            yield source.mistake(f"There is no slot {{{name}}}.", known, place)
