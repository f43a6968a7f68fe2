"""Completeness: do the words so far look like a finished answer? Decides how long a silence may last."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

_WORD = re.compile(r"[\w']+")
_OPEN_ENDING = re.compile(r"(,|:|;|-|\u2013|\u2014|\.\.\.|\u2026)$")
_NUMBER = re.compile(r"\d+")

CUES = {
    "trailing": "turn-trailing",
    "thinking": "turn-thinking",
    "over": "turn-over",
    "list": "turn-list",
    "back_channel": "back-channel",
}
"""Field of ``Phrases`` -> id of the lexicon's cue that fills it."""


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


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases that completeness listens for. ``#`` stands for a number, ``*`` for any one word."""

    trailing: tuple[str, ...] = ()
    thinking: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    list: tuple[str, ...] = ()
    back_channel: tuple[str, ...] = ()
    numbers: frozenset[str] = frozenset()
    """Number words, for ``#``; digits always count."""

    @classmethod
    def of(cls, cues: Mapping[str, Sequence[str]]) -> Phrases:
        """From the lexicon: cue id -> phrases. A cue that is missing leaves its family empty."""
        families = {field: tuple(cues.get(cue, ())) for field, cue in CUES.items()}
        return cls(**families, numbers=frozenset(cues.get("number-word", ())))


@dataclass(frozen=True, slots=True)
class _Ending:
    """Phrases looked for at the end of the words, as token sequences, by their last token."""

    phrases: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, phrases: Sequence[str]) -> _Ending:
        split = (tuple(re.findall(r"[\w'*#]+", phrase.lower())) for phrase in phrases)
        return cls(tuple(phrase for phrase in split if phrase))


class Judge:
    """Judges the words of a turn. Pure: the same words give the same verdict."""

    def __init__(self, phrases: Phrases) -> None:
        self._numbers = phrases.numbers
        self._trailing = _Ending.of(phrases.trailing)
        self._thinking = _Ending.of(phrases.thinking)
        self._over = _Ending.of(phrases.over)
        self._list = _Ending.of(phrases.list)
        self._back_channel = _Ending.of(phrases.back_channel)

    def __call__(self, text: str) -> Wording:
        """How ``text``, all words of the turn so far, looks at its end."""
        tokens = tuple(word.lower() for word in _WORD.findall(text))
        return Wording(self._looks(text, tokens), len(tokens), self._only_back_channel(tokens))

    def _looks(self, text: str, tokens: tuple[str, ...]) -> Looks:
        if self._ends(tokens, self._over):
            return Looks.OVER
        if self._ends(tokens, self._thinking):
            return Looks.THINKING
        if _OPEN_ENDING.search(text.rstrip()) or self._ends(tokens, self._trailing):
            return Looks.UNFINISHED
        if self._ends(tokens, self._list):
            return Looks.UNFINISHED
        return Looks.COMPLETE

    def _ends(self, tokens: tuple[str, ...], ending: _Ending) -> bool:
        return any(
            len(phrase) <= len(tokens) and self._matches(tokens[len(tokens) - len(phrase) :], phrase)
            for phrase in ending.phrases
        )

    def _matches(self, tokens: Sequence[str], phrase: Sequence[str]) -> bool:
        return all(
            wanted in ("*", token) or (wanted == "#" and self._is_number(token))
            for token, wanted in zip(tokens, phrase, strict=True)
        )

    def _is_number(self, token: str) -> bool:
        return token in self._numbers or _NUMBER.fullmatch(token) is not None

    def _only_back_channel(self, tokens: tuple[str, ...]) -> bool:
        rest = tokens
        while rest:
            for phrase in self._back_channel.phrases:
                if len(phrase) <= len(rest) and self._matches(rest[: len(phrase)], phrase):
                    rest = rest[len(phrase) :]
                    break
            else:
                return False
        return bool(tokens)
