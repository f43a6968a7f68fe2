"""Mechanisms: what is said to do its work, or to be the heart of the matter, without a word of how it does it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agents.listening.patterns import Match
from agents.listening.sentences import Sentence, sentences, words
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
    unjoined,
)
from agents.policy.rules import Rules

EXPLAINED_WORDS = 22
"""What as many words follow in the same turn is being explained."""
SUBJECT_WORDS = 3
"""What is done by a part is named along with it where it has at most so many words."""
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
_ADVERB = re.compile(
    r"(?:\s+(?:just|then|also|simply|basically|automatically|always|really|actually|will|can|always|itself|usually|"
    r"'ll|that|which|who|it|kind of|sort of))+$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"^(?:the|a|an|our|my|that|this|its|their|some|each|every|one|another)\s", re.I)
_PARTICIPLE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|get|gets|got|getting|'s|’s|'re|’re)\s+(?:\w+ly\s+|all\s+|then\s+|just\s+|always\s+)*"
    r"(?P<done>[a-z]+(?:ed|en|ne|de|ght|ept|ut|et|wn|ound))\s+(?:\w+ly\s+|up\s+|out\s+|away\s+|off\s+)?by\s+"
    r"(?P<agent>[^.,;:!?]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Waved:
    """Something left unexplained: its name, and the clause in which it was said where that says more."""

    target: str
    said: str = ""


def unexplained(rules: Rules, turn: Turn) -> Iterator[Waved]:
    """What the speaker calls the heart of it, or leaves to a part, without then explaining it."""
    text = turn.text
    tail = words(text)[-EXPLAINED_WORDS:]
    explained = tail[0].start if len(tail) == EXPLAINED_WORDS else 0
    before = ""
    for sentence in sentences(text):
        said = said_in(text, sentence)
        if sentence.end > explained and not sentence.asks:
            found = _waved(rules, said, before)
            if found is not None and found.target and not _by_people(rules, found.target):
                yield found
        before = said


def _by_people(rules: Rules, name: str) -> bool:
    """Whether these do it by hand: people need no mechanism."""
    return rules.cues.search("by-people", f"by the {name}") is not None


def _waved(rules: Rules, said: str, before: str) -> Waved | None:
    """What one sentence calls the heart of it, or leaves unexplained."""
    cues = rules.cues
    if (found := cues.search("crux-before", said)) is not None:
        return Waved(name_after(said[found.end :]))
    if (found := cues.search("done-by", said)) is not None and cues.search("by-people", said) is None:
        return Waved(_done_by(said, found.start, found.end))
    for cue in ("crux-after", "hand-wave"):
        if (found := cues.search(cue, said)) is not None:
            return Waved(_named_before(said[: found.start], before))
    if (found := cues.search("hand-wave-it", said)) is not None:
        return Waved(_subject(rules, said[: found.start].strip(" ,;") or before))
    return None


def _done_by(said: str, start: int, end: int) -> str:
    """What does it, and what is done where that has a short name: "conflicts and the sync engine"."""
    between = said[start:end].split()
    agent = " ".join(between[between.index("by") + 1 :]) if "by" in between else ""
    by_whom = " ".join(name_after(f"{agent} {said[end:].strip()}").split()[:NAME_WORDS])
    piece = pieces(said[:start])[-1:]
    what = unarticled(unjoined(piece[0])) if piece else ""
    named = what and len(what.split()) <= SUBJECT_WORDS and what.lower() not in PRONOUNS
    return f"{what} and the {by_whom}" if named else by_whom


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
