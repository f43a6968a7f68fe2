"""The loader: YAML files in, one library out.

The shipped folders are read first, then the user's own; a later folder's loop, persona, problem or term
takes the place of an earlier one with the same id. What a file is, its ``format`` says, not its folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from pydantic import ValidationError

from . import schema
from .errors import Mistake, RubricsInvalid, name_the_known
from .explain import explain
from .library import Library
from .source import SourceFile, read

SHIPPED = Path(__file__).resolve().parent

FORMATS: Mapping[str, type[schema.Rubric]] = {
    "viva-loop/1": schema.Loop,
    "viva-persona/1": schema.Persona,
    "viva-problem/1": schema.Problem,
    "viva-lexicon/1": schema.Lexicon,
    "viva-wordings/1": schema.Wordings,
}

Stamp: TypeAlias = tuple[tuple[str, int, int], ...]
"""Names, times and sizes of files."""

LEXICON_PARTS = ("components", "quantities", "topics", "cues", "tradeoffs", "oppositions")


@dataclass(frozen=True)
class Read:
    """One valid file: where it came from and what it says."""

    folder: Path
    source: SourceFile
    rubric: schema.Rubric


@dataclass(frozen=True)
class Shelf:
    """All files read, and the mistakes met on the way."""

    files: tuple[Read, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


_R = TypeVar("_R", bound=schema.Rubric)


def load(*more: Path) -> Library:
    """The library of the shipped rubrics and those in further folders.

    Raises RubricsInvalid, with every mistake, when a file does not follow its schema. The library is kept in
    memory until a file changes.
    """
    folders = (SHIPPED, *(folder.resolve() for folder in more))
    return _load(folders, _stamp(folders))


@lru_cache(maxsize=8)
def _load(folders: tuple[Path, ...], stamp: Stamp) -> Library:  # noqa: ARG001 - likewise
    shelf = collect(folders)
    if shelf.mistakes:
        raise RubricsInvalid(sorted(shelf.mistakes))
    return assemble(shelf)


def collect(folders: Iterable[Path]) -> Shelf:
    """Read every rubric file of the folders, in order; nothing is raised, mistakes are gathered."""
    shelves = [_shelf(folder, _stamp([folder])) for folder in folders]
    return Shelf(
        files=tuple(file for shelf in shelves for file in shelf.files),
        mistakes=tuple(mistake for shelf in shelves for mistake in shelf.mistakes),
    )


@lru_cache(maxsize=8)
def _shelf(folder: Path, stamp: Stamp) -> Shelf:  # noqa: ARG001 - the stamp tells when to read again
    if not folder.is_dir():
        remedy = "Create it, or unset VIVA_RUBRICS_DIR."
        return Shelf(mistakes=(Mistake(folder, 1, "This rubrics folder does not exist.", remedy),))
    found: list[Read] = []
    mistakes: list[Mistake] = []
    for path in files(folder):
        try:
            source = read(path)
        except RubricsInvalid as error:
            mistakes.extend(error.mistakes)
            continue
        rubric = _understand(source, mistakes)
        if rubric is not None:
            found.append(Read(folder, source, rubric))
    return Shelf(tuple(found), tuple(mistakes))


def files(folder: Path) -> Iterator[Path]:
    """The rubric files under a folder, in the order of their names."""
    found = (path for pattern in ("*.yaml", "*.yml") for path in folder.rglob(pattern))
    return iter(sorted(path for path in found if not path.name.startswith(".")))


def _understand(source: SourceFile, mistakes: list[Mistake]) -> schema.Rubric | None:
    name = source.data.get("format")
    model = FORMATS.get(name) if isinstance(name, str) else None
    if model is None:
        known = name_the_known(str(name or ""), FORMATS)
        mistakes.append(source.mistake(f"The format {name!r} is not known.", known, ("format",)))
        return None
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        mistakes.extend(explain(source, model, error))
        return None


def assemble(shelf: Shelf) -> Library:
    """One library from all files; later ones take the place of earlier ones with the same id."""
    loops = {loop.id: loop for loop in _of(shelf, schema.Loop)}
    listed = sorted(loops.values(), key=lambda loop: (loop.place, loop.id))
    problems = {problem.id: problem for problem in _of(shelf, schema.Problem)}
    shared = list(_of(shelf, schema.Wordings))
    personas = {
        persona.id: persona.model_copy(update={"wordings": _with_shared(persona, shared)})
        for persona in _of(shelf, schema.Persona)
    }
    reactions = {reaction.id: reaction for wordings in shared for reaction in wordings.reactions}
    return Library(
        loops={loop.id: loop for loop in listed},
        personas=personas,
        problems=problems,
        lexicon=_merge(_of(shelf, schema.Lexicon)),
        reactions=tuple(reactions.values()),
    )


def _of(shelf: Shelf, kind: type[_R]) -> Iterator[_R]:
    return (file.rubric for file in shelf.files if isinstance(file.rubric, kind))


def _with_shared(
    persona: schema.Persona, shared: Iterable[schema.Wordings]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """The persona's own wordings first, then the shared ones it does not already have."""
    merged: dict[str, dict[str, tuple[str, ...]]] = {
        kind: dict(by_style) for kind, by_style in persona.wordings.items()
    }
    for wordings in shared:
        for kind, by_style in wordings.wordings.items():
            own = merged.setdefault(kind, {})
            for style, said in by_style.items():
                own[style] = tuple(dict.fromkeys((*own.get(style, ()), *said)))
    return merged


def _merge(lexicons: Iterable[schema.Lexicon]) -> schema.Lexicon:
    parts: dict[str, dict[str, Any]] = {part: {} for part in LEXICON_PARTS}
    vocabulary: dict[str, None] = {}
    kin: dict[tuple[str, ...], None] = {}
    pronunciations: dict[str, str] = {}
    for lexicon in lexicons:
        for part, terms in parts.items():
            terms.update({term.id: term for term in getattr(lexicon, part)})
        vocabulary.update(dict.fromkeys(lexicon.vocabulary))
        kin.update(dict.fromkeys(lexicon.kin))
        pronunciations.update(lexicon.pronunciations)
    return schema.Lexicon(
        format="viva-lexicon/1",
        vocabulary=tuple(vocabulary),
        kin=tuple(kin),
        pronunciations=pronunciations,
        **{part: tuple(terms.values()) for part, terms in parts.items()},
    )


def _stamp(folders: Iterable[Path]) -> Stamp:
    """Names, times and sizes of all files: changes when a file does."""
    stats = ((path, path.stat()) for folder in folders if folder.is_dir() for path in files(folder))
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats)
