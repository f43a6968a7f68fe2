"""Counted: after a number, the things counted, the time they are counted over, what it is for each of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .heard import Heard
from .numerals import DIGITS, MAGNITUDES, NUMERALS, SCALES
from .sentences import Word
from .units import ADVERBS, PERIODS, Unit

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
        "becomes become turns grows costs leaves doing drains comes works off don't doesn't back altogether "
        "make give take need hold cost mean come leave handle serve run pay buy see fill use go carry "
        "next last later left short apart together today overall concurrently simultaneously "
        "before during instead rather though although"
    ).split()
)
_KEPT_NOUNS = frozenset({"reads", "writes", "posts", "uploads", "sends"})
_AFTER_NOUNS = frozenset("a per each every is and so to s sec second for times in".split())


def noun_after(heard: Heard, found: Sequence[Word], last: int, unit: Unit) -> tuple[str, int]:
    """Up to four words after the number that say what is counted, and where in ``found`` they end."""
    at = last + 1
    large = at > 1 and found[last].lower in MAGNITUDES
    if tuple(word.lower for word in found[at : at + 2]) in _OF_THEM:
        return "", at + 1
    of = at + 1 < len(found) and found[at].lower == "of" and found[at + 1].lower not in _NO_THINGS
    if of and (unit.dimension != "count" or large):
        at += 1
    if at < len(found) and found[at].lower in ("odd", "plus"):
        at += 1
    first = at
    while at < len(found) and at - first < 4 and _counts(heard, found, at):  # noqa: PLR2004 "daily active paying users"
        at += 1
    while at > first and found[at - 1].lower in ("active", "other", "new"):
        at -= 1
    if at == first or (unit.dimension != "count" and at - first > 3):  # noqa: PLR2004 a stretch, not a noun
        return "", last
    return heard.text[found[first].start : found[at - 1].end], at - 1


_OF_THEM = frozenset((("of", "them"), ("of", "those"), ("of", "these")))
_NO_THINGS = frozenset("them those these it us the our my your that this".split())


def _counts(heard: Heard, found: Sequence[Word], at: int) -> bool:
    word = found[at].lower
    if word in _KEPT_NOUNS:
        return at + 1 >= len(found) or found[at + 1].lower in _AFTER_NOUNS
    down_time = word == "down" and at + 1 < len(found) and found[at + 1].lower == "time"
    plain = (word not in _NOT_COUNTED or down_time) and not word.endswith(
        ("'d", "'ll", "'re", "'ve", "’d", "’ll", "’re", "’ve")
    )
    plain = plain and not DIGITS.match(word) and word not in NUMERALS
    gap = heard.text[found[at - 1].end : found[at].start]
    return (
        plain
        and word not in ADVERBS.keys() - {"daily", "monthly"}
        and gap.strip() in ("", "-")
        and "\n" not in gap
    )


def rates_after(heard: Heard, found: Sequence[Word], last: int, unit: Unit) -> tuple[Unit, str, int]:
    """As in "a day", "per user per day", "/s", "each": the period, the thing it is for each of, their end."""
    each = ""
    for _ in range(3):
        at = last + 1
        if at >= len(found) or _STOPS.search(heard.text, found[last].end, found[at].start):
            break
        word = found[at].lower
        following = found[at + 1].lower if at + 1 < len(found) else ""
        slash = "/" in heard.text[found[last].end : found[at].start]
        if slash and word in PERIODS and not unit.per:
            unit, last = replace(unit, per=PERIODS[word]), at
        elif word in ("per", "a", "an", "each", "every", "one") and following in PERIODS and not unit.per:
            unit, last = replace(unit, per=PERIODS[following]), at + 1
        elif (within := _in_a_period(found, at)) and not unit.per and unit.dimension != "ratio":
            unit, last = replace(unit, per=PERIODS[found[at + within].lower]), at + within
        elif word in ADVERBS and not unit.per and following not in ("active", "users"):
            unit, last = replace(unit, per=ADVERBS[word]), at
        elif (word in ("each", "apiece") or (word, following) == ("a", "piece")) and not each:
            each, last = "each", at + int(word == "a")
        elif _is_each(word, following, unit) and not each:
            each, last = following.rstrip("s"), at + 1
        else:
            break
    return unit, each, last


def _in_a_period(found: Sequence[Word], at: int) -> int:
    """How many words on the period of "in a year", "in the whole month" stands; 0 where there is none."""
    lowered = [word.lower for word in found[at : at + 4]]
    if len(lowered) < 3 or lowered[0] != "in" or lowered[1] not in ("a", "the", "one", "each", "that"):  # noqa: PLR2004 in, a, and what
        return 0
    whole = int(lowered[2] in ("whole", "single", "given"))
    period = lowered[2 + whole] if len(lowered) > 2 + whole else ""
    lasting = period in _LASTING_PERIODS or (lowered[1] == "that" and period in PERIODS)
    return 2 + whole if lasting else 0


_STOPS = re.compile(r"[.,;:?!]")
_LASTING_PERIODS = frozenset(("day", "week", "month", "year"))


def _is_each(word: str, following: str, unit: Unit) -> bool:
    """Whether these two words say for what a figure holds: "per user", "two kilobytes a response"."""
    if not following or following in _NOT_COUNTED:
        return False
    if following in MAGNITUDES:
        return word in ("a", "per") and unit.dimension == "money"
    article = word in ("a", "an") and unit.dimension in ("information", "money") and not unit.per
    return word == "per" or (
        article and following not in SCALES and following not in ("bit", "lot", "little")
    )
