"""Exhibits: the pieces of evidence for each kind of fact that a rubric may name, in the order said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from agents.case import MERE_FACTORS, Case, Evidence
from agents.facts import Component, Decision, Number, Reason, Span
from agents.listening.cues import is_interrogative
from agents.substance import MIN_MEANING, REASON_CUES

PRICE_CUES = ("sacrifice", "price-spoken")
PLAIN_PRICE_CUES = ("price-plain",)
"""Words that say by themselves that something is given up, whatever it is."""


class Exhibits:
    """The facts of one case, each looked for once."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._facts: dict[str, tuple[Evidence, ...]] = {}

    def of(self, name: str) -> tuple[Evidence, ...]:
        """All pieces of one fact, in the order said. Raises KeyError for a name not in FACTS."""
        if name not in self._facts:
            pieces = sorted(
                FACTS[name](self.case), key=lambda piece: (piece.statement.order, piece.start, piece.key)
            )
            self._facts[name] = tuple(pieces)
        return self._facts[name]


def _said(case: Case) -> Iterator[Evidence]:
    return (case.of(statement) for statement in case.testimony.statements)


def _substance(case: Case) -> Iterator[Evidence]:
    """Sentences with a figure in them, or with more than one thing at stake."""
    return (piece for piece in _said(case) if case.substance.is_particular(piece.statement.text))


def _reasons(case: Case) -> Iterator[Evidence]:
    for statement in case.testimony.statements:
        if case.substance.hears(REASON_CUES, statement.text) and case.substance.is_concrete(statement.text):
            yield case.of(statement)
    yield from _reasoned_components(case)


def _prices(case: Case) -> Iterator[Evidence]:
    substance = case.substance
    for statement in case.testimony.statements:
        text = statement.text
        if case.cues.any(("no-price",), text):
            continue
        meant = substance.meaning(substance.plain(text))
        plainly = substance.hears(PLAIN_PRICE_CUES, text) and len(meant) >= MIN_MEANING
        if plainly or (substance.hears(PRICE_CUES, text) and substance.is_concrete(text)):
            yield case.of(statement)
    yield from _priced_components(case)


def _reasoned_components(case: Case) -> Iterator[Evidence]:
    return _argued(case, lambda component: component.reasons, gives_reason)


def _priced_components(case: Case) -> Iterator[Evidence]:
    return _argued(case, lambda component: component.tradeoffs, gives_price)


def _argued(
    case: Case, arguments: Callable[[Component], Iterable[Reason]], says: Callable[[Case, Reason], bool]
) -> Iterator[Evidence]:
    """Arguments that stand in the same sentence as their component.

    Those that the listener carries over from another sentence serve the interviewer, not the score: a list of
    names put before a good reason would borrow it.
    """
    for component in case.ledger.components.values():
        named = {piece.statement.order for span in _mentions(component) for piece in case.piece(span)}
        for argument in arguments(component):
            if not says(case, argument):
                continue
            for piece in case.piece(argument.span):
                if piece.statement.order in named and case.substance.is_concrete(piece.statement.text):
                    yield case.of(piece.statement, component.name)


def gives_reason(case: Case, argument: Reason) -> bool:
    """Whether the sentence of a reason says one: by its wording, or by what it touches."""
    text = _stated(case, argument)
    return case.substance.hears(REASON_CUES, text) or case.substance.is_particular(text)


def gives_price(case: Case, argument: Reason) -> bool:
    """Whether the sentence of a price says one, by its wording."""
    return case.substance.hears((*PRICE_CUES, *PLAIN_PRICE_CUES), _stated(case, argument))


def _stated(case: Case, argument: Reason) -> str:
    """The sentence of an argument; empty when it asks something, or says nothing."""
    text = next((piece.statement.text for piece in case.piece(argument.span)), "")
    asks = text.rstrip().endswith("?") or is_interrogative(text)
    return "" if asks or case.substance.says_nothing(text) else text


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
            if case.substance.hears(("number-used",), piece.statement.text):
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
        if asks and case.substance.hears(("asks-after",), statement.text):
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
