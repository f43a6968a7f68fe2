"""Excerpts: so much of a turn as is read at a glance beside something else."""

from __future__ import annotations

from collections.abc import Iterator

from agents.listening.cues import is_interrogative
from agents.listening.sentences import sentences

SHOWN_WORDS = 18
CUT = "…"


def first_words(text: str, most: int = SHOWN_WORDS) -> str:
    """How it begins."""
    spoken = text.split()
    return " ".join(spoken) if len(spoken) <= most else f"{' '.join(spoken[:most])} {CUT}"


def last_words(text: str, most: int = SHOWN_WORDS) -> str:
    """How it ends."""
    spoken = text.split()
    return " ".join(spoken) if len(spoken) <= most else f"{CUT} {' '.join(spoken[-most:])}"


def asks(text: str) -> bool:
    """Whether there is a question in it."""
    return next(_questions(text), None) is not None


def question(text: str) -> str:
    """Its last question; empty where nothing is asked."""
    asked = tuple(_questions(text))
    return last_words(asked[-1]) if asked else ""


def _questions(text: str) -> Iterator[str]:
    for each in sentences(text):
        words = text[each.start : each.end]
        if each.asks or is_interrogative(words):
            yield words
