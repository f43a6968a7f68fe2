"""Reasons and prices: why a component is there and what it costs, attached to the component they speak of.

A reason is a stretch of the candidate's words that a cue opens ("because", "so that", "otherwise"), or a
need told just before or after the component ("processing takes five seconds, so ..."), or the answer to
being asked why. Words of praise and fashion are no reason.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from agents.facts import Span
from rubrics.schema import ComponentTerm

from .components import Mention
from .heard import Heard
from .patterns import NUMBER
from .sentences import Clause, Sentence, words

REASON_WORDS = 2
"""Words that carry meaning which a stretch opened by a cue must have to be a reason."""

ANSWER_WORDS = 6
"""Such words that an answer to "why" must have when no cue, need or number is in it."""

PRICE_WORDS = 1
"""Such words, besides the cue, that a price must have."""

ARGUMENT = 3
"""How many signs of argument a stretch without a cue must show to be a reason."""

BACK_SENTENCES = 4
"""How many sentences back "it" may point."""

_CAUSES = ("reason-why", "reason-aim")
_BACK = "reason-back"
_PRICE = "sacrifice"
_EMPTY = ("stock-reason", "empty-reason", "evasion", "score-request", "flattery")


@dataclass(slots=True)
class Found:
    """What one turn says for and against each component."""

    reasons: dict[str, list[Span]] = field(default_factory=dict)
    tradeoffs: dict[str, list[Span]] = field(default_factory=dict)

    def has_reason(self, name: str) -> bool:
        """Whether a reason for this component was found."""
        return bool(self.reasons.get(name))

    def add(self, spans: dict[str, list[Span]], name: str, span: Span) -> None:
        """Note a stretch once, unless another already holds it."""
        known = spans.setdefault(name, [])
        if span.end > span.start and not any(k.start < span.end and span.start < k.end for k in known):
            known.append(span)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A cue that opens a reason or a price."""

    kind: str
    start: int
    end: int


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
        self.mentions = mentions
        self.terms = terms
        self.standing = [m for m in mentions if m.standing == "stands"]
        self.asked_reason = tuple(asked_reason)
        self.asked_tradeoff = tuple(asked_tradeoff)
        self.last = (*self.asked_reason, *self.asked_tradeoff, last)[0]
        self.known = frozenset(known)
        self.introductions = [m for m in self.standing if self._introduces(m)]
        self.found = Found()
        self._signs = heard.lexicon.ids("argues-")

    def follow(self) -> Found:
        """Attach every reason and price of the turn."""
        for mark in self._marks():
            self._attach(mark)
        self._so()
        self._benefits()
        self._needs()
        self._answers()
        return self.found

    # ---- substance ---------------------------------------------------------------------------------------

    def meaning(self, start: int, end: int) -> int:
        """How many words of ``text[start:end]`` carry meaning, stock phrases and component names left out."""
        named = self._blank_names(start, end)
        kept = self.heard.lexicon.without(_EMPTY, named)
        return len(set(self.heard.lexicon.meaning(kept)))

    def _says(self, start: int, end: int, least: int) -> bool:
        count = self.meaning(start, end)
        return count >= least or (count >= 1 and self._weighs(start, end))

    def _weighs(self, start: int, end: int) -> bool:
        """Whether a need or a figure is in it."""
        return self.heard.cue("need", start, end) is not None or bool(_figures(self.heard.text[start:end]))

    def _blank_names(self, start: int, end: int) -> str:
        text = self.heard.text[start:end]
        for mention in self.mentions:
            if start <= mention.start and mention.end <= end:
                first, last = mention.start - start, mention.end - start
                text = text[:first] + " " * (last - first) + text[last:]
        return text

    # ---- marks -------------------------------------------------------------------------------------------

    def _marks(self) -> Iterator[_Mark]:
        found = [
            _Mark(kind, match.start, match.end)
            for kind in (_PRICE, _BACK, *_CAUSES)
            for match in self.heard.cues(kind)
        ]
        covered = -1
        for mark in sorted(found, key=lambda m: (m.start, -m.end)):
            if mark.start >= covered:
                yield mark
                covered = mark.end if mark.kind != _PRICE else mark.start + 1

    def _attach(self, mark: _Mark) -> None:
        sentence = self._sentence(mark.start)
        if mark.kind == _BACK:
            self._look_back(sentence, mark.start)
            return
        owners, end = self._owners(mark, sentence)
        if mark.kind == _PRICE:
            start = self._clause(mark.start).start
            start = max(start, max((m.end for m in self.standing if m.end <= mark.start), default=0))
            supposed = self.heard.cue("would-lose", mark.start - 1, mark.end) is not None
            if self.meaning(start, end) >= PRICE_WORDS and not (supposed and not self.asked_tradeoff):
                for owner in owners:
                    self.found.add(self.found.tradeoffs, owner, self.heard.span(start, end))
            return
        start = self._reason_start(mark)
        told = self._says(mark.end if start == mark.start else start, end, REASON_WORDS)
        if told or self._names_load(mark, end):
            for owner in owners:
                self.found.add(self.found.reasons, owner, self.heard.span(start, end))

    def _reason_start(self, mark: _Mark) -> int:
        """At the cue; "otherwise" may stand inside its clause: "two retries could otherwise both succeed"."""
        if not _OTHERWISE.match(self.heard.text, mark.start) or mark.start == 0:
            return mark.start
        named = (m.end for m in self.standing if m.end <= mark.start)
        clause = self._clause(mark.start - 1)
        cut = self._clause(mark.start).start if clause.end < mark.start - 2 else clause.start
        return min(max(cut, max(named, default=0)), mark.start)

    def _names_load(self, mark: _Mark, end: int) -> bool:
        """A cue that itself tells the load ("once reads exceed ...")."""
        return self.meaning(mark.start, end) >= REASON_WORDS and mark.end - mark.start > 12  # noqa: PLR2004

    def _owners(self, mark: _Mark, sentence: Sentence) -> tuple[tuple[str, ...], int]:
        """The components a mark speaks of, and where its stretch ends."""
        within = [m for m in self.standing if mark.start <= m.start and m.end <= mark.end]
        if within and not _CONDITION.match(self.heard.text, mark.start):
            return (within[0].name,), self._stretch_end(mark, sentence)
        before = [m for m in self.mentions if sentence.start <= m.start and m.end <= mark.start]
        if before:
            return self._owners_before(mark, sentence, before), self._stretch_end(mark, sentence)
        introduced = next(
            (m for m in self.introductions if mark.end <= m.start < sentence.end and self._verb_before(m)),
            None,
        )
        if introduced is not None and mark.kind != _PRICE:
            return (introduced.name,), self._opening(introduced, mark.end)
        last = self._last_before(sentence.start)
        return ((last,) if last else ()), self._stretch_end(mark, sentence)

    def _owners_before(self, mark: _Mark, sentence: Sentence, before: list[Mention]) -> tuple[str, ...]:
        heads = [m for m in before if m.standing == "stands" and not m.placed]
        nearest = before[-1]
        if nearest.standing in ("denied", "deferred", "supposed") and not nearest.placed:
            return ()
        if mark.kind == "reason-why" and self._priced_between(nearest.end, mark.start):
            return ()
        if all(m.placed and not self._needs_reason(m.name) for m in before):
            last = self._last_before(sentence.start)
            if last and self._needs_reason(last):
                return (last,)
        text = self.heard.text
        after = text[mark.end : min(len(text), mark.end + 40)]
        if len(heads) > 1 and self.heard.lexicon.search("groups", after) and sentence.end > mark.end:
            together = dict.fromkeys(m.name for m in heads)
            return tuple(together)
        return (self._head(before),)

    def _head(self, before: list[Mention]) -> str:
        """The component a sentence is about, of those named in it so far."""
        standing = [m for m in before if m.standing == "stands"]
        if not standing:
            return self.last
        brought = [m for m in standing if not m.placed and self._verb_before(m)]
        if brought and not any(m in self.introductions for m in standing if m.start > brought[-1].start):
            return brought[-1].name
        needing = [m for m in standing if self._needs_reason(m.name)]
        unplaced = [m for m in needing if not m.placed]
        return (unplaced or needing or [m for m in standing if not m.placed] or standing)[-1].name

    def _priced_between(self, start: int, end: int) -> bool:
        return self.heard.cue(_PRICE, start, end) is not None

    def _last_before(self, offset: int) -> str:
        """The component last spoken of before a place: what "it" means there."""
        nearest = self.heard.sentence_at(max(offset - 1, 0))
        spoken = ""
        for index in range(nearest, max(nearest - BACK_SENTENCES, -1), -1):
            part = self.heard.sentences[index]
            end = min(part.end, offset)
            brought = [m for m in self.introductions if part.start <= m.start < end]
            if brought:
                return brought[-1].name
            named = [m for m in self.mentions if part.start <= m.start < end]
            if named and not any(m.standing == "stands" for m in named):
                return spoken
            head = self._head(named) if named else ""
            if head and self._needs_reason(head):
                return head
            spoken = spoken or head
        return spoken or self.last

    # ---- stretches ---------------------------------------------------------------------------------------

    def _stretch_end(self, mark: _Mark, sentence: Sentence) -> int:
        stops = [sentence.end]
        stops += [self._opening(m, mark.end) for m in self.introductions if mark.end < m.start < sentence.end]
        others = ("reason-why", "reason-aim") if mark.kind == _PRICE else (_PRICE,)
        for kind in others:
            for cue in self.heard.cues(kind, mark.end, sentence.end):
                clause = self._clause(cue.start)
                joined = kind == _PRICE and clause.opens in ("", "if", "when")
                apart = self.heard.text[: clause.start].rstrip().endswith((",", ";"))
                if clause.start > mark.end and (apart or not joined):
                    stops.append(clause.start)
        return max(min(stops), mark.end)

    def _opening(self, mention: Mention, floor: int) -> int:
        """Where the words that bring a component in begin: its clause, or its subject and verb."""
        clause = self._clause(mention.start)
        start = clause.start
        if start <= floor:
            verb = _SUBJECT.search(self.heard.text, floor, mention.start)
            start = verb.start() if verb else mention.start
        return max(start, floor)

    def _sentence(self, offset: int) -> Sentence:
        return self.heard.sentences[self.heard.sentence_at(offset)]

    def _clause(self, offset: int) -> Clause:
        return self.heard.clauses[self.heard.clause_at(offset)]

    # ---- introductions -----------------------------------------------------------------------------------

    def _introduces(self, mention: Mention) -> bool:
        """Whether a mention brings its component into the design, as a verb's object or an item of a list."""
        if mention.placed:
            return False
        clause = self._clause(mention.start)
        if clause.opens in _SUBORDINATE and not _WE.search(self.heard.text, clause.start, mention.start):
            return False
        if self._verb_before(mention):
            return not (clause.opens in _SUBORDINATE and mention.name in self.known)
        if clause.opens in _SUBORDINATE:
            return False
        lead = self.heard.text[clause.start : mention.start]
        tail = words(self.heard.text, mention.end, clause.end)
        return _ITEM.fullmatch(lead) is not None and not (tail and tail[0].lower not in _AFTER_ITEM)

    def _verb_before(self, mention: Mention) -> bool:
        clause = self._clause(mention.start)
        cue = self.heard.cues("introduces", clause.start, mention.start)
        return bool(cue) and len(words(self.heard.text, cue[-1].end, mention.start)) <= 5  # noqa: PLR2004

    def _needs_reason(self, name: str) -> bool:
        term = self.terms.get(name)
        return term is not None and term.needs_reason

    # ---- what stands before ------------------------------------------------------------------------------

    def _look_back(self, sentence: Sentence, mark: int) -> None:
        """As in "That is why we add X": the reason is what was said before the mark."""
        target = next((m for m in self.standing if mark <= m.start < sentence.end), None)
        if target is None:
            return
        stretch = self._before(sentence, self._clause(mark).start, target)
        if stretch is not None and self._says(*stretch, REASON_WORDS):
            self.found.add(self.found.reasons, target.name, self.heard.span(*stretch))

    def _before(self, sentence: Sentence, offset: int, target: Mention) -> tuple[int, int] | None:
        """The words before an offset: of its sentence, else the whole sentence before it."""
        if self.meaning(sentence.start, offset) >= REASON_WORDS:
            start = sentence.start
            shown = [m.end for m in self.introductions if start <= m.start < offset and m.name != target.name]
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
            sentence = self._sentence(clause.start)
            target = (
                next((m for m in self.introductions if clause.start < m.start < clause.end), None)
                or self._next_introduced(clause, sentence)
                or self._done_by_us(clause)
            )
            if target is not None:
                stretch = self._before(sentence, clause.start, target)
                if stretch is not None and self._tells_need(*stretch):
                    self.found.add(self.found.reasons, target.name, self.heard.span(*stretch))
            else:
                self._look_ahead(clause, sentence)

    def _next_introduced(self, clause: Clause, sentence: Sentence) -> Mention | None:
        """In "so for uploads, a queue" the component stands in the clause after."""
        if self.meaning(clause.start, clause.end) > REASON_WORDS:
            return None
        return next((m for m in self.introductions if clause.end <= m.start < sentence.end), None)

    def _done_by_us(self, clause: Clause) -> Mention | None:
        """As in "so for those we fan out on read": the component is what we do."""
        if _WE.search(self.heard.text, clause.start, clause.end) is None:
            return None
        done = (m for m in self.standing if clause.start < m.start < clause.end and not m.placed)
        return next((m for m in done if m.name not in self.known and self._needs_reason(m.name)), None)

    def _look_ahead(self, clause: Clause, sentence: Sentence) -> None:
        text = self.heard.text
        if _GOES_ON.match(text, clause.start, clause.end):
            return
        owner = self._owners(_Mark("reason-aim", clause.start, clause.start + 2), sentence)[0]
        end = self._stretch_end(_Mark("reason-aim", clause.start, clause.start + 2), sentence)
        effect = _EFFECT.search(text, clause.start, end) is not None or self._weighs(clause.start, end)
        if owner and effect and self._says(clause.start + 2, end, REASON_WORDS):
            for name in owner:
                self.found.add(self.found.reasons, name, self.heard.span(clause.start, end))

    def _tells_need(self, start: int, end: int) -> bool:
        modal = _MODAL.search(self.heard.text, start, end) is not None
        return self.meaning(start, end) >= REASON_WORDS and (modal or self._weighs(start, end))

    # ---- without a cue -----------------------------------------------------------------------------------

    def _benefits(self) -> None:
        """So: "The queue absorbs the spikes.", "It keeps uploads fast."."""
        for verb in self.heard.cues("benefit"):
            sentence = self._sentence(verb.start)
            clause = self._clause(verb.start)
            end = self._stretch_end(_Mark("reason-aim", verb.start, verb.end), sentence)
            if _ALL.match(self.heard.text, clause.start, verb.start) and self._says(
                verb.end, end, REASON_WORDS
            ):
                for name in self._group_before(sentence, clause):
                    self.found.add(self.found.reasons, name, self.heard.span(clause.start, end))
                continue
            subject = [m for m in self.standing if clause.start <= m.start and m.end <= verb.start]
            if subject and len(words(self.heard.text, subject[-1].end, verb.start)) <= 3:  # noqa: PLR2004
                owner = subject[-1].name
            elif _PRONOUN.match(self.heard.text, clause.start, verb.start):
                owner = self._last_before(clause.start) if clause.start > 0 else self.last
            else:
                continue
            if owner and self._says(verb.end, end, REASON_WORDS):
                self.found.add(self.found.reasons, owner, self.heard.span(clause.start, end))

    def _group_before(self, sentence: Sentence, clause: Clause) -> tuple[str, ...]:
        """What "both" or "they" stands for: the components last brought in together."""
        index = self.heard.sentence_at(sentence.start)
        for part in (sentence, self.heard.sentences[max(index - 1, 0)]):
            group = [
                m.name for m in self.introductions if part.start <= m.start < min(part.end, clause.start)
            ]
            if group:
                return tuple(dict.fromkeys(group))
        return ()

    def _needs(self) -> None:
        """A need told in the sentence itself, or the one before or after, with no word to join them."""
        claimed: set[int] = set()
        for mention in {m.name: m for m in reversed(self.standing)}.values():
            if self.found.has_reason(mention.name) or not self._needs_reason(mention.name):
                continue
            index = self.heard.sentence_at(mention.start)
            if self._goes_on_to_explain(mention) or len(self._needing(index)) > 1:
                continue
            for neighbour in (index + 1, index - 1):
                if neighbour in claimed or not 0 <= neighbour < len(self.heard.sentences):
                    continue
                if self._explains(neighbour, mention, after=neighbour > index):
                    claimed.add(neighbour)
                    part = self.heard.sentences[neighbour]
                    self.found.add(self.found.reasons, mention.name, self.heard.span(part.start, part.end))
                    break

    def _needing(self, index: int) -> frozenset[str]:
        """The components named in a sentence that need a reason."""
        part = self.heard.sentences[index]
        here = (m.name for m in self.standing if part.start <= m.start < part.end)
        return frozenset(name for name in here if self._needs_reason(name))

    def _goes_on_to_explain(self, mention: Mention) -> bool:
        """As in "I put a queue there, processing takes five seconds"."""
        sentence = self._sentence(mention.start)
        start = self._after(mention, sentence)
        if any(mention.end <= m.start < start and self._needs_reason(m.name) for m in self.standing):
            return False
        others = (m for m in self.standing if start <= m.start < sentence.end and m.name != mention.name)
        stops = [
            self._opening(m, start) for m in others if self._needs_reason(m.name) or m in self.introductions
        ]
        end = min((sentence.end, *stops))
        if start >= end or not self._argues(start, end):
            return False
        self.found.add(self.found.reasons, mention.name, self.heard.span(start, end))
        return True

    def _after(self, mention: Mention, sentence: Sentence) -> int:
        """Where an explanation in the same sentence may begin: right after "with a queue", or a clause on."""
        clause = self._clause(mention.start)
        if _SUBJECT_LEAD.fullmatch(self.heard.text, clause.start, mention.start):
            return mention.end
        later = [c for c in sentence.clauses if c.start > mention.end and c.opens not in _FLOWS]
        return later[0].start if later else sentence.end

    def _explains(self, index: int, mention: Mention, *, after: bool) -> bool:
        part = self.heard.sentences[index]
        if part.asks or any(part.start <= m.start < part.end for m in self.introductions):
            return False
        if not after and _SEQUENCE.match(self.heard.text, self._sentence(mention.start).start):
            return False
        others = self._needing(index) - {mention.name}
        if others and (not after or not others <= self.known):
            return False
        return self._argues(part.start, part.end)

    def _argues(self, start: int, end: int) -> bool:
        """Whether a stretch argues: it tells a need, or enough of people, loads, limits and conditions."""
        if self.meaning(start, end) <= REASON_WORDS or self._prices(start, end):
            return False
        if self.heard.cue("need", start, end) is not None:
            return True
        signs = {sign for sign in self._signs if self.heard.cue(sign, start, end) is not None}
        figures = len(_figures(self.heard.text[start:end]))
        # People and amounts alone state a fact; a condition, a limit or a comparison makes it an argument.
        return bool(signs - _FACTUAL) and len(signs) + min(figures, 2) >= ARGUMENT

    def _prices(self, start: int, end: int) -> bool:
        lost = {match.end for match in self.heard.cues("would-lose", start, end)}
        return any(match.end not in lost for match in self.heard.cues(_PRICE, start, end))

    # ---- answers -----------------------------------------------------------------------------------------

    def _answers(self) -> None:
        """The answer to being asked why, or at what price, needs no cue word."""
        stop = self._own_ground()
        for name in self.asked_reason:
            if not self.found.has_reason(name) and self._answers_why(stop):
                self.found.add(self.found.reasons, name, self.heard.span(0, stop))
        for name in self.asked_tradeoff:
            if not self.found.tradeoffs.get(name) and self._answers_price(stop):
                self.found.add(self.found.tradeoffs, name, self.heard.span(0, stop))

    def _own_ground(self) -> int:
        """Where the answer turns to another component."""
        asked = {*self.asked_reason, *self.asked_tradeoff}
        others = [m for m in self.introductions if m.name not in asked and self._verb_before(m)]
        return min((self._opening(m, 0) for m in others), default=len(self.heard.text)) or len(
            self.heard.text
        )

    def _answers_why(self, stop: int) -> bool:
        if self.heard.lexicon.does_not_know(self.heard.text) or self._only_asks():
            return False
        count = self.meaning(0, stop)
        return count >= ANSWER_WORDS or (count >= REASON_WORDS and self._weighs(0, stop))

    def _answers_price(self, stop: int) -> bool:
        if self.heard.lexicon.does_not_know(self.heard.text) or self._only_asks():
            return False
        return self.meaning(0, stop) >= ANSWER_WORDS - 1

    def _only_asks(self) -> bool:
        return all(sentence.asks for sentence in self.heard.sentences)


def _figures(text: str) -> list[str]:
    """The figures in a text; "one" alone is hardly ever one."""
    return [found for found in _FIGURE.findall(text.lower()) if found != "one"]


_FLOWS = frozenset(("then", "which", "and then", "but"))
_SUBORDINATE = frozenset(
    (
        *"because cause cuz since otherwise if when once unless until although though while whereas".split(),
        *("without", "given", "so that", "or else", "in order to", "which"),
    )
)
_AFTER_ITEM = frozenset(
    """for to so because since which that and or then in between there here with as on at behind before
    after plus where whose again please too also of cause cuz otherwise given feeding from""".split()
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
    r"instantly|immediately|at once|right away|straight away|instead of|without|only|survives?|stays?|"
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
_PRONOUN = re.compile(
    r"\W*(?:and |then |also |because |so )*(?:it|that|this|which|they|those|these)\b", re.IGNORECASE
)
_OTHERWISE = re.compile(r"otherwise\b", re.IGNORECASE)
_FACTUAL = frozenset(("argues-people", "argues-amount"))
_WE = re.compile(r"\b(?:i|we|let['’]?s|there)\b", re.IGNORECASE)
_FIGURE = re.compile(NUMBER)
_SUBJECT_LEAD = re.compile(
    r"(?:so |and |then |well |okay )*(?:with |having )?(?:a |an |the |our |that )?(?:\w+ )?", re.IGNORECASE
)
_CONDITION = re.compile(r"(?:if|once|when|whenever|as soon as|only)\b", re.IGNORECASE)
_ALL = re.compile(r"\W*(?:and |because |so )*(?:both|all (?:three|four|of them)|they|these)\b", re.IGNORECASE)
_SEQUENCE = re.compile(
    r"\W*(?:okay |so )*(?:and|then|next|also|after that|plus|finally|moving on|now|in addition|"
    r"additionally|besides|"
    r"lastly|second|third|as well)\b",
    re.IGNORECASE,
)
