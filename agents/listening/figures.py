"""Figures: numbers as people say them, with their unit, their rate and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal, NamedTuple

from text_to_num import text2num

from .heard import Heard
from .sentences import Word
from .units import ADVERBS, COUNT, PERIODS, Unit, attached, spoken

_DIGITS = re.compile(r"^([$€£])?(\d[\d,]*(?:\.\d+)?)([a-z]+|%)?$", re.IGNORECASE)
_SCALES: Mapping[str, float] = {
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
_NUMERALS = frozenset(
    (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen "
        "seventeen eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety"
    ).split()
)
_MAGNITUDES = frozenset({"hundred", "thousand", "million", "billion", "trillion"})
_DIGIT_WORDS = {w: str(i) for i, w in enumerate("zero one two three four five six seven eight nine".split())}
_DIGIT_WORDS["oh"] = "0"

_SHARES: Mapping[str, float] = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
_LABELS = frozenset(
    (
        "p version v phase step option level http port sha base soc oauth error status layer stage chapter "
        "part "
        "year week day code route page web tls ipv item number question gen tier point priority sev "
        "quarter percentile"
    ).split()
)
"""A number after one of these is a name, not a figure."""

_NOT_COUNTED = frozenset(
    (
        "a an the and or but so then than that this these those there here it is are was were be been i we "
        "you they "
        "to of in on at by for from with into as if when while which what who how not no okay right well "
        "just about "
        "roughly around times x multiplied divided over plus minus equals gives makes means comes per each "
        "every "
        "because since would will can could should must may might do does did have has had get gets need "
        "needs "
        "send sends post posts upload uploads write writes read reads take takes store stores up down out "
        "more less "
        "also too only even still say maybe now later under below above within between until they're we're "
        "it's "
        "that's want use using let let's our your my their its a ok um uh like both all any some until after "
        "becomes become turns grows costs leaves doing drains comes works before during instead rather though although"
    ).split()
)
_KEPT_NOUNS = frozenset({"reads", "writes", "posts", "uploads"})
_AFTER_NOUNS = frozenset("a per each every is and so to s sec second for times in".split())
_HEDGE = re.compile(
    r"\b(?:about|around|roughly|approximately|maybe|say|nearly|almost|close to|ballpark|order of|some|ish|"
    r"perhaps|"
    r"something like|in the region of|give or take)\s+(?:\w+\s+){0,1}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """``text[start:end]`` is a number with its unit. ``value`` is in ``unit``."""

    start: int
    end: int
    value: float
    unit: Unit = COUNT
    noun: str = ""
    """What it counts, as said: "daily active users"; empty when it says nothing."""
    each: str = ""
    """What it is counted for: "user" in "100 messages per user", "each" when left open."""
    factor: bool = False
    """True for a mere multiplier: "three times the average", "10x"."""
    hedged: bool = False
    ranged: bool = False
    """True for an end of a range: "five to ten"."""
    digits: int = 2
    """Significant digits it was said with: 1 for "7" or "two hundred"."""
    bound: Literal["", "under", "over"] = ""
    """Whether it is only a limit: "under a thousand a day"."""
    implied: bool = False
    """True where no number was said: "a kilobyte", "for a year"."""

    @property
    def base(self) -> float:
        """Its value in bytes, seconds, dollars, or plain counts, per second where it is a rate."""
        return self.value * self.unit.scale


class _Parsed(NamedTuple):
    """A number as read: its value, the words it took, the unit written on to it, its significant digits."""

    value: float
    words: int
    unit: Unit | None
    digits: int


def figures(heard: Heard) -> tuple[Figure, ...]:
    """Every figure of a turn, in order."""
    return tuple(_ranges(heard, list(_read(heard))))


def _read(heard: Heard) -> Iterator[Figure]:
    found = heard.words
    at = 0
    while at < len(found):
        parsed = _number(found, at)
        if parsed is None:
            at += 1
            continue
        if _is_label(heard, found, at, parsed.words):
            at += parsed.words
            continue
        figure, length = _measured(heard, found, at, parsed)
        if figure is not None:
            yield figure
        at += length


# ---- the number itself -----------------------------------------------------------------------------------


def _number(found: Sequence[Word], at: int) -> _Parsed | None:
    """Value, words taken, unit written right after the digits, significant digits."""
    word = found[at].lower
    match = _DIGITS.match(word)
    if match is not None:
        return _from_digits(found, at, match)
    lowered = [each.lower.replace("-", " ") for each in found[at : at + 14]]
    return _from_words(found, at, lowered)


def _from_digits(found: Sequence[Word], at: int, match: re.Match[str]) -> _Parsed | None:
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
            return _Parsed(value, 1, Unit("count", "x"), significant)
        if measured is not None and lowered not in ("m", "b"):
            return _Parsed(value, 1, measured, significant)
        if lowered in _SCALES:
            value *= _SCALES[lowered]
        elif lowered[0] in ("k", "m") and attached(lowered[1:]) is not None and lowered[1:] not in ("s", "h"):
            value, unit = value * _SCALES[lowered[0]], attached(lowered[1:])
        else:
            return None
    while at + length < len(found) and _scales(found, at + length):
        value *= _SCALES[found[at + length].lower]
        length += 1
    return _Parsed(value, length, unit, significant)


def _scales(found: Sequence[Word], at: int) -> bool:
    """Whether the word at this place multiplies the number before it ("million", "k"; not the k of "k b")."""
    word = found[at].lower
    if word not in _SPOKEN_SCALES:
        return False
    following = found[at + 1].lower if at + 1 < len(found) else ""
    if word in ("k", "m") and following in ("b", "s", "bit", "bits"):
        return False
    return word != "m" or (following not in ("", "a", "per") and following not in PERIODS)


def _from_words(found: Sequence[Word], at: int, lowered: list[str]) -> _Parsed | None:
    first = lowered[0]
    part = _part(lowered) or _single(found, at, lowered)
    if part is not None:
        return part
    if first == "half":
        return _half(lowered)
    if (
        first in ("a", "an", "one")
        and lowered[1:2]
        and lowered[1] in _SPOKEN_SCALES - {"k", "m", "bn", "grand"}
    ):
        return _a_hundred(found, at, lowered)
    if first == "a" and lowered[1:2] == ["couple"]:
        skip = 3 if lowered[2:3] == ["of"] else 2
        scale = lowered[skip] if len(lowered) > skip else ""
        return _Parsed(2 * _SCALES[scale], skip + 1, None, 1) if scale in _MAGNITUDES else None
    return _cardinal_and_more(found, at, lowered) if first in _NUMERALS else None


def _part(lowered: Sequence[str]) -> _Parsed | None:
    """As in "half of them", "a third of the users": a share of what follows."""
    article = 1 if lowered[0] in ("a", "one") else 0
    share = _SHARES.get(lowered[article]) if len(lowered) > article + 1 else None
    if share is None or lowered[article + 1] != "of" or lowered[article + 2 : article + 3] == ["a"]:
        return None
    return _Parsed(share, article + 1, Unit("ratio", "percent"), 2)


def _single(found: Sequence[Word], at: int, lowered: Sequence[str]) -> _Parsed | None:
    """As in "a kilobyte", "at a cent each", "for a year": one of a unit."""
    if lowered[0] not in ("a", "an") or len(lowered) < 2 or lowered[1] == "bit":  # noqa: PLR2004 "a bit"
        return None
    unit = attached(lowered[1]) if len(lowered[1]) > 1 else None
    if unit is None or unit.per or unit.dimension == "ratio":
        return None
    lasting = unit.name not in ("second", "minute") and at > 0 and found[at - 1].lower in ("for", "over")
    if unit.dimension == "time" and not lasting:
        return None
    return _Parsed(1.0, 1, None, 1)


def _half(lowered: Sequence[str]) -> _Parsed | None:
    """As in "Half a million", "half a second": the second leaves its unit to be read."""
    if len(lowered) < 3 or lowered[1] not in ("a", "an"):  # noqa: PLR2004 half, a, and what
        return None
    if lowered[2] in _SPOKEN_SCALES:
        return _Parsed(0.5 * _SCALES[lowered[2]], 3, None, 1)
    return _Parsed(0.5, 2, None, 1) if spoken((lowered[2],)) is not None else None


def _a_hundred(found: Sequence[Word], at: int, lowered: Sequence[str]) -> _Parsed | None:
    tail = _cardinal(["one", *lowered[1:]])
    if tail is not None:
        return _scaled(found, at, tail[0], tail[1], 1)
    return _Parsed(12.0, 2, None, 2) if lowered[1] == "dozen" else None


def _cardinal_and_more(found: Sequence[Word], at: int, lowered: Sequence[str]) -> _Parsed | None:
    """As in "Two", "two point five", "two and a half", each with the scales that follow."""
    parsed = _cardinal(lowered)
    if parsed is None:
        return None
    value, length = parsed
    if lowered[length : length + 1] == ["point"]:
        decimals = "".join(
            _DIGIT_WORDS[word] for word in takewhile(_DIGIT_WORDS.__contains__, lowered[length + 1 :])
        )
        if decimals:
            value = float(f"{int(value)}.{decimals}")
            return _scaled(found, at, value, length + 1 + len(decimals), 1 + len(decimals))
    if lowered[length : length + 2] == ["and", "a"] and lowered[length + 2 : length + 3] in (
        ["half"],
        ["quarter"],
    ):
        return _scaled(found, at, value + (0.5 if lowered[length + 2] == "half" else 0.25), length + 3, 2)
    return _scaled(found, at, value, length, _significant(value))


def _scaled(found: Sequence[Word], at: int, value: float, length: int, digits: int) -> _Parsed:
    while at + length < len(found) and _scales(found, at + length):
        value *= _SCALES[found[at + length].lower]
        length += 1
    return _Parsed(value, length, None, digits)


def _cardinal(lowered: Sequence[str]) -> tuple[float, int] | None:
    """The longest cardinal the words begin with, and its length in words."""
    run = 0
    while run < len(lowered) and (
        lowered[run] in _NUMERALS
        or (lowered[run] in _MAGNITUDES and run > 0)
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
    return at + 1 < len(lowered) and lowered[at + 1] in _NUMERALS


def _significant(value: float) -> int:
    return len(f"{value:.15g}".replace(".", "").strip("0")) or 1


def _is_label(heard: Heard, found: Sequence[Word], at: int, length: int) -> bool:
    """Whether the number names something ("p 99", "phase two", "in 2024", "one of them")."""
    before = found[at - 1].lower if at > 0 else ""
    text = found[at].lower
    after = found[at + length].lower if at + length < len(found) else ""
    if before in ("year", "week", "day") and at > 1 and found[at - 2].lower in ("a", "per", "each", "every"):
        return False
    if before in _LABELS and not heard.text[found[at - 1].end : found[at].start].strip():
        return True
    if text == "one" and length == 1:
        once = tuple(word.lower for word in found[at + 2 : at + 4])
        often = once[:1] in (("a",), ("per",), ("every",), ("each",)) and once[1:2] and once[1] in PERIODS
        return not often and spoken((after,)) is None and after not in _AFTER_ONE and before != "to"
    around_the_clock = (heard.text[found[at].start - 1 : found[at].start] == "/" and before.isdigit()) or (
        heard.text[found[at].end : found[at].end + 1] == "/" and after.isdigit()
    )
    return around_the_clock or (_YEAR.fullmatch(text) is not None and before in _BEFORE_YEARS)


_AFTER_ONE = frozenset("x user message request in out".split())
_YEAR = re.compile(r"(?:19|20)\d\d")
_BEFORE_YEARS = frozenset("in since by of until from late early".split())

# ---- what is measured ------------------------------------------------------------------------------------


def _measured(heard: Heard, found: Sequence[Word], at: int, parsed: _Parsed) -> tuple[Figure, int]:
    lowered = tuple(word.lower for word in found[at + parsed.words : at + parsed.words + 10])
    if lowered[:1] == ("nines",):
        end = found[at + parsed.words].end
        percent = 100 - 10 ** (2 - int(parsed.value))
        return Figure(found[at].start, end, percent, Unit("ratio", "percent"), "uptime"), parsed.words + 1
    unit, factor, taken = _unit(parsed.unit, lowered)
    value = parsed.value
    if unit.name == "cent":
        unit, value = replace(unit, name="dollar"), value / 100
    last = at + parsed.words + taken - 1
    noun, last = _noun(heard, found, last, unit)
    unit, each, last = _rates(heard, found, last, unit)
    start = found[at].start
    lead = heard.text[max(0, start - 40) : start]
    figure = Figure(
        start=start,
        end=found[last].end,
        value=value / _SCALES[each] if each in _MAGNITUDES and unit.dimension == "money" else value,
        unit=unit,
        noun=noun,
        each=each,
        factor=factor,
        hedged=_HEDGE.search(lead) is not None,
        digits=parsed.digits,
        bound=_bound(lead),
        implied=found[at].lower in ("a", "an") and parsed.words == 1,
    )
    return figure, last - at + 1


def _bound(lead: str) -> Literal["", "under", "over"]:
    if _UNDER.search(lead) is not None:
        return "under"
    return "over" if _OVER.search(lead) is not None else ""


def _unit(written: Unit | None, following: tuple[str, ...]) -> tuple[Unit, bool, int]:
    """The unit, whether the number is a mere multiplier, and how many of the following words that took."""
    if written is not None and written.name == "x":
        return COUNT, True, 0
    multiplies = following[:1] in (("x",), ("fold",)) and not _numeric(following[1:2])
    if multiplies or (following[:1] == ("times",) and not _numeric(following[1:3])):
        return COUNT, True, 1
    if written is not None and not (
        written.dimension == "money" and following[:1] in (("dollars",), ("bucks",))
    ):
        return written, False, 0
    measured = spoken(following)
    return (measured[0], False, measured[1]) if measured is not None else (written or COUNT, False, 0)


def _numeric(following: Sequence[str]) -> bool:
    for word in following:
        if _DIGITS.match(word) or word in _NUMERALS or word in _MAGNITUDES or word == "half":
            return True
        if word not in ("a", "about", "roughly", "around", "the", "say"):
            return False
    return False


def _noun(heard: Heard, found: Sequence[Word], last: int, unit: Unit) -> tuple[str, int]:
    """Up to four words after the number that say what is counted."""
    at = last + 1
    if unit.dimension != "count" and at < len(found) and found[at].lower == "of":
        at += 1
    first = at
    while at < len(found) and at - first < 4 and _counts(heard, found, at):  # noqa: PLR2004 "daily active paying users"
        at += 1
    while at > first and found[at - 1].lower in ("active", "other", "new"):
        at -= 1
    if at == first or (unit.dimension != "count" and at - first > 3):  # noqa: PLR2004 a stretch, not a noun
        return "", last
    return heard.text[found[first].start : found[at - 1].end], at - 1


def _counts(heard: Heard, found: Sequence[Word], at: int) -> bool:
    word = found[at].lower
    if word in _KEPT_NOUNS:
        return at + 1 >= len(found) or found[at + 1].lower in _AFTER_NOUNS
    plain = word not in _NOT_COUNTED and not _DIGITS.match(word) and word not in _NUMERALS
    gap = heard.text[found[at - 1].end : found[at].start]
    return (
        plain
        and word not in ADVERBS.keys() - {"daily", "monthly"}
        and gap.strip() in ("", "-")
        and "\n" not in gap
    )


def _rates(heard: Heard, found: Sequence[Word], last: int, unit: Unit) -> tuple[Unit, str, int]:
    """As in "a day", "per user per day", "/s", "each": the period and the thing it is counted for."""
    each = ""
    for _ in range(3):
        at = last + 1
        if at >= len(found) or "." in heard.text[found[last].end : found[at].start]:
            break
        word = found[at].lower
        following = found[at + 1].lower if at + 1 < len(found) else ""
        slash = "/" in heard.text[found[last].end : found[at].start]
        if slash and word in PERIODS and not unit.per:
            unit, last = replace(unit, per=PERIODS[word]), at
        elif word in ("per", "a", "an", "each", "every", "one") and following in PERIODS and not unit.per:
            unit, last = replace(unit, per=PERIODS[following]), at + 1
        elif word in ADVERBS and not unit.per and following not in ("active", "users"):
            unit, last = replace(unit, per=ADVERBS[word]), at
        elif _is_each(word, following, unit) and not each:
            each, last = following.rstrip("s"), at + 1
        elif word in ("each", "apiece") and not each:
            each, last = "each", at
        else:
            break
    return unit, each, last


def _is_each(word: str, following: str, unit: Unit) -> bool:
    """Whether these two words say for what a figure holds: "per user", "two kilobytes a response"."""
    if not following or following in _NOT_COUNTED:
        return False
    article = word in ("a", "an") and unit.dimension in ("information", "money") and not unit.per
    return word == "per" or (
        article and following not in _SCALES and following not in ("bit", "lot", "little")
    )


def _ranges(heard: Heard, found: list[Figure]) -> Iterator[Figure]:
    """Mark the ends of ranges, and give the first end the unit of the last ("five to ten seconds")."""
    for index, figure in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        before = found[index - 1] if index > 0 else None
        marked = figure
        share = before is not None and _share(heard, before, figure)
        if after is not None and _share(heard, figure, after):
            yield Figure(figure.start, after.end, 100 / after.value, Unit("ratio", "percent"), after.noun)
            continue
        if share:
            continue
        if before is not None and before.value >= figure.value == 1 and _to_one(heard, before, figure):
            continue
        if after is not None and figure.value >= after.value == 1 and _to_one(heard, figure, after):
            yield replace(figure, end=after.end, noun="to one")
            continue
        if after is not None and _spans(heard, figure, after):
            unit = after.unit if figure.unit == COUNT else figure.unit
            marked = replace(figure, ranged=True, unit=unit, noun=figure.noun or after.noun)
        elif before is not None and _spans(heard, before, figure):
            marked = replace(figure, ranged=True)
        yield marked


def _spans(heard: Heard, low: Figure, high: Figure) -> bool:
    """A range: "five to ten seconds", "200-300 ms"."""
    alike = low.unit in (COUNT, high.unit)
    between = heard.text[low.end : high.start]
    if "and" in between and not heard.text[: low.start].rstrip().lower().endswith("between"):
        return False
    return alike and low.value < high.value and _RANGE.fullmatch(between) is not None


def _share(heard: Heard, one: Figure, whole: Figure) -> bool:
    """As in "One in ten users": a tenth of them."""
    between = heard.text[one.end : whole.start].strip().lower()
    return (
        one.value == 1
        and between in ("in", "out of", "in every")
        and whole.value > 1
        and one.unit == COUNT == whole.unit
    )


def _to_one(heard: Heard, first: Figure, last: Figure) -> bool:
    """A ratio: "a hundred to one", "100:1"."""
    between = heard.text[first.end : last.start].strip().lower()
    return between in ("to", ":", "to every") and first.unit == COUNT and last.unit == COUNT


_UNDER = re.compile(
    r"\b(?:under|below|(?:less|fewer) than|at most|no more than|not quite|short of)\s+(?:about |a |the )?$",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"\b(?:(?:just|well|a (?:bit|little)|slightly|so|is|are|that['’]s|gives?|makes?) over|(?:more|greater) than|"
    r"above|at least|upwards of|north of)\s+(?:about |a |the )?$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:to|-|–|or|and|up to)\s*(?:maybe |about |even )?", re.IGNORECASE)
