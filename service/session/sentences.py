"""Sentences: a stream of tokens cut into pieces that can be spoken, the first short so that it comes soon."""

from __future__ import annotations

import re
from typing import Final

FIRST_CLAUSE_WORDS: Final = 3
"""The first piece may end at a comma once it has this many words."""
LONGEST_CHARS: Final = 220
"""A piece without an end is cut at a space before this: synthesizers grow slow and dull on long ones."""

_ABBREVIATIONS: Final = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "vs", "etc", "approx", "fig", "e.g", "i.e", "inc", "ltd", "cf"}
)
"""What a full stop after does not end a sentence, in lower case."""

_END: Final = re.compile(r"[.!?\u2026]+[\"'\u201d\u2019)\]]*(?=\s)")
_CLAUSE: Final = re.compile(r"[,;:\u2013\u2014](?=\s)")
_LAST_WORD: Final = re.compile(r"([\w.]+)$")
_SPACES: Final = re.compile(r"\s+")


class Sentences:
    """Collects tokens and gives out pieces once they are whole. Words are never lost, changed or cut."""

    def __init__(self) -> None:
        self._waiting = ""
        self._first = True

    def push(self, token: str) -> list[str]:
        """The pieces that ``token`` completes."""
        self._waiting += token
        pieces = []
        while (cut := self._cut()) is not None:
            piece = _tidy(self._waiting[:cut])
            self._waiting = self._waiting[cut:]
            if piece:
                pieces.append(piece)
                self._first = False
        return pieces

    def flush(self) -> list[str]:
        """What is left, when no more tokens come."""
        piece, self._waiting = _tidy(self._waiting), ""
        return [piece] if piece else []

    def _cut(self) -> int | None:
        """Where the first whole piece ends; None when none is whole yet."""
        ends = [found.end() for found in _END.finditer(self._waiting) if self._ends_sentence(found)]
        if self._first:
            ends += [found.end() for found in _CLAUSE.finditer(self._waiting) if self._ends_clause(found)]
        end = min(ends, default=None)
        if end is not None and end <= LONGEST_CHARS:
            return end
        if len(self._waiting) > LONGEST_CHARS:
            return _last_space(self._waiting[:LONGEST_CHARS]) or end
        return end

    def _ends_sentence(self, found: re.Match[str]) -> bool:
        if not found.group().startswith(".") or len(found.group()) > 1:
            return True
        word = _LAST_WORD.search(self._waiting[: found.start()])
        if word is None:
            return True
        said = word.group(1).lower()
        initial = len(said) == 1 and said.isalpha() and word.group(1).isupper() and said != "i"
        return said not in _ABBREVIATIONS and not initial and not _is_initials(word.group(1))

    def _ends_clause(self, found: re.Match[str]) -> bool:
        return len(self._waiting[: found.start()].split()) >= FIRST_CLAUSE_WORDS


def _is_initials(word: str) -> bool:
    """Whether these are letters with stops between them ("U.S")."""
    parts = word.split(".")
    return len(parts) > 1 and all(len(part) == 1 and part.isalpha() for part in parts)


def _last_space(text: str) -> int | None:
    spaces = [found.start() for found in _SPACES.finditer(text)]
    return spaces[-1] if spaces and spaces[-1] > 0 else None


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def pieces_of(text: str) -> list[str]:
    """A whole text at once."""
    sentences = Sentences()
    return [*sentences.push(text), *sentences.flush()]
