"""Completeness: do the words so far look like a finished answer? Decides how long a silence may last."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from agents.listening.patterns import Pattern
from rubrics.schema import Lexicon

OVER: Final = ("done",)
THINKING: Final = ("think",)
UNFINISHED: Final = ("trailing", "list-opening", "number-opening")
BACK_CHANNEL: Final = ("back-channel", "filler")
"""Ids of the lexicon's cues, by what they tell at the end of a turn."""

_ENDING_WORDS: Final = 12
"""How far from the end a phrase that reaches the end may begin."""
_WORD: Final = re.compile(r"[\w'\u2019]+")
_OPEN_ENDING: Final = re.compile(r"(?:,|:|;|-|\u2013|\u2014|\.\.\.|\u2026)$")
_CLOSING_MARKS: Final = " \t\n.,;:!?-\u2013\u2014\u2026\"'"


class Looks(StrEnum):
    """How the end of the words looks."""

    COMPLETE = "complete"
    UNFINISHED = "unfinished"
    """They end where more must come: "so", "because", a list announced, half a number."""
    THINKING = "thinking"
    """The candidate asked for time."""
    OVER = "over"
    """The candidate handed the turn back in so many words."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words recognised so far tell about the turn."""

    looks: Looks
    words: int
    back_channel: bool
    """True when nothing but back-channels ("mm-hm", "okay") was said, and something was."""


class Judge:
    """Judges the words of a turn by the lexicon's cues. Pure: the same words give the same verdict."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._over = _family(lexicon, OVER)
        self._thinking = _family(lexicon, THINKING)
        self._unfinished = _family(lexicon, UNFINISHED)
        self._back_channel = _family(lexicon, BACK_CHANNEL)

    def __call__(self, text: str) -> Wording:
        """How ``text``, all words of the turn so far, looks at its end."""
        words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
        return Wording(self._looks(text, words), len(words), self._only_back_channel(text, words))

    def _looks(self, text: str, words: list[tuple[int, int]]) -> Looks:
        for family, looks in (
            (self._over, Looks.OVER),
            (self._thinking, Looks.THINKING),
            (self._unfinished, Looks.UNFINISHED),
        ):
            if _ends_with(family, text, words):
                return looks
        return Looks.UNFINISHED if _OPEN_ENDING.search(text.rstrip()) else Looks.COMPLETE

    def _only_back_channel(self, text: str, words: list[tuple[int, int]]) -> bool:
        if self._back_channel is None or not words:
            return False
        covered = {
            at
            for found in self._back_channel.finditer(text)
            for at, (start, end) in enumerate(words)
            if found.start <= start and end <= found.end
        }
        return len(covered) == len(words)


def _family(lexicon: Lexicon, ids: Iterable[str]) -> Pattern | None:
    wanted = set(ids)
    phrases = tuple(
        dict.fromkeys(phrase for cue in lexicon.cues if cue.id in wanted for phrase in cue.phrases)
    )
    return Pattern.any_of(phrases) if phrases else None


def _ends_with(family: Pattern | None, text: str, words: list[tuple[int, int]]) -> bool:
    """Whether a phrase of the family reaches the last word; tried from each of the last words on."""
    if family is None or not words:
        return False
    end = len(text.rstrip(_CLOSING_MARKS))
    for start, _ in words[-_ENDING_WORDS:]:
        found = family.search(text, start)
        if found is None:
            return False
        if found.end >= end:
            return True
    return False
