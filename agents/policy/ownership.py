"""Ownership: work that a manager would do alone, and parts of a design that nobody was said to build."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agents.facts import Facts
from agents.listening.sentences import words
from agents.model import Turn
from agents.policy.clauses import name_after
from agents.policy.rules import Rules
from agents.policy.spoken import spoken_name
from agents.policy.state import InterviewState

_NOT_WORK = re.compile(
    r"\s+(?:that|this|it|them|down|about|on|off|up)\b(?!\s+(?:myself|alone|all))", re.IGNORECASE
)
"""After the verb: no piece of work is named ("I'd write that on the wall")."""
DESIGN_WORDS = 25
"""An answer as long as this that names components tells a design."""
PEOPLE = frozenset({"team", "owner", "hiring", "stakeholder"})
"""Statements of leadership that say who does it."""


def own_hands(rules: Rules, turn: Turn, facts: Facts) -> Iterator[str]:
    """Work the speaker would do alone, where a manager was asked, and nobody else is named for it."""
    found = rules.cues.search("individual-work", turn.text)
    others = found is not None and any(
        each.kind in PEOPLE and not each.span.start <= found.start < each.span.end
        for each in facts.leadership
    )
    if found is not None and not others:
        said = turn.text[found.end :]
        if _NOT_WORK.match(said):
            return
        within = " ".join(turn.text[found.start : found.end].split()[2:])
        name = (name_after(said) if said[:1].isspace() else "") or name_after(within)
        yield name or "that work"


def unowned(rules: Rules, state: InterviewState, turn: Turn, facts: Facts) -> Iterator[str]:
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
            yield spoken_name(rules, consequential)
