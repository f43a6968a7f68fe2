"""The listener: follows an interview turn by turn and keeps the ledger of what the candidate claimed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from agents.facts import Component, Reason, Span
from agents.ledger import Ledger
from agents.model import Turn
from rubrics.schema import Lexicon, Problem

from .asking import asked
from .components import Mention, Vocabulary, mentions
from .cues import Cues
from .heard import Heard
from .reasons import Argument, Found


class Listener:
    """Follows turns. It holds no state of an interview: one listener serves any number of ledgers."""

    def __init__(self, lexicon: Lexicon, problem: Problem | None = None) -> None:
        self.cues, self.vocabulary = _compiled(lexicon)
        self.problem = problem

    def follow(self, ledger: Ledger, turn: Turn) -> Ledger:
        """The ledger after one more turn, of either speaker."""
        if turn.speaker == "interviewer":
            return self._interviewer(ledger, turn)
        return self._candidate(ledger, turn)

    def _interviewer(self, ledger: Ledger, turn: Turn) -> Ledger:
        question = asked(turn.id, turn.text, self.vocabulary)
        return replace(ledger, asked=question, turns=ledger.turns + 1)

    def _candidate(self, ledger: Ledger, turn: Turn) -> Ledger:
        heard = Heard(turn.id, turn.text, self.cues)
        found = mentions(heard, self.vocabulary)
        components, last = self._components(ledger, heard, found)
        return replace(
            ledger,
            components=components,
            last_component=last,
            asked=None,
            turns=ledger.turns + 1,
        )

    def _components(
        self, ledger: Ledger, heard: Heard, found: Sequence[Mention]
    ) -> tuple[Mapping[str, Component], str]:
        question = ledger.asked
        about = question.components if question is not None else ()
        kind = question.kind if question is not None else "other"
        argument = Argument(
            heard,
            found,
            self.vocabulary.terms,
            asked_reason=about if kind == "reason" else (),
            asked_tradeoff=about if kind == "tradeoff" else (),
            last=about[0] if about else ledger.last_component,
            known=ledger.components,
        )
        claims = argument.follow()
        components = dict(ledger.components)
        standing = [mention for mention in found if mention.standing == "stands"]
        for mention in standing:
            if mention.name not in components and _only_in_passing(mention, argument, claims):
                continue
            self._note(components, heard, mention)
        _add_claims(components, claims, heard)
        return components, standing[-1].name if standing else ledger.last_component

    def _note(self, components: dict[str, Component], heard: Heard, mention: Mention) -> None:
        span = Span(heard.turn, mention.start, mention.end)
        known = components.get(mention.name)
        if known is not None:
            components[mention.name] = replace(known, mentions=(*known.mentions, span))
            return
        term = self.vocabulary.terms[mention.name]
        components[mention.name] = Component(
            name=mention.name,
            said=heard.text[mention.start : mention.end],
            first=span,
            mentions=(span,),
            needs_reason=term.needs_reason,
        )


def _only_in_passing(mention: Mention, argument: Argument, claims: Found) -> bool:
    """Whether a mention stands inside a reason or price of something else, and brings nothing in itself."""
    if mention in argument.introductions:
        return False
    others = (
        span
        for claimed in (claims.reasons, claims.tradeoffs)
        for name, spans in claimed.items()
        if name != mention.name
        for span in spans
    )
    return any(span.start <= mention.start < span.end for span in others)


def _add_claims(components: dict[str, Component], claims: Found, heard: Heard) -> None:
    for name, spans in claims.reasons.items():
        if name in components:
            known = components[name]
            components[name] = replace(known, reasons=(*known.reasons, *_quoted(spans, heard)))
    for name, spans in claims.tradeoffs.items():
        if name in components:
            known = components[name]
            components[name] = replace(known, tradeoffs=(*known.tradeoffs, *_quoted(spans, heard)))


def _quoted(spans: Sequence[Span], heard: Heard) -> tuple[Reason, ...]:
    return tuple(Reason(span, heard.said(span)) for span in spans)


_LEXICONS: dict[int, tuple[Lexicon, Cues, Vocabulary]] = {}


def _compiled(lexicon: Lexicon) -> tuple[Cues, Vocabulary]:
    """The compiled forms of a lexicon, shared by all listeners of it."""
    known = _LEXICONS.get(id(lexicon))
    if known is None or known[0] is not lexicon:
        if len(_LEXICONS) > 8:  # noqa: PLR2004 a process rarely holds more than one
            _LEXICONS.clear()
        known = (lexicon, Cues(lexicon), Vocabulary(lexicon))
        _LEXICONS[id(lexicon)] = known
    return known[1], known[2]
