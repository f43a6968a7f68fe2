"""Demands: what the problem asks for, and the words of a candidate that do not go with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agents.facts import Breach, Span, Stance
from rubrics.schema import Demand, Problem

from .heard import Heard
from .oppositions import claimed, dismissed, quotable, refused
from .patterns import Match, Pattern

_CHANGED = "reconsiders"
_PRICED = "admits"
"""Cue family of a price: who tells what a choice costs has seen what it goes against."""


class Demands:
    """The demands of one problem, compiled. Safe to share."""

    def __init__(self, problem: Problem | None) -> None:
        self._demands = tuple(_Demand(each) for each in (problem.demands if problem is not None else ()))

    def broken(
        self, heard: Heard, stances: Sequence[Stance], known: Sequence[Breach], clashing: Sequence[Span]
    ) -> tuple[Breach, ...]:
        """The demands that a turn breaks for the first time, one for a sentence.

        ``stances`` are those of this turn; ``clashing`` what it says against earlier words, which is asked
        about as that.
        """
        before = {each.demand for each in known}
        taken = {heard.sentence_at(span.start) for span in clashing}
        found: dict[int, Breach] = {}
        for demand in self._demands:
            if demand.known.id in before:
                continue
            span = demand.broken(heard, stances)
            if span is None:
                continue
            at = heard.sentence_at(span.start)
            if at not in taken:
                found.setdefault(at, demand.breach(span))
        return tuple(found.values())


class _Demand:
    """One demand, compiled."""

    def __init__(self, demand: Demand) -> None:
        self.known = demand
        self.subject, _, self.side = (demand.holds or "").partition("/")
        self.of = Pattern.any_of(demand.of) if demand.of else None
        self.when = Pattern.any_of(demand.when) if demand.when else None
        self.clues = tuple(tuple(Pattern.compile(each) for each in group) for group in demand.clues)
        self.unless = Pattern.any_of(demand.unless) if demand.unless else None

    def breach(self, span: Span) -> Breach:
        why = f"The problem demands otherwise of {self.known.target}."
        return Breach(self.known.id, self.known.target, span, self.known.ask, why)

    def broken(self, heard: Heard, stances: Sequence[Stance]) -> Span | None:
        """Where it is broken, or None."""
        if self.unless is not None and self.unless.search(heard.text) is not None:
            return None
        against = (
            stance.span
            for stance in stances
            if stance.subject == self.subject and stance.side != self.side and self._about(heard, stance.span)
        )
        own = (quotable(heard, match) for match in (*self._matches(heard), *self._together(heard)))
        return next((span for span in (*against, *own) if not _changed(heard, span)), None)

    def _matches(self, heard: Heard) -> Iterator[Match]:
        if self.when is not None:
            yield from (m for m in heard.matches(self.when) if claimed(heard, m) and not refused(heard, m))

    def _together(self, heard: Heard) -> Iterator[Match]:
        """What the first clues of a group stand beside, where all of them stand in one sentence."""
        for group in () if heard.cue(_PRICED) is not None else self.clues:
            if not all(heard.matches(each) for each in group):  # stops at the first that is not there
                continue
            said = [_by_sentence(heard, heard.matches(each)) for each in group]
            for at in sorted(set(said[0]).intersection(*said[1:])):
                telling = said[min(1, len(said) - 1)][at]
                if claimed(heard, telling) and not refused(heard, telling) and not dismissed(heard, telling):
                    yield telling

    def _about(self, heard: Heard, span: Span) -> bool:
        sentence = heard.sentences[heard.sentence_at(span.start)]
        return self.of is None or self.of.search(heard.text, sentence.start, sentence.end) is not None


def _by_sentence(heard: Heard, matches: Sequence[Match]) -> dict[int, Match]:
    """The first match of each sentence that has one."""
    return {heard.sentence_at(match.start): match for match in reversed(matches)}


def _changed(heard: Heard, span: Span) -> bool:
    sentence = heard.sentences[heard.sentence_at(span.start)]
    return heard.cue(_CHANGED, sentence.start, sentence.end) is not None
