"""Hearing: how a candidate's turn changes the state. The ledger takes the facts, this the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType

from agents.facts import Facts
from agents.listening.sentences import sentences, words
from agents.model import Turn
from agents.moves import Challenge, ProbeNumber, ProbeReason
from agents.policy.gaps import open_gaps, spoken_name
from agents.policy.rules import Rules, Watched
from agents.policy.state import Claim, InterviewState, Sprung, Suggestion

EXPLAINED_WORDS = 22
"""A crux that as many words follow in the same turn is being explained."""
DESIGN_WORDS = 25
"""An answer as long as this that names components tells a design."""
RECENT = 5
"""Turns to which a suggestion may still refer."""
WORKINGS = ("worked-out", "source-named")
"""Cues that show where a figure comes from."""
CAUSES = ("reason", "reason-why", "reason-aim", "reason-back", "reason-spoken")
"""Cues of a cause."""
PEOPLE = frozenset({"team", "owner", "hiring", "stakeholder"})
"""Statements of leadership that say who does it."""
SUBJECT_WORDS = 3
"""What is done by a part is named along with it where it has at most so many words."""
TARGET_WORDS = 5
"""The longest name a crux is given when it is asked about."""

_ARTICLE = re.compile(
    r"^(?:(?:the|a|an|our|my|that|this|it|its|of|how|really|actually|probably|definitely|just|going|to|be|"
    r"getting|making|doing|keeping|handling|in|on|with|at)\s+)+",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[.,;:!?—–()]|\s(?:and|but|so|because|which|that|where|when|since|as|or|then|if|to|for|is|are|will|we|i|it|"
    r"myself|by hand|on my own|alone|over|within|at|in)\b"
)


_PAUSE = re.compile(
    r"[.,;:!?—–()]|\s(?:but|so|because|which|that|where|when|since|as|then|if|is|are|we|i|it)\s"
)


_PRONOUNS = frozenset("it that this they them those these which everything all he she we i you".split())
_FILLERS = frozenset("and so then also just simply basically really actually well but".split())
_HAVING = re.compile(
    r"\s(?:have|has|had|'ve|got|use|uses|used|add|adds|added|put|puts|with|using|need|needs|through|via|by)"
    r"(?:\s+(?:got|in|a|an|the|some|our))*\s",
    re.IGNORECASE,
)
_JOINED = re.compile(r"^(?:and|but|so|then|because|also|well|for)\s+", re.IGNORECASE)
_VERB = re.compile(
    r"\s(?:is|are|was|were|will|would|can|does|do|has|have|finds?|shows?|takes?|makes?|gets?|sends?|tells?|"
    r"comes?|goes|runs?|works?|[a-z]+(?:ed|es))\s",
    re.IGNORECASE,
)


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
        claims=(*state.claims, *_claims(rules, state, turn, facts)),
        led=state.led | {turn.phase} if facts.leadership else state.led,
        sprung=(*state.sprung, *_sprung(rules, state, turn)),
        met=state.met | _probes(rules, state.met, lambda probe: probe.answered_by(turn.text)),
        invited=state.invited | _probes(rules, state.invited, lambda probe: probe.called_for(turn.text)),
        silences=0,
        stretch_words=state.stretch_words + count,
        decided_s=turn.end_s if decided else state.decided_s,
        dones=state.dones + 1 if is_done(rules, turn.text) else 0,
        recap_words=state.recap_words + (count if state.recap_s is not None else 0),
    )
    return stamp(rules, _excuse(rules, state, heard, turn))


def _excuse(rules: Rules, before: InterviewState, heard: InterviewState, turn: Turn) -> InterviewState:
    """Leaves alone what needs no question: the steps of a sum just asked for, a product told with a cause."""
    excused = {
        *_steps(rules, before, heard, turn),
        *_prices(rules, heard, turn),
        *_caused(rules, heard, turn),
    }
    return replace(heard, excused=heard.excused | excused) if excused else heard


def _steps(rules: Rules, before: InterviewState, heard: InterviewState, turn: Turn) -> Iterator[str]:
    """Figures given in answer to a question about a figure, unless they do not agree with others."""
    if isinstance(before.pending, ProbeNumber) and rules.cues.any(WORKINGS, turn.text):
        for gap in open_gaps(rules, heard):
            if gap.kind == "number" and gap.turn == turn.id and not gap.disputed:
                yield gap.key


def _prices(rules: Rules, heard: InterviewState, turn: Turn) -> Iterator[str]:
    """Figures that say what is given up for something: "a post can be a minute old"."""
    ledger = heard.ledger
    told = [each.tradeoffs for each in ledger.components.values()]
    told += [each.tradeoffs for each in ledger.decisions]
    paid = [price.span for prices in told for price in prices if price.span.turn == turn.id]
    within = {
        f"number:{number.kind}:{number.text.lower()}"
        for number in ledger.numbers
        if number.span.turn == turn.id and any(span.start <= number.span.start < span.end for span in paid)
    }
    yield from (gap.key for gap in open_gaps(rules, heard) if gap.key in within and not gap.disputed)


def _caused(rules: Rules, heard: InterviewState, turn: Turn) -> Iterator[str]:
    """Products of a sort that needs no reason, named in a sentence that gives a cause all the same."""
    for component in heard.ledger.components.values():
        if component.needs_reason or component.reasons or component.first.turn != turn.id:
            continue
        for sentence in sentences(turn.text):
            if sentence.start <= component.first.start < sentence.end and rules.cues.any(
                CAUSES, turn.text[sentence.start : sentence.end]
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
    """The state with every gap now open stamped with the number of interviewer turns so far."""
    fresh = {
        gap.key: state.spoken
        for gap in open_gaps(rules, state)
        if gap.key not in state.opened and not gap.drawn
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
        if trap.called_for(turn.text) and not trap.answered_by(turn.text):
            yield Sprung(trap.key, turn.id)


def _claims(rules: Rules, state: InterviewState, turn: Turn, facts: Facts) -> Iterator[Claim]:
    known = {claim.key for claim in state.claims}
    found = [*_cruxes(rules, turn)]
    if rules.setup.loop.leadership:
        found += [*_own_hands(rules, turn, facts)] or [*_unowned(rules, state, turn, facts)]
    for kind, target in found:
        key = f"ownership:{turn.phase}" if kind == "ownership" else f"{kind}:{target.lower()}"
        if target and key not in known:
            known.add(key)
            yield Claim(key, kind, target, turn.id)


def _cruxes(rules: Rules, turn: Turn) -> Iterator[tuple[str, str]]:
    """What the speaker calls the heart of it, or waves a hand at, without then explaining it."""
    tail = words(turn.text)[-EXPLAINED_WORDS:]
    explained = tail[0].start if len(tail) == EXPLAINED_WORDS else 0
    before = ""
    for sentence in sentences(turn.text):
        said = turn.text[sentence.start : sentence.end]
        if sentence.end > explained and not sentence.asks:
            target = _crux(rules, said, before)
            if target and rules.cues.search("by-people", f"by the {target}") is None:
                yield "depth", target
        before = said


def _crux(rules: Rules, said: str, before: str) -> str:
    """What one sentence calls the heart of it, or leaves unexplained; empty when it does not."""
    cues = rules.cues
    if (found := cues.search("crux-before", said)) is not None:
        return _name_after(said[found.end :])
    if (found := cues.search("done-by", said)) is not None and cues.search("by-people", said) is None:
        return _done_by(said, found.start, found.end)
    for cue in ("crux-after", "hand-wave"):
        if (found := cues.search(cue, said)) is not None:
            return _named_before(said[: found.start], before)
    if (found := cues.search("hand-wave-it", said)) is not None:
        return _subject(rules, said[: found.start].strip(" ,;") or before)
    return ""


def _done_by(said: str, start: int, end: int) -> str:
    """What does it, and what is done where that has a short name: "conflicts and the sync engine"."""
    words_between = said[start:end].split()
    agent = " ".join(words_between[words_between.index("by") + 1 :]) if "by" in words_between else ""
    by_whom = " ".join(_BREAK.split(f"{agent} {said[end:].strip()} ".lstrip())[0].split()[:TARGET_WORDS])
    piece = [each for each in _PAUSE.split(f" {said[:start]} ") if each.strip()][-1:]
    what = _ARTICLE.sub("", _JOINED.sub("", piece[0].strip())) if piece else ""
    named = what and len(what.split()) <= SUBJECT_WORDS and what.lower() not in _PRONOUNS
    return f"{what} and {by_whom}" if named else _ARTICLE.sub("", by_whom)


def _named_before(lead: str, before: str) -> str:
    """The name at the end of a lead; where that is a pronoun, what it stands for."""
    name = _name_before(lead)
    if {*name.lower().split()} <= _FILLERS | _PRONOUNS:
        pieces = [piece for piece in _PAUSE.split(f" {lead} ") if not {*piece.split()} <= _FILLERS]
        name = _name_before(pieces[-1] if pieces else before.strip(" .!"))
    had = [*_HAVING.finditer(f" {name} ")]
    return _name_after(name[had[-1].end() - 1 :]) if had else name


def _subject(rules: Rules, text: str) -> str:
    """What a clause is about: its first words, up to its verb."""
    clause = _PAUSE.split(f"{text.strip(' .!')} ")[0]
    found = rules.cues.search("hand-wave", clause)
    if found is not None:
        return _name_before(clause[: found.start])
    return _ARTICLE.sub("", " ".join(_VERB.split(clause)[0].split()[:TARGET_WORDS]))


def _own_hands(rules: Rules, turn: Turn, facts: Facts) -> Iterator[tuple[str, str]]:
    """Work the speaker would do alone, where a manager was asked, and nobody else is named for it."""
    found = rules.cues.search("individual-work", turn.text)
    others = found is not None and any(
        each.kind in PEOPLE and not each.span.start <= found.start < each.span.end
        for each in facts.leadership
    )
    if found is not None and not others:
        said = turn.text[found.end :]
        within = " ".join(turn.text[found.start : found.end].split()[2:])
        name = (_name_after(said) if said[:1].isspace() else "") or _name_after(within)
        yield "leadership", name or "that work"


def _unowned(rules: Rules, state: InterviewState, turn: Turn, facts: Facts) -> Iterator[tuple[str, str]]:
    """The first part of a design told at length in a phase where nothing has been said of who builds it."""
    if (
        facts.leadership
        or turn.phase in state.led
        or not rules.phase(turn.phase).leadership
        or not facts.components
    ):
        return
    if len(words(turn.text)) >= DESIGN_WORDS:
        consequential = next((each for each in facts.components if each.needs_reason), None)
        if consequential is not None:
            yield "ownership", spoken_name(rules, consequential)


def _name_after(text: str) -> str:
    text = _ARTICLE.sub("", text.strip(" ,.:;"))
    end = _BREAK.search(text)
    return " ".join(text[: end.start() if end else len(text)].split()[:TARGET_WORDS])


def _name_before(text: str) -> str:
    pieces = [piece for piece in _PAUSE.split(f" {text} ") if piece.strip()]
    if not pieces:
        return ""
    return _ARTICLE.sub("", " ".join(pieces[-1].split()[-TARGET_WORDS:]))
