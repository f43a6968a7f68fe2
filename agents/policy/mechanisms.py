"""Mechanisms: what is said to work, or to be the heart of it, without a word of how."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agents.listening.sentences import sentences, words
from agents.model import Turn
from agents.policy.clauses import (
    FILLERS,
    NAME_WORDS,
    PRONOUNS,
    name_after,
    name_before,
    pieces,
    quoted,
    said_in,
    unarticled,
)
from agents.policy.rules import Rules

EXPLAINED_WORDS = 22
"""What as many words follow in the same turn is being explained."""
HOW_WORDS = 5
"""So many words with one that shows how are an explanation."""
AGENT_WORDS = 4
"""The longest name of a part that does something by itself."""

_HAVING = re.compile(
    r"\s(?:have|has|had|'ve|got|use|uses|used|add|adds|added|put|puts|with|using|need|needs|through|via|by)"
    r"(?:\s+(?:got|in|a|an|the|some|our))*\s",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\s(?:is|are|was|were|will|would|can|does|do|has|have|finds?|shows?|takes?|makes?|gets?|sends?|tells?|"
    r"comes?|goes|runs?|works?|[a-z]+(?:ed|es))\s",
    re.IGNORECASE,
)
_ADVERBS = re.compile(
    r"(?:(?:^|\s+)(?:just|then|also|simply|basically|automatically|always|really|actually|will|can|itself|usually|"
    r"normally|'ll|that|which|who|kind of|sort of))+$",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"[.,;:!?—–()]|\b(?:and|but|so|because|which|that|where|when|since|as|then|if|while|or|until|than|what|how)\b",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r".*\b(?:the|a|an|our|my|that|this|its|their|some|each|every|one|another|some|have|has|is|are|use|via|with|by|"
    r"there's|it's|of)\s+(?=\S)",
    re.IGNORECASE,
)
_PRODUCT = re.compile(r"[A-Z]\w*(?: [A-Z]\w*)?")
_PROCESS = re.compile(r"\w+(?:tion|sion|ing|ment|over|izer|iser|ifier|etcd)")
_DETERMINED = re.compile(r"\s*(?:the|a|an|our|my|its|their|some|this|that)\b", re.IGNORECASE)
_IT = re.compile(r"(?:^|[\s,])(?:it|that|this)(?:\s+\w+)?\s*$", re.IGNORECASE)
_NO_VERB_AFTER = frozenset(
    """to should must could might may not never need needs who for of with in on at by from into over about
    the a an our my their its some any no more many few two three and or as than""".split()
)
"""Before these forms stand that are no verb of the one named, or no claim that it does anything."""


@dataclass(frozen=True, slots=True)
class Waved:
    """Something left unexplained: its name, and the clause in which it was said where that says more."""

    target: str
    said: str = ""


def unexplained(rules: Rules, turn: Turn, topic: str = "") -> Iterator[Waved]:
    """What the speaker calls the heart of it, or leaves to a part, without then explaining it.

    ``topic`` is what the turn answers a question about: "it" may stand for that.
    """
    text, before = turn.text, topic
    for sentence in sentences(text):
        said = said_in(text, sentence)
        if not sentence.asks:
            found = _waved(rules, said, before)
            if found is not None and not _explained(rules, said[found.end :], text[sentence.end :]):
                clause = (
                    quoted(text, sentence.start + found.start, sentence.start + found.end)
                    if found.quoted
                    else ""
                )
                yield Waved(
                    found.target, clause if found.target.split()[-1].lower() in clause.lower() else ""
                )
        before = said


@dataclass(frozen=True, slots=True)
class _Found:
    """Words that wave at something: their place in the sentence, and its name."""

    start: int
    end: int
    target: str
    quoted: bool = False
    """Whether the clause is to be said back: the name alone would not tell what is meant."""


def _explained(rules: Rules, rest: str, after: str) -> bool:
    """Whether what follows in the sentence and the turn shows how: at length, or in words that tell it."""
    following = f"{rest} {after}".strip()
    count = len(words(following))
    return count >= EXPLAINED_WORDS or (
        count >= HOW_WORDS and rules.cues.search("tells-how", following) is not None
    )


def _waved(rules: Rules, said: str, before: str) -> _Found | None:
    """What one sentence calls the heart of it, or leaves unexplained."""
    cues = rules.cues
    if (found := cues.search("crux-before", said)) is not None:
        return _named(rules, found.start, len(said), name_after(said[found.end :]))
    if (found := cues.search("done-by", said)) is not None and cues.search("by-people", said) is None:
        name = _doer(said, found.start, found.end)
        if (
            _DETERMINED.match(said[found.end :])
            or said[found.start : found.end].rsplit(maxsplit=1)[-1] != "by"
            or _works_by_itself(rules, name)
        ):
            return _named(rules, found.start, found.end, name, quoted_=True)
    if (found := cues.search("crux-after", said)) is not None:
        return _named(rules, found.start, found.end, _named_before(said[: found.start], before))
    if (found := cues.search("hand-wave", said)) is not None:
        name = _agent(said[: found.start]) or _antecedent(rules, said[: found.start], before)
        return _named(rules, found.start, found.end, name, quoted_=True)
    if (found := cues.search("hand-wave-it", said)) is not None:
        return _named(
            rules, found.start, found.end, _subject(rules, said[: found.start].strip(" ,;") or before)
        )
    return _judging(rules, said, before)


def _named(rules: Rules, start: int, end: int, target: str, *, quoted_: bool = False) -> _Found | None:
    """What was found, if it has a name, and is not what people do."""
    if not target or {*target.lower().split()} <= PRONOUNS | FILLERS or _by_people(rules, target):
        return None
    return _Found(start, end, target, quoted_)


def _by_people(rules: Rules, name: str) -> bool:
    """Whether these do it by hand: people need no mechanism."""
    return rules.cues.search("by-people", f"by the {name}") is not None


def _judging(rules: Rules, said: str, before: str) -> _Found | None:
    """A part that is said to decide or to put right: "a rules engine decides the channel"."""
    for found in rules.cues.finditer("judges", said):
        lead = said[: found.start]
        name = _agent(lead) or (_antecedent(rules, lead, before) if _IT.search(lead) else "")
        if name and _works_by_itself(rules, name):
            return _named(rules, found.start, found.end, name, quoted_=True)
    return None


def _agent(lead: str) -> str:
    """The name that ends a lead, as the subject of what follows; empty for a pronoun."""
    lead = lead.rstrip(" ,")
    if {*lead.lower().split()[-1:]} & _NO_VERB_AFTER:
        return ""
    stretches = [each for each in _JOINT.split(_ADVERBS.sub("", lead)) if each.strip()]
    name = _DETERMINER.sub("", stretches[-1].strip()) if stretches else ""
    had = [*_HAVING.finditer(f" {name} ")]
    name = " ".join((f" {name} "[had[-1].end() :] if had else name).split()[-AGENT_WORDS:])
    people = lead.lower().endswith(" who") or {*name.lower().split()} & PRONOUNS
    return "" if people else unarticled(name)


def _antecedent(rules: Rules, lead: str, before: str) -> str:
    """What "it" stands for: the software named last, or the name before it."""
    for text in (_IT.sub("", lead), before):
        for stretch in reversed(_JOINT.split(text.strip(" .!?"))):
            name = " ".join(_DETERMINER.sub("", stretch.strip()).split()[-AGENT_WORDS:])
            if name and not {*name.lower().split()} <= PRONOUNS | FILLERS and _works_by_itself(rules, name):
                return name
    return _named_before(lead, before)


def _works_by_itself(rules: Rules, name: str) -> bool:
    """Whether a name is that of software rather than of people or of a thing they handle."""
    last = name.rsplit(maxsplit=1)[-1]
    found = [*rules.cues.finditer("mechanism", name)]
    if found and found[-1].end == len(name):
        return True
    if _PROCESS.fullmatch(last.lower()) is not None or name.lower() in rules.setup.products:
        return True
    return any(rules.listener.vocabulary.find(words(name)))


def _doer(said: str, start: int, end: int) -> str:
    """What does it, or where that has no name of its own, what is done."""
    between = said[start:end].split()
    agent = " ".join(between[between.index("by") + 1 :]) if "by" in between else ""
    by_whom = " ".join(name_after(f"{agent} {said[end:].strip()}").split()[:NAME_WORDS])
    return by_whom or _agent(said[:start])


def _named_before(lead: str, before: str) -> str:
    """The name at the end of a lead; where that is a pronoun, what it stands for."""
    name = name_before(lead)
    if {*name.lower().split()} <= FILLERS | PRONOUNS:
        named = [piece for piece in pieces(lead) if not {*piece.split()} <= FILLERS]
        name = name_before(named[-1] if named else before.strip(" .!"))
    had = [*_HAVING.finditer(f" {name} ")]
    return name_after(name[had[-1].end() - 1 :]) if had else name


def _subject(rules: Rules, text: str) -> str:
    """What a clause is about: its first words, up to its verb."""
    clause = pieces(text.strip(" .!"))[:1]
    if not clause:
        return ""
    found = rules.cues.search("hand-wave", clause[0])
    if found is not None:
        return name_before(clause[0][: found.start])
    return unarticled(" ".join(_VERB.split(f"{clause[0].strip()} ")[0].split()[:NAME_WORDS]))
