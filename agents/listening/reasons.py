"""Reasons and prices: why a component is there and what it costs, attached to the component they speak of.

A reason is a stretch of the candidate's words that a cue opens ("because", "so that", "otherwise"), or a
need told just before or after the component ("processing takes five seconds, so ..."), or the answer to
being asked why. Words of praise and fashion are no reason.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from rubrics.schema import ComponentTerm

from .answers import Answers
from .asides import Asides
from .components import Mention
from .found import Found
from .heard import Heard
from .owners import Mark, Owners
from .passage import PRICE, REASON_WORDS, Passage
from .remarks import Remarks
from .sentences import Clause, Sentence
from .weighing import scale

PRICE_WORDS = 1
"""Words that carry meaning, besides the cue, that a price must have."""

_CAUSES = ("reason-why", "reason-aim")
_BACK = "reason-back"


class Argument:
    """The argument of one turn: which words are for or against which component."""

    def __init__(
        self,
        heard: Heard,
        mentions: Sequence[Mention],
        terms: Mapping[str, ComponentTerm],
        *,
        asked_reason: Collection[str] = (),
        asked_tradeoff: Collection[str] = (),
        last: str = "",
        known: Collection[str] = (),
    ) -> None:
        self.heard = heard
        self.asked_reason = tuple(asked_reason)
        self.asked_tradeoff = tuple(asked_tradeoff)
        self.passage = Passage(heard, mentions, terms, known)
        self.owners = Owners(self.passage, (*self.asked_reason, *self.asked_tradeoff, last)[0])
        self.found = Found()

    def follow(self) -> Found:
        """Attach every reason and price of the turn."""
        for mark in self._marks():
            self._attach(mark)
        self._so()
        asides = Asides(self.passage, self.owners, self.found)
        asides.benefits()
        asides.needs()
        Remarks(
            self.passage, self.owners, self.found, scale(), self.asked_reason or self.asked_tradeoff
        ).attach()
        Answers(self.passage, self.asked_reason, self.asked_tradeoff, self.found).attach()
        return self.found

    def _marks(self) -> Iterator[Mark]:
        found = [
            Mark(kind, match.start, match.end)
            for kind in (PRICE, _BACK, *_CAUSES)
            for match in self.heard.cues(kind)
        ]
        covered = -1
        for mark in sorted(found, key=lambda m: (m.start, -m.end)):
            if mark.start >= covered:
                yield mark
                covered = mark.end if mark.kind != PRICE else mark.start + 1

    def _attach(self, mark: Mark) -> None:
        sentence = self.passage.sentence(mark.start)
        if mark.kind == _BACK:
            self._look_back(sentence, mark.start)
            return
        owners, end = self.owners.of(mark, sentence)
        if mark.kind == PRICE:
            start = self.passage.clause(mark.start).start
            start = max(start, max((m.end for m in self.passage.standing if m.end <= mark.start), default=0))
            supposed = self.heard.cue("would-lose", mark.start - 1, mark.end) is not None
            if self.passage.meaning(start, end) >= PRICE_WORDS and not (supposed and not self.asked_tradeoff):
                for owner in owners:
                    self.found.add_tradeoff(owner, self.heard.span(start, end))
            return
        start = self._reason_start(mark)
        told = self.passage.says(mark.end if start == mark.start else start, end, REASON_WORDS)
        if told or self._names_load(mark, end):
            for owner in owners:
                self.found.add_reason(owner, self.heard.span(start, end))

    def _reason_start(self, mark: Mark) -> int:
        """At the cue; "otherwise" may stand inside its clause: "two retries could otherwise both succeed"."""
        if not _OTHERWISE.match(self.heard.text, mark.start) or mark.start == 0:
            return mark.start
        named = (m.end for m in self.passage.standing if m.end <= mark.start)
        clause = self.passage.clause(mark.start - 1)
        cut = self.passage.clause(mark.start).start if clause.end < mark.start - 2 else clause.start
        return min(max(cut, max(named, default=0)), mark.start)

    def _names_load(self, mark: Mark, end: int) -> bool:
        """A cue that itself tells the load ("once reads exceed ...")."""
        return self.passage.meaning(mark.start, end) >= REASON_WORDS and mark.end - mark.start > 12  # noqa: PLR2004

    def _look_back(self, sentence: Sentence, mark: int) -> None:
        """As in "That is why we add X": the reason is what was said before the mark."""
        target = next((m for m in self.passage.standing if mark <= m.start < sentence.end), None)
        if target is None:
            return
        stretch = self._before(sentence, self.passage.clause(mark).start, target)
        if stretch is not None and self.passage.says(*stretch, REASON_WORDS):
            self.found.add_reason(target.name, self.heard.span(*stretch))

    def _before(self, sentence: Sentence, offset: int, target: Mention) -> tuple[int, int] | None:
        """The words before an offset: of its sentence, else the whole sentence before it."""
        if self.passage.meaning(sentence.start, offset) >= REASON_WORDS:
            start = sentence.start
            shown = [
                m.end
                for m in self.passage.introductions
                if start <= m.start < offset and m.name != target.name
            ]
            return (max(shown, default=start), offset)
        index = self.heard.sentence_at(sentence.start)
        if index == 0:
            return None
        earlier = self.heard.sentences[index - 1]
        return earlier.start, earlier.end

    def _so(self) -> None:
        """As in "... so I put a queue there" looks back; "a queue, so nobody waits" looks ahead."""
        for clause in self.heard.clauses:
            if clause.opens not in ("so", "and so"):
                continue
            sentence = self.passage.sentence(clause.start)
            target = (
                next((m for m in self.passage.introductions if clause.start < m.start < clause.end), None)
                or self._next_introduced(clause, sentence)
                or self._done_by_us(clause)
            )
            if target is not None:
                stretch = self._before(sentence, clause.start, target)
                if stretch is not None and self._tells_need(*stretch):
                    self.found.add_reason(target.name, self.heard.span(*stretch))
            else:
                self._look_ahead(clause, sentence)

    def _next_introduced(self, clause: Clause, sentence: Sentence) -> Mention | None:
        """In "so for uploads, a queue" the component stands in the clause after."""
        if self.passage.meaning(clause.start, clause.end) > REASON_WORDS:
            return None
        return next((m for m in self.passage.introductions if clause.end <= m.start < sentence.end), None)

    def _done_by_us(self, clause: Clause) -> Mention | None:
        """As in "so for those we fan out on read": the component is what we do."""
        if _WE.search(self.heard.text, clause.start, clause.end) is None:
            return None
        done = (m for m in self.passage.standing if clause.start < m.start < clause.end and not m.placed)
        return next(
            (m for m in done if m.name not in self.passage.known and self.passage.needs_reason(m.name)), None
        )

    def _look_ahead(self, clause: Clause, sentence: Sentence) -> None:
        text = self.heard.text
        if _GOES_ON.match(text, clause.start, clause.end):
            return
        owner = self.owners.of(Mark("reason-aim", clause.start, clause.start + 2), sentence)[0]
        end = self.owners.stretch_end(Mark("reason-aim", clause.start, clause.start + 2), sentence)
        effect = _EFFECT.search(text, clause.start, end) is not None
        effect = effect or self.heard.cue("need", clause.start, end) is not None
        if owner and effect and self.passage.says(clause.start + 2, end, REASON_WORDS):
            for name in owner:
                self.found.add_reason(name, self.heard.span(clause.start, end))

    def _tells_need(self, start: int, end: int) -> bool:
        modal = _MODAL.search(self.heard.text, start, end) is not None
        return self.passage.meaning(start, end) >= REASON_WORDS and (modal or self.passage.weighs(start, end))


_GOES_ON = re.compile(
    r"so,? (?:(?:i|let['’]?s|let me|now|then|next|first|basically|yeah|anyway|here|overall|far|on|the flow|"
    r"the (?:\w+ )?(?:goes|sends|writes|calls|hits))\b|(?:we|it|they) (?:have|store|use|send|write|put|go|"
    r"got|start|take|"
    r"call|goes|sends|writes|are going to|would (?:have|use|put|add|start|store|send))\b)",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    r"\b(?:never|no|not|nobody|nothing|don['’]?t|doesn['’]?t|won['’]?t|can|cannot|can['’]?t|could|still|"
    r"under|within|"
    r"instant|"
    r"instantly|immediate|immediately|at once|right away|straight away|instead of|without|only|"
    r"survives?|stays?|"
    r"keeps?|returns?|"
    r"fast|faster|quick|quickly|cheap|cheaper|less|fewer|hides?|isn['’]?t|aren['’]?t|independent\w*)\b",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:must|should|shouldn['’]?t|can['’]?t|cannot|need|needs|has to|have to|want|wants|expect|expects|"
    r"don['’]?t want|"
    r"would|require|requires|only|every|all|always|never)\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(r"otherwise\b", re.IGNORECASE)
_WE = re.compile(r"\b(?:i|we|let['’]?s|there)\b", re.IGNORECASE)
