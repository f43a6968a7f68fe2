"""Scoring: a transcript in, a report out. Pure arithmetic on evidence; the same words give the same bytes.

For each criterion the indicators of the rubric are looked up one by one. An indicator is met in full when
as many distinct pieces of evidence were found as it asks for, in part when fewer were. The share met, by
weight, becomes a score from 1.0 to 4.0. A criterion whose part of the interview was never reached, and for
which nothing was found, has *not enough evidence*, which is not a low score and enters no mean.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agents.case import Case, Evidence
from agents.evidence import met
from agents.exhibits import Exhibits
from agents.ledger import Ledger
from agents.listening.cues import Cues
from agents.listening.listener import Listener
from agents.model import CriterionScore, FollowUp, Quote, Report, Scorer, Transcript
from agents.own_problem import problem_of
from agents.report import assemble, moment
from agents.review import review
from agents.testimony import testimony
from agents.verdict import HIGHEST, Verdict, verdict
from rubrics.library import Library
from rubrics.schema import Criterion, Indicator, Loop

SCORER = Scorer(name="built-in", version="4")

LOWEST = 1.0
LEAST_AIM = 3
"""Nobody is told to aim at less than this level."""
NOTHING_HEARD = "Nothing of this was heard."
MAX_QUOTES = 4
MAX_MISSED = 4
MAX_QUOTE_CHARS = 320
FIRST_COUNTS_MORE = 0.8
"""Exponent of the share found: the first piece of evidence tells more than the fourth (proposed)."""
ENOUGH_WORDS = 40
"""With fewer different words from the candidate in the whole interview nothing can be scored."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for one indicator."""

    indicator: Indicator
    pieces: tuple[Evidence, ...]

    @property
    def credit(self) -> float:
        """0 (nothing found) to 1 (as much as asked for)."""
        return math.pow(min(len(self.pieces) / self.indicator.at_least, 1.0), FIRST_COUNTS_MORE)

    @property
    def lost(self) -> float:
        """The weight that was not earned."""
        return (1.0 - self.credit) * self.indicator.weight


def score(transcript: Transcript, library: Library, *, moves: Sequence[FollowUp] = ()) -> Report:
    """The report of an interview by the built-in scorer.

    ``moves`` are the interviewer's follow-ups, where they are known; otherwise they are read from its turns.

    Raises:
        UnknownId: the library has no such loop.
    """
    loop = library.loop_of(transcript.loop, transcript.drill)
    case = case_of(transcript, library)
    exhibits = Exhibits(case)
    scores = tuple(_criterion(exhibits, criterion) for criterion in loop.criteria)
    dimensions, overall = verdict(loop, transcript.level, scores)
    report = assemble(case, loop, Verdict(scores, dimensions, overall, SCORER), moves)
    problem = problem_of(transcript, library)
    return report.model_copy(update={"review": review(case, loop, problem, quote)})


def score_retake(
    transcript: Transcript, turn_id: str, new_text: str, library: Library
) -> tuple[tuple[CriterionScore, ...], tuple[CriterionScore, ...]]:
    """The criteria a moment bears on, as scored with its first words and with ``new_text`` in their place.

    Raises:
        KeyError: the candidate has no such turn.
        UnknownId: the library has no such loop.
    """
    if transcript.turn(turn_id).speaker != "candidate":
        raise KeyError(turn_id)
    turns = tuple(
        turn.model_copy(update={"text": new_text}) if turn.id == turn_id else turn
        for turn in transcript.turns
    )
    before = score(transcript, library).criteria
    after = score(transcript.model_copy(update={"turns": turns}), library).criteria
    touched = [
        first.score != second.score or any(quote.turn == turn_id for quote in (*first.quotes, *second.quotes))
        for first, second in zip(before, after, strict=True)
    ]
    return (
        tuple(each for each, keep in zip(before, touched, strict=True) if keep),
        tuple(each for each, keep in zip(after, touched, strict=True) if keep),
    )


def combine(report: Report, loop: Loop, scores: tuple[CriterionScore, ...], scorer: Scorer) -> Report:
    """The report with other criterion scores: dimensions and verdict follow from them."""
    criteria = {criterion.id: criterion for criterion in loop.criteria}
    aimed = tuple(
        each.model_copy(update={"aim": aim(criteria[each.id], each.score)}) if each.id in criteria else each
        for each in scores
    )
    dimensions, overall = verdict(loop, report.overall.level, aimed)
    return report.model_copy(
        update={"criteria": aimed, "dimensions": dimensions, "overall": overall, "scorer": scorer}
    )


def case_of(transcript: Transcript, library: Library) -> Case:
    """All there is to judge a transcript by."""
    cues = Cues(library.lexicon)
    said = testimony(transcript, cues, _rubric_words(library, transcript.loop))
    listener = Listener(library.lexicon, problem_of(transcript, library))
    ledger = Ledger.empty()
    for turn in said.heard.turns:
        ledger = listener.follow(ledger, turn)
    loop = library.loops.get(transcript.loop)
    phases = frozenset(phase.id for phase in loop.phases) if loop is not None else frozenset()
    return Case(said, ledger, library.lexicon, cues, phases)


def _rubric_words(library: Library, loop_id: str) -> Iterator[str]:
    """What a candidate could have read aloud from the rubric instead of answering."""
    loop = library.loops.get(loop_id)
    if loop is None:
        return
    for criterion in loop.criteria:
        yield from (criterion.asks, *criterion.anchors.values())
        yield from (text for each in criterion.indicators for text in (each.text, each.missed))
    yield from (text for each in loop.exemplars for text in (each.text, each.shows))
    yield from (text for trap in loop.traps for text in (trap.text, trap.good))
    for phase in loop.phases:
        yield from (item.text for item in (*phase.settle, *phase.signals, *phase.leadership, *phase.pitfalls))


# ---- one criterion -----------------------------------------------------------------------------------------


def _criterion(exhibits: Exhibits, criterion: Criterion) -> CriterionScore:
    findings = tuple(Finding(indicator, met(exhibits, indicator)) for indicator in criterion.indicators)
    base = {"id": criterion.id, "name": criterion.name, "dimension": criterion.dimension}
    if not _reached(exhibits.case, criterion, findings):
        return CriterionScore(
            **base,
            reason="This was not reached, so there is not enough evidence to score it.",
            aim=aim(criterion, None),
        )
    weight = sum(finding.indicator.weight for finding in findings)
    share = sum(finding.credit * finding.indicator.weight for finding in findings) / weight
    level = round(LOWEST + (HIGHEST - LOWEST) * min(share / criterion.full, 1.0), 1)
    return CriterionScore(
        **base,
        score=level,
        reason=_reason(findings),
        quotes=_quotes(findings),
        missed=_missed(findings),
        aim=aim(criterion, level),
    )


def aim(criterion: Criterion, level: float | None) -> str:
    """What the rubric expects of the next level above this one; empty at the highest."""
    wanted = LEAST_AIM if level is None else max(math.floor(level) + 1, LEAST_AIM)
    return criterion.anchors.get(wanted, "")


def _reached(case: Case, criterion: Criterion, findings: Sequence[Finding]) -> bool:
    """Whether the candidate had the chance: anything found, or enough said where it could have been shown."""
    everywhere: set[str] = set()
    here: set[str] = set()
    for statement in case.testimony.statements:
        said = case.substance.meaning(statement.text)
        everywhere |= said
        if case.is_in(criterion.phases, statement):
            here |= said
    if len(everywhere) < ENOUGH_WORDS:
        return False
    return any(finding.pieces for finding in findings) or len(here) >= criterion.needs_words


def _reason(findings: Sequence[Finding]) -> str:
    """What was shown, then what was shown less often than asked for, in the rubric's words."""
    full = [finding.indicator.text for finding in findings if finding.credit >= 1]
    part = [
        f"{_stop(finding.indicator.text)} ({_times(finding)})"
        for finding in findings
        if 0 < finding.credit < 1
    ]
    said = [f"You {_list(full)}." if full else "", f"In part you {_list(part)}." if part else ""]
    return " ".join(text for text in said if text) or NOTHING_HEARD


def _times(finding: Finding) -> str:
    return f"{len(finding.pieces)} of {finding.indicator.at_least} times"


def _list(texts: Sequence[str]) -> str:
    """The texts as one row: "said this, named that and put a figure on it"."""
    lowered = [_lower(_stop(text)) for text in texts]
    comma = "; " if any("," in text for text in lowered) else ", "
    return " and ".join([comma.join(lowered[:-1]), lowered[-1]] if len(lowered) > 1 else lowered)


def _stop(text: str) -> str:
    return text.rstrip(".")


def _lower(text: str) -> str:
    """The first letter small, unless the first word is an abbreviation."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _missed(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The most consequential first. What was found in part is not called missing."""
    short = sorted((finding for finding in findings if finding.credit < 1), key=lambda finding: -finding.lost)
    return tuple(
        f"Not often enough: {_lower(_stop(finding.indicator.text))} ({_times(finding)})"
        if finding.pieces
        else finding.indicator.missed
        for finding in short[:MAX_MISSED]
    )


def _quotes(findings: Sequence[Finding]) -> tuple[Quote, ...]:
    """One quote for each indicator that was met, the weightiest first, then more; in the order said."""
    ranked = sorted((f for f in findings if f.pieces), key=lambda finding: -finding.indicator.weight)
    chosen: dict[int, Evidence] = {}
    for place in range(max((len(finding.pieces) for finding in ranked), default=0)):
        for finding in ranked:
            if place < len(finding.pieces) and len(chosen) < MAX_QUOTES:
                piece = finding.pieces[place]
                chosen.setdefault(piece.statement.order, piece)
    return tuple(quote(piece) for _, piece in sorted(chosen.items()))


def quote(piece: Evidence) -> Quote:
    """The words of a piece's statement as they stand in the transcript, cut around the piece when long."""
    statement = piece.statement
    turn = statement.turn
    start, end = statement.start, statement.end
    if end - start > MAX_QUOTE_CHARS:
        start = max(start, min(piece.start, end - MAX_QUOTE_CHARS))
        end = start + MAX_QUOTE_CHARS
        start = turn.text.find(" ", start - 1) + 1 if start > statement.start else start
        cut = turn.text.rfind(" ", start, end)
        end = cut if end < statement.end and cut > start else end
    return Quote(turn=turn.id, start=start, end=end, start_s=moment(turn, start), text=turn.text[start:end])
