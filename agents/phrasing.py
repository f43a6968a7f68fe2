"""Phrasing: a move becomes words, from the wordings of the rubrics and nothing else. Pure.

No wording is used twice while another is left, and no sentence is said twice in one interview. Which of those
left is taken is chance, and the chance is the state's seed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from string import Formatter

from agents.moves import (
    Carrier,
    Clarify,
    CutIn,
    Hint,
    Move,
    Open,
    ProbeNumber,
    ProbeReason,
    Recap,
    SilencePrompt,
    TimeNudge,
    Transition,
)
from agents.naming import bare, listed, lowered, noun_phrase
from agents.policy.state import InterviewState
from agents.reactions import words_for
from agents.setup import Setup

MAX_WORDS = 45
"""The interviewer says no more at once (design section 7); the opening and facts may be longer."""
NEEDED = ("number", "question", "said", "earlier", "spot")
"""Slots that are never left out when there is something to fill them with and a wording that has them."""
ACKNOWLEDGED = 0.5
"""Share of probes that are preceded by a word of acknowledgement."""

_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_NAMED = re.compile(r"\b(the|that|this)\s+(\{(?:component|target)\})", re.IGNORECASE)
_POSSESSED = re.compile(r"\byour\s+\{(component|target)\}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words for a move, and the wordings they were made from."""

    text: str
    wordings: frozenset[str] = frozenset()


def phrase(setup: Setup, state: InterviewState, move: Move) -> Phrase | None:
    """The words for a move, or None when all that could be said has been said already.

    Moves of the clock and answers are always put into words: of their wordings the least worn is used again.
    """
    return _Phrasing(setup, state).words(move)


def spoken_sentences(text: str) -> frozenset[str]:
    """The sentences of a text, so normalised that the same words count as the same sentence."""
    found = (" ".join(re.findall(r"\w+", sentence.lower())) for sentence in _SENTENCE.findall(text))
    return frozenset(sentence for sentence in found if sentence)


class _Phrasing:
    """One phrasing: what has been used so far, and what this move uses."""

    def __init__(self, setup: Setup, state: InterviewState) -> None:
        self.setup = setup
        self.state = state
        self.used: set[str] = set()
        self.chance = Random(f"{state.seed}:{state.spoken}")

    def words(self, move: Move) -> Phrase | None:
        question = self._question(move)
        if question is None:
            return None
        parts = [question]
        carried = move.probe if isinstance(move, Carrier) else None
        if carried is not None and not isinstance(move, Transition | CutIn):
            also = self._question(carried)
            parts = [_told(question), also] if also else parts
        lead = self._acknowledgement(move)
        if lead and _count(lead, *parts) <= MAX_WORDS:
            parts.insert(0, lead)
        return Phrase(" ".join(part for part in parts if part), frozenset(self.used))

    def _question(self, move: Move) -> str | None:
        key = words_for(move, self.setup.reactions)
        slots = self._slots(move)
        prepared = move.ask or (self.setup.loop.recap if isinstance(move, Recap) else ())
        if prepared:
            own = self._pick(prepared, slots, may_repeat=False)
            if own is not None:
                return self._recalled(move, own)
        if isinstance(move, Clarify) and move.outcome == "fact":
            return self._pick(self._wordings(key), slots, may_repeat=True, answer=move.answer) or move.answer
        spare = isinstance(move, SilencePrompt) or (isinstance(move, CutIn) and not move.to)
        required = isinstance(move, Carrier | Hint | Recap) and not spare
        may_repeat = required or move.kind in ("Open", "Close")
        return self._pick(self._wordings(key), slots, may_repeat=may_repeat, answer=slots["answer"])

    def _recalled(self, move: Move, question: str) -> str:
        """A prepared question, after the words of the candidate that called for it."""
        lead = (
            self._pick(self._wordings("recall"), {"said": move.said}, may_repeat=True) if move.said else None
        )
        return f"{lead} {question}" if lead and _count(lead, question) <= MAX_WORDS else question

    def _acknowledgement(self, move: Move) -> str:
        """A word to show that the answer was heard, before a question about it."""
        probes = not isinstance(move, Carrier | Open | Hint) and bool(move.gap)
        if not probes or move.said or self.state.stretch_words == 0 or self.chance.random() > ACKNOWLEDGED:
            return ""
        return self._pick(self._wordings("acknowledge"), {}, may_repeat=False) or ""

    def _wordings(self, key: str) -> Sequence[str]:
        by_style = self.setup.persona.wordings.get(key, {})
        return (*by_style.get(self.setup.style.id, ()), *by_style.get("any", ()))

    def _pick(
        self, wordings: Sequence[str], slots: Mapping[str, str], *, may_repeat: bool, answer: str = ""
    ) -> str | None:
        """One wording, filled: unused before used, and never a sentence said before (but for a fact's)."""
        told = spoken_sentences(answer)
        needed = {
            name for name in NEEDED if slots.get(name) and any(f"{{{name}}}" in each for each in wordings)
        }
        options = []
        for wording in wordings:
            names = {*_slot_names(wording)}
            if not all(slots.get(name) for name in names) or not needed <= names:
                continue
            text = _fill(wording, slots)
            worn = len((spoken_sentences(text) - told) & self.state.said)
            options.append((wording in self.state.wordings or wording in self.used, worn, wording, text))
        fresh = [option for option in options if not option[0] and not option[1]]
        again = [option for option in options if not option[1]]
        pool = fresh or again
        if not pool and may_repeat and options:
            least = min(option[1] for option in options)
            pool = [option for option in options if option[1] == least]
        if not pool:
            return None
        chosen = self.chance.choice(pool)
        self.used.add(chosen[2])
        return chosen[3]

    def _slots(self, move: Move) -> dict[str, str]:
        name = self._named(move)
        slots = {
            "component": name,
            "target": name,
            "bare": bare(move.target),
            "phase": self._title(move),
            "problem": self.setup.problem.title,
            "name": self.setup.persona.name,
            "requirement": "",
            "answer": getattr(move, "answer", ""),
            "said": getattr(move, "said", ""),
            "earlier": lowered(getattr(move, "earlier", "")),
            "later": getattr(move, "later", ""),
            "question": "",
        }
        if isinstance(move, ProbeReason):
            slots["place"] = move.place
            slots["spot"] = move.place if move.drawn else ""
        if isinstance(move, ProbeNumber):
            slots["number"] = _figure(move)
        if isinstance(move, TimeNudge):
            slots["minutes_left"] = _minutes(move.minutes_left)
        if isinstance(move, Transition | CutIn):
            slots["question"] = self._next_question(move)
        if isinstance(move, Open):
            slots["question"] = self._enter(self.state.clock.phase)
            slots["answer"] = move.statement
        return {name: text.strip() for name, text in slots.items()}

    def _named(self, move: Move) -> str:
        """What the move is about, with its article."""
        names = move.targets or (move.target,)
        return listed(tuple(noun_phrase(name, self.setup.products) for name in names))

    def _title(self, move: Move) -> str:
        to = move.to if isinstance(move, Transition | CutIn) else ""
        phase = self.setup.phases[to or self.state.clock.phase]
        return phase.spoken or phase.title.lower()

    def _next_question(self, move: Transition | CutIn) -> str:
        if move.probe is not None:
            return self._question(move.probe) or ""
        return self._enter(move.to) if move.to else ""

    def _enter(self, phase: str) -> str:
        return self._pick(self.setup.phases[phase].enter, {}, may_repeat=True) or ""


def _figure(move: ProbeNumber) -> str:
    """A figure with what it counts, so that the question names both ("40 gigabytes a day for storage").

    Where the words around it are said back, the figure is among them.
    """
    number = "that figure" if move.said else lowered(move.number)
    if move.said and _stems(move.target) & _stems(move.said):
        return number
    said, name = _stems(number), _stems(move.target)
    return number if name & said or not move.target else f"{number} for {bare(move.target)}"


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in re.findall(r"\w+", text.lower()) if len(word) > 2)  # noqa: PLR2004


def _told(text: str) -> str:
    """What a text tells, without its questions: of two questions at once only one is answered."""
    return " ".join(each.strip() for each in _SENTENCE.findall(text) if "?" not in each)


def _minutes(left: float) -> str:
    whole = max(round(left), 1)
    names = ("one minute", "two minutes", "three minutes", "four minutes", "five minutes")
    return names[whole - 1] if whole <= len(names) else f"{whole} minutes"


def _slot_names(wording: str) -> Iterator[str]:
    return (name for _, name, _, _ in Formatter().parse(wording) if name)


def _fill(wording: str, slots: Mapping[str, str]) -> str:
    """A wording with its slots filled. The name brings its own article, whichever the wording has."""
    wording = _POSSESSED.sub("your {bare}", _NAMED.sub(r"\2", wording))
    text = " ".join(wording.format_map(slots).split())
    return re.sub(r"(?:^|(?<=[.?!] ))[a-z]", lambda found: found.group().upper(), text)


def _count(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)
