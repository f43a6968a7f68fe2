"""The listener: follows an interview turn by turn and keeps the ledger of what the candidate claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from agents.facts import Component, Contradiction, Number, Reason, Span
from agents.ledger import Asked, Ledger
from agents.model import Turn
from rubrics.schema import Lexicon, Problem

from .asking import asked
from .claims import decisions, leadership, requirements
from .components import Mention, Vocabulary, mentions
from .counts import counts
from .cues import Cues
from .demands import Demands
from .found import Found
from .heard import Heard
from .kinds import Quantities
from .numbers import Stated, numbers, told_numbers
from .oppositions import Oppositions
from .places import place
from .questions import Topics, questions
from .reasons import Argument
from .stances import stances


@dataclass(frozen=True)
class _Compiled:
    """A lexicon made ready for listening."""

    lexicon: Lexicon
    cues: Cues
    vocabulary: Vocabulary
    quantities: Quantities
    oppositions: Oppositions
    warm: list[Ledger]
    """Holds one ledger once the patterns have been compiled by use, so that no candidate waits for that."""


class Listener:
    """Follows turns. It holds no state of an interview: one listener serves any number of ledgers."""

    def __init__(self, lexicon: Lexicon, problem: Problem | None = None) -> None:
        compiled = _compile(lexicon)
        self.cues = compiled.cues
        self.vocabulary = compiled.vocabulary
        self.quantities = compiled.quantities
        self.oppositions = compiled.oppositions
        self.topics = Topics(lexicon, problem)
        self.demands = Demands(problem)
        if not compiled.warm:
            compiled.warm.append(self.follow(Ledger.empty(), _REHEARSAL))

    def follow(self, ledger: Ledger, turn: Turn) -> Ledger:
        """The ledger after one more turn, of either speaker."""
        heard = Heard(turn.id, turn.text, self.cues)
        if turn.speaker == "interviewer":
            return self._interviewer(ledger, heard)
        return self._candidate(ledger, heard)

    def _interviewer(self, ledger: Ledger, heard: Heard) -> Ledger:
        given = tuple(
            stated
            for stated in told_numbers(heard, self.quantities)
            if not _in_question(heard, stated) and not any(_repeats(own, stated) for own in ledger.stated)
        )
        return replace(
            ledger,
            asked=asked(heard.turn, heard.text, self.vocabulary, ledger.components),
            told=(*ledger.told, *given),
            turns=ledger.turns + 1,
        )

    def _candidate(self, ledger: Ledger, heard: Heard) -> Ledger:
        question = ledger.asked
        found = mentions(heard, self.vocabulary, ledger.components)
        argument, claims = self._argument(ledger, heard, found)
        kept = [mention for mention in found if _is_kept(mention, ledger, argument, claims)]
        brought = [mention for mention in kept if not mention.placed and not _would(heard, mention)]
        components = self._components(ledger, heard, kept, claims)
        stated = numbers(heard, self.quantities, ledger.stated, ledger.told)
        before = _answered(ledger, question, heard, stated, self.cues)
        settles = question is not None and question.kind == "contradiction"
        sides, clashes = stances(heard, ledger.stances, self.oppositions, settles=settles)
        counted, recounted = counts(heard, ledger.counted)
        clashes = (*self._reversals(ledger, heard, brought), *clashes, *recounted)
        new = sides[len(ledger.stances) :]
        broken = self.demands.broken(heard, new, ledger.breaches, [clash.later for clash in clashes])
        standing = [mention for mention in found if mention.standing == "stands"]
        known = (*before, *stated)
        return replace(
            ledger,
            components=components,
            stated=known,
            numbers=tuple(each.number for each in known),
            decisions=(*ledger.decisions, *decisions(heard, found, claims.reasons, claims.tradeoffs)),
            requirements=(*ledger.requirements, *requirements(heard)),
            questions=(*ledger.questions, *questions(heard, self.topics)),
            leadership=(*ledger.leadership, *leadership(heard)),
            contradictions=(*ledger.contradictions, *clashes),
            breaches=(*ledger.breaches, *broken),
            stances=sides,
            counted=counted,
            denied=_denials(ledger, heard, found),
            last_component=standing[-1].name if standing else ledger.last_component,
            asked=None,
            turns=ledger.turns + 1,
        )

    def _argument(self, ledger: Ledger, heard: Heard, found: Sequence[Mention]) -> tuple[Argument, Found]:
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
        return argument, argument.follow()

    def _components(
        self, ledger: Ledger, heard: Heard, kept: Sequence[Mention], claims: Found
    ) -> dict[str, Component]:
        components = dict(ledger.components)
        for mention in kept:
            self._note(components, heard, mention)
        self._claim(components, claims, heard)
        return components

    def _reversals(
        self, ledger: Ledger, heard: Heard, brought: Sequence[Mention]
    ) -> tuple[Contradiction, ...]:
        """Components that were ruled out before and are brought in now, with no change of heart told."""
        clashes: dict[str, Contradiction] = {}
        for mention in brought:
            earlier = ledger.denied.get(mention.name)
            if earlier is not None and not _changed(heard, mention):
                name = self.vocabulary.called(mention.name)
                span = Span(heard.turn, mention.start, mention.end)
                why = f"The {name} was ruled out earlier and is part of the design now."
                clashes.setdefault(mention.name, Contradiction(name, earlier, span, why))
        return tuple(clashes.values())

    def _note(self, components: dict[str, Component], heard: Heard, mention: Mention) -> None:
        span = Span(heard.turn, mention.start, mention.end)
        where = place(heard, mention)
        known = components.get(mention.name)
        if known is not None:
            components[mention.name] = replace(
                known, mentions=(*known.mentions, span), place=known.place or where
            )
            return
        components[mention.name] = Component(
            name=mention.name,
            said=heard.text[mention.start : mention.end],
            first=span,
            mentions=(span,),
            place=where,
            needs_reason=mention.needs_reason,
        )

    def _claim(self, components: dict[str, Component], claims: Found, heard: Heard) -> None:
        for name in {*claims.reasons, *claims.tradeoffs} & components.keys():
            known = components[name]
            reasons = _quoted(claims.reasons.get(name, ()), heard)
            topics = (self.topics.of(reason.text) for reason in reasons)
            asked_for = dict.fromkeys((*known.requirements, *(topic for topic in topics if topic)))
            components[name] = replace(
                known,
                reasons=(*known.reasons, *reasons),
                tradeoffs=(*known.tradeoffs, *_quoted(claims.tradeoffs.get(name, ()), heard)),
                requirements=tuple(asked_for),
            )


# ---- components ------------------------------------------------------------------------------------------


def _is_kept(mention: Mention, ledger: Ledger, argument: Argument, claims: Found) -> bool:
    """Whether a mention puts its component into the design, or speaks of one that is there."""
    if mention.standing != "stands":
        return False
    return mention.name in ledger.components or not _only_in_passing(mention, argument, claims)


def _only_in_passing(mention: Mention, argument: Argument, claims: Found) -> bool:
    """Whether a mention stands inside a reason or price of something else, and brings nothing in itself."""
    if mention in argument.passage.introductions:
        return False
    others = (
        span
        for claimed in (claims.reasons, claims.tradeoffs)
        for name, spans in claimed.items()
        if name != mention.name
        for span in spans
    )
    return any(span.start <= mention.start < span.end for span in others)


def _denials(ledger: Ledger, heard: Heard, found: Sequence[Mention]) -> dict[str, Span]:
    """What stays out for good: "no cache", not "no cache yet"."""
    denied = dict(ledger.denied)
    for mention in found:
        lead = heard.text[max(0, mention.start - 40) : mention.start]
        outright = heard.lexicon.search("rules-out", lead) is not None
        if mention.standing == "denied" and outright and not _changed(heard, mention):
            denied.setdefault(mention.name, Span(heard.turn, mention.start, mention.end))
    return denied


def _changed(heard: Heard, mention: Mention) -> bool:
    """Whether the sentence is about another time or another load."""
    sentence = heard.sentences[heard.sentence_at(mention.start)]
    return any(
        heard.cue(cue_id, sentence.start, sentence.end) is not None
        for cue_id in ("defers", "revises", "another-time", "supposes")
    )


def _would(heard: Heard, mention: Mention) -> bool:
    """Whether the sentence only imagines: "a cache would help little"."""
    sentence = heard.sentences[heard.sentence_at(mention.start)]
    return heard.cue("argues-would", sentence.start, sentence.end) is not None


def _quoted(spans: Sequence[Span], heard: Heard) -> tuple[Reason, ...]:
    return tuple(Reason(span, heard.said(span)) for span in spans)


# ---- numbers ---------------------------------------------------------------------------------------------


def _in_question(heard: Heard, stated: Stated) -> bool:
    return heard.sentences[heard.sentence_at(stated.figure.start)].asks


def _repeats(own: Stated, other: Stated) -> bool:
    return own.figure.unit == other.figure.unit and own.figure.value == other.figure.value


def _answered(
    ledger: Ledger, question: Asked | None, heard: Heard, stated: Sequence[Stated], cues: Cues
) -> tuple[Stated, ...]:
    """The earlier numbers after an answer about one of them: where it came from, or its correction."""
    if question is None or question.kind != "number" or not ledger.stated:
        return ledger.stated
    said = question.text.lower()
    shows = bool(stated) or cues.any(("source-named", "worked-out"), heard.text)
    if not shows or cues.does_not_know(heard.text):
        return ledger.stated
    return tuple(
        replace(each, number=_explained(each, stated)) if each.number.text.lower() in said else each
        for each in ledger.stated
    )


def _explained(each: Stated, stated: Sequence[Stated]) -> Number:
    number = each.number
    repaired = next(
        (s for s in stated if s.number.kind == number.kind and s.number.agrees is not False), None
    )
    if number.agrees is False and repaired is not None and not _repeats(repaired, each):
        return replace(
            number, derived=True, note=f"{number.note} Corrected to {repaired.number.text}.".strip()
        )
    return replace(number, derived=True)


_REHEARSAL = Turn(
    id="rehearsal",
    speaker="candidate",
    phase="rehearsal",
    start_s=0,
    end_s=1,
    text=(
        "Should we use a queue? We use a queue because the work takes 2 seconds, so nobody waits, and "
        "the price is that the results come late. Each of the 2,000 users sends a hundred messages a "
        "day, so that is 200K a day. I would choose strong consistency rather than a cache. The team "
        "owns it, the biggest risk is the cost, and when we launch in six weeks people can see all of it "
        "without an error. If it fails they have to be told at once. "
    ),
)

# ---- one compiled form per lexicon -----------------------------------------------------------------------

_COMPILED: dict[int, _Compiled] = {}


def _compile(lexicon: Lexicon) -> _Compiled:
    """The compiled form of a lexicon, shared by all listeners of it."""
    known = _COMPILED.get(id(lexicon))
    if known is None or known.lexicon is not lexicon:
        _COMPILED.clear()
        known = _Compiled(
            lexicon, Cues(lexicon), Vocabulary(lexicon), Quantities(lexicon), Oppositions(lexicon), []
        )
        _COMPILED[id(lexicon)] = known
    return known
