"""Owners: which component a stretch of words speaks of."""

from __future__ import annotations

import re
from typing import NamedTuple

from .components import Mention
from .passage import PRICE, Passage
from .sentences import Clause, Sentence


class Mark(NamedTuple):
    """A cue that opens a reason or a price."""

    kind: str
    start: int
    end: int


class Owners:
    """Finds the components that a mark, a pronoun or "both" stands for."""

    def __init__(self, passage: Passage, last: str) -> None:
        self.passage = passage
        self.heard = passage.heard
        self.last = last

    def of(self, mark: Mark, sentence: Sentence) -> tuple[tuple[str, ...], int]:
        """The components a mark speaks of, and where its stretch ends."""
        within = [m for m in self.passage.standing if mark.start <= m.start and m.end <= mark.end]
        if within and not _CONDITION.match(self.heard.text, mark.start):
            return (within[0].name,), self.stretch_end(mark, sentence)
        before = [m for m in self.passage.mentions if sentence.start <= m.start and m.end <= mark.start]
        if before:
            return self._owners_before(mark, sentence, before), self.stretch_end(mark, sentence)
        introduced = next(
            (
                m
                for m in self.passage.introductions
                if mark.end <= m.start < sentence.end and self.passage.verb_before(m)
            ),
            None,
        )
        if introduced is not None and mark.kind != PRICE:
            return (introduced.name,), self.passage.opening(introduced, mark.end)
        last = self.last_before(sentence.start)
        return ((last,) if last else ()), self.stretch_end(mark, sentence)

    def _owners_before(self, mark: Mark, sentence: Sentence, before: list[Mention]) -> tuple[str, ...]:
        heads = [m for m in before if m.standing == "stands" and not m.placed]
        nearest = before[-1]
        if nearest.standing in ("denied", "deferred", "supposed") and not nearest.placed:
            return ()
        if mark.kind == "reason-why" and self._priced_between(nearest.end, mark.start):
            return ()
        if all(m.placed and not self.passage.needs_reason(m.name) for m in before):
            last = self.last_before(sentence.start)
            if last and self.passage.needs_reason(last):
                return (last,)
        text = self.heard.text
        after = text[mark.end : min(len(text), mark.end + 40)]
        if len(heads) > 1 and self.heard.lexicon.search("groups", after) and sentence.end > mark.end:
            together = dict.fromkeys(m.name for m in heads)
            return tuple(together)
        head = self._head(before)
        joined = next((m for m in reversed(heads) if m.name == head), None)
        return self.together(joined) if joined is not None else (head,)

    def together(self, mention: Mention) -> tuple[str, ...]:
        """The components brought in as one: "a queue and a dead letter queue"."""
        standing = self.passage.standing
        at = standing.index(mention)
        first = last = at
        while first > 0 and self._joined(standing[first - 1], standing[first]):
            first -= 1
        while last + 1 < len(standing) and self._joined(standing[last], standing[last + 1]):
            last += 1
        return tuple(dict.fromkeys((mention.name, *(m.name for m in standing[first : last + 1]))))

    def _joined(self, one: Mention, other: Mention) -> bool:
        brought = one in self.passage.introductions
        return brought and _AND.fullmatch(self.heard.text, one.end, other.start) is not None

    def _head(self, before: list[Mention]) -> str:
        """The component a sentence is about, of those named in it so far."""
        standing = [m for m in before if m.standing == "stands"]
        if not standing:
            return self.last
        brought = [m for m in standing if not m.placed and self.passage.verb_before(m)]
        if brought and not any(
            m in self.passage.introductions for m in standing if m.start > brought[-1].start
        ):
            return brought[-1].name
        needing = [m for m in standing if self.passage.needs_reason(m.name)]
        unplaced = [m for m in needing if not m.placed]
        return (unplaced or needing or [m for m in standing if not m.placed] or standing)[-1].name

    def _priced_between(self, start: int, end: int) -> bool:
        return self.heard.cue(PRICE, start, end) is not None

    def last_before(self, offset: int) -> str:
        """The component last spoken of before a place: what "it" means there."""
        nearest = self.heard.sentence_at(max(offset - 1, 0))
        spoken = ""
        for index in range(nearest, max(nearest - BACK_SENTENCES, -1), -1):
            part = self.heard.sentences[index]
            end = min(part.end, offset)
            brought = [m for m in self.passage.introductions if part.start <= m.start < end]
            if brought:
                return brought[-1].name
            named = [m for m in self.passage.mentions if part.start <= m.start < end]
            if named and not any(m.standing == "stands" for m in named):
                return spoken
            head = self._head(named) if named else ""
            if head and self.passage.needs_reason(head):
                return head
            spoken = spoken or head
        return spoken or self.last

    def stretch_end(self, mark: Mark, sentence: Sentence) -> int:
        """Where the stretch that a mark opens ends: at its sentence, at the next component, at a price."""
        stops = [sentence.end]
        stops += [
            self.passage.opening(m, mark.end)
            for m in self.passage.introductions
            if mark.end < m.start < sentence.end
        ]
        others = ("reason-why", "reason-aim") if mark.kind == PRICE else (PRICE,)
        for kind in others:
            for cue in self.heard.cues(kind, mark.end, sentence.end):
                clause = self.passage.clause(cue.start)
                joined = kind == PRICE and clause.opens in ("", "if", "when")
                apart = self.heard.text[: clause.start].rstrip().endswith((",", ";"))
                if clause.start > mark.end and (apart or not joined):
                    stops.append(clause.start)
        return max(min(stops), mark.end)

    def group_before(self, sentence: Sentence, clause: Clause) -> tuple[str, ...]:
        """What "both" or "they" stands for: the components last brought in together."""
        index = self.heard.sentence_at(sentence.start)
        for part in (sentence, self.heard.sentences[max(index - 1, 0)]):
            group = [
                m.name
                for m in self.passage.introductions
                if part.start <= m.start < min(part.end, clause.start)
            ]
            if group:
                return tuple(dict.fromkeys(group))
        return ()


BACK_SENTENCES = 4
"""How many sentences back "it" may point."""
_CONDITION = re.compile(r"(?:if|once|when|whenever|as soon as|only)\b", re.IGNORECASE)
_AND = re.compile(r",? (?:and|plus|with)(?: then)?(?: also)?(?: an?| the| some| our)? ", re.IGNORECASE)
