"""What the interviewer asks for: read from the words, so that a transcript from anywhere can be followed."""

from __future__ import annotations

import re
from collections.abc import Collection

from agents.ledger import Asked, AskKind

from .components import Vocabulary
from .sentences import sentences, words

_KINDS: tuple[tuple[AskKind, re.Pattern[str]], ...] = (
    (
        "tradeoff",
        re.compile(
            r"\b(?:give up|giving up|trade.?offs?|price|downside|drawback|sacrific\w+|what do you lose|"
            r"cost you|at what cost|"
            r"what does (?:it|that) cost|what do (?:we|users|you) (?:lose|pay))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "contradiction",
        re.compile(
            r"\b(?:earlier you said|you said .* (?:but|now|before)|which (?:is it|one is it|holds|one holds)|"
            r"which (?:of (?:them|the two)|one|should i) .{0,30}(?:keep|cross out|write down|is it)|"
            r"how (?:do|does) (?:the two|your two|that|those) .{0,40}(?:fit|go) ?(?:together)?|"
            r"can both be true|what changed in between)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "number",
        re.compile(
            r"\b(?:how (?:did|do) you (?:get|arrive|come|derive|compute|work)|where (?:does|do|"
            r"did) (?:that|the|those|this)\b.*"
            r"\b(?:come|number|figure)|walk me through (?:that|the) (?:number|figure|arithmetic|math|sum)|"
            r"what load|how many|"
            r"how much|which numbers?|what (?:number|figure)s?|units?\b|step again|check (?:that|"
            r"the) (?:number|figure|arithmetic))",
            re.IGNORECASE,
        ),
    ),
    (
        "reason",
        re.compile(
            r"\b(?:why|what fails|what breaks|what for|what does (?:it|that|the) .{0,40}(?:buy|do for|"
            r"give)|what would happen without|"
            r"what is (?:it|that) for|what (?:problem|need|requirement)|the reason|what happens without|"
            r"justify|what makes .{0,40}necessary)",
            re.IGNORECASE,
        ),
    ),
)


def asked(turn_id: str, text: str, vocabulary: Vocabulary, known: Collection[str] = ()) -> Asked:
    """What an interviewer's turn asks for.

    Its last question decides, its components come from the whole turn: those of the vocabulary, and parts
    without an entry that are ``known`` from before.
    """
    parts = sentences(text)
    questions = [text[part.start : part.end] for part in parts if part.asks] or [text]
    kind: AskKind = "other"
    for question in reversed(questions):
        kind = next((name for name, pattern in _KINDS if pattern.search(question)), "other")
        if kind != "other":
            break
    named = dict.fromkeys(name for name, _first, _last in vocabulary.find(words(text)))
    plain = f" {' '.join(word.lower for word in words(text.replace('-', ' ')))} "
    named |= dict.fromkeys(name for name in known if name not in vocabulary.terms and f" {name} " in plain)
    return Asked(turn=turn_id, kind=kind, components=tuple(named), text=text)
