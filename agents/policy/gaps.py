"""Gaps: what the candidate has said without the reason, price, derivation or owner that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from agents.board import differences
from agents.facts import Component, Decision, Number, Span
from agents.listening.cues import HOLLOW
from agents.listening.oppositions import QUOTE_WORDS
from agents.policy.clauses import FILLERS, PRONOUNS, fit, quoted
from agents.policy.company import Company
from agents.policy.rules import Rules, Watched
from agents.policy.spoken import product, spoken_name
from agents.policy.state import InterviewState, Sprung
from rubrics.schema import GapKind, Trap

WEIGHTS: dict[str, float] = {
    "contradiction": 4.0,
    "disputed": 3.5,
    "trap": 1.8,
    "fatal": 2.6,
    "leadership": 3.0,
    "depth": 2.4,
    "reason": 1.0,
    "decision": 1.2,
    "tradeoff": 0.6,
    "decision-tradeoff": 0.8,
    "number": 1.0,
    "ownership": 1.2,
    "follow-people": 2.0,
    "follow-how": 2.0,
    "follow-price": 1.6,
    "follow-number": 1.4,
    "follow-reason": 1.4,
}
"""How consequential each sort of gap is; for components times the lexicon's weight (a queue weighs 3)."""

CLAIMS: dict[str, tuple[GapKind, str]] = {
    "depth": ("depth", "{} was called the heart of it and not explained."),
    "leadership": ("leadership", "The candidate would do {} alone, where a manager was asked."),
    "ownership": ("leadership", "{} was put into the design, and nobody was said to own it or pay for it."),
    "follow-people": ("leadership", 'Who does, decides or bears this was left open: "{}".'),
    "follow-how": ("depth", 'This was promised, and not how it comes about: "{}".'),
    "follow-price": ("tradeoff", 'This was chosen for what is good about it: "{}".'),
    "follow-number": ("number", 'This was stated without saying where it comes from: "{}".'),
    "follow-reason": ("choice", 'This was chosen, with neither reason nor price: "{}".'),
}
"""What kind of gap each kind of claim opens, and why."""

SECONDS = {
    "second": 1.0,
    "minute": 60.0,
    "hour": 3_600.0,
    "day": 86_400.0,
    "week": 604_800.0,
    "month": 2_630_000.0,
    "year": 31_600_000.0,
}
UNLIKELY = 0.5
"""What is hardly likely to have been left open weighs so much of what is sure."""
VERBS = frozenset("is are was were has have had makes gives takes took".split())
"""No name of what is counted has one of these in it."""
MOVED_WORDS = 4
"""The longest name of what went up or down."""
FEW = 100.0
"""A small count is no new version of a large one: "six people" says nothing about a million users."""
FRACTIONS = frozenset(
    {"half", "a half", "a third", "a quarter", "two thirds", "three quarters", "one", "most"}
)
"""Parts of a whole that people name in passing."""
UNNAMED_WEIGHT = 0.6
NUMBER_MAJOR = 0.8
"""A figure of less weight is asked about only where nothing else is open."""
BOARD = "board"
"""Stands in for the turn of what was drawn."""
PRODUCT_WEIGHT = 0.5
"""Least weight, in the lexicon, at which a product of a free sort needs a reason: Redis, not nginx."""
LASTS_S = 5.0
"""A span of time as long as this is no latency anybody has to derive: somebody waits, or something lasts."""
FREE_WEIGHT = 1.0
"""Least weight, in the lexicon, of a component the because rule lets pass whose price is worth a question."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing missing, with all that is needed to ask about it."""

    key: str
    kind: GapKind
    target: str
    """In words the candidate would recognise."""
    turn: str
    """Where it opened."""
    weight: float
    why: str
    """For the report: what is missing, in one sentence."""
    ask: tuple[str, ...] = ()
    place: str = ""
    number: str = ""
    said: str = ""
    """The clause that opened it, to be said back; empty where the target says enough."""
    earlier: str = ""
    """What it does not go with, as it was said."""
    disputed: bool = False
    minor: bool = False
    """Asked about only where nothing else is open: a prepared trap, a bare figure."""
    drawn: bool = False
    """Drawn on the whiteboard and never spoken of: there is no hurry to ask."""


def open_gaps(rules: Rules, state: InterviewState) -> tuple[Gap, ...]:
    """Every gap open now and not asked about yet, in no particular order."""
    closed = state.closed | state.excused
    found = tuple(_all(rules, state, closed))
    named = {(gap.kind, gap.turn) for gap in found if not gap.key.startswith("trap:")}
    return tuple(gap for gap in found if gap.key not in closed and not _said_better(gap, named))


def _said_better(gap: Gap, named: set[tuple[GapKind, str]]) -> bool:
    """Whether a trap is what another gap of its turn asks about, and names."""
    return gap.key.startswith("trap:") and (gap.kind, gap.turn) in named


def _all(rules: Rules, state: InterviewState, closed: frozenset[str]) -> Iterator[Gap]:
    ledger = state.ledger
    for component in ledger.components.values():
        yield from _component(rules, state, component)
    for decision in ledger.decisions:
        yield from _decision(rules, state, decision)
    company = Company(ledger.numbers)
    for number in ledger.numbers:
        if _key(number) not in closed:  # cheaper than to weigh it: there are many in a long interview
            yield from _number(rules, state, number, company)
    for clash in ledger.contradictions:
        yield Gap(
            key=f"contradiction:{clash.target.lower()}:{clash.later.turn}",
            kind="contradiction",
            target=clash.target,
            turn=clash.later.turn,
            weight=WEIGHTS["contradiction"],
            why=clash.why,
            said=_said(state, clash.later),
            earlier=_said(state, clash.earlier),
        )
    for breach in ledger.breaches:
        yield Gap(
            key=f"demand:{breach.demand}",
            kind="contradiction",
            target=breach.target,
            turn=breach.span.turn,
            weight=WEIGHTS["contradiction"],
            why=breach.why,
            ask=breach.ask,
            said=_said(state, breach.span),
        )
    yield from _differences(rules, state)
    for sprung in state.sprung:
        yield from _trap(rules, sprung)
    for claim in state.claims:
        kind, why = CLAIMS[claim.kind]
        why = why.format(claim.target)
        minor = claim.kind == "ownership"
        weight = WEIGHTS[claim.kind] * (UNLIKELY + (1 - UNLIKELY) * claim.chance)
        yield Gap(claim.key, kind, claim.target, claim.turn, weight, why, said=claim.said, minor=minor)


def _differences(rules: Rules, state: InterviewState) -> Iterator[Gap]:
    """Where the candidate drew one thing and said another."""
    heard, proper = rules.listener, rules.setup.products
    for each in differences(state.board, state.texts, heard.vocabulary, rules.cues, proper):
        component = state.ledger.components.get(each.component)
        name = spoken_name(rules, component) if component is not None else rules.terms[each.component].name
        yield Gap(
            key=f"{BOARD}:{each.component}:{each.other}",
            kind="contradiction",
            target=name,
            turn=each.turn,
            weight=WEIGHTS["contradiction"],
            why=f"The {name} was said to be elsewhere than it was drawn: {each.drawn}.",
            said=each.drawn,
            earlier=each.said,
        )


def _around(state: InterviewState, span: Span) -> str:
    """The sentence around a span, or of a long one its clauses, to be said back."""
    return quoted(state.texts.get(span.turn, ""), span.start, span.end)


def _said(state: InterviewState, span: Span) -> str:
    """The words of a span, or where they are no good alone the clause around them, to be said back."""
    text = state.texts.get(span.turn, "")
    return fit(text[span.start : span.end], QUOTE_WORDS) or quoted(text, span.start, span.end)


def _component(rules: Rules, state: InterviewState, component: Component) -> Iterator[Gap]:
    term = rules.terms.get(component.name)
    weight = 1.0 if term is None else term.weight
    name = spoken_name(rules, component)
    if term is not None and term.name.lower() in rules.setup.problem.title.lower():
        return  # it is the product itself
    if term is None and rules.cues.any(HOLLOW, name):
        return
    drawn = all(span.turn == BOARD for span in component.mentions)
    caused = f"reason:{component.name}" in state.excused
    if not component.reasons and not caused:
        if component.needs_reason or (weight >= PRODUCT_WEIGHT and product(term, component.said.strip())):
            yield Gap(
                key=f"reason:{component.name}",
                kind="reason",
                target=name,
                turn=next((span.turn for span in component.mentions if span.turn != BOARD), BOARD),
                weight=WEIGHTS["reason"] * max(weight, 1.0),
                why=f"{name} was {'drawn' if drawn else 'named'} without a reason.",
                place=component.place,
                drawn=drawn,
            )
        return
    priced = component.needs_reason or weight >= FREE_WEIGHT or _has_a_price(rules, component)
    if priced and not component.tradeoffs:
        yield Gap(
            key=f"tradeoff:{component.name}",
            kind="tradeoff",
            target=name,
            turn=component.reasons[-1].span.turn if component.reasons else component.first.turn,
            weight=max(WEIGHTS["tradeoff"] * weight, 1.0),
            why=f"{name} has a reason, and nothing was said about what is given up for it.",
        )


def _has_a_price(rules: Rules, component: Component) -> bool:
    """Whether the rubrics name a price for it."""
    return any(pair.component == component.name for pair in rules.setup.lexicon.tradeoffs)


def _decision(rules: Rules, state: InterviewState, decision: Decision) -> Iterator[Gap]:
    chosen = decision.chosen.strip()
    if not chosen or len(chosen.split()) > 6 or _is_component(rules, state, chosen):  # noqa: PLR2004  a name
        return
    if not decision.reasons:
        yield Gap(
            key=f"reason:{chosen.lower()}",
            kind="reason",
            target=chosen,
            turn=decision.span.turn,
            weight=WEIGHTS["decision"],
            why=f"{chosen} was chosen without a reason.",
        )
    elif not decision.tradeoffs:
        yield Gap(
            key=f"tradeoff:{chosen.lower()}",
            kind="tradeoff",
            target=chosen,
            turn=decision.span.turn,
            weight=WEIGHTS["decision-tradeoff"],
            why=f"{chosen} has a reason, and nothing was said about what is given up for it.",
        )


def _is_component(rules: Rules, state: InterviewState, chosen: str) -> bool:
    """Whether a decision is about a component, which has gaps of its own."""
    lowered = chosen.lower()
    said = [component.said.lower() for component in state.ledger.components.values()]
    names = [spoken_name(rules, component).lower() for component in state.ledger.components.values()]
    return any(each in lowered or lowered in each for each in (*said, *names))


def _key(number: Number) -> str:
    return f"number:{number.kind}:{number.text.lower()}"


def _number(rules: Rules, state: InterviewState, number: Number, company: Company) -> Iterator[Gap]:
    quantity = rules.quantities.get(number.kind)
    disputed = number.agrees is False and not _too_few(state, number)
    weight = WEIGHTS["disputed"] if disputed else 0.0
    if not disputed and not number.derived and number.agrees is None and not company.holds(number):
        weight = WEIGHTS["number"] * (quantity.derive if quantity is not None else _unnamed(number))
    if weight <= 0 or (not disputed and (_lasts(number) or number.text.lower() in FRACTIONS)):
        return
    name = (
        _moved(rules, state, number)
        or _counted(number)
        or (quantity.name if quantity is not None else _noun(number.counts))
    )
    yield Gap(
        minor=weight < NUMBER_MAJOR,
        key=_key(number),
        kind="number",
        target=name or number.text,
        turn=number.span.turn,
        weight=weight,
        why=number.note or f"{number.text} was stated without saying where it comes from.",
        said="" if disputed and number.against else _around(state, number.span),
        number=number.text,
        earlier=number.against if disputed else "",
        disputed=disputed,
    )


def _too_few(state: InterviewState, number: Number) -> bool:
    """Whether it disagrees with an earlier figure only because one of the two is a small count."""
    earlier = [each.value for each in state.ledger.numbers if each.text == number.against]
    return bool(number.against) and min((number.value, *earlier)) < FEW


def _moved(rules: Rules, state: InterviewState, number: Number) -> str:
    """What went up or down by a share ("conversion" in "raised conversion by fourteen percent")."""
    lead = state.texts.get(number.span.turn, "")[: number.span.start].rstrip()
    if not lead.lower().endswith(" by"):
        return ""
    verb = [*rules.cues.finditer("moves-by", lead)]
    moved = lead[verb[-1].end : -len(" by")].strip() if verb else ""
    return moved if 0 < len(moved.split()) <= MOVED_WORDS else ""


def _noun(counts: str) -> str:
    """What a figure counts, unless that is no name at all ("and it took")."""
    said = counts.lower().split()
    return "" if not said or {*said} & (PRONOUNS | FILLERS | VERBS) else counts


def _lasts(number: Number) -> bool:
    """Whether a figure is a plain span of time rather than a latency."""
    return number.value * SECONDS.get(number.unit, 0.0) >= LASTS_S


def _counted(number: Number) -> str:
    """What a figure counts, where its own words say so ("rides" in "a million rides a day")."""
    if number.unit.partition("/")[0] not in ("", "1", "count"):
        return ""
    last = number.counts.lower().split()[-1:]
    return number.counts if last and last[0] in number.text.lower().split()[1:] else ""


def _unnamed(number: Number) -> float:
    """Weight of a figure of no known kind: a bare count says little, a share or an amount more."""
    return 0.0 if number.unit in ("", "1") else UNNAMED_WEIGHT


def _trap(rules: Rules, sprung: Sprung) -> Iterator[Gap]:
    item = _find(rules.traps, sprung.key).item
    if isinstance(item, Trap):
        yield Gap(
            key=sprung.key,
            kind=item.kind,
            target=item.target,
            turn=sprung.turn,
            said=sprung.said,
            weight=WEIGHTS["fatal" if item.fatal else "trap"],
            minor=True,
            why=item.text or f"A known mistake of this problem: {item.id}.",
            ask=item.ask,
        )


def _find(watched: tuple[Watched, ...], key: str) -> Watched:
    return next(each for each in watched if each.key == key)
