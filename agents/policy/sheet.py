"""The fact sheet: which of a problem's facts answers a question, of all that it could be about. Pure.

Every topic of the lexicon is weighed, those too of which the sheet holds nothing: a question about money is
not answered with something else because nobody knows about the money.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from agents.listening.cues import Cues, carries_meaning
from agents.listening.patterns import Pattern
from agents.listening.sentences import words
from agents.naming import listed, lowered
from rubrics.schema import Fact, Lexicon, Problem

LEAST = 0.9
"""What a question must score for a topic to be about it."""
SURE = 1.6
"""What it must score where it sounds like a question about the design."""
SURER = 3.5
"""What it must score where the interviewer's own taste is asked for."""
NEAR = 0.75
"""A fact that scores this much of what a topic scores of which nothing is known is told."""
LONGER = 0.25
"""Each further word of a phrase adds so much: the more of a question it takes up, the more it says."""
LISTENED = 0.9
"""Words by which a topic is known anywhere, not only in questions."""
OWN = 2.5
"""Words by which the fact itself is asked for."""
SHARED = 1.0
"""A word of the fact, where no other fact has it; less where others do."""
ALONE = 2
"""So many words of the fact stand for its topic."""
NAMED = 1.5
"""A word of what is out of scope."""

CHOICES = ("asks-choice", "choice-question", "hands-over")
"""Cues of a question that hands the design to the interviewer."""
SCOPE = "asks-scope"
_AND = re.compile(r",?\s+and\s+|;\s*", re.IGNORECASE)
_NOUN_END = re.compile(r"(?:ings?|ers?|ed|es|s|ly)$")
_EMPTY = frozenset(
    "one two three many much people users user thing something anything like want need".split()
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the sheet says to a question."""

    outcome: Literal["fact", "scope", "handback", "unknown"]
    id: str = ""
    """The fact's, so that none is told twice at once."""
    answer: str = ""


class Sheet:
    """A problem's facts, to be asked. Immutable; made once for an interview."""

    def __init__(self, problem: Problem, lexicon: Lexicon, cues: Cues) -> None:
        self._facts = problem.facts
        self._left_out = problem.out_of_scope
        self._cues = cues
        self._topics = lexicon.topics
        self._stated = _stems(f"{problem.title} {problem.statement}")
        self._own = {fact.id: _patterns(fact.listen) for fact in problem.facts}
        self._words = {fact.id: frozenset(_stems(fact.answer)) for fact in problem.facts}
        self._common = Counter(stem for stems in self._words.values() for stem in stems)

    @cached_property
    def _listened(self) -> Mapping[str, Pattern]:
        return {topic.id: Pattern.any_of(topic.listen) for topic in self._topics}

    def replies(self, question: str, topic: str = "") -> tuple[Reply, ...]:
        """The replies to all that one sentence asks: "How big is my team, and by when?"."""
        parts = [part for part in _AND.split(question) if part.strip()]
        told = [self.reply(part) for part in parts] if len(parts) > 1 else []
        known = tuple(reply for reply in told if reply.outcome == "fact")
        return known if len(known) > 1 else (self.reply(question, topic),)

    def reply(self, question: str, topic: str = "") -> Reply:
        """The reply to a question. ``topic`` is what the listener takes it to be about; may be empty."""
        scores = self._scores(question, topic)
        facts = {fact.id: self._told(fact, question, scores.get(fact.topic, 0.0)) for fact in self._facts}
        best = max(self._facts, key=lambda fact: facts[fact.id], default=None)
        score = facts[best.id] if best is not None else 0.0
        left_out = self._scope(question)
        if left_out is not None and left_out[0] > score:
            return Reply("scope", SCOPE, left_out[1])
        others = max((each for name, each in scores.items() if not self._holds(name)), default=0.0)
        if best is not None and score >= max(self._least(question), others * NEAR):
            return Reply("fact", best.id, best.answer)
        return Reply("handback" if self._cues.any(CHOICES, question) else "unknown")

    def _holds(self, topic: str) -> bool:
        return any(fact.topic == topic for fact in self._facts)

    def _least(self, question: str) -> float:
        if self._cues.search("hands-over", question) is not None:
            return SURER
        return SURE if self._cues.any(CHOICES, question) else LEAST

    def _scores(self, question: str, topic: str) -> dict[str, float]:
        """Topic -> how much of the question speaks for it."""
        found = {}
        for each in self._topics:
            phrases = self._cues.finditer(f"asks-{each.id}", question)
            score = sum(1.0 + LONGER * (_length(question, *phrase) - 1) for phrase in phrases)
            if each.id == topic and not score:
                score = LISTENED
            elif score and self._listened[each.id].search(question) is not None:
                score += LISTENED * 0.7
            if score:
                found[each.id] = score
        return found

    def _told(self, fact: Fact, question: str, topical: float) -> float:
        """How well a fact answers a question: by its topic or its own words, not by one shared word."""
        own = OWN if any(pattern.search(question) for pattern in self._own[fact.id]) else 0.0
        shared = _stems(question) & self._words[fact.id]
        if not topical and not own and len(shared) < ALONE:
            return 0.0
        return topical + own + sum(SHARED / self._common[stem] for stem in shared)

    def _scope(self, question: str) -> tuple[float, str] | None:
        """How much a question asks for what is left out, and what that is."""
        asked = _stems(question)
        asked -= self._stated
        phrased = self._cues.search(SCOPE, question) is not None
        items = {item: _stems(item) - self._stated for item in self._left_out}
        named = [item for item, stems in items.items() if len(asked & stems) * (1 + phrased) * 2 > len(stems)]
        if not self._left_out or not (named or phrased):
            return None
        shared = sum(len(asked & items[item]) for item in named)
        told = named or self._left_out
        return NAMED * shared + phrased, listed(tuple(lowered(item.rstrip(" .")) for item in told))


def _patterns(sources: tuple[str, ...]) -> tuple[Pattern, ...]:
    return tuple(Pattern.compile(source) for source in sources)


def _length(text: str, start: int, end: int) -> int:
    return len(words(text, start, end))


def _stems(text: str) -> frozenset[str]:
    """The beginnings of the words that carry meaning, without their endings."""
    said = (word.lower for word in words(text))
    return frozenset(
        _NOUN_END.sub("", word) if len(word) > 4 else word.rstrip("s")  # noqa: PLR2004  "bus" is no plural
        for word in said
        if len(word) > 2 and word.isalpha() and carries_meaning(word) and word not in _EMPTY  # noqa: PLR2004
    )
