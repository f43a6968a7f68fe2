"""Contradictions as people make them are heard and named; lines that only sound like one are let be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from agents.facts import Facts
from agents.ledger import Ledger
from agents.listening.listener import Listener
from agents.model import Turn
from rubrics.loader import load
from rubrics.source import plain

PAIRS: dict[str, Any] = plain((Path(__file__).parent / "clashes.yaml").read_text(encoding="utf-8"))
HEARD = 0.88
"""Least share of the pairs that is heard, with its subject in the words said back."""
FALSE = 0.02
"""Most of the sound lines at which one is heard."""


@cache
def listener(problem: str) -> Listener:
    library = load()
    return Listener(library.lexicon, library.problem(problem))


def facts(problem: str, said: Sequence[str]) -> Iterator[Facts]:
    ledger = Ledger.empty()
    for index, text in enumerate(said):
        turn = Turn(id=f"t{index}", speaker="candidate", phase="x", start_s=index, end_s=index + 1, text=text)
        ledger = listener(problem).follow(ledger, turn)
        yield ledger.facts(turn.id)


def named(pair: dict[str, str | None], said: Facts) -> bool:
    line, subject = str(pair["line"]), str(pair["subject"]).lower()
    spans = [*(clash.later for clash in said.contradictions), *(breach.span for breach in said.breaches)]
    quotes = (re.sub(r"\W+", " ", line[span.start : span.end].lower()) for span in spans)
    return any(all(word in quote for word in subject.split()) for quote in quotes)


def test_most_contradictions_are_heard_and_their_subject_is_said_back():
    missed = [
        pair["line"]
        for problem, pairs in PAIRS["clashes"].items()
        for pair in pairs
        if not named(pair, [*facts(problem, [*filter(None, [pair["earlier"]]), pair["line"]])][-1])
    ]
    count = sum(map(len, PAIRS["clashes"].values()))
    assert 1 - len(missed) / count >= HEARD, missed


def test_lines_that_only_sound_like_one_are_let_be():
    heard = [
        line
        for problem, lines in PAIRS["sound"].items()
        for line, said in zip(lines, facts(problem, lines), strict=True)
        if said.contradictions or said.breaches
    ]
    assert len(heard) / sum(map(len, PAIRS["sound"].values())) <= FALSE, heard
