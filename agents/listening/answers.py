"""Answers: what is said to being asked why, or at what price, needs no cue word."""

from __future__ import annotations

from collections.abc import Sequence

from .found import Found
from .passage import REASON_WORDS, Passage

ANSWER_WORDS = 6
"""Words that carry meaning which an answer must have when no need or number is in it."""


class Answers:
    """The answer of one turn to the question before it."""

    def __init__(
        self, passage: Passage, asked_reason: Sequence[str], asked_tradeoff: Sequence[str], found: Found
    ) -> None:
        self.passage = passage
        self.heard = passage.heard
        self.asked_reason = asked_reason
        self.asked_tradeoff = asked_tradeoff
        self.found = found

    def attach(self) -> None:
        """The answer to being asked why, or at what price, needs no cue word."""
        stop = self._own_ground()
        for name in self.asked_reason:
            if not self.found.has_reason(name) and self._answers_why(stop):
                self.found.add_reason(name, self.heard.span(0, stop))
        for name in self.asked_tradeoff:
            if not self.found.tradeoffs.get(name) and self._answers_price(stop):
                self.found.add_tradeoff(name, self.heard.span(0, stop))

    def _own_ground(self) -> int:
        """Where the answer turns to another component."""
        asked = {*self.asked_reason, *self.asked_tradeoff}
        others = [
            m for m in self.passage.introductions if m.name not in asked and self.passage.verb_before(m)
        ]
        return min((self.passage.opening(m, 0) for m in others), default=len(self.heard.text)) or len(
            self.heard.text
        )

    def _answers_why(self, stop: int) -> bool:
        if self.heard.lexicon.does_not_know(self.heard.text) or self._only_asks():
            return False
        count = self.passage.meaning(0, stop)
        return count >= ANSWER_WORDS or (count >= REASON_WORDS and self.passage.weighs(0, stop))

    def _answers_price(self, stop: int) -> bool:
        if self.heard.lexicon.does_not_know(self.heard.text) or self._only_asks():
            return False
        return self.passage.meaning(0, stop) >= ANSWER_WORDS - 1

    def _only_asks(self) -> bool:
        return all(sentence.asks for sentence in self.heard.sentences)
