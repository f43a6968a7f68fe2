"""Repeats: whether a question has been asked before, in the same words or nearly so. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agents.listening.cues import carries_meaning

NEARLY = 0.6
"""Share of the words that carry meaning which two questions have in common when they ask the same."""
LEAST = 3
"""With fewer such words nothing can be told."""
STEM = 6


def asked_before(question: str, said: Iterable[str]) -> bool:
    """Whether one of the sentences said asks nearly this."""
    wanted = _meaning(question)
    return len(wanted) >= LEAST and any(_alike(wanted, _meaning(sentence)) for sentence in said)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(other) >= LEAST and len(one & other) >= NEARLY * len(one | other)


def _meaning(text: str) -> frozenset[str]:
    found = re.findall(r"[a-z']+", text.lower())
    return frozenset(word.rstrip("s")[:STEM] for word in found if carries_meaning(word))
