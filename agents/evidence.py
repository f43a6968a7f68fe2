"""Evidence: what in a candidate's words speaks for an indicator, each piece with the place where it was said.

A piece belongs to one statement. Pieces are only ever counted, never set against the length of the talk,
and each counts once however often it is said; so adding words that hold no piece changes nothing, and
taking a piece away can only lower a count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from agents.case import Case, Evidence
from agents.exhibits import Exhibits
from agents.listening.patterns import Pattern
from agents.testimony import Statement
from rubrics.schema import Indicator

SAME_SHARE = 0.7
"""Two pieces that share so much of their words say the same thing."""


def met(exhibits: Exhibits, indicator: Indicator) -> tuple[Evidence, ...]:
    """The distinct pieces of evidence for an indicator, in the order said."""
    case = exhibits.case
    except_for = [Pattern.compile(source) for source in indicator.unless]
    found: dict[tuple[int, str], Evidence] = {}
    for piece in (*_direct(exhibits, indicator), *_also(exhibits, indicator), *_answers(exhibits, indicator)):
        text = piece.statement.text
        if case.substance.says_nothing(text) or any(pattern.search(text) for pattern in except_for):
            continue
        if not indicator.beside or _beside(case, indicator, piece.statement):
            found.setdefault((piece.statement.order, piece.key), piece)
    return _distinct(case, (found[key] for key in sorted(found)))


def _within(exhibits: Exhibits, indicator: Indicator, fact: str) -> Iterator[Evidence]:
    """The pieces of a fact in the indicator's phases."""
    return (piece for piece in exhibits.of(fact) if exhibits.case.is_in(indicator.phases, piece.statement))


def _direct(exhibits: Exhibits, indicator: Indicator) -> Iterator[Evidence]:
    """The pieces of its fact, narrowed by kinds, patterns and cues."""
    if not (indicator.fact or indicator.listen or indicator.cues):
        return
    substance = exhibits.case.substance
    patterns = [Pattern.compile(source) for source in indicator.listen]
    narrowed = bool(patterns or indicator.cues)
    for piece in _within(exhibits, indicator, indicator.fact or "said"):
        text = piece.statement.text
        if indicator.kinds and piece.kind not in indicator.kinds:
            continue
        if indicator.concrete and not substance.is_concrete(text):
            continue
        plain = substance.plain(text) if patterns else ""
        heard = any(pattern.search(plain) for pattern in patterns) or substance.hears(indicator.cues, text)
        if heard or not narrowed:
            yield piece


def _also(exhibits: Exhibits, indicator: Indicator) -> Iterator[Evidence]:
    """The sentences that are evidence by themselves."""
    substance = exhibits.case.substance
    if indicator.also:
        for piece in _within(exhibits, indicator, "said"):
            if substance.hears(indicator.also, piece.statement.text):
                yield piece


def _answers(exhibits: Exhibits, indicator: Indicator) -> Iterator[Evidence]:
    """For each question that asks for it the first sentence of an answer in which something is at stake."""
    case = exhibits.case
    questions = [Pattern.compile(source) for source in indicator.answers]
    answered: set[str] = set()
    for piece in _within(exhibits, indicator, "said") if questions else ():
        asked = case.question_before(piece.statement)
        if asked is None or asked.id in answered:
            continue
        text = piece.statement.text
        if not case.substance.is_concrete(text) or case.substance.says_nothing(text):
            continue
        if any(question.search(asked.text) for question in questions):
            answered.add(asked.id)
            yield piece


def _beside(case: Case, indicator: Indicator, statement: Statement) -> bool:
    """Whether a sentence of the same turn, this one or another, holds one of the cues it needs beside it."""
    said = (other.text for other in case.statements_of(statement.turn.id))
    return any(case.substance.hears(indicator.beside, text) for text in said)


def _distinct(case: Case, pieces: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The pieces that say different things."""
    kept: list[tuple[Evidence, frozenset[str]]] = []
    for piece in pieces:
        meaning = case.substance.meaning(piece.statement.text)
        if not any(piece.key == other.key or _same(meaning, meant) for other, meant in kept):
            kept.append((piece, meaning))
    return tuple(piece for piece, _ in kept)


def _same(first: frozenset[str], second: frozenset[str]) -> bool:
    union = len(first | second)
    return union > 0 and first is not second and len(first & second) / union >= SAME_SHARE
