"""Asides: reasons told without a word that announces them."""

from __future__ import annotations

import re

from .components import Mention
from .found import Found
from .owners import Mark, Owners
from .passage import ARGUMENT, ASIDE, BESIDE, REASON_WORDS, Passage
from .patterns import Match
from .sentences import Sentence, words

NAMING = 4
"""A sentence with no more words that carry meaning only names its component: what follows may explain it."""


class Asides:
    """What components do for someone, and needs told beside them."""

    def __init__(self, passage: Passage, owners: Owners, found: Found) -> None:
        self.passage = passage
        self.heard = passage.heard
        self.owners = owners
        self.found = found

    def benefits(self) -> None:
        """So: "The queue absorbs the spikes.", "It keeps uploads fast."."""
        for verb in self.heard.cues("benefit"):
            sentence = self.passage.sentence(verb.start)
            clause = self.passage.clause(verb.start)
            end = self.owners.stretch_end(Mark("reason-aim", verb.start, verb.end), sentence)
            if _ALL.match(self.heard.text, clause.start, verb.start) and self.passage.says(
                verb.end, end, REASON_WORDS
            ):
                for name in self.owners.group_before(sentence, clause):
                    self.found.add_reason(name, self.heard.span(clause.start, end))
                continue
            subject = [m for m in self.passage.standing if clause.start <= m.start and m.end <= verb.start]
            if subject and len(words(self.heard.text, subject[-1].end, verb.start)) <= 3:  # noqa: PLR2004
                owner = subject[-1].name
            elif _PRONOUN.match(self.heard.text, clause.start, verb.start):
                owner = self.owners.last_before(clause.start) if clause.start > 0 else self.owners.last
            else:
                continue
            if owner and self.passage.says(self._object(verb), end, REASON_WORDS):
                self.found.add_reason(owner, self.heard.span(clause.start, end))

    def _object(self, verb: Match) -> int:
        """Where what is done begins: with what a verb of several words holds ("takes the queries off")."""
        return verb.end if " " not in self.heard.text[verb.start : verb.end] else verb.start + 1

    def needs(self) -> None:
        """A need told beside a component: in its sentence, or in the one before or after."""
        claimed: set[int] = set()
        for mention in {m.name: m for m in reversed(self.passage.standing)}.values():
            if self.found.has_reason(mention.name) or not self.passage.needs_reason(mention.name):
                continue
            span = self._after(mention) or self._before(mention) or self._next_to(mention, claimed)
            if span is not None:
                for name in self.owners.together(mention):
                    self.found.add_reason(name, self.heard.span(*span))

    def _after(self, mention: Mention) -> tuple[int, int] | None:
        """As in "I put a queue there, processing takes five seconds", "the CDN spares the origin"."""
        sentence = self.passage.sentence(mention.start)
        start = self._breath(mention, sentence)
        if any(mention.end <= m.start < start for m in self._others(mention)):
            return None
        end = self._until(mention, start, sentence)
        if start < end and self.passage.argues(start, end, ASIDE):
            return start, end
        whole = self._until(mention, mention.end, sentence)
        # With no comma to part them, only a plain need tells that the rest of the sentence argues.
        return (mention.end, whole) if self.passage.argues(mention.end, whole, BESIDE) else None

    def _before(self, mention: Mention) -> tuple[int, int] | None:
        """As in "Encoding takes four minutes of CPU, I'd hand that to a queue"."""
        sentence = self.passage.sentence(mention.start)
        end = self.passage.opening(mention, sentence.start)
        shown = [m.end for m in self._others(mention) if sentence.start <= m.start < end]
        start = max(shown, default=sentence.start)
        return (start, end) if start < end and self.passage.argues(start, end, ASIDE) else None

    def _next_to(self, mention: Mention, claimed: set[int]) -> tuple[int, int] | None:
        index = self.heard.sentence_at(mention.start)
        if len(self.passage.needing(index)) > 1 and len(self.owners.together(mention)) == 1:
            return None
        for neighbour in (index + 1, index - 1):
            if neighbour in claimed or not 0 <= neighbour < len(self.heard.sentences):
                continue
            if self._explains(neighbour, mention, after=neighbour > index):
                claimed.add(neighbour)
                part = self.heard.sentences[neighbour]
                return part.start, part.end
        return None

    def _others(self, mention: Mention) -> list[Mention]:
        """Other components that a stretch may be about instead."""
        return [
            m
            for m in self.passage.standing
            if m.name != mention.name
            and (self.passage.needs_reason(m.name) or m in self.passage.introductions)
            and m.name not in self.owners.together(mention)
        ]

    def _until(self, mention: Mention, start: int, sentence: Sentence) -> int:
        """Where the words about a component end: its sentence, or where another one is brought in."""
        brought = set(self.passage.introductions)
        others = (m for m in self._others(mention) if start <= m.start < sentence.end)
        return min((sentence.end, *(self.passage.opening(m, start) for m in others if m in brought)))

    def _breath(self, mention: Mention, sentence: Sentence) -> int:
        """Where an explanation in the same sentence may begin: right after "with a queue", or a clause on."""
        clause = self.passage.clause(mention.start)
        if _SUBJECT_LEAD.fullmatch(self.heard.text, clause.start, mention.start):
            return mention.end
        later = [c for c in sentence.clauses if c.start > mention.end and c.opens not in _FLOWS]
        return later[0].start if later else sentence.end

    def _explains(self, index: int, mention: Mention, *, after: bool) -> bool:
        part = self.heard.sentences[index]
        if part.asks or any(part.start <= m.start < part.end for m in self.passage.introductions):
            return False
        own = self.passage.sentence(mention.start)
        if not after and _SEQUENCE.match(self.heard.text, own.start):
            return False
        others = self.passage.needing(index) - {mention.name}
        named = self.passage.meaning(own.start, own.end) <= NAMING and mention in self.passage.introductions
        if others and (not after or not (others <= self.passage.known or named)):
            return False
        return self.passage.argues(part.start, part.end, ASIDE if after and named else ARGUMENT)


_FLOWS = frozenset(("then", "which", "and then", "but"))
_PRONOUN = re.compile(
    r"\W*(?:and |then |also |because |so )*(?:it|that|this|which|they|those|these)\b", re.IGNORECASE
)
_SUBJECT_LEAD = re.compile(
    r"(?:so |and |then |well |okay )*(?:with |having )?(?:a |an |the |our |that )?(?:\w+ )?", re.IGNORECASE
)
_ALL = re.compile(r"\W*(?:and |because |so )*(?:both|all (?:three|four|of them)|they|these)\b", re.IGNORECASE)
_SEQUENCE = re.compile(
    r"\W*(?:okay |so )*(?:and|then|next|also|after that|plus|finally|moving on|now|in addition|"
    r"additionally|besides|"
    r"lastly|second|third|as well)\b",
    re.IGNORECASE,
)
