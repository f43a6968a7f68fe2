"""Follow-ups: what the line just said leaves to be asked, where it opens no gap of another kind.

An interviewer takes up what was just said before going back to an agenda. A line is read by its shape: people
or a launch that nobody was asked about, a system that is promised to manage something, a choice. The question
quotes the clause; a line that gives its reason and its price, or shows how, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from agents.facts import Facts
from agents.listening.cues import is_interrogative
from agents.listening.patterns import Match
from agents.listening.sentences import Sentence, sentences, words
from agents.model import Turn
from agents.policy.clauses import put_as_questions, quoted, said_in
from agents.policy.rules import Rules

Kind = Literal["people", "promise", "price", "choice"]

REASONS = ("reason", "reason-why", "reason-aim", "reason-back", "reason-spoken")
"""Cues of a cause."""
SHOWN = "drawing-shown"
"""Cue of words about what was drawn: that is asked about in its own way."""
PRICES = ("sacrifice", "price", "follow-priced")
"""Cues of what is given up."""
EXPLAINED_WORDS = 22
"""What as many words follow in the same turn is being explained."""
NEW_CHARS = 40
"""Within so many characters a line says whether it goes on to something new."""
STATED_WORDS = 5
"""What is stated in fewer words is no design."""
SUBJECT_WORDS = 3
"""Within so many words a sentence says who does it."""
SUM = 2
"""So many figures are a sum, and a sum is checked."""
DESCRIBED = ("follow-drawn", "done", "back-channel", "flattery", "score-request", "hostile", "go-back")
"""Cues of what is said about the drawing or the talk itself."""
LONGEST = 12
"""A quotation has no more words."""
LEAST_WORDS = 4
"""A shorter line says too little to be taken up."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What one line leaves to be asked."""

    kind: Kind
    said: str
    """The clause, to be quoted."""
    plain: bool = False
    """Simply stated: taken up because nothing else can be."""


def follow_up(rules: Rules, turn: Turn, facts: Facts, *, answers: bool = False) -> FollowUp | None:
    """The question that the line just said calls for, if any.

    ``answers``: a question was on the table, so that a bare statement is likely to be its answer.
    """
    put = put_as_questions(turn.text, [question.span.start for question in facts.questions])
    if put or len(words(turn.text)) < LEAST_WORDS or rules.cues.search(SHOWN, turn.text) is not None:
        return None
    found = _shapes(rules, turn, facts)
    answers = answers and rules.cues.search("follow-new", turn.text[:NEW_CHARS]) is None
    return next((each for each in found if not (answers and (each.plain or each.kind == "choice"))), None)


def _shapes(rules: Rules, turn: Turn, facts: Facts) -> Iterator[FollowUp]:
    """What the line calls for, most consequential first."""
    text = turn.text
    told = [each for each in sentences(text) if not _asks(text, each)]
    if rules.setup.loop.leadership and not _led(facts):
        yield from _found(rules, text, told, "follow-people", "people")
    if not _shows_how(rules, text):
        yield from _found(rules, text, told, "follow-promise", "promise")
        yield from _found(rules, text, told, "follow-outcome", "promise")
    if not rules.phase(turn.phase).drawing or _priced(rules, text, facts):
        return
    good = rules.cues.any((*REASONS, "follow-benefit", "follow-effect"), text)
    if good:
        yield from _praised(rules, text, told)
    yield from _found(rules, text, told, "follow-choice", "price" if good else "choice")
    if _shows_how(rules, text):
        return
    if len(facts.numbers) < SUM and not facts.requirements and not rules.cues.any(DESCRIBED, text):
        yield from _stated(rules, text, told, good=good)


def _stated(rules: Rules, text: str, told: list[Sentence], *, good: bool) -> Iterator[FollowUp]:
    """The longest thing simply stated, where no family of phrases knows it; cheap signs tell what to ask."""
    for sentence in sorted(told, key=lambda each: each.start - each.end):
        said = quoted(text, sentence.start, sentence.end) or _cut(
            text, sentence, Match(sentence.start, sentence.end)
        )
        if len(words(said)) >= STATED_WORDS:
            yield FollowUp(_kind(rules, said, good=good), said, plain=True)


def _kind(rules: Rules, said: str, *, good: bool) -> Kind:
    """What a plain statement leaves open: who, at what price, for what, or how."""
    if rules.setup.loop.leadership and rules.cues.search("people-words", said) is not None:
        return "people"
    if good:
        return "price"
    own = rules.cues.any(
        ("first-person-singular", "first-person-plural"), " ".join(said.split()[:SUBJECT_WORDS])
    )
    return "choice" if own else "promise"


def _found(rules: Rules, text: str, told: list[Sentence], family: str, kind: Kind) -> Iterator[FollowUp]:
    """Clauses of a family, latest first: that is what a listener still has in the ear."""
    for sentence in reversed(told):
        found = rules.cues.search(family, text, sentence.start, sentence.end)
        if found is None or (kind == "promise" and _OWN.search(text[sentence.start : found.start])):
            continue
        said = quoted(text, found.start, found.end) or _cut(text, sentence, found)
        if said:
            yield FollowUp(kind, said)


def _praised(rules: Rules, text: str, told: list[Sentence]) -> Iterator[FollowUp]:
    """What is told with its effect: "the cache keeps hot links, that gives us quick redirects"."""
    for sentence in reversed(told):
        found = rules.cues.search("follow-effect", text, sentence.start, sentence.end)
        if found is None:
            continue
        first = (
            told[max(told.index(sentence) - 1, 0)] if found.start - sentence.start < LEAST_WORDS else sentence
        )
        said = quoted(text, first.start, found.start) or _cut(text, first, found)
        if said:
            yield FollowUp("price", said)


def _asks(text: str, sentence: Sentence) -> bool:
    said = said_in(text, sentence)
    return sentence.asks or (is_interrogative(said) and not said.rstrip().endswith((".", "!")))


def _led(facts: Facts) -> bool:
    """Whether the line itself says who does it, or what it needs from whom."""
    return len({each.kind for each in facts.leadership}) > 1


def _shows_how(rules: Rules, text: str) -> bool:
    """Whether the line shows how at some length."""
    return len(words(text)) >= EXPLAINED_WORDS and rules.cues.search("tells-how", text) is not None


def _priced(rules: Rules, text: str, facts: Facts) -> bool:
    """Whether the line says what is given up."""
    told = any(each.tradeoffs for each in facts.components) or any(each.tradeoffs for each in facts.decisions)
    return told or rules.cues.any(PRICES, text)


_OWN = re.compile(r"(?:^|[\s,])(?:i|we|you)(?:['’]\w+)?(?:\s+\w+ly)?\s*$", re.IGNORECASE)
"""What the speakers do themselves is a choice, and no promise of the system."""
_HANGING = frozenset(
    """in of the a an and to for with which that on at by is it or as from so because but if when our my their
    then into we i they there not be are was were very one""".split()
)


def _cut(text: str, sentence: Sentence, found: Match) -> str:
    """The beginning of an overlong clause, cut where it can be: a quotation need not be whole."""
    clause = next((each for each in sentence.clauses if each.start <= found.start < each.end), None)
    start = clause.start if clause is not None and found.start - clause.start < LONGEST * 4 else found.start
    said = words(text, start, sentence.end)[:LONGEST]
    while said and said[-1].lower in _HANGING:
        said = said[:-1]
    return text[said[0].start : said[-1].end] if len(said) >= LEAST_WORDS else ""
