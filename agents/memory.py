"""Memory: words that were said already, or were lent to the candidate; to say them again shows nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agents.listening.sentences import Word, sentences, words

SAME_WORDS = 8
"""So many words in a row, said before, are a repetition."""
LENT_WORDS = 6
"""So many words in a row, said by the interviewer or written in the rubric, are not the candidate's."""
LENT_SENTENCE_WORDS = 4
"""Nor are whole sentences of so many."""
SHORT_SENTENCE_WORDS = 3
"""A repeated sentence with fewer words ("That's fine.") is left where it stands: it says nothing anyway."""

_STRETCH = re.compile(r"(?:[^.!?\n]|[.!?](?=\S))+")
"""Words between two full stops."""


class Memory:
    """The sentences and runs of words that are not the candidate's own, or that were said already."""

    def __init__(self, borrowed: Iterable[str] = ()) -> None:
        self._sentences: set[tuple[str, ...]] = set()
        self._runs: set[tuple[str, ...]] = set()
        self._lent: dict[int, set[tuple[str, ...]]] = {}
        for text in borrowed:
            self.lend(text)

    def lend(self, text: str) -> None:
        """Remembers words that are not the candidate's: to say them shows nothing."""
        for sentence in sentences(text):
            said = words(text, sentence.start, sentence.end)
            self._sentences.add(tuple(word.lower for word in said))
            length = min(len(said), LENT_WORDS)
            if length >= LENT_SENTENCE_WORDS:
                self._lent.setdefault(length, set()).update(_runs_of(said, length))

    def repeated(self, text: str) -> list[tuple[int, int]]:
        """The stretches of ``text`` that were said before. Remembers the rest."""
        again: list[tuple[int, int]] = []
        for stretch in _STRETCH.finditer(text):
            spoken = words(text, stretch.start(), stretch.end())
            for length, runs in self._lent.items():
                again.extend(_found(spoken, runs, length))
            again.extend(self._known_runs(spoken))
        for sentence in sentences(text):
            key = tuple(word.lower for word in words(text, sentence.start, sentence.end))
            if len(key) >= SHORT_SENTENCE_WORDS and key in self._sentences:
                again.append((sentence.start, sentence.end))
            self._sentences.add(key)
        return again

    def _known_runs(self, said: tuple[Word, ...]) -> list[tuple[int, int]]:
        runs = _runs_of(said, SAME_WORDS)
        spans: list[tuple[int, int]] = []
        for at, run in enumerate(runs):
            if run in self._runs:
                _extend(spans, said[at].start, said[at + SAME_WORDS - 1].end)
            if at >= SAME_WORDS:
                self._runs.add(runs[at - SAME_WORDS])  # only what does not overlap may be said again
        self._runs.update(runs)
        return spans


def _runs_of(said: tuple[Word, ...], length: int) -> list[tuple[str, ...]]:
    """Every run of so many words in a row."""
    lower = [word.lower for word in said]
    return [tuple(lower[at : at + length]) for at in range(len(lower) - length + 1)]


def _found(said: tuple[Word, ...], known: set[tuple[str, ...]], length: int) -> list[tuple[int, int]]:
    """The stretches made of known runs."""
    spans: list[tuple[int, int]] = []
    for at, run in enumerate(_runs_of(said, length)):
        if run in known:
            _extend(spans, said[at].start, said[at + length - 1].end)
    return spans


def _extend(spans: list[tuple[int, int]], start: int, end: int) -> None:
    """Adds a span, joined to the last one where the two overlap."""
    first = spans.pop()[0] if spans and start <= spans[-1][1] else start
    spans.append((first, end))
