"""Quotation: where words given as a quote stand in a turn, whatever was left out in writing them down.

A model reads answers without their hesitations, and writes them with marks of its own. What counts is that
the words are there in this order with nothing between them but words that say nothing; the quote that is
kept is the turn's own text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.listening.sentences import Word, words

LEAST_WORDS = 3
"""Two words prove nothing."""
HESITATIONS = frozenset("um umm uh uhm er erm hm hmm mm ah like well so yeah okay you know i mean".split())
"""Words that may stand between two words of a quote without being in it."""
SKIPPED = 4
"""Most of them in a row."""

_APOSTROPHES = re.compile(r"['’]")


def locate(quote: str, text: str) -> tuple[int, int] | None:
    """Offsets of the words of ``text`` that are the quote; None when they are not there.

    Case, marks and hesitations make no difference; ``text[start:end]`` is verbatim.
    """
    wanted = [word.lower for word in _plain(quote)]
    if len(wanted) < LEAST_WORDS:
        return None
    at = text.find(quote.strip())
    if at >= 0:
        return at, at + len(quote.strip())
    said = _plain(text)
    for first, word in enumerate(said):
        if word.lower == wanted[0]:
            last = _follow(wanted, said, first)
            if last is not None:
                return word.start, said[last].end
    return None


def _follow(wanted: Sequence[str], said: Sequence[Word], first: int) -> int | None:
    """The index of the last word of a quote that begins at ``first``; None when the text goes another way."""
    at, skipped = first, 0
    for word in wanted[1:]:
        at += 1
        while (
            at < len(said) and said[at].lower != word and said[at].lower in HESITATIONS and skipped < SKIPPED
        ):
            at, skipped = at + 1, skipped + 1
        if at >= len(said) or said[at].lower != word:
            return None
        skipped = 0
    return at


def _plain(text: str) -> list[Word]:
    """The words, written with one sort of apostrophe."""
    return [Word(word.start, word.end, _APOSTROPHES.sub("'", word.lower)) for word in words(text)]
