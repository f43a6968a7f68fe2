"""A turn read as an argument: what is brought into the design, and which words weigh something."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence

from rubrics.schema import ComponentTerm

from .components import Mention
from .cues import HOLLOW, carries_meaning
from .heard import Heard
from .patterns import NUMBER
from .sentences import Clause, Sentence, Word, words

REASON_WORDS = 2
"""Words that carry meaning which a stretch must have to be a reason."""

ARGUMENT = 3
"""How many signs of argument a stretch without a cue must show to be a reason."""

ASIDE = 2
"""The same where it stands right beside its component, in one sentence or after a mere naming of it."""

BESIDE = 4
"""The same where nothing, not even a comma, parts it from its component."""

PRICE = "sacrifice"
_EMPTY = ("stock-reason", "empty-reason", "evasion", "score-request", "flattery")


class Passage:
    """One turn's words around the components it names."""

    def __init__(
        self,
        heard: Heard,
        mentions: Sequence[Mention],
        terms: Mapping[str, ComponentTerm],
        known: Collection[str] = (),
    ) -> None:
        self.heard = heard
        self.mentions = mentions
        self.terms = terms
        self.known = frozenset(known)
        self._plain = {m.name for m in mentions if not m.needs_reason}
        self.standing = [m for m in mentions if m.standing == "stands"]
        self.introductions = [m for m in self.standing if self._introduces(m)]
        self._weighty = self._words_that_weigh()
        self._weighty_at = [word.start for word in self._weighty]
        self._signs = heard.lexicon.ids("argues-")

    def meaning(self, start: int, end: int) -> int:
        """How many words of ``text[start:end]`` carry meaning, stock phrases and component names left out."""
        first, last = bisect_left(self._weighty_at, start), bisect_left(self._weighty_at, end)
        return len({word.lower for word in self._weighty[first:last]})

    def says(self, start: int, end: int, least: int) -> bool:
        """Whether a stretch has so many such words, or one and a need or a figure."""
        count = self.meaning(start, end)
        return count >= least or (count >= 1 and self.weighs(start, end))

    def weighs(self, start: int, end: int) -> bool:
        """Whether a need or a figure is in it."""
        return self.heard.cue("need", start, end) is not None or bool(_figures(self.heard.text[start:end]))

    def _words_that_weigh(self) -> tuple[Word, ...]:
        """The words of the turn that carry meaning, with neither names of components nor stock phrases."""
        blank = [(m.start, m.end) for m in self.mentions]
        for cue_id in (*_EMPTY, *HOLLOW):
            blank += [(match.start, match.end) for match in self.heard.cues(cue_id)]
        return tuple(
            word
            for word in self.heard.words
            if carries_meaning(word.lower)
            and not any(start < word.end and word.start < end for start, end in blank)
        )

    def sentence(self, offset: int) -> Sentence:
        """The sentence that holds this offset."""
        return self.heard.sentences[self.heard.sentence_at(offset)]

    def clause(self, offset: int) -> Clause:
        """The clause that holds this offset."""
        return self.heard.clauses[self.heard.clause_at(offset)]

    def opening(self, mention: Mention, floor: int) -> int:
        """Where the words that bring a component in begin: its clause, or its subject and verb."""
        clause = self.clause(mention.start)
        start = clause.start
        if start <= floor:
            verb = _SUBJECT.search(self.heard.text, floor, mention.start)
            start = verb.start() if verb else mention.start
        return max(start, floor)

    def _introduces(self, mention: Mention) -> bool:
        """Whether a mention brings its component into the design, as a verb's object or an item of a list."""
        if mention.placed:
            return False
        clause = self.clause(mention.start)
        if clause.opens in _SUBORDINATE and not _WE.search(self.heard.text, clause.start, mention.start):
            return False
        if self.verb_before(mention):
            return not (clause.opens in _SUBORDINATE and mention.name in self.known)
        if clause.opens in _SUBORDINATE:
            return False
        lead = self.heard.text[clause.start : mention.start]
        tail = words(self.heard.text, mention.end, clause.end)
        return _ITEM.fullmatch(lead) is not None and not (tail and tail[0].lower not in _AFTER_ITEM)

    def verb_before(self, mention: Mention) -> bool:
        """Whether a verb that brings things in stands right before a mention."""
        clause = self.clause(mention.start)
        cue = self.heard.cues("introduces", clause.start, mention.start)
        return bool(cue) and len(words(self.heard.text, cue[-1].end, mention.start)) <= 5  # noqa: PLR2004

    def needs_reason(self, name: str) -> bool:
        """Whether the because rule asks a reason of this component."""
        term = self.terms.get(name)
        return term.needs_reason if term is not None else name not in self._plain

    def needing(self, index: int) -> frozenset[str]:
        """The components named in a sentence that need a reason."""
        part = self.heard.sentences[index]
        here = (m.name for m in self.standing if part.start <= m.start < part.end)
        return frozenset(name for name in here if self.needs_reason(name))

    def argues(self, start: int, end: int, least: int) -> bool:
        """Whether a stretch tells a need, or ``least`` signs of people, loads, limits and conditions."""
        end = self._before_price(start, end)
        if self.meaning(start, end) <= REASON_WORDS:
            return False
        if self.heard.cue("need", start, end) is not None:
            return True
        if self.heard.cue("describes", start, end) is not None:
            return False
        signs = {sign for sign in self._signs if self.heard.cue(sign, start, end) is not None}
        figures = len(_figures(self.heard.text[start:end]))
        # People and amounts alone state a fact; a condition, a limit or a comparison makes it an argument.
        return bool(signs - _FACTUAL) and len(signs) + min(figures, 2) >= least

    def _refused(self, offset: int) -> bool:
        """Whether a price is just what must not be: "traders can't look at prices two seconds old"."""
        clause = self.clause(offset)
        return self.heard.cue("need", clause.start, offset) is not None

    def _before_price(self, start: int, end: int) -> int:
        """Where a stretch ends, or turns to what something costs."""
        lost = {match.end for match in self.heard.cues("would-lose", start, end)}
        costs = (
            match.start
            for match in self.heard.cues(PRICE, start, end)
            if match.end not in lost and not self._refused(match.start)
        )
        first = next(costs, None)
        return end if first is None else max(start, self.clause(first).start)


def _figures(text: str) -> list[str]:
    """The figures in a text; "one" alone is hardly ever one."""
    return [found for found in _FIGURE.findall(text.lower()) if found != "one"]


_FIGURE = re.compile(NUMBER)
_SUBORDINATE = frozenset(
    (
        *"because cause cuz since otherwise if when once unless until although though while whereas".split(),
        *("without", "given", "so that", "or else", "in order to", "which"),
    )
)
_AFTER_ITEM = frozenset(
    """for to so because since which that and or then in between there here with as on at behind before
    after plus where whose again please too also of cause cuz otherwise given feeding from sits
    stands goes comes belongs""".split()
)
_ITEM = re.compile(
    r"(?:(?:and|or|plus|then|also|maybe|probably|next|finally|first|second|of course|obviously|well|okay|"
    r"so|with)\s+)*"
    r"(?:(?:a|an|some|one|another|two|three|my|our)\s+)?(?:\w+[\s-]+){0,2}?",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\b(?:i|we|let['’]?s|let us|let me|there|you)(?:['’]?(?:d|ll|m|re|s))?\b(?=[\w' ’]*$)", re.IGNORECASE
)
_FACTUAL = frozenset(("argues-people", "argues-amount"))
_WE = re.compile(r"\b(?:i|we|let['’]?s|there)\b", re.IGNORECASE)
