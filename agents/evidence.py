"""Evidence: what in a candidate's words speaks for an indicator, each piece with the place where it was said.

A piece belongs to one statement. Pieces are only ever counted, never set against the length of the talk,
and each counts once however often it is said; so adding words that hold no piece changes nothing, and
taking a piece away can only lower a count.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from agents.facts import Component, Decision, Number, Reason, Span
from agents.ledger import Ledger
from agents.listening.cues import Cues, is_interrogative
from agents.listening.patterns import Pattern
from agents.listening.sentences import words
from agents.model import Turn
from agents.testimony import Statement, Testimony
from rubrics.schema import Indicator, Lexicon

SAME_SHARE = 0.7
"""Two pieces that share so much of their words say the same thing."""
MIN_MEANING = 3
"""A reason or price with fewer words that carry meaning says nothing."""
MIN_DISTINCT = 2
"""Nor does one in which fewer words are left once the names of components are taken out."""

MERE_FACTORS = frozenset({"growth-factor"})
"""Kinds of numbers that stand for nothing by themselves ("ten times")."""
LIGHT = frozenset(
    "a an the and or but so of in on at to for with by from as is are was were be it this that we i you they "
    "our my your its their there would will can could have has had do did not".split()
)
"""Words that no sentence can do without."""

REASON_CUES = ("reason-why", "reason-aim", "reason-back", "reason-spoken")
PRICE_CUES = ("sacrifice", "price-spoken")
PLAIN_PRICE_CUES = ("price-plain",)
"""Words that say by themselves that something is given up, whatever it is."""
STAKE_CUES = ("need", "stake")
"""What a reason or price must touch: a person's wait or loss, a load, a limit, a failure, money, effort."""
EMPTY_CUES = ("stock-reason", "vague")
"""Phrases in which nothing is said; they are not there for any other cue."""
GRAND = ((3, 0.34), (4, 0.22))
"""A sentence with so many words of fashion and management, and so large a share of them, says nothing."""
PARTICULARS = 2
"""So many different things at stake in a sentence make it particular, where it has no figure."""
LISTED, LISTED_SHARE, LISTED_COMMAS = 4, 0.4, 2
"""Nor does one with so many names of techniques and parts, so large a share of them, and so many commas."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece: ``turn.text[start:end]`` of its statement's turn. ``kind`` is the fact's own."""

    statement: Statement
    start: int
    end: int
    kind: str
    key: str
    meaning: frozenset[str]


@dataclass
class Case:
    """All there is to judge by: what was said, and what the listener read from it."""

    testimony: Testimony
    ledger: Ledger
    lexicon: Lexicon
    cues: Cues
    phases: frozenset[str] = frozenset()
    """The ids of the loop's phases."""
    _facts: dict[str, tuple[Evidence, ...]] = field(default_factory=dict)
    _concrete: dict[str, bool] = field(default_factory=dict)
    _meant: dict[str, frozenset[str]] = field(default_factory=dict)
    _heard: dict[tuple[str, str], bool] = field(default_factory=dict)
    _plain: dict[str, str] = field(default_factory=dict)
    _empty: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def _figures(self) -> frozenset[str]:
        """The texts of the statements with a figure that stands for something in the world."""
        return frozenset(
            piece.statement.text
            for number in self.ledger.numbers
            if number.kind not in MERE_FACTORS
            for piece in self.piece(number.span)
        )

    @cached_property
    def _asked(self) -> Mapping[str, Turn]:
        """For each of the candidate's turns what the interviewer had said before it."""
        asked: dict[str, Turn] = {}
        last: Turn | None = None
        for turn in self.testimony.transcript.turns:
            if turn.speaker == "interviewer":
                last = turn
            elif last is not None:
                asked[turn.id] = last
        return asked

    @cached_property
    def _phases(self) -> frozenset[str]:
        """The loop's phases that the transcript keeps apart; none when all of it is in one."""
        kept = self.phases & {turn.phase for turn in self.testimony.transcript.turns}
        return kept if len(kept) > 1 else frozenset()

    def is_in(self, phases: Iterable[str], statement: Statement) -> bool:
        """Whether a statement was made in one of these phases, or in none that the loop knows."""
        wanted = frozenset(phases)
        return not wanted or statement.turn.phase in wanted or statement.turn.phase not in self._phases

    def question_before(self, statement: Statement) -> Turn | None:
        """The interviewer's turn that this statement answers, if there is one."""
        return self._asked.get(statement.turn.id)

    @cached_property
    def _starts(self) -> Mapping[str, list[tuple[int, Statement]]]:
        starts: dict[str, list[tuple[int, Statement]]] = {}
        for statement in self.testimony.statements:
            starts.setdefault(statement.turn.id, []).append((statement.start, statement))
        return starts

    @cached_property
    def _names(self) -> frozenset[str]:
        """Single words that name components."""
        said = (
            word
            for term in self.lexicon.components
            for name in (term.name, *term.aliases, *term.products)
            for word in name.lower().split()
        )
        return frozenset(said)

    def statement_at(self, turn: str, offset: int) -> Statement | None:
        """The candidate's statement that holds this place, if any."""
        starts = self._starts.get(turn, [])
        at = bisect_right(starts, offset, key=lambda entry: entry[0]) - 1
        return starts[at][1] if at >= 0 else None

    def statements_of(self, turn: str) -> Iterator[Statement]:
        """The candidate's statements in a turn, in order."""
        return (statement for _, statement in self._starts.get(turn, ()))

    def meaning(self, text: str) -> frozenset[str]:
        """The words that carry meaning: no function words, fillers, praise or fashion."""
        if text not in self._meant:
            self._meant[text] = frozenset(self.cues.meaning(text))
        return self._meant[text]

    def hears(self, cue_ids: Iterable[str], text: str) -> bool:
        """Whether a phrase of any of these cue families is in the text."""
        return any(self._hears(cue_id, text) for cue_id in cue_ids)

    def _hears(self, cue_id: str, text: str) -> bool:
        key = (cue_id, text)
        if key not in self._heard:
            self._heard[key] = self.cues.search(cue_id, self.plain(text)) is not None
        return self._heard[key]

    def plain(self, text: str) -> str:
        """The text with blanks in place of phrases in which nothing is said."""
        if text not in self._plain:
            self._plain[text] = self.cues.without(EMPTY_CUES, text)
        return self._plain[text]

    def says_nothing(self, text: str) -> bool:
        """Whether a sentence without a figure denies, or is made of words of fashion, or only lists."""
        if text not in self._empty:
            self._empty[text] = not self.meaning(text) or (
                text not in self._figures
                and (self.hears(("denies",), text) or self._is_grand(text) or self._only_lists(text))
            )
        return self._empty[text]

    def _is_grand(self, text: str) -> bool:
        grand = sum(1 for _ in self.cues.finditer("grand", text))
        weighty = sum(word.lower not in LIGHT for word in words(text))
        return any(grand >= count and grand >= share * weighty for count, share in GRAND)

    def _only_lists(self, text: str) -> bool:
        """Whether much of it is names of techniques and parts in a row, and nothing is argued."""
        if text.count(",") < LISTED_COMMAS or self.hears(REASON_CUES, text):
            return False
        techniques = sum(1 for _ in self.cues.finditer("techniques", text))
        weighty = [word.lower for word in words(text) if word.lower not in LIGHT]
        named = sum(word in self._products for word in weighty)
        return techniques + named >= max(LISTED, LISTED_SHARE * len(weighty))

    @cached_property
    def _products(self) -> frozenset[str]:
        return frozenset(
            product.lower() for term in self.lexicon.components for product in (term.name, *term.products)
        )

    def is_concrete(self, text: str) -> bool:
        """Whether the words touch something at stake, beyond stock phrases and names of components."""
        if text not in self._concrete:
            self._concrete[text] = self._touches_stake(text)
        return self._concrete[text]

    def is_particular(self, text: str) -> bool:
        """Whether the words are concrete and hold a figure, or touch several things at stake."""
        if not self.is_concrete(text) or text in self._figures:
            return self.is_concrete(text)
        plain = self.plain(text)
        touched = {
            plain[hit.start : hit.end].lower() for cue in STAKE_CUES for hit in self.cues.finditer(cue, plain)
        }
        return len(touched) >= PARTICULARS

    def _touches_stake(self, text: str) -> bool:
        plain = self.plain(text)
        meaning = self.meaning(plain)
        if text in self._figures:
            return len(meaning) >= MIN_MEANING
        if len(meaning) < MIN_MEANING or len(meaning - self._names) < MIN_DISTINCT:
            return False
        return self.hears(STAKE_CUES, text)

    def facts(self, name: str) -> tuple[Evidence, ...]:
        """All pieces of one fact, in the order said. Raises KeyError for a name not in FACTS."""
        if name not in self._facts:
            pieces = sorted(
                FACTS[name](self), key=lambda piece: (piece.statement.order, piece.start, piece.key)
            )
            self._facts[name] = tuple(pieces)
        return self._facts[name]

    def piece(self, span: Span, kind: str = "", key: str = "") -> Iterator[Evidence]:
        """The piece at a span of what was heard; nothing when no statement holds it."""
        place = self.testimony.original(span)
        statement = self.statement_at(place.turn, place.start)
        if statement is not None:
            start, end = max(place.start, statement.start), min(place.end, statement.end)
            if start < end:
                yield self.of(statement, kind, key, start, end)

    def of(
        self,
        statement: Statement,
        kind: str = "",
        key: str = "",
        start: int | None = None,
        end: int | None = None,
    ) -> Evidence:
        """A piece of a statement, the whole of it unless said otherwise."""
        return Evidence(
            statement=statement,
            start=statement.start if start is None else start,
            end=statement.end if end is None else end,
            kind=kind,
            key=key or str(statement.order),
            meaning=self.meaning(statement.text),
        )


def met(case: Case, indicator: Indicator) -> tuple[Evidence, ...]:
    """The distinct pieces of evidence for an indicator, in the order said."""
    except_for = [Pattern.compile(source) for source in indicator.unless]
    found: dict[tuple[int, str], Evidence] = {}
    for piece in (*_direct(case, indicator), *_also(case, indicator), *_answers(case, indicator)):
        text = piece.statement.text
        if case.says_nothing(text) or any(pattern.search(text) for pattern in except_for):
            continue
        if not indicator.beside or _beside(case, indicator, piece.statement):
            found.setdefault((piece.statement.order, piece.key), piece)
    return _distinct(found[key] for key in sorted(found))


def _within(case: Case, indicator: Indicator, fact: str) -> Iterator[Evidence]:
    """The pieces of a fact in the indicator's phases."""
    return (piece for piece in case.facts(fact) if case.is_in(indicator.phases, piece.statement))


def _direct(case: Case, indicator: Indicator) -> Iterator[Evidence]:
    """The pieces of its fact, narrowed by kinds, patterns and cues."""
    if not (indicator.fact or indicator.listen or indicator.cues):
        return
    patterns = [Pattern.compile(source) for source in indicator.listen]
    narrowed = bool(patterns or indicator.cues)
    for piece in _within(case, indicator, indicator.fact or "said"):
        text = piece.statement.text
        if indicator.kinds and piece.kind not in indicator.kinds:
            continue
        if indicator.concrete and not case.is_concrete(text):
            continue
        plain = case.plain(text) if patterns else ""
        heard = any(pattern.search(plain) for pattern in patterns) or case.hears(indicator.cues, text)
        if heard or not narrowed:
            yield piece


def _also(case: Case, indicator: Indicator) -> Iterator[Evidence]:
    """The sentences that are evidence by themselves."""
    if indicator.also:
        for piece in _within(case, indicator, "said"):
            if case.hears(indicator.also, piece.statement.text):
                yield piece


def _answers(case: Case, indicator: Indicator) -> Iterator[Evidence]:
    """For each question that asks for it the first sentence of an answer in which something is at stake."""
    questions = [Pattern.compile(source) for source in indicator.answers]
    answered: set[str] = set()
    for piece in _within(case, indicator, "said") if questions else ():
        asked = case.question_before(piece.statement)
        if asked is None or asked.id in answered:
            continue
        text = piece.statement.text
        if not case.is_concrete(text) or case.says_nothing(text):
            continue
        if any(question.search(asked.text) for question in questions):
            answered.add(asked.id)
            yield piece


def _beside(case: Case, indicator: Indicator, statement: Statement) -> bool:
    """Whether a sentence of the same turn, this one or another, holds one of the cues it needs beside it."""
    return any(case.hears(indicator.beside, other.text) for other in case.statements_of(statement.turn.id))


def _distinct(pieces: Iterable[Evidence]) -> tuple[Evidence, ...]:
    kept: list[Evidence] = []
    for piece in pieces:
        if not any(piece.key == other.key or _same(piece.meaning, other.meaning) for other in kept):
            kept.append(piece)
    return tuple(kept)


def _same(first: frozenset[str], second: frozenset[str]) -> bool:
    union = len(first | second)
    return union > 0 and first is not second and len(first & second) / union >= SAME_SHARE


# ---- facts -------------------------------------------------------------------------------------------------


def _said(case: Case) -> Iterator[Evidence]:
    return (case.of(statement) for statement in case.testimony.statements)


def _substance(case: Case) -> Iterator[Evidence]:
    """Sentences with a figure in them, or with more than one thing at stake."""
    return (piece for piece in case.facts("said") if case.is_particular(piece.statement.text))


def _reasons(case: Case) -> Iterator[Evidence]:
    for statement in case.testimony.statements:
        if case.hears(REASON_CUES, statement.text) and case.is_concrete(statement.text):
            yield case.of(statement)
    yield from _reasoned_components(case)


def _prices(case: Case) -> Iterator[Evidence]:
    for statement in case.testimony.statements:
        text = statement.text
        if case.cues.any(("no-price",), text):
            continue
        plainly = case.hears(PLAIN_PRICE_CUES, text) and len(case.meaning(case.plain(text))) >= MIN_MEANING
        if plainly or (case.hears(PRICE_CUES, text) and case.is_concrete(text)):
            yield case.of(statement)
    yield from _priced_components(case)


def _reasoned_components(case: Case) -> Iterator[Evidence]:
    return _argued(case, lambda component: component.reasons)


def _priced_components(case: Case) -> Iterator[Evidence]:
    return _argued(case, lambda component: component.tradeoffs)


def _argued(case: Case, arguments: Callable[[Component], Iterable[Reason]]) -> Iterator[Evidence]:
    """Arguments that stand in the same sentence as their component.

    Those that the listener carries over from another sentence serve the interviewer, not the score: a list of
    names put before a good reason would borrow it.
    """
    for component in case.ledger.components.values():
        named = {piece.statement.order for span in _mentions(component) for piece in case.piece(span)}
        for argument in arguments(component):
            for piece in case.piece(argument.span):
                if piece.statement.order in named and case.is_concrete(piece.statement.text):
                    yield case.of(piece.statement, component.name)


def _mentions(component: Component) -> tuple[Span, ...]:
    return (component.first, *component.mentions)


def _components(case: Case) -> Iterator[Evidence]:
    for component in case.ledger.components.values():
        yield from case.piece(component.first, component.name, component.name)


def _decisions(case: Case, keep: Callable[[Decision], bool]) -> Iterator[Evidence]:
    for decision in case.ledger.decisions:
        if keep(decision):
            yield from _whole(case, decision.span)


def _numbers(case: Case, keep: Callable[[Number], bool]) -> Iterator[Evidence]:
    for number in case.ledger.numbers:
        if keep(number):
            yield from _whole(case, number.span, number.kind, f"{number.value:.6g} {number.unit}")


def _used_numbers(case: Case) -> Iterator[Evidence]:
    """Figures in a sentence that draws something from them."""
    for number in case.ledger.numbers:
        for piece in _whole(case, number.span, number.kind):
            if case.hears(("number-used",), piece.statement.text):
                yield piece


def _requirements(case: Case) -> Iterator[Evidence]:
    for requirement in case.ledger.requirements:
        yield from _whole(case, requirement.span, requirement.kind)


def _questions(case: Case) -> Iterator[Evidence]:
    for question in case.ledger.questions:
        if question.topic:
            yield from _whole(case, question.span, question.topic, question.topic)


def _asked(case: Case) -> Iterator[Evidence]:
    """Questions with a known topic, and others after something that decides a design."""
    yield from _questions(case)
    for statement in case.testimony.statements:
        asks = statement.text.rstrip().endswith("?") or is_interrogative(statement.text)
        if asks and case.hears(("asks-after",), statement.text):
            yield case.of(statement)


def _leadership(case: Case) -> Iterator[Evidence]:
    for shown in case.ledger.leadership:
        yield from _whole(case, shown.span, shown.kind)


def _whole(case: Case, span: Span, kind: str = "", key: str = "") -> Iterator[Evidence]:
    """The statement that holds a span."""
    for piece in case.piece(span):
        yield case.of(piece.statement, kind, key)


FACTS: Mapping[str, Callable[[Case], Iterable[Evidence]]] = {
    "said": _said,
    "substance": _substance,
    "reason": _reasons,
    "price": _prices,
    "component": _components,
    "reasoned-component": _reasoned_components,
    "priced-component": _priced_components,
    "decision-with-alternative": lambda case: _decisions(case, lambda decision: bool(decision.alternatives)),
    "reasoned-decision": lambda case: _decisions(case, lambda decision: bool(decision.reasons)),
    "number": lambda case: _numbers(case, lambda number: number.kind not in MERE_FACTORS),
    "derived-number": lambda case: _numbers(
        case, lambda number: number.derived and number.kind not in MERE_FACTORS
    ),
    "checked-number": lambda case: _numbers(case, lambda number: number.agrees is True),
    "used-number": _used_numbers,
    "requirement": _requirements,
    "question": _questions,
    "asked": _asked,
    "leadership": _leadership,
}
"""The facts that an indicator may name. ``said`` is every sentence, to be narrowed by patterns."""


def needs_reason(case: Case) -> tuple[Component, ...]:
    """The components that were named, need a reason and got none, in the order named."""
    return tuple(part for part in case.ledger.components.values() if part.needs_reason and not part.reasons)
