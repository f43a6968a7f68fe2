"""Stances: whether the sides taken in an interview go together.

Two sides of an opposition clash where they are taken of one thing; of oppositions that sweep, also where
the earlier was taken of everything; and of those of a whole system, always. Only the last side taken counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.facts import Contradiction, Stance

from .heard import Heard
from .oppositions import Opposition, Oppositions

_CHANGED = "reconsiders"
"""Cue family of a change of mind, or of another time or load."""
_CORRECTS = "corrects"


def stances(
    heard: Heard, taken: Sequence[Stance], oppositions: Oppositions, *, settles: bool = False
) -> tuple[tuple[Stance, ...], tuple[Contradiction, ...]]:
    """The sides taken so far with this turn's added, and the contradictions this turn makes.

    ``settles``: the turn answers a question about a contradiction, so that it makes none.
    """
    now = list(taken)
    clashes: dict[int, Contradiction] = {}
    for stance in oppositions.taken(heard):
        opposition = oppositions.known[stance.subject]
        earlier = _last(heard, opposition, now, stance)
        now.append(stance)
        if earlier is None or earlier.side == stance.side or settles or _changed(heard, stance, earlier):
            continue
        told = _tell(opposition, earlier, stance)
        why = f"{told}: {_spoken(earlier.side)} earlier, {_spoken(stance.side)} now."
        clash = Contradiction(told, earlier.brief, stance.span, why)
        clashes.setdefault(heard.sentence_at(stance.span.start), clash)
    return tuple(now), tuple(clashes.values())


def _last(heard: Heard, opposition: Opposition, taken: Sequence[Stance], stance: Stance) -> Stance | None:
    """The last side taken before that this one has to go with, said in another sentence.

    Of several sentences of one turn the one that says most.
    """
    here = heard.sentences[heard.sentence_at(stance.span.start)]
    before = [
        each
        for each in taken
        if each.subject == stance.subject and (each.span.turn != heard.turn or each.span.start < here.start)
    ]
    alike = [each for each in before if _together(opposition, each, stance)]
    if not alike:
        return before[-1] if before and stance.leans else None
    last = alike[-1]
    same = [each for each in alike if (each.side, each.span.turn) == (last.side, last.span.turn)]
    return max(same, key=lambda each: each.brief.end - each.brief.start)


def _together(opposition: Opposition, earlier: Stance, later: Stance) -> bool:
    """Whether two sides are taken of the same."""
    if opposition.known.reach == "system" or shared(earlier, later):
        return True
    return opposition.known.reach == "sweeping" and earlier.sweeping


def shared(earlier: Stance, later: Stance) -> frozenset[str]:
    """The things that one of them speaks of in its clause and the other at least in its sentence."""
    return (earlier.things & later.around) | (earlier.around & later.things)


def _changed(heard: Heard, stance: Stance, earlier: Stance) -> bool:
    """Whether the speaker has told of a change of mind, or speaks of another time."""
    sentence = heard.sentences[heard.sentence_at(stance.span.start)]
    if heard.cue(_CHANGED, sentence.start, sentence.end) is not None:
        return True
    if earlier.span.turn != heard.turn:
        return False
    return heard.cue(_CORRECTS, min(earlier.span.end, sentence.start), stance.span.end) is not None


def _tell(opposition: Opposition, earlier: Stance, later: Stance) -> str:
    """What the two disagree about, as spoken: "deletion of link"."""
    common = sorted(shared(earlier, later))
    return f"{opposition.known.name} of {common[0]}" if common else opposition.known.name


def _spoken(side: str) -> str:
    return side.replace("-", " ")
