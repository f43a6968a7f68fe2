"""Disputes: whether a result that is off may be disputed, the way it was put, and what is said of it."""

from __future__ import annotations

import re
from math import inf

from .conclusions import Claim
from .expected import Expected, is_slip
from .results import Result
from .terms import head
from .units import COUNT, Unit

PLAIN_MISS = 1.5
"""By how much a result must miss when it is put less plainly."""

FAR_MISS = 1.8
"""By how much it must miss when only the dimensions of its figures say what it is made of."""

FARTHEST = 1e5
"""A result further off than this was not made of these figures."""

RETOLD_WORDS = 9
"""Words between a figure and the same in another unit, at most."""


def misses(result: Result, each: Expected, stated: Claim) -> bool:
    """Whether a result that is off may be disputed, the way it was put."""
    apart = result.miss(each)
    if apart > FARTHEST:
        return False
    return apart >= _least(result, each, stated) or (is_slip(apart) and _slips(result, each, stated))


def _slips(result: Result, each: Expected, stated: Claim) -> bool:
    """Whether a classic slip is enough to dispute it."""
    if _is_apart(result, each, stated):
        said = result.heard.text[result.window[-1].end : result.low.start]
        close = stated is Claim.LOOSE and _NEW_SENTENCE.search(said) is None and bool(result.figure.unit.per)
        return stated is Claim.BESIDE or close
    if _is_lent(result, each, stated):
        known = each.sure and each.unit.dimension in ("money", "information")
        return stated is Claim.LOOSE or (stated is Claim.BESIDE and known)
    if stated <= Claim.BESIDE and not _is_measured(result):
        alike = head(result.figure.noun) in {head(figure.noun) for figure in each.terms}
        share = any(figure.unit.dimension == "ratio" for figure in each.terms)
        return each.sure and (alike or share or each.divided)
    if stated is Claim.AFTER:
        return each.sure
    return each.sure or _is_measured(result) or stated > Claim.BESIDE


def _least(result: Result, each: Expected, stated: Claim) -> float:
    """By what factor it must miss to be disputed if it is none; infinite where only a slip will do."""
    if _is_apart(result, each, stated):
        return inf
    if _is_lent(result, each, stated):
        known = each.unit.dimension in ("money", "information") or each.told
        lent = each.sure and stated is Claim.LOOSE and known
        return FAR_MISS if lent else inf
    if each.sure and stated > Claim.BESIDE:
        return PLAIN_MISS if stated is Claim.LOOSE and not each.summed else 1.0
    if each.sure and stated is Claim.BESIDE:
        return FAR_MISS if _is_measured(result) and result.figure.unit.dimension != "time" else inf
    alone = len(each.terms) == 1 and _is_measured(result)
    return FAR_MISS if (alone or result.figure.unit.dimension != "count") and stated is Claim.TIGHT else inf


def _is_lent(result: Result, each: Expected, stated: Claim) -> bool:
    """Whether the unit was left unsaid, and the result not put plainly."""
    return each.unit != result.figure.unit and stated is not Claim.TIGHT


def _is_apart(result: Result, each: Expected, stated: Claim) -> bool:
    """Whether one other figure alone would give it, and stands too far off to be the same."""
    alone = len(each.terms) == 1 and each.terms[0].unit.dimension != "ratio"
    return alone and not _retells(result, stated)


def _retells(result: Result, stated: Claim) -> bool:
    """Whether a figure stands close enough to the one before to be the same in another unit."""
    between = result.heard.words_between(result.window[-1].end, result.low.start)
    return stated is Claim.TIGHT and len(between) <= RETOLD_WORDS


def note(result: Result, meant: Expected) -> str:
    """What its figures give in place of a result, in one sentence."""
    text = result.heard.text
    said = [
        text[figure.start : figure.end] if figure not in result.known else tell(figure.base, figure.unit)
        for figure in meant.terms
    ]
    verb = "gives" if len(said) == 1 else "give"
    stated = text[result.low.start : result.figure.end]
    return f"{' and '.join(said)} {verb} about {tell(meant.value, meant.unit)}, not {stated}."


def other_kind(result: Result) -> str:
    """What is wrong with "a million messages at a kilobyte each is a thousand seconds"; else empty."""
    fresh = result.window[result.since :][-2:]
    kinds = {figure.unit.dimension for figure in fresh} - {"count", "ratio"}
    here = result.figure.unit
    between = result.heard.text[fresh[0].start : fresh[-1].end]
    joined = result.heard.lexicon.search("joins-factors", between) is not None
    gap = result.heard.text[fresh[-1].end : result.figure.start]
    plain = result.heard.lexicon.search("is-equal", gap) is not None and not any(f.unit.per for f in fresh)
    if len(fresh) < 2 or not (joined and plain) or here.dimension in ("count", "ratio") or here.per:  # noqa: PLR2004
        return ""
    if len(kinds) != 1 or here.dimension in kinds:
        return ""
    (kind,) = kinds
    said = " and ".join(result.heard.text[figure.start : figure.end] for figure in fresh)
    stated = result.heard.text[result.figure.start : result.figure.end]
    return f"{said} give an amount of {_KINDS[kind]}, not {stated}."


def _is_measured(result: Result) -> bool:
    return result.figure.unit.dimension != "count" or bool(result.figure.unit.per)


def tell(base: float, unit: Unit) -> str:
    """A value in a unit, in three digits: "43.8 terabyte"."""
    value = base / unit.scale
    short = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004 three digits
    return short if unit == COUNT else f"{short} {unit.pint}"


_KINDS = {"information": "data", "money": "money", "time": "time"}
_NEW_SENTENCE = re.compile(r"[.?!]\s")
