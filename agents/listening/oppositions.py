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
from .sentences import Clause, Sentence
from .things import Things

QUOTE_WORDS = 20
"""So many words of a statement can be said back."""
BRIEF_WORDS = 14
"""So many where another statement is said back with it: both make a question that can still be followed."""
REACH = 3
"""Words between a word that refuses a side and the side."""
NEAR = 32
"""Characters before a side in which a word that refuses it stands."""

SAYING = 6
"""Fewer words say too little by themselves."""

AFTER = 6
"""Words after what tells a side that are said back too, where a stretch without a pause is cut."""

_REFUSES = "refuses"
_TURNS = "turns"
_UNCLAIMED = ("replaces", "supposes", "conditional")
"""Families which, before a side in its clause, tell that it is not taken."""
_WEIGHED = ("undecided", "passed-over", "exceptional")
"""Families which, in the sentence, tell that no side is taken for good."""
_SWEEPING = "sweeping"
_LEANS = re.compile(
    r"(?:and |but |so |then |um,? |uh,? |well,? )*(?:it|they|this|that|these)\b", re.IGNORECASE
)
_AND = re.compile(r"\b(?:and|or)\s+", re.IGNORECASE)
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
        said = [
            (match, side) for side, pattern in opposition.sides.items() for match in heard.matches(pattern)
        ]
        for match, side in said:
            if any(side != other and _within(match, longer) for longer, other in said):
                continue
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
            brief=quotable(heard, match, BRIEF_WORDS),
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
    if any(
        is_interrogative(heard.text[each.end() : match.end])
        for each in _AND.finditer(heard.text, clause.start, match.start)
    ):
        return False
    if any(heard.cue(cue_id, clause.start, match.start) for cue_id in _UNCLAIMED):
        return False
    return not any(heard.cue(cue_id, sentence.start, sentence.end) for cue_id in _WEIGHED)


def refused(heard: Heard, match: Match) -> bool:
    """Whether a word right before denies it: "we don't delete them"."""
    clause = heard.clauses[heard.clause_at(match.start)]
    denials = heard.cues(_REFUSES, max(clause.start, match.start - NEAR), match.start)
    if not denials or heard.cue(_TURNS, denials[-1].end, match.start) is not None:
        return False
    return len(heard.words_between(denials[-1].end, match.start)) <= REACH


def dismissed(heard: Heard, match: Match) -> bool:
    """Whether a word right after denies it: "the phone's clock doesn't matter"."""
    clause = heard.clauses[heard.clause_at(max(match.end - 1, match.start))]
    return heard.cue(_REFUSES, match.end, min(clause.end, match.end + NEAR)) is not None


def quotable(heard: Heard, match: Match, most: int = QUOTE_WORDS) -> Span:
    """The stretch around a match that can be said back, of at most so many words.

    Its sentence; else its clauses, with those before that fit, and then those after. Where that says little,
    words of what stands before it.
    """
    sentence = heard.sentences[heard.sentence_at(match.start)]
    said = heard.words_between(sentence.start, sentence.end)
    if len(said) <= most:
        return heard.span(sentence.start, sentence.end)
    starts = [next(at for at, word in enumerate(said) if word.end > each.start) for each in sentence.clauses]
    stops = [*starts[1:], len(said)]
    first = next(at for at, word in enumerate(said) if word.end > match.start)
    last = next((at for at, word in enumerate(said) if word.end >= match.end), len(said) - 1) + 1
    begin = max(start for start in starts if start <= first)
    stop = min(each for each in stops if each >= last)
    if stop - begin > most:
        begin = max(begin, min(first, last + AFTER - most))
        return heard.span(said[begin].start, said[min(begin + most, stop) - 1].end)
    begin = min(each for each in starts if stop - each <= most)
    if stop - begin < SAYING:
        begin = max(stop - most, 0)
    stop = max(each for each in stops if each - begin <= most)
    return heard.span(said[begin].start, said[stop - 1].end)


def _within(match: Match, other: Match) -> bool:
    return other.start <= match.start and match.end <= other.end and match != other
