"""Follow-ups: what the line just said leaves to be asked, said back in its own words.

An interviewer takes up what was just said before going back to an agenda. What each sentence leaves open is
learned (:mod:`agents.listening.loose_ends`); here is decided which of it is asked about: a line that gives
its reason and its price, or that the ledger already asks about, is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agents.facts import Facts
from agents.listening.components import mentions
from agents.listening.heard import Heard
from agents.listening.loose_ends import Kind, LooseEnd, loose_ends, pull
from agents.listening.sentences import words
from agents.model import Turn
from agents.policy.clauses import fit, put_as_questions, stands_in
from agents.policy.rules import Rules

REASONS = ("reason", "reason-why", "reason-aim", "reason-back", "reason-spoken")
"""Cues of a cause."""
DRAWN = ("drawing-shown", "follow-drawn")
"""Cues of words about what was drawn: that is asked about in its own way."""
PRICES = ("sacrifice", "price", "follow-priced")
"""Cues of what is given up."""
LIKELY = 0.12
"""What is left open with less likelihood is no question."""
LIKELY_ANSWER = 0.3
"""The same for a line that answers a question: most of it is the answer."""
LIKELY_EARLY = 0.4
"""The same in a phase before the design: what is told there of users and needs is seldom a choice."""
DESIGN: frozenset[Kind] = frozenset({"reason", "price", "how"})
"""What a design leaves open."""
BOTH = 1.25
"""Reason and price are both asked for where the likelier is not as much likelier as that leaves."""
SURE = 0.4
"""As likely as this a reason or a derivation is missing even where words beside it look like one."""
MOST = 2
"""A turn leaves no more than this to be asked: it is asked about within two turns of the interviewer."""
LONGEST = 20
"""A quotation has no more words."""
TOGETHER = 6
"""A quotation has no more clauses."""
LEAST_WORDS = 4
"""A shorter line says too little to be taken up."""


@dataclass(frozen=True, slots=True)
class Left:
    """A turn, and what its sentences may leave open."""

    heard: Heard
    ends: tuple[LooseEnd, ...]

    def chance(self, at: int, *kinds: Kind) -> float:
        """How likely it is that the sentence at this offset leaves one of these open."""
        return sum(each.chance for each in self.ends if each.start <= at < each.end and each.kind in kinds)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What one sentence leaves to be asked."""

    kind: Kind
    said: str
    """The clause, to be quoted."""
    chance: float


def left_open(rules: Rules, turn: Turn) -> Left:
    """A turn with all that its sentences may leave open."""
    heard = Heard(turn.id, turn.text, rules.cues)
    return Left(heard, tuple(loose_ends(heard, mentions(heard, rules.listener.vocabulary))))


def follow_ups(
    rules: Rules,
    left: Left,
    facts: Facts,
    asked: frozenset[tuple[Kind, str]],
    *,
    phase: str,
    answers: bool = False,
) -> list[FollowUp]:
    """The questions that the line just said calls for, likeliest first.

    ``asked``: what will be asked about it anyway, of each kind, by name. ``answers``: a question was on the
    table, so that a bare statement is likely to be its answer.
    """
    text = left.heard.text
    if len(words(text)) < LEAST_WORDS or rules.cues.any(DRAWN, text):
        return []
    least = LIKELY_ANSWER if answers else LIKELY
    early = not rules.phase(phase).drawing
    apart: dict[int, LooseEnd] = {}
    for end in sorted(_choices(left.ends), key=lambda each: -each.chance):
        likely = max(least, LIKELY_EARLY) if early and end.kind in DESIGN else least
        if end.chance >= likely and _is_open(rules, left.heard, facts, asked, end):
            apart.setdefault(end.start, end)
    taken = ((end, _said(left.heard, end)) for end in apart.values())
    return [FollowUp(end.kind, said, end.chance) for end, said in taken if said][:MOST]


def _choices(ends: Sequence[LooseEnd]) -> Iterator[LooseEnd]:
    """The loose ends; where reason and price of a choice may both be, one question asks for both."""
    prices = {end.start: end.chance for end in ends if end.kind == "price"}
    for end in ends:
        price = prices.get(end.start, 0.0)
        both = end.kind == "reason" and BOTH * max(price, end.chance) <= price + end.chance
        yield end._replace(chance=price + end.chance) if both else end


def _is_open(
    rules: Rules, heard: Heard, facts: Facts, asked: frozenset[tuple[Kind, str]], end: LooseEnd
) -> bool:
    """Whether a loose end is none that was tied up in the line, or will be asked about already."""
    said = heard.text[end.start : end.end]
    here = [each.span.start for each in facts.questions if end.start <= each.span.start < end.end]
    if heard.sentences[heard.sentence_at(end.start)].asks or put_as_questions(heard.text, here):
        return False
    if any(kind == end.kind and name.lower() in said.lower() for kind, name in asked):
        return False
    return not _tied_up(rules, heard, facts, end)


def _tied_up(rules: Rules, heard: Heard, facts: Facts, end: LooseEnd) -> bool:
    """Whether the line itself tells what the sentence alone leaves open, or nobody here would ask for it."""
    match end.kind:
        case "people":
            return not rules.asks_of_people
        case "price":
            return _priced(rules, heard, facts)
        case "reason":
            return end.chance < SURE and _reasoned(heard, facts, end)
        case "number":
            return end.chance < SURE and _derived(facts, end)
        case _:
            return False


def _derived(facts: Facts, end: LooseEnd) -> bool:
    """Whether a figure in the sentence was worked out."""
    return any(each.derived and end.start <= each.span.start < end.end for each in facts.numbers)


def _reasoned(heard: Heard, facts: Facts, end: LooseEnd) -> bool:
    """Whether a part named in the sentence was given its reason in the line."""
    return any(
        reason.span.turn == heard.turn
        for part in facts.components
        if any(each.turn == heard.turn and end.start <= each.start < end.end for each in part.mentions)
        for reason in part.reasons
    )


def _priced(rules: Rules, heard: Heard, facts: Facts) -> bool:
    """Whether the line says what is given up."""
    prices = [price for each in facts.components for price in each.tradeoffs]
    prices += [price for each in facts.decisions for price in each.tradeoffs]
    told = any(price.span.turn == heard.turn for price in prices)
    return told or rules.cues.any(PRICES, heard.text)


def _said(heard: Heard, end: LooseEnd) -> str:
    """What is said back: the sentence, or of a long one the clauses that leave most open.

    A sentence that begins with a word for something said before it is quoted with the one before, or where
    that is too much for a quotation, by the one before.
    """
    sentence = heard.sentence_at(end.start)
    whole = fit(heard.text[end.start : end.end], LONGEST)
    if sentence and stands_in(heard.text[end.start : end.end]):
        before = heard.sentences[sentence - 1]
        both = fit(heard.text[before.start : end.end], LONGEST)
        return both or fit(heard.text[before.start : before.end], LONGEST) or whole
    return whole or _telling(heard, end) or _cut(heard.text, end)


def _telling(heard: Heard, end: LooseEnd) -> str:
    """The clauses, side by side, of a sentence too long to be quoted, that leave most open."""
    clauses = heard.sentences[heard.sentence_at(end.start)].clauses
    windows = (
        (clauses[first].start, clauses[last].end)
        for first in range(len(clauses))
        for last in range(first, min(first + TOGETHER, len(clauses)))
    )
    fits = [(start, stop, fit(heard.text[start:stop], LONGEST)) for start, stop in windows]
    told = [(pull(heard, start, stop, end.kind), said) for start, stop, said in fits if said]
    return max(told, default=(0.0, ""))[1]


_HANGING = frozenset(
    """in of the a an and to for with which that on at by is it or as from so because but if when our my their
    then into we i they there not be are was were very one""".split()
)


def _cut(text: str, end: LooseEnd) -> str:
    """The beginning of an overlong sentence without clauses: a quotation need not be whole."""
    said = words(text, end.start, end.end)[:LONGEST]
    while said and said[-1].lower in _HANGING:
        said = said[:-1]
    return text[said[0].start : said[-1].end] if len(said) >= LEAST_WORDS else ""
