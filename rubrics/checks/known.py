"""The ids there are, so that a reference to anything else can be explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rubrics.errors import Mistake, name_the_known
from rubrics.library import Library
from rubrics.source import Place, SourceFile


@dataclass(frozen=True)
class Known:
    """Ids of everything that may be referred to."""

    library: Library
    topics: frozenset[str]
    quantities: frozenset[str]
    components: frozenset[str]
    cues: frozenset[str]
    sides: frozenset[str]
    """Of oppositions: "deletion/kept"."""

    @classmethod
    def of(cls, library: Library) -> Known:
        """What a library holds."""
        lexicon = library.lexicon
        return cls(
            library=library,
            topics=frozenset(topic.id for topic in lexicon.topics),
            quantities=frozenset(quantity.id for quantity in lexicon.quantities),
            components=frozenset(component.id for component in lexicon.components),
            cues=frozenset(cue.id for cue in lexicon.cues),
            sides=frozenset(f"{each.id}/{side.id}" for each in lexicon.oppositions for side in each.sides),
        )

    def phases(self, loops: Iterable[str]) -> tuple[str, ...]:
        """Ids of all phases of these loops, as far as the loops are known."""
        known = (self.library.loops[loop] for loop in loops if loop in self.library.loops)
        return tuple(dict.fromkeys(phase.id for loop in known for phase in loop.phases))


def unknown(
    source: SourceFile, kind: str, name: str, known: Iterable[str], place: Place
) -> Iterator[Mistake]:
    """A mistake when ``name`` is not among the known."""
    names = sorted(known)
    if name not in names:
        yield source.mistake(f"There is no {kind} {name!r}.", name_the_known(name, names), place)


def repeated(source: SourceFile, kind: str, ids: Iterable[str], place: Place) -> Iterator[Mistake]:
    """A mistake for each id of a list that was there before."""
    seen: set[str] = set()
    for at, item in enumerate(ids):
        if item in seen:
            remedy = "Give each an id of its own."
            yield source.mistake(f"The {kind} id {item!r} appears twice.", remedy, (*place, at, "id"))
        seen.add(item)
