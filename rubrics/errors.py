"""What can be wrong with rubrics.

::

    RubricError
    ├── RubricsInvalid    files that cannot be read as rubrics; carries every mistake
    └── UnknownId         a loop, persona or problem that is not there; names those that are
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One thing wrong in one file: where, what, and what to do about it."""

    file: Path
    line: int
    """Counted from 1."""
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} {self.remedy}"


class RubricError(Exception):
    """Root of what this package raises."""


class RubricsInvalid(RubricError):
    """Some files are no valid rubrics."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in mistakes))


class UnknownId(RubricError):
    """No such loop, persona, problem, phase or component."""

    def __init__(self, kind: str, unknown: str, known: Iterable[str]) -> None:
        self.kind = kind
        self.unknown = unknown
        self.known = tuple(known)
        super().__init__(f"There is no {kind} {unknown!r}. {name_the_known(unknown, self.known)}")


def name_the_known(unknown: str, known: Iterable[str]) -> str:
    """A remedy for a misspelt name: the nearest known one, then all of them."""
    names = list(known)
    if not names:
        return "None is known."
    near = get_close_matches(unknown, names, n=1, cutoff=0.6)
    guess = f"Did you mean {near[0]!r}? " if near else ""
    return f"{guess}Known: {', '.join(names)}."
