"""The check of all rubrics: each mistake with its file, its line, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from .checks.known import Known
from .checks.lexicons import PARTS, check_lexicon
from .checks.loops import check_loop
from .checks.personas import check_persona, check_wordings
from .checks.problems import check_problem
from .errors import Mistake
from .loader import SHIPPED, Read, Shelf, assemble, collect
from .schema import Lexicon, Loop, Persona, Problem, Rubric, Wordings
from .source import Place

__all__ = ["Mistake", "check"]

PATTERN_FIELDS = frozenset({"listen", "answers", "when", "unless", "of", "clues", "phrases", "price_listen"})
"""Fields of the schema that hold patterns."""


def check(*more: Path, compile_pattern: Callable[[str], object] | None = None) -> list[Mistake]:
    """Check the shipped rubrics and those in further folders; no mistakes, no entries.

    ``compile_pattern`` raises ValueError for a pattern it cannot read (see ``agents.listening.patterns``);
    without it patterns are not looked at.
    """
    shelf = collect((SHIPPED, *(folder.resolve() for folder in more)))
    mistakes = list(shelf.mistakes)
    mistakes += _duplicates(shelf)
    known = Known.of(assemble(shelf))
    for file in shelf.files:
        mistakes += _references(file, known)
        if compile_pattern is not None:
            mistakes += _patterns(file, compile_pattern)
    return sorted(set(mistakes))


def _references(file: Read, known: Known) -> Iterator[Mistake]:
    match file.rubric:
        case Loop():
            return check_loop(file.source, file.rubric, known)
        case Persona():
            return check_persona(file.source, file.rubric, known)
        case Problem():
            return check_problem(file.source, file.rubric, known)
        case Wordings():
            return check_wordings(file.source, file.rubric)
        case Lexicon():
            return check_lexicon(file.source, file.rubric, known)
        case _:
            return iter(())


def _duplicates(shelf: Shelf) -> Iterator[Mistake]:
    """The same id twice in one folder; across folders the later takes the place of the earlier on purpose."""
    seen: dict[tuple[Path, str, str], Read] = {}
    for file in shelf.files:
        for kind, name, place in _ids(file.rubric):
            first = seen.setdefault((file.folder, kind, name), file)
            if first is not file:
                yield file.source.mistake(
                    f"The {kind} id {name!r} is also in {first.source.path.name}.",
                    "Give each an id of its own.",
                    place,
                )


def _ids(rubric: Rubric) -> Iterator[tuple[str, str, Place]]:
    if isinstance(rubric, Loop | Persona | Problem):
        yield type(rubric).__name__.lower(), rubric.id, ("id",)
    elif isinstance(rubric, Lexicon):
        for part in PARTS:
            for at, term in enumerate(getattr(rubric, part)):
                yield part, term.id, (part, at, "id")


def _patterns(file: Read, compile_pattern: Callable[[str], object]) -> Iterator[Mistake]:
    for pattern, place in _pattern_places(file.source.data, ()):
        try:
            compile_pattern(pattern)
        except ValueError as error:
            remedy = "See the pattern language in the authoring guide."
            yield file.source.mistake(f"{error}.", remedy, place)


def _pattern_places(data: Any, place: tuple[str | int, ...]) -> Iterator[tuple[str, Place]]:
    """Every pattern in a file, with where it stands."""
    if isinstance(data, dict):
        for key, value in data.items():
            here = (*place, key)
            if key in PATTERN_FIELDS and isinstance(value, list):
                yield from ((text, (*here, at)) for at, text in enumerate(value) if isinstance(text, str))
            else:
                yield from _pattern_places(value, here)
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from _pattern_places(value, (*place, at))
