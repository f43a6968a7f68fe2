"""The board: the whiteboard as a graph of parts, and where it and the candidate's words differ. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from agents.listening.components import Vocabulary
from agents.listening.cues import Cues
from agents.listening.sentences import Word, sentences, words
from agents.naming import noun_phrase

ARTICLES = frozenset({"the", "a", "an", "our", "my", "that", "this", "your"})
PLACED = ("placed-before", "placed-after")
"""Cues that tell of two parts which comes first: the one named first, or the other."""
UNSURE = "placed-not"
"""Said of what is not so, or only might be."""


@dataclass(frozen=True, slots=True)
class Part:
    """A box. ``component`` is the lexicon's id, empty where the box names none; ``said`` the words for it."""

    label: str
    component: str = ""
    said: str = ""


def _no_parts() -> Mapping[str, Part]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Board:
    """Boxes by id, and arrows as pairs of ids: from, to."""

    parts: Mapping[str, Part] = field(default_factory=_no_parts)
    arrows: tuple[tuple[str, str], ...] = ()

    def place(self, box: str, proper: AbstractSet[str] = frozenset()) -> str:
        """Where a box stands, as one would say it; empty where no arrow tells."""
        before = self._names(source for source, target in self.arrows if target == box)
        after = self._names(target for source, target in self.arrows if source == box)
        ends = [noun_phrase(each[0], proper) for each in (before, after) if each]
        if len(ends) > 1:
            return f"between {ends[0]} and {ends[1]}"
        return f"{'behind' if before else 'in front of'} {ends[0]}" if ends else ""

    def places(self, proper: AbstractSet[str] = frozenset()) -> Mapping[str, str]:
        """Component -> where the first box that stands for it is; components without a place left out."""
        found: dict[str, str] = {}
        for box, part in self.parts.items():
            place = self.place(box, proper)
            if part.component and place:
                found.setdefault(part.component, place)
        return found

    def leads(self, one: str, other: str) -> bool:
        """Whether arrows lead from a box of one component to a box of the other, over any between."""
        ends = set(self._boxes(other))
        seen = set(self._boxes(one))
        waiting = list(seen)
        while waiting:
            box = waiting.pop()
            for target in (target for source, target in self.arrows if source == box):
                if target in ends:
                    return True
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return False

    def _boxes(self, component: str) -> Iterator[str]:
        return (box for box, part in self.parts.items() if part.component == component)

    def _names(self, boxes: Iterable[str]) -> list[str]:
        """The boxes' labels, without those of choices ("In the city?"): nothing stands behind a question."""
        labels = (self.parts[box].label.strip().lower() for box in boxes if box in self.parts)
        return [label for label in labels if label and not label.endswith("?")]


Boxes = Iterable[tuple[str, str, str]]
"""Id, label and shape of each."""
Arrows = Iterable[tuple[str, str]]
"""Pairs of ids: from, to."""


def read(boxes: Boxes, arrows: Arrows, known: Vocabulary) -> Board:
    """The board of these boxes and arrows. A box is what its label names, else its shape."""
    parts = {box: _part(label.strip(), shape.replace("-", " ").strip(), known) for box, label, shape in boxes}
    return Board(MappingProxyType(parts), tuple(arrows))


def _part(label: str, shape: str, known: Vocabulary) -> Part:
    for text, said_as in ((label, "{}"), (shape, f"{label} {{}}" if label else "{}")):
        found = words(text)
        for name, first, last in known.find(found):
            named = text[found[first].start : found[last - 1].end]
            return Part(label or named, name, said_as.format(named))
    return Part(label)


@dataclass(frozen=True, slots=True)
class Placing:
    """That one component comes before another, as it was said."""

    before: str
    after: str
    subject: str
    """The component that was spoken of."""
    said: str
    """The words: "cache sits in front of the database"."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The candidate put a component in one place with words and in another on the board."""

    component: str
    other: str
    turn: str
    said: str
    """The candidate's words."""
    drawn: str
    """Where the board has it: "behind the database"."""


def differences(
    board: Board,
    texts: Mapping[str, str],
    known: Vocabulary,
    cues: Cues,
    proper: AbstractSet[str] = frozenset(),
) -> Iterator[Difference]:
    """Where board and words differ on which of two parts comes first; what was said last counts."""
    if not board.arrows:
        return
    latest: dict[frozenset[str], tuple[str, Placing]] = {}
    for turn, text in texts.items():
        for each in placings(text, known, cues):
            latest[frozenset({each.before, each.after})] = (turn, each)
    for turn, told in latest.values():
        if not board.leads(told.after, told.before) or board.leads(told.before, told.after):
            continue
        other = told.after if told.subject == told.before else told.before
        named = next(part.label for part in board.parts.values() if part.component == other)
        way = "behind" if told.subject == told.before else "in front of"
        yield Difference(told.subject, other, turn, told.said, f"{way} {noun_phrase(named.lower(), proper)}")


@lru_cache(maxsize=1_000)
def placings(text: str, known: Vocabulary, cues: Cues) -> tuple[Placing, ...]:
    """What a turn says about which of two parts comes first. Kept: the same turns are asked about again."""
    found: list[Placing] = []
    for sentence in sentences(text):
        if not sentence.asks and cues.search(UNSURE, text, sentence.start, sentence.end) is None:
            found += _in_sentence(text, words(text, sentence.start, sentence.end), known, cues)
    return tuple(found)


def _in_sentence(text: str, said: tuple[Word, ...], known: Vocabulary, cues: Cues) -> Iterator[Placing]:
    """From each two names that stand beside each other with nothing but the relation between them."""
    for (one, start, end), (other, following, last) in pairwise(known.find(said)):
        between = text[said[end - 1].end : said[following].start]
        for cue in PLACED:
            told = cues.search(cue, between) is not None
            if told and one != other and {*cues.leftover(cue, between).split()} <= ARTICLES:
                before, after = (one, other) if cue == PLACED[0] else (other, one)
                yield Placing(before, after, one, text[said[start].start : said[last - 1].end])
