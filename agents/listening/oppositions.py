"""Oppositions: sides that exclude each other, as the lexicon knows them, and which of them a turn takes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.facts import Span, Stance
from rubrics.schema import Lexicon
from rubrics.schema import Opposition as Known

from .cues import is_interrogative
from .heard import Heard
from .patterns import Match, Pattern
from .questions import asks
from .sentences import Clause, Sentence, words
from .things import Things

QUOTE_WORDS = 18
"""So many words of a statement can be said back."""
LEAD_WORDS = 5
"""Words before what tells a side, where a stretch without a pause has to be cut."""
NEAR = 24
"""Characters before a side in which a word that refuses it stands."""

_REFUSES = "refuses"
_UNCLAIMED = ("replaces", "supposes")
"""Families which, before a side in its clause, tell that it is not taken."""
_WEIGHED = ("weighs", "passed-over", "conditional")
"""Families which, in the sentence, tell that no side is taken for good."""
_SWEEPING = "sweeping"
_LEANS = re.compile(
    r"(?:and |but |so |then |um,? |uh,? |well,? )*(?:it|they|this|that|these)\b", re.IGNORECASE
)
_WORD = re.compile(r"[a-z']+(?![a-z'*])")


class Opposition:
    """One opposition, compiled."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.sides = {side.id: Pattern.any_of(side.phrases) for side in known.sides}
        self.unless = Pattern.any_of(known.unless) if known.unless else None
        said = {word for side in known.sides for phrase in side.phrases for word in _WORD.findall(phrase)}
        self.telling = frozenset(said)
        """Words by which a side is told. Within its match they name nothing."""

    def other(self, side: str) -> str:
        """The side taken by who refuses one; empty where that says nothing."""
        others = [each for each in self.sides if each != side]
        return others[0] if self.known.mirrored and len(others) == 1 else ""


class Oppositions:
    """The lexicon's oppositions. Safe to share."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.things = Things(lexicon)
        self.known = {each.id: Opposition(each) for each in lexicon.oppositions}

    def taken(self, heard: Heard) -> tuple[Stance, ...]:
        """The sides that a turn takes, in the order of its words; one of a side and sentence."""
        found = [each for opposition in self.known.values() for each in self._sides(heard, opposition)]
        found.sort(key=lambda each: (each[0].start, each[0].end))
        once: dict[tuple[str, str, int], Stance] = {}
        for match, subject, side in found:
            opposition = self.known[subject]
            key = (subject, side, heard.sentence_at(match.start))
            once.setdefault(key, self._stance(heard, opposition, side, match))
        return tuple(once.values())

    def _sides(self, heard: Heard, opposition: Opposition) -> Iterator[tuple[Match, str, str]]:
        for side, pattern in opposition.sides.items():
            for match in heard.matches(pattern):
                claimed = self._claimed(heard, opposition, side, match)
                if claimed:
                    yield match, opposition.known.id, claimed

    def _claimed(self, heard: Heard, opposition: Opposition, side: str, match: Match) -> str:
        """The side really taken: this one, the other where it is refused, or none."""
        sentence = heard.sentences[heard.sentence_at(match.start)]
        if opposition.unless is not None and opposition.unless.search(
            heard.text, sentence.start, sentence.end
        ):
            return ""
        if not claimed(heard, match):
            return ""
        return opposition.other(side) if refused(heard, match) else side

    def _stance(self, heard: Heard, opposition: Opposition, side: str, match: Match) -> Stance:
        sentence = heard.sentences[heard.sentence_at(match.start)]
        clause = heard.clauses[heard.clause_at(match.start)]
        end = max(clause.end, heard.clauses[heard.clause_at(max(match.end - 1, match.start))].end)
        around = self._named(heard, opposition, match, sentence)
        things = (
            self._named(heard, opposition, match, Clause(clause.start, end))
            or self._named(heard, opposition, match, Clause(sentence.start, match.end))
            or around
            or self._before(heard, sentence)
        )
        return Stance(
            subject=opposition.known.id,
            side=side,
            things=things,
            around=around | things,
            span=quotable(heard, match),
            sweeping=heard.cue(_SWEEPING, sentence.start, sentence.end) is not None,
            leans=not things or _LEANS.match(heard.text, sentence.start) is not None,
        )

    def _before(self, heard: Heard, sentence: Sentence) -> frozenset[str]:
        """What the sentence before names: "Originals are sacred. We never touch them."."""
        at = heard.sentence_at(sentence.start)
        before = heard.sentences[max(at - 1, 0)]
        return self.things.of(heard, before.start, before.end) if at else frozenset()

    def _named(
        self, heard: Heard, opposition: Opposition, match: Match, stretch: Clause | Sentence
    ) -> frozenset[str]:
        """What a stretch names, but for the words of a match that tell the side."""
        before = self.things.of(heard, stretch.start, min(match.start, stretch.end))
        within = self.things.of(
            heard, max(match.start, stretch.start), min(match.end, stretch.end), opposition.telling
        )
        after = self.things.of(heard, max(match.end, stretch.start), stretch.end)
        return before | within | after


def claimed(heard: Heard, match: Match) -> bool:
    """Whether something is claimed, not merely asked about, imagined, or weighed against another."""
    sentence = heard.sentences[heard.sentence_at(match.start)]
    clause = heard.clauses[heard.clause_at(match.start)]
    if asks(heard, sentence) or is_interrogative(heard.text[clause.start : clause.end]):
        return False
    if any(heard.cue(cue_id, clause.start, match.start) for cue_id in _UNCLAIMED):
        return False
    return not any(heard.cue(cue_id, sentence.start, sentence.end) for cue_id in _WEIGHED)


def refused(heard: Heard, match: Match) -> bool:
    """Whether a word right before denies it: "we don't delete them"."""
    clause = heard.clauses[heard.clause_at(match.start)]
    start = max(clause.start, match.start - NEAR)
    return heard.cue(_REFUSES, start, match.start) is not None


def quotable(heard: Heard, match: Match) -> Span:
    """The stretch around a match that can be said back: its sentence, its clauses, else words around it."""
    sentence = heard.sentences[heard.sentence_at(match.start)]
    if len(words(heard.text, sentence.start, sentence.end)) <= QUOTE_WORDS:
        return heard.span(sentence.start, sentence.end)
    held = [
        at for at, each in enumerate(sentence.clauses) if each.start < match.end and match.start < each.end
    ]
    first, last = held[0], held[-1]
    start, end = sentence.clauses[first].start, sentence.clauses[last].end
    if len(words(heard.text, start, end)) > QUOTE_WORDS:
        return _window(heard, match)
    while last + 1 < len(sentence.clauses):
        if len(words(heard.text, start, sentence.clauses[last + 1].end)) > QUOTE_WORDS:
            break
        last += 1
        end = sentence.clauses[last].end
    while first:
        if len(words(heard.text, sentence.clauses[first - 1].start, end)) > QUOTE_WORDS:
            break
        first -= 1
        start = sentence.clauses[first].start
    return heard.span(start, end)


def _window(heard: Heard, match: Match) -> Span:
    sentence = heard.sentences[heard.sentence_at(match.start)]
    said = words(heard.text, sentence.start, sentence.end)
    at = next(index for index, word in enumerate(said) if word.end > match.start)
    last = next((index for index, word in enumerate(said) if word.end >= match.end), len(said) - 1)
    room = max(QUOTE_WORDS - (last - at + 1), 0)
    first = max(at - min(LEAD_WORDS, room), 0)
    end = min(first + QUOTE_WORDS, len(said)) - 1
    return heard.span(said[first].start, said[end].end)
