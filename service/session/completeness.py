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
THINKING: Final = ("think", "thinking-about")
CLOSING: Final = ("closing",)
UNFINISHED: Final = (
    "trailing",
    "list-opening",
    "number-opening",
    "word-opening",
    "verb-opening",
    "noun-opening",
    "clause-opening",
)
BACK_CHANNEL: Final = ("back-channel", "filler")
"""Ids of the lexicon's cues, by what they tell at the end of a turn."""

_ENDING_WORDS: Final = 12
"""How far from the end a phrase that reaches the end may begin."""
_BACK_CHANNEL_WORDS: Final = 12
"""Whoever says more than that says more than that they listen."""
_WORD: Final = re.compile(r"[\w'\u2019]+")
_OPEN_ENDING: Final = re.compile(r"(?:,|:|;|-|\u2013|\u2014|\.\.\.|\u2026)$")
_SENTENCE_LEFT_OPEN: Final = re.compile(r"[.!?]\s.*[^.!?\u2026\"')\s]\s*$", re.DOTALL)
"""A recogniser that has written a full stop writes one after the last sentence, too, if it is whole."""
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


NOTHING_SAID: Final = Wording(Looks.COMPLETE, 0, back_channel=False)


class Judge:
    """Judges the words of a turn by the lexicon's cues. Pure: the same words give the same verdict."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._over = _family(lexicon, OVER)
        self._thinking = _family(lexicon, THINKING)
        self._closing = _family(lexicon, CLOSING)
        self._unfinished = _family(lexicon, UNFINISHED)
        self._back_channel = _family(lexicon, BACK_CHANNEL)
        self._last = ("", NOTHING_SAID)

    def __call__(self, text: str) -> Wording:
        """How ``text``, all words of the turn so far, looks at its end."""
        if text != self._last[0]:  # in a pause the same words are judged thirty times a second
            self._last = (text, self._judged(text))
        return self._last[1]

    def _judged(self, text: str) -> Wording:
        words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
        return Wording(self._looks(text, words), len(words), self._only_back_channel(text, words))

    def _looks(self, whole: str, places: list[tuple[int, int]]) -> Looks:
        text, words = _ending(whole, places)
        for family, looks in (
            (self._over, Looks.OVER),
            (self._thinking, Looks.THINKING),
            (self._closing, Looks.COMPLETE),
            (self._unfinished, Looks.UNFINISHED),
        ):
            if _ends_with(family, text, words):
                return looks
        left_open = _OPEN_ENDING.search(text.rstrip()) or _SENTENCE_LEFT_OPEN.search(whole)
        return Looks.UNFINISHED if left_open else Looks.COMPLETE

    def _only_back_channel(self, text: str, words: list[tuple[int, int]]) -> bool:
        if self._back_channel is None or not 0 < len(words) <= _BACK_CHANNEL_WORDS:
            return False
        covered = {
            at
            for found in self._back_channel.finditer(text)
            for at, (start, end) in enumerate(words)
            if found.start <= start and end <= found.end
        }
        return len(covered) == len(words)


def _ending(text: str, words: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The last words and where they lie in it: what a long turn began with costs nothing at its end."""
    if not words:
        return text, words
    last = words[-_ENDING_WORDS:]
    cut = last[0][0]
    return text[cut:], [(start - cut, end - cut) for start, end in last]


def _family(lexicon: Lexicon, ids: Iterable[str]) -> Pattern | None:
    wanted = set(ids)
    phrases = tuple(
        dict.fromkeys(phrase for cue in lexicon.cues if cue.id in wanted for phrase in cue.phrases)
    )
    return Pattern.any_of(phrases) if phrases else None


def _ends_with(family: Pattern | None, text: str, words: list[tuple[int, int]]) -> bool:
    """Whether a phrase of the family reaches the last word, wherever it begins."""
    if family is None or not words:
        return False
    end = len(text.rstrip(_CLOSING_MARKS))
    start: int | None = 0
    while start is not None:
        found = family.search(text, start)
        if found is None:
            return False
        if found.end >= end:
            return True
        start = next((at for at, _ in words if at > found.start), None)
    return False
