"""Grades an interview from its words alone, as somebody would who cannot see which move was made."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz

from agents.candidate import Candidate, Plant
from agents.model import Turn
from agents.simulate import Simulation
from rubrics.schema import Lexicon

CHANCES = 2
ALIKE = 85.0
STOCK = re.compile(r"take your time|still there", re.IGNORECASE)
"""Said in silence, and not a question of its own."""

ASKS = {
    "reason": r"why|what (fails|breaks|happens|goes|is lost|would)|without|need|reason|what .* for|earn",
    "tradeoff": r"give up|gave up|cost|price|lose|lost|downside|worse|trade|sacrific|in return|pay",
    "number": r"",
    "contradiction": r"earlier|before|said|fit|which|both|again|how",
    "leadership": r"who|own|team|people|cost|engineers",
    "depth": r"how|what happens|walk|inside|what does|what do|step|show me|which|hard part",
}
"""Words in which each kind of question is asked. Any question that names a figure asks about it."""


def caught(plant: Plant, played: Simulation, lexicon: Lexicon) -> bool:
    """Whether it was asked about, by name and in such a question, within two turns of the interviewer."""
    turns = played.transcript.turns
    part = plain(plant.part)
    place = next((i for i, turn in enumerate(turns) if _says(turn, part)), None)
    if place is None:
        return False
    asked = [turn.text for turn in turns[place + 1 :] if turn.speaker == "interviewer"][:CHANCES]
    return any(
        "?" in text
        and named(plant.target, text, lexicon)
        and re.search(ASKS[plant.kind], text, re.IGNORECASE) is not None
        for text in asked
    )


def asked_why(candidate: Candidate, played: Simulation, lexicon: Lexicon) -> list[str]:
    """The parts explained well that it asked the reason for nevertheless."""
    sentences = [
        sentence
        for turn in played.transcript.turns
        if turn.speaker == "interviewer"
        for sentence in re.split(r"(?<=[.?!])\s+", turn.text)
        if re.search(
            r"\bwhy\b|what (fails|breaks|would .* lose|goes wrong).* without", sentence, re.IGNORECASE
        )
    ]
    return [
        target
        for target in candidate.justified
        if any(named(target, sentence, lexicon) for sentence in sentences)
    ]


def repeats(played: Simulation) -> list[str]:
    """Questions asked in the same words more than once."""
    asked = Counter(
        plain(question)
        for turn in played.transcript.turns
        if turn.speaker == "interviewer" and not STOCK.search(turn.text)
        for question in re.findall(r"[^.!?]*\?", turn.text)
    )
    return [question for question, times in asked.items() if times > 1]


def named(target: str, text: str, lexicon: Lexicon) -> bool:
    """Whether the words name the target, or another name of the same part."""
    words = plain(text).split()
    pairs = [*words, *(first + second for first, second in itertools.pairwise(words))]
    return any(
        all(any(fuzz.ratio(word, each) >= ALIKE for each in pairs) for word in name.split())
        for name in _names(plain(target), lexicon)
    )


def _names(target: str, lexicon: Lexicon) -> set[str]:
    """Its own name and that of its kind; for a kind its products too, but no product for another."""
    names = {target}
    for term in lexicon.components:
        kind = {plain(each) for each in (term.name, *term.aliases)}
        products = {plain(each) for each in term.products}
        if target in kind:
            names |= kind | products
        elif target in products:
            names |= kind
    return names


def _says(turn: Turn, part: str) -> bool:
    return turn.speaker == "candidate" and part in plain(turn.text)


def plain(text: str) -> str:
    """Words in lower case, nothing between them but a space."""
    return " ".join(re.findall(r"\w+", text.lower()))


def overrun(worst: Sequence[float]) -> float:
    """The longest of them, 0 when there is none."""
    return max((0.0, *worst))
