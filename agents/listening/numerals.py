"""Numerals: reading a number from digits or from words, as people say them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from text_to_num import text2num

from .sentences import Word
from .units import PERIODS, Unit, attached, spoken

DIGITS = re.compile(r"^([$€£])?(\d[\d,]*(?:\.\d+)?)([a-z]+|%)?$", re.IGNORECASE)
SCALES: Mapping[str, float] = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "grand": 1e3,
    "million": 1e6,
    "mil": 1e6,
    "m": 1e6,
    "mm": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
}
_SPOKEN_SCALES = frozenset(
    {"hundred", "thousand", "million", "billion", "trillion", "dozen", "k", "grand", "m", "bn"}
)
NUMERALS = frozenset(
    (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen "
        "seventeen eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety"
    ).split()
)
MAGNITUDES = frozenset({"hundred", "thousand", "million", "billion", "trillion"})
_DIGIT_WORDS = {w: str(i) for i, w in enumerate("zero one two three four five six seven eight nine".split())}
_DIGIT_WORDS["oh"] = "0"

_SHARES: Mapping[str, float] = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
_SHARES_OF: Mapping[str, float] = {f"{share}s": percent for share, percent in _SHARES.items()}
_BEFORE_SHARES = frozenset("by minus plus take takes another only nearly".split())
_BEFORE_SCALES = frozenset("the our those these last first next top".split())
_INEXACT = frozenset("a an few several many couple some of".split())
_BEFORE_HALF = frozenset("by so only almost nearly about".split())
_AFTER_SHARES = frozenset("off less more for full goes go comes is are".split())
_MULTIPLES: Mapping[str, float] = {
    **dict.fromkeys(("twice", "doubles", "doubled", "doubling"), 2.0),
    **dict.fromkeys(("thrice", "triples", "tripled", "tripling", "trebles", "trebled"), 3.0),
    **dict.fromkeys(("quadruples", "quadrupled"), 4.0),
    **dict.fromkeys(("halves", "halved", "halving"), 0.5),
}


class Numeral(NamedTuple):
    """A number as read: its value, the words it took, the unit written on to it, its significant digits."""

    value: float
    words: int
    unit: Unit | None
    digits: int


def numeral(found: Sequence[Word], at: int) -> Numeral | None:
    """Value, words taken, unit written right after the digits, significant digits."""
    word = found[at].lower
    match = DIGITS.match(word)
    if match is not None:
        return _from_digits(found, at, match)
    lowered = [each.lower.replace("-", " ") for each in found[at : at + 14]]
    for run in range(1, len(lowered)):
        if found[at + run].start - found[at + run - 1].end > 1:  # a comma: "a hundred, two hundred"
            lowered = lowered[:run]
            break
    return _from_words(found, at, lowered)


def multiple(word: str) -> float | None:
    """By how much a verb or an adverb multiplies: "twice", "triples", "halved"; None for any other word."""
    return _MULTIPLES.get(word)


def _from_digits(found: Sequence[Word], at: int, match: re.Match[str]) -> Numeral | None:
    money, digits, suffix = match.groups()
    value = float(digits.replace(",", ""))
    significant = len(digits.replace(",", "").replace(".", "").strip("0")) or 1
    unit = Unit("money", "dollar") if money else None
    length = 1
    if suffix:
        lowered = suffix.lower()
        if lowered in ("st", "nd", "rd", "th"):
            return None
        measured = attached(suffix)
        if lowered in ("x", "fold"):
            return Numeral(value, 1, Unit("count", "x"), significant)
        if measured is not None and lowered not in ("m", "b"):
            return Numeral(value, 1, measured, significant)
        if lowered in SCALES:
            value *= SCALES[lowered]
        elif lowered[0] in ("k", "m") and attached(lowered[1:]) is not None and lowered[1:] not in ("s", "h"):
            value, unit = value * SCALES[lowered[0]], attached(lowered[1:])
        else:
            return None
    while at + length < len(found) and _scales(found, at + length):
        value *= SCALES[found[at + length].lower]
        length += 1
    return Numeral(value, length, unit, significant)


def _scales(found: Sequence[Word], at: int) -> bool:
    """Whether the word at this place multiplies the number before it ("million", "k"; not the k of "k b")."""
    word = found[at].lower
    if word not in _SPOKEN_SCALES or found[at].start - found[at - 1].end > 1:
        return False
    following = found[at + 1].lower if at + 1 < len(found) else ""
    if word in ("k", "m") and following in ("b", "s", "bit", "bits"):
        return False
    return word != "m" or (following not in ("", "a", "per") and following not in PERIODS)


def _from_words(found: Sequence[Word], at: int, lowered: list[str]) -> Numeral | None:
    first = lowered[0]
    part = _part(found, at, lowered) or _single(found, at, lowered)
    if part is not None:
        return part
    if first in ("half", "point") or first in MAGNITUDES:
        return _headless(found, at, lowered)
    if (
        first in ("a", "an", "one")
        and lowered[1:2]
        and lowered[1] in _SPOKEN_SCALES - {"k", "m", "bn", "grand"}
    ):
        return _a_hundred(found, at, lowered)
    if first == "a" and lowered[1:2] == ["couple"]:
        skip = 3 if lowered[2:3] == ["of"] else 2
        scale = lowered[skip] if len(lowered) > skip else ""
        return Numeral(2 * SCALES[scale], skip + 1, None, 1) if scale in MAGNITUDES else None
    return _cardinal_and_more(found, at, lowered) if first in NUMERALS else None


def _headless(found: Sequence[Word], at: int, lowered: Sequence[str]) -> Numeral | None:
    """As in "half a million", "point six", "the hundred gigabytes": no cardinal to begin with."""
    first = lowered[0]
    if first == "half":
        return _half(lowered)
    if first in MAGNITUDES:
        before = found[at - 1].lower if at else ""
        if first == "hundred" and lowered[1:2] and lowered[1] in NUMERALS and before not in _INEXACT:
            tail = _cardinal(["one", *lowered])
            return (
                _scaled(found, at, tail[0], tail[1] - 1, _significant(tail[0])) if tail is not None else None
            )
        return _scaled(found, at, SCALES[first], 1, 1) if before in _BEFORE_SCALES else None
    decimals = _decimals(lowered[1:])
    if not decimals:
        return None
    return _scaled(found, at, float(f"0.{decimals}"), 1 + len(decimals), len(decimals))


def _part(found: Sequence[Word], at: int, lowered: Sequence[str]) -> Numeral | None:
    """As in "half of them", "a third of the users", "two thirds of it": a share of what follows."""
    ratio = Unit("ratio", "percent")
    if lowered[0] in _DIGIT_WORDS and lowered[1:2] and lowered[1] in _SHARES_OF and lowered[2:3] == ["of"]:
        return Numeral(int(_DIGIT_WORDS[lowered[0]]) * _SHARES_OF[lowered[1]], 2, ratio, 2)
    article = 1 if lowered[0] in ("a", "one", "an") else 0
    share = _SHARES.get(lowered[article]) if len(lowered) > article else None
    if share is None:
        return None
    after = lowered[article + 1] if len(lowered) > article + 1 else ""
    if after == "of":
        if lowered[article + 2 : article + 3] in (["a"], ["an"]):
            return _of_one(lowered, article, share / 100)
        return Numeral(share, article + 1, ratio, 2)
    before = found[at - 1].lower if at else ""
    told = before in _BEFORE_SHARES or (after in _AFTER_SHARES and lowered[article] != "half")
    half = lowered[0] == "half" and before in _BEFORE_HALF and after not in ("a", "an")
    return Numeral(share, article + 1, ratio, 2) if half or (article and told) else None


def _of_one(lowered: Sequence[str], article: int, share: float) -> Numeral | None:
    """As in "a tenth of a cent", "a quarter of a million": part of one of something."""
    whole = lowered[article + 3] if len(lowered) > article + 3 else ""
    if whole in MAGNITUDES:
        return Numeral(share * SCALES[whole], article + 4, None, 2)
    return Numeral(share, article + 3, None, 2) if spoken((whole,)) is not None else None


def _single(found: Sequence[Word], at: int, lowered: Sequence[str]) -> Numeral | None:
    """As in "a kilobyte", "at a cent each", "for a year": one of a unit."""
    if lowered[0] not in ("a", "an") or len(lowered) < 2 or lowered[1] == "bit":  # noqa: PLR2004 "a bit"
        return None
    unit = attached(lowered[1]) if len(lowered[1]) > 1 else None
    if unit is None or unit.per or unit.dimension == "ratio":
        return None
    before = found[at - 1].lower if at > 0 else ""
    lasting = before == "over" or (before == "for" and unit.name != "second")
    lasting = lasting or (unit.name not in ("second", "minute") and before in ("within", "after"))
    lasting = lasting or (unit.name != "second" and lowered[2:3] == ["of"])
    if unit.dimension == "time" and not lasting:
        return None
    return Numeral(1.0, 1, None, 1)


def _half(lowered: Sequence[str]) -> Numeral | None:
    """As in "Half a million", "half a second": the second leaves its unit to be read."""
    if len(lowered) < 3 or lowered[1] not in ("a", "an"):  # noqa: PLR2004 half, a, and what
        return None
    if lowered[2] in _SPOKEN_SCALES:
        return Numeral(0.5 * SCALES[lowered[2]], 3, None, 1)
    return Numeral(0.5, 2, None, 1) if spoken((lowered[2],)) is not None else None


def _a_hundred(found: Sequence[Word], at: int, lowered: Sequence[str]) -> Numeral | None:
    tail = _cardinal(["one", *lowered[1:]])
    if tail is not None:
        return _scaled(found, at, tail[0], tail[1], _significant(tail[0]))
    return Numeral(12.0, 2, None, 2) if lowered[1] == "dozen" else None


def _cardinal_and_more(found: Sequence[Word], at: int, lowered: Sequence[str]) -> Numeral | None:
    """As in "Two", "two point five", "two and a half", each with the scales that follow."""
    parsed = _cardinal(lowered)
    if parsed is None:
        return None
    value, length = parsed
    if lowered[length : length + 1] == ["point"]:
        decimals = _decimals(lowered[length + 1 :])
        if decimals:
            value = float(f"{int(value)}.{decimals}")
            return _scaled(found, at, value, length + 1 + len(decimals), 1 + len(decimals))
    if lowered[length : length + 2] == ["and", "a"] and lowered[length + 2 : length + 3] in (
        ["half"],
        ["quarter"],
    ):
        return _scaled(found, at, value + (0.5 if lowered[length + 2] == "half" else 0.25), length + 3, 2)
    if lowered[length : length + 3] == ["and", "a", "bit"]:
        return _scaled(found, at, value * 1.05, length + 3, 1)
    return _scaled(found, at, value, length, _significant(value))


def _decimals(lowered: Sequence[str]) -> str:
    """The digits said after "point"."""
    return "".join(_DIGIT_WORDS[word] for word in takewhile(_DIGIT_WORDS.__contains__, lowered))


def _scaled(found: Sequence[Word], at: int, value: float, length: int, digits: int) -> Numeral:
    while at + length < len(found) and _scales(found, at + length):
        value *= SCALES[found[at + length].lower]
        length += 1
    return Numeral(value, length, None, digits)


def _cardinal(lowered: Sequence[str]) -> tuple[float, int] | None:
    """The longest cardinal the words begin with, and its length in words."""
    run = 0
    while run < len(lowered) and (
        lowered[run] in NUMERALS
        or (lowered[run] in MAGNITUDES and run > 0)
        or (lowered[run] == "and" and run > 0 and lowered[run - 1] == "hundred" and _next_is(lowered, run))
    ):
        run += 1
    for length in range(run, 0, -1):
        if lowered[length - 1] == "and":
            continue
        try:
            return float(text2num(" ".join(lowered[:length]), "en")), length
        except ValueError:
            continue
    return None


def _next_is(lowered: Sequence[str], at: int) -> bool:
    return at + 1 < len(lowered) and lowered[at + 1] in NUMERALS


def _significant(value: float) -> int:
    return len(f"{value:.15g}".replace(".", "").strip("0")) or 1
