"""Claims that are no component and no number: requirements, statements of leadership, decisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from agents.facts import Decision, Leadership, LeadershipKind, Reason, Requirement, Span

from .components import Mention
from .heard import Heard
from .questions import asks
from .sentences import Sentence, words

LONGEST_CHOICE = 6
"""Words in the longest name of something chosen."""

_LEADERSHIP = "leadership-"

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
