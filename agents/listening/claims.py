"""Claims that are no component and no number: questions, requirements, decisions, leadership, and stances."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import get_args

from agents.facts import (
    Contradiction,
    Decision,
    Leadership,
    LeadershipKind,
    Question,
    Reason,
    Requirement,
    Span,
)
from rubrics.schema import Lexicon, Problem

from .components import Mention
from .cues import is_interrogative
from .heard import Heard
from .patterns import Match, Pattern
from .sentences import Sentence, words

LONGEST_CHOICE = 6
"""Words in the longest name of something chosen."""

LONG_CLAIM = 4
"""A claim of more words names what it is about: "keep messages for thirty days"."""

_LEADERSHIP = "leadership-"
_STANCE = "versus-"


# ---- questions -------------------------------------------------------------------------------------------


class Topics:
    """What questions can be about."""

    def __init__(self, lexicon: Lexicon, problem: Problem | None) -> None:
        facts = problem.facts if problem is not None else ()
        own = {fact.topic: fact.listen for fact in facts if fact.listen}
        self._listen = {
            topic.id: Pattern.any_of((*topic.listen, *own.get(topic.id, ()))) for topic in lexicon.topics
        }

    def of(self, text: str) -> str:
        """The topic whose words take up most of the text; empty when none is in it."""
        found = {topic: pattern.search(text) for topic, pattern in self._listen.items()}
        lengths = {topic: match.end - match.start for topic, match in found.items() if match is not None}
        return max(lengths, key=lambda topic: lengths[topic], default="")


def questions(heard: Heard, topics: Topics) -> Iterator[Question]:
    """What the candidate asks the interviewer; a question answered in the same breath is not one."""
    for index, sentence in enumerate(heard.sentences):
        text = heard.text[sentence.start : sentence.end]
        if not asks(heard, sentence) or _answered(heard, index):
            continue
        cuts = [0, *(match.start() for match in _AND_ASKS.finditer(text)), len(text)]
        for first, last in pairwise(cuts):
            span = heard.span(sentence.start + first, sentence.start + last)
            topic = topics.of(heard.said(span))
            if topic or first == 0:
                yield Question(span, heard.said(span), topic)


def asks(heard: Heard, sentence: Sentence) -> bool:
    """Whether a sentence is a question, by its mark or its wording."""
    return sentence.asks or is_interrogative(heard.text[sentence.start : sentence.end])


def _answered(heard: Heard, index: int) -> bool:
    if index + 1 >= len(heard.sentences):
        return False
    after = heard.sentences[index + 1]
    return _REPLIES.match(heard.text, after.start) is not None


_AND_ASKS = re.compile(
    r"(?:,|\band\b|\bor\b)\s+(?=(?:what|what's|how|who|which|where|when|is|are|do|does|can|should|will) )",
    re.IGNORECASE,
)
_REPLIES = re.compile(
    r"(?:because|well,? (?:because|it|the|we|i)|the (?:answer|reason) is|i think (?:it|because))\b",
    re.IGNORECASE,
)


# ---- requirements ----------------------------------------------------------------------------------------


def _instructs(heard: Heard, sentence: Sentence) -> bool:
    """Whether a sentence is addressed to the judge rather than about the design."""
    return any(heard.cue(cue_id, sentence.start, sentence.end) for cue_id in ("score-request", "hostile"))


_REQUIREMENTS = (
    ("out-of-scope", "out-of-scope"),
    ("in-scope", "in-scope"),
    ("non-functional", "non-functional"),
    ("constraint", "constraint"),
    ("functional", "functional"),
)


def requirements(heard: Heard) -> Iterator[Requirement]:
    """What the system must do or be, as the candidate states it; one per sentence."""
    for sentence in heard.sentences:
        if asks(heard, sentence) or _instructs(heard, sentence):
            continue
        for cue_id, kind in _REQUIREMENTS:
            if heard.cue(cue_id, sentence.start, sentence.end) is not None:
                span = heard.span(sentence.start, sentence.end)
                yield Requirement(span, heard.said(span), kind)  # type: ignore[arg-type]
                break


# ---- leadership ------------------------------------------------------------------------------------------


def leadership(heard: Heard) -> Iterator[Leadership]:
    """Statements of management; the same kind once a sentence."""
    for cue_id in heard.lexicon.ids(_LEADERSHIP):
        kind = cue_id.removeprefix(_LEADERSHIP)
        if kind not in get_args(LeadershipKind):
            continue
        seen: set[int] = set()
        for match in heard.cues(cue_id):
            index = heard.sentence_at(match.start)
            sentence = heard.sentences[index]
            if index in seen or sentence.asks or _instructs(heard, sentence):
                continue
            seen.add(index)
            span = heard.span(sentence.start, sentence.end)
            yield Leadership(span, heard.said(span), kind)  # type: ignore[arg-type]


# ---- decisions -------------------------------------------------------------------------------------------


def decisions(
    heard: Heard,
    mentions: Sequence[Mention],
    reasons: Mapping[str, Sequence[Span]],
    tradeoffs: Mapping[str, Sequence[Span]],
) -> Iterator[Decision]:
    """Choices: a verb of choosing with its object, or one thing named over another."""
    for sentence in heard.sentences:
        if asks(heard, sentence):
            continue
        chosen, name = _chosen(heard, sentence, mentions)
        others = tuple(_others(heard, sentence, mentions))
        if not chosen or not (others or heard.cue("chooses", sentence.start, sentence.end)):
            continue
        span = heard.span(sentence.start, sentence.end)
        yield Decision(
            span,
            heard.said(span),
            chosen,
            tuple(other for other in dict.fromkeys(others) if other.lower() != chosen.lower()),
            _quotes(heard, reasons.get(name, ())) or _said_why(heard, sentence),
            _quotes(heard, tradeoffs.get(name, ())) or _said_price(heard, sentence),
        )


def _chosen(heard: Heard, sentence: Sentence, mentions: Sequence[Mention]) -> tuple[str, str]:
    here = [m for m in mentions if sentence.start <= m.start < sentence.end and m.standing == "stands"]
    verb = heard.cue("chooses", sentence.start, sentence.end)
    after = [m for m in here if not m.placed and (verb is None or m.start >= verb.start)]
    if after:
        return heard.text[after[0].start : after[0].end], after[0].name
    if verb is None:
        return "", ""
    return _noun_after(heard, verb.end, sentence.end), ""


def _others(heard: Heard, sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[str]:
    for mention in mentions:
        if sentence.start <= mention.start < sentence.end and mention.standing in ("alternative", "denied"):
            yield heard.text[mention.start : mention.end]
    for mark in heard.cues("over-another", sentence.start, sentence.end):
        named = _noun_after(heard, mark.end, sentence.end)
        if named and not any(mark.end <= m.start < mark.end + 20 for m in mentions):
            yield named


def _noun_after(heard: Heard, start: int, end: int) -> str:
    """The name that stands right after a verb: a few words up to a connector."""
    found = words(heard.text, start, end)
    at = 0
    while at < len(found) and found[at].lower in _ARTICLES:
        at += 1
    first = at
    while at < len(found) and at - first < LONGEST_CHOICE and found[at].lower not in _NAME_ENDS:
        gap = heard.text[found[at - 1].end : found[at].start] if at > first else ""
        if gap.strip(" -"):
            break
        at += 1
    return heard.text[found[first].start : found[at - 1].end] if 0 < at - first < LONGEST_CHOICE else ""


def _said_why(heard: Heard, sentence: Sentence) -> tuple[Reason, ...]:
    for cue_id in ("reason-why", "reason-aim"):
        mark = heard.cue(cue_id, sentence.start, sentence.end)
        if mark is not None and not heard.lexicon.is_empty_answer(heard.text[mark.end : sentence.end]):
            return _quotes(heard, (heard.span(mark.start, sentence.end),))
    return ()


def _said_price(heard: Heard, sentence: Sentence) -> tuple[Reason, ...]:
    mark = heard.cue("sacrifice", sentence.start, sentence.end)
    return () if mark is None else _quotes(heard, (heard.span(mark.start, sentence.end),))


def _quotes(heard: Heard, spans: Sequence[Span]) -> tuple[Reason, ...]:
    return tuple(Reason(span, heard.said(span)) for span in spans)


_ARTICLES = frozenset("a an the to for with our my some using just simply one".split())
_NAME_ENDS = frozenset(
    (
        "because since so and but or over instead rather not than for to which that as with in on at when "
        "if while "
        "from by here there now first then is are was will would it we i they this of cause otherwise "
        "until after "
        "before into through between"
    ).split()
)


# ---- stances ---------------------------------------------------------------------------------------------


def stances(
    heard: Heard, taken: Mapping[str, tuple[str, Span]], mentions: Sequence[Mention]
) -> tuple[dict[str, tuple[str, Span]], tuple[Contradiction, ...]]:
    """The sides taken so far with this turn's added, and the contradictions this turn makes.

    Sides are kept by subject and by what they are taken of; ":" alone stands for the last one taken.
    """
    now = dict(taken)
    clashes: list[Contradiction] = []
    for subject, side, match in _taken(heard):
        span = heard.span(match.start, match.end)
        scope = frozenset[str]() if subject in _OVERALL else _scope(heard, match, mentions)
        keys = [f"{subject}:{part}" for part in sorted(scope)] or [f"{subject}:"]
        for key in keys:
            earlier = now.get(key)
            if earlier is not None and earlier[0] != side and not _revised(heard, match, earlier[1]):
                why = f"{_tell(subject, key)}: {earlier[0]} earlier, {side} now."
                clashes.append(Contradiction(_tell(subject, key), earlier[1], span, why))
        now.update(dict.fromkeys((*keys, f"{subject}:"), (side, span)))
    once = {(clash.target.split(" of ")[0], clash.later): clash for clash in clashes}
    return now, tuple(once.values())


def _taken(heard: Heard) -> Iterator[tuple[str, str, Match]]:
    found: list[tuple[int, str, str, Match]] = []
    for cue_id in heard.lexicon.ids(_STANCE):
        subject, _, side = cue_id.removeprefix(_STANCE).partition("-")
        claimed = (match for match in heard.cues(cue_id) if _claimed(heard, match))
        found.extend((match.start, subject, side.replace("-", " "), match) for match in claimed)
    yield from ((subject, side, match) for _start, subject, side, match in sorted(found))


def _claimed(heard: Heard, match: Match) -> bool:
    """Whether a side is taken, not merely asked about, refused, or weighed against another."""
    sentence = heard.sentences[heard.sentence_at(match.start)]
    clause = heard.clauses[heard.clause_at(match.start)]
    if asks(heard, sentence):
        return False
    if any(heard.cue(cue_id, clause.start, match.start) for cue_id in ("negates", "replaces", "supposes")):
        return False
    return not any(
        heard.cue(cue_id, sentence.start, sentence.end)
        for cue_id in ("weighs", "over-another", "passed-over", "some-cases")
    )


def _scope(heard: Heard, match: Match, mentions: Sequence[Mention]) -> frozenset[str]:
    """What a side is taken about: the things named in its clause, else its sentence; none for "it"."""
    clause = heard.clauses[heard.clause_at(match.start)]
    sentence = heard.sentences[heard.sentence_at(match.start)]
    return _things(heard, match, mentions, clause.start, clause.end) or _things(
        heard, match, mentions, sentence.start, match.start
    )


def _things(heard: Heard, match: Match, mentions: Sequence[Mention], start: int, end: int) -> frozenset[str]:
    others = [m for m in mentions if start <= m.start < end]
    named = {m.name for m in others if not (match.start < m.end and m.start < match.end)}
    own = (
        heard.text[match.start : match.end]
        if len(words(heard.text, match.start, match.end)) > LONG_CLAIM
        else " "
    )
    rest = heard.text[start : match.start] + own + heard.text[match.end : end]
    said = (word.split("'")[0].split("’")[0] for word in heard.lexicon.meaning(rest))
    return frozenset((named - _WIDE) | {word.rstrip("s") for word in said if word not in _WIDE})


def _revised(heard: Heard, match: Match, earlier: Span) -> bool:
    sentence = heard.sentences[heard.sentence_at(match.start)]
    start = max(earlier.end, sentence.start) if earlier.turn == heard.turn else sentence.start
    if heard.cue("revises", sentence.start, sentence.end) is not None:
        return True
    return (
        earlier.turn == heard.turn and heard.cue("corrects", min(start, earlier.end), match.start) is not None
    )


def _tell(subject: str, key: str) -> str:
    part = key.partition(":")[2].replace("-", " ")
    return f"{subject} of {part}" if part else subject


_WIDE: frozenset[str] = frozenset(
    (
        "consistency consistent everywhere always model guarantee guarantees property reads writes read "
        "write users "
        "user overall whole entire provide gives service app application everything run runs running "
        "choose chosen "
        "start starts keep keeps stay stays okay fully pure purely processing call calls delivery step "
        "accept "
        "keeps kept store stored retain retained delete deleted deletes purge purged remove removed forever "
        "day days week weeks month months year years hour hours waits wait waiting while answers "
        "web server servers web-server application-server client load-balancer "
        "they everything delivered event events later sync syncs time latest show shows small sizes "
        "acceptable enough must require requires use update updates across deploy deployed host hosted"
    ).split()
)
_OVERALL = frozenset(("structure", "region", "connectivity", "guarantee"))
"""Subjects on which a whole system has one side."""
