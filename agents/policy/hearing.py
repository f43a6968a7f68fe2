"""Hearing: how a candidate's turn changes the state. The ledger takes the facts, this the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from agents.facts import Facts
from agents.listening.cues import carries_meaning
from agents.listening.loose_ends import Kind
from agents.listening.sentences import sentences, words
from agents.model import Turn
from agents.moves import Challenge, ProbeNumber, ProbeReason
from agents.policy.clauses import quoted, said_in
from agents.policy.followups import PRICES, Left, follow_ups, left_open
from agents.policy.gaps import open_gaps
from agents.policy.mechanisms import unexplained
from agents.policy.ownership import own_hands, unowned
from agents.policy.rules import Rules, Watched
from agents.policy.state import Claim, InterviewState, Sprung, Suggestion

RECENT = 5
"""Turns to which a suggestion may still refer."""
WORKINGS = ("worked-out", "source-named")
"""Cues that show where a figure comes from."""
CAUSES = ("reason", "reason-why", "reason-aim", "reason-back", "reason-spoken")
"""Cues of a cause."""
ANSWERING = frozenset(
    "it that they this because otherwise yes no yeah well good fair right sorry true so".split()
)
"""Words with which answers begin."""
STEM = 5
GROUND = "grounds"
"""Cue of a cause that cannot be one of time ("since")."""
FOLLOWED: Mapping[str, Kind] = {
    "reason": "reason",
    "choice": "reason",
    "tradeoff": "price",
    "depth": "how",
    "number": "number",
    "leadership": "people",
}
"""What each kind of gap asks about."""
REASONED = 0.05
"""A sentence less likely than this to leave a reason open has given it."""
PASSING = 0.15
"""A sentence is less likely than this to leave a part unexplained where it names none."""
EFFECT = "follow-effect"
"""Cue of what a part brings about: its price is what is left to ask."""


def hear(rules: Rules, state: InterviewState, turn: Turn) -> InterviewState:
    """The state after a candidate's turn. A turn heard before changes nothing."""
    if turn.id in state.heard:
        return state
    ledger = rules.listener.follow(state.ledger, turn)
    facts = ledger.facts(turn.id)
    count = len(words(turn.text))
    decided = facts.decisions
    heard = replace(
        state,
        ledger=ledger,
        heard=state.heard | {turn.id},
        latest=turn.id,
        recent=(*state.recent[1 - RECENT :], turn.id),
        texts=MappingProxyType({**state.texts, turn.id: turn.text}),
        claims=(*state.claims, *_claims(rules, state, turn, facts)),
        led=state.led | {turn.phase} if facts.leadership else state.led,
        sprung=(*state.sprung, *_sprung(rules, state, turn)),
        met=state.met | _probes(rules, state.met, lambda probe: probe.answered_by(turn.text)),
        invited=state.invited
        | _probes(rules, state.invited, lambda probe: probe.called_for(turn.text) is not None),
        silences=0,
        stretch_words=state.stretch_words + count,
        decided_s=turn.end_s if decided else state.decided_s,
        dones=state.dones + 1 if is_done(rules, turn.text) else 0,
        recap_words=state.recap_words + (count if state.recap_s is not None else 0),
    )
    return stamp(rules, _followed(rules, _excuse(rules, state, heard, turn), turn, facts))


def _followed(rules: Rules, heard: InterviewState, turn: Turn, facts: Facts) -> InterviewState:
    """Takes up what the line leaves open beside the gaps of its parts, decisions, figures and clashes."""
    said_before = any(text == turn.text for id_, text in heard.texts.items() if id_ != turn.id)
    if said_before or heard.recap_s is not None or is_done(rules, turn.text):
        return heard
    left = left_open(rules, turn)
    heard = replace(heard, excused=heard.excused | {*_passing(rules, left, facts)})
    asked = frozenset(
        (FOLLOWED[gap.kind], gap.number or gap.target)
        for gap in open_gaps(rules, heard)
        if gap.turn == turn.id and gap.kind in FOLLOWED and not gap.minor
    )
    answers = _answers(rules, heard, turn)
    found = follow_ups(rules, left, facts, asked, phase=turn.phase, answers=answers)
    claims = tuple(
        Claim(f"follow:{turn.id}:{index}", f"follow-{each.kind}", each.said, turn.id, each.said, each.chance)
        for index, each in enumerate(found)
    )
    return replace(heard, claims=(*heard.claims, *claims))


def _passing(rules: Rules, left: Left, facts: Facts) -> Iterator[str]:
    """The gaps of parts and choices whose sentence leaves none open.

    It gives the reason in words that no cue knows, or it names no part at all ("Day and night.").
    """
    for component in facts.components:
        if component.first.turn != left.heard.turn:
            continue
        at = component.first.start
        if left.chance(at, "reason") < REASONED:
            yield f"reason:{component.name}"
        if component.name not in rules.terms and left.chance(at, "reason", "price", "how") < PASSING:
            yield f"reason:{component.name}"
            yield f"tradeoff:{component.name}"
    for decision in facts.decisions:
        if left.chance(decision.span.start, "reason") < REASONED:
            yield f"reason:{decision.chosen.strip().lower()}"


def _answers(rules: Rules, heard: InterviewState, turn: Turn) -> bool:
    """Whether a line answers what was asked about a gap, rather than goes on to something else."""
    asked = heard.pending
    if asked is None or not asked.gap or asked.gap.startswith("probe:"):
        return False
    said = words(turn.text)
    about = {
        word.lower[:STEM] for word in words(f"{asked.target} {asked.said}") if carries_meaning(word.lower)
    }
    shared = any(word.lower[:STEM] in about for word in said)
    return shared or rules.cues.any(CAUSES, turn.text) or (bool(said) and said[0].lower in ANSWERING)


def _excuse(rules: Rules, before: InterviewState, heard: InterviewState, turn: Turn) -> InterviewState:
    """Leaves alone what needs no question: the steps of a sum just asked for, a product told with a cause."""
    excused = {
        *_steps(rules, before, heard, turn),
        *_prices(rules, heard, turn),
        *_grounded(rules, heard, turn),
        *_caused(rules, heard, turn),
    }
    return replace(heard, excused=heard.excused | excused) if excused else heard


def _steps(rules: Rules, before: InterviewState, heard: InterviewState, turn: Turn) -> Iterator[str]:
    """Figures given in answer to a question about a figure, unless they do not agree with others."""
    asked = before.pending
    if not isinstance(asked, ProbeNumber):
        return
    shown = rules.cues.any(WORKINGS, turn.text)
    about = asked.gap.split(":")[1] if asked.gap.count(":") > 1 else ""
    for gap in open_gaps(rules, heard):
        answers = shown or gap.key.startswith(f"number:{about}:")
        if gap.kind == "number" and gap.turn == turn.id and not gap.disputed and answers:
            yield gap.key


def _prices(rules: Rules, heard: InterviewState, turn: Turn) -> Iterator[str]:
    """Figures that say what is given up for something: "a post can be a minute old"."""
    ledger = heard.ledger
    told = [each.tradeoffs for each in ledger.components.values() if each.name in rules.terms]
    told += [each.tradeoffs for each in ledger.decisions]
    paid = [price.span for prices in told for price in prices if price.span.turn == turn.id]
    within = {
        f"number:{number.kind}:{number.text.lower()}"
        for number in ledger.numbers
        if number.span.turn == turn.id
        and any(span.start <= number.span.start < span.end for span in paid)
        and rules.cues.any(PRICES, turn.text)
    }
    yield from (gap.key for gap in open_gaps(rules, heard) if gap.key in within and not gap.disputed)


def _grounded(rules: Rules, heard: InterviewState, turn: Turn) -> Iterator[str]:
    """Figures whose own sentence says why they are what they are."""
    told = [each for each in sentences(turn.text) if rules.cues.search(GROUND, said_in(turn.text, each))]
    for number in heard.ledger.numbers:
        grounded = any(each.start <= number.span.start < each.end for each in told)
        if grounded and number.span.turn == turn.id and number.agrees is not False:
            yield f"number:{number.kind}:{number.text.lower()}"


def _caused(rules: Rules, heard: InterviewState, turn: Turn) -> Iterator[str]:
    """Parts named with the effect they have, and products of a free sort named with a cause."""
    for component in heard.ledger.components.values():
        if component.reasons or component.first.turn != turn.id:
            continue
        for sentence in sentences(turn.text):
            if not sentence.start <= component.first.start < sentence.end:
                continue
            after = turn.text[component.first.end : sentence.end]
            if rules.cues.search(EFFECT, after) is not None or (
                not component.needs_reason
                and rules.cues.any(CAUSES, turn.text[sentence.start : sentence.end])
            ):
                yield f"reason:{component.name}"


def overhear(rules: Rules, state: InterviewState, turn: Turn) -> InterviewState:
    """The state as far as gaps go, for a look at words not yet finished: cheaper than :func:`hear`."""
    ledger = rules.listener.follow(state.ledger, turn)
    claims = (*state.claims, *_claims(rules, state, turn, ledger.facts(turn.id)))
    return stamp(rules, replace(state, ledger=ledger, claims=claims))


def _probes(rules: Rules, known: frozenset[str], holds: Callable[[Watched], bool]) -> frozenset[str]:
    """Prepared probes, beside the known, of which something holds."""
    return frozenset(each.key for each in rules.probes if each.key not in known and holds(each))


def suggest(state: InterviewState, suggestions: Iterable[Suggestion]) -> InterviewState:
    """The state with a model's suggestions about turns that were committed."""
    known = {each.key for each in state.suggested}
    fresh = [each for each in suggestions if each.turn in state.heard and each.key not in known]
    return replace(state, suggested=(*state.suggested, *fresh)) if fresh else state


def stamp(rules: Rules, state: InterviewState) -> InterviewState:
    """The state with every gap now open stamped with the number of interviewer turns so far.

    One that the latest turn has opened again, by speaking of the same thing, is fresh once more.
    """
    fresh = {
        gap.key: state.spoken
        for gap in open_gaps(rules, state)
        if not gap.drawn and (gap.key not in state.opened or gap.turn == state.latest)
    }
    return replace(state, opened=MappingProxyType({**state.opened, **fresh})) if fresh else state


def is_done(rules: Rules, text: str) -> bool:
    """Whether the speaker is finished with the phase: says so and nothing else, or asks to move on."""
    said = words(text)
    if len(said) <= 14 and rules.cues.is_done(text):  # noqa: PLR2004  a sentence, not an answer that ends so
        return True
    tail = text[said[-12].start if len(said) > 12 else 0 :]  # noqa: PLR2004  its last words
    return rules.cues.search("move-on", tail) is not None


def _sprung(rules: Rules, state: InterviewState, turn: Turn) -> Iterator[Sprung]:
    known = {each.key for each in state.sprung}
    pressed = isinstance(state.pending, ProbeReason | Challenge)
    for trap in rules.traps:
        if trap.key in known or (trap.phases and turn.phase not in trap.phases):
            continue
        if pressed and trap.item.kind == "reason":  # the question has just been asked
            continue
        found = trap.called_for(turn.text)
        if found is not None and not trap.answered_by(turn.text):
            yield Sprung(trap.key, turn.id, quoted(turn.text, found.start, found.end))


def _topic(state: InterviewState) -> str:
    """What the question on the table is about."""
    return state.pending.target if state.pending is not None and state.pending.gap else ""


def _claims(rules: Rules, state: InterviewState, turn: Turn, facts: Facts) -> Iterator[Claim]:
    known = {claim.key for claim in state.claims}
    found = [("depth", each.target, each.said) for each in unexplained(rules, turn, _topic(state))]
    if rules.setup.loop.leadership:
        owned = [("leadership", each, "") for each in own_hands(rules, turn, facts)]
        found += owned or [("ownership", each, "") for each in unowned(rules, state, turn, facts)]
    for kind, target, said in found:
        key = f"ownership:{turn.phase}" if kind == "ownership" else f"{kind}:{target.lower()}"
        if target and key not in known:
            known.add(key)
            yield Claim(key, kind, target, turn.id, said)
