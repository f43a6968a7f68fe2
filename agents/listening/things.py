"""Things: what a stretch of words is about, in a form in which two of them can be compared.

A thing is a word that carries meaning, in the singular; of words for one thing ("photo", "picture") the
lexicon's first stands for all.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from rubrics.schema import Lexicon

from .cues import carries_meaning
from .heard import Heard

LEAST_LETTERS = 3
"""Shorter words name nothing that two statements could share."""

_WIDE = "wide"
"""Cue family of words that name nothing in particular ("system", "people", "day")."""


class Things:
    """The lexicon's words for things. Safe to share."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._kin = {word: group[0] for group in lexicon.kin for word in group}
        self._wide = frozenset(
            singular(word)
            for cue in lexicon.cues
            if cue.id == _WIDE
            for phrase in cue.phrases
            for word in phrase.split()
        )

    def of(
        self, heard: Heard, start: int, end: int, without: AbstractSet[str] = frozenset()
    ) -> frozenset[str]:
        """The things named in ``text[start:end]``; of the words in ``without`` only those that have kin."""
        found = set()
        for word in heard.words_between(start, end) if start < end else ():
            plain = word.lower.partition("'")[0].partition("’")[0]
            name = singular(plain)
            if name in self._kin:
                found.add(self._kin[name])
            elif self._counts(word.lower, name) and not {plain, name} & without:
                found.add(name)
        return frozenset(found)

    def _counts(self, word: str, name: str) -> bool:
        return len(name) >= LEAST_LETTERS and carries_meaning(word) and name not in self._wide


def singular(word: str) -> str:
    """A word without its plural: "entries" -> "entry", "photos" -> "photo"."""
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004  "ties" is no plural of "ty"
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
