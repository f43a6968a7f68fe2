"""A turn as it is being listened to: its text cut up once, its cues found once, asked of many times."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from agents.facts import Span

from .cues import Cues
from .patterns import Match, Pattern
from .sentences import Clause, Sentence, Word, sentences, words

if TYPE_CHECKING:
    from .figures import Figure


@dataclass
class Heard:
    """One turn's text with lazy, cached views of it. Lives only while the turn is listened to."""

    turn: str
    text: str
    lexicon: Cues
    figures: tuple[Figure, ...] | None = None
    """Its figures, once :func:`agents.listening.figures.figures` has read them."""
    _found: dict[str, tuple[Match, ...]] = field(default_factory=dict)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences in order."""
        return sentences(self.text)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of all its sentences, in order."""
        return tuple(clause for sentence in self.sentences for clause in sentence.clauses)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words in order."""
        return words(self.text)

    @cached_property
    def _clause_starts(self) -> list[int]:
        return [clause.start for clause in self.clauses]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.start for word in self.words]

    def clause_at(self, offset: int) -> int:
        """The index of the clause that holds this offset."""
        return max(bisect_right(self._clause_starts, offset) - 1, 0)

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that holds this offset."""
        return max(bisect_right(self._sentence_starts, offset) - 1, 0)

    def words_between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words of ``text[start:end]``."""
        return self.words[bisect_left(self._word_starts, start) : bisect_left(self._word_starts, end)]

    def cues(self, cue_id: str, start: int = 0, end: int | None = None) -> tuple[Match, ...]:
        """The phrases of one family that begin in ``text[start:end]``."""
        if cue_id not in self._found:
            self._found[cue_id] = tuple(self.lexicon.finditer(cue_id, self.text))
        stop = len(self.text) if end is None else end
        return tuple(match for match in self._found[cue_id] if start <= match.start < stop)

    def matches(self, pattern: Pattern) -> tuple[Match, ...]:
        """Every match of a pattern in the turn."""
        if pattern.source not in self._found:
            self._found[pattern.source] = tuple(pattern.finditer(self.text))
        return self._found[pattern.source]

    def cue(self, cue_id: str, start: int = 0, end: int | None = None) -> Match | None:
        """The first phrase of one family that begins in ``text[start:end]``, or None."""
        return next(iter(self.cues(cue_id, start, end)), None)

    def span(self, start: int, end: int) -> Span:
        """``text[start:end]`` without blanks and hanging commas at its ends."""
        while start < end and self.text[start] in " ,;:\t\n":
            start += 1
        while end > start and self.text[end - 1] in " ,;:\t\n":
            end -= 1
        return Span(self.turn, start, end)

    def said(self, span: Span) -> str:
        """The words of a span of this turn."""
        return self.text[span.start : span.end]
